//! Users and the persons behind them.

use super::row::columns;
use crate::ports::Statement;
use ventanilla_core::role::Role;

/// A user and the person behind it. There is no password in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UserRow {
    /// Its id.
    pub id: i64,
    /// What it logs in with.
    pub login: String,
    /// The name shown.
    pub name: String,
    /// Its role.
    pub role: Role,
    /// Whether it may log in.
    pub active: bool,
    /// First names.
    pub given_names: String,
    /// First surname.
    pub first_surname: String,
    /// Second surname.
    pub second_surname: String,
    /// Date of birth, `YYYY-MM-DD`.
    pub birth_date: Option<String>,
    /// `M`, `F` or `O`.
    pub gender: Option<String>,
    /// Who created it; none for those of the tenant's set-up.
    pub created_by_user_id: Option<i64>,
    /// Who changed it last.
    pub updated_by_user_id: Option<i64>,
    /// When it was created.
    pub created_at_ms: i64,
    /// When it was changed last.
    pub updated_at_ms: i64,
}
columns!(UserRow {
    id,
    login,
    name,
    role,
    active,
    given_names,
    first_surname,
    second_surname,
    birth_date,
    gender,
    created_by_user_id,
    updated_by_user_id,
    created_at_ms,
    updated_at_ms,
});

macro_rules! user_json {
    () => {
        "json_object('id', user_account.id, 'login', user_account.login, 'name', user_account.name, 'role', user_account.role_id, \
         'active', user_account.active, 'given_names', user_account.given_names, 'first_surname', user_account.first_surname, \
         'second_surname', user_account.second_surname, 'birth_date', user_account.birth_date, 'gender', user_account.gender, \
         'created_by_user_id', user_account.created_by_user_id, 'updated_by_user_id', user_account.updated_by_user_id, \
         'created_at_ms', user_account.created_at_ms, 'updated_at_ms', user_account.updated_at_ms)"
    };
}
pub(crate) use user_json;

macro_rules! select_user {
    ($condition:literal) => {
        concat!(
            "SELECT ",
            user_json!(),
            " AS row FROM user_account WHERE tenant_id = CAST(?1 AS INTEGER)",
            $condition
        )
    };
}

const LIST: &str = select_user!(" ORDER BY id LIMIT 1000");
const FIND: &str = select_user!(" AND id = CAST(?2 AS INTEGER)");
const FIND_BY_LOGIN: &str = select_user!(" AND login = ?2");

/// Selects the tenant's users, the first thousand.
pub fn list(tenant_id: i64) -> Statement {
    Statement::new(LIST).integer(tenant_id)
}

/// Selects one user.
pub fn find(tenant_id: i64, id: i64) -> Statement {
    Statement::new(FIND).integer(tenant_id).integer(id)
}

/// Selects the user of that log-in name.
pub fn find_by_login(tenant_id: i64, login: &str) -> Statement {
    Statement::new(FIND_BY_LOGIN).integer(tenant_id).text(login)
}

/// A person, as it is written down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPerson<'a> {
    /// First names.
    pub given_names: &'a str,
    /// First surname.
    pub first_surname: &'a str,
    /// Second surname.
    pub second_surname: &'a str,
    /// Date of birth, `YYYY-MM-DD`.
    pub birth_date: Option<String>,
    /// `M`, `F` or `O`.
    pub gender: Option<&'static str>,
}

/// A user to be created.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewUser<'a> {
    /// What it logs in with.
    pub login: &'a str,
    /// The name shown.
    pub name: &'a str,
    /// The hash of its password.
    pub password_hash: &'a str,
    /// Its role.
    pub role: Role,
    /// Whether it may log in.
    pub active: bool,
    /// Who it is.
    pub person: NewPerson<'a>,
}

const INSERT: &str = "INSERT INTO user_account (tenant_id, login, name, password_hash, role_id, active, \
      given_names, first_surname, second_surname, birth_date, gender, created_by_user_id, created_at_ms, updated_at_ms) \
    VALUES (CAST(?1 AS INTEGER), ?2, ?3, ?4, CAST(?5 AS INTEGER), CAST(?6 AS INTEGER), ?7, ?8, ?9, ?10, ?11, \
      CAST(?12 AS INTEGER), CAST(?13 AS INTEGER), CAST(?13 AS INTEGER))";

