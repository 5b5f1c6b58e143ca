// Requests that are wrong: each is refused in the contract's error shape and in words, changes nothing, and leaves the ledger true.
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';
import { as, call, login } from '../lib/client.mjs';
import { checkLedger, fingerprint } from '../lib/ledger.mjs';
import { SECRETS, demo, freshRuntime } from '../lib/runtime.mjs';
import { assertError } from '../lib/shape.mjs';
import { claimsOf, sign } from '../lib/token.mjs';

const other = {
  ...demo.tenants[0],
  name: 'Otra Tienda',
  users: [
    { email: 'admin@otra.demo', password: 'clave-de-prueba', role: 'Administrador' },
    { email: 'cajera@otra.demo', password: 'clave-de-prueba', role: 'Operador' },
  ],
};

let runtime;
let url;
let admin;
let manager;
let ana;
let luis;
let stranger;
let ids;
let unchanged;

before(async () => {
  runtime = await freshRuntime({ tenants: [...demo.tenants, other] });
  url = runtime.url;
  [admin, manager, ana, luis] = [await login(url, 'Administrador'), await login(url, 'Gerente'), await login(url, 'ana@kiosco.demo'), await login(url, 'luis@kiosco.demo')];
  stranger = await login(url, 'cajera@otra.demo', { tenant: other });
  const open = async (cashier, index) => {
    const registers = (await cashier.get('/cajas')).body;
    const answer = await cashier.post('/cajas/abrir', { id_caja: registers[index].id, monto_inicial: 0, id_usuario: cashier.user.id, id_user_create: cashier.user.id });
    assert.equal(answer.status, 201, answer.text);
    return { register: registers[index].id, session: answer.body.id };
  };
  const closed = await open(ana, 0);
  await ana.patch(`/cajas/sesion/${closed.session}/cerrar`, { monto_final_real: 0, id_user_update: ana.user.id });
  const mine = await open(ana, 0);
  const sale = await ana.post('/recargas/cliente', { operadora: 'Tigo', numero_cliente: '76543210', monto: 25, id_caja_sesion: mine.session });
  ids = { closed: closed.session, mine, sale: sale.body, luis: await open(luis, 1), stranger: await open(stranger, 0) };
  unchanged = await fingerprint(runtime.database);
});
after(() => runtime?.stop());
afterEach(async () => {
  assert.equal(await fingerprint(runtime.database), unchanged, 'something was changed');
  await checkLedger(runtime.database);
});

// Every endpoint with a body that moves value: a good body, the amount in it, and who sends it.
const endpoints = () => ({
  'top-up': { method: 'POST', path: '/recargas/cliente', amount: 'monto', body: { operadora: 'Tigo', numero_cliente: '76543210', monto: 30, id_caja_sesion: ids.mine.session } },
  injection: { method: 'POST', path: '/recargas/inyeccion', amount: 'monto', body: { operadora_destino: 'Tigo', monto: 10, id_caja_sesion: ids.mine.session } },
  movement: { method: 'POST', path: '/cajas/movimiento', amount: 'monto', body: { tipo: 'INGRESO', monto: 5, motivo: 'Cambio', id_sesion_caja: ids.mine.session, id_user_create: ana.user.id } },
  opening: { method: 'POST', path: '/cajas/abrir', amount: 'monto_inicial', token: () => manager.token, body: { id_caja: 3, monto_inicial: 5, id_usuario: manager.user.id } },
  closing: { method: 'PATCH', path: `/cajas/sesion/${ids.mine.session}/cerrar`, amount: 'monto_final_real', body: { monto_final_real: 25, id_user_update: ana.user.id } },
  register: { method: 'POST', path: '/cajas', amount: 'saldo', token: () => admin.token, body: { nombre: 'Caja Mala', especialidad: 'MIXTA', saldo: 1, id_user_create: admin.user.id } },
});
const NAMES = ['top-up', 'injection', 'movement', 'opening', 'closing', 'register'];

