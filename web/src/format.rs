//! How amounts, numbers and times are written for people.

use crate::i18n::{self, Text};
use crate::intl::{self, TimeStyle};
use ventanilla_core::code::Language;
use ventanilla_core::field::FieldError;
use ventanilla_core::product::Product;
use ventanilla_core::service::NumberKind;
use ventanilla_core::wire::portal::coupons::PaymentMethod;
use ventanilla_core::wire::resources::payments::Resolution;
use ventanilla_core::wire::time::{Date, Iso};
use ventanilla_core::{Amount, Code, Currency, Service};

const MS_PER_MINUTE: i64 = 60_000;

/// The digits of a Venezuelan phone that stand apart: its operator's, or its area's, with the 0.
const PREFIX_DIGITS: usize = 4;
/// The digits of a Brazilian mobile's area code (DDD).
const AREA_DIGITS: usize = 2;
/// The digits before the hyphen of a Brazilian mobile, after its area code.
const FIRST_HALF_DIGITS: usize = 5;

/// An amount with the currency's symbol: `Bs 1.234,50`, in English `Bs 1,234.50`. Less than nothing has a minus sign.
pub(crate) fn money(amount: Amount, currency: Currency, language: Language) -> String {
    let sign = if amount.is_negative() { "−" } else { "" };
    format!(
        "{sign}{}\u{a0}{}",
        currency.symbol(),
        grouped(amount, currency, language)
    )
}

/// A difference: as [`money`], with a plus sign where there is too much.
pub(crate) fn difference(amount: Amount, currency: Currency, language: Language) -> String {
    let sign = if amount.is_positive() { "+" } else { "" };
    format!("{sign}{}", money(amount, currency, language))
}

/// What is wrong with a field. A least or most amount is written as the page writes amounts.
pub(crate) fn field_error(error: &FieldError, currency: Currency, language: Language) -> String {
    let is_amount = matches!(error.code, Code::TooSmall | Code::TooLarge);
    let parameters: Vec<(&str, String)> = error
        .parameter_pairs()
        .into_iter()
        .map(|(name, value)| match Amount::parse(value, currency) {
            Ok(amount) if is_amount => (name, money(amount, currency, language)),
            Ok(points) if error.code == Code::PointsInsufficient => {
                (name, piece(points, currency, language))
            }
            _ => (name, value.to_owned()),
        })
        .collect();
    let parameters: Vec<(&str, &str)> = parameters
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    i18n::code_text(error.code, language, &parameters)
}

/// What one note or coin is worth: `200`, `0,50`.
pub(crate) fn piece(value: Amount, currency: Currency, language: Language) -> String {
    let text = grouped(value, currency, language);
    let whole = text
        .strip_suffix(",00")
        .or_else(|| text.strip_suffix(".00"));
    whole.map_or_else(|| text.clone(), str::to_owned)
}

/// Makes what writes amounts, which the first of them would have to wait for.
pub(crate) fn get_ready(currency: Currency, language: Language) {
    // Only what stays behind counts.
    let _ = grouped(Amount::ZERO, currency, language);
}

/// A whole number with thousands apart: `1.234`.
pub(crate) fn whole(number: i64, currency: Currency, language: Language) -> String {
    intl::number(&number.to_string(), &intl::number_tag(language, currency))
}

/// What stands before the decimals: `,`, in English `.`.
pub(crate) fn decimal_mark(language: Language, currency: Currency) -> String {
    let half = intl::number("0.5", &intl::number_tag(language, currency));
    half.trim_matches(['0', '5']).to_owned()
}

/// A mobile number in two halves, as people read it out: `7654 3210`.
pub(crate) fn phone(national: &str) -> String {
    let half = national.chars().count().div_ceil(2);
    let first: String = national.chars().take(half).collect();
    let second: String = national.chars().skip(half).collect();
    if second.is_empty() {
        first
    } else {
        format!("{first}\u{a0}{second}")
    }
}

