//! Loyalty wallets as the shop keeps them: their settings, their movements, the marked numbers, and the PINs of those who authorise.

use crate::http::Method::{Delete, Get, Patch, Post, Put};
use crate::openapi::entry::{AnswerHeader, Entry, Tag};
use crate::openapi::{examples, parameters};
use ventanilla_core::code::Code;
use ventanilla_core::wire::Form;

const WALLET: &str = "Número del monedero, no su clave.";
const PHONE: &str = "El número, exactamente diez dígitos.";

/// The entries of `/monederos`.
pub(super) fn entries() -> Vec<Entry> {
    let mut entries = wallets();
    entries.extend(phones());
    entries.extend(supervisors());
    entries
}

fn wallets() -> Vec<Entry> {
    vec![
        Tag::Loyalty
            .entry(
                Get,
                "/monederos",
                "listLoyaltyWallets",
                "Los monederos",
                "Los monederos de lealtad, cómo ganan y gastan puntos, y cuántos clientes y puntos tienen; los primeros 1000.",
            )
            .answers_list(
                200,
                "Los monederos.",
                &[examples::loyalty_wallet(), examples::strict_wallet()],
            ),
        Tag::Loyalty
            .entry(
                Post,
                "/monederos",
                "createLoyaltyWallet",
                "Crear un monedero",
                "Empieza sin clientes, y lo puede usar todo colaborador. Su `clave` es la `wallet_key` con que lo nombran los sistemas. Solo en un negocio de México. Con `clave_proveedor`, sus puntos \
                 los lleva desde el principio el servicio de un proveedor.",
            )
            .takes(Form::LoyaltyWallet)
            .refuses(&[Code::LoyaltyWalletExists, Code::NotAvailable])
            .answers(
                201,
                "El monedero creado.",
                &examples::created_loyalty_wallet(),
            ),
        Tag::Loyalty
            .entry(
                Patch,
                "/monederos/:id",
                "updateLoyaltyWallet",
                "Cambiar un monedero",
                "Lo que no se envía queda como está. Con `colaboradores` lo usan solo esos; con `null`, todos. Los cupos son lo que queda desde ahora. El porcentaje \
                 vale para las ventas que vienen, no para las hechas.",
            )
            .segment(WALLET)
            .takes(Form::LoyaltyWalletUpdate)
            .refuses(&[
                Code::LoyaltyWalletNotFound,
                Code::LoyaltyWalletExists,
                Code::LoyaltyWalletInUse,
                Code::CollaboratorForeign,
            ])
            .answers(
                200,
                "El monedero como quedó.",
                &examples::changed_loyalty_wallet(),
            ),
        Tag::Loyalty
            .entry(
                Get,
                "/monederos/:id/movimientos",
                "listLoyaltyMovements",
                "Los movimientos de un monedero",
                "Los puntos que se ganaron, se usaron, se dieron y se quitaron, de lo más nuevo a lo más viejo, por páginas: todos, o los de un cliente. Un parámetro \
                 desconocido se rechaza.",
            )
            .segment(WALLET)
            .filtered_by(parameters::movement_filter())
            .refuses(&[Code::LoyaltyWalletNotFound, Code::ValidationFailed])
            .answers_list(
                200,
                "Los movimientos.",
                &examples::loyalty_movements(),
            )
            .with_header(AnswerHeader::NextCursor),
    ]
}

fn phones() -> Vec<Entry> {
    vec![
        Tag::Loyalty
            .entry(
                Get,
                "/monederos/telefonos",
                "listMarkedPhones",
                "Los números marcados",
                "Los que el negocio bloqueó, a los que no se les mueve ningún punto, y los que sabe que son fijos, que no se registran. Por número, los primeros 10000.",
            )
            .answers_list(200, "Los números.", &examples::marked_phones()),
        Tag::Loyalty
            .entry(
                Put,
                "/monederos/telefonos/:telefono",
                "markPhone",
                "Marcar un número",
                "Lo marca como `bloqueado` o como `fijo`, en lugar de la marca que tuviera. Vale para todos los monederos.",
            )
            .segment(PHONE)
            .takes(Form::PhoneMark)
            .refuses(&[Code::PhoneNotDigits])
            .answers_list(
                200,
                "Todos los números marcados.",
                &examples::phones_with_another(),
            ),
        Tag::Loyalty
            .entry(
                Delete,
                "/monederos/telefonos/:telefono",
                "unmarkPhone",
                "Quitar la marca de un número",
                "Si no la tenía, no cambia nada.",
            )
            .segment(PHONE)
            .refuses(&[Code::PhoneNotDigits])
            .answers_nothing(204, "Sin marca."),
    ]
}

fn supervisors() -> Vec<Entry> {
    vec![
        Tag::Loyalty
            .entry(
                Get,
                "/monederos/autorizan",
                "listSupervisors",
                "Quiénes autorizan",
                "Quienes pueden autorizar con su PIN que se usen más puntos de los que un monedero permite (`pin_desde`): Gerentes y Administradores que tienen uno.",
            )
            .answers_list(200, "Quiénes.", &[examples::supervisor()]),
        Tag::Loyalty
            .entry(
                Put,
                "/monederos/pin",
                "setPin",
                "Poner el propio PIN",
                "El de quien lo pide, en lugar del que tuviera. Nadie lo puede leer.",
            )
            .takes(Form::Pin)
            .answers_nothing(204, "Puesto."),
    ]
}
