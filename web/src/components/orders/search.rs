//! Which payment somebody means who comes back with a slip: by its receipt's number, or by the number that was paid for. Pure.

use ventanilla_core::wire::resources::payments::ServicePayment;
use ventanilla_core::{Country, receipt};

/// The country of all services.
const COUNTRY: Country = Country::Venezuela;
/// What stands before the calling code where a number is dialled from abroad.
const ABROAD: &str = "00";
/// The least digits that are looked for in numbers: fewer are in almost every one of them.
const DIGITS_MIN: usize = 4;
/// How many digits a national number has.
const NATIONAL_DIGITS: usize = 10;

/// Of what waits and of the newest, what fits what is typed, each once: what waits comes first.
pub(super) fn found(
    typed: &str,
    waiting: Vec<ServicePayment>,
    recent: Vec<ServicePayment>,
) -> Vec<ServicePayment> {
    let mut found: Vec<ServicePayment> = Vec::new();
    for payment in waiting.into_iter().chain(recent) {
        let is_known = found
            .iter()
            .any(|known| known.id_operacion == payment.id_operacion);
        if !is_known && fits(typed, &payment.recibo, &payment.numero) {
            found.push(payment);
        }
    }
    found
}

/// Whether what is typed means a payment with that receipt and for that number.
fn fits(typed: &str, receipt_number: &str, number: &str) -> bool {
    receipt::is_meant(typed, receipt_number) || is_number(typed, number)
}

/// A number is found by any of its parts, and as it is dialled from abroad.
fn is_number(typed: &str, number: &str) -> bool {
    let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
    if digits.len() < DIGITS_MIN {
        return false;
    }
    let national = digits
        .strip_prefix(ABROAD)
        .unwrap_or(&digits)
        .strip_prefix(COUNTRY.pack().calling_code)
        .filter(|national| national.len() == NATIONAL_DIGITS);
    number.contains(&digits) || national.is_some_and(|national| number.ends_with(national))
}

#[cfg(test)]
mod tests {
    use super::super::words::tests::payment;
    use super::*;

    #[test]
    fn by_receipt_and_by_number() {
        let (receipt, number) = ("0001-S00000012", "04145550099");
        let table = [
            ("", false),
            ("   ", false),
            ("12", true),
            ("1-12", true),
            ("s12", true),
            ("0001-S00000012", true),
            ("S", false),
            ("2-12", false),
            ("1", false),
            ("112", false),
            ("04145550099", true),
            ("0414 555 0099", true),
            ("0414-5550099", true),
            ("(0414) 555.00.99", true),
            ("4145550099", true),
            ("+58 414 555 0099", true),
            ("0058 414 5550099", true),
            ("0099", true),
            ("555", false),
            ("5550", true),
            ("04145550098", false),
            ("+58 414 555 0098", false),
            ("Movistar", false),
            ("٠٠٩٩", false),
            ("99999999999999999999999999", false),
        ];
        for (typed, expected) in table {
            assert_eq!(fits(typed, receipt, number), expected, "{typed:?}");
        }
    }

    #[test]
    fn each_once_and_what_waits_first() {
        let one = |id: &str, receipt: &str| {
            payment(&[
                ("id_operacion", &format!("\"{id}\"")),
                ("recibo", &format!("\"{receipt}\"")),
            ])
        };
        let waiting = vec![one("b", "0001-S00000002")];
        let recent = vec![
            one("c", "0002-S00000002"),
            one("b", "0001-S00000002"),
            one("a", "0001-S00000001"),
        ];
        let ids = |typed: &str| -> Vec<String> {
            found(typed, waiting.clone(), recent.clone())
                .into_iter()
                .map(|payment| payment.id_operacion)
                .collect()
        };
        assert_eq!(ids("2"), ["b", "c"]);
        assert_eq!(ids("1-2"), ["b"]);
        assert_eq!(ids("1-1"), ["a"]);
        assert_eq!(ids("7"), [""; 0]);
    }
}
