// The settings through the pages: each section as an Administrador uses it, what is refused, what goes wrong, and who does not see them.
import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { until } from '../../scripts/lib/process.mjs';
import { assertAccessible } from '../lib/accessible.mjs';
import { NARROW, WIDE, assertFits, focused, overflowing, screenshot, smallTargets, startBrowser } from '../lib/browser.mjs';
import { call, login } from '../lib/client.mjs';
import { checkLedger } from '../lib/ledger.mjs';
import { freshRuntime } from '../lib/runtime.mjs';
import { confirm, noticed, shows, signIn, text } from '../lib/till.mjs';

const SETTINGS = '/app/ajustes/';
let runtime;
let browser;
let page;
let admin;

before(async () => {
  runtime = await freshRuntime({ assets: true });
  browser = await startBrowser();
  admin = await login(runtime.url, 'Administrador');
  page = await browser.newPage(runtime.url);
  await signIn(page, 'admin@kiosco.demo', `${SETTINGS}#usuarios`);
  await page.byId('settings-rows').waitFor();
});
after(async () => {
  await browser?.stop();
  await runtime?.stop();
});
afterEach(() => checkLedger(runtime.database));

const section = async (name, of = page) => {
  await of.byId(`to-${name}`).click();
  await of.byId('settings-rows').or(of.byId('settings-save')).first().waitFor();
};
const users = async () => (await admin.get('/usuario')).body.data;
const registers = async () => (await admin.get('/cajas')).body;
const wrong = (id) => text(page.byId(`${id}-error`));
const save = () => page.byId('settings-save').click();
const said = (expected) => shows(page.byId('settings-said'), expected);
const row = (name) => page.locator('.row').filter({ hasText: name });
const stored = () => page.evaluate(() => Object.keys(localStorage).filter((name) => name.startsWith('ventanilla.pending.')));

test('users: added, changed, refused, found, switched off', async () => {
  await screenshot(page, 'settings-users-wide');
  await page.byId('settings-new').click();
  await focused(page, 'user-nombres');
  await screenshot(page, 'settings-user-new-wide');
  await save();
  assert.match(await wrong('user-nombres'), /Complete este dato/);
  assert.match(await wrong('user-p_apellido'), /Complete este dato/);
  assert.match(await wrong('user-email'), /Complete este dato/);
  assert.match(await wrong('user-password'), /Complete este dato/);
  await focused(page, 'user-nombres');
  await screenshot(page, 'settings-user-wrong-wide');

  // By keyboard: Enter goes on from field to field, and sends at the last one.
  for (const [id, typed] of [['user-nombres', 'Rosa María'], ['user-p_apellido', 'Ñáñez'], ['user-s_apellido', 'Quispe'], ['user-email', 'ANA@kiosco.demo']]) {
    await focused(page, id);
    await page.keyboard.type(typed);
    await page.keyboard.press('Enter');
  }
  await focused(page, 'user-password');
  await page.keyboard.type('clave');
  // The role is looked at before anybody is added.
  const toSave = async () => {
    await page.keyboard.press('Enter');
    await focused(page, 'user-role-2');
    assert.equal((await users()).length, 4);
    await page.keyboard.press('Enter');
    await focused(page, 'settings-save');
    await page.keyboard.press('Enter');
  };
  await toSave();
  await focused(page, 'user-password');
  assert.match(await wrong('user-password'), /8/);
  await page.byId('user-password').fill('clave-de-rosa');
  await toSave();
  await shows(page.byId('user-email-error'), 'Ya existe un usuario con ese correo; use otro.');
  await focused(page, 'user-email');
  await page.byId('user-email').fill('rosa@kiosco.demo');
  await page.byId('user-role-4').check({ force: true });
  await focused(page, 'settings-save');
  await page.byId('settings-save').dblclick();
  await said('Rosa María Ñáñez Quispe: agregado.');
  const rosa = (await users()).find(({ email }) => email === 'rosa@kiosco.demo');
  assert.equal(rosa.role.nombre, 'Gerente');
  assert.equal((await users()).length, 5, 'a double click adds one');
  await focused(page, `usuarios-${rosa.id}`);
  assert.match(await text(page.byId(`usuarios-${rosa.id}`)), /Rosa María Ñáñez Quispe rosa@kiosco\.demo · Gerente/);
  await screenshot(page, 'settings-users-added-wide');

  // Her role and her password change: her sign-in ends, and the page has said so.
  const signedIn = await call(runtime.url, 'POST', '/auth/login', { body: { email: 'rosa@kiosco.demo', password: 'clave-de-rosa' } });
  await page.keyboard.press('Enter');
  await focused(page, 'user-name');
  assert.match(await text(page.locator('.note')), /sus sesiones abiertas terminan/);
  await screenshot(page, 'settings-user-edit-wide');
  await page.byId('user-role-2').check({ force: true });
  await page.byId('user-password').fill('otra-clave-de-rosa');
  await save();
  await said('Rosa María Ñáñez Quispe: guardado. Tendrá que iniciar sesión de nuevo.');
  assert.equal((await call(runtime.url, 'GET', '/usuario/' + rosa.id, { token: signedIn.body.access_token })).status, 401);
  assert.equal((await call(runtime.url, 'POST', '/auth/login', { body: { email: 'rosa@kiosco.demo', password: 'otra-clave-de-rosa' } })).status, 201);

  // Switched off, and only that is sent.
  await page.byId(`usuarios-${rosa.id}`).click();
  const sent = page.waitForRequest((request) => request.method() === 'PATCH');
  await page.byId('user-active').uncheck({ force: true });
  await save();
  assert.equal((await sent).postData(), '{"estado":false}');
  await said('Rosa María Ñáñez Quispe: guardado. Tendrá que iniciar sesión de nuevo.');
  await shows(page.byId(`usuarios-${rosa.id}`).locator('.badge'), 'Inactivo');

  // From nine on, they can be looked for.
  assert.equal(await page.byId('settings-search').count(), 0);
  for (let number = 1; number <= 5; number += 1) {
    const made = await admin.post('/usuario/register', { email: `n${number}@kiosco.demo`, password: 'demo-clave', nombres: `Núm${number}`, p_apellido: 'Pérez', s_apellido: '', id_role: 3 });
    assert.equal(made.status, 201, made.text);
  }
  await section('sucursales');
  await section('usuarios');
  await page.byId('settings-search').fill('perez num3');
  await until(async () => (await page.locator('.row:visible').count()) === 1);
  await screenshot(page, 'settings-users-search-wide');
  await page.byId('settings-search').fill('nadie');
  await shows(page.byId('settings-none-found'), 'Nada coincide con lo que busca.');
  await page.byId('settings-search').fill('');
  page.assertNoErrors();
});

