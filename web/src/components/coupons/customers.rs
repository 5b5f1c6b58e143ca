//! Customers: found, added, changed, each with their invoices.

use super::Coupons;
use super::balances::balances;
use super::customer_form;
use super::import::{self, Import};
use super::invoices;
use super::loader::Loader;
use super::picker::{known_by, list_path};
use super::place::Place;
use crate::address;
use crate::browser;
use crate::components::form::Form;
use crate::components::parts::{link, paragraph};
use crate::coupons_page::CouponSection;
use crate::i18n::Text;
use crate::till::Till;
use crate::view::{follow, part};
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;
use ventanilla_core::Permission;
use ventanilla_core::wire::portal::customers::{Customer, CustomerPage};

/// The box that finds customers in the list.
const SEARCH: &str = "customers-search";
/// How many customers a page has.
const PAGE: u32 = 20;
/// How long a pause in typing is until it is asked, in milliseconds.
const PAUSE_MS: u32 = 250;
/// What stands in the address of something new, and of a change.
const NEW: &str = "nuevo";
/// What stands in the address of a file.
pub(crate) const IMPORT: &str = "importar";
const EDIT: &str = "editar";
const INVOICE: &str = "factura";

/// A part of the section.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    List,
    New,
    Import,
    One(i64),
    Edit(i64),
    Invoice(i64),
}

impl Part {
    fn of(place: &Place) -> Self {
        match (place.customer(), place.step(0), place.step(1)) {
            (Some(number), _, None) => Self::One(number),
            (Some(number), _, Some(EDIT)) => Self::Edit(number),
            (Some(number), _, Some(INVOICE)) => Self::Invoice(number),
            (None, Some(NEW), _) => Self::New,
            (None, Some(IMPORT), _) => Self::Import,
            _ => Self::List,
        }
    }
}

/// The section.
pub(crate) fn section(coupons: Coupons, rest: Signal<String>) -> AnyView {
    let till = coupons.till;
    // Above its parts: it runs on while another is shown.
    let import = Import::new(till, coupons.is_importing);
    // A part stays as it is while only what is asked for changes.
    let here = Memo::new(move |_| {
        rest.with(|rest| {
            let path = rest.split_once('?').map_or(rest.as_str(), |(path, _)| path);
            path.to_owned()
        })
    });
    view! {
        <section class="customers" aria-labelledby="customers-title">
            <div role="status">{part(move || match Part::of(&Place::read(&here.get())) {
                Part::Import => ().into_any(),
                _ => import.elsewhere(),
            })}</div>
            {part(move || match Part::of(&Place::read(&here.get())) {
                Part::List => untrack(|| list(till, rest)),
                Part::New => untrack(|| customer_form::new(till)),
                Part::Import => untrack(|| import::section(import)),
                Part::One(number) => untrack(|| invoices::of_customer(till, number, rest)),
                Part::Edit(number) => untrack(|| customer_form::edit(till, number)),
                Part::Invoice(number) => untrack(|| invoices::new(till, number)),
            })}
        </section>
    }
    .into_any()
}

/// The address of a customer, or of something about them.
pub(crate) fn address_of(number: i64, what: &str) -> String {
    let rest = if what.is_empty() {
        number.to_string()
    } else {
        format!("{number}/{what}")
    };
    CouponSection::Customers.at(&rest)
}

/// The address at which a customer is changed, and that of a new invoice of theirs.
pub(crate) fn edit_address(number: i64) -> String {
    address_of(number, EDIT)
}

/// The address of a new invoice of a customer.
pub(crate) fn invoice_address(number: i64) -> String {
    address_of(number, INVOICE)
}

fn list_address(wanted: &str, from: u32) -> String {
    let mut pairs = Vec::new();
    if !wanted.trim().is_empty() {
        pairs.push(("buscar".to_owned(), wanted.trim().to_owned()));
    }
    if from > 0 {
        pairs.push(("desde".to_owned(), from.to_string()));
    }
    if pairs.is_empty() {
        CouponSection::Customers.at("")
    } else {
        CouponSection::Customers.at(&format!("?{}", address::query(&pairs)))
    }
}

