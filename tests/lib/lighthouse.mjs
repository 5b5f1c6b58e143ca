// Lighthouse against a page of ours, as a phone of the middle class sees it, in a Chromium in which somebody may have signed in before.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import lighthouse from 'lighthouse';
import { chromium } from 'playwright-core';
import { until } from '../../scripts/lib/process.mjs';
import { ARGUMENTS, NARROW } from './browser.mjs';
import { temporaryState } from './runtime.mjs';
import { open, signIn } from './till.mjs';

const METRICS = {
  'first-contentful-paint': 'FCP',
  'largest-contentful-paint': 'LCP',
  'total-blocking-time': 'TBT',
  'cumulative-layout-shift': 'CLS',
  'speed-index': 'SI',
};

/**
 * Starts a Chromium with a profile of its own. `page` is a page in it for preparing; `audit(url, categories)` answers
 * `{ scores, failed, metrics, largest }` of a load with empty caches and without a service worker; `stop()` ends everything.
 */
export async function startLighthouse(url) {
  const profile = temporaryState();
  const context = await chromium.launchPersistentContext(profile.path, {
    executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
    headless: true,
    args: [...ARGUMENTS, '--remote-debugging-port=0'],
    baseURL: url,
    viewport: NARROW,
    locale: 'es-BO',
  });
  const [page] = context.pages();
  Object.assign(page, { byId: (id) => page.locator(`[data-testid="${id}"]`) });
  // Chromium writes the port it chose into its profile.
  const port = await until(() => portOf(profile.path), 10_000);
  return {
    page,
    async audit(address, categories) {
      await forgetFiles(context, url);
      const options = { port, disableStorageReset: true, onlyCategories: categories, output: 'json', logLevel: 'error' };
      return summary((await lighthouse(new URL(address, url).href, options)).lhr);
    },
    async stop() {
      await context.close();
      profile.remove();
    },
  };
}

function portOf(profile) {
  try {
    return Number(readFileSync(join(profile, 'DevToolsActivePort'), 'utf8').split('\n')[0]);
  } catch {
    return 0; // not written yet
  }
}

// What was loaded before is loaded again; who signed in stays signed in.
async function forgetFiles(context, origin) {
  const page = await context.newPage();
  const client = await context.newCDPSession(page);
  await client.send('Network.clearBrowserCache');
  await client.send('Storage.clearDataForOrigin', { origin, storageTypes: 'service_workers,cache_storage' });
  await page.close();
}

function summary({ categories, audits }) {
  const scores = Object.fromEntries(Object.entries(categories).map(([id, { score }]) => [id, Math.round(score * 100)]));
  const weighed = Object.values(categories).flatMap(({ auditRefs }) => auditRefs.filter(({ weight }) => weight > 0).map(({ id }) => audits[id]));
  const failed = weighed
    .filter(({ score, scoreDisplayMode }) => scoreDisplayMode === 'binary' && score !== 1)
    .map(({ id, title, details }) => `${id}: ${title} ${JSON.stringify(details?.items ?? [])}`);
  const metrics = Object.entries(METRICS).flatMap(([id, name]) => (audits[id] ? [[name, audits[id].displayValue]] : []));
  return { scores, failed, metrics, largest: largest(audits) };
}

// The element whose painting counts as the largest, where Lighthouse says so.
function largest(audits) {
  const nodes = JSON.stringify(audits['lcp-breakdown-insight']?.details ?? {}).match(/"snippet":("(?:[^"\\]|\\.)*")/);
  return nodes ? JSON.parse(nodes[1]) : undefined;
}

/** Signs a cashier in and opens a register, so that what is looked at next is a till at work. */
export async function startDay(page, { email = 'ana@kiosco.demo', register = 'Caja 1' } = {}) {
  await signIn(page, email);
  await page.byId('open-submit').waitFor();
  await open(page, register, { '100.00': 1 });
  await page.goto('about:blank');
}
