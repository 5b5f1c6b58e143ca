// Payments that wait, from the list to the refund and to a manager's word: by keyboard, with bad input, in every outcome.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { until } from '../../scripts/lib/process.mjs';
import { assertAccessible } from '../lib/accessible.mjs';
import { NARROW, WIDE, assertFits, focused, overflowing, screenshot, smallTargets, startBrowser } from '../lib/browser.mjs';
import { login, newKey } from '../lib/client.mjs';
import { checkLedger } from '../lib/ledger.mjs';
import { bodega, enterOrders, openWith, ordersPage, payInCash, payOnCredit } from '../lib/orders.mjs';
import { freshRuntime } from '../lib/runtime.mjs';
import { confirm, noticed, shows, speak, tabTo, text } from '../lib/till.mjs';

const CARMEN = 'carmen@bodega.demo';
const GERENTE = 'gerente@bodega.demo';
const CARACAS = { locale: 'es-VE', timezoneId: 'America/Caracas' };
let runtime;
let browser;
let carmen;
let manager;
before(async () => {
  runtime = await freshRuntime({ assets: true, tenants: [bodega] });
  browser = await startBrowser();
  carmen = await login(runtime.url, CARMEN, { tenant: bodega });
  manager = await login(runtime.url, GERENTE, { tenant: bodega });
  await openWith(carmen, 'Caja 1', { '100.00': 5 });
});
after(async () => {
  if (runtime) await checkLedger(runtime.database);
  await browser?.stop();
  await runtime?.stop();
});

const newPage = (options) => browser.newPage(runtime.url, { ...CARACAS, ...options });
const go = (page, id) => page.goto(ordersPage(id));
const row = (page, payment) => page.locator(`#order-${payment.id_operacion}`);
const balance = async () => {
  const session = (await carmen.get(`/cajas/sesion-activa/${carmen.user.id}`)).body;
  return Number((await manager.get(`/cajas/sesion/${session.id}/balance`)).body);
};

test('with nothing to wait for, that is good news', async () => {
  const page = await newPage();
  await enterOrders(page, CARMEN);
  await focused(page, 'orders-search');
  await shows(page.byId('orders-none'), 'Todo está confirmado, y no hay nada que devolver.');
  assert.equal(await page.byId('orders-open').count(), 0);
  await page.byId('orders-read-at').filter({ hasText: /^Leído a las / }).waitFor();
  await screenshot(page, 'orders-none');
  await assertAccessible(page, 'orders-none');
  page.assertNoErrors();
});

