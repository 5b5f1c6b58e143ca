//! After the closing: what was counted, what should have been there, and why they differ.

use crate::browser;
use crate::components::difference_reason::{
    Explained, REASON_ID, Unexplained, kept_reason, outcome, reason_form,
};
use crate::components::parts::{paragraph, told};
use crate::components::sessions::report_address;
use crate::format;
use crate::i18n::Text;
use crate::till::Till;
use crate::view::{part, text, text_if, yes};
use leptos::prelude::*;
use leptos::task::spawn_local;
use ventanilla_core::Amount;
use ventanilla_core::wire::kantuta::sessions::CashSession;
use ventanilla_core::wire::money::Money;

/// The summary of the session just closed.
#[component]
pub(crate) fn ClosedSummary() -> impl IntoView {
    let till = Till::here();
    part(move || {
        till.closed
            .get()
            .map(|session| view! { <Summary session=session/> }.into_any())
            .into_any()
    })
}

#[component]
fn Summary(session: CashSession) -> impl IntoView {
    let till = Till::here();
    let difference = session.diferencia.map_or(Amount::ZERO, Money::amount);
    let verdict = verdict(difference);
    let register_id = session.id_caja;
    let (class, is_off) = match verdict {
        Text::Balanced => ("difference even", false),
        _ => ("difference off", true),
    };
    let row = move |label: Text, amount: Option<Money>, id: &'static str| {
        let figure = text_if(move || amount.map(|amount| till.money(amount.amount())));
        view! { <div><dt>{till.words(label)}</dt><dd data-testid=id>{figure}</dd></div> }
    };
    let difference_text =
        move || format::difference(difference, till.currency(), till.language.get());
    let needs_reason = is_off && session.motivo_diferencia.is_none();
    let typed = kept_reason(session.id);
    let explained: RwSignal<Option<Explained>> = RwSignal::new(None);
    let is_unsaved = yes(move || {
        needs_reason
            && explained.with(Option::is_none)
            && typed.with(|reason| !reason.trim().is_empty())
    });
    let was_told = RwSignal::new(false);
    let finish = move |_| {
        if is_unsaved.get_untracked() && !was_told.get_untracked() {
            was_told.set(true);
            browser::focus_soon(REASON_ID);
            return;
        }
        till.closed.set(None);
        till.notice.set(None);
        spawn_local(till.read_all());
    };
    let unsaved_words = text(move || {
        if was_told.get() && is_unsaved.get() {
            till.say(Text::ReasonUnsaved)
        } else {
            ""
        }
    });
    let unexplained = Unexplained {
        session_id: session.id,
        register_id,
    };
    let reason = needs_reason.then(|| part(move || reason(till, unexplained, typed, explained)));
    view! {
        <section class="card summary" aria-labelledby="closed-title" data-testid="closed">
            <header>
                <h1 id="closed-title" tabindex="-1">{till.words(Text::ClosedTitle)}</h1>
                <p class="lead">{text(move || till.register_name(register_id))}</p>
            </header>
            <p class=class role="status">
                <span class="caption">{till.words(Text::Difference)}</span>
                <strong data-testid="closed-difference">{text(difference_text)}</strong>
                <span>{till.words(verdict)}</span>
            </p>
            <dl>
                {row(Text::Opening, Some(session.monto_inicial), "closed-opening")}
                {row(Text::Expected, session.monto_final_teorico, "closed-expected")}
                {row(Text::Counted, session.monto_final_real, "closed-counted")}
            </dl>
            {reason}
            <a class="button secondary wide" data-testid="closed-report" href=report_address(session.id)>
                {till.words(Text::PrintReport)}
            </a>
            {told("closed-unsaved", "wrong", unsaved_words)}
            <button type="button" class="primary wide" data-testid="closed-finish" on:click=finish>{till.words(Text::Finish)}</button>
        </section>
    }
}

/// Why they differ: asked for, and then what stands written.
fn reason(
    till: Till,
    session: Unexplained,
    typed: RwSignal<String>,
    explained: RwSignal<Option<Explained>>,
) -> AnyView {
    let Some(known) = explained.get() else {
        let on_explained = Callback::new(move |known| explained.set(Some(known)));
        return reason_form(till, session, "reason", typed, on_explained);
    };
    let mut parts = vec![outcome(till, known.is_own)];
    if !known.is_own {
        let words = format!("{}: {}", till.say(Text::Reason), known.reason);
        parts.push(paragraph("closed-reason", "", words));
    }
    parts.into_any()
}

fn verdict(difference: Amount) -> Text {
    if difference.is_zero() {
        Text::Balanced
    } else if difference.is_positive() {
        Text::Over
    } else {
        Text::Short
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verdicts() {
        for (minor, expected) in [(0, Text::Balanced), (1, Text::Over), (-1, Text::Short)] {
            assert_eq!(verdict(Amount::from_minor(minor).unwrap()), expected);
        }
    }
}
