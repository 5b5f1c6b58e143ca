//! Collaborators: the users who sell, as the door of loyalty wallets sees them, and the PINs of those who authorise.

use super::operation::Idempotency;
use super::row::columns;
use crate::ports::Statement;

/// A user who sells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CollaboratorRow {
    /// Its id.
    pub id: i64,
    /// The name.
    pub name: String,
    /// What it logs in with.
    pub login: String,
    /// Where they work.
    pub business_name: String,
    /// The role's number.
    pub role_id: i64,
    /// Whether it may log in.
    pub active: bool,
}
columns!(CollaboratorRow {
    id,
    name,
    login,
    business_name,
    role_id,
    active
});

/// The roles of those who sell: Administrador, Operador, Gerente.
macro_rules! selling_roles {
    () => {
        "(1, 2, 4)"
    };
}
pub(crate) use selling_roles;

/// The roles of those who supervise: Administrador, Gerente.
macro_rules! supervising_roles {
    () => {
        "(1, 4)"
    };
}
pub(crate) use supervising_roles;

macro_rules! select_collaborators {
    ($condition:expr) => {
        concat!(
            "SELECT json_object('id', user_account.id, 'name', user_account.name, 'login', user_account.login, 'business_name', \
               coalesce(collaborator.business_name, (SELECT branch.name FROM tenant JOIN branch ON branch.id = tenant.default_branch_id \
                 WHERE tenant.id = user_account.tenant_id), ''), 'role_id', user_account.role_id, 'active', user_account.active) AS row \
             FROM user_account LEFT JOIN collaborator ON collaborator.user_id = user_account.id \
             WHERE user_account.tenant_id = CAST(?1 AS INTEGER) AND ",
            $condition
        )
    };
}

const LIST: &str = select_collaborators!(concat!(
    "user_account.role_id IN ",
    selling_roles!(),
    " ORDER BY user_account.id LIMIT 1000"
));
const FIND_BY_LOGIN: &str = select_collaborators!("user_account.login = ?2");
const SUPERVISORS: &str = select_collaborators!(concat!(
    "user_account.active = 1 AND user_account.role_id IN ",
    supervising_roles!(),
    " AND EXISTS (SELECT 1 FROM user_pin WHERE user_pin.user_id = user_account.id) ORDER BY user_account.name LIMIT 1000"
));

/// Selects a tenant's collaborators ([`CollaboratorRow`]), those who were archived among them.
pub fn list(tenant_id: i64) -> Statement {
    Statement::new(LIST).integer(tenant_id)
}

/// Selects the one that logs in so ([`CollaboratorRow`]), of whatever role.
pub fn find_by_login(tenant_id: i64, login: &str) -> Statement {
    Statement::new(FIND_BY_LOGIN).integer(tenant_id).text(login)
}

/// Selects who may authorise with a PIN ([`CollaboratorRow`]).
pub fn supervisors(tenant_id: i64) -> Statement {
    Statement::new(SUPERVISORS).integer(tenant_id)
}

const ASSERT_NAME_FREE: &str = "INSERT INTO must (ok, code) SELECT NOT EXISTS (SELECT 1 FROM user_account \
    WHERE tenant_id = CAST(?1 AS INTEGER) AND name = ?2 COLLATE NOCASE), 'collaborator_exists'";
const INSERT_BUSINESS: &str = "INSERT INTO collaborator (user_id, tenant_id, business_name, registered_by) \
    SELECT id, tenant_id, ?3, ?4 FROM user_account WHERE tenant_id = CAST(?1 AS INTEGER) AND login = ?2";

/// Fails with `collaborator_exists` where a user of the tenant is called so.
pub fn assert_name_free(tenant_id: i64, name: &str) -> Statement {
    Statement::new(ASSERT_NAME_FREE)
        .integer(tenant_id)
        .text(name)
}

/// Stores where the user of that log-in name works, and in whose name they were registered.
pub fn insert_business(
    tenant_id: i64,
    login: &str,
    business_name: &str,
    registered_by: &str,
) -> Statement {
    Statement::new(INSERT_BUSINESS)
        .integer(tenant_id)
        .text(login)
        .text(business_name)
        .text(registered_by)
}

/// What was done under a client's key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestRow {
    /// The hash of the request that did it.
    pub request_hash: String,
    /// To whom.
    pub user_id: i64,
}
columns!(RequestRow {
    request_hash,
    user_id
});

const FIND_REQUEST: &str = "SELECT json_object('request_hash', request_hash, 'user_id', user_id) AS row FROM collaborator_request \
    WHERE tenant_id = CAST(?1 AS INTEGER) AND actor = ?2 AND idempotency_key = ?3 \
    UNION ALL SELECT json_object('request_hash', coalesce(request_hash, ''), 'user_id', 0) FROM operation \
    WHERE tenant_id = CAST(?1 AS INTEGER) AND actor = ?2 AND idempotency_key = ?3";
