//! Reading from the server what the till shows.

use crate::api::{self, Call, JSON, ReadError, Reply};
use crate::browser;
use crate::kept;
use crate::till::{Reading, SETTINGS_PATH, Till, set_changed};
use leptos::prelude::*;
use ventanilla_core::role::Role;
use ventanilla_core::wire::answer::{self, FromJson};
use ventanilla_core::wire::kantuta::registers::Register;
use ventanilla_core::wire::kantuta::sessions::CashSession;
use ventanilla_core::wire::money::Dec;
use ventanilla_core::wire::resources::settings::TenantSettings;
use ventanilla_core::{Code, Permission};

/// How many sales the list shows.
const SALES_LIMIT: u32 = 15;

impl Till {
    /// Reads everything there is to know.
    pub(crate) async fn read_all(self) {
        self.reading.set(Reading::Running);
        match self.try_read_all().await {
            Ok(()) => {
                // Before there is a page, so that none is shown in another language first.
                self.speak_as_shop().await;
                self.reading.set(Reading::Done);
            }
            Err(ReadError::Outdated) => return,
            Err(ReadError::NotSignedIn) => {
                self.clear_expired();
                return;
            }
            Err(error) => self.reading.set(Reading::Failed(error)),
        }
        self.refresh().await;
    }

    /// Reads everything again that may have changed while there was no server. What cannot be read stays as it was.
    pub(crate) async fn read_again(self) {
        if self.try_read_all().await.is_ok() {
            self.reading.set(Reading::Done);
        }
        self.refresh().await;
    }

    /// Reads again what sales and movements change.
    pub(crate) async fn refresh(self) {
        self.refreshes
            .update_value(|number| *number = number.wrapping_add(1));
        let (number, generation) = (self.refreshes.get_value(), self.generation());
        let session_id = self
            .session
            .with_untracked(|session| session.as_ref().map(|open| open.id));
        let balances = self.get_kept("/recargas/operadoras/saldos");
        let sales = async {
            match untrack(|| sales_path(self.role(), session_id)) {
                Some(path) => self.get_kept(&path).await,
                None => Ok(Vec::new()),
            }
        };
        let drawer = async {
            let session_id = session_id.filter(|_| !untrack(|| self.is_blind()))?;
            let balance: Result<Dec, _> = self
                .get(&format!("/cajas/sesion/{session_id}/balance"))
                .await;
            balance.ok().map(Dec::amount)
        };
        let (balances, sales, drawer) = futures::join!(balances, sales, drawer);
        if self.refreshes.get_value() != number || self.generation() != generation {
            return;
        }
        // What could not be read stays as it was; that the server is out of reach is shown elsewhere.
        if let Ok(balances) = balances {
            self.balances.set(balances);
        }
        if let Ok(sales) = sales {
            self.sales.set(sales);
        }
        self.drawer.set(drawer);
    }

    /// Reads again whether the user has an open session: another till may have closed it.
    pub(crate) async fn read_session(self) {
        let path = self
            .login
            .with_untracked(|login| login.as_ref().map(|known| session_path(known.user.id)));
        let Some(path) = path else {
            return;
        };
        let known = self.session.get_untracked();
        // An answer that was kept from before would say nothing of what has changed since then.
        if let Ok(session) = self.session_at(&path, Accepted::New).await {
            self.take_session(known, session);
        }
    }

    /// Takes over what the server has answered about the session, unless this page knows another one than when it asked: a register
    /// that was opened or closed meanwhile is newer than the answer.
    fn take_session(self, known: Option<CashSession>, answered: Option<CashSession>) {
        if self.session.with_untracked(|now| *now == known) {
            set_changed(self.session, answered);
        }
    }

    async fn session_at(
        self,
        path: &str,
        accepted: Accepted,
    ) -> Result<Option<CashSession>, ReadError> {
        match self.read_or_kept(path).await {
            Ok(body) if accepted == Accepted::New && body.keep_as.is_none() => Err(ReadError::Lost),
            Ok(body) => {
                let session = api::parse(&body.text)?;
                body.keep();
                Ok(Some(session))
            }
            Err(ReadError::Refused(refusal)) if refusal.code == Code::NoActiveSession => Ok(None),
            Err(error) => Err(error),
        }
    }

    async fn try_read_all(self) -> Result<(), ReadError> {
        let Some(user_id) = self
            .login
            .with_untracked(|login| login.as_ref().map(|known| known.user.id))
        else {
            return Err(ReadError::NotSignedIn);
        };
        let session_path = session_path(user_id);
        let known = self.session.get_untracked();
        let (settings, registers, session) = futures::join!(
            self.get_kept::<TenantSettings>(SETTINGS_PATH),
            self.get_kept::<Vec<Register>>("/cajas"),
            self.session_at(&session_path, Accepted::Kept),
        );
        // All of it or nothing: an answer may have come too late for who is there now.
        let (settings, registers, session) = (settings?, registers?, session?);
        set_changed(self.settings, Some(settings));
        set_changed(self.registers, registers);
        self.take_session(known, session);
        Ok(())
    }

    /// One reading, and what it says about login and network.
    pub(crate) async fn get<T: FromJson>(self, path: &str) -> Result<T, ReadError> {
        let reply = self.exchange("GET", path, None).await?;
        api::accepted(reply).and_then(|body| api::parse(&body))
    }

    /// One reading, as the server wrote it.
    pub(crate) async fn get_text(self, path: &str) -> Result<String, ReadError> {
        let reply = self.exchange("GET", path, None).await?;
        api::accepted(reply)
    }

    /// One page of a list, as the server wrote it, and the cursor of the next one where there is one.
    pub(crate) async fn get_page(self, path: &str) -> Result<(String, Option<String>), ReadError> {
        let (reply, next) = self.exchange_page("GET", path, None).await?;
        Ok((api::accepted(reply)?, next))
    }

