//! A forgotten password: a code by mail, the code shown, a new password.

use super::throttle::{Throttle, forget_logins, place};
use crate::app::App;
use crate::auth::password;
use crate::error::Failure;
use crate::identifier;
use crate::ports::{Letter, Statement};
use crate::store::login::{self, AccountRow};
use crate::store::password_reset::{self, ResetRow};
use crate::store::row;
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;
use ventanilla_core::code::Code;
use ventanilla_core::country::Country;
use ventanilla_core::wire::kantuta::auth::{
    ConfirmCodeRequest, ResetCodeRequest, ResetConfirmRequest,
};

const CODE_LIFETIME_MS: i64 = 15 * 60 * 1000;
const CONFIRMATION_LIFETIME_MS: i64 = 5 * 60 * 1000;
/// Six hexadecimal characters.
const CODE_BYTES: usize = 3;

/// Mails a code. Refuses with `too_many_requests`, `user_not_found`. That the letter was not accepted is a fault of ours.
///
/// An unknown (or inactive) e-mail is told so, with the contract's 404 (2.10): section 8 closes this at log-in, and what it decides
/// about resets leaves that answer as it is, for the sake of people who mistyped their address. What it gives away is bounded by the
/// throttle: twenty questions from one address in a quarter of an hour.
pub async fn send_code(
    app: &App,
    request: &ResetCodeRequest,
    client_address: &str,
) -> Result<(), Failure> {
    let now_ms = app.ports.clock.now_ms();
    let throttle = Throttle::reset_code(&request.email, &place(client_address));
    let mut batch = throttle.statements(now_ms);
    batch.push(login::find_account(&request.email));
    let results = app.ports.db.batch(batch).await?;
    throttle.admit(&results, now_ms)?;
    let found: Option<AccountRow> = results.last().map(row::first).transpose()?.flatten();
    let account = found
        .filter(|account| account.user.active)
        .ok_or(Failure::from(Code::UserNotFound))?;
    let code = identifier::random_hex::<CODE_BYTES>(&app.ports)?.to_ascii_uppercase();
    let stored = password_reset::store(
        &account,
        &code_hash(account.user.id, &code),
        now_ms.saturating_add(CODE_LIFETIME_MS),
    );
    app.ports.db.batch(vec![stored]).await?;
    app.ports
        .mail
        .send(letter(&account, &code))
        .await
        .map_err(|cause| Failure::Internal(format!("mail: {cause}")))
}

/// Remembers for five minutes that whoever is at this address knows the code. Refuses with `too_many_requests`, `reset_code_invalid`.
pub async fn confirm_code(
    app: &App,
    request: &ConfirmCodeRequest,
    client_address: &str,
) -> Result<(), Failure> {
    let now_ms = app.ports.clock.now_ms();
    let place = place(client_address);
    let throttle = Throttle::reset_confirmation(&request.email, &place);
    let (account, reset) = read_reset(app, &throttle, &request.email, now_ms).await?;
    let (Some(account), Some(reset)) = (account, reset) else {
        return Err(Code::ResetCodeInvalid.into());
    };
    if !is_code(&account, &reset, &request.code, now_ms) {
        return Err(Code::ResetCodeInvalid.into());
    }
    let mut batch = throttle.succeeded();
    batch.push(password_reset::confirm(
        &account,
        &reset.code_hash,
        &place,
        now_ms,
    ));
    app.ports.db.batch(batch).await?;
    Ok(())
}

/// Sets the new password and ends every log-in: with the code, or where it was confirmed within five minutes from the same address, once.
/// Refuses with `too_many_requests`, `user_not_found`, `reset_code_invalid`.
pub async fn set_password(
    app: &App,
    request: &ResetConfirmRequest,
    client_address: &str,
) -> Result<(), Failure> {
    let now_ms = app.ports.clock.now_ms();
    let place = place(client_address);
    let throttle = Throttle::reset_confirmation(&request.email, &place);
    let (account, reset) = read_reset(app, &throttle, &request.email, now_ms).await?;
    let account = account.ok_or(Failure::from(Code::UserNotFound))?;
    let reset = reset.ok_or(Failure::from(Code::ResetCodeInvalid))?;
    let allowed = match &request.code {
        Some(code) => is_code(&account, &reset, code, now_ms),
        None => is_confirmed(&reset, &place, now_ms),
    };
    if !allowed {
        return Err(Code::ResetCodeInvalid.into());
    }
    let hash = password::hash(&request.new_password, app.ports.entropy.as_ref())
        .map_err(Failure::Internal)?;
    let mut batch = password_reset::complete(&account, &reset, &hash, now_ms);
    batch.push(login::revoke_all(
        account.tenant_id,
        account.user.id,
        now_ms,
    ));
    batch.extend(throttle.succeeded());
    batch.push(forget_logins(&account.user.login, &place));
    app.ports.db.batch(batch).await?;
    Ok(())
}

/// The active user of that e-mail and the reset that was asked for, as far as there are any.
async fn read_reset(
    app: &App,
    throttle: &Throttle,
    login: &str,
    now_ms: i64,
) -> Result<(Option<AccountRow>, Option<ResetRow>), Failure> {
    let mut batch: Vec<Statement> = throttle.statements(now_ms);
    batch.push(password_reset::find(login));
    batch.push(login::find_account(login));
    let mut results = app.ports.db.batch(batch).await?;
    throttle.admit(&results, now_ms)?;
    let account: Option<AccountRow> = row::first(&results.pop().unwrap_or_default())?;
    let reset: Option<ResetRow> = row::first(&results.pop().unwrap_or_default())?;
    Ok((account.filter(|account| account.user.active), reset))
}

fn is_code(account: &AccountRow, reset: &ResetRow, code: &str, now_ms: i64) -> bool {
    let fits: bool = code_hash(account.user.id, code)
        .as_bytes()
        .ct_eq(reset.code_hash.as_bytes())
        .into();
    fits && now_ms < reset.expires_at_ms
}

fn is_confirmed(reset: &ResetRow, place: &str, now_ms: i64) -> bool {
    let in_time = reset.confirmed_at_ms.is_some_and(|confirmed_at_ms| {
        now_ms < confirmed_at_ms.saturating_add(CONFIRMATION_LIFETIME_MS)
    });
    in_time && reset.confirmed_address.as_deref() == Some(place)
}

fn code_hash(user_id: i64, code: &str) -> String {
    identifier::hex(&Sha256::digest(format!("{user_id}:{code}").as_bytes()))
}

/// The letter, in the tenant's language.
fn letter(account: &AccountRow, code: &str) -> Letter {
    let (subject, body) = match account.country {
        Country::Brazil => (
            "Código de verificação da Ventanilla",
            format!(
                "Seu código para trocar a senha: {code}\n\nVale por 15 minutos. Se você não o pediu, ignore esta mensagem; sua senha não muda.\n"
            ),
        ),
        Country::Bolivia | Country::Venezuela | Country::Mexico | Country::Argentina => (
            "Código de verificación de Ventanilla",
            format!(
                "Su código para cambiar la contraseña: {code}\n\nVale 15 minutos. Si no lo pidió, ignore este mensaje; su contraseña no cambia.\n"
            ),
        ),
    };
    Letter {
        to: account.user.login.clone(),
        subject: subject.to_owned(),
        body,
        demo: account.demo,
    }
}
