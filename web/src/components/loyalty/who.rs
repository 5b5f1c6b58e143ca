//! Who is signed in, as transactions are signed.

use crate::till::Till;
use leptos::prelude::*;

/// The number of who is signed in; 0 of nobody.
pub(crate) fn signed_in(till: Till) -> i64 {
    till.login
        .with(|login| login.as_ref().map_or(0, |known| known.user.id))
}
