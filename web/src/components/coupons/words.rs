//! A coupon in words: where it stands, which, and when. Pure.

use crate::components::icon::Drawing;
use crate::format;
use crate::i18n::Text;
use ventanilla_core::code::Language;
use ventanilla_core::wire::portal::coupons::{Coupon, CouponDetail, CouponInvoice, CouponState};
use ventanilla_core::wire::portal::invoices::InvoiceState;

/// Where a coupon stands, in a word.
pub(crate) const fn state_name(state: CouponState) -> Text {
    match state {
        CouponState::Pending => Text::CouponPending,
        CouponState::Used => Text::CouponUsed,
        CouponState::Expired => Text::CouponExpired,
        CouponState::Cancelled => Text::CouponCancelled,
    }
}

/// How a state looks: its class and its drawing.
pub(crate) const fn state_look(state: CouponState) -> (&'static str, Drawing) {
    match state {
        CouponState::Pending => ("state due", Drawing::Clock),
        CouponState::Used => ("state used", Drawing::Tick),
        CouponState::Expired => ("state", Drawing::Alert),
        CouponState::Cancelled => ("state", Drawing::Cross),
    }
}

/// As [`state`], with what only a coupon by itself tells: why and when it was cancelled.
pub(crate) fn state_of(detail: &CouponDetail, language: Language) -> String {
    match (&detail.motivo_cancelacion, detail.fecha_cancelacion) {
        (Some(reason), Some(day)) => {
            let day = format::date(day, language);
            Text::CancelledFor.filled(language, &[("fecha", &day), ("motivo", reason)])
        }
        (Some(_) | None, _) => state(&detail.cupon, language),
    }
}

/// Where a coupon stands and since when: `Cobrado el 27/01/2026, recibo 0001-00000012`.
pub(crate) fn state(coupon: &Coupon, language: Language) -> String {
    let due = format::date(coupon.fecha_vencimiento, language);
    match coupon.estado {
        CouponState::Pending => Text::PendingUntil.filled(language, &[("fecha", &due)]),
        CouponState::Expired => Text::ExpiredOn.filled(language, &[("fecha", &due)]),
        CouponState::Used => {
            let day = coupon
                .fecha_uso
                .map(|day| format::date(day, language))
                .unwrap_or_default();
            let receipt = coupon.recibo_id.clone().unwrap_or_default();
            Text::UsedOn.filled(language, &[("fecha", &day), ("recibo", &receipt)])
        }
        CouponState::Cancelled => Text::CouponCancelled.template(language).to_owned(),
    }
}

/// An invoice as people call it: `Factura A 123`.
pub(crate) fn invoice(invoice: &CouponInvoice) -> String {
    invoice_name(&invoice.tipo, invoice.numero)
}

/// As [`invoice`], of its parts.
pub(crate) fn invoice_name(kind: &str, number: i64) -> String {
    format!("{kind} {number}")
}

/// Where an invoice stands, and how that looks.
pub(crate) const fn invoice_state(state: InvoiceState) -> (Text, &'static str, Drawing) {
    match state {
        InvoiceState::Open => (Text::InvoiceOpen, "state", Drawing::Clock),
        InvoiceState::Reserved => (Text::InvoiceReserved, "state due", Drawing::Coupon),
        InvoiceState::Paid => (Text::InvoicePaid, "state used", Drawing::Tick),
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use ventanilla_core::wire::answer;
    use ventanilla_core::wire::time::Date;

    /// A coupon in that state.
    pub(crate) fn coupon(state: &str) -> Coupon {
        let (used, receipt) = if state == "used" {
            (r#""2026-01-27""#, r#""0001-00000012""#)
        } else {
            ("null", "null")
        };
        answer::read(&format!(
            r#"{{"cupon_id":"c","codigo_barras":"0001000101202601274","monto":239.50,"estado":"{state}","fecha_generacion":"2026-01-01",
            "fecha_vencimiento":"2026-01-31","fecha_uso":{used},"recibo_id":{receipt},
            "facturas":[{{"id":"f","tipo":"Factura A","numero":2001,"monto":239.50}}]}}"#
        ))
        .unwrap()
    }

    #[test]
    fn states() {
        let table = [
            ("pending", "Se puede cobrar hasta el 31/01/2026"),
            ("used", "Cobrado el 27/01/2026, recibo 0001-00000012"),
            ("expired", "Venció el 31/01/2026"),
            ("cancelled", "Cancelado"),
        ];
        for (name, expected) in table {
            assert_eq!(state(&coupon(name), Language::Es), expected);
        }
        let mut detail = CouponDetail {
            cliente_id: 101,
            cliente_nombre: "Juana".to_owned(),
            cupon: coupon("cancelled"),
            recibo: None,
            motivo_cancelacion: Some("Error".to_owned()),
            fecha_cancelacion: Date::parse("2026-01-28"),
        };
        assert_eq!(
            state_of(&detail, Language::Es),
            "Cancelado el 28/01/2026: Error"
        );
        detail.motivo_cancelacion = None;
        assert_eq!(state_of(&detail, Language::Es), "Cancelado");
        assert_eq!(invoice(&coupon("used").facturas[0]), "Factura A 2001");
    }
}
