//! The whole page: which of its stages is shown, and what it listens to for as long as it lives.

use crate::browser;
use crate::components::banners::{Announcer, Banners, NoticeCard, PendingStrip};
use crate::components::closed::ClosedSummary;
use crate::components::confirm::ConfirmDialog;
use crate::components::open_register::OpenRegister;
use crate::components::reverse::ReverseDialog;
use crate::components::sales::Sales;
use crate::components::selling::Selling;
use crate::components::sign_in::{SignInAgain, SignInPage};
use crate::components::top_bar::TopBar;
use crate::components::trouble::{Loading, Trouble};
use crate::i18n::Text;
use crate::pending::STORE_PREFIX;
use crate::till::{LOGIN_STORE, Reading, Till};
use gloo::events::EventListener;
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;
use ventanilla_core::Permission;
use ventanilla_core::role::Role;
use wasm_bindgen::JsCast;

/// How long another tab gets to hear its own answer before this one asks as well, in milliseconds.
const OTHER_TAB_DELAY_MS: u32 = 1_500;

/// What the page shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    SignIn,
    Loading,
    Trouble,
    /// A user who only looks.
    Looking,
    Summary,
    Opening,
    Selling,
}

/// The page.
#[component]
pub(crate) fn App() -> impl IntoView {
    let till = Till::restore();
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
    let stage = Memo::new(move |_| {
        stage(
            till.login.with(Option::is_some),
            &till.reading.get(),
            till.role(),
            till.session.with(Option::is_some),
            till.closed.with(Option::is_some),
        )
    });
    view! {
        <Banners/>
        <Show when=move || stage.get() != Stage::SignIn>
            <TopBar/>
        </Show>
        <Announcer/>
        <div class="page">
            <Show when=move || stage.get() != Stage::SignIn>
                <PendingStrip/>
            </Show>
            {move || match stage.get() {
                Stage::SignIn => view! { <SignInPage/> }.into_any(),
                Stage::Loading => view! { <Loading/> }.into_any(),
                Stage::Trouble => view! { <Trouble/> }.into_any(),
                Stage::Looking => view! {
                    <main class="columns">
                        <p class="card lead">{till.words(Text::ReadOnly)}</p>
                        <div class="side"><Sales/></div>
                    </main>
                }
                .into_any(),
                Stage::Summary => view! { <main class="columns"><ClosedSummary/></main> }.into_any(),
                Stage::Opening => view! {
                    <main class="columns">
                        <OpenRegister/>
                        <div class="side">
                            <NoticeCard/>
                            <Show when=move || till.role().may(Permission::Reverse)><Sales/></Show>
                        </div>
                    </main>
                }
                .into_any(),
                Stage::Selling => view! {
                    <main class="columns">
                        <Selling/>
                        <div class="side"><NoticeCard/><Sales/></div>
                    </main>
                }
                .into_any(),
            }}
        </div>
        <ConfirmDialog/>
        <ReverseDialog/>
        <SignInAgain/>
    }
}

fn stage(
    is_signed_in: bool,
    reading: &Reading,
    role: Role,
    has_session: bool,
    has_summary: bool,
) -> Stage {
    match reading {
        _ if !is_signed_in => Stage::SignIn,
        Reading::Running => Stage::Loading,
        Reading::Failed(_) => Stage::Trouble,
        Reading::Done if has_summary => Stage::Summary,
        Reading::Done if has_session => Stage::Selling,
        Reading::Done if role.may(Permission::Sell) => Stage::Opening,
        Reading::Done => Stage::Looking,
    }
}

/// The network coming and going, and what other tabs store.
fn listen(till: Till) {
    let Some(window) = web_sys::window() else {
        return;
    };
    till.is_cut_off.set(!browser::is_online());
    EventListener::new(&window, "offline", move |_| till.is_cut_off.set(true)).forget();
    EventListener::new(&window, "online", move |_| {
        till.is_cut_off.set(false);
        for pending in till.pending.get_untracked() {
            till.ask_now(pending);
        }
        if till.login.with_untracked(Option::is_some) {
            spawn_local(till.refresh());
        }
    })
    .forget();
    EventListener::new(&window, "storage", move |event| {
        let Some(name) = event
            .dyn_ref::<web_sys::StorageEvent>()
            .and_then(web_sys::StorageEvent::key)
        else {
            return;
        };
        if name == LOGIN_STORE {
            spawn_local(till.follow_other_tab());
        } else if name.starts_with(STORE_PREFIX) {
            spawn_local(async move {
                TimeoutFuture::new(OTHER_TAB_DELAY_MS).await;
                till.resume();
                till.refresh().await;
            });
        }
    })
    .forget();
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
            (false, &Running, Role::Operador, false, false, Stage::SignIn),
            (false, &Done, Role::Operador, true, true, Stage::SignIn),
            (true, &Running, Role::Operador, true, true, Stage::Loading),
            (true, &failed, Role::Operador, true, false, Stage::Trouble),
            (true, &Done, Role::Operador, false, false, Stage::Opening),
            (true, &Done, Role::Operador, true, false, Stage::Selling),
            (true, &Done, Role::Operador, false, true, Stage::Summary),
            (true, &Done, Role::Gerente, false, false, Stage::Opening),
            (true, &Done, Role::Usuario, false, false, Stage::Looking),
        ];
        for (signed_in, reading, role, session, summary, expected) in table {
            assert_eq!(
                stage(signed_in, reading, role, session, summary),
                expected,
                "{reading:?} {role:?} {session} {summary}"
            );
        }
    }
}
