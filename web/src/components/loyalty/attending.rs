//! `Attending`: what the parts of attending a customer have in common: who it is, what is typed, and what came of it.

use super::authorising::Authorising;
use super::sale::{self, Coming, POINTS, TICKET, Typed};
use super::{phone, who};
use crate::api::{self, ReadError};
use crate::browser;
use crate::components::coupons::loader::Loader;
use crate::components::field::Errors;
use crate::components::sell::{field_errors, kept_in_tab};
use crate::i18n::Text;
use crate::intent::{Intent, Receipt};
use crate::loyalty_page::LoyaltySection;
use crate::notice::Notice;
use crate::outbox::Ended;
use crate::refusal::Refusal;
use crate::till::{DRAFT_STORES, TICKET_STORE, Till, set_changed};
use crate::view::follow;
use leptos::prelude::*;
use leptos::task::spawn_local;
use ventanilla_core::field::Flaw;
use ventanilla_core::loyalty::{MovementKind, TenDigits};
use ventanilla_core::wire::body::Body;
use ventanilla_core::wire::loyalty::answers::{Contact, Contacts, FoundContacts};
use ventanilla_core::wire::loyalty::requests::GetContactsRequest;
use ventanilla_core::wire::money::Num;
use ventanilla_core::wire::resources::loyalty::LoyaltyWallet;
use ventanilla_core::{Amount, Code};

/// The name that this tab keeps under which wallet was used last.
const WALLET_STORE: &str = "ventanilla.loyalty-wallet";
/// The field of the number.
pub(crate) const PHONE: &str = "points-phone";
/// The field of the purchase.
pub(crate) const AMOUNT: &str = "points-amount";
/// The field of the points.
pub(crate) const USED: &str = "points-used";
/// The field of the ticket.
pub(crate) const TICKET_ID: &str = "points-ticket";
/// The button that goes on to the last question.
pub(crate) const CONTINUE: &str = "points-continue";

/// How far looking a customer up has come.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Looked {
    /// Nobody is looked up.
    Nothing,
    /// On its way.
    Asking,
    /// Here they are.
    Found(Contact),
    /// They are not in the wallet.
    Missing(TenDigits),
    /// It could not be asked.
    Failed(ReadError),
}

/// Which part of attending is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stage {
    /// The number is asked for.
    Find,
    /// The customer is registered.
    Register,
    /// Points are earned or used.
    Sell,
    /// What came of it.
    Done,
}

/// What came of moving points.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Outcome {
    /// What moved them.
    pub(crate) kind: MovementKind,
    /// How many; none where what was foreseen is not what came of it.
    pub(crate) points: Option<Amount>,
    /// The name of the wallet.
    wallet: String,
    /// The customer's number.
    number: String,
    /// The customer's name.
    pub(crate) customer: String,
    /// What the customer has now, where it was told.
    pub(crate) balance: Option<Amount>,
}

/// What the parts of attending a customer have in common.
#[derive(Clone, Copy)]
pub(crate) struct Attending {
    /// The till.
    pub(crate) till: Till,
    /// The shop's wallets.
    pub(crate) wallets: Loader,
    /// Those that who is signed in may use.
    pub(crate) usable: Memo<Vec<LoyaltyWallet>>,
    /// The one that is used.
    pub(crate) wallet: Memo<Option<LoyaltyWallet>>,
    /// The number of it.
    pub(crate) chosen: RwSignal<String>,
    /// The number that is typed.
    pub(crate) phone: RwSignal<String>,
    /// Who has it.
    pub(crate) looked: RwSignal<Looked>,
    /// Whether points are used.
    pub(crate) is_using: RwSignal<bool>,
    /// The amount of the purchase, as it is typed.
    pub(crate) amount: RwSignal<String>,
    /// The points to be used, as they are typed.
    pub(crate) points: RwSignal<String>,
    /// The ticket, as it is typed.
    pub(crate) ticket: RwSignal<String>,
    /// What is wrong with which field.
    pub(crate) errors: Errors,
    /// What came of the last thing.
    pub(crate) outcome: RwSignal<Option<Outcome>>,
    /// What the last question shows and asks besides.
    pub(crate) authorising: Authorising,
    /// Rises with each look-up: an older one that answers later is not shown.
    lookups: StoredValue<u32>,
}

