//! Times on the wire: instants in UTC, dates of the calendar, and the moments that filters take.

mod calendar;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::written::push_digits;
use calendar::{MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE, MS_PER_SECOND};

/// 0000-01-01T00:00:00.000Z, the first instant that four digits of a year can write.
const FIRST_MS: i64 = -62_167_219_200_000;
/// 9999-12-31T23:59:59.999Z, the last one.
const LAST_MS: i64 = 253_402_300_799_999;
/// The days of those two, counted from 1970-01-01.
const FIRST_DAY: i64 = FIRST_MS / MS_PER_DAY;
const LAST_DAY: i64 = LAST_MS / MS_PER_DAY;

/// An instant, in milliseconds since 1970-01-01T00:00:00Z; on the wire `"2026-06-30T22:47:51.123Z"`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Iso(i64);

/// A date of the (proleptic Gregorian) calendar; on the wire `"1990-05-01"`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: i64,
    month: i64,
    day: i64,
}

/// Either end of a filter: an instant, or a whole day in the branch's own time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moment {
    /// An instant.
    Instant(Iso),
    /// A whole day.
    Day(Date),
}

impl Iso {
    /// The instant of that many milliseconds since the epoch; beyond the years 0000 to 9999, the nearest one inside.
    pub const fn from_ms(ms: i64) -> Self {
        if ms < FIRST_MS {
            Self(FIRST_MS)
        } else if ms > LAST_MS {
            Self(LAST_MS)
        } else {
            Self(ms)
        }
    }

    /// Milliseconds since the epoch.
    pub const fn ms(self) -> i64 {
        self.0
    }

    /// Reads `YYYY-MM-DDTHH:MM:SS`, optionally with a fraction of one to nine digits (what is finer than a millisecond is cut
    /// off), and `Z` or an offset as `-04:00`. `None` for anything else: an instant without an offset is nobody's.
    pub fn parse(text: &str) -> Option<Self> {
        let (date, time) = text.split_once('T')?;
        let day_ms = Date::parse(date)?.days().checked_mul(MS_PER_DAY)?;
        let (clock, offset_minutes) = split_offset(time)?;
        let ms = day_ms
            .checked_add(clock_ms(clock)?)?
            .checked_sub(offset_minutes.checked_mul(MS_PER_MINUTE)?)?;
        (FIRST_MS..=LAST_MS).contains(&ms).then_some(Self(ms))
    }

    /// The wire's text, in UTC with three decimals.
    pub fn to_text(self) -> String {
        let date = Date::from_days(self.0.div_euclid(MS_PER_DAY));
        let ms_of_day = self.0.rem_euclid(MS_PER_DAY);
        let hour = ms_of_day / MS_PER_HOUR;
        let minute = ms_of_day % MS_PER_HOUR / MS_PER_MINUTE;
        let second = ms_of_day % MS_PER_MINUTE / MS_PER_SECOND;
        let ms = ms_of_day % MS_PER_SECOND;
        format!(
            "{}T{hour:02}:{minute:02}:{second:02}.{ms:03}Z",
            date.to_text()
        )
    }

    /// The date that a place with that offset from UTC has at this instant.
    pub fn date_at(self, offset_minutes: i32) -> Date {
        let offset_ms = i64::from(offset_minutes).saturating_mul(MS_PER_MINUTE);
        Date::from_days(
            Self::from_ms(self.0.saturating_add(offset_ms))
                .0
                .div_euclid(MS_PER_DAY),
        )
    }
}

impl Date {
    /// The date of that year (0 to 9999), month and day; `None` where the calendar has none.
    pub fn new(year: i64, month: i64, day: i64) -> Option<Self> {
        let exists = (0..=9999).contains(&year)
            && (1..=calendar::days_in_month(year, month)?).contains(&day);
        exists.then_some(Self { year, month, day })
    }

    /// Reads `YYYY-MM-DD`; `None` for anything else and for dates that do not exist.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let year = fixed_digits(parts.next()?, 4)?;
        let month = fixed_digits(parts.next()?, 2)?;
        let day = fixed_digits(parts.next()?, 2)?;
        if parts.next().is_some() {
            None
        } else {
            Self::new(year, month, day)
        }
    }

    /// The wire's text.
    pub fn to_text(self) -> String {
        let mut text = String::new();
        for (number, digits, before) in
            [(self.year, 4, ""), (self.month, 2, "-"), (self.day, 2, "-")]
        {
            text.push_str(before);
            push_digits(&mut text, number.unsigned_abs(), digits);
        }
        text
    }

    /// The year.
    pub const fn year(self) -> i64 {
        self.year
    }

    /// The month, 1 to 12.
    pub const fn month(self) -> i64 {
        self.month
    }

    /// The day of the month, from 1.
    pub const fn day(self) -> i64 {
        self.day
    }

    /// The first of the same month.
    pub const fn first_of_month(self) -> Self {
        Self {
            year: self.year,
            month: self.month,
            day: 1,
        }
    }

    /// The first of the following month; `None` after December 9999.
    pub fn first_of_next_month(self) -> Option<Self> {
        if self.month == 12 {
            Self::new(self.year.checked_add(1)?, 1, 1)
        } else {
            Self::new(self.year, self.month.checked_add(1)?, 1)
        }
    }

    /// When the day starts in a place with that offset from UTC, in milliseconds since the epoch.
    pub fn start_ms(self, offset_minutes: i32) -> i64 {
        let offset_ms = i64::from(offset_minutes).saturating_mul(MS_PER_MINUTE);
        self.days()
            .saturating_mul(MS_PER_DAY)
            .saturating_sub(offset_ms)
    }

    /// When the day is over there: the start of the next one.
    pub fn end_ms(self, offset_minutes: i32) -> i64 {
        self.start_ms(offset_minutes).saturating_add(MS_PER_DAY)
    }

    /// Days since 1970-01-01.
    pub fn days(self) -> i64 {
        calendar::days_from_civil(self.year, self.month, self.day)
    }

    /// The date that many days after 1970-01-01; beyond the years 0000 to 9999, the nearest one inside.
    pub fn from_days(days: i64) -> Self {
        let (year, month, day) = calendar::civil_from_days(days.clamp(FIRST_DAY, LAST_DAY));
        Self { year, month, day }
    }
}