// Of two that are sent at once, the first is kept.
const INSERT_REQUEST: &str = "INSERT INTO collaborator_request (tenant_id, actor, idempotency_key, request_hash, user_id, created_at_ms) \
    SELECT tenant_id, ?3, ?4, ?5, id, CAST(?6 AS INTEGER) FROM user_account WHERE tenant_id = CAST(?1 AS INTEGER) AND login = ?2 \
    ON CONFLICT DO NOTHING";

/// Selects what was done in that name under that key ([`RequestRow`]): to a collaborator, or an operation, which is another request.
pub fn find_request(tenant_id: i64, actor: &str, key: &str) -> Statement {
    Statement::new(FIND_REQUEST)
        .integer(tenant_id)
        .text(actor)
        .text(key)
}

/// Keeps what was done to the user of that log-in name, unless something is kept under that key.
pub fn insert_request(
    tenant_id: i64,
    actor: &str,
    idempotency: &Idempotency,
    login: &str,
    now_ms: i64,
) -> Statement {
    Statement::new(INSERT_REQUEST)
        .integer(tenant_id)
        .text(login)
        .text(actor)
        .text(&idempotency.key)
        .text(&idempotency.request_hash)
        .integer(now_ms)
}

// Whoever administers is not archived at this door.
const ASSERT_ARCHIVABLE: &str = "INSERT INTO must (ok, code) SELECT EXISTS (SELECT 1 FROM user_account WHERE tenant_id = CAST(?1 AS INTEGER) \
    AND login = ?2 AND role_id IN (2, 4)), 'collaborator_not_found'";
const ARCHIVE: &str = "UPDATE user_account SET active = 0, token_version = token_version + (active = 1), \
      updated_by_user_id = coalesce(CAST(?3 AS INTEGER), updated_by_user_id), updated_at_ms = CAST(?4 AS INTEGER) \
    WHERE tenant_id = CAST(?1 AS INTEGER) AND login = ?2";
const END_LOG_INS: &str = "UPDATE login_session SET revoked_at_ms = CAST(?3 AS INTEGER) WHERE tenant_id = CAST(?1 AS INTEGER) \
    AND revoked_at_ms IS NULL AND user_id = (SELECT id FROM user_account WHERE tenant_id = CAST(?1 AS INTEGER) AND login = ?2)";

/// Archives the collaborator of that number: neither tokens nor signatures of theirs are good from now on. Fails with `collaborator_not_found`.
pub fn archive(
    tenant_id: i64,
    number: &str,
    by_user_id: Option<i64>,
    now_ms: i64,
) -> Vec<Statement> {
    let bound = |sql| Statement::new(sql).integer(tenant_id).text(number);
    vec![
        bound(ASSERT_ARCHIVABLE),
        bound(ARCHIVE).optional_integer(by_user_id).integer(now_ms),
        bound(END_LOG_INS).integer(now_ms),
    ]
}

/// What a PIN is checked against.
#[derive(Clone, PartialEq, Eq)]
pub struct PinRow {
    /// The hash.
    pub pin_hash: String,
}
columns!(PinRow { pin_hash });

const FIND_PIN: &str = concat!(
    "SELECT json_object('pin_hash', user_pin.pin_hash) AS row FROM user_pin JOIN user_account ON user_account.id = user_pin.user_id \
     WHERE user_pin.tenant_id = CAST(?1 AS INTEGER) AND user_pin.user_id = CAST(?2 AS INTEGER) AND user_account.active = 1 \
       AND user_account.role_id IN ",
    supervising_roles!()
);
const SET_PIN: &str = "INSERT INTO user_pin (user_id, tenant_id, pin_hash, updated_at_ms) \
    VALUES (CAST(?2 AS INTEGER), CAST(?1 AS INTEGER), ?3, CAST(?4 AS INTEGER)) \
    ON CONFLICT (user_id) DO UPDATE SET pin_hash = excluded.pin_hash, updated_at_ms = excluded.updated_at_ms";

/// Selects the PIN of somebody who may authorise ([`PinRow`]).
pub fn find_pin(tenant_id: i64, user_id: i64) -> Statement {
    Statement::new(FIND_PIN).integer(tenant_id).integer(user_id)
}

/// Sets somebody's PIN, in the place of the former one.
pub fn set_pin(tenant_id: i64, user_id: i64, pin_hash: &str, now_ms: i64) -> Statement {
    Statement::new(SET_PIN)
        .integer(tenant_id)
        .integer(user_id)
        .text(pin_hash)
        .integer(now_ms)
}
