// Writes wasm-core/src/phone/tables.rs from the numbering metadata that libphonenumber publishes, as packed by the npm package libphonenumber-js of
// the version in package.json: one minimal automaton over digits for each country, whose last states say what a whole number is.
// phone-tables.mjs writes the file; phone-tables.mjs --check fails where it is not what would be written.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DFA, JS, NFA } from 'refa';
import { project } from './lib/project.mjs';

const TABLES = join(project, 'wasm-core/src/phone/tables.rs');
const COUNTRIES = [['BO', 'BOLIVIA'], ['VE', 'VENEZUELA'], ['BR', 'BRAZIL'], ['MX', 'MEXICO'], ['AR', 'ARGENTINA']];
// Where the metadata of a country, a list, has what it says of each type of number, and which types they are.
const TYPES = 11;
const PREFIX_FOR_PARSING = 7;
const FIXED = 0;
const MOBILE = 1;
// The letters with which a whole number is marked while its automaton is made, by the name that its last state then has.
const MARKS = { f: 'Fixed', m: 'Mobile' };

const module = (path) => JSON.parse(readFileSync(join(project, 'node_modules', path), 'utf8'));
const { version } = module('libphonenumber-js/package.json');
const { countries } = module('libphonenumber-js/metadata.max.json');

/** What a country's fixed and mobile numbers look like, each followed by its mark. */
function numbers(country) {
  const types = countries[country][TYPES];
  return `(?:${types[FIXED][0]})f|(?:${types[MOBILE][0]})m`;
}

/** Argentina's area codes, which its metadata has where it tells how 15 becomes 9. */
function argentineAreas() {
  const [, areas] = countries.AR[PREFIX_FOR_PARSING].match(/^0\?\(\?:\((.*)\)15\)\?$/);
  return `(?:${areas})f`;
}

/** The minimal automaton of a pattern whose words are followed by their marks. */
function automaton(source) {
  const pattern = new RegExp(source, 'u');
  const { expression, maxCharacter } = JS.Parser.fromLiteral(pattern).parse();
  const dfa = DFA.fromFA(NFA.fromRegex(expression, { maxCharacter }));
  dfa.minimize();
  return dfa;
}

/** The states from the first one on, each as its ten next states (0 where there is none) and its kind. */
function states(source) {
  const next = (node, character) => node.out.get(character.codePointAt(0)) ?? null;
  const { initial } = automaton(source);
  const numbered = new Map([[initial, 1]]);
  const rows = [];
  for (const [node] of numbered) {
    const row = Array.from({ length: 10 }, (_, digit) => {
      const to = next(node, String(digit));
      if (!to) return 0;
      if (!numbered.has(to)) numbered.set(to, numbered.size + 1);
      return numbered.get(to);
    });
    const kinds = Object.keys(MARKS).filter((mark) => next(node, mark)).map((mark) => MARKS[mark]);
    rows.push({ row, kind: kinds.length === 2 ? 'FixedOrMobile' : kinds[0] ?? 'Unfinished' });
  }
  if (numbered.size > 255) throw new Error(`${numbered.size} states are more than a byte can name: ${source}`);
  return rows;
}

function table([says, name, source]) {
  const rows = states(source);
  const lines = rows.map(({ row, kind }) => `        State::new(Ending::${kind}, [${row.join(', ')}]),`);
  return `/// ${says}: ${rows.length} states.\npub(super) static ${name}: Automaton = Automaton {\n    states: &[\n${lines.join('\n')}\n    ],\n};\n`;
}

const text = `//! The numbering plans, as automata over digits. Written by \`scripts/phone-tables.mjs\` from the metadata of libphonenumber that
//! libphonenumber-js ${version} carries; not to be edited.

use super::automaton::{Automaton, Ending, State};

/// The package whose metadata these are.
pub(super) const METADATA: &str = "libphonenumber-js ${version}";

${[...COUNTRIES.map(([country, name]) => [country, name, numbers(country)]), ['Area codes of AR', 'ARGENTINE_AREAS', argentineAreas()]].map(table).join('\n')}`;

if (process.argv.includes('--check')) {
  if (readFileSync(TABLES, 'utf8') !== text) {
    console.error('wasm-core/src/phone/tables.rs is not what the metadata says: run node scripts/phone-tables.mjs.');
    process.exitCode = 1;
  }
} else {
  writeFileSync(TABLES, text);
}
