// The history at the back office, where it is used in ways that are easily forgotten: dates typed by keyboard, answers that overtake each
// other, a day that ends while the page is open, sales of others, registers that are gone.
import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { NARROW, assertFits, focused, overflowing, screenshot, smallTargets, startBrowser } from '../lib/browser.mjs';
import { newKey } from '../lib/client.mjs';
import { checkLedger } from '../lib/ledger.mjs';
import { enter, everything, officePage, worker } from '../lib/office.mjs';
import { freshRuntime } from '../lib/runtime.mjs';
import { confirm, noticed, shows, tabTo, text } from '../lib/till.mjs';

const DAY_MS = 86_400_000;
/** The first page, and the pages after it. */
const PAGE = /\/operaciones\?(?!.*cursor=)/;
const NEXT_PAGE = /\/operaciones\?.*cursor=/;
let runtime;
let browser;
let gerente;
let retired;

before(async () => {
  runtime = await freshRuntime({ assets: true });
  browser = await startBrowser();
  const [admin, ana, luis] = await Promise.all(['admin@kiosco.demo', 'ana@kiosco.demo', 'luis@kiosco.demo'].map((email) => worker(runtime.url, email)));
  gerente = await worker(runtime.url, 'gerente@kiosco.demo');
  const shop = await admin.get('/cajas');
  const { status, body: register } = await admin.api.post('/cajas', { nombre: 'Caja Feria', saldo: 0, id_sucursal: shop[0].id_sucursal, especialidad: 'MIXTA' });
  assert.equal(status, 201, JSON.stringify(register));
  await luis.open('Caja Feria', { '100.00': 1 });
  await luis.sell('Entel', '71234567', 12);
  retired = { id: register.id, session: luis.session };
  // A register goes without anything in its drawer.
  await luis.move('EGRESO', 112, 'Al banco');
  for (const { status: done, text: said } of [
    await luis.api.patch(`/cajas/sesion/${luis.session}/cerrar`, { monto_final_real: 0 }, { key: newKey() }),
    await admin.api.delete(`/cajas/${register.id}`),
  ]) assert.ok(done < 300, said);
  await luis.open('Caja Norte', { '100.00': 5 });
  await luis.sell('Viva', '70012345', 25);
  await ana.open('Caja 1', { '100.00': 5 });
  for (let count = 0; count < 130; count += 1) await ana.sell(['Tigo', 'Entel', 'Viva'][count % 3], `7654${3210 + count}`, 1 + (count % 5) / 2);
  await ana.sell('Tigo', '76543210', 30);
  await gerente.open('Caja 2', { '100.00': 1 });
});
after(async () => {
  await browser?.stop();
  await runtime?.stop();
});
afterEach(() => checkLedger(runtime.database));

async function history(address = '#historial', email = 'gerente@kiosco.demo', options = {}) {
  const page = await browser.newPage(runtime.url, options);
  await enter(page, email, address);
  await settled(page);
  return page;
}
/** Waits until the list is that of the address. */
const settled = (page) => page.waitForFunction(() => {
  const list = document.querySelector('[data-testid=operations]');
  return list?.getAttribute('aria-busy') === 'false' && !document.querySelector('[data-testid=history-loading]');
});
const rows = (page) => page.byId('operation');
const listed = (page, count) => page.waitForFunction((wanted) => document.querySelectorAll('[data-testid=operation]').length === wanted, count);
const row = (page, words) => rows(page).filter({ hasText: words }).first();
async function unfold(page, words) {
  const found = row(page, words);
  await found.getByRole('button').first().click();
  return found;
}
/** Goes to an address of the page that is open, as a link or the browser's own button does. */
const go = (page, hash) => page.goto(officePage(hash));
/** A route that holds what it catches until it is told to go on; `held` resolves with the first. */
function gate() {
  let caught;
  let open;
  const held = new Promise((resolve) => { caught = resolve; });
  const opened = new Promise((resolve) => { open = resolve; });
  const hold = async (route) => {
    caught(route.request().url());
    await opened;
    await route.continue().catch(() => {});
  };
  return { held, hold, open };
}
/** The queries that the page asks for lists with, as they come. */
function asked(page) {
  const queries = [];
  page.on('request', (request) => {
    const { pathname, searchParams } = new URL(request.url());
    if (pathname === '/operaciones') queries.push(Object.fromEntries(searchParams));
  });
  return queries;
}
/** The day so many days from now where the shop is. */
const day = (from = 0) => new Date(Date.now() - 4 * 3_600_000 + from * DAY_MS).toISOString().slice(0, 10);
const year = Number(day().slice(0, 4));

