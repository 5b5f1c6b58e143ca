// Coupons as a cashier has them: made, printed, scanned wherever the focus is, collected once, by keyboard alone.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { NARROW, assertFits, focused, overflowing, screenshot, smallTargets, startBrowser } from '../lib/browser.mjs';
import { login, newKey } from '../lib/client.mjs';
import { couponsPage, enterCoupons, goTo, makeCoupon, openRegister, scan } from '../lib/coupons.mjs';
import { demo, freshRuntime } from '../lib/runtime.mjs';
import { confirm, noticed, shows, signIn, text } from '../lib/till.mjs';

const COLLECT = '**/cobrar';
let runtime;
let browser;
let ana;
let marta;
before(async () => {
  runtime = await freshRuntime({ assets: true });
  browser = await startBrowser();
  ana = await login(runtime.url, 'ana@kiosco.demo');
  await openRegister(ana, 'Caja 1');
  marta = await login(runtime.url, 'marta@cooperativa.demo', { tenant: demo.tenants.find(({ name }) => name === 'Cooperativa Demo') });
  await openRegister(marta, 'Caja Central 1');
});
after(async () => {
  await browser?.stop();
  await runtime?.stop();
});

test('generated, printed, scanned in a search box, collected: by keyboard alone', async () => {
  const page = await browser.newPage(runtime.url);
  await enterCoupons(page, 'ana@kiosco.demo', '#generar');
  await focused(page, 'issue-customer');
  await page.keyboard.type('jua', { delay: 60 });
  await page.byId('issue-customer-0').waitFor();
  await page.keyboard.press('Enter');

  // All are picked; the last one is taken out.
  await focused(page, 'issue-invoice-0');
  await shows(page.byId('issue-total'), 'Bs 279,50');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await focused(page, 'issue-invoice-2');
  await page.keyboard.press('Space');
  await shows(page.byId('issue-total'), 'Bs 239,50');
  await screenshot(page, 'coupons-issue');
  await page.keyboard.press('Enter');
  await confirm(page);

  // As it is printed.
  await focused(page, 'slip-print');
  const slip = page.byId('slip');
  const digits = (await text(slip)).match(/\d{4} \d{6} \d{8} \d/)[0].replaceAll(' ', '');
  assert.match(await text(slip), /DEMO · SIN VALOR/);
  assert.match(await text(slip), /Factura 2001 Bs 150,00/);
  assert.equal(await slip.locator('svg').count(), 2);
  await page.locator('label:has(#paper-page)').click();
  await screenshot(page, 'coupons-print-page');
  const before = await slip.locator('svg').first().innerHTML();
  await page.locator('label:has(#bars-itf)').click();
  assert.notEqual(await slip.locator('svg').first().innerHTML(), before);
  await page.locator('label:has(#paper-58)').click();
  await screenshot(page, 'coupons-print-58');
  await page.keyboard.press('Escape');
  await focused(page, 'issue-customer');

  // Scanned while somebody looks for a customer.
  await goTo(page, '#clientes');
  await focused(page, 'customers-search');
  await page.keyboard.type('ros', { delay: 150 });
  await scan(page, digits);
  await page.byId('coupon').waitFor();
  assert.equal(await text(page.byId('coupon-amount')), 'Bs 239,50');
  assert.equal(await text(page.byId('coupon-customer')).then((words) => words.includes('Juana')), true);
  await focused(page, 'collect-tendered');
  await page.keyboard.type('200', { delay: 60 });
  await shows(page.byId('collect-tendered-error'), 'Faltan Bs 39,50.');
  await page.byId('collect-tendered').fill('300');
  await shows(page.byId('collect-change'), 'Bs 60,50');
  await screenshot(page, 'coupons-collect');
  await page.keyboard.press('Enter');
  await focused(page, 'confirm-yes');
  assert.equal(await text(page.byId('confirm-change')), 'Bs 60,50');
  await page.keyboard.press('Enter');
  await page.byId('collected').waitFor();
  await focused(page, 'collect-print');
  assert.match(await text(page.byId('collected-receipt')), /^\d{4}-\d{8}$/);
  assert.equal(await text(page.byId('collected-change')), 'Bs 60,50');
  await screenshot(page, 'coupons-collected');
  await page.keyboard.press('Enter');
  await focused(page, 'slip-print');
  assert.match(await text(page.byId('slip')), /Vuelto Bs 60,50/);
  await page.keyboard.press('Escape');

  // Scanned once more: it says when and by which receipt, and offers no way to collect.
  await scan(page, digits);
  await page.byId('coupon-state').filter({ hasText: /^Cobrado el \d\d\/\d\d\/\d{4}, recibo 0001-\d{8}$/ }).waitFor();
  assert.equal(await page.byId('collect-continue').count(), 0);
  page.assertNoErrors();
});