impl Attending {
    /// What this tab has kept.
    pub(crate) fn new(till: Till) -> Self {
        let wallets = Loader::new(till);
        let chosen = kept_in_tab(WALLET_STORE);
        let usable = Memo::new(move |_| {
            let user_id = who::signed_in(till);
            let mut usable: Vec<LoyaltyWallet> = wallets.get_bare().unwrap_or_default();
            usable.retain(|wallet| sale::may_use(wallet, user_id));
            usable
        });
        let wallet = Memo::new(move |_| {
            usable.with(|usable| {
                let known = chosen.with(|chosen| {
                    usable
                        .iter()
                        .find(|wallet| wallet.id.to_string() == *chosen)
                });
                known.or(usable.first()).cloned()
            })
        });
        Self {
            till,
            wallets,
            usable,
            wallet,
            chosen,
            phone: kept_in_tab(DRAFT_STORES[0]),
            looked: RwSignal::new(Looked::Nothing),
            is_using: RwSignal::new(false),
            amount: kept_in_tab(DRAFT_STORES[1]),
            points: RwSignal::new(String::new()),
            ticket: kept_in_tab(TICKET_STORE),
            errors: RwSignal::new(Vec::new()),
            outcome: RwSignal::new(None),
            authorising: Authorising::new(till),
            lookups: StoredValue::new(0),
        }
    }

    /// Reads the wallets and follows what is told, for as long as the section is shown.
    pub(crate) fn begin(self) {
        let till = self.till;
        self.wallets.read("/monederos".to_owned());
        self.wallets.when_back();
        self.authorising.begin();
        // What was begun before goes on as soon as the wallets are there; a customer who is shown is looked up in another wallet as well.
        let key = Memo::new(move |_| {
            self.wallet
                .with(|wallet| wallet.as_ref().map(|wallet| wallet.clave.clone()))
        });
        let mut is_first = true;
        follow(move || {
            if key.get().is_none() {
                return;
            }
            let is_whole = phone::whole(&self.phone.get_untracked(), phone::FIELD).is_ok();
            let is_shown = untrack(|| matches!(self.stage(), Stage::Sell | Stage::Register));
            if is_whole && (is_shown || is_first) {
                self.look_up();
            }
            is_first = false;
        });
        follow(move || {
            let told = till.notice.with(|notice| outcome(notice.as_ref()));
            let Some(told) = told else {
                return;
            };
            // What is being done for another customer is not put aside for it.
            if self.is_idle() && self.is_free_for(&told) {
                till.notice.set(None);
                self.show(told);
            }
        });
        follow(move || {
            let is_reversed = till.notice.with(|notice| {
                Notice::is_news(notice, |receipt| matches!(receipt, Receipt::Reversed(_)))
            });
            if is_reversed {
                self.look_again();
            }
        });
    }

    /// Which part is shown.
    pub(crate) fn stage(self) -> Stage {
        if self.outcome.with(Option::is_some) {
            return Stage::Done;
        }
        self.looked.with(|looked| match looked {
            Looked::Nothing | Looked::Asking | Looked::Failed(_) => Stage::Find,
            Looked::Missing(_) => Stage::Register,
            Looked::Found(_) => Stage::Sell,
        })
    }

    /// Whether nothing is typed for a sale, nor asked.
    fn is_idle(self) -> bool {
        let is_blank = |text: RwSignal<String>| text.with_untracked(|text| text.trim().is_empty());
        is_blank(self.amount)
            && is_blank(self.points)
            && self.till.confirming.with_untracked(Option::is_none)
    }

    /// Whether nobody is attended but the customer whom that is about.
    fn is_free_for(self, told: &Outcome) -> bool {
        self.looked.with_untracked(|looked| match looked {
            Looked::Found(contact) => self.is_about(told, contact),
            Looked::Nothing | Looked::Failed(_) => {
                self.phone.with_untracked(|phone| phone.trim().is_empty())
            }
            // Somebody who was just registered is not looked up by then.
            Looked::Missing(number) => number.as_str() == told.number,
            Looked::Asking => false,
        })
    }

    /// Whether that is about this contact of the wallet that is used.
    fn is_about(self, told: &Outcome, contact: &Contact) -> bool {
        contact.contact_phone == told.number && self.is_used(&told.wallet)
    }

