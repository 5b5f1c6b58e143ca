// Phone credits as a cashier in Brazil sells them, on a phone and in Portuguese: step by step, once, whatever becomes of it.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertFits, focused, hold, overflowing, screenshot, smallTargets, startBrowser } from '../lib/browser.mjs';
import { login, newKey } from '../lib/client.mjs';
import { checkLedger } from '../lib/ledger.mjs';
import { openWith } from '../lib/orders.mjs';
import { BRAZIL, CREDITS, choose, enterCredits, keptOrder, loja, order, stands, typeNumber } from '../lib/phone-credits.mjs';
import { demo, freshRuntime } from '../lib/runtime.mjs';
import { confirm, shows, signIn, signOut, speak, stored, tabTo, text } from '../lib/till.mjs';

const CREATE = '**/phone-credits/order/create';
const COMPLETE = '**/phone-credits/order/*/complete';
const EVERY_MINUTE = '* * * * *';
const MINUTE_MS = 60_000;
const kiosco = demo.tenants.find(({ name }) => name === 'Kiosco Demo');
let runtime;
let browser;
let bruna;
let gerente;
before(async () => {
  runtime = await freshRuntime({ assets: true, tenants: [loja, kiosco] });
  browser = await startBrowser();
  bruna = await login(runtime.url, 'bruna@loja.demo', { tenant: loja });
  await openWith(bruna, 'Caixa 1', { '100.00': 5 });
  gerente = await login(runtime.url, 'gerente@loja.demo', { tenant: loja });
});
after(async () => {
  await browser?.stop();
  await runtime?.stop();
});

/** The id of the recharge that is shown. */
const shownId = (page) => new URL(page.url()).hash.replace('#recargar/', '');

/** The hash of the page. */
const hash = (page) => new URL(page.url()).hash;

test('a fresh browser speaks Portuguese once somebody of Brazil has signed in, and keeps what a person chooses', async () => {
  const page = await browser.newPage(runtime.url, BRAZIL);
  await enterCredits(page, 'bruna@loja.demo');
  await focused(page, 'recharge-number');
  await page.locator('html[lang=pt]').waitFor();
  await shows(page.locator('#pay-title'), 'Recargas');
  assert.equal(await page.evaluate(() => localStorage.getItem('ventanilla.language')), 'pt');
  await speak(page, 'es');
  await page.reload();
  await page.locator('html[lang=es]').waitFor();
  await focused(page, 'recharge-number');
  await page.locator('html[lang=es]').waitFor();
  page.assertNoErrors();

  const other = await browser.newPage(runtime.url);
  await enterCredits(other, 'ana@kiosco.demo');
  await other.byId('recharge-elsewhere').waitFor();
  await other.locator('html[lang=es]').waitFor();
  assert.equal(await other.evaluate(() => localStorage.getItem('ventanilla.language')), null);
  other.assertNoErrors();
});

test('the till of Brazil leads there, and so does the menu', async () => {
  const page = await browser.newPage(runtime.url, BRAZIL);
  await signIn(page, 'bruna@loja.demo');
  await focused(page, 'to-recharges');
  await shows(page.byId('to-recharges'), 'Recarregar um celular');
  assert.equal(await page.byId('tab-inject').count(), 0);
  await screenshot(page, 'credits-till-360');
  await assertFits(page);
  assert.deepEqual([...(await overflowing(page)), ...(await smallTargets(page))], []);
  await page.byId('menu-open').click();
  await page.locator('a.menu-item[href="/app/recargas/#recargar"]').waitFor();
  assert.equal(await page.locator('a.menu-item[href^="/app/servicios/"]').count(), 0);
  await page.byId('menu-close').click();
  await page.byId('to-recharges').click();
  await focused(page, 'recharge-number');
  page.assertNoErrors();
});

