//! A service payment in words: where it stands and how that looks, what the customer is told, how long ago it was asked for. Pure.

use crate::components::icon::Drawing;
use crate::i18n::{Text, code_text};
use ventanilla_core::code::{Code, Language};
use ventanilla_core::product::Product;
use ventanilla_core::wire::resources::payments::{OrderState, RefundState};
use ventanilla_core::wire::time::Iso;

const MS_PER_MINUTE: i64 = 60_000;
const MINUTES_PER_HOUR: i64 = 60;
const MINUTES_PER_DAY: i64 = 24 * MINUTES_PER_HOUR;

/// Who has paid: that decides what is given back where nothing was delivered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Payer {
    /// A customer, in cash.
    Customer,
    /// Another system, on credit.
    Integrator,
}

/// What the product of a payment is called, and its number.
pub(crate) const fn labels(product: Product) -> (Text, Text) {
    match product {
        Product::Service(_) => (Text::Service, Text::ServiceNumber),
        Product::Credit(_) => (Text::Operator, Text::Number),
    }
}

/// Where a payment stands.
pub(crate) const fn state_name(state: OrderState, refund: RefundState) -> Text {
    match (state, refund) {
        (OrderState::Submitted, _) => Text::PaymentSubmitted,
        (OrderState::Pending, _) => Text::PaymentPending,
        (OrderState::Unknown, _) => Text::PaymentUnknown,
        (OrderState::Delivered, _) => Text::PaymentDelivered,
        (OrderState::Refused, RefundState::Due) => Text::PaymentRefundDue,
        (OrderState::Refused, RefundState::Paid) => Text::PaymentRefunded,
        (OrderState::Refused, RefundState::None) => Text::PaymentRefused,
    }
}

/// How a badge of that looks: its class and its drawing.
pub(crate) const fn state_look(state: OrderState, refund: RefundState) -> (&'static str, Drawing) {
    match (state, refund) {
        (OrderState::Submitted | OrderState::Pending, _) => ("state", Drawing::Clock),
        (OrderState::Unknown, _) => ("state", Drawing::Alert),
        (OrderState::Delivered, _) => ("state good", Drawing::Tick),
        (OrderState::Refused, RefundState::Due) => ("state bad", Drawing::Cash),
        (OrderState::Refused, RefundState::Paid) => ("state over", Drawing::Back),
        (OrderState::Refused, RefundState::None) => ("state over", Drawing::Cross),
    }
}

/// What the system itself says of an order, by its code; nothing of a code that is unknown here.
pub(crate) fn reason(code: Option<&str>, language: Language) -> Option<String> {
    let code = Code::parse(code?)?;
    Some(code_text(code, language, &[]))
}

/// Why an order stands as it does: what the system says, and then what the provider said, or with what somebody decided it; a line each.
pub(crate) fn said(
    code: Option<&str>,
    words: Option<&str>,
    decided_by: Option<&str>,
    language: Language,
) -> Vec<String> {
    let told = match (decided_by, words) {
        (Some(name), words) => {
            let words = words.unwrap_or_default();
            Some(Text::PayResolvedBy.filled(language, &[("nombre", name), ("palabras", words)]))
        }
        (None, Some(words)) => Some(Text::PayProviderSaid.filled(language, &[("palabras", words)])),
        (None, None) => None,
    };
    reason(code, language).into_iter().chain(told).collect()
}

/// What is told to whoever has paid.
pub(crate) const fn advice(payer: Payer, state: OrderState, refund: RefundState) -> Text {
    match (payer, state) {
        (Payer::Customer, OrderState::Submitted) => Text::TellSubmitted,
        (Payer::Customer, OrderState::Pending) => Text::TellPending,
        (Payer::Customer, OrderState::Unknown) => Text::TellUnknown,
        (Payer::Customer, OrderState::Delivered) => Text::TellDelivered,
        (Payer::Customer, OrderState::Refused) => match refund {
            RefundState::Due => Text::TellRefundDue,
            RefundState::Paid => Text::TellRefunded,
            RefundState::None => Text::TellRefused,
        },
        (Payer::Integrator, OrderState::Submitted | OrderState::Pending | OrderState::Unknown) => {
            Text::TellIntegratorOpen
        }
        (Payer::Integrator, OrderState::Delivered) => Text::TellIntegratorDelivered,
        (Payer::Integrator, OrderState::Refused) => Text::TellIntegratorRefused,
    }
}

