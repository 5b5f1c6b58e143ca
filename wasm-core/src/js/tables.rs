//! The lists that JavaScript is given once: what the exports' places mean, and what there is to choose from.

use super::answer::list;
use super::operators;
use super::reading::Wanted;
use crate::barcode::CouponCode;
use crate::check_digit::CheckDigit;
use crate::code::Code;
use crate::country::Country;
use crate::currency::Currency;
use crate::phone::metadata;
use crate::service::{NumberKind, Service};
#[cfg(feature = "forms")]
use crate::wire::Form;
use crate::wire::body::{Array, Object, quoted};
use crate::written::quantity;

/// All of them, as one object.
pub(super) fn json() -> String {
    Object::write(|object| {
        object.literal("countries", &countries());
        object.literal("currencies", &currencies());
        object.text("codes", Code::READER_NAMES);
        object.literal("schemes", &names(&CheckDigit::ALL.map(CheckDigit::as_str)));
        // Of the codes that say a day, a coupon's is the shortest.
        object.literal("dated_digits_min", &quantity(CouponCode::DIGITS));
        object.literal("wanted", &names(&Wanted::ALL.map(Wanted::as_str)));
        #[cfg(feature = "forms")]
        object.literal("forms", &names(Form::NAMES_OF_DOORS));
        object.literal("services", &services());
        object.text("metadata", metadata());
    })
}

fn countries() -> String {
    list(&Country::ALL, |object, country| {
        let pack = country.pack();
        object.text("code", country.code());
        object.text("calling_code", pack.calling_code);
        object.text("currency", pack.currency.code());
        object.literal("operators", &names(&operators(*country)));
    })
}

fn currencies() -> String {
    list(&Currency::ALL, |object, currency| {
        object.text("code", currency.code());
        object.text("symbol", currency.symbol());
    })
}

fn services() -> String {
    list(Service::ALL, |object, service| {
        object.whole("id", service.id());
        object.text("name", service.name());
        object.text("label", service.label());
        object.text("kind", service.kind().as_str());
        let carrier = match service.number_kind() {
            NumberKind::Mobile(carrier) => Some(carrier.name()),
            NumberKind::FixedLine | NumberKind::Contract => None,
        };
        object.nullable_text("carrier", carrier);
        object.flag("can_get_balance", service.can_get_balance());
        object.flag("is_top_up", service.is_top_up());
    })
}

fn names(names: &[&str]) -> String {
    let mut list = Array::default();
    for name in names {
        list.push(&quoted(name));
    }
    list.finish()
}
