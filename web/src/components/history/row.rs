//! One operation: a line that says what matters, and unfolds to the rest and to what can be done about it.

use super::entry::{Entry, state_name};
use super::reference::reference;
use super::state::{History, row_id};
use super::sums::is_cash;
use crate::components::icon::{Drawing, Icon};
use crate::components::operator_choice::colour;
use crate::format;
use crate::i18n::Text;
use crate::intent::Intent;
use crate::till::Till;
use crate::view::part;
use leptos::prelude::*;
use ventanilla_core::Permission;
use ventanilla_core::operation::{OperationKind, OperationState};

/// One operation.
pub(crate) fn row(history: History, entry: Entry) -> AnyView {
    let id = StoredValue::new(entry.operation.id.clone());
    let button_id = row_id(&entry.operation.id);
    let panel_id = format!("{button_id}-panel");
    let class = if entry.operation.estado == OperationState::Reversed {
        "undone"
    } else {
        ""
    };
    let entry = StoredValue::new(entry);
    let is_unfolded = Memo::new(move |_| {
        history
            .unfolded
            .with(|unfolded| id.with_value(|id| unfolded.as_ref() == Some(id)))
    });
    let fold = move |_| {
        let unfolded = (!is_unfolded.get_untracked()).then(|| id.get_value());
        history.unfolded.set(unfolded);
    };
    let face = move || entry.with_value(|entry| face(history, entry));
    let panel = {
        let panel_id = panel_id.clone();
        move || {
            let panel_id = panel_id.clone();
            is_unfolded
                .get()
                .then(|| view! { <div class="unfolded" id=panel_id>{panel(history, entry)}</div> })
        }
    };
    let expanded = Signal::derive(move || is_unfolded.get().to_string());
    view! {
        <li class=class data-testid="operation">
            <button type="button" class="line" id=button_id aria-expanded=expanded aria-controls=panel_id on:click=fold>{part(face)}</button>
            {part(move || panel().into_any())}
        </li>
    }
    .into_any()
}

/// The name of a register, also of one that is gone.
pub(crate) fn register_name(till: Till, id: i64) -> String {
    let name = till.register_name(id);
    if name.is_empty() {
        till.say_with(Text::RegisterOf, &[("id", &id.to_string())])
    } else {
        name
    }
}

fn face(history: History, entry: &Entry) -> AnyView {
    let till = history.till;
    let (language, offset_minutes) = (till.language.get(), till.offset_minutes());
    let operation = &entry.operation;
    let at = operation.fecha_hora;
    let is_one_day = history.filter.with(|filter| {
        let (from, until) = filter.span.days(history.today());
        from.is_some() && from == until
    });
    let when = if is_one_day {
        format::time(at, offset_minutes, language)
    } else {
        format::day_and_time(at, offset_minutes, language)
    };
    let number = operation
        .numero
        .map(|id| view! { <span class="called" data-testid="operation-number">{till.say_with(Text::NumberSign, &[("id", &id.to_string())])}</span> });
    let register = operation.id_caja.map(|id| register_name(till, id));
    let who = [Some(entry.user.clone()), register]
        .into_iter()
        .flatten()
        .filter(|name| !name.is_empty())
        .collect::<Vec<_>>()
        .join(" · ");
    let state = (operation.estado != OperationState::Succeeded).then(|| {
        let drawing = match operation.estado {
            OperationState::Reversed => Drawing::Back,
            OperationState::Failed => Drawing::Cross,
            _ => Drawing::Clock,
        };
        let class = if operation.estado == OperationState::Reversed { "state undone" } else { "state" };
        view! { <span class=class data-testid="operation-state"><Icon drawing=drawing/>{till.say(state_name(operation.estado))}</span> }
    });
    // What a drawer was opened or closed with is no cash that moved.
    let amount = match (entry.moved(), operation.monto) {
        (Some(moved), _) => format::difference(moved, till.currency(), language),
        (None, Some(amount)) => till.money(amount.amount()),
        (None, None) => String::new(),
    };
    let direction = match entry.moved() {
        Some(moved) if moved.is_negative() => "sum out",
        Some(_) => "sum in",
        None => "sum",
    };
    let mark = format!("mark {}", operation.operadora.map_or("", colour));
    view! {
        <span class=mark aria-hidden="true"></span>
        <span class="what">
            <strong>{entry.title(language)}</strong>
            <span class="about">{entry.about()}</span>
        </span>
        <span class="meta">
            <time class="when" datetime=at.to_text()>{when}</time>
            {number}
            <span class="who">{who}</span>
            {state}
        </span>
        <span class=direction data-testid="operation-amount">{amount}</span>
        <Icon drawing=Drawing::Fold/>
    }
    .into_any()
}

