// A wrangler that only notes what it is asked and answers what a test says, first on the PATH of a script.
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runScript } from './script.mjs';

// ANSWERS: a list of { call, code, text, writes }; the first whose `call` begins the call is used, else it succeeds in silence. `writes` goes
// to the file after --output; the file after --file is kept.
const PROGRAM = `#!/usr/bin/env node
const { appendFileSync, copyFileSync, writeFileSync } = require('node:fs');
const words = process.argv.slice(2);
const after = (flag) => words[words.indexOf(flag) + 1];
appendFileSync(process.env.CALLS, JSON.stringify(words) + '\\n');
if (words.includes('--file')) copyFileSync(after('--file'), process.env.CALLS + '.sql');
const answer = JSON.parse(process.env.ANSWERS).find(({ call }) => words.join(' ').startsWith(call)) ?? {};
if (answer.writes) writeFileSync(after('--output'), answer.writes);
if (answer.text) console.log(answer.text);
process.exit(answer.code ?? 0);
`;

/** A folder with that program in it. `run(script, answers, variables)` answers `{ code, output, calls, sql }`. */
export function fakeWrangler() {
  const folder = mkdtempSync(join(tmpdir(), 'ventanilla-wrangler-'));
  writeFileSync(join(folder, 'wrangler'), PROGRAM);
  chmodSync(join(folder, 'wrangler'), 0o755);
  let count = 0;
  const read = (path) => {
    try {
      return readFileSync(path, 'utf8');
    } catch {
      return '';
    }
  };
  return {
    folder,
    async run(script, answers, variables = {}) {
      const calls = join(folder, `calls-${(count += 1)}`);
      const { code, output } = await runScript(script, { ...variables, PATH: `${folder}:${process.env.PATH}`, CALLS: calls, ANSWERS: JSON.stringify(answers) });
      return { code, output, sql: read(`${calls}.sql`), calls: read(calls).trim().split('\n').filter(Boolean).map((line) => JSON.parse(line).join(' ')) };
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
