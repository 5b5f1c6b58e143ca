// `make deploy` against a wrangler that only notes what it is asked: migrations before the Worker, nothing made twice, no going on after a failure.
import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { runScript } from '../lib/script.mjs';

const folder = mkdtempSync(join(tmpdir(), 'ventanilla-deploy-test-'));
after(() => rmSync(folder, { recursive: true, force: true }));

// ANSWERS: lines of `words|exit code|what it prints`; the first line whose words begin the call is used, else it succeeds in silence.
const FAKE = `#!/usr/bin/env node
const { appendFileSync } = require('node:fs');
const call = process.argv.slice(2).join(' ');
appendFileSync(process.env.CALLS, call + '\\n');
const line = process.env.ANSWERS.split('\\n').map((text) => text.split('|')).find(([words]) => call.startsWith(words));
if (line) { console.log(line[2]); process.exit(Number(line[1])); }
`;

async function deploy(answers) {
  writeFileSync(join(folder, 'wrangler'), FAKE);
  chmodSync(join(folder, 'wrangler'), 0o755);
  const calls = join(folder, `calls-${Math.random()}`);
  writeFileSync(calls, '');
  const { code, output } = await runScript('deploy.mjs', { PATH: `${folder}:${process.env.PATH}`, CALLS: calls, ANSWERS: answers.join('\n') });
  return { code, output, calls: readFileSync(calls, 'utf8').trim().split('\n') };
}

const MIGRATE = 'd1 migrations apply ventanilla --remote';
const NO_DATABASE = "d1 info|1|Couldn't find a D1 DB named 'ventanilla'";
const NO_WORKER = 'secret list|1|Worker "ventanilla" not found.';

test('the first deployment makes database and secret, then migrates, then deploys', async () => {
  const { code, calls } = await deploy([NO_DATABASE, NO_WORKER]);
  assert.equal(code, 0);
  assert.deepEqual(calls, ['d1 info ventanilla', 'd1 create ventanilla', MIGRATE, 'secret list', 'secret put JWT_SECRET', 'deploy']);
});

test('a later one only migrates and deploys', async () => {
  const { code, calls } = await deploy(['secret list|0|[{"name": "JWT_SECRET"}]']);
  assert.equal(code, 0);
  assert.deepEqual(calls, ['d1 info ventanilla', MIGRATE, 'secret list', 'deploy']);
});

test('a migration that fails stops the deployment', async () => {
  const { code, output, calls } = await deploy(['d1 migrations|1|no']);
  assert.equal(code, 1);
  assert.match(output, /was not done/);
  assert.ok(!calls.includes('deploy'));
});

test('an account that does not answer is not taken for an empty one', async () => {
  for (const failure of ['d1 info|1|You are not logged in', 'secret list|1|fetch failed']) {
    const { code, calls } = await deploy([failure]);
    assert.equal(code, 1);
    assert.ok(!calls.some((call) => call.startsWith('d1 create') || call.startsWith('secret put') || call === 'deploy'), calls.join());
  }
});
