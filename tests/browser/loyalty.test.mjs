// A customer's points as a cashier earns and uses them, on a phone in Mexico and by keyboard alone: once, whatever becomes of the answer.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertAccessible, chooseTheme } from '../lib/accessible.mjs';
import { WIDE, assertFits, focused, hold, overflowing, screenshot, smallTargets, startBrowser } from '../lib/browser.mjs';
import { login } from '../lib/client.mjs';
import { checkLedger } from '../lib/ledger.mjs';
import { GERENTE, JORGE, LUPITA, MARIA, MEXICO, PACO, PIN, RAUL, attend, enter, lookUp, next, tienda, use } from '../lib/loyalty.mjs';
import { openWith } from '../lib/orders.mjs';
import { demo, freshRuntime } from '../lib/runtime.mjs';
import { confirm, shows, signIn, speak, stored, tabTo, text } from '../lib/till.mjs';

const SALE = '**/wallet/sale';
const kiosco = demo.tenants.find(({ name }) => name === 'Kiosco Demo');
let runtime;
let browser;
let lupita;
let paco;
before(async () => {
  runtime = await freshRuntime({ assets: true, tenants: [tienda, kiosco] });
  browser = await startBrowser();
  lupita = await login(runtime.url, LUPITA, { tenant: tienda });
  paco = await login(runtime.url, PACO, { tenant: tienda });
});
after(async () => {
  await browser?.stop();
  await runtime?.stop();
});

/** The key of the wallet of that name. */
const keyOf = async (who, name) => (await who.get('/monederos')).body.find(({ nombre }) => nombre === name).clave;

/** What a customer has now, as the server says. */
const has = async (phone, wallet = 'Puntos Tienda') =>
  (await lupita.post('/wallet/contact/get', { wallet_key: await keyOf(lupita, wallet), phone })).body.result.contact_balance;

/** Points as the page writes them in Mexico. */
const shown = (points) => points.toLocaleString('es-MX', { minimumFractionDigits: Number.isInteger(points) ? 0 : 2 });

/** Nothing sticks out, and everything is large enough for a thumb. */
async function assertForThumbs(page) {
  await assertFits(page);
  assert.deepEqual([...(await overflowing(page)), ...(await smallTargets(page))], []);
}

test('the till of Mexico leads there, and so does the menu', async () => {
  await openWith(paco, 'Caja 2', { '100.00': 1 });
  const page = await browser.newPage(runtime.url, MEXICO);
  await signIn(page, PACO);
  await focused(page, 'to-points');
  assert.equal(await page.byId('tab-inject').count(), 0);
  await screenshot(page, 'loyalty-till-360');
  await assertForThumbs(page);
  await page.byId('menu-open').click();
  await page.locator('a.menu-item[href="/app/monederos/#atender"]').waitFor();
  await page.locator('a.menu-item[href="/app/puntos/#pedidos"]').filter({ hasText: 'Pedidos de puntos' }).waitFor();
  await page.byId('menu-close').click();
  await page.byId('to-points').click();
  await focused(page, 'points-phone');
  // A cashier has nothing to set up, and only the wallets that are theirs.
  assert.equal(await page.byId('to-monederos').count(), 0);
  assert.equal(await page.byId('to-pin').count(), 0);
  assert.equal(await page.byId('points-wallets').count(), 0);
  page.assertNoErrors();
});

test('elsewhere it says so', async () => {
  const page = await browser.newPage(runtime.url);
  await enter(page, 'ana@kiosco.demo');
  await page.byId('points-elsewhere').waitFor();
  page.assertNoErrors();
});

