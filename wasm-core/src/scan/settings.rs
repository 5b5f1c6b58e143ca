//! `ScanSettings`: how a shop's scanner types.

use core::fmt;
use core::ops::RangeInclusive;

use super::Key;

/// The gaps that can be asked for. Half of [`super::REST_MS`] at most, so that what was interrupted is told from what follows.
const GAP_MS: RangeInclusive<u16> = 10..=150;
/// The shortest codes that can be asked for. Fewer than three characters are typed by anybody in no time.
const CHARACTERS: RangeInclusive<u16> = 3..=64;
/// Characters of a prefix.
const PREFIX_CHARACTERS_MAX: usize = 8;
/// Digits that a number of the settings can have, so that reading one never overflows.
const DIGITS_MAX: usize = 4;

/// How scans are told from typing.
///
/// What valid settings satisfy: 10 to 150 milliseconds at most between two keys, 3 to 64 characters at least, and a prefix of at most 8
/// characters without spaces. The defaults, 50 milliseconds and 6 characters ended by Enter or Tab, fit scanners as they are sold: they
/// leave 5 to 30 milliseconds, and the shortest code on goods has 6 digits (UPC-E).
///
/// ```
/// use ventanilla_core::scan::{ScanSettings, SettingsError};
///
/// let settings = ScanSettings::read("80", "8", "enter", "]C1")?;
/// assert_eq!(ScanSettings::parse(&settings.to_text()), Ok(settings));
/// assert_eq!(ScanSettings::read("500", "8", "enter", ""), Err(SettingsError::Gap));
/// # Ok::<(), SettingsError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScanSettings {
    gap_ms_max: u16,
    characters_min: u16,
    ending: Ending,
    prefix: String,
}

/// What a scanner sends behind the code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// Enter.
    Enter,
    /// Tab.
    Tab,
    /// One of the two.
    EnterOrTab,
    /// Nothing: a pause ends the code, and so do Enter and Tab.
    Pause,
}

/// Why something is no [`ScanSettings`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SettingsError {
    /// The most milliseconds between two keys are no whole number from 10 to 150.
    Gap,
    /// The fewest characters are no whole number from 3 to 64.
    Characters,
    /// There is no such ending.
    Ending,
    /// The prefix has more than 8 characters.
    PrefixTooLong,
    /// The prefix has spaces or control characters in it.
    PrefixCharacters,
}

impl Ending {
    /// Every ending, the usual one first.
    pub const ALL: [Self; 4] = [Self::EnterOrTab, Self::Enter, Self::Tab, Self::Pause];

    /// Its name in the settings.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Enter => "enter",
            Self::Tab => "tab",
            Self::EnterOrTab => "enter-tab",
            Self::Pause => "pause",
        }
    }

    /// The ending of that name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|ending| ending.as_str() == name)
    }

    /// Whether the key ends a scan.
    pub const fn is_with(self, key: Key) -> bool {
        match key {
            Key::Enter => matches!(self, Self::Enter | Self::EnterOrTab | Self::Pause),
            Key::Tab => matches!(self, Self::Tab | Self::EnterOrTab | Self::Pause),
            Key::Character(_) | Key::Modifier | Key::Other => false,
        }
    }
}

impl ScanSettings {
    /// The most characters of a prefix.
    pub const PREFIX_CHARACTERS_MAX: usize = PREFIX_CHARACTERS_MAX;

    /// Settings as they are typed: numbers as digits, the name of an [`Ending`], a prefix or nothing.
    pub fn read(
        gap_ms_max: &str,
        characters_min: &str,
        ending: &str,
        prefix: &str,
    ) -> Result<Self, SettingsError> {
        let gap_ms_max = number(gap_ms_max.trim()).ok_or(SettingsError::Gap)?;
        let characters_min = number(characters_min.trim()).ok_or(SettingsError::Characters)?;
        let ending = Ending::parse(ending).ok_or(SettingsError::Ending)?;
        Self::new(gap_ms_max, characters_min, ending, prefix)
    }

