// The history at the back office: filters, search, totals, pages, tables for spreadsheets, reversals, receipts; and what goes wrong with them.
import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { until } from '../../scripts/lib/process.mjs';
import { NARROW, assertFits, focused, overflowing, screenshot, smallTargets, startBrowser } from '../lib/browser.mjs';
import { checkLedger } from '../lib/ledger.mjs';
import { cents, enter, everything, readTable, worker, written } from '../lib/office.mjs';
import { freshRuntime } from '../lib/runtime.mjs';
import { confirm, noticed, shows, text } from '../lib/till.mjs';

const PAGE = '**/operaciones?*';
const REVERSALS = '**/operaciones/*/reversar';
let runtime;
let browser;
let page;
let ana;
let luis;
let gerente;
let big;

before(async () => {
  runtime = await freshRuntime({ assets: true });
  browser = await startBrowser();
  [ana, luis, gerente] = await Promise.all(['ana@kiosco.demo', 'luis@kiosco.demo', 'gerente@kiosco.demo'].map((email) => worker(runtime.url, email)));
  await ana.open('Caja 1', { '100.00': 2 });
  await luis.open('Caja Norte', { '200.00': 10 });
  big = await luis.sell('Entel', '71234567', 1234.5 - 1000);
  await luis.inject('Viva', 1234.5);
  for (let count = 0; count < 60; count += 1) await ana.sell(['Tigo', 'Entel', 'Viva'][count % 3], `7654${3210 + count}`, 1 + (count % 5) / 2);
  await ana.sell('Tigo', '76543210', 30);
  await ana.sell('Tigo', '62123456', 30.5);
  await ana.inject('Viva', 50);
  await ana.move('EGRESO', 15.5, '=1+1; "taxi"');
  await ana.move('INGRESO', 20, 'Cambio');
  page = await browser.newPage(runtime.url);
  await enter(page, 'gerente@kiosco.demo');
  await page.byId('operation').first().waitFor();
});
after(async () => {
  await browser?.stop();
  await runtime?.stop();
});
afterEach(() => checkLedger(runtime.database));

const rows = () => page.byId('operation');
const figure = (id) => page.byId(id).locator('dd');
const go = async (address) => {
  await page.evaluate((hash) => { location.hash = hash; }, address);
  await settled();
};
/** Waits until the list is that of the address. */
const settled = () => page.waitForFunction(() => {
  const list = document.querySelector('[data-testid=operations]');
  return list?.getAttribute('aria-busy') === 'false' && !document.querySelector('[data-testid=history-loading]');
});
const search = async (typed) => {
  await page.byId('history-search').fill(typed);
  await page.byId('history-search').press('Enter');
  await settled();
};
const listed = (count) => until(async () => (await rows().count()) === count, 10_000).catch(async () => assert.equal(await rows().count(), count));
const unfold = async (words) => {
  const row = rows().filter({ hasText: words }).first();
  await row.getByRole('button').first().click();
  return row;
};

test('newest first, a page at a time, with what it all comes to', async () => {
  await listed(50);
  const { operations } = await everything(gerente);
  const ofToday = operations.filter(({ tipo }) => !['register_create', 'tenant_setup'].includes(tipo));
  assert.match(await text(rows().first()), /Ingreso Cambio .*ana · Caja 1 \+Bs 20,00/);
  await screenshot(page, 'history-wide');
  await page.byId('history-more').click();
  await listed(operations.length);
  await until(async () => (await page.evaluate(() => document.activeElement?.id)).startsWith('operation-'));
  assert.equal(await page.byId('history-more').count(), 0);

  const sum = (list) => list.reduce((total, { monto }) => total + cents(monto), 0);
  const sold = ofToday.filter(({ tipo, estado }) => tipo === 'top_up' && estado === 'succeeded');
  const cash = operations.filter(({ tipo }) => !tipo.startsWith('cash_session'));
  await shows(figure('sum-count'), String(operations.length));
  await shows(figure('sum-sold'), written(sum(sold)));
  await shows(page.byId('sum-sold').locator('.count'), String(sold.length));
  await shows(figure('sum-in'), written(sum(cash.filter(({ sentido }) => sentido === 'INGRESO'))));
  await shows(figure('sum-out'), written(sum(cash.filter(({ sentido }) => sentido === 'EGRESO'))));
  await shows(figure('sum-reversed'), 'Bs 0,00');
});

