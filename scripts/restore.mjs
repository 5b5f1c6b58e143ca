// Loads a backup into an empty database; one that holds anything is refused, unless REPLACE=1 says to drop it first.
import { execFileSync } from 'node:child_process';
import { createWriteStream, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { given, idleState, refuse, remote } from './lib/arguments.mjs';
import { withDatabase } from './lib/d1.mjs';
import { OBJECTS_SQL, dropStatements, statementsOf, together } from './lib/dump.mjs';
import { project, workerSettings } from './lib/project.mjs';

if (!given('FILE')) refuse('Say which backup: make restore FILE=backups/....sql');
const file = resolve(project, given('FILE'));
if (!existsSync(file)) refuse(`There is no ${file}.`);

// What goes before the backup: nothing, for an empty database.
function clearing(objects, where) {
  if (objects.length === 0) return [];
  if (given('REPLACE') !== '1') {
    refuse(`${where} is not empty (${objects.filter(({ type }) => type === 'table').length} tables). Nothing was changed.\n` +
      'Back it up first; then, to drop all that is in it and load the backup instead, add REPLACE=1.');
  }
  return dropStatements(objects);
}

async function restoreLocally() {
  const state = idleState();
  mkdirSync(state, { recursive: true });
  const statements = [];
  for await (const statement of together(statementsOf(file))) statements.push(statement);
  return withDatabase(state, async (database) => {
    const { results } = await database.prepare(OBJECTS_SQL).all();
    // One transaction: all of it or nothing.
    await database.batch([...clearing(results, state), ...statements].map((sql) => database.prepare(sql)));
    return state;
  });
}

async function restoreRemotely() {
  const { databaseName } = workerSettings();
  const execute = (...what) => ['d1', 'execute', databaseName, '--remote', '--yes', ...what];
  const answer = execFileSync('wrangler', execute('--json', '--command', OBJECTS_SQL), { encoding: 'utf8' });
  const first = clearing(JSON.parse(answer)[0].results, `The deployed database ${databaseName}`);
  const folder = mkdtempSync(join(tmpdir(), 'ventanilla-restore-'));
  try {
    const whole = join(folder, 'restore.sql');
    await pipeline(
      Readable.from((async function* () {
        for (const statement of first) yield `${statement}\n`;
        for await (const statement of statementsOf(file)) yield `${statement}\n`;
      })()),
      createWriteStream(whole, { mode: 0o600 }),
    );
    execFileSync('wrangler', execute('--file', whole), { stdio: 'inherit' });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return `the deployed database ${databaseName}`;
}

try {
  console.log(`${file} restored into ${await (remote() ? restoreRemotely() : restoreLocally())}.`);
} catch (error) {
  refuse(`Nothing was restored: ${error.message}`);
}
