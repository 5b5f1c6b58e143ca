//! `Orders`: what the page knows of payments that wait, and how it is kept up to date while somebody looks.

use super::row::row_id;
use super::search;
use super::words::is_waiting;
use crate::address;
use crate::api::ReadError;
use crate::browser;
use crate::intent::{Intent, Receipt};
use crate::notice::Notice;
use crate::till::{Reading, Till, set_changed};
use crate::view::follow;
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;
use ventanilla_core::wire::resources::payments::{ServicePayment, ServicePayments};

/// Where what waits is read.
const WAITING_PATH: &str = "/pagos/pendientes";
/// Where the newest are read, settled or not.
const RECENT_PATH: &str = "/pagos";
/// How often it is looked whether something is to be read, in milliseconds.
const TICK_MS: u32 = 1_000;
/// Between two readings while somebody looks, in milliseconds.
const EVERY_MS: i64 = 15_000;

/// The box that finds a payment.
pub(super) const SEARCH: &str = "orders-search";
/// The heading of the list.
pub(super) const TITLE: &str = "orders-title";

/// What the page knows of payments that wait.
#[derive(Clone, Copy)]
pub(super) struct Orders {
    /// The till.
    pub(super) till: Till,
    /// The payment in the address; empty where the list is shown.
    pub(super) id: Memo<String>,
    /// What is typed to find one.
    pub(super) typed: RwSignal<String>,
    /// What waits, once it was read: what is open, then refunds, each the oldest first.
    pub(super) waiting: RwSignal<Option<Vec<ServicePayment>>>,
    /// The newest payments, once they were read: only who looks for one needs them.
    pub(super) recent: RwSignal<Option<Vec<ServicePayment>>>,
    /// Whether those could not be read.
    pub(super) is_recent_missing: RwSignal<bool>,
    /// The payment that was read last by itself.
    pub(super) one: RwSignal<Option<ServicePayment>>,
    /// How far the reading of what is shown has come.
    pub(super) reading: RwSignal<Reading>,
    /// When what is shown was read, by the server's clock; 0 where it was kept from before.
    pub(super) read_at_ms: RwSignal<i64>,
    /// Now, by the server's clock, as ages go by it.
    pub(super) now_ms: RwSignal<i64>,
    /// When something was asked for last, by this machine's clock.
    asked_at_ms: StoredValue<i64>,
    /// Whether its answer is still to come.
    is_asking: StoredValue<bool>,
    /// The number of the last reading: an older one that answers later is not shown.
    readings: StoredValue<u32>,
}

impl Orders {
    /// What an address asks for, read and kept up to date for as long as it is shown.
    pub(super) fn new(till: Till, rest: Signal<String>) -> Self {
        let orders = Self {
            till,
            id: Memo::new(move |_| rest.with(|rest| id_of(rest))),
            typed: RwSignal::new(String::new()),
            waiting: RwSignal::new(None),
            recent: RwSignal::new(None),
            is_recent_missing: RwSignal::new(false),
            one: RwSignal::new(None),
            reading: RwSignal::new(Reading::Running),
            read_at_ms: RwSignal::new(0),
            now_ms: RwSignal::new(till.now_ms()),
            asked_at_ms: StoredValue::new(0),
            is_asking: StoredValue::new(false),
            readings: StoredValue::new(0),
        };
        let is_searching = Memo::new(move |_| orders.is_searching());
        follow(move || {
            // Read, not only tracked: a memo that nobody has read follows nothing.
            let _ = (orders.id.get(), is_searching.get());
            if !till.is_expired.get() {
                orders.reading.set(Reading::Running);
                untrack(|| orders.read());
            }
        });
        till.when_back(Box::new(move || orders.read()));
        // What was there before this page was is no news to it.
        let mut is_new = false;
        follow(move || {
            let news = till.notice.get().filter(is_about_payments);
            if let Some(news) = news.filter(|_| is_new) {
                untrack(|| orders.take(&news));
            }
            is_new = true;
        });
        spawn_local(orders.keep_reading());
        orders
    }

    /// Whether something is typed that could find a payment.
    pub(super) fn is_searching(self) -> bool {
        self.typed.with(|typed| !typed.trim().is_empty())
    }

