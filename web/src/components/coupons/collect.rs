//! Collecting a coupon: its code, what it is, how it is paid, and a yes.

use super::code_box::{self, Typed};
use super::{Coupons, found};
use crate::address;
use crate::api::ReadError;
use crate::browser;
use crate::components::field::{Errors, TextField, forgive};
use crate::components::form::{Form, Submit};
use crate::components::parts::{block, paragraph, unread, waiting};
use crate::format;
use crate::i18n::Text;
use crate::intent::{Intent, Receipt};
use crate::notice::Notice;
use crate::till::Till;
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
    /// The number of the last reading: an older one that answers later is not shown.
    readings: StoredValue<u32>,
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
        readings: StoredValue::new(0),
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
                && let Receipt::Collected(coupon) = receipt.as_ref()
            {
                untrack(|| collect.was_collected(coupon, intent));
            }
        });
    });
    let submit = Callback::new(move |()| collect.look_up());
    let note = text_if(move || collect.wrong_so_far());
    let hint = text_if(move || collect.hint());
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
            <div aria-live="polite">{part(move || collect.shown())}</div>
        </section>
    }
    .into_any()
}

impl Collect {
    /// Takes the code of the address: reads what it is, or says what is wrong with it.
    fn take(self, code: &str) {
        self.errors.set(Vec::new());
        self.typed.set(code.to_owned());
        self.put_away_notice(code);
        let number = self.next_reading();
        if code.is_empty() {
            self.lookup.set(Lookup::Nothing);
            browser::focus_soon(CODE);
            return;
        }
        match code_box::read(code, code_box::latest_day(self.till.now_ms())) {
            Ok(code) => {
                self.lookup.set(Lookup::Reading);
                spawn_local(self.read(code.as_str().to_owned(), number));
            }
            Err(flaw) => {
                self.lookup.set(Lookup::Nothing);
                self.refuse(flaw);
            }
        }
    }

    /// What came of another coupon has been seen by now.
    fn put_away_notice(self, code: &str) {
        let is_of_another = self.till.notice.with_untracked(|notice| match notice {
            Some(Notice::Done(receipt, _)) => {
                matches!(receipt.as_ref(), Receipt::Collected(coupon) if coupon.cupon.codigo_barras != code)
            }
            _ => false,
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

    async fn read(self, code: String, number: u32) {
        let path = format!("/portal/cupones/{code}");
        let answer = self.till.get::<Success<CouponDetail>>(&path).await;
        // The section may be gone, or about another coupon.
        if self.readings.try_get_value() != Some(number) {
            return;
        }
        let focus = match answer {
            Ok(answer) => {
                let is_pending = answer.data.cupon.estado == CouponState::Pending;
                self.typed.set(answer.data.cupon.codigo_barras.clone());
                self.lookup.set(Lookup::Found(Box::new(answer.data)));
                if is_pending { found::FIRST } else { CODE }
            }
            Err(error) => {
                self.lookup.set(Lookup::Refused(error));
                CODE
            }
        };
        browser::focus_soon(CODE);
        browser::focus_soon(focus);
    }

    /// Reads the coupon that is shown once more: something may have become of it.
    pub(crate) fn read_again(self) {
        let code = self.typed.get_untracked();
        if let Ok(code) = code_box::read(&code, code_box::latest_day(self.till.now_ms())) {
            let number = self.next_reading();
            spawn_local(self.read(code.as_str().to_owned(), number));
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
