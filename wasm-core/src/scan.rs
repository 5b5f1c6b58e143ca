//! `Detector`: tells what a bar code scanner types from what a person types.
//!
//! A scanner that is plugged in as a keyboard ("wedge") types the code and then Enter or Tab, into whatever has the focus. What gives it
//! away is its speed: scanners have been seen to leave 5 to 30 milliseconds between two keys, slow wireless ones a little more; a person
//! leaves a hundred and more. The detector is a reducer over keys that carry their own times: no clock, no input or output, so that what
//! happened in a shop can be replayed.

use core::mem;

mod report;
mod settings;

use crate::written::{joined, push_digits};
pub use report::{Gaps, Report, observe};
pub use settings::{Ending, ScanSettings, SettingsError};

/// How long nothing has to be typed until what comes next has nothing to do with it. Between the settings' gap and this, what comes is
/// the rest of something that was interrupted: of a person's typing, or of a scan that lost its beginning and would be a wrong code.
pub const REST_MS: u64 = 300;

/// Characters beyond which it is no code: none holds more.
const CHARACTERS_MAX: usize = 7_089;

/// A key, as far as scanners are concerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// A key that writes a character.
    Character(char),
    /// Enter.
    Enter,
    /// Tab.
    Tab,
    /// A key that only changes what others write: Shift before a capital, AltGr before a sign.
    Modifier,
    /// Any other: arrows, Backspace, F1, a shortcut.
    Other,
}

/// A key that was pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeyPress {
    /// Which.
    pub key: Key,
    /// When, in milliseconds from any beginning.
    pub at_ms: u64,
    /// Whether it is a key being held down, which types again and again as fast as a scanner.
    pub is_repeat: bool,
}

/// What a key turned out to be, and so what the page has to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It may be the first character of a scan: what is in the field before it is written is what may have to be put back.
    Started,
    /// It may be a further one. Nothing is to be done yet.
    Pending,
    /// It was typed by a person, and so was all that was pending. Nothing is to be put back.
    Typed,
    /// It belongs to a scan that is complete already, as the second of CR and LF does: it must do nothing on the page.
    Swallow,
    /// It completes a scan, or comes after one that a pause has completed.
    Scan(Scan),
}

/// A scan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scan {
    text: String,
    leaked: usize,
    terminator: Option<Key>,
}

/// Tells scans from typing, key by key.
///
/// ```
/// use ventanilla_core::scan::{Detector, Key, KeyPress, Outcome, ScanSettings};
///
/// let mut detector = Detector::new(ScanSettings::default());
/// let mut at_ms = 0;
/// let mut press = |key| {
///     at_ms += 10;
///     detector.press(KeyPress { key, at_ms, is_repeat: false })
/// };
/// for digit in "20260127".chars() {
///     press(Key::Character(digit));
/// }
/// let Outcome::Scan(scan) = press(Key::Enter) else { panic!() };
/// assert_eq!((scan.text(), scan.leaked()), ("20260127", 8));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Detector {
    settings: ScanSettings,
    state: State,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum State {
    /// Nothing is known: whatever comes is a beginning.
    Idle,
    /// Characters without a gap.
    Train(Train),
    /// A person types, or something was interrupted.
    Typing { last_ms: u64 },
    /// A scan has just been completed.
    Ended { last_ms: u64 },
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Train {
    text: String,
    characters: usize,
    last_ms: u64,
}

/// How soon a key follows what came before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Pace {
    /// As a scanner's does.
    Quick,
    /// Too late for a scanner, too early to be the beginning of something else.
    Slow,
    /// Nothing came before it that it could belong to.
    Fresh,
}

impl Key {
    /// The key of that name (`KeyboardEvent.key`). With a modifier that makes shortcuts held down it is [`Key::Other`], whatever its name.
    pub fn from_name(name: &str, is_shortcut: bool) -> Self {
        let mut characters = name.chars();
        match (name, characters.next(), characters.next()) {
            // Windows presses Control and Alt for AltGr, without which some keyboards have no `]` and no `~`.
            ("Shift" | "CapsLock" | "NumLock" | "AltGraph" | "Control" | "Alt", _, _) => {
                Self::Modifier
            }
            _ if is_shortcut => Self::Other,
            ("Enter", _, _) => Self::Enter,
            ("Tab", _, _) => Self::Tab,
            (_, Some(character), None) if !character.is_control() => Self::Character(character),
            _ => Self::Other,
        }
    }
}

