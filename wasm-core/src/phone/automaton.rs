//! `Automaton`: a country's numbering plan as states that digits lead through.

use super::PhoneKind;

/// The numbers of a country, digit by digit. The first state is the beginning.
#[derive(Debug)]
pub(super) struct Automaton {
    pub(super) states: &'static [State],
}

/// Where the digits so far have led.
#[derive(Debug)]
pub(super) struct State {
    ending: Ending,
    /// For each digit the number of the next state, counted from one; zero where no number goes on like that.
    next: [u8; 10],
}

/// What the digits so far are, if nothing follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ending {
    Unfinished,
    Fixed,
    Mobile,
    FixedOrMobile,
}

/// How far digits lead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Run {
    /// To the end of a number.
    Whole(PhoneKind),
    /// Into the middle of one.
    Unfinished,
    /// Beyond the end of one, which is before the digit of that index.
    TooLong(usize),
    /// To a digit with which no number goes on, of that index.
    Stuck(usize),
}

impl State {
    pub(super) const fn new(ending: Ending, next: [u8; 10]) -> Self {
        Self { ending, next }
    }

    fn kind(&self) -> Option<PhoneKind> {
        match self.ending {
            Ending::Unfinished => None,
            Ending::Fixed => Some(PhoneKind::Fixed),
            Ending::Mobile => Some(PhoneKind::Mobile),
            Ending::FixedOrMobile => Some(PhoneKind::FixedOrMobile),
        }
    }
}

impl Automaton {
    /// Where ASCII digits lead; anything else leads nowhere.
    pub(super) fn run(&self, digits: &str) -> Run {
        let Some(mut state) = self.states.first() else {
            return Run::Stuck(0);
        };
        for (index, byte) in digits.bytes().enumerate() {
            let digit = usize::from(byte.wrapping_sub(b'0'));
            let number = usize::from(state.next.get(digit).copied().unwrap_or(0));
            match number.checked_sub(1).and_then(|at| self.states.get(at)) {
                Some(next) => state = next,
                None if state.kind().is_some() => return Run::TooLong(index),
                None => return Run::Stuck(index),
            }
        }
        state.kind().map_or(Run::Unfinished, Run::Whole)
    }
}
