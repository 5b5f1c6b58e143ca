// The wallets that pay for phone credits: made, funded, chosen, not enough, and what they have paid; and how all of it looks at both sizes.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertAccessible } from '../lib/accessible.mjs';
import { NARROW, WIDE, assertFits, focused, overflowing, screenshot, smallTargets, startBrowser } from '../lib/browser.mjs';
import { login, newKey } from '../lib/client.mjs';
import { checkLedger } from '../lib/ledger.mjs';
import { openWith } from '../lib/orders.mjs';
import { BRAZIL, CREDITS, choose, enterCredits, keptOrder, loja, order, stands } from '../lib/phone-credits.mjs';
import { freshRuntime } from '../lib/runtime.mjs';
import { confirm, noticed, shows, stored, text } from '../lib/till.mjs';

let runtime;
let browser;
let bruna;
let gerente;
before(async () => {
  runtime = await freshRuntime({ assets: true, tenants: [loja] });
  browser = await startBrowser();
  bruna = await login(runtime.url, 'bruna@loja.demo', { tenant: loja });
  await openWith(bruna, 'Caixa 1', { '100.00': 5 });
  gerente = await login(runtime.url, 'gerente@loja.demo', { tenant: loja });
});
after(async () => {
  await browser?.stop();
  await runtime?.stop();
});

/** Recharges through the API, and answers the payment as the shop sees it. What becomes of it is the number's last two digits to say. */
async function recharge(ending) {
  const { body: made } = await bruna.post('/phone-credits/order/create', { phoneCode: '11', phoneNumber: `9964162${ending}`, providerCode: '001' });
  const centavos = made.amounts[0].amount;
  const amount = `${centavos.slice(0, -2)}.${centavos.slice(-2)}`;
  const { body } = await bruna.post(`/phone-credits/order/${made.id}/complete`, { amount, source: loja.phone_credits.wallet_id }, { key: newKey() });
  return (await bruna.get(`/pagos/${body.id ?? body.details.transactionId}`)).body;
}

test('wallets: one is made, funded and named, and pays what it can', async () => {
  const page = await browser.newPage(runtime.url, BRAZIL);
  await enterCredits(page, 'admin@loja.demo', '#carteras');
  await focused(page, 'wallets-title');
  await page.byId('wallet').filter({ hasText: 'Carteira principal' }).waitFor();
  await page.byId('wallet-new').click();
  await focused(page, 'wallet-name');
  await page.keyboard.press('Enter');
  await focused(page, 'wallet-id');
  await page.keyboard.press('Enter');
  await page.byId('wallet-name-error').filter({ hasText: /./ }).waitFor();
  await page.byId('wallet-name').fill('Carteira principal');
  await page.byId('providers-save').click();
  await page.byId('wallet-name-error').filter({ hasText: 'Já há uma carteira com esse nome' }).waitFor();
  await page.byId('wallet-name').fill('Loja Praia');
  await page.byId('providers-save').click();
  await shows(page.byId('providers-said'), 'Carteira Loja Praia: criada.');
  const card = page.byId('wallet').filter({ hasText: 'Loja Praia' });
  await card.locator('[data-testid=wallet-empty]').waitFor();
  await screenshot(page, 'credits-wallets-360');
  await card.locator('[data-testid=wallet-edit]').click();
  await focused(page, 'wallet-name');
  await page.byId('wallet-name').fill('Praia');
  await page.byId('wallet-id').fill('w-praia');
  await page.byId('providers-save').click();
  const praia = page.byId('wallet').filter({ hasText: 'w-praia' });
  await praia.waitFor();
  await praia.locator('[data-testid=wallet-fund]').click();
  await focused(page, 'funding-amount');
  await page.keyboard.type('16,00');
  await page.keyboard.press('Enter');
  await focused(page, 'funding-reason');
  await page.keyboard.type('TED 4471');
  await page.keyboard.press('Enter');
  await confirm(page);
  await noticed(page, 'Fundos registrados');
  await shows(praia.locator('[data-testid=wallet-available]'), 'R$ 16,00');
  assert.deepEqual(await stored(page), []);
  page.assertNoErrors();

  // Of two, one is chosen; what it does not cover cannot be pressed, and says so.
  const other = await browser.newPage(runtime.url, BRAZIL);
  await enterCredits(other, 'bruna@loja.demo');
  await order(other, '19996416250');
  await other.byId('recharge-wallets').waitFor();
  const wallets = (await gerente.get('/carteras')).body;
  const small = wallets.find(({ nombre }) => nombre === 'Praia');
  await other.byId(`wallet-${small.id}`).check({ force: true });
  const beyond = other.byId('amounts').locator('button:disabled');
  await beyond.first().waitFor();
  assert.match(await text(beyond.first()), /A carteira não cobre/);
  await screenshot(other, 'credits-choice-360');
  const written = await choose(other);
  await shows(other.byId('confirm-wallet'), 'Praia');
  await other.keyboard.press('Enter');
  await stands(other, 'Recarga feita');
  await shows(other.byId('payment-wallet').locator('dd'), 'Praia');
  // The next time it is suggested.
  await other.byId('payment-another').click();
  await order(other, '19996416251');
  await other.waitForFunction((id) => document.getElementById(`wallet-${id}`)?.checked, small.id);
  other.assertNoErrors();

  await page.goto(`${CREDITS}#carteras/${small.id}/historial`);
  await focused(page, 'wallet-history-title');
  const row = await text(page.byId('wallet-order').first());
  for (const part of ['(19) 99641-6250', 'Vivo', written, 'Recarregado']) assert.ok(row.includes(part), `${part} in ${row}`);
  await screenshot(page, 'credits-history-360');
  page.assertNoErrors();
});