impl Scan {
    /// What was scanned, without the prefix of the settings.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// How many characters, those of the prefix with them, have reached whatever had the focus.
    pub const fn leaked(&self) -> usize {
        self.leaked
    }

    /// The key that completed it, which must do nothing on the page: neither submit a form nor press the button that has the focus.
    /// `None` where a pause completed it: a key that was pressed since is a person's or the next scan's.
    pub const fn terminator(&self) -> Option<Key> {
        self.terminator
    }
}

impl State {
    /// Reads what [`Detector::state_text`] writes.
    fn parse(text: &str) -> Option<Self> {
        let mut words = text.splitn(3, ' ');
        let name = words.next()?;
        let mut last_ms = || words.next()?.parse::<u64>().ok();
        let state = match name {
            "idle" => Self::Idle,
            "typing" => Self::Typing {
                last_ms: last_ms()?,
            },
            "ended" => Self::Ended {
                last_ms: last_ms()?,
            },
            "train" => {
                let last_ms = last_ms()?;
                let text = words.next()?.to_owned();
                let characters = text.chars().count();
                let is_lawful = (1..=CHARACTERS_MAX).contains(&characters);
                return is_lawful.then_some(Self::Train(Train {
                    text,
                    characters,
                    last_ms,
                }));
            }
            _ => return None,
        };
        words.next().is_none().then_some(state)
    }
}

impl Detector {
    /// A detector that has seen nothing.
    pub const fn new(settings: ScanSettings) -> Self {
        Self {
            settings,
            state: State::Idle,
        }
    }

    /// A detector that goes on where another, of any settings, was when it wrote [`Detector::state_text`]; `None` where that is no state.
    pub fn resume(settings: ScanSettings, state: &str) -> Option<Self> {
        Some(Self {
            settings,
            state: State::parse(state)?,
        })
    }

    /// What it has seen, as a text.
    ///
    /// ```
    /// use ventanilla_core::scan::{Detector, Key, KeyPress, ScanSettings};
    ///
    /// let mut detector = Detector::new(ScanSettings::default());
    /// detector.press(KeyPress { key: Key::Character('7'), at_ms: 5, is_repeat: false });
    /// let text = detector.state_text();
    /// assert_eq!(Detector::resume(ScanSettings::default(), &text), Some(detector));
    /// ```
    pub fn state_text(&self) -> String {
        match &self.state {
            State::Idle => String::from("idle"),
            State::Typing { last_ms } => timed("typing ", *last_ms),
            State::Ended { last_ms } => timed("ended ", *last_ms),
            State::Train(train) => joined(&[&timed("train ", train.last_ms), " ", &train.text]),
        }
    }

    /// Its settings.
    pub const fn settings(&self) -> &ScanSettings {
        &self.settings
    }

    /// Takes a key, before it has had any effect on the page.
    pub fn press(&mut self, press: KeyPress) -> Outcome {
        let KeyPress {
            key,
            at_ms,
            is_repeat,
        } = press;
        let pace = self.pace(at_ms);
        if key == Key::Modifier {
            return self.modifier(pace, at_ms);
        }
        if is_repeat {
            self.state = State::Typing { last_ms: at_ms };
            return Outcome::Typed;
        }
        let before = self.pause(at_ms);
        // The pause may have completed a scan, and nothing before it matters then.
        let outcome = match key {
            Key::Character(character) => self.character(self.pace(at_ms), character, at_ms),
            Key::Enter | Key::Tab => self.terminator(self.pace(at_ms), key, at_ms),
            Key::Modifier | Key::Other => self.other(self.pace(at_ms), at_ms),
        };
        before.map_or(outcome, Outcome::Scan)
    }

    /// Takes that nothing has been pressed until now. Where a pause ends a scan ([`ScanSettings::pause_ms`]), there may be one.
    pub fn pause(&mut self, now_ms: u64) -> Option<Scan> {
        self.settings.pause_ms()?;
        if self.pace(now_ms) == Pace::Quick {
            return None;
        }
        let State::Train(train) = &self.state else {
            return None;
        };
        let scan = self.recognised(train, None)?;
        self.state = State::Idle;
        Some(scan)
    }

