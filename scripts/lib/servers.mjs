// Which process serves a STATE folder: its database belongs to one process at a time.
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const pidFile = (state) => join(state, 'server.pid');

/** The id of the process that serves `state`, or 0. */
export function serverOf(state) {
  if (!existsSync(pidFile(state))) return 0;
  const pid = Number(readFileSync(pidFile(state), 'utf8'));
  try {
    process.kill(pid, 0);
  } catch {
    return 0; // it was killed, and left its file behind
  }
  const commandLine = `/proc/${pid}/cmdline`;
  return existsSync(commandLine) && !readFileSync(commandLine, 'utf8').includes('serve.mjs') ? 0 : pid;
}

/** Notes that this process serves `state`. Answers a function that takes the note back. */
export function claim(state) {
  writeFileSync(pidFile(state), `${process.pid}\n`);
  return () => rmSync(pidFile(state), { force: true });
}
