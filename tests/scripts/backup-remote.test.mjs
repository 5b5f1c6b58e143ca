// Backup and restore of the deployed database, against a wrangler that only notes what it is asked.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fakeWrangler } from '../lib/fake-wrangler.mjs';

const wrangler = fakeWrangler();
after(() => wrangler.remove());
const at = (name) => join(wrangler.folder, name);

const EXPORT = `PRAGMA defer_foreign_keys=TRUE;
CREATE TABLE a (id INTEGER PRIMARY KEY, b_id INTEGER REFERENCES b (id));
INSERT INTO "a" ("id","b_id") VALUES(1,1);
CREATE TABLE b (id INTEGER PRIMARY KEY);
INSERT INTO "b" ("id") VALUES(1);
CREATE INDEX a_by_b ON a (b_id);
CREATE TRIGGER v_t INSTEAD OF INSERT ON v
BEGIN
  SELECT 1;
END;
CREATE VIEW v AS SELECT 1;
`;
const listed = (objects) => ({ call: 'd1 execute ventanilla --remote --yes --json', text: JSON.stringify([{ results: objects, success: true }]) });

test('a backup puts the export in an order that can be executed', async () => {
  const { code, calls, output } = await wrangler.run('backup.mjs', [{ call: 'd1 export', writes: EXPORT }], { REMOTE: '1', FILE: at('backup.sql') });
  assert.equal(code, 0, output);
  assert.match(calls[0], /^d1 export ventanilla --remote --skip-confirmation --output /);
  const order = readFileSync(at('backup.sql'), 'utf8').match(/^(PRAGMA|CREATE \w+|INSERT INTO "\w")/gm);
  assert.deepEqual(order, ['PRAGMA', 'CREATE TABLE', 'CREATE TABLE', 'CREATE INDEX', 'INSERT INTO "a"', 'INSERT INTO "b"', 'CREATE VIEW', 'CREATE TRIGGER']);
});

test('an empty database is restored into', async () => {
  const { code, calls, sql } = await wrangler.run('restore.mjs', [listed([])], { REMOTE: '1', FILE: at('backup.sql') });
  assert.equal(code, 0);
  assert.equal(calls.length, 2);
  assert.match(calls[1], /^d1 execute ventanilla --remote --yes --file /);
  assert.equal(sql, readFileSync(at('backup.sql'), 'utf8'));
});

test('any other is refused, or dropped first when told', async () => {
  const objects = [{ type: 'table', name: 'a' }, { type: 'view', name: 'v' }, { type: 'trigger', name: 'v_t' }, { type: 'table', name: 'b' }];
  const refused = await wrangler.run('restore.mjs', [listed(objects)], { REMOTE: '1', FILE: at('backup.sql') });
  assert.equal(refused.code, 1);
  assert.equal(refused.calls.length, 1);
  assert.match(refused.output, /not empty \(2 tables\)/);
  const told = await wrangler.run('restore.mjs', [listed(objects)], { REMOTE: '1', FILE: at('backup.sql'), REPLACE: '1' });
  assert.equal(told.code, 0, told.output);
  assert.ok(told.sql.startsWith('PRAGMA defer_foreign_keys=TRUE;\nDROP VIEW "v";\nDROP TABLE "a";\nDROP TABLE "b";\nPRAGMA'), told.sql.slice(0, 200));
});

test('a failure of wrangler is a failure', async () => {
  writeFileSync(at('other.sql'), 'SELECT 1;\n');
  for (const [script, call] of [['backup.mjs', 'd1 export'], ['restore.mjs', 'd1 execute']]) {
    const { code } = await wrangler.run(script, [{ call, code: 1, text: 'not logged in' }], { REMOTE: '1', FILE: at(script === 'backup.mjs' ? 'none.sql' : 'other.sql') });
    assert.equal(code, 1);
  }
});
