//! What a scanner was seen to type, judged by settings. Pure.

use super::code_box;
use ventanilla_core::CouponCode;
use ventanilla_core::field::Flaw;
use ventanilla_core::scan::{Detector, Ending, KeyPress, Outcome, REST_MS, ScanSettings};
use ventanilla_core::wire::time::Date;

use crate::i18n::Text;

/// What was typed, as the settings would take it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Recognised {
    /// Not as a scan.
    Typing,
    /// As a coupon.
    Coupon(CouponCode),
    /// As a scan of something else, and why it is no coupon.
    Other(String, Flaw),
}

/// What the settings make of what was pressed last.
pub(crate) fn recognised(presses: &[KeyPress], settings: &ScanSettings, today: Date) -> Recognised {
    let mut detector = Detector::new(settings.clone());
    let mut last = None;
    for press in presses {
        match detector.press(*press) {
            Outcome::Scan(scan) => last = Some(scan),
            // Something else was typed since.
            Outcome::Typed => last = None,
            Outcome::Started | Outcome::Pending | Outcome::Swallow => {}
        }
    }
    let rest_ms = presses
        .last()
        .map(|press| press.at_ms.saturating_add(REST_MS));
    let scan = rest_ms.and_then(|at_ms| detector.pause(at_ms)).or(last);
    match scan {
        None => Recognised::Typing,
        Some(scan) => match code_box::read(scan.text(), today) {
            Ok(code) => Recognised::Coupon(code),
            Err(flaw) => Recognised::Other(scan.text().to_owned(), flaw),
        },
    }
}

/// What an ending is called.
pub(crate) const fn ending_name(ending: Ending) -> Text {
    match ending {
        Ending::Enter => Text::EndingEnter,
        Ending::Tab => Text::EndingTab,
        Ending::EnterOrTab => Text::EndingEither,
        Ending::Pause => Text::EndingPause,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ventanilla_core::scan::Key;

    fn typed(text: &str, gap_ms: u64) -> Vec<KeyPress> {
        text.chars()
            .map(Key::Character)
            .chain([Key::Enter])
            .zip(1..)
            .map(|(key, place)| KeyPress {
                key,
                at_ms: gap_ms.saturating_mul(place),
                is_repeat: false,
            })
            .collect()
    }

    #[test]
    fn a_scan_is_told_from_typing() {
        let today = Date::parse("2026-02-01").unwrap();
        let settings = ScanSettings::default();
        let of = |text, gap_ms| recognised(&typed(text, gap_ms), &settings, today);
        assert!(matches!(
            of("0001056789202601274", 10),
            Recognised::Coupon(code) if code.customer().get() == 56_789
        ));
        assert_eq!(of("0001056789202601274", 120), Recognised::Typing);
        assert!(
            matches!(of("7791234567898", 10), Recognised::Other(text, _) if text == "7791234567898")
        );
        assert_eq!(recognised(&[], &settings, today), Recognised::Typing);
    }
}
