// What goes wrong at a till: lost answers, a server that cannot tell, reloads, a login that ends, bad input. Nothing is sold twice, nothing is lost.
import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { until } from '../../scripts/lib/process.mjs';
import { focused, screenshot, startBrowser } from '../lib/browser.mjs';
import { as, login } from '../lib/client.mjs';
import { checkLedger } from '../lib/ledger.mjs';
import { demo, freshRuntime } from '../lib/runtime.mjs';
import { confirm, noticed, open, signIn, signOut, speak, text, typeSale } from '../lib/till.mjs';

const SALES = '**/recargas/cliente';
let runtime;
let browser;
let page;
let ana;

before(async () => {
  runtime = await freshRuntime({ assets: true });
  browser = await startBrowser();
  ana = await login(runtime.url, 'ana@kiosco.demo');
  page = await browser.newPage(runtime.url);
  await signIn(page, 'ana@kiosco.demo');
  await page.byId('open-submit').waitFor();
  await open(page, 'Caja 1', { '100.00': 1 });
});
after(async () => {
  await browser?.stop();
  await runtime?.stop();
});
afterEach(() => checkLedger(runtime.database));

const sold = async () => (await ana.get('/recargas/historial/clientes')).body.length;
const pendingGone = () => page.byId('pending-item').waitFor({ state: 'detached', timeout: 60_000 });
const stored = () => page.evaluate(() => Object.keys(localStorage).filter((name) => name.startsWith('ventanilla.pending.')));

/** Answers the next sales with `handle(route, attempt)`; afterwards `seen` has the key and body of each. */
async function interfere(handle) {
  const seen = [];
  await page.unroute(SALES);
  await page.route(SALES, async (route) => {
    seen.push({ key: route.request().headers()['idempotency-key'], body: route.request().postData() });
    await handle(route, seen.length);
  });
  return seen;
}
const cutAfter = async (route) => {
  await route.fetch();
  await route.abort('connectionreset');
};
function assertSameRequest(seen) {
  assert.match(seen[0].key, /^[0-9a-f-]{36}$/);
  for (const { key, body } of seen) assert.deepEqual({ key, body }, seen[0], 'asked again with the same key and body');
}

test('a double click sells once', async () => {
  const before = await sold();
  const seen = await interfere((route) => route.continue());
  await typeSale(page, '76543210', '10');
  await page.byId('confirm-yes').dblclick();
  await noticed(page, 'Recarga registrada');
  assert.equal(seen.length, 1);
  assert.equal(await sold(), before + 1);
});

test('an answer lost after the sale: to be confirmed, then resolved with the same key', async () => {
  const before = await sold();
  const seen = await interfere((route, attempt) => (attempt <= 2 ? cutAfter(route) : route.continue()));
  await typeSale(page, '76543210', '11');
  await confirm(page);
  await page.byId('pending-item').waitFor();
  assert.match(await text(page.byId('pending-item')), /Recarga Tigo 7654 3210 · Bs 11,00/);
  assert.equal((await stored()).length, 1);
  assert.equal(await page.byId('sell-amount').inputValue(), '', 'it is not there to be sent again');
  await screenshot(page, 'pending-wide');
  // Counting has to wait for it.
  await page.byId('tab-close').click();
  assert.ok(await page.byId('close-submit').isDisabled());
  assert.match(await text(page.byId('close-held-back')), /por confirmar/);
  await screenshot(page, 'close-held-back-wide');
  await page.byId('tab-sell').click();
  await pendingGone();
  await noticed(page, 'Recarga registrada', /Bs 11,00/);
  assert.ok(seen.length >= 3);
  assertSameRequest(seen);
  assert.equal(await sold(), before + 1);
  assert.deepEqual(await stored(), []);
});

test('a request that never arrived is done once it does', async () => {
  const before = await sold();
  const seen = await interfere((route, attempt) => (attempt === 1 ? route.abort('connectionfailed') : route.continue()));
  await typeSale(page, '71234567', '12');
  await confirm(page);
  await page.byId('pending-item').waitFor();
  assert.equal(await page.byId('offline').count(), 1);
  await screenshot(page, 'offline-wide');
  await page.byId('pending-ask').click();
  await pendingGone();
  await noticed(page, 'Recarga registrada', /Bs 12,00/);
  assertSameRequest(seen);
  assert.equal(await sold(), before + 1);
});

