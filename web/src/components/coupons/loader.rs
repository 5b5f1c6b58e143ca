//! `Loader`: one thing that is read from the server for as long as a section is shown, and read again when something has changed.

use crate::api::ReadError;
use crate::components::parts::{unread, waiting};
use crate::till::{Till, set_changed};
use leptos::prelude::*;
use leptos::task::spawn_local;
use ventanilla_core::wire::answer::FromJson;
use ventanilla_core::wire::portal::envelope::Success;

/// How far it has come.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Loaded<T> {
    /// Nothing is asked for.
    Nothing,
    /// It is on its way.
    Running,
    /// It is here.
    Done(T),
    /// It could not be read.
    Failed(ReadError),
}

/// One thing that is read.
pub(crate) struct Loader<T: Send + Sync + 'static> {
    till: Till,
    /// How far it has come.
    pub(crate) state: RwSignal<Loaded<T>>,
    path: StoredValue<String>,
    readings: StoredValue<u32>,
}

impl<T: Send + Sync + 'static> Clone for Loader<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for Loader<T> {}

impl<T: FromJson + Clone + PartialEq + Send + Sync + 'static> Loader<T> {
    /// Nothing yet.
    pub(crate) fn new(till: Till) -> Self {
        Self {
            till,
            state: RwSignal::new(Loaded::Nothing),
            path: StoredValue::new(String::new()),
            readings: StoredValue::new(0),
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
            let answer = self.till.get::<Success<T>>(&path).await;
            // What asked may be gone, or ask for something else by now.
            if self.readings.try_get_value() != Some(number) {
                return;
            }
            match answer {
                // What stays as it was is not made anew: somebody may be typing in it.
                Ok(answer) => set_changed(self.state, Loaded::Done(answer.data)),
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

    /// What is here.
    pub(crate) fn get(self) -> Option<T> {
        self.state.with(|state| match state {
            Loaded::Done(value) => Some(value.clone()),
            Loaded::Nothing | Loaded::Running | Loaded::Failed(_) => None,
        })
    }

    /// What stands there while there is nothing to show, and otherwise what it shows.
    pub(crate) fn show(self, retry_id: &'static str, show: impl FnOnce(T) -> AnyView) -> AnyView {
        match self.state.get() {
            Loaded::Nothing => ().into_any(),
            Loaded::Running => waiting(self.till, "coupons-loading", true),
            Loaded::Done(value) => {
                self.till.language.track();
                untrack(|| show(value))
            }
            Loaded::Failed(error) => {
                let again = Callback::new(move |()| {
                    self.state.set(Loaded::Running);
                    self.again();
                });
                unread(self.till, &error, retry_id, again)
            }
        }
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
