//! Loyalty wallets and what the shop knows of numbers. What a wallet's contacts and movements cost of its quotas is the schema's to see to.

use super::row::columns;
use crate::ports::Statement;
use serde::Serialize;
use ventanilla_core::amount::Amount;

/// A wallet with its settings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoyaltyWalletRow {
    /// Its number.
    pub id: i64,
    /// What the wire calls it.
    pub public_key: String,
    /// Its name.
    pub name: String,
    /// What a sale earns, in hundredths of a percent.
    pub percentage: Amount,
    /// Whether every sale has to name its ticket.
    pub is_ticket_required: bool,
    /// Whether a ticket is good for one sale.
    pub is_ticket_unique: bool,
    /// Whether a contact's date of birth is needed.
    pub is_birth_date_required: bool,
    /// Whether every collaborator may use it.
    pub is_for_everybody: bool,
    /// The collaborators that it names.
    pub collaborators: Vec<i64>,
    /// How many more contacts it takes.
    pub contacts_left: i64,
    /// How many more redemptions it takes.
    pub redemptions_left: i64,
    /// How many more messages it pays for.
    pub credits_left: i64,
    /// More points than that need a PIN, in hundredths.
    pub pin_threshold: Option<Amount>,
    /// The shop's own page for its customers.
    pub client_url: String,
    /// What the upstream service calls it; none where its points are kept here.
    pub upstream_key: Option<String>,
    /// How many contacts it has.
    pub contacts: i64,
    /// The points that they have, in hundredths.
    pub points: Amount,
}
columns!(LoyaltyWalletRow {
    id,
    public_key,
    name,
    percentage,
    is_ticket_required,
    is_ticket_unique,
    is_birth_date_required,
    is_for_everybody,
    collaborators,
    contacts_left,
    redemptions_left,
    credits_left,
    pin_threshold,
    client_url,
    upstream_key,
    contacts,
    points
});

// In two parts: D1 allows a function 32 arguments.
macro_rules! select_wallets {
    ($condition:literal) => {
        concat!(
            "SELECT json_insert(json_object('id', wallet.id, 'public_key', wallet.public_key, 'name', wallet.name, 'percentage', wallet.percentage, \
               'is_ticket_required', wallet.is_ticket_required, 'is_ticket_unique', wallet.is_ticket_unique, \
               'is_birth_date_required', wallet.is_birth_date_required, 'is_for_everybody', wallet.is_for_everybody, \
               'collaborators', json((SELECT json_group_array(user_id) FROM loyalty_permission WHERE wallet_id = wallet.id)), \
               'contacts_left', wallet.contacts_left, 'redemptions_left', wallet.redemptions_left, 'credits_left', wallet.credits_left), \
               '$.pin_threshold', wallet.pin_threshold, '$.client_url', wallet.client_url, '$.upstream_key', wallet.upstream_key, \
               '$.contacts', wallet.contacts, '$.points', -issued.posted) AS row \
             FROM loyalty_wallet AS wallet JOIN account AS issued ON issued.tenant_id = wallet.tenant_id AND issued.kind = 'loyalty_issued' \
               AND issued.owner_id = wallet.id WHERE wallet.tenant_id = CAST(?1 AS INTEGER) ",
            $condition
        )
    };
}

const LIST: &str = select_wallets!("ORDER BY wallet.id LIMIT 1000");
const FIND: &str = select_wallets!("AND wallet.id = CAST(?2 AS INTEGER)");
const FIND_BY_KEY: &str = select_wallets!("AND wallet.public_key = ?2");

/// Selects a tenant's wallets ([`LoyaltyWalletRow`]).
pub fn list(tenant_id: i64) -> Statement {
    Statement::new(LIST).integer(tenant_id)
}

/// Selects one ([`LoyaltyWalletRow`]).
pub fn find(tenant_id: i64, id: i64) -> Statement {
    Statement::new(FIND).integer(tenant_id).integer(id)
}

/// Selects the one of that key ([`LoyaltyWalletRow`]).
pub fn find_by_key(tenant_id: i64, public_key: &str) -> Statement {
    Statement::new(FIND_BY_KEY)
        .integer(tenant_id)
        .text(public_key)
}

