// The OpenAPI document: that it is valid, that its examples are, and that the server answers what it says, for every operation.
import assert from 'node:assert/strict';
import { createHash, createHmac } from 'node:crypto';
import { after, before, test } from 'node:test';
import { Validator } from '@seriousme/openapi-schema-validator';
import { call, login, newKey } from '../lib/client.mjs';
import { bodyOf, checker, operationsOf, performer } from '../lib/openapi.mjs';
import { SECRETS, demo, freshRuntime } from '../lib/runtime.mjs';

let runtime;
let document;
let perform;
let used;
let admin;
let ofServices;
let ofCredits;
let ofWallets;
const bodega = demo.tenants.find(({ name }) => name === 'Bodega Demo');
const loja = demo.tenants.find(({ name }) => name === 'Loja Demo');
const tienda = demo.tenants.find(({ name }) => name === 'Tienda Demo');

before(async () => {
  runtime = await freshRuntime({ assets: true, vars: { PROVIDER_BASE_URLS: 'https://cps.example/cps' } });
  const served = await fetch(`${runtime.url}/openapi.json`);
  assert.equal(served.status, 200);
  document = await served.json();
  ({ perform, used } = performer(document, runtime.url));
  admin = (await login(runtime.url, 'Administrador')).token;
  ofServices = (await login(runtime.url, 'Administrador', { tenant: bodega })).token;
  ofCredits = (await login(runtime.url, 'Administrador', { tenant: loja })).token;
  ofWallets = (await login(runtime.url, 'Administrador', { tenant: tienda })).token;
});
after(() => runtime?.stop());

// Services are paid in Venezuela only, phone credits are sold in Brazil only, loyalty wallets are Mexico's.
const adminFor = (path) => {
  if (/^\/(cps|v2)\//.test(path)) return ofServices;
  if (/^\/(toolusers|wallet|employee|monederos|claves-api)(\/|$)/.test(path)) return ofWallets;
  return path.startsWith('/phone-credits/') ? ofCredits : admin;
};

const good = async (name, options) => {
  const answer = await perform(name, options);
  assert.ok(answer.status < 400, `${name}: ${answer.status} ${answer.text}`);
  return answer;
};
// At the door of phone credits, the code is one of the details.
const codeOf = ({ body }) => body?.code ?? body?.details?.code;
const refused = async (code, name, options) => {
  const answer = await perform(name, options);
  assert.equal(codeOf(answer), code, `${name}: ${answer.status} ${answer.text}`);
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
    for (const [type, { example }] of Object.entries(requestBody?.content ?? {})) {
      check(example, 'paths', path, method, 'requestBody', 'content', type, 'schema');
    }
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
  const [{ monedero }] = tienda.loyalty.monederos;
  await good('setUpTenant', {
    token: SECRETS.SETUP_TOKEN,
    change: {
      name: 'Tienda Dos', country: 'MX', currency: 'MXN', operators: [], customers: [],
      users: [{ email: '4771000099', password: 'demo-Dos-2026', role: 'Administrador', name: 'Dos', pin: '9753' }],
      loyalty: { monederos: [{ monedero, colaboradores: ['4771000099'], clientes: [{ telefono: '4771234567', nombre: 'Dos', puntos: '1.50' }] }] },
      keys: { wallet_apikey: '2'.repeat(64) },
    },
  });
});

