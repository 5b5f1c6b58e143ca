//! Making a coupon: whose, of which invoices, until when.

use super::loader::{Loaded, Loader};
use super::picked;
use super::picker::{about, picker};
use super::place::Place;
use super::words;
use super::{Coupons, customer_path};
use crate::browser;
use crate::components::field::{Errors, FieldNote, TextField, enter, forgive};
use crate::components::form::{self, Form, Submit};
use crate::components::parts::{block, button, link, paragraph, plain_button, told};
use crate::components::sell::field_errors;
use crate::coupon_slip::CouponSheet;
use crate::coupons_page::CouponSection;
use crate::i18n::Text;
use crate::intent::{Intent, Receipt};
use crate::notice::Notice;
use crate::outbox::Ended;
use crate::till::Till;
use crate::view::{follow, part, text};
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use std::sync::Arc;
use ventanilla_core::wire::money::Dec;
use ventanilla_core::wire::portal::coupons::{
    CouponState, DUE_DAYS_DEFAULT, INVOICES_MAX, IssuedCoupon,
};
use ventanilla_core::wire::portal::customers::Customer;
use ventanilla_core::wire::portal::invoices::{Invoice, InvoicePage};
use ventanilla_core::{Code, Permission};

/// The box that finds a customer.
const PICKER: &str = "issue-customer";
const SUBMIT: &str = "issue-submit";
const DAYS: &str = "issue-days";

/// The section.
pub(crate) fn section(coupons: Coupons, rest: Signal<String>) -> AnyView {
    let till = coupons.till;
    let number = Memo::new(move |_| rest.with(|rest| Place::read(rest).customer()));
    let customer: Loader = Loader::new(till);
    let invoices: Loader = Loader::new(till);
    follow(move || match number.get() {
        Some(number) => {
            customer.read(customer_path(number));
            invoices.read(invoices_path(number));
        }
        None => {
            customer.clear();
            invoices.clear();
            browser::focus_soon(PICKER);
        }
    });
    customer.when_back();
    invoices.when_back();
    let mut is_new = false;
    follow(move || {
        let issued = till.notice.with(issued);
        // One that an answer tells of late takes nobody away from another customer, or from a question: its notice prints it as well.
        let is_expected = |sheet: &CouponSheet| {
            let shown = number.get_untracked();
            is_new
                && shown.is_none_or(|shown| shown == sheet.customer_id)
                && till.confirming.with_untracked(Option::is_none)
                && till.slip.with_untracked(Option::is_none)
        };
        if let Some(sheet) = issued.filter(is_expected) {
            coupons.printing.show(till, sheet);
            browser::go(&CouponSection::Issue.at(""));
        }
        is_new = true;
    });
    let mut was_shown = false;
    follow(move || {
        let is_shown = till.slip.with(Option::is_some);
        if was_shown && !is_shown {
            browser::focus_soon(PICKER);
        }
        was_shown = is_shown;
    });
    let picked = Callback::new(|customer: Customer| {
        browser::go(&CouponSection::Issue.at(&customer.cliente_id.to_string()));
    });
    let may_issue = move || till.role().may(Permission::Sell);
    view! {
        <section class="issue" aria-labelledby="issue-title">
            <h1 id="issue-title" tabindex="-1">{till.words(Text::IssueTitle)}</h1>
            {part(move || {
                if !may_issue() {
                    return paragraph("issue-read-only", "card lead", till.say(Text::ReadOnly).to_owned());
                }
                match number.get() {
                    None => view! { <div class="card">{untrack(|| picker(till, PICKER, picked))}</div> }.into_any(),
                    Some(_) => view! {
                        <div class="card">{part(move || customer.show("issue-customer-retry", |customer| chosen(till, &customer, CouponSection::Issue)))}</div>
                        {part(move || form(till, customer, invoices))}
                    }
                    .into_any(),
                }
            })}
        </section>
    }
    .into_any()
}

/// The coupon that a notice tells of as issued, as it is printed.
fn issued(notice: &Option<Notice>) -> Option<CouponSheet> {
    let Some(Notice::Done(receipt, intent)) = notice else {
        return None;
    };
    match (receipt.as_ref(), intent) {
        (
            Receipt::Issued(coupon),
            Intent::IssueCoupon {
                customer_id,
                customer,
                ..
            },
        ) => Some(sheet(coupon, *customer_id, customer)),
        _ => None,
    }
}

/// The customer who has a pending coupon already, where a notice says so.
fn held_up(notice: &Option<Notice>) -> Option<i64> {
    match notice {
        Some(Notice::Refused(refusal, Intent::IssueCoupon { customer_id, .. }))
            if refusal.code == Code::CouponPendingExists =>
        {
            Some(*customer_id)
        }
        _ => None,
    }
}

