// What a till says and does when the network, the server, another till or the machine's clock is not as it should be.
import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { until } from '../../scripts/lib/process.mjs';
import { focused, screenshot, startBrowser } from '../lib/browser.mjs';
import { login } from '../lib/client.mjs';
import { checkLedger } from '../lib/ledger.mjs';
import { freshRuntime } from '../lib/runtime.mjs';
import { atWork, confirm, count, noticed, open, shows, signIn, signOut, speak, text, typeSale } from '../lib/till.mjs';

const SALES = '**/recargas/cliente';
const DAY_MS = 24 * 60 * 60 * 1_000;
let runtime;
let browser;
let ana;
before(async () => {
  runtime = await freshRuntime({ assets: true });
  browser = await startBrowser();
  ana = await login(runtime.url, 'ana@kiosco.demo');
});
after(async () => {
  await browser?.stop();
  await runtime?.stop();
});
afterEach(() => checkLedger(runtime.database));

const sold = async () => (await ana.get('/recargas/historial/clientes')).body.length;
const selling = async () => atWork(await browser.newPage(runtime.url));

test('without a network nothing is sent, and nothing is sent later behind anybody’s back', async () => {
  const page = await selling();
  assert.equal(await text(page.byId('network')), 'En línea');
  const before = await sold();
  const seen = [];
  page.on('request', (request) => request.method() === 'POST' && seen.push(request.url()));
  await typeSale(page, '76543210', '10');
  await page.context().setOffline(true);
  await page.byId('offline').waitFor();
  await page.keyboard.press('Enter');
  assert.equal(await page.byId('confirm-yes').getAttribute('aria-disabled'), 'true');
  assert.match(await text(page.byId('confirm-offline')), /no se envía nada, ni ahora ni después/);
  await screenshot(page, 'confirm-offline-wide');
  assert.equal(await text(page.byId('network')), 'Sin conexión');
  await page.context().setOffline(false);
  await page.byId('offline').waitFor({ state: 'detached' });
  assert.deepEqual(seen, []);
  assert.equal(await sold(), before);
  await confirm(page);
  await noticed(page, 'Recarga registrada');
  assert.equal(await sold(), before + 1);
  page.assertNoErrors();
});

test('a server that is slow: the page says so, and it is done once', async () => {
  const page = await selling();
  const before = await sold();
  let asked = 0;
  await page.route(SALES, async (route) => {
    asked += 1;
    const answer = await route.fetch();
    await new Promise((resolve) => setTimeout(resolve, 5_000));
    await route.fulfill({ response: answer });
  });
  await typeSale(page, '76543210', '11');
  await confirm(page);
  await page.byId('confirm-slow').filter({ hasText: 'una sola vez' }).waitFor();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  assert.ok(await page.byId('confirm-yes').isVisible());
  await screenshot(page, 'confirm-slow-wide');
  await noticed(page, 'Recarga registrada', /Bs 11,00/);
  assert.equal(asked, 1);
  assert.equal(await sold(), before + 1);
});

test('a server that answers 500 or nothing at first: words and another try; what was read before is shown with its age', async () => {
  const page = await selling();
  await page.route('**/configuracion', (route) => route.fulfill({ status: 500, body: '{"code":"internal","message":"x"}' }));
  await page.reload();
  await page.byId('trouble').waitFor();
  assert.match(await text(page.byId('trouble')), /problema/);
  await screenshot(page, 'trouble-wide');
  await page.unroute('**/configuracion');
  await page.byId('retry').click();
  await focused(page, 'sell-number');

  await page.byId('sale').first().waitFor();
  const sales = await page.byId('sale').count();
  await page.route((url) => !url.pathname.startsWith('/app/'), (route) => route.abort('connectionrefused'));
  await page.reload();
  await page.byId('as-of').waitFor();
  assert.match(await text(page.byId('as-of')), /se muestra lo último que se leyó \(\d\d:\d\d, hora/);
  await until(async () => (await page.byId('sale').count()) === sales);
  assert.equal(await text(page.byId('register-name')), 'Caja 1');
  await screenshot(page, 'offline-lists-wide');
  await page.unrouteAll();
  await page.byId('as-of').waitFor({ state: 'detached', timeout: 30_000 });
});

test('what one user read is not shown to another', async () => {
  const page = await selling();
  await signOut(page);
  assert.deepEqual(await page.evaluate(() => Object.keys(localStorage).filter((name) => name.startsWith('ventanilla.kept.'))), []);
});

test('a session closed from another till while a sale is being typed', async () => {
  const page = await selling();
  const before = await sold();
  await typeSale(page, '71234567', '12');
  const admin = await login(runtime.url, 'Administrador');
  const session = (await ana.get(`/cajas/sesion-activa/${ana.user.id}`)).body;
  const closing = await admin.patch(`/cajas/sesion/${session.id}/cerrar`, { monto_final_real: 100 });
  assert.equal(closing.status, 200);
  await confirm(page);
  await noticed(page, 'No se registró', /sesión de caja/);
  await page.byId('open-submit').waitFor();
  await screenshot(page, 'session-closed-elsewhere-wide');
  assert.equal(await sold(), before);
  // With the register open again, what was typed is still there.
  await page.byId('register-Caja 1').check({ force: true });
  await count(page, { '100.00': 1 });
  await page.byId('open-submit').click();
  await confirm(page);
  await focused(page, 'sell-number');
  assert.equal(await page.byId('sell-number').inputValue(), '71234567');
  assert.equal(await page.byId('sell-amount').inputValue(), '12');
});

test('a machine whose clock is wrong by a day: it is told, and times are the server’s', async () => {
  const page = await browser.newPage(runtime.url);
  await page.clock.install({ time: Date.now() + DAY_MS });
  await signIn(page, 'luis@kiosco.demo');
  await page.byId('clock-wrong').waitFor();
  await page.byId('open-submit').waitFor();
  await open(page, 'Caja 2', { '100.00': 1 });
  await typeSale(page, '76543210', '13');
  await confirm(page);
  await noticed(page, 'Recarga registrada', /Bs 13,00/);
  await page.byId('notice-receipt').click();
  const luis = await login(runtime.url, 'luis@kiosco.demo');
  const [sale] = (await luis.get('/recargas/historial/clientes')).body;
  const local = new Date(Date.parse(sale.fecha_hora) - 4 * 60 * 60 * 1_000).toISOString();
  assert.match(await text(page.byId('slip')), new RegExp(`${local.slice(8, 10)}/${local.slice(5, 7)}/${local.slice(0, 4)}, ${local.slice(11, 19)}`));
  await screenshot(page, 'clock-wrong-wide');
  page.assertNoErrors();
});

test('numbers and dates are written as the language writes them', async () => {
  const page = await browser.newPage(runtime.url);
  await signIn(page, 'gerente@kiosco.demo');
  await page.byId('open-submit').waitFor();
  await open(page, 'Caja Norte', { '200.00': 6, '5.00': 1 });
  for (const [language, expected] of [['es', 'Bs 1.205,00'], ['pt', 'Bs 1.205,00'], ['en', 'Bs 1,205.00']]) {
    await speak(page, language);
    await shows(page.byId('drawer'), expected);
    const written = await page.evaluate((tag) => new Intl.NumberFormat(`${tag}-BO`, { minimumFractionDigits: 2, useGrouping: 'always' }).format('1205.00'), language);
    assert.equal(`Bs ${written}`, expected);
  }
  page.assertNoErrors();
});