/// Creates a user; a log-in name that is taken is refused by the column. `by_user_id` is who creates it, unless another system does.
pub fn insert(
    tenant_id: i64,
    user: &NewUser<'_>,
    by_user_id: Option<i64>,
    now_ms: i64,
) -> Statement {
    Statement::new(INSERT)
        .integer(tenant_id)
        .text(user.login)
        .text(user.name)
        .text(user.password_hash)
        .integer(user.role.id())
        .flag(user.active)
        .text(user.person.given_names)
        .text(user.person.first_surname)
        .text(user.person.second_surname)
        .optional_text(user.person.birth_date.as_deref())
        .optional_text(user.person.gender)
        .optional_integer(by_user_id)
        .integer(now_ms)
}

/// What changes of a user; what is none stays.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct UserChange<'a> {
    /// What it logs in with.
    pub login: Option<&'a str>,
    /// The name shown.
    pub name: Option<&'a str>,
    /// The hash of a new password.
    pub password_hash: Option<&'a str>,
    /// Its role.
    pub role: Option<Role>,
    /// Whether it may log in.
    pub active: Option<bool>,
}

const ASSERT_KNOWN: &str = "INSERT INTO must (ok, code) SELECT EXISTS \
    (SELECT 1 FROM user_account WHERE tenant_id = CAST(?1 AS INTEGER) AND id = CAST(?2 AS INTEGER)), ?3";
/// Role, password and state are in every token's version: it rises when one of them really changes.
const UPDATE: &str = "UPDATE user_account SET login = coalesce(?3, login), name = coalesce(?4, name), \
      password_hash = coalesce(?5, password_hash), role_id = coalesce(CAST(?6 AS INTEGER), role_id), active = coalesce(CAST(?7 AS INTEGER), active), \
      token_version = token_version + iif(\
        (coalesce(?5, password_hash), coalesce(CAST(?6 AS INTEGER), role_id), coalesce(CAST(?7 AS INTEGER), active)) \
          IS NOT (password_hash, role_id, active), 1, 0), \
      updated_by_user_id = CAST(?8 AS INTEGER), updated_at_ms = CAST(?9 AS INTEGER) \
    WHERE tenant_id = CAST(?1 AS INTEGER) AND id = CAST(?2 AS INTEGER)";

/// Changes a user. Refused with `user_not_found`, `email_taken`, and by trigger with `last_administrator`.
pub fn update(
    tenant_id: i64,
    id: i64,
    change: &UserChange<'_>,
    by_user_id: i64,
    now_ms: i64,
) -> Vec<Statement> {
    vec![
        assert_known(tenant_id, id, "user_not_found"),
        Statement::new(UPDATE)
            .integer(tenant_id)
            .integer(id)
            .optional_text(change.login)
            .optional_text(change.name)
            .optional_text(change.password_hash)
            .optional_integer(change.role.map(Role::id))
            .optional_flag(change.active)
            .integer(by_user_id)
            .integer(now_ms),
    ]
}

const UPDATE_PERSON: &str = "UPDATE user_account SET given_names = ?3, first_surname = ?4, second_surname = ?5, birth_date = ?6, gender = ?7, \
      updated_by_user_id = CAST(?8 AS INTEGER), updated_at_ms = CAST(?9 AS INTEGER) \
    WHERE tenant_id = CAST(?1 AS INTEGER) AND id = CAST(?2 AS INTEGER)";

/// Replaces the person behind a user. Refused with `person_not_found`.
pub fn update_person(
    tenant_id: i64,
    id: i64,
    person: &NewPerson<'_>,
    by_user_id: i64,
    now_ms: i64,
) -> Vec<Statement> {
    vec![
        assert_known(tenant_id, id, "person_not_found"),
        Statement::new(UPDATE_PERSON)
            .integer(tenant_id)
            .integer(id)
            .text(person.given_names)
            .text(person.first_surname)
            .text(person.second_surname)
            .optional_text(person.birth_date.as_deref())
            .optional_text(person.gender)
            .integer(by_user_id)
            .integer(now_ms),
    ]
}

fn assert_known(tenant_id: i64, id: i64, code: &'static str) -> Statement {
    Statement::new(ASSERT_KNOWN)
        .integer(tenant_id)
        .integer(id)
        .text(code)
}