test('number, carrier, amount, yes, receipt, by keyboard alone', async () => {
  const page = await browser.newPage(runtime.url, BRAZIL);
  await enterCredits(page, 'bruna@loja.demo');
  await focused(page, 'recharge-number');
  await shows(page.byId('recharge-number-hint'), 'DDD e 9 dígitos: (19) 99641-6288.');
  await page.keyboard.type('+55 19 99641-620');
  await shows(page.byId('recharge-number-hint'), 'Falta um dígito.');
  await page.keyboard.type('0');
  await shows(page.byId('recharge-number-hint'), '(19) 99641-6200');
  await screenshot(page, 'credits-number-360');
  const created = page.waitForRequest(CREATE);
  await page.keyboard.press('Enter');
  await focused(page, 'recharge-step');
  await shows(page.byId('recharge-callee'), '(19) 99641-6200');
  await page.byId('carrier-001').waitFor();
  await screenshot(page, 'credits-carrier-360');
  await tabTo(page, '#carrier-001');
  await page.keyboard.press('Enter');
  assert.equal((await created).postData(), '{"phoneCode":"19","phoneNumber":"996416200","providerCode":"001"}');
  await page.byId('amounts').waitFor();
  await focused(page, 'recharge-step');
  assert.match(await text(page.byId('order-left')), /^Estes valores valem por (29|30) min\.$/);
  await shows(page.byId('recharge-carrier'), 'Vivo');
  assert.match(await text(page.byId('recharge-wallet-name')), /Carteira principal · R\$ 5\.000,00 disponíveis/);
  await screenshot(page, 'credits-amount-360');
  await tabTo(page, '[data-testid=amounts] button');
  const written = await text(page.locator('[data-testid=amounts] button .name').first());
  const centavos = (await page.evaluate(() => document.activeElement.id)).replace('amount-', '');
  const asked = page.waitForRequest(COMPLETE);
  await page.keyboard.press('Enter');
  await focused(page, 'confirm-yes');
  await shows(page.byId('confirm-amount'), written);
  await shows(page.byId('confirm-number'), '(19) 99641-6200');
  await shows(page.byId('confirm-operator'), 'Vivo');
  await screenshot(page, 'credits-confirm-360');
  await page.keyboard.press('Enter');
  const request = await asked;
  const reais = `${centavos.slice(0, -2)}.${centavos.slice(-2)}`;
  assert.equal(request.postData(), `{"amount":"${reais}","source":"${loja.phone_credits.wallet_id}"}`);
  assert.ok(request.headers()['idempotency-key']);
  await stands(page, 'Recarga feita');
  await focused(page, 'payment-print');
  await shows(page.byId('payment-amount'), written);
  await shows(page.byId('payment-number').locator('dd'), '(19) 99641-6200');
  await shows(page.byId('payment-service').locator('dd'), 'Vivo');
  await screenshot(page, 'credits-done-360');
  await page.keyboard.press('Enter');
  await focused(page, 'slip-print');
  const slip = await text(page.byId('slip'));
  for (const part of ['DEMO · SEM VALOR', written, 'Operadora Vivo', '(19) 99641-6200']) assert.ok(slip.includes(part), `${part} in ${slip}`);
  await page.keyboard.press('Escape');
  await page.byId('latest-payment').filter({ hasText: 'Feito' }).first().waitFor();
  assert.equal(await keptOrder(page), null);
  assert.deepEqual(await stored(page), []);
  await page.byId('payment-another').click();
  await focused(page, 'recharge-number');
  assert.equal(await page.byId('recharge-number').inputValue(), '');

  // The same number once more is noticed.
  await order(page, '19996416200');
  await page.byId('recharge-same').filter({ hasText: 'Este número recebeu' }).waitFor();
  page.assertNoErrors();
});

