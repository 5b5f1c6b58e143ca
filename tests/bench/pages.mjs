// `make bench`, the pages: what Lighthouse measures of a first load on its slow phone, packed as the edge packs; the median of several loads.
import { FIRST_LOAD_BYTES_MAX, PAGES, firstLoad, weigh } from '../../scripts/lib/first-load.mjs';
import { startEdge } from '../lib/edge.mjs';
import { startDay, startLighthouse } from '../lib/lighthouse.mjs';
import { freshRuntime } from '../lib/runtime.mjs';

const LOADS = Number(process.env.LOADS || 5);
const row = (...cells) => console.log(`| ${cells.join(' | ')} |`);

// The load with the score in the middle: its metrics belong together.
async function measure(chromium, address) {
  const loads = [];
  for (let load = 0; load < LOADS; load += 1) loads.push(await chromium.audit(address, ['performance']));
  loads.sort((one, other) => one.scores.performance - other.scores.performance);
  return loads[Math.floor(loads.length / 2)];
}

const runtime = await freshRuntime({ assets: true });
const edge = await startEdge(runtime.url);
const chromium = await startLighthouse(edge.url);
try {
  const results = [];
  // The browser itself starts slowly the first time: that load counts for nothing.
  await chromium.audit('/app/', ['performance']);
  console.error('measuring: signing in');
  results.push(['till, signing in', await measure(chromium, '/app/')]);
  await startDay(chromium.page);
  for (const [name, address] of [['till, at work', '/app/'], ['back office', '/app/oficina/']]) {
    console.error(`measuring: ${name}`);
    results.push([name, await measure(chromium, address)]);
  }
  console.log(`\nFirst loads by Lighthouse, as a slow phone on a slow network; the median of ${LOADS}. Anything else that runs on the machine counts against them.\n`);
  row('page', 'performance', ...results[0][1].metrics.map(([name]) => name), 'largest paint');
  row('---', '---:', ...results[0][1].metrics.map(() => '---:'), '---');
  for (const [name, { scores, metrics, largest }] of results) row(name, scores.performance, ...metrics.map(([, value]) => value), (largest ?? '').slice(0, 40));
  console.log('');
  for (const page of PAGES) {
    const packed = firstLoad(page).reduce((total, address) => total + weigh(address).packed, 0);
    console.log(`first load of ${page}: ${(packed / 1024).toFixed(1)} KB gzip, of ${FIRST_LOAD_BYTES_MAX / 1024} KB`);
  }
} finally {
  await chromium.stop();
  await edge.stop();
  await runtime.stop();
}
