//! Random days against pure models: every answer, every balance, every invariant. `MODEL_SEED` repeats a day.

mod reports;
mod run;
mod till;
mod wallets;

use run::Run;
use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, Hasher};
use ventanilla_tests::step::Coverage;

fn chosen_seed() -> u64 {
    std::env::var("MODEL_SEED").map_or_else(
        |_| RandomState::new().build_hasher().finish(),
        |text| text.parse().expect("MODEL_SEED is a number"),
    )
}

/// Runs so many days from a chosen seed on, and answers what occurred in them.
fn run_days(days: u64, run_day: impl Fn(u64) -> Coverage) -> Coverage {
    let seed = chosen_seed();
    let mut coverage = Coverage::new();
    for day in 0..days {
        let seed = seed.wrapping_add(day);
        println!("MODEL_SEED={seed}");
        for (outcome, count) in run_day(seed) {
            *coverage.entry(outcome).or_default() += count;
        }
    }
    for ((name, status, told), count) in &coverage {
        println!("{count:6} {name}: {status} {told}");
    }
    coverage
}
