// Loyalty wallets on the real runtime: the documented samples as they are printed, many at once, keys and collaborators that end, round trips.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { call, login, newKey } from '../lib/client.mjs';
import * as integrators from '../lib/integrators.mjs';
import { checkLedger, rows } from '../lib/ledger.mjs';
import { demo, freshRuntime } from '../lib/runtime.mjs';

const tenant = demo.tenants.find(({ name }) => name === 'Tienda Demo');
const apikey = tenant.keys.wallet_apikey;
const LUPITA = '4771000001';
const MARIA = '4771234567';

let runtime;
let admin;
let manager;
let lupita;
let wallet;
let cashier;
before(async () => {
  runtime = await freshRuntime({ tenants: [tenant], vars: { COUNT_ROUND_TRIPS: '1' } });
  admin = await login(runtime.url, 'Administrador', { tenant });
  manager = await login(runtime.url, 'Gerente', { tenant });
  lupita = await login(runtime.url, LUPITA, { tenant });
  [wallet] = (await admin.get('/monederos')).body;
  cashier = lupita.user.id;
});
after(() => runtime?.stop());

// A form with a key of the API, and with an idempotency key where one is given.
function post(path, data, { key, as = apikey, url = runtime.url } = {}) {
  const headers = { apikey: as, 'content-type': 'application/x-www-form-urlencoded' };
  return call(url, 'POST', path, { raw: new URLSearchParams(data).toString(), key, headers });
}

const earning = (change) => ({ wallet_key: wallet.clave, phone: MARIA, transaction_type: 0, transaction_amount: 100, usertool_id: cashier, ...change });
const redemption = (change) => ({ wallet_key: wallet.clave, phone: MARIA, transaction_type: 1, points_used: 7, usertool_id: cashier, ...change });
const pointsOf = async (phone) => (await post('/wallet/contact/get', { wallet_key: wallet.clave, phone })).body.result.contact_balance;

// The eight methods in an order in which each finds what it needs: path, request, and the body to the letter.
const samples = (phone, number) => [
  ['/toolusers/get', {}, async () => {
    const { data } = (await admin.get('/usuario')).body;
    const users = await rows(runtime.database, 'SELECT user_account.id, business_name FROM user_account LEFT JOIN collaborator ON user_id = id ORDER BY id');
    const places = new Map(users.map(({ id, business_name: place }) => [id, place ?? 'Tienda Centro']));
    const shown = ({ id, name, email, role, estado }) => ({
      usertool_id: id,
      usertool_name: name,
      usertool_number: /^\d{10}$/.test(email) ? email : '',
      usertool_branch: places.get(id),
      usertool_type: role.nombre === 'Operador' ? 'cajero' : 'gerente',
      usertool_status: estado ? 1 : 0,
    });
    return { success: true, result: data.toSorted((one, other) => one.id - other.id).map(shown), code: 'tool_users_01' };
  }],
  ['/wallet/get', {}, async () => ({
    success: true,
    result: (await admin.get('/monederos')).body.map(({ nombre, clave, enlace_clientes: page }) => (
      { wallet_name: nombre, wallet_key: clave, wallet_app_client: page, wallet_app_redeem: `${runtime.url}/app/monederos/` })),
    status: 200,
    code: 'wallets_get_01',
  })],
  ['/wallet/contact/add', { wallet_key: wallet.clave, phone, customer_name: 'Ana', usertool_id: cashier },
    () => ({ success: true, message: 'Contacto creado correctamente.', status: 200, code: 'contact_add_01' })],
  ['/wallet/contact/get', { wallet_key: wallet.clave }, async () => {
    const sql = `SELECT name AS contact_name, phone AS contact_phone, birth_date AS contact_birthdate, account.posted / 100.0 AS contact_balance
      FROM loyalty_contact JOIN account ON account.kind = 'loyalty_points' AND account.owner_id = loyalty_contact.id WHERE wallet_id = ? ORDER BY loyalty_contact.id`;
    return { success: true, result: await rows(runtime.database, sql, wallet.id), status: 200, code: 'balance_get_01' };
  }],
  ['/wallet/contact/get', { wallet_key: wallet.clave, phone }, () => ({
    success: true,
    result: { contact_name: 'Ana', contact_phone: phone, contact_birthdate: null, contact_balance: 0 },
    status: 200,
    code: 'balance_get_01',
  })],
  ['/wallet/sale', { wallet_key: wallet.clave, phone, transaction_type: 0, transaction_amount: 1000, usertool_id: cashier },
    () => ({ success: true, message: 'Venta creada correctamente.', newBalance: 100, code: 'new_sale_01', status: 200 })],
  ['/wallet/sale', { wallet_key: wallet.clave, phone, transaction_type: 1, points_used: '0.5', usertool_id: cashier },
    () => ({ success: true, message: 'Venta creada correctamente.', newBalance: 99.5, code: 'new_sale_01', status: 200 })],
  ['/wallet/balance/update', { wallet_key: wallet.clave, phone, transaction_type: 0, transaction_amount: 1000, usertool_id: cashier },
    () => ({ success: true, message: 'Saldo actualizado correctamente', newBalance: 1099.5, code: 'balance_update_01', status: 200 })],
  ['/employee/add', { type: 'cajero', number, employee_name: `Beto ${number}`, business_name: 'Sur', password: 'clave-de-beto' }, async () => {
    const [{ id }] = await rows(runtime.database, 'SELECT id FROM user_account WHERE login = ?', number);
    return { success: true, message: 'Usuario creado con éxito.', collaboratorId: id, status: 200, code: 'toolusers_01' };
  }],
  ['/employee/disable', { type: 'cajero', number, employee_name: `Beto ${number}`, business_name: 'Sur', password: 'clave-de-beto' },
    () => ({ success: true, message: 'Se archivó correctamente el usuario.', status: 200, code: 'toolusers_01' })],
];