test('what no more digits mend is said at once, and nothing before', async () => {
  const page = await browser.newPage(runtime.url, BRAZIL);
  await enterCredits(page, 'bruna@loja.demo');
  await focused(page, 'recharge-number');
  await page.keyboard.type('2');
  assert.equal(await page.byId('recharge-number').getAttribute('aria-invalid'), 'false');
  await page.keyboard.type('0');
  await shows(page.byId('recharge-number-error'), 'Nenhum número do país tem esse DDD; confira-o.');
  assert.equal(await page.byId('recharge-number').getAttribute('aria-invalid'), 'true');
  await screenshot(page, 'credits-wrong-360');
  await page.keyboard.press('Enter');
  await focused(page, 'recharge-number');
  for (const [typed, error] of [
    ['198', 'Depois do DDD, o celular começa com 9'], ['1132', 'telefone fixo'], ['19x', 'só pode ter dígitos'], ['199964162000', 'sobram'], ['+54', 'celular'],
  ]) {
    await page.byId('recharge-number').fill(typed);
    await page.byId('recharge-number-error').filter({ hasText: error }).waitFor();
  }
  for (const fine of ['5', '55', '5519', '+', '+5', '0', '019', '(19) 9']) {
    await page.byId('recharge-number').fill(fine);
    await shows(page.byId('recharge-number-error'), '');
  }
  await page.byId('recharge-number').fill('199964');
  await page.byId('recharge-continue').click();
  await page.byId('recharge-number-error').filter({ hasText: 'faltam dígitos' }).waitFor();
  await focused(page, 'recharge-number');
  page.assertNoErrors();
});

test('every step goes back, and what is changed throws the order away', async () => {
  const page = await browser.newPage(runtime.url, BRAZIL);
  await enterCredits(page, 'bruna@loja.demo');
  await order(page, '21999990000', '004');
  const first = JSON.parse(await keptOrder(page));
  await page.byId('recharge-change-carrier').click();
  await page.locator('#carrier-004[aria-pressed=true]').waitFor();
  let made = 0;
  page.on('request', (request) => request.url().endsWith('/order/create') && (made += 1));
  // The same one again is what is there already.
  await page.byId('carrier-004').click();
  await page.byId('amounts').waitFor();
  assert.equal(made, 0);
  await page.goBack();
  await page.byId('carrier-002').click();
  await shows(page.byId('recharge-carrier'), 'Claro');
  await page.byId('amounts').waitFor();
  assert.equal(made, 1);
  const second = JSON.parse(await keptOrder(page));
  assert.notEqual(second.id, first.id);
  await page.byId('recharge-change-number').click();
  await focused(page, 'recharge-number');
  assert.equal(await page.byId('recharge-number').inputValue(), '21999990000');
  await page.byId('recharge-number').fill('21999990005');
  assert.equal(await keptOrder(page), null);
  await page.keyboard.press('Enter');
  await focused(page, 'recharge-step');
  assert.equal(await page.locator('.carrier[aria-pressed=true]').count(), 0);
  // A question that is not answered asks for nothing.
  await page.byId('carrier-001').click();
  await page.byId('amounts').waitFor();
  await choose(page);
  await page.byId('confirm-no').click();
  await page.byId('amounts').waitFor();
  assert.notEqual(await keptOrder(page), null);
  assert.equal(await page.byId('notice-title').count(), 0);
  page.assertNoErrors();
});

test('a reload goes on in each step, and signing out forgets it', async () => {
  const page = await browser.newPage(runtime.url, BRAZIL);
  await enterCredits(page, 'bruna@loja.demo');
  await focused(page, 'recharge-number');
  await page.keyboard.type('4199');
  await page.reload();
  await focused(page, 'recharge-number');
  assert.equal(await page.byId('recharge-number').inputValue(), '4199');
  await page.byId('recharge-number').fill('41999990000');
  await page.keyboard.press('Enter');
  await page.byId('carrier-001').waitFor();
  await page.reload();
  await page.byId('carrier-001').waitFor();
  await shows(page.byId('recharge-callee'), '(41) 99999-0000');
  await page.byId('carrier-003').click();
  await page.byId('amounts').waitFor();
  const { id } = JSON.parse(await keptOrder(page));
  await page.reload();
  await page.byId('amounts').waitFor();
  assert.equal(JSON.parse(await keptOrder(page)).id, id);
  await shows(page.byId('recharge-callee'), '(41) 99999-0000');
  await shows(page.byId('recharge-carrier'), 'Oi');
  // From elsewhere it goes on as well.
  await page.goto('/app/turnos/#turnos');
  await page.byId('menu-open').waitFor();
  await page.goto(`${CREDITS}#recargar`);
  await page.byId('amounts').waitFor();
  assert.equal(hash(page), '#recargar/valor');
  await signOut(page);
  assert.equal(await keptOrder(page), null);
  assert.equal(await page.evaluate(() => sessionStorage.getItem('ventanilla.draft.number')), null);
  page.assertNoErrors();
});

