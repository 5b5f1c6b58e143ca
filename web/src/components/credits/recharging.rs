//! `Recharging`: what the steps of a recharge have in common: the number, the order in preview and what keeps both, and making an order.

use super::place::Place;
use super::{number, order};
use crate::api::{self, ReadError};
use crate::browser;
use crate::components::coupons::loader::Loader;
use crate::components::sell::kept_in_tab;
use crate::components::services::Payments;
use crate::i18n::Text;
use crate::intent::Intent;
use crate::outbox::Ended;
use crate::refusal::Refusal;
use crate::services_page::ServiceSection;
use crate::till::{DRAFT_STORES, ORDER_STORE, Till, set_changed};
use crate::view::follow;
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;
use order::Left;
use ventanilla_core::wire::body::Body;
use ventanilla_core::wire::phone_credits::orders::{CreateOrderRequest, Order, OrderStatus};
use ventanilla_core::{Code, Dealer, PhoneNumber};

/// Between two looks at the clock, in milliseconds.
const TICK_MS: u32 = 5_000;

/// What the steps of a recharge have in common.
#[derive(Clone, Copy)]
pub(crate) struct Recharging {
    /// The till.
    pub(crate) till: Till,
    /// The recharges that were asked for.
    pub(crate) payments: Payments,
    /// The number that is being typed.
    pub(crate) number: RwSignal<String>,
    /// The order in preview, which this tab keeps over a reload.
    pub(crate) order: RwSignal<Option<Order>>,
    /// Whose order is being made.
    pub(crate) creating: RwSignal<Option<Dealer>>,
    /// Why the last one could not be made.
    pub(crate) trouble: RwSignal<Option<ReadError>>,
    /// For how long the order is good.
    pub(crate) left: RwSignal<Left>,
    /// Whose phones can be recharged.
    pub(crate) dealers: Loader,
    /// What pays.
    pub(crate) wallets: Loader,
    /// What the address names.
    asked: Memo<Place>,
    /// What is done when asking for a recharge has ended, whatever step is shown by then.
    on_end: StoredValue<Option<Callback<Ended>>>,
}

impl Recharging {
    /// What this tab has kept; whose recharge it is, the till has seen to.
    pub(crate) fn new(till: Till, asked: Memo<Place>) -> Self {
        let kept: Option<Order> =
            browser::tab_stored(ORDER_STORE).and_then(|text| api::parse(&text).ok());
        let number = kept_in_tab(DRAFT_STORES[0]);
        // The order says it as it was understood; where it was typed otherwise since, the order is thrown away below.
        if let Some(kept) = &kept
            && number.with_untracked(|typed| typed.trim().is_empty())
        {
            number.set(order::national(kept));
        }
        Self {
            till,
            payments: Payments::new(till, ServiceSection::Recharge),
            number,
            order: RwSignal::new(kept),
            creating: RwSignal::new(None),
            trouble: RwSignal::new(None),
            left: RwSignal::new(Left::Nothing),
            dealers: Loader::new(till),
            wallets: Loader::new(till),
            asked,
            on_end: StoredValue::new(None),
        }
    }

    /// Follows what is typed, sent and told, for as long as the section is shown.
    pub(crate) fn begin(self) {
        let till = self.till;
        self.on_end
            .set_value(Some(Callback::new(move |ended| self.ended(&ended))));
        self.look_at_clock();
        // A question is of the step that it was asked in, until it was answered with yes.
        follow(move || {
            self.asked.track();
            if !till.is_sending.get_untracked() && till.confirming.with_untracked(Option::is_some) {
                till.confirming.set(None);
            }
        });
        follow(move || {
            let whole = self.number.with(|typed| number::whole(typed));
            let is_its_own = self.order.with_untracked(|known| {
                known.as_ref().is_none_or(|known| {
                    whole.is_some_and(|whole| whole.national() == order::national(known))
                })
            });
            if !is_its_own {
                self.forget_order();
            }
        });
        // What was sent before a reload is no preview any more: it is asked about by its own key.
        follow(move || {
            let is_sent = till.pending.with(|pending| {
                self.order.with_untracked(|known| {
                    pending.iter().any(|open| {
                        matches!((&open.intent, known), (Intent::Recharge { order_id, .. }, Some(known)) if *order_id == known.id)
                    })
                })
            });
            if is_sent && !till.is_sending.get_untracked() {
                self.sent();
            }
        });
        self.payments
            .follow_notices(move |payment_id| match self.asked.get_untracked() {
                Place::Recharge(shown) => shown == payment_id,
                _ => self.is_idle(),
            });
        // What was begun before goes on where it was.
        if self.asked.get_untracked() == Place::Start {
            if self.left.get_untracked() == Left::Nothing {
                self.forget_order();
            } else {
                browser::go_instead(&at(&Place::Amount));
            }
        }
        spawn_local(async move {
            loop {
                TimeoutFuture::new(TICK_MS).await;
                // The section may be gone.
                if self.left.is_disposed() {
                    return;
                }
                self.look_at_clock();
            }
        });
    }

    /// For how long the order is good now. What is over stays over.
    fn look_at_clock(self) {
        let now_ms = self.till.now_ms();
        let left = self.order.with_untracked(|known| {
            known
                .as_ref()
                .map_or(Left::Nothing, |known| order::left(known, now_ms))
        });
        set_changed(self.left, left);
    }

