// Several tabs of one browser and one person: no tab stays behind what another one did.
import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { focused, hold, refusal, startBrowser } from '../lib/browser.mjs';
import { login, newKey } from '../lib/client.mjs';
import { checkLedger } from '../lib/ledger.mjs';
import { freshRuntime } from '../lib/runtime.mjs';
import { anotherTab, confirm, count, noticed, open, signIn } from '../lib/till.mjs';

const OPENINGS = '**/cajas/abrir';
const SESSION = '**/cajas/sesion-activa/*';
const LUIS = 'luis@kiosco.demo';
let runtime;
let browser;
let luis;
let page;
before(async () => {
  runtime = await freshRuntime({ assets: true });
  browser = await startBrowser();
  luis = await login(runtime.url, LUIS);
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
