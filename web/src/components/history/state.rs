//! `History`: what the page shows of the history, and how it is read from the server.

use super::entry::{Entry, entries};
use super::filter::Filter;
use crate::browser;
use crate::components::field::Errors;
use crate::components::operator_choice::country;
use crate::components::sessions::NAMES_PATH;
use crate::intent::{Intent, Receipt};
use crate::kept;
use crate::notice::Notice;
use crate::till::{Reading, Till};
use crate::view::follow;
use leptos::prelude::*;
use leptos::task::spawn_local;
use ventanilla_core::field::FieldError;
use ventanilla_core::wire::resources::operations::{
    OPERATIONS_LIMIT_DEFAULT, OPERATIONS_LIMIT_MAX, OperationPage, OperationTotals,
};
use ventanilla_core::wire::time::{Date, Iso};

/// What the paths of this page's readings start with.
const PATH: &str = "/operaciones";
/// What the ids of rows start with.
const ROW_ID: &str = "operation-";
/// The page's address.
const ADDRESS: &str = "#historial";
/// The page's heading, which has the focus where nothing better is left.
const TITLE: &str = "history-title";
/// The button of the next page.
pub(crate) const MORE: &str = "history-more";
/// The button that reads again what could not be read.
pub(crate) const RETRY: &str = "history-retry";
/// The button that shows all days.
pub(crate) const SHOW_ALL: &str = "history-show-all";

/// What the list shows, or is about to: what was asked, to the letter. What is read or saved of it later is of the same days, whatever
/// day it is by then.
pub(crate) struct Shown {
    /// What the server was asked with.
    pub(crate) query: String,
    /// Today, as the shop's clock had it then.
    pub(crate) today: Date,
    /// Its first and its last day.
    pub(crate) days: (Option<Date>, Option<Date>),
    /// Whether what was reversed and what reversed it are both in it, as far as both were in those days.
    pub(crate) has_reversals: bool,
}

/// What of the list has the focus, and at which row.
type Focus = Option<(String, usize)>;

/// What the page shows of the history.
#[derive(Clone, Copy)]
pub(crate) struct History {
    /// The till.
    pub(crate) till: Till,
    /// What is asked for.
    pub(crate) filter: Memo<Filter>,
    /// What is wrong with it.
    pub(crate) errors: Errors,
    /// What the list shows; `None` where something is wrong with the filter.
    pub(crate) shown: RwSignal<Option<Shown>>,
    /// The operations read so far, newest first.
    pub(crate) entries: RwSignal<Vec<Entry>>,
    /// Where the next page starts, if there is one.
    pub(crate) cursor: RwSignal<Option<String>>,
    /// What everything that is asked for comes to.
    pub(crate) totals: RwSignal<Option<OperationTotals>>,
    /// How far the first page has come.
    pub(crate) reading: RwSignal<Reading>,
    /// How far the next page has come; done where none is asked for.
    pub(crate) more: RwSignal<Reading>,
    /// Whether two dates are being chosen, even while they are those of a span with a name.
    pub(crate) is_choosing_days: RwSignal<bool>,
    /// The operation that is unfolded.
    pub(crate) unfolded: RwSignal<Option<String>>,
    /// The operation that is about to be reversed.
    pub(crate) reversing: RwSignal<Option<String>>,
    /// The number of the last reading: an older one that answers later is not shown.
    readings: StoredValue<u32>,
    /// Whether that reading is of what is shown already.
    is_reading_again: StoredValue<bool>,
}

impl History {
    /// The history of an address, read and kept up to date for as long as it is shown.
    pub(crate) fn new(till: Till, query: Signal<String>) -> Self {
        let history = Self {
            till,
            shown: RwSignal::new(None),
            filter: Memo::new(move |_| query.with(|query| Filter::from_address(query))),
            errors: RwSignal::new(Vec::new()),
            entries: RwSignal::new(Vec::new()),
            cursor: RwSignal::new(None),
            totals: RwSignal::new(None),
            reading: RwSignal::new(Reading::Running),
            more: RwSignal::new(Reading::Done),
            is_choosing_days: RwSignal::new(false),
            unfolded: RwSignal::new(None),
            reversing: RwSignal::new(None),
            readings: StoredValue::new(0),
            is_reading_again: StoredValue::new(false),
        };
        follow(move || {
            history.filter.track();
            if !till.is_expired.get() {
                history.read();
            }
        });
        till.when_back(Box::new(move || {
            if history.reading.get() != Reading::Running {
                history.read();
            }
        }));
        // What was there before this page was is no news to it.
        let mut is_new = false;
        follow(move || {
            let is_about = till
                .notice
                .with(|notice| notice.as_ref().is_some_and(is_about_reversal));
            if is_about && is_new {
                spawn_local(history.read_again());
            }
            is_new = true;
        });
        follow(move || {
            let sale = till
                .slip
                .with(|slip| slip.as_ref().and_then(|slip| slip.sale.clone()));
            if let Some(sale) = sale {
                history.take_reference(sale.id, sale.reference);
            }
        });
        history
    }