impl Moment {
    /// Reads an instant as [`Iso::parse`] or a day as [`Date::parse`].
    pub fn parse(text: &str) -> Option<Self> {
        Date::parse(text)
            .map(Self::Day)
            .or_else(|| Iso::parse(text).map(Self::Instant))
    }

    /// As the start of a range: the first millisecond inside it, in milliseconds since the epoch.
    pub fn start_ms(self, offset_minutes: i32) -> i64 {
        match self {
            Self::Instant(instant) => instant.ms(),
            Self::Day(day) => day.start_ms(offset_minutes),
        }
    }

    /// As the end of a range, which includes it: the first millisecond outside, in milliseconds since the epoch.
    pub fn end_ms(self, offset_minutes: i32) -> i64 {
        match self {
            Self::Instant(instant) => instant.ms().saturating_add(1),
            Self::Day(day) => day.end_ms(offset_minutes),
        }
    }

    /// The wire's text.
    pub fn to_text(self) -> String {
        match self {
            Self::Instant(instant) => instant.to_text(),
            Self::Day(day) => day.to_text(),
        }
    }
}

/// Splits a time of day from its offset, which is in minutes east of UTC.
fn split_offset(time: &str) -> Option<(&str, i64)> {
    if let Some(clock) = time.strip_suffix('Z') {
        return Some((clock, 0));
    }
    let (clock, offset) = time.split_at_checked(time.rfind(['+', '-'])?)?;
    let negative = offset.starts_with('-');
    let (hours, minutes) = offset.get(1..)?.split_once(':')?;
    let (hours, minutes) = (fixed_digits(hours, 2)?, fixed_digits(minutes, 2)?);
    if hours > 23 || minutes > 59 {
        return None;
    }
    let total = hours.checked_mul(60)?.checked_add(minutes)?;
    Some((
        clock,
        if negative {
            total.checked_neg()?
        } else {
            total
        },
    ))
}

/// The milliseconds since midnight of `HH:MM:SS` with an optional fraction.
fn clock_ms(clock: &str) -> Option<i64> {
    let (whole, fraction) = match clock.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (clock, None),
    };
    let mut parts = whole.split(':');
    let hour = fixed_digits(parts.next()?, 2)?;
    let minute = fixed_digits(parts.next()?, 2)?;
    let second = fixed_digits(parts.next()?, 2)?;
    if parts.next().is_some() || hour > 23 || minute > 59 || second > 59 {
        return None;
    }
    let whole_ms = hour
        .checked_mul(MS_PER_HOUR)?
        .checked_add(minute.checked_mul(MS_PER_MINUTE)?)?
        .checked_add(second.checked_mul(MS_PER_SECOND)?)?;
    whole_ms.checked_add(fraction.map_or(Some(0), fraction_ms)?)
}

fn fraction_ms(fraction: &str) -> Option<i64> {
    if !(1..=9).contains(&fraction.len()) || !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let padded = format!("{fraction:0<3}");
    padded.get(..3)?.parse().ok()
}

fn fixed_digits(text: &str, digits: usize) -> Option<i64> {
    let all = text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit());
    if all { text.parse().ok() } else { None }
}

macro_rules! wire_text {
    ($type:ident, $expected:literal) => {
        impl Serialize for $type {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.to_text())
            }
        }

        impl crate::wire::answer::FromJson for $type {
            fn from_json(json: crate::wire::answer::Json<'_>) -> Option<Self> {
                Self::parse(&json.string()?)
            }
        }

        impl<'de> Deserialize<'de> for $type {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
                Self::parse(&text).ok_or_else(|| D::Error::custom($expected))
            }
        }
    };
}

wire_text!(Iso, "not an instant with its offset");
wire_text!(Date, "not a date of the calendar");
wire_text!(Moment, "neither an instant nor a date");

#[cfg(feature = "openapi")]
mod schema {
    use std::borrow::Cow;

    use utoipa::openapi::schema::{KnownFormat, Schema, SchemaFormat, Type};
    use utoipa::openapi::{ObjectBuilder, RefOr};
    use utoipa::{PartialSchema, ToSchema};

    use super::{Date, Iso};

    fn text(format: KnownFormat, example: &'static str) -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(Type::String)
            .format(Some(SchemaFormat::KnownFormat(format)))
            .examples([example])
            .into()
    }

    impl PartialSchema for Iso {
        fn schema() -> RefOr<Schema> {
            text(KnownFormat::DateTime, "2026-06-30T22:47:51.123Z")
        }
    }

    impl ToSchema for Iso {
        fn name() -> Cow<'static, str> {
            Cow::Borrowed("Iso")
        }
    }

    impl PartialSchema for Date {
        fn schema() -> RefOr<Schema> {
            text(KnownFormat::Date, "1990-05-01")
        }
    }

    impl ToSchema for Date {
        fn name() -> Cow<'static, str> {
            Cow::Borrowed("Date")
        }
    }
}

#[cfg(test)]
mod tests;