test('number, amount, yes, next customer, by keyboard alone', async () => {
  const page = await browser.newPage(runtime.url, MEXICO);
  await enter(page, LUPITA);
  await focused(page, 'points-phone');
  await shows(page.byId('points-phone-hint'), '10 dígitos; puede empezar con +52.');
  await screenshot(page, 'loyalty-find-360');
  await assertForThumbs(page);
  await page.keyboard.type('477123456');
  await shows(page.byId('points-phone-hint'), 'Falta un dígito.');
  await page.keyboard.press('Enter');
  await page.byId('points-phone-error').filter({ hasText: 'faltan dígitos' }).waitFor();
  await focused(page, 'points-phone');
  const asked = page.waitForRequest('**/wallet/contact/get');
  await page.byId('points-phone').fill('');
  await page.keyboard.type('+52 1 477 123 4567');
  await page.keyboard.press('Enter');
  assert.equal(JSON.parse((await asked).postData()).phone, MARIA);
  await focused(page, 'points-amount');
  await shows(page.byId('points-customer'), 'María Fernanda López');
  await shows(page.byId('points-number'), '477 123 4567');
  await shows(page.byId('points-balance'), '120');
  await page.keyboard.type('123.45');
  await shows(page.byId('points-coming'), 'Gana 12.35 puntos; tendrá 132.35.');
  await screenshot(page, 'loyalty-earn-360');
  await assertForThumbs(page);
  const sent = page.waitForRequest(SALE);
  await page.keyboard.press('Enter');
  await focused(page, 'confirm-yes');
  await shows(page.byId('confirm-points'), '+12.35 puntos');
  await screenshot(page, 'loyalty-confirm-360');
  await page.keyboard.press('Enter');
  const request = await sent;
  const body = JSON.parse(request.postData());
  assert.deepEqual([body.phone, body.transaction_type, body.transaction_amount], [MARIA, 0, 123.45]);
  assert.ok(request.headers()['idempotency-key']);
  await focused(page, 'points-next');
  await shows(page.byId('points-now'), '132.35');
  await shows(page.byId('points-moved'), 'Ganó 12.35 puntos.');
  await screenshot(page, 'loyalty-done-360');
  await assertForThumbs(page);
  assert.equal(await next(page), '132.35');
  assert.equal(await page.byId('points-phone').inputValue(), '');
  assert.deepEqual(await stored(page), []);
  assert.equal(await has(MARIA), 132.35);

  // Using some, by keyboard as well.
  await attend(page, MARIA);
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await focused(page, 'points-used');
  await page.keyboard.type('200');
  await page.keyboard.press('Enter');
  // More than there is goes nowhere.
  await page.byId('points-used-error').filter({ hasText: 'No alcanzan los puntos; hay 132.35.' }).waitFor();
  await focused(page, 'points-used');
  await screenshot(page, 'loyalty-too-many-360');
  await page.keyboard.type('32.35');
  await shows(page.byId('points-coming'), 'Usa 32.35 puntos; le quedan 100.');
  await page.keyboard.press('Enter');
  await confirm(page);
  assert.equal(await next(page), '100');
  page.assertNoErrors();
});

test('what the server refuses says what to do', async () => {
  const page = await browser.newPage(runtime.url, MEXICO);
  await enter(page, LUPITA);
  // Points that another till used meanwhile.
  await attend(page, JORGE);
  await page.byId('points-use').check({ force: true });
  await page.route(SALE, (route) => route.fulfill({
    status: 402, contentType: 'application/json',
    body: JSON.stringify({
      success: false, message: 'Los puntos a utilizar son mayores a los disponibles.', status: 402, code: 'wallet_redeem_10', reason: 'points_insufficient',
    }),
  }), { times: 1 });
  await page.byId('points-used').fill('10');
  await page.byId('points-used').press('Enter');
  await confirm(page);
  await shows(page.byId('points-used-error'), 'No alcanzan los puntos.');
  await focused(page, 'points-used');
  assert.equal(await page.byId('points-used').inputValue(), '10');
  assert.equal(await page.byId('notice-title').count(), 0);

  // A blocked number.
  await page.byId('points-change').click();
  await page.byId('points-phone').fill(RAUL);
  await page.keyboard.press('Enter');
  // The points that were typed for another customer are nobody's.
  await focused(page, 'points-amount');
  await page.byId('points-use').check({ force: true });
  assert.equal(await page.byId('points-used').inputValue(), '');
  await page.byId('points-earn').check({ force: true });
  await page.byId('points-amount').fill('10');
  await page.byId('points-amount').press('Enter');
  await confirm(page);
  await page.byId('notice-detail').filter({ hasText: 'lista de bloqueados' }).waitFor();
  await focused(page, 'points-amount');
  assert.deepEqual(await stored(page), []);
  page.assertNoErrors();
});

