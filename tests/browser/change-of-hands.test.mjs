// One browser, several tabs and several people: nothing of one is lost to another, shown to another, or done behind anybody's back.
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { until } from '../../scripts/lib/process.mjs';
import { focused, hold, refusal, screenshot, startBrowser } from '../lib/browser.mjs';
import { as, call, login } from '../lib/client.mjs';
import { checkLedger } from '../lib/ledger.mjs';
import { demo, freshRuntime } from '../lib/runtime.mjs';
import { anotherTab, atWork, confirm, noticed, signIn, signOut, storeRefused, stored as storedIn, text, typeSale } from '../lib/till.mjs';

const SALES = '**/recargas/cliente';
const ANA = 'ana@kiosco.demo';
const LUIS = 'luis@kiosco.demo';
let runtime;
let browser;
let ana;
let page;
before(async () => {
  runtime = await freshRuntime({ assets: true });
  browser = await startBrowser();
  ana = await login(runtime.url, ANA);
});
beforeEach(async () => {
  page = await atWork(await browser.newPage(runtime.url));
});
afterEach(async () => {
  await page.context().close();
  await checkLedger(runtime.database);
});
after(async () => {
  await browser?.stop();
  await runtime?.stop();
});

const sold = async () => (await ana.get('/recargas/historial/clientes')).body.length;
const stored = () => storedIn(page);
/** What this tab keeps of what is being typed; whose it is stands beside it. */
const typedInTab = () => page.evaluate(() => Object.keys(sessionStorage).filter((name) => name.startsWith('ventanilla.draft.') && name !== 'ventanilla.draft.user'));
/** The login ends in another tab, which is then closed: it has heard nothing of that itself, and would go on. */
async function endLogin(other) {
  await other.evaluate(() => localStorage.removeItem('ventanilla.login'));
  await other.close();
}

const secondTab = () => anotherTab(page, '#sell-number');

test('a sale on its way in one tab holds back signing out in the other', async () => {
  const before = await sold();
  const other = await secondTab();
  await other.byId('menu-open').click();
  const sale = await hold(page, SALES);
  await typeSale(page, '76543210', '10');
  await confirm(page);
  await sale.has;
  await other.byId('sign-out').click();
  await other.byId('sign-out-held-back').filter({ hasText: 'por confirmar' }).waitFor();
  assert.ok(await other.byId('sign-out').isDisabled());
  assert.equal(await other.byId('sign-in').count(), 0);
  sale.release();
  await noticed(page, 'Recarga registrada', /Bs 10,00/);
  await until(async () => other.byId('sign-out').isEnabled(), 20_000, 50);
  assert.equal(await sold(), before + 1);
  assert.deepEqual(await stored(), []);
  page.assertNoErrors();
});

test('a sale on its way in one tab holds back the closing that the other has reviewed', async () => {
  const other = await secondTab();
  await other.byId('tab-close').click();
  await other.locator('[data-testid="count-100.00"]:visible').fill('1');
  await other.byId('close-submit').click();
  await focused(other, 'confirm-yes');
  const sale = await hold(page, SALES);
  await typeSale(page, '76543210', '11');
  await confirm(page);
  await sale.has;
  await other.byId('confirm-yes').click();
  await other.byId('close-held-back').filter({ hasText: 'por confirmar' }).waitFor();
  sale.release();
  await noticed(page, 'Recarga registrada', /Bs 11,00/);
  assert.equal((await ana.get(`/cajas/sesion-activa/${ana.user.id}`)).body.estado, true);
  page.assertNoErrors();
});

test('the login ends elsewhere while a sale is on its way: it stays, and its owner is told at the next sign-in', async () => {
  const before = await sold();
  const other = await secondTab();
  const sale = await hold(page, SALES);
  await typeSale(page, '76543210', '12');
  await confirm(page);
  await sale.has;
  await endLogin(other);
  await page.byId('sign-in').waitFor();
  sale.release();
  await until(async () => (await sold()) === before + 1, 10_000, 50);
  await signIn(page, LUIS);
  await page.byId('open-submit').waitFor();
  assert.match(await text(page.byId('pending-item')), /De ana: se resuelve cuando inicie sesión/);
  assert.equal(await page.byId('notice-title').count(), 0);
  await signOut(page);
  await signIn(page, ANA);
  await noticed(page, 'Recarga registrada', /Bs 12,00/);
  assert.equal(await sold(), before + 1);
  assert.deepEqual(await stored(), []);
  page.assertNoErrors();
});