test('the life of a coupon, by the document', async () => {
  const cooperative = demo.tenants.find(({ name }) => name === 'Cooperativa Demo');
  const [marta, boss, owner] = await Promise.all(
    ['Operador', 'Gerente', 'Administrador'].map(async (role) => (await login(runtime.url, role, { tenant: cooperative })).token),
  );
  const station = (await good('listRegisters', { token: marta })).body.find(({ nombre }) => nombre === 'Caja Estación');
  const session = (await good('openSession', { token: marta, change: { id_caja: station.id, monto_inicial: 100, conteo: undefined } })).body.id;
  const ofInvoice = ({ id, tipo, numero, monto }) => ({ facturas: [{ id, tipo, numero, monto: Number(monto) }], total: Number(monto) });
  const { invoices } = cooperative.customers.find(({ id }) => id === 123);

  const key = newKey();
  const issued = await good('issueCoupon', { token: boss, key });
  const again = await good('issueCoupon', { token: boss, key });
  assert.deepEqual([again.headers.get('idempotency-replayed'), again.body], ['true', issued.body]);
  const { codigo_barras: code, cupon_id: couponId } = issued.body.data;
  assert.match(code, /^0001000123/);
  await refused('coupon_pending_exists', 'issueCoupon', { token: boss, change: ofInvoice(invoices[1]) });
  await refused('invoice_reserved', 'issueCoupon', { token: marta });
  await refused('validation_failed', 'issueCoupon', { token: boss, change: { total: 9999.99 } });
  await refused('customer_not_found', 'issueCoupon', { token: boss, change: { cliente_id: 5 } });
  await refused('invoice_not_found', 'issueCoupon', { token: boss, change: { cliente_id: 7 } });
  await good('findCoupon', { token: marta, id: code });
  await refused('validation_failed', 'findCoupon', { token: marta, id: `${code.slice(0, -1)}${(Number(code.at(-1)) + 1) % 10}` });
  await refused('coupon_not_found', 'findCoupon', { token: marta, id: '0001056789202601274' });

  await refused('tendered_too_little', 'collectCoupon', { token: marta, id: code, change: { id_caja_sesion: session, cupon_id: couponId, monto_entregado: '1.00' } });
  await refused('coupon_changed', 'collectCoupon', { token: marta, id: code, change: { id_caja_sesion: session } });
  const payment = { id_caja_sesion: session, cupon_id: couponId, monto_entregado: 10001 };
  await refused('change_not_in_cash', 'collectCoupon', { token: marta, id: code, change: { ...payment, metodo_pago: 'QR' } });
  const collected = await good('collectCoupon', { token: marta, id: code, key: newKey(), change: payment });
  assert.equal(collected.body.data.recibo.vuelto, 1);
  const late = await refused('coupon_used', 'collectCoupon', { token: marta, id: code, change: payment });
  assert.equal(late.body.recibo_id, collected.body.data.recibo_id);
  await refused('invoice_paid', 'issueCoupon', { token: boss });

  const other = (await good('issueCoupon', { token: boss, change: ofInvoice(invoices[1]) })).body.data.codigo_barras;
  await refused('unauthorized', 'cancelCoupon', { token: portalToken(cooperative, 123), id: other });
  await refused('coupon_changed', 'cancelCoupon', { token: boss, id: other });
  await good('cancelCoupon', { token: boss, id: other, key: newKey(), change: { cupon_id: undefined } });
  await refused('coupon_cancelled', 'cancelCoupon', { token: boss, id: other, change: { cupon_id: undefined } });
  const balances = (await good('listBranchBalances', { token: boss })).body.data;
  assert.equal(balances.reduce((sum, { saldo }) => sum + saldo, 0), 0);
  await refused('forbidden', 'listBranchBalances', { token: marta });

  const customer = portalToken(cooperative, 123);
  const own = (await good('issueCoupon', { token: customer, change: ofInvoice(invoices[2]) })).body.data.codigo_barras;
  await good('listCoupons', { token: customer, id: 123, query: '?estado=pending&limit=1&offset=0' });
  await good('listCoupons', { token: boss, id: 123, query: '?limit=1000' });
  await good('findCoupon', { token: customer, id: own });
  await good('findCoupon', { token: customer, id: code });
  await refused('coupon_not_found', 'findCoupon', { token: portalToken(cooperative, 7), id: own });
  await refused('unauthorized', 'listCoupons', { token: customer, id: 7 });
  await good('listInvoices', { token: customer, id: 123 });
  await refused('unauthorized', 'listInvoices', { token: customer, id: 7 });
  await refused('unauthorized', 'listCustomers', { token: customer });

  await good('listCustomers', { token: marta, query: '?buscar=perez&limit=5' });
  await good('createCustomer', { token: marta });
  await refused('customer_number_taken', 'createCustomer', { token: marta });
  await good('importCustomers', { token: boss });
  const repeated = await good('importCustomers', { token: boss });
  assert.deepEqual([repeated.body.data.creadas, repeated.body.data.existentes, repeated.body.data.rechazadas], [0, 2, 1]);
  await good('findCustomer', { token: marta, id: 123 });
  await good('updateCustomer', { token: marta, id: 123 });
  await refused('customer_not_found', 'updateCustomer', { token: marta, id: 5 });
  await good('recordInvoice', { token: boss, key: newKey() });
  await refused('invoice_taken', 'recordInvoice', { token: boss });
  await refused('forbidden', 'recordInvoice', { token: marta });
  const imported = await good('importInvoices', { token: boss, key: newKey() });
  assert.deepEqual(imported.body, bodyAnswered('importInvoices'));
  await good('listInvoices', { token: marta, id: 123, query: '?estado=paid' });
  await refused('customer_not_found', 'listInvoices', { token: marta, id: 5 });

  await good('replacePortalSecret', { token: owner });
  await refused('unauthorized', 'listCoupons', { token: customer, id: 123 });

  const domain = (tenantId, activo) => ({ token: SECRETS.SETUP_TOKEN, id: '127.0.0.1', change: { tenant_id: tenantId, activo } });
  await refused('tenant_not_found', 'setDomain', domain(99, true));
  await good('setDomain', domain(1, true));
  await refused('tenant_unknown', 'listCustomers', { token: boss });
  await good('setDomain', domain(2, true));
  await good('listCustomers', { token: boss });
  await good('setDomain', domain(2, false));
  await refused('tenant_unknown', 'findCoupon', { token: boss, id: code });
  await runtime.database.prepare('DELETE FROM tenant_domain').run();
});

