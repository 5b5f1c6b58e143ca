// The whole day of a till through the pages, by keyboard on a counter's screen and by thumb on a phone.
import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { until } from '../../scripts/lib/process.mjs';
import { NARROW, assertFits, focused, screenshot, smallTargets, startBrowser } from '../lib/browser.mjs';
import { login } from '../lib/client.mjs';
import { checkLedger } from '../lib/ledger.mjs';
import { freshRuntime } from '../lib/runtime.mjs';
import { confirm, count, noticed, open, signIn, text, typeSale } from '../lib/till.mjs';

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

const press = async (page, ...keys) => {
  for (const key of keys) await page.keyboard.press(key);
};
const salesShown = (page, expected) => until(async () => (await page.byId('sale').count()) === expected);

test('a day at the counter: open, five sales, a refused one, float, cash, a reversal, and a close with a difference', async () => {
  const ana = await login(runtime.url, 'ana@kiosco.demo');
  const page = await browser.newPage(runtime.url);
  await page.goto('/app/');
  await page.byId('sign-in').waitFor();
  await screenshot(page, 'sign-in-wide');
  await signIn(page, 'ana@kiosco.demo');
  await page.byId('open-submit').waitFor();
  assert.equal(await text(page.byId('demo-banner')), 'DEMO · SIN VALOR');
  await screenshot(page, 'open-wide');
  await open(page, 'Caja 1', { '100.00': 1, '50.00': 2 });
  assert.equal(await text(page.byId('register-name')), 'Caja 1');
  assert.equal(await page.byId('drawer').count(), 0, 'an Operador sees no drawer');
  await noticed(page, 'Caja abierta', /Caja 1 · Bs 200,00/);
  await screenshot(page, 'sell-empty-wide');

  // As people type: the country's code, hyphens, a comma, and dots between thousands.
  for (const [number, operator, amount, shown] of [
    ['76543210', 'Tigo', '30', 'Bs 30,00'],
    ['+591 7 123-4567', 'Entel', '10,5', 'Bs 10,50'],
    ['70012345', 'Viva', '20.00', 'Bs 20,00'],
    ['6212 3456', 'Tigo', '0,10', 'Bs 0,10'],
  ]) {
    await typeSale(page, number, amount);
    assert.equal(await text(page.byId('confirm-amount')), shown);
    assert.equal(await text(page.byId('confirm-operator')), operator);
    if (operator === 'Entel') await screenshot(page, 'confirm-wide');
    await confirm(page);
    await noticed(page, 'Recarga registrada', new RegExp(operator));
  }
  // A ported number: the cashier decides, and is told what the prefix says.
  await focused(page, 'sell-number');
  await page.keyboard.type('76543210');
  await page.byId('sell-operator-Viva').check({ force: true });
  assert.match(await text(page.byId('sell-operator-hint')), /prefijo es de Tigo/);
  await page.byId('quick-50').click();
  await focused(page, 'sell-continue');
  await screenshot(page, 'sell-filled-wide');
  await press(page, 'Enter');
  await confirm(page);
  await noticed(page, 'Recarga registrada', /Viva 7654 3210 · Bs 50,00/);
  await salesShown(page, 5);
  assert.equal(await text(page.byId('sell-operator-Tigo-float')), 'Bs 969,90');
  assert.equal(await text(page.byId('sell-operator-Viva-float')), 'Bs 930,00');
  await screenshot(page, 'sold-wide');

  await typeSale(page, '76543210', '970');
  assert.match(await text(page.byId('sell-above-float')), /Bs 969,90/);
  await confirm(page);
  await noticed(page, 'No se registró', /Saldo insuficiente para la operadora Tigo\. Saldo actual: Bs 969,90/);
  await focused(page, 'sell-amount');
  assert.equal(await page.byId('sell-number').inputValue(), '76543210', 'what was typed stays');
  await screenshot(page, 'refused-wide');
  assert.equal((await ana.get('/recargas/historial/clientes')).body.length, 5);

  await page.byId('tab-inject').click();
  await focused(page, 'inject-operator-Tigo');
  await press(page, 'ArrowRight', 'ArrowRight', 'Enter');
  await focused(page, 'inject-amount');
  await page.keyboard.type('50');
  await screenshot(page, 'inject-wide');
  await press(page, 'Enter');
  await confirm(page);
  await noticed(page, 'Inyección registrada', /Viva/);
  await until(async () => (await text(page.byId('inject-operator-Viva-float'))) === 'Bs 980,00');

  await page.byId('tab-cash').click();
  await focused(page, 'cash-INGRESO');
  await press(page, 'ArrowDown', 'Enter');
  await focused(page, 'cash-amount');
  await page.keyboard.type('15,50');
  await press(page, 'Enter');
  await focused(page, 'cash-reason');
  await page.keyboard.type('Taxi');
  await screenshot(page, 'cash-wide');
  await press(page, 'Enter');
  await confirm(page);
  await noticed(page, 'Egreso registrado', /Taxi · Bs 15,50/);

  // A Gerente, on another machine, reverses the sale of 20.00.
  const office = await browser.newPage(runtime.url);
  await signIn(office, 'gerente@kiosco.demo');
  await salesShown(office, 5);
  await office.byId('sale').filter({ hasText: '20,00' }).getByRole('button').click();
  await focused(office, 'reverse-reason');
  await press(office, 'Enter');
  assert.match(await text(office.byId('reverse-reason-error')), /Complete este dato/);
  await office.keyboard.type('Número equivocado');
  await screenshot(office, 'reverse-wide');
  await press(office, 'Enter');
  await confirm(office);
  await noticed(office, 'Recarga reversada', /Bs 20,00/);
  await salesShown(office, 4);
  await screenshot(office, 'reversed-wide');
  office.assertNoErrors();

  // 200.00 + 90.60 + 20.00 - 20.00 - 50.00 - 15.50 should be there, and 225.00 is.
  await page.byId('tab-close').click();
  await focused(page, 'count-200.00');
  await count(page, { '100.00': 2, '20.00': 1, '5.00': 1 });
  assert.equal(await text(page.byId('count-total').and(page.locator(':visible'))), 'Bs 225,00');
  assert.equal(await page.byId('close-expected').count(), 0, 'an Operador counts blind');
  await screenshot(page, 'close-wide');
  await page.byId('close-submit').click();
  await confirm(page);
  await page.byId('closed').waitFor();
  assert.equal(await text(page.byId('closed-difference')), '−Bs 0,10');
  assert.equal(await text(page.byId('closed-opening')), 'Bs 200,00');
  assert.equal(await text(page.byId('closed-expected')), 'Bs 225,10');
  assert.equal(await text(page.byId('closed-counted')), 'Bs 225,00');
  await page.byId('difference-reason').fill('Vuelto mal dado');
  await screenshot(page, 'closed-wide');
  await page.byId('difference-reason').press('Enter');
  await page.byId('reason-saved').waitFor();
  await page.byId('closed-finish').click();
  await page.byId('open-submit').waitFor();
  await page.byId('sign-out').click();
  await page.byId('sign-in').waitFor();
  page.assertNoErrors();

  const register = (await ana.get('/cajas')).body.find(({ nombre }) => nombre === 'Caja 1');
  const [session] = (await ana.get(`/cajas/${register.id}`)).body.sesiones;
  assert.equal(session.diferencia, '-0.10');
  assert.equal(session.motivo_diferencia, 'Vuelto mal dado');
});

