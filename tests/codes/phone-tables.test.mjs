// The numbering plans are what the metadata says that they were made from.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { project } from '../../scripts/lib/project.mjs';

test('the tables of phone numbers are those of the metadata', () => {
  const { status, stderr } = spawnSync('node', ['scripts/phone-tables.mjs', '--check'], { cwd: project, encoding: 'utf8' });
  assert.equal(status, 0, stderr);
});