test('a wrong digit is told while it is typed', async () => {
  const page = await browser.newPage(runtime.url);
  await enterCoupons(page, 'ana@kiosco.demo');
  await focused(page, 'collect-code');
  const box = page.byId('collect-code');
  await box.fill('0001');
  await shows(page.byId('collect-code-hint'), '4 de 19 dígitos');
  await box.fill('0001O56789');
  await page.byId('collect-code-error').filter({ hasText: 'Dígito 5:' }).waitFor();
  assert.equal(await text(page.locator('.digits mark')), 'O');
  await box.fill('0001056789202601272');
  await page.byId('collect-code-error').filter({ hasText: 'Dígito 19:' }).waitFor();
  await box.fill('00001056789202601274');
  await page.byId('collect-code-error').filter({ hasText: 'Dígito' }).waitFor({ state: 'detached' });
  await page.keyboard.press('Enter');
  await page.byId('collect-refused').waitFor();
  await focused(page, 'collect-code');
  page.assertNoErrors();
});

test('a lost answer is to be confirmed, and collects once', async () => {
  const code = await makeCoupon(ana, 102, ['fac-bo-102-1']);
  const page = await browser.newPage(runtime.url);
  await enterCoupons(page, 'ana@kiosco.demo', `#cobrar/${code}`);
  await focused(page, 'collect-tendered');
  const keys = [];
  await page.route(COLLECT, async (route) => {
    keys.push(route.request().headers()['idempotency-key']);
    await route.fetch();
    await route.abort('connectionreset');
  });
  await page.keyboard.press('Enter');
  await confirm(page);
  await page.byId('pending-item').waitFor();
  await page.byId('collect-pending').waitFor();
  assert.equal(await page.byId('collect-continue').count(), 0);
  await page.unroute(COLLECT);
  page.on('request', (request) => request.url().endsWith('/cobrar') && keys.push(request.headers()['idempotency-key']));
  await page.byId('collected').waitFor({ timeout: 60_000 });
  assert.equal(new Set(keys).size, 1);
  const { body } = await ana.get(`/portal/cupones/${code}`);
  assert.equal(body.data.estado, 'used');
  page.assertNoErrors();
});

test('nothing is sent while there is no network', async () => {
  const code = await makeCoupon(ana, 102, ['fac-bo-102-2']).catch(() => undefined);
  // The same customer has one coupon a day and branch unless the first is gone: that one was collected above.
  assert.ok(code);
  const page = await browser.newPage(runtime.url);
  await enterCoupons(page, 'ana@kiosco.demo', `#cobrar/${code}`);
  await focused(page, 'collect-tendered');
  await page.keyboard.press('Enter');
  await focused(page, 'confirm-yes');
  await page.context().setOffline(true);
  await page.byId('confirm-offline').filter({ hasText: 'no se envía nada' }).waitFor();
  let sent = 0;
  page.on('request', (request) => request.url().endsWith('/cobrar') && (sent += 1));
  await page.keyboard.press('Enter');
  assert.equal(sent, 0);
  await page.context().setOffline(false);
  page.assertNoErrors();
});

test('scanned at the till, it is collected at its page; without an open register it says so', async () => {
  const code = await makeCoupon(ana, 103, ['fac-bo-103-1']);
  const page = await browser.newPage(runtime.url);
  await signIn(page, 'ana@kiosco.demo');
  await focused(page, 'sell-number');
  await page.locator('.sales').waitFor();
  await scan(page, code);
  await page.waitForURL(`**/app/cupones/#cobrar/${code}`);
  await focused(page, 'collect-tendered');

  const other = await browser.newPage(runtime.url, { viewport: NARROW });
  await enterCoupons(other, 'luis@kiosco.demo', `#cobrar/${code}`);
  await other.byId('collect-needs-session').waitFor();
  await focused(other, 'collect-tendered');
  assert.equal(await other.locator('#collect-tendered').getAttribute('href'), '/app/');
  await screenshot(other, 'coupons-needs-session-360');

  // Cancelled with a reason, from the list of the customer.
  await goTo(page, '#cupones/103');
  await page.byId('list-cancel').click();
  await focused(page, 'cancel-reason');
  await page.keyboard.type('Otro plazo', { delay: 60 });
  await page.keyboard.press('Enter');
  await confirm(page);
  await noticed(page, 'Cupón cancelado');
  await page.byId('coupon-row').filter({ hasText: 'Cancelado' }).waitFor();
  await page.byId('chip-pending').click();
  await page.byId('list-none').waitFor();
  page.assertNoErrors();
  other.assertNoErrors();
});

