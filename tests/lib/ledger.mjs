// The ledger's invariants, read from the database itself: what has to be true after every scenario.
import assert from 'node:assert/strict';

// Each answers the rows that break it.
const INVARIANTS = {
  'the accounts of a currency add up to zero': `
    SELECT tenant_id, currency, sum(posted) AS total FROM account GROUP BY tenant_id, currency HAVING total <> 0`,
  'a balance is the sum of its transfers': `
    SELECT account.id, account.kind, account.posted, coalesce(moved.total, 0) AS moved FROM account
    LEFT JOIN (SELECT account_id, sum(amount) AS total FROM (
        SELECT to_account_id AS account_id, amount FROM transfer WHERE kind IN ('posted', 'post')
        UNION ALL SELECT from_account_id, -amount FROM transfer WHERE kind IN ('posted', 'post')) GROUP BY account_id) AS moved
      ON moved.account_id = account.id
    WHERE account.posted <> coalesce(moved.total, 0)`,
  'what is held is the open holds': `
    SELECT account.id, account.kind, account.held, coalesce(open.total, 0) AS open FROM account
    LEFT JOIN (SELECT from_account_id AS account_id, sum(amount) AS total FROM transfer AS hold
        WHERE kind = 'held' AND NOT EXISTS (SELECT 1 FROM transfer WHERE resolves_transfer_id = hold.id) GROUP BY from_account_id) AS open
      ON open.account_id = account.id
    WHERE account.held <> coalesce(open.total, 0)`,
  'no account is below its floor': `
    SELECT id, kind, posted, held, floor FROM account WHERE posted - held < floor`,
  'a sale is one operation with one transfer of its amount': `
    SELECT top_up.id FROM top_up
    LEFT JOIN operation ON operation.id = top_up.operation_id AND operation.kind = 'top_up' AND operation.amount = top_up.amount
    WHERE operation.id IS NULL`,
  'an operation that moved value has transfers, and its reversal undoes them': `
    SELECT original.id FROM operation AS reversal JOIN operation AS original ON original.id = reversal.reverses_operation_id
    WHERE original.state <> 'reversed'
      OR (SELECT count(*) FROM transfer WHERE operation_id = original.id) <> (SELECT count(*) FROM transfer WHERE operation_id = reversal.id)`,
  'a customer owes what unpaid invoices come to': `
    SELECT account.id, account.posted FROM account WHERE kind = 'customer_receivable' AND posted <> (
      SELECT coalesce(sum(amount), 0) FROM invoice WHERE customer_id = account.owner_id
        AND id NOT IN (SELECT invoice_id FROM invoice_payment))`,
  'a used coupon was collected once and paid its invoices, another one none': `
    SELECT coupon.barcode FROM coupon WHERE (state = 'used') <> (SELECT count(*) FROM coupon_collection WHERE coupon_id = coupon.id)
      OR (SELECT coalesce(sum(amount), 0) FROM invoice JOIN invoice_payment ON invoice_payment.invoice_id = invoice.id WHERE coupon_id = coupon.id)
        <> iif(state = 'used', amount, 0)`,
  'a pending coupon holds its invoices, another one none': `
    SELECT coupon.barcode FROM coupon WHERE (SELECT count(*) FROM invoice_reservation WHERE coupon_id = coupon.id)
      <> iif(state = 'pending', (SELECT count(*) FROM coupon_invoice WHERE coupon_id = coupon.id), 0)`,
  'what branches owe one another comes to nothing': `
    SELECT tenant_id, sum(posted) AS total FROM account WHERE kind = 'between_branches' GROUP BY tenant_id HAVING total <> 0`,
  'a contact has the points that its movements come to': `
    SELECT account.owner_id AS contact, account.posted FROM account WHERE kind = 'loyalty_points' AND posted <> (
      SELECT coalesce(sum(iif(movement.kind IN ('earning', 'addition'), movement.points, -movement.points)), 0)
      FROM loyalty_movement AS movement JOIN operation ON operation.id = movement.operation_id AND operation.state = 'succeeded'
      WHERE movement.contact_id = account.owner_id)`,
  'a wallet has given out what its contacts have': `
    SELECT wallet.id, issued.posted FROM loyalty_wallet AS wallet
    JOIN account AS issued ON issued.kind = 'loyalty_issued' AND issued.owner_id = wallet.id
    WHERE -issued.posted <> (SELECT coalesce(sum(points.posted), 0) FROM loyalty_contact AS contact
      JOIN account AS points ON points.kind = 'loyalty_points' AND points.owner_id = contact.id WHERE contact.wallet_id = wallet.id)`,
  'a movement says what was there afterwards': `
    SELECT id, balance_after, moved FROM (
      SELECT movement.id, balance_after, balance_after - lag(balance_after) OVER (PARTITION BY contact_id ORDER BY movement.id) AS difference,
        iif(movement.kind IN ('earning', 'addition'), points, -points) AS moved,
        (SELECT count(*) FROM operation AS reversal JOIN loyalty_movement AS other ON other.operation_id = reversal.reverses_operation_id
          WHERE other.contact_id = movement.contact_id) AS reversals
      FROM loyalty_movement AS movement)
    WHERE reversals = 0 AND difference <> moved`,
  'a register and a user have one open session at most': `
    SELECT tenant_id, register_id AS owner FROM cash_session WHERE closed_at_ms IS NULL GROUP BY 1, 2 HAVING count(*) > 1
    UNION ALL
    SELECT tenant_id, user_id FROM cash_session WHERE closed_at_ms IS NULL GROUP BY 1, 2 HAVING count(*) > 1`,
};

/** Fails, naming the invariant and the rows, unless all of them hold. */
export async function checkLedger(database) {
  const names = Object.keys(INVARIANTS);
  const answers = await database.batch(names.map((name) => database.prepare(INVARIANTS[name])));
  answers.forEach(({ results }, index) => assert.deepEqual(results, [], `broken: ${names[index]}`));
}

/** What could change, as text: two calls answer the same when nothing was changed in between. Logins and attempts do not count. */
export async function fingerprint(database) {
  const tables = ['tenant', 'branch', 'user_account', 'account', 'operation', 'transfer', 'cash_register', 'cash_session', 'operator',
    'top_up', 'top_up_reference', 'injection', 'customer', 'customer_word', 'invoice', 'coupon', 'coupon_invoice', 'coupon_collection',
    'coupon_cancellation', 'invoice_reservation', 'invoice_payment', 'portal_secret', 'tenant_domain', 'collaborator',
    'loyalty_wallet', 'loyalty_permission', 'loyalty_phone_mark', 'loyalty_contact', 'loyalty_movement'];
  const answers = await database.batch(tables.map((table) => database.prepare(`SELECT * FROM ${table}`)));
  return JSON.stringify(answers.map(({ results }) => results));
}

/** Rows of one query. */
export async function rows(database, sql, ...parameters) {
  return (await database.prepare(sql).bind(...parameters).all()).results;
}
