// Several tabs of one browser and one person: each request is told once, each refusal is seen, and no tab stays behind what another one did.
import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { until } from '../../scripts/lib/process.mjs';
import { focused, hold, refusal, startBrowser } from '../lib/browser.mjs';
import { login, newKey } from '../lib/client.mjs';
import { checkLedger } from '../lib/ledger.mjs';
import { freshRuntime } from '../lib/runtime.mjs';
import { anotherTab, atWork, confirm, count, noticed, open, signIn, storeRefused, stored, text, typeSale } from '../lib/till.mjs';

const SALES = '**/recargas/cliente';
const OPENINGS = '**/cajas/abrir';
const SESSION = '**/cajas/sesion-activa/*';
const FLOATS = '/recargas/operadoras/saldos';
const ANA = 'ana@kiosco.demo';
const LUIS = 'luis@kiosco.demo';
let runtime;
let browser;
let ana;
let luis;
let page;
before(async () => {
  runtime = await freshRuntime({ assets: true });
  browser = await startBrowser();
  [ana, luis] = [await login(runtime.url, ANA), await login(runtime.url, LUIS)];
});
afterEach(async () => {
  await page.context().close();
  await closeOf(luis);
  await checkLedger(runtime.database);
});
after(async () => {
  await browser?.stop();
  await runtime?.stop();
});

const sold = async () => (await ana.get('/recargas/historial/clientes')).body.length;
const sessionOf = async (user) => (await user.get(`/cajas/sesion-activa/${user.user.id}`)).body;
/** Closes whatever register the user has open. */
async function closeOf(user) {
  const { id } = await sessionOf(user);
  if (id) assert.equal((await user.patch(`/cajas/sesion/${id}/cerrar`, { conteo: { '100.00': 1 } }, { key: newKey() })).status, 200);
}
/** Luis, who has no register open, at the page that opens one. */
async function opening() {
  page = await browser.newPage(runtime.url);
  await signIn(page, LUIS);
  await page.byId('open-submit').waitFor();
  return page;
}
/** Chooses a register and what is in it, and says yes. */
async function sendOpening(register) {
  await page.byId(`register-${register}`).check({ force: true });
  await count(page, { '100.00': 1 });
  await page.byId('open-submit').click();
  await confirm(page);
}
/** One more exchange with the server: whatever was answered before it has been taken note of. */
async function exchanged(at) {
  const read = at.waitForResponse((response) => response.url().endsWith(FLOATS));
  await at.evaluate(() => window.dispatchEvent(new Event('online')));
  await read;
}
const about = (at) => text(at.byId('notice-about'));

test('refusals that wait to be told: not in a tab that nobody looks at, and not over one that is being read', async () => {
  page = await atWork(await browser.newPage(runtime.url));
  // It tells of the opening.
  if (await page.byId('notice-close').count()) await page.byId('notice-close').click();
  const other = await anotherTab(page, '#sell-number');
  const look = (isHidden) => other.evaluate((hidden) => {
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => hidden });
    document.dispatchEvent(new Event('visibilitychange'));
  }, isHidden);
  await look(true);
  // Whenever a tab has heard of another one's doing, it reads the floats again.
  let heard = 0;
  other.on('response', (response) => response.url().endsWith(FLOATS) && (heard += 1));
  for (const amount of [31, 32, 33]) await storeRefused(page, ana, amount);
  await until(() => heard >= 3, 10_000);
  assert.equal(await other.byId('notice-title').count(), 0);
  assert.equal(await other.byId('pending-item').count(), 3);
  assert.equal((await stored(page)).length, 3);
  await look(false);
  await noticed(other, 'No se registró', /Saldo insuficiente/);
  assert.match(await about(other), /Bs 31,00/);
  // The first tab is looked at as well: it tells the next one. The one that is left waits for somebody to ask.
  heard = 0;
  await noticed(page, 'No se registró', /Saldo insuficiente/);
  assert.match(await about(page), /Bs 32,00/);
  await until(() => heard >= 1, 10_000);
  await exchanged(other);
  assert.match(await about(other), /Bs 31,00/);
  assert.match(await about(page), /Bs 32,00/);
  assert.equal((await stored(page)).length, 1);
  await other.byId('pending-ask').click();
  await until(async () => /Bs 33,00/.test(await about(other)), 10_000);
  assert.deepEqual(await stored(page), []);
  page.assertNoErrors();
});

