//! What is always true of the ledger, as queries that return whatever breaks it.

use super::row::columns;
use crate::ports::Statement;

/// Something that must never be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ViolationRow {
    /// Which rule is broken.
    pub rule: String,
    /// Of which tenant.
    pub tenant_id: i64,
    /// Where: a currency, an account, an operation.
    pub place: String,
}
columns!(ViolationRow {
    rule,
    tenant_id,
    place
});

macro_rules! violations {
    ($rule:literal, $place:literal, $rest:literal) => {
        concat!(
            "SELECT json_object('rule', '",
            $rule,
            "', 'tenant_id', tenant_id, 'place', ",
            $place,
            ") AS row ",
            $rest,
            " LIMIT 100"
        )
    };
}

/// Nothing is made from nothing: a tenant's accounts of one currency add up to zero.
const SUM_IS_ZERO: &str = violations!(
    "sum_is_zero",
    "currency",
    "FROM account GROUP BY tenant_id, currency HAVING sum(posted) <> 0"
);

/// A balance is the sum of its transfers.
const POSTED_IS_EXPLAINED: &str = violations!(
    "posted_is_explained",
    "CAST(id AS TEXT)",
    "FROM account WHERE posted <> \
       coalesce((SELECT sum(amount) FROM transfer WHERE to_account_id = account.id AND kind IN ('posted', 'post')), 0) \
       - coalesce((SELECT sum(amount) FROM transfer WHERE from_account_id = account.id AND kind IN ('posted', 'post')), 0)"
);

/// What is held is what open holds hold.
const HELD_IS_OPEN_HOLDS: &str = violations!(
    "held_is_open_holds",
    "CAST(id AS TEXT)",
    "FROM account WHERE held <> coalesce((SELECT sum(amount) FROM transfer AS hold WHERE hold.from_account_id = account.id AND hold.kind = 'held' \
       AND NOT EXISTS (SELECT 1 FROM transfer AS resolution WHERE resolution.resolves_transfer_id = hold.id)), 0)"
);

/// No account is below its floor.
const FLOOR_HOLDS: &str = violations!(
    "floor_holds",
    "CAST(id AS TEXT)",
    "FROM account WHERE posted - held < floor"
);

/// A reversed operation has exactly one reversal, and nothing else has one.
const REVERSED_IS_REVERSED: &str = violations!(
    "reversed_is_reversed",
    "id",
    "FROM operation WHERE (state = 'reversed') <> (SELECT count(*) FROM operation AS reversal \
       WHERE reversal.tenant_id = operation.tenant_id AND reversal.reverses_operation_id = operation.id)"
);

/// A closed session's expected amount is what it opened with and everything that moved its drawer since.
const EXPECTED_IS_EXPLAINED: &str = violations!(
    "expected_is_explained",
    "CAST(id AS TEXT)",
    "FROM cash_session WHERE closed_at_ms IS NOT NULL AND expected_amount <> opening_amount + coalesce((SELECT \
       sum(iif(account.id = transfer.to_account_id, transfer.amount, -transfer.amount)) FROM transfer \
       JOIN operation ON operation.id = transfer.operation_id AND operation.kind NOT IN ('cash_session_open', 'cash_session_close') \
       JOIN account ON account.id IN (transfer.from_account_id, transfer.to_account_id) AND account.kind = 'register_cash' \
       WHERE transfer.cash_session_id = cash_session.id), 0)"
);

/// The sums by day are those of the top-ups that were not reversed.
const DAYS_ADD_UP: &str = violations!(
    "days_add_up",
    "branch_id || ' ' || local_day || ' ' || operator_id",
    "FROM (SELECT tenant_id, branch_id, local_day, operator_id, total FROM top_up_day UNION ALL \
       SELECT top_up.tenant_id, branch_id, local_day, operator_id, -top_up.amount FROM top_up \
       JOIN operation ON operation.id = top_up.operation_id AND operation.state = 'succeeded') \
     GROUP BY tenant_id, branch_id, local_day, operator_id HAVING sum(total) <> 0"
);

/// What a customer owes is what its unpaid invoices come to.
const DEBTS_ARE_INVOICES: &str = violations!(
    "debts_are_invoices",
    "CAST(id AS TEXT)",
    "FROM account WHERE kind = 'customer_receivable' AND posted <> coalesce((SELECT sum(amount) FROM invoice \
       WHERE invoice.tenant_id = account.tenant_id AND invoice.customer_id = account.owner_id \
         AND NOT EXISTS (SELECT 1 FROM invoice_payment WHERE invoice_payment.invoice_id = invoice.id)), 0)"
);

/// A coupon asks for what its invoices come to.
const COUPONS_ADD_UP: &str = violations!(
    "coupons_add_up",
    "barcode",
    "FROM coupon WHERE amount <> coalesce((SELECT sum(invoice.amount) FROM coupon_invoice \
       JOIN invoice ON invoice.id = coupon_invoice.invoice_id WHERE coupon_invoice.coupon_id = coupon.id), 0)"
);

