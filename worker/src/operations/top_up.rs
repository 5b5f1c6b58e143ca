//! Selling airtime: float goes out to the customer, the customer's cash into the drawer, in one transfer.

use super::commit::{Answer, Caller, commit, reference};
use crate::app::App;
use crate::error::Failure;
use crate::store::cash_session::SessionUse;
use crate::store::ledger::{Counterpart, Direction};
use crate::store::operation::NewOperation;
use crate::store::top_up::TopUpRow;
use crate::store::{cash_session, ledger, operation, top_up};
use ventanilla_core::operation::OperationKind;
use ventanilla_core::wire::kantuta::recharges::TopUpRequest;

/// Sells a top-up. Refuses with `session_not_open`, `session_not_yours`, `register_agents_only`, `operator_not_found`,
/// `float_insufficient`, in this order.
pub async fn sell(
    app: &App,
    caller: &Caller<'_>,
    request: &TopUpRequest,
) -> Result<Answer<TopUpRow>, Failure> {
    let now_ms = app.ports.clock.now_ms();
    let reference = reference(app, caller)?;
    let phone = request.numero_cliente.national();
    let description = format!(
        "Venta de recarga a cliente {phone} ({})",
        request.operadora.name()
    );
    let new_operation = NewOperation {
        kind: OperationKind::TopUp,
        cash_session_id: Some(request.id_caja_sesion),
        amount: Some(request.monto),
        subject: phone,
        description: &description,
    };
    let mut statements = vec![
        operation::claim(
            &reference,
            Some(caller.identity.user_id),
            &new_operation,
            now_ms,
        ),
        cash_session::assert_usable(caller.identity, request.id_caja_sesion, SessionUse::Sale),
        cash_session::assert_sells_top_ups(reference.tenant_id, request.id_caja_sesion),
        ledger::assert_float(reference.tenant_id, request.operadora, request.monto),
        ledger::move_cash(
            &reference,
            request.id_caja_sesion,
            Direction::In,
            Counterpart::OperatorFloat(request.operadora),
            request.monto,
            now_ms,
        ),
        top_up::insert(
            &reference,
            request.operadora,
            phone,
            request.monto,
            request.id_caja_sesion,
            now_ms,
        ),
    ];
    if let Some(text) = &request.referencia_operadora {
        statements.push(top_up::insert_reference_with_sale(
            &reference,
            text,
            caller.identity.user_id,
            now_ms,
        ));
    }
    commit(
        app,
        caller.identity,
        &reference,
        statements,
        top_up::made_by(&reference),
    )
    .await
}
