//! What a number owes: asked for at the provider when somebody presses the button, never by itself.

use super::{Paying, number_box};
use crate::address;
use crate::api::ReadError;
use crate::browser;
use crate::components::parts::{block, paragraph, plain_button};
use crate::components::trouble::read_error;
use crate::format;
use crate::i18n::Text;
use crate::view::{follow, part, text, yes};
use leptos::prelude::*;
use leptos::task::spawn_local;
use ventanilla_core::wire::cps::Success;
use ventanilla_core::wire::cps::balances::Balance;
use ventanilla_core::{Amount, Service, ServiceNumber};

/// The button that asks.
pub(crate) const ASK: &str = "pay-balance";
const TAKE: &str = "pay-balance-take";

/// What is known of the balance.
#[derive(Clone, Debug, PartialEq)]
enum Asked {
    /// Nothing was asked of this number.
    Nothing,
    /// It is being asked.
    Running,
    /// That much is owed.
    Told(Amount),
    /// It is not told.
    Failed(ReadError),
}

/// What asks for a balance.
#[derive(Clone, Copy)]
pub(crate) struct BalanceBox {
    paying: Paying,
    service: Service,
    asked: RwSignal<Asked>,
    /// The number of the last question: an older one, of another number, that is answered later is not shown.
    asks: StoredValue<u32>,
    /// What is done where there is no number yet to ask about.
    on_unfinished: Callback<()>,
    /// What is done with the amount that is to be paid.
    on_take: Callback<Amount>,
}

impl BalanceBox {
    /// Nothing asked yet. What was told of a number is gone once that changes.
    pub(crate) fn new(
        paying: Paying,
        service: Service,
        on_unfinished: Callback<()>,
        on_take: Callback<Amount>,
    ) -> Self {
        let balance = Self {
            paying,
            service,
            asked: RwSignal::new(Asked::Nothing),
            asks: StoredValue::new(0),
            on_unfinished,
            on_take,
        };
        follow(move || {
            paying.number.track();
            balance.next();
            balance.asked.set(Asked::Nothing);
        });
        balance
    }

    /// The button, and what came of it.
    pub(crate) fn view(self) -> AnyView {
        let till = self.paying.till;
        let is_running = yes(move || self.asked.with(|asked| *asked == Asked::Running));
        let words = text(move || {
            till.say(if is_running.get() {
                Text::PayAskingBalance
            } else {
                Text::PayAskBalance
            })
        });
        let busy = text(move || is_running.get().to_string());
        view! {
            <div class="balance">
                <button type="button" class="secondary" id=ASK data-testid=ASK aria-busy=busy on:click=move |_| self.ask()>{words}</button>
                <div role="status" data-testid="pay-balance-told">{part(move || self.told())}</div>
            </div>
        }
        .into_any()
    }

    fn ask(self) {
        if self.asked.with_untracked(|asked| *asked == Asked::Running) {
            return;
        }
        let typed = self.paying.number.get_untracked();
        let Some(number) = number_box::whole(self.service, &typed) else {
            self.on_unfinished.run(());
            return;
        };
        let ask = self.next();
        self.asked.set(Asked::Running);
        spawn_local(self.read(path(&number), ask));
    }

    async fn read(self, path: String, ask: u32) {
        let answer = self.paying.till.get::<Success<Balance>>(&path).await;
        // The form may be gone, or about another number.
        if self.asks.try_get_value() != Some(ask) {
            return;
        }
        match answer {
            Ok(answer) if answer.data.currency == untrack(|| self.paying.till.currency()) => {
                let owed = answer.data.balance.amount();
                self.asked.set(Asked::Told(owed));
                if owed.is_positive() {
                    browser::focus_soon(TAKE);
                }
            }
            // Nothing that could be paid here.
            Ok(_) => self.asked.set(Asked::Failed(ReadError::Unreadable)),
            Err(error) => self.asked.set(Asked::Failed(error)),
        }
    }

    fn next(self) -> u32 {
        self.asks
            .update_value(|number| *number = number.wrapping_add(1));
        self.asks.get_value()
    }

    fn told(self) -> AnyView {
        let till = self.paying.till;
        match self.asked.get() {
            Asked::Nothing | Asked::Running => ().into_any(),
            Asked::Failed(error) => {
                paragraph("pay-balance-failed", "wrong", read_error(till, &error))
            }
            Asked::Told(owed) if owed.is_positive() => {
                let written = format::money(owed, till.currency(), till.language.get());
                let take = Callback::new(move |()| self.on_take.run(owed));
                block(
                    "",
                    "owed",
                    vec![
                        paragraph("", "caption", till.say(Text::PayOwed).to_owned()),
                        paragraph("pay-balance-amount", "sum", written),
                        plain_button(till, TAKE, "primary", Text::PayThisAmount, take),
                    ],
                )
            }
            Asked::Told(_) => paragraph(
                "pay-balance-none",
                "hint",
                till.say(Text::PayNothingOwed).to_owned(),
            ),
        }
    }
}

/// Where a balance is asked for.
fn path(number: &ServiceNumber) -> String {
    let pairs = [
        ("numberService".to_owned(), number.as_str().to_owned()),
        (
            "idTypeService".to_owned(),
            number.service().id().to_string(),
        ),
    ];
    format!("/cps/v2/operation/get/balance?{}", address::query(&pairs))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_a_balance_is_asked_for() {
        let number = ServiceNumber::parse_typed(Service::MovistarPospago, "414 123 4567").unwrap();
        assert_eq!(
            path(&number),
            "/cps/v2/operation/get/balance?numberService=04141234567&idTypeService=228"
        );
    }
}
