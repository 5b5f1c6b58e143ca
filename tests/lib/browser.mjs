// Chromium for tests, through playwright-core: pages that fail the test on any error of theirs, and screenshots to target/screenshots.
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { project } from '../../scripts/lib/project.mjs';

export const ARGUMENTS = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync',
];
/** The two sizes every page is looked at: a counter's screen, and a phone's. */
export const WIDE = { width: 1280, height: 800 };
export const NARROW = { width: 360, height: 740 };

/**
 * Starts Chromium. `newPage(url, { viewport })` opens a page in a context of its own; `stop()` ends everything. Pages go without their
 * service worker, since what passes through one cannot be interfered with; `{ serviceWorkers: 'allow' }` for a test of it.
 */
export async function startBrowser() {
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || '/usr/bin/chromium', headless: true, args: ARGUMENTS });
  return {
    async newPage(url, { viewport = WIDE, locale = 'es-BO', timezoneId = 'America/La_Paz', serviceWorkers = 'block', ...options } = {}) {
      const context = await browser.newContext({ baseURL: url, viewport, locale, timezoneId, serviceWorkers, ...options });
      const page = await context.newPage();
      page.setDefaultTimeout(15_000);
      const errors = [];
      page.on('pageerror', (error) => errors.push(`page error: ${error.message}`));
      page.on('console', (message) => {
        // The browser itself reports refused requests; whether they are right is the test's business.
        if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) errors.push(`console: ${message.text()}`);
      });
      page.on('request', (request) => {
        if (new URL(request.url()).origin !== new URL(url).origin && !request.url().startsWith('data:') && !request.url().startsWith('blob:')) errors.push(`foreign request: ${request.url()}`);
      });
      const errorsOf = () => assert.deepEqual(errors, [], 'the page reported errors');
      return Object.assign(page, { assertNoErrors: errorsOf, byId: (id) => page.locator(`[data-testid="${id}"]`) });
    },
    stop: () => browser.close(),
  };
}

/**
 * Holds the next request that fits until `release(answer)`: with an answer instead of the server's, or none. `isAsked` asks the server
 * at once: what is released then is what it said when it was asked.
 */
export async function hold(at, pattern, { isAsked = false } = {}) {
  let arrived;
  const has = new Promise((resolve) => (arrived = resolve));
  let free;
  const released = new Promise((resolve) => (free = resolve));
  await at.route(pattern, async (route) => {
    const early = isAsked && (await route.fetch());
    arrived();
    const answer = await released;
    await route.fulfill(answer ?? { response: early || (await route.fetch()) });
  }, { times: 1 });
  return { has, release: free };
}

/** A refusal as the server's doors write it. */
export const refusal = (status, code, message) => ({ status, contentType: 'application/json', body: JSON.stringify({ statusCode: status, code, message }) });

/** A screenshot of the whole page, to target/screenshots/NAME.png. */
export async function screenshot(page, name) {
  const folder = join(project, 'target/screenshots');
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}

/** Fails if anything sticks out of the page sideways. */
export async function assertFits(page) {
  const { content, window: wide } = await page.evaluate(() => ({ content: document.documentElement.scrollWidth, window: window.innerWidth }));
  assert.ok(content <= wide, `the page is ${content} px wide in a window of ${wide} px`);
}

/** What is wider inside than the button, choice or card it stands in; [] on a page where everything has its room. */
export function overflowing(page) {
  return page.evaluate(() =>
    [...document.querySelectorAll('button, label.choice, .card, section')]
      .filter((element) => element.clientWidth > 0 && element.scrollWidth > element.clientWidth + 1)
      .map((element) => `${element.dataset.testid || element.id || element.textContent.trim().slice(0, 40)}: ${element.scrollWidth} in ${element.clientWidth}`),
  );
}

/** Waits until the element with this id has the focus. */
export async function focused(page, id) {
  await page.waitForFunction((wanted) => document.activeElement?.id === wanted, id);
}

/** What of the page can be pressed and is smaller than 44 px; [] on a page for thumbs. */
export function smallTargets(page) {
  return page.evaluate(() =>
    [...document.querySelectorAll('button, select, input:not([type=radio], [type=checkbox]), a[href], label.choice')]
      .map((element) => ({ element, box: element.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 0 && box.height > 0 && (box.width < 43.5 || box.height < 43.5))
      .map(({ element, box }) => `${element.dataset.testid || element.id || element.textContent.trim().slice(0, 30)}: ${Math.round(box.width)} x ${Math.round(box.height)}`),
  );
}
