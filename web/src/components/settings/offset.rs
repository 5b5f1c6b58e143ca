//! Offsets from UTC as people choose them.

const MINUTES_PER_HOUR: u32 = 60;
/// The furthest from UTC that a place on earth is, in half hours.
const HALF_HOURS_MAX: i32 = 28;

/// An offset as it is written: `UTC−04:00`.
pub(crate) fn offset_text(minutes: i32) -> String {
    let sign = if minutes < 0 { '−' } else { '+' };
    let minutes = minutes.unsigned_abs();
    format!(
        "UTC{sign}{:02}:{:02}",
        minutes / MINUTES_PER_HOUR,
        minutes % MINUTES_PER_HOUR
    )
}

/// The offsets to choose from, in minutes: every half hour, and the one that is set.
pub(crate) fn offsets(current: i32) -> Vec<i32> {
    let mut offsets: Vec<i32> = (-HALF_HOURS_MAX..=HALF_HOURS_MAX)
        .map(|half_hours| half_hours.saturating_mul(30))
        .collect();
    if let Err(place) = offsets.binary_search(&current) {
        offsets.insert(place, current);
    }
    offsets
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn written() {
        let table = [
            (0, "UTC+00:00"),
            (-240, "UTC−04:00"),
            (-210, "UTC−03:30"),
            (-30, "UTC−00:30"),
            (345, "UTC+05:45"),
            (840, "UTC+14:00"),
            (i32::MIN, "UTC−35791394:08"),
        ];
        for (minutes, expected) in table {
            assert_eq!(offset_text(minutes), expected);
        }
    }

    #[test]
    fn to_choose_from() {
        assert_eq!(offsets(-240).len(), 57);
        assert_eq!(offsets(0).first(), Some(&-840));
        assert_eq!(offsets(0).last(), Some(&840));
        assert!(offsets(345).contains(&345));
        assert!(offsets(345).is_sorted());
        assert_eq!(offsets(100_000).last(), Some(&100_000));
    }
}
