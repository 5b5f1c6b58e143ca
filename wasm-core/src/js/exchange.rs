//! The one piece of memory through which texts come in and answers go out, so that a call from JavaScript allocates nothing there, frees
//! nothing, and copies a text once.

use core::cell::RefCell;
use core::mem::ManuallyDrop;

use super::answer::Answer;
use super::argument::Arguments;
use crate::field::Invalid;
use crate::wire::time::Date;

/// What an answer finds room for without asking.
const OUTPUT_BYTES: usize = 1_024;

/// What stands in a number that says what is wrong.
const ONE_ERROR: i32 = 1 << 30;

struct Exchange {
    input: Vec<u8>,
    output: String,
}

thread_local! {
    /// Ends with the module's memory. What is never dropped is come by without asking whether it has been.
    static EXCHANGE: RefCell<ManuallyDrop<Exchange>> =
        const { RefCell::new(ManuallyDrop::new(Exchange { input: Vec::new(), output: String::new() })) };
}

/// Makes room for so many bytes of input, and says where it is.
pub(super) fn input(bytes: usize) -> usize {
    EXCHANGE.with_borrow_mut(|exchange| {
        exchange.output.reserve(OUTPUT_BYTES);
        if exchange.input.len() < bytes {
            exchange.input.resize(bytes, 0);
        }
        exchange.input.as_ptr().expose_provenance()
    })
}

/// Where the last answer is.
pub(super) fn output() -> usize {
    EXCHANGE.with_borrow(|exchange| exchange.output.as_ptr().expose_provenance())
}

/// Writes an answer, and gives back how many bytes it has; below zero what is wrong, as `finish` says it.
pub(super) fn answer(
    write: impl FnOnce(&mut Arguments<'_>, &mut Answer<'_>) -> Result<(), Invalid>,
) -> i32 {
    answer_with(false, write)
}

/// The same, with the texts of what is wrong.
#[cfg(feature = "forms")]
pub(super) fn answer_with_messages(
    write: impl FnOnce(&mut Arguments<'_>, &mut Answer<'_>) -> Result<(), Invalid>,
) -> i32 {
    answer_with(true, write)
}

fn answer_with(
    messages: bool,
    write: impl FnOnce(&mut Arguments<'_>, &mut Answer<'_>) -> Result<(), Invalid>,
) -> i32 {
    EXCHANGE.with_borrow_mut(|exchange| {
        let Exchange { input, output } = &mut **exchange;
        output.clear();
        let written = write(&mut Arguments::of(input), &mut Answer::into(output));
        finish(written, output, messages)
    })
}

/// How many bytes an answer has, with what is wrong in its place; or what is wrong, where that goes into a number. Not for each export anew.
#[inline(never)]
fn finish(written: Result<(), Invalid>, output: &mut String, messages: bool) -> i32 {
    match written {
        Ok(()) => length_of(output),
        Err(invalid) => {
            let number = if messages { None } else { as_number(&invalid) };
            number.unwrap_or_else(|| {
                Answer::into(output).refuse(&invalid, messages);
                length_of(output).saturating_neg()
            })
        }
    }
}

fn length_of(output: &str) -> i32 {
    i32::try_from(output.len()).unwrap_or(i32::MAX)
}

/// What most often is wrong, as one number that no length comes near, so that no text has to be read: that one thing is wrong with the text, which takes
/// no words. The number has the code's place in the lowest eight bits, and in those before them one more than the position, or nothing.
fn as_number(invalid: &Invalid) -> Option<i32> {
    let [error] = invalid.errors() else {
        return None;
    };
    if error.field != "text" || !error.parameters.is_empty() {
        return None;
    }
    let code = u8::try_from(error.code.reader_number()?).ok()?;
    let position = match error.position {
        Some(position) => u16::try_from(position).ok()?.checked_add(1)?,
        None => 0,
    };
    let number = ONE_ERROR | (i32::from(position) << 8) | i32::from(code);
    Some(number.saturating_neg())
}

/// Whether something holds of the arguments; not where one of them is wrong.
pub(super) fn holds(ask: impl FnOnce(&mut Arguments<'_>) -> Option<bool>) -> bool {
    EXCHANGE.with_borrow(|exchange| ask(&mut Arguments::of(&exchange.input)).unwrap_or(false))
}

/// The days since 1970-01-01 of a day that is written as a text; the least number of all where it is none.
pub(super) fn day(length: i32) -> i32 {
    EXCHANGE.with_borrow(|exchange| {
        let text = Arguments::of(&exchange.input).text("date", length);
        text.and_then(Date::parse)
            .and_then(|date| i32::try_from(date.days()).ok())
            .unwrap_or(i32::MIN)
    })
}
