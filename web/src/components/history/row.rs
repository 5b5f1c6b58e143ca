//! One operation: a line that says what matters, and unfolds to the rest and to what can be done about it.

use super::entry::{Entry, state_name};
use super::state::{History, row_id};
use crate::browser;
use crate::components::icon::{Drawing, Icon};
use crate::components::note_form::NoteForm;
use crate::components::operator_choice::colour;
use crate::components::parts::{
    badge, block, fact, fact_of, facts, link, paragraph, plain_button, span, time, told, word,
};
use crate::components::reference::{Sale, reference_form};
use crate::components::sessions::{report_address, sees_others};
use crate::format;
use crate::i18n::Text;
use crate::intent::Intent;
use crate::loyalty_page::LoyaltySection;
use crate::till::Till;
use crate::view::{part, text, yes};
use leptos::prelude::*;
use ventanilla_core::Permission;
use ventanilla_core::operation::{OperationKind, OperationState};

/// One operation.
pub(crate) fn row(history: History, entry: Entry) -> AnyView {
    let button_id = row_id(&entry.operation.id);
    let class = if entry.operation.estado == OperationState::Reversed {
        "undone"
    } else {
        ""
    };
    let entry = StoredValue::new(entry);
    let is_unfolded = Memo::new(move |_| {
        history.unfolded.with(|unfolded| {
            entry.with_value(|entry| unfolded.as_ref() == Some(&entry.operation.id))
        })
    });
    let fold = move |_| {
        let id = entry.with_value(|entry| entry.operation.id.clone());
        history
            .unfolded
            .set(Some(id).filter(|_| !is_unfolded.get_untracked()));
    };
    let expanded = text(move || is_unfolded.get().to_string());
    let face = part(move || entry.with_value(|entry| face(history, entry)));
    let panel = part(move || {
        if is_unfolded.get() {
            panel(history, entry)
        } else {
            ().into_any()
        }
    });
    view! {
        <li class=class data-testid="operation">
            <button type="button" class="line" id=button_id aria-expanded=expanded on:click=fold>{face}</button>
            {panel}
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

/// The colour of an operator, for those who see it; its name stands beside it.
pub(crate) fn mark(operator: Option<ventanilla_core::Operator>) -> AnyView {
    let mark = word("", String::new());
    span(operator.map_or("mark", colour_mark), vec![mark])
}

fn colour_mark(operator: ventanilla_core::Operator) -> &'static str {
    match colour(operator) {
        "tigo" => "mark tigo",
        "entel" => "mark entel",
        _ => "mark viva",
    }
}

fn face(history: History, entry: &Entry) -> AnyView {
    let till = history.till;
    let (language, offset_minutes) = (till.language.get(), till.offset_minutes());
    let operation = &entry.operation;
    let at = operation.fecha_hora;
    let (is_of_one_day, today) = history.shown.with(|shown| {
        let days = shown.as_ref().map(|shown| shown.days);
        let is_of_one_day = days.is_some_and(|(from, until)| from.is_some() && from == until);
        (is_of_one_day, shown.as_ref().map(|shown| shown.today))
    });
    let when = match today {
        Some(today) if !is_of_one_day => {
            format::day_and_time_in(at, today.year(), offset_minutes, language)
        }
        _ => format::time(at, offset_minutes, language),
    };
    let mut meta = vec![time(at, when)];
    if let Some(id) = operation.numero {
        meta.push(word(
            "called",
            till.say_with(Text::NumberSign, &[("id", &id.to_string())]),
        ));
    }
    let register = operation.id_caja.map(|id| register_name(till, id));
    meta.push(word(
        "who",
        joined([entry.user.clone(), register.unwrap_or_default()]),
    ));
    if operation.estado != OperationState::Succeeded {
        let (class, drawing) = match operation.estado {
            OperationState::Reversed => ("state undone", Drawing::Back),
            OperationState::Failed => ("state", Drawing::Cross),
            _ => ("state", Drawing::Clock),
        };
        meta.push(badge(
            class,
            drawing,
            till.say(state_name(operation.estado)).to_owned(),
        ));
    }
    // What a drawer was opened or closed with is no cash that moved.
    let (class, amount) = match (entry.moved(), operation.monto) {
        (Some(moved), _) => {
            let class = if moved.is_negative() {
                "sum out"
            } else {
                "sum in"
            };
            (class, format::difference(moved, till.currency(), language))
        }
        (None, amount) => {
            let amount = amount.map(|amount| till.money(amount.amount()));
            ("sum", amount.unwrap_or_default())
        }
    };
    vec![
        mark(operation.operadora),
        what(entry.title(language), entry.about()),
        span("meta", meta),
        word(class, amount),
        view! { <Icon drawing=Drawing::Fold/> }.into_any(),
    ]
    .into_any()
}

/// What was done, and what it was about below it.
pub(crate) fn what(title: String, about: String) -> AnyView {
    span("what", vec![word("title", title), word("about", about)])
}

fn joined(names: [String; 2]) -> String {
    let [one, other] = names;
    if one.is_empty() || other.is_empty() {
        format!("{one}{other}")
    } else {
        format!("{one} · {other}")
    }
}

fn panel(history: History, entry: StoredValue<Entry>) -> AnyView {
    let till = history.till;
    let can_refer = entry.with_value(|entry| {
        entry.lacks_reference() && untrack(|| till.adds_reference(entry.operation.id_usuario))
    });
    // What is typed in it stays while anything else changes.
    let reference = if can_refer {
        entry.with_value(|entry| add_reference(history, entry))
    } else {
        ().into_any()
    };
    block(
        "operation-panel",
        "unfolded",
        vec![
            part(move || entry.with_value(|entry| details(till, entry))).into_any(),
            reference,
            actions(history, entry),
        ],
    )
}

fn details(till: Till, entry: &Entry) -> AnyView {
    let operation = &entry.operation;
    let time = |at| format::full_time(at, till.offset_minutes(), till.language.get());
    let undone =
        (operation.estado == OperationState::Reversed).then(|| time(operation.actualizada));
    let known = [
        (Text::RecordedAt, Some(time(operation.fecha_hora))),
        (Text::ChangedAt, undone),
        (Text::Reason, entry.reason().map(str::to_owned)),
        (Text::SlipReference, operation.referencia_operadora.clone()),
    ];
    let mut rows = Vec::new();
    for (label, value) in known {
        if let Some(value) = value {
            rows.push(fact("", till.say(label).to_owned(), String::new(), value));
        }
    }
    if let Some(id) = operation.id_caja_sesion {
        let sees_report = sees_others(till.role()) || till.is_own(operation.id_usuario);
        rows.push(fact_of(
            "",
            till.say(Text::SessionLabel).to_owned(),
            String::new(),
            session(till, id, sees_report),
        ));
    }
    let known = facts("", "facts", rows);
    if !entry.is_undecided() {
        return known;
    }
    let orders = LoyaltySection::Orders.at("");
    let what = till.say(Text::UpstreamUnknown).to_owned();
    block(
        "",
        "",
        vec![
            known,
            paragraph("operation-undecided", "hint caution", what),
            link(
                till,
                "operation-orders",
                "button secondary",
                orders,
                Text::UpstreamOrdersTab,
            ),
        ],
    )
}

/// The number of a session; for those who see its report, the way there, which is the only one where the register is gone.
fn session(till: Till, id: i64, sees_report: bool) -> AnyView {
    let number = till.say_with(Text::NumberSign, &[("id", &id.to_string())]);
    if !sees_report {
        return number.into_any();
    }
    view! { <a id="operation-session" data-testid="operation-session" href=report_address(id)>{number}</a> }
        .into_any()
}

fn actions(history: History, entry: StoredValue<Entry>) -> AnyView {
    let till = history.till;
    let (is_sale, is_reversible) = entry.with_value(|entry| {
        (
            entry.operation.tipo == OperationKind::TopUp,
            entry.is_reversible(),
        )
    });
    let may_reverse = is_reversible && untrack(|| till.role().may(Permission::Reverse));
    let mut parts = Vec::new();
    if is_sale {
        let show = Callback::new(move |()| {
            let slip = untrack(|| {
                let register = entry.with_value(|entry| entry.operation.id_caja);
                let register = register.map(|id| register_name(till, id));
                let sale = entry.with_value(|entry| entry.sale(register.unwrap_or_default()));
                sale.map(|sale| sale.slip(&till.shop(), till.language.get()))
            });
            till.slip.set(slip);
        });
        parts.push(plain_button(
            till,
            "operation-receipt",
            "secondary",
            Text::Reprint,
            show,
        ));
    }
    if may_reverse {
        let is_open = yes(move || {
            entry.with_value(|entry| till.pending.with(|pending| {
                pending.iter().any(|open| {
                    matches!(&open.intent, Intent::Reverse { operation_id, .. } if *operation_id == entry.operation.id)
                })
            }))
        });
        let reverse = Callback::new(move |()| {
            if !is_open.get_untracked() {
                let id = entry.with_value(|entry| entry.operation.id.clone());
                history.reversing.set(Some(id));
            }
        });
        let hint = text(move || {
            if is_open.get() {
                till.say(Text::PendingTitle)
            } else if till.is_cut_off.get() {
                till.say(Text::NeedsServer)
            } else {
                ""
            }
        });
        parts.push(plain_button(
            till,
            "operation-reverse",
            "secondary danger",
            Text::Reverse,
            reverse,
        ));
        parts.push(told("operation-hint", "hint caution", hint));
    }
    block("", "row-actions", parts)
}

/// Asks for the operator's reference of a sale that has none.
fn add_reference(history: History, entry: &Entry) -> AnyView {
    let form = NoteForm {
        id: "operation-reference",
        save_id: "operation-reference-save",
        label: Text::OperatorReference,
        save: Text::KeepReference,
        field: "referencia_operadora",
        class: "reference",
    };
    let operation_id = entry.operation.id.clone();
    let sale = Sale {
        id: entry.operation.numero.unwrap_or_default(),
        operation_id: operation_id.clone(),
    };
    let on_written = Callback::new(move |reference| {
        history.set_reference(&operation_id, reference);
        browser::focus_soon(row_id(&operation_id));
    });
    reference_form(history.till, form, sale, on_written)
}
