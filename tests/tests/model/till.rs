//! The till and its coupons.

use super::{Run, chosen_seed, reports, run_days};
use ventanilla_tests::generator::{FRAME, Generator};
use ventanilla_tests::shop::MORNING_MS;
use ventanilla_tests::step::{Coverage, Pace};

const DAYS: u64 = 8;
const STEPS_PER_DAY: usize = 3000;
/// As many as the run against the real runtime has.
const STILL_STEPS: usize = 600;

/// What has to occur at least once in all the days.
const OUTCOMES: [(&str, u16, &str); 66] = [
    ("cancel coupon", 200, "done"),
    ("cancel coupon", 404, "coupon_not_found"),
    ("cancel coupon", 409, "coupon_already_expired"),
    ("cancel coupon", 409, "coupon_cancelled"),
    ("cancel coupon", 409, "coupon_used"),
    ("close", 200, "done"),
    ("close", 400, "session_already_closed"),
    ("close", 403, "session_not_yours"),
    ("close", 404, "session_not_found"),
    ("collect coupon", 200, "EFECTIVO"),
    ("collect coupon", 200, "EFECTIVO in another branch"),
    ("collect coupon", 200, "QR"),
    ("collect coupon", 200, "QR in another branch"),
    ("collect coupon", 200, "TRANSFERENCIA"),
    ("collect coupon", 200, "TRANSFERENCIA in another branch"),
    ("collect coupon", 200, "done"),
    ("collect coupon", 400, "change_not_in_cash"),
    ("collect coupon", 400, "session_not_open"),
    ("collect coupon", 400, "tendered_too_little"),
    ("collect coupon", 403, "session_not_yours"),
    ("collect coupon", 404, "coupon_expired"),
    ("collect coupon", 404, "coupon_not_found"),
    ("collect coupon", 409, "coupon_cancelled"),
    ("collect coupon", 409, "coupon_used"),
    ("find coupon", 200, "known"),
    ("find coupon", 404, "coupon_expired"),
    ("find coupon", 404, "coupon_not_found"),
    ("inject", 201, "done"),
    ("inject", 400, "cash_insufficient"),
    ("inject", 400, "session_not_open"),
    ("inject", 403, "session_not_yours"),
    ("issue coupon", 200, "done"),
    ("issue coupon", 200, "known"),
    ("issue coupon", 400, "invoice_mismatch"),
    ("issue coupon", 400, "validation_failed"),
    ("issue coupon", 404, "customer_not_found"),
    ("issue coupon", 404, "invoice_not_found"),
    ("issue coupon", 409, "coupon_pending_exists"),
    ("issue coupon", 409, "invoice_paid"),
    ("issue coupon", 409, "invoice_reserved"),
    ("move", 201, "done"),
    ("move", 400, "cash_insufficient"),
    ("move", 400, "session_not_open"),
    ("move", 403, "session_not_yours"),
    ("move", 404, "session_not_found"),
    ("nonsense", 400, "validation_failed"),
    ("open", 201, "done"),
    ("open", 400, "register_has_open_session"),
    ("open", 400, "user_has_open_session"),
    ("record invoice", 201, "done"),
    ("record invoice", 403, "forbidden"),
    ("record invoice", 404, "customer_not_found"),
    ("record invoice", 409, "invoice_taken"),
    ("reverse", 201, "done"),
    ("reverse", 400, "cash_insufficient"),
    ("reverse", 400, "cash_session_required"),
    ("reverse", 400, "float_insufficient"),
    ("reverse", 403, "forbidden"),
    ("reverse", 404, "operation_not_found"),
    ("reverse", 409, "operation_already_reversed"),
    ("reverse collection", 400, "operation_not_reversible"),
    ("reverse collection", 403, "forbidden"),
    ("top-up", 201, "done"),
    ("top-up", 400, "float_insufficient"),
    ("top-up", 400, "session_not_open"),
    ("top-up", 403, "session_not_yours"),
];

#[test]
fn random_days_go_as_the_model_says() {
    let coverage = run_days(DAYS, |seed| run_day(seed, Pace::Moving, STEPS_PER_DAY));
    let missing: Vec<_> = OUTCOMES
        .into_iter()
        .filter(|outcome| !coverage.contains_key(outcome))
        .collect();
    assert_eq!(missing, [], "these have not occurred");
}

/// The steps for a server whose clock nobody can move.
#[test]
fn a_day_without_time_goes_as_the_model_says() {
    let seed = chosen_seed();
    println!("MODEL_SEED={seed}");
    run_day(seed, Pace::Still, STILL_STEPS);
}

fn run_day(seed: u64, pace: Pace, steps: usize) -> Coverage {
    let mut generator = Generator::new(seed, MORNING_MS, pace);
    let context = format!("MODEL_SEED={seed}");
    let run = Run::of(&FRAME, seed, generator.by_ref().take(steps));
    let model = generator.model();
    reports::assert_sessions(&run.shop, model, &run.names, &context);
    reports::assert_totals(&run.shop, model, &context);
    reports::assert_coupons(&run.shop, model, &run.names, &context);
    generator.coverage().clone()
}
