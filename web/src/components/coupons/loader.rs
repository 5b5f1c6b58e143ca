//! `Loader`: one thing that is read from the server for as long as a section is shown, and read again when something has changed. It
//! keeps the answer as it came: a signal of a type of its own for each thing would make the program a good deal larger.

use crate::api::{self, ReadError};
use crate::components::parts::{unread, waiting};
use crate::till::{Till, set_changed};
use leptos::prelude::*;
use leptos::task::spawn_local;
use ventanilla_core::wire::answer::FromJson;
use ventanilla_core::wire::portal::envelope::Success;

/// How far it has come.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Loaded {
    /// Nothing is asked for.
    Nothing,
    /// It is on its way.
    Running,
    /// It is here, as the server wrote it.
    Done(String),
    /// It could not be read.
    Failed(ReadError),
}

/// One thing that is read.
#[derive(Clone, Copy)]
pub(crate) struct Loader {
    till: Till,
    /// How far it has come.
    pub(crate) state: RwSignal<Loaded>,
    path: StoredValue<String>,
    /// Whether it is asked for with a POST, as some documented lists are.
    posts: bool,
    readings: StoredValue<u32>,
}

impl Loader {
    /// Nothing yet.
    pub(crate) fn new(till: Till) -> Self {
        Self {
            till,
            state: RwSignal::new(Loaded::Nothing),
            path: StoredValue::new(String::new()),
            posts: false,
            readings: StoredValue::new(0),
        }
    }

    /// As [`Loader::new`], of what is asked for with a POST.
    pub(crate) fn posting(till: Till) -> Self {
        Self {
            posts: true,
            ..Self::new(till)
        }
    }

    /// Reads what is at that path; what was there before is gone at once.
    pub(crate) fn read(self, path: String) {
        self.path.set_value(path);
        self.state.set(Loaded::Running);
        self.again();
    }

    /// Asks for nothing any more.
    pub(crate) fn clear(self) {
        self.next();
        self.path.set_value(String::new());
        self.state.set(Loaded::Nothing);
    }

    /// Reads the same once more; what is there stays until the answer comes, and where none comes.
    pub(crate) fn again(self) {
        let path = self.path.get_value();
        if path.is_empty() {
            return;
        }
        let number = self.next();
        spawn_local(async move {
            let answer = if self.posts {
                self.till.change("POST", &path, None).await
            } else {
                self.till.get_text(&path).await
            };
            // What asked may be gone, or ask for something else by now.
            if self.readings.try_get_value() != Some(number) {
                return;
            }
            match answer {
                // What stays as it was is not made anew: somebody may be typing in it.
                Ok(text) => set_changed(self.state, Loaded::Done(text)),
                Err(error) => {
                    let is_there = self
                        .state
                        .with_untracked(|state| matches!(state, Loaded::Done(_)));
                    if !is_there {
                        self.state.set(Loaded::Failed(error));
                    }
                }
            }
        });
    }

    /// What is here, if it is that.
    pub(crate) fn get<T: FromJson>(self) -> Option<T> {
        self.state.with(|state| match state {
            Loaded::Done(text) => read(text).ok(),
            Loaded::Nothing | Loaded::Running | Loaded::Failed(_) => None,
        })
    }

    /// As [`Loader::get`], of what comes without an envelope.
    pub(crate) fn get_bare<T: FromJson>(self) -> Option<T> {
        self.state.with(|state| match state {
            Loaded::Done(text) => api::parse(text).ok(),
            Loaded::Nothing | Loaded::Running | Loaded::Failed(_) => None,
        })
    }

    /// What stands there while there is nothing to show, and otherwise what it shows.
    pub(crate) fn show<T: FromJson>(
        self,
        retry_id: &'static str,
        show: impl FnOnce(T) -> AnyView,
    ) -> AnyView {
        self.show_bare(retry_id, |answer: Success<T>| show(answer.data))
    }

    /// As [`Loader::show`], of what comes without an envelope: our own resources.
    pub(crate) fn show_bare<T: FromJson>(
        self,
        retry_id: &'static str,
        show: impl FnOnce(T) -> AnyView,
    ) -> AnyView {
        match self.value(retry_id) {
            Ok(text) => match api::parse(&text) {
                Ok(value) => untrack(|| show(value)),
                Err(error) => self.unread(&error, retry_id),
            },
            Err(instead) => instead,
        }
    }

    /// The answer, or what stands there instead.
    fn value(self, retry_id: &'static str) -> Result<String, AnyView> {
        self.till.language.track();
        match self.state.get() {
            Loaded::Nothing => Err(().into_any()),
            Loaded::Running => Err(waiting(self.till, "coupons-loading", true)),
            Loaded::Done(text) => Ok(text),
            Loaded::Failed(error) => Err(self.unread(&error, retry_id)),
        }
    }

    fn unread(self, error: &ReadError, retry_id: &'static str) -> AnyView {
        let again = Callback::new(move |()| {
            self.state.set(Loaded::Running);
            self.again();
        });
        unread(self.till, error, retry_id, again)
    }

    /// Reads again whenever there is a server again.
    pub(crate) fn when_back(self) {
        self.till.when_back(Box::new(move || self.again()));
    }

    fn next(self) -> u32 {
        self.readings
            .update_value(|number| *number = number.wrapping_add(1));
        self.readings.get_value()
    }
}

fn read<T: FromJson>(text: &str) -> Result<T, ReadError> {
    api::parse::<Success<T>>(text).map(|answer| answer.data)
}
