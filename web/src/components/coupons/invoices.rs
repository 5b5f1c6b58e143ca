//! A customer with their invoices, by where these stand; and a new one.

use super::customers::{address_of, edit_address, invoice_address};
use super::loader::Loader;
use super::picker::about;
use super::place::Place;
use super::{customer_path, words};
use crate::address;
use crate::browser;
use crate::components::field::{Errors, TextField};
use crate::components::form::{self, Form, Submit};
use crate::components::parts::{badge, link, paragraph, pill};
use crate::components::sell::{AmountField, field_errors};
use crate::coupons_page::CouponSection;
use crate::draft::{Checked, Draft};
use crate::format;
use crate::i18n::Text;
use crate::intent::{Intent, Receipt};
use crate::notice::Notice;
use crate::outbox::Ended;
use crate::till::Till;
use crate::view::{follow, part, text};
use leptos::prelude::*;
use ventanilla_core::field::{FieldError, Flaw};
use ventanilla_core::wire::money::Dec;
use ventanilla_core::wire::portal::customers::Customer;
use ventanilla_core::wire::portal::invoices::{Invoice, InvoicePage, InvoiceRequest, InvoiceState};
use ventanilla_core::{Code, Currency, Permission};

/// How many invoices a page has.
const PAGE: u32 = 20;
const KIND: &str = "invoice-kind";
const SAVE: &str = "invoice-save";

/// Which invoices are shown.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Asked {
    customer: i64,
    state: Option<InvoiceState>,
    from: u32,
}

impl Asked {
    fn of(customer: i64, place: &Place) -> Self {
        Self {
            customer,
            state: place.value("estado").and_then(InvoiceState::parse),
            from: place
                .value("desde")
                .and_then(|from| from.parse().ok())
                .unwrap_or(0),
        }
    }

    fn query(&self) -> Vec<(String, String)> {
        self.state
            .map(|state| ("estado".to_owned(), state.as_str().to_owned()))
            .into_iter()
            .collect()
    }

    fn address(&self) -> String {
        let mut pairs = self.query();
        if self.from > 0 {
            pairs.push(("desde".to_owned(), self.from.to_string()));
        }
        let address = address_of(self.customer, "");
        if pairs.is_empty() {
            address
        } else {
            format!("{address}?{}", address::query(&pairs))
        }
    }

    fn path(&self) -> String {
        let mut pairs = self.query();
        pairs.push(("limit".to_owned(), PAGE.to_string()));
        pairs.push(("offset".to_owned(), self.from.to_string()));
        format!(
            "/portal/clientes/{}/facturas?{}",
            self.customer,
            address::query(&pairs)
        )
    }
}

/// A customer with their invoices.
pub(crate) fn of_customer(till: Till, number: i64, rest: Signal<String>) -> AnyView {
    let customer: Loader = Loader::new(till);
    let page: Loader = Loader::new(till);
    customer.read(customer_path(number));
    let asked = move || rest.with(|rest| Asked::of(number, &Place::read(rest)));
    follow(move || page.read(asked().path()));
    customer.when_back();
    page.when_back();
    follow(move || {
        let is_news = till
            .notice
            .with(|notice| Notice::is_news(notice, |receipt| *receipt == Receipt::Invoiced));
        if is_news {
            customer.again();
            page.again();
        }
    });
    browser::focus_soon("customers-title");
    view! {
        {part(move || customer.show("customer-retry", |customer| face(till, &customer)))}
        {part(move || chips(till, &asked()))}
        <div aria-live="polite">{part(move || page.show("invoices-retry", |page| listed(till, &asked(), page)))}</div>
    }
    .into_any()
}

