// The page of the API's documentation: it shows the document that the code generated, and a request can be tried from it.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { NARROW, WIDE, assertFits, screenshot, startBrowser } from '../lib/browser.mjs';
import { login } from '../lib/client.mjs';
import { freshRuntime } from '../lib/runtime.mjs';

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

test('the documentation is read and tried', async () => {
  const { paths } = await (await fetch(`${runtime.url}/openapi.json`)).json();
  const operations = Object.values(paths).flatMap((methods) => Object.keys(methods).filter((name) => ['get', 'post', 'put', 'patch', 'delete'].includes(name)));
  assert.ok(operations.length > 40, `${operations.length} operations are documented`);
  const page = await browser.newPage(runtime.url, { viewport: WIDE });
  await page.goto('/docs/');
  await page.locator('.opblock').nth(operations.length - 1).waitFor();
  assert.equal(await page.locator('.opblock').count(), operations.length);
  await screenshot(page, 'docs');

  const cashier = await login(runtime.url, 'Operador');
  await page.getByRole('button', { name: 'Authorize' }).first().click();
  const form = page.locator('.auth-container', { hasText: 'accessToken' });
  await form.locator('input').first().fill(cashier.token);
  await form.locator('button.authorize').first().click();
  await form.locator('button.btn-done').first().click();
  const saldos = page.locator('.opblock', { hasText: '/recargas/operadoras/saldos' });
  await saldos.locator('.opblock-summary-control').click();
  await saldos.getByRole('button', { name: 'Execute' }).click();
  await saldos.locator('.live-responses-table').getByText('"1000.00"').first().waitFor();
  const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]));
  assert.ok(!kept.includes(cashier.token), 'the token outlives the page');
  page.assertNoErrors();
});

for (const [name, viewport] of [['wide', WIDE], ['narrow', NARROW]]) {
  test(`the documentation fits, and leads back to the till, ${name}`, async () => {
    const page = await browser.newPage(runtime.url, { viewport });
    await page.goto('/docs/');
    const sale = page.locator('#operations-Recargas-sellTopUp');
    await sale.waitFor();
    await assertFits(page);
    await sale.locator('.opblock-summary-control').click();
    await sale.locator('.responses-wrapper').waitFor();
    await assertFits(page);
    await screenshot(page, `docs-sale-${name}`);
    await page.getByRole('link', { name: 'Proveedor simulado' }).click();
    await page.getByRole('cell', { name: 'no responde, pero lo hizo' }).waitFor();
    await assertFits(page);
    await screenshot(page, `docs-sandbox-${name}`);
    await page.getByRole('link', { name: 'API' }).click();
    await page.getByRole('link', { name: 'Ir a la caja' }).click();
    await page.waitForURL('**/app/');
  });
}
