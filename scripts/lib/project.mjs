// Where the project is, and what wrangler.toml says of the Worker: the settings every other script and test needs.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const project = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');

// The few plain `key = "text"` lines of wrangler.toml that are needed; wrangler itself reads the rest.
export function workerSettings(text = readFileSync(`${project}/wrangler.toml`, 'utf8')) {
  const tables = { '': {} };
  let table = '';
  for (const line of text.split('\n')) {
    const heading = line.match(/^\[{1,2}([\w.]+)\]{1,2}/);
    const pair = line.match(/^(\w+)\s*=\s*"((?:[^"\\]|\\["\\])*)"\s*(?:#.*)?$/);
    if (heading) tables[(table = heading[1])] ??= {};
    else if (pair) tables[table][pair[1]] = pair[2].replaceAll(/\\(.)/g, '$1');
    else if (table === 'vars' && line.trim() && !line.trim().startsWith('#')) {
      throw new Error(`wrangler.toml: [vars] takes text only, not: ${line}`);
    }
  }
  return {
    compatibilityDate: tables[''].compatibility_date,
    main: tables[''].main,
    migrations: tables.d1_databases.migrations_dir,
    databaseName: tables.d1_databases.database_name,
    vars: tables.vars ?? {},
  };
}
