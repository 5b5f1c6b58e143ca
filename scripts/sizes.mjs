// Prints the gzip sizes of what `make build` made: the Worker, the npm core, the pages.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { project } from './lib/project.mjs';

const PARTS = [
  ['Worker', 'target/bundle', /\.(js|wasm)$/],
  ['npm core', 'target/npm', /\.(js|wasm)$/],
  ['pages', 'web/dist/app', /./],
];

const kilobytes = (bytes) => `${(bytes / 1024).toFixed(1)} KB`.padStart(12);
console.log(`\n${'part'.padEnd(44)}${'plain'.padStart(12)}${'gzip'.padStart(12)}`);
for (const [part, folder, pattern] of PARTS) {
  const files = readdirSync(join(project, folder), { recursive: true, withFileTypes: true }).filter(
    (entry) => entry.isFile() && pattern.test(entry.name),
  );
  let [plain, packed] = [0, 0];
  for (const { parentPath, name } of files) {
    const bytes = readFileSync(join(parentPath, name));
    const size = gzipSync(bytes, { level: 9 }).length;
    plain += bytes.length;
    packed += size;
    if (files.length > 1) console.log(`  ${name.padEnd(42)}${kilobytes(bytes.length)}${kilobytes(size)}`);
  }
  console.log(`${part.padEnd(44)}${kilobytes(plain)}${kilobytes(packed)}`);
}