/// What the notice offers: the coupon that was issued, as it is printed, or the way to the one that is pending already.
pub(crate) fn offers(coupons: Coupons) -> AnyView {
    let till = coupons.till;
    let is_issued = till.notice.with_untracked(issued).is_some();
    let offer = if is_issued {
        let show = Callback::new(move |()| {
            if let Some(sheet) = till.notice.with_untracked(issued) {
                coupons.printing.show(till, sheet);
            }
        });
        plain_button(till, "notice-print", "secondary", Text::Print, show)
    } else if let Some(customer) = till.notice.with_untracked(held_up) {
        let address = CouponSection::Coupons.at(&format!("{customer}?estado=pending"));
        let class = "button secondary";
        link(till, "notice-coupons", class, address, Text::PendingCoupons)
    } else {
        return ().into_any();
    };
    block("", "offers", vec![offer])
}

/// Whether a refusal says that the customer's invoices are not what they were when they were read.
const fn is_of_invoices(code: Code) -> bool {
    matches!(
        code,
        Code::InvoiceNotFound
            | Code::InvoiceMismatch
            | Code::InvoicePaid
            | Code::InvoiceReserved
            | Code::CouponPendingExists
    )
}

fn sheet(coupon: &IssuedCoupon, customer_id: i64, customer: &str) -> CouponSheet {
    CouponSheet {
        code: coupon.codigo_barras.clone(),
        customer_id,
        customer: customer.to_owned(),
        invoices: coupon.facturas.clone(),
        amount: coupon.monto.amount(),
        due: coupon.fecha_vencimiento,
        state: CouponState::Pending,
    }
}

fn invoices_path(customer: i64) -> String {
    format!("/portal/clientes/{customer}/facturas?estado=open&limit={INVOICES_MAX}")
}

/// Whose coupon it will be, and the way to another customer.
pub(crate) fn chosen(till: Till, customer: &Customer, section: CouponSection) -> AnyView {
    let about = about(till, customer);
    view! {
        <div class="chosen">
            <p><strong data-testid="chosen-customer">{customer.nombre.clone()}</strong> <span class="caption">{about}</span></p>
            {link(till, "change-customer", "button secondary", section.at(""), Text::AnotherCustomer)}
        </div>
    }
    .into_any()
}

/// The invoices, once both they and their customer are here.
fn form(till: Till, customer: Loader, invoices: Loader) -> AnyView {
    let is_failed = customer
        .state
        .with(|state| matches!(state, Loaded::Failed(_)));
    if is_failed {
        return ().into_any();
    }
    let Some(known) = customer.get() else {
        return ().into_any();
    };
    let read_again = Callback::new(move |()| {
        invoices.again();
        customer.again();
    });
    invoices.show("issue-invoices-retry", |page: InvoicePage| {
        if page.facturas.is_empty() {
            browser::focus_soon("change-customer");
            return paragraph(
                "issue-none",
                "card none",
                till.say(Text::NoOpenInvoices).to_owned(),
            );
        }
        filled(till, known, page, read_again)
    })
}

