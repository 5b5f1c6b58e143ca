//! `Report`: what a shop's own scanner was seen to type, and the settings that recognise it.

use super::{Ending, Key, KeyPress, REST_MS, ScanSettings, replay};

/// Of how many milliseconds settings that were found are a multiple.
const GAP_STEP_MS: u64 = 10;

/// The longest gap that is taken for a scanner's when settings are looked for: somebody who types very fast comes down to it.
const SCANNER_GAP_MS_MAX: u64 = 80;

/// What was typed last, as a tester shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// The characters, as they arrived: another keyboard's layout shows here.
    pub typed: String,
    /// The times between the keys; `None` for fewer than two keys.
    pub gaps: Option<Gaps>,
    /// The key behind the characters, Enter or Tab; `None` where nothing came.
    pub terminator: Option<Key>,
    /// What seems to stand in front of the code: `]C1` as scanners name the kind of code, or signs such as `~`. Empty for nothing.
    pub prefix: String,
    /// Settings that recognise it, as close to the usual ones as they can be; `None` where no settings do: it was typed by hand, or it
    /// is too short, or the scanner has to be made faster.
    pub recommended: Option<ScanSettings>,
}

/// Times between keys, in milliseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gaps {
    /// The shortest.
    pub min_ms: u64,
    /// The one in the middle; of two, the shorter.
    pub median_ms: u64,
    /// The longest.
    pub max_ms: u64,
}

/// Looks at what was pressed last: everything since the last rest that has a character behind it.
pub fn observe(presses: &[KeyPress]) -> Report {
    let burst = last_burst(presses);
    let typed: String = burst.iter().filter_map(character).collect();
    let ends = burst.last().map(|press| press.key);
    let terminator = ends.filter(|key| matches!(key, Key::Enter | Key::Tab));
    let prefix = prefix_of(&typed).to_owned();
    let gaps = Gaps::of(burst);
    // What seems to be a prefix may be the beginning of a short code.
    let recommended = gaps.and_then(|gaps| {
        [prefix.as_str(), ""]
            .into_iter()
            .find_map(|prefix| recommend(burst, &typed, gaps, terminator, prefix))
    });
    Report {
        typed,
        gaps,
        terminator,
        prefix,
        recommended,
    }
}

impl Gaps {
    fn of(presses: &[KeyPress]) -> Option<Self> {
        let mut gaps: Vec<u64> = presses
            .iter()
            .zip(presses.iter().skip(1))
            .map(|(one, next)| next.at_ms.saturating_sub(one.at_ms))
            .collect();
        gaps.sort_unstable();
        let middle = gaps.len().saturating_sub(1) / 2;
        Some(Self {
            min_ms: *gaps.first()?,
            median_ms: *gaps.get(middle)?,
            max_ms: *gaps.last()?,
        })
    }
}

/// From the last rest before the last character to the end, without what was pressed before the first character, such as the key that a
/// scanner presses in front, and what comes after a second terminator.
fn last_burst(presses: &[KeyPress]) -> &[KeyPress] {
    let is_character = |press: &KeyPress| character(press).is_some();
    let Some(last) = presses.iter().rposition(is_character) else {
        return &[];
    };
    let until_last = presses.get(..=last).unwrap_or_default();
    let is_rest = |(one, next): (&KeyPress, &KeyPress)| {
        let ends_scan = matches!(one.key, Key::Enter | Key::Tab);
        ends_scan
            || next
                .at_ms
                .checked_sub(one.at_ms)
                .is_none_or(|gap| gap > REST_MS)
    };
    let rests = until_last.iter().zip(until_last.iter().skip(1));
    let start = rests
        .enumerate()
        .rfind(|(_, pair)| is_rest(*pair))
        .map_or(0, |(index, _)| index.saturating_add(1));
    let from_start = presses.get(start..).unwrap_or_default();
    let lead = from_start.iter().position(is_character).unwrap_or(0);
    let burst = from_start.get(lead..).unwrap_or_default();
    let length = last.saturating_sub(start).saturating_sub(lead);
    // Directly behind the last character stands what ends it; what comes after a rest is another matter.
    let end = match (burst.get(length), burst.get(length.saturating_add(1))) {
        (Some(last), Some(next))
            if matches!(next.key, Key::Enter | Key::Tab)
                && next.at_ms.saturating_sub(last.at_ms) <= REST_MS =>
        {
            length.saturating_add(2)
        }
        _ => length.saturating_add(1),
    };
    burst.get(..end).unwrap_or_default()
}

fn character(press: &KeyPress) -> Option<char> {
    match press.key {
        Key::Character(character) => Some(character),
        Key::Enter | Key::Tab | Key::Modifier | Key::Other => None,
    }
}

/// `]`, a letter and another character, as scanners name the kind of code; else the signs before the first letter or digit, where what
/// follows is a code and not what another keyboard's layout makes of one.
fn prefix_of(typed: &str) -> &str {
    let mut characters = typed.chars();
    let is_identifier = characters.next() == Some(']')
        && characters
            .next()
            .is_some_and(|kind| kind.is_ascii_alphabetic())
        && characters
            .next()
            .is_some_and(|modifier| modifier.is_ascii_alphanumeric());
    let code = if is_identifier {
        characters.as_str()
    } else {
        typed.trim_start_matches(|character: char| character.is_ascii_punctuation())
    };
    let starts_as_code = code.starts_with(|first: char| first.is_ascii_alphanumeric());
    let is_code = starts_as_code && code.bytes().all(|byte| byte.is_ascii_graphic());
    if is_code {
        typed.strip_suffix(code).unwrap_or_default()
    } else {
        ""
    }
}