    fn pace(&self, at_ms: u64) -> Pace {
        let last_ms = match &self.state {
            State::Idle => return Pace::Fresh,
            State::Train(train) => train.last_ms,
            State::Typing { last_ms } | State::Ended { last_ms } => *last_ms,
        };
        match at_ms.checked_sub(last_ms) {
            Some(gap) if gap <= u64::from(self.settings.gap_ms_max()) => Pace::Quick,
            Some(gap) if gap > REST_MS => Pace::Fresh,
            // A time before the last one says nothing, and what says nothing is no scan.
            Some(_) | None => Pace::Slow,
        }
    }

    /// It writes nothing, but takes its time: a scanner that presses Shift before each capital leaves its gap twice.
    fn modifier(&mut self, pace: Pace, at_ms: u64) -> Outcome {
        match &mut self.state {
            State::Train(train) => {
                if pace == Pace::Quick {
                    train.last_ms = at_ms;
                }
                Outcome::Pending
            }
            State::Idle | State::Typing { .. } | State::Ended { .. } => Outcome::Typed,
        }
    }

    fn character(&mut self, pace: Pace, character: char, at_ms: u64) -> Outcome {
        match (&mut self.state, pace) {
            (State::Train(train), Pace::Quick) if train.characters < CHARACTERS_MAX => {
                train.text.push(character);
                train.characters = train.characters.saturating_add(1);
                train.last_ms = at_ms;
                Outcome::Pending
            }
            (State::Train(_) | State::Typing { .. }, Pace::Quick | Pace::Slow) => {
                self.state = State::Typing { last_ms: at_ms };
                Outcome::Typed
            }
            (State::Idle | State::Ended { .. }, _) | (_, Pace::Fresh) => {
                self.state = State::Train(Train {
                    text: String::from(character),
                    characters: 1,
                    last_ms: at_ms,
                });
                Outcome::Started
            }
        }
    }

    fn terminator(&mut self, pace: Pace, key: Key, at_ms: u64) -> Outcome {
        if !self.settings.ending().is_with(key) {
            return self.other(pace, at_ms);
        }
        match mem::replace(&mut self.state, State::Idle) {
            State::Train(train) if pace == Pace::Quick => {
                match self.recognised(&train, Some(key)) {
                    Some(scan) => {
                        self.state = State::Ended { last_ms: at_ms };
                        Outcome::Scan(scan)
                    }
                    None => Outcome::Typed,
                }
            }
            State::Ended { .. } if pace == Pace::Quick => {
                self.state = State::Ended { last_ms: at_ms };
                Outcome::Swallow
            }
            State::Idle | State::Train(_) | State::Typing { .. } | State::Ended { .. } => {
                Outcome::Typed
            }
        }
    }

    fn other(&mut self, pace: Pace, at_ms: u64) -> Outcome {
        match (&self.state, pace) {
            (State::Ended { .. }, Pace::Quick) => {
                self.state = State::Ended { last_ms: at_ms };
                Outcome::Swallow
            }
            (State::Train(_) | State::Typing { .. }, Pace::Quick | Pace::Slow) => {
                self.state = State::Typing { last_ms: at_ms };
                Outcome::Typed
            }
            // Some scanners press such a key in front of the code.
            (State::Idle | State::Ended { .. }, _) | (_, Pace::Fresh) => {
                self.state = State::Idle;
                Outcome::Typed
            }
        }
    }

    fn recognised(&self, train: &Train, terminator: Option<Key>) -> Option<Scan> {
        let text = train.text.strip_prefix(self.settings.prefix())?;
        let is_long_enough = text.chars().count() >= usize::from(self.settings.characters_min());
        is_long_enough.then(|| Scan {
            text: text.to_owned(),
            leaked: train.characters,
            terminator,
        })
    }
}

fn timed(name: &str, ms: u64) -> String {
    let mut text = String::from(name);
    push_digits(&mut text, ms, 1);
    text
}

/// The scans in what was pressed, and at its end nothing more for a long time.
pub fn replay(settings: &ScanSettings, presses: &[KeyPress]) -> Vec<Scan> {
    let mut detector = Detector::new(settings.clone());
    let mut scans: Vec<Scan> = presses
        .iter()
        .filter_map(|press| match detector.press(*press) {
            Outcome::Scan(scan) => Some(scan),
            Outcome::Started | Outcome::Pending | Outcome::Typed | Outcome::Swallow => None,
        })
        .collect();
    scans.extend(detector.pause(u64::MAX));
    scans
}

#[cfg(test)]
mod tests;
