//! The customer who was found: their points earned or used.

use super::attend::{self, Place};
use super::attending::{AMOUNT, Attending, CONTINUE, TICKET_ID, USED, points};
use super::authorising::Asked;
use super::sale::{self, POINTS, PURCHASE, TICKET};
use super::{phone, who};
use crate::browser;
use crate::components::choice::Choice;
use crate::components::field::TextField;
use crate::components::form::{self, Form, Submit};
use crate::components::parts::{link, plain_button};
use crate::i18n::Text;
use crate::intent::Intent;
use crate::view::{part, text, text_if, yes};
use leptos::prelude::*;
use ventanilla_core::loyalty::TenDigits;
use ventanilla_core::wire::loyalty::answers::Contact;
use ventanilla_core::wire::loyalty::requests::SaleKind;
use ventanilla_core::wire::money::Dec;
use ventanilla_core::{Code, Permission};

/// The group of what is done.
const WHAT: &str = "points-what";

/// The customer and the form.
pub(crate) fn view(attending: Attending) -> AnyView {
    let till = attending.till;
    let first = if attending.is_using.get() {
        USED
    } else {
        AMOUNT
    };
    browser::focus_soon(first);
    let review = Callback::new(move |()| review(attending));
    let has_ticket = Memo::new(move |_| {
        attending
            .wallet
            .with(|wallet| wallet.as_ref().is_some_and(|wallet| wallet.exige_ticket))
    });
    let after_figure = Callback::new(move |()| {
        if has_ticket.get_untracked() {
            browser::focus_soon(TICKET_ID);
        } else {
            review.run(());
        }
    });
    let symbol = text(move || till.currency().symbol());
    let max = text(move || {
        let balance = points(till, attending.balance());
        till.say_with(Text::PointsMax, &[("saldo", &balance)])
    });
    let is_using = Memo::new(move |_| attending.is_using.get());
    let figure = part(move || {
        if is_using.get() {
            view! {
                <TextField
                    id=USED label=Text::PointsUsed field=POINTS value=attending.points errors=attending.errors keys="decimal" class="amount"
                    hint=max on_enter=after_figure
                />
            }
            .into_any()
        } else {
            view! {
                <TextField
                    id=AMOUNT label=Text::PointsPurchase field=PURCHASE value=attending.amount errors=attending.errors keys="decimal"
                    class="amount" prefix=symbol on_enter=after_figure
                />
            }
            .into_any()
        }
    });
    let ticket = part(move || {
        if !has_ticket.get() {
            return ().into_any();
        }
        view! {
            <TextField
                id=TICKET_ID label=Text::PointsTicket field=TICKET value=attending.ticket errors=attending.errors on_enter=review
            />
        }
        .into_any()
    });
    let coming = text_if(move || {
        let coming = attending.coming()?;
        let words = if coming.kind.gives() {
            Text::PointsEarns
        } else {
            Text::PointsLeaves
        };
        let (moved, after) = (points(till, coming.points), points(till, coming.after));
        Some(till.say_with(words, &[("puntos", &moved), ("saldo", &after)]))
    });
    view! {
        {customer(attending)}
        <div class="card">
            <Form on_submit=review>
                {again(attending)}
                {what(attending)}
                {figure}
                {ticket}
                <p class="coming" role="status" data-testid="points-coming">{coming}</p>
                <Submit id=CONTINUE text=Text::Continue/>
            </Form>
        </div>
    }
    .into_any()
}

/// Who it is and what they have, with the ways on from there.
fn customer(attending: Attending) -> AnyView {
    let till = attending.till;
    let of = move |part: fn(&Contact) -> String| {
        text_if(move || attending.customer().map(|contact| part(&contact)))
    };
    let balance = text(move || points(till, attending.balance()));
    let wallets = part(move || attend::choice(attending));
    let adjust = till.role().may(Permission::AdjustPoints).then(|| {
        link(
            till,
            "points-adjust",
            "button secondary",
            Place::Adjust.address(),
            Text::PointsAdjust,
        )
    });
    let change = Callback::new(move |()| attending.change_number());
    view! {
        <div class="card customer">
            <div class="whose">
                <h2 data-testid="points-customer">{of(|contact| contact.contact_name.clone())}</h2>
                <span data-testid="points-number">{of(|contact| phone::shown(&contact.contact_phone))}</span>
            </div>
            <p class="held">
                <span class="caption">{till.words(Text::PointsBalance)}</span>
                <strong data-testid="points-balance">{balance}</strong>
            </p>
            {wallets}
            <div class="row-actions">
                {plain_button(till, "points-change", "secondary", Text::PointsChangeNumber, change)}
                {link(till, "points-movements", "button secondary", Place::Movements.address(), Text::PointsMovements)}
                {adjust}
            </div>
        </div>
    }
    .into_any()
}

