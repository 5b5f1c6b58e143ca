// What many requests at once may do to one float, one key, one register, one user: never more than one after another could.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { login, newKey } from '../lib/client.mjs';
import { checkLedger, rows } from '../lib/ledger.mjs';
import { freshRuntime } from '../lib/runtime.mjs';

const TILLS = 20;
const numbered = (count, make) => Array.from({ length: count }, (_, index) => make(index + 1));
// Twenty cashiers and as many registers; a float for fifty sales of 10.00.
const tenant = {
  name: 'Kiosco Concurrido',
  country: 'BO',
  currency: 'BOB',
  mode: 'demo',
  users: [
    { email: 'admin@concurrido.demo', password: 'clave-de-prueba', role: 'Administrador' },
    { email: 'gerente@concurrido.demo', password: 'clave-de-prueba', role: 'Gerente' },
    ...numbered(TILLS, (n) => ({ email: `cajero${n}@concurrido.demo`, password: 'clave-de-prueba', role: 'Operador' })),
  ],
  branches: [{ code: 'UNICA', name: 'Única' }],
  registers: numbered(TILLS, (n) => ({ name: `Caja ${n}`, branch: 'UNICA' })),
  operators: [
    { name: 'Tigo', float: '500.00' },
    { name: 'Entel', float: '1000.00' },
    { name: 'Viva', float: '0.00' },
  ],
  keys: {},
};

let runtime;
let cashiers;
let registers;
let session;

before(async () => {
  runtime = await freshRuntime({ tenants: [tenant] });
  cashiers = [];
  for (let n = 1; n <= TILLS; n += 1) cashiers.push(await login(runtime.url, `cajero${n}@concurrido.demo`, { tenant }));
  registers = (await cashiers[0].get('/cajas')).body.map(({ id }) => id);
});
after(() => runtime?.stop());

const open = (cashier, id_caja) =>
  cashier.post('/cajas/abrir', { id_caja, monto_inicial: 0, id_usuario: cashier.user.id, id_user_create: cashier.user.id });
const count = (answers, status) => answers.filter((answer) => answer.status === status).length;
const floatOf = async (name) => (await cashiers[0].get('/recargas/operadoras/saldos')).body.find((row) => row.nombre_operadora === name).saldo_actual;

test('twenty cashiers open one register: one session', async () => {
  const answers = await Promise.all(cashiers.map((cashier) => open(cashier, registers[0])));
  assert.equal(count(answers, 201), 1);
  for (const answer of answers.filter(({ status }) => status !== 201)) {
    assert.equal(answer.status, 400, answer.text);
    assert.equal(answer.body.message, 'La caja ya tiene una sesión abierta');
  }
  session = answers.find(({ status }) => status === 201).body;
  assert.equal((await rows(runtime.database, 'SELECT id FROM cash_session')).length, 1);
  await checkLedger(runtime.database);
});

test('one cashier opens twenty registers: one session', async () => {
  const cashier = cashiers.find(({ user }) => user.id !== session.id_usuario);
  const answers = await Promise.all(registers.slice(1).map((register) => open(cashier, register)));
  assert.equal(count(answers, 201), 1);
  for (const answer of answers.filter(({ status }) => status !== 201)) {
    assert.equal(answer.status, 400, answer.text);
    assert.equal(answer.body.message, 'El usuario ya cuenta con una caja abierta');
  }
  await checkLedger(runtime.database);
});

test('two hundred top-ups of 10.00 on a float of 500.00: fifty', async () => {
  const seller = cashiers.find(({ user }) => user.id === session.id_usuario);
  const answers = await Promise.all(
    Array.from({ length: 200 }, (_, index) =>
      seller.post(
        '/recargas/cliente',
        { operadora: 'Tigo', numero_cliente: `7${String(index).padStart(7, '0')}`, monto: 10, id_caja_sesion: session.id },
        index % 2 ? { key: newKey() } : {},
      ),
    ),
  );
  assert.equal(count(answers, 201), 50);
  for (const answer of answers.filter(({ status }) => status !== 201)) {
    assert.equal(answer.status, 400, answer.text);
    assert.match(answer.body.message, /^Saldo insuficiente para la operadora Tigo\. Saldo actual: 0\.00$/);
  }
  assert.equal(await floatOf('Tigo'), '0.00');
  assert.equal((await seller.get(`/cajas/sesion/${session.id}/balance`)).body, '500.00');
  assert.equal((await seller.get('/recargas/historial/clientes')).body.length, 50);
  await checkLedger(runtime.database);
});