test('the life of a service payment, by the document', async () => {
  const [carmen, boss, owner] = await Promise.all(
    ['Operador', 'Gerente', 'Administrador'].map(async (role) => (await login(runtime.url, role, { tenant: bodega })).token),
  );
  const register = (await good('listRegisters', { token: carmen })).body.find(({ nombre }) => nombre === 'Caja 1');
  await good('openSession', { token: carmen, change: { id_caja: register.id, monto_inicial: 0, conteo: undefined } });

  const key = newKey();
  const paid = await good('payService', { token: carmen, key });
  const again = await good('payService', { token: carmen, key });
  assert.deepEqual([again.headers.get('idempotency-replayed'), again.body], ['true', paid.body]);
  await good('payServiceWithoutPrefix', { token: carmen });
  const not = async (status, code, change) => {
    const answer = await perform('payService', { token: carmen, change });
    assert.deepEqual([answer.status, answer.body.error?.code], [status, code], answer.text);
    return answer.body;
  };
  await not(400, 'INVALID_NUMBER', { numberService: '04125550099' });
  await not(402, 'INSUFFICIENT_FUNDS', { amount: 60_000 });
  const { error: { idOperation: refusedId } } = await not(404, 'ACCOUNT_NOT_FOUND', { numberService: '04145550002' });
  const { data: { idOperation: unknownId } } = await not(200, undefined, { numberService: '04145550017' });
  await good('findOperationWithPrefix', { token: carmen, id: unknownId });
  await good('findPayment', { token: carmen, id: unknownId });
  await good('listPayments', { token: carmen });
  const waiting = await good('listOpenPayments', { token: carmen });
  assert.deepEqual(waiting.body.pagos.map(({ id_operacion: id }) => id), [unknownId, refusedId]);
  await refused('forbidden', 'listPaymentCalls', { token: carmen, id: unknownId });
  await good('listPaymentCalls', { token: boss, id: unknownId });
  await good('resolvePayment', { token: boss, id: unknownId });
  await refused('payment_already_resolved', 'resolvePayment', { token: owner, id: unknownId });
  await refused('refund_not_due', 'refundPayment', { token: carmen, id: paid.body.data.idOperation });
  await good('refundPayment', { token: carmen, id: refusedId, key: newKey() });
  await refused('refund_already_paid', 'refundPayment', { token: carmen, id: refusedId });

  await good('listProviders', { token: boss });
  await good('fundProvider', { token: boss, id: 'cps', key: newKey() });
  await refused('base_url_not_allowed', 'setProviderAccount', { token: owner, id: 'cps', change: { base_url: 'https://elsewhere.example' } });
  await good('setProviderAccount', { token: owner, id: 'cps' });
  await good('retireProviderAccount', { token: owner, id: 'cps' });

  const { id } = (await good('createIntegrator', { token: owner })).body;
  await refused('integrator_exists', 'createIntegrator', { token: owner });
  await good('updateIntegrator', { token: owner, id });
  await good('renewIntegratorKeys', { token: owner, id });
  await good('recordIntegratorPayment', { token: boss, id, key: newKey() });
  await good('listIntegrators', { token: boss });
  await refused('integrator_not_found', 'updateIntegrator', { token: owner, id: 999 });
});

