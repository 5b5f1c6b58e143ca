//! What lists and pages say of a payment: how its state looks, who sold it, what several come to.

use super::state::Orders;
use crate::format;
use crate::payment_words::{self, Payer};
use leptos::prelude::*;
use ventanilla_core::Amount;
use ventanilla_core::wire::resources::payments::{RefundState, ServicePayment};
use ventanilla_core::wire::time::Iso;

/// Whether it waits for an answer, a person, or its customer.
pub(super) fn is_waiting(payment: &ServicePayment) -> bool {
    payment.estado.is_open() || is_refund_due(payment)
}

/// Whether a customer's cash has to be given back.
pub(super) fn is_refund_due(payment: &ServicePayment) -> bool {
    payment.devolucion == RefundState::Due
}

/// Who has paid.
pub(super) const fn payer(payment: &ServicePayment) -> Payer {
    match payment.integrador {
        Some(_) => Payer::Integrator,
        None => Payer::Customer,
    }
}

/// Who sold it, at which register and branch; or which integrator asked.
pub(super) fn who(payment: &ServicePayment) -> String {
    let names = [
        payment.integrador.as_ref(),
        payment.cajero.as_ref(),
        payment.caja.as_ref(),
        Some(&payment.sucursal),
    ];
    let names: Vec<&str> = names
        .into_iter()
        .flatten()
        .map(String::as_str)
        .filter(|name| !name.is_empty())
        .collect();
    names.join(" · ")
}

/// How long ago, and at what time; with the day where that is not today.
pub(super) fn since(orders: Orders, at: Iso) -> String {
    let till = orders.till;
    let (language, offset_minutes) = (till.language.get(), till.offset_minutes());
    let now_ms = orders.now_ms.get();
    let today = Iso::from_ms(now_ms).date_at(offset_minutes);
    let time = if at.date_at(offset_minutes) == today {
        format::time(at, offset_minutes, language)
    } else {
        format::day_and_time_in(at, today.year(), offset_minutes, language)
    };
    format!("{} · {time}", payment_words::age(at, now_ms, language))
}

/// What they come to; `None` where that is more than an amount can be.
pub(super) fn sum(payments: &[ServicePayment]) -> Option<Amount> {
    payments.iter().try_fold(Amount::ZERO, |sum, payment| {
        sum.checked_add(payment.monto.amount())
    })
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use ventanilla_core::wire::answer;

    /// A payment whose outcome nobody knows, with other values where told, as JSON.
    pub(in super::super) fn payment(other: &[(&str, &str)]) -> ServicePayment {
        let members = [
            ("id_operacion", r#""8e03978e-40d5-43dd-bc93-6894a57f9324""#),
            ("recibo", r#""0001-S00000012""#),
            ("servicio", "57"),
            ("numero", r#""04145550012""#),
            ("monto", r#""10.00""#),
            ("moneda", r#""VES""#),
            ("estado", r#""unknown""#),
            ("referencia", "null"),
            ("detalle", "null"),
            ("resuelto_por", "null"),
            ("devolucion", r#""ninguna""#),
            ("es_simulado", "true"),
            ("cajero", r#""carmen""#),
            ("caja", r#""Caja 1""#),
            ("sucursal", r#""Bodega Centro""#),
            ("id_caja_sesion", "7"),
            ("integrador", "null"),
            ("fecha_hora", r#""2026-06-30T22:47:51.123Z""#),
            ("actualizada", r#""2026-06-30T22:48:51.123Z""#),
        ];
        let members: Vec<String> = members
            .into_iter()
            .map(|(name, value)| {
                let value = other
                    .iter()
                    .find(|(known, _)| *known == name)
                    .map_or(value, |(_, value)| value);
                format!("\"{name}\":{value}")
            })
            .collect();
        answer::read(&format!("{{{}}}", members.join(","))).unwrap()
    }

    #[test]
    fn what_waits() {
        let table = [
            ("submitted", "ninguna", true),
            ("pending", "ninguna", true),
            ("unknown", "ninguna", true),
            ("delivered", "ninguna", false),
            ("refused", "pendiente", true),
            ("refused", "pagada", false),
            ("refused", "ninguna", false),
        ];
        for (state, refund, expected) in table {
            let payment = payment(&[
                ("estado", &format!("\"{state}\"")),
                ("devolucion", &format!("\"{refund}\"")),
            ]);
            assert_eq!(is_waiting(&payment), expected, "{state} {refund}");
        }
    }

    #[test]
    fn who_sold_it() {
        assert_eq!(who(&payment(&[])), "carmen · Caja 1 · Bodega Centro");
        let of_integrator = payment(&[
            ("cajero", "null"),
            ("caja", "null"),
            ("integrador", r#""Recargas Ya""#),
        ]);
        assert_eq!(who(&of_integrator), "Recargas Ya · Bodega Centro");
        assert_eq!(payer(&of_integrator), Payer::Integrator);
        assert_eq!(payer(&payment(&[])), Payer::Customer);
    }

    #[test]
    fn sums() {
        let of = |amounts: &[&str]| {
            let payments: Vec<ServicePayment> = amounts
                .iter()
                .map(|amount| payment(&[("monto", &format!("\"{amount}\""))]))
                .collect();
            sum(&payments).map(Amount::minor)
        };
        assert_eq!(of(&[]), Some(0));
        assert_eq!(of(&["10.00", "0.05"]), Some(1_005));
        assert_eq!(of(&["90071992547409.91", "0.01"]), None);
    }
}