for (const [index, name] of Object.keys(integrators).entries()) {
  test(`the documented samples, as ${name} sends them, are answered member by member in their order`, async () => {
    for (const [path, data, expected] of samples(`477000010${index}`, `477200010${index}`)) {
      // A value of the printed curl line stands in the form as it is.
      const sent = name === 'curl' ? Object.fromEntries(Object.entries(data).map(([field, value]) => [field, String(value).replaceAll(' ', '+')])) : data;
      const { status, text } = await integrators[name](runtime.url + path, apikey, sent);
      assert.deepEqual([status, text], [200, JSON.stringify(await expected())], path);
    }
    await checkLedger(runtime.database);
  });
  test(`what is wrong, as ${name} sends it, is told in the body of a 200`, async () => {
    const answer = async (path, data, key = apikey) => {
      const { status, text } = await integrators[name](runtime.url + path, key, data);
      return [status, text];
    };
    const error = (message, status, code) => [200, JSON.stringify({ success: false, message, status, code })];
    assert.deepEqual(await answer('/wallet/get', {}, 'wrong'), error('Usuario no autorizado', 401, 'auth_01'));
    assert.deepEqual(await answer('/wallet/sale', {}), error('Llave de monedero indefinido.', 400, 'new_sale_02'));
    assert.deepEqual(await answer('/wallet/sale', earning({ transaction_type: 2 })), error('Tipo de transacción indefinido.', 400, 'new_sale_05'));
    assert.deepEqual(await answer('/wallet/contact/get', { wallet_key: 'x' }), error('Llave de monedero indefinido.', 404, 'balance_get_02'));
  });
}

test('a hundred redemptions at once: as many as there are points for, and none below zero', async () => {
  const points = await pointsOf(MARIA);
  const answers = await Promise.all(Array.from({ length: 100 }, (_, index) => (index % 2
    ? post('/wallet/sale', redemption(), { key: index % 4 === 1 ? newKey() : undefined })
    : lupita.post('/wallet/sale', redemption()))));
  const done = answers.filter(({ body }) => body.success);
  assert.equal(done.length, Math.floor(points / 7), answers.map(({ text }) => text).join('\n'));
  // Each was told a balance of its own.
  assert.equal(new Set(done.map(({ body }) => body.newBalance)).size, done.length);
  for (const { body, text } of answers.filter((answer) => !done.includes(answer))) assert.deepEqual([body.code, body.status], ['wallet_redeem_10', 402], text);
  assert.equal(await pointsOf(MARIA), points % 7);
  await checkLedger(runtime.database);
});

test('forty of the same key at once: one sale', async () => {
  const before = await pointsOf(MARIA);
  const key = newKey();
  const answers = await Promise.all(Array.from({ length: 40 }, () => post('/wallet/sale', earning(), { key })));
  for (const { status, body, text } of answers) assert.deepEqual([status, body.newBalance], [200, before + 10], text);
  assert.equal(answers.filter(({ headers }) => headers.get('idempotency-replayed') === 'true').length, 39);
  assert.equal(await pointsOf(MARIA), before + 10);
  const other = await post('/wallet/sale', earning({ transaction_amount: 101 }), { key });
  assert.deepEqual([other.status, other.body.code], [422, 'idempotency_conflict']);
  await checkLedger(runtime.database);
});

