// `make bench`: requests/s and latencies of the Worker on miniflare's own API, with few and with many operations stored, beside a baseline.
import { Miniflare, convertV4MiniflareOptions } from 'miniflare';
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { login, newKey } from '../lib/client.mjs';
import { startCps } from '../lib/cps-server.mjs';
import { checkLedger } from '../lib/ledger.mjs';
import { startPlatform } from '../lib/platform-server.mjs';
import { demo, freshRuntime } from '../lib/runtime.mjs';
import { SCHEMA, SCRIPT } from './baseline.mjs';
import { fillCoupons } from './fill-coupons.mjs';
import { fill } from './fill.mjs';
import { load } from './load.mjs';

const SIZES = [1_000, 200_000];
const seconds = Number(process.env.SECONDS_EACH || 5);
const connections = 8;
const number = (value) => Math.round(value).toLocaleString('en-US');
const row = (...cells) => console.log(`| ${cells.join(' | ')} |`);

// Enough float for everything that is sold here.
const tenant = { ...demo.tenants[0], operators: demo.tenants[0].operators.map(({ name }) => ({ name, float: '1000000.00' })) };
const sale = (session) => JSON.stringify({ operadora: 'Tigo', numero_cliente: '76543210', monto: 0.1, id_caja_sesion: session });

async function measure(count) {
  const { url, database, stop } = await freshRuntime({ tenants: [tenant] });
  try {
    const cashier = await login(url, 'Operador', { tenant });
    const [{ id }] = (await cashier.get('/cajas')).body;
    const opened = await cashier.post('/cajas/abrir', { id_caja: id, monto_inicial: 0, id_usuario: cashier.user.id, id_user_create: cashier.user.id });
    assert.equal(opened.status, 201, opened.text);
    const session = opened.body.id;
    console.error(`storing ${number(count)} operations`);
    await fill(database, count, { session, operator: 'Entel' });
    // Enough for what is collected and issued here, each once.
    const { codes, open } = await fillCoupons(database, Math.max(12_000, count / 10));
    const [first] = codes;
    await checkLedger(database);
    const headers = { authorization: `Bearer ${cashier.token}` };
    const get = (path) => () => ({ method: 'GET', path, headers });
    const kinds = [
      ['float balances', get('/recargas/operadoras/saldos'), 200],
      ['top-up, with a key', () => ({ method: 'POST', path: '/recargas/cliente', headers: { ...headers, 'idempotency-key': newKey() }, body: sale(session) }), 201],
      ['top-up history, 50 rows', get('/recargas/historial/clientes?limit=50'), 200],
      ['top-up history, as existing clients ask', get('/recargas/historial/clientes'), 200],
      ['operations, 50 rows', get('/operaciones?limit=50'), 200],
      ['operations of a kind, none found', get('/operaciones?tipo=injection'), 200],
      ['operations of a number', get('/operaciones?buscar=71000001'), 200],
      ['top-up history of one operator', get('/recargas/historial/clientes?operadora=Viva'), 200],
      ['dashboard', get('/reportes/dashboard-stats?anio=2026'), 200],
      ['drawer balance', get(`/cajas/sesion/${session}/balance`), 200],
      ['coupon looked up', get(`/portal/cupones/${first}`), 200],
      ['coupon collected, with a key', () => ({
        method: 'POST', path: `/portal/cupones/${codes.pop()}/cobrar`, headers: { ...headers, 'idempotency-key': newKey() }, body: JSON.stringify({ id_caja_sesion: session }),
      }), 200],
      ['coupon issued', () => {
        const customer = open.pop();
        const body = JSON.stringify({ cliente_id: customer, facturas: [{ id: `bench-${customer}`, monto: 10 }], total: 10 });
        return { method: 'POST', path: '/portal/cupones/generar', headers, body };
      }, 200],
      ['customers by two words', get('/portal/clientes?buscar=gut%20pena'), 200],
      ['customers by one common word', get('/portal/clientes?buscar=mamani'), 200],
    ];
    const results = [];
    for (const [name, make, status] of kinds) {
      console.error(`measuring: ${name}`);
      results.push({ name, ...(await load(url, make, { seconds, connections, status })) });
    }
    await checkLedger(database);
    return results;
  } finally {
    await stop();
  }
}

