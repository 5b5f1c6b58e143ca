// The Worker in a process of its own, which a test kills and starts again on the same files.
import assert from 'node:assert/strict';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { spawnGroup } from '../../scripts/lib/process.mjs';
import { temporaryState } from './runtime.mjs';

/** A server with those variables. `start()` answers its address; `tell()` has it run SQL or a job; `remove()` kills it and forgets its files. */
export function killableServer(vars) {
  const state = temporaryState();
  let server;
  let lines;
  let isPrepared = false;
  return {
    path: state.path,
    async start() {
      server = spawnGroup(process.execPath, [fileURLToPath(new URL('server.mjs', import.meta.url)), state.path], {
        stdio: ['pipe', 'pipe', 'inherit'],
        env: { ...process.env, VARS: JSON.stringify(vars), ...(isPrepared && { IS_PREPARED: '1' }) },
      });
      lines = createInterface({ input: server.child.stdout })[Symbol.asyncIterator]();
      const { url } = JSON.parse((await lines.next()).value);
      isPrepared = true;
      return url;
    },
    async tell(what) {
      server.child.stdin.write(`${JSON.stringify(what)}\n`);
      assert.ok(JSON.parse((await lines.next()).value).ran);
    },
    kill: () => server.kill(),
    async remove() {
      await server?.kill();
      state.remove();
    },
  };
}

/**
 * Kills a server at a moment of its provider's: what happens there calls `at(name)`, and the server that `server()` answers is killed there and then if
 * that is the moment it was armed for. `done(context)` waits until it is dead.
 */
export function killerOf(server) {
  let moment;
  let killing;
  return {
    at(name) {
      if (moment !== name) return undefined;
      killing ??= server().kill();
      return killing;
    },
    arm(name) {
      killing = undefined;
      moment = name;
    },
    async done(context) {
      assert.ok(killing, `${context}: nothing happened`);
      await killing;
      moment = undefined;
    },
  };
}

/** The job that asks again about open orders. */
export const EVERY_MINUTE = '* * * * *';
/** What a minute without anybody does to leases. */
export const RUN_OUT = "UPDATE provider_order SET lease_until_ms = 0, next_attempt_at_ms = 0 WHERE state = 'submitted'";
