//! `Place`: what of the sessions an address names, and whose sessions somebody sees. Pure.

use crate::address;
use crate::frame::Program;
use ventanilla_core::Permission;
use ventanilla_core::role::Role;
use ventanilla_core::wire::kantuta::registers::Register;
use ventanilla_core::wire::kantuta::sessions::CashSession;
use ventanilla_core::wire::resources::sessions::ReportSession;

/// What an address names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// The sessions of a register; `None`: of the usual one.
    Register(Option<i64>),
    /// The report of a session.
    Report(i64),
}

impl Place {
    /// Reads what stands behind the section's address.
    pub(crate) fn read(rest: &str) -> Self {
        if let Some(id) = id(rest) {
            return Self::Report(id);
        }
        let register = address::pairs(rest)
            .into_iter()
            .find(|(name, _)| name == "caja")
            .and_then(|(_, value)| id(&value));
        Self::Register(register)
    }
}

/// The address of a session's report.
pub(crate) fn report_address(session_id: i64) -> String {
    format!("{}#turnos/{session_id}", Program::Sessions.path())
}

fn id(text: &str) -> Option<i64> {
    text.parse().ok().filter(|id| *id > 0)
}

/// The registers in the order that they are offered in: those of the user's own work first.
pub(crate) fn in_order(registers: &[Register], own: &[Option<i64>]) -> Vec<(i64, String)> {
    let mut left: Vec<&Register> = registers.iter().collect();
    let mut offered: Vec<&Register> = Vec::new();
    for id in own.iter().flatten() {
        if let Some(place) = left.iter().position(|register| register.id == *id) {
            offered.push(left.remove(place));
        }
    }
    offered
        .into_iter()
        .chain(left)
        .map(|register| (register.id, register.nombre.clone()))
        .collect()
}

/// Whether somebody sees other people's sessions. A cashier sees the own ones.
pub(crate) fn sees_others(role: Role) -> bool {
    role.may(Permission::Reverse) || !role.may(Permission::Sell)
}

/// Those of a register's sessions that somebody sees, in their order: the newest first.
pub(crate) fn seen(mut sessions: Vec<CashSession>, role: Role, user_id: i64) -> Vec<CashSession> {
    sessions.retain(|session| sees_others(role) || session.id_usuario == user_id);
    sessions
}

