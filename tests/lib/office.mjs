// What a manager does at the back office, step by step; and a shop's day to look at, done through the API.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { demo } from './runtime.mjs';
import { focused } from './browser.mjs';
import { login, newKey } from './client.mjs';

/** The page of the back office on which what stands behind the `#` is found. */
export const officePage = (hash) => `/app/${hash.startsWith('#turnos') ? 'turnos' : 'oficina'}/${hash}`;

/** Signs a demo user in at an address of the back office, by keyboard. */
export async function enter(page, email, hash = '#historial') {
  await page.goto(officePage(hash));
  await focused(page, 'email');
  await page.keyboard.type(email);
  await page.keyboard.press('Enter');
  await focused(page, 'password');
  await page.keyboard.type(demo.tenants[0].users.find((user) => user.email === email).password);
  await page.keyboard.press('Enter');
}

async function done(answer) {
  const { status, body, text } = await answer;
  assert.ok(status < 300, `${status} ${text}`);
  return body;
}

/** One of the demo shop's users, with what the till does as calls that have to succeed. */
export async function worker(url, email) {
  const api = await login(url, email);
  const post = (path, body) => done(api.post(path, body, { key: newKey() }));
  const worker = {
    api,
    session: undefined,
    async open(registerName, conteo) {
      const register = (await done(api.get('/cajas'))).find(({ nombre }) => nombre === registerName);
      worker.session = (await post('/cajas/abrir', { id_caja: register.id, conteo })).id;
      return worker.session;
    },
    sell: (operadora, numero_cliente, monto) => post('/recargas/cliente', { operadora, numero_cliente, monto, id_caja_sesion: worker.session }),
    inject: (operadora_destino, monto) => post('/recargas/inyeccion', { operadora_destino, monto, id_caja_sesion: worker.session }),
    move: (tipo, monto, motivo) => post('/cajas/movimiento', { tipo, monto, motivo, id_sesion_caja: worker.session }),
    close: (conteo, motivo) => done(api.patch(`/cajas/sesion/${worker.session}/cerrar`, { conteo, motivo }, { key: newKey() })),
    reverse: (id, motivo) => post(`/operaciones/${id}/reversar`, { motivo }),
    get: (path) => done(api.get(path)),
  };
  return worker;
}

/** Every operation that a query leaves, newest first. */
export async function everything(worker, query = '') {
  const operations = [];
  const names = new Map();
  let cursor = '';
  do {
    const page = await worker.get(`/operaciones?limit=200&${query}${cursor && `&cursor=${cursor}`}`);
    operations.push(...page.operaciones);
    for (const { id, nombre } of page.usuarios) names.set(id, nombre);
    cursor = page.cursor ?? '';
  } while (cursor);
  return { operations, names };
}

/** Cents of a decimal text. */
export const cents = (text) => Number(text.replace('.', ''));

/** Cents as the pages write them in Spanish: `Bs 1.234,50`. */
export function written(value) {
  const [whole, fraction] = (Math.abs(value) / 100).toFixed(2).split('.');
  return `${value < 0 ? '−' : ''}Bs ${whole.replace(/\B(?=(\d{3})+$)/g, '.')},${fraction}`;
}

/** The cells of a file of comma- or semicolon-separated values, after its byte order mark. */
export async function readTable(path, separator) {
  const text = await readFile(path, 'utf8');
  assert.ok(text.startsWith('\ufeff'), 'starts with a byte order mark');
  assert.ok(text.endsWith('\r\n'));
  const rows = [[]];
  let cell = '';
  let quoted = false;
  for (let index = 1; index < text.length; index += 1) {
    const character = text[index];
    if (quoted && character === '"' && text[index + 1] === '"') {
      cell += '"';
      index += 1;
    } else if (character === '"') {
      quoted = !quoted;
    } else if (!quoted && (character === separator || (character === '\r' && text[index + 1] === '\n'))) {
      rows.at(-1).push(cell);
      cell = '';
      if (character === '\r') {
        rows.push([]);
        index += 1;
      }
    } else {
      cell += character;
    }
  }
  rows.pop();
  return rows;
}