fn face(till: Till, customer: &Customer) -> AnyView {
    let number = customer.cliente_id;
    let about = about(till, customer);
    let role = till.role();
    let sells = role.may(Permission::Sell).then(|| {
        let issue = CouponSection::Issue.at(&number.to_string());
        view! {
            {link(till, "customer-issue", "button primary", issue, Text::IssueAction)}
            {link(till, "customer-edit", "button secondary", edit_address(number), Text::ChangeAction)}
        }
    });
    let records = role.may(Permission::ManageInvoices).then(|| {
        link(
            till,
            "invoice-new",
            "button secondary",
            invoice_address(number),
            Text::InvoiceNew,
        )
    });
    let coupons = CouponSection::Coupons.at(&number.to_string());
    view! {
        {link(till, "customers-back", "back", CouponSection::Customers.at(""), Text::AllCustomers)}
        <header class="section-head">
            <div>
                <h1 id="customers-title" tabindex="-1" data-testid="customer-title">{customer.nombre.clone()}</h1>
                <p class="lead">{about}</p>
            </div>
        </header>
        <div class="row-actions">
            {sells} {records} {link(till, "customer-coupons", "button secondary", coupons, Text::CouponsTab)}
        </div>
    }
    .into_any()
}

fn chips(till: Till, asked: &Asked) -> AnyView {
    let states = std::iter::once(None).chain(InvoiceState::ALL.into_iter().map(Some));
    let chips: Vec<AnyView> = states
        .map(|state| {
            let name = state.map_or(Text::AllInvoices, |state| words::invoice_state(state).0);
            let to = Asked {
                state,
                from: 0,
                ..asked.clone()
            };
            pill(
                till,
                "invoice-chip",
                to.address(),
                state == asked.state,
                name,
            )
        })
        .collect();
    view! {
        <h2 id="invoices-title">{till.words(Text::Invoices)}</h2>
        <div class="pills" role="group" aria-labelledby="invoices-title">{chips}</div>
    }
    .into_any()
}

fn listed(till: Till, asked: &Asked, page: InvoicePage) -> AnyView {
    if page.facturas.is_empty() {
        return paragraph(
            "invoices-none",
            "card none",
            till.say(Text::NoInvoices).to_owned(),
        );
    }
    let rows: Vec<AnyView> = page
        .facturas
        .iter()
        .map(|invoice| row(till, invoice))
        .collect();
    let to = |from: u32, text: Text, id: &'static str| {
        let address = Asked {
            from,
            ..asked.clone()
        }
        .address();
        link(till, id, "button secondary", address, text)
    };
    let before = (asked.from > 0).then(|| {
        to(
            asked.from.saturating_sub(PAGE),
            Text::PageBefore,
            "invoices-before",
        )
    });
    let after = page.has_more.then(|| {
        to(
            asked.from.saturating_add(PAGE),
            Text::PageAfter,
            "invoices-after",
        )
    });
    view! {
        <ul class="card invoice-rows" data-testid="invoices">{rows}</ul>
        <div class="paging">{before} {after}</div>
    }
    .into_any()
}

fn row(till: Till, invoice: &Invoice) -> AnyView {
    let (state, class, drawing) = words::invoice_state(invoice.estado);
    let day = format::day(
        invoice.fecha_hora,
        till.offset_minutes(),
        till.language.get(),
    );
    let coupon = invoice.codigo_barras.as_ref().map(|code| {
        let address = CouponSection::Collect.at(code);
        view! { <a href=address class="coupon-link">{format::coupon_code(code)}</a> }
    });
    view! {
        <li data-testid="invoice-row">
            <span class="about">
                <strong>{words::invoice_name(&invoice.tipo, invoice.numero)}</strong>
                <span class="caption">{format!("{} · {day}", invoice.id)}</span>
                {coupon}
            </span>
            {badge(class, drawing, till.say(state).to_owned())}
            <strong class="figure">{till.money(invoice.monto.amount())}</strong>
        </li>
    }
    .into_any()
}

/// A new invoice of a customer.
pub(crate) fn new(till: Till, number: i64) -> AnyView {
    let customer: Loader = Loader::new(till);
    customer.read(customer_path(number));
    part(move || customer.show("customer-retry", |customer| filled(till, customer))).into_any()
}

/// What is typed.
#[derive(Clone, Debug)]
struct Typed {
    id: String,
    kind: String,
    number: String,
    amount: String,
}

