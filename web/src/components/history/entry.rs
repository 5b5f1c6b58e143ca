//! `Entry`: one operation of the history with what its people are called, and how the page words it. Pure.

use super::sums::{is_cash, was_done};
use crate::format;
use crate::i18n::Text;
use crate::slip::TopUpSlip;
use ventanilla_core::Amount;
use ventanilla_core::code::Language;
use ventanilla_core::operation::{OperationKind, OperationState};
use ventanilla_core::wire::kantuta::sessions::MovementKind;
use ventanilla_core::wire::resources::operations::{Operation, OperationPage};

/// One operation of the history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    /// The operation.
    pub(crate) operation: Operation,
    /// What its user is called; empty for nobody's.
    pub(crate) user: String,
}

/// The entries of a page.
pub(crate) fn entries(page: OperationPage) -> Vec<Entry> {
    let name = |id: Option<i64>| {
        page.usuarios
            .iter()
            .find(|user| Some(user.id) == id)
            .map(|user| user.nombre.clone())
            .unwrap_or_default()
    };
    page.operaciones
        .into_iter()
        .map(|operation| Entry {
            user: name(operation.id_usuario),
            operation,
        })
        .collect()
}

/// The name of a kind.
pub(crate) const fn kind_name(kind: OperationKind) -> Text {
    match kind {
        OperationKind::TopUp => Text::KindTopUp,
        OperationKind::Injection => Text::KindInjection,
        OperationKind::CashMovement => Text::KindMovement,
        OperationKind::CashSessionOpen => Text::KindOpening,
        OperationKind::CashSessionClose => Text::KindClosing,
        OperationKind::RegisterCreate => Text::KindRegister,
        OperationKind::TenantSetup => Text::KindSetup,
        OperationKind::InvoiceIssue => Text::KindInvoice,
        OperationKind::CouponIssue => Text::KindCouponIssue,
        OperationKind::CouponCancellation => Text::KindCouponCancellation,
        OperationKind::CouponCollection => Text::KindCouponCollection,
        OperationKind::ServicePayment => Text::KindServicePayment,
        OperationKind::ServiceRefund => Text::KindServiceRefund,
        OperationKind::PrefundFunding => Text::KindPrefundFunding,
        OperationKind::IntegratorPayment => Text::KindIntegratorPayment,
        OperationKind::WalletFunding => Text::KindWalletFunding,
        OperationKind::LoyaltyContact => Text::KindLoyaltyContact,
        OperationKind::LoyaltyEarning => Text::KindEarning,
        OperationKind::LoyaltyRedemption => Text::KindRedemption,
        OperationKind::LoyaltyAdjustment => Text::KindAdjustment,
        OperationKind::Reversal => Text::KindReversal,
    }
}

/// The name of a state.
pub(crate) const fn state_name(state: OperationState) -> Text {
    match state {
        OperationState::Created => Text::StateCreated,
        OperationState::Submitted => Text::StateSubmitted,
        OperationState::Succeeded => Text::StateSucceeded,
        OperationState::Failed => Text::StateFailed,
        OperationState::Unknown => Text::PendingTitle,
        OperationState::Reversed => Text::StateReversed,
    }
}

/// The name of a kind that moved cash in that direction: a movement is called by its direction.
pub(crate) const fn moved_name(kind: OperationKind, direction: Option<MovementKind>) -> Text {
    match (kind, direction) {
        (OperationKind::CashMovement, Some(MovementKind::Ingreso)) => Text::In,
        (OperationKind::CashMovement, Some(MovementKind::Egreso)) => Text::Out,
        (kind, _) => kind_name(kind),
    }
}

/// As [`moved_name`], for what moved a session's drawer: there, an opening or a closing is what the drawer was adjusted by to what was
/// counted, and no part of what should be in it.
pub(crate) const fn drawer_name(kind: OperationKind, direction: MovementKind) -> Text {
    match kind {
        OperationKind::CashSessionOpen => Text::AdjustedAtOpening,
        OperationKind::CashSessionClose => Text::AdjustedAtClosing,
        kind => moved_name(kind, Some(direction)),
    }
}

impl Entry {
    /// What of it can change: a row is made anew when it does.
    pub(crate) fn key(&self) -> String {
        let reference = self.operation.referencia_operadora.as_deref();
        format!(
            "{} {} {}",
            self.operation.id,
            self.operation.estado.as_str(),
            reference.unwrap_or_default()
        )
    }

