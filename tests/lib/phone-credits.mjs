// What is done at the page of phone credits, step by step, on a phone in Brazil.
import { NARROW, focused } from './browser.mjs';
import { demo } from './runtime.mjs';
import { text } from './till.mjs';

/** The page. */
export const CREDITS = '/app/recargas/';
/** The shop that sells phone credits. */
export const loja = demo.tenants.find(({ name }) => name === 'Loja Demo');
/** A phone in Brazil. */
export const BRAZIL = { viewport: NARROW, locale: 'pt-BR', timezoneId: 'America/Sao_Paulo' };

/** Signs a demo user in at the page, or at another one, by keyboard. */
export async function enterCredits(page, email, hash = '#recargar', address = CREDITS) {
  await page.goto(address + hash);
  await focused(page, 'email');
  await page.keyboard.type(email);
  await page.keyboard.press('Enter');
  await focused(page, 'password');
  await page.keyboard.type(demo.tenants.flatMap(({ users }) => users).find((user) => user.email === email).password);
  await page.keyboard.press('Enter');
}

/** Types a number and goes on to the carriers. */
export async function typeNumber(page, number) {
  await focused(page, 'recharge-number');
  await page.keyboard.type(number);
  await page.keyboard.press('Enter');
  await focused(page, 'recharge-step');
  await page.byId('carrier-001').waitFor();
}

/** Goes all the way to the amounts of an order. */
export async function order(page, number, carrier = '001') {
  await typeNumber(page, number);
  await page.byId(`carrier-${carrier}`).click();
  await page.byId('amounts').waitFor();
}

/** Presses the smallest amount, up to the question; answers how much it is, as the page writes it. */
export async function choose(page) {
  const amount = page.byId('amounts').locator('button').first();
  const written = await text(amount.locator('.name'));
  await amount.click();
  await focused(page, 'confirm-yes');
  return written;
}

/** Waits until the recharge that is shown stands like that. */
export const stands = (page, title) => page.byId('payment-title').filter({ hasText: title }).waitFor({ timeout: 60_000 });

/** What this tab keeps of an order. */
export const keptOrder = (page) => page.evaluate(() => sessionStorage.getItem('ventanilla.draft.order'));
