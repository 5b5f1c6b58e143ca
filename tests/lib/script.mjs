// Runs one of scripts/ as `make` would: variables in, exit code and words out.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { project } from '../../scripts/lib/project.mjs';

/** Runs `scripts/NAME` to its end with these variables. Answers `{ code, output }`. */
export function runScript(name, variables = {}, input = '') {
  return new Promise((resolve) => {
    const env = { ...process.env, ...variables };
    for (const variable of ['NAME', 'FILE', 'STATE', 'REMOTE', 'REPLACE', 'URL', 'EMAIL', 'COUNTRY', 'CURRENCY', 'SETUP_TOKEN']) {
      if (!(variable in variables)) delete env[variable];
    }
    const child = spawn(process.execPath, [join(project, 'scripts', name)], { cwd: project, env, stdio: ['pipe', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', (text) => (output += text));
    child.stderr.on('data', (text) => (output += text));
    child.stdin.on('error', () => {}); // it ended without reading
    child.stdin.end(input);
    child.once('close', (code) => resolve({ code, output }));
  });
}
