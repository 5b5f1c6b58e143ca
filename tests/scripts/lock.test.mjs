// package-lock.json: complete, so that `npm ci` works on a clean clone, for every platform, and from any registry.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { project } from '../../scripts/lib/project.mjs';

const { packages } = JSON.parse(readFileSync(`${project}/package-lock.json`, 'utf8'));

test('it is in step with package.json', () => {
  execFileSync('npm', ['ci', '--dry-run', '--offline', '--no-audit', '--no-fund'], { cwd: project, stdio: 'pipe' });
});

test('the packages with programs inside are there for every platform', () => {
  for (const name of ['workerd', 'esbuild']) {
    const wanted = Object.keys(packages[`node_modules/${name}`].optionalDependencies);
    for (const platform of wanted) assert.ok(packages[`node_modules/${platform}`], platform);
  }
});

test('it names no registry', () => {
  for (const [path, { resolved }] of Object.entries(packages)) assert.equal(resolved, undefined, path);
});
