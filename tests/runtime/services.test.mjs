// Service payments on the real runtime: clients that hang up, many at once, one shop as the provider of another, answers that are none.
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { after, before, test } from 'node:test';
import { until } from '../../scripts/lib/process.mjs';
import { as, call, login, newKey } from '../lib/client.mjs';
import { startCps } from '../lib/cps-server.mjs';
import { checkLedger, rows } from '../lib/ledger.mjs';
import { demo, freshRuntime } from '../lib/runtime.mjs';

const EVERY_MINUTE = '* * * * *';
const PAY = '/cps/v2/operation/use/pay';
const tenant = demo.tenants.find(({ name }) => name === 'Bodega Demo');
const { api_key: apiKey, private_key: privateKey } = tenant.keys.cps;
const order = (number, amount = 10) => ({ numberService: number, idTypeService: 57, amount });

const script = {};
let provider;
let runtime;
let carmen;
before(async () => {
  provider = await startCps({ request: (asked) => script[asked.numberService]?.() });
  runtime = await freshRuntime({ tenants: [tenant], vars: { CPS_BASE_URL: provider.url, CPS_API_KEY: 'k', CPS_PRIVATE_KEY: 'p', COUNT_ROUND_TRIPS: '1' } });
  carmen = await login(runtime.url, 'carmen@bodega.demo', { tenant });
  const [register] = (await carmen.get('/cajas')).body;
  const opened = await carmen.post('/cajas/abrir', { id_caja: register.id, conteo: { '100.00': 1 } });
  assert.equal(opened.status, 201, opened.text);
});
after(async () => {
  await runtime?.stop();
  await provider?.stop();
});

test('a payment costs three round trips; a signed one reads its key and uses its nonce up before', async () => {
  const trips = (answer) => answer.headers.get('server-timing');
  const paid = await carmen.post(PAY, order('04145550001'), { key: newKey() });
  assert.deepEqual([paid.status, trips(paid)], [200, 'd1;desc="3"'], paid.text);
  const body = JSON.stringify(order('04145550002'));
  const nonce = String(Date.now());
  const signature = createHmac('sha384', privateKey).update(PAY + nonce + body).digest('hex');
  const signed = await call(runtime.url, 'POST', PAY, { raw: body, headers: { 'api-key': apiKey, 'api-nonce': nonce, 'api-signature': signature } });
  assert.deepEqual([signed.status, trips(signed)], [200, 'd1;desc="4"'], signed.text);
});

test('a client that hangs up changes nothing', async () => {
  const number = '04145550010';
  let arrived;
  const has = new Promise((resolve) => (arrived = resolve));
  let answer;
  const held = new Promise((resolve) => (answer = resolve));
  script[number] = () => {
    arrived();
    return held;
  };
  const key = newKey();
  const client = new AbortController();
  const asking = fetch(runtime.url + PAY, {
    method: 'POST',
    headers: { authorization: `Bearer ${carmen.token}`, 'content-type': 'application/json', 'idempotency-key': key },
    body: JSON.stringify(order(number)),
    signal: client.signal,
  });
  await has;
  client.abort();
  await assert.rejects(asking);
  // Asked again meanwhile, it is told that it is on its way.
  const meanwhile = await carmen.post(PAY, order(number), { key });
  assert.deepEqual([meanwhile.status, meanwhile.body.error.reason], [409, 'idempotency_in_progress'], meanwhile.text);
  answer();
  let again;
  await until(async () => (again = await carmen.post(PAY, order(number), { key })).status === 200, 10_000);
  assert.equal(again.body.data.status, 'approved');
  assert.equal(provider.effects.get(number), 1);
  await checkLedger(runtime.database);
});

test('forty of the same key at once: one is sent', async () => {
  const number = '04145550011';
  const key = newKey();
  const answers = await Promise.all(Array.from({ length: 40 }, () => carmen.post(PAY, order(number), { key })));
  assert.ok(answers.every(({ status }) => status === 200 || status === 409), answers.map(({ text }) => text).join('\n'));
  assert.equal(provider.effects.get(number), 1);
  assert.equal(new Set(answers.filter(({ status }) => status === 200).map(({ body }) => body.data.idOperation)).size, 1);
  await checkLedger(runtime.database);
});