    /// The operation of that id, as it is shown.
    pub(crate) fn entry(self, id: &str) -> Option<Entry> {
        self.entries.with(|entries| {
            entries
                .iter()
                .find(|entry| entry.operation.id == id)
                .cloned()
        })
    }

    /// A reference that was added on the receipt belongs to the sale's row as well.
    fn take_reference(self, number: i64, reference: Option<String>) {
        let id = self.entries.with_untracked(|entries| {
            entries
                .iter()
                .find(|entry| entry.lacks_reference() && entry.operation.numero == Some(number))
                .map(|entry| entry.operation.id.clone())
        });
        if let (Some(id), Some(reference)) = (id, reference) {
            self.set_reference(&id, reference);
        }
    }

    /// What the list of a filter shows, or what is wrong with which field.
    pub(crate) fn request(self, filter: &Filter) -> Result<Shown, Vec<FieldError>> {
        let (country, currency) = untrack(|| (country(self.till), self.till.currency()));
        let today = today(self.till);
        Ok(Shown {
            query: filter.request(today, country, currency)?,
            today,
            days: filter.span.days(today),
            has_reversals: filter.is_of_days_only(),
        })
    }

    /// What the server was asked with for the list; `None` where something is wrong with the filter.
    pub(crate) fn query(self) -> Option<String> {
        self.shown
            .with_untracked(|shown| shown.as_ref().map(|shown| shown.query.clone()))
    }

    /// Today, as the list has it, or the shop's clock where there is none.
    pub(crate) fn day(self) -> Date {
        let day = self
            .shown
            .with(|shown| shown.as_ref().map(|shown| shown.today));
        day.unwrap_or_else(|| today(self.till))
    }

    /// What is asked for now, to be changed in some respect. The address has it before the page does.
    pub(crate) fn asked_for(self) -> Filter {
        let address = browser::hash();
        Filter::from_address(address.split_once('?').map_or("", |(_, query)| query))
    }

    /// Asks for something else; for the same, once more.
    pub(crate) fn ask(self, filter: &Filter) {
        if self.asked_for() == *filter {
            // Where the page does not show it yet, it is about to be read.
            if self.filter.with_untracked(|known| known == filter) {
                self.read();
            }
            return;
        }
        let query = filter.to_address();
        browser::go(&if query.is_empty() {
            ADDRESS.to_owned()
        } else {
            format!("{ADDRESS}?{query}")
        });
    }

    /// Reads the first page and the totals.
    pub(crate) fn read(self) {
        let number = self.next_reading(false);
        let focus = self.focus();
        self.more.set(Reading::Done);
        match self.filter.with_untracked(|filter| self.request(filter)) {
            Ok(shown) => {
                self.errors.set(Vec::new());
                self.reading.set(Reading::Running);
                spawn_local(self.read_first(shown.query.clone(), number, focus));
                self.shown.set(Some(shown));
            }
            Err(wrong) => {
                self.errors.set(wrong);
                self.shown.set(None);
                self.entries.set(Vec::new());
                self.cursor.set(None);
                self.totals.set(None);
                self.reading.set(Reading::Done);
                self.keep(focus);
            }
        }
    }

    async fn read_first(self, query: String, number: u32, focus: Focus) {
        let (page_path, totals_path) = (
            page_path(&query, OPERATIONS_LIMIT_DEFAULT, None),
            totals_path(&query),
        );
        let (page, totals) = futures::join!(
            self.till.get_kept::<OperationPage>(&page_path),
            self.till.get_kept::<OperationTotals>(&totals_path),
        );
        if !self.is_current(number) {
            return;
        }
        let focus = self.focus().or(focus);
        self.totals.set(totals.ok());
        match page {
            Ok(page) => {
                self.show(page);
                self.forget_older(&[page_path, totals_path]);
                self.reading.set(Reading::Done);
            }
            Err(error) => {
                self.entries.set(Vec::new());
                self.cursor.set(None);
                self.reading.set(Reading::Failed(error));
            }
        }
        self.keep(focus);
    }

