//! Users and the persons behind them.

use serde::{Deserialize, Serialize};

use super::Audit;
use super::auth::{RoleEntry, new_password, opaque_debug};
use crate::code::Code;
use crate::field::reader::Fields;
use crate::field::value::{self, Value};
use crate::field::{Flaw, Invalid};
use crate::readable;
use crate::role::Role;
use crate::wire::body::{Body, Object, serialize_as_body};
use crate::wire::names::wire_names;
use crate::wire::time::Date;

/// The most characters of each part of a person's name.
pub const NAME_PART_CHARS_MAX: usize = 100;
/// The most characters of a user's name: three parts and the spaces between them.
pub const USER_NAME_CHARS_MAX: usize = 302;

/// A person's gender, as the wire writes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Gender {
    /// Male, `M`.
    Male,
    /// Female, `F`.
    Female,
    /// Other, `O`.
    Other,
}

/// A user. There is never a password in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct User {
    /// The number.
    pub id: i64,
    /// The name shown.
    pub name: String,
    /// The e-mail address or collaborator's number that the user signs in with.
    pub email: String,
    /// `estado` among them: a user whose `estado` is false cannot sign in.
    #[serde(flatten)]
    pub audit: Audit,
    /// The person, if one is on record.
    pub persona: Option<Person>,
    /// The role.
    pub role: Option<RoleEntry>,
}

/// The person behind a user.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Person {
    /// The number.
    pub id: i64,
    /// First names.
    pub nombres: String,
    /// First surname.
    pub p_apellido: String,
    /// Second surname; may be empty.
    pub s_apellido: String,
    /// Date of birth, `YYYY-MM-DD`.
    pub fecha_nacimiento: Option<String>,
    /// `M`, `F` or `O`.
    pub genero: Option<String>,
    /// Who and when.
    #[serde(flatten)]
    pub audit: Audit,
}

/// POST `/usuario/register`.
#[derive(Clone, PartialEq, Eq)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RegisterUserRequest {
    /// An e-mail address in lower case.
    pub email: String,
    /// The password, exactly as typed.
    pub password: String,
    /// First names.
    pub nombres: String,
    /// First surname.
    pub p_apellido: String,
    /// Second surname; may be empty.
    pub s_apellido: String,
    /// Date of birth.
    pub fecha_nacimiento: Option<Date>,
    /// Gender.
    pub genero: Option<Gender>,
    /// Whether the user may sign in.
    pub estado: bool,
    /// The role.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<i64>))]
    pub id_role: Option<Role>,
}

/// PATCH `/usuario/:id`. What is absent stays as it is.
#[derive(Clone, Default, PartialEq, Eq)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UpdateUserRequest {
    /// An e-mail address in lower case.
    pub email: Option<String>,
    /// The name shown.
    pub name: Option<String>,
    /// Whether the user may sign in.
    pub estado: Option<bool>,
    /// The role, on the wire its number.
    #[cfg_attr(feature = "openapi", schema(rename = "id_role"))]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<i64>))]
    pub role: Option<Role>,
    /// A new password, exactly as typed.
    pub password: Option<String>,
}

/// PUT `/persona`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UpdatePersonRequest {
    /// The person's number.
    pub id: i64,
    /// First names.
    pub nombres: String,
    /// First surname.
    pub p_apellido: String,
    /// Second surname; may be empty.
    pub s_apellido: String,
    /// Date of birth.
    pub fecha_nacimiento: Option<Date>,
    /// Gender.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub genero: Option<Gender>,
    /// The user who changes it: the caller, or whoever an Administrador acts for.
    pub id_user_update: Option<i64>,
}

/// The answer of GET `/usuario`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UserList {
    /// Always 200.
    pub status: u16,
    /// A text for people.
    pub message: String,
    /// The users.
    pub data: Vec<User>,
}

/// The answer of GET `/usuario/:id`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UserFound {
    /// Always 200.
    pub status: u16,
    /// A text for people.
    pub message: String,
    /// The user; `null` where there is none.
    pub data: Option<User>,
}

impl Gender {
    /// Every gender.
    pub const ALL: [Self; 3] = [Self::Male, Self::Female, Self::Other];

    /// The letter, as the wire writes it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Male => "M",
            Self::Female => "F",
            Self::Other => "O",
        }
    }

    /// The gender of exactly that letter; `None` for any other text.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|gender| gender.as_str() == text)
    }
}

wire_names!(Gender, "Gender", Gender::as_str, Gender::parse, Gender::ALL);

impl UserList {
    /// The answer with those users.
    pub fn of(data: Vec<User>) -> Self {
        Self {
            status: 200,
            message: "Listado de usuarios registradas!".to_owned(),
            data,
        }
    }
}

impl UserFound {
    /// The answer with that user.
    pub fn of(data: Option<User>) -> Self {
        Self {
            status: 200,
            message: "Usuario encontrado!".to_owned(),
            data,
        }
    }
}

impl RegisterUserRequest {
    /// Reads a body; every error is collected. `name` is accepted and ignored: the name is made of its parts.
    pub fn parse(body: &[u8]) -> Result<Self, Invalid> {
        let mut fields = Fields::read(body)?;
        let email = fields.required("email", value::email);
        let password = fields.required("password", new_password);
        let nombres = fields.required("nombres", value::text(1..=NAME_PART_CHARS_MAX));
        let p_apellido = fields.required("p_apellido", value::text(1..=NAME_PART_CHARS_MAX));
        let s_apellido = fields.optional("s_apellido", value::text(0..=NAME_PART_CHARS_MAX));
        let fecha_nacimiento = fields.optional("fecha_nacimiento", birth_date).flatten();
        let genero = fields.optional("genero", gender).flatten();
        let estado = fields.optional("estado", value::boolean);
        let id_role = fields.optional("id_role", role_id);
        fields.ignore("name");
        fields.finish(|| {
            Some(Self {
                email: email?,
                password: password?,
                nombres: nombres?,
                p_apellido: p_apellido?,
                s_apellido: s_apellido.unwrap_or_default(),
                fecha_nacimiento,
                genero,
                estado: estado.unwrap_or(true),
                id_role,
            })
        })
    }

