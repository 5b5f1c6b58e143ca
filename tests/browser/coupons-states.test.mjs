// A coupon that cannot be collected, in words that say why and when; and codes read with the camera.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { focused, screenshot, startBrowser } from '../lib/browser.mjs';
import { login } from '../lib/client.mjs';
import { enterCoupons, goTo, makeCoupon, openRegister } from '../lib/coupons.mjs';
import { demo, freshRuntime } from '../lib/runtime.mjs';
import { shows, text } from '../lib/till.mjs';

const EMAIL = 'marta@cooperativa.demo';
const tenant = demo.tenants.find(({ name }) => name === 'Cooperativa Demo');
let runtime;
let browser;
let marta;
before(async () => {
  runtime = await freshRuntime({ assets: true, tenants: [tenant] });
  browser = await startBrowser();
  marta = await login(runtime.url, EMAIL, { tenant });
  await openRegister(marta, 'Caja Central 1');
});
after(async () => {
  await browser?.stop();
  await runtime?.stop();
});

/** The same coupon as it would be had it been issued forty days ago, which no request can do: its code, and its last day. */
async function overdue(code) {
  const day = new Date(Date.now() - 40 * 86_400_000).toISOString().slice(0, 10);
  const digits = `${code.slice(0, 10)}${day.replaceAll('-', '')}`;
  const sum = [...digits].reduce((total, digit, index) => total + Number(digit) * (index % 2 ? 1 : 3), 0);
  const old = `${digits}${(10 - (sum % 10)) % 10}`;
  await runtime.database.batch([
    runtime.database.prepare(`INSERT INTO operation (id, tenant_id, kind, state, actor, created_at_ms, updated_at_ms)
      VALUES ('00000000-0000-7000-8000-000000000001', 1, 'coupon_issue', 'succeeded', 'test', 0, 0)`),
    runtime.database.prepare(`INSERT INTO coupon (tenant_id, operation_id, branch_id, customer_id, barcode, amount, state, issued_day, due_day, created_at_ms)
      SELECT tenant_id, '00000000-0000-7000-8000-000000000001', branch_id, customer_id, ?, amount, 'pending', issued_day - 40, issued_day - 10, 0
      FROM coupon WHERE barcode = ?`).bind(old, code),
  ]);
  const [{ due }] = (await runtime.database.prepare("SELECT strftime('%d/%m/%Y', due_day * 86400, 'unixepoch') AS due FROM coupon WHERE barcode = ?").bind(old).all()).results;
  return { old, due };
}

test('an expired and a cancelled coupon say when, and offer no way to collect', async () => {
  const code = await makeCoupon(marta, 123, ['uuid-1235']);
  const { old, due } = await overdue(code);
  const page = await browser.newPage(runtime.url, { locale: 'es-AR', timezoneId: 'America/Argentina/Buenos_Aires' });
  await enterCoupons(page, EMAIL, `#cobrar/${old}`);
  await shows(page.byId('collect-refused'), `El cupón venció el ${due}; genere otro para cobrarlo.`);
  assert.equal(await page.byId('collect-continue').count(), 0);
  await screenshot(page, 'coupons-expired');

  const { status } = await marta.post(`/portal/cupones/${code}/cancelar`, { motivo: 'Pidió otro plazo' });
  assert.equal(status, 200);
  await goTo(page, `#cobrar/${code}`);
  await page.byId('coupon-state').filter({ hasText: /^Cancelado el \d\d\/\d\d\/\d{4}: Pidió otro plazo$/ }).waitFor();
  assert.equal(await page.byId('collect-continue').count(), 0);
  page.assertNoErrors();
});

test('at a host that is no longer the shop\'s, the page says so and does not ask to sign in again', async () => {
  const code = await makeCoupon(marta, 123, ['uuid-1234']);
  const page = await browser.newPage(runtime.url);
  await enterCoupons(page, EMAIL, '#cobrar');
  await focused(page, 'collect-code');
  await page.route('**/portal/cupones/*', (route) =>
    route.fulfill({ status: 401, contentType: 'application/json', body: JSON.stringify({ success: false, error: 'Tenant no encontrado o inactivo', code: 'tenant_unknown' }) }),
  );
  await goTo(page, `#cobrar/${code}`);
  await page.byId('collect-refused').filter({ hasText: /\S/ }).waitFor();
  assert.equal(await page.locator('dialog[open]').count(), 0);
  page.assertNoErrors();
});

test('the camera reads a coupon, goes off by itself, and is released', async () => {
  const code = await makeCoupon(marta, 56789, ['uuid-2001']);
  const page = await browser.newPage(runtime.url);
  // A browser that can read codes, and a camera that sees one at the third look.
  await page.addInitScript((digits) => {
    let looks = 0;
    window.BarcodeDetector = class {
      static getSupportedFormats = async () => ['code_128', 'itf', 'qr_code', 'aztec'];

      constructor({ formats }) {
        window.formats = formats;
      }

      async detect() {
        looks += 1;
        return looks < 3 ? [] : [{ rawValue: digits, format: 'code_128' }];
      }
    };
    const canvas = document.createElement('canvas');
    navigator.mediaDevices.getUserMedia = async (constraints) => {
      window.asked = constraints;
      canvas.getContext('2d').fillRect(0, 0, 10, 10);
      window.stream = canvas.captureStream();
      return window.stream;
    };
  }, code);
  await enterCoupons(page, EMAIL, '#cobrar');
  await focused(page, 'collect-code');
  const offered = page.byId('collect-camera');
  const words = await text(offered);
  await offered.click();
  await page.waitForURL(`**/app/cupones/#cobrar/${code}`);
  await focused(page, 'collect-tendered');
  await shows(page.byId('coupon-amount'), '$ 15.300,00');
  assert.equal(await text(offered), words);
  assert.deepEqual(await page.evaluate(() => window.formats.toSorted()), ['code_128', 'itf', 'qr_code']);
  assert.equal(await page.evaluate(() => window.stream.getTracks().every((track) => track.readyState === 'ended')), true);
  assert.equal(await page.locator('video.camera').isVisible(), false);

  // Refused, it says what to do, and the digits can still be typed.
  await page.evaluate(() => {
    navigator.mediaDevices.getUserMedia = async () => {
      throw new DOMException('no', 'NotAllowedError');
    };
  });
  await offered.click();
  await page.byId('camera-told').filter({ hasText: /\S/ }).waitFor();
  assert.equal(await text(offered), words);
  page.assertNoErrors();
});
