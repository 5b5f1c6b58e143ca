//! Customers or invoices out of a file, in parts: how far it has come, which lines were refused and why. Run again, it does no harm.

mod view;

use super::progress::Progress;
use crate::api::{self, CSV, Call, ReadError, Reply};
use crate::browser;
use crate::components::choice::Choice;
use crate::components::parts::link;
use crate::coupons_page::CouponSection;
use crate::i18n::Text;
use crate::pending;
use crate::till::Till;
use crate::view::{follow, part, yes};
use gloo::events::EventListener;
use gloo_timers::future::TimeoutFuture;
use leptos::ev::DragEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;
use ventanilla_core::Permission;
use ventanilla_core::csv::{self, Table};
use ventanilla_core::field::Flaw;
use ventanilla_core::wire::portal::envelope::Success;
use ventanilla_core::wire::portal::import::ImportReport;

/// How many lines are sent at a time: a tenth of a second's work, and little to ask for again.
const LINES_MAX: usize = 500;
/// The box that takes the file.
const FILE: &str = "import-file";
const START: &str = "import-start";
const STOP: &str = "import-stop";
/// Between two looks whether there is a server again, in milliseconds.
const LOOK_MS: u32 = 500;

/// What a file is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Customers,
    Invoices,
}

impl Kind {
    const ALL: [Self; 2] = [Self::Customers, Self::Invoices];

    const fn face(self) -> (Text, Text, &'static str) {
        match self {
            Self::Customers => (
                Text::ImportCustomers,
                Text::CustomerColumns,
                "import-customers",
            ),
            Self::Invoices => (
                Text::ImportInvoices,
                Text::InvoiceColumns,
                "import-invoices",
            ),
        }
    }

    const fn path(self) -> &'static str {
        match self {
            Self::Customers => "/portal/clientes/importar",
            Self::Invoices => "/portal/facturas/importar",
        }
    }
}

/// How far a file has come.
#[derive(Clone, Debug, PartialEq)]
enum Stage {
    /// None is chosen.
    Empty,
    /// What was chosen is no such file.
    Unread(Flaw),
    /// It was read, and is not sent yet.
    Read,
    /// It is being sent.
    Running,
    /// It was stopped, by the person or by the server.
    Stopped(Option<ReadError>),
    /// All of it is done with.
    Done,
}

impl Stage {
    /// Whether another file, or another kind, can be chosen.
    fn is_open(&self) -> bool {
        *self != Self::Running
    }

    /// Whether what was read of a file still counts: it was chosen last, and nothing was begun meanwhile.
    fn awaits(&self, reading: u32, latest: u32) -> bool {
        self.is_open() && reading == latest
    }
}

/// An import: what its page shows. It goes on while the person looks at something else of the customers' page.
#[derive(Clone, Copy)]
pub(crate) struct Import {
    till: Till,
    kind: RwSignal<Kind>,
    name: RwSignal<String>,
    parts: StoredValue<Vec<String>>,
    stage: RwSignal<Stage>,
    progress: RwSignal<Progress>,
    is_waiting: RwSignal<bool>,
    runs: StoredValue<u32>,
    readings: StoredValue<u32>,
}

