// What goes wrong at the back office and after a closing: answers that come late, words that would be lost, a network that comes back, paper.
import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { until } from '../../scripts/lib/process.mjs';
import { NARROW, assertFits, focused, overflowing, screenshot, smallTargets, startBrowser } from '../lib/browser.mjs';
import { checkLedger } from '../lib/ledger.mjs';
import { cents, enter, worker, written } from '../lib/office.mjs';
import { freshRuntime } from '../lib/runtime.mjs';
import { confirm, count, open, shows, signIn, text } from '../lib/till.mjs';

const SETTINGS = '/app/ajustes/';
const MM_PER_PIXEL = 25.4 / 96;
let runtime;
let browser;
let gerente;
let admin;

before(async () => {
  runtime = await freshRuntime({ assets: true });
  browser = await startBrowser();
  [gerente, admin] = await Promise.all(['gerente@kiosco.demo', 'admin@kiosco.demo'].map((email) => worker(runtime.url, email)));
});
after(async () => {
  await browser?.stop();
  await runtime?.stop();
});
afterEach(() => checkLedger(runtime.database));

const report = (id) => gerente.get(`/sesiones/${id}/informe`);
const registerId = async (name) => (await gerente.get('/cajas')).find(({ nombre }) => nombre === name).id;

/** A session of ana's at Caja 2, opened and closed through the page, a boliviano short. Answers its number; the summary is shown. */
async function closeShort(page) {
  await page.byId('open-submit').waitFor();
  await open(page, 'Caja 2', { '200.00': 1 });
  await page.byId('tab-close').click();
  await focused(page, 'count-200.00');
  await count(page, { '100.00': 1, '50.00': 1, '20.00': 2, '5.00': 1, '2.00': 2 });
  await page.byId('close-submit').click();
  await confirm(page);
  await focused(page, 'closed-title');
  const { sesiones } = await gerente.get(`/cajas/${await registerId('Caja 2')}`);
  return sesiones[0].id;
}

/** Holds back the answers to what fits, until `release()`; `arrived` says how many wait or have waited. */
async function holdBack(page, pattern, method, fulfil) {
  let release;
  const held = new Promise((resolve) => { release = resolve; });
  const state = { arrived: 0, release };
  await page.route(pattern, async (route) => {
    if (route.request().method() !== method) return route.continue();
    state.arrived += 1;
    const response = fulfil ?? { response: await route.fetch() };
    await held;
    return route.fulfill(response);
  });
  return state;
}

test('the reason of a difference: typed and not saved, it is told of, kept, and asked for on the report', async () => {
  const page = await browser.newPage(runtime.url);
  await signIn(page, 'ana@kiosco.demo');
  const id = await closeShort(page);
  await page.byId('difference-reason').fill('Vuelto mal dado');
  await page.byId('closed-finish').click();
  assert.match(await text(page.byId('closed-unsaved')), /no está guardado/);
  await focused(page, 'difference-reason');
  await screenshot(page, 'closed-unsaved-wide');
  await page.byId('closed-report').click();
  await page.byId('report-reason').waitFor();
  assert.equal(await text(page.byId('report-reason')), 'Sin motivo registrado.');
  assert.equal(await page.byId('difference-reason').inputValue(), 'Vuelto mal dado');
  await screenshot(page, 'report-reason-wide');
  await page.reload();
  await page.byId('difference-reason').waitFor();
  assert.equal(await page.byId('difference-reason').inputValue(), 'Vuelto mal dado');

  // Neither who supervises nor who is at another register writes it.
  for (const email of ['gerente@kiosco.demo', 'luis@kiosco.demo']) {
    const other = await browser.newPage(runtime.url);
    await enter(other, email, `#turnos/${id}`);
    await other.byId('report-reason').waitFor();
    assert.equal(await other.byId('difference-reason').count(), 0, email);
  }
  const above = await browser.newPage(runtime.url);
  await enter(above, 'admin@kiosco.demo', `#turnos/${id}`);
  await above.byId('difference-reason').waitFor();
  assert.equal(await above.byId('difference-reason').inputValue(), '');

  await page.byId('difference-reason').press('Enter');
  await shows(page.byId('report-reason'), 'Motivo: Vuelto mal dado');
  await page.byId('reason-saved').waitFor();
  await focused(page, 'report-print');
  assert.equal(await page.byId('difference-reason').count(), 0);
  assert.equal((await report(id)).sesion.motivo_diferencia, 'Vuelto mal dado');
  assert.equal(await page.evaluate(() => sessionStorage.getItem('ventanilla.draft.reason')), null);
  await screenshot(page, 'report-reason-saved-wide');

  // Another page still offers the form, and learns what stands.
  await above.byId('difference-reason').fill('Robo');
  await above.byId('save-reason').click();
  await above.byId('reason-stands').filter({ hasText: /ya está registrado/ }).waitFor();
  await shows(above.byId('report-reason'), 'Motivo: Vuelto mal dado');
  assert.equal(await above.byId('reason-saved').count(), 0);
  page.assertNoErrors();
  above.assertNoErrors();
});

