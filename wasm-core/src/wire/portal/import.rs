//! What became of an imported file, line by line.

use serde::{Deserialize, Serialize};

use crate::code::Code;
use crate::readable;

/// The answer of POST `/portal/clientes/importar` and `/portal/facturas/importar`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ImportReport {
    /// How many lines there were, without the heading and empty ones.
    pub lineas: i64,
    /// How many were new.
    pub creadas: i64,
    /// How many were there already, exactly so; an import that was cut off is run again without harm.
    pub existentes: i64,
    /// How many were refused.
    pub rechazadas: i64,
    /// Those lines and why, in their order.
    pub rechazos: Vec<RefusedLine>,
}

/// One line that was refused, and the first thing that is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RefusedLine {
    /// The line in the file, the heading being the first.
    pub linea: i64,
    /// The column; empty for the line as a whole.
    pub columna: String,
    /// The stable code.
    pub code: Code,
    /// What is wrong and what to do, in Spanish.
    pub mensaje: String,
}

readable!(ImportReport {
    lineas,
    creadas,
    existentes,
    rechazadas,
    rechazos
});
readable!(RefusedLine {
    linea,
    columna,
    code,
    mensaje
});
