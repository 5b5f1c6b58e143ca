// A day through the API with the request shapes that the existing front end sends, and what it needs of every answer
// (the documented contract's sections 0 to 5 and its list of acceptance).
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { as, call, login } from '../lib/client.mjs';
import { checkLedger } from '../lib/ledger.mjs';
import { demo, freshRuntime } from '../lib/runtime.mjs';
import {
  AUD, CAJA, DEC, INT, ISO, NUM, ROLE, SESION, SESION_ABIERTA, SESION_CERRADA, SESION_RECIEN_ABIERTA, TEXT, USUARIO, assertError, assertShape, listOf, orNull,
} from '../lib/shape.mjs';

let runtime;
let url;
let admin;
let cashier;
let register;
let session;

before(async () => {
  runtime = await freshRuntime();
  url = runtime.url;
});
after(() => runtime?.stop());

test('sign-in: tokens, user, role and person; the token carries what the guard reads', async () => {
  const { email, password } = demo.tenants[0].users.find(({ role }) => role === 'Operador');
  const answer = await call(url, 'POST', '/auth/login', { body: { email, password } });
  assert.equal(answer.status, 201);
  assertShape(answer.body, { access_token: TEXT, refresh_token: TEXT, user: { ...USUARIO, email, role: { ...ROLE, nombre: 'Operador' } } });
  assert.doesNotMatch(answer.text, /"password|argon2/);
  const claims = JSON.parse(Buffer.from(answer.body.access_token.split('.')[1], 'base64url'));
  assertShape(claims, { sub: answer.body.user.id, username: TEXT, roleName: 'Operador', roleId: 2, iat: INT, exp: INT });
  const hours = (claims.exp - claims.iat) / 3600;
  assert.ok(hours >= 8 && hours <= 12, `a token covers a shift, not ${hours} h`);
  cashier = { ...as(url, answer.body.access_token), user: answer.body.user };
  admin = await login(url, 'Administrador');
});

test('other origins may read everything, errors too', async () => {
  const preflight = await call(url, 'OPTIONS', '/cajas', {
    headers: { origin: 'http://localhost:5173', 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization,content-type' },
  });
  assert.equal(preflight.status, 204);
  assert.equal(preflight.headers.get('access-control-allow-origin'), '*');
  assert.match(preflight.headers.get('access-control-allow-headers'), /authorization.*content-type/i);
  for (const method of ['PUT', 'PATCH', 'POST', 'DELETE']) assert.match(preflight.headers.get('access-control-allow-methods'), new RegExp(method));
  assertError(await call(url, 'GET', '/cajas', { headers: { authorization: 'Bearer null' } }), 401);
  assert.equal((await cashier.get('/cajas')).headers.get('access-control-allow-origin'), '*');
});

test('registers: an Administrador makes, renames and lists one; an Operador may not', async () => {
  const made = await admin.post('/cajas', { nombre: 'Caja Nueva', especialidad: 'MIXTA', saldo: 150, id_user_create: admin.user.id });
  assert.equal(made.status, 201, made.text);
  assertShape(made.body, { ...CAJA, nombre: 'Caja Nueva', saldo: 150 });
  register = made.body.id;
  const renamed = await admin.patch(`/cajas/${register}`, { nombre: 'Caja Mostrador', especialidad: 'SOLO_VENTAS' });
  assert.equal(renamed.status, 200);
  assertShape(renamed.body, { ...CAJA, nombre: 'Caja Mostrador', sesiones: listOf(SESION) });
  const list = await cashier.get('/cajas');
  assert.equal(list.status, 200);
  assertShape(list.body, listOf(CAJA));
  assert.equal(list.body.length, 4);
  assertShape((await cashier.get(`/cajas/${register}`)).body, { ...CAJA, saldo: '150.00', sesiones: listOf(SESION) });
  assertError(await cashier.post('/cajas', { nombre: 'Caja Mía', especialidad: 'MIXTA', saldo: 0, id_user_create: cashier.user.id }), 403);
  assertError(await admin.get('/cajas/999999'), 404, 'register_not_found');
});

test('opening: nothing open is 404; then the session itself', async () => {
  const none = await cashier.get(`/cajas/sesion-activa/${cashier.user.id}`);
  assertError(none, 404);
  assert.equal(none.body.message, `No hay sesión activa para el usuario ${cashier.user.id}`);
  // An Operador's amount is not what counts: the drawer's balance is.
  const opened = await cashier.post('/cajas/abrir', { id_caja: register, monto_inicial: 999, id_usuario: cashier.user.id, id_user_create: cashier.user.id });
  assert.equal(opened.status, 201, opened.text);
  assertShape(opened.body, { ...SESION_RECIEN_ABIERTA, id_caja: register, id_usuario: cashier.user.id, monto_inicial: 150 });
  session = opened.body.id;
  const active = await cashier.get(`/cajas/sesion-activa/${cashier.user.id}`);
  assert.equal(active.status, 200);
  assertShape(active.body, { ...SESION_ABIERTA, id: session, monto_inicial: '150.00' });
  const again = await cashier.post('/cajas/abrir', { id_caja: register, monto_inicial: 0, id_usuario: cashier.user.id, id_user_create: cashier.user.id });
  assertError(again, 400, 'user_has_open_session');
  assert.equal(again.body.message, 'El usuario ya cuenta con una caja abierta');
});

const balance = async () => {
  const answer = await cashier.get(`/cajas/sesion/${session}/balance`);
  assert.equal(answer.status, 200);
  assert.match(answer.headers.get('content-type'), /^application\/json/);
  assertShape(answer.body, DEC);
  return answer.body;
};
const floats = async () => {
  const answer = await cashier.get('/recargas/operadoras/saldos');
  assert.equal(answer.status, 200);
  assertShape(answer.body, listOf({ id: INT, nombre_operadora: TEXT, saldo_actual: DEC, ...AUD }));
  return Object.fromEntries(answer.body.map((row) => [row.nombre_operadora, row.saldo_actual]));
};

test('the three operators have their float from the set-up on', async () => {
  assert.deepEqual(await floats(), { Tigo: '1000.00', Entel: '1000.00', Viva: '1000.00' });
  assert.equal(await balance(), '150.00');
});

test('a top-up moves float to cash', async () => {
  const sold = await cashier.post('/recargas/cliente', { operadora: 'Tigo', numero_cliente: '76543210', monto: 30, id_caja_sesion: session });
  assert.equal(sold.status, 201, sold.text);
  assertShape(sold.body, { id: INT, operadora: 'Tigo', numero_cliente: '76543210', monto: 30, fecha_hora: ISO, id_caja_sesion: session, ...AUD, id_user_create: cashier.user.id });
  assert.equal((await cashier.post('/recargas/cliente', { operadora: 'Entel', numero_cliente: '+591 712-34567', monto: 10.5, id_caja_sesion: session })).body.numero_cliente, '71234567');
  assert.deepEqual(await floats(), { Tigo: '970.00', Entel: '989.50', Viva: '1000.00' });
  assert.equal(await balance(), '190.50');
});

test('an injection moves cash to float', async () => {
  const injected = await cashier.post('/recargas/inyeccion', { operadora_destino: 'Viva', monto: 50, id_caja_sesion: session });
  assert.equal(injected.status, 201, injected.text);
  assertShape(injected.body, { id: INT, operadora_destino: 'Viva', monto: 50, fecha_hora: ISO, id_caja_origen: session, ...AUD });
  assert.equal((await floats()).Viva, '1050.00');
  assert.equal(await balance(), '140.50');
});

test('what cannot be is refused in the words of the contract, and nothing moves', async () => {
  const before = [await balance(), await floats()];
  const sale = (change) => cashier.post('/recargas/cliente', { operadora: 'Tigo', numero_cliente: '76543210', monto: 30, id_caja_sesion: session, ...change });
  for (const [answer, status, code, message] of [
    [await sale({ monto: 970.1 }), 400, 'float_insufficient', 'Saldo insuficiente para la operadora Tigo. Saldo actual: 970.00'],
    [await sale({ id_caja_sesion: 999999 }), 400, 'session_not_open', 'La sesión de caja no existe o no está ABIERTA.'],
    [await cashier.post('/recargas/inyeccion', { operadora_destino: 'Viva', monto: 141, id_caja_sesion: session }), 400, 'cash_insufficient',
      'Fondos insuficientes en el saldo de la caja para realizar el fondeo. Saldo disponible: Bs. 140.50'],
    [await cashier.post('/cajas/movimiento', { tipo: 'EGRESO', monto: 140.6, motivo: 'Taxi', id_sesion_caja: session, id_user_create: cashier.user.id }), 400,
      'cash_insufficient', 'Fondos insuficientes en el saldo de la caja. Saldo disponible: 140.50'],
    [await sale({ operadora: 'Movistar' }), 400, 'validation_failed', ['operadora must be one of the following values: Tigo, Entel, Viva']],
    [await sale({ monto: 0 }), 400, 'validation_failed', ['monto must not be less than 0.1']],
    [await sale({ extra: 1 }), 400, 'validation_failed', ['property extra should not exist']],
    [await cashier.get('/cajas/sesion/999999/balance'), 404, 'session_not_found', 'Sesión de caja con ID 999999 no encontrada o inactiva'],
    [await cashier.get('/inventario/producto'), 404, 'route_not_found', 'Cannot GET /inventario/producto'],
  ]) {
    assertError(answer, status, code);
    assert.deepEqual(answer.body.message, message);
  }
  assert.deepEqual([await balance(), await floats()], before);
});

test('movements in and out', async () => {
  const body = { monto: 20, motivo: 'Cambio', id_sesion_caja: session, id_user_create: cashier.user.id };
  const into = await cashier.post('/cajas/movimiento', { tipo: 'INGRESO', ...body });
  assert.equal(into.status, 201, into.text);
  assertShape(into.body, { id: INT, tipo: 'INGRESO', monto: 20, motivo: 'Cambio', fecha: ISO, id_sesion_caja: session, ...AUD });
  const out = await cashier.post('/cajas/movimiento', { ...body, tipo: 'EGRESO', monto: 5.5, motivo: 'Botellón de agua' });
  assert.equal(out.status, 201, out.text);
  assert.equal(await balance(), '155.00');
});

test('both histories: bare arrays, newest first, amounts as strings, with the session', async () => {
  const sales = await cashier.get('/recargas/historial/clientes');
  assertShape(sales.body, listOf({ id: INT, operadora: TEXT, numero_cliente: TEXT, monto: DEC, fecha_hora: ISO, id_caja_sesion: session, caja_sesion: SESION, ...AUD }));
  assert.deepEqual(sales.body.map(({ monto }) => monto), ['10.50', '30.00']);
  const injections = await cashier.get('/recargas/historial/inyecciones');
  assertShape(injections.body, listOf({ id: INT, operadora_destino: 'Viva', monto: '50.00', fecha_hora: ISO, id_caja_origen: session, caja_origen: SESION, ...AUD }));
  assert.equal(injections.body.length, 1);
});

test('reports: every amount a number; sales and injections are not listed among the movements', async () => {
  const report = await cashier.get(`/reportes/data/movimientos-caja/${session}`);
  assert.equal(report.status, 200, report.text);
  assertShape(report.body, {
    sesion: { id: session, cajaNombre: 'Caja Mostrador', fechaApertura: ISO, fechaCierre: null, montoInicial: 150, saldoActualTeorico: 155 },
    movimientos: listOf({ id: INT, fecha: ISO, tipo: TEXT, motivo: TEXT, monto: NUM }),
    totales: { ingresos: 20, egresos: 5.5, neto: 14.5 },
  });
  assert.deepEqual(report.body.movimientos.map(({ motivo }) => motivo), ['Cambio', 'Botellón de agua']);
  const history = await cashier.get(`/reportes/data/caja-historial/${register}`);
  assert.equal(history.status, 200, history.text);
  assertShape(history.body, {
    caja: { id: register, nombre: 'Caja Mostrador' },
    // The balance that a register was made with belongs to no session.
    movimientos: listOf({ id: INT, fecha: ISO, id_sesion: orNull(INT), tipo: TEXT, motivo: TEXT, monto: NUM }),
    totales: { ingresos: NUM, egresos: NUM, neto: NUM },
  });
  assert.deepEqual(history.body.movimientos.map(({ motivo, monto }) => [motivo, monto]), [
    ['Saldo inicial de la caja', 150],
    ['Venta de recarga a cliente 76543210 (Tigo)', 30],
    ['Venta de recarga a cliente 71234567 (Entel)', 10.5],
    ['Fondeo de saldo a operadora Viva', 50],
    ['Cambio', 20],
    ['Botellón de agua', 5.5],
  ]);
  const [first] = (await admin.get('/cajas')).body;
  assertError(await cashier.get(`/reportes/data/caja-historial/${first.id}`), 404);
});

test('the dashboard has its whole shape', async () => {
  for (const year of [`${new Date().getFullYear()}`, 'nonsense', '']) {
    const answer = await cashier.get(`/reportes/dashboard-stats?anio=${year}`);
    assert.equal(answer.status, 200, answer.text);
    assertShape(answer.body, {
      kpis: { ventas_hoy: NUM, recargas_hoy: 40.5, ganancia_comisiones_hoy: 0, productos_stock_bajo: NUM },
      ventas_mensuales: listOf({ mes: TEXT, total: NUM }),
      top_productos: listOf({}),
      recargas_distribucion: listOf({ proveedor: TEXT, total: NUM }),
    });
    assert.deepEqual(answer.body.ventas_mensuales.map(({ mes }) => mes), ['Ene', 'Feb', 'Mar', 'Abr', 'May', 'Jun', 'Jul', 'Ago', 'Sep', 'Oct', 'Nov', 'Dic']);
    assert.deepEqual(answer.body.recargas_distribucion, [{ proveedor: 'Entel', total: 10.5 }, { proveedor: 'Viva', total: 0 }, { proveedor: 'Tigo', total: 30 }]);
  }
});

test('closing: what should be there, what was counted, the difference; and the next opening starts from the count', async () => {
  const closed = await cashier.patch(`/cajas/sesion/${session}/cerrar`, { monto_final_real: 154.5, id_user_update: cashier.user.id });
  assert.equal(closed.status, 200, closed.text);
  assertShape(closed.body, { ...SESION_CERRADA, id: session, monto_inicial: '150.00', monto_final_teorico: 155, monto_final_real: 154.5, diferencia: -0.5 });
  assertError(await cashier.get(`/cajas/sesion-activa/${cashier.user.id}`), 404);
  assert.equal(await balance(), '154.50');
  const twice = await cashier.patch(`/cajas/sesion/${session}/cerrar`, { monto_final_real: 0, id_user_update: cashier.user.id });
  assertError(twice, 400, 'session_already_closed');
  assert.equal(twice.body.message, 'La sesión ya está cerrada');
  const late = await cashier.post('/cajas/movimiento', { tipo: 'INGRESO', monto: 1, motivo: 'Tarde', id_sesion_caja: session, id_user_create: cashier.user.id });
  assertError(late, 400);
  assert.equal(late.body.message, 'No se pueden registrar movimientos en una sesión cerrada');
  const next = await cashier.post('/cajas/abrir', { id_caja: register, monto_inicial: 0, id_usuario: cashier.user.id, id_user_create: cashier.user.id });
  assertShape(next.body, { ...SESION_RECIEN_ABIERTA, monto_inicial: 154.5 });
  await checkLedger(runtime.database);
});

test('users: roles, list, one, a new one, changes; the person too', async () => {
  assertShape((await cashier.get('/auth/roles/list')).body, listOf(ROLE));
  const list = await admin.get('/usuario');
  assertShape(list.body, { status: 200, message: TEXT, data: listOf(USUARIO) });
  assert.doesNotMatch(list.text, /"password|argon2/);
  const made = await admin.post('/usuario/register', {
    email: 'nuevo@kiosco.demo', password: 'clave-segura-1', nombres: 'Rosa', p_apellido: 'Quispe', s_apellido: '', fecha_nacimiento: '', genero: 'F', name: '', estado: true, id_role: 2,
  });
  assert.ok([200, 201].includes(made.status), made.text);
  const fresh = { email: 'nuevo@kiosco.demo', password: 'clave-segura-1' };
  const rosa = await call(url, 'POST', '/auth/login', { body: fresh });
  assert.equal(rosa.status, 201, rosa.text);
  const { user } = rosa.body;
  assertShape((await admin.get(`/usuario/${user.id}`)).body, { status: 200, message: TEXT, data: { ...USUARIO, id: user.id } });
  const person = await admin.put('/persona', {
    id: user.persona.id, id_user_update: admin.user.id, nombres: 'Rosa', p_apellido: 'Quispe', s_apellido: 'Mamani', fecha_nacimiento: '1990-05-01', genero: 'F',
  });
  assert.ok(person.status >= 200 && person.status < 300, person.text);
  // Switched off, the user's token stops working at once.
  const off = await admin.patch(`/usuario/${user.id}`, { email: fresh.email, name: 'Rosa Quispe', estado: false, id_role: 2 });
  assert.ok(off.status >= 200 && off.status < 300, off.text);
  assertError(await as(url, rosa.body.access_token).get('/cajas'), 401);
  assertError(await call(url, 'POST', '/auth/login', { body: fresh }), 401);
});

test('a register is retired only when it is empty and unused', async () => {
  assertError(await admin.delete(`/cajas/${register}?id_user_update=${admin.user.id}`), 400);
  const empty = await admin.post('/cajas', { nombre: 'Caja Vacía', especialidad: 'MIXTA', saldo: 0, id_user_create: admin.user.id });
  const gone = await admin.delete(`/cajas/${empty.body.id}?id_user_update=${admin.user.id}`);
  assert.equal(gone.status, 200);
  assert.equal(gone.text, '');
  assertError(await admin.get(`/cajas/${empty.body.id}`), 404);
});

test('refreshing works, an old refresh token does not, and logging out ends the token', async () => {
  const { email, password } = demo.tenants[0].users.at(-1);
  const first = (await call(url, 'POST', '/auth/login', { body: { email, password } })).body;
  const refreshed = await call(url, 'POST', '/auth/refresh_token', { token: first.refresh_token });
  assert.equal(refreshed.status, 201, refreshed.text);
  const renewed = as(url, refreshed.body.access_token);
  assert.equal((await renewed.get('/cajas')).status, 200);
  assert.equal((await renewed.post('/auth/logout')).status, 204);
  assertError(await renewed.get('/cajas'), 401);
  assertError(await call(url, 'POST', '/auth/refresh_token', { token: first.refresh_token }), 401);
});
