// Loyalty wallets as managers keep them: movements and reversals, adjustments, wallets, collaborators, keys, numbers, PINs.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertAccessible, chooseTheme } from '../lib/accessible.mjs';
import { WIDE, assertFits, focused, overflowing, screenshot, smallTargets, startBrowser } from '../lib/browser.mjs';
import { call, login } from '../lib/client.mjs';
import { checkLedger } from '../lib/ledger.mjs';
import { GERENTE, JORGE, KEEPING, LUPITA, MARIA, MEXICO, PACO, attend, enter, next, tienda, use } from '../lib/loyalty.mjs';
import { freshRuntime } from '../lib/runtime.mjs';
import { confirm, noticed, shows, text } from '../lib/till.mjs';

const ADMIN = 'admin@tienda.demo';
/** Spanish as Mexico has it, at a desk. */
const DESK = { ...MEXICO, viewport: WIDE };
let runtime;
let browser;
let lupita;
let gerente;
before(async () => {
  runtime = await freshRuntime({ assets: true, tenants: [tienda] });
  browser = await startBrowser();
  lupita = await login(runtime.url, LUPITA, { tenant: tienda });
  gerente = await login(runtime.url, GERENTE, { tenant: tienda });
});
after(async () => {
  await browser?.stop();
  await runtime?.stop();
});

const walletOf = async (name) => (await gerente.get('/monederos')).body.find(({ nombre }) => nombre === name);
const sell = async (phone, amount) => {
  const { clave } = await walletOf('Puntos Tienda');
  return lupita.post('/wallet/sale', { wallet_key: clave, phone, transaction_type: 0, transaction_amount: amount });
};

async function assertForThumbs(page) {
  await assertFits(page);
  assert.deepEqual([...(await overflowing(page)), ...(await smallTargets(page))], []);
}

test('movements page by page, and one reversed', async () => {
  for (let sale = 1; sale <= 25; sale += 1) assert.equal((await sell(MARIA, sale)).status, 200);
  const page = await browser.newPage(runtime.url, MEXICO);
  await enter(page, GERENTE);
  assert.equal(await attend(page, MARIA), '152.50');
  await page.byId('points-movements').click();
  await focused(page, 'movements-title');
  await page.byId('movement').nth(19).waitFor();
  assert.equal(await page.byId('movement').count(), 20);
  const first = await text(page.byId('movement').first());
  for (const part of ['Puntos ganados', '+2.50', 'Lupita Hernández', 'Quedó en 152.50', 'Compra $ 25.00']) assert.ok(first.includes(part), `${part} in ${first}`);
  await screenshot(page, 'loyalty-movements-360');
  await assertForThumbs(page);
  await page.byId('movements-more').click();
  await page.byId('movement').nth(24).waitFor();
  assert.ok((await page.byId('movement').count()) >= 25);
  await page.byId('movement-reverse').first().click();
  await focused(page, 'reverse-reason');
  await page.keyboard.press('Enter');
  await page.byId('reverse-reason-error').filter({ hasText: /./ }).waitFor();
  await page.keyboard.type('Se cobró dos veces');
  await screenshot(page, 'loyalty-reverse-360');
  await page.keyboard.press('Enter');
  await shows(page.byId('confirm-points'), '−2.50 puntos');
  const asked = await text(page.byId('confirm-facts'));
  for (const part of ['Puntos ganados', 'Se cobró dos veces', '150 puntos']) assert.ok(asked.includes(part), `${part} in ${asked}`);
  await confirm(page);
  await noticed(page, 'Puntos reversados');
  await shows(page.byId('movements-balance'), 'Tiene 150 puntos.');
  await page.byId('movement').filter({ hasText: 'Reversada' }).first().waitFor();
  await page.byId('movements-back').click();
  await shows(page.byId('points-balance'), '150');
  page.assertNoErrors();

  // A cashier sees them, and reverses none.
  const other = await browser.newPage(runtime.url, MEXICO);
  await enter(other, LUPITA);
  await attend(other, MARIA);
  assert.equal(await other.byId('points-adjust').count(), 0);
  await other.byId('points-movements').click();
  await other.byId('movement').first().waitFor();
  assert.equal(await other.byId('movement-reverse').count(), 0);
  other.assertNoErrors();
});

