// Puts the npm package together and packs it: `npm.mjs CORE.wasm FORMS.wasm`, of modules that are optimised and need nothing from outside. Each is
// bound by the same glue; an entry for each place says how a module is come by there.
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { transformSync } from 'esbuild';
import { NPM, PACKAGE } from './lib/npm.mjs';
import { project } from './lib/project.mjs';

const [core, forms] = process.argv.slice(2);
const SOURCE = join(project, 'wasm-core/npm');
const MODULES = [{ wasm: 'core.wasm', from: core, entry: (place) => `${place}.js` }, { wasm: 'forms.wasm', from: forms, entry: (place) => `forms.${place}.js` }];

/** How each place comes by a module's exports. Node and the Workers' runtime have them at once; a browser awaits them before whoever imports goes on. */
const PLACES = {
  node: (wasm) => `import { readFileSync } from 'node:fs';
import { bind } from './glue.js';
const module = new WebAssembly.Module(readFileSync(new URL('./${wasm}', import.meta.url)));`,
  workerd: (wasm) => `import module from './${wasm}';
import { bind } from './glue.js';`,
  web: (wasm) => `import { bind } from './glue.js';
const response = await fetch(new URL('./${wasm}', import.meta.url));
if (!response.ok) throw new Error(\`\${response.url}: \${response.status}. The server has to serve ${wasm} beside the script.\`);
const module = await WebAssembly.compile(await response.arrayBuffer());`,
};

const write = (name, text) => writeFileSync(join(PACKAGE, name), text);
const minified = (text) => transformSync(text, { minify: true, format: 'esm', target: 'es2022' }).code;

/** The names of what a module offers. */
async function names(wasm) {
  const { bind } = await import(join(SOURCE, 'glue.js'));
  return Object.keys(bind(new WebAssembly.Instance(new WebAssembly.Module(readFileSync(wasm))).exports));
}

rmSync(NPM, { recursive: true, force: true });
mkdirSync(PACKAGE, { recursive: true });
for (const { wasm, from, entry } of MODULES) {
  copyFileSync(from, join(PACKAGE, wasm));
  const offered = await names(from);
  for (const [place, load] of Object.entries(PLACES)) write(entry(place), `${load(wasm)}\nconst instance = () => new WebAssembly.Instance(module).exports;\nexport const { ${offered.join(', ')} } = bind(instance(), instance);\n`);
}
write('glue.js', minified(readFileSync(join(SOURCE, 'glue.js'), 'utf8')));
for (const file of ['README.md', 'index.d.ts', 'forms.d.ts', 'glue.d.ts']) copyFileSync(join(SOURCE, file), join(PACKAGE, file));
for (const file of ['LICENSE-APACHE', 'LICENSE-MIT']) copyFileSync(join(project, file), join(PACKAGE, file));

const entries = (prefix, types) => ({ types, workerd: `./${prefix}workerd.js`, node: `./${prefix}node.js`, default: `./${prefix}web.js` });
const [, version] = readFileSync(join(project, 'Cargo.toml'), 'utf8').match(/^version = "(.*)"$/m);
write('package.json', `${JSON.stringify({
  name: 'ventanilla-core',
  version,
  description: 'What is valid at a Latin American till: amounts, phones, operators, services, coupons, barcodes and whole requests. One WebAssembly core, small and exact.',
  keywords: ['pos', 'validation', 'phone', 'barcode', 'gtin', 'boleto', 'febraban', 'money', 'wasm', 'bolivia', 'venezuela', 'brazil', 'mexico', 'argentina'],
  license: 'MIT OR Apache-2.0',
  type: 'module',
  sideEffects: false,
  types: './index.d.ts',
  main: './node.js',
  exports: {
    '.': entries('', './index.d.ts'),
    './forms': entries('forms.', './forms.d.ts'),
    './glue': { types: './glue.d.ts', default: './glue.js' },
    './core.wasm': './core.wasm',
    './forms.wasm': './forms.wasm',
    './package.json': './package.json',
  },
  engines: { node: '^20.19 || >=22.12' },
}, null, 2)}\n`);
execFileSync('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', NPM], { cwd: PACKAGE, stdio: ['ignore', 'ignore', 'inherit'] });
