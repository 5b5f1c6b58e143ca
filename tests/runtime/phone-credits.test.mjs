// Phone credits on the real runtime: the provider's own client library's requests byte for byte, round trips, many at once, clients that hang up,
// and one shop as the provider of another.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { until } from '../../scripts/lib/process.mjs';
import { login, newKey } from '../lib/client.mjs';
import { checkLedger, rows } from '../lib/ledger.mjs';
import { PlatformClient } from '../lib/platform-client.mjs';
import { demo, freshRuntime } from '../lib/runtime.mjs';

const EVERY_MINUTE = '* * * * *';
const tenant = demo.tenants.find(({ name }) => name === 'Loja Demo');
const { client_id: clientId, client_secret: clientSecret } = tenant.keys.phone_credits;
const wallet = tenant.phone_credits.wallet_id;
const number = (ending) => `9964162${ending}`;

let runtime;
let bruna;
before(async () => {
  runtime = await freshRuntime({ tenants: [tenant], vars: { COUNT_ROUND_TRIPS: '1' } });
  bruna = await login(runtime.url, 'bruna@loja.demo', { tenant });
  const [register] = (await bruna.get('/cajas')).body;
  const opened = await bruna.post('/cajas/abrir', { id_caja: register.id, conteo: { '100.00': 1 } });
  assert.equal(opened.status, 201, opened.text);
});
after(() => runtime?.stop());

const money = async () => (await rows(runtime.database, "SELECT posted, held FROM account WHERE kind = 'phone_wallet'"))[0];
const effects = async (order) => {
  const found = await rows(runtime.database, `SELECT coalesce(sum(count), 0) AS count FROM sandbox_memory WHERE key LIKE 'bitcapital effect%${order.phoneNumber}%'`);
  return found[0].count;
};
async function client(form = 'grant_type=client_credentials') {
  const session = new PlatformClient(runtime.url, clientId, clientSecret);
  const answer = await session.token(form);
  assert.equal(answer.status, 200, answer.text);
  return session;
}

test("the client library's requests, byte for byte, take the three steps and read the history", async () => {
  const session = await client('grant_type=password&username=bruna%40loja.demo&password=demo-Bruna-2026');
  const me = await session.me();
  assert.equal(me.status, 200, me.text);
  assert.equal(typeof me.body.id, 'string');
  const { status, body: list } = await session.getPhoneCreditProviders();
  assert.equal(status, 200);
  assert.deepEqual(list.dealers[0], { code: '001', name: 'Vivo' });
  const before = await money();
  const created = await session.createOrder('19', number('88'), '001');
  assert.equal(created.status, 200, created.text);
  const order = created.body;
  assert.equal(order.status, 'created');
  const centavos = order.amounts[0].amount;
  assert.match(centavos, /^[1-9][0-9]*$/);
  const reais = `${centavos.slice(0, -2)}.${centavos.slice(-2)}`;
  const completed = await session.completeOrder(reais, wallet, order.id);
  assert.equal(completed.status, 200, completed.text);
  assert.equal(completed.body.status, 'executed');
  assert.equal(completed.body.payments[0].amount, reais);
  const history = await session.getPhoneCreditOrderHistoryForWallet(wallet);
  assert.equal(history.status, 200, history.text);
  assert.ok(Array.isArray(history.body));
  assert.equal(history.body[0].id, order.id);
  assert.equal(history.body[0].chosenAmount, centavos);
  assert.deepEqual(await money(), { posted: before.posted - Number(centavos), held: before.held });
  const again = await session.completeOrder(reais, wallet, order.id);
  assert.deepEqual([again.status, again.body.details.code], [409, 'order_completed'], again.text);
  assert.equal((await session.revoke()).status, 200);
  assert.equal((await session.getPhoneCreditProviders()).status, 401);
  await checkLedger(runtime.database);
});

test('a session goes on with its refresh token, as the library asks after a 401', async () => {
  const session = new PlatformClient(runtime.url, clientId, clientSecret);
  const first = await session.token('grant_type=password&username=bruna%40loja.demo&password=demo-Bruna-2026&scope=phone_credit%3Aproviders%3Aread%2Cphone_credit%3Aorder%3Acreate');
  assert.deepEqual(first.body.scope, ['phone_credit:providers:read', 'phone_credit:order:create']);
  const second = await session.token(`grant_type=refresh_token&refresh_token=${first.body.refresh_token}`);
  assert.equal(second.status, 200, second.text);
  assert.equal((await session.getPhoneCreditProviders()).status, 200);
});

