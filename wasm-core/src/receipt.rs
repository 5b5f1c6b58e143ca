//! Numbers of receipts: one series a branch for collections of coupons, and one for payments of services.

/// How many digits a branch's number has.
const BRANCH_DIGITS: usize = 4;
/// How many digits a number within its series has.
const NUMBER_DIGITS: usize = 8;
/// What stands before the number of a service payment's receipt.
const PAYMENT_MARK: char = 'S';

/// The number of a collection's receipt.
///
/// ```
/// assert_eq!(ventanilla_core::receipt::of_collection(1, 7), "0001-00000007");
/// ```
pub fn of_collection(branch_number: i64, number: i64) -> String {
    format!("{branch_number:0BRANCH_DIGITS$}-{number:0NUMBER_DIGITS$}")
}

/// The number of a service payment's receipt.
///
/// ```
/// assert_eq!(ventanilla_core::receipt::of_payment(1, 7), "0001-S00000007");
/// ```
pub fn of_payment(branch_number: i64, number: i64) -> String {
    format!("{branch_number:0BRANCH_DIGITS$}-{PAYMENT_MARK}{number:0NUMBER_DIGITS$}")
}

/// Whether a text is the number of a receipt, of either series.
pub fn is_number(text: &str) -> bool {
    let is_digits = |text: &str, count: usize| {
        text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    text.split_once('-').is_some_and(|(branch, number)| {
        let number = number.strip_prefix(PAYMENT_MARK).unwrap_or(number);
        is_digits(branch, BRANCH_DIGITS) && is_digits(number, NUMBER_DIGITS)
    })
}

/// Whether what somebody types of a receipt's number means the receipt with that number: all of it, both its parts without their noughts,
/// or the second part alone, in whatever branch it is. The mark of a service payment may be left out; who types it means no collection.
/// Blanks and the case of the mark do not count.
///
/// ```
/// use ventanilla_core::receipt::is_meant;
///
/// for typed in ["0001-S00000012", "1-12", "s12", "12"] {
///     assert!(is_meant(typed, "0001-S00000012"), "{typed}");
/// }
/// assert!(!is_meant("2-12", "0001-S00000012"));
/// ```
pub fn is_meant(typed: &str, number: &str) -> bool {
    let typed: String = typed
        .chars()
        .filter(|character| !character.is_whitespace())
        .map(|character| character.to_ascii_uppercase())
        .collect();
    number.split_once('-').is_some_and(|(branch, number)| {
        let (is_branch, typed) = match typed.split_once('-') {
            Some((typed_branch, typed)) => (is_same(typed_branch, branch), typed),
            None => (true, typed.as_str()),
        };
        is_branch && is_in_series(typed, number)
    })
}

/// Whether that is the number within its series.
fn is_in_series(typed: &str, number: &str) -> bool {
    match (
        typed.strip_prefix(PAYMENT_MARK),
        number.strip_prefix(PAYMENT_MARK),
    ) {
        (Some(typed), Some(number)) => is_same(typed, number),
        (Some(_), None) => false,
        (None, of_payment) => is_same(typed, of_payment.unwrap_or(number)),
    }
}

/// Whether two texts are the same whole number, whatever noughts stand before it.
fn is_same(typed: &str, known: &str) -> bool {
    let is_digits = !typed.is_empty() && typed.bytes().all(|byte| byte.is_ascii_digit());
    is_digits && typed.trim_start_matches('0') == known.trim_start_matches('0')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_of_a_number() {
        // Typed, and whether it means the payment, and the collection, of the same branch and number.
        let table = [
            ("0001-S00000012", true, false),
            ("0001-s00000012", true, false),
            ("0001-00000012", true, true),
            (" 0001 - S00000012 ", true, false),
            ("1-12", true, true),
            ("1-S12", true, false),
            ("S12", true, false),
            ("s12", true, false),
            ("S00000012", true, false),
            ("12", true, true),
            ("0012", true, true),
            ("", false, false),
            ("   ", false, false),
            ("-", false, false),
            ("1-", false, false),
            ("-12", false, false),
            ("S", false, false),
            ("S-12", false, false),
            ("SS12", false, false),
            ("2-12", false, false),
            ("1-1-12", false, false),
            ("1", false, false),
            ("112", false, false),
            ("120", false, false),
            ("T12", false, false),
            ("+12", false, false),
            ("١٢", false, false),
            ("99999999999999999999999999", false, false),
        ];
        for (typed, payment, collection) in table {
            assert_eq!(is_meant(typed, "0001-S00000012"), payment, "{typed:?}");
            assert_eq!(is_meant(typed, "0001-00000012"), collection, "{typed:?}");
        }
        for no_receipt in ["", "12", "S12"] {
            assert!(!is_meant("12", no_receipt), "{no_receipt}");
        }
    }

    #[test]
    fn numbers() {
        for (branch, number, collection, payment) in [
            (1, 1, "0001-00000001", "0001-S00000001"),
            (9_999, 99_999_999, "9999-99999999", "9999-S99999999"),
        ] {
            assert_eq!(of_collection(branch, number), collection);
            assert_eq!(of_payment(branch, number), payment);
            assert!(is_number(collection) && is_number(payment));
        }
        for bad in [
            "",
            "-",
            "0001",
            "0001-0000001",
            "001-00000001",
            "0001-000000001",
            "0001-T00000001",
            "0001-S0000001",
            "0001-SS0000001",
            "000a-00000001",
            "0001-0000000a",
            "0001–00000001",
        ] {
            assert!(!is_number(bad), "{bad}");
        }
    }
}
