// `make serve` itself: it comes up, serves pages, documents and API, keeps its data over a restart, and leaves no process behind.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { portIsFree, spawnGroup, until } from '../../scripts/lib/process.mjs';
import { project } from '../../scripts/lib/project.mjs';
import { call, login } from '../lib/client.mjs';
import { demo, temporaryState } from '../lib/runtime.mjs';
import { runScript } from '../lib/script.mjs';

const state = temporaryState();
const servers = [];
let server;
let output = '';
after(async () => {
  for (const started of servers) await started.stop();
  state.remove();
});

// A port that was free a moment ago.
const freePort = () =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });

async function serve() {
  const port = await freePort();
  output = '';
  const start = performance.now();
  server = spawnGroup('make', ['--no-print-directory', 'serve', `PORT=${port}`, `STATE=${state.path}`], { cwd: project, stdio: ['ignore', 'pipe', 'pipe'] });
  servers.push(server);
  for (const stream of [server.child.stdout, server.child.stderr]) stream.on('data', (text) => (output += text));
  let ended = false;
  server.exited.then(() => (ended = true));
  // Long enough for a build, where the sources changed since the last one.
  await until(() => ended || output.includes('Ventanilla is up.'), 900_000);
  assert.ok(!ended, output);
  console.log(`make serve: up in ${((performance.now() - start) / 1000).toFixed(1)} s`);
  return { port, url: `http://127.0.0.1:${port}` };
}

// Processes that have our STATE folder on their command line.
const left = () =>
  readdirSync('/proc').filter((entry) => {
    try {
      return /^\d+$/.test(entry) && readFileSync(`/proc/${entry}/cmdline`, 'utf8').includes(state.path);
    } catch {
      return false;
    }
  });

test('it comes up and says where, and with which logins', async () => {
  const { url } = await serve();
  assert.match(output, new RegExp(`${url}/app/`));
  for (const { email, password } of demo.tenants[0].users) assert.ok(output.includes(email) && output.includes(password));
  assert.deepEqual(Object.keys((await call(url, 'GET', '/salud')).body), ['version', 'esquema']);
  for (const [path, type] of [['/app/', /text\/html/], ['/docs/', /text\/html/], ['/openapi.json', /application\/json/]]) {
    const answer = await call(url, 'GET', path);
    assert.equal(answer.status, 200, path);
    assert.match(answer.headers.get('content-type'), type);
  }
  assert.match((await call(url, 'GET', '/openapi.json')).body.openapi, /^3\.1/);
  const cashier = await login(url, 'Operador');
  const [{ id }] = (await cashier.get('/cajas')).body;
  assert.equal((await cashier.post('/cajas/abrir', { id_caja: id, monto_inicial: 0 })).status, 201);
});

test('its secrets are readable by their owner only', () => {
  assert.equal(statSync(join(state.path, 'secrets.env')).mode & 0o777, 0o600);
});

test('the daily check of the ledger runs', async () => {
  const port = output.match(/127\.0\.0\.1:(\d+)/)[1];
  assert.equal((await call(`http://127.0.0.1:${port}`, 'GET', '/__scheduled?cron=30+7+*+*+*')).status, 200);
  await until(() => /ledger: every invariant holds/.test(output), 10_000);
});

test('a tenant is set up, and its Administrador logs in with the password that was printed', async () => {
  const url = output.match(/http:\/\/127\.0\.0\.1:\d+/)[0];
  const token = readFileSync(join(state.path, 'secrets.env'), 'utf8').match(/SETUP_TOKEN=(.+)/)[1];
  const variables = { URL: url, SETUP_TOKEN: token, NAME: 'Tienda "Ñusta" & Cía', EMAIL: 'Duena@tienda.bo' };
  const made = await runScript('setup-tenant.mjs', variables);
  assert.equal(made.code, 0, made.output);
  const password = made.output.match(/Password\s+(\S+)/)[1];
  const answer = await call(url, 'POST', '/auth/login', { body: { email: 'duena@tienda.bo', password } });
  assert.equal(answer.status, 201, answer.text);
  assert.equal(answer.body.user.role.nombre, 'Administrador');
  for (const [change, words] of [
    [{}, /already/],
    [{ SETUP_TOKEN: 'wrong', NAME: 'Otra' }, /refused/],
    [{ NAME: 'Otra', EMAIL: 'no-es-un-correo' }, /refused/],
    [{ URL: 'http://127.0.0.1:9' }, /Nothing answers/],
    [{ NAME: '' }, /NAME= is missing/],
  ]) {
    const again = await runScript('setup-tenant.mjs', { ...variables, ...change });
    assert.equal(again.code, 1, again.output);
    assert.match(again.output, words);
  }
});

test('a second server on the same folder, or the same port, is refused in words', async () => {
  const [, port] = output.match(/127\.0\.0\.1:(\d+)/);
  const samePort = await runScript('serve.mjs', { PORT: port, STATE: join(state.path, 'other') });
  assert.equal(samePort.code, 1);
  assert.match(samePort.output, /is taken/);
  const sameState = await runScript('serve.mjs', { PORT: String(await freePort()), STATE: state.path });
  assert.equal(sameState.code, 1);
  assert.match(sameState.output, /is being served/);
});

test('Ctrl-C ends it, and nothing stays behind', async () => {
  const [, port] = output.match(/127\.0\.0\.1:(\d+)/);
  process.kill(-server.child.pid, 'SIGINT');
  await server.exited;
  await until(() => left().length === 0, 10_000);
  assert.ok(await portIsFree(Number(port)));
});

test('started again it has what it had, and killed outright it leaves nothing behind either', async () => {
  const { url, port } = await serve();
  const cashier = await login(url, 'Operador');
  assert.equal((await cashier.get(`/cajas/sesion-activa/${cashier.user.id}`)).status, 200);
  await server.kill();
  await until(() => left().length === 0, 10_000);
  await until(() => portIsFree(port), 10_000);
});
