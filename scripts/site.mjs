// Puts web/dist/app together: the programs, the words of the languages that these do not carry, the files of web/static made small, the pages, the validator with the npm package, and the
// service worker's list of it all.
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, posix, relative } from 'node:path';
import { buildSync, transformSync } from 'esbuild';
import { ENTRIES, PACKAGE } from './lib/npm.mjs';
import { PAGES } from './lib/pages.mjs';
import { project } from './lib/project.mjs';
import { LANGUAGES, carriedBy, wordsFile } from './lib/words.mjs';

const STATIC = join(project, 'web/static');
const SITE = join(project, 'web/dist/app');
const WORKER = 'sw.js';
const SMALL = { minify: true, target: 'es2022' };
// What the pages have in common.
const TEMPLATE = join(project, 'web/page.html');
// A page of its own, which any server can serve beside the npm package.
const VALIDATOR = { file: join(project, 'web/examples/validador.html'), folder: 'validador', package: 'ventanilla-core' };

const filesOf = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => relative(folder, join(parentPath, name)).replaceAll('\\', '/'))
    .sort();

function write(name, content) {
  mkdirSync(dirname(join(SITE, name)), { recursive: true });
  writeFileSync(join(SITE, name), content);
}

// The policy allows what stands in a page by its hash.
const hash = (text) => `sha256-${createHash('sha256').update(text).digest('base64')}`;
const small = (path, define) => transformSync(readFileSync(path, 'utf8'), { ...SMALL, define }).code.trim();

// What a page needs before it is painted stands in the page itself: there is no second answer to wait for.
const theme = small(join(project, 'web/theme.js'));
const load = small(join(project, 'web/load.js'), { LANGUAGES: JSON.stringify(LANGUAGES) });
function stylesOf({ sheets }) {
  const contents = sheets.map((sheet) => `@import "./${sheet}";`).join('\n');
  const built = buildSync({ stdin: { contents, resolveDir: STATIC, loader: 'css' }, bundle: true, minify: true, external: ['*.svg'], write: false, logOverride: { 'css-syntax-error': 'error' } });
  return built.outputFiles[0].text.trim();
}

// The mark of the splash stands in the page itself: one request fewer before there is something to see.
function mark() {
  const drawing = readFileSync(join(STATIC, 'icon.svg'), 'utf8').trim();
  return `data:image/svg+xml,${drawing.replaceAll('#', '%23').replaceAll('"', "'")}`;
}

function page({ folder, program, title, description, sheets }) {
  const values = { root: folder ? '../' : './', program, title, description, theme, load, styles: stylesOf({ sheets }), mark: mark() };
  write(posix.join(folder, 'index.html'), readFileSync(TEMPLATE, 'utf8').replace(/\{(\w+)\}/g, (_, name) => values[name]));
}

// The validator as part of the site: what stands in it is made small and allowed by its hash, and its theme is the one that was chosen on the device.
function validator() {
  const source = readFileSync(VALIDATOR.file, 'utf8').replace(/<!--[^]*?-->\n/, '');
  const smaller = (text, loader) => transformSync(text, { ...SMALL, charset: 'utf8', loader }).code.trim();
  const [, styles] = source.match(/<style>([^]*)<\/style>/);
  const [, program] = source.match(/<script type="module">([^]*)<\/script>/);
  const style = smaller(styles, 'css').replace(/@media ?\(prefers-color-scheme: ?dark\)\{:root(\{[^}]*\})\}/, ':root[data-theme=dark]$1');
  const script = smaller(program, 'js');
  const html = source.replace(program, () => script).replace(`<style>${styles}</style>`, () => `<script>${theme}</script>\n    <style>${style}</style>`);
  write(posix.join(VALIDATOR.folder, 'index.html'), html);
  for (const name of ENTRIES[0].files) cpSync(join(PACKAGE, name), join(SITE, VALIDATOR.folder, VALIDATOR.package, name));
  return { script, style };
}

// How browsers may keep and use all of that.
function headers({ script, style }) {
  const allowed = (texts) => [...new Set(texts)].map((text) => `'${hash(text)}'`).join(' ');
  const values = { scripts: allowed([theme, load, script]), styles: allowed([...PAGES.map(stylesOf), style]) };
  const file = readFileSync(join(project, 'web/headers'), 'utf8').replace(/\{(\w+)\}/g, (_, name) => values[name]);
  writeFileSync(join(project, 'web/dist/_headers'), file);
}

// The address of a file of the site: a page is asked for by its folder.
const address = (name) => `/app/${name.replace(/(^|\/)index\.html$/, '$1')}`;

// The service worker's list is of the very bytes that lie here, and its version of that list and of the worker itself.
function serviceWorker() {
  const source = readFileSync(join(STATIC, WORKER), 'utf8');
  const integrity = (name) => (name.endsWith('.html') ? '' : hash(readFileSync(join(SITE, name))));
  const list = filesOf(SITE).map((name) => [address(name), integrity(name)]);
  const pages = filesOf(SITE).filter((name) => name.endsWith('.html')).map((name) => readFileSync(join(SITE, name), 'utf8'));
  const version = createHash('sha256').update(JSON.stringify([list, pages, source])).digest('hex').slice(0, 16);
  write(WORKER, transformSync(source, { ...SMALL, define: { VERSION: JSON.stringify(version), FILES: JSON.stringify(list) } }).code);
}

rmSync(SITE, { recursive: true, force: true });
mkdirSync(SITE, { recursive: true });
cpSync(join(project, 'target/programs'), SITE, { recursive: true });
for (const name of filesOf(STATIC).filter((file) => file !== WORKER && !file.endsWith('.css'))) {
  if (name.endsWith('.js')) write(name, transformSync(readFileSync(join(STATIC, name), 'utf8'), SMALL).code);
  else if (name.endsWith('.webmanifest')) write(name, JSON.stringify(JSON.parse(readFileSync(join(STATIC, name), 'utf8'))));
  else cpSync(join(STATIC, name), join(SITE, name));
}
for (const { program } of PAGES) {
  const isCarried = carriedBy(readFileSync(join(SITE, `${program}_bg.wasm`)));
  for (const language of LANGUAGES) write(`${program}.${language}.json`, wordsFile(language, isCarried));
}
PAGES.forEach(page);
const allowed = validator();
serviceWorker();
headers(allowed);
