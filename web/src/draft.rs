//! `Draft`: what is typed in a form, put together as the request that the core reads. Every rule of a request is the core's.

use std::collections::BTreeMap;
use ventanilla_core::field::{FieldError, Flaw, Invalid};
use ventanilla_core::wire::body::{self, Body, Object};
use ventanilla_core::wire::kantuta::AMOUNT_MAX;
use ventanilla_core::{Amount, AmountError, CashCount, Code, Currency};

/// A request that the core has read, and its body exactly as it will be sent.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Checked<T> {
    /// The request.
    pub(crate) request: T,
    /// The body.
    pub(crate) body: String,
}

/// A request being put together.
#[derive(Debug, Default)]
pub(crate) struct Draft {
    members: BTreeMap<&'static str, String>,
    errors: Vec<FieldError>,
}

impl Draft {
    /// Nothing yet.
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// A text, as typed. A blank one is left out: it is for the core to say whether it is missed.
    pub(crate) fn text(self, name: &'static str, text: &str) -> Self {
        if text.trim().is_empty() {
            return self;
        }
        let json = body::quoted(text);
        self.member(name, json)
    }

    /// A text that replaces another, blank or not. One that is what it was is left out.
    pub(crate) fn changed(self, name: &'static str, known: &str, typed: &str) -> Self {
        if typed.trim() == known {
            return self;
        }
        self.member(name, body::quoted(typed))
    }

    /// A password: exactly as typed. None is left out.
    pub(crate) fn password(self, name: &'static str, typed: &str) -> Self {
        if typed.is_empty() {
            return self;
        }
        self.member(name, body::quoted(typed))
    }

    /// A yes or no.
    pub(crate) fn flag(self, name: &'static str, is_on: bool) -> Self {
        self.member(name, is_on.to_string())
    }

    /// That there shall be none.
    pub(crate) fn nothing(self, name: &'static str) -> Self {
        self.member(name, "null".to_owned())
    }

    /// A text where something was chosen.
    pub(crate) fn choice(self, name: &'static str, chosen: Option<&str>) -> Self {
        match chosen {
            Some(text) => self.text(name, text),
            None => self,
        }
    }

    /// A whole number: mostly that of something.
    pub(crate) fn id(self, name: &'static str, id: i64) -> Self {
        self.member(name, id.to_string())
    }

    /// A whole number as a text; what is none is left for the core to refuse.
    pub(crate) fn whole(self, name: &'static str, text: &str) -> Self {
        match text.parse::<i64>() {
            Ok(number) => self.id(name, number),
            Err(_) => self.text(name, text),
        }
    }

    /// An amount as people type it.
    pub(crate) fn amount(mut self, name: &'static str, typed: &str, currency: Currency) -> Self {
        match Amount::parse_typed(typed, currency) {
            Ok(amount) => self.member(name, amount.to_json_number(currency)),
            Err(error) => {
                self.errors.push(amount_flaw(error, currency).of(name));
                self
            }
        }
    }

    /// An amount as people type it, where the wire has amounts as texts.
    pub(crate) fn decimal(mut self, name: &'static str, typed: &str, currency: Currency) -> Self {
        match Amount::parse_typed(typed, currency) {
            Ok(amount) => self.member(name, format!("\"{}\"", amount.to_text(currency))),
            Err(error) => {
                self.errors.push(amount_flaw(error, currency).of(name));
                self
            }
        }
    }

    /// Something that is JSON already.
    pub(crate) fn json(self, name: &'static str, json: String) -> Self {
        self.member(name, json)
    }

    /// A counted drawer.
    pub(crate) fn count(self, name: &'static str, count: &CashCount) -> Self {
        self.member(name, count.to_json())
    }

    /// Has the core read it. All errors come at once, one for each field.
    pub(crate) fn read<T: Body>(
        self,
        parse: impl FnOnce(&[u8]) -> Result<T, Invalid>,
    ) -> Result<Checked<T>, Vec<FieldError>> {
        let members = self.members;
        let json = Object::write(|object| {
            for (name, json) in &members {
                object.literal(name, json);
            }
        });
        let mut errors = self.errors;
        match parse(json.as_bytes()) {
            Ok(request) if errors.is_empty() => {
                let body = request.to_json();
                Ok(Checked { request, body })
            }
            Ok(_) => Err(errors),
            Err(invalid) => {
                for error in invalid {
                    if errors.iter().all(|known| known.field != error.field) {
                        errors.push(error);
                    }
                }
                Err(errors)
            }
        }
    }

