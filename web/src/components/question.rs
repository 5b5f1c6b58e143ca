//! The question before what is not easily undone and moves no value.

use crate::browser;
use crate::components::dialog::Dialog;
use crate::i18n::Text;
use crate::till::Till;
use leptos::prelude::*;

/// A question before something that is not easily undone.
#[derive(Clone)]
pub(crate) struct Question {
    /// What is asked; `{nombre}` in it is the name.
    pub(crate) title: Text,
    /// What will be.
    pub(crate) lead: Text,
    /// Whom or what it is about.
    pub(crate) name: String,
    /// What the yes says.
    pub(crate) yes: Text,
    /// What it does.
    pub(crate) then: Callback<()>,
}

/// Asks it while there is one. The focus is on the way out of it.
pub(crate) fn dialog(till: Till, question: RwSignal<Option<Question>>) -> AnyView {
    let is_open = Signal::derive(move || question.with(Option::is_some));
    Effect::new(move |_| {
        if is_open.get() {
            browser::focus_soon("question-no");
        }
    });
    let say = move |of: fn(&Question) -> Text| {
        Signal::derive(move || {
            question.with(|question| {
                question
                    .as_ref()
                    .map(|asked| till.say_with(of(asked), &[("nombre", &asked.name)]))
                    .unwrap_or_default()
            })
        })
    };
    let yes = move |_| {
        if let Some(asked) = question.get_untracked() {
            question.set(None);
            // The form that asked may be gone.
            asked.then.try_run(());
        }
    };
    let put_away = move || question.set(None);
    view! {
        <Dialog id="question" is_open=is_open on_cancel=Callback::new(move |()| put_away()) labelled_by="question-title">
            <h2 id="question-title">{say(|asked| asked.title)}</h2>
            <p class="lead" data-testid="question-lead">{say(|asked| asked.lead)}</p>
            <div class="actions">
                <button type="button" class="danger" data-testid="question-yes" on:click=yes>{say(|asked| asked.yes)}</button>
                <button type="button" class="secondary" id="question-no" data-testid="question-no" on:click=move |_| put_away()>
                    {till.words(Text::SettingsKeep)}
                </button>
            </div>
        </Dialog>
    }
    .into_any()
}