test('a customer is registered in the middle of a sale, which is not lost', async () => {
  const page = await browser.newPage(runtime.url, MEXICO);
  await enter(page, LUPITA);
  await focused(page, 'points-phone');
  await page.byId('points-wallet-2').check({ force: true });
  await page.byId('points-phone').focus();
  await lookUp(page, MARIA);
  await focused(page, 'points-amount');
  await page.keyboard.type('400');
  await page.keyboard.press('Enter');
  await focused(page, 'points-ticket');
  await page.keyboard.type('T-77');
  await page.byId('points-change').click();
  await focused(page, 'points-phone');
  // The wallet that was chosen takes no more customers; what it says stands there, and nothing is lost.
  await page.byId('points-phone').fill('4770000077');
  await page.keyboard.press('Enter');
  await focused(page, 'contact-name');
  await shows(page.byId('contact-phone'), '477 000 0077');
  await page.keyboard.press('Enter');
  await focused(page, 'contact-birth');
  await page.keyboard.press('Enter');
  await page.byId('contact-name-error').filter({ hasText: /./ }).waitFor();
  await page.byId('contact-name').fill('Sofía Núñez');
  await page.byId('contact-birth').fill('1990-02-28');
  await screenshot(page, 'loyalty-register-360');
  await assertForThumbs(page);
  await page.byId('contact-birth').press('Enter');
  await page.byId('contact-trouble').filter({ hasText: 'no admite más clientes' }).waitFor();
  await focused(page, 'contact-save');
  await page.byId('contact-back').click();
  await focused(page, 'points-phone');
  await page.byId('points-wallet-1').check({ force: true });
  await page.byId('points-phone').focus();
  await page.keyboard.press('Enter');
  await focused(page, 'contact-name');
  await page.keyboard.type('Sofía Núñez');
  await page.keyboard.press('Enter');
  await focused(page, 'points-amount');
  await shows(page.byId('points-customer'), 'Sofía Núñez');
  await shows(page.byId('points-balance'), '0');
  assert.equal(await page.byId('points-amount').inputValue(), '400');
  await shows(page.byId('points-coming'), 'Gana 40 puntos; tendrá 40.');
  // The wallet stays chosen over a reload, and so does what is typed.
  await page.reload();
  await focused(page, 'points-amount');
  assert.equal(await page.byId('points-amount').inputValue(), '400');
  await page.keyboard.press('Enter');
  await confirm(page);
  assert.equal(await next(page), '40');
  page.assertNoErrors();
});

test('a ticket is asked for where the wallet has it so, and a repeated one is noticed', async () => {
  const admin = await login(runtime.url, 'admin@tienda.demo', { tenant: tienda });
  assert.equal((await admin.patch('/monederos/2', { creditos_disponibles: 100 })).status, 200);
  const page = await browser.newPage(runtime.url, MEXICO);
  await enter(page, LUPITA);
  await focused(page, 'points-phone');
  await page.byId('points-wallet-2').check({ force: true });
  for (const [ticket, ends] of [['A-1', 'done'], ['A-1', 'repeated']]) {
    await page.byId('points-phone').focus();
    await lookUp(page, MARIA);
    await focused(page, 'points-amount');
    await page.keyboard.type('100');
    await page.keyboard.press('Enter');
    await focused(page, 'points-ticket');
    await page.keyboard.press('Enter');
    await page.byId('points-ticket-error').filter({ hasText: /./ }).waitFor();
    await page.keyboard.type(ticket);
    await page.keyboard.press('Enter');
    await confirm(page);
    if (ends === 'done') {
      assert.equal(await next(page), '52.50');
    } else {
      await page.byId('points-ticket-error').filter({ hasText: 'ya fue registrado' }).waitFor();
      await focused(page, 'points-ticket');
    }
  }
  page.assertNoErrors();
});

