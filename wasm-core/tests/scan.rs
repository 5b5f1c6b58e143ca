//! What always holds of telling scans from typing, checked with random keys.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    reason = "a panic is a failed test"
)]

use proptest::prelude::*;

use ventanilla_core::scan::{
    Detector, Ending, Key, KeyPress, Outcome, REST_MS, Scan, ScanSettings, observe, replay,
};

fn key() -> impl Strategy<Value = Key> {
    prop_oneof![
        6 => prop::sample::select("0123456789abcXYZ]~-ñ ".chars().collect::<Vec<_>>()).prop_map(Key::Character),
        1 => Just(Key::Enter),
        1 => Just(Key::Tab),
        1 => Just(Key::Modifier),
        1 => Just(Key::Other),
    ]
}

/// Keys with the gaps before them, from the ranges given.
fn keys(gaps: impl Strategy<Value = u64>) -> impl Strategy<Value = Vec<KeyPress>> {
    prop::collection::vec((key(), gaps, prop::bool::weighted(0.05)), 0..80).prop_map(|keys| {
        let mut at_ms = 0;
        keys.into_iter()
            .map(|(key, gap, is_repeat)| {
                at_ms += gap;
                KeyPress {
                    key,
                    at_ms,
                    is_repeat,
                }
            })
            .collect()
    })
}

fn any_keys() -> impl Strategy<Value = Vec<KeyPress>> {
    keys(prop_oneof![0u64..=60, 0u64..=400, 0u64..=5_000])
}

fn settings() -> impl Strategy<Value = ScanSettings> {
    (
        10u16..=150,
        3u16..=64,
        prop::sample::select(Ending::ALL.to_vec()),
        "([\\]~][A-Z0-9]{0,2})?",
    )
        .prop_map(|(gap, characters, ending, prefix)| {
            ScanSettings::new(gap, characters, ending, &prefix).expect("in range")
        })
}

/// Settings under which only a key ends a scan, that key, digits that are long enough, and gaps that are short enough for all of it.
fn scan() -> impl Strategy<Value = (ScanSettings, Key, String, Vec<u64>)> {
    settings()
        .prop_flat_map(|settings| {
            let fewest = usize::from(settings.characters_min());
            let gap = u64::from(settings.gap_ms_max());
            (
                Just(settings),
                prop::sample::select(vec![Key::Enter, Key::Tab]),
                prop::collection::vec(prop::char::range('0', '9'), fewest..fewest + 20),
                prop::collection::vec(0..=gap, 100),
            )
        })
        .prop_filter("the key ends a scan", |(settings, key, _, _)| {
            settings.ending().is_with(*key)
        })
        .prop_map(|(settings, key, digits, gaps)| {
            (settings, key, digits.into_iter().collect(), gaps)
        })
}

/// The prefix, the digits and the key, from that time on.
fn typed(
    settings: &ScanSettings,
    key: Key,
    digits: &str,
    gaps: &[u64],
    from_ms: u64,
) -> Vec<KeyPress> {
    let characters = settings
        .prefix()
        .chars()
        .chain(digits.chars())
        .map(Key::Character);
    let mut at_ms = from_ms;
    characters
        .chain([key])
        .zip(gaps)
        .map(|(key, gap)| {
            at_ms += gap;
            KeyPress {
                key,
                at_ms,
                is_repeat: false,
            }
        })
        .collect()
}

fn outcomes(settings: &ScanSettings, presses: &[KeyPress]) -> Vec<Outcome> {
    let mut detector = Detector::new(settings.clone());
    presses.iter().map(|press| detector.press(*press)).collect()
}