test('a prefund is never overdrawn by many at once', async () => {
  const before = (await rows(runtime.database, "SELECT posted - held AS free FROM account WHERE kind = 'provider_prefund'"))[0].free;
  const amount = Math.floor(before / 100 / 5);
  const answers = await Promise.all(Array.from({ length: 20 }, (_, index) => carmen.post(PAY, order(`041455501${String(index).padStart(2, '0')}`, amount), { key: newKey() })));
  assert.equal(answers.filter(({ status }) => status === 200).length, 5);
  const refused = answers.filter(({ status }) => status !== 200);
  assert.ok(refused.every(({ status, body }) => status === 402 && body.error.reason === 'prefund_insufficient'), refused.map(({ text }) => text).join('\n'));
  await checkLedger(runtime.database);
  const manager = await login(runtime.url, 'Gerente', { tenant });
  const funded = await manager.post('/proveedores/cps/fondos', { monto: '5000.00', motivo: 'Transferencia' }, { key: newKey() });
  assert.equal(funded.status, 201, funded.text);
});

test('answers that are none leave the outcome open', async () => {
  const answers = [
    { status: 200, body: '<html>Portal</html>' },
    { status: 302, body: '' },
    { status: 200, body: `{"success":true,"data":${' '.repeat(2_000_000)}` },
    { status: 500, body: '' },
  ];
  for (const [index, instead] of answers.entries()) {
    const number = `041455502${String(index).padStart(2, '0')}`;
    script[number] = () => instead;
    const answer = await carmen.post(PAY, order(number), { key: newKey() });
    assert.deepEqual([answer.status, answer.body.data?.status], [200, 'pending'], answer.text);
  }
  await checkLedger(runtime.database);
});

test('one shop is the provider of another: pending there is asked about and settled here', async () => {
  // The provider is a shop whose own provider is the sandbox.
  const upstream = await freshRuntime({ tenants: [tenant] });
  const downstream = await freshRuntime({ tenants: [tenant], vars: { CPS_BASE_URL: `${upstream.url}/cps`, CPS_API_KEY: apiKey, CPS_PRIVATE_KEY: privateKey } });
  try {
    const { token } = await login(downstream.url, 'carmen@bodega.demo', { tenant });
    const cashier = as(downstream.url, token);
    const [register] = (await cashier.get('/cajas')).body;
    await cashier.post('/cajas/abrir', { id_caja: register.id, conteo: { '100.00': 1 } });
    const runTheJobs = async () => {
      for (const { database, miniflare } of [upstream, downstream]) {
        await database.prepare('UPDATE provider_order SET next_attempt_at_ms = 0, lease_until_ms = 0 WHERE next_attempt_at_ms IS NOT NULL').run();
        await (await miniflare.getWorker()).scheduled({ cron: EVERY_MINUTE });
      }
    };
    const table = [
      ['04145550099', 200, 'approved', 'delivered'],
      ['04145550002', 404, undefined, 'refused'],
      ['04145550021', 200, 'pending', 'delivered'],
      ['04145550022', 200, 'pending', 'refused'],
      ['04145550003', 200, 'pending', 'refused'],
      // Nobody can tell there either; it is asked about again.
      ['04145550017', 200, 'pending', 'pending'],
    ];
    for (const [number, status, said, final] of table) {
      const answer = await cashier.post(PAY, order(number), { key: newKey() });
      assert.deepEqual([answer.status, answer.body.data?.status], [status, said], `${number}: ${answer.text}`);
      const id = answer.body.data?.idOperation ?? answer.body.error.idOperation;
      const state = async () => (await cashier.get(`/pagos/${id}`)).body.estado;
      // The sandbox settles after some seconds of its clock.
      await until(async () => {
        await runTheJobs();
        return (await state()) === final;
      }, 20_000, 500);
    }
    await checkLedger(upstream.database);
    await checkLedger(downstream.database);
  } finally {
    await downstream.stop();
    await upstream.stop();
  }
});
