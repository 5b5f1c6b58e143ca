// Services as a cashier pays them: found, typed, paid once, whatever becomes of it, by keyboard alone.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertAccessible } from '../lib/accessible.mjs';
import { NARROW, WIDE, assertFits, focused, hold, overflowing, screenshot, smallTargets, startBrowser } from '../lib/browser.mjs';
import { login, newKey } from '../lib/client.mjs';
import { openRegister } from '../lib/coupons.mjs';
import { checkLedger } from '../lib/ledger.mjs';
import { demo, freshRuntime } from '../lib/runtime.mjs';
import { confirm, noticed, shows, stored, text } from '../lib/till.mjs';

const PAGE = '/app/servicios/';
const PAY = '**/operation/use/pay';
const BALANCE = '**/operation/get/balance?*';
const EVERY_MINUTE = '* * * * *';
const tenant = demo.tenants.find(({ name }) => name === 'Bodega Demo');
let runtime;
let browser;
let carmen;
let gerente;
before(async () => {
  runtime = await freshRuntime({ assets: true });
  browser = await startBrowser();
  carmen = await login(runtime.url, 'carmen@bodega.demo', { tenant });
  await openRegister(carmen, 'Caja 1');
  gerente = await login(runtime.url, 'gerente@bodega.demo', { tenant });
});
after(async () => {
  await browser?.stop();
  await runtime?.stop();
});

/** Signs a demo user in at the page, by keyboard. */
async function enter(page, email, hash = '#pagar', password = undefined) {
  await page.goto(PAGE + hash);
  await focused(page, 'email');
  await page.keyboard.type(email);
  await page.keyboard.press('Enter');
  await focused(page, 'password');
  await page.keyboard.type(password ?? demo.tenants.flatMap(({ users }) => users).find((user) => user.email === email).password);
  await page.keyboard.press('Enter');
}

/** Types number and amount of a service that is chosen and has no balance to ask for, up to the question. */
async function typePayment(page, number, amount) {
  await focused(page, 'pay-number');
  await page.keyboard.type(number);
  await page.keyboard.press('Enter');
  await focused(page, 'pay-amount');
  await page.keyboard.type(amount);
  await page.keyboard.press('Enter');
  await focused(page, 'confirm-yes');
}

/** Waits until the payment that is shown stands like that. */
const stands = (page, title) => page.byId('payment-title').filter({ hasText: title }).waitFor({ timeout: 60_000 });

/** The id of the payment that is shown. */
const shownId = (page) => new URL(page.url()).hash.replace('#pagar/', '');

test('found, typed, paid and printed by keyboard alone; the next one starts with the last service', async () => {
  const page = await browser.newPage(runtime.url);
  await enter(page, 'carmen@bodega.demo');
  await focused(page, 'pay-service');
  await page.byId('pay-service-19').waitFor();
  await screenshot(page, 'services-pick');
  await page.keyboard.type('MÓV');
  await shows(page.byId('pay-service-told'), '8 servicios: elija con las flechas y Enter.');
  await page.keyboard.press('Escape');
  await page.keyboard.type('prepago');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowDown');
  await page.locator('#pay-service-0[aria-selected=true]').waitFor();
  await page.keyboard.press('Enter');
  await shows(page.byId('pay-chosen'), 'Movistar prepago');
  await focused(page, 'pay-number');
  await shows(page.byId('pay-number-hint'), '11 dígitos: empieza con 0414 o 0424.');
  await page.keyboard.type('424-367552');
  await shows(page.byId('pay-number-hint'), 'Falta un dígito.');
  await page.keyboard.type('5');
  await shows(page.byId('pay-number-hint'), '0424-3675525');
  await page.keyboard.press('Enter');
  await focused(page, 'pay-amount');
  await page.keyboard.type('1.250,50');
  await screenshot(page, 'services-form');
  const asked = page.waitForRequest(PAY);
  await page.keyboard.press('Enter');
  await focused(page, 'confirm-yes');
  await shows(page.byId('confirm-amount'), 'Bs. 1.250,50');
  await shows(page.byId('confirm-number'), '0424-3675525');
  await page.keyboard.press('Enter');
  assert.equal((await asked).postData(), '{"numberService":"04243675525","idTypeService":57,"amount":1250.5}');

  await stands(page, 'Pago hecho');
  await focused(page, 'payment-print');
  assert.equal(await page.byId('notice-title').count(), 0);
  assert.match(await text(page.byId('payment-verdict')), /^Pago hecho\. Movistar prepago, Bs\. 1\.250,50\.$/);
  await shows(page.byId('payment-amount'), 'Bs. 1.250,50');
  assert.match(await text(page.byId('payment-receipt')), /^Recibo 0001-S\d{8}$/);
  await page.byId('payment-simulated').waitFor();
  await page.byId('latest-payment').filter({ hasText: 'Hecho' }).first().waitFor();
  await screenshot(page, 'services-paid');
  await page.keyboard.press('Enter');
  await focused(page, 'slip-print');
  const slip = await text(page.byId('slip'));
  for (const part of ['DEMO · SIN VALOR', 'Bs. 1.250,50', 'Servicio Movistar prepago', 'Número o contrato 0424-3675525', 'Atendió']) assert.ok(slip.includes(part), `${part} in ${slip}`);
  await screenshot(page, 'services-receipt');
  await page.keyboard.press('Escape');

  // A reload shows the same payment.
  await page.reload();
  await stands(page, 'Pago hecho');
  await page.byId('payment-another').click();
  await focused(page, 'pay-service');
  await shows(page.locator('#pay-service-0 strong'), 'Movistar prepago');
  await page.keyboard.press('Enter');

  // The same once more is noticed before it is asked for.
  await focused(page, 'pay-number');
  await page.keyboard.type('04243675525');
  await page.byId('pay-amount').fill('1250,50');
  await page.byId('pay-same').filter({ hasText: 'Hace un momento se pagó lo mismo' }).waitFor();
  await page.byId('pay-amount').fill('1250,51');
  await page.byId('pay-same').filter({ hasText: 'Hace un momento' }).waitFor({ state: 'detached' });
  page.assertNoErrors();
});