test('filters stand in the address: a reload and a link keep them', async () => {
  await page.byId('history-kind').selectOption('injection');
  await listed(2);
  await page.byId('history-operator').selectOption('Viva');
  await page.byId('days-week').click();
  await settled();
  assert.match(page.url(), /#historial\?desde=\d{4}-\d\d-\d\d&hasta=\d{4}-\d\d-\d\d&tipo=injection&operadora=Viva$/);
  await page.reload();
  await listed(2);
  assert.equal(await page.byId('history-kind').inputValue(), 'injection');
  assert.equal(await page.byId('days-week').getAttribute('aria-pressed'), 'true');
  await page.goBack();
  await settled();
  assert.equal(await page.byId('days-week').getAttribute('aria-pressed'), 'false');
  await page.byId('days-yesterday').click();
  await page.byId('history-empty').waitFor();
  await screenshot(page, 'history-empty-wide');
  await page.byId('history-clear').click();
  await listed(50);
  await focused(page, 'history-search');
  await page.byId('history-state').selectOption('reversed');
  await page.byId('history-empty').waitFor();
  await page.byId('history-clear').click();
  await listed(50);
});

test('two dates, of which the second may not be before the first', async () => {
  await page.byId('days-dates').click();
  await focused(page, 'history-from');
  const today = await page.byId('history-until').inputValue();
  await page.byId('history-from').fill('2026-01-01');
  await page.byId('history-from').press('Tab');
  await listed(50);
  await page.byId('history-until').fill('2025-12-31');
  await page.byId('history-until').press('Tab');
  assert.match(await text(page.byId('history-until-error')), /El final está antes del principio/);
  await focused(page, 'history-until');
  await listed(0);
  await screenshot(page, 'history-wrong-wide');
  await page.byId('history-until').fill(today);
  await page.byId('history-until').press('Tab');
  await listed(50);
  await page.byId('history-clear').click();
  await listed(50);
});

test("one box finds a customer's number, an amount, an operator, and a register's name", async () => {
  for (const [typed, hint, count] of [
    ['76543210', /Por celular: 7654 3210/, 2],
    ['+591 7 654-3210', /Por celular: 7654 3210/, 2],
    ['1.234,50', /Por monto: Bs 1\.234,50/, 1],
    ['30', /Por monto: Bs 30,00/, 1],
    ['30.5', /Por monto: Bs 30,50/, 1],
    ['30,50', /Por monto: Bs 30,50/, 1],
    ['Tigo', /Por operadora: Tigo/, 22],
    ['tigo', /Por operadora: Tigo/, 22],
    ['VIVA', /Por operadora: Viva/, 22],
    ['Caja 1', /Por caja creada con este nombre exacto: Caja 1/, 0],
    ['N.º 57', /Por caja creada con este nombre exacto: N\.º 57/, 0],
  ]) {
    await search(typed);
    await until(async () => hint.test(await text(page.byId('history-search-hint'))), 10_000);
    await listed(count);
  }
  for (const [typed, error] of [['1.234', /dos maneras/], ['30,5051', /dos decimales/], ['-5', /mínimo/]]) {
    await search(typed);
    assert.match(await text(page.byId('history-search-error')), error, typed);
    await focused(page, 'history-search');
  }
  await search('76543210');
  await screenshot(page, 'history-found-wide');
  await search('');
  await listed(50);
});

test('a table of everything that the filter leaves, in the language of the page', async () => {
  const { operations, names } = await everything(gerente);
  const registers = new Map((await gerente.get('/cajas')).map(({ id, nombre }) => [id, nombre]));
  const slow = async (route) => {
    await new Promise((resolve) => { setTimeout(resolve, 400); });
    await route.continue();
  };
  await page.route('**/operaciones?*limit=200*', slow);
  for (const [language, separator, mark] of [['es', ';', ','], ['en', ',', '.']]) {
    await page.evaluate((code) => localStorage.setItem('ventanilla.language', code), language);
    await page.reload();
    await listed(50);
    const download = page.waitForEvent('download');
    await page.byId('history-csv').click();
    await focused(page, 'history-csv-cancel');
    assert.match(await text(page.byId('history-csv-state')), new RegExp(`0 (de|of) ${operations.length}`));
    const file = await download;
    assert.match(file.suggestedFilename(), /^Kiosco-Demo_(historial|history)_\d{4}-\d\d-\d\d\.csv$/);
    const [head, ...table] = await readTable(await file.path(), separator);
    assert.equal(head.length, 16);
    assert.equal(table.length, operations.length);
    table.forEach((cells, index) => {
      const operation = operations[index];
      assert.equal(cells.length, 16);
      assert.equal(cells[15], operation.id);
      assert.equal(cells[3], String(operation.numero ?? ''));
      assert.equal(cells[10], names.get(operation.id_usuario) ?? '');
      assert.equal(cells[11], registers.get(operation.id_caja) ?? '');
      const isCount = operation.tipo.startsWith('cash_session');
      const sign = operation.sentido === 'EGRESO' ? '-' : '';
      const amount = operation.monto?.replace('.', mark) ?? '';
      assert.equal(cells[7], isCount || operation.sentido === null ? '' : `${sign}${amount}`);
      assert.equal(cells[8], isCount ? amount : '');
      assert.match(`${cells[0]} ${cells[1]}`, /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
    });
    assert.ok(table.some((cells) => cells[13] === '\'=1+1; "taxi"'), 'words are not taken for a formula');
    const moved = table.reduce((sum, cells) => sum + (cells[7] === '' ? 0 : cents(cells[7].replace(mark, '.'))), 0);
    const cash = operations.filter(({ tipo, sentido }) => sentido !== null && !tipo.startsWith('cash_session'));
    assert.equal(moved, cash.reduce((sum, { monto, sentido }) => sum + (sentido === 'EGRESO' ? -cents(monto) : cents(monto)), 0), 'the column adds up to the cash that moved');
    await focused(page, 'history-csv');
  }
  await page.evaluate(() => localStorage.setItem('ventanilla.language', 'es'));
  await page.reload();
  await listed(50);

  // Called off, and a server that fails half-way.
  const late = page.waitForResponse('**/operaciones?*limit=200*');
  await page.byId('history-csv').click();
  await page.byId('history-csv-cancel').click();
  await focused(page, 'history-csv');
  await late;
  await page.unroute('**/operaciones?*limit=200*', slow);
  await page.route('**/operaciones?*limit=200*', (route) => route.fulfill({ status: 500, body: 'x' }));
  await page.byId('history-csv').click();
  await shows(page.byId('history-csv-state'), 'El servidor tuvo un problema. Espere un momento e intente de nuevo.');
  await screenshot(page, 'history-csv-failed-wide');
  await page.unroute('**/operaciones?*limit=200*');
});

test('a sale, an injection and a movement are reversed, with a reason', async () => {
  await gerente.open('Caja 2', { '100.00': 1 });
  for (const [kind, words, title, confirmed] of [
    ['top_up', '30,50', /Reversar la recarga N.º/, 'Recarga reversada'],
    ['injection', 'ana · Caja 1', /Reversar la inyección N.º/, 'Inyección reversada'],
    ['cash_movement', 'Cambio', /Reversar el movimiento N.º/, 'Movimiento reversado'],
  ]) {
    await go(`#historial?tipo=${kind}`);
    const row = await unfold(words);
    if (kind === 'top_up') await screenshot(page, 'history-unfolded-wide');
    await row.getByTestId('operation-reverse').click();
    await focused(page, 'reverse-reason');
    assert.match(await text(page.locator('#reverse-title')), title);
    await page.keyboard.press('Enter');
    assert.match(await text(page.byId('reverse-reason-error')), /Complete este dato/);
    await page.keyboard.type('Equivocado');
    if (kind === 'injection') await screenshot(page, 'history-reverse-wide');
    await page.keyboard.press('Enter');
    await confirm(page);
    await noticed(page, confirmed);
    await row.locator('.state').filter({ hasText: 'Reversada' }).waitFor();
    assert.equal(await row.getByTestId('operation-reverse').count(), 0);
    await page.waitForFunction(() => document.activeElement?.id.startsWith('operation-'));
  }
  await go('#historial?estado=reversed');
  await listed(3);
  const { operations } = await everything(gerente, 'estado=reversed');
  await shows(figure('sum-reversed'), written(operations.reduce((sum, { monto }) => sum + cents(monto), 0)));
  await shows(page.byId('sum-reversed').locator('.count'), '3');
  await screenshot(page, 'history-reversed-wide');
});

test('what cannot be reversed is said, and nothing moves', async () => {
  // Somebody else was faster.
  await go('#historial?tipo=top_up&buscar=76543210');
  let row = await unfold('30,00');
  const { operations } = await everything(gerente, 'tipo=top_up&buscar=76543210&monto=30.00');
  await row.getByTestId('operation-reverse').click();
  await gerente.reverse(operations[0].id, 'Antes');
  await focused(page, 'reverse-reason');
  await page.keyboard.type('Tarde');
  await page.keyboard.press('Enter');
  await confirm(page);
  await noticed(page, 'No se registró', /ya fue reversada/);
  await row.locator('.state').waitFor();

  // A drawer that is too empty: what was sold of Entel has left it.
  await luis.move('EGRESO', 980, 'Al banco');
  await go('#historial?tipo=top_up&operadora=Entel&buscar=234,50');
  row = await unfold('234,50');
  await row.getByTestId('operation-reverse').click();
  await focused(page, 'reverse-reason');
  await page.keyboard.type('Error');
  await page.keyboard.press('Enter');
  await confirm(page);
  await noticed(page, 'No se registró', /Fondos insuficientes/);
  assert.equal(await row.locator('.state').count(), 0);
  await screenshot(page, 'history-refused-wide');
  assert.equal((await everything(gerente, `buscar=${big.numero_cliente}&monto=234.50`)).operations[0].estado, 'succeeded');

  // Float that has been sold: an injection cannot be taken back.
  await luis.sell('Viva', '70012345', 900);
  await luis.sell('Viva', '70012345', 800);
  await go('#historial?tipo=injection&buscar=1234,50');
  row = await unfold('1.234,50');
  await row.getByTestId('operation-reverse').click();
  await focused(page, 'reverse-reason');
  await page.keyboard.type('Error');
  await page.keyboard.press('Enter');
  await confirm(page);
  await noticed(page, 'No se registró', /Saldo insuficiente/);
});

test('what is typed while a dialog opens stays whole', async () => {
  await go('#historial?tipo=cash_movement');
  // A busy machine: what the page puts off until it has drawn comes late.
  await page.evaluate(() => {
    const { setTimeout } = window;
    window.setTimeout = (run, delay, ...rest) => setTimeout(run, delay || 300, ...rest);
    window.onTime = () => { window.setTimeout = setTimeout; };
  });
  const row = await unfold('taxi');
  await row.getByTestId('operation-reverse').click();
  await focused(page, 'reverse-reason');
  await page.keyboard.type('Vol');
  await page.evaluate(() => new Promise((resolve) => { window.setTimeout(resolve, 400); }));
  await page.keyboard.type('vió');
  assert.equal(await page.byId('reverse-reason').inputValue(), 'Volvió');
  await page.evaluate(() => window.onTime());
  await page.getByTestId('reverse-cancel').click();
  await page.byId('reverse-dialog').waitFor({ state: 'hidden' });
  await row.getByRole('button', { expanded: true }).click();
});

test('an answer that is lost resolves itself, and reverses once', async () => {
  await go('#historial?tipo=cash_movement');
  const seen = [];
  await page.route(REVERSALS, async (route) => {
    seen.push(route.request().headers()['idempotency-key']);
    if (seen.length > 1) return route.continue();
    await route.fetch();
    return route.abort('connectionreset');
  });
  const row = await unfold('taxi');
  await row.getByTestId('operation-reverse').click();
  await focused(page, 'reverse-reason');
  await page.keyboard.type('Volvió');
  await page.keyboard.press('Enter');
  await confirm(page);
  await page.byId('pending-item').waitFor();
  assert.match(await text(page.byId('pending-item')), /Reversa del movimiento N.º \d+ · Bs 15,50/);
  await page.byId('pending-item').waitFor({ state: 'detached', timeout: 60_000 });
  await noticed(page, 'Movimiento reversado');
  await row.locator('.state').waitFor();
  assert.ok(seen.length >= 2 && seen.every((key) => key === seen[0]), 'asked again with the same key');
  await page.unroute(REVERSALS);
  const { operations } = await everything(gerente, 'tipo=reversal');
  assert.equal(operations.filter(({ motivo }) => motivo === 'Volvió').length, 1);
});

test('a receipt is shown again, and the reference is added afterwards', async () => {
  await go('#historial?tipo=top_up&buscar=76543212');
  const row = await unfold('7654 3212');
  await row.getByTestId('operation-receipt').click();
  await page.byId('slip').waitFor();
  assert.match(await text(page.byId('slip')), /Recarga registrada .*7654 3212 .*ana/);
  await screenshot(page, 'history-receipt-wide');
  await page.byId('slip-close').click();
  await page.byId('operation-reference-save').click();
  assert.match(await text(page.byId('operation-reference-error')), /Complete este dato/);
  // The answer is lost: the same again finds its own words there.
  let attempts = 0;
  await page.route('**/referencia', async (route) => {
    attempts += 1;
    if (attempts > 1) return route.continue();
    await route.fetch();
    return route.abort('connectionreset');
  });
  await page.byId('operation-reference').fill('REF-991');
  await page.byId('operation-reference').press('Enter');
  await page.byId('operation-reference-trouble').filter({ hasText: /No hay respuesta/ }).waitFor();
  // Unless the list, read again once there was a server, has it by then.
  await page.byId('operation-reference').press('Enter', { timeout: 3_000 }).catch(() => {});
  await row.filter({ hasText: 'REF-991' }).waitFor();
  assert.equal(await page.byId('operation-reference').count(), 0);
  await page.unroute('**/referencia');
  assert.equal((await everything(gerente, 'buscar=76543212')).operations[0].referencia_operadora, 'REF-991');
});

test('no server: the last list with its age; a server that fails: words, and another try', async () => {
  await go('#historial');
  await listed(50);
  await page.route('**/operaciones**', (route) => route.abort('connectionfailed'));
  await page.byId('history-more').click();
  await page.byId('more-error').filter({ hasText: /No hay respuesta/ }).waitFor();
  await page.byId('history-search').press('Enter');
  await settled();
  await listed(50);
  await page.getByText(/se muestra lo último que se leyó/).waitFor();
  await screenshot(page, 'history-offline-wide');
  await page.byId('days-yesterday').click();
  await page.byId('history-retry').waitFor();
  await page.unroute('**/operaciones**');

  await page.route(PAGE, (route) => route.fulfill({ status: 500, contentType: 'application/json', body: '{"code":"internal","message":"x"}' }));
  await page.byId('days-today').click();
  await page.byId('section-trouble').filter({ hasText: /El servidor tuvo un problema/ }).waitFor();
  await screenshot(page, 'history-trouble-wide');
  await page.unroute(PAGE);
  await page.route(PAGE, async (route) => {
    await new Promise((resolve) => { setTimeout(resolve, 1_500); });
    await route.continue();
  });
  await page.byId('history-retry').click();
  await page.byId('history-loading').waitFor();
  await listed(50);
  await page.unroute(PAGE);
  page.assertNoErrors();
});

test('an Operador reverses nothing, and is told no figure of the drawer', async () => {
  const till = await browser.newPage(runtime.url);
  await enter(till, 'ana@kiosco.demo');
  await till.byId('operation').first().waitFor();
  await till.byId('operation').filter({ hasText: 'Recarga' }).first().getByRole('button').first().click();
  await till.byId('operation-receipt').waitFor();
  assert.equal(await till.byId('operation-reverse').count(), 0);
  assert.equal(await till.byId('sum-in').count(), 0);
  assert.equal(await till.byId('sum-sold').count(), 1);
  till.assertNoErrors();
});

for (const colorScheme of ['light', 'dark']) {
  test(`by thumb on 360 px, ${colorScheme}`, async () => {
    const phone = await browser.newPage(runtime.url, { viewport: NARROW, hasTouch: true, isMobile: true, colorScheme });
    await enter(phone, 'gerente@kiosco.demo');
    const look = async (name) => {
      await assertFits(phone);
      assert.deepEqual(await overflowing(phone), [], name);
      assert.deepEqual(await smallTargets(phone), [], name);
      await screenshot(phone, `${name}-${colorScheme}-360`);
    };
    await phone.byId('operation').first().waitFor();
    await look('history');
    await phone.byId('days-dates').tap();
    await phone.byId('operation').filter({ hasText: 'Recarga' }).first().getByRole('button').first().tap();
    await phone.byId('operation-reverse').waitFor();
    await look('history-unfolded');
    await phone.byId('operation-reverse').tap();
    await focused(phone, 'reverse-reason');
    await look('history-reverse');
    phone.assertNoErrors();
    if (colorScheme === 'dark') {
      const wide = await browser.newPage(runtime.url, { colorScheme });
      await enter(wide, 'gerente@kiosco.demo');
      await wide.byId('operation').nth(2).getByRole('button').first().click();
      await screenshot(wide, 'history-dark');
    }
  });
}