async function baseline() {
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({ modules: true, script: SCRIPT, compatibilityDate: '2026-11-17', d1Databases: { DB: 'DB' }, cf: false, telemetry: { enabled: false } }),
  );
  try {
    const url = (await miniflare.ready).origin;
    const database = await miniflare.getD1Database('DB');
    await database.batch(SCHEMA.map((sql) => database.prepare(sql)));
    const kinds = [
      ['baseline: balances', () => ({ method: 'GET', path: '/', headers: {} }), 200],
      ['baseline: top-up', () => ({ method: 'POST', path: '/', headers: {}, body: sale(1) }), 201],
    ];
    const results = [];
    for (const [name, make, status] of kinds) results.push({ name, ...(await load(url, make, { seconds, connections, status })) });
    return results;
  } finally {
    await miniflare.dispose();
  }
}

/** How long the provider takes for a payment. */
const PROVIDER_MS = 300;
const payers = 64;

// What there is beside the provider's own time: the same number of clients that ask it without anything between, and through the Worker.
async function payments() {
  const shop = demo.tenants.find(({ name }) => name === 'Bodega Demo');
  const provider = await startCps({ request: () => sleep(PROVIDER_MS) });
  const vars = { CPS_BASE_URL: provider.url, CPS_API_KEY: 'k', CPS_PRIVATE_KEY: 'p', COUNT_ROUND_TRIPS: '1' };
  const { url, database, stop } = await freshRuntime({ tenants: [{ ...shop, prefunds: [{ provider: 'cps', amount: '9000000.00' }] }], vars });
  try {
    const cashier = await login(url, 'Operador', { tenant: shop });
    const [{ id }] = (await cashier.get('/cajas')).body;
    await cashier.post('/cajas/abrir', { id_caja: id, monto_inicial: 0 });
    const body = JSON.stringify({ numberService: '04145550099', idTypeService: 57, amount: 1 });
    const one = await cashier.post('/cps/v2/operation/use/pay', undefined, { raw: body, key: newKey() });
    assert.equal(one.status, 200, one.text);
    const trips = one.headers.get('server-timing').match(/"(\d+)"/)[1];
    const headers = { authorization: `Bearer ${cashier.token}` };
    const make = () => ({ method: 'POST', path: '/cps/v2/operation/use/pay', headers: { ...headers, 'idempotency-key': newKey() }, body });
    const straight = () => ({ method: 'POST', path: '/cps/v2/operation/use/pay', headers: {}, body });
    const options = { seconds, connections: payers, status: 200 };
    const paid = await load(url, make, options);
    const asked = await load(new URL(provider.url).origin, straight, options);
    await checkLedger(database);
    return [{ name: `payment, ${trips} round trips`, ...paid }, { name: 'the provider alone', ...asked }];
  } finally {
    await stop();
    await provider.stop();
  }
}

// The same of phone credits: orders are created before, and each is completed once. A completion asks for a token first.
async function completions() {
  const shop = demo.tenants.find(({ name }) => name === 'Loja Demo');
  const { wallet_id: source } = shop.phone_credits;
  const provider = await startPlatform({ request: () => sleep(PROVIDER_MS) });
  const vars = { BITCAPITAL_BASE_URL: provider.url, BITCAPITAL_CLIENT_ID: 'cid', BITCAPITAL_CLIENT_SECRET: 'root', COUNT_ROUND_TRIPS: '1' };
  const { url, database, stop } = await freshRuntime({ tenants: [{ ...shop, phone_credits: { ...shop.phone_credits, amount: '900000.00' } }], vars });
  try {
    const cashier = await login(url, 'Operador', { tenant: shop });
    const [{ id }] = (await cashier.get('/cajas')).body;
    await cashier.post('/cajas/abrir', { id_caja: id, monto_inicial: 0 });
    const body = JSON.stringify({ phoneCode: '19', phoneNumber: '996416288', providerCode: '001' });
    const headers = { authorization: `Bearer ${cashier.token}` };
    const create = async () => (await cashier.post('/phone-credits/order/create', undefined, { raw: body })).body.id;
    const orders = [];
    // As many as there can be in the time that is measured.
    const most = Math.ceil((payers * (seconds + 1) * 1000) / PROVIDER_MS);
    while (orders.length < most) orders.push(...(await Promise.all(Array.from({ length: payers }, create))));
    const complete = (order) => ({ path: `/phone-credits/order/${order}/complete`, body: JSON.stringify({ amount: '15.00', source }) });
    const first = complete(orders.pop());
    const one = await cashier.post(first.path, undefined, { raw: first.body, key: newKey() });
    assert.equal(one.status, 200, one.text);
    const trips = one.headers.get('server-timing').match(/"(\d+)"/)[1];
    const make = () => ({ method: 'POST', headers: { ...headers, 'idempotency-key': newKey() }, ...complete(orders.pop()) });
    const completed = await load(url, make, { seconds, connections: payers, status: 200 });
    await checkLedger(database);
    return [{ name: `completion of a phone credit, ${trips} round trips`, ...completed }];
  } finally {
    await stop();
    await provider.stop();
  }
}