    /// Whether nothing is typed, asked or shown.
    fn is_idle(self) -> bool {
        self.number.with_untracked(|typed| typed.trim().is_empty())
            && self.order.with_untracked(Option::is_none)
            && self.till.confirming.with_untracked(Option::is_none)
            && self.till.slip.with_untracked(Option::is_none)
    }

    /// Makes an order for the number that is typed, in the place of the one that is there. It costs nothing and moves nothing.
    pub(crate) fn create(self, dealer: Dealer) {
        let till = self.till;
        let Some(number) = self.number.with_untracked(|typed| number::whole(typed)) else {
            browser::go(&at(&Place::Number));
            return;
        };
        if self.creating.with_untracked(Option::is_some) {
            return;
        }
        if till.is_cut_off.get_untracked() {
            self.trouble.set(Some(ReadError::Lost));
            return;
        }
        self.trouble.set(None);
        self.creating.set(Some(dealer));
        spawn_local(async move {
            let request = CreateOrderRequest {
                number: number.clone(),
                dealer,
            };
            let answer = till
                .change(
                    "POST",
                    "/phone-credits/order/create",
                    Some(&request.to_json()),
                )
                .await;
            // The section may be gone.
            if self.creating.is_disposed() {
                return;
            }
            self.creating.set(None);
            match answer.and_then(|text| Ok((api::parse::<Order>(&text)?, text))) {
                Ok((made, text)) => self.take(&number, made, &text),
                Err(error) => {
                    self.trouble.set(Some(error));
                    // What was pressed could not be, while it was asked.
                    let pressed = vec![format!("carrier-{}", dealer.code()), AGAIN.to_owned()];
                    browser::focus_if_lost(pressed);
                }
            }
        });
    }

    /// An order was made: unless another number was typed meanwhile, its amount comes next.
    fn take(self, number: &PhoneNumber, made: Order, text: &str) {
        let is_its_own = self
            .number
            .with_untracked(|typed| number::whole(typed).as_ref() == Some(number));
        if !is_its_own {
            return;
        }
        browser::tab_store(ORDER_STORE, text);
        self.order.set(Some(made));
        self.look_at_clock();
        if self.asked.get_untracked() == Place::Carrier {
            browser::go(&at(&Place::Amount));
        }
    }

    /// Throws the order away; nobody owes anything for it.
    pub(crate) fn forget_order(self) {
        browser::tab_forget(&[ORDER_STORE]);
        self.trouble.set(None);
        if self.order.with_untracked(Option::is_some) {
            self.order.set(None);
        }
    }

    /// What is to be done when asking has ended. It is the section's: the step that asked may be gone by then.
    pub(crate) fn on_end(self) -> Callback<Ended> {
        self.on_end
            .get_value()
            .unwrap_or_else(|| Callback::new(move |ended| self.ended(&ended)))
    }

    /// How asking for the recharge ended.
    fn ended(self, ended: &Ended) {
        match ended {
            // What became of it is shown instead.
            Ended::Done => self.sent(),
            Ended::Refused(refusal) if refusal.payment_id.is_some() => self.sent(),
            Ended::Unknown => {
                self.sent();
                browser::go(&at(&Place::Start));
            }
            Ended::Refused(refusal) => self.refused(refusal),
            Ended::NotSent => browser::focus_soon(TITLE),
        }
    }

    /// It was asked for: the next recharge is another.
    fn sent(self) {
        self.forget_order();
        self.number.set(String::new());
    }

    /// Nothing was stored: what can be mended here, is.
    fn refused(self, refusal: &Refusal) {
        match refusal.code {
            Code::OrderExpired | Code::OrderNotFound | Code::AmountNotOffered => {
                self.order.update(|known| {
                    if let Some(known) = known {
                        known.status = OrderStatus::Expired;
                    }
                });
                self.look_at_clock();
            }
            // It is done, or being done, for this number: nobody is led to recharge it again.
            Code::OrderCompleted | Code::OrderInProgress => {
                self.sent();
                self.payments.latest.again();
                browser::go(&at(&Place::Start));
            }
            Code::OrderFailed => {
                self.forget_order();
                browser::go(&at(&Place::Carrier));
            }
            _ => self.wallets.again(),
        }
        browser::focus_soon(TITLE);
    }

    /// That an order is being made, in words.
    pub(crate) fn asking(self) -> Option<&'static str> {
        let is_asking = self.creating.with(Option::is_some);
        is_asking.then(|| self.till.say(Text::CarrierAsking))
    }

    /// Why no order could be made, in words.
    pub(crate) fn why(self) -> Option<String> {
        let till = self.till;
        self.trouble.with(|error| match error.as_ref()? {
            ReadError::Lost => Some(till.say(Text::ServerLost).to_owned()),
            error => Some(crate::components::trouble::read_error(till, error)),
        })
    }
}

/// What makes another order in the place of one whose time is up.
pub(crate) const AGAIN: &str = "order-again";
/// The heading of the step that is shown.
pub(crate) const TITLE: &str = "recharge-step";

/// The address of a step.
pub(crate) fn at(place: &Place) -> String {
    ServiceSection::Recharge.at(place.rest())
}