/// Whether that user, of that role, may still say why a session's count differed: whose session it is, and who acts for others.
pub(crate) fn may_explain(role: Role, user_id: i64, session: &ReportSession) -> bool {
    let differs = session
        .diferencia
        .is_some_and(|difference| !difference.amount().is_zero());
    let is_own = role.may(Permission::Sell) && session.id_usuario == user_id;
    differs
        && session.motivo_diferencia.is_none()
        && (is_own || role.may(Permission::ActForAnother))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places() {
        let table = [
            ("", Place::Register(None)),
            ("7", Place::Report(7)),
            ("?caja=2", Place::Register(Some(2))),
            ("?otra=2", Place::Register(None)),
            ("?caja=", Place::Register(None)),
            ("?caja=x", Place::Register(None)),
            ("?caja=-2", Place::Register(None)),
            ("0", Place::Register(None)),
            ("-7", Place::Register(None)),
            ("7/x", Place::Register(None)),
            ("99999999999999999999", Place::Register(None)),
        ];
        for (rest, expected) in table {
            assert_eq!(Place::read(rest), expected, "{rest}");
        }
    }

    #[test]
    fn the_address_of_a_report_leads_to_it() {
        let address = report_address(7);
        let rest = address.strip_prefix("/app/turnos/#turnos/").unwrap();
        assert_eq!(Place::read(rest), Place::Report(7));
    }

    fn session(id: i64, user_id: i64, opened: &str) -> CashSession {
        let json = format!(
            r#"{{"id":{id},"monto_inicial":"0.00","monto_final_teorico":null,"monto_final_real":null,"diferencia":null,
            "estado_sesion":"ABIERTA","fecha_apertura":"{opened}","fecha_cierre":null,"id_caja":1,"id_usuario":{user_id},
            "motivo_diferencia":null,"estado":true,"id_user_create":{user_id},"id_user_update":null,
            "created_at":"{opened}","updated_at":"{opened}"}}"#
        );
        serde_json::from_str(&json).unwrap()
    }

    #[test]
    fn whose_sessions_are_seen() {
        let sessions = || {
            vec![
                session(3, 4, "2026-06-30T12:00:00Z"),
                session(2, 3, "2026-06-29T12:00:00Z"),
                session(1, 3, "2026-06-28T12:00:00Z"),
            ]
        };
        let ids = |role, user_id| -> Vec<i64> {
            seen(sessions(), role, user_id)
                .iter()
                .map(|session| session.id)
                .collect()
        };
        assert_eq!(ids(Role::Operador, 3), [2, 1]);
        assert_eq!(ids(Role::Operador, 9), [] as [i64; 0]);
        for role in [Role::Gerente, Role::Administrador, Role::Usuario] {
            assert_eq!(ids(role, 3), [3, 2, 1], "{role:?}");
        }
    }

    #[test]
    fn who_explains_a_difference() {
        let session = |difference: &str, reason: &str| -> ReportSession {
            let json = format!(
                r#"{{"id":7,"id_caja":1,"caja":"Caja 1","sucursal":"Centro","zona_utc_minutos":-240,"id_usuario":3,"usuario":"ana","abierta_por":"ana",
                "cerrada_por":"ana","fecha_apertura":"2026-06-30T12:00:00Z","fecha_cierre":"2026-06-30T22:00:00Z","monto_inicial":"1.00",
                "diferencia_apertura":"0.00","monto_final_teorico":"1.00","monto_final_real":"1.00","diferencia":{difference},
                "motivo_diferencia":{reason},"conteo_apertura":null,"conteo_cierre":null}}"#
            );
            serde_json::from_str(&json).unwrap()
        };
        let short = session("\"-0.10\"", "null");
        let table = [
            (Role::Operador, 3, &short, true),
            (Role::Gerente, 3, &short, true),
            (Role::Administrador, 9, &short, true),
            (Role::Operador, 4, &short, false),
            (Role::Gerente, 4, &short, false),
            (Role::Usuario, 3, &short, false),
            (Role::Operador, 3, &session("\"0.00\"", "null"), false),
            (Role::Operador, 3, &session("null", "null"), false),
            (
                Role::Administrador,
                3,
                &session("\"-0.10\"", "\"Robo\""),
                false,
            ),
        ];
        for (role, user_id, session, expected) in table {
            assert_eq!(
                may_explain(role, user_id, session),
                expected,
                "{role:?} {user_id} {session:?}"
            );
        }
    }

    #[test]
    fn own_registers_come_first() {
        let register = |id: i64| -> Register {
            let json = format!(
                r#"{{"id":{id},"nombre":"Caja {id}","especialidad":"MIXTA","saldo":"0.00","id_sucursal":1,"estado":true,
                "id_user_create":1,"id_user_update":null,"created_at":"2026-06-30T12:00:00Z","updated_at":"2026-06-30T12:00:00Z"}}"#
            );
            serde_json::from_str(&json).unwrap()
        };
        let registers = [register(1), register(2), register(3)];
        let ids = |own: &[Option<i64>]| -> Vec<i64> {
            in_order(&registers, own)
                .into_iter()
                .map(|(id, _)| id)
                .collect()
        };
        assert_eq!(ids(&[]), [1, 2, 3]);
        assert_eq!(ids(&[Some(3), Some(2)]), [3, 2, 1]);
        assert_eq!(ids(&[None, Some(9), Some(2)]), [2, 1, 3]);
        assert!(in_order(&[], &[Some(1)]).is_empty());
    }
}
