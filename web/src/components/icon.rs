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
    /// Three lines: the menu.
    Menu,
    /// Lines with dots: a list.
    List,
    /// A cogwheel: settings.
    Gear,
    /// A key: passwords.
    Key,
    /// A keyboard.
    Keyboard,
    /// A slip of paper: a receipt.
    Receipt,
    /// Bars in a frame: a coupon.
    Coupon,
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
        Drawing::Menu => "M4 6.5h16M4 12h16M4 17.5h16",
        Drawing::List => "M9 6h11M9 12h11M9 18h11M4.5 6v.01M4.5 12v.01M4.5 18v.01",
        Drawing::Gear => {
            "M12 15.2a3.2 3.2 0 1 0 0-6.4 3.2 3.2 0 0 0 0 6.4ZM12 3v2.6M12 18.4V21M3 12h2.6M18.4 12H21M5.6 5.6l1.9 1.9M16.5 16.5l1.9 1.9M18.4 5.6l-1.9 1.9M7.5 16.5l-1.9 1.9"
        }
        Drawing::Key => {
            "M14.5 9.5a4 4 0 1 0-3.4 3.95L13 15.5h2v2h2v2h3v-3l-6.1-6.1c.38-.55.6-1.2.6-1.9ZM9.5 8.5v.01"
        }
        Drawing::Keyboard => {
            "M2.8 6.5h18.4v11H2.8zM6.5 10v.01M10 10v.01M14 10v.01M17.5 10v.01M6.5 14v.01M17.5 14v.01M9.5 14h5"
        }
        Drawing::Receipt => "M6 3h12v18l-2-1.5-2 1.5-2-1.5-2 1.5-2-1.5L6 21zM9.5 8h5M9.5 12h5",
        Drawing::Coupon => "M3.5 6h17v12h-17zM7 9.5v5M9.5 9.5v5M12.5 9.5v5M14.5 9.5v5M17 9.5v5",
        Drawing::Leave => "M14 4H6v16h8M10 12h10m0 0-3.5-3.5M20 12l-3.5 3.5",
    };
    view! {
        <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
            <path d=path/>
        </svg>
    }
}
