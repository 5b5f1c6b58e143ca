//! The history: what was done, by whom, and what it comes to.

mod csv;
mod entry;
mod export;
mod filter;
mod filters;
mod list;
mod reverse;
mod row;
mod search;
mod state;
mod sums;

pub(crate) use entry::{drawer_name, state_name};
pub(crate) use row::{mark, what};
pub(crate) use sums::is_cash;

use crate::i18n::Text;
use crate::till::Till;
use leptos::prelude::*;
use state::History;

/// The history; `query` is what stands behind its address.
pub(crate) fn history(till: Till, query: Signal<String>) -> AnyView {
    let history = History::new(till, query);
    view! {
        <section class="history" aria-labelledby="history-title">
            <header class="section-head">
                <h1 id="history-title" tabindex="-1">{till.words(Text::History)}</h1>
                {export::export(history)}
            </header>
            {filters::filters(history)}
            {list::totals(history)}
            {list::list(history)}
            {reverse::reverse_dialog(history)}
        </section>
    }
    .into_any()
}