    /// Reads again what is shown already: something in it has changed. Where that fails, it stays as it is. What is not shown yet, or is
    /// of a day that is over, is read from the start.
    async fn read_again(self) {
        let Some(query) = self.query() else {
            return;
        };
        let is_of_today = untrack(|| self.day()) == today(self.till);
        if self.reading.get_untracked() != Reading::Done || !is_of_today {
            self.read();
            return;
        }
        let number = self.next_reading(true);
        let shown = self.entries.with_untracked(Vec::len);
        let limit = u32::try_from(shown)
            .unwrap_or(OPERATIONS_LIMIT_MAX)
            .clamp(OPERATIONS_LIMIT_DEFAULT, OPERATIONS_LIMIT_MAX);
        let (page_path, totals_path) = (page_path(&query, limit, None), totals_path(&query));
        let (page, totals) = futures::join!(
            self.till.get::<OperationPage>(&page_path),
            self.till.get::<OperationTotals>(&totals_path),
        );
        if !self.is_current(number) {
            return;
        }
        self.is_reading_again.set_value(false);
        let focus = self.focus();
        if let Ok(page) = page {
            self.show(page);
        }
        if let Ok(totals) = totals {
            self.totals.set(Some(totals));
        }
        self.keep(focus);
        // The next page, asked for before or meanwhile, starts where this ends.
        if self.more.get_untracked() == Reading::Running {
            self.more.set(Reading::Done);
            self.read_more();
        }
    }

    /// Reads the next page, and moves the focus from its button to the first operation of it.
    pub(crate) fn read_more(self) {
        let (Some(cursor), Some(query)) = (self.cursor.get_untracked(), self.query()) else {
            return;
        };
        if self.more.get_untracked() == Reading::Running
            || self.reading.get_untracked() == Reading::Running
        {
            return;
        }
        self.more.set(Reading::Running);
        if self.is_reading_again.get_value() {
            return;
        }
        let number = self.readings.get_value();
        spawn_local(async move {
            let path = page_path(&query, OPERATIONS_LIMIT_DEFAULT, Some(&cursor));
            let page = self.till.get::<OperationPage>(&path).await;
            if !self.is_current(number) {
                return;
            }
            match page {
                Ok(page) => {
                    self.cursor.set(page.cursor.clone());
                    let next = entries(page);
                    let first = next.first().map(|entry| row_id(&entry.operation.id));
                    let focus = self.focus().filter(|(id, _)| id == MORE);
                    self.entries.update(|entries| entries.extend(next));
                    self.more.set(Reading::Done);
                    match first {
                        Some(first) if focus.is_some() => browser::focus_soon(first),
                        _ => self.keep(focus),
                    }
                }
                Err(error) => self.more.set(Reading::Failed(error)),
            }
        });
    }

    /// Takes note of a sale's reference.
    pub(crate) fn set_reference(self, operation_id: &str, reference: String) {
        self.entries.update(|entries| {
            let entry = entries
                .iter_mut()
                .find(|entry| entry.operation.id == operation_id);
            if let Some(entry) = entry {
                entry.operation.referencia_operadora = Some(reference);
            }
        });
    }

    /// Shows a page. A row that has changed is made anew.
    fn show(self, page: OperationPage) {
        self.cursor.set(page.cursor.clone());
        self.entries.set(entries(page));
    }

    /// What of the list has the focus, and may be gone or made anew by what is about to be shown.
    fn focus(self) -> Focus {
        let id = browser::focused_id().filter(|id| {
            id.starts_with(ROW_ID) || [MORE, RETRY, SHOW_ALL].contains(&id.as_str())
        })?;
        let place = self.entries.with_untracked(|entries| {
            entries
                .iter()
                .position(|entry| row_id(&entry.operation.id) == id)
                .unwrap_or(if id == MORE { entries.len() } else { 0 })
        });
        Some((id, place))
    }

