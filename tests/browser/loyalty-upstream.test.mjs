// Loyalty wallets whose points an upstream service keeps: a wallet sent there and its collaborator linked, an unknown order decided with evidence.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertAccessible } from '../lib/accessible.mjs';
import { NARROW, WIDE, assertFits, focused, overflowing, screenshot, smallTargets, startBrowser } from '../lib/browser.mjs';
import { login, newKey } from '../lib/client.mjs';
import { checkLedger } from '../lib/ledger.mjs';
import { GERENTE, KEEPING, LUPITA, MEXICO, enter, lookUp, tienda, use } from '../lib/loyalty.mjs';
import { freshRuntime } from '../lib/runtime.mjs';
import { confirm, shows, text } from '../lib/till.mjs';

const ADMIN = 'admin@tienda.demo';
/** What the simulated service calls its wallet, and two who may sign there. */
const WALLET = 'monedero-simulado';
const [CAJA, GERENCIA] = ['8141', '8142'];
/** Contacts there with 1,000 points each: it is done and no answer comes, or it is not done. */
const [DONE, NOT_DONE, SOLD] = ['4771234512', '4771234511', '4771234514'];
const DESK = { ...MEXICO, viewport: WIDE };

let runtime;
let browser;
let admin;
let gerente;
let lupita;
let wallet;
before(async () => {
  runtime = await freshRuntime({ assets: true, tenants: [tienda] });
  browser = await startBrowser();
  admin = await login(runtime.url, ADMIN, { tenant: tienda });
  gerente = await login(runtime.url, GERENTE, { tenant: tienda });
  lupita = await login(runtime.url, LUPITA, { tenant: tienda });
  const made = await admin.post('/monederos', {
    nombre: 'De fuera', porcentaje: '10.00', clientes_disponibles: 0, canjes_disponibles: 0, creditos_disponibles: 0, clave_proveedor: WALLET,
  });
  assert.equal(made.status, 201, made.text);
  wallet = made.body;
  const linked = await admin.put(`/monederos/proveedor/colaboradores/${lupita.user.id}`, { id_proveedor: Number(CAJA) });
  assert.equal(linked.status, 204, linked.text);
});
after(async () => {
  if (runtime) await checkLedger(runtime.database);
  await browser?.stop();
  await runtime?.stop();
});

const keep = (page, email, hash) => enter(page, email, hash, KEEPING);

/** Lupita uses 100 points of somebody's, and nobody can tell whether it was done. */
async function useUnknown(phone) {
  const body = { wallet_key: wallet.clave, phone, transaction_type: 1, points_used: 100, usertool_id: lupita.user.id };
  const answer = await lupita.post('/wallet/sale', body, { key: newKey() });
  assert.equal(answer.body.code, 'result_unknown', answer.text);
}

const orderOf = async (phone) => (await gerente.get('/monederos/pedidos')).body.find(({ telefono }) => telefono === phone);
const shown = (phone) => `${phone.slice(0, 3)}\u00a0${phone.slice(3, 6)}\u00a0${phone.slice(6)}`;
const row = (page, phone) => page.byId('upstream-order').filter({ hasText: shown(phone) });

async function assertForThumbs(page) {
  await assertFits(page);
  assert.deepEqual([...(await overflowing(page)), ...(await smallTargets(page))], []);
}

