//! The sessions of a register, newest first.

use super::place::{in_order, report_address, seen, sees_others};
use super::signs::difference_mark;
use crate::browser;
use crate::components::icon::Drawing;
use crate::components::parts::{badge, paragraph, plain_button, span, time, unread, waiting, word};
use crate::format;
use crate::i18n::Text;
use crate::till::{Reading, Till};
use crate::view::{follow, part, text};
use leptos::prelude::*;
use leptos::task::spawn_local;
use ventanilla_core::wire::kantuta::registers::Register;
use ventanilla_core::wire::kantuta::sessions::{CashSession, SessionState};
use ventanilla_core::wire::money::Money;
use ventanilla_core::wire::resources::operations::{OperationPage, UserName};
use ventanilla_core::wire::time::Iso;

/// How many sessions are shown at first, and how many more at a time.
const SHOWN_AT_ONCE: usize = 30;
/// The name that the register chosen last is stored under.
const REGISTER_STORE: &str = "ventanilla.sessions.register";
/// What the ids of rows start with.
const ROW_ID: &str = "session-";
/// Who opened the last sessions, and what they are called.
pub(crate) const NAMES_PATH: &str = "/operaciones?tipo=cash_session_open&limit=200";

/// What the page shows of a register's sessions.
#[derive(Clone, Copy)]
struct Sessions {
    till: Till,
    register: Memo<Option<i64>>,
    sessions: RwSignal<Vec<CashSession>>,
    names: RwSignal<Vec<UserName>>,
    shown: RwSignal<usize>,
    reading: RwSignal<Reading>,
    readings: StoredValue<u32>,
}

