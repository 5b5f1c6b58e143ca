// How many D1 round trips each endpoint makes. They are what a request costs, so their number is a promise.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { call, login, newKey } from '../lib/client.mjs';
import { demo, freshRuntime } from '../lib/runtime.mjs';

let runtime;
let admin;
let manager;
let ana;
const known = {};

before(async () => {
  runtime = await freshRuntime({ vars: { COUNT_ROUND_TRIPS: '1' } });
  [admin, manager, ana] = [await login(runtime.url, 'Administrador'), await login(runtime.url, 'Gerente'), await login(runtime.url, 'Operador')];
});
after(() => runtime?.stop());

const trips = (answer) => Number(answer.headers.get('server-timing')?.match(/d1;desc="(\d+)"/)?.[1]);
const topUp = (change) => ({ operadora: 'Tigo', numero_cliente: '76543210', monto: 30, id_caja_sesion: known.session, ...change });

const couponBody = () => {
  const [{ id, invoices: [{ id: factura, monto }] }] = demo.tenants[0].customers;
  return { cliente_id: id, facturas: [{ id: factura, monto: Number(monto) }], total: Number(monto) };
};

// In order: name, round trips, status, request.
const TABLE = [
  ['the registers', 1, 200, () => ana.get('/cajas')],
  ['opening a session', 1, 201, async () => {
    const [{ id }] = (await ana.get('/cajas')).body;
    const answer = await ana.post('/cajas/abrir', { id_caja: id, monto_inicial: 0, id_usuario: ana.user.id, id_user_create: ana.user.id }, { key: newKey() });
    Object.assign(known, { register: id, session: answer.body.id });
    return answer;
  }],
  ['opening it again', 1, 400, () => ana.post('/cajas/abrir', { id_caja: known.register, monto_inicial: 0 })],
  ['a top-up', 1, 201, async () => {
    const answer = await ana.post('/recargas/cliente', topUp(), { key: (known.key = newKey()) });
    known.sale = answer.body;
    return answer;
  }],
  ['a top-up without a key', 1, 201, () => ana.post('/recargas/cliente', topUp())],
  ['a replay of it', 2, 201, () => ana.post('/recargas/cliente', topUp(), { key: known.key })],
  ['its key with another body', 2, 422, () => ana.post('/recargas/cliente', topUp({ monto: 31 }), { key: known.key })],
  ['a top-up beyond the float', 1, 400, () => ana.post('/recargas/cliente', topUp({ monto: 5000 }), { key: newKey() })],
  ['a top-up that is not understood', 0, 400, () => ana.post('/recargas/cliente', topUp({ monto: -1 }))],
  ['a top-up with a forged token', 0, 401, () => call(runtime.url, 'POST', '/recargas/cliente', { token: 'x.y.z', body: topUp() })],
  ['an injection', 1, 201, () => ana.post('/recargas/inyeccion', { operadora_destino: 'Viva', monto: 10, id_caja_sesion: known.session }, { key: newKey() })],
  ['a movement', 1, 201, () => ana.post('/cajas/movimiento', { tipo: 'INGRESO', monto: 5, motivo: 'Cambio', id_sesion_caja: known.session }, { key: newKey() })],
  ['an operator’s reference', 1, 200, () => ana.patch(`/recargas/cliente/${known.sale.id}/referencia`, { referencia_operadora: 'A-1' })],
  ['a reversal', 1, 201, () => manager.post(`/operaciones/${known.sale.id_operacion}/reversar`, { motivo: 'Error' }, { key: newKey() })],
  ['the float', 1, 200, () => ana.get('/recargas/operadoras/saldos')],
  ['the active session', 1, 200, () => ana.get(`/cajas/sesion-activa/${ana.user.id}`)],
  ['the balance', 1, 200, () => ana.get(`/cajas/sesion/${known.session}/balance`)],
  ['one register', 1, 200, () => ana.get(`/cajas/${known.register}`)],
  ['the top-ups', 1, 200, () => ana.get('/recargas/historial/clientes')],
  ['the injections', 1, 200, () => ana.get('/recargas/historial/inyecciones')],
  ['a session’s movements', 1, 200, () => ana.get(`/reportes/data/movimientos-caja/${known.session}`)],
  ['a register’s history', 1, 200, () => ana.get(`/reportes/data/caja-historial/${known.register}`)],
  ['the dashboard', 1, 200, () => ana.get('/reportes/dashboard-stats?anio=2026')],
  ['the roles', 1, 200, () => ana.get('/auth/roles/list')],
  ['the users', 1, 200, () => admin.get('/usuario')],
  ['one user', 1, 200, () => admin.get(`/usuario/${ana.user.id}`)],
  ['the operations', 1, 200, () => ana.get('/operaciones?limit=5')],
  ['a key’s fate', 1, 200, () => ana.get(`/operaciones?idempotency_key=${known.key}`)],
  ['what the operations come to', 1, 200, () => ana.get('/operaciones/totales?tipo=top_up')],
  ['the operations of an operator', 1, 200, () => ana.get('/operaciones?operadora=Tigo&monto=30')],
  ['the report of an open session', 1, 200, () => manager.get(`/sesiones/${known.session}/informe`)],
  ['the report that is not to be seen yet', 1, 403, () => ana.get(`/sesiones/${known.session}/informe`)],
  ['one operation', 1, 200, () => ana.get(`/operaciones/${known.sale.id_operacion}`)],
  ['the branches', 1, 200, () => ana.get('/sucursales')],
  ['the operators', 1, 200, () => ana.get('/operadoras')],
  ['the settings', 1, 200, () => ana.get('/configuracion')],
  ['a coupon issued', 2, 200, async () => {
    const answer = await ana.post('/portal/cupones/generar', couponBody(), { key: (known.couponKey = newKey()) });
    known.coupon = answer.body.data.codigo_barras;
    return answer;
  }],
  ['the same coupon again', 3, 200, () => ana.post('/portal/cupones/generar', couponBody())],
  ['a coupon looked up', 1, 200, () => ana.get(`/portal/cupones/${known.coupon}`)],
  // Whether the host is another tenant's comes before what is wrong with the request.
  ['a coupon whose code is mistyped', 1, 400, () => ana.get('/portal/cupones/0001056789202601275')],
  ['a coupon collected', 1, 200, () => ana.post(`/portal/cupones/${known.coupon}/cobrar`, { id_caja_sesion: known.session }, { key: newKey() })],
  ['a coupon collected again', 1, 409, () => ana.post(`/portal/cupones/${known.coupon}/cobrar`, { id_caja_sesion: known.session }, { key: newKey() })],
  ['a customer’s coupons', 1, 200, () => ana.get('/portal/cupones/cliente/101')],
  ['the customers', 1, 200, () => ana.get('/portal/clientes?buscar=juana')],
  ['a customer’s invoices', 1, 200, () => ana.get('/portal/clientes/101/facturas')],
  ['an invoice', 1, 201, () => manager.post('/portal/facturas', { cliente_id: 101, tipo: 'Factura', numero: 1, monto: 5 }, { key: newKey() })],
  ['a file of invoices', 1, 200, () => manager.post('/portal/facturas/importar', undefined, { raw: 'id,cliente_id,tipo,numero,monto\na,101,Factura,2,5\n' })],
  ['what branches owe one another', 1, 200, () => manager.get('/portal/liquidacion')],
  ['closing', 1, 200, () => ana.patch(`/cajas/sesion/${known.session}/cerrar`, { monto_final_real: 25, id_user_update: ana.user.id }, { key: newKey() })],
  ['a closing report', 1, 200, () => ana.get(`/sesiones/${known.session}/informe`)],
  ['the reason of a difference', 1, 200, () => ana.patch(`/cajas/sesion/${known.session}/motivo`, { motivo: 'Vuelto mal dado' })],
];

for (const [name, expected, status, request] of TABLE) {
  test(`${name}: ${expected}`, async () => {
    const answer = await request();
    assert.equal(answer.status, status, answer.text);
    assert.equal(trips(answer), expected);
  });
}
