//! Keys, in tables.

#![allow(clippy::arithmetic_side_effects, reason = "a panic is a failed test")]

use super::*;

/// Presses from a line of words: a number is a pause in milliseconds before the next key, `'…'` is characters, each after the gap that
/// stands behind it; anything else is a key by its name. `*` in front of a key: it is held down.
pub(super) fn presses(line: &str) -> Vec<KeyPress> {
    let mut at_ms = 1_000_000_u64;
    let mut pressed = Vec::new();
    for word in line.split(' ') {
        if let Ok(pause) = word.parse::<u64>() {
            at_ms += pause;
        } else if let Some((characters, gap)) = word
            .strip_prefix('\'')
            .and_then(|word| word.rsplit_once('\''))
        {
            let gap: u64 = gap.parse().unwrap_or(10);
            for character in characters.chars() {
                at_ms += gap;
                pressed.push(press(Key::Character(character), at_ms));
            }
        } else if let Some(back) = word.strip_prefix("back") {
            at_ms -= back.parse::<u64>().unwrap();
        } else {
            let (name, is_repeat) = match word.strip_prefix('*') {
                Some(name) => (name, true),
                None => (word, false),
            };
            at_ms += 10;
            pressed.push(KeyPress {
                is_repeat,
                ..press(Key::from_name(name, false), at_ms)
            });
        }
    }
    pressed
}

fn press(key: Key, at_ms: u64) -> KeyPress {
    KeyPress {
        key,
        at_ms,
        is_repeat: false,
    }
}

fn texts(settings: &ScanSettings, line: &str) -> Vec<String> {
    replay(settings, &presses(line))
        .iter()
        .map(|scan| scan.text().to_owned())
        .collect()
}

fn with(gap: u16, characters: u16, ending: Ending, prefix: &str) -> ScanSettings {
    ScanSettings::new(gap, characters, ending, prefix).unwrap()
}

#[test]
fn scans() {
    let table: &[(&str, &[&str])] = &[
        ("'0001056789202601274' Enter", &["0001056789202601274"]),
        ("'0001056789202601274' Tab", &["0001056789202601274"]),
        ("'123456'50 40 Enter", &["123456"]),
        ("'123456'0 Enter", &["123456"]),
        ("'abc-12/3' Enter", &["abc-12/3"]),
        ("'ñandú¡!' Enter", &["ñandú¡!"]),
        // Capitals, each with its Shift, and signs that need AltGr.
        (
            "Shift 'A'30 Shift 'B'30 Shift 'C'30 '123'30 Enter",
            &["ABC123"],
        ),
        ("Control AltGraph ']' 'C1123456' Enter", &["]C1123456"]),
        // One after another, with whatever ends them.
        (
            "'123456' Enter '234567' Tab '345678' Enter",
            &["123456", "234567", "345678"],
        ),
        (
            "'123456' Enter Enter '234567' Enter ArrowDown '345678' Enter",
            &["123456", "234567", "345678"],
        ),
        (
            "'123456' Enter 100 '234567' Enter 2000 '345678' Enter",
            &["123456", "234567", "345678"],
        ),
        // Behind what a person has typed, and behind the key that a scanner presses in front.
        ("'hola'150 400 '123456' Enter", &["123456"]),
        ("'hola'150 Enter '123456' Enter", &["123456"]),
        ("F8 '123456' Enter", &["123456"]),
        ("Shift 60 Shift '123456' Enter", &["123456"]),
        ("a *a *a *a 400 '123456' Enter", &["123456"]),
        ("'123456' Enter 'hola'150 Enter", &["123456"]),
        // Too short, too slow, interrupted, held down: bad input.
        ("", &[]),
        ("Enter Tab Enter", &[]),
        ("'12345' Enter", &[]),
        ("'1' Enter '2' Enter '3456' Enter", &[]),
        ("'123456'51 Enter", &[]),
        ("'123456'150 Enter", &[]),
        ("'123456' 41 Enter", &[]),
        ("'123456' 5000 Enter", &[]),
        ("'123456'", &[]),
        ("'123456' 400 '7' Enter", &[]),
        ("'0001056789' 60 '202601274' Enter", &[]),
        ("'0001056789' 289 '202601274' Enter", &[]),
        ("'0' 60 '001056789202601274' Enter", &[]),
        ("'123456' ArrowLeft '234567' Enter", &[]),
        ("'123456' Backspace Enter", &[]),
        ("'123456' F1 '234567' Enter", &[]),
        ("'123456' Dead '234567' Enter", &[]),
        ("'h'120 'o'140 'l'90 'a'110 '123456' Enter", &[]),
        ("a *a *a *a *a *a *a *a Enter", &[]),
        ("'12345' *5 '6789012' Enter", &[]),
        ("'123456' *Enter", &[]),
        ("'123456' back20 '789012' Enter", &[]),
        ("'1'200 '2'200 '3'200 '4'200 '5'200 '6'200 Enter", &[]),
        ("'1'400 '2'400 '3'400 '4'400 '5'400 '6'400 Enter", &[]),
    ];
    for (line, expected) in table {
        assert_eq!(texts(&ScanSettings::default(), line), *expected, "{line}");
    }
}

