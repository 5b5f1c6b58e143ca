// Whole days at the till: a cashier's, a manager's without a mouse, and one by thumb on a phone.
import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { until } from '../../scripts/lib/process.mjs';
import { NARROW, assertFits, focused, screenshot, smallTargets, startBrowser } from '../lib/browser.mjs';
import { login } from '../lib/client.mjs';
import { checkLedger } from '../lib/ledger.mjs';
import { freshRuntime } from '../lib/runtime.mjs';
import { confirm, count, noticed, open, shows, signIn, signOut, tabTo, text, typeSale } from '../lib/till.mjs';

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

test('a cashier’s day: open, five sales, a refused one, cash, and a close with a difference', async () => {
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

  assert.equal(await page.byId('tab-inject').count(), 0, 'float is bought by those who answer for it');

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

  // 200.00 + 110.60 - 15.50 should be there, and 295.00 is.
  await page.byId('tab-close').click();
  await focused(page, 'count-200.00');
  await count(page, { '100.00': 2, '50.00': 1, '20.00': 2, '5.00': 1 });
  assert.equal(await text(page.byId('count-total').and(page.locator(':visible'))), 'Bs 295,00');
  assert.equal(await page.byId('close-expected').count(), 0, 'an Operador counts blind');
  await screenshot(page, 'close-wide');
  await page.byId('close-submit').click();
  await confirm(page);
  await page.byId('closed').waitFor();
  assert.equal(await text(page.byId('closed-difference')), '−Bs 0,10');
  assert.equal(await text(page.byId('closed-opening')), 'Bs 200,00');
  assert.equal(await text(page.byId('closed-expected')), 'Bs 295,10');
  assert.equal(await text(page.byId('closed-counted')), 'Bs 295,00');
  await page.byId('difference-reason').fill('Vuelto mal dado');
  await screenshot(page, 'closed-wide');
  await page.byId('difference-reason').press('Enter');
  await page.byId('reason-saved').waitFor();
  await page.byId('closed-finish').click();
  await page.byId('open-submit').waitFor();
  await signOut(page);
  page.assertNoErrors();

  const register = (await ana.get('/cajas')).body.find(({ nombre }) => nombre === 'Caja 1');
  const [session] = (await ana.get(`/cajas/${register.id}`)).body.sesiones;
  assert.equal(session.diferencia, '-0.10');
  assert.equal(session.motivo_diferencia, 'Vuelto mal dado');
});

