//! The top of the page: the shop, the register, the drawer, who is signed in, the language, and the way out.

use crate::components::icon::{Drawing, Icon};
use crate::i18n::Text;
use crate::till::Till;
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
    view! {
        <header class="top">
            <div class="inner">
                <Brand/>
                <p class="where">
                    <span class="shop" data-testid="shop">{shop}</span>
                    {move || register().map(|name| view! { <span class="chip" data-testid="register-name">{name}</span> })}
                    {move || drawer().map(|amount| view! {
                        <span class="chip drawer">
                            {till.words(Text::DrawerBalance)} " " <strong data-testid="drawer">{amount}</strong>
                        </span>
                    })}
                </p>
                <p class="who"><strong data-testid="user-name">{who}</strong> <span>{move || till.role().name()}</span></p>
                <LanguageSwitch/>
                <button
                    type="button"
                    class="quiet leave"
                    data-testid="sign-out"
                    disabled=move || till.is_sending.get()
                    on:click=move |_| spawn_local(till.sign_out())
                >
                    <Icon drawing=Drawing::Leave/>
                    <span>{till.words(Text::SignOut)}</span>
                </button>
            </div>
        </header>
    }
}

/// The name of the product, with its mark.
#[component]
pub(crate) fn Brand() -> impl IntoView {
    view! {
        <p class="brand">
            <img src="./icon.svg" alt="" width="32" height="32"/>
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
        <label class="language">
            <span class="unseen">{till.words(Text::LanguageLabel)}</span>
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
