//! The tenant's own settings, and the schema they are kept in.

use super::row::columns;
use crate::ports::Statement;

/// A tenant's settings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TenantRow {
    /// Its name.
    pub name: String,
    /// Its country, ISO 3166-1 alpha-2.
    pub country: String,
    /// The currency of its books, ISO 4217.
    pub currency: String,
    /// `demo` or `live`.
    pub mode: String,
    /// The offset from UTC of a new branch's day.
    pub utc_offset_min: i32,
    /// Whether Operadores close without seeing what should be in the drawer.
    pub blind_close: bool,
    /// What receipts start with; empty for nothing.
    pub receipt_header: String,
}
columns!(TenantRow {
    name,
    country,
    currency,
    mode,
    utc_offset_min,
    blind_close,
    receipt_header
});

const FIND: &str = "SELECT json_object('name', name, 'country', country, 'currency', currency, 'mode', mode, 'utc_offset_min', utc_offset_min, \
      'blind_close', blind_close, 'receipt_header', receipt_header) AS row \
    FROM tenant WHERE id = CAST(?1 AS INTEGER)";

/// Selects the tenant.
pub fn find(tenant_id: i64) -> Statement {
    Statement::new(FIND).integer(tenant_id)
}

/// What changes of a tenant; what is none stays.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TenantChange<'a> {
    /// Its name.
    pub name: Option<&'a str>,
    /// The offset from UTC of a new branch's day.
    pub utc_offset_min: Option<i32>,
    /// Whether Operadores close without seeing what should be in the drawer.
    pub blind_close: Option<bool>,
    /// What receipts start with; empty for nothing.
    pub receipt_header: Option<&'a str>,
}

const UPDATE: &str = "UPDATE tenant SET name = coalesce(?2, name), utc_offset_min = coalesce(CAST(?3 AS INTEGER), utc_offset_min), \
      blind_close = coalesce(CAST(?4 AS INTEGER), blind_close), receipt_header = coalesce(?5, receipt_header), updated_at_ms = CAST(?6 AS INTEGER) \
    WHERE id = CAST(?1 AS INTEGER)";

/// Changes the tenant. A name that is taken is refused by the column.
pub fn update(tenant_id: i64, change: &TenantChange<'_>, now_ms: i64) -> Statement {
    Statement::new(UPDATE)
        .integer(tenant_id)
        .optional_text(change.name)
        .optional_integer(change.utc_offset_min.map(i64::from))
        .optional_flag(change.blind_close)
        .optional_text(change.receipt_header)
        .integer(now_ms)
}

/// The newest migration this database has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SchemaRow {
    /// Its file's name, without the extension.
    pub name: String,
}
columns!(SchemaRow { name });

const FIND_SCHEMA: &str =
    "SELECT json_object('name', name) AS row FROM schema_migration ORDER BY number DESC LIMIT 1";

/// Selects the newest migration ([`SchemaRow`]); it is all tenants'.
pub fn find_schema() -> Statement {
    Statement::new(FIND_SCHEMA)
}