test('a reason that somebody else wrote first is no success, and a closing left by a reload can still be explained', async () => {
  const page = await browser.newPage(runtime.url, { viewport: NARROW, hasTouch: true, isMobile: true });
  await signIn(page, 'ana@kiosco.demo');
  const first = await closeShort(page);
  assert.equal((await admin.api.patch(`/cajas/sesion/${first}/motivo`, { motivo: 'Lo contó el administrador' })).status, 200);
  await page.byId('difference-reason').fill('Vuelto mal dado');
  await page.byId('save-reason').click();
  await page.byId('reason-stands').filter({ hasText: /ya está registrado/ }).waitFor();
  assert.equal(await text(page.byId('closed-reason')), 'Motivo: Lo contó el administrador');
  assert.equal(await page.byId('reason-saved').count(), 0);
  await assertFits(page);
  await screenshot(page, 'reason-stands-360');
  await page.byId('closed-finish').click();
  await page.byId('open-submit').waitFor();

  // What was lost on its way to the page is written once, and the same again is no other.
  await page.goto('/app/');
  const second = await closeShort(page);
  await page.reload();
  await page.byId('open-submit').waitFor();
  await page.goto(`/app/turnos/#turnos/${second}`);
  await page.byId('difference-reason').fill('Redondeo');
  await assertFits(page);
  assert.deepEqual(await overflowing(page), []);
  assert.deepEqual(await smallTargets(page), []);
  await screenshot(page, 'report-reason-360');
  let attempts = 0;
  await page.route('**/motivo', async (route) => {
    attempts += 1;
    await route.fetch();
    return attempts === 1 ? route.abort('connectionreset') : route.continue();
  });
  await page.byId('save-reason').click();
  await until(async () => (await text(page.byId('difference-reason-trouble'))) !== '');
  await page.byId('save-reason').click();
  await shows(page.byId('report-reason'), 'Motivo: Redondeo');
  await page.byId('reason-saved').waitFor();
  page.assertNoErrors();
});

