//! The coupons of a customer: each with where it stands, printed again, collected or cancelled.

use super::cancel;
use super::issue::chosen;
use super::loader::Loader;
use super::picker::picker;
use super::place::Place;
use super::words;
use super::{Coupons, customer_path};
use crate::address;
use crate::browser;
use crate::components::parts::{badge, fact, facts, link, paragraph, pill, word};
use crate::coupon_slip::CouponSheet;
use crate::coupons_page::CouponSection;
use crate::format;
use crate::i18n::Text;
use crate::intent::{Intent, Receipt};
use crate::notice::Notice;
use crate::till::Till;
use crate::view::{follow, part};
use leptos::prelude::*;
use std::sync::Arc;
use ventanilla_core::Permission;
use ventanilla_core::wire::portal::coupons::{Coupon, CouponPage, CouponState};
use ventanilla_core::wire::portal::customers::Customer;

/// The box that finds a customer.
const PICKER: &str = "list-customer";
/// How many coupons a page has.
const PAGE: u32 = 20;

/// What is listed.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Asked {
    customer: i64,
    state: Option<CouponState>,
    from: u32,
}

impl Asked {
    fn of(place: &Place) -> Option<Self> {
        Some(Self {
            customer: place.customer()?,
            state: place.value("estado").and_then(CouponState::parse),
            from: place
                .value("desde")
                .and_then(|from| from.parse().ok())
                .unwrap_or(0),
        })
    }

    /// The address of it.
    fn address(&self) -> String {
        let mut pairs = Vec::new();
        if let Some(state) = self.state {
            pairs.push(("estado".to_owned(), state.as_str().to_owned()));
        }
        if self.from > 0 {
            pairs.push(("desde".to_owned(), self.from.to_string()));
        }
        let customer = self.customer;
        if pairs.is_empty() {
            CouponSection::Coupons.at(&customer.to_string())
        } else {
            CouponSection::Coupons.at(&format!("{customer}?{}", address::query(&pairs)))
        }
    }

    /// Where it is read.
    fn path(&self) -> String {
        let mut pairs = vec![
            ("limit".to_owned(), PAGE.to_string()),
            ("offset".to_owned(), self.from.to_string()),
        ];
        if let Some(state) = self.state {
            pairs.push(("estado".to_owned(), state.as_str().to_owned()));
        }
        format!(
            "/portal/cupones/cliente/{}?{}",
            self.customer,
            address::query(&pairs)
        )
    }
}

/// The section.
pub(crate) fn section(coupons: Coupons, rest: Signal<String>) -> AnyView {
    let till = coupons.till;
    let asked = move || rest.with(|rest| Asked::of(&Place::read(rest)));
    let number = Memo::new(move |_| asked().map(|asked| asked.customer));
    let customer: Loader = Loader::new(till);
    let page: Loader = Loader::new(till);
    let cancelling = RwSignal::new(String::new());
    follow(move || match number.get() {
        Some(number) => customer.read(customer_path(number)),
        None => {
            customer.clear();
            browser::focus_soon(PICKER);
        }
    });
    follow(move || match asked() {
        Some(asked) => page.read(asked.path()),
        None => page.clear(),
    });
    customer.when_back();
    page.when_back();
    follow(move || {
        if till
            .notice
            .with(|notice| notice.as_ref().is_some_and(is_about_coupons))
        {
            page.again();
        }
    });
    let picked = Callback::new(|customer: Customer| {
        browser::go(&CouponSection::Coupons.at(&customer.cliente_id.to_string()));
    });
    view! {
        <section class="coupon-list" aria-labelledby="list-title">
            <h1 id="list-title" tabindex="-1">{till.words(Text::ListTitle)}</h1>
            {part(move || match number.get() {
                None => view! {
                    <div class="card">{untrack(|| picker(till, PICKER, picked))}</div>
                }
                .into_any(),
                Some(_) => view! {
                    <div class="card">
                        {part(move || customer.show("list-customer-retry", |customer| chosen(till, &customer, CouponSection::Coupons)))}
                    </div>
                    {part(move || chips(till, asked()))}
                    {part(move || {
                        page.show("list-retry", |page| listed(coupons, customer, asked(), page, cancelling))
                    })}
                }
                .into_any(),
            })}
            {cancel::dialog(till, cancelling, page, customer)}
        </section>
    }
    .into_any()
}

/// Whether what came of something says that a coupon stands elsewhere now.
fn is_about_coupons(notice: &Notice) -> bool {
    match notice {
        Notice::Done(receipt, _) => matches!(
            **receipt,
            Receipt::Collected { .. } | Receipt::Issued(_) | Receipt::Cancelled(_)
        ),
        Notice::Refused(_, intent) => matches!(
            intent,
            Intent::CollectCoupon { .. } | Intent::CancelCoupon { .. }
        ),
        Notice::NotStored | Notice::NotSignedIn => false,
    }
}

/// The states as filters.
fn chips(till: Till, asked: Option<Asked>) -> AnyView {
    let Some(asked) = asked else {
        return ().into_any();
    };
    let states = std::iter::once(None).chain(CouponState::ALL.into_iter().map(Some));
    let chips: Vec<AnyView> = states
        .map(|state| {
            let (name, id) = state.map_or((Text::AllStates, "chip-all"), |state| {
                (words::state_name(state), chip_id(state))
            });
            let to = Asked {
                state,
                from: 0,
                ..asked.clone()
            };
            pill(till, id, to.address(), state == asked.state, name)
        })
        .collect();
    view! { <div class="pills" role="group" aria-label=till.words(Text::State)>{chips}</div> }
        .into_any()
}

const fn chip_id(state: CouponState) -> &'static str {
    match state {
        CouponState::Pending => "chip-pending",
        CouponState::Used => "chip-used",
        CouponState::Expired => "chip-expired",
        CouponState::Cancelled => "chip-cancelled",
    }
}