test('a register that is opened and closed in one tab is so in the other', async () => {
  await opening();
  const other = await anotherTab(page, '#open-submit');
  await open(page, 'Caja 2', { '100.00': 1 });
  await other.locator('#sell-number').waitFor();
  await page.byId('tab-close').click();
  await count(page, { '100.00': 1 });
  await page.byId('close-submit').click();
  await confirm(page);
  await page.byId('closed').waitFor();
  await other.locator('#open-submit').waitFor();
  page.assertNoErrors();
});

test('a register that another till has opened: the refusal says so, and the page goes on with it', async () => {
  await opening();
  const register = (await luis.get('/cajas')).body.find(({ nombre }) => nombre === 'Caja 2');
  assert.equal((await luis.post('/cajas/abrir', { id_caja: register.id, conteo: { '100.00': 1 } }, { key: newKey() })).status, 201);
  await sendOpening('Caja Norte');
  await page.locator('#sell-number').waitFor();
  await noticed(page, 'No se registró');
  page.assertNoErrors();
});

test('an opening whose answer comes after another tab has told of it: the register is open here as well', async () => {
  await opening();
  await page.route(OPENINGS, async (route) => {
    await route.fetch();
    await route.fulfill(refusal(503, 'result_unknown', 'x'));
  }, { times: 1 });
  await sendOpening('Caja 2');
  await page.byId('pending-item').waitFor();
  const question = await hold(page, OPENINGS);
  await question.has;
  await page.evaluate(() => Object.keys(localStorage).filter((name) => name.startsWith('ventanilla.pending.')).forEach((name) => localStorage.removeItem(name)));
  question.release();
  await page.locator('#sell-number').waitFor();
  assert.equal(await page.byId('notice-title').count(), 0);
  page.assertNoErrors();
});

test('a reading of the session that is older than an opening changes nothing', async () => {
  await opening();
  await page.route(OPENINGS, (route) => route.fulfill(refusal(404, 'session_not_found', 'x')), { times: 1 });
  const reading = await hold(page, SESSION, { isAsked: true });
  await sendOpening('Caja 2');
  await noticed(page, 'No se registró');
  await reading.has;
  await page.byId('open-submit').click();
  await confirm(page);
  await focused(page, 'sell-number');
  const read = page.waitForResponse(SESSION);
  reading.release();
  await read;
  await page.byId('menu-open').click();
  await page.byId('menu-close').click();
  assert.equal(await page.locator('#sell-number').count(), 1);
  assert.equal(await page.byId('open-submit').count(), 0);
  page.assertNoErrors();
});

test('one question about a request at a time: what is refused is not done behind the refusal', async () => {
  page = await atWork(await browser.newPage(runtime.url));
  const before = await sold();
  let asked = 0;
  page.on('request', (request) => request.url().endsWith('/recargas/cliente') && (asked += 1));
  await page.route(SALES, (route) => route.abort('connectionfailed'), { times: 1 });
  await typeSale(page, '76543210', '34');
  await confirm(page);
  await page.byId('pending-item').waitFor();
  const question = await hold(page, SALES);
  await question.has;
  await page.byId('pending-ask').click();
  await exchanged(page);
  assert.equal(asked, 2);
  question.release(refusal(400, 'float_insufficient', 'Saldo insuficiente para la operadora Tigo. Saldo actual: 1.00'));
  await noticed(page, 'No se registró', /Saldo insuficiente/);
  await exchanged(page);
  assert.equal(asked, 2);
  assert.equal(await sold(), before);
  assert.deepEqual(await stored(page), []);
  page.assertNoErrors();
});

test('a refusal that comes late for what another tab has settled is not stored again', async () => {
  page = await atWork(await browser.newPage(runtime.url));
  await page.route(SALES, (route) => route.abort('connectionfailed'), { times: 1 });
  await typeSale(page, '76543210', '35');
  await confirm(page);
  await page.byId('pending-item').waitFor();
  const question = await hold(page, SALES);
  await question.has;
  const other = await page.context().newPage();
  await other.goto('/salud');
  await other.evaluate(() => {
    localStorage.removeItem('ventanilla.login');
    Object.keys(localStorage).filter((name) => name.startsWith('ventanilla.pending.')).forEach((name) => localStorage.removeItem(name));
  });
  await page.byId('sign-in').waitFor();
  const answered = page.waitForResponse(SALES);
  question.release(refusal(400, 'float_insufficient', 'x'));
  await answered;
  // A sign-in is one more exchange with the server.
  await page.locator('#email').fill(ANA);
  await page.locator('#password').fill('x');
  await page.byId('sign-in').click();
  await page.byId('sign-in-error').filter({ hasText: /\S/ }).waitFor();
  assert.deepEqual(await stored(page), []);
  page.assertNoErrors();
});
