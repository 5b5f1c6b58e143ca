//! The documented API of loyalty wallets. Its bodies are forms or JSON, and every method is a POST (contract of wallets, section 1).

pub mod error;

use crate::auth::agent::Agent;
use crate::call::{Call, ok, respond};
use crate::error::Failure;
use crate::http::{Request, Response, is_own_host};
use crate::operations::commit::read;
use crate::operations::{collaborator as collaborators, loyalty as wallets};
use crate::store::collaborator::{self, CollaboratorRow};
use crate::store::loyalty::ContactRow;
use crate::store::loyalty_wallet::{self, LoyaltyWalletRow};
use crate::store::row;
use ventanilla_core::code::Code;
use ventanilla_core::email::is_collaborator_number;
use ventanilla_core::role::Role;
use ventanilla_core::wire::loyalty::answers::{
    Contact, Contacts, Done, EmployeeAdded, FoundContacts, ListedWallet, NewBalance, ToolUser,
    ToolUsers, WalletList,
};
use ventanilla_core::wire::loyalty::parameters::Parameters;
use ventanilla_core::wire::loyalty::requests::{
    AddContactRequest, AddEmployeeRequest, DisableEmployeeRequest, GetContactsRequest, SaleRequest,
    UpdateBalanceRequest, role_name,
};

/// The page where points are earned and used.
const PAGE: &str = "/app/monederos/";

/// POST `/toolusers/get`.
pub async fn list_users(call: &Call<'_>, agent: &Agent) -> Result<Response, Failure> {
    let statement = collaborator::list(agent.tenant_id());
    let rows = read(call.app, agent, vec![statement]).await?;
    let rows: Vec<CollaboratorRow> = rows.first().map(row::many).transpose()?.unwrap_or_default();
    ok(&ToolUsers::of(
        rows.into_iter().filter_map(tool_user).collect(),
    ))
}

/// POST `/wallet/get`.
pub async fn list_wallets(call: &Call<'_>, agent: &Agent) -> Result<Response, Failure> {
    let statement = loyalty_wallet::list(agent.tenant_id());
    let rows = read(call.app, agent, vec![statement]).await?;
    let rows: Vec<LoyaltyWalletRow> = rows.first().map(row::many).transpose()?.unwrap_or_default();
    let page = format!("{}{PAGE}", origin(call.request));
    let wallets = rows.into_iter().map(|row| ListedWallet {
        wallet_name: row.name,
        wallet_key: row.public_key,
        wallet_app_client: row.client_url,
        wallet_app_redeem: page.clone(),
    });
    ok(&WalletList::of(wallets.collect()))
}

/// POST `/wallet/contact/add`.
pub async fn add_contact(call: &Call<'_>, agent: &Agent) -> Result<Response, Failure> {
    let idempotency = call.idempotency()?;
    let request = AddContactRequest::parse(&signed_parameters(call, agent)?)?;
    let answer = wallets::add_contact(call.app, agent, idempotency, &request).await?;
    respond(200, answer, |()| ok(&Done::contact_added()))
}

/// POST `/wallet/contact/get`.
pub async fn get_contacts(call: &Call<'_>, agent: &Agent) -> Result<Response, Failure> {
    let request = GetContactsRequest::parse(&parameters(call)?)?;
    let found = wallets::contacts(call.app, agent, &request).await?;
    let mut contacts = found.rows.into_iter().map(contact);
    let cursor = found.cursor.filter(|_| request.phone.is_none());
    let told = match request.phone {
        Some(_) => FoundContacts::One(
            contacts
                .next()
                .ok_or(Failure::from(Code::ContactNotFound))?,
        ),
        None => FoundContacts::All(contacts.collect()),
    };
    let response = ok(&Contacts::of(told))?;
    Ok(match cursor {
        Some(cursor) => response.with_header("x-next-cursor", cursor.to_string()),
        None => response,
    })
}