test('an order whose time is up says so, and another is one press away', async () => {
  const page = await browser.newPage(runtime.url, BRAZIL);
  // An order of half an hour ago, but for a moment.
  let age = 30 * MINUTE_MS - 8_000;
  await page.route(CREATE, async (route) => {
    const response = await route.fetch();
    const body = await response.json();
    const at = new Date(Date.parse(body.createdAt) - age).toISOString();
    age = 0;
    await route.fulfill({ response, json: { ...body, createdAt: at } });
  });
  await enterCredits(page, 'bruna@loja.demo');
  await order(page, '31999990000');
  await shows(page.byId('order-left'), 'Estes valores valem por menos de um minuto.');
  await page.byId('order-over').waitFor({ timeout: 20_000 });
  assert.match(await text(page.byId('order-over')), /Nada foi cobrado/);
  await screenshot(page, 'credits-expired-360');
  assert.equal(await page.byId('amounts').count(), 0);
  await page.byId('order-again').click();
  await page.byId('amounts').waitFor();
  await page.byId('order-left').filter({ hasText: 'min' }).waitFor();
  assert.match(await text(page.byId('order-left')), /por (29|30) min/);
  // What the server knows better counts.
  await page.route(COMPLETE, (route) => route.fulfill({
    status: 409, contentType: 'application/json',
    body: JSON.stringify({ status: 409, message: '[409] x', stackId: 'y', details: { code: 'order_expired', message: 'x' } }),
  }));
  await choose(page);
  await page.keyboard.press('Enter');
  await page.byId('order-over').waitFor();
  page.assertNoErrors();
});

test('a carrier that is not listed cannot be chosen, and an order that is refused says why', async () => {
  const page = await browser.newPage(runtime.url, BRAZIL);
  await page.route('**/phone-credits/providers', async (route) => {
    const response = await route.fetch();
    const { dealers } = await response.json();
    await route.fulfill({ response, json: { dealers: dealers.filter(({ code }) => code !== '003') } });
  });
  await enterCredits(page, 'bruna@loja.demo');
  await typeNumber(page, '51999990000');
  assert.equal(await page.byId('carrier-003').isDisabled(), true);
  assert.match(await text(page.byId('carrier-003')), /Indisponível agora/);
  const held = await hold(page, CREATE);
  await page.byId('carrier-001').click();
  await held.has;
  await shows(page.byId('carrier-told'), 'Consultando os valores…');
  assert.equal(await page.byId('carrier-002').isDisabled(), true);
  held.release({
    status: 502, contentType: 'application/json',
    body: JSON.stringify({ status: 502, message: '[502] x', stackId: 'y', details: { code: 'provider_unavailable', message: 'x' } }),
  });
  await page.byId('carrier-trouble').filter({ hasText: 'provedor' }).waitFor();
  await page.context().setOffline(true);
  await page.byId('carrier-002').click();
  await page.byId('carrier-trouble').filter({ hasText: 'conexão' }).waitFor();
  await page.context().setOffline(false);
  page.assertNoErrors();
});

test('a refused recharge says why, and its cash is given back right there', async () => {
  const page = await browser.newPage(runtime.url, BRAZIL);
  await enterCredits(page, 'bruna@loja.demo');
  await order(page, '19996416202');
  const written = await choose(page);
  await page.keyboard.press('Enter');
  await stands(page, 'A recarga não foi feita');
  await focused(page, 'pay-title');
  await shows(page.byId('payment-hint'), `O cliente já entregou ${written}: devolva.`);
  assert.ok((await text(page.byId('payment-why'))).length > 10);
  await screenshot(page, 'credits-refused-360');
  await tabTo(page, '#payment-refund');
  await page.keyboard.press('Enter');
  await confirm(page);
  await page.byId('payment-hint').filter({ hasText: 'já foi devolvido' }).waitFor();
  assert.equal((await bruna.get(`/pagos/${shownId(page)}`)).body.devolucion, 'pagada');
  await page.byId('latest-payment').filter({ hasText: 'Devolvido' }).first().waitFor();
  page.assertNoErrors();
});