test('an empty section says so, and a manager decides what nobody could tell', async () => {
  const page = await browser.newPage(runtime.url, MEXICO);
  await keep(page, GERENTE, '#pedidos');
  await page.byId('upstream-orders-none').waitFor();
  await useUnknown(DONE);
  await useUnknown(NOT_DONE);
  await page.reload();
  await row(page, DONE).filter({ hasText: 'Sin confirmar' }).waitFor();
  const told = await text(row(page, DONE));
  for (const part of ['Puntos usados', '−100 puntos', 'De fuera', 'Lupita Hernández', 'Antes tenía 1,000 puntos', 'Ahora tiene 900 puntos', 'El proveedor no respondió a tiempo']) {
    assert.ok(told.includes(part), `${part} in ${told}`);
  }
  assert.ok(!told.includes('El proveedor dijo'), 'it said nothing');
  await screenshot(page, 'loyalty-upstream-orders-360');
  await assertAccessible(page, 'upstream-orders');
  await assertForThumbs(page);

  // Without evidence nothing is sent; nor without an outcome.
  await row(page, DONE).getByTestId('upstream-decide').click();
  await focused(page, 'upstream-found-entregado');
  await page.byId('providers-save').click();
  await page.byId('upstream-evidence-error').filter({ hasText: /./ }).waitFor();
  await page.byId('upstream-found-error').filter({ hasText: /./ }).waitFor();
  assert.equal(await page.byId('upstream-balance').count(), 0);
  await page.byId('upstream-found-entregado').check({ force: true });
  await page.byId('upstream-balance').waitFor();
  await page.byId('providers-save').click();
  await page.byId('upstream-evidence-error').filter({ hasText: /./ }).waitFor();
  assert.equal(await page.byId('question-yes').and(page.locator(':visible')).count(), 0);
  assert.equal((await orderOf(DONE)).estado, 'unknown');
  await page.byId('upstream-evidence').fill('El panel muestra la venta, 10:15');
  await page.byId('upstream-balance').fill('-1');
  await page.byId('providers-save').click();
  await page.byId('upstream-balance-error').filter({ hasText: /./ }).waitFor();
  await page.byId('upstream-balance').fill('900');
  await screenshot(page, 'loyalty-upstream-decide-360');
  await assertAccessible(page, 'upstream-decide');
  await assertForThumbs(page);
  await page.byId('providers-save').click();
  await focused(page, 'question-no');
  await screenshot(page, 'loyalty-upstream-question-360');
  await page.byId('question-yes').click();
  await shows(page.byId('providers-said'), 'Pedido de 477 123 4512: decidido.');
  await page.byId('upstream-orders-settled').getByTestId('upstream-order').filter({ hasText: 'Lo resolvió Rodrigo Salas: El panel muestra la venta, 10:15' }).waitFor();
  const { estado, saldo } = await orderOf(DONE);
  assert.deepEqual([estado, saldo], ['delivered', '900.00']);

  // It was not done: no balance is asked for.
  await row(page, NOT_DONE).getByTestId('upstream-decide').click();
  await focused(page, 'upstream-found-entregado');
  await page.byId('upstream-found-no_entregado').check({ force: true });
  assert.equal(await page.byId('upstream-balance').count(), 0);
  await page.byId('upstream-evidence').fill('No está en el panel');
  await page.byId('upstream-evidence').press('Enter');
  await focused(page, 'question-no');
  await page.byId('question-yes').click();
  await page.byId('upstream-orders-clear').waitFor();
  assert.equal((await orderOf(NOT_DONE)).estado, 'refused');
  page.assertNoErrors();
});

test('what somebody else decided meanwhile is refused in words', async () => {
  const phone = '4771234516';
  await useUnknown(phone);
  const page = await browser.newPage(runtime.url, DESK);
  await keep(page, GERENTE, '#pedidos');
  await row(page, phone).getByTestId('upstream-decide').click();
  await page.byId('upstream-found-entregado').check({ force: true });
  await page.byId('upstream-evidence').fill('Llamé');
  await page.byId('upstream-balance').fill('900');
  const { id } = await orderOf(phone);
  const first = await admin.post(`/monederos/pedidos/${id}/resolver`, { resultado: 'no_entregado', evidencia: 'Otra cosa' });
  assert.equal(first.status, 200, first.text);
  await page.byId('providers-save').click();
  await page.byId('question-yes').click();
  await page.byId('providers-trouble').filter({ hasText: 'Ya se resolvió' }).waitFor();
  await screenshot(page, 'loyalty-upstream-refused-wide');
});

