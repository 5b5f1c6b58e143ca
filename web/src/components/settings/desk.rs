//! `Desk`: what the sections of the settings share: reading what they show, sending a change once, and saying what came of it.

use super::form_state::FormState;
use super::frame;
use crate::api::ReadError;
use crate::browser;
use crate::components::question::{self, Question};
use crate::i18n::Text;
use crate::office_page::OfficeSection;
use crate::till::Till;
use crate::view::{part, text_if, yes};
use leptos::prelude::*;
use leptos::task::spawn_local;
use ventanilla_core::field::FieldError;

/// The id of the button that sends a form of the settings: there is one at a time.
pub(crate) const SAVE: &str = "settings-save";
/// The id of the button that adds something to a list.
pub(crate) const NEW: &str = "settings-new";

/// What was read for a section, as the server wrote it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Bodies {
    /// What the section is about.
    pub(crate) first: String,
    /// What it needs besides, if anything.
    pub(crate) second: String,
}

/// Makes a section of what was read for it; the text is what stands in the address after the section's name.
pub(crate) type View = fn(Desk, &Bodies, &str) -> Result<AnyView, ReadError>;

/// A request that changes something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Change {
    /// The method.
    pub(crate) method: &'static str,
    /// The path.
    pub(crate) path: String,
    /// The body, if it has one.
    pub(crate) body: Option<String>,
}

/// What came of something.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Said {
    text: Text,
    name: String,
    is_bad: bool,
}

#[derive(Clone, Debug, PartialEq)]
enum Shown {
    Running,
    Failed(ReadError),
    Done(Bodies),
}

/// What the sections share, for as long as the page lives.
#[derive(Clone, Copy)]
pub(crate) struct Desk {
    /// The page's till.
    pub(crate) till: Till,
    /// What waits for a yes.
    pub(crate) question: RwSignal<Option<Question>>,
    /// What is looked for in the list.
    pub(crate) query: RwSignal<String>,
    shown: RwSignal<Shown>,
    said: RwSignal<Option<Said>>,
    /// Which section `shown` is of.
    section: StoredValue<Option<OfficeSection>>,
    /// Whether what is shown is its list, and no form in which something may have been typed.
    is_list: StoredValue<bool>,
    /// Rises with everything that is shown.
    visits: StoredValue<u32>,
    /// Which of what is shown has this desk: an answer that comes later than the next finds somebody elsewhere.
    visit: u32,
    /// What was read after a change, for the list that is about to be shown.
    fresh: StoredValue<Option<(OfficeSection, Bodies)>>,
    /// What has the focus once the list is shown again.
    way_back: StoredValue<Option<String>>,
}

impl Desk {
    /// Nothing read yet.
    pub(crate) fn new(till: Till) -> Self {
        let desk = Self {
            till,
            question: RwSignal::new(None),
            query: RwSignal::new(String::new()),
            shown: RwSignal::new(Shown::Running),
            said: RwSignal::new(None),
            section: StoredValue::new(None),
            is_list: StoredValue::new(false),
            visits: StoredValue::new(0),
            visit: 0,
            fresh: StoredValue::new(None),
            way_back: StoredValue::new(None),
        };
        Effect::new(move |was_expired: Option<bool>| {
            let is_expired = till.is_expired.get();
            if was_expired == Some(true) && !is_expired {
                desk.go_on();
            }
            is_expired
        });
        till.when_back(Box::new(move || desk.back_online()));
        desk
    }

    /// The desk of what is shown from now on. What was shown before asks nothing any more, and moves nobody.
    pub(crate) fn arrive(self) -> Self {
        self.visits
            .update_value(|visits| *visits = visits.wrapping_add(1));
        if self.question.with_untracked(Option::is_some) {
            self.question.set(None);
        }
        Self {
            visit: self.visits.get_value(),
            ..self
        }
    }

    /// Whether what this desk is of is still shown.
    pub(crate) fn is_here(self) -> bool {
        self.visits.try_get_value() == Some(self.visit)
    }