/// The number that a service is paid for: a phone's with its prefix apart, `0424-3675525`; a contract's as it is.
pub(crate) fn service_number(service: Service, number: &str) -> String {
    match (
        service.number_kind(),
        number.split_at_checked(PREFIX_DIGITS),
    ) {
        (NumberKind::Mobile(_) | NumberKind::FixedLine, Some((prefix, rest)))
            if !rest.is_empty() =>
        {
            format!("{prefix}-{rest}")
        }
        _ => number.to_owned(),
    }
}

/// The number that something is ordered for: a service's, or a Brazilian mobile.
pub(crate) fn product_number(product: Product, number: &str) -> String {
    match product {
        Product::Service(service) => service_number(service, number),
        Product::Credit(_) => brazilian_mobile(number),
    }
}

/// A Brazilian mobile as people there write it, its area code apart: `(19) 99641-6288`.
pub(crate) fn brazilian_mobile(national: &str) -> String {
    let parts = national
        .split_at_checked(AREA_DIGITS)
        .and_then(|(area, rest)| Some((area, rest.split_at_checked(FIRST_HALF_DIGITS)?)));
    match parts {
        Some((area, (first, second))) if !second.is_empty() => {
            format!("({area})\u{a0}{first}-{second}")
        }
        _ => national.to_owned(),
    }
}

/// The 19 digits of a coupon in its parts, as people read them out: branch, customer, day, check digit.
pub(crate) fn coupon_code(code: &str) -> String {
    let mut parts = Vec::new();
    let mut rest = code;
    for length in [4, 6, 8] {
        let Some((part, after)) = rest.split_at_checked(length) else {
            break;
        };
        parts.push(part);
        rest = after;
    }
    parts.push(rest);
    parts.join("\u{a0}")
}

/// What a method of payment is called.
pub(crate) const fn method_name(method: PaymentMethod) -> Text {
    match method {
        PaymentMethod::Efectivo => Text::MethodCash,
        PaymentMethod::Qr => Text::MethodQr,
        PaymentMethod::Transferencia => Text::MethodTransfer,
    }
}

/// What a person found out about a payment.
pub(crate) const fn resolution_name(resolution: Resolution) -> Text {
    match resolution {
        Resolution::Delivered => Text::FoundDelivered,
        Resolution::NotDelivered => Text::FoundNotDelivered,
    }
}

/// The time of day in a place with that offset from UTC: `18:47`.
pub(crate) fn time(instant: Iso, offset_minutes: i32, language: Language) -> String {
    local(instant, offset_minutes, TimeStyle::Time, language)
}

/// Day, month and time in a place with that offset from UTC: `30/6, 18:47`.
pub(crate) fn day_and_time(instant: Iso, offset_minutes: i32, language: Language) -> String {
    local(instant, offset_minutes, TimeStyle::DayAndTime, language)
}

/// As [`day_and_time`], with the year unless it is that one: `30/06/2025, 18:47`.
pub(crate) fn day_and_time_in(
    instant: Iso,
    year: i64,
    offset_minutes: i32,
    language: Language,
) -> String {
    if instant.date_at(offset_minutes).year() == year {
        day_and_time(instant, offset_minutes, language)
    } else {
        let day = day(instant, offset_minutes, language);
        format!("{day}, {}", time(instant, offset_minutes, language))
    }
}

/// Date and time to the second in a place with that offset from UTC: `30/06/2026, 18:47:51`.
pub(crate) fn full_time(instant: Iso, offset_minutes: i32, language: Language) -> String {
    local(instant, offset_minutes, TimeStyle::Full, language)
}

/// Day and time of day as spreadsheets of every language read them: `2026-06-30` and `22:47:51`.
pub(crate) fn spreadsheet_time(instant: Iso, offset_minutes: i32) -> (String, String) {
    let text = shifted(instant, offset_minutes).to_text();
    let (day, clock) = text.split_once('T').unwrap_or((&text, ""));
    let clock = clock.split_once('.').map_or(clock, |(seconds, _)| seconds);
    (day.to_owned(), clock.to_owned())
}

