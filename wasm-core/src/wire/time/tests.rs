//! Times, in tables; the instants were computed with GNU date.

use super::*;

#[test]
fn instants() {
    let cases: &[(&str, Option<i64>)] = &[
        ("1970-01-01T00:00:00Z", Some(0)),
        ("2026-06-30T22:47:51.123Z", Some(1_782_859_671_123)),
        ("2026-06-30T18:47:51.123-04:00", Some(1_782_859_671_123)),
        ("2026-07-01T00:17:51.123+01:30", Some(1_782_859_671_123)),
        ("2024-02-29T12:00:00Z", Some(1_709_208_000_000)),
        ("1969-12-31T23:59:59.999Z", Some(-1)),
        ("2000-01-01T00:00:00.1Z", Some(946_684_800_100)),
        ("2000-01-01T00:00:00.123456789Z", Some(946_684_800_123)),
        ("0000-01-01T00:00:00.000Z", Some(FIRST_MS)),
        ("9999-12-31T23:59:59.999Z", Some(LAST_MS)),
        ("", None),
        ("2026-06-30", None),
        ("2026-06-30T22:47:51", None),
        ("2026-06-30 22:47:51Z", None),
        ("2026-06-30T22:47Z", None),
        ("2026-06-30T22:47:51z", None),
        ("2026-02-29T00:00:00Z", None),
        ("2026-06-31T00:00:00Z", None),
        ("2026-06-30T24:00:00Z", None),
        ("2026-06-30T22:60:00Z", None),
        ("2026-06-30T22:47:60Z", None),
        ("2026-06-30T22:47:51.Z", None),
        ("2026-06-30T22:47:51.1234567890Z", None),
        ("2026-06-30T22:47:51-0400", None),
        ("2026-06-30T22:47:51-24:00", None),
        ("2026-06-30T22:47:51+04:60", None),
        ("2026-06-30T+2:47:51Z", None),
        ("0000-01-01T00:00:00+00:01", None),
        ("9999-12-31T23:59:59-00:01", None),
        ("12026-06-30T22:47:51Z", None),
        ("２026-06-30T22:47:51Z", None),
        ("2026-06-30T22:47:51.12éZ", None),
        ("2026-06-30T22:47:51é+01:00", None),
    ];
    for (text, expected) in cases {
        assert_eq!(Iso::parse(text).map(Iso::ms), *expected, "{text:?}");
    }
    assert_eq!(Iso::from_ms(i64::MAX).to_text(), "9999-12-31T23:59:59.999Z");
    assert_eq!(Iso::from_ms(i64::MIN).to_text(), "0000-01-01T00:00:00.000Z");
    assert_eq!(
        Iso::from_ms(1_782_859_671_123).to_text(),
        "2026-06-30T22:47:51.123Z"
    );
    assert_eq!(Iso::from_ms(-1).to_text(), "1969-12-31T23:59:59.999Z");
}

#[test]
fn dates() {
    for good in [
        "1990-05-01",
        "2024-02-29",
        "2000-02-29",
        "0000-02-29",
        "9999-12-31",
        "1970-01-01",
    ] {
        let date = Date::parse(good).unwrap();
        assert_eq!(date.to_text(), good);
        assert_eq!(Date::from_days(date.days()), date);
    }
    let bad = [
        "",
        "1990-5-1",
        "90-05-01",
        "1990-13-01",
        "1990-00-01",
        "1990-01-00",
        "1990-04-31",
        "1900-02-29",
        "2023-02-29",
        "1990-05-01T00:00:00Z",
        "1990/05/01",
        "01-05-1990",
        "-990-05-01",
        "1990-05-01-",
        " 1990-05-01",
        "1990--5-01",
    ];
    for text in bad {
        assert_eq!(Date::parse(text), None, "{text:?}");
    }
}

#[test]
fn every_day_of_ten_thousand_years_follows_the_one_before() {
    let first = Date::parse("0000-01-01").unwrap().days();
    let last = Date::parse("9999-12-31").unwrap().days();
    let mut previous = Date::from_days(first);
    for days in first + 1..=last {
        let date = Date::from_days(days);
        assert_eq!(date.days(), days);
        let same_month = date.month == previous.month
            && date.day == previous.day + 1
            && date.year == previous.year;
        let next_month = date.day == 1 && previous.first_of_next_month() == Some(date);
        assert!(same_month || next_month, "{previous:?} {date:?}");
        previous = date;
    }
    assert_eq!(previous.to_text(), "9999-12-31");
    assert_eq!(previous.first_of_next_month(), None);
}

#[test]
fn days_have_the_branch_s_offset() {
    let day = Date::parse("2026-06-30").unwrap();
    assert_eq!(
        Iso::from_ms(day.start_ms(-240)).to_text(),
        "2026-06-30T04:00:00.000Z"
    );
    assert_eq!(
        Iso::from_ms(day.end_ms(-240)).to_text(),
        "2026-07-01T04:00:00.000Z"
    );
    assert_eq!(
        Iso::parse("2026-07-01T03:59:59.999Z")
            .unwrap()
            .date_at(-240),
        day
    );
    assert_eq!(
        Iso::parse("2026-06-30T04:00:00Z").unwrap().date_at(-240),
        day
    );
    assert_eq!(
        Iso::parse("2026-06-30T03:59:59Z").unwrap().date_at(-240),
        Date::parse("2026-06-29").unwrap()
    );
    assert_eq!(
        Moment::parse("2026-06-30").unwrap().end_ms(0),
        1_782_864_000_000
    );
    assert_eq!(
        Moment::parse("1970-01-01T00:00:00Z").unwrap().end_ms(-240),
        1
    );
    assert_eq!(Moment::parse("ayer"), None);
}
