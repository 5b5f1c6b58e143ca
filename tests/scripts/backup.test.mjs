// `make backup` and `make restore`: what comes back is what was there, guards included, and nothing is overwritten unasked.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { applyMigrations, withDatabase } from '../../scripts/lib/d1.mjs';
import { runScript } from '../lib/script.mjs';

const folder = mkdtempSync(join(tmpdir(), 'ventanilla-backup-test-'));
const at = (name) => join(folder, name);
const HEADER = 'Kiosco "Doña Ñusta";\nit\'s here -- not a comment\tCALLE 1';

// A tenant and its branch refer to each other: neither can be loaded first without care.
const ROWS = [
  `INSERT INTO tenant (id, name, country, currency, mode, utc_offset_min, default_branch_id, created_at_ms, updated_at_ms, receipt_header)
   VALUES (1, 'Kiosco', 'BO', 'BOB', 'demo', -240, 1, 1, 1, ?)`,
  `INSERT INTO branch (id, tenant_id, code, name, utc_offset_min, created_at_ms, updated_at_ms) VALUES (1, 1, 'A', 'Uno', -240, 1, 1)`,
  `INSERT INTO account (id, tenant_id, currency, kind, created_at_ms) VALUES (11, 1, 'BOB', 'capital', 1), (12, 1, 'BOB', 'outside', 1)`,
  `INSERT INTO operation (id, tenant_id, kind, state, actor, created_at_ms, updated_at_ms)
   VALUES ('00000000-0000-4000-8000-000000000001', 1, 'tenant_setup', 'succeeded', 'system', 1, 1)`,
  `INSERT INTO transfer (tenant_id, operation_id, kind, currency, from_account_id, to_account_id, amount, created_at_ms)
   VALUES (1, '00000000-0000-4000-8000-000000000001', 'posted', 'BOB', 11, 12, 9007199254740991, 1)`,
];

before(() =>
  withDatabase(at('state'), async (database) => {
    await applyMigrations(database);
    await database.batch(ROWS.map((sql) => database.prepare(sql).bind(...(sql.includes('?') ? [HEADER] : []))));
  }),
);
after(() => rmSync(folder, { recursive: true, force: true }));

async function expectScript(name, variables, code, words) {
  const { code: actual, output } = await runScript(name, variables);
  assert.equal(actual, code, output);
  assert.match(output, words);
}

test('a backup restored into an empty folder is the same database', async () => {
  await expectScript('backup.mjs', { STATE: at('state'), FILE: at('one.sql') }, 0, /one\.sql: \d+ bytes/);
  await expectScript('restore.mjs', { STATE: at('copy'), FILE: at('one.sql') }, 0, /restored/);
  await expectScript('backup.mjs', { STATE: at('copy'), FILE: at('two.sql') }, 0, /two\.sql/);
  assert.equal(readFileSync(at('two.sql'), 'utf8'), readFileSync(at('one.sql'), 'utf8'));
  await withDatabase(at('copy'), async (database) => {
    const tenant = await database.prepare('SELECT receipt_header FROM tenant').first();
    assert.equal(tenant.receipt_header, HEADER);
    const { results } = await database.prepare('SELECT CAST(posted AS TEXT) AS posted FROM account WHERE id > 10 ORDER BY id').all();
    assert.deepEqual(results, [{ posted: '-9007199254740991' }, { posted: '9007199254740991' }]);
    assert.deepEqual(await applyMigrations(database), [], 'the migrations are known to have been applied');
  });
});

test('the guards of the schema are restored and at work', () =>
  withDatabase(at('copy'), async (database) => {
    for (const [sql, words] of [
      ['DELETE FROM transfer', /transfer_immutable/],
      ['UPDATE account SET posted = 0', /account_moves_by_transfer/],
      ["INSERT INTO must VALUES (0, 'some_code')", /some_code/],
      ["INSERT INTO customer_word (tenant_id, word, customer_id) VALUES (1, 'x', 9)", /FOREIGN KEY/],
    ]) {
      await assert.rejects(database.prepare(sql).run(), words);
    }
  }));

test('a backup is not written over another file', () =>
  expectScript('backup.mjs', { STATE: at('state'), FILE: at('one.sql') }, 1, /exists already/));

test('a folder without a database cannot be backed up', () =>
  expectScript('backup.mjs', { STATE: at('nothing'), FILE: at('none.sql') }, 1, /no database/));

test('a database that holds anything is not restored over, unless told', async () => {
  const change = (database) => database.prepare("UPDATE tenant SET name = 'Otro'").run();
  const name = (database) => database.prepare('SELECT name FROM tenant').first('name');
  await withDatabase(at('copy'), change);
  await expectScript('restore.mjs', { STATE: at('copy'), FILE: at('one.sql') }, 1, /not empty.*\n.*REPLACE=1/);
  assert.equal(await withDatabase(at('copy'), name), 'Otro');
  await expectScript('restore.mjs', { STATE: at('copy'), FILE: at('one.sql'), REPLACE: '1' }, 0, /restored/);
  assert.equal(await withDatabase(at('copy'), name), 'Kiosco');
});

test('a backup that is not whole, or not there, changes nothing', async () => {
  const whole = readFileSync(at('one.sql'), 'utf8');
  writeFileSync(at('cut.sql'), whole.slice(0, whole.lastIndexOf('BEGIN') + 20));
  writeFileSync(at('wrong.sql'), whole.replace("'Kiosco'", "''"));
  for (const [file, words] of [['cut.sql', /not whole/], ['wrong.sql', /CHECK constraint/], ['missing.sql', /There is no/]]) {
    await expectScript('restore.mjs', { STATE: at('copy'), FILE: at(file), REPLACE: '1' }, 1, words);
    assert.equal(await withDatabase(at('copy'), (database) => database.prepare('SELECT name FROM tenant').first('name')), 'Kiosco');
  }
});

test('a folder that is being served is left alone', async () => {
  writeFileSync(at('state/server.pid'), `${process.pid}\n`);
  // On systems with /proc, a process that merely has the number of a dead server does not count.
  const busy = !readFileSyncOrEmpty(`/proc/${process.pid}/cmdline`);
  await expectScript('backup.mjs', { STATE: at('state'), FILE: at('three.sql') }, busy ? 1 : 0, busy ? /being served/ : /three\.sql/);
});

function readFileSyncOrEmpty(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