test('the history words them, and reverses one', async () => {
  const page = await browser.newPage(runtime.url, DESK);
  await sell(JORGE, 70);
  await enter(page, GERENTE);
  await focused(page, 'points-phone');
  await page.goto('/app/oficina/#historial?tipo=loyalty_earning');
  const row = page.byId('operation').first();
  await row.filter({ hasText: 'Puntos ganados' }).waitFor();
  await row.locator('button.line').click();
  await row.getByTestId('operation-reverse').click();
  await focused(page, 'reverse-reason');
  await page.keyboard.type('Devolución');
  await page.keyboard.press('Enter');
  await confirm(page);
  await noticed(page, 'Puntos reversados');
  page.assertNoErrors();
});

test('points adjusted with a reason', async () => {
  const page = await browser.newPage(runtime.url, MEXICO);
  await enter(page, GERENTE);
  assert.equal(await attend(page, JORGE), '1,500');
  await page.byId('points-adjust').click();
  await focused(page, 'adjust-points');
  await page.keyboard.type('25.5');
  await shows(page.byId('adjust-points-hint'), 'Tendrá: 1,525.50 puntos');
  await page.keyboard.press('Enter');
  await focused(page, 'adjust-reason');
  await page.keyboard.press('Enter');
  await page.byId('adjust-reason-error').filter({ hasText: /./ }).waitFor();
  await focused(page, 'adjust-reason');
  await page.keyboard.type('Cortesía');
  await screenshot(page, 'loyalty-adjust-360');
  await assertForThumbs(page);
  await page.keyboard.press('Enter');
  await focused(page, 'confirm-yes');
  await shows(page.byId('confirm-points'), '+25.50 puntos');
  await page.keyboard.press('Enter');
  assert.equal(await next(page), '1,525.50');
  // More than there is cannot be taken.
  await attend(page, JORGE);
  await page.byId('points-adjust').click();
  await focused(page, 'adjust-points');
  await page.byId('adjust-way-remove').check({ force: true });
  await page.byId('adjust-points').fill('9000');
  await page.byId('adjust-reason').fill('Error');
  await page.byId('adjust-reason').press('Enter');
  await page.byId('adjust-points-error').filter({ hasText: 'No alcanzan los puntos' }).waitFor();
  page.assertNoErrors();
});

test('a wallet created and changed', async () => {
  const page = await browser.newPage(runtime.url, DESK);
  await enter(page, ADMIN, '#monederos', KEEPING);
  await page.byId('loyalty-wallet').nth(1).waitFor();
  await screenshot(page, 'loyalty-wallets-wide');
  await page.byId('loyalty-new').click();
  await focused(page, 'loyalty-name');
  await page.byId('providers-save').click();
  await page.byId('loyalty-name-error').filter({ hasText: /./ }).waitFor();
  await focused(page, 'loyalty-name');
  await page.keyboard.type('Lealtad');
  await page.keyboard.press('Enter');
  await focused(page, 'loyalty-percent');
  await page.keyboard.type('3.33');
  await page.byId('loyalty-ticket').check({ force: true });
  await page.byId('loyalty-ticket-once').check({ force: true });
  await page.byId('loyalty-link').fill('http://no');
  await page.byId('providers-save').click();
  await page.byId('loyalty-link-error').filter({ hasText: /./ }).waitFor();
  await page.byId('loyalty-link').fill('https://tienda.example/puntos');
  await screenshot(page, 'loyalty-wallet-new-wide');
  await page.byId('providers-save').click();
  await page.byId('providers-said').filter({ hasText: 'Lealtad: creado' }).waitFor();
  const card = page.byId('loyalty-wallet').filter({ hasText: 'Lealtad' });
  await card.filter({ hasText: '3.33 % de la compra' }).waitFor();
  await card.getByTestId('loyalty-edit').click();
  await focused(page, 'loyalty-name');
  assert.equal(await page.byId('loyalty-percent').inputValue(), '3.33');
  await page.byId('loyalty-percent').fill('5');
  await page.byId('loyalty-pin-from').fill('200');
  await page.byId('loyalty-all').uncheck({ force: true });
  await page.byId('loyalty-who').locator('label').filter({ hasText: 'Paco' }).click();
  await screenshot(page, 'loyalty-wallet-edit-wide');
  await page.byId('providers-save').click();
  await page.byId('providers-said').filter({ hasText: 'Lealtad: guardado' }).waitFor();
  const changed = await walletOf('Lealtad');
  const paco = await login(runtime.url, PACO, { tenant: tienda });
  assert.deepEqual(
    [changed.porcentaje, changed.pin_desde, changed.para_todos, changed.colaboradores, changed.ticket_unico, changed.enlace_clientes],
    ['5.00', '200.00', false, [paco.user.id], true, 'https://tienda.example/puntos'],
  );
  // The same name again stands beside its field.
  await page.byId('loyalty-new').click();
  await focused(page, 'loyalty-name');
  await page.keyboard.type('lealtad');
  await page.byId('loyalty-percent').fill('1');
  await page.byId('providers-save').click();
  await page.byId('loyalty-name-error').filter({ hasText: 'Ya existe un monedero' }).waitFor();
  page.assertNoErrors();
});

