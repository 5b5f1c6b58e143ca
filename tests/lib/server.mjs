// The Worker in a process of its own, so that it can be killed: `node tests/lib/server.mjs STATE` prints {"url"} once it answers.
import { prepare, startRuntime } from './runtime.mjs';

const [state, build] = process.argv.slice(2);
if (!state) {
  console.error('usage: node tests/lib/server.mjs STATE [BUILD_FOLDER]');
  process.exit(2);
}
const runtime = await startRuntime({ state, build });
await prepare(runtime);
console.log(JSON.stringify({ url: runtime.url }));
process.on('SIGTERM', async () => {
  await runtime.stop();
  process.exit(0);
});