test('a bad, a stale and a replayed signature are 400, and come after the token', async () => {
  const session = await client();
  const path = '/phone-credits/order/create';
  const body = JSON.stringify({ phoneCode: '19', phoneNumber: number('88'), providerCode: '001' });
  const at = Date.now();
  const flipped = await session.signed('POST', path, body.replace('001', '002'), { signed: body });
  assert.deepEqual([flipped.status, flipped.body.details.code], [400, 'signature_invalid']);
  const stale = await session.signed('POST', path, body, { at: at - 31_000 });
  assert.deepEqual([stale.status, stale.body.details.code], [400, 'signature_expired']);
  assert.match(stale.body.message, /^\[400\] Invalid request signature: timestamp invalid or expired \(stackId: /);
  assert.equal((await session.signed('POST', path, body, { at })).status, 200);
  const replayed = await session.signed('POST', path, body, { at });
  assert.deepEqual([replayed.status, replayed.body.details.code], [400, 'signature_replayed']);
  session.accessToken = 'none';
  assert.equal((await session.signed('POST', path, body, { at: at - 31_000 })).status, 401);
});

test('a completion costs a read and two batches; a signed one reads its session and uses its signature up before', async () => {
  const trips = (answer) => (answer.headers.get('server-timing') ?? '').match(/desc="(\d+)"/)?.[1];
  const create = () => bruna.post('/phone-credits/order/create', { phoneCode: '19', phoneNumber: number('88'), providerCode: '001' });
  const order = (await create()).body;
  const done = await bruna.post(`/phone-credits/order/${order.id}/complete`, { amount: '15.00', source: wallet }, { key: newKey() });
  assert.deepEqual([done.status, trips(done)], [200, '3'], done.text);
  const session = await client();
  const signed = await session.completeOrder('15.00', wallet, (await create()).body.id);
  assert.deepEqual([signed.status, trips(signed)], [200, '5'], signed.text);
  await checkLedger(runtime.database);
});

test('fifty completions of one order at once: one effect', async () => {
  const session = await client();
  const order = (await session.createOrder('19', number('87'), '001')).body;
  const before = await money();
  const answers = await Promise.all([
    ...Array.from({ length: 25 }, () => session.completeOrder('15.00', wallet, order.id)),
    ...Array.from({ length: 25 }, () => bruna.post(`/phone-credits/order/${order.id}/complete`, { amount: '15.00', source: wallet }, { key: newKey() })),
  ]);
  const done = answers.filter(({ status }) => status === 200);
  assert.equal(done.length, 1, answers.map(({ text }) => text).join('\n'));
  for (const { status, text, body } of answers.filter((answer) => answer !== done[0])) {
    assert.equal(status, 409, text);
    assert.match(body.details.code, /^order_(in_progress|completed)$/);
  }
  assert.equal(await effects(order), 1);
  assert.deepEqual(await money(), { posted: before.posted - 1500, held: before.held });
  await checkLedger(runtime.database);
});

test('forty of the same key at once: one is sent', async () => {
  const order = (await bruna.post('/phone-credits/order/create', { phoneCode: '19', phoneNumber: number('86'), providerCode: '001' })).body;
  const key = newKey();
  const answers = await Promise.all(Array.from({ length: 40 }, () => bruna.post(`/phone-credits/order/${order.id}/complete`, { amount: '15.00', source: wallet }, { key })));
  assert.ok(answers.every(({ status }) => status === 200 || status === 409), answers.map(({ text }) => text).join('\n'));
  assert.ok(answers.some(({ status }) => status === 200));
  assert.equal(await effects(order), 1);
  await checkLedger(runtime.database);
});

test('a wallet is never overdrawn by many at once', async () => {
  const manager = await login(runtime.url, 'Administrador', { tenant });
  const small = await manager.post('/carteras', { nombre: 'Pequena' });
  assert.equal(small.status, 201, small.text);
  const funded = await manager.post(`/carteras/${small.body.id}/fondos`, { monto: '50.00', motivo: 'TED' }, { key: newKey() });
  assert.equal(funded.status, 201, funded.text);
  const orders = await Promise.all(Array.from({ length: 12 }, () => bruna.post('/phone-credits/order/create', { phoneCode: '19', phoneNumber: number('88'), providerCode: '001' })));
  const answers = await Promise.all(orders.map(({ body }) => bruna.post(`/phone-credits/order/${body.id}/complete`, { amount: '15.00', source: small.body.id }, { key: newKey() })));
  assert.equal(answers.filter(({ status }) => status === 200).length, 3);
  const refused = answers.filter(({ status }) => status !== 200);
  assert.ok(refused.every(({ status, body }) => status === 400 && body.details.code === 'wallet_insufficient'), refused.map(({ text }) => text).join('\n'));
  await checkLedger(runtime.database);
});

test('one shop is the provider of another: what is open there is asked about and settled here', async () => {
  const upstream = await freshRuntime({ tenants: [tenant] });
  const downstream = await freshRuntime({ tenants: [tenant], vars: { BITCAPITAL_BASE_URL: upstream.url, BITCAPITAL_CLIENT_ID: clientId, BITCAPITAL_CLIENT_SECRET: clientSecret } });
  try {
    const cashier = await login(downstream.url, 'bruna@loja.demo', { tenant });
    const [register] = (await cashier.get('/cajas')).body;
    await cashier.post('/cajas/abrir', { id_caja: register.id, conteo: { '100.00': 1 } });
    const runTheJobs = async () => {
      for (const { database, miniflare } of [upstream, downstream]) {
        await database.prepare('UPDATE provider_order SET next_attempt_at_ms = 0, lease_until_ms = 0 WHERE next_attempt_at_ms IS NOT NULL').run();
        await (await miniflare.getWorker()).scheduled({ cron: EVERY_MINUTE });
      }
    };
    const table = [
      ['99', 200, 'executed', 'delivered'],
      ['12', 200, 'pending', 'delivered'],
      ['21', 200, 'pending', 'delivered'],
      ['22', 200, 'pending', 'refused'],
      // Nobody can tell there either; it is asked about again.
      ['17', 200, 'pending', 'pending'],
    ];
    for (const [ending, status, said, final] of table) {
      const created = await cashier.post('/phone-credits/order/create', { phoneCode: '19', phoneNumber: number(ending), providerCode: '001' });
      assert.equal(created.status, 200, created.text);
      const answer = await cashier.post(`/phone-credits/order/${created.body.id}/complete`, { amount: '15.00', source: wallet }, { key: newKey() });
      assert.deepEqual([answer.status, answer.body.status], [status, said], `${ending}: ${answer.text}`);
      const state = async () => (await cashier.get(`/pagos/${answer.body.id}`)).body.estado;
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
