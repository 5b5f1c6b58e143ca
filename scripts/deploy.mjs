// Deploys: the database (created when missing), its migrations, the Worker's secrets (made when missing), and last the Worker.
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { refuse } from './lib/arguments.mjs';
import { workerSettings } from './lib/project.mjs';

const { databaseName } = workerSettings();
const say = (words) => console.error(`\x1b[1m· ${words}\x1b[0m`);

function wrangler(args, { input, quiet = false } = {}) {
  const stdio = [input === undefined ? 'ignore' : 'pipe', quiet ? 'pipe' : 'inherit', quiet ? 'pipe' : 'inherit'];
  const { status, stdout, stderr } = spawnSync('wrangler', args, { input, stdio, encoding: 'utf8' });
  return { ok: status === 0, text: `${stdout ?? ''}${stderr ?? ''}` };
}

function must(args, options) {
  if (!wrangler(args, options).ok) refuse(`wrangler ${args.slice(0, 3).join(' ')} failed; what comes after it was not done.`);
}

// Asks for something that may not exist yet; any other failure (no login, no network) ends the deployment.
function found(args, missing) {
  const answer = wrangler(args, { quiet: true });
  if (!answer.ok && !missing.test(answer.text)) refuse(answer.text);
  return answer.ok ? answer.text : null;
}

if (found(['d1', 'info', databaseName], /Couldn't find a D1 DB/) === null) {
  say(`creating the database ${databaseName}`);
  must(['d1', 'create', databaseName]);
}
say('applying migrations');
must(['d1', 'migrations', 'apply', databaseName, '--remote']);
const secrets = found(['secret', 'list'], /Worker ".*" not found/) ?? '';
for (const [name, use] of [['JWT_SECRET', 'tokens are signed with'], ['SEALING_SECRET', 'other secrets are sealed with']]) {
  if (secrets.includes(`"${name}"`)) continue;
  say(`making the secret that ${use}`);
  must(['secret', 'put', name], { input: randomBytes(32).toString('base64url') });
}
say('deploying the Worker');
must(['deploy']);