test('a wallet that no longer covers it refuses, and nothing was sold', async () => {
  const page = await browser.newPage(runtime.url, BRAZIL);
  await enterCredits(page, 'bruna@loja.demo');
  await page.route('**/carteras', async (route) => {
    const response = await route.fetch();
    // As they were before somebody else's recharge.
    const wallets = (await response.json()).map((wallet) => ({ ...wallet, saldo: wallet.nombre === 'Praia' ? '500.00' : wallet.saldo }));
    await route.fulfill({ response, json: wallets });
  }, { times: 1 });
  await order(page, '19996416252');
  const small = (await gerente.get('/carteras')).body.find(({ nombre }) => nombre === 'Praia');
  await page.byId(`wallet-${small.id}`).check({ force: true });
  const largest = page.byId('amounts').locator('button').last();
  await largest.click();
  await confirm(page);
  await noticed(page, 'Não foi registrado', /A carteira tem R\$ \d+,\d\d/);
  await page.byId('amounts').locator('button:disabled').first().waitFor();
  assert.notEqual(await keptOrder(page), null);
  page.assertNoErrors();
});

test('wallets are for those who answer for them, and a provider of wallets leads there', async () => {
  const page = await browser.newPage(runtime.url, BRAZIL);
  await enterCredits(page, 'gerente@loja.demo', '#carteras');
  await page.byId('wallet-fund').first().waitFor();
  assert.equal(await page.byId('wallet-new').count(), 0);
  assert.equal(await page.byId('wallet-edit').count(), 0);
  await page.goto('/app/proveedores/#fondos');
  const card = page.byId('provider-bitcapital');
  await card.waitFor();
  assert.equal(await card.locator('[data-testid=fund-add]').count(), 0);
  assert.match(await text(card.locator('[data-testid=fund-available]')), /^R\$ [\d.]+,\d\d$/);
  await screenshot(page, 'credits-provider-360');
  await card.locator('[data-testid=fund-wallets]').click();
  await focused(page, 'wallets-title');
  page.assertNoErrors();
});

for (const [size, viewport] of [['wide', WIDE], ['360', NARROW]]) {
  test(`everything has its room and nothing is out of reach, ${size}`, async () => {
    const page = await browser.newPage(runtime.url, { ...BRAZIL, viewport });
    const found = [];
    const look = async (name) => {
      await screenshot(page, `credits-${name}-${size}-look`);
      await assertFits(page);
      found.push(...(await overflowing(page)), ...(await smallTargets(page)));
      await assertAccessible(page, `credits-${name}-${size}`).catch((error) => found.push(error.message));
    };
    await enterCredits(page, 'bruna@loja.demo');
    await focused(page, 'recharge-number');
    await page.byId('latest-payment').first().waitFor();
    await look('number');
    await page.byId('recharge-number').fill('20');
    await look('wrong');
    await page.byId('recharge-number').fill('');
    await order(page, '19996416260');
    await look('amount');
    await page.byId('recharge-change-carrier').click();
    await page.byId('carrier-001').waitFor();
    await look('carrier');
    await page.byId('carrier-001').click();
    await choose(page);
    await look('confirm');
    await page.keyboard.press('Escape');
    const refunded = await recharge('02');
    await bruna.post(`/pagos/${refunded.id_operacion}/devolver`, {}, { key: newKey() });
    for (const [ending, name] of [['00', 'done'], ['02', 'refused'], ['13', 'unknown'], ['', 'refunded']]) {
      const { id_operacion: id } = ending ? await recharge(ending) : refunded;
      await page.goto(`${CREDITS}#recargar/${id}`);
      await page.byId('payment-title').waitFor();
      await page.waitForTimeout(200);
      await look(name);
    }
    const admin = await browser.newPage(runtime.url, { ...BRAZIL, viewport });
    await enterCredits(admin, 'admin@loja.demo', '#carteras');
    await admin.byId('wallet').first().waitFor();
    for (const [name, ready, way] of [['wallets', 'wallet-new'], ['wallet-new', 'wallet-name', 'wallet-new'], ['wallet-fund', 'funding-amount', 'wallet-fund'], ['wallet-history', 'wallet-order', 'wallet-history']]) {
      await admin.goto(`${CREDITS}#carteras`);
      await admin.byId('wallet').filter({ hasText: 'Praia' }).waitFor();
      if (way) await (way === 'wallet-new' ? admin.byId(way) : admin.byId('wallet').filter({ hasText: 'Praia' }).locator(`[data-testid=${way}]`)).click();
      await admin.byId(ready).first().waitFor();
      await screenshot(admin, `credits-${name}-${size}-look`);
      await assertFits(admin);
      found.push(...(await overflowing(admin)), ...(await smallTargets(admin)));
      await assertAccessible(admin, `credits-${name}-${size}`).catch((error) => found.push(error.message));
    }
    assert.deepEqual(found, [], found.join('\n'));
    for (const each of [page, admin]) each.assertNoErrors();
  });
}

test('the books are sound after all that', async () => {
  await checkLedger(runtime.database);
});
