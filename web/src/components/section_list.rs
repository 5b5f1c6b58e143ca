//! The list of a page's sections beside the one that is shown, and how the address names one.

use crate::browser;
use crate::components::banners::NoticeCard;
use crate::frame::Program;
use crate::i18n::Text;
use crate::till::Till;
use crate::view::part;
use leptos::prelude::*;
use ventanilla_core::Currency;
use ventanilla_core::role::Role;

/// What an address names behind its `#`, and what stands after that: `turnos` and `7` of `#turnos/7`, `historial` and `?tipo=top_up` of
/// `#historial?tipo=top_up`.
pub(crate) fn split(hash: &str) -> (&str, &str) {
    let path = hash.trim_start_matches('#');
    let (name, rest) = path
        .find(['/', '?'])
        .and_then(|end| path.split_at_checked(end))
        .unwrap_or((path, ""));
    (name, rest.strip_prefix('/').unwrap_or(rest))
}

/// The whole address of something in a section, the other way round from [`split`].
pub(crate) fn at(program: Program, address: &str, rest: &str) -> String {
    let page = program.path();
    if rest.is_empty() {
        format!("{page}#{address}")
    } else if rest.starts_with('?') {
        format!("{page}#{address}{rest}")
    } else {
        format!("{page}#{address}/{rest}")
    }
}

/// The id of the link to a section, and its data-testid.
fn link_id(address: &str) -> String {
    format!("to-{address}")
}

/// A link to a section, which `address` names behind the `#`.
pub(crate) fn link(
    till: Till,
    text: Text,
    address: &'static str,
    href: String,
    is_here: impl Fn() -> bool + Send + Sync + 'static,
) -> AnyView {
    let current = Signal::derive(move || is_here().then_some("page"));
    view! { <a href=href aria-current=current id=link_id(address) data-testid=link_id(address)>{till.words(text)}</a> }
        .into_any()
}

/// Brings the link of a section into view: on a phone the list is one line, longer than the screen.
pub(crate) fn reveal(address: &'static str) {
    browser::reveal_soon(link_id(address));
}

/// A section of pages that lead to one another.
pub(crate) trait Section: Copy + PartialEq + Send + Sync + 'static {
    /// Every section, in the order of the list.
    const LIST: &'static [Self];

    /// Its name, and its address behind the `#`.
    fn face(self) -> (Text, &'static str);

    /// Whether the pages show it to whoever is signed in, in their shop.
    fn is_for(self, role: Role, currency: Currency) -> bool;

    /// The whole address of its beginning.
    fn address(self) -> String;
}

/// The page of the section that `route` reads from the address, beside the list of all; `content` is given what stands after its name.
pub(crate) fn page<S: Section>(
    till: Till,
    route: impl Fn(&str) -> (S, String) + Send + Sync + 'static,
    content: impl Fn(Till, S, Signal<String>) -> AnyView + Send + Sync + 'static,
) -> AnyView {
    let hash = browser::follow_hash();
    let place = Memo::new(move |_| hash.with(|hash| route(hash)));
    let here = Memo::new(move |_| place.with(|(section, _)| *section));
    let rest = Signal::derive(move || place.with(|(_, rest)| rest.clone()));
    // What came of something in one section is not to stand above the next one.
    Effect::new(move |known: Option<S>| {
        let section = here.get();
        if known.is_some_and(|known| known != section) {
            till.notice.set(None);
        }
        section
    });
    Effect::new(move |_| reveal(here.get().face().1));
    let links = part(move || {
        let (role, currency) = (till.role(), till.currency());
        let sections = S::LIST
            .iter()
            .copied()
            .filter(|section| section.is_for(role, currency))
            .map(|section| {
                let (name, address) = section.face();
                link(till, name, address, section.address(), move || {
                    here.get() == section
                })
            })
            .collect_view();
        view! {
            {sections}
            <a href=Program::Till.path() data-testid="to-till">{till.words(Text::ToTill)}</a>
        }
        .into_any()
    });
    beside(
        till,
        links.into_any(),
        part(move || content(till, here.get(), rest)).into_any(),
    )
}

/// The list of sections beside what is shown.
pub(crate) fn beside(till: Till, links: AnyView, content: AnyView) -> AnyView {
    view! {
        <div class="office">
            <nav class="sections" aria-label=till.words(Text::Sections)>{links}</nav>
            <main class="section">
                <NoticeCard/>
                {content}
            </main>
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses() {
        let table = [
            ("", "", ""),
            ("#", "", ""),
            ("#turnos", "turnos", ""),
            ("#turnos/", "turnos", ""),
            ("#turnos/7", "turnos", "7"),
            ("#turnos/7/x?y", "turnos", "7/x?y"),
            ("#historial?buscar=a/b?c", "historial", "?buscar=a/b?c"),
        ];
        for (hash, name, rest) in table {
            assert_eq!(split(hash), (name, rest), "{hash}");
        }
    }
}