test('a number finds its service, and is not typed again', async () => {
  const page = await browser.newPage(runtime.url);
  await enter(page, 'carmen@bodega.demo');
  await focused(page, 'pay-service');
  await page.keyboard.type('0416-1234500');
  await shows(page.byId('pay-service-told'), 'Un servicio: Enter lo elige.');
  await page.keyboard.press('Enter');
  await shows(page.byId('pay-chosen'), 'Movilnet prepago');
  await focused(page, 'pay-amount');
  assert.equal(await page.byId('pay-number').inputValue(), '0416-1234500');
  await page.byId('pay-change').click();
  await focused(page, 'pay-service');
  await page.keyboard.type('zzz');
  await shows(page.byId('pay-service-told'), 'Ningún servicio coincide.');
  await page.keyboard.press('Enter');
  assert.ok(page.url().endsWith('#pagar'));
  page.assertNoErrors();
});

test('what no more digits mend is said at once, and another operator\'s service is one press away', async () => {
  const page = await browser.newPage(runtime.url);
  await enter(page, 'carmen@bodega.demo', '#pagar/59');
  await focused(page, 'pay-number');
  await page.keyboard.type('042');
  assert.equal(await page.byId('pay-number').getAttribute('aria-invalid'), 'false');
  await page.keyboard.type('4');
  await page.byId('pay-number-error').filter({ hasText: 'El número es de Movistar y no se puede usar con Digitel prepago' }).waitFor();
  await shows(page.byId('pay-switch'), 'Cambiar a Movistar prepago');
  await screenshot(page, 'services-wrong');
  await page.keyboard.press('Tab');
  await focused(page, 'pay-switch');
  await page.keyboard.press('Enter');
  await shows(page.byId('pay-chosen'), 'Movistar prepago');
  await focused(page, 'pay-number');
  assert.equal(await page.byId('pay-number').inputValue(), '0424');
  for (const [typed, error] of [['0212', 'Es un teléfono fijo'], ['0499', 'Ningún celular del país empieza así'], ['0424x', 'solo puede tener dígitos'], ['042436755255', 'le sobran dígitos']]) {
    await page.byId('pay-number').fill(typed);
    await page.byId('pay-number-error').filter({ hasText: error }).waitFor();
  }
  // Meant to be all of it, it lacks something.
  await page.byId('pay-number').fill('0424367');
  await page.keyboard.press('Enter');
  await page.byId('pay-number-error').filter({ hasText: 'le faltan dígitos' }).waitFor();
  await focused(page, 'pay-number');
  await page.byId('pay-number').fill('04243675525');
  for (const [typed, error] of [['', 'Complete este dato'], ['0', 'Bs. 0,01'], ['1,001', 'dos maneras'], ['x', '']]) {
    await page.byId('pay-amount').fill(typed);
    await page.keyboard.press('Enter');
    await page.byId('pay-amount-error').filter({ hasText: error }).waitFor();
    await focused(page, 'pay-amount');
    assert.equal(await page.byId('pay-amount').getAttribute('aria-invalid'), 'true');
    assert.equal(await page.byId('confirm-yes').isVisible(), false);
  }
  page.assertNoErrors();
});

