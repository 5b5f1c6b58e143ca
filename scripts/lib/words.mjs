// The words of a language as a file of the site for each program, read where the programs have theirs: the tables of web/src/i18n and of the core's codes. A program
// reads a file only if it is of its own edition; `cargo test` holds the files to the tables, text by text (web/src/i18n/file/tests.rs).
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { project } from './project.mjs';

/** The languages that the programs do not carry, in the order of the tables' columns. */
export const LANGUAGES = ['pt', 'en'];

const source = (name) => readFileSync(join(project, name), 'utf8');

// What Rust writes in a literal, of which the tables need little; more than that is an error.
function textOf(literal) {
  return JSON.parse(literal.replaceAll(/\\u\{([0-9a-f]+)\}/gi, (_, digits) => String.fromCodePoint(Number.parseInt(digits, 16))));
}

/** The rows `Name "text" …` of a macro's table in the text of a file, as [name, texts]: each with that many texts. */
export function rowsOf(text, macro, columns) {
  // A table ends with the last of the lines that close it or one of its groups.
  const table = text.match(new RegExp(`^${macro}! \\{\n(.*?)^\\}\n(?![\\w}])`, 'ms'))?.[1];
  if (table === undefined) throw new Error(`There is no table ${macro}!`);
  const rest = table.replaceAll(/^(?:\s*\/\/.*|\w+ \{|\})$/gm, '');
  const rows = [];
  const left = rest.replaceAll(/(\w+)((?:\s+"(?:[^"\\]|\\.)*")+)/g, (_, name, literals) => {
    rows.push([name, literals.match(/"(?:[^"\\]|\\.)*"/g).map(textOf)]);
    return '';
  });
  const odd = rows.find(([, texts]) => texts.length !== columns);
  if (odd || left.trim()) throw new Error(`This is no row of ${macro}!: ${odd?.[0] ?? left.trim().slice(0, 80)}`);
  return rows;
}

// FNV-1a of the names, a line each.
function editionOf(names) {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(names.map((name) => `${name}\n`).join(''))) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return hash;
}

/** Whether a program's file says that text in Spanish, or might: a short one may be a part of another. */
export const carriedBy = (wasm) => (spanish) => wasm.includes(spanish);

/** The file of a language: every text in its place, those empty that the program has no Spanish for and so never says. */
export function wordsFile(language, isCarried = () => true) {
  const codes = rowsOf(source('wasm-core/src/code.rs'), 'codes', 2);
  const said = new Map(rowsOf(source(`wasm-core/src/code/${language}.rs`), 'texts', 1));
  const tables = [...source('web/src/i18n/file.rs').matchAll(/^ {4}(\w+)::NAMES,$/gm)].map(([, table]) => table);
  const texts = tables.flatMap((table) => rowsOf(source(`web/src/i18n/${table}.rs`), 'texts', 1 + LANGUAGES.length));
  const column = 1 + LANGUAGES.indexOf(language);
  const spanish = new Map(rowsOf(source('wasm-core/src/code/es.rs'), 'texts', 1));
  const word = (original, translated) => (original && translated ? (isCarried(original) ? translated : '') : undefined);
  const words = [...codes.map(([code]) => word(spanish.get(code)?.[0], said.get(code)?.[0])), ...texts.map(([, columns]) => word(columns[0], columns[column]))];
  if (column < 1 || words.includes(undefined)) throw new Error(`Not every code has a text in ${language}.`);
  return JSON.stringify({ edition: editionOf([...codes.map(([, [name]]) => name), ...texts.map(([name]) => name)]), words });
}
