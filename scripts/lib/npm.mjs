// The npm package: where it is built, and what it weighs.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { project } from './project.mjs';

export const NPM = join(project, 'target/npm');
/** The package unpacked, as it is packed. */
export const PACKAGE = join(NPM, 'package');
/** What one loads: an entry of the package for browsers, with the most that it may weigh, gzip, in bytes. */
export const ENTRIES = [
  { name: 'ventanilla-core', files: ['web.js', 'glue.js', 'core.wasm'], bytesMax: 45 * 1024 },
  { name: 'ventanilla-core/forms', files: ['forms.web.js', 'glue.js', 'forms.wasm'], bytesMax: 62 * 1024 },
];

/** The packed file. */
export function tarball() {
  const name = readdirSync(NPM).find((file) => file.endsWith('.tgz'));
  if (!name) throw new Error('The npm package is not built: make npm');
  return join(NPM, name);
}

/** What a file weighs. */
export function weigh(file) {
  const bytes = readFileSync(join(PACKAGE, file));
  return { plain: bytes.length, packed: gzipSync(bytes, { level: 9 }).length };
}
