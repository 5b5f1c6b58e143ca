// The whole day of a till through the page: log in, open, sell, inject, a refused sale, close with a difference; and what may go wrong on the way.
import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { NARROW, WIDE, assertFits, focused, overflowing, screenshot, smallTargets, startBrowser } from '../lib/browser.mjs';
import { login } from '../lib/client.mjs';
import { checkLedger } from '../lib/ledger.mjs';
import { freshRuntime } from '../lib/runtime.mjs';
import { confirm, count, noticed, open, shows, signIn, text, typeSale } from '../lib/till.mjs';

let runtime;
let browser;
before(async () => {
  runtime = await freshRuntime({ assets: true });
  browser = await startBrowser();
});
after(async () => {
  await browser?.stop();
  await runtime?.stop();
});
afterEach(() => checkLedger(runtime.database));

const sales = async (cashier) => (await cashier.get('/recargas/historial/clientes')).body;

test('a day by keyboard', async () => {
  const ana = await login(runtime.url, 'ana@kiosco.demo');
  const page = await browser.newPage(runtime.url, { viewport: WIDE });
  await signIn(page, 'ana@kiosco.demo');
  await page.byId('open-submit').waitFor();
  await screenshot(page, 'open-wide');
  await open(page, 'Caja 1', { '100.00': 1, '50.00': 2 });
  assert.equal(await text(page.byId('register-name')), 'Caja 1');
  await screenshot(page, 'sell-wide');

  await typeSale(page, '76543210', '30');
  assert.equal(await text(page.byId('confirm-amount')), 'Bs 30,00');
  assert.equal(await text(page.byId('confirm-number')), '7654 3210');
  await screenshot(page, 'confirm-wide');
  await confirm(page);
  await noticed(page, 'Recarga registrada', /Tigo 7654 3210/);
  await page.byId('sale').waitFor();
  await shows(page.byId('sell-operator-Tigo-float'), 'Bs 970,00');

  await page.byId('tab-inject').click();
  await page.byId('inject-operator-Viva').check({ force: true });
  await page.byId('inject-amount').fill('50');
  await page.keyboard.press('Enter');
  await confirm(page);
  await noticed(page, 'Inyección registrada', /Viva/);
  await shows(page.byId('inject-operator-Viva-float'), 'Bs 1.050,00');

  await page.byId('tab-sell').click();
  await typeSale(page, '76543210', '971');
  await confirm(page);
  await noticed(page, 'No se registró', /Saldo insuficiente para la operadora Tigo/);
  await screenshot(page, 'refused-wide');
  assert.equal((await sales(ana)).length, 1);

  // 200.00 + 30.00 - 50.00 should be there, and 179.50 is.
  await page.byId('tab-close').click();
  await count(page, { '100.00': 1, '50.00': 1, '20.00': 1, '5.00': 1, '2.00': 2, '0.50': 1 });
  await screenshot(page, 'close-wide');
  assert.equal(await page.byId('close-expected').count(), 0, 'an Operador counts blind');
  await page.byId('close-submit').click();
  await confirm(page);
  await page.byId('closed').waitFor();
  assert.match(await text(page.byId('closed-difference')), /0,50/);
  assert.equal(await text(page.byId('closed-expected')), 'Bs 180,00');
  assert.equal(await text(page.byId('closed-counted')), 'Bs 179,50');
  await page.byId('difference-reason').fill('Vuelto mal dado');
  await page.keyboard.press('Enter');
  await page.byId('reason-saved').waitFor();
  await screenshot(page, 'closed-wide');
  await page.byId('closed-finish').click();
  await page.byId('open-submit').waitFor();
  page.assertNoErrors();

  const [{ id }] = (await ana.get('/cajas')).body;
  const [session] = (await ana.get(`/cajas/${id}`)).body.sesiones;
  assert.equal(session.diferencia, '-0.50');
  assert.equal(session.motivo_diferencia, 'Vuelto mal dado');
});

