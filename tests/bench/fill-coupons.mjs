// Fills a database with customers, an invoice each, and a pending coupon for every other one, through every trigger and constraint.
import { rows } from '../lib/ledger.mjs';

const CHUNK = 1_000;
const FIRST = 1_001;
const SURNAMES = ['Mamani', 'Quispe', 'Flores', 'Vargas', 'Rojas', 'Choque', 'Condori', 'Gutiérrez', 'Ibáñez', 'Peña'];

// The coupon's check digit: weights 3 and 1 from the left (contract of coupons, section 6.2).
const withCheckDigit = (digits) => digits + ((10 - ([...digits].reduce((sum, digit, index) => sum + Number(digit) * (index % 2 ? 1 : 3), 0) % 10)) % 10);

const dayOf = (now_ms, offset_min) => Math.floor((now_ms + offset_min * 60_000) / 86_400_000);

/** Adds `count` customers. Answers `{ codes, open }`: the codes of pending coupons, and the customers whose invoice is in none. */
export async function fillCoupons(database, count) {
  const [{ tenant, branch, number, offset }] = await rows(
    database,
    'SELECT tenant.id AS tenant, branch.id AS branch, branch.number, branch.utc_offset_min AS offset FROM tenant JOIN branch ON branch.id = default_branch_id',
  );
  const now = Date.now();
  const day = dayOf(now, offset);
  const date = new Date(day * 86_400_000).toISOString().slice(0, 10).replaceAll('-', '');
  const customers = Array.from({ length: count }, (_, index) => {
    const customer = FIRST + index;
    const name = `${SURNAMES[index % 10]} ${SURNAMES[Math.floor(index / 10) % 10]} ${customer}`;
    const words = [...new Set(name.normalize('NFD').replaceAll(/[\u0300-\u036f]/g, '').toLowerCase().split(' '))];
    const id = (kind) => `00000000-0000-4000-${kind}000-${String(customer).padStart(12, '0')}`;
    const code = index % 2 ? withCheckDigit(`${String(number).padStart(4, '0')}${String(customer).padStart(6, '0')}${date}`) : null;
    return { customer, name, words, invoice_operation: id('a'), coupon_operation: id('b'), code };
  });
  for (let from = 0; from < count; from += CHUNK) {
    const list = JSON.stringify(customers.slice(from, from + CHUNK));
    const run = (sql) => database.prepare(sql).bind(list, tenant, now, day, branch);
    const field = (name) => `json_extract(item.value, '$.${name}')`;
    const items = 'FROM json_each(?1) AS item JOIN (SELECT ?2 AS tenant, ?3 AS now, ?4 AS day, ?5 AS branch) AS given';
    // The items first: customers by items would be every customer with every item.
    const known = `CROSS JOIN customer ON customer.tenant_id = tenant AND customer.number = ${field('customer')}`;
    const operation = (id, kind) => `INSERT INTO operation (id, tenant_id, kind, state, actor, amount, created_at_ms, updated_at_ms)
      SELECT ${field(id)}, tenant, '${kind}', 'succeeded', 'bench', 1000, now, now ${items}`;
    await database.batch([
      run(`INSERT INTO customer (tenant_id, number, name, created_at_ms, updated_at_ms) SELECT tenant, ${field('customer')}, ${field('name')}, now, now ${items}`),
      run(`INSERT INTO customer_word (tenant_id, word, customer_id) SELECT DISTINCT tenant, word.value, customer.id ${items} ${known}
        JOIN json_each(${field('words')}) AS word`),
      run(operation('invoice_operation', 'invoice_issue')),
      run(`INSERT INTO invoice (tenant_id, reference, customer_id, kind, number, amount, operation_id, created_at_ms)
        SELECT tenant, 'bench-' || ${field('customer')}, customer.id, 'Factura', ${field('customer')}, 1000, ${field('invoice_operation')}, now ${items} ${known}`),
      run(`${operation('coupon_operation', 'coupon_issue')} WHERE ${field('code')} IS NOT NULL`),
      run(`INSERT INTO coupon (tenant_id, operation_id, branch_id, customer_id, barcode, amount, state, issued_day, due_day, created_at_ms)
        SELECT tenant, ${field('coupon_operation')}, branch, customer.id, ${field('code')}, 1000, 'pending', day, day + 30, now ${items} ${known}
        WHERE ${field('code')} IS NOT NULL`),
      run(`INSERT INTO coupon_invoice (coupon_id, position, tenant_id, invoice_id)
        SELECT coupon.id, 1, tenant, invoice.id ${items}
        JOIN coupon ON coupon.operation_id = ${field('coupon_operation')}
        JOIN invoice ON invoice.tenant_id = tenant AND invoice.reference = 'bench-' || ${field('customer')}`),
    ]);
  }
  return {
    codes: customers.flatMap(({ code }) => code ?? []),
    open: customers.filter(({ code }) => !code).map(({ customer }) => customer),
  };
}
