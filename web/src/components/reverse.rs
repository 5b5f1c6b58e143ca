//! Reversing a sale: its reason, and then the same last question as for everything else.

use crate::browser;
use crate::components::dialog::Dialog;
use crate::components::field::{Errors, TextField};
use crate::components::form::{self, Form, Submit};
use crate::components::sell::field_errors;
use crate::draft::Draft;
use crate::i18n::Text;
use crate::intent::Intent;
use crate::outbox::Ended;
use crate::till::Till;
use leptos::prelude::*;
use ventanilla_core::wire::kantuta::recharges::TopUp;
use ventanilla_core::wire::money::Dec;
use ventanilla_core::wire::resources::operations::ReverseRequest;

/// Asks for the reason of a reversal.
#[component]
pub(crate) fn ReverseDialog() -> impl IntoView {
    let till = Till::here();
    let reason = RwSignal::new(String::new());
    let errors: Errors = RwSignal::new(Vec::new());
    let is_open =
        move || till.reversing.with(Option::is_some) && till.confirming.with(Option::is_none);
    Effect::new(move |_| {
        if is_open() {
            browser::focus_soon("reverse-reason");
        }
    });
    let put_away = move || {
        reason.set(String::new());
        errors.set(Vec::new());
        till.reversing.set(None);
    };
    let on_end = Callback::new(move |ended: Ended| match ended {
        Ended::Done | Ended::Unknown => put_away(),
        Ended::Refused(refusal) if refusal.fields.is_empty() => put_away(),
        Ended::Refused(refusal) => errors.set(field_errors(&refusal.fields)),
        Ended::NotSent => {}
    });
    let review = move || {
        let Some(sale) = till.reversing.get_untracked() else {
            return;
        };
        let checked = Draft::new()
            .text("motivo", &reason.get_untracked())
            .read(ReverseRequest::parse);
        form::review(till, errors, checked, |_| intent(&sale), on_end);
    };
    let title = move || {
        till.reversing.with(|sale| {
            sale.as_ref()
                .map(|sale| till.say_with(Text::ReverseOf, &[("id", &sale.id.to_string())]))
        })
    };
    view! {
        <Dialog id="reverse-dialog" is_open=Signal::derive(is_open) on_cancel=Callback::new(move |()| put_away()) labelled_by="reverse-title">
            <h2 id="reverse-title">{title}</h2>
            <p class="lead">{till.words(Text::ReverseLead)}</p>
            <Form on_submit=Callback::new(move |()| review())>
                <TextField
                    id="reverse-reason" label=Text::Reason field="motivo" value=reason errors=errors
                    on_enter=Callback::new(move |()| review())
                />
                <div class="actions">
                    <Submit id="reverse-continue" text=Text::Continue class="primary"/>
                    <button type="button" class="secondary" data-testid="reverse-cancel" on:click=move |_| put_away()>
                        {till.words(Text::Close)}
                    </button>
                </div>
            </Form>
        </Dialog>
    }
}

fn intent(sale: &TopUp) -> Intent {
    Intent::Reverse {
        operation_id: sale.id_operacion.clone(),
        top_up_id: sale.id,
        operator: sale.operadora,
        number: sale.numero_cliente.clone(),
        amount: Dec::from(sale.monto.amount()),
    }
}