/// A coupon is used where and only where it was collected, with one receipt, and all its invoices were paid by it.
const USED_IS_COLLECTED: &str = violations!(
    "used_is_collected",
    "barcode",
    "FROM coupon WHERE (state = 'used') <> (SELECT count(*) FROM coupon_collection WHERE coupon_collection.coupon_id = coupon.id) \
       OR (SELECT count(*) FROM invoice_payment WHERE invoice_payment.tenant_id = coupon.tenant_id AND invoice_payment.coupon_id = coupon.id) \
         <> iif(state = 'used', (SELECT count(*) FROM coupon_invoice WHERE coupon_invoice.coupon_id = coupon.id), 0)"
);

/// A collection took its amount from the customer's debt into a drawer or to the bank, once.
const COLLECTIONS_MOVED: &str = violations!(
    "collections_moved",
    "operation_id",
    "FROM coupon_collection WHERE amount <> coalesce((SELECT sum(transfer.amount) FROM transfer \
         JOIN account ON account.id = transfer.from_account_id AND account.kind = 'customer_receivable' \
         WHERE transfer.tenant_id = coupon_collection.tenant_id AND transfer.operation_id = coupon_collection.operation_id), 0) \
       OR amount <> coalesce((SELECT sum(transfer.amount) FROM transfer \
         JOIN account ON account.id = transfer.to_account_id AND account.kind = iif(coupon_collection.method = 'EFECTIVO', 'register_cash', 'bank_clearing') \
         WHERE transfer.tenant_id = coupon_collection.tenant_id AND transfer.operation_id = coupon_collection.operation_id), 0)"
);

/// What the others owe a branch is what they collected for it, less what it collected for them.
const BRANCHES_ARE_EVEN: &str = violations!(
    "branches_are_even",
    "CAST(id AS TEXT)",
    "FROM account WHERE kind = 'between_branches' AND posted <> coalesce((SELECT \
       sum(coupon_collection.amount * ((coupon.branch_id = account.owner_id) - (coupon_collection.branch_id = account.owner_id))) \
       FROM coupon_collection JOIN coupon ON coupon.id = coupon_collection.coupon_id WHERE coupon_collection.tenant_id = account.tenant_id), 0)"
);

/// What is reserved are the invoices of pending coupons.
const RESERVED_IS_PENDING: &str = violations!(
    "reserved_is_pending",
    "barcode",
    "FROM coupon WHERE (SELECT count(*) FROM invoice_reservation WHERE invoice_reservation.tenant_id = coupon.tenant_id \
       AND invoice_reservation.coupon_id = coupon.id) \
       <> iif(state = 'pending', (SELECT count(*) FROM coupon_invoice WHERE coupon_invoice.coupon_id = coupon.id), 0)"
);

/// What customers have deposited is what open orders took in, and what is to be given back.
const DEPOSITS_ARE_OPEN: &str = violations!(
    "deposits_are_open",
    "CAST(id AS TEXT)",
    "FROM account WHERE kind = 'customer_deposit' AND posted <> \
       - coalesce((SELECT sum(service_payment.amount) FROM service_payment JOIN provider_order ON provider_order.operation_id = service_payment.operation_id \
           WHERE service_payment.tenant_id = account.tenant_id AND provider_order.state IN ('submitted', 'pending', 'unknown') \
             AND NOT (service_payment.integrator_id IS NOT NULL AND service_payment.operation_id IN (SELECT operation_id FROM phone_credit_completion))), 0) \
       - coalesce((SELECT sum(amount) FROM refund_due WHERE refund_due.tenant_id = account.tenant_id), 0)"
);

/// An order's money is held while it is open, paid where it was delivered, and let go where it was refused; its operation says the same.
const ORDERS_ARE_SETTLED: &str = violations!(
    "orders_are_settled",
    "operation_id",
    "FROM provider_order WHERE (hold_transfer_id IS NOT NULL AND coalesce((SELECT kind FROM transfer WHERE resolves_transfer_id = hold_transfer_id), '') \
         <> CASE state WHEN 'delivered' THEN 'post' WHEN 'refused' THEN 'void' ELSE '' END) \
       OR (hold_transfer_id IS NULL) <> EXISTS (SELECT 1 FROM loyalty_order WHERE loyalty_order.operation_id = provider_order.operation_id) \
       OR (SELECT operation.state FROM operation WHERE operation.id = operation_id) NOT IN (CASE state WHEN 'delivered' THEN 'succeeded' \
         WHEN 'refused' THEN 'failed' WHEN 'unknown' THEN 'unknown' ELSE 'submitted' END)"
);