    /// Whether the wallet of that name is the one that is used.
    fn is_used(self, name: &str) -> bool {
        self.wallet
            .with_untracked(|wallet| wallet.as_ref().is_some_and(|wallet| wallet.nombre == name))
    }

    /// The customer, once found.
    pub(crate) fn customer(self) -> Option<Contact> {
        self.looked.with(|looked| match looked {
            Looked::Found(contact) => Some(contact.clone()),
            _ => None,
        })
    }

    /// What the customer has.
    pub(crate) fn balance(self) -> Amount {
        self.looked.with(|looked| match looked {
            Looked::Found(contact) => contact.contact_balance.amount(),
            _ => Amount::ZERO,
        })
    }

    /// What is typed of the sale.
    pub(crate) fn typed(self) -> Typed {
        Typed {
            is_using: self.is_using.get(),
            amount: self.amount.get(),
            points: self.points.get(),
            ticket: self.ticket.get(),
        }
    }

    /// What would come of it.
    pub(crate) fn coming(self) -> Option<Coming> {
        let wallet = self.wallet.get()?;
        self.typed()
            .coming(&wallet, self.balance(), self.till.currency())
    }

    /// Looks up who has the number that is typed; what is wrong with it stands beside it.
    pub(crate) fn look_up(self) {
        let number = match phone::whole(&self.phone.get_untracked(), phone::FIELD) {
            Ok(number) => number,
            Err(error) => {
                self.errors.set(vec![error]);
                browser::focus_first_wrong();
                return;
            }
        };
        self.errors.set(Vec::new());
        // What is shown of the same customer stays until the answer comes.
        let is_same = self.looked.with_untracked(|looked| {
            matches!(looked, Looked::Found(contact) if contact.contact_phone == number.as_str())
        });
        if !is_same {
            self.looked.set(Looked::Asking);
        }
        self.ask(number);
    }

    /// Looks the same customer up again: what they have may have changed.
    pub(crate) fn look_again(self) {
        if let Some(contact) = untrack(|| self.customer())
            && let Some(number) = TenDigits::parse(&contact.contact_phone)
        {
            self.ask(number);
        }
    }

    fn ask(self, number: TenDigits) {
        let Some(wallet) = self.wallet.get_untracked() else {
            self.looked.set(Looked::Nothing);
            return;
        };
        self.lookups
            .update_value(|known| *known = known.wrapping_add(1));
        let lookup = self.lookups.get_value();
        let request = GetContactsRequest {
            wallet_key: wallet.clave,
            phone: Some(number.clone()),
            cursor: None,
        };
        spawn_local(async move {
            let answer = self
                .till
                .change("POST", "/wallet/contact/get", Some(&request.to_json()))
                .await;
            // The section may be gone, or somebody else looked up by now.
            if self.lookups.try_get_value() != Some(lookup) {
                return;
            }
            let looked = match answer.and_then(|text| api::parse::<Contacts>(&text)) {
                Ok(Contacts {
                    result: FoundContacts::One(contact),
                    ..
                }) => Looked::Found(contact),
                Ok(_) => Looked::Failed(ReadError::Unreadable),
                Err(ReadError::Refused(refusal)) if refusal.code == Code::ContactNotFound => {
                    Looked::Missing(number)
                }
                Err(error) => Looked::Failed(error),
            };
            let is_known = self
                .looked
                .with_untracked(|known| matches!(known, Looked::Found(_)));
            // Without an answer, what was read before stays.
            if !(is_known && matches!(looked, Looked::Failed(_))) {
                set_changed(self.looked, looked);
            }
        });
    }

    /// Shows what came of it, and what the customer has now.
    fn show(self, mut told: Outcome) {
        let before = self.looked.with_untracked(|looked| match looked {
            Looked::Found(contact) if self.is_about(&told, contact) => {
                Some(contact.contact_balance.amount())
            }
            _ => None,
        });
        told.points = confirmed(told.kind, told.points, before, told.balance);
        if let Some(balance) = told.balance {
            self.looked.update(|looked| {
                if let Looked::Found(contact) = looked
                    && self.is_about(&told, contact)
                {
                    contact.contact_balance = Num::from(balance);
                }
            });
        } else if let Some(number) = TenDigits::parse(&told.number)
            && self.is_used(&told.wallet)
        {
            self.ask(number);
        }
        self.outcome.set(Some(told));
        browser::go(&LoyaltySection::Attend.at(""));
    }

