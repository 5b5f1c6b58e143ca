//! The small parts that lists and reports are made of. Each is made in one place, whatever stands in it: that keeps the program small.

use crate::api::ReadError;
use crate::components::icon::{Drawing, Icon};
use crate::components::trouble::read_error;
use crate::i18n::Text;
use crate::till::Till;
use crate::view::text;
use leptos::prelude::*;
use ventanilla_core::wire::time::Iso;

/// A button; its id is its data-testid as well.
pub(crate) fn button(
    id: &'static str,
    class: &'static str,
    words: Signal<String>,
    press: Callback<()>,
) -> AnyView {
    view! { <button type="button" class=class id=id data-testid=id on:click=move |_| press.run(())>{words}</button> }.into_any()
}

/// A button with a text that follows the page's language.
pub(crate) fn plain_button(
    till: Till,
    id: &'static str,
    class: &'static str,
    words: Text,
    press: Callback<()>,
) -> AnyView {
    button(id, class, text(move || till.say(words)), press)
}

/// A link; its id is its data-testid as well.
pub(crate) fn link(
    till: Till,
    id: &'static str,
    class: &'static str,
    address: String,
    words: Text,
) -> AnyView {
    let words = text(move || till.say(words));
    view! { <a class=class id=id data-testid=id href=address>{words}</a> }.into_any()
}

/// A link to a filter of what is shown, which may be the one that is shown now.
pub(crate) fn pill(
    till: Till,
    id: &'static str,
    address: String,
    is_here: bool,
    words: Text,
) -> AnyView {
    let words = text(move || till.say(words));
    let current = is_here.then_some("true");
    view! { <a class="pill" data-testid=id href=address aria-current=current>{words}</a> }
        .into_any()
}

/// Words in the middle of a line.
pub(crate) fn word(class: &'static str, words: String) -> AnyView {
    span(class, vec![words.into_any()])
}

/// Parts in the middle of a line.
pub(crate) fn span(class: &'static str, parts: Vec<AnyView>) -> AnyView {
    view! { <span class=class>{parts}</span> }.into_any()
}

/// Words with a drawing before them: what colour says, they say as well.
pub(crate) fn badge(class: &'static str, drawing: Drawing, words: String) -> AnyView {
    span(
        class,
        vec![
            view! { <Icon drawing=drawing/> }.into_any(),
            word("", words),
        ],
    )
}

/// An instant, as the page writes it.
pub(crate) fn time(at: Iso, words: String) -> AnyView {
    view! { <time class="when" datetime=at.to_text()>{words}</time> }.into_any()
}

/// Parts below one another.
pub(crate) fn block(id: &'static str, class: &'static str, parts: Vec<AnyView>) -> AnyView {
    view! { <div class=class data-testid=id>{parts}</div> }.into_any()
}

/// A paragraph.
pub(crate) fn paragraph(id: &'static str, class: &'static str, words: String) -> AnyView {
    view! { <p class=class data-testid=id>{words}</p> }.into_any()
}

/// A paragraph that follows signals, and is read out when it changes.
pub(crate) fn told(id: &'static str, class: &'static str, words: Signal<String>) -> AnyView {
    view! { <p class=class data-testid=id role="status">{words}</p> }.into_any()
}

/// A heading of the second rank.
pub(crate) fn heading(id: &'static str, words: String) -> AnyView {
    view! { <h2 id=id>{words}</h2> }.into_any()
}

/// One of a list of facts; how many it is of stands beside its name, if it is of many.
pub(crate) fn fact(id: &'static str, label: String, count: String, value: String) -> AnyView {
    fact_of(id, label, count, value.into_any())
}

/// As [`fact`], of something that is more than words.
pub(crate) fn fact_of(id: &'static str, label: String, count: String, value: AnyView) -> AnyView {
    view! {
        <div data-testid=id>
            <dt>{label} " " <span class="count">{count}</span></dt>
            <dd>{value}</dd>
        </div>
    }
    .into_any()
}

/// A list of facts.
pub(crate) fn facts(id: &'static str, class: &'static str, facts: Vec<AnyView>) -> AnyView {
    view! { <dl class=class data-testid=id>{facts}</dl> }.into_any()
}

/// One of a list.
pub(crate) fn item(id: &'static str, class: &'static str, part: AnyView) -> AnyView {
    view! { <li class=class data-testid=id>{part}</li> }.into_any()
}

/// While something is being read: where something of it is there already, it stays, and this is only read out.
pub(crate) fn waiting(till: Till, id: &'static str, is_empty: bool) -> AnyView {
    let class = if is_empty { "waiting" } else { "unseen" };
    let words = till.say(Text::Loading).to_owned();
    block(
        id,
        class,
        vec![word("spinner", String::new()), word("", words)],
    )
}

/// Why something could not be read, and another try.
pub(crate) fn trouble(
    till: Till,
    why: String,
    retry_id: &'static str,
    again: Callback<()>,
) -> AnyView {
    let retry = plain_button(till, retry_id, "secondary", Text::Retry, again);
    not_there(why, vec![retry])
}

/// As [`trouble`], of an error. Where the answer would be the same again, there is no other try.
pub(crate) fn unread(
    till: Till,
    error: &ReadError,
    retry_id: &'static str,
    again: Callback<()>,
) -> AnyView {
    let why = read_error(till, error);
    if error.is_final() {
        not_there(why, Vec::new())
    } else {
        trouble(till, why, retry_id, again)
    }
}

fn not_there(why: String, more: Vec<AnyView>) -> AnyView {
    let mut parts = vec![view! { <p role="alert">{why}</p> }.into_any()];
    parts.extend(more);
    block("section-trouble", "card trouble", parts)
}
