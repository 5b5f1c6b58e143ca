// The shell around the programs: it can be installed, loads without a network, takes a newer build only when asked, and keeps nothing of the API.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { PAGES } from '../../scripts/lib/first-load.mjs';
import { until } from '../../scripts/lib/process.mjs';
import { project } from '../../scripts/lib/project.mjs';
import { chooseTheme } from '../lib/accessible.mjs';
import { screenshot, startBrowser } from '../lib/browser.mjs';
import { startEdge } from '../lib/edge.mjs';
import { freshRuntime } from '../lib/runtime.mjs';
import { open, signIn } from '../lib/till.mjs';

let runtime;
let browser;
before(async () => {
  runtime = await freshRuntime({ assets: true });
  browser = await startBrowser();
});
after(async () => {
  await browser?.stop();
  await runtime?.stop();
});

/** An edge of the test's own, and a page behind it that may have a service worker. */
async function shell(t, change) {
  const edge = await startEdge(runtime.url, { change });
  t.after(() => edge.stop());
  const page = await browser.newPage(edge.url, { serviceWorkers: 'allow' });
  t.after(() => page.context().close());
  return { edge, page };
}
const inCharge = (page) => page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated');
const kept = (page) =>
  page.evaluate(async () => {
    const names = await caches.keys();
    const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return { names, paths: requests.flat().map(({ url }) => new URL(url).pathname).sort() };
  });
const lookForUpdate = (page) => page.evaluate(async () => void (await (await navigator.serviceWorker.getRegistration()).update()));
const siteFiles = () =>
  readdirSync(join(project, 'web/dist/app'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== 'sw.js')
    .map(({ parentPath, name }) => `${parentPath.slice(join(project, 'web/dist').length)}/${name}`.replace(/index\.html$/, ''))
    .sort();

test('the manifest is one, and its icons have the sizes it says', async () => {
  const page = await browser.newPage(runtime.url);
  await page.goto('/app/');
  const client = await page.context().newCDPSession(page);
  const { errors, data, url } = await client.send('Page.getAppManifest');
  assert.deepEqual(errors, []);
  const { installabilityErrors } = await client.send('Page.getInstallabilityErrors');
  // Contexts of tests count as private windows, where nothing is installed.
  assert.deepEqual(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== 'in-incognito'), []);
  const manifest = JSON.parse(data);
  assert.deepEqual([manifest.start_url, manifest.scope, manifest.display, manifest.lang], ['/app/', '/app/', 'standalone', 'es']);
  for (const { src, sizes, type } of [...manifest.icons, ...manifest.shortcuts.flatMap(({ icons }) => icons)]) {
    const found = await page.evaluate(async (address) => {
      const response = await fetch(address);
      const image = new Image();
      image.src = address;
      await image.decode();
      return { type: response.headers.get('content-type'), sizes: `${image.naturalWidth}x${image.naturalHeight}` };
    }, new URL(src, url).href);
    assert.equal(found.type, type, src);
    if (sizes !== 'any') assert.equal(found.sizes, sizes, src);
  }
  for (const { url: target } of manifest.shortcuts) assert.equal((await fetch(new URL(target, url))).status, 200, target);
  const touch = await page.locator('link[rel=apple-touch-icon]').getAttribute('href');
  assert.equal((await fetch(new URL(touch, url))).status, 200);
});

test('every page waits alike, and what it needs before it is painted stands in it, allowed by its hash', async () => {
  const pages = PAGES.map((address) => readFileSync(join(project, 'web/dist', address, 'index.html'), 'utf8'));
  const policy = (await fetch(`${runtime.url}/app/`)).headers.get('content-security-policy');
  assert.doesNotMatch(policy, /unsafe-inline|unsafe-hashes|[{}]/);
  const body = (html) => html.slice(html.indexOf('<body>'));
  for (const html of pages) {
    assert.equal(body(html), body(pages[0]));
    const inside = [...html.matchAll(/<(script|style)\b[^>]*>([^<]+)<\/\1>/g)];
    assert.deepEqual(inside.map(([, tag]) => tag), ['script', 'style', 'script'], 'the theme comes before the styles');
    for (const [, , text] of inside) assert.ok(policy.includes(`'sha256-${createHash('sha256').update(text).digest('base64')}'`), text.slice(0, 60));
    assert.doesNotMatch(html, / style=| on\w+=|rel="stylesheet"/);
    assert.doesNotMatch(html, /\{(root|program|title|description|theme|styles|load|mark)\}|undefined/, 'nothing is left to be filled in');
  }
});

test('the theme is the system’s until the device has a choice of its own', async () => {
  const page = await browser.newPage(runtime.url, { colorScheme: 'dark' });
  await page.goto('/app/');
  const shown = () =>
    page.evaluate(() => ({
      theme: document.documentElement.dataset.theme,
      ground: getComputedStyle(document.body).backgroundColor,
      around: document.querySelector('meta[name=theme-color]').content,
    }));
  const light = { theme: 'light', ground: 'rgb(244, 243, 238)', around: '#0b5345' };
  const dark = { theme: 'dark', ground: 'rgb(18, 24, 26)', around: '#12181a' };
  assert.deepEqual(await shown(), dark);
  await page.emulateMedia({ colorScheme: 'light' });
  await page.waitForFunction(() => document.documentElement.dataset.theme === 'light');
  assert.deepEqual(await shown(), light);
  await chooseTheme(page, 'dark');
  assert.deepEqual(await shown(), dark);
  await page.reload();
  assert.deepEqual(await shown(), dark, 'it is kept');
  const other = await page.context().newPage();
  await other.goto('/app/oficina/');
  await chooseTheme(other, 'light');
  await page.waitForFunction(() => document.documentElement.dataset.theme === 'light');
  await page.evaluate(() => localStorage.setItem('ventanilla.theme', 'toString'));
  await page.reload();
  assert.deepEqual(await shown(), light, 'anything else counts as no choice');
  page.assertNoErrors();
});

