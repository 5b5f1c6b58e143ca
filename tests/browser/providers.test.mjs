// Funds, accounts and integrators through the pages: as a Gerente and an Administrador use them, what is refused, what goes wrong, and who
// does not see them.
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { after, afterEach, before, test } from 'node:test';
import { until } from '../../scripts/lib/process.mjs';
import { assertAccessible, chooseTheme } from '../lib/accessible.mjs';
import { NARROW, WIDE, assertFits, focused, hold, overflowing, screenshot, smallTargets, startBrowser } from '../lib/browser.mjs';
import { call, login, newKey } from '../lib/client.mjs';
import { checkLedger } from '../lib/ledger.mjs';
import { demo, freshRuntime } from '../lib/runtime.mjs';
import { confirm, noticed, shows, speak, stored, tabTo, text } from '../lib/till.mjs';

const FUNDS = '/app/proveedores/#fondos';
const INTEGRATORS = '/app/proveedores/#integradores';
const SERVER = 'https://cps.ejemplo.com/api';
const PAY = '/cps/v2/operation/use/pay';
// One payment uses up what it has.
const tenant = { ...demo.tenants.find(({ name }) => name === 'Bodega Demo'), prefunds: [{ provider: 'cps', amount: '100.00' }] };

let runtime;
let browser;
let admin;
let carmen;
before(async () => {
  runtime = await freshRuntime({ assets: true, tenants: [tenant], vars: { PROVIDER_BASE_URLS: SERVER } });
  browser = await startBrowser();
  admin = await login(runtime.url, 'Administrador', { tenant });
  carmen = await login(runtime.url, 'carmen@bodega.demo', { tenant });
  const [register] = (await carmen.get('/cajas')).body;
  const opened = await carmen.post('/cajas/abrir', { id_caja: register.id, conteo: { '100.00': 1 } });
  assert.equal(opened.status, 201, opened.text);
});
after(async () => {
  await browser?.stop();
  await runtime?.stop();
});
afterEach(() => checkLedger(runtime.database));

/** A page of its own, with a user of that role signed in at an address. */
async function enter(role, address, options) {
  const page = await browser.newPage(runtime.url, options);
  const { email, password } = tenant.users.find((user) => user.role === role);
  await page.goto(address);
  await focused(page, 'email');
  await page.keyboard.type(email);
  await page.keyboard.press('Enter');
  await focused(page, 'password');
  await page.keyboard.type(password);
  await page.keyboard.press('Enter');
  return page;
}

const wrong = (page, id) => text(page.byId(`${id}-error`));
const cps = async () => (await admin.get('/proveedores')).body.find(({ nombre }) => nombre === 'cps');
const integrators = async () => (await admin.get('/integradores')).body;
const named = async (name) => (await integrators()).find(({ nombre }) => nombre === name);
const card = (page, { id }) => page.byId(`integrator-${id}`);
const create = async (name, limit) => (await admin.post('/integradores', { nombre: name, limite_credito: limit })).body;

/** A signed order of an integrator, which comes to ten. */
function signed({ api_key: apiKey, private_key: privateKey }, number = '04145550099') {
  const raw = JSON.stringify({ numberService: number, idTypeService: 57, amount: 10 });
  const nonce = String(Date.now());
  const signature = createHmac('sha384', privateKey).update(PAY + nonce + raw).digest('hex');
  return call(runtime.url, 'POST', PAY, { raw, headers: { 'api-key': apiKey, 'api-nonce': nonce, 'api-signature': signature } });
}