    /// One reading that is kept in the browser: without a server, the last answer stands in, and the pages say of when it is.
    pub(crate) async fn get_kept<T: FromJson>(self, path: &str) -> Result<T, ReadError> {
        let body = self.read_or_kept(path).await?;
        let value = api::parse(&body.text)?;
        body.keep();
        Ok(value)
    }

    /// As [`Till::get_kept`], the answer as the server wrote it: any JSON.
    pub(crate) async fn get_kept_text(self, path: &str) -> Result<String, ReadError> {
        let body = self.read_or_kept(path).await?;
        if !answer::is_json(&body.text) {
            return Err(ReadError::Unreadable);
        }
        body.keep();
        Ok(body.text)
    }

    async fn read_or_kept(self, path: &str) -> Result<Body, ReadError> {
        let Some(name) = self.kept_name(path) else {
            return Err(ReadError::NotSignedIn);
        };
        let reply = self.exchange("GET", path, None).await?;
        let is_lost = reply == Reply::Lost;
        if self
            .kept_of
            .with_untracked(|kept| kept.iter().any(|(of, _)| of == path))
        {
            self.kept_of
                .update(|kept| kept.retain(|(of, _)| of != path));
        }
        if is_lost {
            let (as_of_ms, text) = kept::read(&name).ok_or(ReadError::Lost)?;
            self.kept_of
                .update(|kept| kept.push((path.to_owned(), as_of_ms)));
            return Ok(Body {
                text,
                keep_as: None,
            });
        }
        match api::accepted(reply) {
            Ok(text) => Ok(Body {
                text,
                keep_as: Some(name),
            }),
            Err(error) => {
                // A clear no takes the place of what was there before.
                if error.is_final() {
                    browser::forget(&name);
                }
                Err(error)
            }
        }
    }

    /// Changes something that moves no value. The answer's body.
    pub(crate) async fn change(
        self,
        method: &'static str,
        path: &str,
        body: Option<&str>,
    ) -> Result<String, ReadError> {
        let reply = self.exchange(method, path, body).await?;
        api::accepted(reply)
    }

    /// Sends a call, and takes note of what its answer says about network and clock.
    pub(crate) async fn hear(self, call: Call<'_>) -> Reply {
        self.hear_page(call).await.0
    }

    async fn hear_page(self, call: Call<'_>) -> (Reply, Option<String>) {
        let asked_at_ms = browser::now_ms();
        let (reply, next) = call.send_for_page().await;
        self.heard(&reply, browser::now_ms().saturating_sub(asked_at_ms));
        (reply, next)
    }

    async fn exchange(
        self,
        method: &'static str,
        path: &str,
        body: Option<&str>,
    ) -> Result<Reply, ReadError> {
        Ok(self.exchange_page(method, path, body).await?.0)
    }

    /// Asks with the login that is there, and once more where another has taken its place. What comes when everything has been
    /// forgotten meanwhile is for nobody.
    async fn exchange_page(
        self,
        method: &'static str,
        path: &str,
        body: Option<&str>,
    ) -> Result<(Reply, Option<String>), ReadError> {
        let generation = self.generation();
        loop {
            let token = self.token();
            let call = Call {
                method,
                path,
                token: token.as_deref(),
                key: None,
                body,
                media_type: JSON,
            };
            let (reply, next) = self.hear_page(call).await;
            if self.generation() != generation {
                return Err(ReadError::Outdated);
            }
            if !reply.is_unauthorized() {
                return Ok((reply, next));
            }
            if self.token() == token {
                self.is_expired.set(true);
                return Ok((reply, next));
            }
        }
    }

    fn kept_name(self, path: &str) -> Option<String> {
        self.login
            .with_untracked(|login| login.as_ref().map(|known| kept::name(known.user.id, path)))
    }
}

/// Which answers are good enough.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Accepted {
    /// The server's, and without a server the last one that was kept.
    Kept,
    /// The server's alone.
    New,
}

/// The body of an answer, or of the last one that was kept.
struct Body {
    text: String,
    /// The name that it is kept under once it has been read; `None` where it was kept already.
    keep_as: Option<String>,
}

impl Body {
    fn keep(&self) {
        if let Some(name) = &self.keep_as {
            kept::write(name, browser::now_ms(), &self.text);
        }
    }
}

/// Where a user's open session is read.
fn session_path(user_id: i64) -> String {
    format!("/cajas/sesion-activa/{user_id}")
}

/// Where the list of sales is read: a supervisor's is of the whole shop, a cashier's of the own session. `None`: there is none.
fn sales_path(role: Role, session_id: Option<i64>) -> Option<String> {
    let everywhere = role.may(Permission::Reverse) || !role.may(Permission::Sell);
    if everywhere {
        return Some(format!("/recargas/historial/clientes?limit={SALES_LIMIT}"));
    }
    session_id
        .map(|id| format!("/recargas/historial/clientes?limit={SALES_LIMIT}&id_caja_sesion={id}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whose_sales_are_listed() {
        let all = Some("/recargas/historial/clientes?limit=15");
        let own = Some("/recargas/historial/clientes?limit=15&id_caja_sesion=7");
        let table = [
            (Role::Operador, None, None),
            (Role::Operador, Some(7), own),
            (Role::Gerente, None, all),
            (Role::Gerente, Some(7), all),
            (Role::Administrador, Some(7), all),
            (Role::Usuario, None, all),
        ];
        for (role, session_id, expected) in table {
            assert_eq!(
                sales_path(role, session_id).as_deref(),
                expected,
                "{role:?} {session_id:?}"
            );
        }
    }
}
