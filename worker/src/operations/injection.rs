//! Buying float: cash out of the drawer, airtime into the operator's float.

use super::commit::{Answer, Caller, commit, reference};
use crate::app::App;
use crate::error::Failure;
use crate::store::cash_session::SessionUse;
use crate::store::injection::InjectionRow;
use crate::store::ledger::{Counterpart, Direction};
use crate::store::operation::NewOperation;
use crate::store::{cash_session, injection, ledger, operation};
use ventanilla_core::amount::Amount;
use ventanilla_core::operation::OperationKind;
use ventanilla_core::wire::kantuta::recharges::InjectionRequest;

/// Buys float. Refuses with `session_not_open`, `session_not_yours`, `cash_insufficient`, `operator_not_found`, in this order.
pub async fn inject(
    app: &App,
    caller: &Caller<'_>,
    request: &InjectionRequest,
) -> Result<Answer<InjectionRow>, Failure> {
    let now_ms = app.ports.clock.now_ms();
    let reference = reference(app, caller)?;
    let operator = request.operadora_destino;
    let description = format!("Fondeo de saldo a operadora {}", operator.name());
    let new_operation = NewOperation {
        kind: OperationKind::Injection,
        cash_session_id: Some(request.id_caja_sesion),
        amount: Some(request.monto),
        subject: operator.name(),
        description: &description,
    };
    let statements = vec![
        operation::claim(
            &reference,
            Some(caller.identity.user_id),
            &new_operation,
            now_ms,
        ),
        cash_session::assert_usable(caller.identity, request.id_caja_sesion, SessionUse::Sale),
        ledger::assert_cash(reference.tenant_id, request.id_caja_sesion, request.monto),
        // That it is known and active; there is no float to have.
        ledger::assert_float(reference.tenant_id, operator, Amount::ZERO),
        ledger::move_cash(
            &reference,
            request.id_caja_sesion,
            Direction::Out,
            Counterpart::OperatorFloat(operator),
            request.monto,
            now_ms,
        ),
        injection::insert(
            &reference,
            operator,
            request.monto,
            request.id_caja_sesion,
            request.motivo.as_deref(),
            now_ms,
        ),
    ];
    commit(
        app,
        caller.identity,
        &reference,
        statements,
        injection::made_by(&reference),
    )
    .await
}
