// What is done at the page of coupons, step by step, and what is made ready for it through the API.
import assert from 'node:assert/strict';
import { newKey } from './client.mjs';
import { signIn } from './till.mjs';

// Three pages share the sections.
const FOLDERS = { generar: 'generar', cupones: 'generar', clientes: 'clientes' };

/** The address of a section. */
export const couponsPage = (hash = '#cobrar') => `/app/${FOLDERS[hash.match(/^#(\w*)/)[1]] ?? 'cupones'}/${hash}`;

/** Signs a demo user in at a section of the page, by keyboard. */
export const enterCoupons = (page, email, hash) => signIn(page, email, couponsPage(hash));

/** Goes to a section: where it is of the same page, without loading that anew. */
export const goTo = (page, hash) => page.goto(couponsPage(hash));

/**
 * What a scanner in the keyboard's place does: the characters one after the other, ten milliseconds apart unless it is a slow one, and Enter. The times are the events' own, since a
 * scanner does not wait for a page that is busy, as what types here does.
 */
export async function scan(page, code, { gap_ms = 10 } = {}) {
  const session = await page.context().newCDPSession(page);
  // Not in the middle of what a person types; and never far in the future, where the browser may put the time right.
  const span_s = (code.length * gap_ms) / 1000;
  const start_s = Date.now() / 1000 + 0.5 - Math.max(span_s - 0.5, 0);
  const keys = [...code].map((key) => ({ key, text: key, windowsVirtualKeyCode: key.toUpperCase().charCodeAt(0) }));
  const events = [...keys, { key: 'Enter', code: 'Enter', text: '\r', windowsVirtualKeyCode: 13 }].flatMap((key, index) => [
    { type: 'keyDown', ...key, timestamp: start_s + (index * gap_ms) / 1000 },
    { type: 'keyUp', ...key, text: undefined, timestamp: start_s + (index * gap_ms) / 1000 + 0.005 },
  ]);
  await Promise.all(events.map((event) => session.send('Input.dispatchKeyEvent', event)));
  await session.detach();
  // What a test does next comes after the scan by the events' own times as well.
  await page.waitForTimeout(Math.max(0, (start_s + span_s + 0.2) * 1000 - Date.now()));
}

/** A coupon of these invoices of a demo customer, made through the API: its 19 digits. */
export async function makeCoupon(api, customer, ids) {
  const { body: list } = await api.get(`/portal/clientes/${customer}/facturas?estado=open&limit=100`);
  const facturas = list.data.facturas.filter(({ id }) => ids.includes(id)).map(({ id, tipo, numero, monto }) => ({ id, tipo, numero, monto }));
  const total = facturas.reduce((sum, { monto }) => sum + Math.round(monto * 100), 0) / 100;
  const { status, body, text } = await api.post('/portal/cupones/generar', { cliente_id: customer, facturas, total }, { key: newKey() });
  assert.equal(status, 200, text);
  return body.data.codigo_barras;
}

/** Opens a session of this register for who calls, through the API. */
export async function openRegister(api, name) {
  const { body: registers } = await api.get('/cajas');
  const register = registers.find(({ nombre }) => nombre === name);
  const { status, text } = await api.post('/cajas/abrir', { id_caja: register.id, conteo: { '100.00': 3 } }, { key: newKey() });
  assert.ok(status < 300, text);
}
