// Child processes in groups of their own, so that all of one can be ended and nothing else; waiting for conditions.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** Starts a command as the leader of a new process group. A watchdog ends the group even if this process is killed. */
export function spawnGroup(command, args, options = {}) {
  const child = spawn(command, args, { ...options, detached: true });
  if (child.pid === undefined) return { child, exited: Promise.resolve(127), stop: async () => {}, kill: () => {} };
  // Its standard input closes when this process ends, however it ends.
  const watchdog = spawn('sh', ['-c', 'cat >/dev/null; kill -TERM "-$0"; sleep 3; kill -KILL "-$0"', String(child.pid)], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  watchdog.unref();
  watchdog.stdin.unref?.();
  const signalGroup = (signal) => {
    try {
      process.kill(-child.pid, signal);
    } catch {
      // nobody is left in the group
    }
  };
  const exited = new Promise((resolve) => child.once('exit', (code, signal) => resolve(code ?? signal)));
  const done = () => {
    try {
      process.kill(-watchdog.pid, 'SIGKILL');
    } catch {
      // it has already gone
    }
  };
  return {
    child,
    exited,
    /** Ends the whole group politely, then, after `patience_ms`, for good. */
    async stop(patience_ms = 5000) {
      signalGroup('SIGTERM');
      const ended = await until(() => !groupLives(child.pid), patience_ms).catch(() => false);
      if (!ended) signalGroup('SIGKILL');
      await exited;
      done();
    },
    /** Ends the whole group at once, as a power cut would. */
    async kill() {
      signalGroup('SIGKILL');
      await exited;
      await until(() => !groupLives(child.pid), 5000);
      done();
    },
  };
}

// Whether a process group has members that still run. Dead ones that nobody has collected yet do not count.
function groupLives(group) {
  if (!existsSync('/proc/self/stat')) {
    try {
      return process.kill(-group, 0);
    } catch {
      return false;
    }
  }
  return readdirSync('/proc').some((entry) => {
    if (!/^\d+$/.test(entry)) return false;
    try {
      // "pid (name) state parent group ...": the name may hold anything.
      const [state, , id] = readFileSync(`/proc/${entry}/stat`, 'utf8').replace(/^.*\) /s, '').split(' ');
      return Number(id) === group && state !== 'Z' && state !== 'X';
    } catch {
      return false; // it ended while we looked
    }
  });
}

/** Waits until `condition()` is true (or resolves to it); refuses after `limit_ms`. */
export async function until(condition, limit_ms = 30_000, every_ms = 25) {
  const end = performance.now() + limit_ms;
  for (;;) {
    const value = await condition();
    if (value) return value;
    if (performance.now() > end) throw new Error(`waited ${limit_ms} ms for: ${condition}`);
    await sleep(every_ms);
  }
}

/** Whether nobody listens on this port of the loopback. */
export function portIsFree(port) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => resolve(true)));
  });
}