test('nobody shuts themselves out unasked, and the last Administrador stays', async () => {
  await section('usuarios');
  await page.byId(`usuarios-${admin.user.id}`).click();
  await page.byId('user-role-4').check({ force: true });
  await save();
  await focused(page, 'question-no');
  assert.match(await text(page.byId('question-lead')), /Dejará de ser Administrador/);
  await screenshot(page, 'settings-own-role-wide');
  await page.keyboard.press('Enter');
  assert.equal((await users()).find(({ id }) => id === admin.user.id).role.nombre, 'Administrador');
  assert.ok(await page.byId('user-role-4').isChecked(), 'what was chosen stays');
  await save();
  await page.byId('question-yes').click();
  await shows(page.byId('settings-trouble'), 'Debe quedar al menos un Administrador activo; nombre primero a otro.');
  await focused(page, 'settings-save');
  await screenshot(page, 'settings-last-administrator-wide');
  await page.byId('user-role-1').check({ force: true });
  await page.byId('user-active').uncheck({ force: true });
  await save();
  assert.match(await text(page.byId('question-lead')), /Saldrá ahora mismo/);
  await page.keyboard.press('Escape');
  await page.byId('settings-cancel').click();
  await focused(page, `usuarios-${admin.user.id}`);
  page.assertNoErrors();
});

