//! The number of a service as it is typed, in words. Pure.

use crate::format;
use crate::i18n::Text;
use ventanilla_core::code::Language;
use ventanilla_core::field::{FieldError, Flaw};
use ventanilla_core::service::{NumberKind, TypedNumber};
use ventanilla_core::{Currency, Service, ServiceNumber};

/// The name of the number on the wire.
pub(crate) const FIELD: &str = "numberService";

/// What the box asks for.
pub(crate) const fn label(kind: NumberKind) -> Text {
    match kind {
        NumberKind::Mobile(_) => Text::Number,
        NumberKind::FixedLine => Text::PayFixedNumber,
        NumberKind::Contract => Text::PayContract,
    }
}

/// The number, once it is all there.
pub(crate) fn whole(service: Service, typed: &str) -> Option<ServiceNumber> {
    ServiceNumber::parse_typed(service, typed).ok()
}

/// What no more digits can mend.
pub(crate) fn flaw(service: Service, typed: &str) -> Option<FieldError> {
    let error = TypedNumber::read(service, typed).err()?;
    Some(Flaw::from(error).of(FIELD))
}

/// As [`flaw`], in words.
pub(crate) fn wrong(service: Service, typed: &str, language: Language) -> Option<String> {
    // Nothing in it is an amount.
    flaw(service, typed).map(|error| format::field_error(&error, Currency::Ves, language))
}

/// What is still to be typed; and once it is all there, what was read.
pub(crate) fn hint(service: Service, typed: &str, language: Language) -> Option<String> {
    match TypedNumber::read(service, typed).ok()? {
        TypedNumber::Whole(number) => {
            let read = format::service_number(service, number.as_str());
            Some(read).filter(|read| read != typed)
        }
        TypedNumber::Unfinished { .. } if typed.trim().is_empty() => {
            Some(example(service.number_kind(), language))
        }
        TypedNumber::Unfinished { missing: 1 } => {
            Some(Text::PayDigitMissing.template(language).to_owned())
        }
        TypedNumber::Unfinished { missing } => {
            let missing = missing.to_string();
            Some(Text::PayDigitsMissing.filled(language, &[("cantidad", &missing)]))
        }
    }
}

fn example(kind: NumberKind, language: Language) -> String {
    match kind {
        NumberKind::Mobile(carrier) => {
            let [one, other] = carrier.prefixes();
            Text::PayMobileHint.filled(language, &[("uno", one), ("otro", other)])
        }
        NumberKind::FixedLine => Text::PayFixedHint.template(language).to_owned(),
        NumberKind::Contract => Text::PayContractHint.template(language).to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_it_is_typed() {
        let (mobile, contract) = (Service::MovistarPrepago, Service::Corpoelec);
        let table = [
            (
                mobile,
                "",
                Some("11 dígitos: empieza con 0414 o 0424."),
                None,
            ),
            (mobile, "0424", Some("Faltan 7 dígitos."), None),
            (mobile, "0424367552", Some("Falta un dígito."), None),
            (mobile, "4243675525", Some("0424-3675525"), None),
            (mobile, "0424-3675525", None, None),
            (
                mobile,
                "0212",
                None,
                Some("Es un teléfono fijo; escriba un número de celular."),
            ),
            (contract, "1234", Some("Falta un dígito."), None),
            (contract, "12345", None, None),
            (
                contract,
                "12a",
                None,
                Some("El número solo puede tener dígitos, espacios y guiones."),
            ),
        ];
        for (service, typed, expected, error) in table {
            let spanish = Language::Es;
            assert_eq!(
                hint(service, typed, spanish).as_deref(),
                expected,
                "{typed}"
            );
            assert_eq!(wrong(service, typed, spanish).as_deref(), error, "{typed}");
        }
        assert!(whole(mobile, "4243675525").is_some());
        assert!(whole(mobile, "0424").is_none());
    }
}
