//! The settings of the mobile operators.

use super::stored;
use crate::auth::token::Identity;
use crate::call::{Call, ok};
use crate::error::Failure;
use crate::http::Response;
use crate::operations::commit::{read, write};
use crate::store::operator::OperatorRow;
use crate::store::{operator, row};
use ventanilla_core::wire::resources::operators::{OperatorSettings, OperatorUpdateRequest};

/// GET `/operadoras`: all of them, sold or not.
pub async fn list(call: &Call<'_>, identity: &Identity) -> Result<Response, Failure> {
    let rows = read(call.app, identity, vec![operator::list(identity.tenant_id)]).await?;
    let rows: Vec<OperatorRow> = rows.first().map(row::many).transpose()?.unwrap_or_default();
    ok(&rows
        .into_iter()
        .map(view)
        .collect::<Result<Vec<OperatorSettings>, _>>()?)
}

/// PATCH `/operadoras/:id`. Refuses with `operator_not_found`.
pub async fn update(call: &Call<'_>, identity: &Identity) -> Result<Response, Failure> {
    let id = call.id()?;
    let request = OperatorUpdateRequest::parse(call.body()?, identity.currency)?;
    let now_ms = call.app.ports.clock.now_ms();
    let mut statements = operator::update(
        identity.tenant_id,
        id,
        request.activa,
        request.umbral_saldo_bajo,
        identity.user_id,
        now_ms,
    );
    statements.push(operator::find(identity.tenant_id, id));
    let rows = write(call.app, identity, statements)
        .await
        .map_err(|failure| failure.with("operadora", id))?;
    ok(&view(row::one(&rows)?)?)
}

fn view(row: OperatorRow) -> Result<OperatorSettings, Failure> {
    Ok(OperatorSettings {
        id: row.id,
        nombre: stored::operator(&row.name)?,
        activa: row.active,
        umbral_saldo_bajo: row.low_balance_threshold.map(Into::into),
    })
}
