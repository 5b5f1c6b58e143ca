// Cash sessions at the back office: whose are seen, and the closing report of one, read and printed.
import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { NARROW, assertFits, overflowing, screenshot, smallTargets, startBrowser } from '../lib/browser.mjs';
import { checkLedger } from '../lib/ledger.mjs';
import { cents, enter, everything, worker, written } from '../lib/office.mjs';
import { freshRuntime } from '../lib/runtime.mjs';
import { text } from '../lib/till.mjs';

let runtime;
let browser;
let gerente;
let ana;
let closed;
let still;

before(async () => {
  runtime = await freshRuntime({ assets: true });
  browser = await startBrowser();
  [ana, gerente] = await Promise.all(['ana@kiosco.demo', 'gerente@kiosco.demo'].map((email) => worker(runtime.url, email)));
  const luis = await worker(runtime.url, 'luis@kiosco.demo');
  closed = await ana.open('Caja 1', { '100.00': 2 });
  for (const [operator, number, amount] of [['Tigo', '76543210', 30], ['Entel', '71234567', 10.6], ['Viva', '70012345', 50], ['Tigo', '62123456', 20]]) await ana.sell(operator, number, amount);
  await ana.inject('Viva', 50);
  await ana.move('EGRESO', 15.5, 'Taxi');
  const [sale] = (await everything(gerente, 'tipo=top_up&monto=20.00')).operations;
  await gerente.reverse(sale.id, 'Número equivocado');
  await ana.close({ '100.00': 2, '20.00': 1, '5.00': 1 });
  await ana.api.patch(`/cajas/sesion/${closed}/motivo`, { motivo: 'Vuelto mal dado' });
  await luis.open('Caja 1', { '100.00': 2, '20.00': 1, '5.00': 1 });
  await luis.close({ '100.00': 2, '20.00': 1, '5.00': 1 });
  still = await luis.open('Caja 1', { '100.00': 3 });
  await luis.sell('Tigo', '76543210', 5);
});
after(async () => {
  await browser?.stop();
  await runtime?.stop();
});
afterEach(() => checkLedger(runtime.database));