fn list(till: Till, rest: Signal<String>) -> AnyView {
    let wanted = Memo::new(move |_| value(rest, "buscar"));
    let from = move || value(rest, "desde").parse().unwrap_or(0_u32);
    let page: Loader = Loader::new(till);
    follow(move || page.read(list_path(&wanted.get(), PAGE, from())));
    page.when_back();
    let typed = RwSignal::new(wanted.get_untracked());
    let keys = StoredValue::new(0_u32);
    // What this box has asked for last. Any other address is one that the person went to, and then the box follows.
    let asked = StoredValue::new(wanted.get_untracked());
    follow(move || {
        let wanted = wanted.get();
        if asked.with_value(|asked| *asked != wanted) {
            asked.set_value(wanted.clone());
            typed.set(wanted);
        }
    });
    let ask = move || {
        let words = typed.get_untracked().trim().to_owned();
        let address = list_address(&words, 0);
        if !browser::is_at(&address) {
            asked.set_value(words);
            // Back leaves the list; it does not take back what was typed, piece by piece.
            browser::go_instead(&address);
        }
    };
    let type_in = move |event| {
        typed.set(event_target_value(&event));
        keys.update_value(|number| *number = number.wrapping_add(1));
        let number = keys.get_value();
        spawn_local(async move {
            TimeoutFuture::new(PAUSE_MS).await;
            if keys.try_get_value() == Some(number) {
                ask();
            }
        });
    };
    browser::focus_soon(SEARCH);
    let may_add = till.role().may(Permission::Sell);
    let may_import = till.role().may(Permission::ManageInvoices);
    let add = may_add.then(|| {
        let address = CouponSection::Customers.at(NEW);
        link(
            till,
            "customer-new",
            "button primary",
            address,
            Text::CustomerNew,
        )
    });
    let import = may_import.then(|| {
        let address = CouponSection::Customers.at(IMPORT);
        link(
            till,
            "customers-import",
            "button secondary",
            address,
            Text::ImportAction,
        )
    });
    view! {
        <header class="section-head">
            <h1 id="customers-title" tabindex="-1">{till.words(Text::CustomersTab)}</h1>
            <div class="row-actions">{import} {add}</div>
        </header>
        <Form on_submit=Callback::new(move |()| ask())>
            <div class="field search">
                <label for=SEARCH>{till.words(Text::SearchCustomers)}</label>
                <div class="box">
                    <input type="search" id=SEARCH data-testid=SEARCH autocomplete="off" maxlength="100" prop:value=typed on:input=type_in/>
                </div>
            </div>
        </Form>
        <div aria-live="polite">{part(move || page.show("customers-retry", |page| listed(till, page, wanted, from())))}</div>
        {balances(till)}
    }
    .into_any()
}

/// What is asked for under that name; empty where nothing is.
fn value(rest: Signal<String>, name: &str) -> String {
    rest.with(|rest| Place::read(rest).value(name).unwrap_or_default().to_owned())
}

fn listed(till: Till, page: CustomerPage, wanted: Memo<String>, first: u32) -> AnyView {
    if page.clientes.is_empty() {
        let words = if wanted.with(String::is_empty) {
            Text::NoCustomers
        } else {
            Text::NoCustomerFound
        };
        return paragraph("customers-none", "card none", till.say(words).to_owned());
    }
    let rows: Vec<AnyView> = page
        .clientes
        .into_iter()
        .map(|customer| row(till, customer))
        .collect();
    let to = |from: u32, text: Text, id: &'static str| {
        let address = list_address(&wanted.get(), from);
        link(till, id, "button secondary", address, text)
    };
    let before = (first > 0).then(|| {
        to(
            first.saturating_sub(PAGE),
            Text::PageBefore,
            "customers-before",
        )
    });
    let after = page.has_more.then(|| {
        to(
            first.saturating_add(PAGE),
            Text::PageAfter,
            "customers-after",
        )
    });
    view! {
        <ul class="card rows" data-testid="customers">{rows}</ul>
        <div class="paging">{before} {after}</div>
    }
    .into_any()
}

/// A customer in a list, with the way to them.
pub(crate) fn row(till: Till, customer: Customer) -> AnyView {
    let about = known_by(till, &customer);
    let debt = till.money(customer.deuda.amount());
    view! {
        <li>
            <a class="row" href=address_of(customer.cliente_id, "") data-testid=format!("customer-{}", customer.cliente_id)>
                <span class="about"><span class="name">{customer.nombre}</span> <span class="caption">{about}</span></span>
                <strong class="figure">{debt}</strong>
            </a>
        </li>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts() {
        let table = [
            ("", Part::List),
            ("?buscar=ana", Part::List),
            ("nuevo", Part::New),
            ("importar", Part::Import),
            ("101", Part::One(101)),
            ("101?estado=paid", Part::One(101)),
            ("101/editar", Part::Edit(101)),
            ("101/factura", Part::Invoice(101)),
            ("101/nada", Part::List),
            ("x", Part::List),
        ];
        for (rest, expected) in table {
            assert_eq!(Part::of(&Place::read(rest)), expected, "{rest}");
        }
        assert_eq!(address_of(101, ""), "/app/clientes/#clientes/101");
        assert_eq!(invoice_address(101), "/app/clientes/#clientes/101/factura");
        assert_eq!(
            list_address(" ana ", 20),
            "/app/clientes/#clientes?buscar=ana&desde=20"
        );
        assert_eq!(list_address("", 0), "/app/clientes/#clientes");
    }
}
