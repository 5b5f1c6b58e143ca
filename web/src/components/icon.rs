//! The drawings: one path each, in the colour of the text around them.

use leptos::prelude::*;

/// A drawing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Drawing {
    /// A telephone: selling.
    Phone,
    /// An arrow into a tray: float.
    Inject,
    /// A note: cash.
    Cash,
    /// A lock: closing.
    Lock,
    /// A tick.
    Tick,
    /// An exclamation mark.
    Alert,
    /// A clock.
    Clock,
    /// A door: signing out.
    Leave,
    /// A cross: putting away.
    Cross,
    /// An arrow back: undone.
    Back,
    /// A wedge: there is more to unfold.
    Fold,
}

/// A drawing of 24 units, hidden from those who cannot see it: words say the same beside it.
#[component]
pub(crate) fn Icon(
    /// Which.
    drawing: Drawing,
) -> impl IntoView {
    let path = match drawing {
        Drawing::Phone => {
            "M8 2.8h8a1.7 1.7 0 0 1 1.7 1.7v15a1.7 1.7 0 0 1-1.7 1.7H8a1.7 1.7 0 0 1-1.7-1.7v-15A1.7 1.7 0 0 1 8 2.8Zm2.5 15.4h3"
        }
        Drawing::Inject => {
            "M12 3v11m0 0 4-4m-4 4-4-4M4 15v4.2A1.8 1.8 0 0 0 5.8 21h12.4a1.8 1.8 0 0 0 1.8-1.8V15"
        }
        Drawing::Cash => {
            "M2.8 6.5h18.4v11H2.8zM12 14.7a2.7 2.7 0 1 0 0-5.4 2.7 2.7 0 0 0 0 5.4ZM6 9.6v.01M18 14.4v.01"
        }
        Drawing::Lock => "M5.5 10.5h13v10h-13zM8 10.5V7a4 4 0 0 1 8 0v3.5M12 14.5v2",
        Drawing::Tick => "m4.5 12.5 5 5 10-11",
        Drawing::Alert => "M12 7v6.5M12 17v.01M12 21.2a9.2 9.2 0 1 0 0-18.4 9.2 9.2 0 0 0 0 18.4Z",
        Drawing::Clock => "M12 7v5.2l3.4 2M12 21.2a9.2 9.2 0 1 0 0-18.4 9.2 9.2 0 0 0 0 18.4Z",
        Drawing::Cross => "M6 6l12 12M18 6 6 18",
        Drawing::Back => "M9 5 4.5 9.5 9 14M4.5 9.5H14a5 5 0 0 1 0 10h-3",
        Drawing::Fold => "m6 9.5 6 6 6-6",
        Drawing::Leave => "M14 4H6v16h8M10 12h10m0 0-3.5-3.5M20 12l-3.5 3.5",
    };
    view! {
        <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
            <path d=path/>
        </svg>
    }
}
