// Guessing passwords: every failure looks the same, too many lock the user out, and a restart of the server forgives nothing.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { as, call } from '../lib/client.mjs';
import { demo, prepare, startRuntime, temporaryState } from '../lib/runtime.mjs';
import { assertError } from '../lib/shape.mjs';

const state = temporaryState();
let runtime;
after(async () => {
  await runtime?.stop();
  state.remove();
});

const [admin, , ana, luis] = demo.tenants[0].users;
const attempt = (email, password) => call(runtime.url, 'POST', '/auth/login', { body: { email, password } });

test('an unknown user and a wrong password are answered alike', async () => {
  runtime = await startRuntime({ state: state.path });
  await prepare(runtime);
  const [unknown, wrong] = [await attempt('nadie@kiosco.demo', 'x'), await attempt(ana.email, 'x')];
  for (const answer of [unknown, wrong]) assertError(answer, 401, 'login_failed');
  assert.equal(unknown.body.message, wrong.body.message);
  for (const body of ['', '{}', '{"email": "ana@kiosco.demo"}', '{"email": 1, "password": []}', '{"email": "ana@kiosco.demo", "password": "x", "extra": 1}']) {
    assertError(await call(runtime.url, 'POST', '/auth/login', { raw: body }), 400);
  }
});

test('after some failures even the right password waits, before and after a restart', async () => {
  let failures = 0;
  let answer;
  while ((answer = await attempt(luis.email, 'wrong')).status === 401) {
    failures += 1;
    assert.ok(failures < 50, 'guessing is never stopped');
  }
  assertError(answer, 429);
  assert.ok(Number(answer.headers.get('retry-after')) > 0);
  assertError(await attempt(luis.email, luis.password), 429);
  await runtime.stop();
  runtime = await startRuntime({ state: state.path });
  assertError(await attempt(luis.email, luis.password), 429);
});

test('others are not locked out by it', async () => {
  const answer = await attempt(ana.email, ana.password);
  assert.equal(answer.status, 201, answer.text);
});

test('e-mails are read in any case', async () => {
  assert.equal((await attempt(ana.email.toUpperCase(), ana.password)).status, 201);
});

test('a password changed by an Administrador ends the tokens of before', async () => {
  const before = (await attempt(ana.email, ana.password)).body;
  const boss = as(runtime.url, (await attempt(admin.email, admin.password)).body.access_token);
  const changed = await boss.patch(`/usuario/${before.user.id}`, { password: 'otra-clave-larga' });
  assert.ok(changed.status >= 200 && changed.status < 300, changed.text);
  assertError(await as(runtime.url, before.access_token).get('/cajas'), 401);
  assertError(await attempt(ana.email, ana.password), 401);
  assert.equal((await attempt(ana.email, 'otra-clave-larga')).status, 201);
});