fn end_ms(presses: &[KeyPress]) -> u64 {
    presses.last().map_or(0, |press| press.at_ms)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_replay_gives_the_same(settings in settings(), presses in any_keys(), later in 0u64..1_000_000) {
        prop_assert_eq!(outcomes(&settings, &presses), outcomes(&settings, &presses));
        // Only how much later one key is than the other matters, not when it was.
        let moved: Vec<KeyPress> = presses
            .iter()
            .map(|press| KeyPress { at_ms: press.at_ms + later, ..*press })
            .collect();
        prop_assert_eq!(outcomes(&settings, &presses), outcomes(&settings, &moved));
        prop_assert_eq!(observe(&presses), observe(&moved));
    }

    #[test]
    fn a_scan_is_recognised_whatever_was_typed_before(
        (settings, key, digits, gaps) in scan(),
        before in any_keys(),
        rest in REST_MS + 1..10_000,
    ) {
        let mut presses = before.clone();
        let after = if before.is_empty() { 0 } else { end_ms(&before) + rest };
        // The gap before the first key is no gap of the scan.
        let gaps: Vec<u64> = [0].into_iter().chain(gaps).collect();
        presses.extend(typed(&settings, key, &digits, &gaps, after));
        let last = outcomes(&settings, &presses).pop();
        let leaked = digits.len() + settings.prefix().chars().count();
        let Some(Outcome::Scan(scan)) = last else {
            return Err(TestCaseError::fail(format!("{last:?}")));
        };
        prop_assert_eq!(scan.text(), digits);
        prop_assert_eq!(scan.leaked(), leaked);
        prop_assert_eq!(scan.terminator(), Some(key));
    }

    #[test]
    fn scans_directly_after_each_other_are_all_recognised((settings, key, digits, gaps) in scan(), times in 1usize..5) {
        let mut presses = Vec::new();
        for _ in 0..times {
            presses.extend(typed(&settings, key, &digits, &gaps, end_ms(&presses)));
        }
        let scans = replay(&settings, &presses);
        prop_assert_eq!(scans.iter().map(Scan::text).collect::<Vec<_>>(), vec![digits.as_str(); times]);
    }

    #[test]
    fn a_scan_that_was_interrupted_is_none(
        (settings, key, digits, gaps) in scan(),
        place in any::<prop::sample::Index>(),
        pause in any::<prop::sample::Index>(),
    ) {
        prop_assume!(settings.pause_ms().is_none());
        let mut presses = typed(&settings, key, &digits, &gaps, 0);
        let place = 1 + place.index(presses.len() - 1);
        let gap = usize::from(settings.gap_ms_max());
        let pause = 1 + gap + pause.index(usize::try_from(REST_MS).expect("small") - gap);
        // In place of the gap that was there.
        let moved = presses.get(place).map_or(0, |press| press.at_ms);
        let before = presses.get(place - 1).map_or(0, |press| press.at_ms);
        for press in presses.iter_mut().skip(place) {
            press.at_ms = press.at_ms - moved + before + u64::try_from(pause).expect("small");
        }
        prop_assert_eq!(replay(&settings, &presses), vec![]);
    }

    #[test]
    fn what_is_typed_slowly_is_no_scan(settings in settings(), presses in keys(151u64..2_000)) {
        prop_assert_eq!(replay(&settings, &presses), vec![]);
    }

    #[test]
    fn a_key_that_is_held_down_is_no_scan(settings in settings(), digit in prop::char::range('0', '9'), times in 0u64..200, gap in 0u64..60) {
        let mut presses: Vec<KeyPress> = (0..=times)
            .map(|time| KeyPress { key: Key::Character(digit), at_ms: time * gap, is_repeat: time > 0 })
            .collect();
        presses.push(KeyPress { key: Key::Enter, at_ms: (times + 1) * gap, is_repeat: false });
        prop_assert_eq!(replay(&settings, &presses), vec![]);
    }

    #[test]
    fn no_scan_is_shorter_or_slower_than_the_settings_say(settings in settings(), presses in keys(0u64..=60)) {
        let mut detector = Detector::new(settings.clone());
        for (index, press) in presses.iter().enumerate() {
            let Outcome::Scan(scan) = detector.press(*press) else { continue };
            prop_assert!(scan.text().chars().count() >= usize::from(settings.characters_min()));
            prop_assert_eq!(scan.leaked(), scan.text().chars().count() + settings.prefix().chars().count());
            let characters: Vec<&KeyPress> = presses
                .iter()
                .take(index)
                .filter(|press| matches!(press.key, Key::Character(_)))
                .collect();
            let first = characters.len().checked_sub(scan.leaked()).expect("all were pressed");
            prop_assert!(characters.iter().skip(first).all(|press| !press.is_repeat));
        }
    }

    #[test]
    fn what_is_recommended_recognises_what_was_seen((settings, key, digits, _) in scan(), gaps in prop::collection::vec(0u64..=80, 100)) {
        let presses = typed(&settings, key, &digits, &gaps, 0);
        let report = observe(&presses);
        let found = report.recommended.expect("quick enough");
        let scans = replay(&found, &presses);
        prop_assert_eq!(scans.len(), 1);
        prop_assert_eq!(report.terminator, Some(key));
        prop_assert!(report.typed.ends_with(&digits));
    }

    #[test]
    fn settings_read_what_they_write(settings in settings(), text in ".{0,20}") {
        prop_assert_eq!(ScanSettings::parse(&settings.to_text()), Ok(settings));
        if let Ok(read) = ScanSettings::parse(&text) {
            prop_assert_eq!(ScanSettings::parse(&read.to_text()), Ok(read));
        }
    }
}
