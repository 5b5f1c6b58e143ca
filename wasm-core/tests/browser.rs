//! The shared tables against the exports, in a browser.
#![cfg(target_arch = "wasm32")]
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a panic is a failed test"
)]

mod cases;
mod exports;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);

exports::tests!();
