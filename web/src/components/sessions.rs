//! Cash sessions: those of a register, and the closing report of one.

mod closing_slip;
mod list;
mod place;
mod report;
mod signs;

pub(crate) use list::NAMES_PATH;
pub(crate) use place::{report_address, sees_others};

use crate::browser;
use crate::till::Till;
use crate::view::part;
use leptos::prelude::*;
use place::Place;

/// Cash sessions; `rest` is what stands behind their address: `7` for a session's report, `?caja=2` for a register's sessions.
pub(crate) fn sessions(till: Till, rest: Signal<String>) -> AnyView {
    // Another register is no other page: its list keeps the focus.
    let session = Memo::new(move |_| match rest.with(|rest| Place::read(rest)) {
        Place::Report(id) => Some(id),
        Place::Register(_) => None,
    });
    let register = Memo::new(move |_| match rest.with(|rest| Place::read(rest)) {
        Place::Register(id) => id,
        Place::Report(_) => None,
    });
    let last = StoredValue::new(None);
    let page = move || {
        let session = session.get();
        let was_report = last.try_update_value(|last| std::mem::replace(last, session));
        match session {
            Some(id) => {
                browser::focus_soon("report-title");
                report::report(till, id)
            }
            None => {
                // The link that led here is gone with the report.
                if was_report.flatten().is_some() {
                    browser::focus_soon("sessions-title");
                }
                list::list(till, register)
            }
        }
    };
    part(page).into_any()
}
