// `make bench ONLY=npm`: the npm package beside the libraries that people would use instead, in Node and in Chromium, on the same inputs. Medians of
// several rounds, both sides turn by turn; whatever else runs on the machine makes all of them slower.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { ENTRIES, PACKAGE, weigh } from '../../scripts/lib/npm.mjs';
import { project } from '../../scripts/lib/project.mjs';
import { startBrowser } from '../lib/browser.mjs';
import { median } from './npm/median.mjs';

const FIRST_USES = Number(process.env.LOADS || 11);
const SOURCES = join(project, 'tests/bench/npm');
const BUILT = join(project, 'target/bench-npm');
const CONTENT_TYPES = { '.js': 'text/javascript', '.wasm': 'application/wasm', '.html': 'text/html' };

// The first of what each side is asked for, once it is there.
const CALLS = {
  core: `m.validatePhone('BO', '+591 7654-3210'); m.parseAmount('1234.5', 'BOB'); m.parseBarcode('4006381333931')`,
  libraries: `m.phone('BO', '+591 7654-3210'); m.amount('1234.5'); m.isGtin('4006381333931')`,
};
const BODY = `{ operadora: 'Tigo', numero_cliente: '+591 7654-3210', monto: 30.5, id_caja_sesion: 7 }`;
const [core, forms] = ENTRIES;
// What is used for the first time: the package's entry for each place, the libraries' bundle, and the calls.
const USES = [
  { name: 'without forms', entry: core, node: 'node.js', libraries: 'libraries', calls: [CALLS.core, CALLS.libraries], library: 'libphonenumber-js, validator, decimal.js' },
  {
    name: 'with forms', entry: forms, node: 'forms.node.js', libraries: 'forms',
    calls: [`${CALLS.core}; m.validateForm('kantuta/top-up', ${BODY})`, `${CALLS.libraries}; m.form(${BODY})`], library: 'the same, and zod',
  },
];

/** Each source as one file, as a page would load it. */
async function bundle() {
  const names = ['measure', 'libraries', 'forms', 'boletos'];
  await build({
    entryPoints: names.map((name) => join(SOURCES, `${name}.mjs`)), outdir: BUILT, bundle: true, minify: true, format: 'esm', platform: 'browser', target: 'es2022',
    logLevel: 'warning',
  });
  writeFileSync(join(BUILT, 'empty.html'), '<!doctype html><title>bench</title>');
}

/** The package and the bundles on the loopback, packed as an edge would. */
async function serve() {
  const packed = new Map();
  const server = createServer((request, response) => {
    const [, folder, name] = request.url.split('/');
    try {
      const key = request.url;
      if (!packed.has(key)) packed.set(key, gzipSync(readFileSync(join({ package: PACKAGE, built: BUILT }[folder], name)), { level: 9 }));
      response.writeHead(200, { 'content-type': CONTENT_TYPES[extname(name)], 'content-encoding': 'gzip', 'cache-control': 'no-store' });
      response.end(packed.get(key));
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    stop: () => new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    }),
  };
}

/** Milliseconds until a module is there and has answered. */
const timed = (address, calls) => `(async () => {
  const start = performance.now();
  const m = await import(${JSON.stringify(address)});
  ${calls};
  return performance.now() - start;
})()`;

function firstInNode(file, calls) {
  const program = `${timed(file, calls)}.then((milliseconds) => console.log(milliseconds));`;
  return Number(execFileSync(process.execPath, ['--input-type=module', '--eval', program], { encoding: 'utf8' }));
}

/** In a context of its own, where nothing was loaded or compiled before. */
async function firstInChromium(browser, url, path, calls) {
  const page = await browser.newPage(url);
  await page.goto('/built/empty.html');
  const milliseconds = await page.evaluate(timed(path, calls));
  await page.context().close();
  return milliseconds;
}

async function alternating(ours, theirs) {
  const found = [];
  for (let turn = 0; turn < FIRST_USES; turn += 1) found.push([await ours(), await theirs()]);
  return { ours: median(found.map(([own]) => own)), theirs: median(found.map(([, other]) => other)) };
}

const gzip = (name) => gzipSync(readFileSync(join(BUILT, `${name}.js`)), { level: 9 }).length;
const row = (...cells) => console.log(`| ${cells.join(' | ')} |`);
const nanoseconds = (value) => `${Math.round(value).toLocaleString('en-US')} ns`;
const milliseconds = (value) => `${value.toFixed(1)} ms`;
const kilobytes = (value) => `${(value / 1024).toFixed(1)} KB`;
/** How many times as much the library takes. */
const times = ({ ours, theirs }) => `${(theirs / ours).toFixed(theirs / ours < 10 ? 2 : 1)}`;
const cells = (result, written) => [written(result.ours), written(result.theirs), times(result)];

await bundle();
console.error('measuring in Node');
const { measure } = await import(join(BUILT, 'measure.js'));
const inNode = measure(await import(join(PACKAGE, 'forms.node.js')));
const firstNode = [];
for (const { node, libraries, calls } of USES) {
  firstNode.push(await alternating(() => firstInNode(join(PACKAGE, node), calls[0]), () => firstInNode(join(BUILT, `${libraries}.js`), calls[1])));
}

console.error('measuring in Chromium');
const server = await serve();
const browser = await startBrowser();
try {
  const page = await browser.newPage(server.url);
  await page.goto('/built/empty.html');
  const inChromium = await page.evaluate(`(async () => {
    const [{ measure }, core] = await Promise.all([import('/built/measure.js'), import('/package/forms.web.js')]);
    return measure(core);
  })()`);
  page.assertNoErrors();
  const first = [];
  for (const { entry, libraries, calls } of USES) {
    const [script] = entry.files;
    first.push(await alternating(
      () => firstInChromium(browser, server.url, `/package/${script}`, calls[0]),
      () => firstInChromium(browser, server.url, `/built/${libraries}.js`, calls[1]),
    ));
  }

  console.log('\nThe npm package beside the libraries that people would use instead; for each call, the median of several rounds. Above 1 the package is faster, or smaller.\n');
  row('', 'inputs', 'in Node', 'library', 'times', 'in Chromium', 'library', 'times', 'which library');
  row('---', '---', '---:', '---:', '---:', '---:', '---:', '---:', '---');
  inNode.forEach((result, index) => row(result.name, result.kind, ...cells(result, nanoseconds), ...cells(inChromium[index], nanoseconds), result.library));
  USES.forEach(({ name, library }, index) => row(`first use, ${name}`, '', ...cells(firstNode[index], milliseconds), ...cells(first[index], milliseconds), library));
  for (const { name, entry, libraries, library } of USES) {
    const size = { ours: entry.files.reduce((sum, file) => sum + weigh(file).packed, 0), theirs: gzip(libraries) };
    row(`gzip, ${name}`, '', '', '', '', ...cells(size, kilobytes), library);
  }
  console.log(`\nBoletos are read by the package as it is; boleto-utils and boleto-brasileiro-validator weigh ${kilobytes(gzip('boletos'))} gzip more.`);
  console.log('First use: import and one call of each kind, in a process or a page that has loaded nothing before; in Chromium over the loopback, packed.');
} finally {
  await browser.stop();
  await server.stop();
}
