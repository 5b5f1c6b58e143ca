// Portuguese and English are loaded when they are spoken: never a word of another language before, without a network afterwards, and Spanish
// where they cannot be had.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { PAGES } from '../../scripts/lib/first-load.mjs';
import { project } from '../../scripts/lib/project.mjs';
import { hold, screenshot, startBrowser } from '../lib/browser.mjs';
import { startEdge } from '../lib/edge.mjs';
import { freshRuntime } from '../lib/runtime.mjs';
import { shows, signIn, speak } from '../lib/till.mjs';

const STORE = 'ventanilla.language';
const SPANISH = /Iniciar sesión|punto de venta|Idioma|Correo|Contraseña|Mostrar|Entrar/;
const WORDS = { es: 'Iniciar sesión', pt: 'Entrar', en: 'Sign in' };

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

/** A page of the test's own on a device where a language was chosen; `seen()` answers every text that stood in it since it was loaded. */
async function device(t, language, { url = runtime.url, ...options } = {}) {
  const page = await browser.newPage(url, options);
  t.after(() => page.context().close());
  await page.addInitScript(([store, code]) => {
    if (code && !localStorage[store]) localStorage[store] = code;
    window.seen = new Set();
    new MutationObserver(() => {
      for (const part of document.querySelectorAll('body > :not(noscript)')) window.seen.add(part.textContent);
    }).observe(document, { subtree: true, childList: true, characterData: true });
  }, [STORE, language]);
  return Object.assign(page, { seen: () => page.evaluate(() => [...window.seen].join('\n')) });
}
const title = (page) => page.locator('#sign-in-title');
/** The choice that can be seen: that of the menu is there as well. */
const choice = (page) => page.byId('language').and(page.locator(':visible'));
const spoken = (page) => page.evaluate(() => document.documentElement.lang);
const kept = (page) => page.evaluate((store) => localStorage[store], STORE);

test('the first visit in English has no word of Spanish, and none later without a server', async (t) => {
  const edge = await startEdge(runtime.url);
  t.after(() => edge.stop());
  const page = await device(t, 'en', { url: edge.url, serviceWorkers: 'allow' });
  await page.goto('/app/');
  await shows(title(page), WORDS.en);
  await choice(page).waitFor();
  assert.equal(await choice(page).inputValue(), 'en');
  assert.equal(await spoken(page), 'en');
  assert.match(await page.seen(), /Password/);
  assert.doesNotMatch((await page.seen()).replaceAll('Español', ''), SPANISH);
  await screenshot(page, 'sign-in-en');
  await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated');
  await edge.stop();
  for (const address of PAGES) {
    await page.goto(address);
    await shows(title(page), WORDS.en);
    assert.doesNotMatch(await page.seen(), SPANISH, address);
  }
  // Neither was ever spoken on this device.
  for (const language of ['pt', 'es', 'en']) {
    await choice(page).selectOption(language);
    await shows(title(page), WORDS[language]);
    await page.reload();
    await shows(title(page), WORDS[language]);
  }
  page.assertNoErrors();
});

test('until the words are there the page waits, and shows none', async (t) => {
  const page = await device(t, 'pt');
  const words = await hold(page, '**/app/till.pt.json');
  const program = page.waitForResponse(/till_bg\.wasm$/);
  await page.goto('/app/');
  await words.has;
  await (await program).finished();
  // By then a page in Spanish is there.
  await page.waitForTimeout(1_000);
  assert.equal((await page.seen()).replaceAll(/\s|Ventanilla/g, ''), '');
  assert.ok(await page.locator('#loading').isVisible());
  words.release();
  await shows(title(page), WORDS.pt);
  assert.doesNotMatch(await page.seen(), /Iniciar sesión|Correo|Contraseña/);
  page.assertNoErrors();
});

test('another language is spoken once its words are there, and the one chosen last counts', async (t) => {
  const page = await device(t);
  await signIn(page, 'ana@kiosco.demo');
  await page.byId('open-submit').waitFor();
  const english = await hold(page, '**/app/till.en.json');
  await page.byId('menu-open').click();
  await choice(page).selectOption('en');
  await english.has;
  assert.equal(await spoken(page), 'es');
  assert.equal(await page.locator('#menu-title').innerText(), 'Menú');
  await choice(page).selectOption('pt');
  await page.locator('html[lang=pt]').waitFor();
  const answered = page.waitForResponse(/till\.en\.json$/);
  english.release();
  await (await answered).finished();
  await page.waitForTimeout(200);
  assert.deepEqual([await spoken(page), await kept(page), await choice(page).inputValue()], ['pt', 'pt', 'pt']);
  await shows(page.byId('sign-out'), 'Sair');
  await page.byId('menu-close').click();
  await speak(page, 'en');
  await shows(page.byId('menu-open'), 'Menu');
  await page.reload();
  await page.byId('open-submit').waitFor();
  assert.equal(await spoken(page), 'en');
  assert.doesNotMatch(await page.seen(), /Abrir caja|Menú/);
  page.assertNoErrors();
});

const file = (name) => readFileSync(join(project, 'web/dist/app', name), 'utf8');
for (const [what, answer] of [
  ['is not there', () => ({ status: 404, body: '' })],
  ['is not what it should be', () => ({ contentType: 'application/json', body: file('till.en.json').slice(0, 500) })],
  ['is of another build', () => ({ contentType: 'application/json', body: file('till.en.json').replace(/"edition":\d+/, '"edition":1') })],
]) {
  test(`a language whose file ${what} leaves the page in Spanish, and can be chosen later`, async (t) => {
    const page = await device(t, 'en');
    await page.route('**/app/till.en.json', (route) => route.fulfill(answer()));
    await page.goto('/app/');
    await shows(title(page), WORDS.es);
    assert.deepEqual([await spoken(page), await kept(page), await choice(page).inputValue()], ['es', 'en', 'es']);
    assert.equal(await page.locator('[role=status], [role=alert]').filter({ hasText: /\S/ }).count(), 0, 'nothing is said');
    await choice(page).selectOption('en');
    await page.byId('mentioned').waitFor();
    assert.deepEqual([await spoken(page), await choice(page).inputValue()], ['es', 'es']);
    await page.unroute('**/app/till.en.json');
    await choice(page).selectOption('en');
    await shows(title(page), WORDS.en);
    await page.reload();
    await shows(title(page), WORDS.en);
    page.assertNoErrors();
  });
}

test('without the words and without a server the page works in Spanish', async (t) => {
  const page = await device(t, 'pt');
  await page.route('**/app/till.pt.json', (route) => route.abort());
  await signIn(page, 'ana@kiosco.demo');
  await page.byId('open-submit').waitFor();
  assert.equal(await spoken(page), 'es');
  assert.match(await page.seen(), /Abrir caja/);
  page.assertNoErrors();
});
