//! What the page of imports shows of a file: how far it has come, what it came to, which lines were refused.

use super::super::customers::IMPORT;
use super::super::progress::{refused_file, why};
use super::{FILE, Import, Progress, START, STOP, Stage};
use crate::api::{CSV, ReadError};
use crate::browser;
use crate::components::parts::{button, fact, facts, link, plain_button};
use crate::components::trouble::read_error;
use crate::coupons_page::CouponSection;
use crate::format;
use crate::i18n::Text;
use crate::view::{text, text_if};
use leptos::prelude::*;
use ventanilla_core::wire::portal::import::RefusedLine;

/// How many refused lines the page shows; the file has them all.
const SHOWN_MAX: usize = 100;

impl Import {
    /// Elsewhere on the customers' page: that it runs, or what came of it, and the way there.
    pub(crate) fn elsewhere(self) -> AnyView {
        let till = self.till;
        let words = match self.stage.get() {
            Stage::Empty | Stage::Unread(_) | Stage::Read => return ().into_any(),
            Stage::Running => Text::ImportRunning,
            Stage::Stopped(_) => Text::ImportStopped,
            Stage::Done => Text::ImportDone,
        };
        let way = link(
            till,
            "import-elsewhere",
            "",
            CouponSection::Customers.at(IMPORT),
            Text::ImportTitle,
        );
        view! { <p class="hint caution">{till.words(words)} " " {way}</p> }.into_any()
    }

    /// What there is to say and to do about the file.
    pub(super) fn shown(self) -> AnyView {
        let till = self.till;
        let whole = |count: i64| format::whole(count, till.currency(), till.language.get());
        let stage = self.stage.get();
        let name = self.name.get();
        let start = |words: Text| {
            let count = self.progress.with(|progress| whole(progress.lines));
            let words = text(move || till.say_with(words, &[("cantidad", &count)]));
            button(
                START,
                "primary wide",
                words,
                Callback::new(move |()| self.start()),
            )
        };
        match stage {
            Stage::Empty => ().into_any(),
            Stage::Unread(flaw) => {
                let why = format::field_error(&flaw.of(""), till.currency(), till.language.get());
                view! { <p class="wrong" role="alert" data-testid="import-unread">{name} ": " {why}</p> }.into_any()
            }
            Stage::Read if self.progress.with(|progress| progress.lines == 0) => {
                view! { <p class="wrong" role="alert" data-testid="import-unread">{name} ": " {till.words(Text::ImportNothing)}</p> }.into_any()
            }
            Stage::Read => view! { <p data-testid="import-name"><strong>{name}</strong></p> {start(Text::ImportStart)} }.into_any(),
            Stage::Running => {
                let stop = plain_button(till, STOP, "secondary wide", Text::ImportStop, Callback::new(move |()| self.stop()));
                view! { {self.bar()} {stop} }.into_any()
            }
            Stage::Stopped(error) => {
                let why = error.map_or_else(
                    || till.say(Text::ImportStopped).to_owned(),
                    |error| self.trouble(&error),
                );
                view! {
                    {self.bar()}
                    <p class="wrong" role="alert" data-testid="import-stopped">{why}</p>
                    {start(Text::ImportAgain)}
                }
                .into_any()
            }
            Stage::Done => {
                let (created, existing, refused) = self.progress.with(|progress| {
                    let refused = i64::try_from(progress.refused.len()).unwrap_or(i64::MAX);
                    (whole(progress.created), whole(progress.existing), whole(refused))
                });
                let one = |id, label: Text, value| fact(id, till.say(label).to_owned(), String::new(), value);
                let list = vec![
                    one("import-created", Text::ImportCreated, created),
                    one("import-existing", Text::ImportExisting, existing),
                    one("import-refused", Text::ImportRefused, refused),
                ];
                let another = Callback::new(move |()| {
                    self.stage.set(Stage::Empty);
                    self.parts.set_value(Vec::new());
                    self.progress.set(Progress::default());
                    browser::write_field(FILE, "");
                    browser::focus_soon(FILE);
                });
                view! {
                    {self.bar()}
                    {facts("import-result", "sums", list)}
                    {plain_button(till, "import-another", "secondary wide", Text::ImportAnother, another)}
                }
                .into_any()
            }
        }
    }

    /// What the server says of the file as a whole: of a column that is missing, which.
    fn trouble(self, error: &ReadError) -> String {
        let till = self.till;
        if let ReadError::Refused(refusal) = error
            && !refusal.fields.is_empty()
        {
            return till.say(self.kind.get_untracked().face().1).to_owned();
        }
        read_error(till, error)
    }

    fn bar(self) -> AnyView {
        let till = self.till;
        let whole = move |count: i64| format::whole(count, till.currency(), till.language.get());
        let words = text(move || {
            self.progress.with(|progress| {
                let parameters = [
                    ("hechas", whole(progress.done)),
                    ("cantidad", whole(progress.lines)),
                ];
                let parameters: Vec<(&str, &str)> = parameters
                    .iter()
                    .map(|(name, value)| (*name, value.as_str()))
                    .collect();
                till.say_with(Text::ImportProgress, &parameters)
            })
        });
        let waiting = text_if(move || self.is_waiting.get().then(|| till.say(Text::ImportWaiting)));
        view! {
            <div class="import-bar">
                <label for="import-progress" role="status" data-testid="import-progress-words">{words}</label>
                <progress
                    id="import-progress" data-testid="import-progress" max=move || self.progress.with(|progress| progress.lines.to_string())
                    value=move || self.progress.with(|progress| progress.done.to_string())
                ></progress>
                <p class="hint caution" role="status">{waiting}</p>
            </div>
        }
        .into_any()
    }

    /// The lines that were refused, and why.
    pub(super) fn refused(self) -> AnyView {
        let till = self.till;
        let language = till.language.get();
        let lines: Vec<RefusedLine> = self
            .progress
            .with(|progress| progress.refused.iter().take(SHOWN_MAX).cloned().collect());
        if lines.is_empty() {
            return ().into_any();
        }
        let headings = [Text::ImportLine, Text::ImportColumn, Text::ImportWhy]
            .map(|name| view! { <th scope="col">{till.words(name)}</th> });
        let rows: Vec<AnyView> = lines
            .iter()
            .map(|line| {
                view! {
                    <tr data-testid="import-refused-line">
                        <td>{line.linea.to_string()}</td>
                        <td>{line.columna.clone()}</td>
                        <td>{why(line, language)}</td>
                    </tr>
                }
                .into_any()
            })
            .collect();
        let download = Callback::new(move |()| {
            let headings = [Text::ImportLine, Text::ImportColumn, Text::ImportWhy]
                .map(|name| untrack(|| till.say(name)));
            let file = self
                .progress
                .with_untracked(|progress| refused_file(headings, &progress.refused, language));
            browser::save_file("rechazos.csv", CSV, &file);
        });
        view! {
            <section class="card refused-lines" aria-labelledby="refused-title">
                <div class="section-head">
                    <h2 id="refused-title">{till.words(Text::ImportRefused)}</h2>
                    {plain_button(till, "import-download", "secondary", Text::Download, download)}
                </div>
                <div class="scrolled" tabindex="0" role="region" aria-labelledby="refused-title">
                    <table><thead><tr>{headings}</tr></thead> <tbody>{rows}</tbody></table>
                </div>
            </section>
        }
        .into_any()
    }
}