test('what nobody knows is not recharged again: it is asked about until somebody has settled it', async () => {
  const page = await browser.newPage(runtime.url, BRAZIL);
  await enterCredits(page, 'bruna@loja.demo');
  await order(page, '19996416213');
  await choose(page);
  await page.keyboard.press('Enter');
  await stands(page, 'Não se sabe se a recarga foi feita');
  assert.match(await text(page.byId('payment-hint')), /^Não recarregue de novo\./);
  assert.match(await page.byId('payment-open').getAttribute('href'), /^\/app\/por-confirmar\/#por-confirmar\/[0-9a-f-]{36}$/);
  await screenshot(page, 'credits-unknown-360');
  const resolved = await gerente.post(`/pagos/${shownId(page)}/resolver`, { resultado: 'entregado', evidencia: 'Confirmado pela operadora' }, { key: newKey() });
  assert.equal(resolved.status, 200, resolved.text);
  await stands(page, 'Recarga feita');
  page.assertNoErrors();
});

test('what is on its way is shown as soon as it is delivered or refused', async () => {
  for (const [number, title] of [['19996416221', 'Recarga feita'], ['19996416222', 'A recarga não foi feita']]) {
    const page = await browser.newPage(runtime.url, BRAZIL);
    await enterCredits(page, 'bruna@loja.demo');
    await order(page, number);
    await choose(page);
    await page.keyboard.press('Enter');
    await stands(page, 'Recarga a caminho');
    await page.waitForTimeout(5_500);
    await runtime.database.prepare("UPDATE provider_order SET next_attempt_at_ms = 0 WHERE state = 'pending'").run();
    await (await runtime.miniflare.getWorker()).scheduled({ cron: EVERY_MINUTE });
    await stands(page, title);
    await focused(page, title === 'Recarga feita' ? 'payment-print' : 'pay-title');
    page.assertNoErrors();
    await page.context().close();
  }
});

test('a lost answer is asked about with its own key after a reload as well, and recharges once', async () => {
  const page = await browser.newPage(runtime.url, BRAZIL);
  await enterCredits(page, 'bruna@loja.demo');
  await order(page, '19996416230');
  const keys = [];
  await page.route(COMPLETE, async (route) => {
    keys.push(route.request().headers()['idempotency-key']);
    await route.fetch();
    await route.abort('connectionreset');
  });
  await choose(page);
  await page.keyboard.press('Enter');
  await page.byId('pending-item').filter({ hasText: 'Vivo (19) 99641-6230' }).waitFor();
  await focused(page, 'recharge-number');
  assert.equal(await keptOrder(page), null);
  await page.unroute(COMPLETE);
  page.on('request', (request) => request.url().endsWith('/complete') && keys.push(request.headers()['idempotency-key']));
  await page.reload();
  await stands(page, 'Recarga feita');
  assert.ok(keys.length > 1);
  assert.equal(new Set(keys).size, 1);
  assert.deepEqual(await stored(page), []);
  const { body } = await bruna.get('/pagos');
  assert.equal(body.pagos.filter(({ numero }) => numero === '19996416230').length, 1);
  page.assertNoErrors();
});

test('a reload while it is sent shows no order that could be sent again', async () => {
  const page = await browser.newPage(runtime.url, BRAZIL);
  await enterCredits(page, 'bruna@loja.demo');
  await order(page, '19996416231');
  await page.route(COMPLETE, () => {}); // never answered, and never asked
  await choose(page);
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => Object.keys(localStorage).some((name) => name.startsWith('ventanilla.pending.')));
  await page.reload();
  await page.byId('pending-item').waitFor();
  await focused(page, 'recharge-number');
  assert.equal(await page.byId('amounts').count(), 0);
  assert.equal(await keptOrder(page), null);
  await page.unroute(COMPLETE);
  await stands(page, 'Recarga feita');
  page.assertNoErrors();
});