test('a refusal that comes while another is signed in is told to its owner, and nothing is asked again', async () => {
  const before = await sold();
  const other = await secondTab();
  let asked = 0;
  page.on('request', (request) => request.url().endsWith('/recargas/cliente') && (asked += 1));
  const sale = await hold(page, SALES);
  await typeSale(page, '76543210', '13');
  await confirm(page);
  await sale.has;
  await endLogin(other);
  await page.byId('sign-in').waitFor();
  sale.release(refusal(400, 'float_insufficient', 'Saldo insuficiente para la operadora Tigo. Saldo actual: 1.00'));
  await until(async () => (await page.evaluate(() => Object.entries(localStorage).some(([name, value]) => name.startsWith('ventanilla.pending.') && value.includes('float_insufficient')))), 10_000, 50);
  await signIn(page, ANA);
  await noticed(page, 'No se registró', /Saldo insuficiente para la operadora Tigo/);
  assert.match(await text(page.byId('notice-about')), /Bs 13,00/);
  assert.equal(asked, 1);
  assert.equal(await sold(), before);
  assert.deepEqual(await stored(), []);
  page.assertNoErrors();
});

test('what was refused is never asked again: not by hand, not by the network’s coming back; each is told by itself', async () => {
  const before = await sold();
  for (const amount of [21, 22, 23]) await storeRefused(page, ana, amount);
  let asked = 0;
  page.on('request', (request) => request.url().endsWith('/recargas/cliente') && (asked += 1));
  // While the page still reads, what is stored is listed already.
  const settings = await hold(page, '**/configuracion');
  const start = page.reload();
  await settings.has;
  await start;
  await page.byId('pending-ask').first().waitFor();
  await page.evaluate(() => window.dispatchEvent(new Event('online')));
  settings.release();
  await focused(page, 'sell-number');
  await noticed(page, 'No se registró', /Saldo insuficiente/);
  // Each has a notice of its own, and each notice was there to be read.
  const told = [];
  const tell = async () => {
    await until(async () => !told.includes(await text(page.byId('notice-about'))), 10_000);
    told.push(await text(page.byId('notice-about')));
  };
  await tell();
  while (await page.byId('pending-ask').count()) {
    await page.byId('pending-ask').first().click();
    await tell();
    assert.match(await text(page.byId('notice-detail')), /Saldo insuficiente/);
  }
  assert.deepEqual(told.map((about) => /Bs (\d+),00/.exec(about)?.[1]).sort(), ['21', '22', '23']);
  assert.deepEqual(await stored(), []);
  assert.equal(asked, 0);
  assert.equal(await sold(), before);
  page.assertNoErrors();
});

test('what a page of another version stored is asked about; what nobody can read is told of', async () => {
  const before = await sold();
  const session = (await ana.get(`/cajas/sesion-activa/${ana.user.id}`)).body;
  await page.evaluate(([user, sessionId]) => {
    const key = crypto.randomUUID();
    localStorage.setItem(`ventanilla.pending.${key}`, JSON.stringify({
      key, user_id: user, user_name: 'ana', method: 'POST', path: '/recargas/cliente', intent: { kind: 'of_tomorrow' },
      body: JSON.stringify({ operadora: 'Tigo', numero_cliente: '76543210', monto: 14, id_caja_sesion: sessionId }), asked_at_ms: 1,
    }));
    localStorage.setItem('ventanilla.pending.broken', '{"key":');
  }, [ana.user.id, session.id]);
  const sale = await hold(page, SALES);
  await page.reload();
  await page.byId('pending-item').waitFor();
  assert.match(await text(page.byId('pending-item')), /Operación de otra versión de la página/);
  assert.match(await text(page.byId('pending-unreadable')), /Revise el historial/);
  await screenshot(page, 'pending-unknown-wide');
  await page.byId('menu-open').click();
  assert.ok(await page.byId('sign-out').isDisabled());
  await page.byId('menu-close').click();
  sale.release();
  await noticed(page, 'Operación registrada');
  await page.byId('pending-item').waitFor({ state: 'detached' });
  assert.equal(await sold(), before + 1);
  await page.byId('pending-dismiss').click();
  await page.byId('pending-unreadable').waitFor({ state: 'detached' });
  assert.deepEqual(await stored(), []);
  page.assertNoErrors();
});