test('the life of an order of phone credit, by the document', async () => {
  const [bruna, boss, owner] = await Promise.all(
    ['Operador', 'Gerente', 'Administrador'].map(async (role) => (await login(runtime.url, role, { tenant: loja })).token),
  );
  const register = (await good('listRegisters', { token: bruna })).body.find(({ nombre }) => nombre === 'Caixa 1');
  await good('openSession', { token: bruna, change: { id_caja: register.id, monto_inicial: 0, conteo: undefined } });
  const source = loja.phone_credits.wallet_id;
  const reais = (centavos) => centavos.padStart(3, '0').replace(/(..)$/, '.$1');

  const dealers = await good('listDealers', { token: bruna });
  assert.deepEqual(dealers.body, bodyAnswered('listDealers'));
  await refused('not_available', 'listDealers', { token: admin });
  const completionOf = ({ amounts: [{ amount }] }) => ({ amount: reais(amount), source });
  const created = (await good('createOrder', { token: bruna })).body;
  const { id, amounts: [{ amount }] } = created;
  const completion = completionOf(created);
  const wrong = await refused('validation_failed', 'completeOrder', { token: bruna, id, change: { ...completion, amount } });
  assert.deepEqual(wrong.body.details.errors.map(({ field, code }) => `${field} ${code}`), ['amount amount_in_centavos']);
  await refused('order_not_found', 'completeOrder', { token: bruna, id: newKey(), change: completion });
  await refused('wallet_not_found', 'completeOrder', { token: bruna, id, change: { ...completion, source: newKey() } });
  const key = newKey();
  const done = await good('completeOrder', { token: bruna, id, key, change: completion });
  assert.equal(done.body.status, 'executed');
  const again = await good('completeOrder', { token: bruna, id, key, change: completion });
  assert.deepEqual([again.headers.get('idempotency-replayed'), again.body], ['true', done.body]);
  await refused('idempotency_conflict', 'completeOrder', { token: bruna, id, key, change: { ...completion, amount: `${completion.amount}0` } });
  await refused('order_completed', 'completeOrder', { token: bruna, id, change: completion });

  // The last two digits of the number say what the simulated provider does.
  const ordered = async (options, digits) => (await good('createOrder', { ...options, change: { phoneNumber: `9964162${digits}` } })).body;
  const unknown = await ordered({ token: bruna }, '02');
  const failed = await refused('account_not_found', 'completeOrder', { token: bruna, id: unknown.id, change: completionOf(unknown) });
  await refused('order_failed', 'completeOrder', { token: bruna, id: unknown.id, change: completionOf(unknown) });
  await good('findPayment', { token: bruna, id: failed.body.details.transactionId });
  await good('refundPayment', { token: bruna, id: failed.body.details.transactionId });

  const { client_secret: secret } = loja.keys.phone_credits;
  await refused('client_invalid', 'createClientToken', asClient('wrong'));
  const { access_token: token } = (await good('createClientToken', asClient(secret))).body;
  const client = { token, sign: signer(secret) };
  await refused('scope_missing', 'listDealers', client);
  const every = (await good('createClientToken', { ...asClient(secret), change: { scope: undefined } })).body.access_token;
  await good('listDealers', { ...client, token: every });
  await refused('signature_invalid', 'createOrder', { token });
  await refused('signature_invalid', 'createOrder', { token, sign: signer(`${secret}x`) });
  await refused('signature_expired', 'createOrder', { token, sign: signer(secret, () => Date.now() - 60_000) });
  const open = await ordered(client, '17');
  const pending = await good('completeOrder', { ...client, id: open.id, key: newKey(), change: completionOf(open) });
  assert.equal(pending.body.status, 'pending');
  await refused('order_in_progress', 'completeOrder', { ...client, id: open.id, change: completionOf(open) });
  const [newest] = (await good('listOrders', { ...client, id: source })).body;
  assert.deepEqual([newest.id, newest.status], [open.id, 'processing']);
  const once = Date.now() - 5_000;
  await good('listOrders', { token, id: source, sign: signer(secret, () => once) });
  await refused('signature_replayed', 'listOrders', { token, id: source, sign: signer(secret, () => once) });
  await refused('wallet_not_found', 'listOrders', { ...client, id: newKey() });
  await good('listPayments', { token: boss });
  await good('listPaymentCalls', { token: boss, id: pending.body.id });

  const { email, password } = loja.users.find(({ role }) => role === 'Operador');
  const asUser = (change) => ({ ...asClient(secret), change: { grant_type: 'password', username: email, password, scope: undefined, ...change } });
  await refused('login_failed', 'createClientToken', asUser({ password: 'wrong' }));
  const session = (await good('createClientToken', asUser())).body;
  const renewing = { grant_type: 'refresh_token', refresh_token: session.refresh_token, username: undefined, password: undefined };
  const renewed = (await good('createClientToken', asUser(renewing))).body;
  await refused('refresh_invalid', 'createClientToken', asUser(renewing));
  const virtual = async (access) => (await good('findMe', { token: access })).body.virtual;
  assert.deepEqual([await virtual(bruna), await virtual(token), await virtual(renewed.access_token)], [false, true, false]);
  await good('revokeToken', { change: { accessToken: token } });
  await refused('token_revoked', 'findMe', { token });
  // As the documented client does it: JSON, called a form.
  await good('revokeToken', { raw: JSON.stringify({ accessToken: renewed.access_token }) });
  await refused('token_revoked', 'findMe', { token: renewed.access_token });

  await good('listWallets', { token: bruna });
  await refused('forbidden', 'createWallet', { token: boss });
  const wallet = (await good('createWallet', { token: owner })).body;
  await refused('wallet_id_taken', 'createWallet', { token: owner });
  await refused('wallet_exists', 'createWallet', { token: owner, change: { id_proveedor: newKey() } });
  await good('updateWallet', { token: owner, id: wallet.id });
  await refused('wallet_not_found', 'updateWallet', { token: owner, id: newKey() });
  const funded = await good('fundWallet', { token: boss, id: wallet.id, key: newKey() });
  assert.equal(funded.body.saldo, '5000.00');
  await refused('forbidden', 'fundWallet', { token: bruna, id: wallet.id });
  await good('listProviders', { token: boss });
  await refused('wallets_only', 'fundProvider', { token: boss, id: 'bitcapital' });
});