/// Cash is to be given back where a customer paid in cash for what was refused, until it was.
const REFUNDS_ARE_DUE: &str = violations!(
    "refunds_are_due",
    "operation_id",
    "FROM service_payment WHERE EXISTS (SELECT 1 FROM refund_due WHERE refund_due.operation_id = service_payment.operation_id) \
       + EXISTS (SELECT 1 FROM service_refund WHERE refunds_operation_id = service_payment.operation_id AND service_refund.amount = service_payment.amount) \
       <> (cash_session_id IS NOT NULL AND EXISTS (SELECT 1 FROM provider_order \
            WHERE provider_order.operation_id = service_payment.operation_id AND state = 'refused'))"
);

/// Every payment has its order.
const PAYMENTS_ARE_ORDERED: &str = violations!(
    "payments_are_ordered",
    "operation_id",
    "FROM service_payment WHERE NOT EXISTS (SELECT 1 FROM provider_order WHERE provider_order.operation_id = service_payment.operation_id)"
);

/// What an order of phone credit was completed with is what it offered, and its payment is of the same phone, amount and wallet.
const COMPLETIONS_ARE_PAID: &str = violations!(
    "completions_are_paid",
    "order_id",
    "FROM phone_credit_completion AS completion WHERE NOT EXISTS (SELECT 1 FROM service_payment \
       JOIN phone_credit_order AS preview ON preview.id = completion.order_id \
       JOIN phone_credit_amount AS offered ON offered.order_id = preview.id AND offered.amount = completion.amount \
       JOIN transfer AS hold ON hold.tenant_id = completion.tenant_id AND hold.operation_id = completion.operation_id AND hold.kind = 'held' \
       JOIN account AS wallet ON wallet.id = hold.from_account_id AND wallet.kind = 'phone_wallet' AND wallet.owner_id = completion.wallet_id \
       WHERE service_payment.operation_id = completion.operation_id AND service_payment.service_id = preview.dealer_id \
         AND service_payment.number = preview.number AND service_payment.amount = completion.amount AND hold.amount = completion.amount)"
);

/// What a contact has is what its movements come to that were not undone.
const POINTS_ARE_MOVEMENTS: &str = violations!(
    "points_are_movements",
    "CAST(id AS TEXT)",
    "FROM account WHERE kind = 'loyalty_points' AND posted <> coalesce((SELECT \
       sum(iif(movement.kind IN ('earning', 'addition'), movement.points, -movement.points)) FROM loyalty_movement AS movement \
       JOIN operation ON operation.id = movement.operation_id AND operation.state = 'succeeded' WHERE movement.contact_id = account.owner_id), 0)"
);

/// A wallet knows how many contacts it has.
const CONTACTS_ARE_COUNTED: &str = violations!(
    "contacts_are_counted",
    "CAST(id AS TEXT)",
    "FROM loyalty_wallet AS wallet WHERE contacts <> (SELECT count(*) FROM loyalty_contact WHERE wallet_id = wallet.id)"
);

/// A movement has moved its points between its contact and its wallet, and says what was there afterwards.
const MOVEMENTS_MOVED: &str = violations!(
    "movements_moved",
    "operation_id",
    "FROM loyalty_movement AS movement WHERE points <> coalesce((SELECT sum(transfer.amount) FROM transfer \
       JOIN account AS contact ON contact.id = iif(movement.kind IN ('earning', 'addition'), transfer.to_account_id, transfer.from_account_id) \
         AND contact.kind = 'loyalty_points' AND contact.owner_id = movement.contact_id \
       JOIN account AS wallet ON wallet.id = iif(movement.kind IN ('earning', 'addition'), transfer.from_account_id, transfer.to_account_id) \
         AND wallet.kind = 'loyalty_issued' AND wallet.owner_id = movement.wallet_id \
       WHERE transfer.tenant_id = movement.tenant_id AND transfer.operation_id = movement.operation_id), 0)"
);

/// Selects every broken rule ([`ViolationRow`]), one statement for each. They read everything: for tests and the daily job,
/// which sends each as a batch of its own so that no sale waits for all of them.
pub fn violations() -> Vec<Statement> {
    [
        SUM_IS_ZERO,
        POSTED_IS_EXPLAINED,
        HELD_IS_OPEN_HOLDS,
        FLOOR_HOLDS,
        REVERSED_IS_REVERSED,
        EXPECTED_IS_EXPLAINED,
        DAYS_ADD_UP,
        DEBTS_ARE_INVOICES,
        COUPONS_ADD_UP,
        USED_IS_COLLECTED,
        COLLECTIONS_MOVED,
        BRANCHES_ARE_EVEN,
        RESERVED_IS_PENDING,
        DEPOSITS_ARE_OPEN,
        ORDERS_ARE_SETTLED,
        REFUNDS_ARE_DUE,
        PAYMENTS_ARE_ORDERED,
        COMPLETIONS_ARE_PAID,
        POINTS_ARE_MOVEMENTS,
        CONTACTS_ARE_COUNTED,
        MOVEMENTS_MOVED,
    ]
    .into_iter()
    .map(Statement::new)
    .collect()
}