test('going back while it is sent leaves nothing that could be sold again', async () => {
  const page = await browser.newPage(runtime.url, BRAZIL);
  await enterCredits(page, 'bruna@loja.demo');
  await order(page, '19996416240');
  const held = await hold(page, COMPLETE, { isAsked: true });
  await choose(page);
  await page.keyboard.press('Enter');
  await held.has;
  await page.goBack();
  await page.waitForFunction(() => location.hash.endsWith('operadora'));
  held.release();
  await stands(page, 'Recarga feita');
  assert.equal(await keptOrder(page), null);
  const { body } = await bruna.get('/pagos');
  assert.equal(body.pagos.filter(({ numero }) => numero === '19996416240').length, 1);
  page.assertNoErrors();
});

test('going back from the question takes the question with it', async () => {
  const page = await browser.newPage(runtime.url, BRAZIL);
  await enterCredits(page, 'bruna@loja.demo');
  await order(page, '19996416241');
  await choose(page);
  await page.goBack();
  await page.byId('carrier-001').waitFor();
  await page.byId('confirm-yes').waitFor({ state: 'hidden' });
  page.assertNoErrors();
});

test('an order that another tab has completed is said to be, and nobody is led to recharge it again', async () => {
  const page = await browser.newPage(runtime.url, BRAZIL);
  await enterCredits(page, 'bruna@loja.demo');
  await order(page, '19996416242');
  const { id } = JSON.parse(await keptOrder(page));
  const done = await bruna.post(`/phone-credits/order/${id}/complete`, { amount: '15.00', source: loja.phone_credits.wallet_id }, { key: newKey() });
  assert.equal(done.status, 200, done.text);
  await choose(page);
  await page.keyboard.press('Enter');
  await page.locator('[data-testid^="notice-"]').filter({ hasText: 'O pedido já foi concluído' }).first().waitFor();
  await focused(page, 'recharge-number');
  assert.equal(await page.byId('recharge-number').inputValue(), '');
  assert.equal(await keptOrder(page), null);
  await page.byId('latest-payment').filter({ hasText: '(19) 99641-6242' }).waitFor();
  page.assertNoErrors();
});

test('a number whose recharge nobody knows of yet is not recharged again by whatever carrier', async () => {
  const page = await browser.newPage(runtime.url, BRAZIL);
  await enterCredits(page, 'bruna@loja.demo');
  await order(page, '31996416217');
  await choose(page);
  await page.keyboard.press('Enter');
  await stands(page, 'Não se sabe se a recarga foi feita');
  await focused(page, 'pay-title');
  assert.ok(await page.evaluate(() => document.querySelector('[data-testid="payment-title"]').getBoundingClientRect().top >= 0));
  await page.byId('payment-another').click();
  await order(page, '31996416217', '002');
  await page.byId('recharge-same').filter({ hasText: 'Não recarregue de novo' }).waitFor();
  page.assertNoErrors();
});

test('without a network nothing is sent, and without a register nothing is sold', async () => {
  const page = await browser.newPage(runtime.url, BRAZIL);
  await enterCredits(page, 'bruna@loja.demo');
  await order(page, '19996416240');
  await choose(page);
  await page.context().setOffline(true);
  await page.byId('confirm-offline').filter({ hasText: 'nada é enviado' }).waitFor();
  let sent = 0;
  page.on('request', (request) => request.url().endsWith('/complete') && (sent += 1));
  await page.keyboard.press('Enter');
  assert.equal(sent, 0);
  await page.context().setOffline(false);
  const other = await browser.newPage(runtime.url, BRAZIL);
  await enterCredits(other, 'caio@loja.demo');
  await other.byId('pay-needs-session').waitFor();
  for (const each of [page, other]) each.assertNoErrors();
});

test('the books are sound after all that', async () => {
  await checkLedger(runtime.database);
});
