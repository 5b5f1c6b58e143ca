// Gives a program's glue the short names that wasm-opt gave to what it imports and exports: `shorten.mjs GLUE.js MAP.json`, where the map is what wasm-opt
// printed. The long ones end in sixteen digits each, which no packing makes smaller, and stand in the glue and in the program. What the program neither
// imports nor exports any more is left out.
import { readFileSync, writeFileSync } from 'node:fs';

const [glue, map] = process.argv.slice(2);
const { imports, exports } = JSON.parse(readFileSync(map, 'utf8'));
let source = readFileSync(glue, 'utf8');

// Classes are of exports that the build removes (`build.sh`). Bundling would keep them for what they do when they are loaded.
for (const [, name] of source.matchAll(/^export class (\w+) \{$/gm)) {
  source = source
    .replace(new RegExp(`^export class ${name} \\{\\n[^]*?^\\}\\n`, 'm'), '')
    .replace(new RegExp(`^if \\(Symbol\\.dispose\\) ${name}\\..*\\n`, 'm'), '')
    .replace(new RegExp(`^const ${name}Finalization = [^;]*;\\n`, 'm'), '');
  if (source.includes(name)) throw new Error(`${glue}: used: ${name}`);
}

// What only those had called is imported no more.
const imported = new Set(imports.map(([, name]) => name));
source = source.replaceAll(/^ {8}(__wb\w+): function\([^)]*\) \{\n[^]*?^ {8}\},\n/gm, (whole, name) => (imported.has(name) ? whole : ''));

// Each name once, where it has to be; anything else is another wasm-bindgen's glue.
function rename(pattern, to) {
  if (source.match(pattern)?.length !== 1) throw new Error(`${glue}: not once: ${pattern}`);
  source = source.replace(pattern, () => to);
}

for (const [, name, short] of imports) rename(new RegExp(`^ {8}${name}(?=: function)`, 'gm'), `        ${short}`);
// One module, of one letter.
for (const module of new Set(imports.map(([name]) => name))) rename(new RegExp(`^ {8}"${module.replaceAll('.', '\\.')}"(?=: import0,$)`, 'gm'), '        a');
const shorts = new Map(exports);
source = source.replaceAll(/\bwasm\.(\w+)/g, (_, name) => {
  if (!shorts.has(name)) throw new Error(`${glue}: not exported: ${name}`);
  return `wasm.${shorts.get(name)}`;
});
writeFileSync(glue, source);
