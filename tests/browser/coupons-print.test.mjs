// The coupon as a receipt printer gets it: the real page at 203 dpi, read by zbar, which shares no code with it.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { project } from '../../scripts/lib/project.mjs';
import { focused, startBrowser } from '../lib/browser.mjs';
import { login } from '../lib/client.mjs';
import { enterCoupons, makeCoupon, openRegister } from '../lib/coupons.mjs';
import { freshRuntime } from '../lib/runtime.mjs';

const MM_PER_PIXEL = 25.4 / 96;
// A thermal head has 8 dots to the millimetre, which is called 203 dpi.
const DOTS_PER_PIXEL = 8 * MM_PER_PIXEL;

let runtime;
let browser;
let page;
let code;
before(async () => {
  runtime = await freshRuntime({ assets: true });
  browser = await startBrowser();
  const ana = await login(runtime.url, 'ana@kiosco.demo');
  await openRegister(ana, 'Caja 1');
  code = await makeCoupon(ana, 103, ['fac-bo-103-1']);
  page = await browser.newPage(runtime.url, { deviceScaleFactor: DOTS_PER_PIXEL });
  await page.addInitScript(() => {
    window.print = () => {
      window.sheet = [...document.styleSheets[0].cssRules].find((rule) => rule.cssText.startsWith('@page')).cssText;
      window.dispatchEvent(new Event('afterprint'));
    };
  });
  await enterCoupons(page, 'ana@kiosco.demo', '#cupones/103');
  await page.byId('list-print').first().click();
  await focused(page, 'slip-print');
});
after(async () => {
  await browser?.stop();
  await runtime?.stop();
});

/** What zbar reads of the sheet that is printed on that paper: lines such as `CODE-128:0001…`. */
async function read(paper, bars, name) {
  for (const choice of [`paper-${paper}`, `bars-${bars}`]) {
    await page.locator(`label:has(#${choice})`).click();
    await page.locator(`#${choice}:checked`).waitFor({ state: 'attached' });
  }
  await page.byId('slip-print').click();
  const sheet = await page.evaluate(() => window.sheet);
  const [, width_mm, height_mm] = sheet.match(/size: (\d+)mm (\d+)mm/)?.map(Number) ?? [null, 210, 297];
  if (paper !== 'page') assert.equal(width_mm, Number(paper));
  const screen = page.viewportSize();
  await page.emulateMedia({ media: 'print' });
  await page.setViewportSize({ width: Math.round(width_mm / MM_PER_PIXEL), height: Math.round(height_mm / MM_PER_PIXEL) });
  const folder = join(project, 'target/screenshots');
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${name}.png`);
  await page.screenshot({ path });
  await page.emulateMedia({ media: 'screen' });
  await page.setViewportSize(screen);
  return execFileSync('zbarimg', ['--quiet', path], { encoding: 'utf8' }).trim().split('\n').sort();
}

for (const paper of ['58', '80', 'page']) {
  test(`on ${paper === 'page' ? 'a page' : `paper of ${paper} mm`}: Code 128 and the square say the 19 digits`, async () => {
    assert.deepEqual(await read(paper, '128', `coupon-${paper}-code128`), [`CODE-128:${code}`, `QR-Code:${code}`]);
  });

  test(`on ${paper === 'page' ? 'a page' : `paper of ${paper} mm`}: Interleaved 2 of 5 says them behind a zero`, async () => {
    assert.deepEqual(await read(paper, 'itf', `coupon-${paper}-itf`), [`I2/5:0${code}`, `QR-Code:${code}`]);
  });
}
