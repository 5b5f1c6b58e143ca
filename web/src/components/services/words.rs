//! Services and payments in words: what kind, where one stands, what to do. Pure.

use crate::components::icon::Drawing;
use crate::i18n::Text;
use ventanilla_core::service::ServiceKind;
use ventanilla_core::wire::resources::payments::{OrderState, RefundState, ServicePayment};

/// What a kind of service is called.
pub(crate) const fn kind_name(kind: ServiceKind) -> Text {
    match kind {
        ServiceKind::MobilePrepaid => Text::PayKindMobilePrepaid,
        ServiceKind::MobilePostpaid => Text::PayKindMobilePostpaid,
        ServiceKind::MobileData => Text::PayKindMobileData,
        ServiceKind::FixedLine => Text::PayKindFixedLine,
        ServiceKind::Broadband => Text::PayKindBroadband,
        ServiceKind::Television => Text::PayKindTelevision,
        ServiceKind::Cable => Text::PayKindCable,
        ServiceKind::Electricity => Text::PayKindElectricity,
    }
}

/// How a payment is told of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Standing {
    /// A word or two, in a list.
    pub(crate) badge: Text,
    /// All of it, on its own.
    pub(crate) title: Text,
    /// How it looks.
    pub(crate) class: &'static str,
    /// Its drawing.
    pub(crate) drawing: Drawing,
    /// What to do; may have the amount.
    pub(crate) hint: Option<Text>,
}

/// The class of the badge of what looks like that.
pub(crate) fn badge_class(standing: &Standing) -> &'static str {
    match standing.class {
        "good" => "state good",
        "open" => "state open",
        "bad" => "state bad",
        _ => "state over",
    }
}

/// Where a payment stands.
pub(crate) const fn standing(payment: &ServicePayment) -> Standing {
    match (payment.estado, payment.devolucion) {
        (OrderState::Delivered, _) => Standing {
            badge: Text::PayStateDone,
            title: Text::DonePayment,
            class: "good",
            drawing: Drawing::Tick,
            hint: None,
        },
        (OrderState::Submitted | OrderState::Pending, _) => Standing {
            badge: Text::PayStateUnderWay,
            title: Text::PayUnderWay,
            class: "open",
            drawing: Drawing::Clock,
            hint: Some(Text::PayUnderWayHint),
        },
        (OrderState::Unknown, _) => Standing {
            badge: Text::PayStateUnknown,
            title: Text::PayUnknown,
            class: "open",
            drawing: Drawing::Alert,
            hint: Some(Text::PayUnknownHint),
        },
        (OrderState::Refused, RefundState::Due) => Standing {
            badge: Text::PayStateRefundDue,
            title: Text::PayRefused,
            class: "bad",
            drawing: Drawing::Cross,
            hint: Some(Text::PayRefundDueHint),
        },
        (OrderState::Refused, RefundState::Paid) => Standing {
            badge: Text::PayStateRefunded,
            title: Text::PayRefused,
            class: "over",
            drawing: Drawing::Back,
            hint: Some(Text::PayRefundedHint),
        },
        (OrderState::Refused, RefundState::None) => Standing {
            badge: Text::PayStateRefused,
            title: Text::PayRefused,
            class: "over",
            drawing: Drawing::Cross,
            hint: None,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::payment_slip::tests::payment;
    use ventanilla_core::code::Language;

    #[test]
    fn where_a_payment_stands() {
        let table = [
            (OrderState::Delivered, RefundState::None, "Hecho", false),
            (OrderState::Submitted, RefundState::None, "En camino", true),
            (OrderState::Pending, RefundState::None, "En camino", true),
            (
                OrderState::Unknown,
                RefundState::None,
                "Por confirmar",
                true,
            ),
            (OrderState::Refused, RefundState::Due, "Por devolver", true),
            (OrderState::Refused, RefundState::Paid, "Devuelto", true),
            (OrderState::Refused, RefundState::None, "No se hizo", false),
        ];
        for (state, refund, badge, has_hint) in table {
            let standing = standing(&payment(state, refund));
            assert_eq!(standing.badge.template(Language::Es), badge);
            assert_eq!(standing.hint.is_some(), has_hint, "{badge}");
        }
    }

    #[test]
    fn only_what_is_open_is_not_to_be_paid_again() {
        for state in OrderState::ALL {
            let hint = standing(&payment(state, RefundState::None)).hint;
            let says_so = hint
                .is_some_and(|hint| hint.template(Language::Es).starts_with("No pague de nuevo"));
            assert_eq!(says_so, state.is_open(), "{state:?}");
        }
    }
}
