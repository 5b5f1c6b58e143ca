// The server is killed at the three moments of a completion that matter: before the provider has read it, while the provider works on it, and
// after the provider has answered. Started again on the same files, what the provider's history has is settled, everything else waits for a
// person, what is held is what open orders hold, and no phone was recharged twice.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { withDatabase } from '../../scripts/lib/d1.mjs';
import { as, login, newKey } from '../lib/client.mjs';
import { EVERY_MINUTE, RUN_OUT, killableServer, killerOf } from '../lib/killable.mjs';
import { checkLedger, rows } from '../lib/ledger.mjs';
import { startPlatform } from '../lib/platform-server.mjs';
import { demo } from '../lib/runtime.mjs';

const KILLS = 4;
const tenant = demo.tenants.find(({ name }) => name === 'Loja Demo');
const killer = killerOf(() => server);
const provider = await startPlatform({
  arrived: () => (killer.at('before it is read') ? false : undefined),
  request: () => killer.at('while it is worked on'),
  answered: () => killer.at('after it is answered'),
});
const server = killableServer({ BITCAPITAL_BASE_URL: provider.url, BITCAPITAL_CLIENT_ID: 'cid', BITCAPITAL_CLIENT_SECRET: 'root' });

after(async () => {
  await server.remove();
  await provider.stop();
});

test(`${KILLS} kills at each moment of a completion`, async () => {
  let url = await server.start();
  const { token } = await login(url, 'bruna@loja.demo', { tenant });
  let cashier = as(url, token);
  const [register] = (await cashier.get('/cajas')).body;
  const opened = await cashier.post('/cajas/abrir', { id_caja: register.id, conteo: { '100.00': 1 } });
  assert.equal(opened.status, 201, opened.text);
  const completions = [];
  const expected = {
    'before it is read': { effects: 0, status: 'pending' },
    'while it is worked on': { effects: 1, status: 'executed' },
    'after it is answered': { effects: 1, status: 'executed' },
  };
  for (const [name, { effects, status }] of Object.entries(expected)) {
    for (let kill = 0; kill < KILLS; kill += 1) {
      const completion = { name, effects, key: newKey(), number: `9${String(10_000_000 + completions.length)}` };
      completions.push(completion);
      const order = await cashier.post('/phone-credits/order/create', { phoneCode: '19', phoneNumber: completion.number, providerCode: '001' });
      assert.equal(order.status, 200, order.text);
      const path = `/phone-credits/order/${order.body.id}/complete`;
      const body = { amount: '15.00', source: tenant.phone_credits.wallet_id };
      killer.arm(name);
      const answer = await cashier.post(path, body, { key: completion.key }).catch(() => undefined);
      await killer.done(name);

      url = await server.start();
      cashier = as(url, token);
      await server.tell({ sql: RUN_OUT });
      await server.tell({ cron: EVERY_MINUTE });
      // Asked again with the same key, nothing is sent again, and the history has told what it knows.
      const again = await cashier.post(path, body, { key: completion.key });
      assert.equal(again.status, 200, again.text);
      assert.equal(again.body.status, status, name);
      if (answer) assert.equal(answer.body.id, again.body.id);
    }
  }
  await server.kill();
  for (const { name, number, effects } of completions) assert.equal(provider.effects.get(number) ?? 0, effects, `${name} ${number}`);
  await withDatabase(server.path, async (database) => {
    await checkLedger(database);
    const [wallet] = await rows(database, "SELECT posted, held FROM account WHERE kind = 'phone_wallet'");
    assert.deepEqual(wallet, { posted: 500_000 - 2 * KILLS * 1500, held: KILLS * 1500 });
    const [{ cash }] = await rows(database, "SELECT posted AS cash FROM account WHERE kind = 'register_cash' AND owner_id = ?", register.id);
    assert.equal(cash, 10_000 + completions.length * 1500);
  });
});
