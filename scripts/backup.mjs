// Writes a whole database, schema and data, into one SQL file that restore.mjs (or `wrangler d1 execute --file`) takes back.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { given, idleState, refuse, remote } from './lib/arguments.mjs';
import { persistencePath, withDatabase } from './lib/d1.mjs';
import { copyInOrder } from './lib/dump.mjs';
import { project, workerSettings } from './lib/project.mjs';

const stamp = new Date().toISOString().replaceAll(/[:.]/g, '-');
const file = resolve(project, given('FILE', `backups/ventanilla-${stamp}.sql`));
if (existsSync(file)) refuse(`${file} exists already, and a backup never writes over another file.`);
mkdirSync(dirname(file), { recursive: true });
const folder = mkdtempSync(join(tmpdir(), 'ventanilla-backup-'));
const raw = join(folder, 'export.sql');
try {
  if (remote()) {
    const { databaseName } = workerSettings();
    execFileSync('wrangler', ['d1', 'export', databaseName, '--remote', '--skip-confirmation', '--output', raw], { stdio: 'inherit' });
  } else {
    const state = idleState();
    if (!existsSync(persistencePath(state))) refuse(`There is no database in ${state}.`);
    const [lines] = await withDatabase(state, (database) => database.prepare('PRAGMA miniflare_d1_export(?,?,?);').bind(0, 0).raw());
    writeFileSync(raw, `${lines.join('\n')}\n`, { mode: 0o600 });
  }
  await copyInOrder(raw, file);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
console.log(`${file}: ${statSync(file).size} bytes. It holds password hashes and customers' numbers; keep it as safe as the database.`);
