//! `ServiceNumber`: the number or contract that a service is paid for.

use core::fmt;

use super::{Carrier, NumberKind, Service};
use crate::code::Code;
use crate::field::Flaw;
use crate::phone::{self, PhoneError};
use crate::written::joined;

/// Venezuela's international calling code.
pub(super) const CALLING_CODE: &str = "58";
/// How many digits a national number has, without the 0 before it.
const NATIONAL_DIGITS: usize = 10;
/// What stands before a national number.
pub(super) const TRUNK_PREFIX: &str = "0";
/// How many digits a phone's number has, with that 0.
pub(super) const PHONE_DIGITS: usize = NATIONAL_DIGITS + 1;
/// The least digits of a contract.
pub(super) const CONTRACT_DIGITS_MIN: usize = 5;
/// The most digits of a contract.
const CONTRACT_DIGITS_MAX: usize = 20;

/// The number or contract that a service is paid for, as the wire carries it: digits, with the zeros before them.
///
/// What a valid number satisfies (contract of CPS, section 6): a mobile is 11 digits that start with one of the two prefixes of the
/// service's operator, since numbers are not portable in Venezuela; a landline is 11 digits that start with 0 and an area code; a
/// contract is 5 to 20 digits.
///
/// ```
/// use ventanilla_core::{Service, ServiceNumber, ServiceNumberError};
///
/// let number = ServiceNumber::parse(Service::MovistarPrepago, "+58 424-3675525")?;
/// assert_eq!(number.as_str(), "04243675525");
/// assert_eq!(
///     ServiceNumber::parse(Service::MovistarPrepago, "4243675525"),
///     Err(ServiceNumberError::NoZero)
/// );
/// assert_eq!(
///     ServiceNumber::parse_typed(Service::MovistarPrepago, "4243675525")?,
///     number
/// );
/// # Ok::<(), ServiceNumberError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ServiceNumber {
    service: Service,
    digits: String,
}

/// Why a text is not a [`ServiceNumber`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ServiceNumberError {
    /// There is nothing to read.
    Empty,
    /// Something that is neither a digit nor what may stand between digits.
    NotDigits {
        /// Where, in characters from the start of the text.
        position: usize,
    },
    /// Fewer digits than such a number has.
    TooShort,
    /// More digits than such a number has.
    TooLong,
    /// A national number without the 0 before it; [`ServiceNumber::parse_typed`] takes it.
    NoZero,
    /// A mobile of another operator than the service's.
    OtherOperator {
        /// The service that was asked for.
        service: Service,
        /// Whose number it looks like.
        carrier: Carrier,
    },
    /// A landline where a mobile is asked for.
    Landline,
    /// A mobile where a landline is asked for.
    Mobile,
    /// No operator's mobile starts like that; or another country's calling code.
    UnknownPrefix,
    /// No landline starts like that; or another country's calling code.
    UnknownArea,
}

impl ServiceNumber {
    /// Reads a number as the wire accepts it. Between its digits, blanks and dashes are passed over, and dots and parentheses where it
    /// is a phone's; a calling code before ten digits becomes the 0. Errors: see [`ServiceNumberError`].
    pub fn parse(service: Service, text: &str) -> Result<Self, ServiceNumberError> {
        Self::read(service, text, false)
    }

    /// Reads a number as people type it: the same, and the ten digits of a phone without its 0 are given it.
    pub fn parse_typed(service: Service, text: &str) -> Result<Self, ServiceNumberError> {
        Self::read(service, text, true)
    }

    /// The service.
    pub const fn service(&self) -> Service {
        self.service
    }

    /// The digits: `04243675525`.
    pub fn as_str(&self) -> &str {
        &self.digits
    }

    fn read(service: Service, text: &str, is_typed: bool) -> Result<Self, ServiceNumberError> {
        let digits = match service.number_kind() {
            NumberKind::Mobile(carrier) => mobile(text, is_typed, service, carrier),
            NumberKind::FixedLine => landline(text, is_typed),
            NumberKind::Contract => contract(text),
        }?;
        Ok(Self { service, digits })
    }
}