    /// What fits what is typed: what waits before what is settled. `None` while not everything was read.
    pub(super) fn found(self) -> Option<Vec<ServicePayment>> {
        let waiting = self.waiting.get()?;
        let is_missing = self.is_recent_missing.get();
        let recent = self.recent.get().or(is_missing.then(Vec::new))?;
        Some(
            self.typed
                .with(|typed| search::found(typed, waiting, recent)),
        )
    }

    /// The payment of that id, as it was read last, by itself or in a list.
    pub(super) fn payment(self, id: &str) -> Option<ServicePayment> {
        let is_it = |payment: &&ServicePayment| payment.id_operacion == id;
        let in_list =
            |list: &Option<Vec<ServicePayment>>| list.iter().flatten().find(is_it).cloned();
        self.one
            .with(|one| one.as_ref().filter(is_it).cloned())
            .or_else(|| self.waiting.with(in_list))
            .or_else(|| self.recent.with(in_list))
    }

    /// Reads what is shown once more; what is there stays until the answer comes, and where none comes.
    pub(super) fn read(self) {
        self.asked_at_ms.set_value(browser::now_ms());
        self.is_asking.set_value(true);
        self.now_ms.set(self.till.now_ms());
        self.readings
            .update_value(|number| *number = number.wrapping_add(1));
        let number = self.readings.get_value();
        let id = self.id.get_untracked();
        spawn_local(async move {
            if id.is_empty() {
                self.read_lists(number).await;
            } else {
                self.read_one(&id, number).await;
            }
        });
    }

    async fn read_lists(self, number: u32) {
        let is_searching = untrack(|| self.is_searching());
        let waiting = self.till.get_kept::<ServicePayments>(WAITING_PATH);
        let recent = async {
            if is_searching {
                Some(self.till.get::<ServicePayments>(RECENT_PATH).await)
            } else {
                None
            }
        };
        let (waiting, recent) = futures::join!(waiting, recent);
        if !self.is_current(number) {
            return;
        }
        let had_focus = browser::focused_id();
        match recent {
            Some(Ok(page)) => {
                set_changed(self.recent, Some(page.pagos));
                set_changed(self.is_recent_missing, false);
            }
            Some(Err(_)) => {
                let is_missing = self.recent.with_untracked(Option::is_none);
                set_changed(self.is_recent_missing, is_missing);
            }
            None => {}
        }
        match waiting {
            Ok(page) => {
                let was = self.rows();
                set_changed(self.waiting, Some(page.pagos));
                self.ended(Ok(()), WAITING_PATH);
                keep_focus(had_focus, &was, &self.rows());
            }
            Err(error) => self.ended(Err(error), WAITING_PATH),
        }
    }

    async fn read_one(self, id: &str, number: u32) {
        let path = format!("{RECENT_PATH}/{}", address::encode(id));
        let answer = self.till.get::<ServicePayment>(&path).await;
        if !self.is_current(number) {
            return;
        }
        match answer {
            Ok(payment) => {
                self.know(&payment);
                self.ended(Ok(()), &path);
            }
            Err(error) => self.ended(Err(error), &path),
        }
    }

    /// A reading has come to its end.
    fn ended(self, outcome: Result<(), ReadError>, path: &str) {
        self.is_asking.set_value(false);
        let is_kept = self
            .till
            .kept_of
            .with_untracked(|kept| kept.iter().any(|(of, _)| of == path));
        match outcome {
            Ok(()) => {
                let read_at_ms = if is_kept { 0 } else { self.till.now_ms() };
                set_changed(self.read_at_ms, read_at_ms);
                set_changed(self.reading, Reading::Done);
            }
            Err(error) => set_changed(self.reading, Reading::Failed(error)),
        }
    }

    /// Takes over how a payment stands, wherever it is known already.
    fn know(self, payment: &ServicePayment) {
        set_changed(self.one, Some(payment.clone()));
        for list in [self.waiting, self.recent] {
            let is_older = list.with_untracked(|list| {
                list.iter()
                    .flatten()
                    .any(|known| known.id_operacion == payment.id_operacion && known != payment)
            });
            if is_older {
                list.update(|list| {
                    for known in list.iter_mut().flatten() {
                        if known.id_operacion == payment.id_operacion {
                            *known = payment.clone();
                        }
                    }
                });
            }
        }
        let is_settled = |known: &ServicePayment| !is_waiting(known);
        if self
            .waiting
            .with_untracked(|waiting| waiting.iter().flatten().any(is_settled))
        {
            self.waiting.update(|waiting| {
                if let Some(waiting) = waiting {
                    waiting.retain(is_waiting);
                }
            });
        }
    }