    /// Settings of those values.
    pub fn new(
        gap_ms_max: u16,
        characters_min: u16,
        ending: Ending,
        prefix: &str,
    ) -> Result<Self, SettingsError> {
        if !GAP_MS.contains(&gap_ms_max) {
            return Err(SettingsError::Gap);
        }
        if !CHARACTERS.contains(&characters_min) {
            return Err(SettingsError::Characters);
        }
        let is_of_keys = prefix
            .chars()
            .all(|character| !character.is_whitespace() && !character.is_control());
        if !is_of_keys {
            return Err(SettingsError::PrefixCharacters);
        }
        if prefix.chars().count() > PREFIX_CHARACTERS_MAX {
            return Err(SettingsError::PrefixTooLong);
        }
        Ok(Self {
            gap_ms_max,
            characters_min,
            ending,
            prefix: prefix.to_owned(),
        })
    }

    /// Reads what [`ScanSettings::to_text`] writes. What is missing or empty is as usual.
    pub fn parse(text: &str) -> Result<Self, SettingsError> {
        let usual = Self::default();
        let mut parts = text.split(' ');
        let mut next = || parts.next().unwrap_or_default();
        let gap_ms_max = filled_or(next(), usual.gap_ms_max, number).ok_or(SettingsError::Gap)?;
        let characters_min =
            filled_or(next(), usual.characters_min, number).ok_or(SettingsError::Characters)?;
        let ending = filled_or(next(), usual.ending, Ending::parse).ok_or(SettingsError::Ending)?;
        let prefix = next();
        if parts.next().is_some() {
            return Err(SettingsError::PrefixCharacters);
        }
        Self::new(gap_ms_max, characters_min, ending, prefix)
    }

    /// The settings as one line, to be stored.
    pub fn to_text(&self) -> String {
        format!(
            "{} {} {} {}",
            self.gap_ms_max,
            self.characters_min,
            self.ending.as_str(),
            self.prefix
        )
    }

    /// The most milliseconds between two keys of a scan.
    pub const fn gap_ms_max(&self) -> u16 {
        self.gap_ms_max
    }

    /// The fewest characters of a scan, without the prefix.
    pub const fn characters_min(&self) -> u16 {
        self.characters_min
    }

    /// What ends a scan.
    pub const fn ending(&self) -> Ending {
        self.ending
    }

    /// What every scan starts with; empty where they start with the code.
    pub fn prefix(&self) -> &str {
        &self.prefix
    }

    /// After how many milliseconds without a key a scan may be complete; `None` where only a key completes one.
    pub const fn pause_ms(&self) -> Option<u16> {
        match self.ending {
            Ending::Pause => Some(self.gap_ms_max.saturating_add(1)),
            Ending::Enter | Ending::Tab | Ending::EnterOrTab => None,
        }
    }

    /// The gaps that can be asked for.
    pub(crate) const fn gap_ms_range() -> RangeInclusive<u16> {
        GAP_MS
    }

    /// The shortest codes that can be asked for.
    pub(crate) const fn characters_range() -> RangeInclusive<u16> {
        CHARACTERS
    }
}

impl Default for ScanSettings {
    fn default() -> Self {
        Self {
            gap_ms_max: 50,
            characters_min: 6,
            ending: Ending::EnterOrTab,
            prefix: String::new(),
        }
    }
}

fn filled_or<T>(word: &str, usual: T, read: impl FnOnce(&str) -> Option<T>) -> Option<T> {
    if word.is_empty() {
        Some(usual)
    } else {
        read(word)
    }
}

fn number(digits: &str) -> Option<u16> {
    let is_number = !digits.is_empty()
        && digits.len() <= DIGITS_MAX
        && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| digits.parse().ok()).flatten()
}

