// The keys of the list of shortcuts: each is pressed, and does what the list says.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { focused, screenshot, startBrowser } from '../lib/browser.mjs';
import { freshRuntime } from '../lib/runtime.mjs';
import { confirm, noticed, open, signIn, speak, text, typeSale } from '../lib/till.mjs';

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

// What each key leads to. The list on the page has to name exactly these.
const LEADS_TO = {
  F1: (page) => focused(page, 'shortcuts-close'),
  F2: (page) => focused(page, 'sell-number'),
  F3: (page) => focused(page, 'slip-print'),
  F4: (page) => focused(page, 'inject-operator-Tigo'),
  F7: (page) => focused(page, 'cash-INGRESO'),
  F8: (page) => page.waitForURL('**/app/oficina/#historial'),
  F9: (page) => focused(page, 'count-200.00'),
  F10: (page) => focused(page, 'menu-close'),
};
const IN_FORMS = ['Enter', 'Tab', '← →', 'Esc'];

const listed = (page) => page.locator('.keys dt').allInnerTexts();

test('every key that is listed works, and none is missing from the list', async () => {
  const page = await browser.newPage(runtime.url);
  await signIn(page, 'gerente@kiosco.demo');
  await page.byId('open-submit').waitFor();
  await open(page, 'Caja 1', { '200.00': 1 });
  await typeSale(page, '76543210', '10');
  await confirm(page);
  await noticed(page, 'Recarga registrada');
  await page.keyboard.press('F1');
  assert.deepEqual(await listed(page), [...Object.keys(LEADS_TO), ...IN_FORMS]);
  await screenshot(page, 'shortcuts-wide');
  await page.keyboard.press('Escape');

  for (const [key, arrived] of Object.entries(LEADS_TO)) {
    await page.keyboard.press(key);
    await arrived(page);
    await page.keyboard.press('Escape');
    if (key === 'F8') {
      // The same keys lead back.
      await page.byId('operation').first().waitFor();
      await page.keyboard.press('F2');
      await focused(page, 'sell-number');
    }
  }

  // In forms: Enter goes on, Tab and Shift+Tab move, arrows choose, Escape closes and goes back to where one was.
  await page.keyboard.press('F2');
  await focused(page, 'sell-number');
  await page.keyboard.type('76543210');
  await page.keyboard.press('Enter');
  await focused(page, 'sell-amount');
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('ArrowRight');
  assert.ok(await page.byId('sell-operator-Entel').isChecked());
  await page.keyboard.press('Tab');
  await focused(page, 'sell-amount');
  await page.keyboard.type('5');
  await page.keyboard.press('Enter');
  await focused(page, 'confirm-yes');
  await page.keyboard.press('F4');
  assert.ok(await page.byId('confirm-yes').isVisible(), 'while something is asked, keys lead nowhere else');
  await page.keyboard.press('Escape');
  await page.byId('confirm-yes').waitFor({ state: 'hidden' });
  assert.equal(await page.byId('sell-amount').inputValue(), '5', 'what was typed stays');
  page.assertNoErrors();
});

test('a cashier’s list has no key for what a cashier may not do', async () => {
  const page = await browser.newPage(runtime.url);
  await signIn(page, 'ana@kiosco.demo');
  await page.byId('open-submit').waitFor();
  await open(page, 'Caja 2', { '200.00': 1 });
  await page.keyboard.press('F1');
  await focused(page, 'shortcuts-close');
  assert.deepEqual(await listed(page), [...Object.keys(LEADS_TO).filter((key) => key !== 'F4'), ...IN_FORMS]);
  await page.keyboard.press('Escape');
  await page.keyboard.press('F4');
  assert.equal(await page.byId('tab-sell').getAttribute('aria-current'), 'page');
  // Where nothing was sold yet there is no receipt.
  await page.keyboard.press('F3');
  assert.equal(await page.byId('slip-print').isVisible(), false);
  // The list speaks the page's language.
  await speak(page, 'pt');
  await page.keyboard.press('F1');
  assert.match(await text(page.byId('shortcuts')), /Atalhos de teclado/);
  page.assertNoErrors();
});
