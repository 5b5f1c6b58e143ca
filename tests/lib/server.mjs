// The Worker in a process of its own, so that it can be killed: `node tests/lib/server.mjs STATE [BUILD_FOLDER]` prints {"url"} once it answers.
// VARS has variables as JSON, IS_PREPARED says that migrations and tenants are there already. A line on its standard input is JSON: `{ sql }`
// is run on its database, `{ cron }` is when that job runs; it prints {"ran"} afterwards.
import { createInterface } from 'node:readline';
import { prepare, startRuntime } from './runtime.mjs';

const [state, build] = process.argv.slice(2);
if (!state) {
  console.error('usage: node tests/lib/server.mjs STATE [BUILD_FOLDER]');
  process.exit(2);
}
const runtime = await startRuntime({ state, build, vars: JSON.parse(process.env.VARS ?? '{}') });
if (!process.env.IS_PREPARED) await prepare(runtime);
console.log(JSON.stringify({ url: runtime.url }));
createInterface({ input: process.stdin }).on('line', async (line) => {
  const { sql, cron } = JSON.parse(line);
  if (sql) await runtime.database.prepare(sql).run();
  if (cron) await (await runtime.miniflare.getWorker()).scheduled({ cron });
  console.log(JSON.stringify({ ran: sql ?? cron }));
});
process.on('SIGTERM', async () => {
  await runtime.stop();
  process.exit(0);
});
