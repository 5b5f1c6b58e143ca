//! Moving an operation's value back: a new transfer that points at the old one.

use super::commit::{Answer, Caller, commit, reference};
use crate::app::App;
use crate::error::Failure;
use crate::store::operation::OperationRow;
use crate::store::{ledger, operation};

/// Reverses a top-up, an injection, a cash movement, money with a provider or from an integrator. Cash goes through the original's session
/// while that is open, else through the caller's own. Refuses with `operation_not_found`, `operation_not_reversible`,
/// `operation_already_reversed`, `cash_session_required`, then `cash_insufficient`, `float_insufficient` or `prefund_insufficient`, and with
/// `credit_limit_reached` where an integrator would owe more than it may.
pub async fn reverse(
    app: &App,
    caller: &Caller<'_>,
    original_id: &str,
    reason: &str,
) -> Result<Answer<OperationRow>, Failure> {
    let now_ms = app.ports.clock.now_ms();
    let reference = reference(app, caller)?;
    let mut statements = vec![ledger::claim_reversal(
        &reference,
        caller.identity,
        original_id,
        reason,
        now_ms,
    )];
    statements.extend(ledger::reverse(&reference, original_id, now_ms));
    commit(
        app,
        caller.identity,
        &reference,
        statements,
        operation::by_reference(&reference),
    )
    .await
}