test('the debt is looked up when asked, paid as it is, and never shown for another number', async () => {
  const page = await browser.newPage(runtime.url);
  await enter(page, 'carmen@bodega.demo', '#pagar/216');
  await focused(page, 'pay-number');
  const asked = [];
  page.on('request', (request) => request.url().includes('/get/balance') && asked.push(request.url()));
  await page.keyboard.type('1000050');
  await page.keyboard.press('Enter');
  await focused(page, 'pay-balance');
  assert.deepEqual(asked, []);

  // The number changes while the answer is on its way.
  const held = await hold(page, BALANCE, { isAsked: true });
  await page.keyboard.press('Enter');
  await held.has;
  await page.byId('pay-number').fill('1000013456');
  held.release();
  await page.waitForTimeout(300);
  assert.equal(await page.byId('pay-balance-amount').count(), 0);

  await page.keyboard.press('Enter');
  await focused(page, 'pay-balance');
  await page.keyboard.press('Enter');
  await shows(page.byId('pay-balance-amount'), 'Bs. 134,56');
  await focused(page, 'pay-balance-take');
  await screenshot(page, 'services-balance');
  await page.keyboard.press('Enter');
  await focused(page, 'pay-continue');
  assert.equal(await page.byId('pay-amount').inputValue(), '134.56');
  await page.keyboard.press('Enter');
  await focused(page, 'confirm-yes');
  await shows(page.byId('confirm-amount'), 'Bs. 134,56');
  await page.keyboard.press('Escape');

  for (const [number, words] of [['1000002', 'operadora'], ['1000003', 'proveedor']]) {
    await page.byId('pay-number').fill(number);
    await page.byId('pay-balance').click();
    await page.byId('pay-balance-failed').filter({ hasText: words }).waitFor();
  }
  await page.byId('pay-number').fill('12');
  await page.byId('pay-balance').click();
  await focused(page, 'pay-number');
  await page.byId('pay-number-error').filter({ hasText: 'faltan' }).waitFor();
  await page.byId('pay-number').fill('1000013456');
  await page.context().setOffline(true);
  await page.byId('pay-balance').click();
  await page.byId('pay-balance-failed').filter({ hasText: 'Revise la conexión' }).waitFor();
  await page.context().setOffline(false);
  // Prepaid credit owes nothing to anybody.
  await page.goto(`${PAGE}#pagar/57`);
  await shows(page.byId('pay-chosen'), 'Movistar prepago');
  assert.equal(await page.byId('pay-balance').count(), 0);
  page.assertNoErrors();
});

test('a refused payment says why, and its cash is given back right there', async () => {
  const page = await browser.newPage(runtime.url);
  await enter(page, 'carmen@bodega.demo', '#pagar/57');
  await typePayment(page, '04145550002', '30');
  await page.keyboard.press('Enter');
  await stands(page, 'El pago no se hizo');
  await focused(page, 'pay-title');
  await shows(page.byId('payment-hint'), 'El cliente ya entregó Bs. 30,00: devuélvaselo.');
  assert.match(await text(page.byId('payment-why')), /número/);
  await page.byId('latest-payment').filter({ hasText: 'Por devolver' }).first().waitFor();
  await screenshot(page, 'services-refused');
  // An Enter too many gives nothing back.
  await page.keyboard.press('Enter');
  assert.equal(await page.byId('confirm-yes').isVisible(), false);
  await page.keyboard.press('Tab');
  await focused(page, 'payment-refund');
  await page.keyboard.press('Enter');
  await confirm(page);
  await page.byId('payment-hint').filter({ hasText: 'ya se devolvió' }).waitFor();
  await focused(page, 'payment-another');
  assert.equal(await page.byId('payment-refund').count(), 0);
  await page.byId('latest-payment').filter({ hasText: 'Devuelto' }).first().waitFor();
  assert.equal((await carmen.get(`/pagos/${shownId(page)}`)).body.devolucion, 'pagada');
  // After a reload, what is known is the provider's words.
  await page.reload();
  await page.byId('payment-why').filter({ hasText: 'El proveedor dijo: ACCOUNT_NOT_FOUND' }).waitFor();
  page.assertNoErrors();
});

