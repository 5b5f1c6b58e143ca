// The pages as axe-core sees them: nothing that WCAG 2.2 A or AA forbids, in both themes, on a counter's screen and on a phone.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { PAGES } from '../../scripts/lib/first-load.mjs';
import { assertAccessible } from '../lib/accessible.mjs';
import { NARROW, WIDE, focused, startBrowser } from '../lib/browser.mjs';
import { freshRuntime } from '../lib/runtime.mjs';
import { confirm, count, noticed, open, signIn, typeSale } from '../lib/till.mjs';

const SALES = '**/recargas/cliente';
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

for (const [size, viewport, email, register] of [
  ['wide', WIDE, 'gerente@kiosco.demo', 'Caja 1'],
  ['360', NARROW, 'admin@kiosco.demo', 'Caja Norte'],
]) {
  test(`a day at the till, ${size}`, async () => {
    const page = await browser.newPage(runtime.url, { viewport });
    // Every place is looked at, so that one run says all there is to repair.
    const found = [];
    const look = (name) => assertAccessible(page, `${name}-${size}`).catch((error) => found.push(error.message));
    await page.goto('/app/');
    await focused(page, 'email');
    await look('sign-in');
    await page.keyboard.press('Enter');
    await page.byId('sign-in').click();
    await page.locator('[data-wrong=true]').first().waitFor();
    await look('sign-in-refused');
    await signIn(page, email);
    await page.byId('open-submit').waitFor();
    await look('opening');
    await open(page, register, { '100.00': 3 });
    await look('selling');
    await page.keyboard.type('1');
    await page.byId('sell-continue').click();
    await page.locator('[data-wrong=true]').first().waitFor();
    await look('selling-wrong');
    await page.byId('sell-number').fill('');
    await page.byId('sell-number').focus();
    await typeSale(page, '76543210', '10');
    await look('confirm');
    await confirm(page);
    await noticed(page, 'Recarga registrada');
    await look('sold');
    for (const [key, id] of [['F3', 'slip-print'], ['F1', 'shortcuts-close'], ['F10', 'menu-close']]) {
      await page.keyboard.press(key);
      await focused(page, id);
      await look(id);
      await page.keyboard.press('Escape');
    }
    await focused(page, 'sell-number');
    await typeSale(page, '76543210', '9000');
    await confirm(page);
    await noticed(page, 'No se registró');
    await look('refused');
    await page.byId('sell-number').fill('');
    await page.byId('sell-amount').fill('');

    // An answer that is lost, and no network.
    await page.route(SALES, (route) => route.abort('connectionreset'));
    await page.byId('sell-number').focus();
    await typeSale(page, '71234567', '10');
    await confirm(page);
    await page.byId('pending-item').waitFor();
    await look('pending');
    await page.context().setOffline(true);
    await page.byId('offline').waitFor();
    await look('offline');
    await page.context().setOffline(false);
    await page.unroute(SALES);
    await page.byId('pending-item').waitFor({ state: 'detached', timeout: 60_000 });

    for (const [tab, ready] of [['inject', 'inject-amount'], ['cash', 'cash-amount'], ['close', 'close-submit']]) {
      await page.byId(`tab-${tab}`).click();
      await page.byId(ready).waitFor();
      await look(tab);
    }
    await count(page, { '100.00': 2 });
    await page.byId('close-submit').click();
    await confirm(page);
    await page.byId('closed').waitFor();
    await look('closed');
    assert.deepEqual(found, [], found.join('\n'));
    page.assertNoErrors();
  });
}