    /// What was done: `Recarga Tigo`, `Egreso`.
    pub(crate) fn title(&self, language: Language) -> String {
        let operation = &self.operation;
        let name = moved_name(operation.tipo, operation.sentido).template(language);
        match operation.operadora {
            Some(operator) => format!("{name} {}", operator.name()),
            None => name.to_owned(),
        }
    }

    /// What it was about: the customer's number, the reason, the register's name; may be empty.
    pub(crate) fn about(&self) -> String {
        let operation = &self.operation;
        match operation.tipo {
            OperationKind::TopUp
            | OperationKind::LoyaltyContact
            | OperationKind::LoyaltyEarning
            | OperationKind::LoyaltyRedemption
            | OperationKind::LoyaltyAdjustment => {
                format::phone(operation.detalle.as_deref().unwrap_or_default())
            }
            OperationKind::RegisterCreate => operation.detalle.clone().unwrap_or_default(),
            _ => self.reason().unwrap_or_default().to_owned(),
        }
    }

    /// The reason that somebody gave.
    pub(crate) fn reason(&self) -> Option<&str> {
        self.operation.motivo.as_deref()
    }

    /// What it moved into a drawer, or, less than nothing, out of it; `None` where its amount moved through none.
    pub(crate) fn moved(&self) -> Option<Amount> {
        let operation = &self.operation;
        let amount = operation.monto?.amount();
        let has_moved = is_cash(operation.tipo) && was_done(operation.estado);
        match operation.sentido.filter(|_| has_moved)? {
            MovementKind::Ingreso => Some(amount),
            MovementKind::Egreso => amount.checked_neg(),
        }
    }

    /// Whether it can still be reversed.
    pub(crate) fn is_reversible(&self) -> bool {
        self.operation.reversible
    }

    /// Whether it is about points and a manager has to say what became of it.
    pub(crate) fn is_undecided(&self) -> bool {
        let is_of_points = matches!(
            self.operation.tipo,
            OperationKind::LoyaltyContact
                | OperationKind::LoyaltyEarning
                | OperationKind::LoyaltyRedemption
                | OperationKind::LoyaltyAdjustment
        );
        is_of_points && self.operation.estado == OperationState::Unknown
    }

    /// Whether it is a sale that the operator's reference can still be added to.
    pub(crate) fn lacks_reference(&self) -> bool {
        self.operation.tipo == OperationKind::TopUp
            && self.operation.estado == OperationState::Succeeded
            && self.operation.referencia_operadora.is_none()
    }

