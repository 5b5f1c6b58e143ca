//! The sessions of a register, newest first.

use super::place::{in_order, seen, sees_others};
use super::signs::difference_mark;
use crate::browser;
use crate::components::history::trouble;
use crate::components::trouble::read_error;
use crate::format;
use crate::i18n::Text;
use crate::till::{Reading, Till};
use crate::view::{part, text};
use leptos::prelude::*;
use leptos::task::spawn_local;
use ventanilla_core::wire::kantuta::registers::Register;
use ventanilla_core::wire::kantuta::sessions::{CashSession, SessionState};
use ventanilla_core::wire::kantuta::users::User;
use ventanilla_core::wire::money::Money;

/// How many sessions are shown at first, and how many more at a time.
const SHOWN_AT_ONCE: usize = 30;
/// The name that the register chosen last is stored under.
const REGISTER_STORE: &str = "ventanilla.sessions.register";

/// What the page shows of a register's sessions.
#[derive(Clone, Copy)]
struct Sessions {
    till: Till,
    register: Memo<Option<i64>>,
    sessions: RwSignal<Vec<CashSession>>,
    names: RwSignal<Vec<(i64, String)>>,
    shown: RwSignal<usize>,
    reading: RwSignal<Reading>,
    readings: StoredValue<u32>,
}

/// The sessions of a register; without one, of the user's own open or last one.
pub(crate) fn list(till: Till, asked_for: Signal<Option<i64>>) -> AnyView {
    let last = browser::stored(REGISTER_STORE).and_then(|id| id.parse().ok());
    let offered = Memo::new(move |_| {
        let open = till
            .session
            .with(|session| session.as_ref().map(|open| open.id_caja));
        till.registers
            .with(|registers| in_order(registers, &[open, last]))
    });
    let register = Memo::new(move |_| {
        asked_for
            .get()
            .or_else(|| offered.with(|offered| offered.first().map(|(id, _)| *id)))
    });
    let sessions = Sessions {
        till,
        register,
        sessions: RwSignal::new(Vec::new()),
        names: RwSignal::new(Vec::new()),
        shown: RwSignal::new(SHOWN_AT_ONCE),
        reading: RwSignal::new(Reading::Running),
        readings: StoredValue::new(0),
    };
    Effect::new(move |_| {
        let chosen = register.get();
        if let Some(id) = asked_for.get() {
            // Where nothing can be stored, the first register comes first again.
            let _ = browser::store(REGISTER_STORE, &id.to_string());
        }
        if let Some(id) = chosen.filter(|_| !till.is_expired.get()) {
            sessions.read(id);
        }
    });
    let lead = text(move || {
        till.say(if sees_others(till.role()) {
            Text::SessionsLead
        } else {
            Text::OwnSessionsLead
        })
    });
    let links = move || {
        offered
            .get()
            .into_iter()
            .map(|(id, name)| {
                let is_here = Signal::derive(move || (register.get() == Some(id)).then_some("true"));
                view! { <a class="pill" href=format!("#turnos?caja={id}") aria-current=is_here data-testid=format!("sessions-of-{id}")>{name}</a> }
                    .into_any()
            })
            .collect_view()
    };
    let none = move || {
        offered
            .with(Vec::is_empty)
            .then(|| view! { <p class="card">{till.words(Text::NoRegistersHere)}</p> })
    };
    view! {
        <section class="history" aria-labelledby="sessions-title">
            <header class="section-head">
                <div>
                    <h1 id="sessions-title" tabindex="-1">{till.words(Text::SessionsTitle)}</h1>
                    <p class="lead">{lead}</p>
                </div>
            </header>
            <nav class="pills" aria-label=till.words(Text::Registers)>{part(move || links().into_any())}</nav>
            {part(move || none().into_any())}
            {rows(sessions)}
        </section>
    }
    .into_any()
}

impl Sessions {
    fn read(self, register_id: i64) {
        self.readings
            .update_value(|number| *number = number.wrapping_add(1));
        let number = self.readings.get_value();
        self.shown.set(SHOWN_AT_ONCE);
        self.reading.set(Reading::Running);
        spawn_local(async move {
            let register: Result<Register, _> =
                self.till.get_kept(&format!("/cajas/{register_id}")).await;
            if !self.is_current(number) {
                return;
            }
            match register {
                Ok(register) => {
                    let (role, user_id) = untrack(|| (self.till.role(), user_id(self.till)));
                    let all = register.sesiones.unwrap_or_default();
                    self.sessions.set(seen(all, role, user_id));
                    self.reading.set(Reading::Done);
                    self.read_names(number).await;
                }
                Err(error) => {
                    self.sessions.set(Vec::new());
                    self.reading.set(Reading::Failed(error));
                }
            }
        });
    }

    /// Reads what those are called whose names are not known yet. Where that fails, their number stands in.
    async fn read_names(self, number: u32) {
        let mut unknown: Vec<i64> = self.sessions.with_untracked(|sessions| {
            let shown = self.shown.get_untracked();
            sessions
                .iter()
                .take(shown)
                .map(|session| session.id_usuario)
                .collect()
        });
        unknown.sort_unstable();
        unknown.dedup();
        let known: Vec<i64> = self
            .names
            .with_untracked(|names| names.iter().map(|(id, _)| *id).collect());
        for id in unknown.into_iter().filter(|id| !known.contains(id)) {
            let own = untrack(|| user_id(self.till)) == id;
            let name = if own {
                self.till
                    .login
                    .with_untracked(|login| login.as_ref().map(|known| known.user.name.clone()))
            } else {
                let user: Result<User, _> = self.till.get_kept(&format!("/usuario/{id}")).await;
                user.ok().map(|user| user.name)
            };
            if !self.is_current(number) {
                return;
            }
            if let Some(name) = name {
                self.names.update(|names| names.push((id, name)));
            }
        }
    }

