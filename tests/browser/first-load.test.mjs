// What Chromium really asks for at the first load of each page: no more than the page's HTML names, and within the budget.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { FIRST_LOAD_BYTES_MAX, PAGES, firstLoad, weigh } from '../../scripts/lib/first-load.mjs';
import { project } from '../../scripts/lib/project.mjs';
import { LANGUAGES } from '../../scripts/lib/words.mjs';
import { startBrowser } from '../lib/browser.mjs';
import { startEdge } from '../lib/edge.mjs';
import { freshRuntime } from '../lib/runtime.mjs';

let runtime;
let edge;
let browser;
before(async () => {
  runtime = await freshRuntime({ assets: true });
  edge = await startEdge(runtime.url);
  browser = await startBrowser();
});
after(async () => {
  await browser?.stop();
  await edge?.stop();
  await runtime?.stop();
});

const SIGN_IN = { es: 'Iniciar sesión', pt: 'Entrar', en: 'Sign in' };
for (const [address, language] of PAGES.flatMap((page) => Object.keys(SIGN_IN).map((spoken) => [page, spoken]))) {
  test(`${address} in ${language} loads what it names, packed, at most ${FIRST_LOAD_BYTES_MAX} bytes`, async () => {
    const page = await browser.newPage(edge.url);
    await page.addInitScript((code) => localStorage.setItem('ventanilla.language', code), language);
    const asked = [];
    page.on('response', (response) => asked.push(response));
    const earlier = edge.answered.length;
    await page.goto(address, { waitUntil: 'load' });
    await page.byId('sign-in').waitFor();
    assert.equal(await page.locator('#sign-in-title').innerText(), SIGN_IN[language]);
    const paths = asked.map((response) => new URL(response.url()).pathname);
    const named = firstLoad(address, language);
    assert.deepEqual(paths.filter((path) => !named.includes(path)), [], 'asked for, and not named in the page');
    const answered = edge.answered.slice(earlier).map(({ path }) => path);
    assert.equal(answered.some((path) => path.endsWith('.json')), language !== 'es', 'the words of a language that the program does not carry');
    assert.deepEqual(answered.filter((path, index) => answered.indexOf(path) !== index), [], 'the server was asked twice');
    // Chromium without a window asks for no icon of the tab and for no manifest; others do, so they count as well.
    for (const kind of ['/', '.js', '.wasm']) assert.ok(paths.some((path) => path.endsWith(kind)), `no ${kind}`);
    for (const response of asked.filter((answer) => /\.(js|wasm|svg)$|\/$/.test(new URL(answer.url()).pathname))) {
      assert.equal(response.status(), 200, response.url());
      assert.equal((await response.allHeaders())['content-encoding'], 'gzip', `${response.url()} is sent as it is`);
    }
    const sizes = [...new Set([...named, ...paths])].map((path) => [path, weigh(path).packed]);
    const total = sizes.reduce((sum, [, size]) => sum + size, 0);
    assert.ok(total <= FIRST_LOAD_BYTES_MAX, `${total} bytes: ${sizes.map(([path, size]) => `${path} ${size}`).join(', ')}`);
    page.assertNoErrors();
    await page.context().close();
  });
}

test('no program carries the words of a language that is loaded', () => {
  const file = (name) => readFileSync(join(project, 'web/dist/app', name));
  // Shorter ones may be a part of something else, or the same in Spanish.
  for (const address of PAGES) {
    const name = firstLoad(address).find((path) => path.endsWith('.wasm')).replace('/app/', '');
    const wasm = file(name);
    const others = LANGUAGES.flatMap((language) => JSON.parse(file(name.replace('_bg.wasm', `.${language}.json`))).words).filter((words) => words.length > 40);
    assert.ok(others.length > 100, `${address} speaks other languages`);
    assert.ok(wasm.includes('Revise la conexión e intente de nuevo.'), 'Spanish is there');
    assert.deepEqual(others.filter((words) => wasm.includes(words)), [], address);
  }
});
