// `make deploy` against a wrangler that only notes what it is asked: migrations before the Worker, nothing made twice, no going on after a failure.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { fakeWrangler } from '../lib/fake-wrangler.mjs';

const wrangler = fakeWrangler();
after(() => wrangler.remove());
const deploy = (answers) => wrangler.run('deploy.mjs', answers);

const MIGRATE = 'd1 migrations apply ventanilla --remote';
const NO_DATABASE = { call: 'd1 info', code: 1, text: "Couldn't find a D1 DB named 'ventanilla'" };
const NO_WORKER = { call: 'secret list', code: 1, text: 'Worker "ventanilla" not found.' };

test('the first deployment makes database and secrets, then migrates, then deploys', async () => {
  const { code, calls } = await deploy([NO_DATABASE, NO_WORKER]);
  assert.equal(code, 0);
  assert.deepEqual(calls, ['d1 info ventanilla', 'd1 create ventanilla', MIGRATE, 'secret list', 'secret put JWT_SECRET', 'secret put SEALING_SECRET', 'deploy']);
});

test('a later one only migrates and deploys', async () => {
  const { code, calls } = await deploy([{ call: 'secret list', text: '[{"name": "JWT_SECRET"}, {"name": "SEALING_SECRET"}]' }]);
  assert.equal(code, 0);
  assert.deepEqual(calls, ['d1 info ventanilla', MIGRATE, 'secret list', 'deploy']);
});

test('a secret that came later is made, and the others are left alone', async () => {
  const { calls } = await deploy([{ call: 'secret list', text: '[{"name": "JWT_SECRET"}]' }]);
  assert.deepEqual(calls.filter((call) => call.startsWith('secret put')), ['secret put SEALING_SECRET']);
});

test('a migration that fails stops the deployment', async () => {
  const { code, output, calls } = await deploy([{ call: 'd1 migrations', code: 1, text: 'no' }]);
  assert.equal(code, 1);
  assert.match(output, /was not done/);
  assert.ok(!calls.includes('deploy'));
});

test('an account that does not answer is not taken for an empty one', async () => {
  for (const failure of [{ call: 'd1 info', code: 1, text: 'You are not logged in' }, { call: 'secret list', code: 1, text: 'fetch failed' }]) {
    const { code, calls } = await deploy([failure]);
    assert.equal(code, 1);
    assert.ok(!calls.some((call) => call.startsWith('d1 create') || call.startsWith('secret put') || call === 'deploy'), calls.join());
  }
});
