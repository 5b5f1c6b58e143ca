// The packed package where it is to be used: Node, a page's own script, a page that a bundler made, and a Worker. Installed without a network.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { build } from 'esbuild';
import { Log, LogLevel, Miniflare, convertV4MiniflareOptions } from 'miniflare';
import { build as buildByVite, createServer as serveByVite } from 'vite';
import webpack from 'webpack';
import { project } from '../../scripts/lib/project.mjs';
import { startBrowser } from '../lib/browser.mjs';
import { install, serveFolder } from '../lib/package.mjs';
import { expected } from './consumer/use.js';

const ENTRIES = ['ventanilla-core', 'ventanilla-core/forms'];
/** What is expected of an entry: the smaller one does not read whole requests. */
const of = (entry) => (entry.endsWith('/forms') ? expected : { ...expected, form: null });
const program = (entry, then) => `import * as core from '${entry}';\nimport { use } from './use.js';\n${then}\n`;

let shop;
let server;
let browser;
before(async () => {
  shop = install();
  server = await serveFolder(shop.folder);
  browser = await startBrowser();
});
after(async () => {
  await browser?.stop();
  await server?.stop();
  shop?.remove();
});

/** Runs a program of the shop's in Node, and gives back what it printed as JSON. */
function inNode(file) {
  return JSON.parse(execFileSync('node', [file], { cwd: shop.folder, encoding: 'utf8' }));
}

/** Opens a page of the shop's, and gives back what it left. */
async function inBrowser(path, url = server.url) {
  const page = await browser.newPage(url);
  await page.goto(path);
  await page.waitForFunction(() => globalThis.result);
  page.assertNoErrors();
  return page.evaluate(() => globalThis.result);
}

for (const entry of ENTRIES) {
  test(`${entry} in Node, imported and required`, () => {
    shop.write('imported.js', program(entry, 'console.log(JSON.stringify(use(core)));'));
    assert.deepEqual(inNode('imported.js'), of(entry));
    shop.write('required.cjs', `const core = require('${entry}');\nimport('./use.js').then(({ use }) => console.log(JSON.stringify(use(core))));\n`);
    assert.deepEqual(inNode('required.cjs'), of(entry));
  });

  test(`${entry} in a page's own script`, async () => {
    const file = entry.endsWith('/forms') ? 'forms.web.js' : 'web.js';
    shop.write('page.html', `<!doctype html><html lang="es"><title>Caja</title><script type="module">
import * as core from './node_modules/ventanilla-core/${file}';
import { use } from './use.js';
globalThis.result = use(core);
</script>`);
    assert.deepEqual(await inBrowser('/page.html'), of(entry));
  });

  test(`${entry} in a page that webpack made, with nothing configured`, async () => {
    shop.write('bundled.js', program(entry, 'globalThis.result = use(core);'));
    const compiler = webpack({ mode: 'production', context: shop.folder, entry: './bundled.js', output: { path: join(shop.folder, 'dist'), clean: true, publicPath: 'auto' } });
    const stats = await new Promise((resolve, reject) => compiler.run((error, done) => (error ? reject(error) : resolve(done))));
    await new Promise((resolve) => compiler.close(resolve));
    assert.ok(!stats.hasErrors() && !stats.hasWarnings(), stats.toString({ all: false, errors: true, warnings: true }));
    shop.write('bundled.html', '<!doctype html><html lang="es"><title>Caja</title><script src="dist/main.js"></script>');
    assert.deepEqual(await inBrowser('/bundled.html'), of(entry));
  });

  test(`${entry} in a page that Vite serves while it is written, and in the one that it makes, with nothing configured`, async () => {
    shop.write('written.js', program(entry, 'globalThis.result = use(core);'));
    shop.write('written.html', '<!doctype html><html lang="es"><title>Caja</title><script type="module" src="/written.js"></script>');
    // A cache of its own: what Vite finds out about another program makes it load a page again.
    const vite = { root: shop.folder, cacheDir: entry.replace('/', '-'), configFile: false, logLevel: 'error' };
    const serving = await serveByVite({ ...vite, server: { host: '127.0.0.1', port: 0 } });
    try {
      await serving.listen();
      assert.deepEqual(await inBrowser('written.html', serving.resolvedUrls.local[0]), of(entry));
    } finally {
      await serving.close();
    }
    await buildByVite({ ...vite, base: './', build: { outDir: 'made', emptyOutDir: true, rolldownOptions: { input: join(shop.folder, 'written.html') } } });
    assert.deepEqual(await inBrowser('/made/written.html'), of(entry));
  });

  test(`${entry} in a Worker that wrangler made`, async () => {
    shop.write('worker.js', program(entry, 'export default { fetch: () => Response.json(use(core)) };'));
    execFileSync(join(project, 'node_modules/.bin/wrangler'), [
      'deploy', 'worker.js', '--dry-run', '--outdir', 'worker', '--name', 'shop', '--compatibility-date', '2026-11-01',
    ], { cwd: shop.folder, stdio: 'ignore', env: { ...process.env, WRANGLER_SEND_METRICS: 'false', CLOUDFLARE_CF_FETCH_ENABLED: 'false' } });
    const built = join(shop.folder, 'worker');
    const miniflare = new Miniflare(convertV4MiniflareOptions({
      modules: ['worker.js', ...readdirSync(built).filter((name) => name.endsWith('.wasm'))].map((name) => (
        { type: name.endsWith('.js') ? 'ESModule' : 'CompiledWasm', path: join(built, name) })),
      modulesRoot: built,
      compatibilityDate: '2026-11-01', log: new Log(LogLevel.ERROR), cf: false,
    }));
    try {
      const response = await miniflare.dispatchFetch('http://localhost/');
      assert.deepEqual(await response.json(), of(entry));
    } finally {
      await miniflare.dispose();
    }
  });
}

