// The server is killed at random moments of a stream of top-ups and started again on the same files: every answered sale is there once,
// every unanswered one once or not at all, its key tells which, and repeating it with the same key ends in exactly one.
import assert from 'node:assert/strict';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { spawnGroup } from '../../scripts/lib/process.mjs';
import { withDatabase } from '../../scripts/lib/d1.mjs';
import { as, login, newKey } from '../lib/client.mjs';
import { checkLedger, rows } from '../lib/ledger.mjs';
import { seeded } from '../lib/random.mjs';
import { temporaryState } from '../lib/runtime.mjs';

const KILLS = 30;
const STREAMS = 6;
const state = temporaryState();
const random = seeded('kill test');
let server;

after(async () => {
  await server?.kill();
  state.remove();
});

async function start() {
  server = spawnGroup(process.execPath, [fileURLToPath(new URL('../lib/server.mjs', import.meta.url)), state.path], { stdio: ['ignore', 'pipe', 'inherit'] });
  for await (const line of createInterface({ input: server.child.stdout })) return JSON.parse(line).url;
  throw new Error('the server ended before it was up');
}

// Sells until `killed()`; answers what is known of each request: its key, its body, and the answer if one came.
async function sell(cashier, session, killed) {
  const sales = [];
  while (!killed()) {
    const sale = {
      key: newKey(),
      body: { operadora: random.pick(['Tigo', 'Entel', 'Viva']), numero_cliente: `7${random.between(1000000, 9999999)}`, monto: 0.1, id_caja_sesion: session },
    };
    sales.push(sale);
    try {
      sale.answer = await cashier.post('/recargas/cliente', sale.body, { key: sale.key });
    } catch {
      break; // the connection was cut
    }
  }
  return sales;
}

async function fateOf(cashier, { key }) {
  const answer = await cashier.get(`/operaciones?idempotency_key=${key}`);
  assert.equal(answer.status, 200, answer.text);
  assert.ok(answer.body.operaciones.length <= 1);
  return answer.body.operaciones[0];
}

test(`${KILLS} kills during a stream of top-ups`, async () => {
  let url = await start();
  const { token, user } = await login(url, 'Operador');
  let cashier = as(url, token);
  const [register] = (await cashier.get('/cajas')).body;
  const opened = await cashier.post('/cajas/abrir', { id_caja: register.id, monto_inicial: 0, id_usuario: user.id, id_user_create: user.id });
  assert.equal(opened.status, 201, opened.text);
  const session = opened.body.id;
  const answered = [];
  const tally = { answered: 0, kept: 0, lost: 0 };

  for (let kill = 1; kill <= KILLS; kill += 1) {
    let dead = false;
    const streams = Array.from({ length: STREAMS }, () => sell(cashier, session, () => dead));
    // A random moment is the point here, not a condition that could be waited for.
    await sleep(random.between(20, 300));
    await server.kill();
    dead = true;
    const sales = (await Promise.all(streams)).flat();

    url = await start();
    cashier = as(url, token);
    for (const sale of sales) {
      const known = await fateOf(cashier, sale);
      if (sale.answer) {
        assert.equal(sale.answer.status, 201, sale.answer.text);
        assert.ok(known, `answered and not there: ${sale.key}`);
        assert.equal(known.id, sale.answer.body.id_operacion);
        tally.answered += 1;
      } else {
        tally[known ? 'kept' : 'lost'] += 1;
      }
      assert.ok(!known || known.estado === 'succeeded');
      // Only some of the answered ones are repeated, all of the others.
      if (!sale.answer || random.below(4) === 0) {
        const again = await cashier.post('/recargas/cliente', sale.body, { key: sale.key });
        assert.equal(again.status, 201, again.text);
        assert.equal(again.headers.get('idempotency-replayed'), known ? 'true' : null);
        if (known) assert.equal(again.body.id_operacion, known.id);
        if (sale.answer) assert.equal(again.text, sale.answer.text);
        sale.answer = again;
      }
      answered.push(sale);
    }
  }
  await server.kill();
  console.log(`${answered.length} sales: ${tally.answered} answered, ${tally.kept} unanswered and kept, ${tally.lost} unanswered and not there`);
  assert.ok(tally.answered > KILLS, 'hardly anything was sold between the kills');

  await withDatabase(state.path, async (database) => {
    await checkLedger(database);
    const sold = await rows(database, `
      SELECT operation.idempotency_key AS key, count(*) AS times FROM top_up JOIN operation ON operation.id = top_up.operation_id GROUP BY 1`);
    assert.deepEqual(new Map(sold.map(({ key, times }) => [key, times])), new Map(answered.map(({ key }) => [key, 1])));
    const [{ cash }] = await rows(database, "SELECT posted AS cash FROM account WHERE kind = 'register_cash' AND owner_id = ?", register.id);
    assert.equal(cash, answered.length * 10);
  });
});
