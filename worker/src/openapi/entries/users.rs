//! Users and the persons behind them.

use crate::http::Method::{Get, Patch, Post, Put};
use crate::openapi::entry::{Entry, Tag};
use crate::openapi::examples;
use ventanilla_core::code::Code;
use ventanilla_core::wire::Form;
use ventanilla_core::wire::kantuta::users::{UserFound, UserList};

/// The entries of `/usuario` and `/persona`.
pub(super) fn entries() -> Vec<Entry> {
    vec![
        Tag::Users
            .entry(
                Get,
                "/usuario",
                "listUsers",
                "Los usuarios",
                "Los usuarios del negocio, activos o no; los primeros 1000.",
            )
            .answers(200, "Los usuarios.", &UserList::of(vec![examples::user()])),
        Tag::Users
            .entry(
                Get,
                "/usuario/:id",
                "findUser",
                "Un usuario",
                "El propio; un Administrador, cualquiera. Si no existe, `data` es `null`.",
            )
            .segment("Número del usuario.")
            .refuses(&[Code::Forbidden])
            .answers(200, "El usuario, o `null`.", &UserFound::of(Some(examples::user()))),
        Tag::Users
            .entry(
                Post,
                "/usuario/register",
                "registerUser",
                "Crear un usuario",
                "El nombre que se muestra se arma con los nombres y apellidos. Sin `id_role`, solo consulta. `fecha_nacimiento` y `genero` \
                 se pueden enviar vacíos (`\"\"`).",
            )
            .takes(Form::RegisterUser)
            .refuses(&[Code::EmailTaken])
            .answers(201, "El usuario creado.", &examples::user()),
        Tag::Users
            .entry(
                Patch,
                "/usuario/:id",
                "updateUser",
                "Cambiar un usuario",
                "Un Administrador cambia cualquier dato de cualquiera; los demás, solo su contraseña. Cambiar la contraseña, el rol o el estado \
                 termina las sesiones de trabajo de ese usuario. Lo que no se envía queda como está.",
            )
            .segment("Número del usuario.")
            .takes(Form::UpdateUser)
            .refuses(&[
                Code::Forbidden,
                Code::UserNotFound,
                Code::EmailTaken,
                Code::LastAdministrator,
            ])
            .answers(200, "El usuario como quedó.", &examples::user()),
        Tag::Users
            .entry(
                Put,
                "/persona",
                "replacePerson",
                "Cambiar los datos personales",
                "Los propios; un Administrador, los de cualquiera. La persona tiene el número de su usuario. Lo que no se envía queda vacío; \
                 `fecha_nacimiento` y `genero` se pueden enviar vacíos (`\"\"`).",
            )
            .takes(Form::UpdatePerson)
            .refuses(&[Code::Forbidden, Code::PersonNotFound])
            .answers(200, "La persona como quedó.", &examples::person()),
    ]
}
