//! The detector of scans as a function of its state and a key, so that JavaScript holds nothing but texts.

use core::ops::RangeInclusive;

use super::answer::Answer;
use super::argument::Arguments;
use crate::code::Code;
use crate::field::value::names_of;
use crate::field::{Flaw, Invalid};
use crate::scan::{Detector, Ending, Key, KeyPress, Outcome, Scan, ScanSettings, SettingsError};
use crate::written::{decimal, joined, quantity};

/// Bits of a press's flags: a key that is held down, one with a modifier that makes shortcuts, and no key at all but the time.
const REPEAT: u32 = 1;
const SHORTCUT: u32 = 2;
const PAUSE: u32 = 4;

/// Reads settings, a state and the name of a key, and writes the state after it, what became of the key, after how many milliseconds of
/// nothing to ask again, and of a scan how many characters were leaked, whether a key completed it, and its text.
///
/// Nothing is pressed where the key is a text of no characters and no pause is meant: that is how a detector begins.
pub(super) fn press(
    arguments: &mut Arguments<'_>,
    answer: &mut Answer<'_>,
    (settings, state, key): (i32, i32, i32),
    at_ms: f64,
    flags: u32,
) -> Result<(), Invalid> {
    let settings = arguments.text("settings", settings);
    let state = arguments.text("state", state);
    let key = arguments.text("key", key);
    let settings = settings.and_then(|text| match ScanSettings::parse(text) {
        Ok(settings) => Some(settings),
        Err(error) => {
            let (field, flaw) = settings_flaw(error);
            arguments.refuse(field, flaw);
            None
        }
    });
    let detector = arguments.read("state", settings.zip(state), |(settings, state)| {
        Detector::resume(settings, state).ok_or(Flaw::new(Code::UnknownState))
    });
    let (mut detector, key) = arguments.finish(detector.zip(key))?;
    let at_ms = whole_ms(at_ms);
    let outcome = if flags & PAUSE != 0 {
        detector
            .pause(at_ms)
            .map_or(Outcome::Pending, Outcome::Scan)
    } else {
        detector.press(KeyPress {
            key: Key::from_name(key, flags & SHORTCUT != 0),
            at_ms,
            is_repeat: flags & REPEAT != 0,
        })
    };
    let name = match &outcome {
        Outcome::Started => "started",
        Outcome::Pending => "pending",
        Outcome::Typed => "typed",
        Outcome::Swallow => "swallow",
        Outcome::Scan(_) => "scan",
    };
    answer.text(name);
    answer.text(&detector.state_text());
    let pause_ms = detector.settings().pause_ms();
    answer.text(&pause_ms.map(|ms| decimal(ms.into())).unwrap_or_default());
    if let Outcome::Scan(scan) = outcome {
        write_scan(answer, &scan);
    }
    Ok(())
}

fn write_scan(answer: &mut Answer<'_>, scan: &Scan) {
    answer.text(&quantity(scan.leaked()));
    answer.text(match scan.terminator() {
        Some(Key::Enter) => "Enter",
        Some(Key::Tab) => "Tab",
        Some(Key::Character(_) | Key::Modifier | Key::Other) | None => "",
    });
    answer.text(scan.text());
}

/// Whole milliseconds of a time, which browsers tell with a fraction: the only float that comes in, and it is no money. What is no time is the
/// beginning of time.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a cast saturates, and a time is of whole milliseconds"
)]
const fn whole_ms(at_ms: f64) -> u64 {
    at_ms as u64
}

/// The setting that is wrong, and what it can be.
fn settings_flaw(error: SettingsError) -> (&'static str, Flaw) {
    let (field, values) = match error {
        SettingsError::Gap => ("gap_ms_max", between(&ScanSettings::gap_ms_range())),
        SettingsError::Characters => ("characters_min", between(&ScanSettings::characters_range())),
        SettingsError::Ending => ("ending", names_of(&Ending::ALL, Ending::as_str)),
        SettingsError::PrefixTooLong => {
            let most = quantity(ScanSettings::PREFIX_CHARACTERS_MAX);
            return ("prefix", Flaw::new(Code::TooLong).with("maximo", most));
        }
        SettingsError::PrefixCharacters => return ("prefix", Flaw::new(Code::ControlCharacter)),
    };
    (field, Flaw::new(Code::NotOneOf).with("valores", values))
}

#[inline(never)]
fn between(range: &RangeInclusive<u16>) -> String {
    let least = decimal((*range.start()).into());
    let most = decimal((*range.end()).into());
    joined(&[&least, "–", &most])
}
