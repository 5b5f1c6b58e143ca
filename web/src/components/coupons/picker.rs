//! Finding a customer while typing: by name, document or number, with the arrow keys and Enter.

use crate::address;
use crate::browser;
use crate::components::arrows::moved;
use crate::components::trouble::read_error;
use crate::i18n::Text;
use crate::till::Till;
use crate::view::{part, text, text_if};
use gloo_timers::future::TimeoutFuture;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;
use ventanilla_core::wire::answer;
use ventanilla_core::wire::portal::customers::{Customer, CustomerPage};
use ventanilla_core::wire::portal::envelope::Success;

/// How long a pause in typing is until it is asked, in milliseconds.
const PAUSE_MS: u32 = 150;
/// How many customers are offered at most.
const OFFERED_MAX: u32 = 8;

/// What the box of customers does.
#[derive(Clone, Copy)]
struct Picker {
    till: Till,
    id: &'static str,
    typed: RwSignal<String>,
    /// The customers that are offered, as the server wrote them.
    found: RwSignal<String>,
    /// The one that Enter takes.
    active: RwSignal<usize>,
    /// What was looked for, once there is an answer.
    answered: RwSignal<String>,
    trouble: RwSignal<String>,
    asks: StoredValue<u32>,
    on_pick: Callback<Customer>,
}

/// A box that finds customers, and tells which one was picked.
pub(crate) fn picker(till: Till, id: &'static str, on_pick: Callback<Customer>) -> AnyView {
    let picker = Picker {
        till,
        id,
        typed: RwSignal::new(String::new()),
        found: RwSignal::new(String::new()),
        active: RwSignal::new(0),
        answered: RwSignal::new(String::new()),
        trouble: RwSignal::new(String::new()),
        asks: StoredValue::new(0),
        on_pick,
    };
    let list_id = format!("{id}-list");
    let controls = list_id.clone();
    let expanded = text(move || (!picker.offered().is_empty()).to_string());
    let active_id = text_if(move || {
        let active = picker.active.get();
        (active < picker.offered().len()).then(|| picker.option_id(active))
    });
    let told = text_if(move || picker.told());
    view! {
        <div class="field picker">
            <label for=id>{till.words(Text::FindCustomer)}</label>
            <div class="box">
                <input
                    id=id data-testid=id type="text" role="combobox" autocomplete="off" autocapitalize="off" spellcheck="false" maxlength="120"
                    aria-autocomplete="list" aria-controls=controls aria-expanded=expanded aria-activedescendant=active_id
                    aria-describedby=format!("{id}-told") prop:value=picker.typed
                    on:input=move |event| picker.type_in(event_target_value(&event))
                    on:keydown=move |event| picker.press(&event)
                />
            </div>
            <ul class="options" role="listbox" id=list_id aria-label=till.words(Text::Customer)>
                {part(move || picker.options())}
            </ul>
            <p class="hint" role="status" id=format!("{id}-told") data-testid=format!("{id}-told")>{told}</p>
        </div>
    }
    .into_any()
}

impl Picker {
    /// The customers that are offered.
    fn offered(self) -> Vec<Customer> {
        self.found
            .with(|found| answer::read::<Success<CustomerPage>>(found))
            .map(|answer| answer.data.clientes)
            .unwrap_or_default()
    }

    fn option_id(self, index: usize) -> String {
        format!("{}-{index}", self.id)
    }

    fn type_in(self, typed: String) {
        self.typed.set(typed.clone());
        self.asks
            .update_value(|number| *number = number.wrapping_add(1));
        let number = self.asks.get_value();
        self.trouble.set(String::new());
        if typed.trim().is_empty() {
            self.found.set(String::new());
            self.answered.set(String::new());
            return;
        }
        spawn_local(async move {
            TimeoutFuture::new(PAUSE_MS).await;
            if self.asks.try_get_value() == Some(number) {
                self.ask(typed, number).await;
            }
        });
    }

    async fn ask(self, typed: String, number: u32) {
        let path = list_path(&typed, OFFERED_MAX, 0);
        let answer = self.till.get_text(&path).await;
        if self.asks.try_get_value() != Some(number) {
            return;
        }
        match answer {
            Ok(answer) => {
                self.active.set(0);
                self.found.set(answer);
                self.answered.set(typed);
            }
            Err(error) => {
                self.found.set(String::new());
                self.trouble.set(untrack(|| read_error(self.till, &error)));
            }
        }
    }