// Each place of the back office: its address, what says that it is there, and what is pressed to see the rest of it.
const PLACES = [
  ['history', '/app/oficina/#historial', 'operation', 'button.line'],
  ['sessions', '/app/turnos/#turnos', 'session'],
  ['report', '/app/turnos/#turnos/1', 'report'],
  ['users', '/app/ajustes/#usuarios', 'settings-rows', '.row'],
  ['user-new', '/app/ajustes/#usuarios/nuevo', 'settings-save', '[data-testid=settings-save]'],
  ['branches', '/app/ajustes/#sucursales', 'settings-rows', '.row'],
  ['registers', '/app/ajustes/#cajas', 'settings-rows', '.row'],
  ['register-new', '/app/ajustes/#cajas/nuevo', 'settings-save', '[data-testid=settings-save]'],
  ['operators', '/app/ajustes/#operadoras', 'settings-rows', '.row'],
  ['shop', '/app/ajustes/#tienda', 'settings-save'],
  ['coupons-collect', '/app/cupones/#cobrar', 'collect-code', '#collect-look-up'],
  ['coupons-issue', '/app/generar/#generar/101', 'issue-total'],
  ['coupons-find', '/app/generar/#cupones', 'list-customer'],
  ['coupons-list', '/app/generar/#cupones/101', 'list-none'],
  ['customers', '/app/clientes/#clientes', 'customers'],
  ['customer', '/app/clientes/#clientes/101', 'invoices'],
  ['customer-new', '/app/clientes/#clientes/nuevo', 'customer-save', '[data-testid=customer-save]'],
  ['invoice-new', '/app/clientes/#clientes/101/factura', 'invoice-save', '[data-testid=invoice-save]'],
  ['import', '/app/clientes/#clientes/importar', 'import-file'],
  ['scanner', '/app/cupones/#lector', 'scanner-test'],
  ['services-elsewhere', '/app/servicios/#pagar', 'pay-elsewhere'],
  ['orders', '/app/por-confirmar/#por-confirmar', 'orders-none'],
  ['funds', '/app/proveedores/#fondos', 'fund-add'],
  ['fund', '/app/proveedores/#fondos/cps/agregar', 'providers-save', '[data-testid=providers-save]'],
  ['account', '/app/proveedores/#fondos/cps/cuenta', 'providers-save', '[data-testid=providers-save]'],
  ['integrators', '/app/proveedores/#integradores', 'integrators-docs'],
  ['integrator-new', '/app/proveedores/#integradores/nuevo', 'providers-save', '[data-testid=providers-save]'],
  ['credits-elsewhere', '/app/recargas/#recargar', 'recharge-elsewhere'],
  ['points-elsewhere', '/app/monederos/#atender', 'points-elsewhere'],
  ['wallets-elsewhere', '/app/puntos/#monederos', 'points-elsewhere'],
  ['password', '/app/ajustes/#clave', 'settings-save', '[data-testid=settings-save]'],
];
for (const [size, viewport] of [['wide', WIDE], ['360', NARROW]]) {
  test(`the back office, ${size}`, async () => {
    const page = await browser.newPage(runtime.url, { viewport });
    const found = [];
    const look = (name) => assertAccessible(page, `${name}-${size}`).catch((error) => found.push(error.message));
    await signIn(page, 'admin@kiosco.demo');
    await page.locator('#open-submit, #sell-number').first().waitFor();
    for (const [name, address, ready, press] of PLACES) {
      await page.goto(address);
      await page.byId(ready).first().waitFor();
      await look(name);
      if (!press) continue;
      await page.locator(press).first().click();
      await look(`${name}-pressed`);
    }
    assert.deepEqual(found, [], found.join('\n'));
    page.assertNoErrors();
  });
}

test('the page before there is a program', async () => {
  for (const address of PAGES) {
    const page = await browser.newPage(runtime.url);
    await page.route('**/*.wasm', () => {}); // never answered
    await page.goto(address, { waitUntil: 'commit' });
    await page.locator('#loading').waitFor();
    await assertAccessible(page, `splash of ${address}`);
  }
});

test('what is not accessible is found and named', async () => {
  const page = await browser.newPage(runtime.url);
  await page.route('**/*.wasm', () => {}); // never answered
  await page.goto('/app/', { waitUntil: 'commit' });
  await page.locator('#loading').waitFor();
  // Faint in the dark only.
  await page.evaluate(() => document.querySelector('#loading p').style.setProperty('color', '#2b1f00'));
  await page.evaluate(() => document.body.append(document.createElement('button')));
  await assert.rejects(assertAccessible(page, 'the splash'), ({ message }) => {
    assert.match(message, /^the splash is not accessible:/);
    assert.match(message, /light: button-name: button/);
    assert.match(message, /dark: color-contrast: .*p\n/);
    assert.doesNotMatch(message, /light: color-contrast/);
    return true;
  });
});