test('forty sales with one ticket at once, where tickets are good once: one sale', async () => {
  await admin.patch(`/monederos/${wallet.id}`, { ticket_unico: true });
  const answers = await Promise.all(Array.from({ length: 40 }, () => post('/wallet/sale', earning({ ticket: 'F-1' }))));
  assert.equal(answers.filter(({ body }) => body.success).length, 1);
  assert.equal(answers.filter(({ body }) => body.code === 'new_sale_15').length, 39);
  await admin.patch(`/monederos/${wallet.id}`, { ticket_unico: false });
  await checkLedger(runtime.database);
});

test('the last places of a quota go to no more than there are', async () => {
  await admin.patch(`/monederos/${wallet.id}`, { clientes_disponibles: 3 });
  const contact = (index) => ({ wallet_key: wallet.clave, phone: `55500000${String(index).padStart(2, '0')}`, customer_name: 'Ana', usertool_id: cashier });
  const answers = await Promise.all(Array.from({ length: 20 }, (_, index) => post('/wallet/contact/add', contact(index))));
  assert.equal(answers.filter(({ body }) => body.success).length, 3, answers.map(({ text }) => text).join('\n'));
  assert.equal(answers.filter(({ body }) => body.code === 'wallet_manager_18').length, 17);
  await admin.patch(`/monederos/${wallet.id}`, { clientes_disponibles: 50 });
  await checkLedger(runtime.database);
});

test('a key is good until it is revoked, and not a moment longer', async () => {
  const made = await admin.post('/claves-api', { nombre: 'ERP', puertas: ['wallet'] });
  assert.equal(made.status, 201, made.text);
  const ask = () => post('/wallet/get', {}, { as: made.body.apikey });
  assert.equal((await ask()).body.code, 'wallets_get_01');
  const revoked = await admin.delete(`/claves-api/${made.body.id}`);
  assert.ok(revoked.status < 300, revoked.text);
  const refused = await ask();
  assert.deepEqual([refused.status, refused.body.status, refused.body.code], [200, 401, 'auth_01']);
});

test('neither the token nor the signature of who was archived is good any more', async () => {
  const number = '4772000200';
  const password = 'clave-de-beto';
  const added = await post('/employee/add', { type: 'gerente', number, employee_name: 'Beto Luna', business_name: 'Sur', password });
  const beto = await login(runtime.url, number, { tenant: { users: [{ email: number, password }] } });
  const signed = () => post('/wallet/sale', earning({ usertool_id: added.body.collaboratorId }));
  const own = () => beto.post('/wallet/sale', earning({ usertool_id: undefined }));
  assert.deepEqual([(await signed()).body.code, (await own()).body.code], ['new_sale_01', 'new_sale_01']);
  assert.equal((await post('/employee/disable', { number })).body.code, 'toolusers_01');
  const [refusedKey, refusedToken] = [await signed(), await own()];
  assert.deepEqual([refusedKey.body.status, refusedKey.body.code], [403, 'new_sale_13'], refusedKey.text);
  assert.deepEqual([refusedToken.status, refusedToken.body.code], [401, 'auth_01'], refusedToken.text);
  assert.equal((await beto.get('/monederos')).status, 401);
  const refreshed = await call(runtime.url, 'POST', '/auth/refresh_token', { token: beto.refreshToken });
  assert.equal(refreshed.status, 401, refreshed.text);
  await checkLedger(runtime.database);
});

test("the answer's own status is the body's where the deployment says so", async () => {
  const mirrored = await freshRuntime({ tenants: [tenant], vars: { LOYALTY_HTTP_STATUS: 'mirrored' } });
  try {
    const { url } = mirrored;
    const [{ wallet_key: key }] = (await post('/wallet/get', {}, { url })).body.result;
    for (const [path, data, status, code] of [
      ['/wallet/contact/get', { wallet_key: 'x' }, 404, 'balance_get_02'],
      ['/wallet/contact/get', {}, 400, 'balance_get_02'],
      ['/wallet/sale', redemption({ wallet_key: key, points_used: 9999 }), 402, 'wallet_redeem_10'],
      ['/wallet/contact/add', { wallet_key: key, phone: MARIA, customer_name: 'x', usertool_id: cashier }, 409, 'wallet_manager_08'],
      ['/wallet/get', {}, 200, 'wallets_get_01'],
    ]) {
      const answer = await post(path, data, { url });
      assert.deepEqual([answer.status, answer.body.status, answer.body.code], [status, status, code], answer.text);
    }
    const refused = await post('/wallet/get', {}, { url, as: 'wrong' });
    assert.deepEqual([refused.status, refused.body.code], [401, 'auth_01']);
  } finally {
    await mirrored.stop();
  }
});

const trips = (answer) => Number(answer.headers.get('server-timing')?.match(/d1;desc="(\d+)"/)?.[1]);
const known = { key: newKey(), staffKey: newKey() };
const contact = (phone) => ({ wallet_key: wallet.clave, phone, customer_name: 'Ana' });