test('a server that cannot tell, fails, or is not ours: nothing of it is final', async () => {
  const before = await sold();
  const problem = (status, code) => ({ status, contentType: 'application/json', body: JSON.stringify({ statusCode: status, message: 'x', code }) });
  const odd = [
    problem(503, 'result_unknown'), problem(500, 'internal'), problem(409, 'idempotency_in_progress'), { status: 502, body: '<html>Bad gateway</html>' },
  ];
  const seen = await interfere((route, attempt) => (odd[attempt - 1] ? route.fulfill(odd[attempt - 1]) : route.continue()));
  await typeSale(page, '70012345', '13');
  await confirm(page);
  await page.byId('pending-item').waitFor();
  for (let asked = 1; asked < odd.length; asked += 1) {
    await until(() => seen.length >= asked, 10_000, 20);
    await page.byId('pending-ask').click();
  }
  await pendingGone();
  await noticed(page, 'Recarga registrada', /Bs 13,00/);
  assertSameRequest(seen);
  assert.equal(await sold(), before + 1);
});

test('a late refusal is told as well, and nothing was sold', async () => {
  const before = await sold();
  await interfere((route, attempt) => (attempt === 1 ? route.abort('connectionfailed') : route.continue()));
  await typeSale(page, '70012345', '5000');
  await confirm(page);
  await page.byId('pending-item').waitFor();
  await pendingGone();
  await noticed(page, 'No se registró', /Saldo insuficiente para la operadora Viva/);
  assert.equal(await sold(), before);
});

test('a reload in mid-request, and one while it is to be confirmed: it resolves all the same', async () => {
  const before = await sold();
  const holds = [];
  const seen = await interfere((route, attempt) => {
    if (attempt === 1) holds.push(route);
    else if (attempt === 2) return cutAfter(route);
    else return route.continue();
  });
  await typeSale(page, '76543210', '14');
  await confirm(page);
  await until(() => holds.length === 1);
  await page.reload();
  await page.byId('pending-item').waitFor();
  await until(() => seen.length >= 2, 10_000, 20);
  await page.reload();
  await page.byId('pending-item').waitFor();
  await pendingGone();
  assertSameRequest(seen);
  assert.equal(await sold(), before + 1);
  assert.deepEqual(await stored(), []);
});

test('two tabs of one till know of each other', async () => {
  await page.unroute(SALES);
  const other = await page.context().newPage();
  await other.goto('/app/');
  await other.locator('#sell-number').waitFor();
  const before = await sold();
  await typeSale(page, '76543210', '15');
  await confirm(page);
  await noticed(page, 'Recarga registrada');
  await until(async () => (await other.getByTestId('sale').count()) === before + 1, 10_000, 50);
  assert.equal(await sold(), before + 1);
  await signOut(page);
  await other.getByTestId('sign-in').waitFor();
  await other.close();
  await signIn(page, 'ana@kiosco.demo');
  await focused(page, 'sell-number');
});

test('while something is open nobody signs out; and under another name it is left alone', async () => {
  const before = await sold();
  const seen = await interfere((route) => route.abort('connectionfailed'));
  await focused(page, 'sell-number');
  await typeSale(page, '76543210', '18');
  await confirm(page);
  await page.byId('pending-item').waitFor();
  await page.byId('menu-open').click();
  assert.ok(await page.byId('sign-out').isDisabled());
  assert.match(await text(page.byId('sign-out-held-back')), /por confirmar/);
  await screenshot(page, 'menu-held-back-wide');
  await page.byId('menu-close').click();
  // The login ends all the same, as when the browser's data of another tab are gone, and somebody else signs in.
  await page.evaluate(() => localStorage.removeItem('ventanilla.login'));
  await page.clock.install();
  await signIn(page, 'luis@kiosco.demo');
  await page.byId('open-submit').waitFor();
  assert.match(await text(page.byId('pending-item')), /De ana: se resuelve cuando inicie sesión/);
  assert.equal(await page.byId('pending-ask').count(), 0);
  await screenshot(page, 'pending-of-another-wide');
  const asked = seen.length;
  await page.clock.fastForward(60_000);
  await page.byId('register-Caja 2').check({ force: true });
  assert.equal(seen.length, asked);
  await signOut(page);
  await page.unroute(SALES);
  await signIn(page, 'ana@kiosco.demo');
  await pendingGone();
  await noticed(page, 'Recarga registrada', /Bs 18,00/);
  assert.equal(await sold(), before + 1);
});

