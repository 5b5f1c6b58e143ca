// The OpenAPI document: that it is valid, that its examples are, and that the server answers what it says, for every operation.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, test } from 'node:test';
import { Validator } from '@seriousme/openapi-schema-validator';
import { call, login, newKey } from '../lib/client.mjs';
import { checker, operationsOf, performer } from '../lib/openapi.mjs';
import { SECRETS, freshRuntime } from '../lib/runtime.mjs';

let runtime;
let document;
let perform;
let used;
let admin;

before(async () => {
  runtime = await freshRuntime({ assets: true });
  const served = await fetch(`${runtime.url}/openapi.json`);
  assert.equal(served.status, 200);
  document = await served.json();
  ({ perform, used } = performer(document, runtime.url));
  admin = (await login(runtime.url, 'Administrador')).token;
});
after(() => runtime?.stop());

const good = async (name, options) => {
  const answer = await perform(name, options);
  assert.ok(answer.status < 400, `${name}: ${answer.status} ${answer.text}`);
  return answer;
};
const refused = async (code, name, options) => {
  const answer = await perform(name, options);
  assert.equal(answer.body?.code, code, `${name}: ${answer.status} ${answer.text}`);
  return answer;
};

test('the document is valid OpenAPI 3.1', async () => {
  const validator = new Validator();
  const { valid, errors } = await validator.validate(structuredClone(document));
  assert.ok(valid, JSON.stringify(errors, undefined, 2));
  assert.equal(validator.version, '3.1');
});

test('every example is what its schema says', () => {
  const check = checker(document);
  for (const { path, method, requestBody, responses } of operationsOf(document)) {
    if (requestBody) check(requestBody.content['application/json'].example, 'paths', path, method, 'requestBody', 'content', 'application/json', 'schema');
    for (const [status, { content = {} }] of Object.entries(responses)) {
      for (const [type, { example, examples }] of Object.entries(content)) {
        const values = examples ? Object.values(examples).map(({ value }) => value) : [example];
        for (const value of values) check(value, 'paths', path, method, 'responses', status, 'content', type, 'schema');
      }
    }
  }
});

test('the day of a till, by the document', async () => {
  const { access_token: token, user } = (await good('logIn')).body;
  const boss = (await login(runtime.url, 'Gerente')).token;

  const { id } = (await good('openSession', { token, key: newKey() })).body;
  await good('findActiveSession', { token, id: user.id });
  await good('findSessionBalance', { token, id });
  const key = newKey();
  const sold = await good('sellTopUp', { token, key, change: { id_caja_sesion: id } });
  const again = await good('sellTopUp', { token, key, change: { id_caja_sesion: id } });
  assert.deepEqual([sold.headers.get('idempotency-replayed'), again.headers.get('idempotency-replayed')], [null, 'true']);
  await refused('idempotency_conflict', 'sellTopUp', { token, key, change: { id_caja_sesion: id, monto: 31 } });
  await good('setOperatorReference', { token, id: sold.body.id });
  await refused('reference_already_set', 'setOperatorReference', { token, id: sold.body.id, change: { referencia_operadora: 'otra' } });
  await good('injectFloat', { token, change: { id_caja_sesion: id } });
  await good('recordMovement', { token, change: { id_sesion_caja: id } });
  await refused('cash_insufficient', 'recordMovement', { token, change: { id_sesion_caja: id, monto: 1000 } });
  await refused('float_insufficient', 'sellTopUp', { token, change: { id_caja_sesion: id, monto: 5000 } });

  await good('findOperation', { token, id: sold.body.id_operacion });
  await good('listOperations', { token, query: `?idempotency_key=${key}` });
  await good('listOperations', { token, query: '?monto=30.00&operadora=Tigo' });
  await good('sumOperations', { token, query: '?monto=30&tipo=top_up' });
  await refused('validation_failed', 'sumOperations', { token, query: '?monto=30.005' });
  await refused('validation_failed', 'sumOperations', { token, query: '?limit=5' });
  const next = await good('listTopUps', { token, query: '?limit=1' });
  assert.match(next.headers.get('x-next-cursor'), /^[A-Za-z0-9._=-]+$/);
  await good('listTopUps', { token, query: `?limit=1&cursor=${next.headers.get('x-next-cursor')}` });
  await good('listInjections', { token, query: '?operadora=Tigo&desde=2020-01-01' });
  await refused('forbidden', 'reverseOperation', { token, id: sold.body.id_operacion });
  await good('reverseOperation', { token: boss, id: sold.body.id_operacion, key: newKey() });
  await refused('operation_already_reversed', 'reverseOperation', { token: boss, id: sold.body.id_operacion });

  await good('reportSession', { token, id });
  await refused('report_of_open_session', 'reportClosing', { token, id });
  await good('reportClosing', { token: boss, id });
  await refused('session_not_found', 'reportClosing', { token, id: 999 });
  await refused('session_still_open', 'explainDifference', { token, id });
  await good('closeSession', { token, id, key: newKey(), change: { motivo: undefined } });
  await refused('session_already_closed', 'closeSession', { token, id });
  await good('explainDifference', { token, id });
  await refused('difference_reason_already_set', 'explainDifference', { token, id, change: { motivo: 'otro' } });
  await good('reportSession', { token, id });
  const printed = await good('reportClosing', { token, id });
  assert.ok(Math.abs(Date.parse(printed.headers.get('x-server-time')) - Date.now()) < 60_000);
  assert.match(printed.headers.get('access-control-expose-headers'), /X-Server-Time/);
  await good('reportRegister', { token, id: 1 });
  await good('findRegister', { token, id: 1 });
  await refused('no_active_session', 'findActiveSession', { token, id: user.id });
});

