//! Which payment somebody means who comes back with a slip: by its receipt's number, or by the number that was paid for. Pure.

use ventanilla_core::wire::resources::payments::ServicePayment;

/// The least digits that are looked for in numbers: fewer are in almost every one of them.
const DIGITS_MIN: usize = 4;
/// What stands before a national number of ten digits that is written as it is dialled from abroad.
const CALLING_CODES: [&str; 2] = ["58", "0058"];
/// The letter of receipts of services.
const SERIES: char = 'S';
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
fn fits(typed: &str, receipt: &str, number: &str) -> bool {
    is_receipt(typed, receipt) || is_number(typed, number)
}

/// A receipt `0001-S00000012` is found by all of it, by `1-12`, and by its second part alone; its letter may be left out.
fn is_receipt(typed: &str, receipt: &str) -> bool {
    let Some((branch, serial)) = receipt.split_once('-') else {
        return false;
    };
    let typed: String = typed
        .chars()
        .filter(|character| !character.is_whitespace())
        .collect();
    match typed.split_once('-') {
        Some((typed_branch, typed_serial)) => {
            is_same(typed_branch, branch) && is_serial(typed_serial, serial)
        }
        None => is_serial(&typed, serial),
    }
}

/// Whether that is the number of the receipt within its branch.
fn is_serial(typed: &str, serial: &str) -> bool {
    let of_services = |text| str::strip_prefix(text, SERIES).unwrap_or(text);
    is_same(
        of_services(&typed.to_ascii_uppercase()),
        of_services(serial),
    )
}

/// Whether two texts of digits are the same whole number.
fn is_same(typed: &str, known: &str) -> bool {
    let is_digits = !typed.is_empty() && typed.chars().all(|character| character.is_ascii_digit());
    is_digits && typed.trim_start_matches('0') == known.trim_start_matches('0')
}

/// A number is found by any of its parts, and as it is dialled from abroad.
fn is_number(typed: &str, number: &str) -> bool {
    let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
    if digits.len() < DIGITS_MIN {
        return false;
    }
    let national = CALLING_CODES.iter().find_map(|code| {
        digits
            .strip_prefix(code)
            .filter(|national| national.len() == NATIONAL_DIGITS)
    });
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
            ("0012", true),
            ("1-12", true),
            ("1-S12", true),
            ("s12", true),
            ("S00000012", true),
            ("0001-S00000012", true),
            ("0001-s00000012", true),
            ("0001-00000012", true),
            (" 0001 - S00000012 ", true),
            ("S", false),
            ("SS12", false),
            ("S-12", false),
            ("2-12", false),
            ("1-", false),
            ("-12", false),
            ("-", false),
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
        assert!(!is_receipt("12", "12"), "no receipt of ours");
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
