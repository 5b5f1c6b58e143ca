//! The pages of payment coupons: their sections, each with an address of its own behind the `#`, on three pages.

use crate::browser;
use crate::components::coupons::{self, Coupons};
use crate::components::section_list;
use crate::frame::Program;
use crate::i18n::Text;
use crate::till::Till;
use crate::view::part;
use leptos::prelude::*;

/// A section of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CouponSection {
    /// A coupon collected.
    Collect,
    /// A coupon made.
    Issue,
    /// The coupons of a customer.
    Coupons,
    /// Customers and their invoices.
    Customers,
    /// The scanner, tried out.
    Scanner,
}

impl CouponSection {
    /// Every section, in the order of the list.
    pub(crate) const ALL: [Self; 5] = [
        Self::Collect,
        Self::Issue,
        Self::Coupons,
        Self::Customers,
        Self::Scanner,
    ];

    /// Its name, and its address behind the `#`.
    const fn face(self) -> (Text, &'static str) {
        match self {
            Self::Collect => (Text::CollectTab, "cobrar"),
            Self::Issue => (Text::IssueTab, "generar"),
            Self::Coupons => (Text::CouponsTab, "cupones"),
            Self::Customers => (Text::CustomersTab, "clientes"),
            Self::Scanner => (Text::ScannerTab, "lector"),
        }
    }

    /// The program that shows it: no page loads more than it needs.
    const fn program(self) -> Program {
        match self {
            Self::Collect | Self::Scanner => Program::Coupons,
            Self::Issue | Self::Coupons => Program::Issuing,
            Self::Customers => Program::Customers,
        }
    }

    /// The whole address of something in it, for links and for going there.
    pub(crate) fn at(self, rest: &str) -> String {
        section_list::at(self.program(), self.face().1, rest)
    }
}

/// The section that an address names, and what stands in the address after it; any other address is that of the page's first section.
fn route(hash: &str, program: Program) -> (CouponSection, String) {
    let (name, rest) = section_list::split(hash);
    CouponSection::ALL
        .into_iter()
        .find(|section| section.face().1 == name)
        .map_or_else(
            || {
                let first = match program {
                    Program::Issuing => CouponSection::Issue,
                    Program::Customers => CouponSection::Customers,
                    _ => CouponSection::Collect,
                };
                (first, String::new())
            },
            |section| (section, rest.to_owned()),
        )
}

/// The page of collecting.
pub(crate) fn coupons_page(till: Till) -> AnyView {
    frame(Coupons::new(till), Program::Coupons, coupons::collecting)
}

/// The page of issuing.
pub(crate) fn issuing_page(till: Till) -> AnyView {
    let coupons = Coupons::new(till);
    let offers = ViewFn::from(move || coupons::offers_of_issuing(coupons));
    till.notice_offers.set_value(Some(offers));
    frame(coupons, Program::Issuing, coupons::issuing)
}

/// The page of customers.
pub(crate) fn customers_page(till: Till) -> AnyView {
    frame(
        Coupons::new(till),
        Program::Customers,
        coupons::of_customers,
    )
}

/// The list of sections beside the one that is shown.
fn frame(
    coupons: Coupons,
    program: Program,
    content: fn(Coupons, CouponSection, Signal<String>) -> AnyView,
) -> AnyView {
    let till = coupons.till;
    let hash = browser::follow_hash();
    let place = Memo::new(move |_| hash.with(|hash| route(hash, program)));
    let here = Memo::new(move |_| place.with(|(section, _)| *section));
    let rest = Signal::derive(move || place.with(|(_, rest)| rest.clone()));
    // What came of something in one section is not to stand above the next one.
    Effect::new(move |known: Option<CouponSection>| {
        let section = here.get();
        if known.is_some_and(|known| known != section) {
            till.notice.set(None);
        }
        section
    });
    Effect::new(move |_| {
        section_list::reveal(here.get().face().1);
        place.with(|(section, rest)| {
            if section.program() != program {
                browser::go(&section.at(rest));
            }
        });
    });
    let to_till =
        view! { <a href=Program::Till.path() data-testid="to-till">{till.words(Text::ToTill)}</a> };
    let links = CouponSection::ALL.map(|section| {
        let (name, address) = section.face();
        section_list::link(till, name, address, section.at(""), move || {
            here.get() == section
        })
    });
    let links = view! { {links.into_iter().collect_view()} {to_till} }.into_any();
    section_list::beside(
        till,
        links,
        part(move || content(coupons, here.get(), rest)).into_any(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn routes() {
        use CouponSection::{Collect, Coupons, Customers, Issue, Scanner};
        let table = [
            ("", Collect, ""),
            ("#", Collect, ""),
            ("#nada", Collect, ""),
            (
                "#cobrar/0001056789202601274",
                Collect,
                "0001056789202601274",
            ),
            ("#generar/101", Issue, "101"),
            ("#cupones/101?estado=used", Coupons, "101?estado=used"),
            ("#clientes?buscar=ana", Customers, "?buscar=ana"),
            ("#clientes/101/editar", Customers, "101/editar"),
            ("#lector", Scanner, ""),
        ];
        for (hash, section, rest) in table {
            let place = (section, rest.to_owned());
            assert_eq!(route(hash, Program::Coupons), place, "{hash}");
            if !rest.is_empty() {
                let address = format!("{}{hash}", section.program().path());
                assert_eq!(section.at(rest), address);
            }
        }
        assert_eq!(route("#", Program::Customers), (Customers, String::new()));
    }
}