    fn member(mut self, name: &'static str, json: String) -> Self {
        self.members.insert(name, json);
        self
    }
}

/// What is wrong with an amount as it was typed.
pub(crate) fn amount_flaw(error: AmountError, currency: Currency) -> Flaw {
    match error {
        AmountError::Empty => Flaw::new(Code::Required),
        AmountError::NotANumber => Flaw::new(Code::NotANumber),
        AmountError::TooManyDecimals => Flaw::new(Code::TooManyDecimals),
        AmountError::Ambiguous => Flaw::new(Code::AmountAmbiguous),
        AmountError::OutOfRange => {
            Flaw::new(Code::TooLarge).with("maximo", AMOUNT_MAX.to_json_number(currency))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ventanilla_core::Country;
    use ventanilla_core::wire::kantuta::recharges::TopUpRequest;

    fn sale(
        operator: Option<&str>,
        number: &str,
        amount: &str,
    ) -> Result<String, Vec<(String, Code)>> {
        Draft::new()
            .choice("operadora", operator)
            .text("numero_cliente", number)
            .amount("monto", amount, Currency::Bob)
            .id("id_caja_sesion", 7)
            .read(|body| TopUpRequest::parse(body, Currency::Bob, Country::Bolivia))
            .map(|checked| checked.body)
            .map_err(|errors| {
                errors
                    .into_iter()
                    .map(|error| (error.field, error.code))
                    .collect()
            })
    }

    #[test]
    fn what_is_right_is_sent_normalised() {
        let expected =
            r#"{"operadora":"Tigo","numero_cliente":"76543210","monto":1234.5,"id_caja_sesion":7}"#;
        for (number, amount) in [
            ("76543210", "1234,50"),
            ("+591 7 654-3210", "1.234,5"),
            (" 7654 3210 ", "1 234.50"),
        ] {
            assert_eq!(sale(Some("Tigo"), number, amount).as_deref(), Ok(expected));
        }
    }

    #[test]
    fn what_is_wrong_is_said_all_at_once() {
        let (operator, number, amount) = ("operadora", "numero_cliente", "monto");
        type Errors<'a> = &'a [(&'a str, Code)];
        let table: &[(Option<&str>, &str, &str, Errors<'_>)] = &[
            (
                None,
                "",
                "",
                &[
                    (amount, Code::Required),
                    (operator, Code::Required),
                    (number, Code::Required),
                ],
            ),
            (Some("Tigo"), "76543210", "0", &[(amount, Code::TooSmall)]),
            (
                Some("Tigo"),
                "76543210",
                "0,05",
                &[(amount, Code::TooSmall)],
            ),
            (Some("Tigo"), "76543210", "-5", &[(amount, Code::TooSmall)]),
            (
                Some("Tigo"),
                "76543210",
                "5,001",
                &[(amount, Code::AmountAmbiguous)],
            ),
            (
                Some("Tigo"),
                "76543210",
                "0,001",
                &[(amount, Code::TooManyDecimals)],
            ),
            (
                Some("Tigo"),
                "76543210",
                "1e3",
                &[(amount, Code::NotANumber)],
            ),
            (
                Some("Tigo"),
                "76543210",
                "abc",
                &[(amount, Code::NotANumber)],
            ),
            (
                Some("Tigo"),
                "76543210",
                "99999999999999999999",
                &[(amount, Code::TooLarge)],
            ),
            (
                Some("Tigo"),
                "76543210",
                "9999999999999",
                &[(amount, Code::TooLarge)],
            ),
            (
                Some("Tigo"),
                "22440000",
                "30",
                &[(number, Code::PhoneLandline)],
            ),
            (
                Some("Tigo"),
                "7654321",
                "30",
                &[(number, Code::PhoneTooShort)],
            ),
            (
                Some("Tigo"),
                "7654x210",
                "x",
                &[(amount, Code::NotANumber), (number, Code::PhoneNotDigits)],
            ),
            (
                Some("Movistar"),
                "76543210",
                "30",
                &[(operator, Code::NotOneOf)],
            ),
        ];
        for (chosen, typed_number, typed_amount, expected) in table {
            let mut errors = sale(*chosen, typed_number, typed_amount).unwrap_err();
            errors.sort();
            let errors: Vec<(&str, Code)> = errors
                .iter()
                .map(|(field, code)| (field.as_str(), *code))
                .collect();
            let mut expected = expected.to_vec();
            expected.sort();
            assert_eq!(errors, expected, "{chosen:?} {typed_number} {typed_amount}");
        }
    }
}
