//! Parts of pages that follow signals, all of one type. Every closure that stands in a page by itself is a type of its own and
//! brings a kilobyte or two of program with it; these do not.

use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// How long a turn is, in milliseconds: long enough for a key that was pressed meanwhile to come first.
const TURN_MS: u32 = 4;

/// A part of a page that is made anew when a signal that it reads changes.
pub(crate) type Part = Box<dyn FnMut() -> AnyView + Send>;

/// A part of a page that follows the signals it reads.
pub(crate) fn part(make: impl FnMut() -> AnyView + Send + 'static) -> Part {
    Box::new(make)
}

/// A text that follows the signals it reads.
pub(crate) fn text<T: Into<String>>(
    make: impl Fn() -> T + Send + Sync + 'static,
) -> Signal<String> {
    Signal::derive(move || make().into())
}

/// A text that is there or not, following the signals it reads.
pub(crate) fn text_if<T: Into<String>>(
    make: impl Fn() -> Option<T> + Send + Sync + 'static,
) -> Signal<String> {
    Signal::derive(move || make().map(Into::into).unwrap_or_default())
}

/// Something that is so or not, following the signals it reads.
pub(crate) fn yes(make: impl Fn() -> bool + Send + Sync + 'static) -> Signal<bool> {
    Signal::derive(make)
}

/// Does something now, and again whenever a signal that it reads changes.
pub(crate) fn follow(run: impl FnMut() + 'static) {
    follow_boxed(Box::new(run));
}

fn follow_boxed(mut run: Box<dyn FnMut()>) {
    Effect::new(move |_: Option<()>| run());
}

/// A part that is made some turns after what stands around it. A page that is made in steps answers keys in between, and on a slow
/// machine shows its top before its end.
pub(crate) fn later(turns: u32, make: impl Fn() -> AnyView + Send + 'static) -> Part {
    let is_due = RwSignal::new(false);
    after(turns, move || {
        // It is gone where the page has moved on meanwhile.
        let _ = is_due.try_set(true);
    });
    part(move || {
        if is_due.get() {
            untrack(&make)
        } else {
            ().into_any()
        }
    })
}

/// Does something some turns from now, by itself.
pub(crate) fn after(turns: u32, act: impl FnOnce() + 'static) {
    after_boxed(turns, Box::new(act));
}

fn after_boxed(turns: u32, act: Box<dyn FnOnce()>) {
    spawn_local(async move {
        TimeoutFuture::new(turns.saturating_mul(TURN_MS)).await;
        act();
    });
}

/// Shows its children while something is so, and the fallback while it is not. They are made anew only when that changes.
#[component]
pub(crate) fn When(
    /// What decides.
    is: Signal<bool>,
    /// What is shown otherwise.
    #[prop(optional, into)]
    fallback: ViewFn,
    /// What is shown while it is so.
    children: ChildrenFn,
) -> impl IntoView {
    let is = Memo::new(move |_| is.get());
    part(move || if is.get() { children() } else { fallback.run() })
}