/// The page of an import.
pub(crate) fn section(import: Import) -> AnyView {
    let till = import.till;
    if !till.role().may(Permission::ManageInvoices) {
        return view! { <p class="card lead">{till.words(Text::ImportForManagers)}</p> }.into_any();
    }
    let kinds = Kind::ALL.map(|of| {
        let (name, columns, id) = of.face();
        let is_on = Signal::derive(move || import.kind.get() == of);
        view! {
            <Choice group="import-kind" id=id is_on=is_on on_choose=Callback::new(move |()| import.choose(of)) next=FILE>
                <span class="name">{till.words(name)}</span>
                <span class="caption">{till.words(columns)}</span>
            </Choice>
        }
    });
    let is_running = yes(move || import.stage.with(|stage| !stage.is_open()));
    browser::focus_soon(if is_running.get_untracked() {
        STOP
    } else {
        "import-customers"
    });
    let is_over = RwSignal::new(false);
    let drag = move |event: DragEvent| {
        event.prevent_default();
        is_over.set(true);
    };
    let drop = move |event: DragEvent| {
        event.prevent_default();
        is_over.set(false);
        if let Some(file) = browser::dropped_file(&event) {
            import.take(file);
        }
    };
    let choose = move |event| {
        if let Some(file) = browser::chosen_file(&event) {
            import.take(file);
        }
    };
    view! {
        {link(till, "customers-back", "back", CouponSection::Customers.at(""), Text::AllCustomers)}
        <div class="card import">
            <h1 id="customers-title" tabindex="-1">{till.words(Text::ImportTitle)}</h1>
            <p class="lead">{till.words(Text::ImportLead)}</p>
            <fieldset disabled=is_running>
                <legend>{till.words(Text::ImportWhat)}</legend>
                <div class="choices">{kinds}</div>
            </fieldset>
            <label
                class="drop" class:over=is_over for=FILE on:dragover=drag on:dragleave=move |_| is_over.set(false) on:drop=drop
            >
                <span>{till.words(Text::ImportDrop)}</span>
                <input type="file" id=FILE data-testid=FILE accept=".csv,.txt,text/csv,text/plain" disabled=is_running on:change=choose/>
            </label>
            {part(move || import.shown())}
        </div>
        {part(move || import.refused())}
    }
    .into_any()
}

impl Import {
    /// None yet. While it runs, `is_running` is so, and the browser asks before it leaves the page.
    pub(crate) fn new(till: Till, is_running: RwSignal<bool>) -> Self {
        let import = Self {
            till,
            kind: RwSignal::new(Kind::Customers),
            name: RwSignal::new(String::new()),
            parts: StoredValue::new(Vec::new()),
            stage: RwSignal::new(Stage::Empty),
            progress: RwSignal::new(Progress::default()),
            is_waiting: RwSignal::new(false),
            runs: StoredValue::new(0),
            readings: StoredValue::new(0),
        };
        let asking: StoredValue<Option<EventListener>, LocalStorage> = StoredValue::new_local(None);
        follow(move || {
            let runs = import.stage.with(|stage| !stage.is_open());
            is_running.set(runs);
            asking.set_value(runs.then(browser::ask_before_leaving).flatten());
        });
        // Whoever signs out ends it.
        on_cleanup(move || {
            let _ = is_running.try_set(false);
        });
        import
    }

    fn choose(self, kind: Kind) {
        if self.stage.with_untracked(Stage::is_open) {
            self.kind.set(kind);
            if self.parts.with_value(|parts| !parts.is_empty()) {
                self.stage.set(Stage::Read);
            }
        }
    }

    fn take(self, file: web_sys::File) {
        if !self.stage.with_untracked(Stage::is_open) {
            return;
        }
        self.readings
            .update_value(|number| *number = number.wrapping_add(1));
        let reading = self.readings.get_value();
        spawn_local(async move {
            let bytes = browser::read_file(&file).await.unwrap_or_default();
            // The section may be gone.
            let is_awaited = self.readings.try_get_value().is_some_and(|latest| {
                self.stage
                    .with_untracked(|stage| stage.awaits(reading, latest))
            });
            if !is_awaited {
                return;
            }
            // Else the same file, mended, would be no change.
            browser::write_field(FILE, "");
            self.name.set(file.name());
            let (stage, parts, lines) = match Table::read(&bytes) {
                Ok(table) => (
                    Stage::Read,
                    csv::parts(&table, LINES_MAX),
                    table.records().len(),
                ),
                Err(flaw) => (Stage::Unread(flaw), Vec::new(), 0),
            };
            self.parts.set_value(parts);
            self.progress.set(Progress::of(lines));
            self.stage.set(stage);
            browser::focus_soon(START);
        });
    }

