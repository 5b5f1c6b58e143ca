//! Logging in and out, refreshing, resetting a password, and the roles.

use crate::http::Method::{Get, Post};
use crate::openapi::entry::{Entry, Tag};
use crate::openapi::examples;
use crate::openapi::guard::Guard;
use ventanilla_core::code::Code;
use ventanilla_core::role::Role;
use ventanilla_core::wire::Form;
use ventanilla_core::wire::kantuta::auth::{LoginResponse, Message, RefreshResponse, RoleEntry};

/// The entries of `/auth`.
pub(super) fn entries() -> Vec<Entry> {
    let mut entries = logins();
    entries.extend(resets());
    entries
}

fn logins() -> Vec<Entry> {
    let token = examples::TOKEN.to_owned();
    vec![
        Tag::Access
            .entry(
                Post,
                "/auth/login",
                "logIn",
                "Iniciar sesión",
                "Cambia un correo y su contraseña por dos tokens. Un correo desconocido, una contraseña equivocada y un usuario inactivo \
                 se responden igual y en el mismo tiempo. Tras varios intentos fallidos hay que esperar lo que dice `Retry-After`.",
            )
            .guarded_by(Guard::Nobody)
            .takes(Form::Login)
            .refuses(&[Code::LoginFailed, Code::LoginLocked])
            .answers(
                201,
                "Los tokens y el usuario.",
                &LoginResponse {
                    access_token: token.clone(),
                    refresh_token: token.clone(),
                    user: examples::user(),
                },
            ),
        Tag::Access
            .entry(
                Post,
                "/auth/refresh_token",
                "refreshTokens",
                "Renovar los tokens",
                "Cambia el `refresh_token`, que va en `Authorization`, por tokens nuevos. Sirve una sola vez; mostrar uno \
                 ya usado se rechaza y, 30 segundos después de su uso, termina además la sesión de trabajo. El cuerpo no se lee.",
            )
            .guarded_by(Guard::Refresh)
            .refuses(&[Code::RefreshInvalid])
            .answers(
                201,
                "Los tokens nuevos.",
                &RefreshResponse {
                    access_token: token.clone(),
                    refresh_token: token,
                },
            ),
        Tag::Access
            .entry(
                Post,
                "/auth/logout",
                "logOut",
                "Cerrar la sesión de trabajo",
                "Desde ese momento no vale ningún token de esa sesión. El cuerpo no se lee.",
            )
            .answers_nothing(204, "Terminada."),
        Tag::Access
            .entry(
                Get,
                "/auth/roles/list",
                "listRoles",
                "Los roles",
                "Los cuatro roles y para qué son.",
            )
            .answers_list(200, "Los roles.", &Role::ALL.map(RoleEntry::from)),
    ]
}

fn resets() -> Vec<Entry> {
    let message = |text: &str| Message {
        message: text.to_owned(),
    };
    vec![
        Tag::Access
            .entry(
                Post,
                "/auth/reset/code",
                "sendResetCode",
                "Pedir un código para cambiar la contraseña",
                "Envía al correo un código de seis caracteres que vale 15 minutos. En un negocio de demostración, el código queda en el \
                 registro del servidor.",
            )
            .guarded_by(Guard::Nobody)
            .takes(Form::ResetCode)
            .refuses(&[Code::UserNotFound, Code::TooManyRequests])
            .answers(201, "Enviado.", &message("Código de verificación enviado al correo")),
        Tag::Access
            .entry(
                Post,
                "/auth/confirm-code",
                "confirmResetCode",
                "Confirmar el código",
                "Comprueba el código y lo recuerda 5 minutos para la misma dirección de red.",
            )
            .guarded_by(Guard::Nobody)
            .takes(Form::ConfirmCode)
            .refuses(&[Code::ResetCodeInvalid, Code::TooManyRequests])
            .answers(201, "Confirmado.", &message("Código de verificación correcto")),
        Tag::Access
            .entry(
                Post,
                "/auth/reset-confirm",
                "resetPassword",
                "Cambiar la contraseña olvidada",
                "Pone la contraseña nueva y termina todas las sesiones de trabajo del usuario. Pide el código, o haberlo confirmado hace menos \
                 de 5 minutos desde la misma dirección de red; sirve una vez.",
            )
            .guarded_by(Guard::Nobody)
            .takes(Form::ResetConfirm)
            .refuses(&[Code::UserNotFound, Code::ResetCodeInvalid, Code::TooManyRequests])
            .answers(201, "Cambiada.", &message("Contraseña actualizada correctamente")),
    ]
}
