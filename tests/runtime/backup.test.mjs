// A shop's database is backed up and restored elsewhere, and the Worker goes on from there.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { as, login, newKey } from '../lib/client.mjs';
import { checkLedger, fingerprint } from '../lib/ledger.mjs';
import { prepare, startRuntime, temporaryState } from '../lib/runtime.mjs';
import { runScript } from '../lib/script.mjs';

const [here, elsewhere] = [temporaryState(), temporaryState()];
let runtime;
after(async () => {
  await runtime?.stop();
  here.remove();
  elsewhere.remove();
});

test('restored elsewhere, the shop goes on selling where it stopped', async () => {
  runtime = await startRuntime({ state: here.path });
  await prepare(runtime);
  const cashier = await login(runtime.url, 'Operador');
  const [{ id }] = (await cashier.get('/cajas')).body;
  const session = (await cashier.post('/cajas/abrir', { id_caja: id, monto_inicial: 0, id_usuario: cashier.user.id })).body.id;
  const key = newKey();
  const sale = { operadora: 'Tigo', numero_cliente: '76543210', monto: 30, id_caja_sesion: session };
  const sold = await cashier.post('/recargas/cliente', sale, { key });
  assert.equal(sold.status, 201, sold.text);
  const before = await fingerprint(runtime.database);
  await runtime.stop();

  const file = join(here.path, 'backup.sql');
  for (const [script, state] of [['backup.mjs', here.path], ['restore.mjs', elsewhere.path]]) {
    const { code, output } = await runScript(script, { STATE: state, FILE: file });
    assert.equal(code, 0, output);
  }

  runtime = await startRuntime({ state: elsewhere.path });
  assert.equal(await fingerprint(runtime.database), before);
  await checkLedger(runtime.database);
  const again = as(runtime.url, cashier.token);
  const replay = await again.post('/recargas/cliente', sale, { key });
  assert.equal(replay.text, sold.text);
  assert.equal(replay.headers.get('idempotency-replayed'), 'true');
  assert.equal((await again.post('/recargas/cliente', { ...sale, monto: 970 }, { key: newKey() })).status, 201);
  const refused = await again.post('/recargas/cliente', { ...sale, monto: 0.1 }, { key: newKey() });
  assert.equal(refused.body.code, 'float_insufficient');
  await checkLedger(runtime.database);
});
