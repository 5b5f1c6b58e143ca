//! The form: the service, its number, how much, and a yes.

use super::balance::{self, BalanceBox};
use super::picker::{self, picker};
use super::{Paying, number_box, ranking, words};
use crate::browser;
use crate::components::field::{Errors, TextField, forgive};
use crate::components::form::{self, Form, Submit};
use crate::components::parts::link;
use crate::components::sell::field_errors;
use crate::draft::{Checked, Draft};
use crate::i18n::Text;
use crate::intent::Intent;
use crate::outbox::Ended;
use crate::services_page::ServiceSection;
use crate::view::{part, text, text_if};
use leptos::prelude::*;
use ventanilla_core::field::FieldError;
use ventanilla_core::service::NumberKind;
use ventanilla_core::wire::cps::payments::PayRequest;
use ventanilla_core::wire::money::Dec;
use ventanilla_core::{Amount, Currency, Service};

const NUMBER: &str = "pay-number";
const AMOUNT: &str = "pay-amount";
const CONTINUE: &str = "pay-continue";
const SWITCH: &str = "pay-switch";
/// The name of the amount on the wire.
pub(crate) const AMOUNT_FIELD: &str = "amount";
/// The name of the service on the wire.
pub(crate) const SERVICE_FIELD: &str = "idTypeService";

/// The form for a service; the choice of one where none is chosen.
pub(crate) fn section(paying: Paying, service: Option<Service>) -> AnyView {
    match service {
        Some(service) => {
            paying.turn_to(service);
            form(paying, service)
        }
        None => view! { <div class="card">{picker(paying)}</div> }.into_any(),
    }
}

fn form(paying: Paying, service: Service) -> AnyView {
    let till = paying.till;
    let (number, amount) = (paying.number, paying.amount);
    let errors: Errors = RwSignal::new(Vec::new());
    let currency = untrack(|| till.currency());
    let is_whole = move || number.with(|typed| number_box::whole(service, typed).is_some());
    browser::focus_soon(if untrack(is_whole) { AMOUNT } else { NUMBER });
    // Says of a number that is not all there what is missing, as if it were meant to be all of it.
    let unfinished = Callback::new(move |()| {
        let typed = number.get_untracked();
        let wrong = request(Some(service), &typed, "", currency).err();
        errors.set(
            wrong
                .unwrap_or_default()
                .into_iter()
                .filter(|error| error.field == number_box::FIELD)
                .collect(),
        );
        browser::focus_soon(NUMBER);
    });
    let after_number = Callback::new(move |()| {
        if !untrack(is_whole) {
            unfinished.run(());
        } else if service.can_get_balance() && amount.with_untracked(String::is_empty) {
            browser::focus_soon(balance::ASK);
        } else {
            browser::focus_soon(AMOUNT);
        }
    });
    let take = Callback::new(move |owed: Amount| {
        amount.set(owed.to_json_number(currency));
        forgive(errors, AMOUNT_FIELD);
        browser::focus_soon(CONTINUE);
    });
    let balance = service
        .can_get_balance()
        .then(|| BalanceBox::new(paying, service, unfinished, take).view());
    let on_end = Callback::new(move |ended: Ended| match ended {
        // What became of it is shown instead.
        Ended::Done => asked(paying, service),
        Ended::Refused(refusal) if refusal.payment_id.is_some() => asked(paying, service),
        Ended::Unknown => {
            asked(paying, service);
            browser::go(&ServiceSection::Pay.at(""));
        }
        Ended::Refused(refusal) => {
            errors.set(field_errors(&refusal.fields));
            browser::focus_soon(AMOUNT);
            browser::focus_first_wrong();
        }
        Ended::NotSent => browser::focus_soon(CONTINUE),
    });
    let review = Callback::new(move |()| {
        let checked = request(
            Some(service),
            &number.get_untracked(),
            &amount.get_untracked(),
            currency,
        );
        form::review(
            till,
            errors,
            checked,
            |request| Intent::PayService {
                service,
                number: request.number.as_str().to_owned(),
                amount: Dec::from(request.amount),
            },
            on_end,
        );
    });
    let hint =
        text_if(move || number.with(|typed| number_box::hint(service, typed, till.language.get())));
    let note = text_if(move || {
        number.with(|typed| number_box::wrong(service, typed, till.language.get()))
    });
    let keys = match service.number_kind() {
        NumberKind::Mobile(_) | NumberKind::FixedLine => "tel",
        NumberKind::Contract => "numeric",
    };
    let symbol = text(move || till.currency().symbol().to_owned());
    let repeated = text_if(move || {
        let receipt = paying.same_paid(service)?;
        Some(till.say_with(Text::PaySamePaid, &[("recibo", &receipt)]))
    });
    let label = number_box::label(service.number_kind());
    view! {
        <div class="card">
            <Form on_submit=review>
                {chosen(paying, service)}
                <TextField
                    id=NUMBER label=label field=number_box::FIELD value=number errors=errors keys=keys class="number" hint=hint note=note
                    on_enter=after_number
                />
                {part(move || switch(paying, service))}
                {balance}
                <TextField
                    id=AMOUNT label=Text::Amount field=AMOUNT_FIELD value=amount errors=errors keys="decimal" class="amount" prefix=symbol
                    on_enter=review
                />
                <p class="hint caution" role="status" data-testid="pay-same">{repeated}</p>
                <Submit id=CONTINUE text=Text::Continue/>
            </Form>
        </div>
    }
    .into_any()
}

