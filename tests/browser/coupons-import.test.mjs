// Customers and their invoices as a manager keeps them: typed, found, and out of a file with a broken line.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { focused, screenshot, startBrowser } from '../lib/browser.mjs';
import { enterCoupons, goTo } from '../lib/coupons.mjs';
import { freshRuntime } from '../lib/runtime.mjs';
import { confirm, noticed, shows, text } from '../lib/till.mjs';
import { readFile } from 'node:fs/promises';

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

const file = (name, content) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(content) });

test('a file with a broken line: the rest is imported, the line is told; again, nothing is doubled', async () => {
  const page = await browser.newPage(runtime.url);
  await enterCoupons(page, 'gerente@kiosco.demo', '#clientes/importar');
  await focused(page, 'import-customers');
  const many = Array.from({ length: 1200 }, (_, index) => `${2000 + index};Cliente ${index};${index}`);
  many.splice(1, 0, 'x;Sin número;1');
  await page.byId('import-file').setInputFiles(file('clientes.csv', `cliente_id;nombre;documento\n${many.join('\n')}\n`));
  await focused(page, 'import-start');
  assert.equal(await text(page.byId('import-start')), 'Importar 1.201 líneas');
  await page.keyboard.press('Enter');
  await page.byId('import-result').waitFor({ timeout: 60_000 });
  assert.equal(await page.byId('import-progress').getAttribute('value'), '1201');
  assert.match(await text(page.byId('import-created')), /1\.200/);
  assert.match(await text(page.byId('import-refused')), /1$/);
  assert.match(await text(page.byId('import-refused-line')), /^3 cliente_id /);
  await screenshot(page, 'coupons-import');
  const [download] = await Promise.all([page.waitForEvent('download'), page.byId('import-download').click()]);
  assert.match(await readFile(await download.path(), 'utf8'), /^\ufeffLínea,Columna,Motivo\n3,cliente_id,/);

  await page.byId('import-another').click();
  await page.byId('import-file').setInputFiles(file('clientes.csv', `cliente_id;nombre;documento\n${many.join('\n')}\n`));
  await focused(page, 'import-start');
  await page.keyboard.press('Enter');
  await page.byId('import-result').waitFor({ timeout: 60_000 });
  assert.match(await text(page.byId('import-existing')), /1\.200/);
  page.assertNoErrors();
});

test('a column that is missing is named; a lost answer is asked for again', async () => {
  const page = await browser.newPage(runtime.url);
  await enterCoupons(page, 'gerente@kiosco.demo', '#clientes/importar');
  await focused(page, 'import-customers');
  await page.locator('#import-invoices').check({ force: true });
  await page.byId('import-file').setInputFiles(file('facturas.csv', 'id,tipo\n1,A\n'));
  await page.byId('import-start').click();
  await page.byId('import-stopped').filter({ hasText: 'cliente_id, tipo, numero, monto' }).waitFor();
  await page.byId('import-file').setInputFiles(file('facturas.csv', 'id,cliente_id,tipo,numero,monto\nimp-1,101,Factura,3001,"1.234,50"\n'));
  let lost = 0;
  await page.route('**/importar', async (route) => {
    if (lost) return route.continue();
    lost += 1;
    await route.fetch();
    return route.abort('connectionreset');
  });
  await page.byId('import-start').click();
  await page.byId('import-result').waitFor({ timeout: 60_000 });
  assert.equal(lost, 1);
  assert.match(await text(page.byId('import-refused')), /0$/);
  page.assertNoErrors();
});

test('a customer and an invoice, typed', async () => {
  const page = await browser.newPage(runtime.url);
  await enterCoupons(page, 'gerente@kiosco.demo', '#clientes/nuevo');
  await focused(page, 'customer-name');
  await page.keyboard.press('Enter');
  await page.byId('customer-save').click();
  await page.locator('[data-wrong=true]').first().waitFor();
  await page.byId('customer-name').fill('Zulma Zárate');
  await page.byId('customer-number').fill('777');
  await page.byId('customer-save').click();
  await shows(page.byId('customer-title'), 'Zulma Zárate');
  await page.byId('invoice-new').click();
  await focused(page, 'invoice-number');
  await page.keyboard.type('15', { delay: 60 });
  await page.keyboard.press('Enter');
  await focused(page, 'invoice-amount');
  await page.keyboard.type('12,50', { delay: 60 });
  await page.keyboard.press('Enter');
  await confirm(page);
  await noticed(page, 'Factura registrada');
  await page.byId('invoice-row').filter({ hasText: 'Factura 15' }).waitFor();
  await goTo(page, '#clientes');
  await focused(page, 'customers-search');
  await page.keyboard.type('zarate', { delay: 90 });
  await page.byId('customer-777').waitFor();
  await page.byId('customer-101').waitFor({ state: 'detached' });
  page.assertNoErrors();
});