test("a register's sessions, newest first, with what they differed by", async () => {
  const page = await browser.newPage(runtime.url);
  await enter(page, 'gerente@kiosco.demo', '#turnos');
  await page.byId('session').nth(2).waitFor();
  const register = (await gerente.get('/cajas')).find(({ nombre }) => nombre === 'Caja 1');
  const { sesiones } = await gerente.get(`/cajas/${register.id}`);
  assert.equal(await page.byId('session').count(), sesiones.length);
  await page.byId('session').nth(2).filter({ hasText: 'ana' }).waitFor();
  assert.match(await text(page.byId('session').nth(0)), /luis Turno N.º \d+ .*Abierto/);
  assert.match(await text(page.byId('session').nth(1)), /Cuadra/);
  assert.match(await text(page.byId('session').nth(2)), /Sobra \+?Bs|Falta −Bs/);
  await screenshot(page, 'sessions-wide');
  await page.getByRole('link', { name: 'Caja 2' }).click();
  await page.byId('sessions-empty').waitFor();
  assert.match(page.url(), /#turnos\?caja=\d+$/);
  await page.reload();
  await page.byId('sessions-empty').waitFor();
  page.assertNoErrors();
});

test('the closing report of a session says what the API does, and is printed', async () => {
  const page = await browser.newPage(runtime.url);
  await enter(page, 'gerente@kiosco.demo', `#turnos/${closed}`);
  await page.byId('report-difference').waitFor();
  const report = await gerente.get(`/sesiones/${closed}/informe`);
  const { sesion } = report;
  assert.notEqual(sesion.diferencia, '0.00');
  const figure = async (id, value) => assert.equal(await text(page.byId(id).locator('dd')), written(cents(value)), id);
  await figure('report-opening', sesion.monto_inicial);
  await figure('report-expected', sesion.monto_final_teorico);
  await figure('report-counted', sesion.monto_final_real);
  assert.ok((await text(page.byId('report-difference'))).endsWith(written(cents(sesion.diferencia))), await text(page.byId('report-difference')));
  assert.equal(await text(page.byId('report-reason')), 'Motivo: Vuelto mal dado');
  for (const name of [sesion.usuario, sesion.abierta_por, sesion.cerrada_por]) assert.ok((await text(page.byId('report-people'))).includes(name));
  const signed = ({ sentido, monto }) => (sentido === 'EGRESO' ? written(-cents(monto)) : `+${written(cents(monto))}`);
  const totals = await page.byId('report-total').allInnerTexts();
  assert.equal(totals.length, report.totales.length);
  report.totales.forEach((total, index) => {
    const words = totals[index].replaceAll(/\s+/g, ' ').trim();
    assert.ok(words.endsWith(`× ${total.cantidad} ${signed(total)}`), words);
  });
  const sold = await page.byId('report-sold').allInnerTexts();
  assert.deepEqual(
    sold.map((words) => words.replaceAll(/\s+/g, ' ').trim()),
    report.recargas.map(({ operadora, cantidad, monto }) => `${operadora} × ${cantidad} ${written(cents(monto))}`),
  );
  const entries = await page.byId('report-entry').allInnerTexts();
  assert.equal(entries.length, report.movimientos.length);
  report.movimientos.forEach((entry, index) => assert.ok(entries[index].replaceAll(/\s+/g, ' ').includes(signed(entry)), entries[index]));
  assert.match(await text(page.byId('report-counts')), /Al cerrar 100 × 2 Bs 200,00 20 × 1 Bs 20,00 5 × 1 Bs 5,00 Al abrir 100 × 2 Bs 200,00/);
  assert.equal(await text(page.byId('report-incomplete')), '');
  await screenshot(page, 'report-wide');

  await page.byId('report-print').click();
  const slip = await text(page.byId('slip'));
  for (const words of ['Informe de cierre', 'Caja 1', 'Vuelto mal dado', written(cents(sesion.diferencia)), 'Egreso: Taxi', 'Firma:']) assert.ok(slip.includes(words), words);
  await screenshot(page, 'report-slip-wide');
  await page.byId('slip-close').click();
  await page.getByRole('link', { name: 'Todos los turnos' }).click();
  await page.byId('session').first().waitFor();
  page.assertNoErrors();
});

test('an Operador sees the own sessions, and no report of an open one', async () => {
  const page = await browser.newPage(runtime.url);
  await enter(page, 'ana@kiosco.demo', '#turnos');
  await page.byId('session').first().waitFor();
  assert.equal(await page.byId('session').count(), 1);
  assert.match(await text(page.byId('session')), /ana/);
  const cashier = await browser.newPage(runtime.url);
  await enter(cashier, 'luis@kiosco.demo', `#turnos/${still}`);
  await cashier.byId('section-trouble').filter({ hasText: /se cuenta a ciegas/ }).waitFor();
  assert.equal(await cashier.byId('report-print').count(), 0);
  await screenshot(cashier, 'report-refused-wide');
  const manager = await browser.newPage(runtime.url);
  await enter(manager, 'gerente@kiosco.demo', `#turnos/${still}`);
  await manager.getByRole('heading', { name: 'Informe del turno abierto' }).waitFor();
  assert.equal(await manager.byId('report-difference').count(), 0);
});

test('a report that is not there, or cannot be read, says so', async () => {
  const page = await browser.newPage(runtime.url);
  await enter(page, 'gerente@kiosco.demo', '#turnos/999');
  await page.byId('section-trouble').filter({ hasText: /Sesión de caja con ID 999 no encontrada/ }).waitFor();
  await page.route('**/informe', (route) => route.abort('connectionfailed'));
  await page.evaluate((id) => { location.hash = `#turnos/${id}`; }, closed);
  await page.byId('section-trouble').filter({ hasText: /No hay respuesta/ }).waitFor();
  await page.unroute('**/informe');
  await page.byId('report-retry').click();
  await page.byId('report-difference').waitFor();
});

for (const colorScheme of ['light', 'dark']) {
  test(`by thumb on 360 px, ${colorScheme}`, async () => {
    const phone = await browser.newPage(runtime.url, { viewport: NARROW, hasTouch: true, isMobile: true, colorScheme });
    await enter(phone, 'gerente@kiosco.demo', '#turnos');
    const look = async (name) => {
      await assertFits(phone);
      assert.deepEqual(await overflowing(phone), [], name);
      assert.deepEqual(await smallTargets(phone), [], name);
      await screenshot(phone, `${name}-${colorScheme}-360`);
    };
    await phone.byId('session').nth(2).filter({ hasText: 'ana' }).waitFor();
    await look('sessions');
    await phone.byId('session').nth(2).getByRole('link').tap();
    await phone.byId('report-difference').waitFor();
    await look('report');
    phone.assertNoErrors();
  });
}