/// What a wallet is to be; what is none stays, or is as a new one starts.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct WalletSettings<'a> {
    /// Its name.
    pub name: Option<&'a str>,
    /// What a sale earns, in hundredths of a percent.
    pub percentage: Option<i64>,
    /// Whether every sale has to name its ticket.
    pub is_ticket_required: Option<bool>,
    /// Whether a ticket is good for one sale.
    pub is_ticket_unique: Option<bool>,
    /// Whether a contact's date of birth is needed.
    pub is_birth_date_required: Option<bool>,
    /// Whether every collaborator may use it.
    pub is_for_everybody: Option<bool>,
    /// How many more contacts it takes.
    pub contacts_left: Option<i64>,
    /// How many more redemptions it takes.
    pub redemptions_left: Option<i64>,
    /// How many more messages it pays for.
    pub credits_left: Option<i64>,
    /// Whether the threshold is given.
    pub is_threshold_given: bool,
    /// More points than that need a PIN, in hundredths, as decimal text; none where no PIN is asked for.
    pub pin_threshold: Option<String>,
    /// The shop's own page for its customers.
    pub client_url: Option<&'a str>,
    /// Whether the key at the upstream service is given.
    pub is_upstream_key_given: bool,
    /// What the upstream service calls it; none where its points are to be kept here.
    pub upstream_key: Option<&'a str>,
}

// `?3` is the settings as one JSON object: they are more than are easily told apart by their place.
const INSERT: &str = "INSERT INTO loyalty_wallet (tenant_id, public_key, name, percentage, is_ticket_required, is_ticket_unique, is_birth_date_required, \
      is_for_everybody, contacts_left, redemptions_left, credits_left, pin_threshold, client_url, upstream_key, created_at_ms, updated_at_ms) \
    VALUES (CAST(?1 AS INTEGER), ?2, ?3 ->> 'name', ?3 ->> 'percentage', coalesce(?3 ->> 'is_ticket_required', 0), \
      coalesce(?3 ->> 'is_ticket_unique', 0), coalesce(?3 ->> 'is_birth_date_required', 0), coalesce(?3 ->> 'is_for_everybody', 1), \
      coalesce(?3 ->> 'contacts_left', 0), coalesce(?3 ->> 'redemptions_left', 0), coalesce(?3 ->> 'credits_left', 0), \
      CAST(?3 ->> 'pin_threshold' AS INTEGER), coalesce(?3 ->> 'client_url', ''), ?3 ->> 'upstream_key', CAST(?4 AS INTEGER), CAST(?4 AS INTEGER))";

/// Stores a wallet without contacts. A name that is taken is refused by the column.
pub fn insert(
    tenant_id: i64,
    public_key: &str,
    settings: &WalletSettings<'_>,
    now_ms: i64,
) -> Statement {
    Statement::new(INSERT)
        .integer(tenant_id)
        .text(public_key)
        .text(json(settings))
        .integer(now_ms)
}

const ASSERT_KNOWN: &str = "INSERT INTO must (ok, code) SELECT EXISTS (SELECT 1 FROM loyalty_wallet WHERE tenant_id = CAST(?1 AS INTEGER) \
    AND id = CAST(?2 AS INTEGER)), 'loyalty_wallet_not_found'";
const UPDATE: &str = "UPDATE loyalty_wallet SET name = coalesce(?3 ->> 'name', name), percentage = coalesce(?3 ->> 'percentage', percentage), \
      is_ticket_required = coalesce(?3 ->> 'is_ticket_required', is_ticket_required), \
      is_ticket_unique = coalesce(?3 ->> 'is_ticket_unique', is_ticket_unique), \
      is_birth_date_required = coalesce(?3 ->> 'is_birth_date_required', is_birth_date_required), \
      is_for_everybody = coalesce(?3 ->> 'is_for_everybody', is_for_everybody), contacts_left = coalesce(?3 ->> 'contacts_left', contacts_left), \
      redemptions_left = coalesce(?3 ->> 'redemptions_left', redemptions_left), credits_left = coalesce(?3 ->> 'credits_left', credits_left), \
      pin_threshold = iif(?3 ->> 'is_threshold_given', CAST(?3 ->> 'pin_threshold' AS INTEGER), pin_threshold), \
      client_url = coalesce(?3 ->> 'client_url', client_url), \
      upstream_key = iif(?3 ->> 'is_upstream_key_given', ?3 ->> 'upstream_key', upstream_key), updated_at_ms = CAST(?4 AS INTEGER) \
    WHERE tenant_id = CAST(?1 AS INTEGER) AND id = CAST(?2 AS INTEGER)";

