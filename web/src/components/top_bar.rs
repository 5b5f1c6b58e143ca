//! The top of the page: the shop, the register, the drawer, the network, who is signed in, and the menu.

use crate::access;
use crate::components::icon::{Drawing, Icon};
use crate::i18n::Text;
use crate::till::Till;
use crate::view::{When, text, text_if, yes};
use leptos::prelude::*;
use leptos::task::spawn_local;
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
    let network_text = text(move || till.say(network(till).0));
    let network_class = Signal::derive(move || network(till).1);
    let role = text(move || till.say(access::role_face(till.role()).0));
    view! {
        <header class="top">
            <div class="inner">
                <Brand/>
                <p class="where">
                    <span class="shop" data-testid="shop">{text_if(shop)}</span>
                    <When is=yes(move || till.session.with(Option::is_some))>
                        <span class="chip" data-testid="register-name">{text_if(register)}</span>
                    </When>
                    <When is=yes(move || till.drawer.with(Option::is_some))>
                        <span class="chip drawer">
                            {till.words(Text::DrawerBalance)} " " <strong data-testid="drawer">{text_if(drawer)}</strong>
                        </span>
                    </When>
                </p>
                <p class=network_class role="status" data-testid="network">
                    <span class="dot" aria-hidden="true"></span>
                    <span class="word">{network_text}</span>
                </p>
                <p class="who"><strong data-testid="user-name">{text_if(who)}</strong> <span>{role}</span></p>
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
            spawn_local(till.speak(language));
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