test('a collaborator registered, who signs in with the mobile, and archived', async () => {
  const page = await browser.newPage(runtime.url, MEXICO);
  await enter(page, ADMIN, '#colaboradores', KEEPING);
  await page.byId('collaborator').first().waitFor();
  await page.byId('collaborator-new').click();
  await focused(page, 'collaborator-name');
  for (const [field, typed] of [['name', 'Ana Ruiz'], ['branch', 'Tienda Norte'], ['number', '+52 477 100 0042'], ['password', 'una-clave-larga']]) {
    await focused(page, `collaborator-${field}`);
    await page.keyboard.type(typed);
    if (field !== 'password') await page.keyboard.press('Enter');
  }
  await screenshot(page, 'loyalty-collaborator-360');
  await assertForThumbs(page);
  await page.keyboard.press('Enter');
  await page.byId('providers-said').filter({ hasText: 'Ana Ruiz: ya puede entrar.' }).waitFor();
  const row = page.byId('collaborator').filter({ hasText: 'Ana Ruiz' });
  await row.filter({ hasText: 'Cajero · 477 100 0042 · Tienda Norte' }).waitFor();
  await screenshot(page, 'loyalty-collaborators-360');
  await assertForThumbs(page);
  const signIn = () => call(runtime.url, 'POST', '/auth/login', { body: { email: '4771000042', password: 'una-clave-larga' } });
  assert.ok((await signIn()).status < 300);
  await row.getByTestId('collaborator-archive').click();
  await focused(page, 'question-no');
  await page.byId('question-yes').click();
  await page.byId('providers-said').filter({ hasText: 'Ana Ruiz: archivado.' }).waitFor();
  await row.filter({ hasText: 'Archivado' }).waitFor();
  assert.equal((await signIn()).status, 401);
  page.assertNoErrors();
});

test('a key shown once, used and revoked', async () => {
  const page = await browser.newPage(runtime.url, MEXICO);
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await enter(page, ADMIN, '#claves', KEEPING);
  await page.byId('api-key').first().waitFor();
  await page.byId('api-key-new').click();
  await focused(page, 'api-key-name');
  await page.keyboard.type('Caja web');
  for (const door of ['toolusers', 'wallet', 'employee']) assert.equal(await page.byId(`api-key-${door}`).isChecked(), false, door);
  for (const door of ['toolusers', 'wallet']) await page.byId(`api-key-${door}`).check({ force: true });
  await page.byId('providers-save').click();
  await focused(page, 'keys-title');
  const key = await text(page.byId('new-api-key'));
  await screenshot(page, 'loyalty-key-360');
  await assertForThumbs(page);
  await page.byId('new-api-key-copy').click();
  await page.byId('key-copied').filter({ hasText: 'Copiada.' }).waitFor();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), key);
  const ask = async () => (await call(runtime.url, 'POST', '/wallet/get', { headers: { apikey: key } })).body;
  assert.equal((await ask()).code, 'wallets_get_01');
  await page.byId('keys-done').click();
  const row = page.byId('api-key').filter({ hasText: 'Caja web' });
  await row.waitFor();
  assert.ok(!(await page.content()).includes(key), 'it is shown once');
  assert.ok(!(await text(row)).includes('Registrar y archivar'));
  await screenshot(page, 'loyalty-keys-360');
  await row.getByTestId('api-key-revoke').click();
  await focused(page, 'question-no');
  await page.byId('question-yes').click();
  await row.filter({ hasText: 'Revocada' }).waitFor();
  assert.equal((await ask()).code, 'auth_01');
  page.assertNoErrors();
});

