// Mobile credit in Venezuela, sold at the till like any other and delivered by the provider.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertAccessible } from '../lib/accessible.mjs';
import { NARROW, assertFits, focused, screenshot, smallTargets, startBrowser } from '../lib/browser.mjs';
import { checkLedger } from '../lib/ledger.mjs';
import { demo, freshRuntime } from '../lib/runtime.mjs';
import { confirm, noticed, open, shows, signIn, speak, stored, text, typeSale } from '../lib/till.mjs';

const PAY = '**/operation/use/pay';
const tenant = demo.tenants.find(({ name }) => name === 'Bodega Demo');
let runtime;
let browser;
before(async () => {
  runtime = await freshRuntime({ assets: true, tenants: [tenant] });
  browser = await startBrowser();
});
after(async () => {
  await checkLedger(runtime.database);
  await browser?.stop();
  await runtime?.stop();
});

/** A page at which Carmen can sell; her register is opened the first time. */
async function selling(options) {
  const page = await browser.newPage(runtime.url, { locale: 'es-VE', timezoneId: 'America/Caracas', ...options });
  await signIn(page, 'carmen@bodega.demo');
  await page.locator('#open-submit, #sell-number').first().waitFor();
  if (await page.locator('#open-submit').count()) await open(page, 'Caja 1', { '100.00': 5 });
  await focused(page, 'sell-number');
  return page;
}

const listed = (page) => page.byId('latest-payment');

test('sold by keyboard alone, with a receipt that is worth nothing in a demo shop', async () => {
  const page = await selling();
  await screenshot(page, 'credit-wide');
  assert.deepEqual(await page.locator('.operators .name').allInnerTexts(), ['Movistar', 'Movilnet', 'Digitel']);
  // There is no float to buy: what is sold is paid for at the provider.
  assert.equal(await page.byId('tab-inject').count(), 0);
  await page.keyboard.type('0424');
  await page.byId('sell-operator-suggested').waitFor();
  assert.ok(await page.byId('sell-operator-Movistar').isChecked());
  await shows(page.byId('sell-number-hint'), 'Faltan 7 dígitos.');
  await page.keyboard.type('5550099');
  await page.keyboard.press('Enter');
  await focused(page, 'sell-amount');
  await page.keyboard.type('150');
  await page.keyboard.press('Enter');
  await focused(page, 'confirm-yes');
  await shows(page.byId('confirm-amount'), 'Bs. 150,00');
  await shows(page.byId('confirm-number'), '0424-5550099');
  await shows(page.byId('confirm-service'), 'Movistar prepago');
  await confirm(page);
  await noticed(page, 'Pago hecho', /Movistar prepago 0424-5550099 · Bs. 150,00/);
  await focused(page, 'sell-number');
  await listed(page).first().waitFor();
  assert.match(await text(listed(page).first()), /Movistar prepago 0424-5550099 .* Bs. 150,00/);
  await page.keyboard.press('F3');
  await focused(page, 'slip-print');
  assert.match(await text(page.byId('slip')), /SIN VALOR[\s\S]*Bs\. 150,00[\s\S]*0424-5550099/);
  await page.keyboard.press('Escape');
  await assertAccessible(page, 'the till in Venezuela');
  page.assertNoErrors();
});

test('a number is of its operator, and what is wrong is said at once', async () => {
  const page = await selling();
  await page.byId('sell-operator-Digitel').check({ force: true });
  await page.byId('sell-number').fill('0416');
  assert.ok(await page.byId('sell-operator-Movilnet').isChecked(), 'the number decides');
  for (const [typed, words] of [
    ['0212', 'Es un teléfono fijo; escriba un número de celular.'],
    ['0414x', 'El número solo puede tener dígitos, espacios y guiones.'],
    ['041455500991', /dígitos/],
  ]) {
    await page.byId('sell-number').fill(typed);
    await page.locator('#sell-number[aria-invalid=true]').waitFor();
    const shown = await text(page.byId('sell-number-error'));
    if (typeof words === 'string') assert.equal(shown, words);
    else assert.match(shown, words);
  }
  await page.byId('sell-number').fill('0414555');
  await page.byId('sell-amount').fill('0');
  await page.byId('sell-continue').click();
  await page.locator('#sell-amount[aria-invalid=true]').waitFor();
  await page.locator('#sell-number[aria-invalid=true]').waitFor();
  assert.equal(await page.byId('confirm-yes').isVisible(), false);
  // Nothing at all: everything that is missing is said.
  await page.byId('sell-number').fill('');
  await page.byId('sell-amount').fill('');
  await page.reload();
  await focused(page, 'sell-number');
  await page.byId('sell-continue').click();
  await page.byId('sell-operator-error').filter({ hasText: /\S/ }).waitFor();
  page.assertNoErrors();
});

for (const [digits, tone, told, state] of [
  ['21', 'notice-open', /No pague de nuevo/, /camino/],
  ['02', 'notice-bad', /El cliente ya entregó Bs\. 20,00: devuélvaselo/, /no se hizo/],
]) {
  test(`what ends in ${digits} leads to its payment`, async () => {
    const page = await selling();
    await typeSale(page, `04145550${digits.padStart(3, '0')}`, '20');
    await confirm(page);
    await page.byId(tone).waitFor();
    assert.match(await text(page.byId('notice-detail')), told);
    // What was asked for is not asked for once more by another Enter.
    await focused(page, 'sell-number');
    assert.equal(await page.byId('sell-number').inputValue(), '');
    await page.byId('notice-payment').click();
    await page.waitForURL('**/app/servicios/#pagar/*');
    await page.byId('payment-title').filter({ hasText: state }).waitFor();
    page.assertNoErrors();
  });
}

test('an answer that is lost: nothing is sold twice', async () => {
  const page = await selling();
  await typeSale(page, '04125550098', '35');
  // It reaches the server; its answer does not come back.
  await page.route(PAY, async (route) => {
    await route.fetch();
    await route.abort();
  }, { times: 1 });
  await page.keyboard.press('Enter');
  await noticed(page, 'Pago hecho', /Digitel prepago 0412-5550098/);
  assert.deepEqual(await stored(page), []);
  const sold = await runtime.database.prepare("SELECT count(*) AS count FROM service_payment WHERE number = '04125550098'").first('count');
  assert.equal(sold, 1);
  page.assertNoErrors();
});

test('on a phone, and in English', async () => {
  const page = await selling({ viewport: NARROW });
  await assertFits(page);
  assert.deepEqual(await smallTargets(page), []);
  await screenshot(page, 'credit-narrow');
  await speak(page, 'en');
  await page.getByText('Sell a top-up').first().waitFor();
  await speak(page, 'es');
  page.assertNoErrors();
});
