//! What is printed of a service payment, wherever it stands. Pure.

use crate::format;
use crate::i18n::Text;
use crate::payment_words;
use crate::slip::{Line, Shop, Slip, top};
use ventanilla_core::code::Language;
use ventanilla_core::product::Product;
use ventanilla_core::wire::resources::payments::{OrderState, RefundState, ServicePayment};

/// The receipt of a payment. Of one that is not done, it says so.
pub(crate) fn receipt(payment: &ServicePayment, shop: &Shop, language: Language) -> Slip {
    let say = |text: Text| text.template(language).to_owned();
    let title = say(match payment.servicio {
        Product::Service(_) => Text::KindServicePayment,
        Product::Credit(_) => Text::PayKindMobilePrepaid,
    });
    let (product_label, number_label) = payment_words::labels(payment.servicio);
    let mut lines = top(shop, language);
    lines.push(Line::Centre(title.clone()));
    // What a demo shop prints has that on top already.
    if payment.es_simulado && !shop.is_demo {
        lines.push(Line::Stamp(say(Text::DemoBanner)));
    }
    let (stamp, hint) = standing(payment);
    // An integrator tells its customers itself.
    let hint = hint.filter(|_| payment.integrador.is_none());
    lines.extend(stamp.map(|stamp| Line::Stamp(say(stamp))));
    lines.push(Line::Sum(format::money(
        payment.monto.amount(),
        payment.moneda,
        language,
    )));
    let number = format::product_number(payment.servicio, &payment.numero);
    let known = |text: &Option<String>| text.clone().unwrap_or_default();
    let pairs = [
        (Text::Receipt, payment.recibo.clone()),
        (product_label, payment.servicio.label().to_owned()),
        (number_label, number),
        (Text::SlipReference, known(&payment.referencia)),
        (
            Text::SlipDate,
            format::full_time(payment.fecha_hora, shop.offset_minutes, language),
        ),
        (Text::SlipBranch, payment.sucursal.clone()),
        (Text::Register, known(&payment.caja)),
        (Text::SlipCashier, known(&payment.cajero)),
        (Text::Integrator, known(&payment.integrador)),
    ];
    lines.extend(
        pairs
            .into_iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(label, value)| Line::Pair(say(label), value)),
    );
    if let Some(hint) = hint {
        lines.push(Line::Rule);
        lines.push(Line::Paragraph(say(hint)));
    }
    Slip {
        title,
        lines,
        sale: None,
        is_coupon: false,
    }
}

/// What is stamped on the receipt of a payment that is not done, and what its customer is told.
const fn standing(payment: &ServicePayment) -> (Option<Text>, Option<Text>) {
    match (payment.estado, payment.devolucion) {
        (OrderState::Delivered, _) => (None, None),
        (OrderState::Refused, RefundState::Due) => (
            Some(Text::SlipPaymentRefused),
            Some(Text::SlipPaymentRefundDue),
        ),
        (OrderState::Refused, RefundState::Paid) => (
            Some(Text::SlipPaymentRefused),
            Some(Text::SlipPaymentRefunded),
        ),
        (OrderState::Refused, RefundState::None) => (Some(Text::SlipPaymentRefused), None),
        (OrderState::Submitted | OrderState::Pending | OrderState::Unknown, _) => {
            (Some(Text::SlipPaymentOpen), Some(Text::SlipPaymentOpenHint))
        }
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use ventanilla_core::Currency;
    use ventanilla_core::wire::answer;

    /// A payment of that state and refund.
    pub(crate) fn payment(state: OrderState, refund: RefundState) -> ServicePayment {
        let reference = match state {
            OrderState::Delivered => "\"00012345\"",
            _ => "null",
        };
        answer::read(&format!(
            r#"{{"id_operacion":"8e03978e-40d5-43dd-bc93-6894a57f9324","recibo":"0001-S00000007","servicio":57,"numero":"04243675525",
            "monto":"1250.50","moneda":"VES","estado":"{}","referencia":{reference},"detalle":null,"resuelto_por":null,"devolucion":"{}",
            "es_simulado":true,"cajero":"Carmen","caja":"Caja 1","sucursal":"Bodega Centro","id_caja_sesion":1,"integrador":null,
            "fecha_hora":"2026-07-01T02:47:51.123Z","actualizada":"2026-07-01T02:47:52.123Z"}}"#,
            state.as_str(),
            refund.as_str()
        ))
        .unwrap()
    }

    fn shop(is_demo: bool) -> Shop {
        Shop {
            name: "Bodega Demo".to_owned(),
            header: None,
            is_demo,
            currency: Currency::Ves,
            offset_minutes: -240,
        }
    }

    fn stamps(payment: &ServicePayment, is_demo: bool) -> Vec<String> {
        receipt(payment, &shop(is_demo), Language::Es)
            .lines
            .into_iter()
            .filter_map(|line| match line {
                Line::Stamp(text) => Some(text),
                _ => None,
            })
            .collect()
    }

    #[test]
    fn a_receipt_says_what_was_paid() {
        let slip = receipt(
            &payment(OrderState::Delivered, RefundState::None),
            &shop(true),
            Language::Es,
        );
        let pair = |label: &str, value: &str| Line::Pair(label.to_owned(), value.to_owned());
        for line in [
            Line::Sum("Bs.\u{a0}1.250,50".to_owned()),
            pair("Recibo", "0001-S00000007"),
            pair("Servicio", "Movistar prepago"),
            pair("Número o contrato", "0424-3675525"),
            pair("Referencia", "00012345"),
            pair("Sucursal", "Bodega Centro"),
            pair("Caja", "Caja 1"),
            pair("Atendió", "Carmen"),
        ] {
            assert!(slip.lines.contains(&line), "{line:?} of {:?}", slip.lines);
        }
        let labels: Vec<&str> = slip
            .lines
            .iter()
            .filter_map(|line| match line {
                Line::Pair(label, _) => Some(label.as_str()),
                _ => None,
            })
            .collect();
        assert!(!labels.contains(&"Integrador"));
        assert!(!matches!(slip.lines.last(), Some(Line::Paragraph(_))));
    }

    #[test]
    fn what_is_worth_nothing_says_so_once() {
        let simulated = payment(OrderState::Delivered, RefundState::None);
        let real = ServicePayment {
            es_simulado: false,
            ..simulated.clone()
        };
        let mark = "DEMO · SIN VALOR".to_owned();
        let table = [
            (&simulated, true, vec![mark.clone()]),
            (&simulated, false, vec![mark.clone()]),
            (&real, true, vec![mark]),
            (&real, false, Vec::new()),
        ];
        for (payment, is_demo, expected) in table {
            assert_eq!(stamps(payment, is_demo), expected, "{is_demo}");
        }
    }

    #[test]
    fn what_is_not_done_says_so() {
        let table = [
            (OrderState::Submitted, RefundState::None, "POR CONFIRMAR"),
            (OrderState::Pending, RefundState::None, "POR CONFIRMAR"),
            (OrderState::Unknown, RefundState::None, "POR CONFIRMAR"),
            (OrderState::Refused, RefundState::Due, "NO SE HIZO"),
            (OrderState::Refused, RefundState::Paid, "NO SE HIZO"),
            (OrderState::Refused, RefundState::None, "NO SE HIZO"),
        ];
        for (state, refund, expected) in table {
            let payment = ServicePayment {
                es_simulado: false,
                ..payment(state, refund)
            };
            assert_eq!(stamps(&payment, false), [expected], "{state:?} {refund:?}");
        }
    }
}