#[test]
fn scans_with_other_settings() {
    let table: &[(ScanSettings, &str, &[&str])] = &[
        (
            with(50, 6, Ending::Enter, ""),
            "'123456' Enter",
            &["123456"],
        ),
        (with(50, 6, Ending::Enter, ""), "'123456' Tab", &[]),
        (with(50, 6, Ending::Tab, ""), "'123456' Enter", &[]),
        (with(50, 6, Ending::Tab, ""), "'123456' Tab", &["123456"]),
        (with(10, 6, Ending::Enter, ""), "'123456'11 Enter", &[]),
        (with(150, 3, Ending::Enter, ""), "'123'150 Enter", &["123"]),
        (with(50, 64, Ending::Enter, ""), "'123456' Enter", &[]),
        // A prefix is asked for and removed, and does not count.
        (
            with(50, 6, Ending::Enter, "]C1"),
            "']C1123456' Enter",
            &["123456"],
        ),
        (with(50, 6, Ending::Enter, "]C1"), "']C112345' Enter", &[]),
        (with(50, 6, Ending::Enter, "]C1"), "'123456789' Enter", &[]),
        (with(50, 6, Ending::Enter, "]C1"), "'1]C1123456' Enter", &[]),
        (
            with(50, 6, Ending::Enter, "~"),
            "'~~12345' Enter",
            &["~12345"],
        ),
        // Without a key behind the code.
        (
            with(50, 6, Ending::Pause, ""),
            "'123456' 400 '234567' Enter",
            &["123456", "234567"],
        ),
        (
            with(50, 6, Ending::Pause, ""),
            "'123456' 60 '234567' 60 'x'",
            &["123456", "234567"],
        ),
        (
            with(50, 6, Ending::Pause, ""),
            "'123456' 400 Enter",
            &["123456"],
        ),
        (
            with(50, 6, Ending::Pause, ""),
            "'123456' 60 Backspace",
            &["123456"],
        ),
        (
            with(50, 6, Ending::Pause, ""),
            "'123456' 60 '7' 60 '8'",
            &["123456"],
        ),
        (with(50, 6, Ending::Pause, ""), "'12345' 60 '2345678'", &[]),
        (with(50, 6, Ending::Pause, ""), "'hola-amigos'150", &[]),
    ];
    for (settings, line, expected) in table {
        assert_eq!(texts(settings, line), *expected, "{settings:?} {line}");
    }
}