/// Who it is and what they have once more, where a small screen has scrolled past it.
fn again(attending: Attending) -> AnyView {
    let till = attending.till;
    let name = text_if(move || attending.customer().map(|contact| contact.contact_name));
    let balance = text(move || {
        let balance = points(till, attending.balance());
        till.say_with(Text::PointsUnit, &[("puntos", &balance)])
    });
    view! { <p class="again" aria-hidden="true"><span>{name}</span> <strong>{balance}</strong></p> }
        .into_any()
}

/// Whether points are earned or used.
fn what(attending: Attending) -> AnyView {
    let till = attending.till;
    let percentage = text(move || {
        let percentage = attending.wallet.with(|wallet| {
            wallet
                .as_ref()
                .map(|wallet| points(till, wallet.porcentaje.amount()))
        });
        till.say_with(
            Text::PointsEarnHint,
            &[("porcentaje", &percentage.unwrap_or_default())],
        )
    });
    let choice = move |is_using: bool,
                       id: &'static str,
                       next: &'static str,
                       name: Text,
                       hint: Signal<String>| {
        let is_on = yes(move || attending.is_using.get() == is_using);
        let choose = Callback::new(move |()| {
            attending.errors.set(Vec::new());
            attending.is_using.set(is_using);
        });
        view! {
            <Choice group=WHAT id=id is_on=is_on on_choose=choose next=next>
                <span class="name">{till.words(name)}</span>
                <span class="caption">{hint}</span>
            </Choice>
        }
        .into_any()
    };
    let using = text(move || till.say(Text::PointsUseHint));
    view! {
        <fieldset class="few">
            <legend>{till.words(Text::PointsWhat)}</legend>
            <div class="choices pair">
                {choice(false, "points-earn", AMOUNT, Text::PointsEarn, percentage)}
                {choice(true, "points-use", USED, Text::PointsUse, using)}
            </div>
        </fieldset>
    }
    .into_any()
}

/// Asks once more, with what comes of it.
fn review(attending: Attending) {
    let till = attending.till;
    let (Some(contact), Some(wallet)) = (
        untrack(|| attending.customer()),
        attending.wallet.get_untracked(),
    ) else {
        return;
    };
    let Some(number) = TenDigits::parse(&contact.contact_phone) else {
        return;
    };
    let (typed, balance, user_id, currency, role) = untrack(|| {
        (
            attending.typed(),
            attending.balance(),
            who::signed_in(till),
            till.currency(),
            till.role(),
        )
    });
    let checked = typed.checked(&wallet, &number, user_id, balance, currency);
    let coming = typed.coming(&wallet, balance, currency);
    let (Ok(checked), Some(coming)) = (&checked, coming) else {
        let wrong = checked.err().unwrap_or_default();
        let is_too_many = wrong
            .iter()
            .any(|error| error.code == Code::PointsInsufficient);
        attending.errors.set(wrong);
        if is_too_many {
            // What is typed next takes its place.
            browser::focus_soon(USED);
        } else {
            browser::focus_first_wrong();
        }
        return;
    };
    let mut facts = vec![(Text::Customer, contact.contact_name.clone())];
    facts.push((Text::PointsWallet, wallet.nombre.clone()));
    if let SaleKind::Earn { purchase } = checked.request.kind {
        facts.push((Text::PointsPurchase, untrack(|| till.money(purchase))));
    }
    if let Ok(Some(ticket)) = checked.request.ticket() {
        facts.push((Text::PointsTicket, ticket.to_owned()));
    }
    let needs_pin = sale::needs_pin(role, &wallet, &coming);
    attending.authorising.asked.set(Some(Asked {
        coming,
        facts,
        sale: Some(checked.request.clone()),
        threshold: wallet.pin_desde.filter(|_| needs_pin),
    }));
    let intent = Intent::MovePoints {
        what: coming.kind,
        wallet: wallet.nombre,
        number: contact.contact_phone,
        customer: contact.contact_name,
        points: Dec::from(coming.points),
    };
    let on_end = Callback::new(move |ended| attending.ended(ended));
    form::review(
        till,
        attending.errors,
        Ok(checked.clone()),
        |_| intent,
        on_end,
    );
}