test('what nobody knows is not paid again: it is asked about until somebody has settled it', async () => {
  const page = await browser.newPage(runtime.url);
  await enter(page, 'carmen@bodega.demo', '#pagar/57');
  await typePayment(page, '04145550013', '40');
  await page.keyboard.press('Enter');
  await stands(page, 'No se sabe si se hizo');
  await focused(page, 'pay-title');
  assert.match(await text(page.byId('payment-hint')), /^No pague de nuevo\. Diga al cliente/);
  assert.match(await page.byId('payment-open').getAttribute('href'), /^\/app\/por-confirmar\/#por-confirmar\/[0-9a-f-]{36}$/);
  await screenshot(page, 'services-unknown');
  await page.byId('payment-print').click();
  assert.match(await text(page.byId('slip')), /POR CONFIRMAR/);
  await page.keyboard.press('Escape');
  const resolved = await gerente.post(`/pagos/${shownId(page)}/resolver`, { resultado: 'entregado', evidencia: 'Lo dijo el proveedor' }, { key: newKey() });
  assert.equal(resolved.status, 200, resolved.text);
  await stands(page, 'Pago hecho');
  await page.byId('payment-why').filter({ hasText: 'Lo dijo el proveedor' }).waitFor();
  page.assertNoErrors();
});

test('what is on its way is shown as soon as it is delivered or refused', async () => {
  for (const [number, title] of [['04145550021', 'Pago hecho'], ['04145550022', 'El pago no se hizo']]) {
    const page = await browser.newPage(runtime.url);
    await enter(page, 'carmen@bodega.demo', '#pagar/57');
    await typePayment(page, number, '50');
    await page.keyboard.press('Enter');
    await stands(page, 'Pago en camino');
    await screenshot(page, 'services-under-way');
    await page.waitForTimeout(5_500);
    await runtime.database.prepare("UPDATE provider_order SET next_attempt_at_ms = 0 WHERE state = 'pending'").run();
    await (await runtime.miniflare.getWorker()).scheduled({ cron: EVERY_MINUTE });
    await stands(page, title);
    await focused(page, title === 'Pago hecho' ? 'payment-print' : 'pay-title');
    page.assertNoErrors();
    await page.context().close();
  }
});

test('a slow provider is waited for; a lost answer is asked about with its own key and pays once', async () => {
  const page = await browser.newPage(runtime.url);
  await enter(page, 'carmen@bodega.demo', '#pagar/57');
  await typePayment(page, '04145550020', '60');
  await page.keyboard.press('Enter');
  await page.byId('confirm-slow').filter({ hasText: 'se paga una sola vez' }).waitFor();
  await stands(page, 'Pago hecho');
  await page.byId('payment-another').click();
  await focused(page, 'pay-service');
  await page.keyboard.press('Enter');

  const keys = [];
  await page.route(PAY, async (route) => {
    keys.push(route.request().headers()['idempotency-key']);
    await route.fetch();
    await route.abort('connectionreset');
  });
  await typePayment(page, '04145550030', '70');
  await page.keyboard.press('Enter');
  await page.byId('pending-item').filter({ hasText: 'Movistar prepago 0414-5550030' }).waitFor();
  await focused(page, 'pay-service');
  await page.unroute(PAY);
  page.on('request', (request) => request.url().includes('/use/pay') && keys.push(request.headers()['idempotency-key']));
  await stands(page, 'Pago hecho');
  await shows(page.byId('payment-number').locator('dd'), '0414-5550030');
  assert.equal(new Set(keys).size, 1);
  assert.deepEqual(await stored(page), []);
  const { body } = await carmen.get('/pagos');
  assert.equal(body.pagos.filter(({ numero }) => numero === '04145550030').length, 1);
  page.assertNoErrors();
});

test('an answer that comes late takes nobody away from the next payment', async () => {
  const page = await browser.newPage(runtime.url);
  await enter(page, 'carmen@bodega.demo', '#pagar/57');
  await page.route(PAY, (route) => route.abort('connectionreset'));
  await typePayment(page, '04145550001', '80');
  await page.keyboard.press('Enter');
  await page.byId('pending-item').waitFor();
  await focused(page, 'pay-service');
  await page.keyboard.press('Enter');
  await focused(page, 'pay-number');
  await page.keyboard.type('0424');
  await page.unroute(PAY);
  await noticed(page, 'El pago no se hizo');
  assert.equal(await page.byId('pay-number').inputValue(), '0424');
  await page.byId('notice-payment').click();
  await focused(page, 'pay-title');
  page.assertNoErrors();
});

test('without a network nothing is sent', async () => {
  const page = await browser.newPage(runtime.url);
  await enter(page, 'carmen@bodega.demo', '#pagar/57');
  await typePayment(page, '04145550040', '10');
  await page.context().setOffline(true);
  await page.byId('confirm-offline').filter({ hasText: 'no se envía nada' }).waitFor();
  let sent = 0;
  page.on('request', (request) => request.url().includes('/use/pay') && (sent += 1));
  await page.keyboard.press('Enter');
  assert.equal(sent, 0);
  await page.context().setOffline(false);
  page.assertNoErrors();
});

test('who may not pay is told so', async () => {
  const page = await browser.newPage(runtime.url, { viewport: NARROW });
  await enter(page, 'jose@bodega.demo');
  await page.byId('pay-needs-session').waitFor();
  assert.equal(await page.locator('#pay-open-register').getAttribute('href'), '/app/');
  await screenshot(page, 'services-needs-session-360');

  const admin = await login(runtime.url, 'admin@bodega.demo', { tenant });
  const made = await admin.post('/usuario/register', { email: 'mira@bodega.demo', password: 'demo-Mira-2026', nombres: 'Mira', p_apellido: 'Pérez', s_apellido: '', id_role: 3 });
  assert.equal(made.status, 201, made.text);
  const other = await browser.newPage(runtime.url);
  await enter(other, 'mira@bodega.demo', '#pagar', 'demo-Mira-2026');
  await other.byId('pay-read-only').waitFor();
  await other.byId('latest-payment').first().waitFor();

  const elsewhere = await browser.newPage(runtime.url);
  await enter(elsewhere, 'ana@kiosco.demo');
  await elsewhere.byId('pay-elsewhere').waitFor();
  for (const each of [page, other, elsewhere]) each.assertNoErrors();
});

for (const [size, viewport] of [['wide', WIDE], ['360', NARROW]]) {
  test(`everything has its room and nothing is out of reach, ${size}`, async () => {
    const page = await browser.newPage(runtime.url, { viewport });
    const found = [];
    const look = async (name) => {
      await screenshot(page, `services-${name}-${size}`);
      await assertFits(page);
      found.push(...(await overflowing(page)), ...(await smallTargets(page)));
      await assertAccessible(page, `services-${name}-${size}`).catch((error) => found.push(error.message));
    };
    await enter(page, 'carmen@bodega.demo');
    await focused(page, 'pay-service');
    await page.byId('latest-payment').first().waitFor();
    await look('pick');
    await page.goto(`${PAGE}#pagar/216`);
    await focused(page, 'pay-number');
    await page.byId('pay-number').fill('1000013456');
    await page.byId('pay-balance').click();
    await page.byId('pay-balance-amount').waitFor();
    await look('balance');
    await page.goto(`${PAGE}#pagar/59`);
    await shows(page.byId('pay-chosen'), 'Digitel prepago');
    await page.byId('pay-number').fill('0424');
    await page.byId('pay-switch').waitFor();
    await page.byId('pay-continue').click();
    await look('wrong');
    const { body } = await carmen.get('/pagos');
    for (const [state, refund, name] of [['delivered', 'ninguna', 'paid'], ['refused', 'pendiente', 'refused'], ['refused', 'pagada', 'refunded']]) {
      const { id_operacion: id } = body.pagos.find(({ estado, devolucion }) => estado === state && devolucion === refund);
      await page.goto(`${PAGE}#pagar/${id}`);
      await page.byId('payment-title').waitFor();
      await page.waitForTimeout(200);
      await look(name);
    }
    const open = await carmen.post('/cps/v2/operation/use/pay', { numberService: '04145550013', idTypeService: 57, amount: 10 }, { key: newKey() });
    await page.goto(`${PAGE}#pagar/${open.body.data.idOperation}`);
    await stands(page, 'No se sabe si se hizo');
    await look('unknown');
    await page.goto(`${PAGE}#pagar/00000000-0000-4000-8000-000000000000`);
    await page.locator('.payment-failed').waitFor();
    await look('nowhere');
    assert.deepEqual(found, [], found.join('\n'));
    page.assertNoErrors();
  });
}

test('the books are sound after all that', async () => {
  await checkLedger(runtime.database);
});
