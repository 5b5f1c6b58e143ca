//! [`TypedNumber`]: the number of a service while somebody is typing it.

use super::number::{CALLING_CODE, CONTRACT_DIGITS_MIN, PHONE_DIGITS, TRUNK_PREFIX};
use super::{NumberKind, Service, ServiceNumber, ServiceNumberError};
use crate::phone::{self, PhoneError};

/// What stands before the calling code of a number from abroad, where it is no plus sign.
const ABROAD: &str = "00";
/// After so many digits a phone's number says whose, or where, it is.
const PREFIX_DIGITS: usize = 4;

/// A text that is, or can still become, the number of a service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TypedNumber {
    /// All of it.
    Whole(ServiceNumber),
    /// So many digits are missing, at least.
    Unfinished {
        /// How many.
        missing: usize,
    },
}

impl TypedNumber {
    /// Reads what is typed so far. What more digits can still mend is no error.
    ///
    /// ```
    /// use ventanilla_core::service::TypedNumber;
    /// use ventanilla_core::{Service, ServiceNumberError};
    ///
    /// let typed = |text| TypedNumber::read(Service::MovistarPrepago, text);
    /// assert_eq!(typed("0424-36"), Ok(TypedNumber::Unfinished { missing: 5 }));
    /// assert_eq!(typed("0212"), Err(ServiceNumberError::Landline));
    /// ```
    pub fn read(service: Service, text: &str) -> Result<Self, ServiceNumberError> {
        match service.number_kind() {
            NumberKind::Mobile(_) => of_phone(service, text, ServiceNumberError::UnknownPrefix),
            NumberKind::FixedLine => of_phone(service, text, ServiceNumberError::UnknownArea),
            NumberKind::Contract => of_contract(service, text),
        }
    }
}

/// A phone's number; `unknown` is what another country's number is.
fn of_phone(
    service: Service,
    text: &str,
    unknown: ServiceNumberError,
) -> Result<TypedNumber, ServiceNumberError> {
    let digits = match phone::digits_of(text) {
        Ok((true, digits)) => format!("{ABROAD}{digits}"),
        Ok((false, digits)) => digits,
        Err(PhoneError::Empty) => String::new(),
        Err(error) => return Err(ServiceNumberError::of_phone(error, unknown)),
    };
    let digits = trunk_form(&digits).ok_or(unknown)?;
    let Some(missing) = PHONE_DIGITS.checked_sub(digits.len()) else {
        return Err(ServiceNumberError::TooLong);
    };
    if missing == 0 {
        return ServiceNumber::parse_typed(service, &digits).map(TypedNumber::Whole);
    }
    if digits.len() >= PREFIX_DIGITS {
        // Whatever follows, the prefix stays what it is.
        ServiceNumber::parse_typed(service, &format!("{digits:0<PHONE_DIGITS$}"))?;
    }
    Ok(TypedNumber::Unfinished { missing })
}

/// The digits typed so far with the 0 that stands before a national number; `None` of another country's.
fn trunk_form(digits: &str) -> Option<String> {
    let abroad = format!("{ABROAD}{CALLING_CODE}");
    // No number of the country starts like its calling code.
    let national = digits
        .strip_prefix(&abroad)
        .or_else(|| digits.strip_prefix(CALLING_CODE));
    if let Some(national) = national {
        return Some(format!("{TRUNK_PREFIX}{national}"));
    }
    if digits.is_empty() {
        return Some(String::new());
    }
    if abroad.starts_with(digits) || CALLING_CODE.starts_with(digits) {
        // What is typed of the calling code takes the place of the 0.
        return Some(TRUNK_PREFIX.to_string());
    }
    if digits.starts_with(ABROAD) {
        return None;
    }
    if digits.starts_with(TRUNK_PREFIX) {
        return Some(digits.to_owned());
    }
    Some(format!("{TRUNK_PREFIX}{digits}"))
}

