//! The operators as large buttons, each with its float.

use crate::components::choice::Choice;
use crate::components::field::{Errors, FieldNote, forgive};
use crate::i18n::Text;
use crate::till::Till;
use crate::view::{When, part, yes};
use leptos::prelude::*;
use ventanilla_core::wire::kantuta::recharges::OperatorBalance;
use ventanilla_core::{Amount, Country, Operator};

/// The operators of the shop's country. What is chosen counts; until then, what the number suggests.
#[component]
pub(crate) fn OperatorChoice(
    /// What its ids start with.
    id: &'static str,
    /// The field's name on the wire.
    field: &'static str,
    /// What was chosen.
    chosen: RwSignal<Option<Operator>>,
    /// What the number suggests.
    #[prop(optional, into)]
    suggested: Signal<Option<Operator>>,
    /// The form's errors.
    errors: Errors,
    /// The id of the field after it.
    next: &'static str,
) -> impl IntoView {
    let till = Till::here();
    // A memo, so that a changed float does not make new buttons under the finger.
    let operators = Memo::new(move |_| {
        till.balances
            .with(|balances| sold(country(till).pack().operators, balances))
    });
    let hint = Signal::derive(move || match (chosen.get(), suggested.get()) {
        (Some(chosen), Some(suggested)) if chosen != suggested => {
            till.say_with(Text::OtherPrefix, &[("operadora", suggested.name())])
        }
        (_, _) => String::new(),
    });
    view! {
        <fieldset class="operators">
            <legend>{till.words(Text::Operator)}</legend>
            <div class="choices">
                {part(move || operators.get().into_iter().map(|operator| view! {
                    <OperatorButton id=id field=field operator=operator chosen=chosen suggested=suggested errors=errors next=next/>
                }).collect_view().into_any())}
            </div>
            <p class="hint caution" data-testid=format!("{id}-hint")>{hint}</p>
            <FieldNote id=format!("{id}-error") field=field errors=errors/>
        </fieldset>
    }
}

#[component]
fn OperatorButton(
    id: &'static str,
    field: &'static str,
    operator: Operator,
    chosen: RwSignal<Option<Operator>>,
    suggested: Signal<Option<Operator>>,
    errors: Errors,
    next: &'static str,
) -> impl IntoView {
    let till = Till::here();
    let name = operator.name();
    let is_on = Signal::derive(move || chosen.get().or(suggested.get()) == Some(operator));
    let is_first = Operator::ALL.first() == Some(&operator);
    let is_wrong = Signal::derive(move || {
        is_first && errors.with(|errors| errors.iter().any(|error| error.field == field))
    });
    let is_hinted = move || chosen.get().is_none() && suggested.get() == Some(operator);
    let float = Signal::derive(move || {
        float_of(till, operator)
            .map(|amount| till.money(amount))
            .unwrap_or_default()
    });
    let choose = Callback::new(move |()| {
        chosen.set(Some(operator));
        forgive(errors, field);
    });
    view! {
        <Choice group=id id=format!("{id}-{name}") class=colour(operator) is_on=is_on is_wrong=is_wrong on_choose=choose next=next>
            <span class="name">{name}</span>
            <When is=yes(is_hinted)>
                <span class="tag" data-testid=format!("{id}-suggested")>{till.words(Text::Suggested)}</span>
            </When>
            <span class="float">
                <span class="caption">{till.words(Text::Float)}</span>
                <span data-testid=format!("{id}-{name}-float")>{float}</span>
                <When is=yes(move || is_low(till, operator))>
                    <span class="low">{till.words(Text::LowFloat)}</span>
                </When>
            </span>
        </Choice>
    }
}

/// The class that gives an operator its colour.
pub(crate) const fn colour(operator: Operator) -> &'static str {
    match operator {
        Operator::Tigo => "tigo",
        Operator::Entel => "entel",
        Operator::Viva => "viva",
    }
}

/// The float of an operator, as last read.
pub(crate) fn float_of(till: Till, operator: Operator) -> Option<Amount> {
    till.balances.with(|balances| {
        balances
            .iter()
            .find(|balance| balance.nombre_operadora == operator)
            .map(|balance| balance.saldo_actual.amount())
    })
}

/// The shop's country.
pub(crate) fn country(till: Till) -> Country {
    till.settings.with(|settings| {
        settings
            .as_ref()
            .map_or(Country::Bolivia, |known| known.pais)
    })
}

/// The operators of the country that the shop sells: those with a float. While that is not known, all of them.
fn sold(operators: &[Operator], balances: &[OperatorBalance]) -> Vec<Operator> {
    let has_float = |operator: &Operator| {
        balances
            .iter()
            .any(|balance| balance.nombre_operadora == *operator)
    };
    operators
        .iter()
        .copied()
        .filter(|operator| balances.is_empty() || has_float(operator))
        .collect()
}

fn is_low(till: Till, operator: Operator) -> bool {
    till.balances.with(|balances| {
        balances
            .iter()
            .find(|balance| balance.nombre_operadora == operator)
            .is_some_and(|balance| {
                balance
                    .umbral_saldo_bajo
                    .is_some_and(|threshold| balance.saldo_actual < threshold)
            })
    })
}