test('above the threshold a PIN is asked for in the same step, wrong and right, and kept nowhere', async () => {
  const page = await browser.newPage(runtime.url, MEXICO);
  await enter(page, LUPITA);
  assert.equal(await attend(page, JORGE), '1,500');
  await use(page, '600');
  await focused(page, 'points-pin');
  await shows(page.byId('points-who').locator('strong'), 'Rodrigo Salas');
  await screenshot(page, 'loyalty-pin-360');
  await assertForThumbs(page);
  await page.keyboard.press('Enter');
  await page.byId('points-pin-error').filter({ hasText: /./ }).waitFor();
  await page.keyboard.type('1111');
  await page.keyboard.press('Enter');
  await page.byId('points-pin-error').filter({ hasText: 'El PIN no es correcto' }).waitFor();
  await focused(page, 'points-pin');
  assert.equal(await page.byId('points-pin').inputValue(), '');
  assert.equal(await page.byId('notice-title').count(), 0);
  await screenshot(page, 'loyalty-pin-wrong-360');
  const held = await hold(page, SALE);
  await page.keyboard.type(PIN);
  await page.keyboard.press('Enter');
  await held.has;
  const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
  assert.ok(kept.includes('move_points'), 'it is stored before it leaves');
  assert.ok(!kept.includes(PIN) && !kept.includes('authorized_pin'), kept);
  held.release();
  assert.equal(await next(page), '900');
  const { body } = await lupita.get('/monederos/1/movimientos?limit=1');
  assert.equal(body[0].autorizo, 'Rodrigo Salas');
  // A question put away takes its PIN with it.
  await attend(page, JORGE);
  await use(page, '501');
  await focused(page, 'points-pin');
  await page.keyboard.type('99');
  await page.keyboard.press('Escape');
  await page.byId('points-continue').click();
  await focused(page, 'points-pin');
  assert.equal(await page.byId('points-pin').inputValue(), '');
  await page.keyboard.press('Escape');
  page.assertNoErrors();
});

test('who supervises needs no PIN', async () => {
  const page = await browser.newPage(runtime.url, MEXICO);
  await enter(page, GERENTE);
  await attend(page, JORGE);
  await use(page, '501');
  await focused(page, 'confirm-yes');
  assert.equal(await page.byId('points-pin').count(), 0);
  await page.keyboard.press('Enter');
  assert.equal(await next(page), '399');
  page.assertNoErrors();
});

test('a lost answer is asked about with its own key, after a reload as well, and earns once', async () => {
  const page = await browser.newPage(runtime.url, MEXICO);
  await enter(page, LUPITA);
  const before = await has(MARIA);
  await attend(page, MARIA);
  const keys = new Set();
  page.on('request', (request) => request.url().endsWith('/wallet/sale') && keys.add(request.headers()['idempotency-key']));
  await page.route(SALE, async (route) => {
    await route.fetch();
    await route.abort('connectionreset');
  }, { times: 2 });
  await page.keyboard.type('50');
  await page.keyboard.press('Enter');
  await confirm(page);
  await page.byId('pending-item').filter({ hasText: 'Compra de María Fernanda López: +5 puntos' }).waitFor();
  await focused(page, 'points-phone');
  await screenshot(page, 'loyalty-pending-360');
  await page.reload();
  await page.byId('pending-item').waitFor({ state: 'detached', timeout: 60_000 });
  assert.equal(await next(page), shown(before + 5));
  assert.equal(keys.size, 1);
  assert.equal(await has(MARIA), before + 5);
  page.assertNoErrors();
});

