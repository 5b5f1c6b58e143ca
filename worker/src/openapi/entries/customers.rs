//! The customers of the tenant and what they owe.

use crate::http::IMPORT_BYTES_MAX;
use crate::http::Method::{Get, Patch, Post};
use crate::openapi::entry::{Entry, Tag};
use crate::openapi::guard::Guard;
use crate::openapi::{examples, parameters};
use ventanilla_core::code::Code;
use ventanilla_core::import::LINES_MAX;
use ventanilla_core::wire::Form;

const SEGMENT: &str = "Número del cliente.";

/// The entries of `/portal/clientes` and `/portal/facturas`.
pub(super) fn entries() -> Vec<Entry> {
    // The descriptions say so.
    const { assert!(LINES_MAX == 1000 && IMPORT_BYTES_MAX == 1024 * 1024) };
    let mut entries = customers();
    entries.extend(invoices());
    entries
}

fn customers() -> Vec<Entry> {
    vec![
        Tag::Customers
            .entry(
                Get,
                "/portal/clientes",
                "listCustomers",
                "Los clientes",
                "Por número, por páginas, con lo que deben. Los parámetros desconocidos no cuentan.",
            )
            .filtered_by(parameters::customer_filter())
            .refuses(&[Code::ValidationFailed])
            .answers_with(200, "Una página.", examples::customer_page()),
        Tag::Customers
            .entry(
                Post,
                "/portal/clientes",
                "createCustomer",
                "Anotar un cliente",
                "Sin `cliente_id`, el número que sigue al más alto.",
            )
            .takes(Form::Customer)
            .refuses(&[Code::CustomerNumberTaken, Code::CustomerNumbersExhausted])
            .answers_with(201, "El cliente.", examples::created_customer()),
        Tag::Customers
            .entry(
                Post,
                "/portal/clientes/importar",
                "importCustomers",
                "Importar clientes de un archivo",
                "Un archivo CSV de hasta 1000 líneas y 1 MB, con un título por columna en la primera línea: `cliente_id`, `nombre` y, si se quiere, `documento`; \
                 separado por punto y coma, coma o tabulador, en UTF-8, UTF-16 o Windows-1252. Uno más largo se envía en partes; una columna `linea` dice \
                 entonces qué línea del archivo entero es cada una. Cada línea vale por sí sola: las que están mal se informan y las demás se anotan. \
                 Repetirlo no hace daño: lo que ya estaba igual se cuenta en `existentes`.",
            )
            .takes_file(examples::CUSTOMERS_FILE)
            .answers_with(200, "Qué fue de cada línea.", examples::customers_report()),
        Tag::Customers
            .entry(
                Get,
                "/portal/clientes/:cliente_id",
                "findCustomer",
                "Un cliente",
                "Con lo que debe.",
            )
            .segment(SEGMENT)
            .refuses(&[Code::CustomerNotFound])
            .answers_with(200, "El cliente.", examples::customer()),
        Tag::Customers
            .entry(
                Patch,
                "/portal/clientes/:cliente_id",
                "updateCustomer",
                "Cambiar un cliente",
                "El número no cambia. Lo que no se envía queda como está; `documento` con `null` se borra.",
            )
            .segment(SEGMENT)
            .takes(Form::CustomerUpdate)
            .refuses(&[Code::CustomerNotFound])
            .answers_with(200, "El cliente como quedó.", examples::changed_customer()),
    ]
}

fn invoices() -> Vec<Entry> {
    vec![
        Tag::Customers
            .entry(
                Get,
                "/portal/clientes/:cliente_id/facturas",
                "listInvoices",
                "Las facturas de un cliente",
                "De la más vieja a la más nueva, por páginas. Los parámetros desconocidos no cuentan. Un cliente, con el token de su portal, ve las \
                 suyas; las de otro responden 401.",
            )
            .segment(SEGMENT)
            .guarded_by(Guard::Party)
            .filtered_by(parameters::invoice_filter())
            .refuses(&[Code::ValidationFailed, Code::CustomerNotFound])
            .answers_with(200, "Una página.", examples::invoice_page()),
        Tag::Customers
            .entry(
                Post,
                "/portal/facturas",
                "recordInvoice",
                "Registrar una factura",
                "Desde ese momento el cliente la debe. Sin `id`, se le da uno.",
            )
            .takes(Form::Invoice)
            .refuses(&[Code::CustomerNotFound, Code::InvoiceTaken])
            .answers_with(201, "La factura.", examples::invoice())
            .idempotent(),
        Tag::Customers
            .entry(
                Post,
                "/portal/facturas/importar",
                "importInvoices",
                "Importar facturas de un archivo",
                "Un archivo como el de los clientes, con las columnas `id`, `cliente_id`, `tipo`, `numero` y `monto`. Los montos se leen como se escriben: \
                 `1.234,56` y `1234.56` son lo mismo. El cliente de cada una tiene que existir. Repetirlo no hace daño: lo que ya estaba igual se cuenta \
                 en `existentes`.",
            )
            .takes_file(examples::INVOICES_FILE)
            .answers_with(200, "Qué fue de cada línea.", examples::invoices_report())
            .idempotent(),
    ]
}