test('a customer comes back with the slip: found, told, and given the cash back, by keyboard alone', async () => {
  const refused = await payInCash(carmen, '04145550002', 12.5);
  const unknown = await payInCash(carmen, '04145550011', 10);
  const pending = await payInCash(carmen, '04145550021', 20);
  const done = await payInCash(carmen, '04145550099', 7);
  const page = await newPage();
  await enterOrders(page, CARMEN);
  await focused(page, 'orders-search');
  await shows(page.byId('orders-open-total'), '2 pagos · Bs. 30,00');
  await shows(page.byId('orders-refunds-total'), '1 pago · Bs. 12,50');
  const words = await text(row(page, unknown));
  for (const part of ['Movistar prepago 0414-5550011', 'Sin confirmar', 'hace un momento', unknown.recibo, 'Caja 1 · Bodega Centro', 'Bs. 10,00']) {
    assert.ok(words.includes(part), `${part} in ${words}`);
  }
  assert.match(await text(row(page, pending)), /En proceso/);
  assert.match(await text(row(page, refused)), /Por devolver/);
  assert.equal(await row(page, done).count(), 0);
  // The oldest first.
  assert.deepEqual(await page.byId('orders-open').locator('a').evaluateAll((links) => links.map(({ id }) => id.slice(6))), [unknown.id_operacion, pending.id_operacion]);
  await screenshot(page, 'orders-list');

  // By the receipt's number, to the payment.
  const held = await balance();
  await page.keyboard.type(refused.recibo);
  await shows(page.byId('orders-verdict'), '1 pago encontrado. Enter lo abre.');
  await page.keyboard.press('Enter');
  await focused(page, 'order-title');
  await shows(page.byId('order-title'), `Pago ${refused.recibo}`);
  await shows(page.byId('order-tell'), 'No entró: se le devuelve su dinero.');
  await shows(page.byId('order-state'), 'Por devolver');
  await shows(page.byId('order-refund'), 'Devolver Bs. 12,50');
  assert.equal(await page.byId('order-calls').count(), 0, 'what was said to the provider is for managers');
  await screenshot(page, 'orders-refund');
  await page.keyboard.press('Tab');
  await focused(page, 'order-refund');
  await page.keyboard.press('Enter');
  await focused(page, 'confirm-yes');
  assert.match(await text(page.byId('confirm-amount')), /^Bs\. 12,50$/);
  // Going back sends nothing.
  await page.keyboard.press('Escape');
  await focused(page, 'order-refund');
  await page.keyboard.press('Enter');
  await confirm(page);
  await noticed(page, 'Efectivo devuelto');
  await focused(page, 'order-title');
  await shows(page.byId('order-state'), 'Devuelto');
  await shows(page.byId('order-tell'), 'No entró, y su dinero ya se le devolvió.');
  assert.equal(await page.byId('order-refund').count(), 0);
  assert.equal(await balance(), held - 12.5);
  await screenshot(page, 'orders-refunded');

  // It has left the list, what was typed is still there, and it is found all the same.
  await tabTo(page, '#order-back');
  await page.keyboard.press('Enter');
  await focused(page, `order-${refused.id_operacion}`);
  await page.byId('orders-search').fill('');
  await page.byId('orders-open').waitFor();
  assert.equal(await row(page, refused).count(), 0);
  assert.equal(await page.byId('orders-refunds').count(), 0);

  // As it is dialled from abroad; and what is not there.
  await page.byId('orders-search').fill('+58 414-555.00.99');
  await shows(page.byId('orders-verdict'), '1 pago encontrado. Enter lo abre.');
  assert.match(await text(row(page, done)), /Hecho/);
  await page.byId('orders-search').fill('0414555');
  await shows(page.byId('orders-verdict'), '4 pagos encontrados.');
  for (const typed of ['9999-1', '5', 'Movistar', '--', 'S', '04145550098']) {
    await page.byId('orders-search').fill(typed);
    await page.byId('orders-verdict').filter({ hasText: /^Ninguno con ese número/ }).waitFor();
    await page.keyboard.press('Enter');
  }
  assert.ok(page.url().endsWith(ordersPage()), 'Enter goes nowhere');
  page.assertNoErrors();
});

test('a refund that is refused says why, and the payment is read again', async () => {
  const refused = await payInCash(carmen, '04145550002', 5);
  const page = await newPage();
  await enterOrders(page, CARMEN, refused.id_operacion);
  await page.byId('order-refund').click();
  // Another till is quicker.
  const { status } = await carmen.post(`/pagos/${refused.id_operacion}/devolver`, {}, { key: newKey() });
  assert.equal(status, 201);
  await confirm(page);
  await noticed(page, 'No se registró', /La devolución ya se pagó; no la pague de nuevo\./);
  await shows(page.byId('order-state'), 'Devuelto');
  assert.equal(await page.byId('order-refund').count(), 0);

  // More than there is in the drawer.
  const large = await payInCash(carmen, '04145550003', 40);
  const drawer = await balance();
  const session = (await carmen.get(`/cajas/sesion-activa/${carmen.user.id}`)).body;
  const out = await carmen.post('/cajas/movimiento', { id_sesion_caja: session.id, tipo: 'EGRESO', monto: drawer - 10, motivo: 'Depósito' }, { key: newKey() });
  assert.ok(out.status < 300, out.text);
  await go(page, large.id_operacion);
  await page.byId('order-refund').click();
  await confirm(page);
  await noticed(page, 'No se registró', /efectivo|Fondos insuficientes/);
  await page.byId('order-refund').waitFor();
  const back = await carmen.post('/cajas/movimiento', { id_sesion_caja: session.id, tipo: 'INGRESO', monto: 400, motivo: 'Cambio' }, { key: newKey() });
  assert.ok(back.status < 300, back.text);

  // Without a register of one's own there is no drawer to take it from.
  const other = await newPage();
  await enterOrders(other, GERENTE, large.id_operacion);
  await shows(other.byId('order-way'), 'Para devolver el dinero, abra primero su caja.');
  assert.equal(await other.byId('order-open-register').getAttribute('href'), '/app/');
  assert.equal(await other.byId('order-refund').count(), 0);
  for (const each of [page, other]) each.assertNoErrors();
});