test('a cashier sells there, waits for the decision, and cannot decide', async () => {
  const page = await browser.newPage(runtime.url, MEXICO);
  await enter(page, LUPITA);
  await page.byId(`points-wallet-${wallet.id}`).check({ force: true });
  await lookUp(page, SOLD);
  await focused(page, 'points-amount');
  await shows(page.byId('points-balance'), '1,000');
  await use(page, '100');
  await confirm(page);
  await page.byId('pending-item').waitFor();
  await screenshot(page, 'loyalty-upstream-pending-360');
  await assertForThumbs(page);
  await page.byId('pending-orders').click();
  await row(page, SOLD).filter({ hasText: 'Sin confirmar' }).waitFor();
  assert.match(await text(page.byId('upstream-orders-lead')), /un Gerente los decide/);
  assert.equal(await page.byId('upstream-decide').count(), 0);

  // Once it is decided, the same request is answered, and nothing waits any more.
  const { id } = await orderOf(SOLD);
  const decided = await gerente.post(`/monederos/pedidos/${id}/resolver`, { resultado: 'no_entregado', evidencia: 'No está' });
  assert.equal(decided.status, 200, decided.text);
  await page.byId('pending-ask').click();
  await page.byId('pending-item').waitFor({ state: 'detached' });
  await page.byId('notice-bad').waitFor();
  await screenshot(page, 'loyalty-upstream-told-360');
});

test('a wallet is sent to the service, and a collaborator linked', async () => {
  const page = await browser.newPage(runtime.url, DESK);
  await keep(page, ADMIN, '#proveedor');
  await page.byId('upstream-wallet').filter({ hasText: WALLET }).waitFor();
  assert.equal(await page.byId('upstream-account').getAttribute('href'), '/app/proveedores/#fondos/smsmasivos/cuenta');
  const paco = page.byId('upstream-collaborator').filter({ hasText: 'Paco' });
  await paco.getByTestId('upstream-save').click();
  await paco.locator('.wrong').filter({ hasText: /./ }).first().waitFor();
  await paco.locator('select').selectOption(GERENCIA);
  await screenshot(page, 'loyalty-upstream-provider-wide');
  await assertFits(page);
  await paco.getByTestId('upstream-save').click();
  await page.byId('providers-said').filter({ hasText: 'vinculado' }).waitFor();
  await paco.getByTestId('upstream-unlink').waitFor();
  assert.equal(await paco.locator('select').inputValue(), GERENCIA);
  await page.setViewportSize(NARROW);
  await screenshot(page, 'loyalty-upstream-provider-360');
  await assertAccessible(page, 'upstream-provider');
  await assertForThumbs(page);
  await page.setViewportSize(WIDE);
  await paco.getByTestId('upstream-unlink').click();
  await focused(page, 'question-no');
  await page.byId('question-yes').click();
  await page.byId('providers-said').filter({ hasText: 'desvinculado' }).waitFor();
  await paco.getByTestId('upstream-unlink').waitFor({ state: 'detached' });

  // The wallet's form has the key.
  await page.byId('to-monederos').click();
  await page.byId('loyalty-new').click();
  await focused(page, 'loyalty-name');
  await page.byId('loyalty-name').fill('Club del norte');
  await page.byId('loyalty-percent').fill('10');
  await page.byId('loyalty-upstream').fill('dos palabras');
  await page.byId('providers-save').click();
  await page.byId('loyalty-upstream-error').filter({ hasText: /./ }).waitFor();
  await page.byId('loyalty-upstream').fill(WALLET);
  await screenshot(page, 'loyalty-upstream-form-wide');
  await page.byId('providers-save').click();
  const card = page.byId('loyalty-wallet').filter({ hasText: 'Club del norte' });
  await card.filter({ hasText: 'SMS Masivos lleva sus puntos.' }).waitFor();
  await shows(card.getByTestId('loyalty-kept-upstream').locator('dd'), WALLET);
  await screenshot(page, 'loyalty-upstream-wallets-wide');
  page.assertNoErrors();
});

test('a service that cannot be reached is asked again', async () => {
  const page = await browser.newPage(runtime.url, MEXICO);
  const body = JSON.stringify({ code: 'provider_unavailable', status: 502, title: 'x', detail: 'No se pudo llegar al proveedor.' });
  let fails = 1;
  await page.route('**/monederos/proveedor', (route) => {
    if (fails === 0) return route.continue();
    fails -= 1;
    return route.fulfill({ status: 502, contentType: 'application/problem+json', body });
  });
  await keep(page, ADMIN, '#proveedor');
  await page.byId('section-trouble').filter({ hasText: 'No se pudo llegar al proveedor' }).waitFor();
  await screenshot(page, 'loyalty-upstream-lost-360');
  await page.byId('upstream-retry').click();
  await page.byId('upstream-wallet').waitFor();
});
