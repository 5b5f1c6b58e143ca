//! Bar code scanners that type: what they type is taken out of whatever had the focus, and given to the page as one text.

use crate::address;
use crate::browser;
use crate::frame::Program;
use core::cell::RefCell;
use gloo::events::{EventListener, EventListenerOptions, EventListenerPhase};
use gloo_timers::callback::Timeout;
use std::rc::Rc;
use ventanilla_core::scan::{Detector, Key, KeyPress, Outcome, Scan, ScanSettings};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event, EventInit, HtmlElement, HtmlInputElement, KeyboardEvent};

/// The name that this device's settings are stored under.
const SETTINGS_STORE: &str = "ventanilla.scanner";

/// Listens until it is dropped. A part of a page keeps it in a `StoredValue::new_local`, and listens for as long as it is there.
pub(crate) struct Listening {
    _keys: EventListener,
}

/// What is done with a scan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Taking {
    /// It is taken out of where it was typed, and given to the page.
    Take,
    /// It stays where it was typed. Its Enter does nothing: what was scanned into a form does not send it.
    Leave,
    /// It is as if a person had typed it.
    Ignore,
}

impl Taking {
    /// A coupon is taken, anything else left.
    pub(crate) fn of_coupons(text: &str) -> Self {
        if is_coupon_like(text) {
            Self::Take
        } else {
            Self::Leave
        }
    }

    /// Where nobody is signed in yet: digits alone are taken, one or two of a coupon's having been lost perhaps. An address of e-mail and
    /// a password, which programs type as fast as a scanner, are not touched.
    fn at_the_door(text: &str) -> Self {
        let is_number = text
            .chars()
            .all(|character| character.is_ascii_digit() || character.is_whitespace());
        if is_number { Self::Take } else { Self::Ignore }
    }
}

/// Listens while nobody is signed in, or nothing is there yet: a code is typed into no field, and sends none. At the page where coupons
/// are collected it is shown once there is a page.
pub(crate) fn listen_at_the_door(program: Program) -> Option<Listening> {
    listen_for_long(DOOR_CHARACTERS_MIN, Taking::at_the_door, move |text| {
        if program == Program::Coupons && is_coupon_like(&text) {
            let code = address::encode(text.trim());
            browser::go(&format!("{}#cobrar/{code}", program.path()));
        }
    })
}

/// The fewest characters of a scan that is kept from the fields of the sign-in page.
const DOOR_CHARACTERS_MIN: u16 = 17;

/// The fewest characters of a coupon's code as it is scanned.
pub(crate) const COUPON_CHARACTERS_MIN: u16 = 19;

/// Gives the scans that are taken to the page, wherever the focus is, whether a dialog is open or not; any other stays where it was
/// typed. Only one listens at a time: of two, the first has the scans.
pub(crate) fn listen(
    taking: impl Fn(&str) -> Taking + 'static,
    on_scan: impl Fn(String) + 'static,
) -> Option<Listening> {
    listen_boxed(settings(), Box::new(taking), Box::new(on_scan))
}

/// As [`listen`], for codes of so many characters or more only: what is shorter is left where it is typed.
pub(crate) fn listen_for_long(
    characters_min: u16,
    taking: impl Fn(&str) -> Taking + 'static,
    on_scan: impl Fn(String) + 'static,
) -> Option<Listening> {
    let known = settings();
    let longer = ScanSettings::new(
        known.gap_ms_max(),
        known.characters_min().max(characters_min),
        known.ending(),
        known.prefix(),
    );
    listen_boxed(longer.unwrap_or(known), Box::new(taking), Box::new(on_scan))
}

/// Whether a scan is meant as a coupon: as many digits as one has, or one more as interleaved 2 of 5 carries it, and nothing else. A
/// wrong digit among them makes it no less one: what is wrong is said where it is collected. An identity card, a phone or goods are not.
pub(crate) fn is_coupon_like(text: &str) -> bool {
    let mut digits = 0_usize;
    for character in text.chars() {
        if character.is_ascii_digit() {
            digits = digits.saturating_add(1);
        } else if !character.is_whitespace() && !character.is_control() {
            return false;
        }
    }
    matches!(digits, 19 | 20)
}

