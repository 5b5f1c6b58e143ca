//! Who sees and does what on these pages. The server decides again; this only keeps what would be refused out of sight.

use crate::i18n::Text;
use ventanilla_core::role::Role;
use ventanilla_core::wire::kantuta::users::User;
use ventanilla_core::{Currency, Permission};

/// The role of a user; one without a role may only read.
pub(crate) fn role_of(user: &User) -> Role {
    user.role
        .as_ref()
        .and_then(|role| Role::from_name(&role.nombre))
        .unwrap_or(Role::Usuario)
}

/// Whether the pages show what should be in the drawer: always to those who supervise, to others unless the shop closes blind.
pub(crate) fn sees_drawer(role: Role, closes_blind: bool) -> bool {
    role.may(Permission::SeeDrawer) || !closes_blind
}

/// Whether the pages let that role buy float: those who answer for it, where there is any. What a provider delivers is paid for there.
pub(crate) fn adjusts_float(role: Role, currency: Currency) -> bool {
    role.may(Permission::AdjustFloat) && !is_delivered(currency)
}

/// Whether the pages let that role add the operator's reference to a sale: to an own one who sells, to any who supervises.
pub(crate) fn adds_reference(role: Role, is_own: bool) -> bool {
    role.may(Permission::SeeDrawer) || (is_own && role.may(Permission::Sell))
}

/// Whether a shop with that currency pays services: they are Venezuelan, and so is their money.
pub(crate) fn sells_services(currency: Currency) -> bool {
    currency == Currency::Ves
}

/// Whether a shop with that currency recharges mobiles by orders of phone credit: those of Brazil.
pub(crate) fn sells_phone_credits(currency: Currency) -> bool {
    currency == Currency::Brl
}

/// Whether a shop with that currency keeps loyalty wallets: those of Mexico.
pub(crate) fn keeps_points(currency: Currency) -> bool {
    currency == Currency::Mxn
}

/// Whether no float is bought ahead in a shop with that currency: a provider delivers what it sells, or it sells no credit.
pub(crate) fn is_delivered(currency: Currency) -> bool {
    sells_services(currency) || sells_phone_credits(currency) || keeps_points(currency)
}

/// The name of a role, and what it may do.
pub(crate) const fn role_face(role: Role) -> (Text, Text) {
    match role {
        Role::Administrador => (Text::RoleAdministrador, Text::RoleAdministradorHint),
        Role::Gerente => (Text::RoleGerente, Text::RoleGerenteHint),
        Role::Operador => (Text::RoleOperador, Text::RoleOperadorHint),
        Role::Usuario => (Text::RoleUsuario, Text::RoleUsuarioHint),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn drawers() {
        let table = [
            (Role::Operador, true, false),
            (Role::Operador, false, true),
            (Role::Usuario, true, false),
            (Role::Gerente, true, true),
            (Role::Administrador, true, true),
        ];
        for (role, closes_blind, expected) in table {
            assert_eq!(sees_drawer(role, closes_blind), expected, "{role:?}");
        }
    }

    #[test]
    fn references() {
        let table = [
            (Role::Operador, true, true),
            (Role::Operador, false, false),
            (Role::Usuario, true, false),
            (Role::Usuario, false, false),
            (Role::Gerente, false, true),
            (Role::Administrador, false, true),
        ];
        for (role, is_own, expected) in table {
            assert_eq!(adds_reference(role, is_own), expected, "{role:?} {is_own}");
        }
    }

    #[test]
    fn roles() {
        let user = |role: &str| {
            let role = if role.is_empty() {
                "null".to_owned()
            } else {
                format!(r#"{{"id":9,"nombre":"{role}","descripcion":""}}"#)
            };
            let json = format!(
                r#"{{"id":1,"name":"Ana","email":"ana@x.bo","estado":true,"id_user_create":null,"id_user_update":null,
                "created_at":"2026-06-30T22:47:51.123Z","updated_at":"2026-06-30T22:47:51.123Z","persona":null,"role":{role}}}"#
            );
            role_of(&serde_json::from_str(&json).unwrap())
        };
        assert_eq!(user("Gerente"), Role::Gerente);
        assert_eq!(user("Operador"), Role::Operador);
        assert_eq!(user("operador"), Role::Usuario);
        assert_eq!(user("Jefe"), Role::Usuario);
        assert_eq!(user(""), Role::Usuario);
    }
}
