//! Choosing a service: by its name, its kind or the customer's number, with the arrow keys and Enter.

use super::{Paying, ranking, words};
use crate::browser;
use crate::components::arrows::moved;
use crate::i18n::Text;
use crate::services_page::ServiceSection;
use crate::till::Till;
use crate::view::{part, text, text_if};
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use ventanilla_core::Service;

/// The box that finds a service.
pub(crate) const PICKER: &str = "pay-service";
const LIST: &str = "pay-service-list";
const TOLD: &str = "pay-service-told";
/// What the names of the services that a user paid last start with, where they are stored.
const RECENT_PREFIX: &str = "ventanilla.services.";

/// What the box does.
#[derive(Clone, Copy)]
struct Picker {
    paying: Paying,
    till: Till,
    typed: RwSignal<String>,
    /// The one that Enter takes.
    active: RwSignal<usize>,
    recent: StoredValue<Vec<Service>>,
}

/// A box that finds services, and goes to the one that is picked.
pub(crate) fn picker(paying: Paying) -> AnyView {
    let till = paying.till;
    paying.searched.set(String::new());
    let picker = Picker {
        paying,
        till,
        typed: paying.searched,
        active: RwSignal::new(0),
        recent: StoredValue::new(recent(till)),
    };
    let expanded = text(move || (!picker.offered().is_empty()).to_string());
    let active_id = text_if(move || {
        let active = picker.active.get();
        (active < picker.offered().len()).then(|| option_id(active))
    });
    let told = text(move || picker.told());
    browser::focus_soon(PICKER);
    view! {
        <div class="field picker">
            <label for=PICKER>{till.words(Text::Service)}</label>
            <div class="box">
                <input
                    id=PICKER data-testid=PICKER type="text" role="combobox" autocomplete="off" autocapitalize="off" spellcheck="false"
                    maxlength="60" aria-autocomplete="list" aria-controls=LIST aria-expanded=expanded aria-activedescendant=active_id
                    aria-describedby=TOLD prop:value=picker.typed
                    on:input=move |event| picker.type_in(event_target_value(&event))
                    on:keydown=move |event| picker.press(&event)
                />
            </div>
            <p class="hint" role="status" id=TOLD data-testid=TOLD>{told}</p>
            <ul class="options" role="listbox" id=LIST aria-label=till.words(Text::Service)>
                {part(move || picker.options())}
            </ul>
        </div>
    }
    .into_any()
}

/// Remembers that who is signed in has paid that service.
pub(crate) fn remember(till: Till, service: Service) {
    if let Some(name) = store_name(till) {
        // Where nothing can be stored, the list just stays as it was.
        let _ = browser::store(&name, &ranking::with(&recent(till), service));
    }
}

fn recent(till: Till) -> Vec<Service> {
    store_name(till)
        .and_then(|name| browser::stored(&name))
        .map(|text| ranking::read(&text))
        .unwrap_or_default()
}

fn store_name(till: Till) -> Option<String> {
    till.login.with_untracked(|login| {
        login
            .as_ref()
            .map(|known| format!("{RECENT_PREFIX}{}", known.user.id))
    })
}

fn option_id(index: usize) -> String {
    format!("{PICKER}-{index}")
}

impl Picker {
    fn offered(self) -> Vec<Service> {
        let language = self.till.language.get();
        self.typed.with(|typed| {
            self.recent
                .with_value(|recent| ranking::offered(typed, recent, language))
        })
    }

    fn type_in(self, typed: String) {
        self.active.set(0);
        self.typed.set(typed);
    }

    fn press(self, event: &KeyboardEvent) {
        let count = untrack(|| self.offered()).len();
        match event.key().as_str() {
            "ArrowDown" | "ArrowUp" if count > 0 => {
                event.prevent_default();
                let is_down = event.key() == "ArrowDown";
                self.active
                    .update(|active| *active = moved(*active, count, is_down));
                browser::reveal_soon(option_id(self.active.get_untracked()));
            }
            "Enter" if !event.is_composing() => {
                event.prevent_default();
                if !event.repeat() {
                    self.pick(self.active.get_untracked());
                }
            }
            "Escape" => {
                event.prevent_default();
                self.type_in(String::new());
            }
            _ => {}
        }
    }

    fn pick(self, index: usize) {
        let picked = untrack(|| self.offered()).into_iter().nth(index);
        if let Some(service) = picked {
            // A number that found its service is typed already; the amount of another number is not this one's.
            let typed = self.typed.get_untracked();
            if ranking::number_kind(&typed).is_some() {
                if self.paying.number.with_untracked(|number| *number != typed) {
                    self.paying.clear();
                }
                self.paying.number.set(typed);
            }
            browser::go(&ServiceSection::Pay.at(&service.id().to_string()));
        }
    }

    fn options(self) -> AnyView {
        self.offered()
            .into_iter()
            .enumerate()
            .map(|(index, service)| {
                let is_active = text(move || (self.active.get() == index).to_string());
                let kind = self.till.say(words::kind_name(service.kind()));
                view! {
                    <li
                        role="option" id=option_id(index) data-testid=option_id(index) aria-selected=is_active
                        on:mousedown=|event| event.prevent_default() on:click=move |_| self.pick(index)
                    >
                        <strong>{service.label()}</strong> <span class="caption">{kind}</span>
                    </li>
                }
                .into_any()
            })
            .collect_view()
            .into_any()
    }

    fn told(self) -> String {
        let is_blank = self.typed.with(|typed| typed.trim().is_empty());
        match self.offered().len() {
            0 => self.till.say(Text::PayNoService).to_owned(),
            1 => self.till.say(Text::PayOneService).to_owned(),
            _ if is_blank => self.till.say(Text::PayPickHint).to_owned(),
            count => self
                .till
                .say_with(Text::PayServicesFound, &[("cantidad", &count.to_string())]),
        }
    }
}