test('a login that ends under way: sign in again, and nothing typed is lost', async () => {
  const before = await sold();
  await page.byId('sell-number').fill('76543210');
  await page.byId('sell-amount').fill('16');
  const token = await page.evaluate(() => JSON.parse(localStorage.getItem('ventanilla.login')).access_token);
  assert.equal((await as(runtime.url, token).post('/auth/logout')).status, 204);
  await page.byId('sell-continue').click();
  await confirm(page);
  await page.byId('sign-in-again').waitFor();
  await focused(page, 'password-again');
  await screenshot(page, 'sign-in-again-wide');
  assert.deepEqual(await stored(), [], 'it was not done, and is not asked for behind the back');
  await page.keyboard.type('wrong');
  await page.keyboard.press('Enter');
  await until(async () => /incorrectos/.test(await page.byId('sign-in-again').innerText()));
  await page.byId('password-again').fill(demo.tenants[0].users.find(({ email }) => email === 'ana@kiosco.demo').password);
  await page.keyboard.press('Enter');
  await page.byId('sign-in-again').waitFor({ state: 'hidden' });
  assert.equal(await page.byId('sell-number').inputValue(), '76543210');
  assert.equal(await page.byId('sell-amount').inputValue(), '16');
  assert.equal(await sold(), before);
  await page.byId('sell-continue').click();
  await confirm(page);
  await noticed(page, 'Recarga registrada', /Bs 16,00/);
  assert.equal(await sold(), before + 1);
});

test('bad input is said beside its field, in the language of the page, and nothing is asked of the server', async () => {
  const seen = await interfere((route) => route.continue());
  await page.byId('sell-continue').click();
  await focused(page, 'sell-number');
  for (const id of ['sell-number', 'sell-operator', 'sell-amount']) assert.match(await text(page.byId(`${id}-error`)), /Complete este dato/, id);
  await screenshot(page, 'invalid-wide');
  for (const [number, amount, field, spanish, portuguese, english] of [
    ['2244000', '10', 'number', /faltan dígitos/, /faltam|Faltam/, /lacks digits/],
    ['22440000', '10', 'number', /teléfono fijo/, /fixo/, /landline/],
    ['7654x210', '10', 'number', /dígitos, espacios y guiones/, /dígitos/, /digits, spaces/],
    ['76543210', '0', 'amount', /mínimo/, /mínimo/, /least/],
    ['76543210', '1.234', 'amount', /dos maneras/, /duas maneiras/, /two ways/],
    ['76543210', 'abc', 'amount', /número/, /número/, /number/],
  ]) {
    await page.byId('sell-number').fill(number);
    await page.byId('sell-operator-Tigo').check({ force: true });
    await page.byId('sell-amount').fill(amount);
    await page.byId('sell-continue').click();
    const error = page.byId(`sell-${field}-error`);
    assert.match(await text(error), spanish);
    assert.equal(await page.byId(`sell-${field}`).getAttribute('aria-invalid'), 'true');
    await speak(page, 'pt');
    assert.match(await text(error), portuguese);
    await speak(page, 'en');
    assert.match(await text(error), english);
    assert.equal(await page.locator('html').getAttribute('lang'), 'en');
    await speak(page, 'es');
  }
  assert.equal(seen.length, 0);
  page.assertNoErrors();
});

test('a browser that stores nothing sends nothing', async () => {
  const before = await sold();
  const seen = await interfere((route) => route.continue());
  await page.evaluate(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
  });
  await page.byId('sell-number').fill('76543210');
  await page.byId('sell-amount').fill('17');
  await page.byId('sell-continue').click();
  await confirm(page);
  await noticed(page, 'No se registró', /no deja guardar/);
  assert.equal(seen.length, 0);
  assert.equal(await sold(), before);
});
