// The statement splitter: tables of SQL text and the statements in it; and the migrations themselves, split as wrangler would.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import { unstable_splitSqlQuery } from 'wrangler';
import { project } from '../../scripts/lib/project.mjs';
import { isComplete, splitStatements } from '../../scripts/lib/sql.mjs';

const TRIGGER = 'CREATE TRIGGER t AFTER INSERT ON a BEGIN UPDATE a SET x = 1; SELECT 2; END';
const CASES = [
  ['', []],
  ['-- only a comment', []],
  [';;', []],
  ['SELECT 1', ['SELECT 1']],
  ['SELECT 1; SELECT 2;', ['SELECT 1', 'SELECT 2']],
  ["SELECT ';'; SELECT \"a;b\", [c;d], `e;f`", ["SELECT ';'", 'SELECT "a;b", [c;d], `e;f`']],
  ["SELECT 'it''s; so'; SELECT 2", ["SELECT 'it''s; so'", 'SELECT 2']],
  ['SELECT 1 -- not; yet\n; SELECT /* no; r here */ 2', ['SELECT 1 -- not; yet', 'SELECT /* no; r here */ 2']],
  [`${TRIGGER}; SELECT 1`, [TRIGGER, 'SELECT 1']],
  [`create temp trigger t after insert on a begin select case when 1 then 2 end; end; SELECT 1`,
    ['create temp trigger t after insert on a begin select case when 1 then 2 end; end', 'SELECT 1']],
  ['CREATE TABLE trigger_happy (x); SELECT 1', ['CREATE TABLE trigger_happy (x)', 'SELECT 1']],
];

test('statements are told apart', async (t) => {
  for (const [sql, expected] of CASES) await t.test(sql || '(nothing)', () => assert.deepEqual(splitStatements(sql), expected));
});

test('a statement is complete at its semicolon, a trigger at its END', () => {
  const cases = [['SELECT 1;', true], ['SELECT 1', false], ["SELECT ';", false], [`${TRIGGER};`, true], [TRIGGER.replace(/END$/, ''), false], ['-- x\n', true]];
  for (const [sql, expected] of cases) assert.equal(isComplete(sql), expected, sql);
});

test('the migrations are split as wrangler splits them', () => {
  const folder = `${project}/migrations`;
  const names = readdirSync(folder).filter((name) => name.endsWith('.sql'));
  assert.ok(names.length > 0);
  for (const name of names) {
    const sql = readFileSync(`${folder}/${name}`, 'utf8');
    const trimmed = (statements) => statements.map((statement) => statement.replace(/;$/, '').trim());
    assert.deepEqual(splitStatements(sql), trimmed(unstable_splitSqlQuery(sql)), name);
  }
});