/// It was asked for: the next payment is another.
fn asked(paying: Paying, service: Service) {
    picker::remember(paying.till, service);
    paying.clear();
}

/// The service, and the way to another.
fn chosen(paying: Paying, service: Service) -> AnyView {
    let till = paying.till;
    let kind = text(move || till.say(words::kind_name(service.kind())));
    let back = ServiceSection::Pay.at("");
    view! {
        <div class="chosen">
            <p><strong data-testid="pay-chosen">{service.label()}</strong> <span class="caption">{kind}</span></p>
            {link(till, "pay-change", "button secondary", back, Text::PayChange)}
        </div>
    }
    .into_any()
}

/// The way to the service that has such a number, where this one has not.
fn switch(paying: Paying, service: Service) -> AnyView {
    let till = paying.till;
    let other = paying
        .number
        .with(|typed| ranking::instead_of(service, typed));
    let Some(other) = other else {
        return ().into_any();
    };
    let words = till.say_with(Text::PaySwitchTo, &[("servicio", other.label())]);
    let address = ServiceSection::Pay.at(&other.id().to_string());
    view! { <a class="button secondary" id=SWITCH data-testid=SWITCH href=address>{words}</a> }
        .into_any()
}

/// The request, as the core reads it. A number is given its 0, where only that is missing.
pub(crate) fn request(
    service: Option<Service>,
    number: &str,
    amount: &str,
    currency: Currency,
) -> Result<Checked<PayRequest>, Vec<FieldError>> {
    let whole = service.and_then(|service| number_box::whole(service, number));
    let number = whole.as_ref().map_or(number, |whole| whole.as_str());
    let draft = Draft::new()
        .text(number_box::FIELD, number)
        .amount(AMOUNT_FIELD, amount, currency);
    let draft = match service {
        Some(service) => draft.id(SERVICE_FIELD, service.id()),
        None => draft,
    };
    draft
        .read(|body| PayRequest::parse(body, currency))
        .map_err(|wrong| match service {
            Some(service) => as_typed(wrong, service, number),
            None => wrong,
        })
}

/// Of a number that is too short, what no more digits mend counts more.
fn as_typed(mut wrong: Vec<FieldError>, service: Service, number: &str) -> Vec<FieldError> {
    if let Some(flaw) = number_box::flaw(service, number) {
        wrong.retain(|error| error.field != number_box::FIELD);
        wrong.insert(0, flaw);
    }
    wrong
}

/// Whether a number that was typed where one of kind `was` was asked for is one for that service: where the kind is the same, and
/// where its digits say so themselves, as they do in the picker and on the way to the service of another operator.
fn carries_over(typed: &str, was: NumberKind, service: Service) -> bool {
    let kind = service.number_kind();
    was == kind || ranking::number_kind(typed) == Some(kind)
}

impl Paying {
    /// The form is that service's now. What was typed for another stays only where it can be meant for this one: a mobile's number would
    /// pass for a contract.
    fn turn_to(self, service: Service) {
        self.searched.set(String::new());
        let was = self.kind.get_value();
        self.kind.set_value(Some(service.number_kind()));
        let stays = was.is_none_or(|was| {
            self.number
                .with_untracked(|typed| carries_over(typed, was, service))
        });
        if !stays {
            self.clear();
        }
    }