/// The operator whose mobile a text is or, still being typed, can only become; `None` while that is open, and where it is nobody's.
/// What it can be used for: [`Carrier::services`].
///
/// ```
/// use ventanilla_core::service::{Carrier, carrier_of};
///
/// assert_eq!(carrier_of("0424"), Some(Carrier::Movistar));
/// assert_eq!(carrier_of("+58 416"), Some(Carrier::Movilnet));
/// assert_eq!(carrier_of("042"), None);
/// ```
pub fn carrier_of(text: &str) -> Option<Carrier> {
    let digits = trunk_form(text, true).ok()?;
    issued_to(&digits).filter(|_| digits.len() <= PHONE_DIGITS)
}

/// A mobile of that operator (contract of CPS, section 6.1).
fn mobile(
    text: &str,
    is_typed: bool,
    service: Service,
    own: Carrier,
) -> Result<String, ServiceNumberError> {
    let digits = phone_digits(text, is_typed, ServiceNumberError::UnknownPrefix)?;
    match issued_to(&digits) {
        Some(carrier) if carrier == own => Ok(digits),
        Some(carrier) => Err(ServiceNumberError::OtherOperator { service, carrier }),
        None if is_landline(&digits) => Err(ServiceNumberError::Landline),
        None => Err(ServiceNumberError::UnknownPrefix),
    }
}

/// A landline (contract of CPS, section 6.2).
fn landline(text: &str, is_typed: bool) -> Result<String, ServiceNumberError> {
    let digits = phone_digits(text, is_typed, ServiceNumberError::UnknownArea)?;
    if is_landline(&digits) {
        Ok(digits)
    } else if is_mobile(&digits) {
        Err(ServiceNumberError::Mobile)
    } else {
        Err(ServiceNumberError::UnknownArea)
    }
}

/// A contract (contract of CPS, section 6.3).
fn contract(text: &str) -> Result<String, ServiceNumberError> {
    let digits = phone::bare_digits(text, |character, _| phone::is_blank_or_dash(character))
        .map_err(|error| ServiceNumberError::of_phone(error, ServiceNumberError::TooLong))?;
    match digits.len() {
        ..CONTRACT_DIGITS_MIN => Err(ServiceNumberError::TooShort),
        CONTRACT_DIGITS_MIN..=CONTRACT_DIGITS_MAX => Ok(digits),
        _ => Err(ServiceNumberError::TooLong),
    }
}

/// The eleven digits of a phone; `unknown` is what another country's number is.
fn phone_digits(
    text: &str,
    is_typed: bool,
    unknown: ServiceNumberError,
) -> Result<String, ServiceNumberError> {
    let digits =
        trunk_form(text, is_typed).map_err(|error| ServiceNumberError::of_phone(error, unknown))?;
    match digits.len() {
        PHONE_DIGITS => Ok(digits),
        NATIONAL_DIGITS if !digits.starts_with(TRUNK_PREFIX) => Err(ServiceNumberError::NoZero),
        ..PHONE_DIGITS => Err(ServiceNumberError::TooShort),
        _ => Err(ServiceNumberError::TooLong),
    }
}

/// The digits with the 0 that stands before a national number, which takes the place of a calling code. Where nothing stands before
/// it, it is given the 0 only if it was typed.
fn trunk_form(text: &str, is_typed: bool) -> Result<String, PhoneError> {
    let (plus, digits) = phone::digits_of(text)?;
    let is_whole = |rest: &str| rest.len() == NATIONAL_DIGITS;
    let national = phone::national_part(plus, &digits, CALLING_CODE, is_whole)?;
    let had_code = national.len() < digits.len();
    if had_code || (is_typed && !national.starts_with(TRUNK_PREFIX)) {
        Ok(joined(&[TRUNK_PREFIX, national]))
    } else {
        Ok(national.to_owned())
    }
}

