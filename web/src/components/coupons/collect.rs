//! Collecting a coupon: its code, what it is, how it is paid, and a yes.

use super::camera_button::{CameraButton, camera_button};
use super::code_box::{self, Typed};
use super::{Coupons, found, words};
use crate::address;
use crate::api::ReadError;
use crate::browser;
use crate::components::field::{Errors, TextField, forgive};
use crate::components::form::{Form, Submit};
use crate::components::parts::{block, paragraph, unread, waiting};
use crate::format;
use crate::i18n::Text;
use crate::intent::{Intent, Receipt, in_envelope};
use crate::notice::Notice;
use crate::till::{Till, set_changed};
use crate::view::{follow, part, text_if};
use leptos::prelude::*;
use leptos::task::spawn_local;
use ventanilla_core::field::Flaw;
use ventanilla_core::wire::portal::coupons::{CouponDetail, CouponState};
use ventanilla_core::wire::portal::envelope::Success;

/// The box for the code.
pub(crate) const CODE: &str = "collect-code";
/// The name of the code on the wire.
const FIELD: &str = "codigo_barras";

/// What is known of the code in the address.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Lookup {
    /// There is none.
    Nothing,
    /// It is being asked about.
    Reading,
    /// It is a coupon.
    Found(Box<CouponDetail>),
    /// It was collected just now, here.
    Collected(Box<CouponDetail>),
    /// It is none, or one that is not told of.
    Refused(ReadError),
}

/// What the section shows.
#[derive(Clone, Copy)]
pub(crate) struct Collect {
    /// What the sections have in common.
    pub(crate) coupons: Coupons,
    /// The till.
    pub(crate) till: Till,
    /// What is in the box.
    pub(crate) typed: RwSignal<String>,
    /// What is wrong with it, once it is meant to be all of it.
    errors: Errors,
    /// What is known of the code.
    pub(crate) lookup: RwSignal<Lookup>,
    /// The code that was asked about last, whatever is typed since; empty where none was.
    code: StoredValue<String>,
    /// The number of the last reading: an older one that answers later is not shown.
    readings: StoredValue<u32>,
    /// Whether a code of the address was taken before.
    has_taken: StoredValue<bool>,
}

/// The section; `rest` is the code in the address.
pub(crate) fn section(coupons: Coupons, rest: Signal<String>) -> AnyView {
    let till = coupons.till;
    let collect = Collect {
        coupons,
        till,
        typed: RwSignal::new(String::new()),
        errors: RwSignal::new(Vec::new()),
        lookup: RwSignal::new(Lookup::Nothing),
        code: StoredValue::new(String::new()),
        readings: StoredValue::new(0),
        has_taken: StoredValue::new(false),
    };
    follow(move || {
        coupons.scanned_again.track();
        let code = rest.with(|rest| address::decode(rest));
        untrack(|| collect.take(&code));
    });
    till.when_back(Box::new(move || collect.read_again_if_refused()));
    follow(move || {
        till.notice.with(|notice| {
            if let Some(Notice::Done(receipt, intent)) = notice
                && let Receipt::Collected { answer, .. } = receipt.as_ref()
                && let Some(coupon) = in_envelope(answer)
            {
                untrack(|| collect.was_collected(&coupon, intent));
            }
        });
    });
    let submit = Callback::new(move |()| collect.look_up());
    let note = text_if(move || collect.wrong_so_far());
    let hint = text_if(move || collect.hint());
    let by_camera = camera_button(
        till,
        CameraButton {
            id: "collect-camera",
            words: Text::CameraScan,
            told: RwSignal::new(String::new()),
            goes_on: false,
            on_read: Callback::new(move |text: String| coupons.scanned(&text)),
        },
    );
    let verdict = text_if(move || collect.verdict());
    view! {
        <section class="collect" aria-labelledby="collect-title">
            <h1 id="collect-title" tabindex="-1">{till.words(Text::CollectTitle)}</h1>
            <Form class="code-form card" on_submit=submit>
                <TextField
                    id=CODE label=Text::CodeLabel field=FIELD value=collect.typed errors=collect.errors keys="numeric" class="code"
                    hint=hint note=note on_enter=submit
                />
                {part(move || collect.marked())}
                <Submit id="collect-look-up" text=Text::LookUp class="secondary"/>
            </Form>
            {by_camera}
            <div class="unseen" role="status" data-testid="collect-verdict">{verdict}</div>
            <div>{part(move || collect.shown())}</div>
        </section>
    }
    .into_any()
}