    /// The receipt of a payment of just that, a moment ago: a customer may well want it twice, a hurried hand may not.
    fn same_paid(self, service: Service) -> Option<String> {
        let number = self
            .number
            .with(|typed| number_box::whole(service, typed))?;
        let currency = self.till.currency();
        let amount = self
            .amount
            .with(|typed| Amount::parse_typed(typed, currency).ok())?;
        self.payments.latest.same(&number, amount)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ventanilla_core::Code;

    fn body(service: Service, number: &str, amount: &str) -> Result<String, Vec<(String, Code)>> {
        request(Some(service), number, amount, Currency::Ves)
            .map(|checked| checked.body)
            .map_err(|wrong| {
                let mut wrong: Vec<(String, Code)> = wrong
                    .into_iter()
                    .map(|error| (error.field, error.code))
                    .collect();
                wrong.sort();
                wrong
            })
    }

    #[test]
    fn what_is_right_is_sent_normalised() {
        let expected = r#"{"numberService":"04243675525","idTypeService":57,"amount":1234.5}"#;
        for (number, amount) in [
            ("04243675525", "1234,50"),
            ("424-3675525", "1.234,5"),
            (" +58 424 367 55 25 ", "1 234.50"),
        ] {
            let body = body(Service::MovistarPrepago, number, amount);
            assert_eq!(body.as_deref(), Ok(expected), "{number} {amount}");
        }
        assert_eq!(
            body(Service::Corpoelec, "00123-45", "0,01").as_deref(),
            Ok(r#"{"numberService":"0012345","idTypeService":216,"amount":0.01}"#)
        );
    }

    #[test]
    fn numbers_that_carry_over() {
        use Service::*;
        let table = [
            // The same kind, whatever is typed.
            (MovistarPrepago, "0424-3675525", MovistarPospago, true),
            (MovistarPrepago, "042", MovistarInternet, true),
            (Corpoelec, "04243675525", Simpletv, true),
            (Corpoelec, "12x", Corpoelec, true),
            // Another kind.
            (MovistarPrepago, "0424-3675525", Corpoelec, false),
            (MovistarPrepago, "0424-3675525", DigitelPrepago, false),
            (MovistarPrepago, "0424-3675525", CantvAba, false),
            (MovistarPrepago, "041", Corpoelec, false),
            (CantvAba, "0212-1234567", Corpoelec, false),
            (Corpoelec, "0012345", MovistarPrepago, false),
            (MovistarPrepago, "", Corpoelec, false),
            // Another kind, and its digits say that it is the new one.
            (DigitelPrepago, "0424", MovistarPrepago, true),
            (Corpoelec, "0416-1234500", MovilnetPrepago, true),
            (Corpoelec, "0212-1234567", CantvAba, true),
        ];
        for (was, typed, service, expected) in table {
            assert_eq!(
                carries_over(typed, was.number_kind(), service),
                expected,
                "{was:?} {typed} {service:?}"
            );
        }
    }

    #[test]
    fn without_a_service_all_that_is_missing_is_said() {
        let wrong = request(None, "", "", Currency::Ves).unwrap_err();
        let mut fields: Vec<(&str, Code)> = wrong
            .iter()
            .map(|error| (error.field.as_str(), error.code))
            .collect();
        fields.sort();
        let missing = [AMOUNT_FIELD, SERVICE_FIELD, number_box::FIELD];
        assert_eq!(fields, missing.map(|field| (field, Code::Required)));
    }

    #[test]
    fn what_is_wrong_is_said_all_at_once() {
        let (number, amount) = (number_box::FIELD, AMOUNT_FIELD);
        type Wrong<'a> = &'a [(&'a str, Code)];
        let table: &[(Service, &str, &str, Wrong<'_>)] = &[
            (
                Service::MovistarPrepago,
                "",
                "",
                &[(amount, Code::Required), (number, Code::Required)],
            ),
            (
                Service::MovistarPrepago,
                "0424",
                "10",
                &[(number, Code::PhoneTooShort)],
            ),
            (
                Service::DigitelPrepago,
                "04243675525",
                "10",
                &[(number, Code::ServiceNumberOtherOperator)],
            ),
            (
                Service::DigitelPrepago,
                "0424",
                "10",
                &[(number, Code::ServiceNumberOtherOperator)],
            ),
            (
                Service::MovistarPrepago,
                "02123457654",
                "10",
                &[(number, Code::PhoneLandline)],
            ),
            (
                Service::CantvAba,
                "04243675525",
                "10",
                &[(number, Code::ServiceNumberMobile)],
            ),
            (
                Service::Corpoelec,
                "12x45",
                "10",
                &[(number, Code::PhoneNotDigits)],
            ),
            (
                Service::Corpoelec,
                "12345",
                "0",
                &[(amount, Code::TooSmall)],
            ),
            (
                Service::Corpoelec,
                "12345",
                "-5",
                &[(amount, Code::TooSmall)],
            ),
            (
                Service::Corpoelec,
                "12345",
                "1,001",
                &[(amount, Code::AmountAmbiguous)],
            ),
            (
                Service::Corpoelec,
                "12345",
                "x",
                &[(amount, Code::NotANumber)],
            ),
            (
                Service::Corpoelec,
                "12345",
                "99999999999999999999",
                &[(amount, Code::TooLarge)],
            ),
        ];
        for (service, typed_number, typed_amount, expected) in table {
            let wrong = body(*service, typed_number, typed_amount).unwrap_err();
            let wrong: Vec<(&str, Code)> = wrong
                .iter()
                .map(|(field, code)| (field.as_str(), *code))
                .collect();
            assert_eq!(
                wrong, *expected,
                "{service:?} {typed_number} {typed_amount}"
            );
        }
    }
}
