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
  SELECT trim(account.kind || ' ' || coalesce(cash_register.name, operator.name, '')) AS name, account.posted FROM account
  LEFT JOIN cash_register ON account.kind = 'register_cash' AND cash_register.id = account.owner_id
  LEFT JOIN operator ON account.kind = 'operator_float' AND operator.id = account.owner_id`;

let runtime;
before(async () => (runtime = await freshRuntime()));
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

const withoutTime = ({ body }) => ({ ...body, timestamp: undefined });

test(`${STEPS} steps of a random day, MODEL_SEED=${SEED}`, async () => {
  const { stdout } = await promisify(execFile)('cargo', ['run', '--quiet', '--locked', '--package', 'ventanilla-tests', '--bin', 'model_steps', SEED, STEPS], {
    cwd: project,
    maxBuffer: 2 ** 28,
  });
  const steps = stdout.trim().split('\n').map((line) => JSON.parse(line));
  assert.equal(steps.length, Number(STEPS));
  const callers = new Map();
  for (const { email } of demo.tenants[0].users) callers.set(email, await login(runtime.url, email));
  const names = new Map();
  for (const { id, nombre } of (await callers.values().next().value.get('/cajas')).body) names.set(`register:${nombre}`, id);

  for (const [number, step] of steps.entries()) {
    const context = `MODEL_SEED=${SEED}, step ${number}: ${JSON.stringify(step)}`;
    const send = () => callers.get(step.actor)[step.method.toLowerCase()](fill(step.path, names), fill(step.body, names), { key: step.idempotency_key });
    const answer = await send();
    assert.deepEqual([answer.status, answer.body?.code ?? null], [step.status, step.code], `${context}\n${answer.text}`);
    if (step.saves) names.set(step.saves, answer.body[step.saves.startsWith('session') ? 'id' : 'id_operacion']);
    if (step.is_sent_twice) {
      const again = await send();
      assert.deepEqual(withoutTime(again), withoutTime(answer), context);
      assert.equal(again.headers.get('idempotency-replayed'), step.code === null ? 'true' : null, context);
    }
    const actual = Object.fromEntries((await rows(runtime.database, BALANCES)).map(({ name, posted }) => [name, posted]));
    assert.deepEqual(actual, step.balances, context);
  }
  await checkLedger(runtime.database);
});
