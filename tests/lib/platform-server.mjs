// A server of phone credits as a test needs it: it counts what it has recharged by each order, remembers it in its history, and does what it is
// told at each moment of a completion.
import { createServer } from 'node:http';
import { randomUUID } from 'node:crypto';

/**
 * Starts a server on a free port of this machine. `on.arrived(order)`, `on.request(order)` and `on.answered(order)` are called at the moments of a
 * completion: before its body is read, when it is done, after it is answered. An `on.arrived` that answers `false` cuts the connection off before
 * anything is done. Answers `{ url, effects, stop }`; `effects` has how often each number was recharged.
 */
export async function startPlatform(on = {}) {
  const effects = new Map();
  const orders = new Map();
  const answer = (response, body, then) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body), then);
  };
  const now = () => new Date().toISOString();
  const server = createServer(async (request, response) => {
    const [, , what, id] = request.url.slice(1).split('/');
    const completed = request.url.endsWith('/complete') ? orders.get(request.url.split('/')[3]) : undefined;
    if (completed && (await on.arrived?.(completed)) === false) return request.socket.destroy();
    let text = '';
    for await (const chunk of request) text += chunk;
    if (request.url === '/oauth/token') {
      return answer(response, { access_token: 'AT', refresh_token: null, token_type: 'bearer', expires_in: 1800, user_id: 'u', virtual: true, scope: [] });
    }
    if (what === 'create') {
      const order = { id: randomUUID(), ...JSON.parse(text), providerOrderId: randomUUID(), status: 'created', walletId: null, chosenAmount: null };
      order.amounts = [{ id: randomUUID(), amount: '1500', amountKey: '', deletedAt: null, createdAt: now(), updatedAt: now() }];
      Object.assign(order, { deletedAt: null, createdAt: now(), updatedAt: now() });
      orders.set(order.id, order);
      return answer(response, order);
    }
    if (completed) {
      await on.request?.(completed);
      const { amount, source } = JSON.parse(text);
      effects.set(completed.phoneNumber, (effects.get(completed.phoneNumber) ?? 0) + 1);
      Object.assign(completed, { status: 'completed', walletId: source, chosenAmount: String(Math.round(Number(amount) * 100)), updatedAt: now() });
      const payments = [{ id: randomUUID(), type: 'withdrawal', status: 'settled', scheduleFor: null, amount }];
      const additionalData = { phoneCreditOrderId: completed.id, providerCode: completed.providerCode, phoneCode: completed.phoneCode, phoneNumber: completed.phoneNumber };
      const transaction = { id: randomUUID(), type: 'payment', status: 'executed', createdAt: now(), updatedAt: now(), banking: null, payments, additionalData };
      return answer(response, transaction, () => on.answered?.(completed));
    }
    if (what === 'history') return answer(response, [...orders.values()].filter(({ walletId }) => walletId === id));
    response.writeHead(404).end();
  });
  server.on('connection', (socket) => socket.on('error', () => {}));
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    effects,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