let isMonthFirst;
/** The keys of a date, in the order in which this browser has the parts of a date field. */
async function keysOf(page, date) {
  if (isMonthFirst === undefined) {
    const blank = await page.context().newPage();
    await blank.setContent('<input type="date" autofocus>');
    await blank.locator('input').focus();
    await blank.keyboard.type('12252025');
    isMonthFirst = (await blank.locator('input').inputValue()) === '2025-12-25';
    await blank.close();
  }
  const [ofYear, month, ofMonth] = date.split('-');
  return `${isMonthFirst ? month + ofMonth : ofMonth + month}${ofYear}`;
}
/** Leaves a date field as a keyboard does: its last part leads to its calendar, and that to the next field. */
async function tabOut(page, id) {
  for (let presses = 0; presses < 5; presses += 1) {
    await page.keyboard.press('Tab');
    if ((await page.evaluate(() => document.activeElement?.id)) !== id) return;
  }
  assert.fail(`Tab does not lead out of ${id}`);
}

test('two dates, typed by keyboard alone: each is asked for once, and the focus goes where Tab leads', async () => {
  const page = await history();
  await listed(page, 50);
  const queries = asked(page);
  await tabTo(page, '[data-testid=days-dates]');
  await page.keyboard.press('Enter');
  await focused(page, 'history-from');
  const entries = await page.evaluate(() => window.history.length);
  const from = `${year - 1}-01-15`;
  await page.keyboard.type(await keysOf(page, from), { delay: 20 });
  assert.equal(await page.byId('history-from').inputValue(), from);
  assert.deepEqual(queries, [], 'nothing is asked for while it is being typed');
  await tabOut(page, 'history-from');
  await focused(page, 'history-until');
  await page.waitForURL(`**/#historial?desde=${from}&hasta=${day()}`);
  await listed(page, 50);
  // Enter is as good, and stays in the field.
  await page.keyboard.type(await keysOf(page, `${year - 1}-12-31`), { delay: 20 });
  await page.keyboard.press('Enter');
  await page.waitForURL(`**/#historial?desde=${from}&hasta=${year - 1}-12-31`);
  await page.byId('history-empty').waitFor();
  await focused(page, 'history-until');
  assert.equal(await page.byId('history-until').inputValue(), `${year - 1}-12-31`);
  assert.deepEqual(queries.map(({ desde, hasta }) => [desde, hasta]), [[from, day()], [from, `${year - 1}-12-31`]]);
  assert.equal(await page.evaluate(() => window.history.length), entries + 2, 'one way back for each date');
  await tabOut(page, 'history-until');
  await page.goBack();
  await listed(page, 50);
  assert.equal(await page.byId('history-until').inputValue(), day());
  assert.equal(await page.byId('history-from').inputValue(), from);
  page.assertNoErrors();
});

