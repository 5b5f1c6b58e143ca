//! Branches.

use super::row::columns;
use crate::ports::Statement;

/// A branch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BranchRow {
    /// Its id.
    pub id: i64,
    /// Its short code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// The offset from UTC of its day.
    pub utc_offset_min: i32,
    /// Whether it is in use.
    pub active: bool,
}
columns!(BranchRow {
    id,
    code,
    name,
    utc_offset_min,
    active
});

macro_rules! select_branch {
    ($condition:literal) => {
        concat!(
            "SELECT json_object('id', id, 'code', code, 'name', name, 'utc_offset_min', utc_offset_min, 'active', active) AS row \
             FROM branch WHERE tenant_id = CAST(?1 AS INTEGER)",
            $condition
        )
    };
}

const LIST: &str = select_branch!(" ORDER BY id LIMIT 1000");
const FIND: &str = select_branch!(" AND id = CAST(?2 AS INTEGER)");
const FIND_BY_CODE: &str = select_branch!(" AND code = ?2");

/// Selects the tenant's branches, the first thousand.
pub fn list(tenant_id: i64) -> Statement {
    Statement::new(LIST).integer(tenant_id)
}

/// Selects one branch.
pub fn find(tenant_id: i64, id: i64) -> Statement {
    Statement::new(FIND).integer(tenant_id).integer(id)
}

/// Selects the branch of that code.
pub fn find_by_code(tenant_id: i64, code: &str) -> Statement {
    Statement::new(FIND_BY_CODE).integer(tenant_id).text(code)
}

const INSERT: &str = "INSERT INTO branch (tenant_id, code, name, utc_offset_min, created_at_ms, updated_at_ms) \
    SELECT id, ?2, ?3, coalesce(CAST(?4 AS INTEGER), utc_offset_min), CAST(?5 AS INTEGER), CAST(?5 AS INTEGER) \
    FROM tenant WHERE id = CAST(?1 AS INTEGER)";

/// Creates a branch, with the tenant's offset from UTC where none is given. A code that is taken is refused by the columns.
pub fn insert(
    tenant_id: i64,
    code: &str,
    name: &str,
    utc_offset_min: Option<i32>,
    now_ms: i64,
) -> Statement {
    Statement::new(INSERT)
        .integer(tenant_id)
        .text(code)
        .text(name)
        .optional_integer(utc_offset_min.map(i64::from))
        .integer(now_ms)
}

/// What changes of a branch; what is none stays.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BranchChange<'a> {
    /// Its short code.
    pub code: Option<&'a str>,
    /// Its name.
    pub name: Option<&'a str>,
    /// The offset from UTC of its day.
    pub utc_offset_min: Option<i32>,
    /// Whether it is in use.
    pub active: Option<bool>,
}

const ASSERT_KNOWN: &str = "INSERT INTO must (ok, code) SELECT EXISTS \
    (SELECT 1 FROM branch WHERE tenant_id = CAST(?1 AS INTEGER) AND id = CAST(?2 AS INTEGER)), 'branch_not_found'";
const ASSERT_UNUSED: &str = "INSERT INTO must (ok, code) SELECT code = '', code FROM (SELECT CASE \
      WHEN EXISTS (SELECT 1 FROM tenant WHERE id = CAST(?1 AS INTEGER) AND default_branch_id = CAST(?2 AS INTEGER)) THEN 'branch_is_default' \
      WHEN EXISTS (SELECT 1 FROM cash_register WHERE tenant_id = CAST(?1 AS INTEGER) AND branch_id = CAST(?2 AS INTEGER) AND active = 1) \
        THEN 'branch_in_use' \
      ELSE '' END AS code)";
const UPDATE: &str = "UPDATE branch SET code = coalesce(?3, code), name = coalesce(?4, name), \
      utc_offset_min = coalesce(CAST(?5 AS INTEGER), utc_offset_min), active = coalesce(CAST(?6 AS INTEGER), active), \
      updated_at_ms = CAST(?7 AS INTEGER) \
    WHERE tenant_id = CAST(?1 AS INTEGER) AND id = CAST(?2 AS INTEGER)";

/// Changes a branch. Refused with `branch_not_found`, `branch_is_default`, `branch_in_use`, `branch_code_taken`.
pub fn update(tenant_id: i64, id: i64, change: &BranchChange<'_>, now_ms: i64) -> Vec<Statement> {
    let mut statements = vec![Statement::new(ASSERT_KNOWN).integer(tenant_id).integer(id)];
    if change.active == Some(false) {
        statements.push(Statement::new(ASSERT_UNUSED).integer(tenant_id).integer(id));
    }
    statements.push(
        Statement::new(UPDATE)
            .integer(tenant_id)
            .integer(id)
            .optional_text(change.code)
            .optional_text(change.name)
            .optional_integer(change.utc_offset_min.map(i64::from))
            .optional_flag(change.active)
            .integer(now_ms),
    );
    statements
}
