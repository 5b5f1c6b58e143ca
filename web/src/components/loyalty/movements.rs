//! What moved a customer's points, newest first, page by page; and the way to undo it.

use super::attend::Place;
use super::attending::{Attending, points};
use super::reverse;
use crate::api::{self, ReadError};
use crate::browser;
use crate::components::icon::{Drawing, Icon};
use crate::components::parts::{badge, paragraph, plain_button, time, unread, waiting, word};
use crate::format;
use crate::i18n::Text;
use crate::intent::Receipt;
use crate::notice::Notice;
use crate::till::Till;
use crate::view::{follow, part, text, text_if};
use leptos::prelude::*;
use leptos::task::spawn_local;
use ventanilla_core::Permission;
use ventanilla_core::loyalty::MovementKind;
use ventanilla_core::operation::OperationState;
use ventanilla_core::wire::resources::loyalty::{LoyaltyMovement, LoyaltyWallet};

/// What has the focus when the list is shown.
const TITLE: &str = "movements-title";
/// How many are read at once.
const LIMIT: u32 = 20;

/// The list, as far as it is read.
#[derive(Clone, Copy)]
struct List {
    till: Till,
    rows: RwSignal<Vec<LoyaltyMovement>>,
    next: RwSignal<Option<String>>,
    is_reading: RwSignal<bool>,
    error: RwSignal<Option<ReadError>>,
    /// Where it is read, without the cursor.
    path: StoredValue<String>,
    readings: StoredValue<u32>,
}

impl List {
    /// Reads the first page anew, or the one after what is there.
    fn read(self, is_next: bool) {
        if is_next && self.is_reading.get_untracked() {
            return;
        }
        self.readings
            .update_value(|known| *known = known.wrapping_add(1));
        let reading = self.readings.get_value();
        self.is_reading.set(true);
        self.error.set(None);
        let cursor = self.next.get_untracked().filter(|_| is_next);
        let path = match &cursor {
            Some(cursor) => format!("{}&cursor={cursor}", self.path.get_value()),
            None => self.path.get_value(),
        };
        spawn_local(async move {
            let answer = self.till.get_page(&path).await;
            // The list may be gone, or read anew.
            if self.readings.try_get_value() != Some(reading) {
                return;
            }
            self.is_reading.set(false);
            let read = answer
                .and_then(|(text, next)| Ok((api::parse::<Vec<LoyaltyMovement>>(&text)?, next)));
            match read {
                Ok((page, next)) => {
                    self.rows.update(|rows| {
                        if cursor.is_none() {
                            rows.clear();
                        }
                        rows.extend(page);
                    });
                    self.next.set(next);
                }
                Err(error) => self.error.set(Some(error)),
            }
        });
    }
}

/// The movements of the customer who is attended.
pub(crate) fn view(attending: Attending) -> AnyView {
    let till = attending.till;
    let (Some(contact), Some(wallet)) = (attending.customer(), attending.wallet.get()) else {
        return ().into_any();
    };
    let list = List {
        till,
        rows: RwSignal::new(Vec::new()),
        next: RwSignal::new(None),
        is_reading: RwSignal::new(false),
        error: RwSignal::new(None),
        path: StoredValue::new(format!(
            "/monederos/{}/movimientos?telefono={}&limit={LIMIT}",
            wallet.id, contact.contact_phone
        )),
        readings: StoredValue::new(0),
    };
    list.read(false);
    till.when_back(Box::new(move || list.read(false)));
    follow(move || {
        let is_reversed = till.notice.with(|notice| {
            Notice::is_news(notice, |receipt| matches!(receipt, Receipt::Reversed(_)))
        });
        if is_reversed {
            list.read(false);
        }
    });
    browser::focus_soon(TITLE);
    let none = no_movements(&wallet);
    let reversing: RwSignal<Option<LoyaltyMovement>> = RwSignal::new(None);
    let customer = contact.contact_name.clone();
    let title = text(move || till.say_with(Text::PointsMovementsOf, &[("cliente", &customer)]));
    let balance = text(move || {
        till.say_with(
            Text::PointsHas,
            &[("saldo", &points(till, attending.balance()))],
        )
    });
    let rows = part(move || {
        let rows = list.rows.get();
        let is_reading = list.is_reading.get();
        if let Some(error) = list.error.get()
            && rows.is_empty()
        {
            let again = Callback::new(move |()| list.read(false));
            return untrack(|| unread(till, &error, "movements-retry", again));
        }
        if rows.is_empty() {
            return if is_reading {
                waiting(till, "movements-loading", true)
            } else {
                paragraph("movements-none", "hint", till.say(none).to_owned())
            };
        }
        let rows: Vec<AnyView> = rows
            .iter()
            .map(|movement| row(till, movement, reversing))
            .collect();
        view! { <ul data-testid="movements">{rows}</ul> }.into_any()
    });
    let more = part(move || {
        let is_more = list.next.with(Option::is_some) && !list.rows.with(Vec::is_empty);
        if !is_more {
            return ().into_any();
        }
        let again = Callback::new(move |()| list.read(true));
        let why = text_if(move || {
            let error = list.error.get()?;
            Some(crate::components::trouble::read_error(till, &error))
        });
        view! {
            <p class="wrong" role="alert">{why}</p>
            {plain_button(till, "movements-more", "secondary wide", Text::More, again)}
        }
        .into_any()
    });
    view! {
        <a class="back" data-testid="movements-back" href=Place::Customer.address()>
            <Icon drawing=Drawing::Back/>{till.words(Text::PointsBackToCustomer)}
        </a>
        <section class="card latest" aria-labelledby=TITLE>
            <h2 id=TITLE tabindex="-1">{title}</h2>
            <p class="lead" data-testid="movements-balance">{balance}</p>
            {rows}
            {more}
        </section>
        {reverse::dialog(attending, reversing)}
    }
    .into_any()
}