/// How long ago something was: `hace 5 min`. What is said to come yet is of this moment: clocks differ.
pub(crate) fn age(since: Iso, now_ms: i64, language: Language) -> String {
    let minutes = now_ms
        .saturating_sub(since.ms())
        .max(0)
        .div_euclid(MS_PER_MINUTE);
    let (text, count) = if minutes < 1 {
        (Text::AgeNow, minutes)
    } else if minutes < MINUTES_PER_HOUR {
        (Text::AgeMinutes, minutes)
    } else if minutes < MINUTES_PER_DAY {
        (Text::AgeHours, minutes.div_euclid(MINUTES_PER_HOUR))
    } else if minutes < 2 * MINUTES_PER_DAY {
        (Text::AgeDay, 1)
    } else {
        (Text::AgeDays, minutes.div_euclid(MINUTES_PER_DAY))
    };
    text.filled(language, &[("cantidad", &count.to_string())])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_provider_s_words_are_said_to_be_the_provider_s() {
        let said = |code, words, by, language| said(code, words, by, language);
        let code = Some("order_unanswered");
        let ours = "El proveedor no respondió a tiempo; no lo repita hasta saber qué pasó.";
        assert_eq!(said(code, None, None, Language::Es), [ours]);
        let portuguese =
            "O provedor não respondeu a tempo; não o repita até saber o que aconteceu.";
        assert_eq!(said(code, None, None, Language::Pt), [portuguese]);
        let unclear = said(
            Some("order_answer_unclear"),
            Some("HTTP 504"),
            None,
            Language::Es,
        );
        assert_eq!(
            unclear,
            [
                "La respuesta del proveedor no dice con claridad si se hizo; no lo repita hasta saberlo.",
                "El proveedor dijo: HTTP 504"
            ]
        );
        let theirs = said(None, Some("Saldo insuficiente"), None, Language::Es);
        assert_eq!(theirs, ["El proveedor dijo: Saldo insuficiente"]);
        let decided = said(None, Some("Llamé"), Some("gerente"), Language::Es);
        assert_eq!(decided, ["Lo resolvió gerente: Llamé"]);
        // A code of a newer server, and nothing.
        for code in [Some("order_of_tomorrow"), None] {
            assert!(said(code, None, None, Language::Es).is_empty());
        }
    }

    #[test]
    fn every_state_has_its_own_words() {
        use OrderState::{Delivered, Pending, Refused, Submitted, Unknown};
        use RefundState::{Due, None, Paid};
        let table = [
            (Submitted, None, "Enviándose", "Todavía se está enviando"),
            (Pending, None, "En proceso", "ya lo tiene"),
            (
                Unknown,
                None,
                "Sin confirmar",
                "Todavía no sabemos si entró",
            ),
            (Delivered, None, "Hecho", "Entró"),
            (Refused, Due, "Por devolver", "No entró"),
            (Refused, Paid, "Devuelto", "ya se le devolvió"),
            (Refused, None, "No se hizo", "No entró"),
        ];
        for (state, refund, name, told) in table {
            let word = |text: Text| text.template(Language::Es);
            assert_eq!(
                word(state_name(state, refund)),
                name,
                "{state:?} {refund:?}"
            );
            let advice = |payer| word(advice(payer, state, refund));
            let customer = advice(Payer::Customer);
            assert!(customer.contains(told), "{customer}");
            // Whoever does not know yet is told not to pay again, in every case.
            let is_warned = customer.contains("No pague de nuevo");
            assert_eq!(is_warned, state.is_open(), "{customer}");
            let integrator = advice(Payer::Integrator);
            assert!(!integrator.contains("se le devuelve"), "{integrator}");
            assert_eq!(
                integrator.contains("no debe pedirlo de nuevo"),
                state.is_open(),
                "{integrator}"
            );
        }
    }

    #[test]
    fn ages() {
        let minute = 60_000;
        let table = [
            (-5 * minute, "hace un momento", "just now"),
            (0, "hace un momento", "just now"),
            (minute - 1, "hace un momento", "just now"),
            (minute, "hace 1 min", "1 min ago"),
            (59 * minute, "hace 59 min", "59 min ago"),
            (60 * minute, "hace 1 h", "1 h ago"),
            (23 * 60 * minute, "hace 23 h", "23 h ago"),
            (24 * 60 * minute, "hace 1 día", "1 day ago"),
            (47 * 60 * minute, "hace 1 día", "1 day ago"),
            (48 * 60 * minute, "hace 2 días", "2 days ago"),
            (i64::MAX, "hace 106751991167 días", "106751991167 days ago"),
        ];
        for (age_ms, spanish, english) in table {
            let since = Iso::from_ms(0);
            assert_eq!(age(since, age_ms, Language::Es), spanish, "{age_ms}");
            assert_eq!(age(since, age_ms, Language::En), english, "{age_ms}");
        }
    }
}