test('branches: added, changed, refused', async () => {
  await section('sucursales');
  await screenshot(page, 'settings-branches-wide');
  await page.byId('settings-new').click();
  await focused(page, 'branch-name');
  await page.keyboard.type('Sucursal Sur');
  await page.keyboard.press('Enter');
  await focused(page, 'branch-code');
  await page.keyboard.type('norte');
  await page.keyboard.press('Enter');
  await focused(page, 'branch-offset');
  assert.equal(await page.byId('branch-offset').locator('option:checked').innerText(), 'UTC−04:00');
  await page.byId('branch-offset').selectOption({ label: 'UTC−03:00' });
  await save();
  await shows(page.byId('branch-code-error'), 'Ya existe una sucursal con ese código; elija otro.');
  await focused(page, 'branch-code');
  await page.byId('branch-code').fill('sur 1');
  await save();
  await until(async () => (await wrong('branch-code')).length > 0);
  await screenshot(page, 'settings-branch-wrong-wide');
  await page.byId('branch-code').fill('sur-1');
  await save();
  await said('Sucursal Sur: agregado.');
  const made = (await admin.get('/sucursales')).body.find(({ codigo }) => codigo === 'SUR-1');
  assert.deepEqual({ nombre: made.nombre, zona: made.zona_utc_minutos }, { nombre: 'Sucursal Sur', zona: -180 });
  assert.match(await text(page.byId(`sucursales-${made.id}`)), /SUR-1 · UTC−03:00/);

  await row('Sucursal Norte').click();
  await page.byId('branch-active').uncheck({ force: true });
  await save();
  await shows(page.byId('settings-trouble'), 'La sucursal tiene cajas activas; páselas a otra sucursal primero.');
  await page.byId('settings-cancel').click();
  await page.byId(`sucursales-${made.id}`).click();
  await page.byId('branch-active').uncheck({ force: true });
  await save();
  await said('Sucursal Sur: guardado.');
  await shows(page.byId(`sucursales-${made.id}`).locator('.badge'), 'Inactivo');
  await page.byId(`sucursales-${made.id}`).click();
  await page.byId('branch-active').check({ force: true });
  await page.byId('branch-name').fill('Sucursal del Sur');
  await save();
  await said('Sucursal del Sur: guardado.');
  assert.ok((await admin.get('/sucursales')).body.find(({ nombre }) => nombre === 'Sucursal del Sur').estado);
  page.assertNoErrors();
});

test('registers: made with cash, changed, kept while there is cash or a session, retired', async () => {
  await section('cajas');
  await screenshot(page, 'settings-registers-wide');
  await page.byId('settings-new').click();
  await focused(page, 'register-name');
  await page.keyboard.type('C4');
  await page.byId('register-balance').fill('1.234,5.6');
  await save();
  assert.match(await wrong('register-name'), /3/);
  assert.match(await wrong('register-balance'), /número/i);
  await focused(page, 'register-name');
  await page.byId('register-name').fill('Caja 2');
  await page.byId('register-balance').fill('1.234,50');
  await save();
  await confirm(page);
  await noticed(page, 'No se registró', /Ya existe una caja con ese nombre/);
  await focused(page, 'register-name');
  await page.byId('register-name').fill('Caja 4');
  await page.byId('register-branch').selectOption({ label: 'Sucursal Norte' });
  await page.byId('register-specialty-SOLO_VENTAS').check({ force: true });
  await screenshot(page, 'settings-register-new-wide');
  await save();
  await focused(page, 'confirm-yes');
  assert.equal(await text(page.byId('confirm-amount')), 'Bs 1.234,50');
  assert.equal(await text(page.byId('confirm-branch')), 'Sucursal Norte');
  await screenshot(page, 'settings-register-confirm-wide');
  await page.keyboard.press('Enter');
  await noticed(page, 'Caja creada', /Caja nueva Caja 4 en Sucursal Norte · Bs 1\.234,50/);
  await row('Caja 4').waitFor();
  const made = (await registers()).find(({ nombre }) => nombre === 'Caja 4');
  assert.deepEqual([made.saldo, made.especialidad], ['1234.50', 'SOLO_VENTAS']);
  assert.deepEqual(await stored(), []);
  await screenshot(page, 'settings-register-made-wide');

  await page.byId(`cajas-${made.id}`).click();
  await focused(page, 'register-name');
  await page.byId('register-name').fill('Caja Grande');
  await page.byId('register-branch').selectOption({ label: 'Sucursal Centro' });
  await save();
  await said('Caja Grande: guardado.');
  assert.match(await text(page.byId(`cajas-${made.id}`)), /Caja Grande Sucursal Centro · Solo ventas Bs 1\.234,50/);

  await page.byId(`cajas-${made.id}`).click();
  await page.byId('register-retire').click();
  await focused(page, 'question-no');
  await screenshot(page, 'settings-register-retire-wide');
  await page.byId('question-yes').click();
  await shows(page.byId('retire-trouble'), 'La caja todavía tiene Bs 1.234,50 en efectivo; retírelo con un egreso antes de eliminarla.');
  await focused(page, 'register-retire');
  await screenshot(page, 'settings-register-has-cash-wide');

  const ana = await login(runtime.url, 'ana@kiosco.demo');
  const opened = await ana.post('/cajas/abrir', { id_caja: 2, monto_inicial: 0 });
  assert.equal(opened.status, 201, opened.text);
  await page.byId('settings-cancel').click();
  await page.byId('cajas-2').click();
  await page.byId('register-retire').click();
  await page.byId('question-yes').click();
  await until(async () => /sesión abierta/.test(await text(page.byId('retire-trouble'))));
  await ana.patch(`/cajas/sesion/${opened.body.id}/cerrar`, { monto_final_real: 0 });
  await page.byId('register-retire').click();
  await page.byId('question-yes').click();
  await said('Caja 2: retirada.');
  assert.equal((await registers()).find(({ id }) => id === 2), undefined);
  page.assertNoErrors();
});

