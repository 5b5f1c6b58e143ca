//! The last answers that were read, kept in the browser for when there is no server. Each belongs to one user.

use crate::browser;

/// What the names of kept answers start with.
const PREFIX: &str = "ventanilla.kept.";

/// The name that a user's answer of that path is kept under.
pub(crate) fn name(user_id: i64, path: &str) -> String {
    format!("{PREFIX}{user_id}.{path}")
}

/// Keeps an answer that was read at that time. Where there is no room, nothing is kept: it is a comfort, not a duty.
pub(crate) fn write(name: &str, read_at_ms: i64, body: &str) {
    let _ = browser::store(name, &to_text(read_at_ms, body));
}

/// The answer kept under that name, and when it was read.
pub(crate) fn read(name: &str) -> Option<(i64, String)> {
    from_text(&browser::stored(name)?)
}

/// Forgets everything that is kept.
pub(crate) fn forget_all() {
    for name in browser::stored_names(PREFIX) {
        browser::forget(&name);
    }
}

fn to_text(read_at_ms: i64, body: &str) -> String {
    format!("{read_at_ms}\n{body}")
}

fn from_text(text: &str) -> Option<(i64, String)> {
    let (read_at_ms, body) = text.split_once('\n')?;
    Some((read_at_ms.parse().ok()?, body.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_is_read_back_to_the_letter() {
        let body = "[{\"a\":\"x\\ny\"}]\n";
        assert_eq!(
            from_text(&to_text(1_782_859_671_123, body)),
            Some((1_782_859_671_123, body.to_owned()))
        );
        for bad in ["", "[]", "x\n[]", "1.5\n[]"] {
            assert_eq!(from_text(bad), None, "{bad}");
        }
    }

    #[test]
    fn each_user_has_answers_of_their_own() {
        assert_ne!(name(1, "/cajas"), name(2, "/cajas"));
        assert_eq!(name(7, "/cajas"), "ventanilla.kept.7./cajas");
    }
}