test('a day by thumb, on 360 px: everything fits, and nothing is too small to press', async () => {
  const page = await browser.newPage(runtime.url, { viewport: NARROW, hasTouch: true, isMobile: true });
  const [small, wide] = [[], []];
  const look = async (name) => {
    await assertFits(page);
    small.push(...(await smallTargets(page)).map((target) => `${name}: ${target}`));
    wide.push(...(await overflowing(page)).map((element) => `${name}: ${element}`));
    await screenshot(page, `${name}-360`);
  };
  await page.goto('/app/');
  await page.byId('sign-in').waitFor();
  await look('sign-in');
  await page.byId('email').fill('luis@kiosco.demo');
  await page.byId('password').fill('demo-Luis-2026');
  await page.byId('sign-in').tap();
  await page.byId('open-submit').waitFor();
  await look('open');
  await page.getByText('Caja Norte').tap();
  await count(page, { '50.00': 1 });
  await page.byId('open-submit').tap();
  await page.byId('confirm-yes').tap();
  await page.byId('sell-number').waitFor();
  await look('sell');
  await page.byId('sell-number').fill('71234567');
  await page.byId('quick-20').tap();
  await page.byId('sell-continue').tap();
  await page.byId('confirm-yes').waitFor();
  await look('confirm');
  await page.byId('confirm-yes').tap();
  await noticed(page, 'Recarga registrada');
  await look('sold');
  await page.byId('tab-inject').tap();
  await look('inject');
  await page.byId('tab-close').tap();
  await count(page, { '50.00': 1, '20.00': 1 });
  await look('close');
  await page.byId('close-submit').tap();
  await page.byId('confirm-yes').tap();
  await page.byId('closed').waitFor();
  await look('closed');
  assert.match(await text(page.byId('closed-difference')), /0,00/);
  assert.deepEqual(small, [], 'too small to press');
  assert.deepEqual(wide, [], 'too wide for where it stands');
  page.assertNoErrors();
});

test('a double click sells once', async () => {
  const ana = await login(runtime.url, 'ana@kiosco.demo');
  const before = (await sales(ana)).length;
  const page = await browser.newPage(runtime.url);
  await signIn(page, 'ana@kiosco.demo');
  await page.byId('open-submit').waitFor();
  await open(page, 'Caja 2', { '10.00': 1 });
  await typeSale(page, '76543210', '10');
  await page.byId('confirm-yes').dblclick();
  await noticed(page, 'Recarga registrada');
  assert.equal((await sales(ana)).length, before + 1);
  page.assertNoErrors();
});

test('a lost answer is shown as to be confirmed, resolves itself with the same key, and sells once', async () => {
  const ana = await login(runtime.url, 'ana@kiosco.demo');
  const before = (await sales(ana)).length;
  const page = await browser.newPage(runtime.url);
  await signIn(page, 'ana@kiosco.demo');
  await focused(page, 'sell-number');
  const keys = [];
  let isCut = true;
  await page.route('**/recargas/cliente', async (route) => {
    keys.push(route.request().headers()['idempotency-key']);
    // The sale reaches the server; its answer does not come back.
    await route.fetch().catch(() => {});
    await route.abort('connectionreset');
  });
  await page.route('**/operaciones?**', (route) => (isCut ? route.abort('connectionreset') : route.continue()));
  await typeSale(page, '76543210', '10');
  await confirm(page);
  await page.byId('pending-item').waitFor();
  await screenshot(page, 'pending-wide');
  assert.equal((await sales(ana)).length, before + 1);
  await page.unroute('**/recargas/cliente');
  isCut = false;
  await page.byId('pending-item').waitFor({ state: 'detached', timeout: 60_000 });
  assert.equal((await sales(ana)).length, before + 1);
  assert.equal(new Set(keys).size, 1);
  assert.ok(keys[0]);
});
