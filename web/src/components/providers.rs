//! Providers and integrators.

use crate::i18n::Text;
use crate::services_page::ServiceSection;
use crate::till::Till;
use leptos::prelude::*;

/// The section; `rest` is what stands in the address after its name.
pub(crate) fn section(till: Till, _section: ServiceSection, _rest: Signal<String>) -> AnyView {
    view! { <h1>{till.words(Text::FundsTab)}</h1> }.into_any()
}
