// What a page of the site loads at first, read from its own HTML, and what that weighs as the edge sends it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { PAGES as SITE, addressOf } from './pages.mjs';
import { project } from './project.mjs';
import { LANGUAGES } from './words.mjs';

/** The most that a page may load at first, gzip, in bytes. */
export const FIRST_LOAD_BYTES_MAX = 300 * 1024;
/** The pages, by their address. */
export const PAGES = SITE.map(addressOf);

const file = (address) => join(project, 'web/dist', address.endsWith('/') ? `${address}index.html` : address);
// What only an installation loads, and what is in the page already.
const LATER = /^<link rel="apple-touch-icon"|^<img src="data:/;

/**
 * The addresses that a page loads at first, its own first, in a language. A program's file names no others: tests/browser/first-load.test.mjs
 * compares.
 */
export function firstLoad(page, language = 'es') {
  const html = readFileSync(file(page), 'utf8');
  const tags = [...html.matchAll(/<(?:link|script|img)\b[^>]*>/g)].map(([tag]) => tag).filter((tag) => !LATER.test(tag));
  const named = tags.flatMap((tag) => tag.match(/ (?:href|src)="([^"]+)"/)?.[1] ?? []);
  // The two files of the program, which the page asks for once it is painted.
  const program = html.match(/ data-program="([^"]+)"/)[1];
  const words = LANGUAGES.includes(language) ? [`${program}.${language}.json`] : [];
  return [...new Set([page, ...[...named, `${program}.js`, `${program}_bg.wasm`, ...words].map((name) => new URL(name, `http://site${page}`).pathname)])];
}

/** The size of a file of the site, plain and packed. */
export function weigh(address) {
  const bytes = readFileSync(file(address));
  return { plain: bytes.length, packed: gzipSync(bytes, { level: 9 }).length };
}
