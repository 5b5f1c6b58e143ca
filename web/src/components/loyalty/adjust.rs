//! Points added or removed by hand, with a reason.

use super::attend::Place;
use super::attending::{Attending, points};
use super::authorising::Asked;
use super::sale::{self, Coming, PURCHASE};
use super::who;
use crate::browser;
use crate::components::field::{Errors, TextField};
use crate::components::form;
use crate::components::providers::sheet::{self, SAVE, Sheet};
use crate::components::sell::field_errors;
use crate::components::settings::fields::{self, At};
use crate::components::settings::form_state::FormState;
use crate::i18n::Text;
use crate::intent::Intent;
use crate::outbox::Ended;
use crate::view::{text, text_if};
use leptos::prelude::*;
use ventanilla_core::loyalty::{MovementKind, TenDigits};
use ventanilla_core::wire::money::Dec;
use ventanilla_core::{Amount, Code};

const POINTS: &str = "adjust-points";
const REASON: &str = "adjust-reason";
const WAY: &str = "adjust-way";
const ADD: &str = "add";

/// The form.
pub(crate) fn view(attending: Attending) -> AnyView {
    let till = attending.till;
    let Some(contact) = attending.customer() else {
        return ().into_any();
    };
    let form = FormState::of(SAVE);
    let errors: Errors = form.errors;
    let way = RwSignal::new(ADD.to_owned());
    let [typed, reason] = [(); 2].map(|()| RwSignal::new(String::new()));
    let kind = move || {
        if way.with(|way| way == ADD) {
            MovementKind::Addition
        } else {
            MovementKind::Removal
        }
    };
    let coming = move || {
        let points = Amount::parse_typed(&typed.get(), till.currency()).ok()?;
        Coming::of(kind(), points, attending.balance())
    };
    let on_end = Callback::new(move |ended: Ended| match ended {
        // What came of it is shown instead.
        Ended::Done => {}
        Ended::Unknown => {
            browser::go(&Place::Customer.address());
            attending.next();
        }
        Ended::Refused(refusal) => {
            if refusal.code == Code::PointsInsufficient {
                till.notice.set(None);
                let balance = untrack(|| attending.balance());
                errors.set(vec![sale::not_enough(
                    balance,
                    untrack(|| till.currency()),
                    PURCHASE,
                )]);
                attending.look_again();
            } else {
                errors.set(field_errors(&refusal.fields));
            }
            browser::focus_soon(POINTS);
        }
        Ended::NotSent => browser::focus_soon(SAVE),
    });
    let review = Callback::new(move |()| {
        let (Some(wallet), Some(contact)) = (
            attending.wallet.get_untracked(),
            untrack(|| attending.customer()),
        ) else {
            return;
        };
        let Some(number) = TenDigits::parse(&contact.contact_phone) else {
            return;
        };
        let (user_id, currency, kind, balance) = untrack(|| {
            (
                who::signed_in(till),
                till.currency(),
                kind(),
                attending.balance(),
            )
        });
        let why = reason.get_untracked();
        let checked = sale::adjustment(
            &wallet,
            &number,
            user_id,
            kind.gives(),
            &typed.get_untracked(),
            &why,
            currency,
        );
        let coming = untrack(coming);
        let checked = match (checked, coming) {
            (Ok(_), None) => Err(vec![sale::not_enough(balance, currency, PURCHASE)]),
            (checked, _) => checked,
        };
        let points = coming.map_or(Amount::ZERO, |coming| coming.points);
        attending.authorising.asked.set(coming.map(|coming| Asked {
            coming,
            facts: vec![
                (Text::Customer, contact.contact_name.clone()),
                (Text::PointsWallet, wallet.nombre.clone()),
                (Text::Reason, why.trim().to_owned()),
            ],
            sale: None,
            threshold: None,
        }));
        let intent = Intent::MovePoints {
            what: kind,
            wallet: wallet.nombre,
            number: contact.contact_phone,
            customer: contact.contact_name,
            points: Dec::from(points),
        };
        form::review(till, errors, checked, |_| intent, on_end);
    });
    browser::focus_soon(POINTS);
    let hint = text_if(move || {
        let after = points(till, coming()?.after);
        let after = till.say_with(Text::PointsUnit, &[("puntos", &after)]);
        Some(format!("{}: {after}", till.say(Text::PointsAfter)))
    });
    let reason_hint = text(move || till.say(Text::PointsReasonHint));
    let ways = vec![
        (ADD.to_owned(), Text::PointsAdd, Text::PointsAddHint),
        (
            "remove".to_owned(),
            Text::PointsRemove,
            Text::PointsRemoveHint,
        ),
    ];
    let at = At {
        id: WAY,
        field: "transaction_type",
        form,
    };
    let balance = points(till, attending.balance());
    let sheet = Sheet {
        title: till.say_with(Text::PointsAdjustOf, &[("cliente", &contact.contact_name)]),
        lead: till.say_with(Text::PointsHas, &[("saldo", &balance)]),
        save: Text::Continue,
        is_busy: Signal::stored(false),
        trouble: Signal::stored(String::new()),
        back: Place::Customer.address(),
        on_submit: review,
    };
    let fields = vec![
        fields::choices(till, at, Text::PointsWhat, way, ways, POINTS),
        view! {
            <TextField
                id=POINTS label=Text::PointsCount field=PURCHASE value=typed errors=errors keys="decimal" class="amount" hint=hint
                on_enter=fields::to(REASON)
            />
        }
        .into_any(),
        view! {
            <TextField id=REASON label=Text::Reason field="reason" value=reason errors=errors hint=reason_hint on_enter=review/>
        }
        .into_any(),
    ];
    sheet::view(till, sheet, fields)
}
