//! Selling credit that a provider delivers: number, operator, amount, and a yes. Numbers are not portable there: whose one is, its prefix says.

use crate::browser;
use crate::components::choice::Choice;
use crate::components::field::{Errors, FieldNote, TextField, forgive};
use crate::components::form::{self, Form, Submit};
use crate::components::sell::{AmountField, FORM_TURNS, QuickAmounts, field_errors, kept_in_tab};
use crate::components::services::latest::Latest;
use crate::components::services::number_box;
use crate::components::services::pay::{self, AMOUNT_FIELD, SERVICE_FIELD};
use crate::i18n::Text;
use crate::intent::Intent;
use crate::outbox::Ended;
use crate::till::{DRAFT_STORES, Till};
use crate::view::{When, later, text_if, yes};
use leptos::prelude::*;
use ventanilla_core::service::{Carrier, carrier_of};
use ventanilla_core::wire::money::Dec;
use ventanilla_core::{Amount, Service};

/// The amounts that are one touch away.
const QUICK_AMOUNTS: [Amount; 5] = [
    Amount::from_small_minor(10_000),
    Amount::from_small_minor(20_000),
    Amount::from_small_minor(30_000),
    Amount::from_small_minor(50_000),
    Amount::from_small_minor(100_000),
];

/// Selling credit that a provider delivers.
#[component]
pub(crate) fn SellDelivered() -> impl IntoView {
    let till = Till::here();
    // What is typed outlives a look at another page, or a reload.
    let [number, amount] = DRAFT_STORES.map(kept_in_tab);
    let chosen: RwSignal<Option<Carrier>> = RwSignal::new(None);
    let errors: Errors = RwSignal::new(Vec::new());
    let suggested = Memo::new(move |_| number.with(|number| carrier_of(number)));
    // A number is its operator's, whatever was chosen before it was typed.
    let effective = Memo::new(move |_| suggested.get().or(chosen.get()));
    let after_number = Callback::new(move |()| {
        browser::focus_soon(match effective.get_untracked() {
            Some(_) => "sell-amount",
            None => "sell-operator-Movistar",
        });
    });
    // Until the operator is known, what is wrong is wrong for all of them.
    let service = move || {
        effective
            .get()
            .or(Some(Carrier::Movistar))
            .and_then(credit_of)
    };
    let note = text_if(move || {
        let (service, language) = (service()?, till.language.get());
        number.with(|number| number_box::wrong(service, number, language))
    });
    let hint = text_if(move || {
        let (service, language) = (credit_of(effective.get()?)?, till.language.get());
        number.with(|number| number_box::hint(service, number, language))
    });
    let repeated = text_if(move || {
        let known =
            number.with(|number| number_box::whole(credit_of(effective.get()?)?, number))?;
        let currency = till.currency();
        let amount = amount.with(|amount| Amount::parse_typed(amount, currency).ok())?;
        let receipt = use_context::<Latest>()?.same(&known, amount)?;
        Some(till.say_with(Text::PaySamePaid, &[("recibo", &receipt)]))
    });
    let on_end = Callback::new(move |ended: Ended| match ended {
        // What was stored and then refused is asked for no more: its cash is to be given back first.
        Ended::Refused(refusal) if refusal.payment_id.is_none() => {
            errors.set(field_errors(&refusal.fields));
            browser::focus_soon("sell-amount");
        }
        Ended::Done | Ended::Unknown | Ended::Refused(_) => {
            number.set(String::new());
            chosen.set(None);
            amount.set(String::new());
            browser::focus_soon("sell-number");
        }
        Ended::NotSent => browser::focus_soon("sell-continue"),
    });
    let review = Callback::new(move |()| {
        let currency = untrack(|| till.currency());
        let checked = pay::request(
            effective.get_untracked().and_then(credit_of),
            &number.get_untracked(),
            &amount.get_untracked(),
            currency,
        );
        form::review(
            till,
            errors,
            checked,
            |request| Intent::PayService {
                service: request.number.service(),
                number: request.number.as_str().to_owned(),
                amount: Dec::from(request.amount),
            },
            on_end,
        );
    });
    view! {
        <Form on_submit=review>
            <h1>{till.words(Text::SellTitle)}</h1>
            <TextField
                id="sell-number" label=Text::Number field=number_box::FIELD value=number errors=errors kind="tel" keys="tel" class="number"
                hint=hint note=note on_enter=after_number
            />
            {later(1, move || view! { <CarrierChoice chosen=chosen effective=effective errors=errors/> }.into_any())}
            {later(2, move || view! { <AmountField id="sell-amount" field=AMOUNT_FIELD value=amount errors=errors on_enter=review/> }.into_any())}
            {later(3, move || view! {
                <QuickAmounts of=QUICK_AMOUNTS field=AMOUNT_FIELD amount=amount errors=errors next="sell-continue"/>
            }.into_any())}
            {later(FORM_TURNS, move || view! {
                <p class="hint caution" role="status" data-testid="sell-same">{repeated}</p>
                <Submit id="sell-continue" text=Text::Continue/>
            }.into_any())}
        </Form>
    }
}

/// The operators as large buttons. What the number says counts.
#[component]
fn CarrierChoice(
    chosen: RwSignal<Option<Carrier>>,
    effective: Memo<Option<Carrier>>,
    errors: Errors,
) -> impl IntoView {
    let till = Till::here();
    let buttons = Carrier::ALL.map(|carrier| {
        let is_on = Signal::derive(move || effective.get() == Some(carrier));
        let is_first = Carrier::ALL.first() == Some(&carrier);
        let is_wrong = Signal::derive(move || {
            is_first && errors.with(|errors| errors.iter().any(|error| error.field == SERVICE_FIELD))
        });
        let is_by_number = move || is_on.get() && chosen.get() != Some(carrier);
        let choose = Callback::new(move |()| {
            chosen.set(Some(carrier));
            forgive(errors, SERVICE_FIELD);
        });
        view! {
            <Choice
                group="sell-operator" id=format!("sell-operator-{}", carrier.name()) class=colour(carrier) is_on=is_on is_wrong=is_wrong
                on_choose=choose next="sell-amount"
            >
                <span class="name">{carrier.name()}</span>
                <When is=yes(is_by_number)>
                    <span class="tag" data-testid="sell-operator-suggested">{till.words(Text::CarrierByNumber)}</span>
                </When>
            </Choice>
        }
        .into_any()
    });
    view! {
        <fieldset class="operators">
            <legend>{till.words(Text::Operator)}</legend>
            <div class="choices">{buttons.into_iter().collect_view()}</div>
            <FieldNote id="sell-operator-error".to_owned() field=SERVICE_FIELD errors=errors/>
        </fieldset>
    }
}

/// The classes that give an operator its colour, and no room for a float.
const fn colour(carrier: Carrier) -> &'static str {
    match carrier {
        Carrier::Movistar => "bare movistar",
        Carrier::Movilnet => "bare movilnet",
        Carrier::Digitel => "bare digitel",
    }
}

/// The service that credit of an operator is.
fn credit_of(carrier: Carrier) -> Option<Service> {
    carrier.services().find(|service| service.is_top_up())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn credit_is_the_prepaid_service() {
        let services = Carrier::ALL.map(|carrier| credit_of(carrier).map(Service::id));
        assert_eq!(services, [Some(57), Some(58), Some(59)]);
    }
}
