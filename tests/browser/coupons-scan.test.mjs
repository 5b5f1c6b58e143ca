// What is scanned: only what is meant as a coupon is taken from where it was typed, and what is not taken says why.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { focused, startBrowser } from '../lib/browser.mjs';
import { login } from '../lib/client.mjs';
import { couponsPage, enterCoupons, makeCoupon, openRegister, scan } from '../lib/coupons.mjs';
import { demo, freshRuntime } from '../lib/runtime.mjs';
import { shows, signIn } from '../lib/till.mjs';

// As the bar code on the back of an Argentine identity card gives it.
const CARD = '00123456789@PEREZ@ANA@F@30123456@A@01-01-1980';
let runtime;
let browser;
let ana;
let code;
before(async () => {
  runtime = await freshRuntime({ assets: true });
  browser = await startBrowser();
  ana = await login(runtime.url, 'ana@kiosco.demo');
  await openRegister(ana, 'Caja 1');
  code = await makeCoupon(ana, 102, ['fac-bo-102-1']);
});
after(async () => {
  await browser?.stop();
  await runtime?.stop();
});

test('an identity card stays in the document field and sends nothing; a coupon opens its page', async () => {
  const page = await browser.newPage(runtime.url);
  await enterCoupons(page, 'ana@kiosco.demo', '#clientes/nuevo');
  await focused(page, 'customer-name');
  await page.byId('customer-name').fill('Ana Pérez');
  await page.byId('customer-document').focus();
  const sent = [];
  page.on('request', (request) => request.method() === 'POST' && sent.push(request.url()));
  await scan(page, CARD);
  await page.waitForTimeout(500);
  assert.equal(await page.byId('customer-document').inputValue(), CARD);
  assert.equal(await page.byId('customer-name').inputValue(), 'Ana Pérez');
  await focused(page, 'customer-document');
  assert.deepEqual(sent, []);

  await scan(page, code);
  await page.byId('coupon').waitFor();
  assert.match(page.url(), new RegExp(`/app/cupones/#cobrar/${code}$`));
  page.assertNoErrors();
});

test('scanned once more, what was typed of its payment stays', async () => {
  const page = await browser.newPage(runtime.url);
  await enterCoupons(page, 'ana@kiosco.demo', `#cobrar/${code}`);
  await focused(page, 'collect-tendered');
  await page.byId('collect-tendered').fill('5000');
  await scan(page, code);
  await page.waitForTimeout(500);
  assert.equal(await page.byId('collect-tendered').inputValue(), '5000');
  await focused(page, 'collect-tendered');
  // While it is asked, a scan is not taken, and says so.
  await page.keyboard.press('Enter');
  await focused(page, 'confirm-yes');
  await scan(page, code);
  await page.byId('mentioned').waitFor();
  await focused(page, 'confirm-yes');
  page.assertNoErrors();
});

test('scanned before signing in, it is in no field, and shown afterwards', async () => {
  const page = await browser.newPage(runtime.url);
  await page.goto(couponsPage());
  await focused(page, 'email');
  await scan(page, code);
  await page.waitForTimeout(300);
  assert.equal(await page.byId('email').inputValue(), '');
  await focused(page, 'email');
  await page.keyboard.type('ana@kiosco.demo');
  await page.keyboard.press('Enter');
  await focused(page, 'password');
  await page.keyboard.type(demo.tenants[0].users.find((user) => user.email === 'ana@kiosco.demo').password);
  await page.keyboard.press('Enter');
  await page.byId('coupon').waitFor();
  assert.match(page.url(), new RegExp(`#cobrar/${code}$`));
  page.assertNoErrors();
});

test('a customer whose answer is lost is looked for before saving again', async () => {
  const page = await browser.newPage(runtime.url);
  await enterCoupons(page, 'ana@kiosco.demo', '#clientes/nuevo');
  await focused(page, 'customer-name');
  await page.byId('customer-name').fill('Perdida Respuesta');
  await page.route('**/portal/clientes', async (route) => {
    if (route.request().method() !== 'POST') return route.continue();
    await route.fetch();
    return route.abort('connectionreset');
  });
  await page.byId('customer-save').click();
  await page.byId('customer-trouble').filter({ hasText: 'Búsquelo antes de guardar de nuevo.' }).waitFor();
  await page.byId('customer-alike').filter({ hasText: 'Perdida Respuesta' }).waitFor({ timeout: 30_000 });
  page.assertNoErrors();
});

test('at the till, a count that is begun is not left for a scan', async () => {
  const page = await browser.newPage(runtime.url);
  await signIn(page, 'ana@kiosco.demo');
  await page.locator('main.columns').waitFor();
  await page.keyboard.press('F9');
  const box = page.locator('[data-count]').first();
  await box.waitFor();
  await box.fill('3');
  await scan(page, code);
  await shows(page.byId('mentioned'), 'No se tomó lo escaneado: termine o vacíe el conteo y escanee de nuevo.');
  assert.equal(await box.inputValue(), '3');
  assert.ok(!page.url().includes('cupones'));
  page.assertNoErrors();
});
