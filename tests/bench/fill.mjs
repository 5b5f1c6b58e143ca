// Fills a database with top-ups, in bulk but through every trigger and constraint, as if they had been sold in the last 90 days.
import { rows } from '../lib/ledger.mjs';

const CHUNK = 5_000;
const DAYS_MS = 90 * 24 * 60 * 60 * 1000;
const NUMBERS = 'WITH RECURSIVE number (n) AS (SELECT ?1 UNION ALL SELECT n + 1 FROM number WHERE n < ?2)';
const ID = "printf('00000000-0000-4000-8000-%012x', n)";

/** Adds `count` top-ups of 0.10 of one operator to a session that is open. */
export async function fill(database, count, { session, operator }) {
  const [known] = await rows(
    database,
    `SELECT cash_session.tenant_id AS tenant, cash_session.user_id AS user, operator.id AS operator, float.id AS float, drawer.id AS drawer, float.currency
     FROM cash_session
     JOIN operator ON operator.tenant_id = cash_session.tenant_id AND operator.name = ?2
     JOIN account AS float ON float.tenant_id = operator.tenant_id AND float.kind = 'operator_float' AND float.owner_id = operator.id
     JOIN account AS drawer ON drawer.tenant_id = operator.tenant_id AND drawer.kind = 'register_cash' AND drawer.owner_id = cash_session.register_id
     WHERE cash_session.id = ?1`,
    session,
    operator,
  );
  const now = Date.now();
  const time = `CAST(${now - DAYS_MS} + n * ${DAYS_MS / count} AS INTEGER)`;
  const phone = "'7' || printf('%07d', n % 10000000)";
  for (let from = 1; from <= count; from += CHUNK) {
    const to = Math.min(from + CHUNK - 1, count);
    const insert = (into, select, ...parameters) =>
      database.prepare(`INSERT INTO ${into} ${NUMBERS} SELECT ${select} FROM number`).bind(from, to, known.tenant, ...parameters);
    await database.batch([
      insert(
        'operation (id, tenant_id, kind, state, actor, user_id, cash_session_id, amount, subject, created_at_ms, updated_at_ms)',
        `${ID}, ?3, 'top_up', 'succeeded', 'user:' || ?4, ?4, ?5, 10, ${phone}, ${time}, ${time}`,
        known.user, session,
      ),
      insert(
        'transfer (tenant_id, operation_id, kind, currency, from_account_id, to_account_id, amount, cash_session_id, created_at_ms)',
        `?3, ${ID}, 'posted', ?4, ?5, ?6, 10, ?7, ${time}`,
        known.currency, known.float, known.drawer, session,
      ),
      insert(
        'top_up (tenant_id, operation_id, operator_id, phone, amount, cash_session_id, user_id, created_at_ms, branch_id, local_day)',
        `?3, ${ID}, ?4, ${phone}, 10, ?5, ?6, ${time}, (SELECT min(id) FROM branch WHERE tenant_id = ?3), ${time} / 86400000`,
        known.operator, session, known.user,
      ),
    ]);
  }
}
