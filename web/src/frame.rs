//! What every program has around its page: signing in, what is read first, what stands above everything, and what is listened to.

use crate::browser;
use crate::components::banners::{Announcer, Banners, PendingStrip};
use crate::components::confirm::ConfirmDialog;
use crate::components::menu::Menu;
use crate::components::paper::PaperDialog;
use crate::components::shortcuts::Shortcuts;
use crate::components::sign_in::{SignInAgain, SignInPage};
use crate::components::top_bar::TopBar;
use crate::components::trouble::{Loading, Trouble};
use crate::format;
use crate::keys;
use crate::language;
use crate::pending::STORE_PREFIX;
use crate::scanner::Listening;
use crate::till::{LOGIN_STORE, Reading, Till};
use crate::view::{When, after, later, part, yes};
use gloo::events::{EventListener, EventListenerOptions};
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;

/// How long another tab gets to hear its own answer before this one asks as well, in milliseconds.
const OTHER_TAB_DELAY_MS: u32 = 1_500;

/// Whether a page is there yet, and if not, what is shown instead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    SignIn,
    Loading,
    Trouble,
    Page,
}

/// Which of the programs a page is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Program {
    /// What a cashier works with.
    Till,
    /// The history.
    Office,
    /// Cash sessions and closing reports.
    Sessions,
    /// Users, branches, registers, operators, the shop, the own password.
    Settings,
    /// Payment coupons collected, and the scanner.
    Coupons,
    /// Payment coupons issued, listed and cancelled.
    Issuing,
    /// Customers and their invoices.
    Customers,
    /// Services paid.
    Services,
    /// Payments that wait for an answer or a person.
    Orders,
    /// Providers and integrators.
    Providers,
    /// Mobiles recharged by orders of phone credit, and the wallets that pay for them.
    Credits,
    /// Customers' points earned and used.
    Loyalty,
    /// Loyalty wallets, who works with them, keys and numbers.
    Wallets,
}

impl Program {
    /// Its name, as its files have it.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Till => "till",
            Self::Office => "office",
            Self::Sessions => "sessions",
            Self::Settings => "settings",
            Self::Coupons => "coupons",
            Self::Issuing => "issuing",
            Self::Customers => "customers",
            Self::Services => "services",
            Self::Orders => "orders",
            Self::Providers => "providers",
            Self::Credits => "credits",
            Self::Loyalty => "loyalty",
            Self::Wallets => "wallets",
        }
    }

    /// The address of its page.
    pub(crate) const fn path(self) -> &'static str {
        match self {
            Self::Till => "/app/",
            Self::Office => "/app/oficina/",
            Self::Sessions => "/app/turnos/",
            Self::Settings => "/app/ajustes/",
            Self::Coupons => "/app/cupones/",
            Self::Issuing => "/app/generar/",
            Self::Customers => "/app/clientes/",
            Self::Services => "/app/servicios/",
            Self::Orders => "/app/por-confirmar/",
            Self::Providers => "/app/proveedores/",
            Self::Credits => "/app/recargas/",
            Self::Loyalty => "/app/monederos/",
            Self::Wallets => "/app/puntos/",
        }
    }
}

/// The dialogs that stand above every page, each with its turn to be made. What they show is in the till: one that comes late is not
/// missed.
const DIALOGS: [(u8, fn() -> AnyView); 5] = [
    (1, || view! { <ConfirmDialog/> }.into_any()),
    (2, || view! { <SignInAgain/> }.into_any()),
    (3, || view! { <Menu/> }.into_any()),
    (4, || view! { <PaperDialog/> }.into_any()),
    (5, || view! { <Shortcuts/> }.into_any()),
];
/// Between the turns of two dialogs, in milliseconds.
const DIALOG_MS: u32 = 20;
/// The turn of the top of the page.
const TOP_TURN: u32 = 1;

/// What the page's own scripts say when a newer version waits to be used.
const UPDATE_EVENT: &str = "ventanilla-update";
/// The function that they then put on the window: it lets the newer version take over.
pub(crate) const UPDATE_FUNCTION: &str = "ventanillaUpdate";

/// Listens to scanners until a page does, where a page does; the programs that know no scanner do not load what listens.
pub(crate) type Doorkeeper = fn(Program) -> Option<Listening>;

/// Puts a program on the page, as soon as the words of its language are there. `page` is what it shows once somebody is signed in and
/// everything is read.
pub(crate) fn mount(program: Program, page: fn(Till) -> AnyView, doorkeeper: Doorkeeper) {
    wasm_bindgen_futures::spawn_local(async move {
        // Where they cannot be had, the page speaks Spanish.
        let _ = language::fetch(program, language::chosen()).await;
        leptos::mount::mount_to_body(move || frame(program, page, doorkeeper));
        // Until there is more to see, the splash stays.
        after(TOP_TURN, || browser::remove("loading"));
    });
}

