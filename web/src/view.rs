//! Parts of pages that follow signals, all of one type. Every closure that stands in a page by itself is a type of its own and
//! brings a kilobyte or two of program with it; these do not.

use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// How much later [`later`] is, in milliseconds.
const LATER_MS: u32 = 20;

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

/// A part that is made a moment after what stands around it, so that the page answers keys in between.
pub(crate) fn later(make: fn() -> AnyView) -> Part {
    let is_due = RwSignal::new(false);
    spawn_local(async move {
        TimeoutFuture::new(LATER_MS).await;
        // It is gone where the page has moved on meanwhile.
        let _ = is_due.try_set(true);
    });
    part(move || if is_due.get() { make() } else { ().into_any() })
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
