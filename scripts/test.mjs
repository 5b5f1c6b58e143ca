// Runs every check and test, one step after another, and closes with one line: "N passed, N failed".
import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { given, refuse } from './lib/arguments.mjs';
import { project } from './lib/project.mjs';

const nodeTests = (folder) => [
  'node', '--test', '--test-reporter=spec', '--test-concurrency=1', '--test-timeout=1200000', '--test-force-exit',
  ...readdirSync(join(project, folder)).filter((name) => name.endsWith('.test.mjs')).map((name) => `${folder}/${name}`),
];

// A check counts as one test. The others are counted by what their runner says.
const STEPS = [
  { name: 'fmt', says: 'Formatting', command: ['cargo', 'fmt', '--all', '--check'], counts: check },
  { name: 'clippy', says: 'clippy, for this machine',
    command: ['cargo', 'clippy', '--locked', '--workspace', '--all-targets', '--all-features', '--', '-D', 'warnings'], counts: check },
  { name: 'clippy-wasm', says: 'clippy, for WebAssembly', command: ['scripts/clippy-wasm.sh'], counts: check },
  { name: 'native', says: 'Native tests', command: ['cargo', 'test', '--locked', '--workspace', '--features', 'ventanilla-worker/openapi', '--no-fail-fast'], counts: rust },
  { name: 'fuzz', says: 'Parsers, with inputs that find their way', command: ['scripts/fuzz.sh', 'brief'], counts: targets },
  { name: 'node', says: 'wasm-core in Node', command: ['scripts/wasm-test.sh', 'node'], counts: rust },
  { name: 'chrome', says: 'wasm-core in headless Chromium', command: ['scripts/wasm-test.sh', 'chrome'], counts: rust },
  { name: 'build', says: 'Build of Worker, npm package, pages and documentation', command: ['scripts/build.sh', 'worker', 'npm', 'pages', 'docs'], counts: check },
  { name: 'npm', says: 'The npm package, where it is used', command: nodeTests('tests/npm'), counts: node, needs: 'build' },
  { name: 'scripts', says: 'Scripts', command: nodeTests('tests/scripts'), counts: node },
  { name: 'codes', says: 'Check digits, barcodes and numbers, against other libraries', command: nodeTests('tests/codes'), counts: node },
  { name: 'signatures', says: 'Signed requests, against another implementation', command: nodeTests('tests/signatures'), counts: node },
  { name: 'runtime', says: 'The Worker on the real runtime', command: nodeTests('tests/runtime'), counts: node, needs: 'build' },
  { name: 'browser', says: 'The pages in Chromium', command: nodeTests('tests/browser'), counts: node, needs: 'build' },
];

function check(_output, ok) {
  return ok ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

// "test result: ok. 12 passed; 0 failed; ..." of each test program.
function rust(output) {
  const sum = (word) => [...output.matchAll(new RegExp(`^test result: .*?(\\d+) ${word}`, 'gm'))].reduce((total, match) => total + Number(match[1]), 0);
  return { passed: sum('passed'), failed: sum('failed') };
}

// "passed  barcodes …" or "FAILED  barcodes …" of each fuzz target.
function targets(output) {
  const count = (word) => [...output.matchAll(new RegExp(`^${word}  `, 'gm'))].length;
  return { passed: count('passed'), failed: count('FAILED') };
}

// "ℹ pass 12" and so on, at the end of node's report.
function node(output) {
  const last = (word) => Number([...output.matchAll(new RegExp(`^ℹ ${word} (\\d+)$`, 'gm'))].at(-1)?.[1] ?? 0);
  return { passed: last('pass'), failed: last('fail') + last('cancelled') };
}

function run([command, ...args]) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: project, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const [from, to] of [[child.stdout, process.stdout], [child.stderr, process.stderr]]) {
      from.setEncoding('utf8').on('data', (text) => {
        output += text;
        to.write(text);
      });
    }
    child.once('error', (error) => resolve({ ok: false, output: error.message }));
    child.once('close', (code) => resolve({ ok: code === 0, output: stripVTControlCharacters(output) }));
  });
}

const only = given('ONLY')?.split(',');
const unknown = only?.filter((name) => !STEPS.some((step) => step.name === name)) ?? [];
if (unknown.length) refuse(`There is no step ${unknown.join(', ')}. There are: ${STEPS.map(({ name }) => name).join(', ')}.`);

// A chosen step brings along what it needs.
const chosen = STEPS.filter(({ name }) => !only || only.includes(name) || STEPS.some((step) => only.includes(step.name) && step.needs === name));
const results = [];
for (const { name, says, command, counts, needs } of chosen) {
  console.log(`\n\x1b[1m=== ${says}\x1b[0m`);
  const start = performance.now();
  let result = { passed: 0, failed: 1 };
  if (results.some((earlier) => earlier.name === needs && earlier.failed)) {
    console.log(`not run, since the step "${needs}" failed`);
  } else {
    const { ok, output } = await run(command);
    result = counts(output, ok);
    // A runner that fails without a failed test did not get as far as its tests; one that ran nothing proves nothing.
    if (result.failed === 0 && (!ok || result.passed === 0)) result.failed = 1;
  }
  results.push({ name, says, ...result, seconds: Math.round((performance.now() - start) / 1000) });
}

console.log('');
for (const { says, passed, failed, seconds } of results) {
  console.log(`${failed ? 'FAILED' : 'passed'}  ${says.padEnd(44)} ${String(passed).padStart(5)} passed ${String(failed).padStart(4)} failed ${String(seconds).padStart(5)} s`);
}
const total = (word) => results.reduce((sum, result) => sum + result[word], 0);
process.exitCode = total('failed') > 0 || total('passed') === 0 ? 1 : 0;
console.log(`\n${total('passed')} passed, ${total('failed')} failed`);