test('a lost answer to a new register resolves itself, once', async () => {
  await section('cajas');
  const before = (await registers()).length;
  const keys = [];
  await page.route('**/cajas', async (route) => {
    if (route.request().method() !== 'POST') return route.continue();
    keys.push(route.request().headers()['idempotency-key']);
    if (keys.length > 1) return route.continue();
    await route.fetch();
    return route.abort('connectionreset');
  });
  await page.byId('settings-new').click();
  await focused(page, 'register-name');
  await page.keyboard.type('Caja Perdida');
  await page.byId('register-balance').fill('10');
  await save();
  await confirm(page);
  await page.byId('pending-item').waitFor();
  await screenshot(page, 'settings-register-pending-wide');
  await page.byId('pending-item').waitFor({ state: 'detached', timeout: 60_000 });
  await noticed(page, 'Caja creada', /Caja Perdida/);
  await row('Caja Perdida').waitFor();
  assert.equal((await registers()).length, before + 1);
  assert.equal(new Set(keys).size, 1, 'asked again with the same key');
  assert.deepEqual(await stored(), []);
  await page.unroute('**/cajas');
  page.assertNoErrors();
});

test('operators: thresholds, and what is sold', async () => {
  await section('operadoras');
  await screenshot(page, 'settings-operators-wide');
  await row('Tigo').click();
  await focused(page, 'operator-threshold');
  await page.byId('operator-threshold').fill('1.234,5.6');
  await page.keyboard.press('Enter');
  assert.match(await wrong('operator-threshold'), /número/i);
  await screenshot(page, 'settings-operator-wrong-wide');
  await page.byId('operator-threshold').fill('1.500,50');
  await page.keyboard.press('Enter');
  await said('Tigo: guardado.');
  assert.match(await text(row('Tigo')), /Avisa debajo de Bs 1\.500,50/);
  await row('Viva').click();
  await page.byId('operator-sold').uncheck({ force: true });
  await save();
  await said('Viva: guardado.');
  const settings = (await admin.get('/operadoras')).body;
  assert.equal(settings.find(({ nombre }) => nombre === 'Tigo').umbral_saldo_bajo, '1500.50');
  assert.equal(settings.find(({ nombre }) => nombre === 'Viva').activa, false);
  await screenshot(page, 'settings-operators-changed-wide');
  await row('Tigo').click();
  assert.equal(await page.byId('operator-threshold').inputValue(), '1500,50');
  await page.byId('operator-threshold').fill('');
  await save();
  await said('Tigo: guardado.');
  await row('Viva').click();
  await page.byId('operator-sold').check({ force: true });
  await save();
  await said('Viva: guardado.');
  assert.equal((await admin.get('/operadoras')).body.find(({ nombre }) => nombre === 'Tigo').umbral_saldo_bajo, null);
  page.assertNoErrors();
});