    fn press(self, event: &KeyboardEvent) {
        let count = untrack(|| self.offered()).len();
        match event.key().as_str() {
            "ArrowDown" | "ArrowUp" if count > 0 => {
                event.prevent_default();
                let is_down = event.key() == "ArrowDown";
                self.active
                    .update(|active| *active = moved(*active, count, is_down));
                browser::reveal_soon(self.option_id(self.active.get_untracked()));
            }
            "Enter" if !event.is_composing() => {
                event.prevent_default();
                // Before there is an answer, or of an older one, Enter would take somebody else.
                let is_answered = self.answered.with_untracked(|answered| {
                    self.typed.with_untracked(|typed| answered == typed)
                });
                if is_answered && !event.repeat() {
                    self.pick(self.active.get_untracked());
                }
            }
            "Escape" if count > 0 => {
                event.prevent_default();
                self.type_in(String::new());
            }
            _ => {}
        }
    }

    fn pick(self, index: usize) {
        let picked = untrack(|| self.offered()).into_iter().nth(index);
        if let Some(picked) = picked {
            self.type_in(String::new());
            self.on_pick.run(picked);
        }
    }

    fn options(self) -> AnyView {
        self.offered()
            .into_iter()
            .enumerate()
            .map(|(index, customer)| {
                let is_active = text(move || (self.active.get() == index).to_string());
                let about = about(self.till, &customer);
                view! {
                    <li
                        role="option" id=self.option_id(index) data-testid=self.option_id(index) aria-selected=is_active
                        on:mousedown=|event| event.prevent_default() on:click=move |_| self.pick(index)
                    >
                        <strong>{customer.nombre}</strong> <span class="caption">{about}</span>
                    </li>
                }
                .into_any()
            })
            .collect_view()
            .into_any()
    }

    fn told(self) -> Option<String> {
        let trouble = self.trouble.get();
        if !trouble.is_empty() {
            return Some(trouble);
        }
        let count = self.offered().len();
        let is_answered = self.answered.with(|answered| !answered.is_empty());
        Some(match count {
            0 if is_answered => self.till.say(Text::NoCustomerFound).to_owned(),
            0 => self.till.say(Text::FindCustomerHint).to_owned(),
            1 => self.till.say(Text::OneCustomerFound).to_owned(),
            count => self
                .till
                .say_with(Text::CustomersFound, &[("cantidad", &count.to_string())]),
        })
    }
}

/// What else is to be known of a customer, in one line: number, document, what is owed.
pub(crate) fn about(till: Till, customer: &Customer) -> String {
    let debt = customer.deuda.amount();
    let owes =
        (!debt.is_zero()).then(|| till.say_with(Text::Owes, &[("monto", &till.money(debt))]));
    [Some(known_by(till, customer)), owes]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" · ")
}

/// What a customer is known by beside the name: number and document.
pub(crate) fn known_by(till: Till, customer: &Customer) -> String {
    let number = till.say_with(
        Text::NumberSign,
        &[("id", &customer.cliente_id.to_string())],
    );
    match &customer.documento {
        Some(document) => format!("{number} · {document}"),
        None => number,
    }
}

/// Where customers are listed.
pub(crate) fn list_path(wanted: &str, limit: u32, offset: u32) -> String {
    let mut pairs = vec![
        ("limit".to_owned(), limit.to_string()),
        ("offset".to_owned(), offset.to_string()),
    ];
    let wanted = wanted.trim();
    if !wanted.is_empty() {
        pairs.push(("buscar".to_owned(), wanted.to_owned()));
    }
    format!("/portal/clientes?{}", address::query(&pairs))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_customers_are_listed() {
        assert_eq!(
            list_path(" ana pérez ", 8, 0),
            "/portal/clientes?limit=8&offset=0&buscar=ana%20p%C3%A9rez"
        );
        assert_eq!(list_path("", 50, 50), "/portal/clientes?limit=50&offset=50");
    }
}
