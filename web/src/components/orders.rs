//! Payments that wait for an answer or a person, and refunds to be paid out.

use crate::i18n::Text;
use crate::services_page::ServiceSection;
use crate::till::Till;
use leptos::prelude::*;

/// The section; `rest` is what stands in the address after its name.
pub(crate) fn section(till: Till, _section: ServiceSection, _rest: Signal<String>) -> AnyView {
    view! { <h1>{till.words(Text::OpenPaymentsTab)}</h1> }.into_any()
}
