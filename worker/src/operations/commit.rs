//! One batch, once: claims, replays, and answers that were lost on their way.

use crate::app::App;
use crate::auth::token::Identity;
use crate::error::Failure;
use crate::identifier;
use crate::ports::{DbError, Rows, Statement};
use crate::store::operation::{ClaimRow, Idempotency, OperationRef};
use crate::store::row::{self, FromRow, columns};
use crate::store::{access, operation};
use ventanilla_core::code::Code;

/// An answer, and whether it had been given before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer<T> {
    /// What was stored.
    pub value: T,
    /// Whether an earlier request with the same key had stored it.
    pub replayed: bool,
}

/// Who asks for an operation, under which key, when.
pub struct Caller<'a> {
    /// The user.
    pub identity: &'a Identity,
    /// The key the client sent, if it did.
    pub idempotency: Option<Idempotency>,
}

/// What has to hold of whoever asks for as long as the request runs.
pub trait Standing {
    /// Statements that fail the batch where it does not.
    fn assert(&self) -> Vec<Statement>;

    /// The same as questions, for batches that only read: each answers `{"holds": 1}`, or the code is why not.
    fn check(&self) -> Vec<(Statement, Code)>;
}

impl Standing for Identity {
    fn assert(&self) -> Vec<Statement> {
        vec![access::assert(self)]
    }

    fn check(&self) -> Vec<(Statement, Code)> {
        vec![(access::check(self), Code::TokenRevoked)]
    }
}

/// Makes the reference under which a new operation of this caller is stored and found again.
pub fn reference(app: &App, caller: &Caller<'_>) -> Result<OperationRef, Failure> {
    reference_of(
        app,
        caller.identity.tenant_id,
        caller.identity.actor(),
        caller.idempotency.clone(),
    )
}

/// As [`reference`], for whoever acts in a tenant.
pub fn reference_of(
    app: &App,
    tenant_id: i64,
    actor: String,
    idempotency: Option<Idempotency>,
) -> Result<OperationRef, Failure> {
    Ok(OperationRef {
        tenant_id,
        id: identifier::uuid(&app.ports)?,
        actor,
        idempotency,
    })
}

/// Runs an operation's statements (its claim first) as one batch behind the guards of whoever asks, and reads its one row with `select`, which
/// finds the operation by the reference's key or id: the same statement serves the first answer, a replay, and an answer that was lost.
pub async fn commit<T: FromRow>(
    app: &App,
    standing: &dyn Standing,
    reference: &OperationRef,
    statements: Vec<Statement>,
    select: Statement,
) -> Result<Answer<T>, Failure> {
    let mut batch = standing.assert();
    batch.extend(statements);
    batch.push(select.clone());
    let error = match app.ports.db.batch(batch).await {
        Ok(mut rows) => {
            return Ok(Answer {
                value: row::one(&rows.pop().unwrap_or_default())?,
                replayed: false,
            });
        }
        Err(error) => error,
    };
    let may_be_stored = match &error {
        // The key may be taken by the same request, sent before; so may what it reverses.
        DbError::Unique(columns) => {
            reference.idempotency.is_some() && columns.starts_with("operation.")
        }
        DbError::Ambiguous(_) => true,
        DbError::Raised { .. } | DbError::Fault(_) => false,
    };
    if !may_be_stored {
        return Err(error.into());
    }
    match find_stored(app, standing, reference, select).await? {
        Some(answer) => Ok(answer),
        None => Err(match error {
            DbError::Ambiguous(_) if reference.idempotency.is_some() => Code::ResultUnknown.into(),
            error => error.into(),
        }),
    }
}

/// Reads what is stored under a reference; `None` where nothing is. Refuses with `idempotency_conflict`.
pub async fn find_stored<T: FromRow>(
    app: &App,
    standing: &dyn Standing,
    reference: &OperationRef,
    select: Statement,
) -> Result<Option<Answer<T>>, Failure> {
    let mut rows = read(
        app,
        standing,
        vec![operation::find_claim(reference), select],
    )
    .await?;
    let value = rows.pop().unwrap_or_default();
    let Some(claim) = row::first::<ClaimRow>(&rows.pop().unwrap_or_default())? else {
        return Ok(None);
    };
    let request_hash = reference
        .idempotency
        .as_ref()
        .map(|idempotency| idempotency.request_hash.as_str());
    if claim.id != reference.id && claim.request_hash.as_deref() != request_hash {
        return Err(Code::IdempotencyConflict.into());
    }
    Ok(Some(Answer {
        value: row::one(&value)?,
        replayed: claim.id != reference.id,
    }))
}

/// Runs statements that only read, in one round trip, unless whoever asks no longer may.
pub async fn read(
    app: &App,
    standing: &dyn Standing,
    statements: Vec<Statement>,
) -> Result<Vec<Rows>, Failure> {
    struct HoldsRow {
        holds: bool,
    }
    columns!(HoldsRow { holds });
    let (mut batch, codes): (Vec<Statement>, Vec<Code>) = standing.check().into_iter().unzip();
    batch.extend(statements);
    let mut rows = app
        .ports
        .db
        .batch(batch)
        .await
        .map_err(Failure::of_question)?;
    if rows.len() < codes.len() {
        return Err(Failure::Internal("the batch answered too little".into()));
    }
    let answers = rows.split_off(codes.len());
    for (rows, code) in rows.iter().zip(codes) {
        if !row::one::<HoldsRow>(rows)?.holds {
            return Err(code.into());
        }
    }
    Ok(answers)
}

/// Runs statements that change settings, not value, as one batch behind the guards of whoever asks. Answers the rows of each.
pub async fn write_all(
    app: &App,
    standing: &dyn Standing,
    statements: Vec<Statement>,
) -> Result<Vec<Rows>, Failure> {
    Ok(run(app, standing, statements).await?)
}

/// As [`write_all`], for a question that on its way stores only what is so anyway: where its answer is lost, nothing is in doubt.
pub async fn tidy(
    app: &App,
    standing: &dyn Standing,
    statements: Vec<Statement>,
) -> Result<Vec<Rows>, Failure> {
    run(app, standing, statements)
        .await
        .map_err(Failure::of_question)
}

/// The statements behind their guards, in one batch, and the rows of the statements.
async fn run(
    app: &App,
    standing: &dyn Standing,
    statements: Vec<Statement>,
) -> Result<Vec<Rows>, DbError> {
    let mut batch = standing.assert();
    let guards = batch.len();
    batch.extend(statements);
    let mut rows = app.ports.db.batch(batch).await?;
    Ok(rows.split_off(guards.min(rows.len())))
}

/// As [`write_all`], and answers the rows of the last statement.
pub async fn write(
    app: &App,
    standing: &dyn Standing,
    statements: Vec<Statement>,
) -> Result<Rows, Failure> {
    let mut rows = write_all(app, standing, statements).await?;
    Ok(rows.pop().unwrap_or_default())
}
