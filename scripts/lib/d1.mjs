// The local D1 of a STATE folder, laid out as `wrangler dev --persist-to` does, through miniflare's own API.
import { readFileSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { project, workerSettings } from './project.mjs';
import { splitStatements } from './sql.mjs';

/** The name under which wrangler keeps a local database that has no id: that of its binding. */
export const LOCAL_DATABASE = 'DB';

/** The folder miniflare keeps its data in, for one STATE. */
export const persistencePath = (state) => resolve(state, 'v3');

/** Runs `work(database)` on the D1 of a STATE that nobody is serving. */
export async function withDatabase(state, work) {
  const { Miniflare, convertV4MiniflareOptions } = await import('miniflare');
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      modules: true,
      script: 'export default {}',
      compatibilityDate: workerSettings().compatibilityDate,
      resourcePersistencePath: persistencePath(state),
      d1Databases: { [LOCAL_DATABASE]: LOCAL_DATABASE },
      cf: false,
      telemetry: { enabled: false },
    }),
  );
  try {
    return await work(await miniflare.getD1Database(LOCAL_DATABASE));
  } finally {
    await miniflare.dispose();
  }
}

/** Applies what is missing of migrations/, each file in one transaction, noted as wrangler does. Answers the names applied. */
export async function applyMigrations(database) {
  const folder = `${project}/${workerSettings().migrations}`;
  await database
    .prepare(
      `CREATE TABLE IF NOT EXISTS d1_migrations(
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        name TEXT UNIQUE,
        applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL
      )`,
    )
    .run();
  const done = new Set((await database.prepare('SELECT name FROM d1_migrations').all()).results.map((row) => row.name));
  const missing = readdirSync(folder).filter((name) => name.endsWith('.sql') && !done.has(name)).sort();
  for (const name of missing) {
    const statements = splitStatements(readFileSync(`${folder}/${name}`, 'utf8')).map((sql) => database.prepare(sql));
    try {
      await database.batch([...statements, database.prepare('INSERT INTO d1_migrations (name) VALUES (?)').bind(name)]);
    } catch (error) {
      throw new Error(`migration ${name}: ${error.message}`);
    }
  }
  return missing;
}
