//! Loyalty wallets whose points an upstream service keeps: what was ordered there, and what it calls whom.

use super::stored;
use crate::auth::token::Identity;
use crate::call::{Call, ok};
use crate::error::Failure;
use crate::http::Response;
use crate::operations::commit::read;
use crate::operations::{loyalty_order as orders, upstream_directory as upstream};
use crate::store::loyalty_order::{LoyaltyOrderRow, ShownRow};
use crate::store::user::UserRow;
use crate::store::{remark, row, user};
use ventanilla_core::code::Code;
use ventanilla_core::email::is_collaborator_number;
use ventanilla_core::field::{Flaw, Invalid};
use ventanilla_core::loyalty::Points;
use ventanilla_core::wire::loyalty::parameters::Parameters;
use ventanilla_core::wire::loyalty::requests::AddEmployeeRequest;
use ventanilla_core::wire::resources::loyalty_orders::{
    LinkCollaboratorRequest, LoyaltyOrder, ResolveOrderRequest, ShownCustomer,
    UpstreamCollaborator, UpstreamDirectory, UpstreamUser, UpstreamWallet,
};
use ventanilla_core::wire::time::Iso;

/// GET `/monederos/pedidos`: those that wait for a decision, the oldest first, then the newest of the others.
pub async fn list(call: &Call<'_>, identity: &Identity) -> Result<Response, Failure> {
    let rows = orders::orders(call.app, identity).await?;
    let list = rows
        .into_iter()
        .map(view)
        .collect::<Result<Vec<LoyaltyOrder>, Failure>>()?;
    ok(&list)
}

/// POST `/monederos/pedidos/:id/resolver`. Refuses with `operation_not_found`, `payment_already_resolved`, `operation_in_progress`.
pub async fn resolve(call: &Call<'_>, identity: &Identity) -> Result<Response, Failure> {
    let id = call.operation_id()?;
    let request = ResolveOrderRequest::parse(call.body()?)?;
    let row = orders::resolve(call.app, identity, id, &request).await?;
    ok(&view(row)?)
}

/// GET `/monederos/proveedor`.
pub async fn directory(call: &Call<'_>, identity: &Identity) -> Result<Response, Failure> {
    let found = upstream::directory(call.app, identity).await?;
    let users = found.users.into_iter().map(|user| UpstreamUser {
        id: user.id,
        nombre: user.name,
    });
    let wallets = found.wallets.into_iter().map(|wallet| UpstreamWallet {
        clave: wallet.key,
        nombre: wallet.name,
    });
    let linked = found.linked.into_iter().map(|row| UpstreamCollaborator {
        id_usuario: row.user_id,
        id_proveedor: row.upstream_id,
    });
    ok(&UpstreamDirectory {
        usuarios: users.collect(),
        monederos: wallets.collect(),
        colaboradores: linked.collect(),
    })
}

/// PUT `/monederos/proveedor/colaboradores/:id`: what the service calls a collaborator. Refuses with `collaborator_not_found`.
pub async fn link(call: &Call<'_>, identity: &Identity) -> Result<Response, Failure> {
    let id = call.id()?;
    let request = LinkCollaboratorRequest::parse(call.body()?)?;
    upstream::link_collaborator(call.app, identity, id, Some(request.id_proveedor)).await?;
    Ok(Response::empty(204))
}

/// POST `/monederos/proveedor/colaboradores/:id`: registers a collaborator there as well, whoever signs in here with a number under the same. Refuses
/// with `collaborator_not_found`.
pub async fn register(call: &Call<'_>, identity: &Identity) -> Result<Response, Failure> {
    let id = call.id()?;
    let request = AddEmployeeRequest::parse(&Parameters::of_json(call.body()?)?)?;
    let login = known(call, identity, id).await?.login;
    if is_collaborator_number(&login) && request.number.as_str() != login {
        let flaw = Flaw::new(Code::NotOneOf).with("valores", login);
        return Err(Invalid::one(flaw.of("number")).into());
    }
    let upstream_id = upstream::register(call.app, identity, id, &request).await?;
    Ok(Response::json(
        201,
        &UpstreamCollaborator {
            id_usuario: id,
            id_proveedor: upstream_id,
        },
    ))
}

/// DELETE `/monederos/proveedor/colaboradores/:id`: archives a collaborator there who signs in with a number, and forgets what the service calls them.
/// Refuses with `collaborator_not_found`.
pub async fn archive(call: &Call<'_>, identity: &Identity) -> Result<Response, Failure> {
    let id = call.id()?;
    let known = known(call, identity, id).await?;
    if is_collaborator_number(&known.login) {
        upstream::archive(call.app, identity, id, &known.login).await?;
    } else {
        upstream::link_collaborator(call.app, identity, id, None).await?;
    }
    Ok(Response::empty(204))
}

async fn known(call: &Call<'_>, identity: &Identity, id: i64) -> Result<UserRow, Failure> {
    let rows = read(call.app, identity, vec![user::find(identity.tenant_id, id)]).await?;
    let found: Option<UserRow> = rows.first().map(row::first).transpose()?.flatten();
    found.ok_or_else(|| Code::CollaboratorNotFound.into())
}

fn shown(row: ShownRow) -> ShownCustomer {
    ShownCustomer {
        saldo: row.balance.map(Into::into),
    }
}

fn view(row: LoyaltyOrderRow) -> Result<LoyaltyOrder, Failure> {
    let balance = row.reference.as_deref().map(Points::parse).transpose();
    let balance = balance.map_err(|_| Failure::Internal("a balance is none".to_owned()))?;
    let estado = stored::order_state(&row.state)?;
    let is_decided = row.settled_by.is_some();
    let remark = remark::of_order(estado, row.said.as_deref(), &row.evidence, is_decided);
    Ok(LoyaltyOrder {
        id: row.operation_id,
        monedero: row.wallet,
        tipo: stored::loyalty_order_kind(&row.kind)?,
        telefono: row.phone,
        cliente: row.name,
        cantidad: row.amount.map(Into::into),
        ticket: row.ticket,
        motivo: row.reason,
        colaborador: row.user,
        estado,
        saldo: balance.map(|points| points.amount().into()),
        rechazo: row.refusal,
        causa: remark.reason.map(|code| code.as_str().to_owned()),
        detalle: remark.words,
        resuelto_por: row.settled_by,
        antes: row.before.map(shown),
        despues: row.after.map(shown),
        fecha_hora: Iso::from_ms(row.created_at_ms),
    })
}