test('a date that is half typed, absurd, or before the first one', async () => {
  const page = await history('#historial?desde=&hasta=');
  await listed(page, 50);
  await page.byId('days-dates').click();
  await focused(page, 'history-from');
  const queries = asked(page);
  const address = page.url();

  // Half of it: said, and not asked for; the focus goes on all the same.
  await page.keyboard.type((await keysOf(page, '2026-01-15')).slice(0, 4));
  await tabOut(page, 'history-from');
  await focused(page, 'history-until');
  assert.match(await text(page.byId('history-from-error')), /Complete la fecha/);
  assert.equal(page.url(), address);
  // What is read meanwhile does not empty it.
  await page.byId('history-from').focus();
  await go(page, `#historial?desde=${year - 1}-03-01&hasta=&tipo=top_up`);
  await settled(page);
  await focused(page, 'history-from');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.type('2026');
  assert.equal(await page.byId('history-from').inputValue(), '2026-01-15');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/#historial?desde=2026-01-15&hasta=&tipo=top_up');
  assert.equal(await text(page.byId('history-from-error')), '');
  await settled(page);

  // A year that nobody means.
  queries.length = 0;
  const before = page.url();
  await page.byId('history-until').focus();
  await page.keyboard.type(await keysOf(page, '0202-01-15'));
  await tabOut(page, 'history-until');
  assert.match(await text(page.byId('history-until-error')), /desde el año 2000/);
  await screenshot(page, 'history-date-wide');

  // Before the first one: said; and the focus stays where Tab led.
  await page.byId('history-until').focus();
  assert.equal(page.url(), before);
  assert.deepEqual(queries, []);
  await page.keyboard.type(await keysOf(page, '2025-12-31'));
  await tabOut(page, 'history-until');
  await page.byId('history-until-error').filter({ hasText: /El final está antes del principio/ }).waitFor();
  await focused(page, 'history-kind');
  assert.deepEqual(queries, []);

  // Cleared by keyboard: there is no such end.
  await page.byId('history-until').focus();
  for (const _part of ['month', 'day', 'year']) {
    await page.keyboard.press('Backspace');
    await page.keyboard.press('Tab');
  }
  await page.keyboard.press('Tab');
  await focused(page, 'history-kind');
  await page.waitForURL('**/#historial?desde=2026-01-15&hasta=&tipo=top_up');
  assert.equal(await text(page.byId('history-until-error')), '');
  page.assertNoErrors();
});

/** Reverses the operation of those words, up to the answer of the server. */
async function reverse(page, words) {
  const found = await unfold(page, words);
  await found.getByTestId('operation-reverse').click();
  await focused(page, 'reverse-reason');
  await page.keyboard.type('Equivocado');
  await page.keyboard.press('Enter');
  await confirm(page);
}

test('a reversal while the next page is on its way: the page comes, and without a gap', async () => {
  const page = await history();
  await listed(page, 50);
  const { hold, held, open } = gate();
  await page.route(NEXT_PAGE, hold, { times: 1 });
  await page.byId('history-more').click();
  await held;
  await shows(page.byId('history-more'), 'Cargando…');
  await reverse(page, '30,00');
  await noticed(page, 'Recarga reversada');
  await listed(page, 100);
  open();
  await shows(page.byId('history-more'), 'Ver más');
  const { operations } = await everything(gerente);
  const shown = await rows(page).locator('button.line').evaluateAll((lines) => lines.map(({ id }) => id));
  assert.deepEqual(shown, operations.slice(0, 100).map(({ id }) => `operation-${id}`));
  page.assertNoErrors();
});

test('a reversal while another filter is being read: what cannot be read is not said to be the list', async () => {
  const page = await history('#historial?tipo=top_up');
  await listed(page, 50);
  const answer = gate();
  await page.route('**/reversar', answer.hold);
  await reverse(page, '7654 3338');
  await answer.held;
  const { hold, held, open } = gate();
  await page.route(PAGE, hold, { times: 1 });
  await go(page, '#historial?tipo=injection');
  await held;
  await page.route(PAGE, (route) => route.fulfill({ status: 500, contentType: 'application/json', body: '{"code":"internal","message":"x"}' }));
  answer.open();
  await noticed(page, 'Recarga reversada');
  await page.byId('history-retry').waitFor();
  assert.equal(await rows(page).count(), 0);
  await page.unroute(PAGE);
  open();
  // Another try: the list; and the focus is in what came of it.
  await page.byId('history-retry').click();
  await page.byId('history-empty').waitFor();
  await focused(page, 'history-title');
  page.assertNoErrors();
});