test('funds: added by keyboard, refused, held, used up', async () => {
  const page = await enter('Gerente', FUNDS);
  await shows(page.byId('fund-available'), 'Bs. 100,00');
  assert.match(await text(page.byId('provider-server')), /proveedor simulado/);
  assert.equal(await page.byId('funds-empty').count(), 0);
  assert.equal(await page.byId('funds-open').count(), 0);
  assert.equal(await page.byId('provider-account').count(), 0, 'keys are the Administrador’s');

  // What an open payment holds is not there to be spent.
  const pending = await carmen.post(PAY, { numberService: '04145550021', idTypeService: 57, amount: 100 }, { key: newKey() });
  assert.equal(pending.body.data?.status, 'pending', pending.text);
  await page.reload();
  await shows(page.byId('fund-available'), 'Bs. 0,00');
  await page.byId('funds-empty').waitFor();
  assert.match(await text(page.byId('fund-posted')), /Bs\. 100,00/);
  assert.match(await text(page.byId('fund-held')), /Bs\. 100,00/);
  assert.equal(await page.byId('funds-open').getAttribute('href'), '/app/por-confirmar/#por-confirmar');
  await screenshot(page, 'providers-funds-empty');

  await focused(page, 'funds-title');
  await tabTo(page, '[data-testid=fund-add]');
  await page.keyboard.press('Enter');
  await focused(page, 'funding-amount');
  await page.byId('providers-save').click();
  assert.match(await wrong(page, 'funding-amount'), /Complete este dato/);
  assert.match(await wrong(page, 'funding-reason'), /Complete este dato/);
  await focused(page, 'funding-amount');
  for (const bad of ['0', 'cien', '5,001', '99999999999999']) {
    await page.byId('funding-amount').fill(bad);
    await page.byId('providers-save').click();
    await page.locator('#funding-amount-error:not(:empty)').waitFor();
    assert.equal(await page.byId('confirm-yes').isVisible(), false, bad);
  }
  await screenshot(page, 'providers-fund-wrong');
  await page.byId('funding-amount').fill('');
  await page.byId('funding-amount').focus();
  await page.keyboard.type('5.000,50');
  await page.keyboard.press('Enter');
  await focused(page, 'funding-reason');
  await page.keyboard.type('Transferencia 4471');
  await page.keyboard.press('Enter');
  await focused(page, 'confirm-yes');
  assert.equal(await text(page.byId('confirm-amount')), 'Bs. 5.000,50');
  assert.equal(await text(page.byId('confirm-provider')), 'CPS');
  assert.equal(await text(page.byId('confirm-reason')), 'Transferencia 4471');
  await screenshot(page, 'providers-fund-confirm');
  await page.keyboard.press('Escape');
  assert.equal((await cps()).fondo, '100.00');
  await page.byId('providers-save').click();
  await confirm(page);
  await noticed(page, 'Fondos registrados', /Fondos en CPS · Bs\. 5\.000,50/);
  await focused(page, 'funds-title');
  await shows(page.byId('fund-available'), 'Bs. 5.000,50');
  assert.equal((await cps()).fondo, '5100.50');
  await screenshot(page, 'providers-funds');
  page.assertNoErrors();
});

test('funds whose answer is lost are recorded once; nothing is sent while there is no network', async () => {
  const page = await enter('Gerente', `${FUNDS}/cps/agregar`);
  const { fondo } = await cps();
  const keys = [];
  await page.route('**/fondos', async (route) => {
    keys.push(route.request().headers()['idempotency-key']);
    await route.fetch();
    await route.abort('connectionreset');
  });
  await page.byId('funding-amount').fill('10');
  await page.byId('funding-reason').fill('T 1');
  await page.byId('providers-save').click();
  await confirm(page);
  await page.byId('pending-item').waitFor();
  await page.byId('fund-available').waitFor();
  await page.unroute('**/fondos');
  page.on('request', (request) => request.url().endsWith('/fondos') && keys.push(request.headers()['idempotency-key']));
  await noticed(page, 'Fondos registrados');
  assert.ok(keys.length > 1);
  assert.equal(new Set(keys).size, 1);
  assert.equal(Number((await cps()).fondo), Number(fondo) + 10);
  assert.deepEqual(await stored(page), []);

  await page.byId('fund-add').click();
  await page.byId('funding-amount').fill('10');
  await page.byId('funding-reason').fill('T 2');
  await page.byId('providers-save').click();
  await focused(page, 'confirm-yes');
  await page.context().setOffline(true);
  await page.byId('confirm-offline').filter({ hasText: 'no se envía nada' }).waitFor();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  assert.equal(await page.byId('funding-reason').inputValue(), 'T 2', 'what was typed stays');
  await page.context().setOffline(false);
  await page.byId('offline').waitFor({ state: 'detached' });
  assert.equal(Number((await cps()).fondo), Number(fondo) + 10);
  page.assertNoErrors();
});

