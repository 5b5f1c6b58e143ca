//! Loyalty wallets.

use super::{Run, chosen_seed, run_days};
use ventanilla_core::code::Code;
use ventanilla_core::wire::loyalty::documented::{Documented, Fault, Method};
use ventanilla_tests::shop::MORNING_MS;
use ventanilla_tests::step::{Coverage, Pace};
use ventanilla_tests::wallets::{FRAME, Generator};

const DAYS: u64 = 8;
const STEPS_PER_DAY: usize = 3000;
/// As many as the run against the real runtime has.
const STILL_STEPS: usize = 600;

/// What has to occur at least once in all the days, besides every documented code.
const OUTCOMES: [(&str, u16, &str); 50] = [
    ("/employee/add", 200, "done"),
    ("/employee/add", 403, "auth_01"),
    ("/employee/disable", 200, "done"),
    ("/employee/disable", 403, "auth_01"),
    ("/toolusers/get", 200, "known"),
    ("/wallet/balance/update", 200, "done"),
    ("/wallet/balance/update", 200, "replayed"),
    ("/wallet/balance/update", 400, "idempotency_key_invalid"),
    ("/wallet/balance/update", 400, "required"),
    ("/wallet/balance/update", 403, "auth_01"),
    ("/wallet/balance/update", 403, "balance_update_11"),
    ("/wallet/balance/update", 422, "idempotency_conflict"),
    ("/wallet/contact/add", 200, "done"),
    ("/wallet/contact/add", 200, "replayed"),
    ("/wallet/contact/add", 400, "idempotency_key_invalid"),
    ("/wallet/contact/add", 409, "wallet_manager_08"),
    ("/wallet/contact/add", 422, "idempotency_conflict"),
    ("/wallet/contact/get", 200, "known"),
    ("/wallet/contact/get", 404, "balance_get_04"),
    ("/wallet/get", 200, "known"),
    ("/wallet/sale", 200, "done"),
    ("/wallet/sale", 400, "not_an_integer"),
    ("/wallet/sale", 400, "pin_format"),
    ("/wallet/sale", 200, "replayed"),
    ("/wallet/sale", 400, "too_small"),
    ("/wallet/sale", 400, "body_not_object"),
    ("/wallet/sale", 400, "idempotency_key_invalid"),
    ("/wallet/sale", 401, "auth_01"),
    ("/wallet/sale", 402, "wallet_redeem_10"),
    ("/wallet/sale", 403, "authorization_required"),
    ("/wallet/sale", 403, "new_sale_13"),
    ("/wallet/sale", 403, "pin_invalid"),
    ("/wallet/sale", 422, "idempotency_conflict"),
    ("/wallet/sale", 429, "login_locked"),
    ("change", 200, "known"),
    ("change", 400, "validation_failed"),
    ("change", 403, "collaborator_foreign"),
    ("change", 403, "forbidden"),
    ("change", 404, "loyalty_wallet_not_found"),
    ("change", 409, "loyalty_wallet_exists"),
    ("mark", 200, "known"),
    ("mark", 400, "phone_not_digits"),
    ("mark", 400, "validation_failed"),
    ("mark", 403, "forbidden"),
    ("movements", 200, "known"),
    ("reverse", 201, "done"),
    ("reverse", 201, "replayed"),
    ("reverse", 402, "points_insufficient"),
    ("reverse", 404, "operation_not_found"),
    ("reverse", 409, "operation_already_reversed"),
];

#[test]
fn random_days_go_as_the_model_says() {
    let coverage = run_days(DAYS, |seed| run_day(seed, Pace::Moving, STEPS_PER_DAY));
    let missing: Vec<_> = OUTCOMES
        .into_iter()
        .filter(|outcome| !coverage.contains_key(outcome))
        .collect();
    assert_eq!(missing, [], "these have not occurred");
    let is_reached = |row: &&Documented| {
        let path = path(row.method);
        coverage
            .keys()
            .any(|(name, _, told)| *name == path && *told == row.code())
    };
    let missing: Vec<&Documented> = Documented::ALL
        .iter()
        .filter(|row| !is_of_the_inside(row) && !is_reached(row))
        .collect();
    assert_eq!(
        missing,
        Vec::<&Documented>::new(),
        "these have not occurred"
    );
}

/// The steps for a server whose clock nobody can move.
#[test]
fn a_day_without_time_goes_as_the_model_says() {
    let seed = chosen_seed();
    println!("MODEL_SEED={seed}");
    run_day(seed, Pace::Still, STILL_STEPS);
}

/// Whether a code is said of nothing but a fault of ours, which no request can bring about.
fn is_of_the_inside(row: &Documented) -> bool {
    let is_fault = |fault: &Fault| *fault == Fault::Refused(Code::Internal);
    row.faults.iter().all(is_fault)
}

fn path(method: Method) -> &'static str {
    match method {
        Method::ListUsers => "/toolusers/get",
        Method::ListWallets => "/wallet/get",
        Method::AddContact => "/wallet/contact/add",
        Method::GetContacts => "/wallet/contact/get",
        Method::Sale => "/wallet/sale",
        Method::UpdateBalance => "/wallet/balance/update",
        Method::AddEmployee => "/employee/add",
        Method::DisableEmployee => "/employee/disable",
    }
}

fn run_day(seed: u64, pace: Pace, steps: usize) -> Coverage {
    let mut generator = Generator::new(seed, MORNING_MS, pace);
    Run::of(&FRAME, seed, generator.by_ref().take(steps));
    generator.coverage().clone()
}