test('fifty requests with one key: one operation, equal answers', async () => {
  const seller = cashiers.find(({ user }) => user.id === session.id_usuario);
  const key = newKey();
  const body = { operadora: 'Entel', numero_cliente: '70000001', monto: 12.5, id_caja_sesion: session.id };
  const answers = await Promise.all(Array.from({ length: 50 }, () => seller.post('/recargas/cliente', body, { key })));
  assert.equal(count(answers, 201), 50);
  assert.equal(new Set(answers.map(({ text }) => text)).size, 1);
  assert.equal(answers.filter(({ headers }) => headers.get('idempotency-replayed') === 'true').length, 49);
  assert.equal(await floatOf('Entel'), '987.50');
  assert.equal((await seller.get(`/operaciones?idempotency_key=${key}`)).body.operaciones.length, 1);
  const other = await seller.post('/recargas/cliente', { ...body, monto: 13 }, { key });
  assert.equal(other.status, 422);
  assert.equal(other.body.code, 'idempotency_conflict');
  await checkLedger(runtime.database);
});

test('twenty reversals of one top-up: one', async () => {
  const manager = await login(runtime.url, 'Gerente', { tenant });
  const [sale] = (await manager.get('/recargas/historial/clientes?limit=1')).body;
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => manager.post(`/operaciones/${sale.id_operacion}/reversar`, { motivo: 'Número equivocado' }, { key: newKey() })),
  );
  assert.equal(count(answers, 201) + count(answers, 200), 1, answers.map(({ status }) => status).join());
  for (const answer of answers.filter(({ status }) => status > 201)) assert.equal(answer.body.code, 'operation_already_reversed', answer.text);
  await checkLedger(runtime.database);
});

test('sales while the session is being closed: each before or refused, and the drawer adds up', async () => {
  const seller = cashiers.find(({ user }) => user.id === session.id_usuario);
  const sale = (index) =>
    seller.post('/recargas/cliente', { operadora: 'Entel', numero_cliente: `6${String(index).padStart(7, '0')}`, monto: 1, id_caja_sesion: session.id });
  const close = () => seller.patch(`/cajas/sesion/${session.id}/cerrar`, { monto_final_real: 100, id_user_update: seller.user.id });
  const answers = await Promise.all([...Array.from({ length: 30 }, (_, index) => sale(index)), ...Array.from({ length: 20 }, close), ...Array.from({ length: 30 }, (_, index) => sale(index + 30))]);
  const closings = answers.slice(30, 50);
  assert.equal(count(closings, 200), 1);
  for (const answer of closings.filter(({ status }) => status !== 200)) {
    assert.equal(answer.status, 400, answer.text);
    assert.equal(answer.body.message, 'La sesión ya está cerrada');
  }
  const sales = [...answers.slice(0, 30), ...answers.slice(50)];
  for (const answer of sales.filter(({ status }) => status !== 201)) {
    assert.equal(answer.status, 400, answer.text);
    assert.equal(answer.body.message, 'La sesión de caja no existe o no está ABIERTA.');
  }
  const [closed] = await rows(runtime.database, 'SELECT expected_amount, counted_amount FROM cash_session WHERE id = ?', session.id);
  const [{ moved }] = await rows(
    runtime.database,
    `SELECT sum(iif(account.id = to_account_id, transfer.amount, -transfer.amount)) AS moved FROM transfer
     JOIN account ON account.kind = 'register_cash' AND account.id IN (from_account_id, to_account_id)
     JOIN operation ON operation.id = transfer.operation_id
     WHERE transfer.cash_session_id = ? AND operation.kind <> 'cash_session_close'`,
    session.id,
  );
  assert.equal(closed.expected_amount, moved);
  assert.equal(closed.counted_amount, 10000);
  assert.equal((await seller.get(`/cajas/sesion/${session.id}/balance`)).body, '100.00');
  await checkLedger(runtime.database);
});
