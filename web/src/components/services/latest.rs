//! The latest payments of the shop, each with where it stands and its receipt.

use crate::access;
use crate::browser;
use crate::components::icon::{Drawing, Icon};
use crate::components::parts::{badge, paragraph, time};
use crate::format;
use crate::i18n::Text;
use crate::payment_slip;
use crate::payment_words;
use crate::services_page::ServiceSection;
use crate::till::{Till, set_changed};
use crate::view::{part, text};
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;
use ventanilla_core::product::Product;
use ventanilla_core::wire::resources::payments::{OrderState, ServicePayment, ServicePayments};
use ventanilla_core::{Amount, Permission, ServiceNumber};

/// How many are listed.
const LISTED_MAX: usize = 8;
/// Between two readings while something that is listed is open, in milliseconds.
const OPEN_MS: u32 = 15_000;
/// For how long a payment counts as one of a moment ago, in milliseconds.
const JUST_PAID_MS: i64 = 5 * 60_000;

/// The latest payments, newest first.
#[derive(Clone, Copy)]
pub(crate) struct Latest {
    till: Till,
    /// The newest of the shop, newest first.
    payments: RwSignal<Vec<ServicePayment>>,
    is_read: RwSignal<bool>,
    /// The number of the last reading: an older one that answers later is not shown.
    readings: StoredValue<u32>,
}

impl Latest {
    /// Reads them, and again whenever there is a server again.
    pub(crate) fn new(till: Till) -> Self {
        let latest = Self {
            till,
            payments: RwSignal::new(Vec::new()),
            is_read: RwSignal::new(false),
            readings: StoredValue::new(0),
        };
        till.when_back(Box::new(move || latest.again()));
        let show_newest = Callback::new(move |()| latest.show_newest());
        till.last_receipt.set_value(Some(show_newest));
        latest.again();
        latest
    }

    /// Reads them once more. Where they cannot be read, those that are there stay; that there is no server is told elsewhere.
    pub(crate) fn again(self) {
        self.readings
            .update_value(|number| *number = number.wrapping_add(1));
        let number = self.readings.get_value();
        spawn_local(async move {
            let answer = self.till.get::<ServicePayments>("/pagos").await;
            if self.readings.try_get_value() != Some(number) {
                return;
            }
            if let Ok(answer) = answer {
                set_changed(self.payments, answer.pagos);
                set_changed(self.is_read, true);
            }
            let is_open = untrack(|| self.listed().iter().any(|known| known.estado.is_open()));
            if !is_open {
                return;
            }
            loop {
                TimeoutFuture::new(OPEN_MS).await;
                // Somebody may have read them since; and the page may be gone.
                if self.readings.try_get_value() != Some(number) {
                    return;
                }
                if browser::is_seen() {
                    self.again();
                }
            }
        });
    }

    /// Those that are listed: a cashier's list is of one shift at one register; that of whoever supervises, or only looks, is of all of them.
    fn listed(self) -> Vec<ServicePayment> {
        let session_id = self.session_id();
        let role = self.till.role();
        let sees_all = role.may(Permission::Reverse) || !role.may(Permission::Sell);
        self.payments
            .with(|payments| listed(payments, sees_all, session_id))
    }

    /// The open session of who is signed in.
    fn session_id(self) -> Option<i64> {
        self.till
            .session
            .with(|session| session.as_ref().map(|open| open.id))
    }

    fn show_newest(self) {
        let session_id = untrack(|| self.session_id());
        let newest = self
            .payments
            .with_untracked(|payments| listed(payments, false, session_id));
        if let Some(payment) = newest.into_iter().next() {
            spawn_local(read_and_show(self.till, payment));
        }
    }

    /// The newest recharge of that phone, whatever its carrier was said to be, if it was asked for a moment ago and not refused.
    pub(crate) fn last_recharge(self, number: &str) -> Option<ServicePayment> {
        let now_ms = self.till.now_ms();
        self.payments.with(|payments| {
            payments
                .iter()
                .find(|payment| {
                    matches!(payment.servicio, Product::Credit(_))
                        && is_recent(payment, payment.servicio, number, now_ms)
                })
                .cloned()
        })
    }

    /// The receipt of a payment of just that, a moment ago.
    pub(crate) fn same(self, number: &ServiceNumber, amount: Amount) -> Option<String> {
        let now_ms = self.till.now_ms();
        self.payments
            .with(|payments| just_paid(payments, number, amount, now_ms))
    }
}

/// The newest of those that somebody is shown.
fn listed(
    payments: &[ServicePayment],
    sees_all: bool,
    session_id: Option<i64>,
) -> Vec<ServicePayment> {
    payments
        .iter()
        .filter(|payment| {
            sees_all || (session_id.is_some() && payment.id_caja_sesion == session_id)
        })
        .take(LISTED_MAX)
        .cloned()
        .collect()
}

/// The receipt of the payment of that amount for that number that was asked for a moment ago, and not refused.
fn just_paid(
    payments: &[ServicePayment],
    number: &ServiceNumber,
    amount: Amount,
    now_ms: i64,
) -> Option<String> {
    payments
        .iter()
        .find(|payment| {
            let product = Product::Service(number.service());
            payment.monto.amount() == amount && is_recent(payment, product, number.as_str(), now_ms)
        })
        .map(|payment| payment.recibo.clone())
}

/// Whether that was asked for a moment ago, and not refused.
fn is_recent(payment: &ServicePayment, product: Product, number: &str, now_ms: i64) -> bool {
    payment.estado != OrderState::Refused
        && payment.servicio == product
        && payment.numero == number
        && now_ms.saturating_sub(payment.fecha_hora.ms()) < JUST_PAID_MS
}