    /// The name shown: the parts that are there, with single spaces between them.
    pub fn full_name(&self) -> String {
        full_name(&[&self.nombres, &self.p_apellido, &self.s_apellido])
    }
}

impl Body for RegisterUserRequest {
    fn to_json(&self) -> String {
        Object::write(|body| {
            body.text("email", &self.email);
            body.text("password", &self.password);
            body.text("nombres", &self.nombres);
            body.text("p_apellido", &self.p_apellido);
            body.text("s_apellido", &self.s_apellido);
            body.nullable_text(
                "fecha_nacimiento",
                self.fecha_nacimiento.map(Date::to_text).as_deref(),
            );
            body.nullable_text("genero", self.genero.map(Gender::as_str));
            body.flag("estado", self.estado);
            body.optional_whole("id_role", self.id_role.map(Role::id));
        })
    }
}

impl UpdateUserRequest {
    /// Reads a body; every error is collected.
    pub fn parse(body: &[u8]) -> Result<Self, Invalid> {
        let mut fields = Fields::read(body)?;
        let email = fields.optional("email", value::email);
        let name = fields.optional("name", value::text(1..=USER_NAME_CHARS_MAX));
        let estado = fields.optional("estado", value::boolean);
        let role = fields.optional("id_role", role_id);
        let password = fields.optional("password", new_password);
        fields.finish(|| {
            Some(Self {
                email,
                name,
                estado,
                role,
                password,
            })
        })
    }
}

impl Body for UpdateUserRequest {
    fn to_json(&self) -> String {
        Object::write(|body| {
            body.optional_text("email", self.email.as_deref());
            body.optional_text("name", self.name.as_deref());
            body.optional_flag("estado", self.estado);
            body.optional_whole("id_role", self.role.map(Role::id));
            body.optional_text("password", self.password.as_deref());
        })
    }
}

impl UpdatePersonRequest {
    /// Reads a body; every error is collected.
    pub fn parse(body: &[u8]) -> Result<Self, Invalid> {
        let mut fields = Fields::read(body)?;
        let id = fields.required("id", value::id);
        let nombres = fields.required("nombres", value::text(1..=NAME_PART_CHARS_MAX));
        let p_apellido = fields.required("p_apellido", value::text(1..=NAME_PART_CHARS_MAX));
        let s_apellido = fields.optional("s_apellido", value::text(0..=NAME_PART_CHARS_MAX));
        let fecha_nacimiento = fields.optional("fecha_nacimiento", birth_date).flatten();
        let genero = fields.optional("genero", gender).flatten();
        let id_user_update = fields.optional("id_user_update", value::id);
        fields.finish(|| {
            Some(Self {
                id: id?,
                nombres: nombres?,
                p_apellido: p_apellido?,
                s_apellido: s_apellido.unwrap_or_default(),
                fecha_nacimiento,
                genero,
                id_user_update,
            })
        })
    }

    /// The name shown: the parts that are there, with single spaces between them.
    pub fn full_name(&self) -> String {
        full_name(&[&self.nombres, &self.p_apellido, &self.s_apellido])
    }
}

impl Body for UpdatePersonRequest {
    fn to_json(&self) -> String {
        Object::write(|body| {
            body.whole("id", self.id);
            body.text("nombres", &self.nombres);
            body.text("p_apellido", &self.p_apellido);
            body.text("s_apellido", &self.s_apellido);
            body.nullable_text(
                "fecha_nacimiento",
                self.fecha_nacimiento.map(Date::to_text).as_deref(),
            );
            body.nullable_text("genero", self.genero.map(Gender::as_str));
            body.optional_whole("id_user_update", self.id_user_update);
        })
    }
}

fn full_name(parts: &[&str]) -> String {
    let parts: Vec<&str> = parts
        .iter()
        .copied()
        .filter(|part| !part.is_empty())
        .collect();
    parts.join(" ")
}

/// Reads a date of birth; forms send an empty text for none.
fn birth_date(value: Value<'_>) -> Result<Option<Date>, Flaw> {
    if value.string()?.is_empty() {
        Ok(None)
    } else {
        value::date(value).map(Some)
    }
}

/// Reads a gender; forms send an empty text for none.
fn gender(value: Value<'_>) -> Result<Option<Gender>, Flaw> {
    if value.string()?.is_empty() {
        return Ok(None);
    }
    value::choice(&Gender::ALL, Gender::as_str)(value).map(Some)
}

fn role_id(value: Value<'_>) -> Result<Role, Flaw> {
    let literal = value.number().map_err(|_| Flaw::new(Code::NotAnInteger))?;
    let roles = [
        (Role::Administrador, "1"),
        (Role::Operador, "2"),
        (Role::Usuario, "3"),
        (Role::Gerente, "4"),
    ];
    value::choose(literal, &roles, |(_, id)| id).map(|(role, _)| role)
}

opaque_debug!(RegisterUserRequest, UpdateUserRequest);

readable!(User { id, name, email, persona, role; ..audit });
readable!(Person { id, nombres, p_apellido, s_apellido, fecha_nacimiento, genero; ..audit });
readable!(UserList {
    status,
    message,
    data
});
readable!(UserFound {
    status,
    message,
    data
});

serialize_as_body!(RegisterUserRequest, UpdateUserRequest, UpdatePersonRequest);