fn of_contract(service: Service, text: &str) -> Result<TypedNumber, ServiceNumberError> {
    match ServiceNumber::parse_typed(service, text) {
        Ok(number) => Ok(TypedNumber::Whole(number)),
        Err(ServiceNumberError::Empty | ServiceNumberError::TooShort) => {
            let digits = text.chars().filter(char::is_ascii_digit).count();
            Ok(TypedNumber::Unfinished {
                missing: CONTRACT_DIGITS_MIN.saturating_sub(digits),
            })
        }
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::service::Carrier;
    use Service::*;
    use ServiceNumberError::*;

    /// What a text is: how many digits are missing, none of a whole number.
    fn missing(service: Service, text: &str) -> Result<usize, ServiceNumberError> {
        TypedNumber::read(service, text).map(|typed| match typed {
            TypedNumber::Whole(_) => 0,
            TypedNumber::Unfinished { missing } => missing,
        })
    }

    #[test]
    fn as_it_is_typed() {
        let other = |service, carrier| Err(OtherOperator { service, carrier });
        let table = [
            (MovistarPrepago, "", Ok(11)),
            (MovistarPrepago, "+", Ok(11)),
            (MovistarPrepago, "0", Ok(10)),
            (MovistarPrepago, "4", Ok(9)),
            (MovistarPrepago, "04", Ok(9)),
            (MovistarPrepago, "042", Ok(8)),
            (MovistarPrepago, "0424", Ok(7)),
            (MovistarPrepago, "424", Ok(7)),
            (MovistarPrepago, "0424-367552", Ok(1)),
            (MovistarPrepago, "0424-3675525", Ok(0)),
            (MovistarPrepago, "0424-36755255", Err(TooLong)),
            (MovistarPrepago, "0424-x", Err(NotDigits { position: 5 })),
            (
                MovistarPrepago,
                "0416",
                other(MovistarPrepago, Carrier::Movilnet),
            ),
            (
                DigitelPospago,
                "424",
                other(DigitelPospago, Carrier::Movistar),
            ),
            (MovistarPrepago, "021", Ok(8)),
            (MovistarPrepago, "0212", Err(Landline)),
            (MovistarPrepago, "212", Err(Landline)),
            (MovistarPrepago, "0415", Err(UnknownPrefix)),
            (CantvAba, "0424", Err(Mobile)),
            (CantvAba, "0210", Err(UnknownArea)),
            (CantvAba, "0212", Ok(7)),
            (Corpoelec, "", Ok(5)),
            (Corpoelec, "12-3", Ok(2)),
            (Corpoelec, "12345", Ok(0)),
            (Corpoelec, "12.3", Err(NotDigits { position: 2 })),
            (Corpoelec, "123456789012345678901", Err(TooLong)),
        ];
        for (service, text, expected) in table {
            assert_eq!(missing(service, text), expected, "{service:?} {text:?}");
        }
    }

    #[test]
    fn a_calling_code_is_typed_as_well() {
        let table = [
            ("+5", Ok(10)),
            ("+58", Ok(10)),
            ("+58 4", Ok(9)),
            ("00", Ok(10)),
            ("005", Ok(10)),
            ("0058", Ok(10)),
            ("0058424", Ok(7)),
            ("5", Ok(10)),
            ("58", Ok(10)),
            ("58 424 367552", Ok(1)),
            ("58 424 3675525", Ok(0)),
            ("+58 0424", Err(UnknownPrefix)),
            ("+1", Err(UnknownPrefix)),
            ("0057", Err(UnknownPrefix)),
        ];
        for (text, expected) in table {
            assert_eq!(missing(MovistarPrepago, text), expected, "{text:?}");
        }
    }

    #[test]
    fn what_is_whole_is_what_would_be_read() {
        for text in [
            "0424-3675525",
            "4243675525",
            "+58 424 3675525",
            "02123457654",
            "12345",
        ] {
            for service in Service::ALL {
                let read = ServiceNumber::parse_typed(*service, text).ok();
                let typed = match TypedNumber::read(*service, text) {
                    Ok(TypedNumber::Whole(number)) => Some(number),
                    _ => None,
                };
                assert_eq!(typed, read, "{service:?} {text:?}");
            }
        }
    }
}