test('a lost answer with a PIN is asked about without it: done, and not done', { timeout: 180_000 }, async () => {
  const page = await browser.newPage(runtime.url, MEXICO);
  await lupita.post('/wallet/sale', { wallet_key: await keyOf(lupita, 'Puntos Tienda'), phone: JORGE, transaction_type: 0, transaction_amount: 90_000 });
  const before = await has(JORGE);
  await enter(page, LUPITA);
  const sales = [];
  page.on('request', (request) => request.url().endsWith('/wallet/sale') && sales.push(request));
  for (const [arrives, points] of [[true, 700], [false, 800]]) {
    await page.byId('points-phone').focus();
    await attend(page, JORGE);
    await page.route(SALE, async (route) => {
      if (arrives) await route.fetch();
      await route.abort('connectionreset');
    }, { times: 1 });
    await use(page, String(points));
    await focused(page, 'points-pin');
    await page.keyboard.type(PIN);
    await page.keyboard.press('Enter');
    await page.byId('pending-item').waitFor();
    await page.byId('pending-item').waitFor({ state: 'detached', timeout: 90_000 });
    if (arrives) {
      assert.equal(await next(page), shown(before - 700));
    } else {
      await page.byId('notice-detail').filter({ hasText: 'No llegó al servidor' }).waitFor();
      await screenshot(page, 'loyalty-not-done-360');
    }
    assert.equal(await has(JORGE), before - 700);
  }
  assert.equal(sales.length, 2, 'none was sent again without its PIN');
  page.assertNoErrors();
});

test('a double click sends nothing twice', async () => {
  const page = await browser.newPage(runtime.url, MEXICO);
  await enter(page, LUPITA);
  await attend(page, MARIA);
  let sent = 0;
  page.on('request', (request) => request.url().endsWith('/wallet/sale') && (sent += 1));
  await page.keyboard.type('10');
  await page.keyboard.press('Enter');
  await focused(page, 'confirm-yes');
  await page.byId('confirm-yes').dblclick();
  await focused(page, 'points-next');
  assert.equal(sent, 1);
  page.assertNoErrors();
});

test('three languages', async () => {
  const page = await browser.newPage(runtime.url, MEXICO);
  await enter(page, LUPITA);
  await attend(page, MARIA);
  for (const [language, words, unit] of [['pt', 'Pontos disponíveis', 'Ganha'], ['en', 'Points available', 'Earns']]) {
    await speak(page, language);
    await page.locator('.held .caption').filter({ hasText: words }).waitFor();
    await page.byId('points-amount').fill('123.45');
    await page.byId('points-coming').filter({ hasText: unit }).waitFor();
    await screenshot(page, `loyalty-${language}-360`);
    await assertForThumbs(page);
  }
  page.assertNoErrors();
});

test('every step is accessible, wide and narrow, and reached by Tab', { timeout: 240_000 }, async () => {
  const found = [];
  for (const [size, device] of [['360', MEXICO], ['wide', { ...MEXICO, viewport: WIDE }]]) {
    const page = await browser.newPage(runtime.url, device);
    const look = async (name) => {
      await assertAccessible(page, `loyalty-${name}-${size}`).catch((error) => found.push(error.message));
      if (size === 'wide') await screenshot(page, `loyalty-${name}-wide`);
      await chooseTheme(page, 'dark');
      await screenshot(page, `loyalty-${name}-dark-${size}`);
      await chooseTheme(page, null);
    };
    await enter(page, LUPITA);
    await focused(page, 'points-phone');
    await look('find');
    await lookUp(page, '4770000123');
    await focused(page, 'contact-name');
    await look('register');
    await page.byId('contact-back').click();
    await focused(page, 'points-phone');
    await page.byId('points-phone').fill('');
    await attend(page, JORGE);
    await tabTo(page, '#points-continue');
    await page.byId('points-amount').focus();
    await page.keyboard.press('Enter');
    await page.byId('points-amount-error').filter({ hasText: /./ }).waitFor();
    await look('wrong');
    await use(page, '600');
    await focused(page, 'points-pin');
    await look('pin');
    await page.keyboard.press('Escape');
    await page.byId('points-earn').check({ force: true });
    await page.byId('points-amount').fill('1');
    await page.byId('points-amount').press('Enter');
    await confirm(page);
    await focused(page, 'points-next');
    await look('done');
    await page.byId('points-done-movements').click();
    await page.byId('movements').waitFor();
    await look('movements');
    page.assertNoErrors();
  }
  assert.deepEqual(found, [], found.join('\n'));
});

test('the books balance in the end', async () => {
  await checkLedger(runtime.database);
});