/// Whose mobile starts like that.
fn issued_to(digits: &str) -> Option<Carrier> {
    Carrier::ALL.into_iter().find(|carrier| {
        carrier
            .prefixes()
            .iter()
            .any(|prefix| digits.starts_with(prefix))
    })
}

/// Whether mobiles start like that, whether or not they are known to be somebody's (contract of CPS, section 6.1).
fn is_mobile(digits: &str) -> bool {
    matches!(
        digits.as_bytes(),
        [b'0', b'4', b'1', b'2' | b'4'..=b'8', ..] | [b'0', b'4', b'2', b'2' | b'4' | b'6', ..]
    )
}

/// Whether landlines start like that (contract of CPS, section 6.2).
fn is_landline(digits: &str) -> bool {
    let [b'0', b'2', area @ ..] = digits.as_bytes() else {
        return false;
    };
    matches!(
        area,
        [b'1', b'2', ..]
            | [b'3', b'4' | b'5' | b'7'..=b'9', ..]
            | [b'4' | b'6' | b'7', _, ..]
            | [b'5' | b'8', b'1'..=b'9', ..]
            | [b'9', b'1'..=b'6', ..]
    )
}

impl ServiceNumberError {
    /// Where it is wrong, if that is one place.
    pub const fn position(self) -> Option<usize> {
        match self {
            Self::NotDigits { position } => Some(position),
            _ => None,
        }
    }

    /// What is wrong with digits that are a phone's; `unknown` is what another country's number is.
    pub(super) const fn of_phone(error: PhoneError, unknown: Self) -> Self {
        match error {
            PhoneError::Empty => Self::Empty,
            PhoneError::NotDigits { position } => Self::NotDigits { position },
            PhoneError::TooShort => Self::TooShort,
            PhoneError::TooLong => Self::TooLong,
            PhoneError::Landline => Self::Landline,
            PhoneError::UnknownPrefix
            | PhoneError::UnknownArea
            | PhoneError::CountryUnsupported => unknown,
        }
    }

    const fn code(self) -> Code {
        match self {
            Self::Empty => Code::Required,
            Self::NotDigits { .. } => Code::PhoneNotDigits,
            Self::TooShort => Code::PhoneTooShort,
            Self::TooLong => Code::PhoneTooLong,
            Self::NoZero => Code::ServiceNumberNoZero,
            Self::OtherOperator { .. } => Code::ServiceNumberOtherOperator,
            Self::Landline => Code::PhoneLandline,
            Self::Mobile => Code::ServiceNumberMobile,
            Self::UnknownPrefix => Code::PhoneUnknownPrefix,
            Self::UnknownArea => Code::ServiceNumberAreaUnknown,
        }
    }
}

impl From<ServiceNumberError> for Flaw {
    fn from(error: ServiceNumberError) -> Self {
        let mut flaw = Self::new(error.code());
        flaw.position = error.position();
        match error {
            ServiceNumberError::OtherOperator { service, carrier } => flaw
                .with("operadora", carrier.name())
                .with("servicio", service.label()),
            _ => flaw,
        }
    }
}

impl fmt::Display for ServiceNumberError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words = match self {
            Self::Empty => "there is no number",
            Self::NotDigits { position } => {
                return write!(
                    formatter,
                    "character {position} is neither a digit nor a separator"
                );
            }
            Self::TooShort => "the number has too few digits",
            Self::TooLong => "the number has too many digits",
            Self::NoZero => "the number lacks the 0 before it",
            Self::OtherOperator { service, carrier } => {
                return write!(
                    formatter,
                    "the number is {}'s, which {} is not",
                    carrier.name(),
                    service.label()
                );
            }
            Self::Landline => "the number is a landline",
            Self::Mobile => "the number is a mobile",
            Self::UnknownPrefix => "no mobile of the country starts like that",
            Self::UnknownArea => "no landline of the country starts like that",
        };
        formatter.write_str(words)
    }
}

impl core::error::Error for ServiceNumberError {}