/// The settings of this device's scanner.
pub(crate) fn settings() -> ScanSettings {
    browser::stored(SETTINGS_STORE)
        .and_then(|text| ScanSettings::parse(&text).ok())
        .unwrap_or_default()
}

/// Stores them, for what listens from now on. False where the browser refuses.
pub(crate) fn store_settings(settings: &ScanSettings) -> bool {
    browser::store(SETTINGS_STORE, &settings.to_text())
}

/// The key of an event, with its time: what a tester of scanners keeps for `scan::observe`.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "milliseconds since the page was opened"
)]
pub(crate) fn key_press(event: &KeyboardEvent) -> KeyPress {
    // Control and Alt together are AltGr, which writes.
    let is_shortcut =
        event.meta_key() || event.ctrl_key() != event.alt_key() || event.is_composing();
    KeyPress {
        key: Key::from_name(&event.key(), is_shortcut),
        // When it was pressed, not when a busy page came to hear of it.
        at_ms: event.time_stamp() as u64,
        is_repeat: event.repeat(),
    }
}

struct Listener {
    detector: RefCell<Detector>,
    /// What may have to be put back, in the order in which it had the focus: a full field may have moved it on.
    fields: RefCell<Vec<Field>>,
    /// Looks whether a pause has ended a scan.
    pause: RefCell<Option<Timeout>>,
    taking: Box<dyn Fn(&str) -> Taking>,
    on_scan: Box<dyn Fn(String)>,
}

/// What had the focus, and what was in it before a scan began to write.
struct Field {
    element: Element,
    value: JsValue,
    selection: Option<(u32, u32)>,
}

fn listen_boxed(
    settings: ScanSettings,
    taking: Box<dyn Fn(&str) -> Taking>,
    on_scan: Box<dyn Fn(String)>,
) -> Option<Listening> {
    let listener = Rc::new(Listener {
        detector: RefCell::new(Detector::new(settings)),
        fields: RefCell::new(Vec::new()),
        pause: RefCell::new(None),
        taking,
        on_scan,
    });
    // Before anything else hears of the key.
    let options = EventListenerOptions {
        phase: EventListenerPhase::Capture,
        passive: false,
    };
    let window = web_sys::window()?;
    let keys = EventListener::new_with_options(&window, "keydown", options, move |event| {
        // Browsers that fill in a form say that a key was pressed, without a key.
        if let Some(event) = event.dyn_ref::<KeyboardEvent>() {
            pressed(&listener, event);
        }
    });
    Some(Listening { _keys: keys })
}

fn pressed(listener: &Rc<Listener>, event: &KeyboardEvent) {
    let press = key_press(event);
    let outcome = listener.detector.borrow_mut().press(press);
    match outcome {
        Outcome::Started => {
            listener.fields.take();
            listener.keep_field();
        }
        Outcome::Pending => listener.keep_field(),
        Outcome::Typed => {
            listener.fields.take();
        }
        Outcome::Swallow => swallow(event),
        Outcome::Scan(scan) => {
            let is_swallowed = match (listener.complete(&scan), scan.terminator()) {
                (_, None) | (Taking::Ignore, _) => false,
                (Taking::Take, _) => true,
                // Tab goes on to the next field, as after typing.
                (Taking::Leave, Some(terminator)) => terminator == Key::Enter,
            };
            if is_swallowed {
                swallow(event);
            }
            if scan.terminator().is_none() {
                // The key is another scan's first one, perhaps.
                listener.keep_field();
            }
        }
    }
    let pause_ms = listener.detector.borrow().settings().pause_ms();
    if let Some(pause_ms) = pause_ms {
        let later = Rc::downgrade(listener);
        let now_ms = press.at_ms.saturating_add(u64::from(pause_ms));
        let timeout = Timeout::new(u32::from(pause_ms), move || {
            // Nobody listens any more, perhaps.
            let Some(listener) = later.upgrade() else {
                return;
            };
            let scan = listener.detector.borrow_mut().pause(now_ms);
            if let Some(scan) = scan {
                listener.complete(&scan);
            }
        });
        // What was set for the key before is cancelled.
        listener.pause.replace(Some(timeout));
    }
}

