// Prints the gzip sizes of what `make build` made: the Worker, the npm package, and what each page loads at first. `sizes.mjs npm`: of the package alone.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { FIRST_LOAD_BYTES_MAX, PAGES, firstLoad, weigh } from './lib/first-load.mjs';
import { ENTRIES, weigh as weighPacked } from './lib/npm.mjs';
import { project } from './lib/project.mjs';
import { LANGUAGES } from './lib/words.mjs';

const kilobytes = (bytes) => `${(bytes / 1024).toFixed(1)} KB`.padStart(12);
const line = (name, { plain, packed }) => console.log(`${name.padEnd(44)}${kilobytes(plain)}${kilobytes(packed)}`);
const sum = (sizes) => sizes.reduce((total, size) => ({ plain: total.plain + size.plain, packed: total.packed + size.packed }), { plain: 0, packed: 0 });

// [name, size] of each file, then all of them together.
function part(name, files) {
  if (files.length > 1) for (const [file, size] of files) line(`  ${file}`, size);
  line(name, sum(files.map(([, size]) => size)));
}

function built(folder) {
  return readdirSync(join(project, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(js|wasm)$/.test(entry.name))
    .map(({ parentPath, name }) => {
      const bytes = readFileSync(join(parentPath, name));
      return [name, { plain: bytes.length, packed: gzipSync(bytes, { level: 9 }).length }];
    });
}

console.log(`\n${'part'.padEnd(44)}${'plain'.padStart(12)}${'gzip'.padStart(12)}`);
const isAll = process.argv[2] !== 'npm';
if (isAll) part('Worker', built('target/bundle'));
for (const { name, files } of ENTRIES) part(`npm: ${name}`, files.map((file) => [file, weighPacked(file)]));
for (const page of isAll ? PAGES : []) {
  part(`first load of ${page}`, firstLoad(page).map((address) => [address, weigh(address)]));
  for (const language of LANGUAGES) line(`first load of ${page} in ${language}`, sum(firstLoad(page, language).map(weigh)));
}
if (isAll) console.log(`\nA first load may be ${(FIRST_LOAD_BYTES_MAX / 1024).toFixed(1)} KB, gzip; \`make test\` fails above that.`);
