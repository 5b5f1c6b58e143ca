//! Opening and closing a register by counting what is in it.

use super::commit::{Answer, Caller, commit, reference, write};
use crate::app::App;
use crate::error::Failure;
use crate::store::cash_session::{CashSessionRow, SessionUse};
use crate::store::ledger::Counterpart;
use crate::store::operation::NewOperation;
use crate::store::{cash_session, ledger, operation, row};
use ventanilla_core::amount::Amount;
use ventanilla_core::operation::OperationKind;
use ventanilla_core::role::Role;
use ventanilla_core::wire::kantuta::sessions::{CloseSessionRequest, OpenSessionRequest};

/// What the drawer is opened with.
///
/// A count by denominations is believed, whoever counted; what it finds too much or too little is over/short. Without one, only an
/// Administrador's figure counts, and the difference is the owner's capital; everybody else opens with what the ledger says
/// (contract, 3.8 rule 4).
fn opening(caller: &Caller<'_>, request: &OpenSessionRequest) -> (Option<Amount>, Counterpart) {
    match (&request.conteo, request.monto_inicial) {
        (Some(count), _) => (Some(count.total()), Counterpart::CashOverShort),
        (None, Some(amount)) if caller.identity.role == Role::Administrador => {
            (Some(amount), Counterpart::Capital)
        }
        (None, _) => (None, Counterpart::Capital),
    }
}

/// Opens a register for a user. Refuses with `forbidden`, `register_not_found`, `user_has_open_session`, `register_has_open_session`.
pub async fn open(
    app: &App,
    caller: &Caller<'_>,
    request: &OpenSessionRequest,
) -> Result<Answer<CashSessionRow>, Failure> {
    let now_ms = app.ports.clock.now_ms();
    let reference = reference(app, caller)?;
    let user_id = request.id_usuario.unwrap_or(caller.identity.user_id);
    let (amount, counterpart) = opening(caller, request);
    let count = request.conteo.as_ref().map(|count| count.to_json());
    let new_operation = NewOperation {
        kind: OperationKind::CashSessionOpen,
        cash_session_id: None,
        amount,
        subject: "",
        description: "Apertura de caja",
    };
    let mut statements = vec![
        operation::claim(
            &reference,
            Some(caller.identity.user_id),
            &new_operation,
            now_ms,
        ),
        cash_session::assert_may_open(reference.tenant_id, request.id_caja, user_id),
        cash_session::open(
            &reference,
            request.id_caja,
            user_id,
            amount,
            count.as_deref(),
            now_ms,
        ),
    ];
    if let Some(amount) = amount {
        statements.push(ledger::settle_opening(
            &reference,
            counterpart,
            amount,
            now_ms,
        ));
    }
    let answer: Answer<CashSessionRow> = commit(
        app,
        caller.identity,
        &reference,
        statements,
        cash_session::opened_by(&reference),
    )
    .await?;
    Ok(Answer {
        value: answer.value.as_opened(),
        replayed: answer.replayed,
    })
}

/// Closes a session on what was counted. Refuses with `session_not_found`, `session_not_yours`, `session_already_closed`.
pub async fn close(
    app: &App,
    caller: &Caller<'_>,
    cash_session_id: i64,
    request: &CloseSessionRequest,
) -> Result<Answer<CashSessionRow>, Failure> {
    let now_ms = app.ports.clock.now_ms();
    let reference = reference(app, caller)?;
    let counted = request.monto_final_real;
    let count = request.conteo.as_ref().map(|count| count.to_json());
    let new_operation = NewOperation {
        kind: OperationKind::CashSessionClose,
        cash_session_id: Some(cash_session_id),
        amount: Some(counted),
        subject: "",
        description: "Cierre de caja",
    };
    let statements = vec![
        operation::claim(
            &reference,
            Some(caller.identity.user_id),
            &new_operation,
            now_ms,
        ),
        cash_session::assert_usable(caller.identity, cash_session_id, SessionUse::Closing),
        ledger::settle_closing(&reference, cash_session_id, counted, now_ms),
        cash_session::close(
            &reference,
            cash_session_id,
            caller.identity.user_id,
            counted,
            count.as_deref(),
            request.motivo.as_deref(),
            now_ms,
        ),
    ];
    let answer: Answer<CashSessionRow> = commit(
        app,
        caller.identity,
        &reference,
        statements,
        cash_session::closed_by(&reference),
    )
    .await?;
    // A reason written afterwards is not part of this answer.
    let difference_reason = request.motivo.clone();
    Ok(Answer {
        value: CashSessionRow {
            difference_reason,
            ..answer.value
        },
        replayed: answer.replayed,
    })
}

/// Writes why a closed session had a difference, once. Refuses with `session_not_found`, `session_not_yours`, `session_still_open`,
/// `difference_reason_already_set`.
pub async fn explain_difference(
    app: &App,
    caller: &Caller<'_>,
    cash_session_id: i64,
    reason: &str,
) -> Result<CashSessionRow, Failure> {
    let identity = caller.identity;
    let mut statements = vec![cash_session::assert_usable(
        identity,
        cash_session_id,
        SessionUse::Afterwards,
    )];
    statements.extend(cash_session::set_difference_reason(
        identity.tenant_id,
        cash_session_id,
        reason,
    ));
    statements.push(cash_session::find(identity.tenant_id, cash_session_id));
    row::one(&write(app, identity, statements).await?)
}