impl fmt::Display for SettingsError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Gap => "the most milliseconds between two keys are 10 to 150",
            Self::Characters => "the fewest characters are 3 to 64",
            Self::Ending => "there is no such ending",
            Self::PrefixTooLong => "a prefix has at most 8 characters",
            Self::PrefixCharacters => "a prefix has no spaces and no control characters",
        })
    }
}

impl core::error::Error for SettingsError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_as_typed() {
        type Fields<'a> = (&'a str, &'a str, &'a str, &'a str);
        let good: &[(Fields<'_>, &str)] = &[
            (("50", "6", "enter-tab", ""), "50 6 enter-tab "),
            ((" 10 ", "3", "enter", "~"), "10 3 enter ~"),
            (("150", "64", "tab", "]C1"), "150 64 tab ]C1"),
            (("050", "06", "pause", "ñ¡¿¬°|·€"), "50 6 pause ñ¡¿¬°|·€"),
        ];
        for ((gap, characters, ending, prefix), text) in good {
            let settings = ScanSettings::read(gap, characters, ending, prefix).unwrap();
            assert_eq!(settings.to_text(), *text);
            assert_eq!(ScanSettings::parse(text), Ok(settings), "{text}");
        }
        let bad: &[(Fields<'_>, SettingsError)] = &[
            (("", "6", "enter", ""), SettingsError::Gap),
            (("9", "6", "enter", ""), SettingsError::Gap),
            (("151", "6", "enter", ""), SettingsError::Gap),
            (("-50", "6", "enter", ""), SettingsError::Gap),
            (("+50", "6", "enter", ""), SettingsError::Gap),
            (("50.0", "6", "enter", ""), SettingsError::Gap),
            (("00050", "6", "enter", ""), SettingsError::Gap),
            (("99999999999999", "6", "enter", ""), SettingsError::Gap),
            (("٥٠", "6", "enter", ""), SettingsError::Gap),
            (("50", "", "enter", ""), SettingsError::Characters),
            (("50", "2", "enter", ""), SettingsError::Characters),
            (("50", "65", "enter", ""), SettingsError::Characters),
            (("50", "six", "enter", ""), SettingsError::Characters),
            (("50", "6", "", ""), SettingsError::Ending),
            (("50", "6", "Enter", ""), SettingsError::Ending),
            (("50", "6", "enter", " "), SettingsError::PrefixCharacters),
            (("50", "6", "enter", "a b"), SettingsError::PrefixCharacters),
            (
                ("50", "6", "enter", "\u{2}"),
                SettingsError::PrefixCharacters,
            ),
            (
                ("50", "6", "enter", "1234 56789"),
                SettingsError::PrefixCharacters,
            ),
            (
                ("50", "6", "enter", "123456789"),
                SettingsError::PrefixTooLong,
            ),
        ];
        for ((gap, characters, ending, prefix), error) in bad {
            let read = ScanSettings::read(gap, characters, ending, prefix);
            assert_eq!(read, Err(*error), "{gap} {characters} {ending} {prefix}");
            assert!(!error.to_string().is_empty());
        }
        for (text, error) in [
            ("9", SettingsError::Gap),
            ("50 2", SettingsError::Characters),
            ("50 6 Enter", SettingsError::Ending),
            ("50 6 enter a b", SettingsError::PrefixCharacters),
            ("50 6 enter  ", SettingsError::PrefixCharacters),
            ("50  6 enter", SettingsError::Ending),
            ("50 6 enter 123456789", SettingsError::PrefixTooLong),
        ] {
            assert_eq!(ScanSettings::parse(text), Err(error), "{text}");
        }
        let usual = ScanSettings::default();
        for text in [
            &usual.to_text(),
            "",
            " ",
            "   ",
            "50",
            "50 6",
            " 6",
            "  enter-tab",
        ] {
            assert_eq!(ScanSettings::parse(text).as_ref(), Ok(&usual), "{text:?}");
        }
        assert_eq!(
            ScanSettings::parse("80  tab ~").map(|read| read.to_text()),
            Ok("80 6 tab ~".to_owned())
        );
    }
}