test('a day by thumb on 360 px: everything fits, and nothing is too small to press', async () => {
  const page = await browser.newPage(runtime.url, { viewport: NARROW, hasTouch: true, isMobile: true });
  const look = async (name) => {
    await assertFits(page);
    assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= NARROW.width, `${name} is wider than the phone`);
    assert.deepEqual(await smallTargets(page), [], name);
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
  await count(page, { '200.00': 12, '50.00': 1 });
  await look('open-counted');
  await page.byId('open-submit').tap();
  await page.byId('confirm-yes').tap();
  await page.byId('sell-number').waitFor();
  await look('sell');
  await page.byId('sell-number').fill('71234567');
  await page.byId('quick-20').tap();
  await look('sell-filled');
  await page.byId('sell-continue').tap();
  await page.byId('confirm-yes').waitFor();
  await look('confirm');
  await page.byId('confirm-yes').tap();
  await noticed(page, 'Recarga registrada');
  await look('sold');
  await page.byId('tab-inject').tap();
  await look('inject');
  await page.byId('tab-cash').tap();
  await look('cash');
  await page.byId('tab-close').tap();
  await count(page, { '200.00': 12, '50.00': 1, '20.00': 1 });
  await look('close');
  await page.byId('close-submit').tap();
  await page.byId('confirm-yes').tap();
  await page.byId('closed').waitFor();
  await look('closed');
  assert.equal(await text(page.byId('closed-difference')), 'Bs 0,00');
  page.assertNoErrors();
});

test('a Gerente sees the drawer, may take the balance on record, and what should be there while counting', async () => {
  const page = await browser.newPage(runtime.url, { colorScheme: 'dark' });
  await signIn(page, 'gerente@kiosco.demo');
  await page.byId('open-accept').waitFor({ state: 'attached' });
  await page.byId('register-Caja 1').check({ force: true });
  await page.byId('open-accept').check({ force: true });
  assert.match(await text(page.byId('open-accept-hint')), /Bs 225,00/);
  await screenshot(page, 'open-dark');
  await page.byId('open-submit').click();
  await confirm(page);
  await focused(page, 'sell-number');
  await until(async () => (await page.byId('drawer').count()) === 1 && (await text(page.byId('drawer'))) === 'Bs 225,00');
  await typeSale(page, '76543210', '25');
  await screenshot(page, 'confirm-dark');
  await confirm(page);
  await noticed(page, 'Recarga registrada');
  await until(async () => (await text(page.byId('drawer'))) === 'Bs 250,00');
  await screenshot(page, 'sold-dark');
  await page.byId('tab-close').click();
  assert.equal(await text(page.byId('close-expected')), 'Bs 250,00');
  await count(page, { '200.00': 1, '50.00': 1 });
  await screenshot(page, 'close-dark');
  await page.byId('close-submit').click();
  await confirm(page);
  await page.byId('closed').waitFor();
  assert.equal(await page.byId('difference-reason').count(), 0, 'no difference, no reason');
  await screenshot(page, 'closed-dark');
  page.assertNoErrors();
});
