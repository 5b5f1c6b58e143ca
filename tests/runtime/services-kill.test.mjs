// The server is killed at the three moments of a payment that matter: before the provider has read it, while the provider works on it, and
// after the provider has answered. Started again on the same files, every payment is final or waits for a person, what is held is what open
// orders hold, and nothing was done twice.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { withDatabase } from '../../scripts/lib/d1.mjs';
import { as, login, newKey } from '../lib/client.mjs';
import { startCps } from '../lib/cps-server.mjs';
import { EVERY_MINUTE, RUN_OUT, killableServer, killerOf } from '../lib/killable.mjs';
import { checkLedger, rows } from '../lib/ledger.mjs';
import { demo } from '../lib/runtime.mjs';

const KILLS = 10;
const tenant = demo.tenants.find(({ name }) => name === 'Bodega Demo');
const killer = killerOf(() => server);
const provider = await startCps({
  connect: () => (killer.at('before it is read') ? false : undefined),
  request: () => killer.at('while it is worked on'),
  answered: () => killer.at('after it is answered'),
});

const server = killableServer({ CPS_BASE_URL: provider.url, CPS_API_KEY: 'k', CPS_PRIVATE_KEY: 'p' });

after(async () => {
  await server.remove();
  await provider.stop();
});

test(`${KILLS} kills at each moment of a payment`, async () => {
  let url = await server.start();
  const { token } = await login(url, 'carmen@bodega.demo', { tenant });
  let cashier = as(url, token);
  const [register] = (await cashier.get('/cajas')).body;
  const opened = await cashier.post('/cajas/abrir', { id_caja: register.id, conteo: { '100.00': 1 } });
  assert.equal(opened.status, 201, opened.text);
  const payments = [];
  const expected = {
    'before it is read': { effects: 0 },
    'while it is worked on': { effects: 1 },
    'after it is answered': { effects: 1 },
  };
  for (const [name, { effects }] of Object.entries(expected)) {
    for (let kill = 0; kill < KILLS; kill += 1) {
      const payment = { name, effects, key: newKey(), number: `0414${String(1000000 + payments.length)}` };
      payments.push(payment);
      const body = { numberService: payment.number, idTypeService: 57, amount: 1 };
      killer.arm(name);
      payment.answer = await cashier.post('/cps/v2/operation/use/pay', body, { key: payment.key }).catch(() => undefined);
      await killer.done(name);

      url = await server.start();
      cashier = as(url, token);
      await server.tell({ sql: RUN_OUT });
      await server.tell({ cron: EVERY_MINUTE });
      // Asked again with the same key, nothing is sent again.
      const again = await cashier.post('/cps/v2/operation/use/pay', body, { key: payment.key });
      assert.equal(again.status, 200, again.text);
      payment.status = again.body.data.status;
      if (payment.answer) assert.equal(payment.answer.body.data.idOperation, again.body.data.idOperation);
    }
  }
  await server.kill();
  for (const { name, number, status, answer, effects } of payments) {
    assert.equal(provider.effects.get(number) ?? 0, effects, `${name} ${number}`);
    // Only an answer that was stored makes it final; all else waits for a person.
    assert.ok(status === 'pending' || (status === 'approved' && name === 'after it is answered'), `${name}: ${status}`);
    if (answer) assert.equal(status, 'approved');
  }
  const settled = payments.filter(({ status }) => status === 'approved').length;
  console.log(`${payments.length} payments: ${settled} settled before the end, ${payments.length - settled} wait for a person`);
  await withDatabase(server.path, async (database) => {
    await checkLedger(database);
    const [{ held }] = await rows(database, "SELECT held FROM account WHERE kind = 'provider_prefund' AND posted > 0");
    assert.equal(held, (payments.length - settled) * 100);
    const states = await rows(database, 'SELECT DISTINCT state FROM provider_order ORDER BY state');
    assert.ok(states.every(({ state: found }) => ['delivered', 'unknown'].includes(found)), JSON.stringify(states));
    const [{ cash }] = await rows(database, "SELECT posted AS cash FROM account WHERE kind = 'register_cash' AND owner_id = ?", register.id);
    assert.equal(cash, 10_000 + payments.length * 100);
  });
});