test('a login that has ended before a reload: what was typed waits for whose it is, and is shown to nobody else', async () => {
  const typed = () => page.evaluate(() => ['sell-number', 'sell-amount'].map((id) => document.getElementById(id)?.value));
  for (const [next, expected] of [[ANA, ['71234567', '16']], [LUIS, undefined]]) {
    await page.byId('sell-number').fill('71234567');
    await page.byId('sell-amount').fill('16');
    const token = await page.evaluate(() => JSON.parse(localStorage.getItem('ventanilla.login')).access_token);
    assert.equal((await as(runtime.url, token).post('/auth/logout')).status, 204);
    await page.reload();
    await signIn(page, next);
    if (expected) {
      await focused(page, 'sell-number');
      assert.deepEqual(await typed(), expected);
    } else {
      await page.byId('open-submit').waitFor();
      assert.deepEqual(await typedInTab(), []);
    }
  }
  page.assertNoErrors();
});

test('another signs in elsewhere: what was typed here is not for them, whether this tab stood at the sign-in or was away', async () => {
  const away = async () => void (await page.goto('/salud'));
  const ended = async () => {
    const token = await page.evaluate(() => JSON.parse(localStorage.getItem('ventanilla.login')).access_token);
    assert.equal((await as(runtime.url, token).post('/auth/logout')).status, 204);
    await page.reload();
    await page.byId('sign-in').waitFor();
  };
  for (const leave of [ended, away]) {
    const other = await secondTab();
    await page.byId('sell-number').fill('71234567');
    await page.byId('sell-amount').fill('17');
    await until(async () => (await typedInTab()).length === 2);
    await leave();
    if (leave === away) await signOut(other);
    await signIn(other, LUIS);
    await other.byId('open-submit').waitFor();
    await page.goto('/app/');
    await page.byId('open-submit').waitFor();
    assert.deepEqual(await typedInTab(), [], leave.name);
    await signOut(page);
    await other.close();
    await atWork(page);
    assert.equal(await page.byId('sell-number').inputValue(), '', leave.name);
  }
  page.assertNoErrors();
});

test('the login ends in another tab while something is being typed: it waits for whose it is', async () => {
  for (const next of [ANA, LUIS]) {
    const other = await secondTab();
    await page.byId('sell-number').fill('71234567');
    await page.byId('sell-amount').fill('18');
    await until(async () => (await typedInTab()).length === 2);
    await endLogin(other);
    await page.byId('sign-in').waitFor();
    await signIn(page, next);
    await page.locator('#open-submit, #sell-number').first().waitFor();
    if (next === ANA) {
      await focused(page, 'sell-number');
      assert.deepEqual(await Promise.all(['sell-number', 'sell-amount'].map((id) => page.byId(id).inputValue())), ['71234567', '18']);
    } else {
      assert.deepEqual(await typedInTab(), []);
    }
  }
  page.assertNoErrors();
});

test('a login that ends while a newer one is stored: the newer one stays, and is gone on with', async () => {
  const renewed = await call(runtime.url, 'POST', '/auth/login', { body: { email: ANA, password: demo.tenants[0].users.find(({ email }) => email === ANA).password } });
  await page.byId('sell-number').fill('71234567');
  await until(async () => (await typedInTab()).length === 1);
  const settings = await hold(page, '**/configuracion');
  const start = page.reload();
  await settings.has;
  const token = await page.evaluate((text) => {
    const old = JSON.parse(localStorage.getItem('ventanilla.login')).access_token;
    // What a tab stores itself it is not told of.
    localStorage.setItem('ventanilla.login', text);
    return old;
  }, renewed.text);
  assert.equal((await as(runtime.url, token).post('/auth/logout')).status, 204);
  settings.release();
  await start;
  await focused(page, 'sell-number');
  assert.equal(await page.byId('sell-number').inputValue(), '71234567');
  assert.equal(await page.evaluate(() => localStorage.getItem('ventanilla.login')), renewed.text);
  page.assertNoErrors();
});