test('only the coupon that was looked up is collected, even where its digits are another one\'s by now', async () => {
  // The same digits again: the same customer, branch and day, once the coupon before is gone.
  const code = await makeCoupon(marta, 123, ['uuid-1235']);
  const page = await browser.newPage(runtime.url);
  await enterCoupons(page, 'marta@cooperativa.demo', `#cobrar/${code}`);
  await focused(page, 'collect-tendered');
  await shows(page.byId('coupon-amount'), '$ 2.500,50');
  const bodies = [];
  page.on('request', (request) => request.url().endsWith('/cobrar') && bodies.push(request.postDataJSON()));
  const { body: seen } = await marta.get(`/portal/cupones/${code}`);
  const cancelled = await marta.post(`/portal/cupones/${code}/cancelar`, { motivo: 'Otro monto', cupon_id: seen.data.cupon_id }, { key: newKey() });
  assert.equal(cancelled.status, 200, cancelled.text);
  assert.equal(await makeCoupon(marta, 123, ['uuid-1236']), code);

  await page.keyboard.press('Enter');
  await focused(page, 'confirm-yes');
  await shows(page.byId('confirm-amount'), '$ 2.500,50');
  await page.keyboard.press('Enter');
  await page.byId('notice-bad').waitFor();
  assert.match(await text(page.byId('notice-detail')), /^Cupón cancelado/);
  assert.equal(bodies[0].cupon_id, seen.data.cupon_id);
  // Nothing was collected, and the one that has the digits now is shown, with its own amount.
  assert.equal((await marta.get(`/portal/cupones/${code}`)).body.data.estado, 'pending');
  await shows(page.byId('coupon-amount'), '$ 799,99');
  await focused(page, 'collect-tendered');
  await page.keyboard.press('Enter');
  await confirm(page);
  await page.byId('collected').waitFor();
  assert.equal(await text(page.byId('collected-amount')), '$ 799,99');
  await noticed(page, 'Cupón cobrado', /799,99$/);
  page.assertNoErrors();
});

test('sums of thousands are one touch away and read as what they say', async () => {
  const code = await makeCoupon(marta, 56789, ['uuid-2001']);
  const page = await browser.newPage(runtime.url);
  await enterCoupons(page, 'marta@cooperativa.demo', `#cobrar/${code}`);
  await focused(page, 'collect-tendered');
  await shows(page.byId('coupon-amount'), '$ 15.300,00');
  const sums = page.byId('collect-quick');
  const count = await sums.count();
  assert.ok(count > 0);
  for (let index = 0; index < count; index += 1) {
    const said = await text(sums.nth(index));
    await sums.nth(index).click();
    await focused(page, 'collect-continue');
    const typed = await page.byId('collect-tendered').inputValue();
    assert.equal(typed, said.replaceAll('.', ''));
    const change = (Number(typed) - 15_300).toLocaleString('es-AR', { minimumFractionDigits: 2, useGrouping: 'always' });
    await shows(page.byId('collect-change'), `$ ${change}`);
    assert.equal(await page.byId('collect-tendered').getAttribute('data-wrong'), 'false');
  }
  await page.keyboard.press('Enter');
  await confirm(page);
  await page.byId('collected').waitFor();
  page.assertNoErrors();
});

test('everything has its room at 360 px', async () => {
  const code = await makeCoupon(ana, 104, ['fac-bo-104-1']);
  const page = await browser.newPage(runtime.url, { viewport: NARROW });
  await enterCoupons(page, 'ana@kiosco.demo', `#cobrar/${code}`);
  const places = [
    [`#cobrar/${code}`, 'coupon'],
    ['#generar/104', 'issue-total'],
    ['#cupones/104', 'coupon-row'],
    ['#clientes', 'customers'],
    ['#clientes/104', 'invoices'],
    ['#clientes/nuevo', 'customer-save'],
    ['#lector', 'scanner-test'],
  ];
  for (const [hash, ready] of places) {
    await goTo(page, hash);
    await page.byId(ready).first().waitFor();
    await assertFits(page);
    assert.deepEqual(await overflowing(page), [], hash);
    assert.deepEqual(await smallTargets(page), [], hash);
    await screenshot(page, `coupons-360-${hash.replaceAll(/\W+/g, '-')}`);
  }
  page.assertNoErrors();
});

test('what a slow scanner types is seen, and its settings are used', async () => {
  const slow = { gap_ms: 80 };
  const code = '0001056789202601274';
  const page = await browser.newPage(runtime.url);
  await enterCoupons(page, 'ana@kiosco.demo', '#lector');
  await focused(page, 'scanner-test');
  await scan(page, code, slow);
  await page.byId('scanner-report').waitFor();
  assert.match(await text(page.byId('scanner-arrived')), /0001056789202601274/);
  await screenshot(page, 'coupons-scanner');
  await page.byId('scanner-use').click();
  await page.byId('scanner-said').filter({ hasText: 'guardados' }).waitFor();
  assert.match(await text(page.byId('scanner-recognised')), /cupón del cliente 56789/);

  // From then on it is heard wherever the focus is, and nothing of it stays where it was typed.
  await goTo(page, '#clientes');
  await focused(page, 'customers-search');
  await scan(page, code, slow);
  await page.waitForURL(`**/app/cupones/#cobrar/${code}`);
  await page.byId('collect-refused').waitFor();
  page.assertNoErrors();
});

test('the menu leads here, and the page back', async () => {
  const page = await browser.newPage(runtime.url);
  await signIn(page, 'ana@kiosco.demo');
  await focused(page, 'sell-number');
  await page.keyboard.press('F10');
  await focused(page, 'menu-close');
  await page.getByRole('link', { name: 'Cupones de pago' }).click();
  await page.waitForURL(`**${couponsPage()}`);
  await focused(page, 'collect-code');
  await page.byId('to-till').click();
  await focused(page, 'sell-number');
  page.assertNoErrors();
});