    /// Back to the number, with the purchase as it is typed. Points are one customer's: nobody else's are used for having been typed before.
    pub(crate) fn change_number(self) {
        self.is_using.set(false);
        self.points.set(String::new());
        self.till.notice.set(None);
        self.lookups
            .update_value(|known| *known = known.wrapping_add(1));
        self.looked.set(Looked::Nothing);
        self.errors.set(Vec::new());
        browser::focus_soon(PHONE);
    }

    /// The next customer.
    pub(crate) fn next(self) {
        self.outcome.set(None);
        self.phone.set(String::new());
        self.clear_sale();
        self.change_number();
    }

    /// What was asked for is typed no more.
    fn clear_sale(self) {
        for text in [self.amount, self.points, self.ticket] {
            text.set(String::new());
        }
    }

    /// How asking for a sale ended.
    pub(crate) fn ended(self, ended: Ended) {
        match ended {
            Ended::Done => self.clear_sale(),
            // It stands above until it is known; the next customer can be attended.
            Ended::Unknown => self.next(),
            Ended::Refused(refusal) => self.refused(&refusal),
            Ended::NotSent => browser::focus_soon(CONTINUE),
        }
    }

    /// What can be mended here stands beside its field.
    fn refused(self, refusal: &Refusal) {
        let till = self.till;
        let first = if self.is_using.get_untracked() {
            USED
        } else {
            AMOUNT
        };
        match refusal.code {
            _ if self.authorising.asks_again(refusal) => till.notice.set(None),
            Code::ContactNotFound => {
                till.notice.set(None);
                self.look_again();
            }
            Code::PointsInsufficient => {
                till.notice.set(None);
                // How many there are by now, the card says once they were asked for again.
                self.errors.set(vec![Flaw::new(refusal.code).of(POINTS)]);
                self.look_again();
                browser::focus_soon(USED);
            }
            Code::TicketRepeated => {
                till.notice.set(None);
                self.errors.set(vec![Flaw::new(refusal.code).of(TICKET)]);
                browser::focus_soon(TICKET_ID);
            }
            _ if !refusal.fields.is_empty() => {
                self.errors.set(field_errors(&refusal.fields));
                self.wallets.again();
                browser::focus_soon(first);
                browser::focus_first_wrong();
            }
            _ => {
                self.wallets.again();
                browser::focus_soon(first);
            }
        }
    }

    /// Why nobody could be looked up, in words.
    pub(crate) fn why(self) -> Option<String> {
        let till = self.till;
        self.looked.with(|looked| match looked {
            Looked::Failed(ReadError::Lost) => Some(till.say(Text::ServerLost).to_owned()),
            Looked::Failed(error) => Some(crate::components::trouble::read_error(till, error)),
            _ => None,
        })
    }
}

/// What a notice says was done to somebody's points.
fn outcome(notice: Option<&Notice>) -> Option<Outcome> {
    let Some(Notice::Done(receipt, intent)) = notice else {
        return None;
    };
    match (receipt.as_ref(), intent) {
        (
            Receipt::Points(told),
            Intent::MovePoints {
                what,
                wallet,
                number,
                customer,
                points,
            },
        ) => Some(Outcome {
            kind: *what,
            wallet: wallet.clone(),
            number: number.clone(),
            points: Some(points.amount()),
            customer: customer.clone(),
            balance: told.balance,
        }),
        _ => None,
    }
}

/// How many points were moved. What a sale earns is the server's to say, by the wallet as it is by then, or the service's that keeps it: what was foreseen
/// is said again only where the balances say the same.
fn confirmed(
    kind: MovementKind,
    foreseen: Option<Amount>,
    before: Option<Amount>,
    after: Option<Amount>,
) -> Option<Amount> {
    let foreseen = foreseen?;
    match kind {
        MovementKind::Earning => {
            (before?.checked_add(foreseen) == Some(after?)).then_some(foreseen)
        }
        MovementKind::Redemption | MovementKind::Addition | MovementKind::Removal => Some(foreseen),
    }
}

/// Points as the page writes them: `12.35`.
pub(crate) fn points(till: Till, points: Amount) -> String {
    crate::format::piece(points, till.currency(), till.language.get())
}
