//! `Panel`: what the parts of a section share: sending a change once, saying what came of it, and the question before it.

use crate::api::ReadError;
use crate::browser;
use crate::components::question::{self, Question};
use crate::components::settings::Change;
use crate::components::settings::form_state::FormState;
use crate::components::trouble::read_error;
use crate::i18n::Text;
use crate::till::Till;
use crate::view::{text_if, yes};
use leptos::prelude::*;
use leptos::task::spawn_local;
use ventanilla_core::field::FieldError;

/// What the parts of a section share, for as long as it is shown.
#[derive(Clone, Copy)]
pub(crate) struct Panel {
    /// The page's till.
    pub(crate) till: Till,
    /// What waits for a yes.
    pub(crate) question: RwSignal<Option<Question>>,
    said: RwSignal<Option<Said>>,
}

/// What came of something; `{nombre}` in the text is the name.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Said {
    text: Text,
    name: String,
    is_bad: bool,
}

impl Panel {
    /// Nothing done yet.
    pub(crate) fn new(till: Till) -> Self {
        Self {
            till,
            question: RwSignal::new(None),
            said: RwSignal::new(None),
        }
    }

    /// What stands above the section.
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
            <p class="said" class:bad=is_bad role="status" data-testid="providers-said">{words}</p>
            {question::dialog(self.till, self.question)}
        }
        .into_any()
    }

    /// Says what was done, and goes from the form that asked for it to the list; whoever is elsewhere by then stays there.
    pub(crate) fn leave(self, form: FormState, text: Text, name: String, list: &str) {
        self.say(text, name);
        if form.is_shown() {
            browser::go(list);
        }
    }

    /// Says what was done by a form that stays: it can be sent again.
    pub(crate) fn done(self, form: FormState, text: Text, name: String) {
        self.say(text, name);
        // The section may be gone.
        let _ = form.is_busy.try_set(false);
    }

    /// Says what was done.
    pub(crate) fn say(self, text: Text, name: String) {
        self.tell(Said {
            text,
            name,
            is_bad: false,
        });
    }

    fn tell(self, said: Said) {
        // The section may be gone.
        let _ = self.said.try_set(Some(said));
    }

    /// A form is shown: what came of the last thing is old news.
    pub(crate) fn begin(self) {
        self.said.set(None);
        self.till.notice.set(None);
    }

    /// Sends a change that moves no value, once; `then` is told the answer of a success, wherever the page is by then. What was refused
    /// is shown in the form, and above the section where the form is gone.
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
            let answer = till
                .change(change.method, &change.path, change.body.as_deref())
                .await;
            match answer {
                Ok(body) => then(body),
                Err(error) if form.is_shown() => form.fail(error),
                Err(ReadError::Outdated) => {}
                Err(error) => self.tell(Said {
                    text: Text::SettingsLate,
                    name: untrack(|| why(till, &error, Text::SettingsLost)),
                    is_bad: true,
                }),
            }
        });
    }

    /// Why a form could not be sent, if it is no field's fault; `lost` is said where no answer came.
    pub(crate) fn trouble(self, form: FormState, lost: Text) -> Signal<String> {
        let till = self.till;
        text_if(move || {
            form.trouble
                .with(|error| error.as_ref().map(|error| why(till, error, lost)))
        })
    }
}

fn why(till: Till, error: &ReadError, lost: Text) -> String {
    match error {
        ReadError::Lost | ReadError::Outdated => till.say(lost).to_owned(),
        ReadError::NotSignedIn => till.say(Text::SettingsSignedOut).to_owned(),
        ReadError::Refused(_) | ReadError::Unreadable => read_error(till, error),
    }
}
