//! Sessions of clients, and who they are (contract of phone credits, section 6).

use crate::auth::buyer::{self, Buyer};
use crate::call::{Call, ok};
use crate::error::Failure;
use crate::http::Response;
use crate::operations::{client_session, commit};
use crate::store::client::{self, ClientRow};
use crate::store::row;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use std::collections::BTreeMap;
use ventanilla_core::code::Code;
use ventanilla_core::wire::phone_credits::oauth::{Me, RevokeRequest, TokenRequest, TokenResponse};

/// POST `/oauth/token`: a form, and the client by Basic (RFC 6749, section 2.3.1).
pub async fn token(call: &Call<'_>) -> Result<Response, Failure> {
    let pairs = form(call.body()?);
    let request = TokenRequest::parse(&pairs)?;
    let (id, secret) = basic(call).ok_or(Failure::from(Code::ClientInvalid))?;
    let address = &call.request.client_address;
    let granted = client_session::grant(call.app, &id, &secret, &request, address).await?;
    let client = granted.client;
    ok(&TokenResponse {
        access_token: granted.access_token,
        refresh_token: granted.refresh_token,
        token_type: "bearer".to_owned(),
        expires_in: call.app.settings.access_token_lifetime_s,
        user_id: client
            .user
            .as_ref()
            .map_or(client.client_id, |user| user.user_id)
            .to_string(),
        is_virtual: client.user.is_none(),
        scope: client.scopes,
    })
}

/// POST `/oauth/revoke`: a JSON object under whatever content type, or a form. A token that is none is over already.
pub async fn revoke(call: &Call<'_>) -> Result<Response, Failure> {
    let body = call.body()?;
    let request = if body.trim_ascii_start().starts_with(b"{") {
        RevokeRequest::parse(body)?
    } else {
        RevokeRequest::parse_form(&form(body))?
    };
    client_session::revoke(call.app, &request.access_token).await?;
    ok(&BTreeMap::<String, String>::new())
}

/// GET `/users/me`: by token alone, since the documented client does not sign it.
pub async fn me(call: &Call<'_>) -> Result<Response, Failure> {
    let buyer = buyer::bearer(call.app, call.request)?;
    let me = match &buyer {
        Buyer::Staff(user) => {
            commit::read(call.app, &buyer, Vec::new()).await?;
            of_user(user)
        }
        Buyer::Client(client) => {
            let statement = client::find(client.client_id, client.client_version);
            let rows = commit::read(call.app, &buyer, vec![statement]).await?;
            match &client.user {
                Some(user) => of_user(user),
                None => {
                    let found: Option<ClientRow> =
                        rows.first().map(row::first).transpose()?.flatten();
                    Me {
                        id: client.client_id.to_string(),
                        name: found.map(|row| row.name).unwrap_or_default(),
                        role: None,
                        is_virtual: true,
                    }
                }
            }
        }
    };
    ok(&me)
}

fn of_user(user: &crate::auth::token::Identity) -> Me {
    Me {
        id: user.user_id.to_string(),
        name: user.name.clone(),
        role: Some(user.role.name().to_owned()),
        is_virtual: false,
    }
}

/// The decoded pairs of a form.
fn form(body: &[u8]) -> Vec<(String, String)> {
    form_urlencoded::parse(body).into_owned().collect()
}

/// The client's id and secret (RFC 7617, section 2). Ids have no colon in them, secrets may.
fn basic(call: &Call<'_>) -> Option<(String, String)> {
    let (scheme, encoded) = call.request.header("authorization")?.split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("basic") {
        return None;
    }
    let decoded = String::from_utf8(STANDARD.decode(encoded.trim()).ok()?).ok()?;
    let (id, secret) = decoded.split_once(':')?;
    Some((id.to_owned(), secret.to_owned()))
}