test('after one visit every page loads without a server, and the first visit reloads nothing', async (t) => {
  const { edge, page } = await shell(t);
  const loads = [];
  page.on('domcontentloaded', () => loads.push(page.url()));
  await page.goto('/app/');
  await inCharge(page);
  assert.equal(loads.length, 1);
  assert.equal(await page.evaluate(() => typeof window.ventanillaUpdate), 'undefined', 'the first worker is no update');
  assert.deepEqual((await kept(page)).paths, siteFiles());
  await edge.stop();
  for (const address of [...PAGES, '/app/?once', '/app/oficina/#historial', '/app/oficina']) {
    await page.goto(address);
    await page.byId('sign-in').waitFor();
  }
  assert.equal(new URL(page.url()).pathname, '/app/oficina/');
  await page.goto('/app/');
  await page.byId('sign-in').waitFor();
  await screenshot(page, 'offline-shell');
});

test('nothing of the API is kept, and the till works with the worker in charge', async (t) => {
  const { page } = await shell(t);
  await page.goto('/app/');
  await inCharge(page);
  const answers = [];
  page.on('response', (response) => answers.push([new URL(response.url()).pathname, response.fromServiceWorker()]));
  await signIn(page, 'ana@kiosco.demo');
  await page.byId('open-submit').waitFor();
  await open(page, 'Caja 1', { '100.00': 1 });
  const api = answers.filter(([path]) => !path.startsWith('/app/'));
  assert.ok(api.length > 5, 'the page asked the API');
  assert.deepEqual(api.filter(([, fromWorker]) => fromWorker), []);
  assert.ok(answers.some(([path, fromWorker]) => path === '/app/till.js' && fromWorker));
  assert.deepEqual((await kept(page)).paths, siteFiles());
  page.assertNoErrors();
});

// Another build, as a browser sees it: another version in the worker, and another page.
const NEXT = '0123456789abcdef';
function nextBuild(path, answer) {
  if (path === '/app/sw.js') {
    answer.body = Buffer.from(answer.body.toString().replace(/"[0-9a-f]{16}"/, `"${NEXT}"`));
    delete answer.headers.etag;
  } else if (PAGES.includes(path)) {
    answer.body = Buffer.from(answer.body.toString().replace('<body>', '<body data-build="next">'));
    delete answer.headers.etag;
  }
}
const build = (page) => page.evaluate(() => document.body.dataset.build ?? 'first');

test('a newer build waits until it is asked for, then takes over at once', async (t) => {
  let change = () => {};
  const { page } = await shell(t, (path, answer) => change(path, answer));
  await page.goto('/app/');
  await inCharge(page);
  const { names: [first] } = await kept(page);
  change = nextBuild;
  await page.evaluate(() => addEventListener('ventanilla-update', () => (window.heard = typeof window.ventanillaUpdate)));
  await lookForUpdate(page);
  await page.waitForFunction(() => window.heard === 'function');
  assert.equal(await build(page), 'first');

  // A page that is loaded while it waits is still of the build in charge, and is told as well.
  await page.reload();
  await page.waitForFunction(() => window.ventanillaUpdate);
  assert.equal(await build(page), 'first');
  assert.equal((await kept(page)).names.length, 2);

  const loads = [];
  page.on('domcontentloaded', () => loads.push(page.url()));
  await page.evaluate(() => window.ventanillaUpdate());
  await until(() => loads.length === 1);
  await page.byId('sign-in').waitFor();
  await inCharge(page);
  assert.equal(await build(page), 'next');
  assert.deepEqual((await kept(page)).names, [`ventanilla-${NEXT}`]);
  assert.notEqual(first, `ventanilla-${NEXT}`);
  assert.equal(loads.length, 1);
});

test('a build that is not whole is not taken, and the one in charge stays', async (t) => {
  let change = () => {};
  const { page } = await shell(t, (path, answer) => change(path, answer));
  await page.goto('/app/');
  await inCharge(page);
  const before = await kept(page);
  // The worker is of the next build, and one file is not what its list says.
  change = (path, answer) => {
    nextBuild(path, answer);
    if (path !== '/app/till.js') return;
    answer.body = Buffer.concat([answer.body, Buffer.from('\n/* of another build */')]);
    delete answer.headers.etag;
  };
  await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    registration.addEventListener('updatefound', () => {
      const { installing } = registration;
      installing.addEventListener('statechange', () => (window.outcome = installing.state));
    });
    registration.update();
  });
  await page.waitForFunction(() => window.outcome);
  assert.equal(await page.evaluate(() => window.outcome), 'redundant');
  assert.deepEqual(await kept(page), before);
  assert.equal(await page.evaluate(() => typeof window.ventanillaUpdate), 'undefined');
});
