//! Payment coupons: collecting, issuing, customers and their invoices, the scanner.

mod balances;
mod camera_button;
mod cancel;
mod code_box;
mod collect;
mod customer_form;
mod customers;
mod found;
mod import;
mod invoices;
mod issue;
mod list;
pub(crate) mod loader;
mod picked;
mod picker;
mod place;
mod print;
mod progress;
mod reader;
mod tender;
mod tested;
pub(crate) mod words;

use crate::browser;
use crate::coupons_page::CouponSection;
use crate::i18n::Text;
use crate::scanner::{self, Listening, Taking};
use crate::till::Till;
use leptos::prelude::*;
use print::Printing;

/// What the sections have in common.
#[derive(Clone, Copy)]
pub(crate) struct Coupons {
    /// The till.
    pub(crate) till: Till,
    /// Rises when the code that is in the address already is scanned once more.
    pub(crate) scanned_again: RwSignal<u32>,
    /// Whether a file is being imported, which leaving the page would stop.
    pub(crate) is_importing: RwSignal<bool>,
    /// The coupon that is about to be printed.
    pub(crate) printing: Printing,
    /// What listens to the scanner.
    listening: StoredValue<Option<Listening>, LocalStorage>,
}

impl Coupons {
    /// What the sections have in common, from the first.
    pub(crate) fn new(till: Till) -> Self {
        let printing = Printing::new();
        let coupons = Self {
            till,
            scanned_again: RwSignal::new(0),
            is_importing: RwSignal::new(false),
            printing,
            listening: StoredValue::new_local(None),
        };
        coupons.listen();
        coupons
    }

    /// Takes scans wherever the focus is, as this device's settings recognise them.
    pub(crate) fn listen(self) {
        // Of two that listen, the first would have the scans.
        self.stop_listening();
        // Where a code is asked for, whatever is scanned is meant as one, and what is wrong with it is said.
        let taking = |text: &str| {
            if browser::is_there(collect::CODE) {
                Taking::Take
            } else {
                Taking::of_coupons(text)
            }
        };
        let listening = scanner::listen(taking, move |text| self.scanned(&text));
        // The page may be on its way out: then nothing listens any more.
        let _ = self.listening.try_set_value(listening);
    }

    /// Leaves what a scanner types where it is typed.
    pub(crate) fn stop_listening(self) {
        let _ = self.listening.try_set_value(None);
    }

    /// Something was scanned: goes to where it is collected. While something is asked or sent, that comes first.
    fn scanned(self, text: &str) {
        let is_importing = self.is_importing.get_untracked();
        let why = self
            .till
            .why_not_free()
            .or(is_importing.then_some(Text::ScanWhileImporting));
        if let Some(why) = why {
            self.till.mention(why);
            return;
        }
        self.till.slip.set(None);
        self.till.is_menu_open.set(false);
        self.till.is_helping.set(false);
        let latest = code_box::latest_day(self.till.now_ms());
        match code_box::read(text, latest) {
            Ok(code) => self.collect(code.as_str()),
            // What is wrong with it is said there.
            Err(_) => self.collect(text.trim()),
        }
    }

    /// Goes to where a code is collected, whatever the code.
    pub(crate) fn collect(self, code: &str) {
        let address = CouponSection::Collect.at(&crate::address::encode(code));
        if !browser::is_at(&address) {
            browser::go(&address);
        } else if browser::is_there(found::FIRST) {
            // It is shown, and what was typed of its payment stays.
            browser::focus_soon(found::FIRST);
        } else {
            self.scanned_again
                .update(|times| *times = times.wrapping_add(1));
        }
    }
}

/// A section of the page of collecting; `rest` is what stands in the address after its name.
pub(crate) fn collecting(
    coupons: Coupons,
    section: CouponSection,
    rest: Signal<String>,
) -> AnyView {
    match section {
        CouponSection::Collect => collect::section(coupons, rest),
        CouponSection::Scanner => reader::section(coupons),
        _ => ().into_any(),
    }
}

/// A section of the page of issuing.
pub(crate) fn issuing(coupons: Coupons, section: CouponSection, rest: Signal<String>) -> AnyView {
    match section {
        CouponSection::Issue => issue::section(coupons, rest),
        CouponSection::Coupons => list::section(coupons, rest),
        _ => ().into_any(),
    }
}

/// What a notice offers at the page of issuing.
pub(crate) fn offers_of_issuing(coupons: Coupons) -> AnyView {
    issue::offers(coupons)
}

/// The section of the page of customers.
pub(crate) fn of_customers(
    coupons: Coupons,
    section: CouponSection,
    rest: Signal<String>,
) -> AnyView {
    match section {
        CouponSection::Customers => customers::section(coupons, rest),
        _ => ().into_any(),
    }
}

/// Where a customer is read.
pub(crate) fn customer_path(number: i64) -> String {
    format!("/portal/clientes/{number}")
}