    /// The sale that it is, as its receipt says it; `None` for anything else.
    pub(crate) fn sale(&self, register: String) -> Option<TopUpSlip> {
        let operation = &self.operation;
        if operation.tipo != OperationKind::TopUp {
            return None;
        }
        Some(TopUpSlip {
            operation_id: operation.id.clone(),
            id: operation.numero?,
            operator: operation.operadora?,
            number: operation.detalle.clone()?,
            amount: operation.monto?.amount(),
            at: operation.fecha_hora,
            register,
            cashier: self.user.clone(),
            cashier_id: operation.id_usuario,
            reference: operation.referencia_operadora.clone(),
            is_reversed: operation.estado == OperationState::Reversed,
        })
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use ventanilla_core::wire::resources::operations::OperationPage;

    /// A page of one sale by Ana, with other members where `change` has them.
    pub(crate) fn one(change: &[(&str, &str)]) -> Entry {
        let mut members = vec![
            ("id", r#""8e03978e-40d5-43dd-bc93-6894a57f9324""#),
            ("tipo", r#""top_up""#),
            ("estado", r#""succeeded""#),
            ("numero", "57"),
            ("monto", r#""30.00""#),
            ("moneda", r#""BOB""#),
            ("sentido", r#""INGRESO""#),
            ("operadora", r#""Tigo""#),
            ("id_usuario", "3"),
            ("id_caja_sesion", "1"),
            ("id_caja", "1"),
            ("detalle", r#""76543210""#),
            ("motivo", "null"),
            ("referencia_operadora", "null"),
            ("revierte_a", "null"),
            ("idempotency_key", "null"),
            ("fecha_hora", r#""2026-07-01T02:47:51.123Z""#),
            ("reversible", "true"),
            ("actualizada", r#""2026-07-01T02:47:51.123Z""#),
        ];
        for (name, value) in change {
            members
                .iter_mut()
                .filter(|(known, _)| known == name)
                .for_each(|member| member.1 = value);
        }
        let members: Vec<String> = members
            .iter()
            .map(|(name, value)| format!("\"{name}\":{value}"))
            .collect();
        let page: OperationPage = serde_json::from_str(&format!(
            r#"{{"operaciones":[{{{}}}],"usuarios":[{{"id":3,"nombre":"Ana"}}],"cursor":null}}"#,
            members.join(",")
        ))
        .unwrap();
        entries(page).remove(0)
    }

    const MOVEMENT: [(&str, &str); 4] = [
        ("tipo", r#""cash_movement""#),
        ("operadora", "null"),
        ("detalle", "null"),
        ("motivo", r#""Taxi""#),
    ];

    fn movement(change: &[(&str, &str)]) -> Entry {
        one(&[&MOVEMENT, change].concat())
    }

    #[test]
    fn what_they_are_called() {
        let injection = [
            ("tipo", r#""injection""#),
            ("sentido", r#""EGRESO""#),
            ("detalle", r#""Tigo""#),
        ];
        let table = [
            (one(&[]), "Recarga Tigo", "7654\u{a0}3210", Some(3_000)),
            (movement(&[]), "Ingreso", "Taxi", Some(3_000)),
            (
                movement(&[("sentido", r#""EGRESO""#)]),
                "Egreso",
                "Taxi",
                Some(-3_000),
            ),
            (
                one(&[&injection[..], &[("motivo", "null")]].concat()),
                "Inyección Tigo",
                "",
                Some(-3_000),
            ),
            (
                one(&[&injection[..], &[("motivo", r#""Factura 12""#)]].concat()),
                "Inyección Tigo",
                "Factura 12",
                Some(-3_000),
            ),
            (
                movement(&[("tipo", r#""cash_session_close""#), ("motivo", "null")]),
                "Cierre de caja",
                "",
                None,
            ),
            (
                movement(&[("tipo", r#""reversal""#), ("sentido", "null")]),
                "Reversa",
                "Taxi",
                None,
            ),
            (movement(&[("monto", "null")]), "Ingreso", "Taxi", None),
            (
                movement(&[("estado", r#""failed""#)]),
                "Ingreso",
                "Taxi",
                None,
            ),
            (
                movement(&[("tipo", r#""register_create""#), ("detalle", r#""Caja 1""#)]),
                "Caja creada",
                "Caja 1",
                Some(3_000),
            ),
            (
                movement(&[
                    ("tipo", r#""loyalty_redemption""#),
                    ("monto", "null"),
                    ("sentido", "null"),
                    ("detalle", r#""4771234567""#),
                ]),
                "Puntos usados",
                "47712\u{a0}34567",
                None,
            ),
        ];
        for (entry, title, about, moved) in table {
            assert_eq!(entry.title(Language::Es), title);
            assert_eq!(entry.about(), about, "{title}");
            assert_eq!(entry.moved().map(Amount::minor), moved, "{title}");
        }
        assert_eq!(one(&[]).user, "Ana");
        assert_eq!(one(&[("id_usuario", "null")]).user, "");
        assert_eq!(one(&[("id_usuario", "4")]).user, "");
    }

    #[test]
    fn what_a_manager_decides() {
        let table = [
            ("loyalty_redemption", "unknown", true),
            ("loyalty_contact", "unknown", true),
            ("loyalty_redemption", "submitted", false),
            ("loyalty_redemption", "failed", false),
            ("service_payment", "unknown", false),
        ];
        for (kind, state, expected) in table {
            let (kind, state) = (format!("\"{kind}\""), format!("\"{state}\""));
            let entry = movement(&[("tipo", &kind), ("estado", &state)]);
            assert_eq!(entry.is_undecided(), expected, "{kind} {state}");
        }
    }

    #[test]
    fn what_can_still_be_done() {
        let reversed = ("estado", r#""reversed""#);
        let table = [
            (one(&[]), true, true),
            (one(&[reversed]), false, true),
            (one(&[("referencia_operadora", r#""R-1""#)]), false, true),
            (movement(&[]), false, false),
            (one(&[("numero", "null")]), true, false),
            (one(&[("estado", r#""unknown""#)]), false, true),
        ];
        for (entry, referable, receipt) in table {
            let sale = entry.sale("Caja 1".to_owned());
            let can = (entry.lacks_reference(), sale.is_some());
            assert_eq!(can, (referable, receipt), "{entry:?}");
        }
        // Whether it can be reversed, the server says.
        for (said, expected) in [("true", true), ("false", false)] {
            assert_eq!(one(&[("reversible", said)]).is_reversible(), expected);
        }
        assert!(one(&[reversed]).sale(String::new()).unwrap().is_reversed);
    }
}