test('the life of a loyalty wallet, by the document', async () => {
  const [lupita, boss, owner] = await Promise.all(
    ['Operador', 'Gerente', 'Administrador'].map(async (role) => (await login(runtime.url, role, { tenant: tienda })).token),
  );
  const headers = { apikey: tienda.keys.wallet_apikey };
  // Another system is told with the status 200 what the business refuses.
  const not = async (status, code, name, options, answered = 200) => {
    const answer = await perform(name, options);
    assert.deepEqual([answer.status, answer.body.success, answer.body.status, answer.body.code], [answered, false, status, code], `${name}: ${answer.text}`);
  };
  const staffNot = (status, code, name, options) => not(status, code, name, options, status);

  const wallets = (await good('listLoyaltyWallets', { token: lupita })).body;
  const [{ clave: open, id }, { clave: strict }] = wallets;
  assert.deepEqual(keyless(wallets), keyless(bodyAnswered('listLoyaltyWallets')));
  const users = (await good('getToolUsers', { headers })).body;
  assert.deepEqual(users, examplesOf('getToolUsers').tool_users_01);
  const signer = users.result.find(({ usertool_type: type }) => type === 'cajero').usertool_id;
  const listed = (await good('getWallets', { headers })).body;
  assert.deepEqual(listed.result.map(({ wallet_key: key }) => key), [open, strict]);
  await not(401, 'auth_01', 'getWallets', { headers: { apikey: 'another' } });

  const contact = { wallet_key: open, usertool_id: signer };
  await good('addContact', { headers, key: newKey(), change: contact });
  await not(409, 'wallet_manager_08', 'addContact', { headers, change: contact });
  await not(400, 'contact_add_04', 'addContact', { headers, change: { ...contact, phone: '477' } });
  await not(400, 'wallet_manager_09', 'addContact', { headers, change: { ...contact, phone: '4771112234', customer_birthdate: '1990-02-30' } });
  await not(400, 'wallet_manager_14', 'addContact', { headers, change: { ...contact, phone: '4777777777' } });
  await staffNot(400, 'contact_add_02', 'addContact', { token: lupita, change: { wallet_key: undefined } });
  const found = (await good('getContacts', { headers, change: { wallet_key: open } })).body;
  assert.deepEqual(found, examplesOf('getContacts').balance_get_01);
  const all = (await good('getContacts', { headers, change: { wallet_key: open, phone: undefined } })).body;
  assert.equal(all.result.length, 5);
  await not(404, 'balance_get_04', 'getContacts', { headers, change: { wallet_key: open, phone: '4770000000' } });

  const sale = { wallet_key: open, usertool_id: signer };
  const key = newKey();
  const sold = await good('createSale', { headers, key, change: sale });
  assert.deepEqual(sold.body, examplesOf('createSale').new_sale_01);
  const again = await good('createSale', { headers, key, change: sale });
  assert.deepEqual([again.headers.get('idempotency-replayed'), again.body], ['true', sold.body]);
  await not(422, 'idempotency_conflict', 'createSale', { headers, key, change: { ...sale, ticket: 'A-1002' } }, 422);
  await not(400, 'idempotency_key_invalid', 'createSale', { headers: { ...headers, 'idempotency-key': 'with space' }, change: sale }, 400);
  const json = { ...headers, 'content-type': 'application/json' };
  await not(400, 'new_sale_06', 'createSale', { headers: json, raw: JSON.stringify({ ...sale, phone: '4771234567', transaction_type: 0 }) });
  await not(400, 'body_not_json', 'createSale', { headers: json, raw: '{' });
  await not(415, 'media_type_unsupported', 'createSale', { headers: { ...headers, 'content-type': 'text/plain' }, raw: 'x' }, 415);
  await not(413, 'body_too_large', 'createSale', { headers, raw: `wallet_key=${'x'.repeat(100_000)}` }, 413);
  await not(400, 'new_sale_11', 'createSale', { headers, change: { ...sale, wallet_key: strict, ticket: undefined } });
  await not(402, 'wallet_redeem_13', 'createSale', { headers, change: { ...sale, wallet_key: strict } });
  const using = { wallet_key: open, phone: '5512345678', transaction_type: 1, transaction_amount: undefined, points_used: 600, ticket: undefined };
  await not(402, 'wallet_redeem_10', 'createSale', { headers, change: { ...using, usertool_id: signer, points_used: '1500.01' } });
  const ofLupita = { ...using, usertool_id: undefined };
  await staffNot(403, 'authorization_required', 'createSale', { token: lupita, change: ofLupita });
  const [{ id: supervisor }] = (await good('listSupervisors', { token: lupita })).body;
  const { pin } = tienda.users.find(({ role }) => role === 'Gerente');
  await staffNot(403, 'pin_invalid', 'createSale', { token: lupita, change: { ...ofLupita, authorized_by: supervisor, authorized_pin: '0000' } });
  await staffNot(400, 'pin_format', 'createSale', { token: lupita, change: { ...ofLupita, authorized_by: supervisor, authorized_pin: '1' } });
  const used = await good('createSale', { token: lupita, change: { ...ofLupita, authorized_by: supervisor, authorized_pin: pin } });
  assert.equal(used.body.newBalance, 900);

  const given = await good('updateBalance', { headers, key: newKey(), change: sale });
  assert.deepEqual(given.body, examplesOf('updateBalance').balance_update_01);
  await not(400, 'balance_update_05', 'updateBalance', { headers, change: { ...sale, transaction_type: 2 } });
  await staffNot(400, 'required', 'updateBalance', { token: boss, change: { wallet_key: open, usertool_id: undefined, reason: undefined } });
  await staffNot(403, 'auth_01', 'updateBalance', { token: lupita, change: sale });

  const { collaboratorId } = (await good('addEmployee', { headers })).body;
  await not(409, 'err_toolusers_03', 'addEmployee', { headers });
  await not(400, 'err_toolusers_01', 'addEmployee', { headers: json, raw: '{' });
  await good('disableEmployee', { headers });
  await not(403, 'new_sale_13', 'createSale', { headers, change: { ...sale, usertool_id: collaboratorId } });
  await not(404, 'err_toolusers_04', 'disableEmployee', { headers, change: { number: '4770000000' } });
  await staffNot(403, 'auth_01', 'addEmployee', { token: boss });

  const [last, before] = (await good('listLoyaltyMovements', { token: lupita, id, query: '?limit=3' })).body.slice(1);
  assert.deepEqual([last, before].map(({ tipo, puntos, saldo }) => [tipo, puntos, saldo]), [['redemption', '600.00', '900.00'], ['earning', '100.00', '220.00']]);
  const page = await good('listLoyaltyMovements', { token: lupita, id, query: '?telefono=4771234567&limit=1' });
  await good('listLoyaltyMovements', { token: lupita, id, query: `?cursor=${page.headers.get('x-next-cursor')}` });
  await refused('validation_failed', 'listLoyaltyMovements', { token: lupita, id, query: '?telefono=477' });
  await refused('loyalty_wallet_not_found', 'listLoyaltyMovements', { token: lupita, id: 999 });

  const created = (await good('createLoyaltyWallet', { token: owner })).body;
  await refused('loyalty_wallet_exists', 'createLoyaltyWallet', { token: owner });
  await refused('not_available', 'createLoyaltyWallet', { token: admin });
  const changed = await good('updateLoyaltyWallet', { token: owner, id: created.id });
  assert.deepEqual(keyless([changed.body]), keyless([bodyAnswered('updateLoyaltyWallet')]));
  await refused('collaborator_foreign', 'updateLoyaltyWallet', { token: owner, id: created.id, change: { colaboradores: [1] } });
  await refused('loyalty_wallet_not_found', 'updateLoyaltyWallet', { token: owner, id: 999 });
  const segment = operationsOf(document).find(({ operationId }) => operationId === 'markPhone').parameters[0].example;
  const marked = (await good('markPhone', { token: boss, id: segment })).body;
  assert.deepEqual(undated(marked), undated(bodyAnswered('markPhone')));
  await good('unmarkPhone', { token: boss, id: segment });
  assert.deepEqual(undated((await good('listMarkedPhones', { token: lupita })).body), undated(bodyAnswered('listMarkedPhones')));
  await refused('phone_not_digits', 'markPhone', { token: boss, id: '477' });
  await good('setPin', { token: boss });
  await refused('forbidden', 'setPin', { token: lupita });

  const { id: keyId, apikey } = (await good('createApiKey', { token: owner })).body;
  await good('getWallets', { headers: { apikey } });
  await not(403, 'auth_01', 'addEmployee', { headers: { apikey } });
  await good('listApiKeys', { token: owner });
  await refused('forbidden', 'listApiKeys', { token: boss });
  await good('revokeApiKey', { token: owner, id: keyId });
  await not(401, 'auth_01', 'getWallets', { headers: { apikey } });
  await refused('api_key_not_found', 'revokeApiKey', { token: owner, id: 999 });
});