/// The sessions of a register; without one, of the user's own open or last one.
pub(crate) fn list(till: Till, asked_for: Memo<Option<i64>>) -> AnyView {
    let last = browser::stored(REGISTER_STORE).and_then(|id| id.parse().ok());
    let offered = move || {
        let open = till
            .session
            .with(|session| session.as_ref().map(|open| open.id_caja));
        till.registers
            .with(|registers| in_order(registers, &[open, last]))
    };
    let register = Memo::new(move |_| {
        asked_for
            .get()
            .or_else(|| offered().first().map(|(id, _)| *id))
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
    follow(move || {
        let chosen = register.get();
        if let Some(id) = asked_for.get() {
            // Where nothing can be stored, the first register comes first again.
            let _ = browser::store(REGISTER_STORE, &id.to_string());
        }
        if let Some(id) = chosen.filter(|_| !till.is_expired.get()) {
            sessions.shown.set(SHOWN_AT_ONCE);
            sessions.read(id);
        }
    });
    till.when_back(Box::new(move || {
        let is_running = sessions.reading.get_untracked() == Reading::Running;
        if let Some(id) = register.get_untracked().filter(|_| !is_running) {
            sessions.read(id);
        }
    }));
    let lead = text(move || {
        till.say(if sees_others(till.role()) {
            Text::SessionsLead
        } else {
            Text::OwnSessionsLead
        })
    });
    let links = part(move || {
        let link = |(id, name): (i64, String)| {
            let is_here = Signal::derive(move || (register.get() == Some(id)).then_some("page"));
            view! { <a class="pill" href=format!("#turnos?caja={id}") aria-current=is_here>{name}</a> }.into_any()
        };
        offered()
            .into_iter()
            .map(link)
            .collect::<Vec<_>>()
            .into_any()
    });
    let label = text(move || till.say(Text::Registers));
    view! {
        <section class="history" aria-labelledby="sessions-title">
            <header>
                <h1 id="sessions-title" tabindex="-1">{text(move || till.say(Text::SessionsTitle))}</h1>
                <p class="lead">{lead}</p>
            </header>
            <nav class="pills" aria-label=label>{links}</nav>
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
        self.reading.set(Reading::Running);
        let path = format!("/cajas/{register_id}");
        spawn_local(async move {
            let register = self.till.get_kept::<Register>(&path).await;
            if !self.is_current(number) {
                return;
            }
            match register {
                Ok(register) => {
                    let role = untrack(|| self.till.role());
                    let all = register.sesiones.unwrap_or_default();
                    self.show(seen(all, role, user_id(self.till)));
                    self.reading.set(Reading::Done);
                }
                Err(error) => {
                    self.sessions.set(Vec::new());
                    self.reading.set(Reading::Failed(error));
                }
            }
            // One's own name is known already; where the others' cannot be read, their numbers stand in.
            let is_known = self.names.with_untracked(|names| !names.is_empty());
            if is_known || !untrack(|| sees_others(self.till.role())) {
                return;
            }
            let page = self.till.get_kept::<OperationPage>(NAMES_PATH).await;
            if let (Ok(page), true) = (page, self.is_current(number)) {
                self.names.set(page.usuarios);
            }
        });
    }

    /// Shows the sessions. Their rows are made anew, and one that had the focus keeps it.
    fn show(self, sessions: Vec<CashSession>) {
        let focused = browser::focused_id().filter(|id| id.starts_with(ROW_ID));
        self.sessions.set(sessions);
        if let Some(id) = focused {
            browser::focus_soon(id);
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
    }

    /// Whether that reading is still the last one, and the page still there.
    fn is_current(self, number: u32) -> bool {
        self.readings.try_get_value() == Some(number)
            && self.till.login.with_untracked(Option::is_some)
    }

    fn name(self, user_id: i64) -> String {
        let own = self.till.login.with(|login| {
            login
                .as_ref()
                .filter(|known| known.user.id == user_id)
                .map(|known| known.user.name.clone())
        });
        let name = own.or_else(|| {
            self.names.with(|names| {
                names
                    .iter()
                    .find(|user| user.id == user_id)
                    .map(|user| user.nombre.clone())
            })
        });
        name.unwrap_or_else(|| {
            self.till
                .say_with(Text::UserOf, &[("id", &user_id.to_string())])
        })
    }
}

fn user_id(till: Till) -> i64 {
    till.login
        .with_untracked(|login| login.as_ref().map_or(0, |known| known.user.id))
}

fn row_id(session_id: i64) -> String {
    format!("{ROW_ID}{session_id}")
}

fn rows(sessions: Sessions) -> AnyView {
    let till = sessions.till;
    let shown = part(move || {
        let count = sessions.shown.get();
        let rows: Vec<AnyView> = sessions
            .sessions
            .with(|known| known.iter().take(count).map(row_of(sessions)).collect());
        rows.into_any()
    });
    let more = part(move || {
        if sessions.sessions.with(Vec::len) <= sessions.shown.get() {
            return ().into_any();
        }
        let more = Callback::new(move |()| sessions.show_more());
        plain_button(till, "sessions-more", "secondary wide", Text::More, more)
    });
    let is_busy = text(move || (sessions.reading.get() == Reading::Running).to_string());
    view! {
        <div role="status">{part(move || state(sessions))}</div>
        <ol class="operations sessions" data-testid="sessions" aria-busy=is_busy aria-labelledby="sessions-title">{shown}</ol>
        {more}
    }
    .into_any()
}

/// What stands where there is no list, or not yet.
fn state(sessions: Sessions) -> AnyView {
    let till = sessions.till;
    let Some(register_id) = sessions.register.get() else {
        return paragraph(
            "sessions-empty",
            "card",
            till.say(Text::NoRegistersHere).to_owned(),
        );
    };
    let is_empty = sessions.sessions.with(Vec::is_empty);
    match sessions.reading.get() {
        Reading::Running => waiting(till, "sessions-loading", is_empty),
        Reading::Failed(error) => unread(
            till,
            &error,
            "sessions-retry",
            Callback::new(move |()| sessions.read(register_id)),
        ),
        Reading::Done if is_empty => {
            let words = if sees_others(till.role()) {
                Text::NoSessions
            } else {
                Text::NoOwnSessions
            };
            paragraph("sessions-empty", "card", till.say(words).to_owned())
        }
        Reading::Done => ().into_any(),
    }
}

fn row_of(sessions: Sessions) -> impl Fn(&CashSession) -> AnyView {
    move |session| {
        let id = session.id;
        let session = session.clone();
        let face = part(move || face(sessions, &session));
        view! {
            <li data-testid="session"><a class="line" id=row_id(id) href=report_address(id)>{face}</a></li>
        }
        .into_any()
    }
}

fn face(sessions: Sessions, session: &CashSession) -> AnyView {
    let till = sessions.till;
    let offset_minutes = till.offset_minutes();
    let year = Iso::from_ms(till.now_ms()).date_at(offset_minutes).year();
    let written = |at| format::day_and_time_in(at, year, offset_minutes, till.language.get());
    let number = till.say_with(Text::SessionNumber, &[("id", &session.id.to_string())]);
    let until = session.fecha_cierre.map(written).unwrap_or_default();
    let when = format!("{} – {until}", written(session.fecha_apertura));
    let verdict = match session.diferencia {
        _ if session.estado_sesion == SessionState::Abierta => badge(
            "state",
            Drawing::Clock,
            till.say(Text::SessionOpen).to_owned(),
        ),
        Some(difference) => difference_mark(till, difference.amount()),
        None => ().into_any(),
    };
    let counted = session.monto_final_real.map(Money::amount);
    let label = counted.map(|_| till.say(Text::Counted).to_owned());
    let counted = counted.map(|amount| till.money(amount));
    vec![
        span(
            "what",
            vec![
                word("title", sessions.name(session.id_usuario)),
                word("about", number),
            ],
        ),
        time(session.fecha_apertura, when),
        span("judged", vec![verdict]),
        span(
            "sum",
            vec![
                word("caption", label.unwrap_or_default()),
                word("", counted.unwrap_or_default()),
            ],
        ),
    ]
    .into_any()
}
