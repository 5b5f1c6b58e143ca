//! Where the arrow keys lead in a list. Pure.

/// The place after this one, or before it, around the ends of the list.
pub(crate) fn moved(active: usize, count: usize, is_down: bool) -> usize {
    let last = count.saturating_sub(1);
    match is_down {
        true if active >= last => 0,
        true => active.saturating_add(1),
        false if active == 0 => last,
        false => active.saturating_sub(1).min(last),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn around_the_ends() {
        let table = [
            (0, 3, true, 1),
            (2, 3, true, 0),
            (0, 3, false, 2),
            (2, 3, false, 1),
            (0, 1, true, 0),
            (7, 3, false, 2),
        ];
        for (active, count, is_down, expected) in table {
            assert_eq!(moved(active, count, is_down), expected, "{active} {count}");
        }
    }
}
