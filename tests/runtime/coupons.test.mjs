// Payment coupons on the real runtime: the documented endpoints as clients call them, and what many at once may do to one coupon.
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { after, before, test } from 'node:test';
import { as, call, login, newKey } from '../lib/client.mjs';
import { checkLedger, rows } from '../lib/ledger.mjs';
import { demo, freshRuntime } from '../lib/runtime.mjs';

const tenant = demo.tenants.find(({ name }) => name === 'Cooperativa Demo');
const customer = (id) => tenant.customers.find((found) => found.id === id);

let runtime;
let marta;
let diego;
let manager;
const sessions = {};

before(async () => {
  runtime = await freshRuntime({ tenants: [tenant] });
  marta = await login(runtime.url, 'marta@cooperativa.demo', { tenant });
  diego = await login(runtime.url, 'diego@cooperativa.demo', { tenant });
  manager = await login(runtime.url, 'Gerente', { tenant });
  const registers = (await marta.get('/cajas')).body;
  for (const [name, cashier] of [['Caja Central 1', marta], ['Caja Estación', diego]]) {
    const { id } = registers.find(({ nombre }) => nombre === name);
    sessions[cashier.token] = (await cashier.post('/cajas/abrir', { id_caja: id, conteo: { '100.00': 1 } })).body.id;
  }
});
after(() => runtime?.stop());

// Amounts are kept as the texts of demo.json, so that what is sent is exactly what is owed.
const bodyFor = (id, invoices) => {
  const facturas = invoices.map((invoice) => `{"id":"${invoice.id}","tipo":"${invoice.tipo}","numero":${invoice.numero},"monto":${invoice.monto}}`);
  const cents = invoices.reduce((sum, { monto }) => sum + BigInt(monto.replace('.', '')), 0n).toString().padStart(3, '0');
  return `{"cliente_id":${id},"facturas":[${facturas.join(',')}],"total":${cents.slice(0, -2)}.${cents.slice(-2)},"dias_vencimiento":30}`;
};
const issue = (cashier, id, invoices) => cashier.post('/portal/cupones/generar', undefined, { raw: bodyFor(id, invoices) });
const collect = (cashier, code, options) => cashier.post(`/portal/cupones/${code}/cobrar`, { id_caja_sesion: sessions[cashier.token] }, options);
const count = (answers, status) => answers.filter((answer) => answer.status === status).length;

test('the documented answers, byte by byte where it matters', async () => {
  const { id, invoices } = customer(123);
  const issued = await issue(marta, id, invoices.slice(0, 1));
  assert.equal(issued.status, 200, issued.text);
  assert.match(issued.body.data.codigo_barras, /^0001000123\d{8}\d$/);
  // Money is a number with two decimals.
  assert.match(issued.text, /"monto":10000\.00,"fecha_vencimiento":"\d{4}-\d{2}-\d{2}"/);
  const code = issued.body.data.codigo_barras;
  const found = await marta.get(`/portal/cupones/${code}`);
  assert.deepEqual(Object.keys(found.body.data), ['cliente_id', 'cliente_nombre', 'cupon_id', 'codigo_barras', 'monto', 'estado', 'fecha_generacion',
    'fecha_vencimiento', 'fecha_uso', 'recibo_id', 'facturas']);
  const listed = await marta.get(`/portal/cupones/cliente/${id}?estado=pending`);
  assert.deepEqual([listed.body.data.total, listed.body.data.has_more], [1, false]);
  const missing = await marta.get('/portal/cupones/0001056789202601274');
  assert.deepEqual([missing.status, missing.body.success, missing.body.error], [404, false, 'Cupón no encontrado o vencido']);
  const mistyped = await marta.get('/portal/cupones/0001056789202601275');
  assert.deepEqual([mistyped.status, mistyped.body.error], [400, 'Invalid request']);
  await checkLedger(runtime.database);
});

test('fifty collections of one coupon from two branches: one receipt, one cash movement, forty-nine clear refusals', async () => {
  const { id, invoices } = customer(56789);
  const code = (await issue(marta, id, invoices)).body.data.codigo_barras;
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, index) => collect(index % 2 ? marta : diego, code, index % 3 ? { key: newKey() } : {})),
  );
  assert.equal(count(answers, 200), 1);
  const { body } = answers.find(({ status }) => status === 200);
  for (const refused of answers.filter(({ status }) => status !== 200)) {
    assert.equal(refused.status, 409, refused.text);
    assert.deepEqual(
      [refused.body.code, refused.body.estado, refused.body.recibo_id, refused.body.fecha_uso],
      ['coupon_used', 'used', body.data.recibo_id, body.data.fecha_uso],
    );
  }
  assert.equal((await rows(runtime.database, 'SELECT id FROM coupon_collection')).length, 1);
  const moved = await rows(runtime.database, `SELECT transfer.id FROM transfer JOIN operation ON operation.id = transfer.operation_id
    WHERE operation.kind = 'coupon_collection' AND transfer.cash_session_id IS NOT NULL`);
  assert.equal(moved.length, 1);
  await checkLedger(runtime.database);
});