#[test]
fn what_a_page_is_told() {
    use Outcome::{Pending, Started, Swallow, Typed};
    let scan = |text: &str, leaked, terminator| {
        Outcome::Scan(Scan {
            text: text.to_owned(),
            leaked,
            terminator,
        })
    };
    let enter = Some(Key::Enter);
    let table: &[(ScanSettings, &str, &[Outcome])] = &[
        (
            with(50, 3, Ending::EnterOrTab, "~"),
            "'~123' Enter Enter Tab ArrowDown 60 Enter",
            &[
                Started,
                Pending,
                Pending,
                Pending,
                scan("123", 4, enter),
                Swallow,
                Swallow,
                Swallow,
                Typed,
            ],
        ),
        (
            with(50, 3, Ending::EnterOrTab, ""),
            "'12'100 '345' Shift Enter '6' Shift '7' Enter",
            &[
                Started, Typed, Typed, Typed, Typed, Typed, Typed, Started, Pending, Pending, Typed,
            ],
        ),
        (
            with(50, 3, Ending::Pause, ""),
            "'123' 100 'a' 100 'b'",
            &[Started, Pending, Pending, scan("123", 3, None), Typed],
        ),
    ];
    for (settings, line, expected) in table {
        let mut detector = Detector::new(settings.clone());
        let outcomes: Vec<Outcome> = presses(line)
            .into_iter()
            .map(|press| detector.press(press))
            .collect();
        assert_eq!(outcomes, *expected, "{line}");
    }
}

#[test]
fn a_pause_ends_what_only_a_pause_can_end() {
    for (ending, line, expected) in [
        (Ending::Pause, "'123456'", Some("123456")),
        (Ending::Pause, "'12345'", None),
        (Ending::Pause, "'123456' Enter", None),
        (Ending::Pause, "'123456'100", None),
        (Ending::EnterOrTab, "'123456'", None),
    ] {
        let pressed = presses(line);
        let last_ms = pressed.last().unwrap().at_ms;
        let mut detector = Detector::new(with(50, 6, ending, ""));
        for press in pressed {
            detector.press(press);
        }
        assert_eq!(detector.pause(last_ms), None, "{line}");
        assert_eq!(detector.pause(last_ms + 50), None, "{line}");
        let scan = detector.pause(last_ms + 51);
        assert_eq!(scan.as_ref().map(Scan::text), expected, "{line}");
        assert_eq!(detector.pause(last_ms + 52), None, "only once: {line}");
        let pause_ms = detector.settings().pause_ms();
        assert_eq!(pause_ms, (ending == Ending::Pause).then_some(51));
    }
}

#[test]
fn states_are_texts() {
    let settings = ScanSettings::default;
    for line in ["", "'12 4'", "'123456' Enter", "'hola'150 Enter", "F8"] {
        let mut detector = Detector::new(settings());
        for press in presses(line) {
            detector.press(press);
            let resumed = Detector::resume(settings(), &detector.state_text());
            assert_eq!(resumed.as_ref(), Some(&detector), "{line}");
        }
    }
    for bad in [
        "",
        "Idle",
        "idle ",
        "idle 1",
        "typing",
        "typing x",
        "typing -1",
        "ended 1 2",
        "train 5",
        "train 5 ",
        "train x 5",
        "train 99999999999999999999 a",
    ] {
        assert_eq!(Detector::resume(settings(), bad), None, "{bad:?}");
    }
}

#[test]
fn longer_than_any_code() {
    for (length, expected) in [(7_089, 1), (7_090, 0), (20_000, 0)] {
        let line = format!("'{}' Enter", "1".repeat(length));
        let found = replay(&ScanSettings::default(), &presses(&line));
        assert_eq!(found.len(), expected, "{length}");
    }
}

#[test]
fn keys() {
    for (name, is_shortcut, expected) in [
        ("a", false, Key::Character('a')),
        ("7", false, Key::Character('7')),
        (" ", false, Key::Character(' ')),
        ("ñ", false, Key::Character('ñ')),
        ("Enter", false, Key::Enter),
        ("Tab", false, Key::Tab),
        ("Shift", false, Key::Modifier),
        ("AltGraph", false, Key::Modifier),
        ("Control", true, Key::Modifier),
        ("", false, Key::Other),
        ("\n", false, Key::Other),
        ("\u{1d}", false, Key::Other),
        ("enter", false, Key::Other),
        ("F1", false, Key::Other),
        ("Dead", false, Key::Other),
        ("Process", false, Key::Other),
        ("Unidentified", false, Key::Other),
        ("n\u{303}", false, Key::Other),
        ("a", true, Key::Other),
        ("Enter", true, Key::Other),
        ("Tab", true, Key::Other),
    ] {
        assert_eq!(Key::from_name(name, is_shortcut), expected, "{name:?}");
    }
}