/// An instant in a place with that offset from UTC, as the browser writes it.
fn local(instant: Iso, offset_minutes: i32, style: TimeStyle, language: Language) -> String {
    intl::instant(&shifted(instant, offset_minutes).to_text(), style, language)
}

/// The day in a place with that offset from UTC: `30/06/2026`.
pub(crate) fn day(instant: Iso, offset_minutes: i32, language: Language) -> String {
    local(instant, offset_minutes, TimeStyle::Day, language)
}

/// A day of the calendar: `30/06/2026`.
pub(crate) fn date(date: Date, language: Language) -> String {
    day(Iso::from_ms(date.start_ms(0)), 0, language)
}

/// The instant that reads in UTC as this one does over there.
fn shifted(instant: Iso, offset_minutes: i32) -> Iso {
    let offset_ms = i64::from(offset_minutes).saturating_mul(MS_PER_MINUTE);
    Iso::from_ms(instant.ms().saturating_add(offset_ms))
}

/// The digits without sign, with thousands apart.
fn grouped(amount: Amount, currency: Currency, language: Language) -> String {
    let text = amount.to_text(currency);
    let text = text.strip_prefix('-').unwrap_or(&text);
    intl::number(text, &intl::number_tag(language, currency))
}

#[cfg(test)]
mod tests {
    use super::*;
    use ventanilla_core::field::Flaw;

    fn amount(minor: i64) -> Amount {
        Amount::from_minor(minor).unwrap()
    }

    #[test]
    fn amounts() {
        let table = [
            (0, "Bs\u{a0}0,00", "Bs\u{a0}0.00"),
            (5, "Bs\u{a0}0,05", "Bs\u{a0}0.05"),
            (3_050, "Bs\u{a0}30,50", "Bs\u{a0}30.50"),
            (100_000, "Bs\u{a0}1.000,00", "Bs\u{a0}1,000.00"),
            (
                12_345_678_901,
                "Bs\u{a0}123.456.789,01",
                "Bs\u{a0}123,456,789.01",
            ),
            (-50, "−Bs\u{a0}0,50", "−Bs\u{a0}0.50"),
        ];
        for (minor, spanish, english) in table {
            assert_eq!(money(amount(minor), Currency::Bob, Language::Es), spanish);
            assert_eq!(money(amount(minor), Currency::Bob, Language::Pt), spanish);
            assert_eq!(money(amount(minor), Currency::Bob, Language::En), english);
        }
    }

    #[test]
    fn differences() {
        for (minor, expected) in [
            (0, "Bs\u{a0}0,00"),
            (50, "+Bs\u{a0}0,50"),
            (-50, "−Bs\u{a0}0,50"),
        ] {
            assert_eq!(
                difference(amount(minor), Currency::Bob, Language::Es),
                expected
            );
        }
    }

    #[test]
    fn errors_of_fields() {
        let least = Flaw::new(Code::TooSmall).with("minimo", "0.1").of("monto");
        assert_eq!(
            field_error(&least, Currency::Bob, Language::Es),
            "El mínimo es Bs\u{a0}0,10."
        );
        assert_eq!(
            field_error(&least, Currency::Bob, Language::En),
            "The least is Bs\u{a0}0.10."
        );
        let length = Flaw::new(Code::TooLong).with("maximo", "200").of("motivo");
        assert_eq!(
            field_error(&length, Currency::Bob, Language::Es),
            "Escriba como máximo 200 caracteres."
        );
    }

    #[test]
    fn brazilian_mobiles() {
        for (number, expected) in [
            ("19996416288", "(19)\u{a0}99641-6288"),
            ("1999641", "1999641"),
            ("1", "1"),
            ("", ""),
        ] {
            assert_eq!(brazilian_mobile(number), expected);
        }
    }

