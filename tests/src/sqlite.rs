//! The database port on in-memory SQLite: the same migrations, the same statements, the same one transaction a batch.

use crate::doubles::StillClock;
use futures::future::LocalBoxFuture;
use rusqlite::limits::Limit;
use rusqlite::types::Value;
use rusqlite::{Connection, StatementStatus, params_from_iter};
use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::fs;
use std::ops::RangeInclusive;
use std::path::PathBuf;
use std::rc::Rc;
use ventanilla_worker::ports::{Db, DbError, Rows, Statement};

/// An in-memory database, shared by all its clones.
#[derive(Clone)]
pub struct Sqlite {
    connection: Rc<RefCell<Connection>>,
    round_trips: Rc<Cell<u64>>,
    faults: Rc<RefCell<VecDeque<Option<Fault>>>>,
}

/// What the next batch suffers.
#[derive(Clone)]
pub enum Fault {
    /// It is committed, and its answer is lost.
    LostAfterCommit,
    /// It never arrives.
    LostBeforeCommit,
    /// It is committed, and its answer takes that long on that clock.
    Late(StillClock, i64),
    /// Somebody else runs that just before it.
    Preceded(String),
    /// The database cannot run it.
    Broken,
}

impl Sqlite {
    /// A new database with all migrations applied.
    pub fn migrated() -> Self {
        let database = Self::empty();
        database.migrate(1..=usize::MAX);
        database
    }

    /// A new database without a table.
    pub fn empty() -> Self {
        let connection = Connection::open_in_memory().expect("in-memory SQLite");
        connection
            .execute_batch("PRAGMA foreign_keys = ON")
            .expect("foreign keys");
        // As few arguments as D1 documents: https://developers.cloudflare.com/d1/platform/limits/
        connection
            .set_limit(Limit::SQLITE_LIMIT_FUNCTION_ARG, 32)
            .expect("a limit");
        connection.set_prepared_statement_cache_capacity(256);
        Self {
            connection: Rc::new(RefCell::new(connection)),
            round_trips: Rc::new(Cell::new(0)),
            faults: Rc::default(),
        }
    }

    /// Applies the migrations of those numbers.
    pub fn migrate(&self, numbers: RangeInclusive<usize>) {
        for (index, path) in migrations().into_iter().enumerate() {
            if !numbers.contains(&(index + 1)) {
                continue;
            }
            let sql = fs::read_to_string(&path).expect("a migration");
            // One transaction a file, as D1 has it: a migration may put off what is checked to its end.
            self.connection
                .borrow()
                .execute_batch(&format!("BEGIN; {sql}; COMMIT;"))
                .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        }
    }

    /// How many batches have been sent.
    pub fn round_trips(&self) -> u64 {
        self.round_trips.get()
    }

    /// Makes the next batch suffer.
    pub fn fail_next(&self, fault: Fault) {
        self.fail_after(0, fault, 1);
    }

    /// Lets some batches pass and makes as many after them suffer.
    pub fn fail_after(&self, passing: usize, fault: Fault, suffering: usize) {
        let passing = std::iter::repeat_n(None, passing);
        let suffering = std::iter::repeat_n(Some(fault), suffering);
        *self.faults.borrow_mut() = passing.chain(suffering).collect();
    }

    /// Runs a query of a test's own and answers its first column as text.
    pub fn query(&self, sql: &str) -> Vec<String> {
        let connection = self.connection.borrow();
        let mut statement = connection.prepare_cached(sql).expect("a query");
        let rows = statement
            .query_map([], |row| row.get::<_, Value>(0))
            .expect("rows");
        rows.map(|value| match value.expect("a row") {
            Value::Null => "null".to_owned(),
            Value::Integer(integer) => integer.to_string(),
            Value::Real(real) => format!("real {real}"),
            Value::Text(text) => text,
            Value::Blob(_) => "blob".to_owned(),
        })
        .collect()
    }

    /// How SQLite would run a statement, one step a line.
    pub fn plan(&self, statement: &Statement) -> Vec<String> {
        let connection = self.connection.borrow();
        let sql = format!("EXPLAIN QUERY PLAN {}", statement.sql());
        let mut prepared = connection.prepare(&sql).expect("a statement");
        let parameters = params_from_iter(statement.parameters());
        let rows = prepared.query_map(parameters, |row| row.get("detail"));
        rows.expect("a plan")
            .map(|row| row.expect("a step"))
            .collect()
    }

    /// How many steps SQLite takes to run a statement: what it costs, whatever machine it runs on.
    pub fn steps(&self, statement: &Statement) -> i32 {
        let connection = self.connection.borrow();
        let mut prepared = connection.prepare(statement.sql()).expect("a statement");
        let mut rows = prepared
            .query(params_from_iter(statement.parameters()))
            .expect("rows");
        while rows.next().expect("a row").is_some() {}
        drop(rows);
        prepared.get_status(StatementStatus::VmStep)
    }

    /// Runs a statement of a test's own, to see whether the schema lets it pass.
    pub fn execute(&self, sql: &str) -> Result<usize, DbError> {
        self.connection
            .borrow()
            .execute(sql, [])
            .map_err(read_error)
    }

    fn run(&self, statements: &[Statement]) -> Result<Vec<Rows>, DbError> {
        let mut connection = self.connection.borrow_mut();
        let transaction = connection.transaction().map_err(read_error)?;
        let mut results = Vec::with_capacity(statements.len());
        for statement in statements {
            let mut prepared = transaction
                .prepare_cached(statement.sql())
                .map_err(read_error)?;
            let mut rows = prepared
                .query(params_from_iter(statement.parameters()))
                .map_err(read_error)?;
            let mut texts = Rows::new();
            while let Some(row) = rows.next().map_err(read_error)? {
                texts.push(row.get("row").map_err(read_error)?);
            }
            results.push(texts);
        }
        transaction.commit().map_err(read_error)?;
        Ok(results)
    }
}

impl Db for Sqlite {
    fn batch(&self, statements: Vec<Statement>) -> LocalBoxFuture<'_, Result<Vec<Rows>, DbError>> {
        Box::pin(async move {
            self.round_trips.set(self.round_trips.get() + 1);
            let lost = || Err(DbError::from_message("D1_ERROR: Network connection lost."));
            let fault = self.faults.borrow_mut().pop_front().flatten();
            match fault {
                None => self.run(&statements),
                Some(Fault::LostBeforeCommit) => lost(),
                Some(Fault::Late(clock, span_ms)) => {
                    let answer = self.run(&statements);
                    clock.advance_ms(span_ms);
                    answer
                }
                Some(Fault::Preceded(sql)) => {
                    self.execute(&sql)?;
                    self.run(&statements)
                }
                Some(Fault::Broken) => Err(DbError::Fault("disk I/O error".to_owned())),
                Some(Fault::LostAfterCommit) => {
                    self.run(&statements)?;
                    lost()
                }
            }
        })
    }
}

fn migrations() -> Vec<PathBuf> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../migrations");
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)
        .expect("migrations")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    paths.sort();
    paths
}

fn read_error(error: rusqlite::Error) -> DbError {
    match error {
        // With what D1 puts behind it.
        rusqlite::Error::SqliteFailure(_, Some(message)) => DbError::from_message(&format!(
            "{message}: SQLITE_CONSTRAINT (extended: SQLITE_CONSTRAINT_TRIGGER)"
        )),
        other => DbError::Fault(other.to_string()),
    }
}
