//! Cash in and out of a drawer for a reason of its own.

use super::commit::{Answer, Caller, commit, reference};
use crate::app::App;
use crate::error::Failure;
use crate::store::cash_session::SessionUse;
use crate::store::ledger::{Counterpart, Direction};
use crate::store::movement::MovementRow;
use crate::store::operation::NewOperation;
use crate::store::{cash_session, ledger, movement, operation};
use ventanilla_core::operation::OperationKind;
use ventanilla_core::wire::kantuta::sessions::{MovementKind, MovementRequest};

/// Moves cash. Refuses with `session_not_found`, `session_not_yours`, `session_not_open`, `cash_insufficient`, in this order.
pub async fn record(
    app: &App,
    caller: &Caller<'_>,
    request: &MovementRequest,
) -> Result<Answer<MovementRow>, Failure> {
    let now_ms = app.ports.clock.now_ms();
    let reference = reference(app, caller)?;
    let session_id = request.id_sesion_caja;
    let new_operation = NewOperation {
        kind: OperationKind::CashMovement,
        cash_session_id: Some(session_id),
        amount: Some(request.monto),
        subject: "",
        description: &request.motivo,
    };
    let mut statements = vec![
        operation::claim(
            &reference,
            Some(caller.identity.user_id),
            &new_operation,
            now_ms,
        ),
        cash_session::assert_usable(caller.identity, session_id, SessionUse::Movement),
    ];
    let direction = match request.tipo {
        MovementKind::Ingreso => Direction::In,
        MovementKind::Egreso => {
            statements.push(ledger::assert_cash(
                reference.tenant_id,
                session_id,
                request.monto,
            ));
            Direction::Out
        }
    };
    statements.push(ledger::move_cash(
        &reference,
        session_id,
        direction,
        Counterpart::Outside,
        request.monto,
        now_ms,
    ));
    commit(
        app,
        caller.identity,
        &reference,
        statements,
        movement::made_by(&reference),
    )
    .await
}