/// The settings closest to the usual ones, tried on what was seen by the detector itself.
fn recommend(
    burst: &[KeyPress],
    typed: &str,
    gaps: Gaps,
    terminator: Option<Key>,
    prefix: &str,
) -> Option<ScanSettings> {
    if gaps.max_ms > SCANNER_GAP_MS_MAX {
        return None;
    }
    let usual = ScanSettings::default();
    let code = typed.strip_prefix(prefix)?;
    let length = u16::try_from(code.chars().count()).unwrap_or(u16::MAX);
    // A scanner is not always as fast as it was this time: half as slow again is still a scanner.
    let slower_ms = gaps.max_ms.saturating_add(gaps.max_ms / 2);
    let gap_ms = slower_ms.div_ceil(GAP_STEP_MS).saturating_mul(GAP_STEP_MS);
    let gap_ms = u16::try_from(gap_ms)
        .unwrap_or(u16::MAX)
        .clamp(usual.gap_ms_max(), *ScanSettings::gap_ms_range().end());
    let characters = length.clamp(
        *ScanSettings::characters_range().start(),
        usual.characters_min(),
    );
    let ending = match terminator {
        Some(_) => usual.ending(),
        None => Ending::Pause,
    };
    let settings = ScanSettings::new(gap_ms, characters, ending, prefix).ok()?;
    let scans = replay(&settings, burst);
    matches!(scans.as_slice(), [scan] if scan.text() == code).then_some(settings)
}

#[cfg(test)]
mod tests {
    use super::super::tests::presses;
    use super::*;

    #[test]
    fn what_a_tester_shows() {
        type Shown<'a> = (&'a str, Option<(u64, u64, u64)>, Option<Key>, &'a str);
        let usual = "50 6 enter-tab ";
        let (enter, tab) = (Some(Key::Enter), Some(Key::Tab));
        let quick = Some((10, 10, 10));
        let table: &[(&str, Shown<'_>, Option<&str>)] = &[
            (
                "'123456789' Enter",
                ("123456789", quick, enter, ""),
                Some(usual),
            ),
            (
                "'123456789' Tab",
                ("123456789", quick, tab, ""),
                Some(usual),
            ),
            (
                "'123456789' Enter Enter",
                ("123456789", quick, enter, ""),
                Some(usual),
            ),
            (
                "F8 '123456789' Enter",
                ("123456789", quick, enter, ""),
                Some(usual),
            ),
            (
                "'hola'150 400 '123456789' Enter 900 Tab",
                ("123456789", quick, enter, ""),
                Some(usual),
            ),
            (
                "'987654321' Enter '123456789' Enter",
                ("123456789", quick, enter, ""),
                Some(usual),
            ),
            (
                "'123456789' 900 Enter",
                ("123456789", quick, None, ""),
                Some("50 6 pause "),
            ),
            (
                "'123456789'",
                ("123456789", quick, None, ""),
                Some("50 6 pause "),
            ),
            (
                "']C1123456' Enter",
                ("]C1123456", quick, enter, "]C1"),
                Some("50 6 enter-tab ]C1"),
            ),
            (
                "'~123456' Enter",
                ("~123456", quick, enter, "~"),
                Some("50 6 enter-tab ~"),
            ),
            (
                "'1234' Enter",
                ("1234", quick, enter, ""),
                Some("50 4 enter-tab "),
            ),
            (
                "'123456789'40 30 Enter",
                ("123456789", Some((40, 40, 40)), enter, ""),
                Some("60 6 enter-tab "),
            ),
            (
                "'123456'20 '78'70 Enter",
                ("12345678", Some((10, 20, 70)), enter, ""),
                Some("110 6 enter-tab "),
            ),
            (
                "Shift 'A' Shift 'B' '1234' Enter",
                ("AB1234", quick, enter, ""),
                Some(usual),
            ),
            // An AZERTY scanner's digits are seen for what they are.
            (
                "'&é\"(-è' Enter",
                ("&é\"(-è", quick, enter, ""),
                Some(usual),
            ),
            (
                "'~~~~~~~' Enter",
                ("~~~~~~~", quick, enter, ""),
                Some(usual),
            ),
            (
                "'~ABC-123' Enter",
                ("~ABC-123", quick, enter, "~"),
                Some("50 6 enter-tab ~"),
            ),
            (
                "'~~~~~~~~~A12345' Enter",
                ("~~~~~~~~~A12345", quick, enter, "~~~~~~~~~"),
                Some(usual),
            ),
            (
                "']C112' Enter",
                ("]C112", quick, enter, "]C1"),
                Some("50 5 enter-tab "),
            ),
            // Typed by hand, too short, nothing at all.
            (
                "'123456789'120 Enter",
                ("123456789", Some((10, 120, 120)), enter, ""),
                None,
            ),
            ("'12' Enter", ("12", quick, enter, ""), None),
            ("'1'", ("1", None, None, ""), None),
            (
                "a *a *a *a *a *a *a Enter",
                ("aaaaaaa", quick, enter, ""),
                None,
            ),
            (
                "'1234' ArrowLeft '5678' Enter",
                ("12345678", quick, enter, ""),
                None,
            ),
            ("Enter Tab F1", ("", None, None, ""), None),
            ("", ("", None, None, ""), None),
        ];
        for (line, (typed, gaps, terminator, prefix), settings) in table {
            let report = observe(&presses(line));
            let gaps = gaps.map(|(min_ms, median_ms, max_ms)| Gaps {
                min_ms,
                median_ms,
                max_ms,
            });
            assert_eq!(report.typed, *typed, "{line}");
            assert_eq!(report.gaps, gaps, "{line}");
            assert_eq!(report.terminator, *terminator, "{line}");
            assert_eq!(report.prefix, *prefix, "{line}");
            let found = report.recommended.map(|settings| settings.to_text());
            assert_eq!(found.as_deref(), *settings, "{line}");
        }
    }
}