test('a list that could not be read is read once there is a network', async () => {
  const page = await enter('Gerente', FUNDS);
  await page.byId('fund-available').waitFor();
  await page.route('**/integradores', (route) => route.abort('connectionreset'));
  await page.byId('to-integradores').click();
  await page.byId('integrators-retry').waitFor();
  await page.unroute('**/integradores');
  await page.byId('integrator-left').first().waitFor();
  page.assertNoErrors();
});

test('the own account: keys go in and are never shown again', async () => {
  const page = await enter('Administrador', FUNDS);
  await page.byId('provider-account').click();
  await focused(page, 'account-url');
  for (const id of ['account-url', 'account-api-key', 'account-private-key']) assert.equal(await page.byId(id).inputValue(), '');
  for (const id of ['account-api-key', 'account-private-key']) {
    assert.equal(await page.byId(id).getAttribute('type'), 'password');
    assert.equal(await page.byId(id).getAttribute('autocomplete'), 'off');
  }
  assert.equal(await page.byId('account-retire').count(), 0, 'there is none to remove');
  await page.byId('providers-save').click();
  for (const id of ['account-url', 'account-api-key', 'account-private-key']) assert.match(await wrong(page, id), /Complete este dato/);
  await focused(page, 'account-url');

  // A server that this installation does not allow; by keyboard, from field to field.
  await page.keyboard.type('https://otra.ejemplo.com/api');
  await page.keyboard.press('Enter');
  await focused(page, 'account-api-key');
  await page.keyboard.type('publica-7');
  await page.keyboard.press('Enter');
  await focused(page, 'account-private-key');
  await page.keyboard.type('privada-secreta-7');
  await page.keyboard.press('Enter');
  await page.byId('account-url-error').filter({ hasText: 'No se permite enviar pedidos a esa dirección' }).waitFor();
  await focused(page, 'account-url');
  await screenshot(page, 'providers-account-refused');
  await page.byId('account-url').fill(SERVER);
  await page.byId('providers-save').click();
  await shows(page.byId('providers-said'), 'Cuenta en CPS: guardada. Los pagos nuevos van por ella.');
  await shows(page.byId('provider-server'), `Los pagos van por su cuenta propia, a ${SERVER}.`);
  assert.equal((await cps()).base_url, SERVER);

  await page.byId('provider-account').click();
  await focused(page, 'account-url');
  assert.equal(await page.byId('account-url').inputValue(), SERVER);
  for (const id of ['account-api-key', 'account-private-key']) assert.equal(await page.byId(id).inputValue(), '');
  const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.documentElement.outerHTML]));
  assert.doesNotMatch(kept, /privada-secreta-7|publica-7/);
  await screenshot(page, 'providers-account');

  await page.byId('account-retire').click();
  await focused(page, 'question-no');
  assert.match(await text(page.byId('question-lead')), /habrá que resolverlos a mano/);
  await screenshot(page, 'providers-account-retire');
  await page.keyboard.press('Enter');
  assert.equal((await cps()).base_url, SERVER);
  await page.byId('account-retire').click();
  await page.byId('question-yes').click();
  await shows(page.byId('providers-said'), 'Cuenta en CPS: quitada.');
  assert.equal((await cps()).base_url, null);
  page.assertNoErrors();
});

