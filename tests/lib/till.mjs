// What a cashier does at the pages, step by step; each step waits for what the page shows next.
import assert from 'node:assert/strict';
import { until } from '../../scripts/lib/process.mjs';
import { demo } from './runtime.mjs';
import { focused } from './browser.mjs';

/** Signs a demo user in by keyboard, from the page of that address as it comes up. */
export async function signIn(page, email, address = '/app/') {
  await page.goto(address);
  await focused(page, 'email');
  await page.keyboard.type(email);
  await page.keyboard.press('Enter');
  await focused(page, 'password');
  await page.keyboard.type(demo.tenants.flatMap(({ users }) => users).find((user) => user.email === email).password);
  await page.keyboard.press('Enter');
}

/** Types pieces into the count that is on the page: `{ '200.00': 1 }`. */
export async function count(page, pieces) {
  for (const [denomination, quantity] of Object.entries(pieces)) {
    await page.byId(`count-${denomination}`).and(page.locator(':visible')).fill(String(quantity));
  }
}

/** Opens a register with a count, and waits until something can be sold. */
export async function open(page, register, pieces) {
  await page.byId(`register-${register}`).check({ force: true });
  await count(page, pieces);
  await page.byId('open-submit').click();
  await confirm(page);
  await focused(page, 'sell-number');
}

/** Signs a cashier in, opens the register unless it is open, and waits until something can be sold. */
export async function atWork(page, { email = 'ana@kiosco.demo', register = 'Caja 1' } = {}) {
  await signIn(page, email);
  await page.locator('#open-submit, #sell-number').first().waitFor();
  if (await page.locator('#open-submit').count()) await open(page, register, { '100.00': 1 });
  await focused(page, 'sell-number');
  return page;
}

/** Another tab of the same browser at the till, once it shows an element that fits the selector. */
export async function anotherTab(page, selector) {
  const other = await page.context().newPage();
  other.byId = (id) => other.getByTestId(id);
  await other.goto('/app/');
  await other.locator(selector).waitFor();
  return other;
}

/** The names of the requests that the browser has stored. */
export const stored = (page) => page.evaluate(() => Object.keys(localStorage).filter((name) => name.startsWith('ventanilla.pending.')));

/** Stores a sale as a page leaves it whose owner was away when it was refused. */
export async function storeRefused(page, owner, amount) {
  const session = (await owner.get(`/cajas/sesion-activa/${owner.user.id}`)).body;
  await page.evaluate(([user, body, shown]) => {
    const key = crypto.randomUUID();
    localStorage.setItem(`ventanilla.pending.${key}`, JSON.stringify({
      key, user_id: user, user_name: 'ana', method: 'POST', path: '/recargas/cliente', body, asked_at_ms: shown,
      intent: { kind: 'top_up', amount: `${shown}.00`, operator: 'Tigo', number: '76543210' },
      refusal: { code: 'float_insufficient', message: 'Saldo insuficiente para la operadora Tigo. Saldo actual: 1.00' },
    }));
  }, [owner.user.id, JSON.stringify({ operadora: 'Tigo', numero_cliente: '76543210', monto: amount, id_caja_sesion: session.id }), amount]);
}

/** Says yes by keyboard to what the page asks, which has the focus by then. */
export async function confirm(page) {
  await focused(page, 'confirm-yes');
  await page.keyboard.press('Enter');
}

/** Types a sale by keyboard alone, up to the question. The operator is the one that the number suggests. */
export async function typeSale(page, number, amount) {
  await focused(page, 'sell-number');
  await page.keyboard.type(number);
  await page.keyboard.press('Enter');
  await focused(page, 'sell-amount');
  await page.keyboard.type(amount);
  await page.keyboard.press('Enter');
  await focused(page, 'confirm-yes');
}

/** Opens the menu and signs out; waits for the page to sign in at. */
export async function signOut(page) {
  await page.byId('menu-open').click();
  await page.byId('sign-out').click();
  await page.byId('sign-in').waitFor();
}

/** Chooses a language in the menu, and waits until the page speaks it. */
export async function speak(page, language) {
  await page.byId('menu-open').click();
  await page.byId('language').selectOption(language);
  await page.locator(`html[lang=${language}]`).waitFor();
  await page.byId('menu-close').click();
}

/** Presses Tab until the focus is on an element that fits the selector: what a person without a mouse does. */
export async function tabTo(page, selector) {
  for (let presses = 0; presses < 100; presses += 1) {
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)) return;
    await page.keyboard.press('Tab');
  }
  assert.fail(`Tab does not lead to ${selector}`);
}

/** Waits for the notice of that title, and checks its detail. */
export async function noticed(page, title, detail) {
  await page.byId('notice-title').filter({ hasText: title }).waitFor();
  if (detail) assert.match(await text(page.byId('notice-detail')), detail);
}

/** Waits until an element says exactly this: what is read again after an operation comes a moment later. */
export async function shows(locator, expected) {
  let last;
  await until(async () => (last = await text(locator)) === expected, 10_000).catch(() => assert.equal(last, expected));
}

/** An amount as the pages write it, its spaces as plain ones. */
export const text = async (locator) => (await locator.innerText()).replaceAll(/\s+/g, ' ').trim();