test('a full stack breaks nothing for who comes after it', () => {
  shop.write('full.cjs', `const core = require('ventanilla-core/forms');
const { use } = require('./use.js');
const detector = core.scanDetector().value;
const asked = {
  ...core, ...core.checkDigit, ...detector,
  press: () => detector.press({ key: '7', timeStamp: 1 }), validateForm: () => core.validateForm('kantuta/top-up', {}), parseAmounts: () => core.parseAmounts(['30'], 'BOB'),
};
delete asked.checkDigit;
const before = JSON.stringify(use(core));
const wrong = [];
for (const [name, ask] of Object.entries(asked).filter(([, ask]) => typeof ask === 'function')) {
  for (let round = 0; round < 5; round += 1) {
    let thrown;
    const deeper = () => { ask('BO', '7'); deeper(); };
    try { deeper(); } catch (error) { thrown = error; }
    if (!(thrown instanceof RangeError)) wrong.push([name, String(thrown)]);
    if (detector.press({ key: 'a', timeStamp: 2 }).outcome === undefined) wrong.push([name, 'press']);
    if (JSON.stringify(use(core)) !== before) wrong.push([name, 'use']);
  }
}
console.log(JSON.stringify({ wrong, asked: Object.keys(asked).length }));
`);
  const { wrong, asked } = inNode('full.cjs');
  assert.deepEqual(wrong, []);
  assert.ok(asked > 25, String(asked));
});

test('a full stack as Firefox tells of it is thrown on, and the next call has another instance', async () => {
  const { bind } = await import(join(shop.folder, 'node_modules/ventanilla-core/glue.js'));
  const module = new WebAssembly.Module(readFileSync(join(shop.folder, 'node_modules/ventanilla-core/core.wasm')));
  const instance = () => new WebAssembly.Instance(module).exports;
  const full = Object.assign(new Error('too much recursion'), { name: 'InternalError' });
  const exports = { ...instance(), is_amount() { throw full; } };
  const core = bind(exports, instance);
  assert.throws(() => core.isAmount('30', 'BOB'), full);
  assert.equal(core.isAmount('30', 'BOB'), true);
});

test('anywhere else, over a module of one’s own making', async () => {
  shop.write('bound.js', `import bytes from 'ventanilla-core/core.wasm';
import { bind } from 'ventanilla-core/glue';
import { use } from './use.js';
WebAssembly.instantiate(bytes).then(({ instance }) => console.log(JSON.stringify(use(bind(instance.exports)))));
`);
  await build({ absWorkingDir: shop.folder, entryPoints: ['bound.js'], bundle: true, platform: 'node', target: 'node20', format: 'cjs', loader: { '.wasm': 'binary' }, outfile: 'bound.cjs', logLevel: 'silent' });
  assert.deepEqual(inNode('bound.cjs'), of('ventanilla-core'));
});

test('the README’s example of esbuild, as it stands there', async () => {
  const [, example] = readFileSync(join(shop.folder, 'node_modules/ventanilla-core/README.md'), 'utf8').match(/```js\n(\/\/ esbuild [^]*?)```/);
  const [, options] = example.match(/^\/\/ esbuild (.*)\n/);
  shop.write('example.js', `${example}\nconsole.log(JSON.stringify(parseAmount('30,5', 'BOB').value.text));\n`);
  execFileSync(join(project, 'node_modules/.bin/esbuild'), ['example.js', ...options.split(' '), '--outfile=example.mjs', '--log-level=error'], { cwd: shop.folder });
  assert.equal(inNode('example.mjs'), '30.50');
});

test('the declarations hold for a strict program, as bundlers and as Node resolve them', () => {
  for (const moduleResolution of ['bundler', 'nodenext']) {
    const module = moduleResolution === 'bundler' ? 'esnext' : 'nodenext';
    execFileSync(join(project, 'node_modules/.bin/tsc'), [
      '--noEmit', '--strict', '--noUncheckedIndexedAccess', '--exactOptionalPropertyTypes', '--target', 'es2022', '--lib', 'es2022,dom',
      '--module', module, '--moduleResolution', moduleResolution, 'typed.ts',
    ], { cwd: shop.folder, stdio: ['ignore', 'inherit', 'inherit'] });
  }
});

test('every function that is exported is declared, and nothing else', async () => {
  for (const [entry, declarations] of [['node.js', ['index.d.ts']], ['forms.node.js', ['index.d.ts', 'forms.d.ts']]]) {
    const folder = join(shop.folder, 'node_modules/ventanilla-core');
    const exported = Object.keys(await import(join(folder, entry))).sort();
    const text = declarations.map((file) => readFileSync(join(folder, file), 'utf8')).join('\n');
    const declared = new Set([...text.matchAll(/^export (?:declare )?(?:function|const) (\w+)/gm)].map(([, name]) => name));
    assert.deepEqual(exported, [...declared].sort(), entry);
  }
});
