// A server of CPS as a test needs it: it counts what it has done for each number, and does what it is told at each moment.
import { createServer } from 'node:http';

/**
 * Starts a server on a free port of this machine. `on.connect()`, `on.request(order)` and `on.answered(order)` are called at those moments;
 * `on.request` may answer a promise that is waited for, or `{ status, body }` to be answered instead of an approval. A connection whose
 * `on.connect` answers `false` is cut off before anything is read. Answers `{ url, effects, stop }`; `effects` has how often each number was paid.
 */
export async function startCps(on = {}) {
  const effects = new Map();
  const server = createServer(async (request, response) => {
    let text = '';
    for await (const chunk of request) text += chunk;
    if (request.method !== 'POST') {
      response.writeHead(404).end();
      return;
    }
    const order = JSON.parse(text);
    const instead = await on.request?.(order);
    if (!instead) effects.set(order.numberService, (effects.get(order.numberService) ?? 0) + 1);
    response.writeHead(instead?.status ?? 200, { 'content-type': 'application/json' });
    const data = { idOperation: `up-${order.numberService}`, ...order, status: 'approved', reference: 'R-1' };
    response.end(instead?.body ?? JSON.stringify({ success: true, data }), () => on.answered?.(order));
  });
  server.on('connection', (socket) => {
    if (on.connect?.() === false) socket.destroy();
    socket.on('error', () => {});
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}/cps`,
    effects,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
