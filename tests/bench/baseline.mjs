// For comparison: the same sale as a few lines of JavaScript would do it, without ledger, guards, keys or tokens. It can lose money.
export const SCHEMA = [
  'CREATE TABLE float (operator TEXT PRIMARY KEY, balance INTEGER NOT NULL)',
  'CREATE TABLE sale (id INTEGER PRIMARY KEY, operator TEXT NOT NULL, phone TEXT NOT NULL, amount INTEGER NOT NULL, created_at_ms INTEGER NOT NULL)',
  "INSERT INTO float VALUES ('Tigo', 100000000)",
];

export const SCRIPT = `
export default {
  async fetch(request, env) {
    if (request.method === 'GET') return Response.json((await env.DB.prepare('SELECT operator, balance FROM float').all()).results);
    const { operadora, numero_cliente, monto } = await request.json();
    const amount = Math.round(monto * 100);
    const [, sale] = await env.DB.batch([
      env.DB.prepare('UPDATE float SET balance = balance - ? WHERE operator = ?').bind(amount, operadora),
      env.DB.prepare('INSERT INTO sale (operator, phone, amount, created_at_ms) VALUES (?, ?, ?, ?) RETURNING id').bind(operadora, numero_cliente, amount, Date.now()),
    ]);
    return Response.json({ id: sale.results[0].id, operadora, numero_cliente, monto }, { status: 201 });
  },
};`;