test('an integrator: made, its keys seen once and good at once, renewed', async () => {
  const page = await enter('Administrador', INTEGRATORS, { permissions: ['clipboard-read', 'clipboard-write'] });
  await focused(page, 'integrators-title');
  await tabTo(page, '[data-testid=integrator-new]');
  await page.keyboard.press('Enter');
  await focused(page, 'integrator-name');
  await page.byId('providers-save').click();
  assert.match(await wrong(page, 'integrator-name'), /Complete este dato/);
  assert.match(await wrong(page, 'integrator-credit'), /Complete este dato/);
  await focused(page, 'integrator-name');
  await page.keyboard.type((await integrators())[0].nombre);
  await page.keyboard.press('Enter');
  await focused(page, 'integrator-credit');
  await page.keyboard.type('25');
  await page.keyboard.press('Enter');
  await shows(page.byId('integrator-name-error'), 'Ya hay un integrador con ese nombre; elija otro.');
  await focused(page, 'integrator-name');
  await screenshot(page, 'providers-integrator-taken');
  await page.byId('integrator-name').fill('Red del Sur');
  await page.byId('providers-save').dblclick();
  await focused(page, 'keys-title');
  assert.equal((await integrators()).filter(({ nombre }) => nombre === 'Red del Sur').length, 1);
  const keys = { api_key: await text(page.byId('new-api-key')), private_key: await text(page.byId('new-private-key')) };
  assert.match(keys.private_key, /^[0-9a-f]{64}$/);
  assert.match(await text(page.locator('.once')), /no se mostrará otra vez/);
  await page.byId('new-private-key-copy').click();
  await page.byId('key-copied').filter({ hasText: 'Copiada.' }).waitFor();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), keys.private_key);
  await screenshot(page, 'providers-keys');
  await assertAccessible(page, 'new keys');
  assert.doesNotMatch(await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }])), new RegExp(keys.private_key));
  await tabTo(page, '#keys-done');
  await page.keyboard.press('Enter');
  await focused(page, 'integrators-title');
  const red = await named('Red del Sur');
  await shows(card(page, red).getByTestId('api-key'), keys.api_key);
  assert.equal(await page.locator(`text=${keys.private_key}`).count(), 0);

  // They are good, up to its limit.
  for (const status of [200, 200, 402]) assert.equal((await signed(keys)).status, status);
  await page.reload();
  await shows(card(page, red).getByTestId('integrator-left'), 'Bs. 5,00');
  assert.match(await text(card(page, red).getByTestId('integrator-owed')), /Debe Bs\. 20,00/);

  // Renewed: the former ones stop at once.
  await card(page, red).getByTestId('integrator-edit').click();
  await page.byId('integrator-renew').click();
  await focused(page, 'question-no');
  await page.keyboard.press('Enter');
  assert.equal((await named('Red del Sur')).api_key, keys.api_key);
  await page.byId('integrator-renew').click();
  await page.byId('question-yes').click();
  await focused(page, 'keys-title');
  const renewed = { api_key: await text(page.byId('new-api-key')), private_key: await text(page.byId('new-private-key')) };
  assert.notEqual(renewed.private_key, keys.private_key);
  assert.equal((await signed(keys)).status, 401);
  assert.equal((await signed(renewed)).status, 402, 'known, and short of credit');

  // Whoever goes elsewhere has seen them.
  await page.byId('to-integradores').click();
  await card(page, red).waitFor();
  assert.equal(await page.byId('new-keys').count(), 0);
  await page.goBack();
  await focused(page, 'integrator-name');
  assert.equal(await page.locator(`text=${renewed.private_key}`).count(), 0);
  page.assertNoErrors();
});

