//! What can be done about a payment, by whom, and when. Pure; the server decides.

use super::words::is_refund_due;
use ventanilla_core::Permission;
use ventanilla_core::role::Role;
use ventanilla_core::wire::resources::payments::{OrderState, ServicePayment};

/// For how long a payment that was just sent is the server's alone, in milliseconds.
const SENDING_MS: i64 = 60_000;

/// What can be done about a payment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// Nothing has to be done any more.
    Settled,
    /// It is being sent: nobody may decide yet.
    Wait,
    /// A person may say what became of it.
    Resolve,
    /// Somebody else may.
    AskManager,
    /// The customer's cash is given back.
    Refund,
    /// That needs an open register.
    OpenFirst,
    /// That is for those who sell.
    AskCashier,
    /// Something was asked for, and nobody knows yet what came of it.
    Awaited,
}

/// Who looks at a payment, and when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Looker {
    /// The role.
    pub(super) role: Role,
    /// Whether they have a register open.
    pub(super) has_session: bool,
    /// Whether something that they have asked for about it is still open.
    pub(super) is_under_way: bool,
    /// Now, by the server's clock, in milliseconds.
    pub(super) now_ms: i64,
}

/// What they can do about it.
pub(super) fn way(payment: &ServicePayment, looker: Looker) -> Way {
    let is_open = payment.estado.is_open();
    if !is_open && !is_refund_due(payment) {
        Way::Settled
    } else if looker.is_under_way {
        Way::Awaited
    } else if is_open {
        let age_ms = looker.now_ms.saturating_sub(payment.fecha_hora.ms());
        if !looker.role.may(Permission::ResolvePayments) {
            Way::AskManager
        } else if payment.estado == OrderState::Submitted && age_ms < SENDING_MS {
            Way::Wait
        } else {
            Way::Resolve
        }
    } else if !looker.role.may(Permission::PayRefunds) {
        Way::AskCashier
    } else if looker.has_session {
        Way::Refund
    } else {
        Way::OpenFirst
    }
}

#[cfg(test)]
mod tests {
    use super::super::words::tests::payment;
    use super::*;

    #[test]
    fn who_may_do_what() {
        use Role::{Administrador, Gerente, Operador, Usuario};
        let at = payment(&[]).fecha_hora.ms();
        let seller = |role, age_ms| Looker {
            role,
            has_session: true,
            is_under_way: false,
            now_ms: at + age_ms,
        };
        let idle = |role| Looker {
            has_session: false,
            ..seller(role, 0)
        };
        let waits = |role| Looker {
            is_under_way: true,
            ..seller(role, 0)
        };
        let table = [
            ("submitted", "ninguna", seller(Gerente, 0), Way::Wait),
            ("submitted", "ninguna", seller(Gerente, 59_999), Way::Wait),
            (
                "submitted",
                "ninguna",
                seller(Gerente, 60_000),
                Way::Resolve,
            ),
            ("submitted", "ninguna", seller(Operador, 0), Way::AskManager),
            ("pending", "ninguna", idle(Administrador), Way::Resolve),
            ("unknown", "ninguna", idle(Gerente), Way::Resolve),
            ("unknown", "ninguna", seller(Operador, 0), Way::AskManager),
            ("unknown", "ninguna", idle(Usuario), Way::AskManager),
            ("unknown", "ninguna", waits(Gerente), Way::Awaited),
            ("refused", "pendiente", seller(Operador, 0), Way::Refund),
            ("refused", "pendiente", seller(Gerente, 0), Way::Refund),
            ("refused", "pendiente", idle(Operador), Way::OpenFirst),
            ("refused", "pendiente", idle(Usuario), Way::AskCashier),
            ("refused", "pendiente", waits(Operador), Way::Awaited),
            ("refused", "pagada", waits(Operador), Way::Settled),
            // An integrator's: it owes nothing, and nobody has cash of it.
            ("refused", "ninguna", seller(Gerente, 0), Way::Settled),
            ("delivered", "ninguna", seller(Gerente, 0), Way::Settled),
        ];
        for (state, refund, looker, expected) in table {
            let payment = payment(&[
                ("estado", &format!("\"{state}\"")),
                ("devolucion", &format!("\"{refund}\"")),
            ]);
            assert_eq!(
                way(&payment, looker),
                expected,
                "{state} {refund} {looker:?}"
            );
        }
    }
}
