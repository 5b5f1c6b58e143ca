// The core's own check digits and barcodes, natively: lines in, lines out (wasm-core/examples/codes.rs).
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { project } from '../../scripts/lib/project.mjs';

/** One answer for each line. */
export function answers(lines) {
  const { status, stdout, stderr } = spawnSync('cargo', ['run', '--quiet', '--locked', '--package', 'ventanilla-core', '--example', 'codes'], {
    cwd: project, input: `${lines.join('\n')}\n`, encoding: 'utf8', maxBuffer: 2 ** 28,
  });
  assert.equal(status, 0, stderr);
  const found = stdout.trimEnd().split('\n');
  assert.equal(found.length, lines.length);
  return found;
}

/** So many random digits. */
export function digits({ below }, count) {
  return Array.from({ length: count }, () => below(10)).join('');
}
