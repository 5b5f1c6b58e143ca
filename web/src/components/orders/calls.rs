//! Every request to the provider about a payment, and what came back: what a manager looks at before deciding.

use super::state::Orders;
use crate::address;
use crate::components::icon::{Drawing, Icon};
use crate::components::parts::{item, paragraph, time, unread, waiting};
use crate::format;
use crate::i18n::Text;
use crate::payment_words;
use crate::till::{Reading, Till, set_changed};
use crate::view::{follow, part, text};
use leptos::prelude::*;
use leptos::task::spawn_local;
use ventanilla_core::wire::resources::payments::ProviderCall;
use ventanilla_core::wire::time::Iso;

/// The calls of a payment being read.
#[derive(Clone, Copy)]
struct Calls {
    till: Till,
    path: StoredValue<String>,
    calls: RwSignal<Option<Vec<ProviderCall>>>,
    reading: RwSignal<Reading>,
}

/// The fold; nothing is read before it is opened. It is read again whenever the payment has changed.
pub(super) fn calls(orders: Orders, id: &str, changed: Memo<Option<Iso>>) -> AnyView {
    let till = orders.till;
    let calls = Calls {
        till,
        path: StoredValue::new(format!("/pagos/{}/llamadas", address::encode(id))),
        calls: RwSignal::new(None),
        reading: RwSignal::new(Reading::Done),
    };
    let is_unfolded = RwSignal::new(false);
    follow(move || {
        // Read, not only tracked: a memo that nobody has read follows nothing.
        let _ = changed.get();
        if is_unfolded.get() {
            untrack(|| calls.read());
        }
    });
    let expanded = text(move || is_unfolded.get().to_string());
    let panel = part(move || {
        if is_unfolded.get() {
            calls.shown()
        } else {
            ().into_any()
        }
    });
    view! {
        <section class="card calls">
            <h2>
                <button
                    type="button" class="fold" id="order-calls" data-testid="order-calls" aria-expanded=expanded
                    on:click=move |_| is_unfolded.update(|is| *is = !*is)
                >
                    <span>{till.words(Text::CallsTitle)}</span> <Icon drawing=Drawing::Fold/>
                </button>
            </h2>
            {panel}
        </section>
    }
    .into_any()
}

impl Calls {
    fn read(self) {
        set_changed(self.reading, Reading::Running);
        spawn_local(async move {
            let Some(path) = self.path.try_get_value() else {
                return;
            };
            let answer = self.till.get::<Vec<ProviderCall>>(&path).await;
            // The page may be gone by now.
            if self.path.try_get_value().is_none() {
                return;
            }
            match answer {
                Ok(calls) => {
                    set_changed(self.calls, Some(calls));
                    set_changed(self.reading, Reading::Done);
                }
                Err(error) => self.reading.set(Reading::Failed(error)),
            }
        });
    }

    fn shown(self) -> AnyView {
        let till = self.till;
        till.language.track();
        let known = self.calls.get();
        let state = match self.reading.get() {
            Reading::Running => waiting(till, "calls-loading", known.is_none()),
            Reading::Failed(error) if known.is_none() => unread(
                till,
                &error,
                "calls-retry",
                Callback::new(move |()| self.read()),
            ),
            Reading::Failed(_) | Reading::Done => ().into_any(),
        };
        let list = known.map(|calls| {
            if calls.is_empty() {
                return paragraph("calls-none", "lead", till.say(Text::CallsNone).to_owned());
            }
            let items: Vec<AnyView> = calls.into_iter().map(|call| one(till, call)).collect();
            view! { <ol data-testid="calls">{items}</ol> }.into_any()
        });
        view! { <div role="status">{state}</div> {list} }.into_any()
    }
}

fn one(till: Till, call: ProviderCall) -> AnyView {
    let reason = payment_words::reason(call.causa.as_deref(), till.language.get());
    let answer = match (reason, call.respuesta, call.respondido_en) {
        // Nothing came back: why, the system says, and not the provider.
        (Some(reason), _, Some(at)) => {
            let written = format::full_time(at, till.offset_minutes(), till.language.get());
            view! {
                <p class="between"><strong>{till.say(Text::CallAnswered)}</strong> {time(at, written)}</p>
                {paragraph("", "hint caution", reason)}
            }
            .into_any()
        }
        (None, Some(answer), Some(at)) => said(till, Text::CallAnswered, at, answer),
        _ => paragraph(
            "",
            "hint caution",
            till.say(Text::CallUnanswered).to_owned(),
        ),
    };
    let both = vec![
        said(till, Text::CallSent, call.enviado_en, call.enviado),
        answer,
    ];
    item("call", "", both.into_any())
}

fn said(till: Till, label: Text, at: Iso, words: String) -> AnyView {
    let written = format::full_time(at, till.offset_minutes(), till.language.get());
    view! {
        <p class="between"><strong>{till.say(label)}</strong> {time(at, written)}</p>
        <pre>{words}</pre>
    }
    .into_any()
}
