//! Everything that the filter leaves, fetched page by page and saved as a table for spreadsheets.

use super::csv::{Sheet, file_name};
use super::entry::entries;
use super::row::register_name;
use super::state::{History, page_path};
use super::sums::sums;
use crate::api::ReadError;
use crate::browser;
use crate::components::parts::{block, plain_button, told};
use crate::components::trouble::read_error;
use crate::format;
use crate::i18n::Text;
use crate::view::{follow, part, text};
use leptos::prelude::*;
use leptos::task::spawn_local;
use ventanilla_core::wire::resources::operations::{OPERATIONS_LIMIT_MAX, OperationPage};

/// How far a download has come.
#[derive(Clone, Debug, PartialEq)]
enum Stage {
    /// None was asked for, or it was called off.
    Idle,
    /// So many operations are here, of how many if that is known.
    Running(i64, Option<i64>),
    /// All of them are saved.
    Done(i64),
    /// It could not be read.
    Failed(ReadError),
}

/// A download, of which there is one at a time.
#[derive(Clone, Copy)]
struct Export {
    history: History,
    stage: RwSignal<Stage>,
    /// The number of the last one: one that was called off goes on no further.
    number: StoredValue<u32>,
}

/// The button that downloads, how far it has come, and the button that calls it off.
pub(crate) fn export(history: History) -> AnyView {
    let till = history.till;
    let export = Export {
        history,
        stage: RwSignal::new(Stage::Idle),
        number: StoredValue::new(0),
    };
    // How the last one ended says nothing about what is asked for now.
    follow(move || {
        history.filter.track();
        let has_ended = export
            .stage
            .with_untracked(|stage| matches!(stage, Stage::Done(_) | Stage::Failed(_)));
        if has_ended {
            export.stage.set(Stage::Idle);
        }
    });
    let words = text(move || {
        let whole = |count| format::whole(count, till.currency(), till.language.get());
        match export.stage.get() {
            Stage::Idle if till.is_cut_off.get() => till.say(Text::NeedsServer).to_owned(),
            Stage::Idle => String::new(),
            Stage::Running(done, Some(of)) => till.say_with(
                Text::Downloading,
                &[("hechas", &whole(done)), ("cantidad", &whole(of))],
            ),
            Stage::Running(done, None) => {
                till.say_with(Text::DownloadingSome, &[("hechas", &whole(done))])
            }
            Stage::Done(count) => till.say_with(Text::Downloaded, &[("cantidad", &whole(count))]),
            Stage::Failed(error) => read_error(till, &error),
        }
    });
    let is_running = Memo::new(move |_| matches!(export.stage.get(), Stage::Running(..)));
    let start = Callback::new(move |()| export.start());
    let cancel = Callback::new(move |()| {
        export.next();
        export.stage.set(Stage::Idle);
        browser::focus_soon("history-csv");
    });
    let action = part(move || {
        if is_running.get() {
            plain_button(
                till,
                "history-csv-cancel",
                "secondary",
                Text::Cancel,
                cancel,
            )
        } else {
            plain_button(till, "history-csv", "secondary", Text::Download, start)
        }
    });
    block(
        "",
        "export",
        vec![told("history-csv-state", "hint", words), action.into_any()],
    )
}

impl Export {
    fn start(self) {
        // What is wrong with the filter is said beside its fields.
        let Some(query) = self.history.query() else {
            browser::focus_first_wrong();
            return;
        };
        let number = self.next();
        let of = self.history.totals.with_untracked(|totals| {
            totals
                .as_ref()
                .filter(|totals| totals.completo)
                .map(|totals| sums(&totals.totales).count)
        });
        self.stage.set(Stage::Running(0, of));
        browser::focus_soon("history-csv-cancel");
        spawn_local(async move {
            let outcome = self.run(&query, number, of).await;
            if !self.is_current(number) {
                return;
            }
            let had_focus = browser::is_focus_within("#history-csv-cancel");
            self.stage.set(match outcome {
                Ok(count) => Stage::Done(count),
                Err(error) => Stage::Failed(error),
            });
            if had_focus {
                browser::focus_soon("history-csv");
            }
        });
    }

    /// Fetches and saves. How many there were.
    async fn run(self, query: &str, number: u32, of: Option<i64>) -> Result<i64, ReadError> {
        let till = self.history.till;
        let register = move |id| untrack(|| register_name(till, id));
        let sheet = untrack(|| Sheet {
            language: till.language.get(),
            currency: till.currency(),
            offset_minutes: till.offset_minutes(),
            register: &register,
        });
        let name = untrack(|| {
            let days = self
                .history
                .shown
                .with(|shown| shown.as_ref().map(|shown| shown.days));
            let days = days.unwrap_or_default();
            file_name(&till.shop().name, days, till.language.get())
        });
        let mut table = sheet.head();
        let mut count = 0_i64;
        let mut cursor: Option<String> = None;
        loop {
            let path = page_path(query, OPERATIONS_LIMIT_MAX, cursor.as_deref());
            let mut page: OperationPage = till.get(&path).await?;
            if !self.is_current(number) {
                return Ok(count);
            }
            cursor = page.cursor.take();
            let entries = entries(page);
            count = count.saturating_add(i64::try_from(entries.len()).unwrap_or(i64::MAX));
            table.push_str(&sheet.lines(&entries));
            self.stage.set(Stage::Running(count, of));
            if cursor.is_none() {
                break;
            }
        }
        browser::save_file(&name, "text/csv;charset=utf-8", &table);
        Ok(count)
    }

    fn next(self) -> u32 {
        self.number
            .update_value(|number| *number = number.wrapping_add(1));
        self.number.get_value()
    }

    fn is_current(self, number: u32) -> bool {
        self.number.try_get_value() == Some(number)
    }
}