fn filled(till: Till, customer: Customer) -> AnyView {
    let errors: Errors = RwSignal::new(Vec::new());
    let kind = RwSignal::new(till.say(Text::Invoice).to_owned());
    let [number, amount, id] = [(); 3].map(|()| RwSignal::new(String::new()));
    browser::focus_soon("invoice-number");
    let customer_id = customer.cliente_id;
    let back = address_of(customer_id, "");
    let name = StoredValue::new(customer.nombre.clone());
    let on_end = Callback::new(move |ended: Ended| match ended {
        Ended::Done | Ended::Unknown => browser::go(&address_of(customer_id, "")),
        Ended::Refused(refusal) => {
            let wrong = match refusal.code {
                Code::InvoiceTaken => vec![Flaw::new(refusal.code).of("id")],
                _ => field_errors(&refusal.fields),
            };
            errors.set(wrong);
            browser::focus_first_wrong();
        }
        Ended::NotSent => browser::focus_soon(SAVE),
    });
    let review = Callback::new(move |()| {
        let typed = Typed {
            id: id.get_untracked(),
            kind: kind.get_untracked(),
            number: number.get_untracked(),
            amount: amount.get_untracked(),
        };
        let checked = recorded(customer_id, &typed, untrack(|| till.currency()));
        form::review(
            till,
            errors,
            checked,
            |request| Intent::RecordInvoice {
                customer: name.get_value(),
                invoice: words::invoice_name(&request.tipo, request.numero),
                amount: Dec::from(request.monto),
            },
            on_end,
        );
    });
    let to = |id: &'static str| Callback::new(move |()| browser::focus_soon(id));
    let id_hint = text(move || till.say(Text::InvoiceIdHint));
    view! {
        <div class="settings-form">
            <div class="card">
                <Form on_submit=review>
                    <h1 id="customers-title" tabindex="-1">{till.words(Text::InvoiceNew)}</h1>
                    <p class="lead">{customer.nombre}</p>
                    <div class="pair">
                        <TextField id=KIND label=Text::InvoiceKind field="tipo" value=kind errors=errors on_enter=to("invoice-number")/>
                        <TextField
                            id="invoice-number" label=Text::InvoiceNumber field="numero" value=number errors=errors keys="numeric"
                            on_enter=to("invoice-amount")
                        />
                    </div>
                    <AmountField id="invoice-amount" value=amount errors=errors on_enter=review/>
                    <TextField id="invoice-id" label=Text::InvoiceId field="id" value=id errors=errors hint=id_hint on_enter=review/>
                    <div class="actions">
                        <Submit id=SAVE text=Text::Continue class="primary"/>
                        {link(till, "invoice-cancel", "button secondary", back, Text::SettingsCancel)}
                    </div>
                </Form>
            </div>
        </div>
    }
    .into_any()
}

fn recorded(
    customer: i64,
    typed: &Typed,
    currency: Currency,
) -> Result<Checked<InvoiceRequest>, Vec<FieldError>> {
    Draft::new()
        .text("id", &typed.id)
        .id("cliente_id", customer)
        .text("tipo", &typed.kind)
        .whole("numero", typed.number.trim())
        .amount("monto", &typed.amount, currency)
        .read(|body| InvoiceRequest::parse(body, currency))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_and_paths() {
        let of = |rest: &str| Asked::of(101, &Place::read(rest));
        assert_eq!(of("101").address(), "/app/clientes/#clientes/101");
        let paid = of("101?estado=paid&desde=20");
        assert_eq!(
            paid.address(),
            "/app/clientes/#clientes/101?estado=paid&desde=20"
        );
        assert_eq!(
            paid.path(),
            "/portal/clientes/101/facturas?estado=paid&limit=20&offset=20"
        );
    }

    #[test]
    fn new_ones() {
        let typed = |number: &str, amount: &str| Typed {
            id: String::new(),
            kind: " Factura A ".to_owned(),
            number: number.to_owned(),
            amount: amount.to_owned(),
        };
        let body = recorded(101, &typed(" 7 ", "1.234,50"), Currency::Bob)
            .unwrap()
            .body;
        assert_eq!(
            body,
            r#"{"cliente_id":101,"tipo":"Factura A","numero":7,"monto":1234.5}"#
        );
        let wrong: Vec<(String, Code)> = recorded(101, &typed("", "0"), Currency::Bob)
            .unwrap_err()
            .into_iter()
            .map(|error| (error.field, error.code))
            .collect();
        assert_eq!(
            wrong,
            [
                ("numero".to_owned(), Code::Required),
                ("monto".to_owned(), Code::TooSmall)
            ]
        );
    }
}