test('a manager’s day without a mouse: open, five sales, a receipt, float, cash, a reversal, and a close with a difference', async () => {
  const page = await browser.newPage(runtime.url);
  // Whatever is pressed here is pressed on the keyboard.
  for (const name of ['click', 'dblclick', 'tap', 'hover', 'check']) page[name] = () => assert.fail(`no mouse: ${name}`);
  await signIn(page, 'gerente@kiosco.demo');
  await page.byId('open-submit').waitFor();
  await tabTo(page, '[name=register]');
  await press(page, 'ArrowDown', 'ArrowUp', 'Space');
  await tabTo(page, '[data-count]');
  for (const quantity of ['2', '', '1']) {
    await page.keyboard.type(quantity);
    await press(page, 'Enter');
  }
  await tabTo(page, '#open-submit');
  await press(page, 'Enter');
  await confirm(page);
  await focused(page, 'sell-number');
  const register = await text(page.byId('register-name'));
  await shows(page.byId('drawer'), 'Bs 450,00');

  for (const [number, amount] of [['76543210', '30'], ['71234567', '10,50'], ['70012345', '20'], ['62123456', '5'], ['76543210', '25']]) {
    await typeSale(page, number, amount);
    await confirm(page);
    await noticed(page, 'Recarga registrada');
  }
  await salesShown(page, 10); // the shop's, the cashier's of before among them
  await shows(page.byId('drawer'), 'Bs 540,50');

  // The receipt of the last sale: its reference, the narrow paper, and the printer.
  await page.evaluate(() => {
    window.print = () => {
      window.printed = [...document.styleSheets[0].cssRules].map((rule) => rule.cssText).filter((rule) => rule.startsWith('@page'));
    };
  });
  await press(page, 'F3');
  await focused(page, 'slip-print');
  assert.match(await text(page.byId('slip')), /Recarga registrada.*Bs 25,00/);
  await screenshot(page, 'receipt-dialog-wide');
  await page.keyboard.press('Shift+Tab');
  await tabTo(page, '#slip-reference');
  await page.keyboard.type('AUT-4471');
  await press(page, 'Enter');
  await page.byId('slip').filter({ hasText: 'AUT-4471' }).waitFor();
  await tabTo(page, '[name=paper]');
  await press(page, 'ArrowLeft');
  await tabTo(page, '#slip-print');
  await press(page, 'Enter');
  assert.match((await page.evaluate(() => window.printed)).join(), /size: 58mm \d+mm/);
  await press(page, 'Escape');
  await focused(page, 'sell-number');

  await press(page, 'F4');
  await focused(page, 'inject-operator-Tigo');
  await press(page, 'ArrowRight', 'ArrowRight', 'Enter');
  await focused(page, 'inject-amount');
  await page.keyboard.type('50');
  await press(page, 'Enter');
  await focused(page, 'inject-reason');
  await page.keyboard.type('Compra al distribuidor');
  await screenshot(page, 'inject-wide');
  await press(page, 'Enter');
  await confirm(page);
  await noticed(page, 'Inyección registrada', /Viva/);
  await shows(page.byId('drawer'), 'Bs 490,50');

  await press(page, 'F7');
  await focused(page, 'cash-INGRESO');
  await press(page, 'ArrowDown', 'Enter');
  await focused(page, 'cash-amount');
  await page.keyboard.type('15,50');
  await press(page, 'Enter');
  await focused(page, 'cash-reason');
  await page.keyboard.type('Taxi');
  await press(page, 'Enter');
  await confirm(page);
  await noticed(page, 'Egreso registrado', /Taxi · Bs 15,50/);

  // The sale of 20.00 was a mistake.
  await press(page, 'F8');
  await page.waitForURL('**/app/oficina/#historial');
  await page.byId('operation').first().waitFor();
  const sale = page.byId('operation').filter({ hasText: '20,00' }).filter({ hasText: '7001' }).filter({ hasText: 'gerente' });
  const line = await sale.locator('button.line').getAttribute('id');
  await tabTo(page, `[id="${line}"]`);
  await press(page, 'Enter');
  await tabTo(page, '[data-testid=operation-reverse]');
  await press(page, 'Enter');
  await focused(page, 'reverse-reason');
  await press(page, 'Enter');
  assert.match(await text(page.byId('reverse-reason-error')), /Complete este dato/);
  await page.keyboard.type('Número equivocado');
  await screenshot(page, 'reverse-wide');
  await press(page, 'Enter');
  await confirm(page);
  await noticed(page, 'Recarga reversada', /Bs 20,00/);

  // 450.00 + 90.50 - 50.00 - 15.50 - 20.00 should be there, and 454.00 is.
  await press(page, 'F9');
  await page.waitForURL('**/app/#cierre');
  await focused(page, 'count-200.00');
  assert.equal(await text(page.byId('register-name')), register);
  await shows(page.byId('close-expected'), 'Bs 455,00');
  for (const quantity of ['2', '', '1']) {
    await page.keyboard.type(quantity);
    await press(page, 'Enter');
  }
  await tabTo(page, '[id="count-2.00"]');
  await page.keyboard.type('2');
  await tabTo(page, '#close-submit');
  await press(page, 'Enter');
  await confirm(page);
  await focused(page, 'closed-title');
  assert.equal(await text(page.byId('closed-difference')), '−Bs 1,00');
  await tabTo(page, '#difference-reason');
  await page.keyboard.type('Vuelto mal dado');
  await press(page, 'Enter');
  await page.byId('reason-saved').waitFor();
  await tabTo(page, '[data-testid=closed-report]');
  await press(page, 'Enter');
  await page.byId('report').waitFor();
  await tabTo(page, '#report-print');
  await press(page, 'Enter');
  await focused(page, 'slip-print');
  assert.match(await text(page.byId('slip')), /Vuelto mal dado/);
  await screenshot(page, 'closing-report-wide');
  await press(page, 'Escape', 'F10');
  await focused(page, 'menu-close');
  await tabTo(page, '[data-testid=sign-out]');
  await press(page, 'Enter');
  await page.byId('sign-in').waitFor();
  page.assertNoErrors();
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
  await page.byId('email').fill('gerente@kiosco.demo');
  await page.byId('password').fill('demo-Gerente-2026');
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
  for (const [number, quick] of [['71234567', 20], ['76543210', 10], ['70012345', 30], ['62123456', 50], ['76543210', 100]]) {
    await page.byId('sell-number').fill(number);
    await page.byId(`quick-${quick}`).tap();
    if (quick === 20) await look('sell-filled');
    await page.byId('sell-continue').tap();
    await page.byId('confirm-yes').waitFor();
    if (quick === 20) await look('confirm');
    await page.byId('confirm-yes').tap();
    await noticed(page, 'Recarga registrada', new RegExp(`Bs ${quick},00`));
  }
  await look('sold');
  await page.byId('notice-receipt').tap();
  await page.byId('slip-print').waitFor();
  await look('receipt');
  await page.byId('slip-close').tap();
  await page.byId('menu-open').tap();
  await page.byId('menu-close').waitFor();
  await look('menu');
  await page.byId('menu-shortcuts').tap();
  await page.byId('shortcuts-close').waitFor();
  await look('shortcuts');
  await page.byId('shortcuts-close').tap();
  await page.byId('tab-inject').tap();
  await look('inject');
  await page.locator('label.choice', { has: page.byId('inject-operator-Entel') }).tap();
  await page.byId('inject-amount').fill('60');
  await page.byId('inject-continue').tap();
  await page.byId('confirm-yes').tap();
  await noticed(page, 'Inyección registrada', /Entel/);
  await page.byId('tab-cash').tap();
  await look('cash');
  await page.locator('label.choice', { has: page.byId('cash-INGRESO') }).tap();
  await page.byId('cash-amount').fill('7,50');
  await page.byId('cash-reason').fill('Cambio');
  await page.byId('cash-continue').tap();
  await page.byId('confirm-yes').tap();
  await noticed(page, 'Ingreso registrado', /Cambio/);

  await page.byId('menu-open').tap();
  await page.locator('.menu-links a', { hasText: 'Historial' }).tap();
  await page.byId('operation').first().waitFor();
  await look('history');
  const sale = page.byId('operation').filter({ hasText: '30,00' }).filter({ hasText: '7001' }).filter({ hasText: 'gerente' });
  await sale.locator('button.line').tap();
  await sale.getByTestId('operation-reverse').waitFor();
  await look('history-unfolded');
  await sale.getByTestId('operation-reverse').tap();
  await page.byId('reverse-reason').fill('Número equivocado');
  await page.byId('reverse-continue').tap();
  await page.byId('confirm-yes').tap();
  await noticed(page, 'Recarga reversada', /Bs 30,00/);
  await page.byId('menu-open').tap();
  await page.locator('.menu-links a', { hasText: 'Caja' }).first().tap();
  await page.byId('sell-number').waitFor();
  await page.byId('tab-close').tap();
  // 2450.00 + 210.00 - 60.00 + 7.50 - 30.00 should be there, and 2577.00 is.
  await count(page, { '200.00': 12, '100.00': 1, '50.00': 1, '20.00': 1, '5.00': 1, '2.00': 1 });
  await look('close');
  await page.byId('close-submit').tap();
  await page.byId('confirm-yes').tap();
  await page.byId('closed').waitFor();
  await look('closed');
  assert.equal(await text(page.byId('closed-difference')), '−Bs 0,50');
  await page.byId('difference-reason').fill('Redondeo');
  await page.byId('save-reason').tap();
  await page.byId('reason-saved').waitFor();
  await page.byId('closed-report').tap();
  await page.byId('report').waitFor();
  await look('closing-report');
  await page.byId('report-print').tap();
  await page.byId('slip-print').waitFor();
  await look('closing-report-paper');
  page.assertNoErrors();
});