/// The list.
pub(crate) fn section(latest: Latest) -> AnyView {
    let till = latest.till;
    view! {
        <section class="card latest" aria-labelledby="latest-title">
            <h2 id="latest-title">{text(move || till.say(title_and_none(till).0))}</h2>
            {part(move || {
                let listed = latest.listed();
                if listed.is_empty() {
                    let words = if latest.is_read.get() { title_and_none(till).1 } else { Text::Loading };
                    paragraph("latest-none", "hint", till.say(words).to_owned())
                } else {
                    let rows: Vec<AnyView> = listed.into_iter().map(|payment| row(till, payment)).collect();
                    view! { <ul data-testid="latest">{rows}</ul> }.into_any()
                }
            })}
        </section>
    }
    .into_any()
}

/// What the list is called, and what it says when it is empty.
fn title_and_none(till: Till) -> (Text, Text) {
    if access::sells_phone_credits(till.currency()) {
        (Text::RechargesLatest, Text::RechargesNone)
    } else {
        (Text::PayLatest, Text::PayNone)
    }
}

fn row(till: Till, payment: ServicePayment) -> AnyView {
    let language = till.language.get();
    let (class, drawing) = payment_words::state_look(payment.estado, payment.devolucion);
    let state = payment_words::state_name(payment.estado, payment.devolucion);
    let number = format::product_number(payment.servicio, &payment.numero);
    let when = format::day_and_time(payment.fecha_hora, till.offset_minutes(), language);
    let state = till.say(state).to_owned();
    let sum = format::money(payment.monto.amount(), payment.moneda, language);
    let address = ServiceSection::of(payment.servicio).at(&payment.id_operacion);
    let called = till.say_with(Text::PayReceiptOf, &[("recibo", &payment.recibo)]);
    let at = payment.fecha_hora;
    let service = payment.servicio.label();
    let show = move |_| spawn_local(read_and_show(till, payment.clone()));
    view! {
        <li data-testid="latest-payment">
            <a class="payment-line" href=address>
                <span class="about">
                    <strong>{service}</strong>
                    <span class="caption"><span>{number}</span> {time(at, when)}</span>
                </span>
                <span class="sum">{sum}</span>
                {badge(class, drawing, state)}
            </a>
            <button type="button" class="quiet icon-only" data-testid="latest-receipt" aria-label=called on:click=show>
                <Icon drawing=Drawing::Receipt/>
            </button>
        </li>
    }
    .into_any()
}

/// Shows the receipt of a payment as it stands by now. Where that cannot be read, only what does not change any more is shown.
async fn read_and_show(till: Till, known: ServicePayment) {
    let path = format!("/pagos/{}", known.id_operacion);
    match till.get::<ServicePayment>(&path).await {
        Ok(payment) => show_receipt(till, &payment),
        Err(_) if known.estado == OrderState::Delivered => show_receipt(till, &known),
        Err(_) => till.mention(Text::ServerLost),
    }
}

/// Shows the receipt of a payment as it would be printed.
pub(crate) fn show_receipt(till: Till, payment: &ServicePayment) {
    let slip = untrack(|| payment_slip::receipt(payment, &till.shop(), till.language.get()));
    till.slip.set(Some(slip));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::payment_slip::tests::payment;
    use ventanilla_core::Service;
    use ventanilla_core::wire::resources::payments::RefundState;

    #[test]
    fn whose_are_listed() {
        let of_session = |session_id| ServicePayment {
            id_caja_sesion: session_id,
            ..payment(OrderState::Delivered, RefundState::None)
        };
        // An integrator's is of no session.
        let all = [of_session(Some(1)), of_session(None), of_session(Some(2))];
        let count = |sees_all, session_id| listed(&all, sees_all, session_id).len();
        assert_eq!(count(true, None), 3);
        assert_eq!(count(true, Some(1)), 3);
        assert_eq!(count(false, Some(2)), 1);
        assert_eq!(count(false, Some(3)), 0);
        assert_eq!(count(false, None), 0);
        let many = vec![of_session(Some(1)); 100];
        assert_eq!(listed(&many, false, Some(1)).len(), LISTED_MAX);
    }

    #[test]
    fn the_same_a_moment_ago() {
        let paid = payment(OrderState::Pending, RefundState::None);
        let refused = payment(OrderState::Refused, RefundState::Due);
        let at_ms = paid.fecha_hora.ms();
        let number = |service, text| ServiceNumber::parse_typed(service, text).unwrap();
        let same = number(Service::MovistarPrepago, "04243675525");
        let amount = |minor| Amount::from_minor(minor).unwrap();
        let receipt = Some("0001-S00000007");
        let table = [
            (&paid, &same, amount(125_050), at_ms + 1_000, receipt),
            (&paid, &same, amount(125_050), at_ms + JUST_PAID_MS, None),
            (&paid, &same, amount(125_051), at_ms, None),
            (&refused, &same, amount(125_050), at_ms, None),
            (
                &paid,
                &number(Service::MovistarPrepago, "04243675526"),
                amount(125_050),
                at_ms,
                None,
            ),
            (
                &paid,
                &number(Service::MovistarPospago, "04243675525"),
                amount(125_050),
                at_ms,
                None,
            ),
        ];
        for (payment, number, amount, now_ms, expected) in table {
            let found = just_paid(std::slice::from_ref(payment), number, amount, now_ms);
            assert_eq!(found.as_deref(), expected, "{number:?} {amount:?}");
        }
    }
}
