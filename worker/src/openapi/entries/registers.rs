//! Cash registers.

use crate::doors::kantuta::registers::SESSIONS_MAX;
use crate::http::Method::{Delete, Get, Patch, Post};
use crate::openapi::entry::{Entry, Tag};
use crate::openapi::{examples, parameters};
use ventanilla_core::code::Code;
use ventanilla_core::wire::Form;

const SEGMENT: &str = "Número de la caja.";

/// The entries of `/cajas` that are about registers.
pub(super) fn entries() -> Vec<Entry> {
    // The description says so.
    const { assert!(SESSIONS_MAX == 1000) };
    vec![
        Tag::Registers
            .entry(Get, "/cajas", "listRegisters", "Las cajas", "Las cajas activas, sin sus sesiones.")
            .answers_list(200, "Las cajas.", &[examples::register()]),
        Tag::Registers
            .entry(
                Post,
                "/cajas",
                "createRegister",
                "Crear una caja",
                "El saldo con que empieza es capital del dueño y queda registrado como operación. Sin `especialidad` es MIXTA; sin \
                 `id_sucursal`, de la primera sucursal.",
            )
            .takes(Form::CreateRegister)
            .refuses(&[Code::BranchNotFound, Code::RegisterNameTaken])
            .answers(201, "La caja creada; su `saldo`, como número.", &examples::created_register())
            .idempotent(),
        Tag::Registers
            .entry(
                Get,
                "/cajas/:id",
                "findRegister",
                "Una caja y sus sesiones",
                "Las sesiones, de la más nueva a la más vieja; a lo más 1000.",
            )
            .segment(SEGMENT)
            .refuses(&[Code::RegisterNotFound])
            .answers(200, "La caja.", &examples::register_with_sessions()),
        Tag::Registers
            .entry(
                Patch,
                "/cajas/:id",
                "updateRegister",
                "Cambiar una caja",
                "Cambia nombre, especialidad o sucursal. El saldo no se edita: cambia solo por operaciones. Lo que no se envía queda como está.",
            )
            .segment(SEGMENT)
            .takes(Form::UpdateRegister)
            .refuses(&[Code::RegisterNotFound, Code::BranchNotFound, Code::RegisterNameTaken])
            .answers(200, "La caja como quedó, con sus sesiones.", &examples::changed_register()),
        Tag::Registers
            .entry(
                Delete,
                "/cajas/:id",
                "retireRegister",
                "Eliminar una caja",
                "La caja deja de usarse; lo que pasó en ella queda en los reportes. No se puede con una sesión abierta ni con efectivo.",
            )
            .segment(SEGMENT)
            .filtered_by(parameters::retired_by())
            .refuses(&[Code::RegisterNotFound, Code::RegisterHasOpenSession, Code::RegisterHasCash])
            .answers_nothing(200, "Eliminada; sin cuerpo."),
    ]
}