    /// What stands above the sections: what was saved, and the question before what is not easily undone.
    pub(crate) fn above(self) -> AnyView {
        let words = text_if(move || {
            self.said
                .get()
                .map(|said| self.till.say_with(said.text, &[("nombre", &said.name)]))
        });
        let is_bad = yes(move || {
            self.said
                .with(|said| said.as_ref().is_some_and(|said| said.is_bad))
        });
        view! {
            <p class="said" class:bad=is_bad role="status" data-testid="settings-said">{words}</p>
            {question::dialog(self.till, self.question)}
        }
        .into_any()
    }

    /// A section, once what it needs is read.
    pub(crate) fn show(self, section: OfficeSection, rest: &str, view: View) -> AnyView {
        let desk = self.arrive();
        let is_there = self.section.get_value() == Some(section)
            && self
                .shown
                .with_untracked(|shown| matches!(shown, Shown::Done(_)));
        let is_list = rest.is_empty() && section != OfficeSection::Shop;
        let is_elsewhere = self.section.get_value() != Some(section);
        if is_elsewhere {
            self.query.set(String::new());
        }
        if is_elsewhere || !is_list {
            self.forget_news();
        }
        self.section.set_value(Some(section));
        self.is_list.set_value(is_list);
        let fresh = self.fresh.try_update_value(Option::take).flatten();
        match fresh {
            Some((of, bodies)) if is_list && of == section => self.shown.set(Shown::Done(bodies)),
            _ if is_there && !is_list && section != OfficeSection::Shop => {}
            _ => {
                if !is_there || !is_list {
                    self.shown.set(Shown::Running);
                }
                spawn_local(desk.read_for());
            }
        }
        let rest = rest.to_owned();
        let content = part(move || {
            self.shown.with(|shown| {
                untrack(|| match shown {
                    Shown::Running => frame::loading(desk.till),
                    Shown::Failed(error) => frame::trouble(desk, error),
                    Shown::Done(bodies) => view(desk, bodies, &rest)
                        .unwrap_or_else(|error| frame::trouble(desk, &error)),
                })
            })
        });
        content.into_any()
    }

    /// The section of the own password, which reads nothing.
    pub(crate) fn show_unread(self, view: fn(Self) -> AnyView) -> AnyView {
        self.forget_news();
        self.section.set_value(None);
        self.is_list.set_value(false);
        view(self.arrive())
    }

    /// What came of the last thing is old news by now.
    fn forget_news(self) {
        self.said.set(None);
        self.till.notice.set(None);
    }

    /// Reads what the section shows once more.
    pub(crate) fn read_again(self) {
        self.shown.set(Shown::Running);
        self.refresh();
    }

    /// As [`Desk::read_again`], but what is shown stays until there is something newer.
    pub(crate) fn refresh(self) {
        let now = Self {
            visit: self.visits.get_value(),
            ..self
        };
        spawn_local(now.read_for());
    }

    /// Sends a change, once; `then` is told the answer of a success. What was refused is shown in the form, as long as that is there.
    pub(crate) fn send(
        self,
        form: FormState,
        change: Result<Change, Vec<FieldError>>,
        then: Box<dyn FnOnce(String)>,
    ) {
        self.said.set(None);
        let Some(change) = form.begin(change) else {
            return;
        };
        let till = self.till;
        spawn_local(async move {
            let outcome = till
                .change(change.method, &change.path, change.body.as_deref())
                .await;
            match outcome {
                Ok(body) => then(body),
                Err(error) => self.fail(form, error),
            }
        });
    }

    /// Something could not be saved: what is wrong stands in its form. Who has gone elsewhere meanwhile is told there.
    pub(crate) fn fail(self, form: FormState, error: ReadError) {
        if self.is_here() {
            form.fail(error);
        } else if error != ReadError::Outdated {
            self.said.set(Some(Said {
                text: Text::SettingsLate,
                name: untrack(|| frame::trouble_words(self.till, &error)),
                is_bad: true,
            }));
        }
    }