fn frame(program: Program, page: fn(Till) -> AnyView, doorkeeper: Doorkeeper) -> AnyView {
    let till = Till::restore(program);
    provide_context(till);
    listen(till);
    Effect::new(move |_| browser::set_language(till.language.get().code()));
    till.list_pending();
    if till.login.with_untracked(Option::is_some) {
        spawn_local(async move {
            till.read_all().await;
            till.resume();
        });
    }
    // What the browser loads for writing numbers takes a while, and here nobody waits for it: the server is being asked.
    after(0, move || {
        untrack(|| format::get_ready(till.currency(), till.language.get()));
    });
    let stage = Memo::new(move |_| stage(till.login.with(Option::is_some), &till.reading.get()));
    let at_the_door: StoredValue<Option<Listening>, LocalStorage> = StoredValue::new_local(None);
    let is_page = Memo::new(move |_| stage.get() == Stage::Page);
    Effect::new(move |_| {
        let listening = if is_page.get() {
            None
        } else {
            doorkeeper(program)
        };
        at_the_door.set_value(listening);
    });
    // What is not shown at first is made a little later, one after another, so that the first key finds nobody busy.
    let has_come = RwSignal::new(0_u8);
    let is_loading = Memo::new(move |_| stage.get() == Stage::Loading);
    Effect::new(move |_| {
        if !is_loading.get() {
            spawn_local(async move {
                for (turn, _) in DIALOGS {
                    TimeoutFuture::new(DIALOG_MS).await;
                    has_come.update(|come| *come = turn.max(*come));
                }
            });
        }
    });
    view! {
        <Banners/>
        {later(TOP_TURN, move || page_below(till, stage, page))}
        {DIALOGS.map(|(turn, dialog)| {
            let is_due = Memo::new(move |_| has_come.get() >= turn);
            part(move || if is_due.get() { dialog() } else { ().into_any() })
        })}
    }
    .into_any()
}

/// What stands below the banners.
fn page_below(till: Till, stage: Memo<Stage>, page: fn(Till) -> AnyView) -> AnyView {
    let is_signed_in = yes(move || stage.get() != Stage::SignIn);
    view! {
        <When is=is_signed_in>
            <TopBar/>
        </When>
        <Announcer/>
        <div class="page">
            <When is=is_signed_in>
                <PendingStrip/>
            </When>
            {part(move || match stage.get() {
                Stage::SignIn => view! { <SignInPage/> }.into_any(),
                Stage::Loading => view! { <Loading/> }.into_any(),
                Stage::Trouble => view! { <Trouble/> }.into_any(),
                Stage::Page => page(till),
            })}
        </div>
    }
    .into_any()
}

fn stage(is_signed_in: bool, reading: &Reading) -> Stage {
    match reading {
        _ if !is_signed_in => Stage::SignIn,
        Reading::Running => Stage::Loading,
        Reading::Failed(_) => Stage::Trouble,
        Reading::Done => Stage::Page,
    }
}

/// The network coming and going, and what other tabs store.
fn listen(till: Till) {
    let Some(window) = web_sys::window() else {
        return;
    };
    if !browser::is_online() {
        till.cut_off();
    }
    EventListener::new(&window, "offline", move |_| till.cut_off()).forget();
    EventListener::new(&window, "online", move |_| spawn_local(till.back_online())).forget();
    // It may have come before the program did.
    till.has_update.set(browser::is_on_window(UPDATE_FUNCTION));
    EventListener::new(&window, UPDATE_EVENT, move |_| till.has_update.set(true)).forget();
    let keys = EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(&window, "keydown", keys, move |event| {
        if let Some(event) = event.dyn_ref::<web_sys::KeyboardEvent>() {
            pressed(till, event);
        }
    })
    .forget();
    EventListener::new(&window, "storage", move |event| {
        let Some(event) = event.dyn_ref::<web_sys::StorageEvent>() else {
            return;
        };
        let Some(name) = event.key() else {
            return;
        };
        if name == LOGIN_STORE {
            spawn_local(till.follow_other_tab());
        } else if name.starts_with(STORE_PREFIX) {
            let is_settled = event.new_value().is_none();
            spawn_local(async move {
                TimeoutFuture::new(OTHER_TAB_DELAY_MS).await;
                till.resume();
                if is_settled {
                    // It may have opened or closed a register.
                    till.catch_up().await;
                } else {
                    till.refresh().await;
                }
            });
        }
    })
    .forget();
    // What this tab had to tell while nobody looked at it.
    if let Some(document) = window.document() {
        EventListener::new(&document, "visibilitychange", move |_| till.resume()).forget();
    }
}

/// A key that works everywhere, unless something is being asked.
fn pressed(till: Till, event: &web_sys::KeyboardEvent) {
    let is_plain = !(event.ctrl_key() || event.alt_key() || event.meta_key() || event.shift_key());
    let Some(action) = keys::action(&event.key()).filter(|_| is_plain) else {
        return;
    };
    // The browser's own use of the key would take the person away from the page.
    event.prevent_default();
    let is_page =
        till.reading.get_untracked() == Reading::Done && till.login.with_untracked(Option::is_some);
    if is_page && !event.repeat() && !browser::is_dialog_open() {
        keys::act(till, action);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::ReadError;

    #[test]
    fn stages() {
        use Reading::{Done, Running};
        let failed = Reading::Failed(ReadError::Lost);
        let table = [
            (false, &Running, Stage::SignIn),
            (false, &Done, Stage::SignIn),
            (true, &Running, Stage::Loading),
            (true, &failed, Stage::Trouble),
            (true, &Done, Stage::Page),
        ];
        for (signed_in, reading, expected) in table {
            assert_eq!(stage(signed_in, reading), expected, "{reading:?}");
        }
    }
}