// In order: name, round trips, code, request. Staff reads and writes; a key of the API is read before that.
const TRIPS = [
  ['a sale by staff', 2, 'new_sale_01', () => lupita.post('/wallet/sale', earning({ usertool_id: undefined }), { key: known.staffKey })],
  ['its replay', 3, 'new_sale_01', () => lupita.post('/wallet/sale', earning({ usertool_id: undefined }), { key: known.staffKey })],
  ['a sale with a key', 3, 'new_sale_01', () => post('/wallet/sale', earning(), { key: known.key })],
  ['its replay with that key', 4, 'new_sale_01', () => post('/wallet/sale', earning(), { key: known.key })],
  ['a redemption by staff', 2, 'new_sale_01', () => lupita.post('/wallet/sale', redemption({ points_used: 1, usertool_id: undefined }))],
  ['a redemption beyond the points', 2, 'wallet_redeem_10', () => lupita.post('/wallet/sale', redemption({ points_used: 499, usertool_id: undefined }))],
  ['a redemption that needs a PIN', 1, 'authorization_required', () => lupita.post('/wallet/sale', redemption({ points_used: 501, usertool_id: undefined }))],
  ['a redemption with a PIN', 4, 'new_sale_01', async () => {
    const [{ id }] = (await lupita.get('/monederos/autorizan')).body;
    return lupita.post('/wallet/sale', redemption({ phone: '5512345678', points_used: 501, usertool_id: undefined, authorized_by: id, authorized_pin: '2468' }));
  }],
  ['an adjustment', 2, 'balance_update_01', () => manager.post('/wallet/balance/update', earning({ usertool_id: undefined, reason: 'Cortesía' }))],
  ['a contact by staff', 2, 'contact_add_01', () => lupita.post('/wallet/contact/add', contact('8180000001'))],
  ['a contact with a key', 3, 'contact_add_01', () => post('/wallet/contact/add', { ...contact('8180000002'), usertool_id: cashier })],
  ['a contact of no area', 1, 'wallet_manager_15', () => lupita.post('/wallet/contact/add', contact('0771234567'))],
  ['a sale that is not understood', 0, 'new_sale_02', () => lupita.post('/wallet/sale', {})],
  ['one with a key', 1, 'new_sale_02', () => post('/wallet/sale', {})],
  ['one with a wrong key', 1, 'auth_01', () => post('/wallet/sale', {}, { as: 'wrong' })],
  ['the contacts by staff', 1, 'balance_get_01', () => lupita.post('/wallet/contact/get', { wallet_key: wallet.clave })],
  ['the contacts with a key', 2, 'balance_get_01', () => post('/wallet/contact/get', { wallet_key: wallet.clave })],
  ['the wallets by staff', 1, 'wallets_get_01', () => lupita.post('/wallet/get', {})],
  ['the wallets with a key', 2, 'wallets_get_01', () => post('/wallet/get', {})],
  ['the collaborators by staff', 1, 'tool_users_01', () => lupita.post('/toolusers/get', {})],
  ['the collaborators with a key', 2, 'tool_users_01', () => post('/toolusers/get', {})],
  ['a collaborator', 2, 'toolusers_01', () => post('/employee/add', { type: 'cajero', number: '4772000300', employee_name: 'Caro', business_name: 'Sur', password: 'clave-de-caro' })],
  ['a collaborator archived', 2, 'toolusers_01', () => post('/employee/disable', { number: '4772000300' })],
  ['the settings of the wallets', 1, null, () => lupita.get('/monederos')],
  ['a wallet changed', 1, null, () => admin.patch(`/monederos/${wallet.id}`, { porcentaje: '10.00' })],
  ['what moved in a wallet', 1, null, () => lupita.get(`/monederos/${wallet.id}/movimientos?telefono=${MARIA}`)],
  ['the numbers that are marked', 1, null, () => lupita.get('/monederos/telefonos')],
  ['a number marked', 1, null, () => manager.put('/monederos/telefonos/8180000001', { marca: 'bloqueado' })],
  ['a reversal', 1, null, async () => {
    const [{ id }] = (await lupita.get(`/monederos/${wallet.id}/movimientos?limit=1`)).body;
    return manager.post(`/operaciones/${id}/reversar`, { motivo: 'Error' }, { key: newKey() });
  }],
];

for (const [name, expected, code, request] of TRIPS) {
  test(`${name}: ${expected}`, async () => {
    const answer = await request();
    assert.equal(answer.body?.code ?? null, code, answer.text);
    if (code === null) assert.ok(answer.status < 300, answer.text);
    assert.equal(trips(answer), expected);
  });
}

test('the ledger is sound after all of it', () => checkLedger(runtime.database));