test('two coupons on one invoice, asked for at once in two branches: one', async () => {
  const { id, invoices } = customer(7);
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, index) => issue(index % 2 ? marta : diego, id, index % 2 ? invoices.slice(0, 1) : invoices.slice(0, 2))),
  );
  const issued = answers.filter(({ status }) => status === 200).map(({ body }) => body.data);
  assert.equal(new Set(issued.map(({ cupon_id }) => cupon_id)).size, 1);
  assert.equal(count(answers, 200) + count(answers, 409), 20);
  const reserved = await rows(
    runtime.database,
    `SELECT invoice.reference FROM invoice_reservation JOIN invoice ON invoice.id = invoice_reservation.invoice_id
     JOIN customer ON customer.id = invoice.customer_id WHERE customer.number = ? ORDER BY invoice.reference`,
    id,
  );
  assert.deepEqual(reserved.map(({ reference }) => reference), issued[0].facturas.map((invoice) => invoice.id).sort());
  await checkLedger(runtime.database);
});

test('collecting and cancelling at once: one of them', async () => {
  const { id, invoices } = customer(42);
  const code = (await issue(marta, id, invoices)).body.data.codigo_barras;
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, index) =>
      index % 2 ? collect(diego, code) : marta.post(`/portal/cupones/${code}/cancelar`, { motivo: 'Prueba' }),
    ),
  );
  assert.equal(count(answers, 200), 1);
  const [{ state }] = await rows(runtime.database, 'SELECT state FROM coupon WHERE barcode = ?', code);
  assert.ok(['used', 'cancelled'].includes(state));
  await checkLedger(runtime.database);
});

test('a file of a thousand invoices, one line of it broken, sent twice at once with one key', async () => {
  const lines = Array.from({ length: 1000 }, (_, index) => (index === 500 ? 'rota;7' : `masiva-${index};7;Factura B;${index + 1};1.250,50`));
  const file = Buffer.from(`﻿id;cliente_id;tipo;numero;monto\r\n${lines.join('\r\n')}\r\n`);
  const key = newKey();
  const send = () => manager.post('/portal/facturas/importar', undefined, { raw: file, key, headers: { 'content-type': 'text/csv' } });
  for (const answer of await Promise.all([send(), send()])) {
    assert.equal(answer.status, 200, answer.text);
    const { lineas, creadas, rechazos } = answer.body.data;
    assert.deepEqual([lineas, creadas, rechazos.map(({ linea }) => linea)], [1000, 999, [502]]);
  }
  await checkLedger(runtime.database);
});

test('the customer portal: its own token, nobody else’s', async () => {
  const token = (secret, claims) => {
    const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const signed = `${part({ alg: 'HS256', typ: 'JWT' })}.${part({ tenant_id: 1, nombre: '', exp: Math.floor(Date.now() / 1000) + 60, ...claims })}`;
    return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
  };
  const { portal_jwt_secret: secret } = tenant.keys;
  const list = (bearer) => as(runtime.url, bearer).get('/portal/cupones/cliente/123');
  assert.equal((await list(token(secret, { cliente_id: 123 }))).status, 200);
  for (const bad of [token(`${secret}x`, { cliente_id: 123 }), token(secret, { cliente_id: 7 }), token(secret, { cliente_id: 123, exp: 1 }), token(secret, { cliente_id: 123, tenant_id: 2 })]) {
    const answer = await list(bad);
    assert.deepEqual([answer.status, answer.body], [401, { success: false, error: 'Unauthorized', code: 'unauthorized' }]);
  }
  assert.equal((await call(runtime.url, 'GET', '/portal/cupones/cliente/123')).status, 401);
});

test('what is overdue is stored as expired by the daily job, and nothing else is', async () => {
  const { id, invoices } = customer(1500);
  const code = (await issue(marta, id, invoices)).body.data.codigo_barras;
  // The same coupon as it would be had it been issued forty days ago, which no request can do.
  const old = `1${code.slice(1)}`;
  await runtime.database.batch([
    runtime.database.prepare(`INSERT INTO operation (id, tenant_id, kind, state, actor, created_at_ms, updated_at_ms)
      VALUES ('00000000-0000-7000-8000-000000000001', 1, 'coupon_issue', 'succeeded', 'test', 0, 0)`),
    runtime.database.prepare(`INSERT INTO coupon (tenant_id, operation_id, branch_id, customer_id, barcode, amount, state, issued_day, due_day, created_at_ms)
      SELECT tenant_id, '00000000-0000-7000-8000-000000000001', branch_id, customer_id, ?, amount, 'pending', issued_day - 40, issued_day - 10, 0
      FROM coupon WHERE barcode = ?`).bind(old, code),
  ]);
  const worker = await runtime.miniflare.getWorker();
  await worker.scheduled({ cron: '30 7 * * *' });
  const states = await rows(runtime.database, 'SELECT barcode, state FROM coupon WHERE barcode IN (?, ?) ORDER BY barcode', code, old);
  assert.deepEqual(states.map(({ state }) => state), ['pending', 'expired']);
  await checkLedger(runtime.database);
});
