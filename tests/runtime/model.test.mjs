// A random day, as the native model test generates it, on the real runtime: every answer and every balance as the pure model says.
// MODEL_SEED repeats a day, MODEL_STEPS makes it longer.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { project } from '../../scripts/lib/project.mjs';
import { login } from '../lib/client.mjs';
import { checkLedger, rows } from '../lib/ledger.mjs';
import { demo, freshRuntime } from '../lib/runtime.mjs';

const SEED = process.env.MODEL_SEED ?? String(Math.floor(Date.now() / 1000));
const STEPS = process.env.MODEL_STEPS ?? '600';
const BALANCES = `
  SELECT trim(account.kind || ' ' || coalesce(cash_register.name, operator.name, customer.number, branch.code, '')) AS name, account.posted
  FROM account
  LEFT JOIN customer ON account.kind = 'customer_receivable' AND customer.id = account.owner_id
  LEFT JOIN branch ON account.kind = 'between_branches' AND branch.id = account.owner_id
  LEFT JOIN cash_register ON account.kind = 'register_cash' AND cash_register.id = account.owner_id
  LEFT JOIN operator ON account.kind = 'operator_float' AND operator.id = account.owner_id`;

// The model knows the first tenant only, and an account's name is its own within one tenant.
const [tenant] = demo.tenants;

let runtime;
before(async () => (runtime = await freshRuntime({ tenants: [tenant] })));
after(() => runtime?.stop());

// Puts saved ids in the place of names such as `{session:3}`.
function fill(value, names) {
  if (typeof value === 'string') {
    const whole = value.match(/^\{(.+)\}$/);
    return whole ? names.get(whole[1]) : value.replaceAll(/\{(.+?)\}/g, (_, name) => names.get(name));
  }
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([field, inner]) => [field, fill(inner, names)]));
}

// Whether a body has everything of a part of it, and as much in each list; nothing is asked where the part as a whole is null.
function contains(body, part) {
  if (part === null || typeof part !== 'object') return body === part;
  if (body === null || typeof body !== 'object' || Array.isArray(body) !== Array.isArray(part)) return false;
  if (Array.isArray(part) && body.length !== part.length) return false;
  return Object.entries(part).every(([field, inner]) => contains(body[field], inner));
}

// The member of a body that a JSON pointer names; the pointers of the steps need no escapes.
const member = (body, pointer) => pointer.split('/').slice(1).reduce((value, field) => value[field], body);

const withoutTime = ({ body }) => ({ ...body, timestamp: undefined });

test(`${STEPS} steps of a random day, MODEL_SEED=${SEED}`, async () => {
  // The days in the codes are those of now: this server's clock cannot be moved, so no step lets time pass, and the branches get clocks by
  // which no day is about to end.
  const start = String(Date.now());
  const { stdout } = await promisify(execFile)(
    'cargo',
    ['run', '--quiet', '--locked', '--package', 'ventanilla-tests', '--bin', 'model_steps', SEED, STEPS, start],
    { cwd: project, maxBuffer: 2 ** 28 },
  );
  const steps = stdout.trim().split('\n').map((line) => JSON.parse(line));
  assert.equal(steps.length, Number(STEPS));
  const callers = new Map();
  for (const { email } of tenant.users) callers.set(email, await login(runtime.url, email));
  const names = new Map();
  const reader = callers.values().next().value;
  for (const { id, nombre } of (await reader.get('/cajas')).body) names.set(`register:${nombre}`, id);
  for (const { id, codigo } of (await reader.get('/sucursales')).body) names.set(`branch:${codigo}`, id);

  for (const [number, step] of steps.entries()) {
    const context = `MODEL_SEED=${SEED}, step ${number}: ${JSON.stringify(step)}`;
    const send = () => {
      const options = { key: step.idempotency_key };
      const [caller, path] = [callers.get(step.actor), fill(step.path, names)];
      if (step.method === 'GET') return caller.get(path, options);
      return caller[step.method.toLowerCase()](path, fill(step.body, names), options);
    };
    const answer = await send();
    assert.deepEqual([answer.status, answer.body?.code ?? null], [step.status, step.code], `${context}\n${answer.text}`);
    if (step.saves) names.set(step.saves.name, member(answer.body, step.saves.at));
    if (step.answer !== null) assert.ok(contains(answer.body, fill(step.answer, names)), `${context}\n${answer.text}`);
    if (step.is_sent_twice) {
      const again = await send();
      assert.deepEqual(withoutTime(again), withoutTime(answer), context);
      assert.equal(again.headers.get('idempotency-replayed'), step.is_stored ? 'true' : null, context);
    }
    const actual = Object.fromEntries((await rows(runtime.database, BALANCES)).map(({ name, posted }) => [name, posted]));
    assert.deepEqual(actual, step.balances, context);
  }
  await checkLedger(runtime.database);
});