/// Fails with `loyalty_wallet_not_found` unless the tenant has it.
pub fn assert_known(tenant_id: i64, id: i64) -> Statement {
    Statement::new(ASSERT_KNOWN).integer(tenant_id).integer(id)
}

/// Changes what is given of a wallet. Fails with `loyalty_wallet_not_found`.
pub fn update(
    tenant_id: i64,
    id: i64,
    settings: &WalletSettings<'_>,
    now_ms: i64,
) -> Vec<Statement> {
    vec![
        assert_known(tenant_id, id),
        Statement::new(UPDATE)
            .integer(tenant_id)
            .integer(id)
            .text(json(settings))
            .integer(now_ms),
    ]
}

const FORGET_PERMISSIONS: &str = "DELETE FROM loyalty_permission WHERE tenant_id = CAST(?1 AS INTEGER) AND wallet_id = CAST(?2 AS INTEGER)";
const ASSERT_COLLABORATORS: &str = "INSERT INTO must (ok, code) SELECT NOT EXISTS (SELECT 1 FROM json_each(?2) AS named \
    WHERE NOT EXISTS (SELECT 1 FROM user_account WHERE tenant_id = CAST(?1 AS INTEGER) AND id = named.value)), 'collaborator_foreign'";
const INSERT_PERMISSIONS: &str = "INSERT INTO loyalty_permission (wallet_id, user_id, tenant_id) \
    SELECT CAST(?2 AS INTEGER), value, CAST(?1 AS INTEGER) FROM json_each(?3)";

/// Says which collaborators may use a wallet, in the place of those who might. Fails with `collaborator_foreign` where one is of another
/// tenant.
pub fn set_permissions(tenant_id: i64, id: i64, user_ids: &[i64]) -> Vec<Statement> {
    let list = super::json(user_ids);
    vec![
        Statement::new(ASSERT_COLLABORATORS)
            .integer(tenant_id)
            .text(list.clone()),
        Statement::new(FORGET_PERMISSIONS)
            .integer(tenant_id)
            .integer(id),
        Statement::new(INSERT_PERMISSIONS)
            .integer(tenant_id)
            .integer(id)
            .text(list),
    ]
}

/// A number that is marked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PhoneMarkRow {
    /// The number.
    pub phone: String,
    /// `blocked` or `landline`.
    pub mark: String,
    /// Since when.
    pub created_at_ms: i64,
}
columns!(PhoneMarkRow {
    phone,
    mark,
    created_at_ms
});

const LIST_MARKS: &str = "SELECT json_object('phone', phone, 'mark', mark, 'created_at_ms', created_at_ms) AS row FROM loyalty_phone_mark \
    WHERE tenant_id = CAST(?1 AS INTEGER) ORDER BY phone LIMIT 10000";
const MARK: &str = "INSERT INTO loyalty_phone_mark (tenant_id, phone, mark, created_by_user_id, created_at_ms) \
    VALUES (CAST(?1 AS INTEGER), ?2, ?3, CAST(?4 AS INTEGER), CAST(?5 AS INTEGER)) \
    ON CONFLICT (tenant_id, phone) DO UPDATE SET mark = excluded.mark, created_by_user_id = excluded.created_by_user_id, \
      created_at_ms = excluded.created_at_ms";
const UNMARK: &str =
    "DELETE FROM loyalty_phone_mark WHERE tenant_id = CAST(?1 AS INTEGER) AND phone = ?2";

/// Selects a tenant's marked numbers ([`PhoneMarkRow`]), the first ten thousand.
pub fn list_marks(tenant_id: i64) -> Statement {
    Statement::new(LIST_MARKS).integer(tenant_id)
}

/// Marks a number, in the place of its former mark.
pub fn mark(
    tenant_id: i64,
    phone: &str,
    mark: &'static str,
    by_user_id: Option<i64>,
    now_ms: i64,
) -> Statement {
    Statement::new(MARK)
        .integer(tenant_id)
        .text(phone)
        .text(mark)
        .optional_integer(by_user_id)
        .integer(now_ms)
}

/// Takes a number's mark away, if it has one.
pub fn unmark(tenant_id: i64, phone: &str) -> Statement {
    Statement::new(UNMARK).integer(tenant_id).text(phone)
}

/// Settings of texts and numbers always serialise; without them the columns refuse.
fn json(settings: &WalletSettings<'_>) -> String {
    serde_json::to_string(settings).unwrap_or_default()
}
