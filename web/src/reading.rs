//! Reading from the server what the till shows.

use crate::api::{self, Call, ReadError};
use crate::browser;
use crate::till::{LOGIN_STORE, Reading, Till};
use leptos::prelude::*;
use serde::de::DeserializeOwned;
use ventanilla_core::role::Role;
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
        let outcome = self.try_read_all().await;
        if outcome == Err(ReadError::NotSignedIn) {
            // From the start, and with nothing typed that could be lost.
            browser::forget(LOGIN_STORE);
            self.clear();
            return;
        }
        self.reading.set(match outcome {
            Ok(()) => Reading::Done,
            Err(error) => Reading::Failed(error),
        });
        self.refresh().await;
    }

    /// Reads again what sales and movements change.
    pub(crate) async fn refresh(self) {
        self.refreshes
            .update_value(|number| *number = number.wrapping_add(1));
        let number = self.refreshes.get_value();
        let session_id = self
            .session
            .with_untracked(|session| session.as_ref().map(|open| open.id));
        let balances = self.get("/recargas/operadoras/saldos");
        let sales = async {
            match untrack(|| sales_path(self.role(), session_id)) {
                Some(path) => self.get(&path).await,
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
        if self.refreshes.get_value() != number || self.login.with_untracked(Option::is_none) {
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

    async fn try_read_all(self) -> Result<(), ReadError> {
        let Some(user_id) = self
            .login
            .with_untracked(|login| login.as_ref().map(|known| known.user.id))
        else {
            return Err(ReadError::NotSignedIn);
        };
        let session_path = format!("/cajas/sesion-activa/{user_id}");
        let (settings, registers, session) = futures::join!(
            self.get::<TenantSettings>("/configuracion"),
            self.get::<Vec<Register>>("/cajas"),
            self.get::<CashSession>(&session_path),
        );
        self.settings.set(Some(settings?));
        self.registers.set(registers?);
        self.session.set(match session {
            Ok(session) => Some(session),
            Err(ReadError::Refused(refusal)) if refusal.code == Code::NoActiveSession => None,
            Err(error) => return Err(error),
        });
        Ok(())
    }

    /// One reading, and what it says about login and network.
    async fn get<T: DeserializeOwned>(self, path: &str) -> Result<T, ReadError> {
        let Some(token) = self.token() else {
            return Err(ReadError::NotSignedIn);
        };
        let reply = Call::get(path, &token).send().await;
        self.heard(&reply);
        let outcome = api::read(reply);
        if matches!(outcome, Err(ReadError::NotSignedIn)) && self.token().as_ref() == Some(&token) {
            self.is_expired.set(true);
        }
        outcome
    }
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