/// POST `/wallet/sale`.
pub async fn sell(call: &Call<'_>, agent: &Agent) -> Result<Response, Failure> {
    let idempotency = call.idempotency_of_secret()?;
    let parameters = signed_parameters(call, agent)?;
    let request = SaleRequest::parse(&parameters, agent.currency())?;
    let answer = wallets::sell(call.app, agent, idempotency, &request).await?;
    respond(200, answer, |points| ok(&NewBalance::of_sale(points)))
}

/// POST `/wallet/balance/update`.
pub async fn update_balance(call: &Call<'_>, agent: &Agent) -> Result<Response, Failure> {
    let idempotency = call.idempotency()?;
    let request = UpdateBalanceRequest::parse(&signed_parameters(call, agent)?)?;
    let answer = wallets::update_balance(call.app, agent, idempotency, &request).await?;
    respond(200, answer, |points| ok(&NewBalance::of_update(points)))
}

/// POST `/employee/add`.
pub async fn add_employee(call: &Call<'_>, agent: &Agent) -> Result<Response, Failure> {
    let idempotency = call.idempotency_of_secret()?;
    let request = AddEmployeeRequest::parse(&parameters(call)?)?;
    let answer = collaborators::register(call.app, agent, idempotency, &request).await?;
    respond(200, answer, |id| ok(&EmployeeAdded::of(id)))
}

/// POST `/employee/disable`.
pub async fn disable_employee(call: &Call<'_>, agent: &Agent) -> Result<Response, Failure> {
    let idempotency = call.idempotency_of_secret()?;
    let request = DisableEmployeeRequest::parse(&parameters(call)?)?;
    let answer = collaborators::archive(call.app, agent, idempotency, &request).await?;
    respond(200, answer, |_| ok(&Done::employee_archived()))
}

/// The attributes of a request. A body without a type is JSON where it begins like it. Refuses with `media_type_unsupported`.
fn parameters(call: &Call<'_>) -> Result<Parameters, Failure> {
    let body = call.body()?;
    let content_type = call.request.header("content-type").unwrap_or_default();
    let essence = content_type.split(';').next().unwrap_or_default().trim();
    let form = || Parameters::of_form(form_urlencoded::parse(body).into_owned());
    match essence.to_ascii_lowercase().as_str() {
        "application/x-www-form-urlencoded" => Ok(form()),
        "application/json" => Ok(Parameters::of_json(body)?),
        "" if body.trim_ascii_start().starts_with(b"{") => Ok(Parameters::of_json(body)?),
        "" => Ok(form()),
        _ if body.is_empty() => Ok(Parameters::default()),
        _ => Err(Code::MediaTypeUnsupported.into()),
    }
}

/// What is of our own pages alone.
const OF_PAGES: [&str; 2] = ["authorized_by", "authorized_pin"];

/// The same of a transaction: staff signs it themselves without saying so, and to other systems a PIN means nothing (contract of wallets, section 12:
/// what is unknown is ignored).
fn signed_parameters(call: &Call<'_>, agent: &Agent) -> Result<Parameters, Failure> {
    let parameters = parameters(call)?;
    Ok(match agent.user_id() {
        Some(user_id) => parameters.or("usertool_id", user_id.to_string()),
        None => parameters.without(&OF_PAGES),
    })
}

fn tool_user(row: CollaboratorRow) -> Option<ToolUser> {
    let kind = role_name(Role::from_id(row.role_id)?)?;
    Some(ToolUser {
        usertool_id: row.id,
        usertool_name: row.name,
        usertool_number: if is_collaborator_number(&row.login) {
            row.login
        } else {
            String::new()
        },
        usertool_branch: row.business_name,
        usertool_type: kind.to_owned(),
        usertool_status: i64::from(row.active),
    })
}

fn contact(row: ContactRow) -> Contact {
    Contact {
        contact_name: row.name,
        contact_phone: row.phone,
        contact_birthdate: row.birth_date,
        contact_balance: row.points.into(),
    }
}

/// Where this server is, as the client addressed it.
fn origin(request: &Request) -> String {
    let host = request.header("host").unwrap_or_default();
    let scheme = if is_own_host(host) { "http" } else { "https" };
    format!("{scheme}://{host}")
}
