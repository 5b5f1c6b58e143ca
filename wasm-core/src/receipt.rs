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

#[cfg(test)]
mod tests {
    use super::*;

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