test('what is read and saved of a list stays of its day, also after midnight', async () => {
  const page = await browser.newPage(runtime.url);
  let shift = 0;
  await page.route(({ pathname }) => !pathname.startsWith('/app'), async (route) => {
    const response = await route.fetch();
    const headers = response.headers();
    const said = headers['x-server-time'];
    if (said) headers['x-server-time'] = new Date(new Date(said).getTime() + shift).toISOString();
    await route.fulfill({ response, headers });
  });
  await enter(page, 'gerente@kiosco.demo');
  await listed(page, 50);
  const today = await text(page.byId('sums-days'));
  const queries = asked(page);
  shift = DAY_MS;
  await page.byId('history-more').click();
  await listed(page, 100);
  await page.byId('history-more').click();
  await listed(page, (await everything(gerente)).operations.length);
  const download = page.waitForEvent('download');
  await page.byId('history-csv').click();
  const file = await download;
  assert.ok(file.suggestedFilename().endsWith(`_${day()}.csv`), file.suggestedFilename());
  for (const { desde, hasta } of queries) assert.deepEqual([desde, hasta], [day(), day()]);
  assert.equal(await text(page.byId('sums-days')), today);

  // What is asked for next is of the new day.
  queries.length = 0;
  await page.byId('history-search').press('Enter');
  await page.byId('history-empty').waitFor();
  assert.deepEqual(queries.map(({ desde, hasta }) => [desde, hasta]), [[day(1), day(1)]]);
  assert.notEqual(await text(page.byId('sums-days')), today);

  // In another year, what is of this one says so.
  shift = 366 * DAY_MS;
  await page.byId('days-all').click();
  await listed(page, 50);
  await page.byId('history-search').press('Enter');
  await rows(page).first().filter({ hasText: new RegExp(`\\d\\d/\\d\\d/${year}, \\d\\d:\\d\\d`) }).waitFor();
  await screenshot(page, 'history-years-wide');
  await page.setViewportSize(NARROW);
  await assertFits(page);
  assert.deepEqual(await overflowing(page), []);
  await screenshot(page, 'history-years-360');
  page.assertNoErrors();
});

test('rows of this year go without it', async () => {
  const page = await history('#historial?desde=&hasta=');
  await listed(page, 50);
  assert.match(await text(rows(page).first()), / \d\d\/\d\d?, \d\d:\d\d /);
});

test('cash in and out is summed up only where nothing that went back may be missing', async () => {
  const page = await history();
  await page.byId('sum-in').waitFor();
  for (const filter of ['tipo=top_up', 'estado=succeeded', 'operadora=Tigo', 'buscar=30', 'buscar=76543210', 'buscar=tigo']) {
    await go(page, `#historial?${filter}`);
    await page.byId('sum-in').waitFor({ state: 'detached' });
    assert.equal(await page.byId('sum-out').count(), 0, filter);
    assert.equal(await page.byId('sum-sold').count(), 1, filter);
  }
  await go(page, '#historial?desde=&hasta=');
  await page.byId('sum-out').waitFor();
  page.assertNoErrors();
});

test('an address may ask for what is not offered', async () => {
  const page = await history();
  await go(page, '#historial?estado=failed');
  await page.byId('history-empty').waitFor();
  assert.equal(await page.byId('history-state').inputValue(), 'failed');
  assert.equal(await page.byId('history-state').locator('option:checked').innerText(), 'Fallida');
  await page.byId('history-state').selectOption('reversed');
  await page.waitForURL('**/#historial?estado=reversed');
  await settled(page);
  assert.equal(await page.byId('history-state').inputValue(), 'reversed');
  assert.equal(await page.byId('history-state').locator('option').count(), 3);
  page.assertNoErrors();
});