test('what is answered too late is not for the next one', async () => {
  const other = await secondTab();
  // Ana's readings are under way when her login ends; Luis, who has no register open, signs in before they are answered.
  const late = await Promise.all(['**/cajas/sesion-activa/*', '**/recargas/historial/clientes*', '**/configuracion'].map((pattern) => hold(page, pattern)));
  const start = page.reload();
  await Promise.all([late[0].has, late[2].has]);
  await start;
  await endLogin(other);
  await page.byId('sign-in').waitFor();
  await page.locator('#email').fill(LUIS);
  await page.locator('#password').fill(demo.tenants[0].users.find(({ email }) => email === LUIS).password);
  await page.byId('sign-in').click();
  await page.byId('open-submit').waitFor();
  const answered = Promise.all(['/cajas/sesion-activa/', '/configuracion'].map((path) => page.waitForResponse((response) => response.url().includes(path))));
  late[0].release();
  late[2].release(refusal(401, 'token_revoked', 'x'));
  late[1].release();
  await answered;
  // One more exchange with the server, after which whatever those answers did is done.
  await page.byId('menu-open').click();
  await page.byId('menu-close').click();
  assert.equal(await page.byId('open-submit').count(), 1);
  assert.equal(await page.byId('sell-number').count(), 0);
  assert.equal(await page.byId('sign-in-again').isVisible(), false);
  assert.deepEqual(
    await page.evaluate((id) => Object.keys(localStorage).filter((name) => name.startsWith(`ventanilla.kept.${id}.`)), ana.user.id),
    [],
    'nothing of Ana’s is kept once her login is over',
  );
  page.assertNoErrors();
});

test('a page that is not the server’s is not kept in place of what was read, and neither does a fault forget it', async () => {
  await page.byId('sale').first().waitFor();
  const kept = () => page.evaluate(() => Object.entries(localStorage).filter(([name]) => name.includes('/recargas/operadoras/saldos')).map(([, value]) => value.split('\n')[1]));
  const [good] = await kept();
  assert.match(good, /Tigo/);
  for (const answer of [{ status: 200, contentType: 'text/html', body: '<html>Portal</html>' }, { status: 500, body: '{"code":"internal","message":"x"}' }, refusal(429, 'too_many_requests', 'x')]) {
    const balances = await hold(page, '**/recargas/operadoras/saldos');
    const start = page.reload();
    await balances.has;
    const response = page.waitForResponse('**/recargas/operadoras/saldos');
    balances.release(answer);
    await response;
    await start;
    await focused(page, 'sell-number');
    assert.deepEqual(await kept(), [good], String(answer.status));
  }
});

test('of several answers of which some are lost, the age of the oldest is shown, with its day', async () => {
  await page.byId('sale').first().waitFor();
  // As if the floats had been read two days ago.
  await page.evaluate(() => {
    const name = Object.keys(localStorage).find((key) => key.includes('/recargas/operadoras/saldos'));
    const [at, body] = localStorage.getItem(name).split('\n');
    localStorage.setItem(name, `${Number(at) - 2 * 86_400_000}\n${body}`);
  });
  await page.route('**/recargas/operadoras/saldos', (route) => route.abort('connectionrefused'));
  await page.reload();
  await page.byId('as-of').waitFor();
  assert.match(await text(page.byId('as-of')), /se leyó \(\d{1,2}.* \d\d:\d\d, hora/);
  await screenshot(page, 'as-of-another-day-wide');
  await page.unrouteAll();
  await page.byId('as-of').waitFor({ state: 'detached', timeout: 30_000 });
});

test('the same sale again within minutes: a word of caution, and it can be sold', async () => {
  await typeSale(page, '76543210', '15');
  assert.equal(await text(page.byId('confirm-recorded')), '');
  await confirm(page);
  await noticed(page, 'Recarga registrada', /Bs 15,00/);
  await page.byId('sale-amount').filter({ hasText: '15,00' }).first().waitFor();
  await typeSale(page, '76543210', '15');
  assert.match(await text(page.byId('confirm-recorded')), /Hace un momento se registró una igual \(N\.º \d+\)/);
  await screenshot(page, 'confirm-recorded-wide');
  const before = await sold();
  await confirm(page);
  await until(async () => (await sold()) === before + 1, 10_000, 50);
});