test('the shop: name, receipts, clock and blind closing', async () => {
  await section('tienda');
  await page.byId('shop-name').fill('');
  await page.byId('shop-header').fill('x'.repeat(401));
  await save();
  assert.match(await wrong('shop-name'), /Complete este dato/);
  assert.match(await wrong('shop-header'), /400/);
  await shows(page.byId('shop-header-count'), '401 de 400');
  await page.byId('shop-name').fill('Kiosco Ñandú');
  await page.byId('shop-header').fill('Av. Busch 12, La Paz\nTel. 2244000\nNIT 1023456');
  await page.byId('shop-offset').selectOption({ label: 'UTC−03:30' });
  await page.byId('shop-blind').uncheck({ force: true });
  assert.match(await text(page.byId('shop-blind-hint')), /ve cuánto debería haber/);
  assert.equal(await text(page.byId('shop-preview')), 'Kiosco Ñandú Av. Busch 12, La Paz Tel. 2244000 NIT 1023456');
  await screenshot(page, 'settings-shop-wide');
  await save();
  await said('Guardado.');
  await focused(page, 'settings-save');
  const { body } = await admin.get('/configuracion');
  assert.deepEqual(
    [body.nombre, body.encabezado_recibo, body.zona_utc_minutos, body.cierre_ciego],
    ['Kiosco Ñandú', 'Av. Busch 12, La Paz\nTel. 2244000\nNIT 1023456', -210, false],
  );
  await shows(page.byId('shop'), 'Kiosco Ñandú');
  await page.byId('shop-header').fill('');
  await save();
  await said('Guardado.');
  assert.equal((await admin.get('/configuracion')).body.encabezado_recibo, null);
  page.assertNoErrors();
});

test('no answer, and a sign-in that ends: what is typed stays and can be sent again', async () => {
  await section('sucursales');
  await page.byId('settings-new').click();
  await focused(page, 'branch-name');
  await page.keyboard.type('Sucursal Este');
  await page.byId('branch-code').fill('ESTE');
  await page.route('**/sucursales', (route) => (route.request().method() === 'POST' ? route.abort('connectionfailed') : route.continue()));
  await save();
  await until(async () => /No llegó la respuesta/.test(await text(page.byId('settings-trouble'))));
  await focused(page, 'settings-save');
  await screenshot(page, 'settings-lost-wide');
  await page.unroute('**/sucursales');
  assert.equal(await page.byId('branch-name').inputValue(), 'Sucursal Este');

  // Somebody ends every sign-in of this user.
  await runtime.database.prepare('UPDATE user_account SET token_version = token_version + 1 WHERE id = ?').bind(admin.user.id).run();
  await save();
  await focused(page, 'password-again');
  await screenshot(page, 'settings-sign-in-again-wide');
  await page.keyboard.type('demo-Admin-2026');
  await page.keyboard.press('Enter');
  await focused(page, 'settings-save');
  assert.equal(await page.byId('branch-code').inputValue(), 'ESTE');
  await page.keyboard.press('Enter');
  await said('Sucursal Este: agregado.');
  admin = await login(runtime.url, 'Administrador');
  assert.equal((await admin.get('/sucursales')).body.filter(({ codigo }) => codigo === 'ESTE').length, 1);
  page.assertNoErrors();
});

test('without a server, the lists are those read last', async () => {
  await section('cajas');
  await section('sucursales');
  await page.context().setOffline(true);
  await page.byId('to-cajas').click();
  await row('Caja 1').waitFor();
  await page.byId('as-of').or(page.byId('offline')).first().waitFor();
  await screenshot(page, 'settings-offline-wide');
  await page.context().setOffline(false);
  page.assertNoErrors();
});

test('the own password: typed twice, and the page goes on with it', async () => {
  const own = await browser.newPage(runtime.url, { colorScheme: 'dark' });
  await signIn(own, 'luis@kiosco.demo', `${SETTINGS}#clave`);
  await focused(own, 'own-password-now');
  const before = await login(runtime.url, 'luis@kiosco.demo');
  await screenshot(own, 'settings-password-dark');
  for (const next of ['own-password', 'own-password-again', 'own-password-now']) {
    await own.keyboard.press('Enter');
    await focused(own, next);
  }
  assert.match(await text(own.byId('own-password-now-error')), /Complete este dato/);
  await own.keyboard.type('demo-Luis-2026');
  await own.keyboard.press('Enter');
  await focused(own, 'own-password');
  assert.match(await text(own.byId('own-password-error')), /Complete este dato/);
  await own.keyboard.type('clave-nueva-de-luis');
  await own.keyboard.press('Enter');
  await focused(own, 'own-password-again');
  await own.keyboard.type('clave-nueva-de-lus');
  await own.keyboard.press('Enter');
  await shows(own.byId('own-password-again-error'), 'No es igual a la de arriba.');
  await screenshot(own, 'settings-passwords-differ-dark');
  await own.byId('own-password-again').fill('clave-nueva-de-luis');
  await own.keyboard.press('Enter');
  await shows(own.byId('settings-said'), 'Contraseña cambiada.');
  for (const id of ['own-password-now', 'own-password', 'own-password-again']) assert.equal(await own.byId(id).inputValue(), '');
  await focused(own, 'own-password-now');
  assert.equal((await before.get('/usuario/' + before.user.id)).status, 401, 'older sign-ins have ended');
  const token = await own.evaluate(() => JSON.parse(localStorage.getItem('ventanilla.login')).access_token);
  assert.equal((await call(runtime.url, 'GET', '/usuario/' + before.user.id, { token })).status, 200, 'this page has signed in anew');
  assert.equal(await own.byId('sign-in-again').isVisible(), false);
  assert.equal((await call(runtime.url, 'POST', '/auth/login', { body: { email: 'luis@kiosco.demo', password: 'clave-nueva-de-luis' } })).status, 201);
  own.assertNoErrors();
});