test('a Gerente sees the drawer, may take the balance on record, and what should be there while counting', async () => {
  const page = await browser.newPage(runtime.url, { colorScheme: 'dark' });
  await signIn(page, 'gerente@kiosco.demo');
  await page.byId('open-accept').waitFor({ state: 'attached' });
  await page.byId('register-Caja 1').check({ force: true });
  await page.byId('open-accept').check({ force: true });
  assert.match(await text(page.byId('open-accept-hint')), /Bs 454,00/);
  await screenshot(page, 'open-dark');
  await page.byId('open-submit').click();
  await confirm(page);
  await focused(page, 'sell-number');
  await until(async () => (await page.byId('drawer').count()) === 1 && (await text(page.byId('drawer'))) === 'Bs 454,00');
  await typeSale(page, '76543210', '25');
  await screenshot(page, 'confirm-dark');
  await confirm(page);
  await noticed(page, 'Recarga registrada');
  await until(async () => (await text(page.byId('drawer'))) === 'Bs 479,00');
  await screenshot(page, 'sold-dark');
  await page.byId('tab-close').click();
  assert.equal(await text(page.byId('close-expected')), 'Bs 479,00');
  await count(page, { '200.00': 2, '50.00': 1, '20.00': 1, '5.00': 1, '2.00': 2 });
  await screenshot(page, 'close-dark');
  await page.byId('close-submit').click();
  await confirm(page);
  await page.byId('closed').waitFor();
  assert.equal(await page.byId('difference-reason').count(), 0, 'no difference, no reason');
  await screenshot(page, 'closed-dark');
  page.assertNoErrors();
});
