// What is done at the page of payments that wait, and what is made ready for it through the API.
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { focused } from './browser.mjs';
import { call, newKey } from './client.mjs';
import { demo } from './runtime.mjs';

const PAY = '/cps/v2/operation/use/pay';
/** The shop that pays services. */
export const bodega = demo.tenants.find(({ name }) => name === 'Bodega Demo');

/** The address of the list, or of one payment. */
export const ordersPage = (id = '') => `/app/por-confirmar/#por-confirmar${id && `/${id}`}`;

/** Signs a demo user of the shop in at the page, by keyboard. */
export async function enterOrders(page, email, id) {
  await page.goto(ordersPage(id));
  await focused(page, 'email');
  await page.keyboard.type(email);
  await page.keyboard.press('Enter');
  await focused(page, 'password');
  await page.keyboard.type(bodega.users.find((user) => user.email === email).password);
  await page.keyboard.press('Enter');
}

// What is said of a payment, whatever the answer's status.
const idOf = ({ body, text }) => body.data?.idOperation ?? body.error?.idOperation ?? assert.fail(text);
const order = (numberService, amount) => ({ numberService, idTypeService: 57, amount });

/** Pays in cash, and answers the payment as the shop sees it. What becomes of it is the number's last two digits to say. */
export async function payInCash(api, number, amount = 10) {
  const answer = await api.post(PAY, order(number, amount), { key: newKey() });
  return (await api.get(`/pagos/${idOf(answer)}`)).body;
}

/** Pays as the integrator of the demo shop, on credit, and answers the payment as the shop sees it. */
export async function payOnCredit(api, url, number, amount = 10) {
  const { api_key: apiKey, private_key: privateKey } = bodega.keys.cps;
  const body = JSON.stringify(order(number, amount));
  const nonce = String(Date.now());
  const signature = createHmac('sha384', privateKey).update(PAY + nonce + body).digest('hex');
  const answer = await call(url, 'POST', PAY, { raw: body, headers: { 'api-key': apiKey, 'api-nonce': nonce, 'api-signature': signature } });
  return (await api.get(`/pagos/${idOf(answer)}`)).body;
}

/** Opens a register for who calls, with what these pieces come to: `{ '100.00': 5 }`. */
export async function openWith(api, name, conteo) {
  const register = (await api.get('/cajas')).body.find(({ nombre }) => nombre === name);
  const { status, text } = await api.post('/cajas/abrir', { id_caja: register.id, conteo }, { key: newKey() });
  assert.ok(status < 300, text);
}