impl Collect {
    /// Takes the code of the address: reads what it is, or says what is wrong with it.
    fn take(self, code: &str) {
        self.errors.set(Vec::new());
        self.typed.set(code.to_owned());
        // What is told when the section comes up may be news of before.
        if self.has_taken.get_value() {
            self.put_away_notice(code);
        }
        self.has_taken.set_value(true);
        self.code.set_value(String::new());
        let number = self.next_reading();
        if code.is_empty() {
            self.lookup.set(Lookup::Nothing);
            browser::focus_soon(CODE);
            return;
        }
        match code_box::read(code, code_box::latest_day(self.till.now_ms())) {
            Ok(code) => {
                self.lookup.set(Lookup::Reading);
                self.code.set_value(code.as_str().to_owned());
                spawn_local(self.read(code.as_str().to_owned(), number, true));
            }
            Err(flaw) => {
                self.lookup.set(Lookup::Nothing);
                self.refuse(flaw);
            }
        }
    }

    /// What came of anything else has been seen by now, and is not to stand above this coupon.
    fn put_away_notice(self, code: &str) {
        let is_of_another = self.till.notice.with_untracked(|notice| {
            notice
                .as_ref()
                .is_some_and(|notice| !notice.is_of_collecting(code))
        });
        if is_of_another {
            self.till.notice.set(None);
        }
    }

    /// What is typed is meant to be all of it: goes there.
    fn look_up(self) {
        let typed = self.typed.get_untracked();
        match code_box::read(&typed, code_box::latest_day(self.till.now_ms())) {
            Ok(code) => self.coupons.collect(code.as_str()),
            Err(flaw) => self.refuse(flaw),
        }
    }

    fn refuse(self, flaw: Flaw) {
        self.errors.set(vec![flaw.of(FIELD)]);
        browser::focus_soon(CODE);
    }

    fn next_reading(self) -> u32 {
        self.readings
            .update_value(|number| *number = number.wrapping_add(1));
        self.readings.get_value()
    }

    /// Reads what it is. `is_new`: it is not shown yet, and what follows is done with it; otherwise what somebody is doing meanwhile,
    /// or typing, comes first.
    async fn read(self, code: String, number: u32, is_new: bool) {
        let path = format!("/portal/cupones/{code}");
        let answer = self.till.get::<Success<CouponDetail>>(&path).await;
        // The section may be gone, or about another coupon.
        if self.readings.try_get_value() != Some(number) {
            return;
        }
        let focus = match answer {
            Ok(answer) => {
                let is_pending = answer.data.cupon.estado == CouponState::Pending;
                if is_new {
                    self.typed.set(answer.data.cupon.codigo_barras.clone());
                }
                set_changed(self.lookup, Lookup::Found(Box::new(answer.data)));
                if is_pending { found::FIRST } else { CODE }
            }
            Err(error) => {
                self.lookup.set(Lookup::Refused(error));
                CODE
            }
        };
        if is_new {
            browser::focus_soon(CODE);
            browser::focus_soon(focus);
        } else {
            browser::focus_if_lost(vec![focus.to_owned(), CODE.to_owned()]);
        }
    }

    /// Reads the coupon that is shown once more: something may have become of it.
    pub(crate) fn read_again(self) {
        let code = self.code.get_value();
        if !code.is_empty() {
            let number = self.next_reading();
            spawn_local(self.read(code, number, false));
        }
    }

    /// Its collection was under way and is not any more: it may be collected, by an answer that another tab had. Where its receipt is
    /// shown already, there is nothing to ask.
    pub(crate) fn read_again_if_found(self) {
        let is_found = self
            .lookup
            .with_untracked(|lookup| matches!(lookup, Lookup::Found(_)));
        if is_found {
            self.read_again();
        }
    }

    fn read_again_if_refused(self) {
        let is_lost = self
            .lookup
            .with_untracked(|lookup| matches!(lookup, Lookup::Refused(error) if !error.is_final()));
        if is_lost {
            self.read_again();
        }
    }