const send = ({ method, path, token }, raw) => call(url, method, path, { raw, token: token ? token() : ana.token });

describe('amounts', () => {
  const BAD = ['0', '-1', '0.001', '1e3', '1E-2', '"abc"', '""', '"30"', '99999999999999999999', '9007199254740993', '-0', '0.0', 'null', 'true', '[]', '[30]', '{}', '30.123', '1.0000001'];
  // A drawer may be empty, and an opening may leave the amount to the drawer.
  const ZERO = ['0', '-0', '0.0'];
  const ALLOWED = { opening: [...ZERO, 'null'], closing: ZERO, register: ZERO };
  for (const name of NAMES) {
    for (const literal of BAD) {
      if (ALLOWED[name]?.includes(literal)) continue;
      test(`${name}: ${literal}`, async () => {
        const endpoint = endpoints()[name];
        const body = JSON.stringify({ ...endpoint.body, [endpoint.amount]: '@' }).replace('"@"', literal);
        const answer = await send(endpoint, body);
        assertError(answer, 400, 'validation_failed');
        assert.ok(answer.body.errors.some(({ field }) => field === endpoint.amount), answer.text);
      });
    }
  }
});

describe('bodies', () => {
  const BAD = {
    'an empty one': ['', 400],
    'not JSON': ['{"operadora": ', 400],
    'half of it': ['{"monto": 30', 400],
    'null': ['null', 400],
    'a list': ['[1, 2]', 400],
    'a text': ['"hola"', 400],
    'a number': ['30', 400],
    'two of them': ['{}{}', 400],
    'invalid UTF-8': [Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]), 400],
    'a lone surrogate': ['{"operadora": "\\ud800"}', 400],
    'a zero byte': ['\u0000', 400],
    'deeply nested': ['['.repeat(30_000), 400],
    'a deeply nested value': [`{"monto": ${'['.repeat(20_000)}${']'.repeat(20_000)}}`, 400],
    'many fields': [`{${Array.from({ length: 4000 }, (_, index) => `"f${index}":1`).join()}}`, 400],
    '5 MB': ['x'.repeat(5 * 1024 * 1024), 413],
    '5 MB of JSON': [`{"operadora": "${'x'.repeat(5 * 1024 * 1024)}"}`, 413],
  };
  for (const name of NAMES) {
    for (const [kind, [raw, status]] of Object.entries(BAD)) {
      test(`${name}: ${kind}`, async () => assertError(await send(endpoints()[name], raw), status));
    }
    test(`${name}: an unknown field, a field twice, fields missing`, async () => {
      const endpoint = endpoints()[name];
      const unknown = await send(endpoint, JSON.stringify({ ...endpoint.body, sorpresa: 1 }));
      assertError(unknown, 400, 'validation_failed');
      assert.deepEqual(unknown.body.message, ['property sorpresa should not exist']);
      const [field] = Object.keys(endpoint.body);
      assertError(await send(endpoint, JSON.stringify(endpoint.body).replace('{', `{${JSON.stringify(field)}:${JSON.stringify(endpoint.body[field])},`)), 400, 'validation_failed');
      if (name !== 'closing') assertError(await send(endpoint, '{}'), 400, 'validation_failed');
    });
  }
});