test('an Operador adds references to own sales only', async () => {
  const page = await history('#historial?buscar=70012345', 'ana@kiosco.demo');
  await unfold(page, '7001 2345');
  await page.byId('operation-receipt').waitFor();
  assert.equal(await page.byId('operation-reference').count(), 0, "another cashier's sale");
  assert.equal(await page.byId('operation-session').count(), 0, 'nor the report of their session');
  await page.byId('operation-receipt').click();
  await page.byId('slip').waitFor();
  assert.equal(await page.byId('slip-reference').count(), 0);
  await page.byId('slip-close').click();
  await go(page, '#historial?buscar=76543211');
  await unfold(page, '7654 3211');
  await page.byId('operation-reference').waitFor();
  await page.byId('operation-receipt').click();
  await page.byId('slip-reference').waitFor();
  page.assertNoErrors();
});

test('what the sessions keep for when there is no server outlives the history', async () => {
  const page = await browser.newPage(runtime.url);
  await enter(page, 'gerente@kiosco.demo', '#turnos');
  const kept = () => page.evaluate(() => Object.keys(localStorage).filter((name) => name.includes('./operaciones')).map((name) => name.replace(/.*\.\//, '/')).sort());
  await page.waitForFunction(() => Object.keys(localStorage).some((name) => name.endsWith('/operaciones?tipo=cash_session_open&limit=200')));
  for (const filter of ['tipo=injection', 'tipo=top_up']) {
    await go(page, `#historial?desde=&hasta=&${filter}`);
    await settled(page);
  }
  await listed(page, 50);
  assert.deepEqual(await kept(), ['/operaciones/totales?tipo=top_up', '/operaciones?tipo=cash_session_open&limit=200', '/operaciones?tipo=top_up&limit=50']);
});

test('a register that is gone: its receipts say which it was, and its sessions can still be reached', async () => {
  const page = await history('#historial?buscar=71234567');
  const name = `Caja N.º ${retired.id}`;
  const found = await unfold(page, name);
  await page.byId('operation-receipt').click();
  await page.byId('slip').waitFor();
  assert.ok((await text(page.byId('slip'))).includes(name), await text(page.byId('slip')));
  await page.byId('slip-close').click();
  assert.equal(await text(found.getByTestId('operation-session')), `N.º ${retired.session}`);
  await screenshot(page, 'history-session-wide');
  await page.setViewportSize(NARROW);
  await assertFits(page);
  assert.deepEqual(await smallTargets(page), []);
  await screenshot(page, 'history-session-360');
  await found.getByTestId('operation-session').click();
  await page.waitForURL(`**/#turnos/${retired.session}`);
  await page.byId('report-counted').waitFor();
  await focused(page, 'report-title');
  // What a name still finds: that the register was created.
  await go(page, '#historial?desde=&hasta=&buscar=Caja%20Feria');
  await listed(page, 1);
  assert.match(await text(rows(page).first()), /Caja creada Caja Feria/);
  page.assertNoErrors();
});

test('what is pressed and then gone leaves the focus in the list', async () => {
  const page = await history(`#historial?desde=${day(-1)}&hasta=${day(-1)}`);
  await page.byId('history-show-all').focus();
  await page.keyboard.press('Enter');
  await listed(page, 50);
  await page.waitForFunction(() => document.activeElement?.matches('button.line'));
  // A row that the filter leaves no more once it is reversed: the one in its place.
  await go(page, '#historial?tipo=top_up&estado=succeeded&buscar=76543300');
  await listed(page, 1);
  await reverse(page, '7654 3300');
  await noticed(page, 'Recarga reversada');
  await page.byId('history-empty').waitFor();
  await focused(page, 'history-title');
  page.assertNoErrors();
});