test('what an Administrador does, by the document', async () => {
  const token = admin;
  const register = (await good('createRegister', { token, key: newKey() })).body;
  await refused('register_has_cash', 'retireRegister', { token, id: register.id });
  await good('updateRegister', { token, id: register.id });
  const empty = (await good('createRegister', { token, change: { nombre: 'Caja 4', saldo: 0 } })).body;
  await good('retireRegister', { token, id: empty.id, query: '?id_user_update=1' });
  await refused('register_not_found', 'findRegister', { token, id: empty.id });

  const user = (await good('registerUser', { token })).body;
  await refused('email_taken', 'registerUser', { token });
  await good('findUser', { token, id: user.id });
  await good('findUser', { token, id: 999 });
  await good('updateUser', { token, id: user.id, change: { email: user.email, name: 'Caja Tres' } });
  await good('replacePerson', { token, change: { id: user.id } });

  const branch = (await good('createBranch', { token })).body;
  await refused('branch_code_taken', 'createBranch', { token });
  await good('updateBranch', { token, id: branch.id });
  await good('updateOperator', { token, id: 1 });
  await good('updateSettings', { token });
  await good('setUpTenant', {
    token: SECRETS.SETUP_TOKEN,
    change: { name: 'Kiosco Dos', users: [{ email: 'dos@kiosco.demo', password: 'demo-Dos-2026', role: 'Administrador' }] },
  });
});

test('every list and figure without parameters, by the document', async () => {
  for (const { method, path, operationId } of operationsOf(document)) {
    if (method === 'get' && !path.includes('{')) await good(operationId, { token: admin });
  }
  const page = await good('findServer', { headers: { accept: 'text/html' } });
  assert.equal(page.headers.get('location'), '/app/');
});

test('tokens and passwords, by the document', async () => {
  const { refreshToken } = await login(runtime.url, 'Operador');
  const renewed = (await good('refreshTokens', { token: refreshToken })).body;
  await refused('refresh_invalid', 'refreshTokens', { token: refreshToken });
  await good('logOut', { token: renewed.access_token });
  await refused('token_revoked', 'listRoles', { token: renewed.access_token });

  const sent = await good('sendResetCode');
  // The mail has the code, and the database only its hash: the code of the example is put in its place.
  const { user } = await login(runtime.url, 'Operador');
  const code = operationsOf(document).find(({ operationId }) => operationId === 'confirmResetCode').requestBody.content['application/json'].example.code;
  const hash = createHash('sha256').update(`${user.id}:${code}`).digest('hex');
  await runtime.database.prepare('UPDATE password_reset SET code_hash = ?').bind(hash).run();
  assert.ok(sent.body.message);
  await refused('reset_code_invalid', 'confirmResetCode', { change: { code: '000000' } });
  await good('confirmResetCode');
  await good('resetPassword');
  await refused('reset_code_invalid', 'resetPassword');
  await refused('login_failed', 'logIn');
});

test('every operation refuses as the document says', async () => {
  const bad = async (operation, options, statuses) => {
    const answer = await perform(operation.operationId, options);
    assert.ok(statuses.includes(answer.status), `${operation.operationId}: ${answer.status} ${answer.text}`);
  };
  for (const operation of operationsOf(document)) {
    const [guard] = Object.keys(operation.security[0] ?? {});
    const token = { accessToken: admin, refreshToken: 'x', setupToken: SECRETS.SETUP_TOKEN }[guard];
    const id = operation.path.startsWith('/operaciones/') ? newKey() : 1;
    if (guard) {
      await bad(operation, { id }, [401]);
      await bad(operation, { id, token: 'null' }, [401]);
    }
    if (operation.path.includes('{')) {
      for (const wrong of ['abc', '0', '-1', '1.5', '99999999999999999999']) await bad(operation, { id: wrong, token }, [400, 404]);
    }
    if (operation.requestBody) {
      for (const raw of ['', '[]', '{"otro": 1}', '{']) await bad(operation, { id, token, raw }, [400]);
      await bad(operation, { id, token, raw: `{"otro": "${'x'.repeat(100_000)}"}` }, [413]);
    }
    for (const { name, in: place } of operation.parameters) {
      if (place === 'header') await bad(operation, { id, token, headers: { [name]: 'with space' } }, [400]);
      if (place === 'query' && name === 'cursor') await bad(operation, { token, query: '?cursor=x' }, [400]);
      if (place === 'query' && name === 'limit') await bad(operation, { token, query: '?limit=0' }, [400]);
    }
  }
});

test('a method that a path does not have is refused as the introduction says', async () => {
  const named = (code) => assert.ok(document.info.description.includes(`\`${code}\``), code);
  for (const [path, status, code] of [['/cajas', 404, 'route_not_found'], ['/sucursales', 405, 'method_not_allowed'], ['/nada', 404, 'route_not_found']]) {
    const answer = await call(runtime.url, 'PUT', path, { token: admin, body: {} });
    assert.deepEqual([answer.status, answer.body.code], [status, code], path);
    named(code);
  }
});

test('every operation has answered well once', () => {
  const silent = operationsOf(document).flatMap(({ operationId, responses }) =>
    Object.keys(responses).filter((status) => status < 400 && !used.has(`${operationId} ${status}`)).map((status) => `${operationId} ${status}`));
  assert.deepEqual(silent, []);
});
