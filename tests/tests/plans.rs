//! No statement of a request reads a table from end to end or sorts what it read: what it costs does not grow with the history.

use ventanilla_core::operation::{OperationKind, OperationState};
use ventanilla_core::operator::Operator;
use ventanilla_tests::sqlite::Sqlite;
use ventanilla_worker::ports::Statement;
use ventanilla_worker::store::history::HistoryQuery;
use ventanilla_worker::store::operation::{OperationQuery, OperationRef, OperationScope};
use ventanilla_worker::store::span::Span;
use ventanilla_worker::store::{
    cash_session, injection, ledger, movement, operation, operator, register, report, top_up,
};

fn reference() -> OperationRef {
    OperationRef {
        tenant_id: 1,
        id: "00000000-0000-7000-8000-000000000000".into(),
        actor: "user:1".into(),
        idempotency: None,
    }
}

fn history(operator: Option<Operator>, cash_session_id: Option<i64>) -> HistoryQuery {
    HistoryQuery {
        operator,
        cash_session_id,
        span: Span::default(),
        cursor: None,
        limit: 50,
    }
}

fn page(scope: OperationScope) -> Statement {
    let query = OperationQuery {
        scope,
        kind: None,
        state: None,
        cash_session_id: None,
        user_id: None,
        span: Span::default(),
        cursor: None,
        limit: 50,
    };
    operation::page(1, &query)
}

#[test]
fn lists_are_read_along_an_index() {
    let db = Sqlite::migrated();
    let key = OperationScope::Key {
        key: "k".into(),
        actor: "user:1".into(),
    };
    let cases = [
        ("operation_by_time", page(OperationScope::All)),
        ("operation_by_session", page(OperationScope::Session(1))),
        ("operation_by_user", page(OperationScope::User(1))),
        (
            "operation_by_kind",
            page(OperationScope::Kind(OperationKind::TopUp)),
        ),
        (
            "operation_by_state",
            page(OperationScope::State(OperationState::Unknown)),
        ),
        (
            "operation_by_subject",
            page(OperationScope::Subject("76543210".into())),
        ),
        ("operation_by_key", page(key)),
        ("top_up_by_time", top_up::history(1, &history(None, None))),
        (
            "top_up_by_session",
            top_up::history(1, &history(None, Some(1))),
        ),
        (
            "top_up_by_session",
            top_up::history(1, &history(Some(Operator::Tigo), Some(1))),
        ),
        (
            "top_up_by_operator",
            top_up::history(1, &history(Some(Operator::Tigo), None)),
        ),
        (
            "injection_by_time",
            injection::history(1, &history(None, None)),
        ),
        (
            "injection_by_session",
            injection::history(1, &history(None, Some(1))),
        ),
        (
            "injection_by_operator",
            injection::history(1, &history(Some(Operator::Tigo), None)),
        ),
        ("transfer_by_session", movement::of_session(1, 1, 10)),
        ("transfer_by_from_account", movement::of_register(1, 1, 10)),
        ("transfer_by_operation", movement::made_by(&reference())),
        (
            "cash_session_by_register",
            cash_session::of_register(1, 1, 10),
        ),
    ];
    for (index, statement) in cases {
        let plan = db.plan(&statement);
        assert!(
            plan.iter().any(|step| step.contains(index)),
            "{index}: {plan:#?}"
        );
        assert_no_scan(&statement, &plan);
    }
}

#[test]
fn everything_else_finds_its_rows_by_key() {
    let db = Sqlite::migrated();
    let reference = reference();
    let mut statements = vec![
        operation::find(1, "x"),
        operation::find_claim(&reference),
        operation::by_reference(&reference),
        top_up::made_by(&reference),
        top_up::find(1, 1),
        injection::made_by(&reference),
        cash_session::find(1, 1),
        cash_session::opened_by(&reference),
        cash_session::closed_by(&reference),
        cash_session::active_of_user(1, 1),
        cash_session::drawer_balance(1, 1),
        cash_session::assert_may_open(1, 1, 1),
        cash_session::assert_sells_top_ups(1, 1),
        ledger::assert_float(1, Operator::Tigo, ventanilla_core::Amount::ZERO),
        ledger::assert_cash(1, 1, ventanilla_core::Amount::ZERO),
        operator::list_active(1),
        register::list(1),
        register::find(1, 1),
        register::created_by(&reference),
        report::top_up_totals(1, 0),
    ];
    statements.extend(ledger::reverse(&reference, "x", 0));
    for statement in statements {
        let plan = db.plan(&statement);
        let kept: Vec<String> = plan
            .into_iter()
            // A few rows by their nature: the operators' totals, the roles and kinds bound as a list, the one row of nothing.
            .filter(|step| {
                !step.contains("GROUP BY")
                    && !step.contains("json_each")
                    && !step.contains("CONSTANT ROW")
            })
            .collect();
        assert_no_scan(&statement, &kept);
    }
}

/// `SCAN` is a table read from end to end; a scan of a subquery is of what that has already found.
#[track_caller]
fn assert_no_scan(statement: &Statement, plan: &[String]) {
    let is_bad = |step: &&String| {
        let scan = step.starts_with("SCAN ")
            && !step.contains("(subquery")
            && !step.contains("VIRTUAL TABLE")
            && !step.contains("CONSTANT ROW");
        let subquery = ["SCAN span", "SCAN clock", "SCAN must"]
            .iter()
            .any(|name| step.starts_with(name));
        scan && !subquery
    };
    let bad: Vec<&String> = plan.iter().filter(is_bad).collect();
    assert!(
        bad.is_empty(),
        "{bad:?} of {plan:#?} for {}",
        statement.sql()
    );
}