test('an order to the service that keeps a loyalty wallet, by the document', async () => {
  const [lupita, boss, owner] = await Promise.all(
    ['Operador', 'Gerente', 'Administrador'].map(async (role) => (await login(runtime.url, role, { tenant: tienda })).token),
  );
  const headers = { apikey: tienda.keys.wallet_apikey };
  const told = async (success, status, code, name, options) => {
    const { body } = await perform(name, { headers, ...options });
    assert.deepEqual([body.success, body.status, body.code], [success, status, code], name);
  };
  // In a demo, the sandbox answers for the service: the last digits of a number say what.
  const [{ clave: theirs }] = (await good('findLoyaltyProvider', { token: owner })).body.monederos;
  const wallet = (await good('createLoyaltyWallet', { token: owner, change: { nombre: 'De fuera', exige_ticket: false, clave_proveedor: theirs } })).body;
  assert.equal(wallet.clave_proveedor, theirs);
  const { usertool_id: signer, usertool_number: number } = (await good('getToolUsers', { headers })).body.result.find(({ usertool_type: kind }) => kind === 'cajero');
  const sale = { wallet_key: wallet.clave, usertool_id: signer };
  await told(false, 403, 'new_sale_14', 'createSale', { change: { ...sale, phone: '4771234599' } });
  await good('linkCollaborator', { token: owner, id: signer });
  await told(true, 200, 'new_sale_01', 'createSale', { change: { ...sale, phone: '4771234599' } });
  await told(false, 404, 'new_sale_12', 'createSale', { change: { ...sale, phone: '4771234502' } });
  await told(false, 503, 'result_unknown_without_key', 'createSale', { change: { ...sale, phone: '4771234514' } });
  await told(false, 503, 'result_unknown', 'createSale', { key: newKey(), change: { ...sale, phone: '4771234513' } });

  const [{ id }] = (await good('listLoyaltyOrders', { token: lupita })).body;
  await refused('forbidden', 'resolveLoyaltyOrder', { token: lupita, id });
  await good('resolveLoyaltyOrder', { token: boss, id });
  await refused('payment_already_resolved', 'resolveLoyaltyOrder', { token: boss, id, change: { evidencia: 'Otra' } });
  await refused('operation_not_found', 'resolveLoyaltyOrder', { token: boss, id: newKey() });
  const known = (await good('registerCollaborator', { token: owner, id: signer, change: { number } })).body;
  assert.equal(known.id_usuario, signer);
  await good('archiveCollaborator', { token: owner, id: signer });
  await refused('collaborator_not_found', 'registerCollaborator', { token: owner, id: 999 });
  const account = { base_url: 'https://cps.example/cps', api_key: undefined };
  await good('setProviderAccount', { token: owner, id: 'smsmasivos', change: account });
  await good('retireProviderAccount', { token: owner, id: 'smsmasivos' });
  await refused('not_available', 'fundProvider', { token: boss, id: 'smsmasivos' });
});

