// Tokens, users and set-up on the real runtime: what the native tests show of them, where D1 words the refusals.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { as, call, login } from '../lib/client.mjs';
import { SECRETS, demo, freshRuntime } from '../lib/runtime.mjs';
import { assertError } from '../lib/shape.mjs';

let runtime;
before(async () => (runtime = await freshRuntime()));
after(() => runtime?.stop());

const refresh = (token) => call(runtime.url, 'POST', '/auth/refresh_token', { token });

test('a refresh token is good once, also for twenty at the same time, and the one that wins goes on', async () => {
  const ana = await login(runtime.url, 'Operador');
  const first = await refresh(ana.refreshToken);
  assert.equal(first.status, 201, first.text);
  assert.equal((await as(runtime.url, first.body.access_token).get('/cajas')).status, 200);
  const answers = await Promise.all(Array.from({ length: 20 }, () => refresh(first.body.refresh_token)));
  assert.deepEqual(answers.map(({ status }) => status).sort(), [201, ...Array(19).fill(401)]);
  const won = answers.find(({ status }) => status === 201).body;
  assert.equal((await as(runtime.url, won.access_token).get('/cajas')).status, 200);
  assert.equal((await refresh(won.refresh_token)).status, 201);
});

test('a log-out ends the log-in', async () => {
  const ana = await login(runtime.url, 'Operador');
  const answer = await ana.post('/auth/logout');
  assert.deepEqual([answer.status, answer.text], [204, '']);
  assertError(await ana.get('/auth/roles/list'), 401, 'token_revoked');
  assertError(await refresh(ana.refreshToken), 401, 'refresh_invalid');
});

test('twenty wrong reset codes at the same time are five guesses', async () => {
  const { email } = demo.tenants[0].users.at(-1);
  const answer = await call(runtime.url, 'POST', '/auth/reset/code', { body: { email } });
  assert.equal(answer.status, 201, answer.text);
  const confirm = () => call(runtime.url, 'POST', '/auth/confirm-code', { body: { email, code: '000000' } });
  const guesses = await Promise.all(Array.from({ length: 20 }, confirm));
  assert.deepEqual(guesses.map(({ status }) => status).sort(), [...Array(5).fill(400), ...Array(15).fill(429)]);
});

test('what constraints and guards refuse is said in words', async () => {
  const boss = await login(runtime.url, 'Administrador');
  const { email } = demo.tenants[0].users.at(-1);
  const person = { nombres: 'Eva', p_apellido: 'Rojas', s_apellido: '', fecha_nacimiento: '', genero: 'F', name: '', estado: true };
  assertError(await boss.patch(`/usuario/${boss.user.id}`, { estado: false }), 409, 'last_administrator');
  assertError(await boss.post('/usuario/register', { ...person, email, password: 'eva-2026-clave' }), 409, 'email_taken');
  assertError(await boss.put('/persona', { ...person, id: 999, name: undefined, estado: undefined }), 404, 'person_not_found');
  for (const [answer, status, code] of [
    [await boss.post('/sucursales', { codigo: 'NORTE', nombre: 'Otra' }), 409, 'branch_code_taken'],
    [await boss.patch('/sucursales/2', { estado: false }), 409, 'branch_in_use'],
    [await boss.patch('/operadoras/999', { activa: false }), 404, 'operator_not_found'],
    [await call(runtime.url, 'POST', '/instalacion/tenants', { token: SECRETS.SETUP_TOKEN, body: demo.tenants[0] }), 409, 'tenant_exists'],
    [await call(runtime.url, 'POST', '/instalacion/tenants', { token: 'wrong', body: demo.tenants[0] }), 401, 'unauthorized'],
  ]) {
    assert.deepEqual([answer.status, answer.body?.code], [status, code], answer.text);
  }
});

test('the address tells programs and browsers apart', async () => {
  const browser = await call(runtime.url, 'GET', '/', { headers: { accept: 'text/html,*/*;q=0.8' } });
  assert.deepEqual([browser.status, browser.headers.get('location')], [302, '/app/']);
  const health = await call(runtime.url, 'GET', '/salud');
  const root = await call(runtime.url, 'GET', '/');
  assert.equal(root.body.version, health.body.version);
  assert.match(health.body.esquema, /^\d{4}_\w+$/);
});
