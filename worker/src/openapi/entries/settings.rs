//! Branches, operators and the tenant's settings.

use crate::http::Method::{Get, Patch, Post};
use crate::openapi::entry::{Entry, Tag};
use crate::openapi::examples;
use ventanilla_core::code::Code;
use ventanilla_core::wire::Form;

/// The entries of `/sucursales`, `/operadoras` and `/configuracion`.
pub(super) fn entries() -> Vec<Entry> {
    let mut entries = branches();
    entries.extend(operators_and_tenant());
    entries
}

fn branches() -> Vec<Entry> {
    vec![
        Tag::Settings
            .entry(
                Get,
                "/sucursales",
                "listBranches",
                "Las sucursales",
                "Las sucursales del negocio, activas o no; las primeras 1000.",
            )
            .answers_list(200, "Las sucursales.", &[examples::branch()]),
        Tag::Settings
            .entry(
                Post,
                "/sucursales",
                "createBranch",
                "Crear una sucursal",
                "El código queda en mayúsculas. Sin `zona_utc_minutos`, la del negocio.",
            )
            .takes(Form::Branch)
            .refuses(&[Code::BranchCodeTaken])
            .answers(201, "La sucursal creada.", &examples::branch()),
        Tag::Settings
            .entry(
                Patch,
                "/sucursales/:id",
                "updateBranch",
                "Cambiar una sucursal",
                "Con `estado` falso deja de usarse; no se puede mientras tenga cajas activas ni con la primera sucursal. Lo que no se envía \
                 queda como está.",
            )
            .segment("Número de la sucursal.")
            .takes(Form::BranchUpdate)
            .refuses(&[Code::BranchNotFound, Code::BranchIsDefault, Code::BranchInUse, Code::BranchCodeTaken])
            .answers(200, "La sucursal como quedó.", &examples::branch()),
    ]
}

fn operators_and_tenant() -> Vec<Entry> {
    vec![
        Tag::Settings
            .entry(
                Get,
                "/operadoras",
                "listOperators",
                "Las operadoras",
                "Todas las del negocio, se vendan o no.",
            )
            .answers_list(200, "Las operadoras.", &[examples::operator_settings()]),
        Tag::Settings
            .entry(
                Patch,
                "/operadoras/:id",
                "updateOperator",
                "Cambiar una operadora",
                "Si se vende, y desde qué saldo avisan las páginas; `null` para no avisar. Lo que no se envía queda como está.",
            )
            .segment("Número de la operadora.")
            .takes(Form::OperatorUpdate)
            .refuses(&[Code::OperatorNotFound])
            .answers(200, "La operadora como quedó.", &examples::operator_settings()),
        Tag::Settings
            .entry(
                Get,
                "/configuracion",
                "findSettings",
                "La configuración del negocio",
                "Nombre, país, moneda, hora, cierre y recibo.",
            )
            .answers(200, "La configuración.", &examples::settings()),
        Tag::Settings
            .entry(
                Patch,
                "/configuracion",
                "updateSettings",
                "Cambiar la configuración",
                "El país, la moneda y el modo no cambian. Lo que no se envía queda como está.",
            )
            .takes(Form::TenantUpdate)
            .refuses(&[Code::TenantExists])
            .answers(200, "La configuración como quedó.", &examples::settings()),
    ]
}