fn panel(history: History, entry: StoredValue<Entry>) -> AnyView {
    let till = history.till;
    let facts = move || entry.with_value(|entry| facts(till, entry));
    let actions = move || entry.with_value(|entry| actions(history, entry));
    view! {
        <dl class="facts">{part(facts)}</dl>
        {part(actions)}
    }
    .into_any()
}

fn facts(till: Till, entry: &Entry) -> AnyView {
    let operation = &entry.operation;
    let time = |at| format::full_time(at, till.offset_minutes(), till.language.get());
    let undone =
        (operation.estado == OperationState::Reversed).then(|| time(operation.actualizada));
    let session = operation
        .id_caja_sesion
        .filter(|_| is_cash(operation.tipo))
        .map(|id| till.say_with(Text::NumberSign, &[("id", &id.to_string())]));
    [
        (Text::RecordedAt, Some(time(operation.fecha_hora))),
        (Text::ChangedAt, undone),
        (Text::SessionLabel, session),
        (Text::Reason, entry.reason().map(str::to_owned)),
        (Text::SlipReference, operation.referencia_operadora.clone()),
    ]
    .into_iter()
    .filter_map(|(label, value)| {
        let value = value?;
        Some(view! { <div><dt>{till.say(label)}</dt><dd>{value}</dd></div> }.into_any())
    })
    .collect_view()
    .into_any()
}

fn actions(history: History, entry: &Entry) -> AnyView {
    let till = history.till;
    let role = till.role();
    let id = entry.operation.id.clone();
    let register = entry
        .operation
        .id_caja
        .map(|id| till.register_name(id))
        .unwrap_or_default();
    let receipt = entry.sale(register).map(|sale| {
        let show = move |_| {
            let slip = untrack(|| sale.slip(&till.shop(), till.language.get()));
            till.slip.set(Some(slip));
        };
        view! { <button type="button" class="secondary" data-testid="operation-receipt" on:click=show>{till.say(Text::Reprint)}</button> }
    });
    let is_open = till.pending.with(|pending| {
        pending.iter().any(|open| {
            matches!(&open.intent, Intent::Reverse { operation_id, .. } if *operation_id == id)
        })
    });
    let reversal = (entry.is_reversible() && role.may(Permission::Reverse)).then(|| {
        if is_open {
            return view! { <p class="hint caution">{till.say(Text::PendingTitle)}</p> }.into_any();
        }
        let entry = entry.clone();
        let reverse = move |_| history.reversing.set(Some(entry.clone()));
        view! { <button type="button" class="secondary danger" data-testid="operation-reverse" on:click=reverse>{till.say(Text::Reverse)}</button> }
            .into_any()
    });
    let offline = till
        .is_cut_off
        .get()
        .then(|| view! { <p class="hint caution">{till.say(Text::NeedsServer)}</p> });
    let referable = entry.lacks_reference() && role.may(Permission::Sell);
    let reference = referable.then(|| reference(history, entry));
    let has_actions = receipt.is_some() || reversal.is_some();
    let can_act = has_actions && entry.operation.tipo != OperationKind::TenantSetup;
    view! {
        {reference}
        {can_act.then(|| view! { <div class="row-actions">{receipt}{reversal}{offline}</div> })}
    }
    .into_any()
}