describe('top-ups that cannot be', () => {
  const BAD = [
    ['an unknown operator', { operadora: 'Movistar' }, 400, 'validation_failed'],
    ['an operator in other letters', { operadora: 'tigo' }, 400, 'validation_failed'],
    ['a 7-digit number', { numero_cliente: '7654321' }, 400, 'validation_failed'],
    ['a 9-digit number', { numero_cliente: '765432100' }, 400, 'validation_failed'],
    ['a landline', { numero_cliente: '22345678' }, 400, 'validation_failed'],
    ['another country', { numero_cliente: '+5491112345678' }, 400, 'validation_failed'],
    ['letters in the number', { numero_cliente: '7654321a' }, 400, 'validation_failed'],
    ['digits of another script', { numero_cliente: '٧٦٥٤٣٢١٠' }, 400, 'validation_failed'],
    ['a number that is a number', { numero_cliente: 76543210 }, 400, 'validation_failed'],
    ['no number', { numero_cliente: '' }, 400, 'validation_failed'],
    ['SQL in the number', { numero_cliente: "76543210'; DROP TABLE top_up; --" }, 400, 'validation_failed'],
    ['more than the float', { monto: 975.01 }, 400, 'float_insufficient'],
    ['a session that is closed', () => ({ id_caja_sesion: ids.closed }), 400, 'session_not_open'],
    ['a session that is not there', { id_caja_sesion: 999999 }, 400, 'session_not_open'],
    ["another user's session", () => ({ id_caja_sesion: ids.luis.session }), 403, 'session_not_yours'],
    ["another tenant's session", () => ({ id_caja_sesion: ids.stranger.session }), 400, 'session_not_open'],
    ['session zero', { id_caja_sesion: 0 }, 400, 'validation_failed'],
    ['a session with decimals', { id_caja_sesion: 1.5 }, 400, 'validation_failed'],
    ['a session as a text', { id_caja_sesion: '1' }, 400, 'validation_failed'],
    ['a session beyond all numbers', { id_caja_sesion: 1e19 }, 400, 'validation_failed'],
  ];
  for (const [name, change, status, code] of BAD) {
    test(name, async () => {
      const body = { ...endpoints()['top-up'].body, ...(typeof change === 'function' ? change() : change) };
      const answer = await ana.post('/recargas/cliente', body);
      assertError(answer, status, code);
    });
  }
});

describe('what belongs to somebody else', () => {
  const BAD = () => [
    ['the balance of another tenant’s session', ana.get(`/cajas/sesion/${ids.stranger.session}/balance`), 404],
    ['the register of another tenant', ana.get(`/cajas/${ids.stranger.register}`), 404],
    ['the report of another tenant’s session', ana.get(`/reportes/data/movimientos-caja/${ids.stranger.session}`), 404],
    ['the history of another tenant’s register', ana.get(`/reportes/data/caja-historial/${ids.stranger.register}`), 404],
    ['the active session of another tenant’s user', admin.get(`/cajas/sesion-activa/${stranger.user.id}`), 404],
    ['opening another tenant’s register', manager.post('/cajas/abrir', { id_caja: ids.stranger.register, monto_inicial: 0 }), 404],
    ['closing another tenant’s session', admin.patch(`/cajas/sesion/${ids.stranger.session}/cerrar`, { monto_final_real: 0 }), 404],
    ['closing another user’s session', ana.patch(`/cajas/sesion/${ids.luis.session}/cerrar`, { monto_final_real: 0 }), 403],
    ['a movement in another user’s session', ana.post('/cajas/movimiento', { tipo: 'INGRESO', monto: 1, motivo: 'x', id_sesion_caja: ids.luis.session }), 403],
    ['a movement in the name of another', ana.post('/cajas/movimiento', { tipo: 'INGRESO', monto: 1, motivo: 'x', id_sesion_caja: ids.mine.session, id_user_create: luis.user.id }), 403],
    ['opening in the name of another', manager.post('/cajas/abrir', { id_caja: 3, monto_inicial: 0, id_usuario: ana.user.id }), 403],
    ['changing another tenant’s register', admin.patch(`/cajas/${ids.stranger.register}`, { nombre: 'Robada', especialidad: 'MIXTA' }), 404],
    ['retiring another tenant’s register', admin.delete(`/cajas/${ids.stranger.register}`), 404],
    ['changing another tenant’s user', admin.patch(`/usuario/${stranger.user.id}`, { password: 'otra-clave-1' }), 404],
    ['a register’s balance by hand', admin.patch(`/cajas/${ids.mine.register}`, { nombre: 'Caja 1', especialidad: 'MIXTA', saldo: 5000 }), 400],
  ];
  test('is not to be seen or touched', async (t) => {
    for (const [name, request, status] of BAD()) await t.test(name, async () => assertError(await request, status));
  });
  test('reversing another tenant’s sale, or without the role', async () => {
    const strangers = await login(url, 'admin@otra.demo', { tenant: other });
    assertError(await strangers.post(`/operaciones/${ids.sale.id_operacion}/reversar`, { motivo: 'x' }), 404, 'operation_not_found', 'resources');
    assertError(await ana.post(`/operaciones/${ids.sale.id_operacion}/reversar`, { motivo: 'x' }), 403, 'forbidden', 'resources');
    assertError(await manager.post(`/operaciones/${ids.sale.id_operacion}/reversar`, {}), 400, 'validation_failed', 'resources');
    assertError(await manager.post('/operaciones/no-es-un-uuid/reversar', { motivo: 'x' }), 404, 'operation_not_found', 'resources');
  });
});

