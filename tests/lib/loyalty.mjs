// What is done at the page of loyalty wallets, step by step, on a phone in Mexico.
import { NARROW, focused } from './browser.mjs';
import { enterCredits } from './phone-credits.mjs';
import { demo } from './runtime.mjs';
import { text } from './till.mjs';

/** The page. */
export const LOYALTY = '/app/monederos/';
/** The page of wallets and all that is kept beside them. */
export const KEEPING = '/app/puntos/';
/** The shop that keeps loyalty wallets. */
export const tienda = demo.tenants.find(({ name }) => name === 'Tienda Demo');
/** A phone in Mexico. */
export const MEXICO = { viewport: NARROW, locale: 'es-MX', timezoneId: 'America/Mexico_City' };
/** Who sells there, with a number for a name. */
export const LUPITA = '4771000001';
/** Who sells there too, in one of the wallets only. */
export const PACO = 'paco@tienda.demo';
/** Who authorises, with this PIN. */
export const GERENTE = 'gerente@tienda.demo';
export const PIN = '2468';
/** Customers with 120 points, 1,500 and 80.50; the last one's number is blocked. */
export const [MARIA, JORGE, , RAUL] = tienda.loyalty.monederos[0].clientes.map(({ telefono }) => telefono);

/** Signs a demo user in at one of the pages, by keyboard. */
export const enter = (page, email, hash = '#atender', address = LOYALTY) => enterCredits(page, email, hash, address);

/** Types a number and looks its customer up. */
export async function lookUp(page, phone) {
  await focused(page, 'points-phone');
  await page.keyboard.type(phone);
  await page.keyboard.press('Enter');
}

/** As `lookUp`, until the customer is there; answers what they have. */
export async function attend(page, phone) {
  await lookUp(page, phone);
  await focused(page, 'points-amount');
  return text(page.byId('points-balance'));
}

/** Goes on from using points instead, up to the question. */
export async function use(page, points) {
  await page.byId('points-use').check({ force: true });
  await page.byId('points-used').fill(points);
  await page.byId('points-used').press('Enter');
}

/** Waits for what came of it, and goes on to the next customer by keyboard; answers what the customer has now. */
export async function next(page) {
  await focused(page, 'points-next');
  await page.byId('points-now').filter({ hasText: /./ }).waitFor();
  const now = await text(page.byId('points-now'));
  await page.keyboard.press('Enter');
  await focused(page, 'points-phone');
  return now;
}