// What is the same in every installation: no keys and numbers of wallets, no times.
const keyless = (wallets) => wallets.map(({ clave, id, ...wallet }) => wallet);
const undated = (marks) => marks.map(({ desde, ...mark }) => mark);

// The header by which the demo's client says who it is.
function asClient(password) {
  const credentials = Buffer.from(`${loja.keys.phone_credits.client_id}:${password}`);
  return { headers: { authorization: `Basic ${credentials.toString('base64')}` } };
}

// What signs a client's requests: each at a time of its own, so that no two have one signature.
function signer(secret, clock) {
  return (method, target, body) => {
    const timestamp = String(clock ? clock() : nextTime());
    const message = [method, target, timestamp, ...(body === undefined ? [] : [body])].join(',');
    return { 'x-request-timestamp': timestamp, 'x-request-signature': createHmac('sha256', secret).update(message).digest('hex') };
  };
}

let lastTime = 0;
const nextTime = () => (lastTime = Math.max(lastTime + 1, Date.now()));

// What the document says that an operation answers when all is well.
function bodyAnswered(name) {
  const { responses } = operationsOf(document).find(({ operationId }) => operationId === name);
  return Object.entries(responses).find(([status]) => status < 400)[1].content['application/json'].example;
}

// The bodies that the document shows with the status 200, by their codes.
function examplesOf(name) {
  const { responses } = operationsOf(document).find(({ operationId }) => operationId === name);
  return Object.fromEntries(Object.entries(responses[200].content['application/json'].examples).map(([code, { value }]) => [code, value]));
}