fn listed(
    coupons: Coupons,
    customer: Loader,
    asked: Option<Asked>,
    page: CouponPage,
    cancelling: RwSignal<String>,
) -> AnyView {
    let till = coupons.till;
    if page.cupones.is_empty() {
        return paragraph(
            "list-none",
            "card none",
            till.say(Text::NoCoupons).to_owned(),
        );
    }
    let shown = page.cupones.len();
    let pages = pages(till, asked, shown, page.total, page.has_more);
    let rows: Vec<AnyView> = page
        .cupones
        .into_iter()
        .enumerate()
        .map(|(index, coupon)| row(coupons, customer, (index, coupon), cancelling))
        .collect();
    view! { <ul class="coupon-rows" data-testid="coupons">{rows}</ul> {pages} }.into_any()
}

/// Which of all are shown, and the ways to the others.
fn pages(till: Till, asked: Option<Asked>, shown: usize, total: i64, has_more: bool) -> AnyView {
    let Some(asked) = asked else {
        return ().into_any();
    };
    let last = asked
        .from
        .saturating_add(u32::try_from(shown).unwrap_or(u32::MAX));
    let parameters = [
        ("primero", asked.from.saturating_add(1).to_string()),
        ("ultimo", last.to_string()),
        ("total", total.to_string()),
    ];
    let parameters: Vec<(&str, &str)> = parameters
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    let of = till.say_with(Text::PageOf, &parameters);
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
            "list-before",
        )
    });
    let after = has_more.then(|| to(last, Text::PageAfter, "list-after"));
    view! { <div class="paging"><p class="caption" data-testid="list-of">{of}</p> {before} {after}</div> }
        .into_any()
}

fn row(
    coupons: Coupons,
    customer: Loader,
    (index, coupon): (usize, Coupon),
    cancelling: RwSignal<String>,
) -> AnyView {
    let till = coupons.till;
    // Read out by itself, each says which coupon it is about.
    let of = format::coupon_code(&coupon.codigo_barras);
    let act = |id: &'static str, class: &'static str, words: Text, press: Callback<()>| {
        let label = format!("{} {of}", till.say(words));
        view! {
            <button
                type="button" class=class id=format!("{id}-{index}") data-testid=id aria-label=label on:click=move |_| press.run(())
            >
                {till.words(words)}
            </button>
        }
        .into_any()
    };
    let language = till.language.get();
    let (class, drawing) = words::state_look(coupon.estado);
    let state = words::state(&coupon, language);
    let written = format::coupon_code(&coupon.codigo_barras);
    let issued = till.say_with(
        Text::IssuedOn,
        &[("fecha", &format::date(coupon.fecha_generacion, language))],
    );
    let amount = till.money(coupon.monto.amount());
    let invoices = coupon
        .facturas
        .iter()
        .map(|invoice| {
            let amount = till.money(invoice.monto.amount());
            fact("", words::invoice(invoice), String::new(), amount)
        })
        .collect();
    let is_pending = coupon.estado == CouponState::Pending;
    let may_sell = till.role().may(Permission::Sell);
    let collect = (is_pending && may_sell).then(|| {
        let address = CouponSection::Collect.at(&coupon.codigo_barras);
        let label = format!("{} {of}", till.say(Text::CollectAction));
        view! {
            <a
                class="button secondary" id=format!("list-collect-{index}") data-testid="list-collect" aria-label=label href=address
            >
                {till.words(Text::CollectAction)}
            </a>
        }
        .into_any()
    });
    let code = coupon.codigo_barras.clone();
    let known = Arc::new(coupon);
    let print = Callback::new(move |()| {
        let Some(customer): Option<Customer> = untrack(|| customer.get()) else {
            return;
        };
        let coupon = &known;
        let sheet = CouponSheet {
            code: coupon.codigo_barras.clone(),
            customer_id: customer.cliente_id,
            customer: customer.nombre,
            invoices: coupon.facturas.clone(),
            amount: coupon.monto.amount(),
            due: coupon.fecha_vencimiento,
            state: coupon.estado,
        };
        coupons.printing.show(till, sheet);
    });
    let cancel = (is_pending && may_sell).then(|| {
        let ask = Callback::new(move |()| cancelling.set(code.clone()));
        act("list-cancel", "quiet", Text::CancelCouponAction, ask)
    });
    view! {
        <li class="card" data-testid="coupon-row">
            <div class="between">
                <span>{badge(class, drawing, state)}</span>
                <strong class="figure">{amount}</strong>
            </div>
            <p class="code-line">{word("digits", written)} " " <span class="caption">{issued}</span></p>
            {facts("", "facts lines", invoices)}
            <div class="row-actions">
                {collect}
                {act("list-print", "secondary", Text::Print, print)}
                {cancel}
            </div>
        </li>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_and_paths() {
        let table = [
            ("101", "/app/generar/#cupones/101", "limit=20&offset=0"),
            (
                "101?estado=used",
                "/app/generar/#cupones/101?estado=used",
                "limit=20&offset=0&estado=used",
            ),
            (
                "101?estado=used&desde=40",
                "/app/generar/#cupones/101?estado=used&desde=40",
                "limit=20&offset=40&estado=used",
            ),
            (
                "101?estado=nada&desde=x",
                "/app/generar/#cupones/101",
                "limit=20&offset=0",
            ),
        ];
        for (rest, address, query) in table {
            let asked = Asked::of(&Place::read(rest)).unwrap();
            assert_eq!(asked.address(), address);
            assert_eq!(asked.path(), format!("/portal/cupones/cliente/101?{query}"));
        }
        assert_eq!(Asked::of(&Place::read("nadie")), None);
    }
}