fn filled(till: Till, customer: Customer, page: InvoicePage, read_again: Callback<()>) -> AnyView {
    let errors: Errors = RwSignal::new(Vec::new());
    let days = RwSignal::new(DUE_DAYS_DEFAULT.to_string());
    // A customer who comes to pay mostly pays everything.
    let chosen = RwSignal::new(picked::every(page.facturas.len(), true));
    let has_more = page.has_more;
    let invoices: Arc<[Invoice]> = page.facturas.into();
    let known = Arc::clone(&invoices);
    let total_words = text(move || {
        chosen
            .with(|chosen| picked::total(&known, chosen))
            .map_or_else(|| "—".to_owned(), |total| till.money(total))
    });
    let of = invoices.len().to_string();
    let count_words = text(move || {
        let count = chosen.with(|chosen| picked::count(chosen)).to_string();
        till.say_with(Text::InvoicesPicked, &[("cantidad", &count), ("de", &of)])
    });
    let on_end = Callback::new(move |ended: Ended| match ended {
        // The coupon is shown as it is printed; what is still open stands above.
        Ended::Done => {}
        Ended::Unknown => browser::go(&CouponSection::Issue.at("")),
        Ended::Refused(refusal) => {
            // What is picked may not be open any more: picked again, it would be refused again.
            if refusal.fields.is_empty() && is_of_invoices(refusal.code) {
                read_again.run(());
            }
            errors.set(field_errors(&refusal.fields));
            browser::focus_soon(SUBMIT);
        }
        Ended::NotSent => browser::focus_soon(SUBMIT),
    });
    let customer_id = customer.cliente_id;
    let name = StoredValue::new(customer.nombre);
    let known = Arc::clone(&invoices);
    let review = Callback::new(move |()| {
        let currency = untrack(|| till.currency());
        let days = days.get_untracked();
        let checked = chosen
            .with_untracked(|chosen| picked::request(customer_id, &known, chosen, &days, currency));
        form::review(
            till,
            errors,
            checked,
            |request| Intent::IssueCoupon {
                customer_id,
                customer: name.get_value(),
                amount: Dec::from(request.total),
            },
            on_end,
        );
    });
    let rows: Vec<AnyView> = invoices
        .iter()
        .enumerate()
        .map(|(index, invoice)| row(till, index, invoice, chosen, errors, review))
        .collect();
    browser::focus_soon(picked::checkbox_id(0));
    let all_or_none = Callback::new(move |()| {
        let is_none = chosen.with_untracked(|chosen| picked::count(chosen) == 0);
        chosen.update(|chosen| *chosen = picked::every(chosen.len(), is_none));
    });
    let toggle_words = text(move || {
        till.say(if chosen.with(|chosen| picked::count(chosen) == 0) {
            Text::PickAll
        } else {
            Text::PickNone
        })
    });
    let more = has_more.then(|| {
        paragraph(
            "issue-more",
            "hint caution",
            till.say(Text::MoreInvoices).to_owned(),
        )
    });
    let days_hint = text(move || till.say(Text::DueDaysHint));
    view! {
        <div class="card">
            <Form class="issue-form" on_submit=review>
                <fieldset class="invoices">
                    <legend>{till.words(Text::OpenInvoices)}</legend>
                    <div class="between">
                        {told("issue-count", "caption", count_words)}
                        {button("issue-toggle", "quiet", toggle_words, all_or_none)}
                    </div>
                    <ul class="checks">{rows}</ul>
                    {more}
                    <FieldNote id="issue-invoices-error".to_owned() field="facturas" errors=errors/>
                </fieldset>
                <p class="total grand"><span>{till.words(Text::CouponTotal)}</span> <output data-testid="issue-total">{total_words}</output></p>
                <TextField
                    id=DAYS label=Text::DueDays field="dias_vencimiento" value=days errors=errors keys="numeric" hint=days_hint on_enter=review
                />
                <Submit id=SUBMIT text=Text::IssueAction/>
            </Form>
        </div>
    }
    .into_any()
}

fn row(
    till: Till,
    index: usize,
    invoice: &Invoice,
    chosen: RwSignal<String>,
    errors: Errors,
    on_enter: Callback<()>,
) -> AnyView {
    let is_on = Signal::derive(move || chosen.with(|chosen| picked::is_picked(chosen, index)));
    let toggle = move |event| {
        let is_on = event_target_checked(&event);
        chosen.update(|chosen| *chosen = picked::with(chosen, index, is_on));
        forgive(errors, "facturas");
    };
    let press = move |event: KeyboardEvent| {
        let next = match event.key().as_str() {
            "ArrowDown" => index.checked_add(1),
            "ArrowUp" => index.checked_sub(1),
            _ => {
                enter(&event, on_enter);
                return;
            }
        };
        event.prevent_default();
        if let Some(next) = next {
            browser::focus_soon(picked::checkbox_id(next));
        }
    };
    let checkbox = picked::checkbox_id(index);
    let is_wrong = text(move || {
        let is_wrong = index == 0
            && errors.with(|errors| errors.iter().any(|error| error.field == "facturas"));
        is_wrong.to_string()
    });
    view! {
        <li>
            <label class="check" class:on=is_on>
                <input
                    type="checkbox" id=checkbox.clone() data-testid=checkbox prop:checked=is_on data-wrong=is_wrong on:change=toggle
                    on:keydown=press
                />
                <span>{words::invoice_name(&invoice.tipo, invoice.numero)}</span>
                <strong>{till.money_signal(invoice.monto.amount())}</strong>
            </label>
        </li>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::refusal::Refusal;
    use ventanilla_core::Amount;

    #[test]
    fn who_has_a_pending_coupon_already() {
        let refused = |code: &str| {
            let body = format!(r#"{{"success":false,"error":"x","code":"{code}"}}"#);
            let intent = Intent::IssueCoupon {
                customer_id: 101,
                customer: "Juana".to_owned(),
                amount: Dec::from(Amount::from_minor(100).unwrap()),
            };
            Some(Notice::Refused(Refusal::read(&body).unwrap(), intent))
        };
        assert_eq!(held_up(&refused("coupon_pending_exists")), Some(101));
        assert_eq!(held_up(&refused("invoice_paid")), None);
        assert_eq!(held_up(&None), None);
        assert_eq!(issued(&refused("coupon_pending_exists")), None);
    }
}
