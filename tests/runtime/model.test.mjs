// Random days, as the native model tests generate them, on the real runtime: every answer and every balance as the pure models say.
// MODEL_SEED repeats a day, MODEL_STEPS makes it longer.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { after, test } from 'node:test';
import { promisify } from 'node:util';
import { project } from '../../scripts/lib/project.mjs';
import { call, login } from '../lib/client.mjs';
import { checkLedger, rows } from '../lib/ledger.mjs';
import { demo, freshRuntime } from '../lib/runtime.mjs';

const SEED = process.env.MODEL_SEED ?? String(Math.floor(Date.now() / 1000));
const STEPS = process.env.MODEL_STEPS ?? '600';

const runtimes = [];
after(() => Promise.all(runtimes.map((runtime) => runtime.stop())));

// Puts saved ids in the place of names such as `{session:3}`.
function fill(value, names) {
  if (typeof value === 'string') {
    const whole = value.match(/^\{(.+)\}$/);
    return whole ? names.get(whole[1]) : value.replaceAll(/\{(.+?)\}/g, (_, name) => names.get(name));
  }
  if (Array.isArray(value)) return value.map((item) => fill(item, names));
  if (value === null || typeof value !== 'object') return value;
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

// What a step's request needs besides its path.
function options({ method, idempotency_key: key, is_form: isForm }, body) {
  return {
    ...(key !== null && { key }),
    ...(method !== 'GET' && body !== null && { raw: isForm ? new URLSearchParams(body).toString() : JSON.stringify(body) }),
    ...(isForm && { headers: { 'content-type': 'application/x-www-form-urlencoded' } }),
  };
}

for (const shop of ['till', 'wallets']) {
  test(`${STEPS} steps of a random day, ${shop}, MODEL_SEED=${SEED}`, async () => {
    // The days in the codes are those of now: this server's clock cannot be moved, so no step lets time pass, and the branches get clocks by
    // which no day is about to end.
    const start = String(Date.now());
    const { stdout } = await promisify(execFile)(
      'cargo',
      ['run', '--quiet', '--locked', '--package', 'ventanilla-tests', '--bin', 'model_steps', shop, SEED, STEPS, start],
      { cwd: project, maxBuffer: 2 ** 28 },
    );
    const [frame, ...steps] = stdout.trim().split('\n').map((line) => JSON.parse(line));
    assert.equal(steps.length, Number(STEPS));
    const tenant = demo.tenants.find(({ name }) => name === frame.tenant);
    const runtime = await freshRuntime({ tenants: [tenant] });
    runtimes.push(runtime);
    const tokens = new Map();
    for (const who of frame.staff) tokens.set(who, (await login(runtime.url, who, { tenant })).token);
    const names = new Map();
    for (const { kind, path, within, by, id } of frame.ids) {
      const { body } = await call(runtime.url, 'GET', path, { token: tokens.get(frame.staff[0]) });
      for (const item of member(body, within)) names.set(`${kind}:${item[by]}`, item[id]);
    }

    for (const [number, step] of steps.entries()) {
      const context = `MODEL_SEED=${SEED}, step ${number}: ${JSON.stringify(step)}`;
      const [, apikey] = step.actor.match(/^apikey:(.*)$/) ?? [];
      const { headers, ...others } = options(step, fill(step.body, names));
      const send = () => call(runtime.url, step.method, fill(step.path, names), {
        ...others,
        token: tokens.get(step.actor),
        headers: { ...headers, ...(apikey !== undefined && { apikey }) },
      });
      const answer = await send();
      assert.deepEqual([answer.status, answer.body?.code ?? null], [step.status, step.code], `${context}\n${answer.text}`);
      assert.equal(answer.headers.get('idempotency-replayed'), step.is_replay ? 'true' : null, context);
      for (const { name, at } of step.saves) names.set(name, member(answer.body, at));
      if (step.answer !== null) assert.ok(contains(answer.body, fill(step.answer, names)), `${context}\n${answer.text}`);
      if (step.is_sent_twice) {
        const again = await send();
        assert.deepEqual(withoutTime(again), withoutTime(answer), context);
        assert.equal(again.headers.get('idempotency-replayed'), step.is_stored ? 'true' : null, context);
      }
      const actual = Object.fromEntries((await rows(runtime.database, frame.balances)).map(({ name, value }) => [name, value]));
      assert.deepEqual(actual, step.balances, context);
    }
    await checkLedger(runtime.database);
  });
}