/// What stands there while there are none: of what is kept elsewhere, there never are.
const fn no_movements(wallet: &LoyaltyWallet) -> Text {
    match wallet.clave_proveedor {
        Some(_) => Text::UpstreamNoMovements,
        None => Text::PointsMovementsNone,
    }
}

/// What a movement is called.
pub(crate) const fn name(kind: MovementKind) -> Text {
    match kind {
        MovementKind::Earning => Text::KindEarning,
        MovementKind::Redemption => Text::KindRedemption,
        MovementKind::Addition => Text::PointsMovedAdded,
        MovementKind::Removal => Text::PointsMovedRemoved,
    }
}

/// A movement's points, with their sign.
pub(crate) fn signed(till: Till, movement: &LoyaltyMovement) -> String {
    let sign = if movement.tipo.gives() { "+" } else { "−" };
    format!("{sign}{}", points(till, movement.puntos.amount()))
}

fn row(
    till: Till,
    movement: &LoyaltyMovement,
    reversing: RwSignal<Option<LoyaltyMovement>>,
) -> AnyView {
    let language = till.language.get();
    let when = format::day_and_time(movement.fecha_hora, till.offset_minutes(), language);
    let sum = signed(till, movement);
    let then = till.say_with(
        Text::PointsThen,
        &[("saldo", &points(till, movement.saldo.amount()))],
    );
    let mut about = vec![movement.colaborador.clone(), then];
    if let Some(amount) = movement.monto {
        about.push(till.say_with(
            Text::PointsBought,
            &[("monto", &till.money(amount.amount()))],
        ));
    }
    if let Some(ticket) = &movement.ticket {
        about.push(till.say_with(Text::PointsTicketOf, &[("ticket", ticket)]));
    }
    about.extend(movement.motivo.clone());
    if let Some(name) = &movement.autorizo {
        about.push(till.say_with(Text::PointsAuthorised, &[("nombre", name)]));
    }
    let about: Vec<AnyView> = about.into_iter().map(|words| word("", words)).collect();
    let name = till.say(name(movement.tipo)).to_owned();
    let is_undone = movement.estado == OperationState::Reversed;
    let undone = is_undone.then(|| {
        let words = till.say(Text::StateReversed).to_owned();
        badge("state over", Drawing::Back, words)
    });
    let may_reverse = !is_undone && till.role().may(Permission::AdjustPoints);
    let reverse = may_reverse.then(|| {
        let full = till.say_with(
            Text::PointsReverseOf,
            &[("movimiento", &format!("{name} {sum}, {when}"))],
        );
        let known = movement.clone();
        let id = reverse::button_id(&movement.id);
        let press = move |_| reversing.set(Some(known.clone()));
        view! {
            <button type="button" class="quiet" id=id data-testid="movement-reverse" aria-label=full on:click=press>
                {till.say(Text::PointsReverse)}
            </button>
        }
    });
    let at = movement.fecha_hora;
    view! {
        <li data-testid="movement" class:undone=is_undone>
            <div class="movement">
                <span class="about">
                    <strong>{name}</strong>
                    <span class="caption">{time(at, when)} {about}</span>
                </span>
                <strong class="sum" class:in=movement.tipo.gives()>{sum}</strong>
                <span class="acts">{undone} {reverse}</span>
            </div>
        </li>
    }
    .into_any()
}