    /// What came of something that was asked for here, or by an answer that had been lost.
    fn take(self, notice: &Notice) {
        if let Notice::Done(receipt, _) = notice
            && let Receipt::Resolved(payment) | Receipt::Refunded(payment) = receipt.as_ref()
        {
            self.know(payment);
        }
        self.read();
    }

    /// Reads time and again for as long as the section is there and somebody looks.
    async fn keep_reading(self) {
        loop {
            TimeoutFuture::new(TICK_MS).await;
            let (Some(asked_at_ms), Some(is_asking)) = (
                self.asked_at_ms.try_get_value(),
                self.is_asking.try_get_value(),
            ) else {
                return;
            };
            if !is_due(asked_at_ms, browser::now_ms()) {
                continue;
            }
            let till = self.till;
            let may_read = browser::is_seen()
                && !is_asking
                && !till.is_cut_off.get_untracked()
                && !till.is_expired.get_untracked();
            if may_read {
                self.read();
            } else {
                // Without an answer it grows old all the same.
                set_changed(self.now_ms, till.now_ms());
            }
        }
    }

    /// The ids of the rows, in their order.
    fn rows(self) -> Vec<String> {
        self.waiting.with_untracked(|waiting| {
            waiting
                .iter()
                .flatten()
                .map(|payment| row_id(&payment.id_operacion))
                .collect()
        })
    }

    /// Whether that reading is still the last one, and the page still there.
    fn is_current(self, number: u32) -> bool {
        self.readings.try_get_value() == Some(number)
            && self.till.login.with_untracked(Option::is_some)
    }
}

/// The payment that an address names.
fn id_of(rest: &str) -> String {
    let (path, _) = rest.split_once('?').unwrap_or((rest, ""));
    address::decode(path.trim_matches('/'))
}

/// Whether it is time to read again. A clock that was set back is no reason to wait.
fn is_due(asked_at_ms: i64, now_ms: i64) -> bool {
    !(0..EVERY_MS).contains(&now_ms.saturating_sub(asked_at_ms))
}

/// Where the row that had the focus is gone: the one in its place, or the heading.
fn keep_focus(had_focus: Option<String>, was: &[String], now: &[String]) {
    let Some(id) = had_focus else {
        return;
    };
    let Some(place) = was.iter().position(|row| *row == id) else {
        return;
    };
    let next = now.get(place).or(now.last()).cloned();
    let ids = [Some(id), next, Some(TITLE.to_owned())];
    browser::focus_if_lost(ids.into_iter().flatten().collect());
}

/// Whether what came of something says that a payment stands elsewhere now, or may.
fn is_about_payments(notice: &Notice) -> bool {
    match notice {
        Notice::Done(receipt, _) => matches!(
            **receipt,
            Receipt::Paid(_) | Receipt::Resolved(_) | Receipt::Refunded(_)
        ),
        Notice::Refused(_, intent) => matches!(
            intent,
            Intent::PayService { .. }
                | Intent::ResolvePayment { .. }
                | Intent::RefundPayment { .. }
        ),
        Notice::NotStored | Notice::NotSignedIn => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_address_names() {
        let table = [
            ("", ""),
            ("8e03978e-40d5", "8e03978e-40d5"),
            ("8e03978e-40d5/", "8e03978e-40d5"),
            ("8e03978e?x=y", "8e03978e"),
            ("?x=y", ""),
            ("a%2Fb", "a/b"),
        ];
        for (rest, id) in table {
            assert_eq!(id_of(rest), id, "{rest}");
        }
    }

    #[test]
    fn when_it_is_read_again() {
        let table = [
            (0, 14_999, false),
            (0, 15_000, true),
            (20_000, 20_000, false),
            (20_000, 19_000, true),
            (0, i64::MAX, true),
        ];
        for (asked_at_ms, now_ms, expected) in table {
            assert_eq!(
                is_due(asked_at_ms, now_ms),
                expected,
                "{asked_at_ms} {now_ms}"
            );
        }
    }
}
