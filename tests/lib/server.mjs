// The Worker in a process of its own, so that it can be killed: `node tests/lib/server.mjs STATE [BUILD_FOLDER]` prints {"url"} once it answers.
// VARS has variables as JSON. A line on its standard input is when the job of that cron runs; it prints {"ran"} afterwards.
import { createInterface } from 'node:readline';
import { prepare, startRuntime } from './runtime.mjs';

const [state, build] = process.argv.slice(2);
if (!state) {
  console.error('usage: node tests/lib/server.mjs STATE [BUILD_FOLDER]');
  process.exit(2);
}
const runtime = await startRuntime({ state, build, vars: JSON.parse(process.env.VARS ?? '{}') });
await prepare(runtime);
console.log(JSON.stringify({ url: runtime.url }));
createInterface({ input: process.stdin }).on('line', async (cron) => {
  const worker = await runtime.miniflare.getWorker();
  await worker.scheduled({ cron });
  console.log(JSON.stringify({ ran: cron }));
});
process.on('SIGTERM', async () => {
  await runtime.stop();
  process.exit(0);
});
