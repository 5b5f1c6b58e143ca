// Database dumps as SQL text: put in an order that can be executed, and read statement by statement.
import { createReadStream, createWriteStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { pipeline } from 'node:stream/promises';
import { isComplete } from './sql.mjs';

/** The statements of a dump file, one at a time; a dump may be larger than memory. */
export async function* statementsOf(file) {
  let text = '';
  for await (const line of createInterface({ input: createReadStream(file, 'utf8'), crlfDelay: Infinity })) {
    text += `${line}\n`;
    if (!line.trimEnd().endsWith(';') || !isComplete(text)) continue;
    yield text.trim();
    text = '';
  }
  if (text.trim()) throw new Error(`${file} ends in the middle of a statement: it is not whole`);
}

// D1's own dumps cannot be executed: they load tables before others that they refer to exist, and make triggers before the views
// they are on. Here the indexes come before the data as well, or every row with a later parent would cost a scan of its table.
const ORDER = [/^PRAGMA\b/i, /^CREATE\s+TABLE\b/i, /^CREATE\s+(UNIQUE\s+)?INDEX\b/i, /./, /^CREATE\s+VIEW\b/i, /^CREATE\s+TRIGGER\b/i];
const DATA = 3;

function placeOf(statement) {
  const special = ORDER.findIndex((pattern, place) => place !== DATA && pattern.test(statement));
  return special < 0 ? DATA : special;
}

/** Copies a dump in an order that can be executed as one transaction; triggers last, so that nothing watches data being loaded. */
export async function copyInOrder(from, to) {
  const schema = ORDER.map(() => []);
  for await (const statement of statementsOf(from)) {
    const place = placeOf(statement);
    if (place !== DATA) schema[place].push(statement);
  }
  async function* ordered() {
    yield* schema.slice(0, DATA).flat();
    for await (const statement of statementsOf(from)) if (placeOf(statement) === DATA) yield statement;
    yield* schema.slice(DATA + 1).flat();
  }
  await pipeline(
    ordered,
    async function* (statements) {
      for await (const statement of statements) yield `${statement}\n`;
    },
    createWriteStream(to, { flags: 'wx', mode: 0o600 }),
  );
}

// D1 takes statements of up to 100 KB.
const STATEMENT_CHARS_MAX = 64_000;

/** The same statements, with rows that go into one table one after the other put into one INSERT: hundreds at the price of one. */
export async function* together(statements) {
  let pending = '';
  let pendingHead = '';
  for await (const statement of statements) {
    const head = statement.match(/^INSERT INTO "[^"]+" \([^)]*\) VALUES(?=\()/)?.[0] ?? '';
    if (head && head === pendingHead && pending.length + statement.length < STATEMENT_CHARS_MAX) {
      pending = `${pending.slice(0, -1)},${statement.slice(head.length)}`;
      continue;
    }
    if (pending) yield pending;
    [pending, pendingHead] = [statement, head];
  }
  if (pending) yield pending;
}

/** What is in a database, but for what SQLite and D1 keep there themselves: rows `type`, `name`. */
export const OBJECTS_SQL = String.raw`SELECT type, name FROM sqlite_schema
  WHERE type IN ('table', 'view', 'trigger') AND name NOT LIKE 'sqlite\_%' ESCAPE '\' AND name NOT LIKE '\_cf\_%' ESCAPE '\'`;

/** Statements that empty a database of those objects, in one transaction with what follows. */
export function dropStatements(objects) {
  const of = (type) => objects.filter((object) => object.type === type);
  const drop = ({ type, name }) => `DROP ${type.toUpperCase()} "${name.replaceAll('"', '""')}";`;
  // A view's triggers go with it.
  return ['PRAGMA defer_foreign_keys=TRUE;', ...of('view').map(drop), ...of('table').map(drop)];
}