    /// Says what was done, and goes back to the list, with the focus on that row.
    pub(crate) fn finish(self, section: OfficeSection, text: Text, name: String, id: Option<i64>) {
        self.say(text, name);
        if let Some(id) = id {
            self.come_back_to(frame::row_id(section, id));
        }
        self.leave(section);
    }

    /// Goes back to the list, read anew. Who has gone elsewhere meanwhile stays there.
    pub(crate) fn leave(self, section: OfficeSection) {
        if !self.is_here() {
            let is_its_list = self.is_list.try_get_value() == Some(true)
                && self.section.try_get_value() == Some(Some(section));
            if is_its_list {
                self.refresh();
            }
            return;
        }
        spawn_local(async move {
            let bodies = self.read(section).await;
            if self.is_here() {
                self.fresh
                    .set_value(bodies.ok().map(|bodies| (section, bodies)));
                browser::go(&format!("#{}", section.address()));
            }
        });
    }

    /// Says what was done.
    pub(crate) fn say(self, text: Text, name: String) {
        self.said.set(Some(Said {
            text,
            name,
            is_bad: false,
        }));
    }

    /// Says what was not done.
    pub(crate) fn say_not(self, text: Text) {
        self.said.set(Some(Said {
            text,
            name: String::new(),
            is_bad: true,
        }));
    }

    /// What has the focus once the list is shown again.
    pub(crate) fn come_back_to(self, id: String) {
        if self.is_here() {
            self.way_back.set_value(Some(id));
        }
    }

    /// The list is shown: the focus goes where it left from.
    pub(crate) fn come_back(self) {
        if let Some(id) = self.way_back.try_update_value(Option::take).flatten() {
            browser::focus_soon(id);
        }
    }

    /// Somebody has signed in again: what could not be read is read, and a form can be sent once more.
    fn go_on(self) {
        let has_failed = self
            .shown
            .with_untracked(|shown| matches!(shown, Shown::Failed(_)));
        if has_failed {
            self.read_again();
        } else {
            browser::focus_soon(SAVE);
        }
    }

    /// There is a server again: a list that was kept from before is read anew, and so is what could not be read.
    fn back_online(self) {
        let has_failed = self
            .shown
            .with_untracked(|shown| matches!(shown, Shown::Failed(_)));
        if has_failed {
            self.read_again();
        } else if self.is_list.get_value() {
            self.refresh();
        }
    }

    async fn read_for(self) {
        let Some(section) = self.section.get_value() else {
            return;
        };
        let outcome = self.read(section).await;
        if !self.is_here() {
            return;
        }
        let is_shown = self
            .shown
            .with_untracked(|shown| matches!(shown, Shown::Done(_)));
        let shown = match outcome {
            Ok(bodies) => Shown::Done(bodies),
            // What is there is better than nothing.
            Err(_) if is_shown => return,
            Err(error) => Shown::Failed(error),
        };
        if self.shown.with_untracked(|known| *known != shown) {
            // What has the focus is about to be made anew.
            if let Some(id) = browser::focused_id() {
                self.come_back_to(id);
            }
            self.shown.set(shown);
        }
    }

    async fn read(self, section: OfficeSection) -> Result<Bodies, ReadError> {
        let (first, second) = sources(section);
        let second = async {
            match second {
                Some(path) => self.body(path).await,
                None => Ok(String::new()),
            }
        };
        let (first, second) = futures::join!(self.body(first), second);
        Ok(Bodies {
            first: first?,
            second: second?,
        })
    }

    async fn body(self, path: &'static str) -> Result<String, ReadError> {
        self.till.get_kept_text(path).await
    }
}

/// Where a section's contents are read.
const fn sources(section: OfficeSection) -> (&'static str, Option<&'static str>) {
    match section {
        OfficeSection::Users => ("/usuario", None),
        OfficeSection::Branches => ("/sucursales", None),
        OfficeSection::Registers => ("/cajas", Some("/sucursales")),
        OfficeSection::Operators => ("/operadoras", Some("/recargas/operadoras/saldos")),
        OfficeSection::Shop
        | OfficeSection::Password
        | OfficeSection::History
        | OfficeSection::Sessions => ("/configuracion", None),
    }
}
