// What comes out of a receipt printer: one page of the paper's width, and nothing over its edges.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { until } from '../../scripts/lib/process.mjs';
import { focused, screenshot, startBrowser } from '../lib/browser.mjs';
import { login } from '../lib/client.mjs';
import { freshRuntime } from '../lib/runtime.mjs';
import { confirm, noticed, open, signIn, text, typeSale } from '../lib/till.mjs';

const MM_PER_PIXEL = 25.4 / 96;
// Print heads reach no further than this on either paper.
const MARGIN_MM = { 58: 4, 80: 3 };
let runtime;
let browser;
let page;
before(async () => {
  runtime = await freshRuntime({ assets: true });
  browser = await startBrowser();
  // The longest that a receipt may have: a header of several lines, a reference without a blank.
  const admin = await login(runtime.url, 'Administrador');
  const encabezado = 'Comercial Hermanos Quispe Mamani e Hijos S.R.L.\nNIT 1023456789012 · Av. Buenos Aires esq. Tumusla, Local 14-B\nLa Paz, Bolivia';
  assert.equal((await admin.patch('/configuracion', { encabezado_recibo: encabezado })).status, 200);
  page = await browser.newPage(runtime.url);
  await signIn(page, 'ana@kiosco.demo');
  await page.byId('open-submit').waitFor();
  await open(page, 'Caja 1', { '200.00': 1 });
  await typeSale(page, '76543210', '999,90');
  await confirm(page);
  await noticed(page, 'Recarga registrada');
});
after(async () => {
  await browser?.stop();
  await runtime?.stop();
});

/** The ink of a picture: its leftmost and rightmost column and its last row, in pixels. */
async function ink(png) {
  return page.evaluate(async (data) => {
    const image = new Image();
    image.src = `data:image/png;base64,${data}`;
    await image.decode();
    const canvas = new OffscreenCanvas(image.width, image.height);
    const context = canvas.getContext('2d');
    context.drawImage(image, 0, 0);
    const { data: pixels } = context.getImageData(0, 0, image.width, image.height);
    const found = { width: image.width, left: image.width, right: 0, bottom: 0 };
    for (let index = 0; index < pixels.length; index += 4) {
      if (pixels[index] > 200) continue;
      const column = (index / 4) % image.width;
      found.left = Math.min(found.left, column);
      found.right = Math.max(found.right, column);
      found.bottom = Math.floor(index / 4 / image.width);
    }
    return found;
  }, png.toString('base64'));
}

test('the receipt says what was sold, where, by whom and when, and takes the operator’s reference once', async () => {
  await page.byId('notice-receipt').click();
  await focused(page, 'slip-print');
  const slip = await text(page.byId('slip'));
  for (const said of [/Kiosco Demo/, /Hermanos Quispe/, /DEMO · SIN VALOR/, /Recarga registrada/, /Bs 999,90/, /N\.º \d+/, /Tigo/, /7654 3210/, /Caja 1/, /ana/]) assert.match(slip, said);
  await page.byId('slip-save-reference').click();
  assert.match(await text(page.byId('slip-reference-error')), /Complete este dato/);
  await page.byId('slip-reference').fill('REFERENCIA-SIN-ESPACIOS-00112233445566778');
  await page.byId('slip-save-reference').click();
  assert.match(await text(page.byId('slip-reference-error')), /40 caracteres/);
  await page.byId('slip-reference').fill('REFERENCIA-SIN-ESPACIOS-0011223344556677');
  await page.byId('slip-save-reference').click();
  await page.byId('slip').filter({ hasText: '0011223344556677' }).waitFor();
  assert.equal(await page.byId('slip-reference').count(), 0);
  await screenshot(page, 'receipt-with-reference-wide');
  // From the list, where it was before the reference was, it says the same.
  await page.keyboard.press('Escape');
  await until(async () => {
    await page.byId('sale-receipt').first().click();
    const has = /0011223344556677/.test(await text(page.byId('slip')));
    if (!has) await page.keyboard.press('Escape');
    return has;
  });
  assert.equal(await page.byId('slip-reference').count(), 0);
});

for (const width of [58, 80]) {
  test(`on paper of ${width} mm nothing runs over, and it is one page`, async () => {
    await page.byId(`paper-${width}`).check({ force: true });
    await page.evaluate(() => {
      window.print = () => {
        window.sheet = [...document.styleSheets[0].cssRules].find((rule) => rule.cssText.startsWith('@page')).cssText;
        window.dispatchEvent(new Event('afterprint'));
      };
    });
    await page.byId('slip-print').click();
    const [, paperWidth, height] = (await page.evaluate(() => window.sheet)).match(/size: (\d+)mm (\d+)mm/).map(Number);
    assert.equal(paperWidth, width);
    assert.equal(await page.evaluate(() => [...document.styleSheets[0].cssRules].some((rule) => rule.cssText.startsWith('@page'))), false, 'the rule is gone after printing');

    const before = page.viewportSize();
    await page.emulateMedia({ media: 'print' });
    await page.setViewportSize({ width: Math.floor(width / MM_PER_PIXEL), height: Math.floor(height / MM_PER_PIXEL) });
    const over = await page.evaluate(() =>
      [...document.querySelectorAll('.printed *')].filter((element) => element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0).map((element) => element.textContent));
    assert.deepEqual(over, []);
    const picture = await page.screenshot({ path: `target/screenshots/paper-${width}.png` });
    const pdf = await page.pdf({ width: `${width}mm`, height: `${height}mm`, printBackground: true });
    await page.emulateMedia({ media: 'screen' });
    await page.setViewportSize(before);
    const { width: pixels, left, right, bottom } = await ink(picture);
    const margin = MARGIN_MM[width] / MM_PER_PIXEL;
    assert.ok(left >= margin && right <= pixels - margin, `ink from ${left} to ${right} of ${pixels} pixels`);
    assert.ok(bottom > 100 && bottom < height / MM_PER_PIXEL, 'the last line is on the paper');
    assert.equal(pdf.toString('latin1').match(/\/Type \/Page\b/g).length, 1);
  });
}

test('a receipt can be printed again, and the paper’s width is remembered', async () => {
  await page.keyboard.press('Escape');
  await page.reload();
  await page.byId('sale').first().waitFor();
  await page.byId('sale-receipt').first().click();
  await focused(page, 'slip-print');
  assert.match(await text(page.byId('slip')), /0011223344556677/);
  assert.ok(await page.byId('paper-80').isChecked());
  page.assertNoErrors();
});
