//! Logging in, refreshing, logging out, resetting a password, and the roles (contract, 2.1 to 2.4, 2.10).

use super::users;
use crate::auth::token::Identity;
use crate::call::{Call, ok};
use crate::error::Failure;
use crate::http::Response;
use crate::operations::commit::read;
use crate::operations::{login as signing_in, password_reset};
use ventanilla_core::code::Code;
use ventanilla_core::role::Role;
use ventanilla_core::wire::kantuta::auth::{
    ConfirmCodeRequest, LoginRequest, LoginResponse, Message, RefreshResponse, ResetCodeRequest,
    ResetConfirmRequest, RoleEntry,
};

/// POST `/auth/login`.
pub async fn login(call: &Call<'_>) -> Result<Response, Failure> {
    let request = LoginRequest::parse(call.body()?)?;
    let signed_in = signing_in::login(call.app, &request, &call.request.client_address).await?;
    let (access_token, refresh_token) = (signed_in.access_token, signed_in.refresh_token);
    Ok(Response::json(
        201,
        &LoginResponse {
            access_token,
            refresh_token,
            user: users::view(signed_in.user),
        },
    ))
}

/// POST `/auth/refresh_token`, the refresh token in `Authorization`; a body is not read.
pub async fn refresh(call: &Call<'_>) -> Result<Response, Failure> {
    let token = call.request.bearer().ok_or(Code::RefreshInvalid)?;
    let signed_in = signing_in::refresh(call.app, token).await?;
    let (access_token, refresh_token) = (signed_in.access_token, signed_in.refresh_token);
    Ok(Response::json(
        201,
        &RefreshResponse {
            access_token,
            refresh_token,
        },
    ))
}

/// POST `/auth/logout`; a body is not read.
pub async fn logout(call: &Call<'_>, identity: &Identity) -> Result<Response, Failure> {
    signing_in::logout(call.app, identity).await?;
    Ok(Response::empty(204))
}

/// POST `/auth/reset/code`.
pub async fn reset_code(call: &Call<'_>) -> Result<Response, Failure> {
    let request = ResetCodeRequest::parse(call.body()?)?;
    password_reset::send_code(call.app, &request, &call.request.client_address).await?;
    Ok(message("Código de verificación enviado al correo"))
}

/// POST `/auth/confirm-code`.
pub async fn confirm_code(call: &Call<'_>) -> Result<Response, Failure> {
    let request = ConfirmCodeRequest::parse(call.body()?)?;
    password_reset::confirm_code(call.app, &request, &call.request.client_address).await?;
    Ok(message("Código de verificación correcto"))
}

/// POST `/auth/reset-confirm`.
pub async fn reset_confirm(call: &Call<'_>) -> Result<Response, Failure> {
    let request = ResetConfirmRequest::parse(call.body()?)?;
    password_reset::set_password(call.app, &request, &call.request.client_address).await?;
    Ok(message("Contraseña actualizada correctamente"))
}

/// GET `/auth/roles/list`. The roles are the program's; the database is only asked whether the token still holds.
pub async fn roles(call: &Call<'_>, identity: &Identity) -> Result<Response, Failure> {
    read(call.app, identity, Vec::new()).await?;
    ok(&Role::ALL.map(RoleEntry::from))
}

fn message(text: &str) -> Response {
    Response::json(
        201,
        &Message {
            message: text.to_owned(),
        },
    )
}
