// Creates a live tenant with one branch, one register, its operators and one Administrador, on a Worker that has a SETUP_TOKEN.
import { randomInt } from 'node:crypto';
import { createInterface } from 'node:readline/promises';
import { given, refuse } from './lib/arguments.mjs';
import { createTenant, isUp } from './lib/tenants.mjs';

// The mobile operators a tenant starts with, by country; all with a float of zero.
const OPERATORS = { BO: ['Tigo', 'Entel', 'Viva'] };
const CURRENCIES = { BO: 'BOB', VE: 'VES', BR: 'BRL', AR: 'ARS', MX: 'MXN' };

// Letters and digits that cannot be taken for one another, 20 of them: about 115 bits.
function password() {
  const alphabet = 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789';
  return Array.from({ length: 20 }, () => alphabet[randomInt(alphabet.length)]).join('').replaceAll(/(.{5})(?=.)/g, '$1-');
}

const terminal = process.stdin.isTTY ? createInterface({ input: process.stdin, output: process.stderr }) : null;
async function ask(name, question, otherwise) {
  if (given(name)) return given(name);
  const answer = terminal ? (await terminal.question(`${question}${otherwise ? ` [${otherwise}]` : ''}: `)).trim() : '';
  return answer || otherwise || refuse(`${name}= is missing.`);
}

const url = (await ask('URL', 'Address of the Worker', 'http://127.0.0.1:8787')).replace(/\/+$/, '');
if (!(await isUp(url))) refuse(`Nothing answers at ${url}/salud.`);
const setupToken = await ask('SETUP_TOKEN', 'Its SETUP_TOKEN');
const name = await ask('NAME', 'Name of the shop');
const country = (await ask('COUNTRY', 'Country (BO, VE, BR, AR, MX)', 'BO')).toUpperCase();
const currency = (await ask('CURRENCY', 'Currency', CURRENCIES[country])).toUpperCase();
const email = (await ask('EMAIL', "The Administrador's e-mail")).toLowerCase();
terminal?.close();

const made = password();
const tenant = {
  name,
  country,
  currency,
  mode: 'live',
  users: [{ email, password: made, role: 'Administrador' }],
  branches: [{ code: 'CENTRAL', name: 'Casa central' }],
  registers: [{ name: 'Caja 1', branch: 'CENTRAL' }],
  operators: (OPERATORS[country] ?? []).map((operator) => ({ name: operator, float: '0.00' })),
  keys: {},
};
try {
  if ((await createTenant(url, setupToken, tenant)) === 'exists') {
    refuse(`There is a tenant named "${name}", or a user with the e-mail ${email}, already. Nothing was changed.`);
  }
} catch (error) {
  refuse(error.message);
}
console.log(`"${name}" is set up at ${url}.

  Administrador   ${email}
  Password        ${made}

The password is shown this once; change it after the first login. When no more tenants are to be set up,
take the set-up token away: npx wrangler secret delete SETUP_TOKEN`);