test('an answer that is lost is asked about, and the refund is not offered meanwhile', async () => {
  const refused = await payInCash(carmen, '04145550002', 3);
  const page = await newPage();
  await enterOrders(page, CARMEN, refused.id_operacion);
  await page.byId('order-refund').waitFor();
  const held = await balance();
  let lost = 0;
  await page.route('**/devolver', async (route) => {
    lost += 1;
    await route.fetch();
    await route.abort('connectionreset');
  });
  await page.byId('order-refund').click();
  await confirm(page);
  await page.byId('pending-item').waitFor();
  await shows(page.byId('order-way'), 'Lo que se pidió para este pago está por confirmar. Espere: el sistema sigue preguntando.');
  assert.equal(await page.byId('order-refund').count(), 0);
  assert.ok(lost > 0);
  await page.unroute('**/devolver');
  await page.byId('pending-item').waitFor({ state: 'detached', timeout: 60_000 });
  await shows(page.byId('order-state'), 'Devuelto');
  assert.equal(await balance(), held - 3, 'given back once');
  page.assertNoErrors();
});

test('a manager looks at what was said to the provider and decides, with evidence', async () => {
  const unknown = await payInCash(carmen, '04145550011', 15);
  // A cashier may not.
  const page = await newPage();
  await enterOrders(page, CARMEN, unknown.id_operacion);
  await shows(page.byId('order-tell'), 'Todavía no sabemos si entró. No pague de nuevo; le avisamos.');
  await page.byId('order-way').filter({ hasText: 'Gerente' }).waitFor();
  assert.equal(await page.byId('resolve-evidence').count(), 0);
  await page.context().close();

  const desk = await newPage();
  await enterOrders(desk, GERENTE, unknown.id_operacion);
  await focused(desk, 'order-title');
  await desk.byId('resolve-evidence').waitFor();
  await desk.byId('order-calls').focus();
  await desk.keyboard.press('Enter');
  const calls = desk.byId('call');
  await calls.first().waitFor();
  assert.match(await text(calls.first()), /^Enviado .*POST .*04145550011.*Respuesta /);
  assert.doesNotMatch(await text(calls.first()), /"api-signature": "[0-9a-f]{20}/);
  await screenshot(desk, 'orders-resolve');

  // Nothing chosen, nothing written.
  await desk.byId('resolve-continue').click();
  await desk.byId('resolve-found-error').filter({ hasText: /\S/ }).waitFor();
  await desk.byId('resolve-evidence-error').filter({ hasText: /\S/ }).waitFor();
  await focused(desk, 'resolve-entregado');
  await screenshot(desk, 'orders-resolve-wrong');
  await assertAccessible(desk, 'orders-resolve-wrong');

  // By keyboard: the second choice, Enter goes on to the evidence, blanks are none.
  await desk.keyboard.press('ArrowDown');
  await desk.keyboard.press('Enter');
  await focused(desk, 'resolve-evidence');
  await desk.keyboard.type('   ');
  await desk.keyboard.press('Enter');
  await desk.byId('resolve-evidence-error').filter({ hasText: /\S/ }).waitFor();
  assert.equal(await text(desk.byId('resolve-found-error')), '');
  await desk.keyboard.type('Luis, de CPS, 10:15: no les llegó');
  await desk.keyboard.press('Enter');
  await focused(desk, 'confirm-yes');
  await shows(desk.byId('confirm-outcome'), 'No se entregó');
  await shows(desk.byId('confirm-evidence'), 'Luis, de CPS, 10:15: no les llegó');
  // What is typed stays where somebody thinks again.
  await desk.keyboard.press('Escape');
  await focused(desk, 'resolve-evidence');
  assert.equal((await desk.byId('resolve-evidence').inputValue()).trim(), 'Luis, de CPS, 10:15: no les llegó');
  await desk.byId('resolve-continue').click();
  await confirm(desk);
  await noticed(desk, 'Pago resuelto');
  await focused(desk, 'order-title');
  await shows(desk.byId('order-state'), 'Por devolver');
  await shows(desk.byId('order-tell'), 'No entró: se le devuelve su dinero.');
  assert.match(await text(desk.byId('order-evidence')), /^Prueba .*Luis, de CPS/);
  assert.equal(await desk.byId('resolve-evidence').count(), 0);

  // It was done: the customer has nothing to get.
  const other = await payInCash(carmen, '04145550012', 4);
  await go(desk, other.id_operacion);
  await desk.byId('resolve-entregado').check({ force: true });
  await desk.byId('resolve-evidence').fill('Extracto de CPS, referencia 771');
  await desk.byId('resolve-continue').click();
  await confirm(desk);
  await noticed(desk, 'Pago resuelto');
  await shows(desk.byId('order-state'), 'Hecho');
  await shows(desk.byId('order-tell'), 'Entró: está pagado.');
  desk.assertNoErrors();
});

test('a decision that comes too late, or too early, is refused in words', async () => {
  const [late, early] = [await payInCash(carmen, '04145550013', 6), await payInCash(carmen, '04145550014', 8)];
  const page = await newPage();
  await enterOrders(page, GERENTE, late.id_operacion);
  const decide = async () => {
    await page.byId('resolve-no_entregado').check({ force: true });
    await page.byId('resolve-evidence').fill('Nadie lo vio llegar');
    await page.byId('resolve-continue').click();
    await focused(page, 'confirm-yes');
  };
  await decide();
  const { status } = await manager.post(`/pagos/${late.id_operacion}/resolver`, { resultado: 'entregado', evidencia: 'Otro lo vio' });
  assert.equal(status, 200);
  await confirm(page);
  await noticed(page, 'No se registró', /Ya se resolvió y no se puede cambiar/);
  await shows(page.byId('order-state'), 'Hecho');
  assert.equal(await page.byId('resolve-evidence').count(), 0);

  // Somebody is asking the provider at this very moment.
  await runtime.database.prepare('UPDATE provider_order SET lease_until_ms = ? WHERE operation_id = ?').bind(Date.now() + 60_000, early.id_operacion).run();
  await go(page, early.id_operacion);
  await decide();
  await confirm(page);
  await noticed(page, 'No se registró', /Ya hay una operación igual en curso/);
  await shows(page.byId('order-state'), 'Sin confirmar');
  assert.equal(await page.byId('resolve-evidence').inputValue(), 'Nadie lo vio llegar', 'what was written stays');
  await runtime.database.prepare('UPDATE provider_order SET lease_until_ms = 0 WHERE operation_id = ?').bind(early.id_operacion).run();
  page.assertNoErrors();
});

test('an integrator has no cash to get back', async () => {
  const refused = await payOnCredit(manager, runtime.url, '04145550002', 9);
  const unknown = await payOnCredit(manager, runtime.url, '04145550011', 11);
  assert.deepEqual([refused.devolucion, unknown.estado], ['ninguna', 'unknown']);
  const page = await newPage();
  await enterOrders(page, GERENTE);
  assert.ok((await text(row(page, unknown))).includes(unknown.integrador));
  assert.equal(await row(page, refused).count(), 0);
  await go(page, refused.id_operacion);
  await shows(page.byId('order-tell'), 'No entró: el integrador no lo debe, y no hay efectivo que devolver.');
  await shows(page.byId('order-state'), 'No se hizo');
  assert.equal(await page.byId('order-refund').count(), 0);
  await go(page, unknown.id_operacion);
  await shows(page.byId('order-tell'), 'Todavía no sabemos si entró. El integrador no debe pedirlo de nuevo.');
  await page.locator('label.choice').filter({ hasText: 'el integrador ya no debe Bs. 11,00' }).waitFor();
  await screenshot(page, 'orders-integrator');
  page.assertNoErrors();
});

test('the list keeps itself up to date, and leaves alone what somebody types', async () => {
  const page = await newPage();
  await enterOrders(page, CARMEN);
  await focused(page, 'orders-search');
  await page.byId('orders-open').waitFor();
  const [first] = await page.byId('orders-open').locator('a').evaluateAll((links) => links.map(({ id }) => id));
  await page.locator(`#${first}`).focus();
  const fresh = await payInCash(carmen, '04145550011', 2);
  await row(page, fresh).waitFor({ timeout: 20_000 });
  assert.equal(await page.evaluate(() => document.activeElement.id), first, 'the focus stays');

  // What is looked for is found when it comes, and what is typed stays.
  const next = '04145551411';
  await page.byId('orders-search').fill(next);
  await page.byId('orders-verdict').filter({ hasText: /^Ninguno/ }).waitFor();
  await payInCash(carmen, next, 2);
  await page.byId('orders-verdict').filter({ hasText: /^1 pago/ }).waitFor({ timeout: 20_000 });
  assert.equal(await page.byId('orders-search').inputValue(), next);
  assert.equal(await page.evaluate(() => document.activeElement.id), 'orders-search');
  page.assertNoErrors();
});

test('without a server it says of when it is, and reads again when there is one', async () => {
  const page = await newPage();
  await enterOrders(page, CARMEN);
  await page.byId('orders-open').waitFor();
  await page.context().setOffline(true);
  await page.byId('offline').waitFor();
  await page.byId('orders-read-at').filter({ hasText: /^Sin respuesta del servidor: esto es de las / }).waitFor();
  await page.byId('orders-open').waitFor();
  await screenshot(page, 'orders-offline');
  const fresh = await payInCash(carmen, '04145550012', 2);
  await page.context().setOffline(false);
  await row(page, fresh).waitFor({ timeout: 15_000 });
  await page.byId('orders-read-at').filter({ hasText: /^Leído a las / }).waitFor();

  // What cannot be read at all has another try; what is not there says so.
  await page.route('**/pagos/*', (route) => route.fulfill({ status: 500, body: 'x' }));
  await go(page, '00000000-0000-7000-8000-000000000009');
  await page.byId('order-retry').waitFor();
  await page.unroute('**/pagos/*');
  await page.byId('order-retry').click();
  await page.byId('section-trouble').filter({ hasText: /\S/ }).waitFor();
  await until(async () => (await page.byId('order-retry').count()) === 0, 5_000);
  page.assertNoErrors();
});

for (const [size, viewport] of [['wide', WIDE], ['360', NARROW]]) {
  test(`everything has its room and can be read by everybody, ${size}`, async () => {
    const [open, due] = [await payInCash(carmen, '04145550017', 1234.56), await payInCash(carmen, '04145550001', 1)];
    const page = await newPage({ viewport });
    const found = [];
    const look = async (name) => {
      await assertAccessible(page, `${name}-${size}`).catch((error) => found.push(error.message));
      await assertFits(page);
      assert.deepEqual(await overflowing(page), [], name);
      assert.deepEqual(await smallTargets(page), [], name);
      await screenshot(page, `${name}-${size}`);
    };
    await enterOrders(page, GERENTE);
    await page.byId('orders-open').waitFor();
    await look('orders');
    await page.byId('orders-search').fill('0414555');
    await page.byId('orders-found').locator('a').first().waitFor();
    await look('orders-found');
    await go(page, open.id_operacion);
    await page.byId('resolve-evidence').waitFor();
    await page.byId('order-calls').click();
    await page.byId('call').first().waitFor();
    await look('order-open');
    await go(page, due.id_operacion);
    await page.byId('order-open-register').waitFor();
    await look('order-due');
    for (const language of ['pt', 'en']) {
      await speak(page, language);
      await look(`order-due-${language}`);
    }
    assert.deepEqual(found, [], found.join('\n'));
    page.assertNoErrors();
  });
}
