// Requests that the Worker sends: as they arrive at a server, and what becomes of servers that answer badly or not at all. Mail is what
// uses them here: each addressee's name says what the mail API does.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import { call } from '../lib/client.mjs';
import { demo, freshRuntime } from '../lib/runtime.mjs';

const TIMEOUT_MS = 10_000;
const PART = Buffer.alloc(16 * 1024, 'x');

const answers = {
  accepted: (response) => response.writeHead(202).end('{"id":"1"}'),
  empty: (response) => response.writeHead(204).end(),
  refused: (response) => response.writeHead(422).end('{}'),
  broken: (response) => response.writeHead(500).end(),
  moved: (response) => response.writeHead(302, { location: '/elsewhere' }).end(),
  kept: (response) => response.writeHead(307, { location: '/elsewhere' }).end(),
  closed: (response) => response.socket.destroy(),
  silent: () => {},
  halting: (response) => response.writeHead(200).write('{'),
  endless: (response) => {
    response.writeHead(200);
    const more = () => response.destroyed || response.write(PART, more);
    more();
  },
};

const received = [];
const server = createServer((request, response) => {
  const parts = [];
  request.on('data', (part) => parts.push(part)).on('end', () => {
    const body = Buffer.concat(parts).toString();
    const one = { method: request.method, url: request.url, headers: request.headers, body, closed: new Promise((resolve) => response.once('close', resolve)) };
    received.push(one);
    answers[JSON.parse(body).to[0].split('@')[0]](response);
  });
});

let runtime;
before(async () => {
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { customers, keys, ...tenant } = demo.tenants[0];
  const users = Object.keys(answers).map((name) => ({ email: `${name}@correo.test`, password: 'una-clave-larga-1', role: 'Operador' }));
  runtime = await freshRuntime({
    tenants: [{ ...tenant, mode: 'live', users: [{ email: 'admin@correo.test', password: 'una-clave-larga-1', role: 'Administrador' }, ...users] }],
    vars: { MAIL_API_URL: `http://127.0.0.1:${server.address().port}/emails`, MAIL_API_KEY: 'una llave', MAIL_FROM: 'Ventanilla <no-reply@x.bo>' },
  });
});
after(async () => {
  await runtime?.stop();
  server.closeAllConnections();
  server.close();
});

async function mail(name) {
  received.length = 0;
  const start = performance.now();
  const { status } = await call(runtime.url, 'POST', '/auth/reset/code', { body: { email: `${name}@correo.test` } });
  return { delivered: status >= 200 && status < 300, status, span_ms: performance.now() - start };
}

test('a request arrives as it was made', async () => {
  assert.ok((await mail('accepted')).delivered);
  assert.equal(received.length, 1);
  const [{ method, url, headers, body }] = received;
  assert.deepEqual([method, url, headers.authorization, headers['content-type']], ['POST', '/emails', 'Bearer una llave', 'application/json']);
  const letter = JSON.parse(body);
  assert.deepEqual([letter.from, letter.to], ['Ventanilla <no-reply@x.bo>', ['accepted@correo.test']]);
  // The very bytes, of every alphabet.
  assert.equal(body, JSON.stringify(letter));
  assert.match(body, /[^\x00-\x7f]/);
  assert.equal(headers['content-length'], String(Buffer.byteLength(body)));
});

test('an answer without a body is an answer', async () => {
  assert.ok((await mail('empty')).delivered);
});

test('no redirect is followed, and nothing is sent twice', async () => {
  for (const name of ['refused', 'broken', 'moved', 'kept', 'closed']) {
    const { status } = await mail(name);
    assert.equal(status, 500, name);
    assert.deepEqual(received.map(({ url }) => url), ['/emails'], name);
  }
});

test('a server that does not answer, or not to the end, is given up', async () => {
  for (const name of ['silent', 'halting']) {
    const { status, span_ms } = await mail(name);
    assert.equal(status, 500, name);
    assert.equal(received.length, 1);
    assert.ok(span_ms > TIMEOUT_MS - 100, `${name} was given up after ${span_ms} ms`);
    await received[0].closed;
  }
});

test('an answer that does not end is not read to its end', async () => {
  const { status, span_ms } = await mail('endless');
  assert.equal(status, 500);
  assert.ok(span_ms < TIMEOUT_MS, `it took ${span_ms} ms`);
  await received[0].closed;
});