test('an integrator: changed, below what it owes, switched off, paid', async () => {
  const keys = await create('Kioscos Unidos', '30.00');
  for (let times = 0; times < 2; times += 1) assert.equal((await signed(keys)).status, 200);
  const page = await enter('Administrador', `${INTEGRATORS}/${keys.id}`);
  await focused(page, 'integrator-name');
  assert.equal(await page.byId('integrator-credit').inputValue(), '30,00');
  await page.byId('integrator-credit').fill('15');
  await shows(page.byId('integrator-credit-hint'), 'Ya debe Bs. 20,00: con este límite no se le presta más hasta que pague.');
  await screenshot(page, 'providers-integrator-edit');
  const sent = page.waitForRequest((request) => request.method() === 'PATCH');
  await page.byId('providers-save').click();
  assert.equal((await sent).postData(), '{"limite_credito":"15.00"}');
  await shows(page.byId('providers-said'), 'Kioscos Unidos: guardado.');
  await shows(card(page, keys).getByTestId('integrator-left'), 'Bs. 0,00');
  await card(page, keys).getByTestId('integrator-short').waitFor();
  await screenshot(page, 'providers-integrators');

  // It pays what it owes, and five ahead.
  await card(page, keys).getByTestId('integrator-pay').click();
  await focused(page, 'funding-amount');
  assert.match(await text(page.locator('.settings-form .lead')), /Debe: Bs\. 20,00/);
  await page.keyboard.type('25');
  await page.keyboard.press('Enter');
  await focused(page, 'funding-reason');
  await page.keyboard.type('Depósito 88');
  await page.keyboard.press('Enter');
  await focused(page, 'confirm-yes');
  assert.equal(await text(page.byId('confirm-integrator')), 'Kioscos Unidos');
  await page.keyboard.press('Enter');
  await noticed(page, 'Pago registrado', /Pago de Kioscos Unidos · Bs\. 25,00/);
  await focused(page, 'integrators-title');
  await shows(card(page, keys).getByTestId('integrator-left'), 'Bs. 20,00');
  assert.match(await text(card(page, keys).getByTestId('integrator-owed')), /A su favor Bs\. 5,00/);
  assert.equal((await named('Kioscos Unidos')).debe, '-5.00');

  // Switched off, its requests are refused.
  await card(page, keys).getByTestId('integrator-edit').click();
  await page.byId('integrator-active').uncheck({ force: true });
  await page.byId('providers-save').click();
  await shows(page.byId('providers-said'), 'Kioscos Unidos: guardado.');
  await shows(card(page, keys).locator('.badge'), 'Inactivo');
  assert.notEqual((await signed(keys)).status, 200);

  await page.goto(`${INTEGRATORS}/999`);
  await page.byId('providers-gone').waitFor();
  page.assertNoErrors();
});

test('an integrator whose answer is lost: it says what to do', async () => {
  const page = await enter('Administrador', `${INTEGRATORS}/nuevo`);
  await page.route('**/integradores', async (route) => {
    if (route.request().method() !== 'POST') return route.continue();
    await route.fetch();
    return route.abort('connectionreset');
  });
  await focused(page, 'integrator-name');
  await page.keyboard.type('Red Perdida');
  await page.byId('integrator-credit').fill('5');
  await page.byId('providers-save').click();
  await page.byId('providers-trouble').filter({ hasText: 'Mire la lista antes de repetir' }).waitFor();
  await focused(page, 'providers-save');
  await page.unroute('**/integradores');
  // It was made: once more is refused, and its keys can be renewed.
  await page.keyboard.press('Enter');
  await page.byId('integrator-name-error').filter({ hasText: 'Ya hay un integrador' }).waitFor();
  await page.byId('providers-cancel').click();
  await card(page, await named('Red Perdida')).getByTestId('integrator-edit').click();
  await page.byId('integrator-renew').click();
  await page.byId('question-yes').click();
  await focused(page, 'keys-title');
  page.assertNoErrors();
});

test('what is refused once its form is gone is told all the same', async () => {
  const page = await enter('Administrador', `${FUNDS}/cps/cuenta`);
  await focused(page, 'account-url');
  const late = await hold(page, '**/cuenta');
  await page.keyboard.type('https://otra.ejemplo.com/api');
  await page.byId('account-api-key').fill('k');
  await page.byId('account-private-key').fill('p');
  await page.byId('providers-save').click();
  await late.has;
  await page.byId('providers-cancel').click();
  await page.byId('fund-available').waitFor();
  late.release();
  await page.byId('providers-said').filter({ hasText: 'Sobre lo que estaba guardando antes: No se permite' }).waitFor();
  page.assertNoErrors();
});