    /// Where what had the focus is gone: the same made anew, the row that it was part of, the row in its place, another try, or the heading.
    fn keep(self, focus: Focus) {
        let Some((id, place)) = focus else {
            return;
        };
        let unfolded = self.unfolded.get_untracked();
        let in_place = self.entries.with_untracked(|entries| {
            let entry = entries.get(place).or_else(|| entries.last());
            entry.map(|entry| entry.operation.id.clone())
        });
        let row = |id: Option<String>| row_id(&id.unwrap_or_default());
        let ids = vec![
            id,
            row(unfolded),
            row(in_place),
            RETRY.to_owned(),
            TITLE.to_owned(),
        ];
        browser::focus_if_lost(ids);
    }

    /// The number of a reading that starts now, and takes the place of any other; `is_again` where it is of what is shown already.
    fn next_reading(self, is_again: bool) -> u32 {
        self.is_reading_again.set_value(is_again);
        self.readings
            .update_value(|number| *number = number.wrapping_add(1));
        self.readings.get_value()
    }

    /// Whether that reading is still the last one, and the page still there.
    fn is_current(self, number: u32) -> bool {
        self.readings.try_get_value() == Some(number)
            && self.till.login.with_untracked(Option::is_some)
    }

    /// Of all that was ever asked for here, only the last is kept for when there is no server.
    fn forget_older(self, paths: &[String]) {
        let Some(user_id) = self
            .till
            .login
            .with_untracked(|login| login.as_ref().map(|known| known.user.id))
        else {
            return;
        };
        let known = browser::stored_names(&kept::name(user_id, PATH));
        for name in outdated(known, user_id, paths) {
            browser::forget(&name);
        }
    }
}

/// Today, as the shop's clock has it.
pub(crate) fn today(till: Till) -> Date {
    let offset_minutes = untrack(|| till.offset_minutes());
    Iso::from_ms(till.now_ms()).date_at(offset_minutes)
}

/// Which of these names of kept answers are of earlier readings of this page. The list of sessions keeps its own under a like name.
fn outdated(mut names: Vec<String>, user_id: i64, paths: &[String]) -> Vec<String> {
    let keep = |path: &str| kept::name(user_id, path);
    names.retain(|name| {
        *name != keep(NAMES_PATH) && paths.iter().all(|path| *name != keep(path.as_str()))
    });
    names
}

/// The id of an operation's row.
pub(crate) fn row_id(operation_id: &str) -> String {
    format!("{ROW_ID}{operation_id}")
}

/// The path of one page.
pub(crate) fn page_path(query: &str, limit: u32, cursor: Option<&str>) -> String {
    let mut path = format!("{PATH}?{query}");
    if !query.is_empty() {
        path.push('&');
    }
    path.push_str(&format!("limit={limit}"));
    if let Some(cursor) = cursor {
        path.push_str(&format!("&cursor={cursor}"));
    }
    path
}

fn totals_path(query: &str) -> String {
    if query.is_empty() {
        format!("{PATH}/totales")
    } else {
        format!("{PATH}/totales?{query}")
    }
}

fn is_about_reversal(notice: &Notice) -> bool {
    match notice {
        Notice::Done(receipt, _) => matches!(**receipt, Receipt::Reversed(_)),
        Notice::Refused(_, intent) => matches!(intent, Intent::Reverse { .. }),
        Notice::NotStored | Notice::NotSignedIn => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_of_earlier_readings_is_forgotten() {
        let paths = ["/operaciones?limit=50", "/operaciones/totales"].map(str::to_owned);
        let names = [
            "/operaciones?desde=2026-03-01&limit=50",
            "/operaciones?limit=50",
            "/operaciones/totales",
            "/operaciones/totales?desde=2026-03-01",
            NAMES_PATH,
        ]
        .map(|path| kept::name(7, path));
        let [earlier_page, _, _, earlier_totals, _] = names.clone();
        assert_eq!(
            outdated(names.to_vec(), 7, &paths),
            [earlier_page, earlier_totals]
        );
    }

    #[test]
    fn paths() {
        let table = [
            ("", None, "/operaciones?limit=50", "/operaciones/totales"),
            (
                "tipo=top_up",
                None,
                "/operaciones?tipo=top_up&limit=50",
                "/operaciones/totales?tipo=top_up",
            ),
            (
                "",
                Some("17.a-b"),
                "/operaciones?limit=50&cursor=17.a-b",
                "/operaciones/totales",
            ),
        ];
        for (query, cursor, page, totals) in table {
            assert_eq!(page_path(query, 50, cursor), page);
            assert_eq!(totals_path(query), totals);
        }
    }
}
