//! What is typed or scanned as a coupon's code, judged as it comes. Pure.

use ventanilla_core::field::Flaw;
use ventanilla_core::wire::time::{Date, Iso};
use ventanilla_core::{BarcodeError, CouponCode};

/// The digits of a code; with them all there is something to judge.
const DIGITS: usize = 19;
/// No clock on earth is further ahead of UTC, in minutes: where a coupon was made it may be tomorrow already.
const OFFSET_MINUTES_MAX: i32 = 14 * 60;

/// What is typed so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Typed {
    /// Nothing.
    Nothing,
    /// So many digits; more are to come.
    Digits(usize),
    /// Something that more digits do not mend.
    Wrong(BarcodeError),
    /// A code.
    Whole(CouponCode),
}

/// The latest day that a code may be of.
pub(crate) fn latest_day(now_ms: i64) -> Date {
    Iso::from_ms(now_ms).date_at(OFFSET_MINUTES_MAX)
}

/// Judges what is typed so far. What is only too short is not wrong yet.
pub(crate) fn judge(text: &str, today: Date) -> Typed {
    let is_typed = |character: &char| !character.is_whitespace() && !character.is_control();
    let typed = text.chars().filter(is_typed).count();
    match CouponCode::parse_scanned(text, today) {
        _ if typed == 0 => Typed::Nothing,
        Ok(code) => Typed::Whole(code),
        Err(error @ BarcodeError::NotDigits { .. }) => Typed::Wrong(error),
        Err(_) if typed < DIGITS => Typed::Digits(typed),
        Err(error) => Typed::Wrong(error),
    }
}

/// Reads what is meant to be all of it.
pub(crate) fn read(text: &str, today: Date) -> Result<CouponCode, Flaw> {
    CouponCode::parse_scanned(text, today).map_err(Flaw::from)
}

/// A text in three: what stands before the character at that position, the character, and what follows it.
pub(crate) fn around(text: &str, position: usize) -> (String, String, String) {
    let before = text.chars().take(position).collect();
    let wrong = text.chars().skip(position).take(1).collect();
    let after = text.chars().skip(position.saturating_add(1)).collect();
    (before, wrong, after)
}

/// Which digit of the code stands at that position of the text, counted from one; blanks between the digits do not count.
pub(crate) fn digit_at(text: &str, position: usize) -> usize {
    text.chars()
        .take(position)
        .filter(|character| !character.is_whitespace() && !character.is_control())
        .count()
        .saturating_add(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn today() -> Date {
        Date::parse("2026-02-01").unwrap()
    }

    #[test]
    fn as_it_is_typed() {
        let code = CouponCode::parse("0001056789202601274", today()).unwrap();
        let table = [
            ("", Typed::Nothing),
            (" \n", Typed::Nothing),
            ("0001", Typed::Digits(4)),
            ("0000", Typed::Digits(4)),
            ("000105678920260127", Typed::Digits(18)),
            ("0001056789202601274", Typed::Whole(code)),
            ("0001 056789 20260127 4", Typed::Whole(code)),
            ("00001056789202601274", Typed::Whole(code)),
            (
                "00O1",
                Typed::Wrong(BarcodeError::NotDigits { position: 2 }),
            ),
            (
                "0001056789202601272",
                Typed::Wrong(BarcodeError::WrongCheckDigit { position: 18 }),
            ),
            (
                "0001 056789 20260127 2",
                Typed::Wrong(BarcodeError::WrongCheckDigit { position: 21 }),
            ),
            (
                "0001056789202613274",
                Typed::Wrong(BarcodeError::NoSuchDate { position: 14 }),
            ),
            (
                "000105678920260127444",
                Typed::Wrong(BarcodeError::WrongLength { digits: 21 }),
            ),
        ];
        for (text, expected) in table {
            assert_eq!(judge(text, today()), expected, "{text:?}");
        }
    }

    #[test]
    fn what_is_meant_to_be_all() {
        assert!(read("0001056789202601274\r\n", today()).is_ok());
        let flaw = read("0001", today()).unwrap_err();
        assert_eq!(flaw.code, ventanilla_core::Code::BarcodeLength);
    }

    #[test]
    fn the_wrong_digit_stands_by_itself() {
        let parts = |before: &str, wrong: &str, after: &str| {
            (before.to_owned(), wrong.to_owned(), after.to_owned())
        };
        assert_eq!(around("0O01", 1), parts("0", "O", "01"));
        assert_eq!(around("001", 3), parts("001", "", ""));
        assert_eq!(digit_at("0001 056789 20260127 2", 21), 19);
        assert_eq!(digit_at("O", 0), 1);
    }

    #[test]
    fn tomorrow_may_have_begun_where_it_was_made() {
        // 2026-01-31 at noon in UTC.
        assert_eq!(
            latest_day(1_769_860_800_000),
            Date::parse("2026-02-01").unwrap()
        );
    }
}