/// The key does nothing: it submits no form, presses no button, moves no focus, and is no shortcut of ours.
fn swallow(event: &KeyboardEvent) {
    event.prevent_default();
    event.stop_immediate_propagation();
}

impl Listener {
    /// Remembers what is in what has the focus, unless it is remembered already.
    fn keep_field(&self) {
        let focused = web_sys::window()
            .and_then(|window| window.document())
            .and_then(|document| document.active_element());
        let Some(element) = focused else {
            return;
        };
        let mut fields = self.fields.borrow_mut();
        if fields.iter().all(|field| field.element != element) {
            fields.push(Field::of(element));
        }
    }

    /// Takes a scan out of where it was typed and gives it to the page, or leaves it there.
    fn complete(&self, scan: &Scan) -> Taking {
        let fields = self.fields.take();
        let taking = (self.taking)(scan.text());
        if taking != Taking::Take {
            return taking;
        }
        for field in &fields {
            field.put_back();
        }
        // What the scan was written into first is where the person was.
        let first = fields.into_iter().next().map(|field| field.element);
        if let Some(element) = first.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
            // Without a focus the page still works; there is nothing better to do.
            let _ = element.focus();
        }
        (self.on_scan)(scan.text().to_owned());
        taking
    }
}

impl Field {
    fn of(element: Element) -> Self {
        let selection = element.dyn_ref::<HtmlInputElement>().and_then(|input| {
            // Some kinds of fields have no selection that can be asked for.
            let start = input.selection_start().ok().flatten()?;
            let end = input.selection_end().ok().flatten()?;
            Some((start, end))
        });
        Self {
            value: value_of(&element),
            element,
            selection,
        }
    }

    /// Puts back what was in it, and says so to whoever follows what is typed.
    fn put_back(&self) {
        if value_of(&self.element) == self.value {
            return;
        }
        // It fails only where nothing can be written, and there nothing was.
        let _ = js_sys::Reflect::set(&self.element, &"value".into(), &self.value);
        if let (Some(input), Some((start, end))) =
            (self.element.dyn_ref::<HtmlInputElement>(), self.selection)
        {
            // It fails only for the kinds of fields that have none.
            let _ = input.set_selection_range(start, end);
        }
        // A list chooses by what is typed, and is followed by what it changes to.
        let is_list = self.element.tag_name() == "SELECT";
        for name in ["input", "change"].iter().take(if is_list { 2 } else { 1 }) {
            let options = EventInit::new();
            options.set_bubbles(true);
            if let Ok(event) = Event::new_with_event_init_dict(name, &options) {
                // Nobody can refuse it.
                let _ = self.element.dispatch_event(&event);
            }
        }
    }
}

/// What is in a field, a text area or a list; of anything else, nothing that typing would change.
fn value_of(element: &Element) -> JsValue {
    js_sys::Reflect::get(element, &"value".into()).unwrap_or(JsValue::UNDEFINED)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_meant_as_a_coupon() {
        let table = [
            ("0001056789202601274", true),
            ("00001056789202601274", true),
            ("0001 056789 20260127 4\r", true),
            // A wrong digit is said where it is collected.
            ("0001056789202601272", true),
            ("000105678920260127", false),
            ("000105678920260127444", false),
            ("", false),
            ("30123456", false),
            ("7791234567898", false),
            ("00123456789@PEREZ@ANA@F@30123456@A@01/01/1980", false),
            ("000105678920260127O", false),
            ("https://ventanilla.example/0001056789202601274", false),
        ];
        for (text, expected) in table {
            assert_eq!(is_coupon_like(text), expected, "{text:?}");
            let taking = if expected {
                Taking::Take
            } else {
                Taking::Leave
            };
            assert_eq!(Taking::of_coupons(text), taking, "{text:?}");
        }
    }

    #[test]
    fn what_is_kept_from_signing_in() {
        let table = [
            ("0001056789202601274", Taking::Take),
            ("00010567892026012", Taking::Take),
            ("gerente@kiosco.demo", Taking::Ignore),
            ("a-long-password-1234567890", Taking::Ignore),
        ];
        for (text, expected) in table {
            assert_eq!(Taking::at_the_door(text), expected, "{text:?}");
        }
    }
}
