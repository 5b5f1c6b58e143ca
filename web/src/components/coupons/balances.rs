//! What branches owe one another for coupons that one has collected and another had issued; for those who supervise.

use super::loader::Loader;
use crate::components::parts::{fact, facts, paragraph};
use crate::format;
use crate::i18n::Text;
use crate::till::Till;
use crate::view::part;
use leptos::prelude::*;
use ventanilla_core::wire::portal::settings::BranchBalance;
use ventanilla_core::{Amount, Permission};

/// The card.
pub(crate) fn balances(till: Till) -> AnyView {
    if !till.role().may(Permission::SeeDrawer) {
        return ().into_any();
    }
    let balances: Loader = Loader::new(till);
    balances.read("/portal/liquidacion".to_owned());
    balances.when_back();
    view! {
        <section class="card balances" aria-labelledby="balances-title">
            <h2 id="balances-title">{till.words(Text::BalancesTitle)}</h2>
            <p class="lead">{till.words(Text::BalancesLead)}</p>
            {part(move || balances.show("balances-retry", |list: Vec<BranchBalance>| listed(till, &list)))}
        </section>
    }
    .into_any()
}

fn listed(till: Till, list: &[BranchBalance]) -> AnyView {
    if list.iter().all(|branch| branch.saldo.amount().is_zero()) {
        return paragraph(
            "balances-even",
            "caption",
            till.say(Text::BalancesEven).to_owned(),
        );
    }
    let rows = list
        .iter()
        .map(|branch| {
            let (words, amount) = side(branch.saldo.amount());
            let amount = format::money(amount, till.currency(), till.language.get());
            let value = format!("{} {amount}", till.say(words));
            fact("balance", branch.nombre.clone(), String::new(), value)
        })
        .collect();
    facts("balances", "facts lines", rows)
}

/// Whether a branch is owed or owes, and how much.
fn side(balance: Amount) -> (Text, Amount) {
    match balance.checked_neg() {
        Some(owed) if balance.is_negative() => (Text::BranchOwes, owed),
        _ => (Text::BranchIsOwed, balance),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_owes() {
        let amount = |minor| Amount::from_minor(minor).unwrap();
        assert_eq!(side(amount(-500)), (Text::BranchOwes, amount(500)));
        assert_eq!(side(amount(500)), (Text::BranchIsOwed, amount(500)));
        assert_eq!(side(amount(0)), (Text::BranchIsOwed, amount(0)));
    }
}
