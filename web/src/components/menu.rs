//! The menu: where else to go, how the pages look and speak, and the way out.

use crate::access;
use crate::browser;
use crate::components::dialog::Dialog;
use crate::components::icon::{Drawing, Icon};
use crate::components::top_bar::LanguageSwitch;
use crate::i18n::Text;
use crate::till::Till;
use crate::view::{When, part, yes};
use leptos::prelude::*;
use leptos::task::spawn_local;
use ventanilla_core::Permission;
use ventanilla_core::role::Role;

/// The name that the theme is stored under; the page's own script reads it before anything is drawn.
const THEME_STORE: &str = "ventanilla.theme";
/// What tells that script of another choice.
const THEME_EVENT: &str = "ventanilla-theme";

/// The menu.
#[component]
pub(crate) fn Menu() -> impl IntoView {
    let till = Till::here();
    let is_open = Signal::derive(move || till.is_menu_open.get());
    Effect::new(move |_| {
        if is_open.get() {
            browser::focus_soon("menu-close");
        }
    });
    let close = move || till.is_menu_open.set(false);
    let may_set = yes(move || till.role().may(Permission::ManageSettings));
    let delivered = part(move || delivered(till));
    let is_held_back = Signal::derive(move || till.has_open_requests());
    let held_back = Signal::derive(move || {
        if is_held_back.get() {
            till.say(Text::SignOutHeldBack)
        } else {
            ""
        }
    });
    let help = move |_| {
        close();
        till.is_helping.set(true);
    };
    view! {
        <Dialog id="menu" is_open=is_open on_cancel=Callback::new(move |()| close()) labelled_by="menu-title">
            <header class="dialog-head">
                <h2 id="menu-title">{till.words(Text::Menu)}</h2>
                <button
                    type="button" class="quiet icon-only" id="menu-close" data-testid="menu-close"
                    aria-label=till.words(Text::Close) on:click=move |_| close()
                >
                    <Icon drawing=Drawing::Cross/>
                </button>
            </header>
            <nav class="menu-links" aria-labelledby="menu-title">
                {link(till, Text::ToTill, Drawing::Cash, "/app/")}
                {link(till, Text::CouponsTitle, Drawing::Coupon, "/app/cupones/#cobrar")}
                {delivered}
                {link(till, Text::History, Drawing::List, "/app/oficina/#historial")}
                {link(till, Text::SessionsTitle, Drawing::Lock, "/app/turnos/#turnos")}
                <When is=may_set>{link(till, Text::Settings, Drawing::Gear, "/app/ajustes/#tienda")}</When>
                {link(till, Text::OwnPassword, Drawing::Key, "/app/ajustes/#clave")}
                <button type="button" class="menu-item" data-testid="menu-shortcuts" on:click=help>
                    <Icon drawing=Drawing::Keyboard/>
                    <span>{till.words(Text::Shortcuts)}</span>
                </button>
            </nav>
            <div class="menu-choices">
                <LanguageSwitch/>
                {theme_switch(till)}
            </div>
            <p class="hint caution" role="status" data-testid="sign-out-held-back">{held_back}</p>
            <button
                type="button"
                class="secondary wide leave"
                data-testid="sign-out"
                disabled=Signal::derive(move || till.is_sending.get() || is_held_back.get())
                on:click=move |_| spawn_local(till.sign_out())
            >
                <Icon drawing=Drawing::Leave/>
                <span>{till.words(Text::SignOut)}</span>
            </button>
        </Dialog>
    }
}

/// The ways to what providers deliver in this shop, and to them.
fn delivered(till: Till) -> AnyView {
    let currency = till.currency();
    let first = if access::sells_services(currency) {
        link(
            till,
            Text::ServicesTitle,
            Drawing::Phone,
            "/app/servicios/#pagar",
        )
    } else if access::sells_phone_credits(currency) {
        link(
            till,
            Text::RechargesTitle,
            Drawing::Phone,
            "/app/recargas/#recargar",
        )
    } else if access::keeps_points(currency) {
        let (kept, address) = kept(till.role());
        return vec![
            link(
                till,
                Text::LoyaltyTitle,
                Drawing::Coupon,
                "/app/monederos/#atender",
            ),
            link(till, kept, Drawing::List, address),
        ]
        .into_any();
    } else {
        return ().into_any();
    };
    let mut links = vec![
        first,
        link(
            till,
            Text::OpenPaymentsTab,
            Drawing::Clock,
            "/app/por-confirmar/#por-confirmar",
        ),
    ];
    if till.role().may(Permission::SeeDrawer) {
        links.push(link(
            till,
            Text::ProvidersTitle,
            Drawing::Inject,
            "/app/proveedores/#fondos",
        ));
    }
    links.into_any()
}

/// What leads that role to what is kept of loyalty wallets, and its address: the wallets, or what was ordered of the service that keeps some.
fn kept(role: Role) -> (Text, &'static str) {
    if role.may(Permission::ManageLoyalty) {
        (Text::LoyaltyKeeping, "/app/puntos/#monederos")
    } else {
        (Text::LoyaltyOrders, "/app/puntos/#pedidos")
    }
}

fn link(till: Till, text: Text, drawing: Drawing, address: &'static str) -> AnyView {
    view! {
        <a class="menu-item" href=address on:click=move |_| till.is_menu_open.set(false)>
            <Icon drawing=drawing/>
            <span>{till.words(text)}</span>
        </a>
    }
    .into_any()
}

fn theme_switch(till: Till) -> AnyView {
    let themes = [
        ("auto", Text::ThemeAuto),
        ("light", Text::ThemeLight),
        ("dark", Text::ThemeDark),
    ];
    let chosen = browser::stored(THEME_STORE).unwrap_or_else(|| "auto".to_owned());
    let choose = move |event| {
        // Where nothing can be stored, the device decides.
        let _ = browser::store(THEME_STORE, &event_target_value(&event));
        browser::announce(THEME_EVENT);
    };
    let options = themes.map(|(value, text)| {
        view! { <option value=value selected=chosen == value>{till.words(text)}</option> }
    });
    view! {
        <label class="choose">
            <span>{till.words(Text::ThemeLabel)}</span>
            <select data-testid="theme" on:change=choose>{options}</select>
        </label>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::frame::Program;

    #[test]
    fn everybody_is_led_to_what_is_kept_of_wallets() {
        for role in Role::ALL {
            let (text, address) = kept(role);
            let manages = role == Role::Administrador;
            assert_eq!(text == Text::LoyaltyKeeping, manages, "{role:?}");
            assert!(address.starts_with(Program::Wallets.path()), "{address}");
        }
    }
}