// Points of one shop's customers: earned and used by an integrator, each sale with a key of its own, and looked up.
async function wallets() {
  const shop = demo.tenants.find(({ name }) => name === 'Tienda Demo');
  // A refusal is to be seen by its status.
  const { url, database, stop } = await freshRuntime({ tenants: [shop], vars: { LOYALTY_HTTP_STATUS: 'mirrored' } });
  try {
    const cashier = await login(url, '4771000001', { tenant: shop });
    const admin = await login(url, 'Administrador', { tenant: shop });
    const [{ clave: wallet }] = (await admin.get('/monederos')).body;
    const phones = shop.loyalty.monederos[0].clientes.map(({ telefono }) => telefono).filter((phone) => shop.loyalty.telefonos.every(({ telefono }) => telefono !== phone));
    const headers = { apikey: shop.keys.wallet_apikey };
    let turn = 0;
    const next = () => phones[(turn += 1) % phones.length];
    const sale = (data) => () => ({
      method: 'POST', path: '/wallet/sale', headers: { ...headers, 'idempotency-key': newKey() },
      body: JSON.stringify({ wallet_key: wallet, phone: next(), usertool_id: String(cashier.user.id), ...data }),
    });
    const earning = sale({ transaction_type: '0', transaction_amount: '1000' });
    const kinds = [
      ['sale that earns points', earning],
      ['sale that uses points', sale({ transaction_type: '1', points_used: '0.01' })],
      ['customer looked up', () => ({ method: 'POST', path: '/wallet/contact/get', headers, body: JSON.stringify({ wallet_key: wallet, phone: next() }) })],
    ];
    // Every customer has points before any is used.
    for (const _ of phones) {
      const { path, body } = earning();
      const earned = await cashier.post(path, undefined, { raw: body, key: newKey() });
      assert.equal(earned.status, 200, earned.text);
    }
    const results = [];
    for (const [name, make] of kinds) results.push({ name, ...(await load(url, make, { seconds, connections, status: 200 })) });
    await checkLedger(database);
    return results;
  } finally {
    await stop();
  }
}

console.error('measuring points');
const points = await wallets();
console.error('measuring payments');
const paid = [...(await payments()), ...(await completions())];
console.error('measuring the baseline');
const plain = await baseline();
const measured = [];
for (const size of SIZES) measured.push(await measure(size));

console.log(`\n${connections} connections, ${seconds} s each, on one machine with the client; times in ms.\n`);
row('request', ...SIZES.flatMap((size) => [`req/s, ${number(size)} stored`, 'p50', 'p99']));
row('---', ...SIZES.flatMap(() => ['---:', '---:', '---:']));
const cells = ({ perSecond, p50_ms, p99_ms }) => [number(perSecond), p50_ms.toFixed(1), p99_ms.toFixed(1)];
measured[0].forEach(({ name }, index) => row(name, ...measured.flatMap((results) => cells(results[index]))));
for (const result of [...points, ...plain]) row(result.name, ...cells(result), '', '', '');
console.log(`\nPayments, ${payers} connections, a provider that takes ${PROVIDER_MS} ms.\n`);
row('', 'req/s', 'p50', 'p99');
row('---', '---:', '---:', '---:');
for (const result of paid) row(result.name, ...cells(result));
