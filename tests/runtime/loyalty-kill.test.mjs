// The server is killed at the moments of what an upstream service does to points: while it is asked for the balance before, before it has read what
// to do, while it works on it, and after it has answered. Started again on the same files, what was never sent is refused, whoever decides on the
// rest has the balances before and after, a registration that can be seen is settled, and nothing was done twice.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { withDatabase } from '../../scripts/lib/d1.mjs';
import { as, login, newKey } from '../lib/client.mjs';
import { EVERY_MINUTE, RUN_OUT, killableServer, killerOf } from '../lib/killable.mjs';
import { checkLedger, rows } from '../lib/ledger.mjs';
import { demo } from '../lib/runtime.mjs';
import { UPSTREAM_USER, UPSTREAM_WALLET, startWallets } from '../lib/wallet-server.mjs';

const KILLS = 2;
const tenant = demo.tenants.find(({ name }) => name === 'Tienda Demo');
const killer = killerOf(() => server);
const service = await startWallets({
  asked: () => killer.at('before it is sent'),
  arrived: () => (killer.at('before it is read') ? false : undefined),
  request: () => killer.at('while it is worked on'),
  answered: () => killer.at('after it is answered'),
});
const server = killableServer({
  SMSMASIVOS_BASE_URL: service.url,
  SMSMASIVOS_APIKEY: 'a-key-of-the-tests',
  SMSMASIVOS_TENANT: String(demo.tenants.indexOf(tenant) + 1),
});

after(async () => {
  await server.remove();
  await service.stop();
});

test(`${KILLS} kills at each moment of a sale and of a registration`, async () => {
  let url = await server.start();
  const admin = await login(url, 'Administrador', { tenant });
  const lupita = await login(url, '4771000001', { tenant });
  const user = lupita.user.id;
  const made = await admin.post('/monederos', {
    nombre: 'De fuera', porcentaje: '10.00', clientes_disponibles: 0, canjes_disponibles: 0, creditos_disponibles: 0, clave_proveedor: UPSTREAM_WALLET,
  });
  assert.equal(made.status, 201, made.text);
  const linked = await admin.put(`/monederos/proveedor/colaboradores/${user}`, { id_proveedor: UPSTREAM_USER });
  assert.equal(linked.status, 204, linked.text);
  let cashier = as(url, lupita.token);
  const of = { wallet_key: made.body.clave, usertool_id: user };
  const kinds = {
    sale: {
      path: '/wallet/sale',
      number: (index) => `47712345${String(index).padStart(2, '0')}`,
      body: (phone) => ({ ...of, phone, transaction_type: 1, points_used: 100 }),
      before: { saldo: '1000.00' },
    },
    registration: {
      path: '/wallet/contact/add',
      number: (index) => `55123456${String(index).padStart(2, '0')}`,
      body: (phone) => ({ ...of, phone, customer_name: 'Ana' }),
      before: { saldo: null },
    },
  };
  const expected = [
    ['sale', 'before it is sent', { effects: 0, state: 'refused', after: null }],
    ['sale', 'before it is read', { effects: 0, state: 'unknown', after: { saldo: '1000.00' } }],
    ['sale', 'while it is worked on', { effects: 1, state: 'unknown', after: { saldo: '900.00' } }],
    ['sale', 'after it is answered', { effects: 1, state: 'unknown', after: { saldo: '900.00' } }],
    ['registration', 'before it is sent', { effects: 0, state: 'refused', after: null }],
    ['registration', 'before it is read', { effects: 0, state: 'unknown', after: { saldo: null } }],
    ['registration', 'while it is worked on', { effects: 1, state: 'delivered', after: null }],
    ['registration', 'after it is answered', { effects: 1, state: 'delivered', after: null }],
  ];
  let count = 0;
  for (const [kind, name, { effects, state, after: shown }] of expected) {
    const { path, number, body, before } = kinds[kind];
    for (let kill = 0; kill < KILLS; kill += 1) {
      const phone = number(count);
      count += 1;
      const key = newKey();
      killer.arm(name);
      const answer = await cashier.post(path, body(phone), { key }).catch(() => undefined);
      await killer.done(`${kind} ${name}`);

      url = await server.start();
      cashier = as(url, lupita.token);
      await server.tell({ sql: RUN_OUT });
      await server.tell({ cron: EVERY_MINUTE });
      // Asked again with the same key, nothing is sent again.
      const again = await cashier.post(path, body(phone), { key });
      if (kind === 'sale' && name === 'after it is answered' && again.body.code === 'new_sale_01') {
        // The server had its answer, and stored it before the kill came: then it is settled, once, and nobody has to decide.
        assert.equal(service.effects.get(phone), effects, phone);
        const settled = (await as(url, admin.token).get('/monederos/pedidos')).body.find(({ telefono }) => telefono === phone);
        assert.equal(settled.estado, 'delivered', phone);
        continue;
      }
      const said = { delivered: 'contact_add_01', unknown: 'result_unknown', refused: 'provider_unavailable' };
      assert.equal(again.body.code, said[state], `${kind} ${name}: ${again.text}`);
      assert.equal(service.effects.get(phone) ?? 0, effects, `${kind} ${name} ${phone}`);
      const orders = (await as(url, admin.token).get('/monederos/pedidos')).body;
      const order = orders.find(({ telefono }) => telefono === phone);
      assert.deepEqual([order.estado, order.antes, order.despues], [state, state === 'refused' ? null : before, shown], `${kind} ${name}`);
    }
  }
  await server.kill();
  await withDatabase(server.path, async (database) => {
    await checkLedger(database);
    const [{ count: contacts }] = await rows(database, 'SELECT count(*) AS count FROM loyalty_contact WHERE wallet_id = ?', made.body.id);
    assert.equal(contacts, 0, 'nothing of it is in our own books');
  });
});