describe('ids in the path', () => {
  for (const id of ['abc', '0', '-1', '1.5', '1e3', '99999999999999999999', '%00', "1'--", ' 1', '１']) {
    test(id, async () => {
      for (const path of [`/cajas/${id}`, `/cajas/sesion/${id}/balance`, `/cajas/sesion-activa/${id}`, `/reportes/data/movimientos-caja/${id}`, `/usuario/${id}`]) {
        const answer = await admin.get(encodeURI(path).replaceAll('%2500', '%00'));
        assert.ok([400, 404].includes(answer.status), `${path}: ${answer.status} ${answer.text}`);
        assertError(answer, answer.status);
      }
    });
  }
});

describe('filters', () => {
  for (const query of ['limit=0', 'limit=-1', 'limit=abc', 'limit=99999999999', 'cursor=%00', 'cursor=zzzz', 'desde=ayer', 'desde=2026-02-30', 'tipo=magia', 'estado=1', 'idempotency_key=', 'sorpresa=1']) {
    test(query, async () => assertError(await ana.get(`/operaciones?${query}`), 400, undefined, 'resources'));
  }
  test('of the documented lists', async () => {
    for (const query of ['limit=0', 'limit=abc', 'desde=ayer', 'operadora=Movistar', 'id_caja_sesion=x']) {
      assertError(await ana.get(`/recargas/historial/clientes?${query}`), 400);
    }
  });
});

describe('tokens', () => {
  const now_s = Math.floor(Date.now() / 1000);
  const claims = () => claimsOf(ana.token);
  const BAD = {
    none: () => undefined,
    'the word null': () => 'null',
    'no token at all': () => '',
    'two dots': () => '..',
    expired: () => sign({ ...claims(), iat: now_s - 7200, exp: now_s - 3600 }, SECRETS.JWT_SECRET),
    'signed with another key': () => sign(claims(), 'another secret that is long enough to be one'),
    'signed with nothing': () => sign(claims(), '').replace(/[^.]+$/, ''),
    'the algorithm none': () => sign(claims(), SECRETS.JWT_SECRET, { alg: 'none', typ: 'JWT' }),
    'another role': () => [ana.token.split('.')[0], sign({ ...claims(), roleId: 1, roleName: 'Administrador' }, 'x').split('.')[1], ana.token.split('.')[2]].join('.'),
    'another token version': () => sign({ ...claims(), ver: claims().ver + 1 }, SECRETS.JWT_SECRET),
    'another tenant': () => sign({ ...claims(), tid: claims().tid + 1 }, SECRETS.JWT_SECRET),
    'another login session': () => sign({ ...claims(), sid: '00000000-0000-4000-8000-000000000000' }, SECRETS.JWT_SECRET),
    'a refresh token': () => ana.refreshToken,
    'no expiry': () => sign({ ...claims(), exp: undefined }, SECRETS.JWT_SECRET),
  };
  const KNOWN_BY_THE_DATABASE = ['another token version', 'another tenant', 'another login session'];
  test('one signed as the Worker signs is good, so the others fail for their own reason', async () => {
    assert.equal((await as(url, sign(claims(), SECRETS.JWT_SECRET)).get('/cajas')).status, 200);
  });
  for (const [name, make] of Object.entries(BAD)) {
    test(name, async () => {
      const caller = as(url, make());
      assertError(await caller.get('/cajas'), 401);
      assertError(await caller.post('/recargas/cliente', endpoints()['top-up'].body), 401);
      // The token is looked at before the body; only what the database alone knows comes after it.
      if (!KNOWN_BY_THE_DATABASE.includes(name)) assertError(await caller.post('/recargas/cliente', undefined, { raw: 'not JSON' }), 401);
      assertError(await caller.get('/operaciones'), 401, undefined, 'resources');
    });
  }
  test('revoked by logging out', async () => {
    const leaving = await login(url, 'luis@kiosco.demo');
    assert.equal((await leaving.post('/auth/logout')).status, 204);
    assertError(await leaving.get('/cajas'), 401);
    assertError(await leaving.post('/recargas/cliente', { ...endpoints()['top-up'].body, id_caja_sesion: ids.luis.session }), 401);
  });
});

