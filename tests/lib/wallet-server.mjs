// A service of loyalty wallets as a test needs it: one wallet whose contacts have what they are given, a count of what was done to each, and moments
// at which it does what it is told.
import { createServer } from 'node:http';

/** What the service calls its only wallet, and who may sign there. */
export const UPSTREAM_WALLET = 'w-upstream';
export const UPSTREAM_USER = 8141;
/** What a contact has that was there from the beginning: every number that does not begin with 55. */
const POINTS = 1000;

/**
 * Starts a server on a free port of this machine. `on.asked()` is called when a balance is asked for; `on.arrived()`, `on.request()` and
 * `on.answered()` at the moments of what changes something: before its body is read, when it is done, after it is answered. An `on.arrived` that
 * answers `false` cuts the connection off before anything is done. Answers `{ url, effects, points, stop }`; `effects` has how often something was done to each number.
 */
export async function startWallets(on = {}) {
  const effects = new Map();
  const contacts = new Map();
  const points = (phone) => contacts.get(phone) ?? (phone.startsWith('55') ? undefined : POINTS);
  const server = createServer(async (request, response) => {
    const changes = request.url === '/wallet/sale' || request.url === '/wallet/contact/add';
    if (changes && (await on.arrived?.()) === false) return request.socket.destroy();
    let text = '';
    for await (const chunk of request) text += chunk;
    const data = Object.fromEntries(new URLSearchParams(text));
    const phone = data.phone;
    const answer = (body, then) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify(body), then);
    };
    const refused = (code, status) => answer({ success: false, message: code, status, code });
    if (data.wallet_key !== UPSTREAM_WALLET) return refused('new_sale_10', 404);
    if (request.url === '/wallet/contact/get') {
      await on.asked?.();
      if (points(phone) === undefined) return refused('balance_get_04', 404);
      const result = { contact_name: 'Ana', contact_phone: phone, contact_birthdate: null, contact_balance: points(phone) };
      return answer({ success: true, result, status: 200, code: 'balance_get_01' });
    }
    if (!changes) return response.writeHead(404).end();
    await on.request?.();
    effects.set(phone, (effects.get(phone) ?? 0) + 1);
    const then = () => on.answered?.();
    if (request.url === '/wallet/contact/add') {
      contacts.set(phone, 0);
      return answer({ success: true, message: 'ok', status: 200, code: 'contact_add_01' }, then);
    }
    contacts.set(phone, points(phone) - Number(data.points_used));
    return answer({ success: true, message: 'ok', newBalance: points(phone), code: 'new_sale_01', status: 200 }, then);
  });
  server.on('connection', (socket) => socket.on('error', () => {}));
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    effects,
    points,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