    fn start(self) {
        let lines = self.progress.with_untracked(|progress| progress.lines);
        self.progress
            .set(Progress::of(usize::try_from(lines).unwrap_or_default()));
        self.stage.set(Stage::Running);
        self.runs
            .update_value(|number| *number = number.wrapping_add(1));
        // A file that is still being read was not the one that is begun.
        self.readings
            .update_value(|number| *number = number.wrapping_add(1));
        browser::focus_soon(STOP);
        spawn_local(self.run(self.runs.get_value()));
    }

    fn stop(self) {
        self.runs
            .update_value(|number| *number = number.wrapping_add(1));
        self.is_waiting.set(false);
        self.stage.set(Stage::Stopped(None));
        browser::focus_soon(START);
    }

    fn is_current(self, run: u32) -> bool {
        self.runs.try_get_value() == Some(run)
    }

    /// Sends part after part. One whose answer is lost is asked for again with the same key; while there is no server, nothing is sent.
    async fn run(self, run: u32) {
        let parts = self.parts.get_value();
        let path = self.kind.get_untracked().path();
        for part in &parts {
            let Some(key) = browser::new_key() else {
                self.stage.set(Stage::Stopped(Some(ReadError::Unreadable)));
                return;
            };
            let mut questions = 0_u32;
            let report = loop {
                while self.is_current(run) && self.till.is_cut_off.get_untracked() {
                    self.is_waiting.set(true);
                    TimeoutFuture::new(LOOK_MS).await;
                }
                if !self.is_current(run) {
                    return;
                }
                match self.send(path, &key, part).await {
                    Ok(report) => break Ok(report),
                    Err(error) if error.is_final() => break Err(error),
                    Err(ReadError::NotSignedIn) => break Err(ReadError::NotSignedIn),
                    Err(_) => {
                        if !self.is_current(run) {
                            return;
                        }
                        self.is_waiting.set(true);
                        TimeoutFuture::new(pending::delay_ms(questions)).await;
                        questions = questions.saturating_add(1);
                    }
                }
            };
            if !self.is_current(run) {
                return;
            }
            self.is_waiting.set(false);
            match report {
                Ok(report) => self.progress.update(|progress| progress.add(report)),
                Err(error) => {
                    self.stage.set(Stage::Stopped(Some(error)));
                    browser::focus_soon(START);
                    return;
                }
            }
        }
        self.stage.set(Stage::Done);
        browser::focus_soon("import-another");
    }

    async fn send(self, path: &str, key: &str, part: &str) -> Result<ImportReport, ReadError> {
        let token = self.till.token();
        let call = Call {
            method: "POST",
            path,
            token: token.as_deref(),
            key: Some(key),
            body: Some(part),
            media_type: CSV,
        };
        let reply = self.till.hear(call).await;
        if reply == Reply::Lost {
            return Err(ReadError::Lost);
        }
        if reply.is_unauthorized() && self.till.token() == token {
            self.till.is_expired.set(true);
        }
        let body = api::accepted(reply)?;
        api::parse::<Success<ImportReport>>(&body).map(|answer| answer.data)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_late_resets_nothing() {
        let table = [
            (Stage::Empty, 1, 1, true),
            (Stage::Empty, 1, 2, false),
            (Stage::Read, 2, 2, true),
            (
                Stage::Unread(Flaw::new(ventanilla_core::Code::Required)),
                2,
                2,
                true,
            ),
            (Stage::Running, 2, 2, false),
            (Stage::Stopped(None), 3, 3, true),
            (Stage::Stopped(Some(ReadError::Lost)), 2, 3, false),
            (Stage::Done, 3, 3, true),
        ];
        for (stage, reading, latest, expected) in table {
            assert_eq!(stage.awaits(reading, latest), expected, "{stage:?}");
        }
        assert!(!Stage::Running.is_open());
    }
}