// A customer's token, as the portal of that tenant of the demo signs it.
function portalToken({ keys }, customer) {
  const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const claims = { cliente_id: customer, tenant_id: 2, nombre: '', exp: Math.floor(Date.now() / 1000) + 60 };
  const signed = `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}`;
  return `${signed}.${createHmac('sha256', keys.portal_jwt_secret).update(signed).digest('base64url')}`;
}

test('every list and figure without parameters, by the document', async () => {
  for (const { method, path, operationId } of operationsOf(document)) {
    const query = operationId.startsWith('findServiceBalance') ? '?numberService=02123457654&idTypeService=63' : '';
    if (method === 'get' && !path.includes('{')) await good(operationId, { token: adminFor(path), query });
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
    // To other systems, the door of loyalty wallets says it in the body.
    const status = answer.body?.success === false ? (answer.body.status ?? answer.status) : answer.status;
    assert.ok(statuses.includes(status), `${operation.operationId}: ${answer.status} ${answer.text}`);
  };
  for (const operation of operationsOf(document)) {
    const [guard] = Object.keys(operation.security[0] ?? {});
    const token = { accessToken: adminFor(operation.path), refreshToken: 'x', setupToken: SECRETS.SETUP_TOKEN }[guard];
    const segment = operation.parameters.find(({ in: place }) => place === 'path');
    const id = /^(\/cps)?\/(operaciones|pagos)\//.test(operation.path) ? newKey() : segment?.example;
    if (guard) {
      await bad(operation, { id }, [401]);
      await bad(operation, { id, token: 'null' }, [401]);
    }
    if (operation.path.includes('{')) {
      // A host name may be nearly anything.
      const wrongs = segment.name === 'dominio' ? ['-a', 'a_b', 'a..b', 'a:80', 'x'.repeat(64)] : ['abc', '0', '-1', '1.5', '99999999999999999999'];
      for (const wrong of wrongs) await bad(operation, { id: wrong, token }, [400, 404]);
    }
    const body = bodyOf(operation);
    if (body) {
      // Who the client is comes before what it asks for.
      const headers = operation.operationId === 'createClientToken' ? asClient(loja.keys.phone_credits.client_secret).headers : {};
      for (const raw of [operation.requestBody.required ? '' : '1', '[]', '{']) await bad(operation, { id, token, raw, headers }, [400]);
      const isFile = body.type === 'text/csv';
      const { required, additionalProperties } = isFile ? { required: ['columns'] } : schemaOf(body);
      if (required?.length || additionalProperties === false) await bad(operation, { id, token, raw: '{"otro": 1}', headers }, [400]);
      await bad(operation, { id, token, raw: `{"otro": "${'x'.repeat(isFile ? 1_100_000 : 100_000)}"}`, headers }, [413]);
    }
    for (const { name, in: place } of operation.parameters) {
      if (place === 'header') await bad(operation, { id, token, headers: { [name]: 'with space' } }, [400]);
      if (place === 'query' && name === 'cursor') await bad(operation, { id, token, query: '?cursor=x' }, [400]);
      if (place === 'query' && name === 'limit') await bad(operation, { id, token, query: '?limit=0' }, [400]);
      if (place === 'query' && name === 'offset') await bad(operation, { id, token, query: '?offset=-1' }, [400]);
    }
  }
});

// The schema of an operation's body.
function schemaOf({ schema: { $ref: reference } }) {
  return document.components.schemas[reference.split('/').at(-1)];
}

test('a method that a path does not have is refused as the introduction says', async () => {
  const named = (code) => assert.ok(document.info.description.includes(`\`${code}\``), code);
  for (const [path, status, code] of [['/cajas', 404, 'route_not_found'], ['/sucursales', 405, 'method_not_allowed'], ['/nada', 404, 'route_not_found'],
    ['/portal/clientes', 405, 'method_not_allowed'], ['/portal/nada', 404, 'route_not_found'],
    ['/phone-credits/providers', 405, 'method_not_allowed'], ['/oauth/nada', 404, 'route_not_found'],
    ['/wallet/sale', 405, 'method_not_allowed'], ['/employee/nada', 404, 'route_not_found']]) {
    const answer = await call(runtime.url, 'PUT', path, { token: admin, body: {} });
    assert.deepEqual([answer.status, codeOf(answer)], [status, code], path);
    named(code);
  }
});

test('every operation has answered well once', () => {
  const silent = operationsOf(document).flatMap(({ operationId, responses }) =>
    Object.keys(responses).filter((status) => status < 400 && !used.has(`${operationId} ${status}`)).map((status) => `${operationId} ${status}`));
  assert.deepEqual(silent, []);
});