test('settings: an answer that comes late neither takes anybody out of another form nor takes the focus, and is told', async () => {
  const page = await browser.newPage(runtime.url);
  await signIn(page, 'admin@kiosco.demo', `${SETTINGS}#sucursales`);
  await page.byId('settings-rows').waitFor();
  const branch = (await admin.get('/sucursales')).find(({ codigo }) => codigo === 'NORTE').id;
  const elsewhere = async () => {
    await page.evaluate(() => { location.hash = '#usuarios/nuevo'; });
    await focused(page, 'user-nombres');
    await page.keyboard.type('Rosa');
    await page.byId('user-p_apellido').fill('Quispe');
    await focused(page, 'user-p_apellido');
  };
  const stays = async () => {
    // Longer than anything that would follow the answer.
    await page.waitForTimeout(500);
    assert.match(page.url(), /#usuarios\/nuevo$/);
    assert.equal(await page.byId('user-nombres').inputValue(), 'Rosa');
    assert.equal(await page.evaluate(() => document.activeElement.id), 'user-p_apellido');
  };

  // A success.
  await page.goto(`${SETTINGS}#sucursales/${branch}`);
  await focused(page, 'branch-name');
  await page.byId('branch-name').fill('Sucursal del Norte');
  let late = await holdBack(page, '**/sucursales/*', 'PATCH');
  await page.byId('settings-save').click();
  await until(() => late.arrived === 1);
  await elsewhere();
  late.release();
  await shows(page.byId('settings-said'), 'Sucursal del Norte: guardado.');
  await stays();
  await screenshot(page, 'settings-late-wide');
  await page.unroute('**/sucursales/*');

  // A refusal.
  await page.goto(`${SETTINGS}#sucursales/${branch}`);
  await focused(page, 'branch-name');
  await page.byId('branch-code').fill('CENTRO');
  late = await holdBack(page, '**/sucursales/*', 'PATCH');
  await page.byId('settings-save').click();
  await until(() => late.arrived === 1);
  await elsewhere();
  late.release();
  await shows(page.byId('settings-said'), 'Sobre lo que estaba guardando antes: Ya existe una sucursal con ese código; elija otro.');
  await stays();
  await screenshot(page, 'settings-late-refusal-wide');
  await page.unroute('**/sucursales/*');

  // The shop, which has no list to go back to.
  await page.goto(`${SETTINGS}#tienda`);
  await page.byId('shop-blind').uncheck({ force: true });
  late = await holdBack(page, '**/configuracion', 'PATCH');
  await page.byId('settings-save').click();
  await until(() => late.arrived === 1);
  await elsewhere();
  late.release();
  await shows(page.byId('settings-said'), 'Kiosco Demo: guardado.');
  await stays();
  await page.unroute('**/configuracion');

  // Back at the list before the answer: it has what was saved.
  await page.goto(`${SETTINGS}#sucursales/${branch}`);
  await focused(page, 'branch-name');
  await page.byId('branch-name').fill('Sucursal Norte');
  late = await holdBack(page, '**/sucursales/*', 'PATCH');
  await page.byId('settings-save').click();
  await until(() => late.arrived === 1);
  await page.byId('settings-cancel').click();
  await page.byId('settings-rows').waitFor();
  late.release();
  await shows(page.byId('settings-said'), 'Sucursal Norte: guardado.');
  await page.locator('.row').filter({ hasText: 'Sucursal Norte' }).waitFor();
  page.assertNoErrors();
});

test('settings: the browser’s Back takes a question with it', async () => {
  const page = await browser.newPage(runtime.url);
  await signIn(page, 'admin@kiosco.demo', `${SETTINGS}#usuarios`);
  await page.byId(`usuarios-${admin.api.user.id}`).click();
  await focused(page, 'user-name');
  await page.byId('user-role-4').check({ force: true });
  await page.byId('settings-save').click();
  await focused(page, 'question-no');
  await page.goBack();
  await page.byId('settings-rows').waitFor();
  await page.byId('question').waitFor({ state: 'hidden' });
  await page.byId('settings-new').click();
  await focused(page, 'user-nombres');
  assert.equal((await admin.get('/usuario')).data.find(({ id }) => id === admin.api.user.id).role.nombre, 'Administrador');
  page.assertNoErrors();
});

test('settings: whose clock what goes by', async () => {
  const page = await browser.newPage(runtime.url);
  await signIn(page, 'admin@kiosco.demo', `${SETTINGS}#tienda`);
  await page.byId('shop-offset').waitFor();
  assert.match(await text(page.locator('#shop-offset-hint')), /el historial, la lista de turnos y los recibos.*informes de cierre van con la hora de su sucursal/);
  await page.goto(`${SETTINGS}#sucursales/nuevo`);
  await focused(page, 'branch-name');
  assert.match(await text(page.locator('#branch-offset-hint')), /informes de cierre y su resumen del día/);
});

test('the sessions are read again once there is a server again, and so is a report that could not be', async () => {
  const page = await browser.newPage(runtime.url);
  await enter(page, 'gerente@kiosco.demo', '#turnos');
  await page.getByRole('link', { name: 'Caja Norte' }).click();
  await page.byId('sessions-empty').waitFor();
  await page.context().setOffline(true);
  await page.byId('offline').waitFor();
  const luis = await worker(runtime.url, 'luis@kiosco.demo');
  const id = await luis.open('Caja Norte', { '50.00': 1 });
  await page.context().setOffline(false);
  await page.byId('session').filter({ hasText: 'Abierto' }).waitFor();
  await luis.close({ '50.00': 1 });

  await page.route('**/informe', (route) => route.abort('connectionfailed'));
  await page.evaluate((number) => { location.hash = `#turnos/${number}`; }, id);
  await page.byId('report-retry').waitFor();
  await page.unroute('**/informe');
  await page.byId('report-difference').waitFor();
  page.assertNoErrors();
});

test('a session that is not there is not looked for again', async () => {
  const page = await browser.newPage(runtime.url);
  await enter(page, 'gerente@kiosco.demo', '#turnos/999');
  await page.byId('section-trouble').filter({ hasText: /no encontrada/ }).waitFor();
  assert.equal(await page.byId('report-retry').count(), 0);
  await screenshot(page, 'report-not-there-wide');
  await page.getByRole('link', { name: 'Todos los turnos' }).click();
  await page.byId('session').or(page.byId('sessions-empty')).first().waitFor();
});

test('sessions of another year say so, by the server’s clock', async () => {
  const page = await browser.newPage(runtime.url);
  const id = await registerId('Caja 2');
  const year = new Date().getFullYear();
  await page.route(`**/cajas/${id}`, async (route) => {
    const response = await route.fetch();
    const register = await response.json();
    Object.assign(register.sesiones[0], { fecha_apertura: `${year - 1}-12-31T12:00:00.000Z`, fecha_cierre: `${year}-01-01T12:00:00.000Z` });
    Object.assign(register.sesiones[1], { fecha_apertura: `${year - 1}-11-30T12:00:00.000Z`, fecha_cierre: `${year - 1}-11-30T22:30:00.000Z` });
    return route.fulfill({ response, json: register });
  });
  await enter(page, 'gerente@kiosco.demo', `#turnos?caja=${id}`);
  await page.byId('session').first().waitFor();
  assert.match(await text(page.byId('session').first()), new RegExp(`31/12/${year - 1}, 08:00 – 0?1/0?1, 08:00`));
  assert.match(await text(page.byId('session').nth(1)), new RegExp(`30/11/${year - 1}, 08:00 – 30/11/${year - 1}, 18:30`));
  const cut = () => page.evaluate(() => [...document.querySelectorAll('.sessions .when')].filter((element) => element.scrollWidth > element.clientWidth).length);
  assert.equal(await cut(), 0);
  await screenshot(page, 'sessions-of-another-year-wide');
  await page.setViewportSize(NARROW);
  await assertFits(page);
  assert.deepEqual(await overflowing(page), []);
  await screenshot(page, 'sessions-of-another-year-360');
  page.assertNoErrors();
});

test('the printed closing report has every movement, and fits paper of 58 mm', async () => {
  const ana = await worker(runtime.url, 'ana@kiosco.demo');
  const id = await ana.open('Caja 1', { '200.00': 3 });
  await ana.sell('Tigo', '76543210', 30);
  const undone = await ana.sell('Entel', '71234567', 999.9);
  await ana.inject('Viva', 50);
  await ana.move('EGRESO', 15.5, 'Taxi-al-distribuidor-de-la-avenida-Buenos-Aires-esquina-Tumusla');
  await gerente.reverse(undone.id_operacion, 'Número equivocado');
  await ana.close({ '200.00': 2 });
  const { sesion, movimientos } = await report(id);
  assert.ok(movimientos.length >= 5);

  const page = await browser.newPage(runtime.url);
  await enter(page, 'gerente@kiosco.demo', `#turnos/${id}`);
  await page.byId('report-print').click();
  await focused(page, 'slip-print');
  const slip = await text(page.byId('slip'));
  for (const entry of movimientos) {
    const time = new Date(Date.parse(entry.fecha) + sesion.zona_utc_minutos * 60_000).toISOString().slice(11, 16);
    const number = entry.numero === null ? '' : ` N.º ${entry.numero}`;
    const amount = entry.sentido === 'EGRESO' ? written(-cents(entry.monto)) : `+${written(cents(entry.monto))}`;
    const start = slip.indexOf(`${time}${number} `, slip.indexOf('Movimientos'));
    assert.ok(start >= 0 && slip.indexOf(amount, start) > start, `${time}${number} ${amount} in ${slip}`);
  }
  assert.match(slip, /Recarga Tigo: 7654 3210/);
  assert.match(slip, /Recarga Entel: 7123 4567 \(Reversada\)/);
  assert.match(slip, /Inyección Viva −Bs 50,00/);

  await page.byId('paper-58').check({ force: true });
  await page.evaluate(() => { window.print = () => {}; });
  await page.byId('slip-print').click();
  const rule = () => page.evaluate(() => [...document.styleSheets[0].cssRules].find(({ cssText }) => cssText.startsWith('@page'))?.cssText);
  const [, height] = (await rule()).match(/size: 58mm (\d+)mm/).map(Number);
  await page.emulateMedia({ media: 'print' });
  await page.setViewportSize({ width: Math.floor(58 / MM_PER_PIXEL), height: Math.floor(height / MM_PER_PIXEL) });
  const over = await page.evaluate(() =>
    [...document.querySelectorAll('.printed *')].filter((element) => element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0).map((element) => element.textContent));
  assert.deepEqual(over, []);
  assert.equal(await page.locator('.page').isVisible(), false, 'only the slip is printed');
  await page.screenshot({ path: 'target/screenshots/closing-paper-58.png' });
  const pdf = await page.pdf({ width: '58mm', height: `${height}mm`, printBackground: true });
  assert.equal(pdf.toString('latin1').match(/\/Type \/Page\b/g).length, 1);
  page.assertNoErrors();
});

test('the size of the paper stays until the print is over, where printing does not wait', async () => {
  const page = await browser.newPage(runtime.url);
  await enter(page, 'gerente@kiosco.demo', '#turnos');
  await page.getByRole('link', { name: 'Caja Norte' }).click();
  await page.byId('session').first().getByRole('link').click();
  await page.byId('report-print').click();
  await focused(page, 'slip-print');
  await page.evaluate(() => { window.print = () => {}; });
  const rules = () => page.evaluate(() => [...document.styleSheets[0].cssRules].filter(({ cssText }) => cssText.startsWith('@page')).map(({ cssText }) => cssText));
  await page.byId('slip-print').click();
  assert.match((await rules()).join(), /size: 80mm/);
  await page.byId('paper-58').check({ force: true });
  await page.byId('slip-print').click();
  const second = await rules();
  assert.equal(second.length, 1, 'only that of the last print');
  assert.match(second[0], /size: 58mm/);
  await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
  assert.deepEqual(await rules(), []);
  page.assertNoErrors();
});

test('without a slip, the page itself is printed', async () => {
  const page = await browser.newPage(runtime.url, { colorScheme: 'dark' });
  await enter(page, 'gerente@kiosco.demo', '#turnos');
  await page.getByRole('link', { name: 'Caja 1' }).click();
  await page.byId('session').first().getByRole('link').click();
  await page.byId('report-entry').first().waitFor();
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  assert.ok(await page.byId('report-entry').first().isVisible());
  assert.ok(await page.getByRole('heading', { name: 'Informe de cierre' }).isVisible());
  assert.ok(await page.byId('demo-banner').isVisible(), 'what is worth nothing says so on paper');
  assert.deepEqual(await page.locator('nav:visible, button:visible, .back:visible').allInnerTexts(), []);
  assert.equal(await page.byId('report-entry').first().evaluate((element) => getComputedStyle(element).color), 'rgb(0, 0, 0)');
  await page.setViewportSize({ width: 794, height: 1123 });
  await screenshot(page, 'report-on-paper');
  await page.pdf({ path: 'target/screenshots/report-on-paper.pdf', format: 'A4' });
  await page.goto('/app/oficina/#historial');
  await page.byId('operation').first().waitFor();
  assert.ok(await page.byId('operation').first().isVisible());
  await screenshot(page, 'history-on-paper');
  page.assertNoErrors();
});

test('the own password is changed only by who knows the present one', async () => {
  const page = await browser.newPage(runtime.url, { viewport: NARROW, hasTouch: true, isMobile: true });
  await signIn(page, 'luis@kiosco.demo', `${SETTINGS}#clave`);
  await focused(page, 'own-password-now');
  const changes = [];
  page.on('request', (request) => {
    if (request.method() === 'PATCH') changes.push(request.url());
  });
  const type = async (typed, next) => {
    await page.keyboard.type(typed);
    await page.keyboard.press('Enter');
    if (next) await focused(page, next);
  };
  await type('no-es-la-de-luis', 'own-password');
  await type('clave-nueva-de-luis', 'own-password-again');
  await type('clave-nueva-de-luis', 'own-password-now');
  await shows(page.byId('own-password-now-error'), 'No es su contraseña actual. Si cambió su correo, salga y entre de nuevo.');
  await assertFits(page);
  assert.deepEqual(await smallTargets(page), []);
  await screenshot(page, 'settings-password-not-the-present-one-360');
  // Signing in is locked after five of them, and that is said in its own words.
  for (let attempt = 2; attempt <= 5; attempt += 1) {
    const answer = page.waitForResponse('**/auth/login');
    await page.byId('settings-save').click();
    await answer;
    await until(() => page.byId('settings-save').isEnabled());
  }
  await page.byId('own-password-now').fill('demo-Luis-2026');
  await shows(page.byId('own-password-now-error'), '');
  await page.byId('settings-save').click();
  await until(async () => /^Demasiados intentos fallidos; espere \d+ minutos/.test(await text(page.byId('settings-trouble'))));
  await focused(page, 'settings-save');
  await screenshot(page, 'settings-password-locked-360');
  assert.deepEqual(changes, [], 'nothing was changed');
  page.assertNoErrors();
});
