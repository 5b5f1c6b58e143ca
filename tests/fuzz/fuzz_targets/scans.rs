//! Scans told from typing, whatever keys are pressed, and whenever.
//!
//! The line that chooses is the settings. Behind it stand keys, two bytes each: which, and how long after the one before.
#![no_main]

use libfuzzer_sys::fuzz_target;
use ventanilla_core::scan::{
    Detector, Ending, Key, KeyPress, Outcome, Scan, ScanSettings, observe, replay,
};
use ventanilla_fuzz::{parts, place};

/// When the first key is pressed; later than a clock can go back by.
const START_MS: u64 = 1_000_000;
/// A key that is held down has this bit.
const REPEAT: u8 = 0x80;

fuzz_target!(|data: &[u8]| {
    let (choices, body) = parts(data);
    let line = choices.rest();
    let settings = ScanSettings::parse(&line).unwrap_or_else(|_| some_settings(line.as_bytes()));
    let presses = presses(body);
    let scans = replay(&settings, &presses);
    for scan in &scans {
        assert_sound(scan, &settings, &presses);
    }
    let leaked: usize = scans.iter().map(Scan::leaked).sum();
    assert!(leaked <= typed(&presses).chars().count());
    if !presses.windows(2).any(|pair| is_quick(pair, &settings)) {
        assert!(scans.is_empty(), "{scans:?}");
    }
    step_by_step(&settings, &presses, &scans);
    observed(&presses);
});

/// Settings that a line which is none chooses.
fn some_settings(line: &[u8]) -> ScanSettings {
    let choice = place(line, 141 * 62 * 4 * 3);
    let (gap_ms, characters) = (10 + choice % 141, 3 + choice / 141 % 62);
    let ending = Ending::ALL[choice / (141 * 62) % 4];
    let prefix = ["", "~", "]C1"][choice / (141 * 62 * 4)];
    ScanSettings::new(gap_ms as u16, characters as u16, ending, prefix).expect("in range")
}

fn presses(body: &[u8]) -> Vec<KeyPress> {
    let (pairs, _) = body.as_chunks::<2>();
    let mut at_ms = START_MS;
    let press = |[key, gap]: &[u8; 2]| {
        at_ms = match *gap {
            // So that line feeds are a scanner's pace, and letters a person's.
            0..0x80 => at_ms + u64::from(*gap),
            0x80..0xff => at_ms + u64::from(gap - 0x7f) * 10,
            0xff => at_ms - 7,
        };
        let is_repeat = key & REPEAT != 0;
        let key = match key & !REPEAT {
            b'\r' => Key::Enter,
            b'\t' => Key::Tab,
            1 => Key::Modifier,
            2 => Key::Other,
            3 => Key::Character('ñ'),
            character => Key::Character(char::from(character)),
        };
        KeyPress {
            key,
            at_ms,
            is_repeat,
        }
    };
    pairs.iter().map(press).collect()
}

/// All characters that were pressed.
fn typed(presses: &[KeyPress]) -> String {
    let character = |press: &KeyPress| match press.key {
        Key::Character(character) => Some(character),
        _ => None,
    };
    presses.iter().filter_map(character).collect()
}

fn is_quick(pair: &[KeyPress], settings: &ScanSettings) -> bool {
    let gap_ms = pair[1].at_ms.checked_sub(pair[0].at_ms);
    gap_ms.is_some_and(|gap_ms| gap_ms <= u64::from(settings.gap_ms_max()))
}

/// A scan is what was typed in one go, with the prefix before it, no shorter than asked for, and ended as asked for.
fn assert_sound(scan: &Scan, settings: &ScanSettings, presses: &[KeyPress]) {
    let whole = format!("{}{}", settings.prefix(), scan.text());
    assert_eq!(whole.chars().count(), scan.leaked());
    assert!(scan.text().chars().count() >= usize::from(settings.characters_min()));
    assert!(typed(presses).contains(&whole), "{whole:?}");
    match scan.terminator() {
        Some(key) => assert!(settings.ending().is_with(key)),
        None => assert_eq!(settings.ending(), Ending::Pause),
    }
}

/// Key by key there are the same scans, whenever it was; and nothing is swallowed but behind one.
fn step_by_step(settings: &ScanSettings, presses: &[KeyPress], scans: &[Scan]) {
    let mut detector = Detector::new(settings.clone());
    let mut found = Vec::new();
    let mut is_behind_scan = false;
    for press in presses {
        let later = KeyPress {
            at_ms: press.at_ms + 86_400_000,
            ..*press
        };
        let resumed = Detector::resume(settings.clone(), &detector.state_text());
        assert_eq!(resumed.as_ref(), Some(&detector));
        match detector.press(later) {
            Outcome::Scan(scan) => {
                is_behind_scan = scan.terminator().is_some();
                found.push(scan);
            }
            Outcome::Swallow => assert!(is_behind_scan),
            Outcome::Typed if press.key == Key::Modifier => {}
            Outcome::Started | Outcome::Pending | Outcome::Typed => is_behind_scan = false,
        }
    }
    found.extend(detector.pause(u64::MAX));
    assert_eq!(found, scans);
    assert_eq!(detector.settings(), settings);
}

/// What is recommended is as slow and as short as what was seen.
fn observed(presses: &[KeyPress]) {
    let report = observe(presses);
    assert!(typed(presses).contains(&report.typed));
    assert!(report.typed.starts_with(&report.prefix));
    if let Some(gaps) = report.gaps {
        assert!(gaps.min_ms <= gaps.median_ms && gaps.median_ms <= gaps.max_ms);
    }
    if let Some(settings) = report.recommended {
        let code = report.typed.strip_prefix(settings.prefix());
        let length = code.expect("the prefix").chars().count();
        assert!(usize::from(settings.characters_min()) <= length);
        let slowest = report.gaps.expect("gaps").max_ms;
        assert!(u64::from(settings.gap_ms_max()) >= slowest);
        assert_eq!(ScanSettings::parse(&settings.to_text()), Ok(settings));
    }
}
