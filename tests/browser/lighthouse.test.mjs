// What Lighthouse says of the till at work, on a phone: accessibility and best practices, in full. Times are measured by `make bench`.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startEdge } from '../lib/edge.mjs';
import { startDay, startLighthouse } from '../lib/lighthouse.mjs';
import { freshRuntime } from '../lib/runtime.mjs';

let runtime;
let edge;
let chromium;
before(async () => {
  runtime = await freshRuntime({ assets: true });
  edge = await startEdge(runtime.url);
  chromium = await startLighthouse(edge.url);
});
after(async () => {
  await chromium?.stop();
  await edge?.stop();
  await runtime?.stop();
});

test('the till at work', async () => {
  await startDay(chromium.page);
  const { scores, failed } = await chromium.audit('/app/', ['accessibility', 'best-practices']);
  assert.deepEqual(scores, { accessibility: 100, 'best-practices': 100 }, failed.join('\n'));
});
