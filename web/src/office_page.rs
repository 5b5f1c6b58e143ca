//! The back office's page: its sections, each with an address of its own behind the `#`.

use crate::i18n::Text;
use crate::till::Till;
use leptos::prelude::*;

/// The back office's page.
pub(crate) fn office_page(till: Till) -> AnyView {
    view! { <main><h1>{till.words(Text::Loading)}</h1></main> }.into_any()
}