    /// A coupon was collected, now or by an answer that had been lost: if it is the one that is shown, it says so.
    fn was_collected(self, coupon: &CouponDetail, intent: &Intent) {
        // What was asked for is what the answer is about; which one that was, only the answer to an older page's request says.
        let is_shown = self.lookup.with_untracked(|lookup| match lookup {
            Lookup::Found(shown) => {
                shown.cupon.cupon_id == coupon.cupon.cupon_id || intent.collects(&shown.cupon)
            }
            _ => false,
        });
        if is_shown {
            // What was asked before this was known says less.
            self.next_reading();
            self.lookup.set(Lookup::Collected(Box::new(coupon.clone())));
            browser::focus_soon(found::PRINT);
        }
    }

    /// What came of looking it up, in words that are read out: all of the form with it would be too much.
    fn verdict(self) -> Option<String> {
        let till = self.till;
        let language = till.language.get();
        self.lookup.with(|lookup| match lookup {
            Lookup::Found(coupon) => {
                let known = &coupon.cupon;
                let amount = till.money(known.monto.amount());
                let state = words::state_of(coupon, language);
                Some(format!("{amount} · {state} · {}", coupon.cliente_nombre))
            }
            Lookup::Refused(ReadError::Refused(refusal)) => {
                Some(refusal.text(language, till.currency()))
            }
            // What was collected is told by its notice, and what could not be read by itself.
            Lookup::Nothing | Lookup::Reading | Lookup::Collected(_) | Lookup::Refused(_) => None,
        })
    }

    fn judged(self) -> Typed {
        self.typed
            .with(|typed| code_box::judge(typed, code_box::latest_day(self.till.now_ms())))
    }

    /// What more digits do not mend, said while it is being typed, with the digit that it is about.
    fn wrong_so_far(self) -> Option<String> {
        let Typed::Wrong(error) = self.judged() else {
            return None;
        };
        let (language, currency) = (self.till.language.get(), self.till.currency());
        let why = format::field_error(&Flaw::from(error).of(FIELD), currency, language);
        let Some(position) = error.position() else {
            return Some(why);
        };
        let digit = self
            .typed
            .with(|typed| code_box::digit_at(typed, position))
            .to_string();
        Some(Text::DigitIsWrong.filled(language, &[("numero", &digit), ("motivo", &why)]))
    }

    fn hint(self) -> Option<String> {
        match self.judged() {
            Typed::Nothing => Some(self.till.say(Text::CodeHint).to_owned()),
            Typed::Digits(count) => Some(
                self.till
                    .say_with(Text::DigitsSoFar, &[("cantidad", &count.to_string())]),
            ),
            Typed::Wrong(_) | Typed::Whole(_) => None,
        }
    }

    /// What is typed with the digit marked that is wrong.
    fn marked(self) -> AnyView {
        let Typed::Wrong(error) = self.judged() else {
            return ().into_any();
        };
        let Some(position) = error.position() else {
            return ().into_any();
        };
        let (before, wrong, after) = self.typed.with(|typed| code_box::around(typed, position));
        // Read out already: the words say which digit it is.
        view! { <p class="digits" aria-hidden="true" data-testid="collect-digits">{before}<mark>{wrong}</mark>{after}</p> }
            .into_any()
    }

    fn shown(self) -> AnyView {
        let till = self.till;
        till.language.track();
        match self.lookup.get() {
            Lookup::Nothing => ().into_any(),
            Lookup::Reading => waiting(till, "collect-loading", true),
            Lookup::Found(coupon) => untrack(|| found::found(self, *coupon)),
            Lookup::Collected(coupon) => untrack(|| found::collected(self, *coupon)),
            Lookup::Refused(ReadError::Refused(refusal)) => {
                let words = refusal.text(till.language.get(), till.currency());
                let why = paragraph("collect-refused", "verdict off", words);
                block("", "card coupon refused", vec![why])
            }
            Lookup::Refused(error) => unread(
                till,
                &error,
                "collect-retry",
                Callback::new(move |()| self.read_again()),
            ),
        }
    }

    /// Another code is asked for.
    pub(crate) fn start_over(self) {
        forgive(self.errors, FIELD);
        browser::go(&crate::coupons_page::CouponSection::Collect.at(""));
        browser::focus_soon(CODE);
    }
}
