//! Services and payments in words: what kind, where one stands, what to do. Pure.

use crate::i18n::Text;
use crate::payment_words::{self, Payer};
use ventanilla_core::product::Product;
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
    /// All of it, on its own.
    pub(crate) title: Text,
    /// How it looks.
    pub(crate) class: &'static str,
    /// What to do; may have the amount.
    pub(crate) hint: Option<Text>,
}

/// Where a payment stands. An integrator's has no customer at a till.
pub(crate) const fn standing(payment: &ServicePayment) -> Standing {
    let of_customer = match payment.servicio {
        Product::Service(_) => standing_of_customer(payment),
        Product::Credit(_) => standing_of_recharge(payment),
    };
    if payment.integrador.is_none() {
        return of_customer;
    }
    Standing {
        hint: match payment.estado {
            OrderState::Delivered => None,
            state => Some(payment_words::advice(
                Payer::Integrator,
                state,
                payment.devolucion,
            )),
        },
        ..of_customer
    }
}

/// The same of a recharge, in words of its own.
const fn standing_of_recharge(payment: &ServicePayment) -> Standing {
    let known = standing_of_customer(payment);
    let (title, hint) = match payment.estado {
        OrderState::Delivered => (Text::DoneRecharge, known.hint),
        OrderState::Submitted | OrderState::Pending => {
            (Text::RechargeUnderWay, Some(Text::RechargeUnderWayHint))
        }
        OrderState::Unknown => (Text::RechargeUnknown, Some(Text::RechargeUnknownHint)),
        OrderState::Refused => (Text::RechargeRefused, known.hint),
    };
    Standing {
        title,
        hint,
        ..known
    }
}

const fn standing_of_customer(payment: &ServicePayment) -> Standing {
    match (payment.estado, payment.devolucion) {
        (OrderState::Delivered, _) => Standing {
            title: Text::DonePayment,
            class: "good",
            hint: None,
        },
        (OrderState::Submitted | OrderState::Pending, _) => Standing {
            title: Text::PayUnderWay,
            class: "open",
            hint: Some(Text::PayUnderWayHint),
        },
        (OrderState::Unknown, _) => Standing {
            title: Text::PayUnknown,
            class: "open",
            hint: Some(Text::PayUnknownHint),
        },
        (OrderState::Refused, RefundState::Due) => Standing {
            title: Text::PayRefused,
            class: "bad",
            hint: Some(Text::PayRefundDueHint),
        },
        (OrderState::Refused, RefundState::Paid) => Standing {
            title: Text::PayRefused,
            class: "over",
            hint: Some(Text::PayRefundedHint),
        },
        (OrderState::Refused, RefundState::None) => Standing {
            title: Text::PayRefused,
            class: "over",
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
            (
                OrderState::Delivered,
                RefundState::None,
                "Pago hecho",
                false,
            ),
            (
                OrderState::Submitted,
                RefundState::None,
                "Pago en camino",
                true,
            ),
            (
                OrderState::Pending,
                RefundState::None,
                "Pago en camino",
                true,
            ),
            (
                OrderState::Unknown,
                RefundState::None,
                "No se sabe si se hizo",
                true,
            ),
            (
                OrderState::Refused,
                RefundState::Due,
                "El pago no se hizo",
                true,
            ),
            (
                OrderState::Refused,
                RefundState::Paid,
                "El pago no se hizo",
                true,
            ),
            (
                OrderState::Refused,
                RefundState::None,
                "El pago no se hizo",
                false,
            ),
        ];
        for (state, refund, title, has_hint) in table {
            let standing = standing(&payment(state, refund));
            assert_eq!(standing.title.template(Language::Es), title);
            assert_eq!(standing.hint.is_some(), has_hint, "{title}");
        }
    }

    #[test]
    fn an_integrator_s_has_no_customer_to_tell() {
        for state in OrderState::ALL {
            let mut payment = payment(state, RefundState::None);
            payment.integrador = Some("Red del Sur".to_owned());
            let hint = standing(&payment)
                .hint
                .map_or("", |hint| hint.template(Language::Es));
            assert!(!hint.contains("cliente"), "{state:?}: {hint}");
            assert_eq!(hint.is_empty(), state == OrderState::Delivered, "{state:?}");
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