    #[test]
    fn coupon_codes() {
        for (code, expected) in [
            (
                "0001056789202601274",
                "0001\u{a0}056789\u{a0}20260127\u{a0}4",
            ),
            ("00010", "0001\u{a0}0"),
            ("", ""),
        ] {
            assert_eq!(coupon_code(code), expected);
        }
    }

    #[test]
    fn pieces() {
        for (minor, spanish, english) in [
            (20_000, "200", "200"),
            (50, "0,50", "0.50"),
            (2_000_000, "20.000", "20,000"),
        ] {
            assert_eq!(piece(amount(minor), Currency::Bob, Language::Es), spanish);
            assert_eq!(piece(amount(minor), Currency::Bob, Language::En), english);
        }
    }

    #[test]
    fn whole_numbers() {
        for (number, spanish, english) in [
            (0, "0", "0"),
            (999, "999", "999"),
            (1_234, "1.234", "1,234"),
        ] {
            assert_eq!(whole(number, Currency::Bob, Language::Es), spanish);
            assert_eq!(whole(number, Currency::Bob, Language::En), english);
        }
    }

    #[test]
    fn decimal_marks() {
        for (language, expected) in [
            (Language::Es, ","),
            (Language::Pt, ","),
            (Language::En, "."),
        ] {
            assert_eq!(decimal_mark(language, Currency::Bob), expected);
        }
    }

    #[test]
    fn the_year_is_written_unless_it_is_this_one() {
        // The last hours of a year there, and the first of the next in UTC.
        let instant = Iso::parse("2026-01-01T02:47:51Z").unwrap();
        for (year, offset_minutes, expected) in [
            (2025, -240, "31/12, 22:47"),
            (2026, -240, "31/12/2025, 22:47"),
            (2026, 0, "01/1, 02:47"),
            (2027, 0, "01/01/2026, 02:47"),
        ] {
            assert_eq!(
                day_and_time_in(instant, year, offset_minutes, Language::Es),
                expected
            );
        }
    }

    #[test]
    fn times_for_spreadsheets() {
        let instant = Iso::parse("2026-07-01T02:47:51.999Z").unwrap();
        let pair = |day: &str, time: &str| (day.to_owned(), time.to_owned());
        assert_eq!(
            spreadsheet_time(instant, -240),
            pair("2026-06-30", "22:47:51")
        );
        assert_eq!(spreadsheet_time(instant, 0), pair("2026-07-01", "02:47:51"));
        assert_eq!(
            spreadsheet_time(Iso::from_ms(i64::MAX), i32::MAX),
            pair("9999-12-31", "23:59:59")
        );
    }

    #[test]
    fn phones() {
        for (national, expected) in [
            ("76543210", "7654\u{a0}3210"),
            ("7654321", "7654\u{a0}321"),
            ("7", "7"),
            ("", ""),
            ("ñandú", "ñan\u{a0}dú"),
        ] {
            assert_eq!(phone(national), expected);
        }
    }

    #[test]
    fn numbers_of_services() {
        let table = [
            (Service::MovistarPrepago, "04243675525", "0424-3675525"),
            (Service::CantvAba, "02121234567", "0212-1234567"),
            (Service::Corpoelec, "100001234567", "100001234567"),
            (Service::MovistarPrepago, "0424", "0424"),
            (Service::MovistarPrepago, "", ""),
        ];
        for (service, number, expected) in table {
            assert_eq!(service_number(service, number), expected);
        }
    }

    #[test]
    fn times() {
        let instant = Iso::parse("2026-07-01T02:47:51.123Z").unwrap();
        let spanish = Language::Es;
        assert_eq!(time(instant, -240, spanish), "22:47");
        assert_eq!(day_and_time(instant, -240, spanish), "30/6, 22:47");
        assert_eq!(day_and_time(instant, -240, Language::En), "30/06, 22:47");
        assert_eq!(full_time(instant, -240, spanish), "30/06/2026, 22:47:51");
        assert_eq!(time(instant, 0, spanish), "02:47");
        assert_eq!(time(Iso::from_ms(i64::MAX), i32::MAX, spanish), "23:59");
    }
}