test('a Gerente records payments and changes nothing else', async () => {
  const [{ id }] = await integrators();
  const page = await enter('Gerente', `${INTEGRATORS}/${id}`);
  await focused(page, 'integrators-title');
  await card(page, { id }).getByTestId('integrator-pay').waitFor();
  assert.equal(await page.byId('integrator-edit').count(), 0);
  assert.equal(await page.byId('integrator-new').count(), 0);
  assert.equal(await page.byId('integrators-docs').getAttribute('href'), '/docs/');
  page.assertNoErrors();
});

test('the menu leads there those who answer for the money', async () => {
  const page = await enter('Operador', '/app/');
  await page.byId('menu-open').click();
  await focused(page, 'menu-close');
  assert.equal(await page.locator('.menu-item[href^="/app/proveedores/"]').count(), 0);
  await page.goto(FUNDS);
  await page.byId('section-trouble').waitFor();
  const gerente = await enter('Gerente', INTEGRATORS);
  await gerente.byId('integrator-left').first().waitFor();
  await gerente.byId('menu-open').click();
  await gerente.locator('.menu-item[href="/app/proveedores/#fondos"]').click();
  await gerente.byId('fund-available').waitFor();
  gerente.assertNoErrors();
});

const PLACES = [
  ['funds', FUNDS, 'fund-available'],
  ['fund', `${FUNDS}/cps/agregar`, 'funding-amount', true],
  ['account', `${FUNDS}/cps/cuenta`, 'account-url', true],
  ['integrators', INTEGRATORS, 'integrator-left'],
  ['integrator-new', `${INTEGRATORS}/nuevo`, 'integrator-name', true],
  ['integrator-edit', () => `${INTEGRATORS}/${first.id}`, 'integrator-name'],
  ['integrator-pay', () => `${INTEGRATORS}/${first.id}/pago`, 'funding-amount', true],
];
let first;
for (const [size, viewport] of [['wide', WIDE], ['360', NARROW]]) {
  test(`every place fits, can be pressed and is accessible, ${size}`, async () => {
    [first] = await integrators();
    const page = await enter('Administrador', FUNDS, { viewport });
    await page.byId('fund-available').waitFor();
    const found = [];
    for (const [name, address, ready, isForm] of PLACES) {
      await page.goto(typeof address === 'string' ? address : address());
      await page.byId(ready).first().waitFor();
      if (isForm) {
        await page.byId('providers-save').click();
        await page.locator('[data-wrong=true]').first().waitFor();
      }
      await assertFits(page);
      found.push(...(await overflowing(page)), ...(await smallTargets(page)).map((target) => `${name}: ${target}`));
      await assertAccessible(page, `${name}-${size}`).catch((error) => found.push(error.message));
      for (const theme of ['light', 'dark']) {
        await chooseTheme(page, theme);
        await screenshot(page, `providers-${name}-${size}-${theme}`);
      }
      await chooseTheme(page, null);
    }
    await page.goto(`${INTEGRATORS}/${first.id}`);
    await page.byId('integrator-renew').click();
    await page.byId('question-yes').click();
    await focused(page, 'keys-title');
    await assertFits(page);
    found.push(...(await overflowing(page)), ...(await smallTargets(page)));
    await assertAccessible(page, `keys-${size}`).catch((error) => found.push(error.message));
    await screenshot(page, `providers-keys-${size}`);
    for (const language of ['pt', 'en']) {
      await page.byId('keys-done').or(page.byId('integrator-new')).first().click();
      await page.goto(FUNDS);
      await speak(page, language);
      await until(async () => (await text(page.byId('funds-title').or(page.locator('#funds-title')))) !== 'Fondos y cuentas');
      await assertFits(page);
      await screenshot(page, `providers-funds-${size}-${language}`);
      await page.goto(INTEGRATORS);
      await page.byId('integrator-left').first().waitFor();
      await assertFits(page);
      await screenshot(page, `providers-integrators-${size}-${language}`);
    }
    assert.deepEqual(found, [], found.join('\n'));
    page.assertNoErrors();
  });
}
