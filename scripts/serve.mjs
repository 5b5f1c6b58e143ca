// Serves pages and API locally: migrates the database of STATE, runs wrangler dev, loads the demo data, and stops everything on Ctrl-C.
import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { given, refuse } from './lib/arguments.mjs';
import { applyMigrations, withDatabase } from './lib/d1.mjs';
import { portIsFree, spawnGroup, until } from './lib/process.mjs';
import { project } from './lib/project.mjs';
import { claim, serverOf } from './lib/servers.mjs';
import { createTenant, isUp } from './lib/tenants.mjs';

const port = Number(given('PORT', 8787));
const state = resolve(project, given('STATE', '.state'));
const url = `http://127.0.0.1:${port}`;
const say = (words) => console.error(`\x1b[1m· ${words}\x1b[0m`);

// Random for every STATE, never shown, never committed.
function secrets() {
  const path = join(state, 'secrets.env');
  let text = existsSync(path) ? readFileSync(path, 'utf8') : '';
  // One that is missing is made; what others were used for stays good.
  for (const name of ['JWT_SECRET', 'SEALING_SECRET', 'SETUP_TOKEN']) {
    if (!new RegExp(`^${name}=.`, 'm').test(text)) text += `${name}=${randomBytes(32).toString('base64url')}\n`;
  }
  writeFileSync(path, text, { mode: 0o600 });
  chmodSync(path, 0o600);
  return { path, setupToken: text.match(/^SETUP_TOKEN=(.+)$/m)?.[1] };
}

// The servers that services are paid at, phones recharged and points kept, where they are given (without them, demo tenants have the sandbox), and
// how it answers.
function givenVariables() {
  const path = join(state, 'given.env');
  const lines = [
    ...['CPS_BASE_URL', 'CPS_API_KEY', 'CPS_PRIVATE_KEY'],
    ...['BITCAPITAL_BASE_URL', 'BITCAPITAL_CLIENT_ID', 'BITCAPITAL_CLIENT_SECRET'],
    ...['SMSMASIVOS_BASE_URL', 'SMSMASIVOS_APIKEY', 'SMSMASIVOS_TENANT'],
    ...['PROVIDER_BASE_URLS', 'MOUNT_PREFIX', 'LOYALTY_HTTP_STATUS'],
  ]
    .map((name) => [name, given(name, '')])
    .filter(([, value]) => value)
    .map(([name, value]) => `${name}=${JSON.stringify(value)}\n`);
  writeFileSync(path, lines.join(''), { mode: 0o600 });
  return path;
}

if (!Number.isInteger(port) || port < 1 || port > 65535) refuse(`PORT=${process.env.PORT} is not a port.`);
if (!(await portIsFree(port))) refuse(`Port ${port} is taken. Give another: make serve PORT=${port < 65535 ? port + 1 : port - 1}`);
mkdirSync(state, { recursive: true });
// Two servers on one database would each think it theirs.
const other = serverOf(state);
if (other) refuse(`${state} is being served by process ${other}. Stop it, or give another folder: make serve STATE=...`);
const unclaim = claim(state);
const { path: secretsFile, setupToken } = secrets();
const givenFile = givenVariables();

say(`preparing the database in ${state}`);
const applied = await withDatabase(state, applyMigrations);
for (const name of applied) say(`migration ${name} applied`);

let stopping;
function stop(code) {
  stopping ??= (async () => {
    await server.stop();
    unclaim();
    process.exit(code);
  })();
}

say(`starting the server on port ${port}`);
const server = spawnGroup(
  join(project, 'node_modules/.bin/wrangler'),
  ['dev', '--ip', '127.0.0.1', '--port', port, '--inspector-port', '0', '--persist-to', state, '--env-file', secretsFile, '--env-file', givenFile, '--test-scheduled',
    '--show-interactive-dev-session=false'].map(String),
  { cwd: project, stdio: ['ignore', 'inherit', 'inherit'] },
);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => stop(0));
server.exited.then(() => stop(1));
// make does not pass every signal on; if it is gone, nobody wants the server any more.
const parent = process.ppid;
if (process.env.MAKELEVEL) setInterval(() => process.ppid === parent || stop(1), 1000).unref();

const { tenants } = JSON.parse(readFileSync(join(project, 'tests/demo.json'), 'utf8'));
try {
  await until(() => isUp(url), 60_000, 100);
  for (const tenant of tenants) {
    if ((await createTenant(url, setupToken, tenant)) === 'created') say(`demo data of "${tenant.name}" loaded`);
  }
} catch (error) {
  console.error(error.message);
  stop(1);
}
// The local runtime has no clock for cron jobs: the one of every minute is called from here.
const EVERY_MINUTE = '* * * * *';
setInterval(() => fetch(`${url}/__scheduled?cron=${encodeURIComponent(EVERY_MINUTE)}`).catch(() => {}), 60_000).unref();

if (!stopping) {
  const logins = tenants.flatMap(({ name, users }) => [
    `  ${name}`,
    ...users.map(({ email, password, role }) => `    ${role.padEnd(14)} ${email.padEnd(24)} ${password}`),
  ]);
  console.log(`\nVentanilla is up.\n\n  Pages   ${url}/app/\n  API     ${url}/docs/\n\nDemo logins:\n${logins.join('\n')}\n\nCtrl-C stops it; the data stays in ${state}.`);
}
