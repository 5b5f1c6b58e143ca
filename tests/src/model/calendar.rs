//! Days from 1970-01-01 as dates, worked out year by year and month by month.

const DAYS_OF_MONTHS: [i64; 12] = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/// Year, month and day.
fn date(day: i64) -> (i64, i64, i64) {
    let (mut year, mut left) = (1970, day);
    while left >= 365 + leap(year) {
        left -= 365 + leap(year);
        year += 1;
    }
    let mut month = 1;
    for days in DAYS_OF_MONTHS {
        let days = days + if month == 2 { leap(year) } else { 0 };
        if left < days {
            break;
        }
        left -= days;
        month += 1;
    }
    (year, month, left + 1)
}

fn leap(year: i64) -> i64 {
    i64::from(year % 4 == 0 && (year % 100 != 0 || year % 400 == 0))
}

/// `2026-06-01`.
pub(super) fn iso(day: i64) -> String {
    let (year, month, day) = date(day);
    format!("{year:04}-{month:02}-{day:02}")
}

/// `20260601`.
pub(super) fn digits(day: i64) -> String {
    iso(day).replace('-', "")
}