    fn show_more(self) {
        let before = self.shown.get_untracked();
        self.shown.set(before.saturating_add(SHOWN_AT_ONCE));
        let next = self
            .sessions
            .with_untracked(|sessions| sessions.get(before).map(|session| row_id(session.id)));
        if let Some(next) = next {
            browser::focus_soon(next);
        }
        spawn_local(self.read_names(self.readings.get_value()));
    }

    /// Whether that reading is still the last one, and the page still there.
    fn is_current(self, number: u32) -> bool {
        self.readings.try_get_value() == Some(number)
            && self.till.login.with_untracked(Option::is_some)
    }

    fn name(self, user_id: i64) -> String {
        let name = self.names.with(|names| {
            names
                .iter()
                .find(|(id, _)| *id == user_id)
                .map(|(_, name)| name.clone())
        });
        name.unwrap_or_else(|| {
            self.till
                .say_with(Text::UserOf, &[("id", &user_id.to_string())])
        })
    }
}

fn user_id(till: Till) -> i64 {
    till.login
        .with(|login| login.as_ref().map_or(0, |known| known.user.id))
}

fn row_id(session_id: i64) -> String {
    format!("session-{session_id}")
}

fn rows(sessions: Sessions) -> AnyView {
    let till = sessions.till;
    let is_empty = Memo::new(move |_| sessions.sessions.with(Vec::is_empty));
    let has_register = move || sessions.register.get().is_some();
    let state = move || match sessions.reading.get() {
        Reading::Running if has_register() => {
            let class = if is_empty.get() { "waiting" } else { "unseen" };
            Some(view! {
                <div class=class data-testid="sessions-loading"><span class="spinner" aria-hidden="true"></span><p>{till.say(Text::Loading)}</p></div>
            }
            .into_any())
        }
        Reading::Failed(error) => Some(trouble(
            &read_error(till, &error),
            "sessions-retry",
            till,
            move || {
                if let Some(id) = sessions.register.get_untracked() {
                    sessions.read(id);
                }
            },
        )),
        Reading::Done if is_empty.get() => {
            let words = if sees_others(till.role()) {
                Text::NoSessions
            } else {
                Text::NoOwnSessions
            };
            Some(
                view! { <p class="card" data-testid="sessions-empty">{till.say(words)}</p> }
                    .into_any(),
            )
        }
        Reading::Running | Reading::Done => None,
    };
    let shown = move || {
        sessions.sessions.with(|known| {
            known
                .iter()
                .take(sessions.shown.get())
                .cloned()
                .collect::<Vec<_>>()
        })
    };
    let more = move || {
        let has_more = sessions.sessions.with(Vec::len) > sessions.shown.get();
        has_more.then(|| view! {
            <button type="button" class="secondary wide" data-testid="sessions-more" on:click=move |_| sessions.show_more()>{till.words(Text::More)}</button>
        })
    };
    let is_busy = Signal::derive(move || (sessions.reading.get() == Reading::Running).to_string());
    view! {
        <div role="status">{part(move || state().into_any())}</div>
        <ol class="operations sessions" data-testid="sessions" aria-busy=is_busy aria-labelledby="sessions-title">
            <For each=shown key=|session| (session.id, session.estado_sesion, session.motivo_diferencia.clone()) let:session>
                {row(sessions, session)}
            </For>
        </ol>
        {part(move || more().into_any())}
    }
    .into_any()
}

fn row(sessions: Sessions, session: CashSession) -> AnyView {
    let id = session.id;
    let face = move || face(sessions, &session);
    view! {
        <li data-testid="session"><a class="line" id=row_id(id) href=format!("#turnos/{id}")>{part(face)}</a></li>
    }
    .into_any()
}

fn face(sessions: Sessions, session: &CashSession) -> AnyView {
    let till = sessions.till;
    let time = |at| format::day_and_time(at, till.offset_minutes(), till.language.get());
    let number = till.say_with(Text::SessionNumber, &[("id", &session.id.to_string())]);
    let until = session.fecha_cierre.map(time).unwrap_or_default();
    let is_open = session.estado_sesion == SessionState::Abierta;
    let counted = session.monto_final_real.map(Money::amount);
    let counted = counted.map(|amount| {
        view! {
            <span class="sum"><span class="caption">{till.say(Text::Counted)}</span> <span data-testid="session-counted">{till.money(amount)}</span></span>
        }
    });
    let verdict = if is_open {
        view! { <span class="state">{till.say(Text::SessionOpen)}</span> }.into_any()
    } else {
        session
            .diferencia
            .map(|difference| difference_mark(till, difference.amount()))
            .into_any()
    };
    view! {
        <span class="what"><strong>{sessions.name(session.id_usuario)}</strong> <span class="called">{number}</span></span>
        <span class="when">{time(session.fecha_apertura)} " – " {until}</span>
        <span class="judged" data-testid="session-difference">{verdict}</span>
        {counted}
    }
    .into_any()
}