test('an Operador at an Administrador’s endpoints', async () => {
  for (const [answer, door] of [
    [await ana.post('/cajas', endpoints().register.body)],
    [await ana.patch(`/cajas/${ids.mine.register}`, { nombre: 'Mía', especialidad: 'MIXTA' })],
    [await ana.delete(`/cajas/${ids.mine.register}`)],
    [await ana.post('/usuario/register', { email: 'x@kiosco.demo', password: 'clave-segura-1', nombres: 'X', p_apellido: 'Y' })],
    [await ana.get('/usuario')],
    [await ana.patch(`/usuario/${ana.user.id}`, { email: 'ana@kiosco.demo', name: 'Ana', estado: true, id_role: 1 })],
    [await ana.post('/sucursales', { codigo: 'MIA', nombre: 'Mía' }), 'resources'],
    [await ana.patch('/configuracion', { cierre_ciego: false }), 'resources'],
    [await ana.patch('/operadoras/1', { activa: false }), 'resources'],
  ]) {
    assertError(answer, 403, undefined, door);
  }
});

test('idempotency keys that are none', async () => {
  for (const key of ['', ' ', 'x'.repeat(300), 'con espacio', 'ñ']) {
    let answer;
    try {
      answer = await ana.post('/recargas/cliente', endpoints()['top-up'].body, { key: Buffer.from(key).toString('latin1') });
    } catch (error) {
      assert.equal(error.name, 'TypeError'); // the client itself would not send it
      continue;
    }
    assertError(answer, 400, 'idempotency_key_invalid');
  }
});

test('methods and paths that are not there', async () => {
  for (const [answer, message] of [
    [await ana.get('/recargas/cliente'), 'Cannot GET /recargas/cliente'],
    [await ana.put('/cajas', {}), 'Cannot PUT /cajas'],
    [await ana.get('/nada'), 'Cannot GET /nada'],
  ]) {
    assertError(answer, 404, 'route_not_found');
    assert.equal(answer.body.message, message);
  }
  assertError(await ana.put('/operaciones', {}), 405, 'method_not_allowed', 'resources');
  assertError(await ana.get('/cajas/1/nada'), 404, 'route_not_found');
  assertError(await call(url, 'POST', '/ventas', { body: {} }), 404, 'route_not_found');
});

test('setting up tenants needs its token', async () => {
  for (const token of [undefined, '', 'wrong', SECRETS.SETUP_TOKEN.slice(1)]) {
    const answer = await call(url, 'POST', '/instalacion/tenants', { token, body: { ...other, name: 'Colada' } });
    assert.ok([401, 403, 404].includes(answer.status), answer.text);
  }
});