for (const email of ['gerente@kiosco.demo', 'ana@kiosco.demo']) {
  test(`${email} sees only the own password`, async () => {
    const other = await browser.newPage(runtime.url);
    await signIn(other, email, `${SETTINGS}#usuarios`);
    await other.byId('own-password').waitFor();
    for (const address of ['usuarios', 'sucursales', 'cajas', 'operadoras', 'tienda']) assert.equal(await other.byId(`to-${address}`).count(), 0, address);
    await other.goto(`${SETTINGS}#cajas/nuevo`);
    await other.byId('own-password').waitFor();
    assert.equal(await other.byId('register-name').count(), 0);
    other.assertNoErrors();
  });
}

const PLACES = [
  'usuarios', 'usuarios/nuevo', 'usuarios/1', 'usuarios/999', 'sucursales', 'sucursales/nuevo', 'sucursales/1', 'cajas', 'cajas/nuevo', 'cajas/1',
  'operadoras', 'operadoras/1', 'tienda', 'clave',
];
for (const [size, options] of [
  ['360', { viewport: NARROW, hasTouch: true, isMobile: true }],
  ['360-dark', { viewport: NARROW, colorScheme: 'dark' }],
  ['dark', { viewport: WIDE, colorScheme: 'dark' }],
]) {
  test(`every place fits and can be pressed, ${size}`, async () => {
    const small = await browser.newPage(runtime.url, options);
    await signIn(small, 'admin@kiosco.demo', `${SETTINGS}#usuarios`);
    await small.byId('settings-rows').waitFor();
    for (const place of PLACES) {
      const name = `settings-${place.replace('/', '-')}-${size}`;
      await small.goto(`${SETTINGS}#${place}`);
      await small.locator('main h1').waitFor();
      assert.equal(await small.locator('h1').count(), 1, name);
      await assertFits(small);
      assert.deepEqual(await overflowing(small), [], name);
      assert.deepEqual(await smallTargets(small), [], name);
      await assertAccessible(small, name);
      await screenshot(small, name);
    }
    small.assertNoErrors();
  });
}

test('every place in Portuguese and English', async () => {
  const titles = { pt: ['Usuários', 'Filiais', 'Caixas', 'Operadoras', 'Loja', 'Minha senha'], en: ['Users', 'Branches', 'Registers', 'Operators', 'Shop', 'My password'] };
  for (const [language, expected] of Object.entries(titles)) {
    const other = await browser.newPage(runtime.url);
    await other.addInitScript((code) => localStorage.setItem('ventanilla.language', code), language);
    await signIn(other, 'admin@kiosco.demo', `${SETTINGS}#usuarios`);
    await other.byId('settings-rows').waitFor();
    const seen = [];
    for (const place of PLACES) {
      await other.goto(`${SETTINGS}#${place}`);
      await other.locator('main h1').waitFor();
      const words = await other.locator('main').innerText();
      assert.doesNotMatch(words, /[{}]/, `${language} ${place}`);
      if (language === 'en') assert.doesNotMatch(words, /Guardar|Cancelar|Contraseña|Salvar|Sucursales|Nombre|ción\b/, place);
      if (language === 'pt') assert.doesNotMatch(words, /Guardar|Contraseña|Sucursales|Nombre|ción\b/, place);
      if (!place.includes('/')) seen.push(await text(other.locator('main h1')));
      await screenshot(other, `settings-${place.replace('/', '-')}-${language}`);
    }
    assert.deepEqual(seen, expected);
    other.assertNoErrors();
  }
});
