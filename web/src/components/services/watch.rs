//! One payment, read again and again for as long as it is open and somebody looks at it.

use super::Payments;
use crate::api::ReadError;
use crate::browser;
use crate::till::set_changed;
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;
use ventanilla_core::wire::resources::payments::ServicePayment;

/// Before the first question after the one that found it open, in milliseconds.
const FIRST_PAUSE_MS: u32 = 2_000;
/// The longest between two questions, in milliseconds.
const PAUSE_MS_MAX: u32 = 30_000;

/// What is known of the payment.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Seen {
    /// It is being read for the first time.
    Reading,
    /// It is here.
    Here(Box<ServicePayment>),
    /// It could not be read.
    Failed(ReadError),
}

/// What reads the payment.
#[derive(Clone, Copy)]
pub(crate) struct Watch {
    payments: Payments,
    /// The operation that it is.
    id: StoredValue<String>,
    /// What is known of it.
    pub(crate) seen: RwSignal<Seen>,
    /// The number of the last watch: one that was begun before asks no more.
    watches: StoredValue<u32>,
}

impl Watch {
    /// Begins to read that payment, and again whenever there is a server again.
    pub(crate) fn new(payments: Payments, id: &str) -> Self {
        let watch = Self {
            payments,
            id: StoredValue::new(id.to_owned()),
            seen: RwSignal::new(Seen::Reading),
            watches: StoredValue::new(0),
        };
        payments.till.when_back(Box::new(move || watch.again()));
        watch.again();
        watch
    }

    /// Reads it now, and from now on.
    pub(crate) fn again(self) {
        spawn_local(self.go_on(self.next()));
    }

    /// It is known to stand like that, from elsewhere: what a reading that is still on its way says is older.
    pub(crate) fn tell(self, payment: ServicePayment) {
        let number = self.next();
        let is_open = payment.estado.is_open();
        self.show(payment);
        if is_open {
            spawn_local(self.go_on(number));
        }
    }

    /// The number of a new watch; those before it ask no more.
    fn next(self) -> u32 {
        self.watches
            .update_value(|number| *number = number.wrapping_add(1));
        self.watches.get_value()
    }

    fn show(self, payment: ServicePayment) {
        set_changed(self.seen, Seen::Here(Box::new(payment)));
        self.payments.latest.again();
    }

    async fn go_on(self, number: u32) {
        let till = self.payments.till;
        let path = format!("/pagos/{}", self.id.get_value());
        let mut questions = 0_u32;
        loop {
            let answer = till.get::<ServicePayment>(&path).await;
            if self.watches.try_get_value() != Some(number) {
                return;
            }
            match answer {
                Ok(payment) => {
                    let is_open = payment.estado.is_open();
                    let is_news = self.seen.with_untracked(
                        |seen| !matches!(seen, Seen::Here(known) if **known == payment),
                    );
                    if is_news {
                        self.show(payment);
                    }
                    if !is_open {
                        return;
                    }
                }
                Err(error) => {
                    let is_here = self
                        .seen
                        .with_untracked(|seen| matches!(seen, Seen::Here(_)));
                    if !is_here {
                        self.seen.set(Seen::Failed(error));
                        return;
                    }
                }
            }
            let mut pause_ms = pause_ms(questions);
            questions = questions.saturating_add(1);
            // A page that nobody looks at asks nothing, and soon once somebody does.
            loop {
                TimeoutFuture::new(pause_ms).await;
                if self.watches.try_get_value() != Some(number) {
                    return;
                }
                let may_ask = browser::is_seen()
                    && !till.is_cut_off.get_untracked()
                    && !till.is_expired.get_untracked();
                if may_ask {
                    break;
                }
                pause_ms = FIRST_PAUSE_MS;
            }
        }
    }
}

/// How long to wait before asking again, in milliseconds, after so many questions that found it open.
fn pause_ms(questions: u32) -> u32 {
    FIRST_PAUSE_MS
        .checked_shl(questions)
        .filter(|pause| *pause >= FIRST_PAUSE_MS)
        .unwrap_or(PAUSE_MS_MAX)
        .min(PAUSE_MS_MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow() {
        let table = [
            (0, 2_000),
            (1, 4_000),
            (2, 8_000),
            (3, 16_000),
            (4, 30_000),
            (31, 30_000),
            (32, 30_000),
            (u32::MAX, 30_000),
        ];
        for (questions, expected) in table {
            assert_eq!(pause_ms(questions), expected, "{questions}");
        }
    }
}
