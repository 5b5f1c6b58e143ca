// Runs the built Worker on miniflare's own API (workerd with D1), on a free port, with its database in a folder.
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { Log, LogLevel, Miniflare, convertV4MiniflareOptions } from 'miniflare';
import { LOCAL_DATABASE, applyMigrations, persistencePath } from '../../scripts/lib/d1.mjs';
import { project, workerSettings } from '../../scripts/lib/project.mjs';
import { createTenant } from '../../scripts/lib/tenants.mjs';

/** Secrets of test runtimes; they protect nothing. */
export const SECRETS = {
  JWT_SECRET: 'a secret of the tests that protects nothing',
  SEALING_SECRET: 'a sealing secret of the tests that protects nothing',
  SETUP_TOKEN: 'set-up of the tests',
};

/** A new folder for a database; `remove()` when done. */
export function temporaryState() {
  const path = mkdtempSync(join(tmpdir(), 'ventanilla-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true, maxRetries: 5 }) };
}

// What worker-build wrote, as miniflare wants it: the entry first, then the compiled WebAssembly.
function modules(folder) {
  const path = (name) => join(folder, name);
  const wasm = readdirSync(folder).filter((name) => name.endsWith('.wasm'));
  return [
    { type: 'ESModule', path: path('index.js') },
    ...wasm.map((name) => ({ type: 'CompiledWasm', path: path(name) })),
  ];
}

/**
 * Starts the Worker. `vars` are added to those of wrangler.toml, `assets` serves web/dist as well, `build` is another folder than
 * worker/build, `log` (or LOG=1) prints what the Worker logs. Answers `{ url, database, stop }`.
 */
export async function startRuntime({ state, vars = {}, assets = false, build, log = process.env.LOG === '1', port = 0 }) {
  const settings = workerSettings();
  const folder = resolve(project, build ?? dirname(settings.main));
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      name: 'ventanilla',
      host: '127.0.0.1',
      port,
      modules: modules(folder),
      modulesRoot: folder,
      compatibilityDate: settings.compatibilityDate,
      bindings: { ...settings.vars, ...SECRETS, ...vars },
      d1Databases: { [LOCAL_DATABASE]: LOCAL_DATABASE },
      resourcePersistencePath: persistencePath(state),
      ...(assets && { assets: { directory: join(project, 'web/dist'), routerConfig: { has_user_worker: true } } }),
      cf: false,
      log: new Log(log ? LogLevel.INFO : LogLevel.ERROR),
      ...(!log && { handleStructuredLogs: () => {} }),
      logRequests: false,
      telemetry: { enabled: false },
    }),
  );
  const url = (await miniflare.ready).origin;
  return {
    url,
    miniflare,
    database: await miniflare.getD1Database(LOCAL_DATABASE),
    stop: () => miniflare.dispose(),
  };
}

/** The demo data of tests/demo.json. */
export const demo = JSON.parse(readFileSync(join(project, 'tests/demo.json'), 'utf8'));

/** Migrates the runtime's database and loads tenants into it (those of tests/demo.json unless told). */
export async function prepare(runtime, tenants = demo.tenants) {
  await applyMigrations(runtime.database);
  for (const tenant of tenants) await createTenant(runtime.url, SECRETS.SETUP_TOKEN, tenant);
}

/** A prepared runtime on a folder of its own, for one test file: `const { url, database, stop } = await freshRuntime()`. */
export async function freshRuntime({ tenants, ...options } = {}) {
  const state = temporaryState();
  const runtime = await startRuntime({ state: state.path, ...options });
  await prepare(runtime, tenants);
  return {
    ...runtime,
    state: state.path,
    async stop() {
      await runtime.stop();
      state.remove();
    },
  };
}
