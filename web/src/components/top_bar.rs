//! The top of the page: the shop, the register, the drawer, the network, who is signed in, and the menu.

use crate::components::icon::{Drawing, Icon};
use crate::i18n::Text;
use crate::till::Till;
use leptos::prelude::*;
use ventanilla_core::code::Language;

/// The top of the page.
#[component]
pub(crate) fn TopBar() -> impl IntoView {
    let till = Till::here();
    let shop = move || {
        till.settings
            .with(|settings| settings.as_ref().map(|known| known.nombre.clone()))
    };
    let register = move || {
        let register_id = till
            .session
            .with(|session| session.as_ref().map(|open| open.id_caja))?;
        Some(till.register_name(register_id))
    };
    let drawer = move || till.drawer.get().map(|amount| till.money(amount));
    let who = move || {
        till.login
            .with(|login| login.as_ref().map(|known| known.user.name.clone()))
    };
    let chip = move || {
        register().map(|name| {
            view! { <span class="chip" data-testid="register-name">{name}</span> }.into_any()
        })
    };
    let held = move || {
        drawer().map(|amount| {
            view! {
                <span class="chip drawer">
                    {till.words(Text::DrawerBalance)} " " <strong data-testid="drawer">{amount}</strong>
                </span>
            }
            .into_any()
        })
    };
    let network = Signal::derive(move || {
        let (text, _) = network(till);
        till.say(text)
    });
    let class = Signal::derive(move || network_class(till));
    let role = Signal::derive(move || till.role().name());
    view! {
        <header class="top">
            <div class="inner">
                <Brand/>
                <p class="where">
                    <span class="shop" data-testid="shop">{Signal::derive(shop)}</span>
                    {chip}
                    {held}
                </p>
                <p class=class role="status" data-testid="network">
                    <span class="dot" aria-hidden="true"></span>
                    <span class="word">{network}</span>
                </p>
                <p class="who"><strong data-testid="user-name">{Signal::derive(who)}</strong> <span>{role}</span></p>
                <button type="button" class="secondary menu-button" data-testid="menu-open" on:click=move |_| till.is_menu_open.set(true)>
                    <Icon drawing=Drawing::Menu/>
                    <span>{till.words(Text::Menu)}</span>
                </button>
            </div>
        </header>
    }
}

fn network(till: Till) -> (Text, &'static str) {
    if till.is_cut_off.get() {
        (Text::NoNetwork, "network lost")
    } else if till.is_slow.get() {
        (Text::SlowNetwork, "network slow")
    } else {
        (Text::Online, "network")
    }
}

fn network_class(till: Till) -> &'static str {
    network(till).1
}

/// The name of the product, with its mark.
#[component]
pub(crate) fn Brand() -> impl IntoView {
    view! {
        <p class="brand">
            <img src="/app/icon.svg" alt="" width="32" height="32"/>
            <span>"Ventanilla"</span>
        </p>
    }
}

/// The choice of language.
#[component]
pub(crate) fn LanguageSwitch() -> impl IntoView {
    let till = Till::here();
    let choose = move |event| {
        if let Some(language) = Language::parse(&event_target_value(&event)) {
            till.speak(language);
        }
    };
    view! {
        <label class="choose">
            <span>{till.words(Text::LanguageLabel)}</span>
            <select data-testid="language" prop:value=move || till.language.get().code() on:change=choose>
                {Language::ALL.map(|language| view! {
                    <option value=language.code() lang=language.code() selected=move || till.language.get() == language>
                        {own_name(language)}
                    </option>
                })}
            </select>
        </label>
    }
}

/// A language's name in itself.
const fn own_name(language: Language) -> &'static str {
    match language {
        Language::Es => "Español",
        Language::Pt => "Português",
        Language::En => "English",
    }
}
