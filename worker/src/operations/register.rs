//! Creating cash registers. (Renaming and retiring one move no value and are plain writes of the door.)

use super::commit::{Answer, Caller, commit, reference};
use crate::app::App;
use crate::error::Failure;
use crate::store::operation::NewOperation;
use crate::store::register::{NewRegister, RegisterRow};
use crate::store::{operation, register};
use ventanilla_core::operation::OperationKind;
use ventanilla_core::wire::kantuta::registers::CreateRegisterRequest;

/// Creates a register, its drawer holding the owner's `saldo`. Refuses with `branch_not_found`, `register_name_taken`.
pub async fn create(
    app: &App,
    caller: &Caller<'_>,
    request: &CreateRegisterRequest,
) -> Result<Answer<RegisterRow>, Failure> {
    let now_ms = app.ports.clock.now_ms();
    let reference = reference(app, caller)?;
    let new_operation = NewOperation {
        kind: OperationKind::RegisterCreate,
        cash_session_id: None,
        amount: Some(request.saldo),
        subject: &request.nombre,
        description: "Saldo inicial de la caja",
    };
    let new_register = NewRegister {
        name: &request.nombre,
        specialty: request.especialidad.as_str(),
        branch_id: request.id_sucursal,
        balance: request.saldo,
    };
    let mut statements = vec![operation::claim(
        &reference,
        Some(caller.identity.user_id),
        &new_operation,
        now_ms,
    )];
    statements.extend(register::create(
        &reference,
        &new_register,
        caller.identity.user_id,
        now_ms,
    ));
    commit(
        app,
        caller.identity,
        &reference,
        statements,
        register::created_by(&reference),
    )
    .await
}
