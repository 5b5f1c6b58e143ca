//! Selling credit that a provider delivers: number, operator, amount, and a yes. Numbers are not portable there: whose one is, its prefix says.

use crate::browser;
use crate::components::choice::Choice;
use crate::components::field::{Errors, FieldNote, TextField, forgive};
use crate::components::form::{self, Form, Submit};
use crate::components::operator_choice::country;
use crate::components::sell::{AmountField, FORM_TURNS, QuickAmounts, field_errors, kept_in_tab};
use crate::draft::{Checked, Draft};
use crate::i18n::Text;
use crate::intent::Intent;
use crate::outbox::Ended;
use crate::till::{DRAFT_STORES, Till};
use crate::view::{When, later, text_if, yes};
use leptos::prelude::*;
use ventanilla_core::field::{FieldError, Flaw};
use ventanilla_core::service::{Carrier, carrier_of};
use ventanilla_core::wire::cps::payments::PayRequest;
use ventanilla_core::wire::money::Dec;
use ventanilla_core::{Amount, Code, Currency, Service, ServiceNumber};

/// The amounts that are one touch away.
const QUICK_AMOUNTS: [Amount; 5] = [
    Amount::from_small_minor(10_000),
    Amount::from_small_minor(20_000),
    Amount::from_small_minor(30_000),
    Amount::from_small_minor(50_000),
    Amount::from_small_minor(100_000),
];
/// The names of the fields on the wire.
const NUMBER: &str = "numberService";
const SERVICE: &str = "idTypeService";
const AMOUNT: &str = "amount";

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
    let too_early = text_if(move || {
        let typed = number.get();
        let wrong = wrong_so_far(effective.get(), &typed)?;
        let (language, currency) = (till.language.get(), till.currency());
        Some(crate::format::field_error(
            &wrong.of(NUMBER),
            currency,
            language,
        ))
    });
    let on_end = Callback::new(move |ended: Ended| match ended {
        Ended::Done | Ended::Unknown => {
            number.set(String::new());
            chosen.set(None);
            amount.set(String::new());
            browser::focus_soon("sell-number");
        }
        // It was stored and then refused: the customer is given the money back, or tries another number.
        Ended::Refused(refusal) if refusal.payment_id.is_some() => {
            browser::focus_soon("sell-number");
        }
        Ended::Refused(refusal) => {
            errors.set(field_errors(&refusal.fields));
            browser::focus_soon("sell-amount");
        }
        Ended::NotSent => browser::focus_soon("sell-continue"),
    });
    let review = Callback::new(move |()| {
        let currency = untrack(|| till.currency());
        let checked = read(
            effective.get_untracked(),
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
    let calling_code = Signal::derive(move || format!("+{}", country(till).pack().calling_code));
    view! {
        <Form on_submit=review>
            <h1>{till.words(Text::SellTitle)}</h1>
            <TextField
                id="sell-number" label=Text::Number field=NUMBER value=number errors=errors kind="tel" keys="tel" class="number"
                prefix=calling_code note=too_early on_enter=after_number
            />
            {later(1, move || view! { <CarrierChoice chosen=chosen effective=effective errors=errors/> }.into_any())}
            {later(2, move || view! { <AmountField id="sell-amount" field=AMOUNT value=amount errors=errors on_enter=review/> }.into_any())}
            {later(3, move || view! {
                <QuickAmounts of=QUICK_AMOUNTS field=AMOUNT amount=amount errors=errors next="sell-continue"/>
            }.into_any())}
            {later(FORM_TURNS, || view! { <Submit id="sell-continue" text=Text::Continue/> }.into_any())}
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
            is_first && errors.with(|errors| errors.iter().any(|error| error.field == SERVICE))
        });
        let is_by_number = move || is_on.get() && chosen.get() != Some(carrier);
        let choose = Callback::new(move |()| {
            chosen.set(Some(carrier));
            forgive(errors, SERVICE);
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
            <FieldNote id="sell-operator-error".to_owned() field=SERVICE errors=errors/>
        </fieldset>
    }
}

/// The class that gives an operator its colour.
const fn colour(carrier: Carrier) -> &'static str {
    match carrier {
        Carrier::Movistar => "movistar",
        Carrier::Movilnet => "movilnet",
        Carrier::Digitel => "digitel",
    }
}

/// The service that credit of an operator is.
fn credit_of(carrier: Carrier) -> Option<Service> {
    carrier.services().find(|service| service.is_top_up())
}

/// Has the core read what was typed. A number as people type it is given the zero before it.
fn read(
    carrier: Option<Carrier>,
    number: &str,
    amount: &str,
    currency: Currency,
) -> Result<Checked<PayRequest>, Vec<FieldError>> {
    let service = carrier.and_then(credit_of);
    let known = service.and_then(|service| ServiceNumber::parse_typed(service, number).ok());
    let draft = Draft::new()
        .text(NUMBER, known.as_ref().map_or(number, ServiceNumber::as_str))
        .amount(AMOUNT, amount, currency);
    let draft = match service {
        Some(service) => draft.id(SERVICE, service.id()),
        None => draft,
    };
    draft.read(|body| PayRequest::parse(body, currency))
}

/// What more digits do not mend.
fn wrong_so_far(carrier: Option<Carrier>, number: &str) -> Option<Flaw> {
    // Until an operator is known, any will do: what is wrong then is wrong for all.
    let service = credit_of(carrier.unwrap_or(Carrier::Movistar))?;
    let flaw = Flaw::from(ServiceNumber::parse_typed(service, number).err()?);
    let is_wrong = match flaw.code {
        Code::PhoneNotDigits | Code::PhoneTooLong => true,
        // Said of whole numbers only.
        Code::PhoneUnknownPrefix | Code::PhoneLandline => true,
        _ => false,
    };
    is_wrong.then_some(flaw)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn body(carrier: Option<Carrier>, number: &str, amount: &str) -> Result<String, Vec<String>> {
        read(carrier, number, amount, Currency::Ves)
            .map(|checked| checked.body)
            .map_err(|wrong| {
                let mut fields: Vec<String> = wrong
                    .into_iter()
                    .map(|error| format!("{} {}", error.field, error.code.as_str()))
                    .collect();
                fields.sort();
                fields
            })
    }

    #[test]
    fn credit_is_the_prepaid_service() {
        let services = Carrier::ALL.map(|carrier| credit_of(carrier).map(Service::id));
        assert_eq!(services, [Some(57), Some(58), Some(59)]);
    }

    #[test]
    fn a_number_is_sent_with_its_zero() {
        let expected = r#"{"numberService":"04243675525","idTypeService":57,"amount":150}"#;
        for number in ["4243675525", "0424 367-5525", "+58 424 3675525"] {
            assert_eq!(
                body(Some(Carrier::Movistar), number, "150,00").as_deref(),
                Ok(expected)
            );
        }
    }

    #[test]
    fn what_is_wrong_is_said_all_at_once() {
        let table: [(Option<Carrier>, &str, &str, &[&str]); 5] = [
            (
                None,
                "",
                "",
                &[
                    "amount required",
                    "idTypeService required",
                    "numberService required",
                ],
            ),
            (
                Some(Carrier::Digitel),
                "04243675525",
                "0",
                &[
                    "amount too_small",
                    "numberService service_number_other_operator",
                ],
            ),
            (
                Some(Carrier::Movilnet),
                "02123457654",
                "10",
                &["numberService phone_landline"],
            ),
            (
                Some(Carrier::Movistar),
                "042436755",
                "10",
                &["numberService phone_too_short"],
            ),
            (
                Some(Carrier::Movistar),
                "04243675525",
                "10,555",
                &["amount amount_ambiguous"],
            ),
        ];
        for (carrier, number, amount, expected) in table {
            let found = body(carrier, number, amount).unwrap_err();
            assert_eq!(found, expected, "{carrier:?} {number} {amount}");
        }
    }

    #[test]
    fn what_is_not_finished_is_not_wrong() {
        let table = [
            (None, "", None),
            (None, "04", None),
            (None, "0424", None),
            (Some(Carrier::Movistar), "042436755", None),
            (Some(Carrier::Movistar), "04243675525", None),
            (
                Some(Carrier::Movistar),
                "042436755255",
                Some(Code::PhoneTooLong),
            ),
            (Some(Carrier::Movistar), "0424x", Some(Code::PhoneNotDigits)),
            (None, "02123457654", Some(Code::PhoneLandline)),
            (None, "04993675525", Some(Code::PhoneUnknownPrefix)),
        ];
        for (carrier, number, expected) in table {
            let found = wrong_so_far(carrier, number).map(|flaw| flaw.code);
            assert_eq!(found, expected, "{carrier:?} {number}");
        }
    }
}