test('a number blocked, and no longer', async () => {
  const page = await browser.newPage(runtime.url, MEXICO);
  await enter(page, GERENTE, '#telefonos', KEEPING);
  await focused(page, 'phones-number');
  await page.keyboard.type('55 1234 5678');
  await page.keyboard.press('Enter');
  await page.byId('providers-said').filter({ hasText: '55 1234 5678: marcado.' }).waitFor();
  const row = page.byId('phone').filter({ hasText: '55 1234 5678' });
  await row.filter({ hasText: 'Bloqueado' }).waitFor();
  await focused(page, 'phones-number');
  await screenshot(page, 'loyalty-phones-360');
  await assertForThumbs(page);
  assert.equal((await sell(JORGE, 10)).body.code, 'wallet_redeem_14');
  await row.getByTestId('phone-remove').click();
  await row.waitFor({ state: 'detached' });
  assert.equal((await sell(JORGE, 10)).status, 200);
  await page.byId('phones-number').fill('55');
  await page.keyboard.press('Enter');
  await page.byId('phones-number-error').filter({ hasText: /./ }).waitFor();
  page.assertNoErrors();
});

test('an own PIN, which authorises from then on', async () => {
  const page = await browser.newPage(runtime.url, MEXICO);
  await enter(page, ADMIN, '#pin', KEEPING);
  await focused(page, 'own-pin');
  await page.keyboard.type('12');
  await page.keyboard.press('Enter');
  await page.byId('own-pin-error').filter({ hasText: 'El PIN es de 4 a 8 dígitos.' }).waitFor();
  await page.byId('own-pin').fill('135790');
  await screenshot(page, 'loyalty-own-pin-360');
  await page.keyboard.press('Enter');
  await page.byId('providers-said').filter({ hasText: 'Su PIN: guardado.' }).waitFor();
  assert.equal(await page.byId('own-pin').inputValue(), '');
  const other = await browser.newPage(runtime.url, MEXICO);
  await enter(other, LUPITA);
  await attend(other, JORGE);
  await use(other, '501');
  // Of several, one is chosen; whoever goes past that is told.
  await other.byId('points-who').locator('input:focus').waitFor({ state: 'attached' });
  await other.byId('points-pin').fill('135790');
  await other.byId('points-pin').press('Enter');
  await other.byId('points-who').locator('.wrong').filter({ hasText: /./ }).waitFor();
  await other.byId('points-who').locator('label').filter({ hasNotText: 'Rodrigo' }).click();
  await focused(other, 'points-pin');
  await screenshot(other, 'loyalty-who-360');
  await other.keyboard.press('Enter');
  await next(other);
  page.assertNoErrors();
  other.assertNoErrors();
});

test('every section is accessible, in three languages, wide and narrow', { timeout: 240_000 }, async () => {
  const found = [];
  for (const [size, device, language] of [['360', MEXICO, 'pt'], ['wide', DESK, 'en']]) {
    const page = await browser.newPage(runtime.url, device);
    await page.addInitScript((code) => localStorage.setItem('ventanilla.language', code), language);
    await enter(page, ADMIN);
    await focused(page, 'points-phone');
    for (const [name, hash, ready, press] of [
      ['wallets', '#monederos', 'loyalty-wallet'],
      ['wallet-new', '#monederos/nuevo', 'loyalty-name', 'providers-save'],
      ['wallet-edit', '#monederos/2', 'loyalty-who'],
      ['collaborators', '#colaboradores', 'collaborator'],
      ['collaborator-new', '#colaboradores/nuevo', 'collaborator-name', 'providers-save'],
      ['keys', '#claves', 'api-key'],
      ['key-new', '#claves/nueva', 'api-key-name', 'providers-save'],
      ['phones', '#telefonos', 'phone', 'phones-save'],
      ['pin', '#pin', 'own-pin', 'own-pin-save'],
    ]) {
      await page.goto(`/app/puntos/${hash}`);
      await page.byId(ready).first().waitFor();
      if (press) {
        await page.byId(press).click();
        await page.locator('[data-wrong=true]').first().waitFor();
      }
      await assertAccessible(page, `${name}-${size}`).catch((error) => found.push(error.message));
      if (size === '360') await assertForThumbs(page).catch((error) => found.push(`${name}: ${error.message}`));
      await screenshot(page, `loyalty-office-${name}-${language}-${size}`);
      await chooseTheme(page, 'dark');
      await screenshot(page, `loyalty-office-${name}-dark-${size}`);
      await chooseTheme(page, null);
    }
    page.assertNoErrors();
  }
  assert.deepEqual(found, [], found.join('\n'));
});

test('the books balance in the end', async () => {
  await checkLedger(runtime.database);
});
