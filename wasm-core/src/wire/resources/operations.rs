//! Operations: what was asked for, by whom, and what became of it.

use serde::{Deserialize, Serialize};

use crate::amount::Amount;
use crate::code::Code;
use crate::currency::Currency;
use crate::field::query::Query;
use crate::field::reader::Fields;
use crate::field::value::{self, AmountRange, amount_in, check_text, choose};
use crate::field::{Flaw, Invalid};
use crate::idempotency::IdempotencyKey;
use crate::operation::{OperationKind, OperationState};
use crate::operator::Operator;
use crate::readable;
use crate::wire::body::{Body, Object, serialize_as_body};
use crate::wire::kantuta::AMOUNT_MAX;
use crate::wire::kantuta::history::{id, limit};
use crate::wire::kantuta::sessions::MovementKind;
use crate::wire::money::Dec;
use crate::wire::time::{Iso, Moment};

/// How many operations one page has without a `limit`.
pub const OPERATIONS_LIMIT_DEFAULT: u32 = 50;
/// The most operations of one page.
pub const OPERATIONS_LIMIT_MAX: u32 = 200;
/// The most operations that are added up: the newest of those that a filter leaves.
pub const TOTALS_OPERATIONS_MAX: u32 = 10_000;
/// The most characters of a reason.
pub const REASON_CHARS_MAX: usize = 200;
/// The most characters of a search.
pub const SEARCH_CHARS_MAX: usize = 100;
/// The most characters of a cursor.
const CURSOR_CHARS_MAX: usize = 200;
/// The amounts that can be searched for: a drawer may be counted empty.
const SEARCHED_AMOUNTS: AmountRange = AmountRange {
    minimum: Amount::ZERO,
    maximum: AMOUNT_MAX,
};

/// GET `/operaciones/:id`, and one entry of GET `/operaciones`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Operation {
    /// The identifier, a UUID.
    pub id: String,
    /// What kind of thing was asked for.
    pub tipo: OperationKind,
    /// How far it has come.
    pub estado: OperationState,
    /// The number that people call it by: of the top-up, the injection or the cash movement; `null` for anything else.
    pub numero: Option<i64>,
    /// How much it moved, and what was counted at an opening or a closing; `null` where it moves nothing.
    pub monto: Option<Dec>,
    /// The currency.
    pub moneda: Currency,
    /// Which way it moved a drawer's cash; `null` where it moved no drawer.
    pub sentido: Option<MovementKind>,
    /// The operator of a top-up or an injection; `null` for anything else.
    pub operadora: Option<Operator>,
    /// Who asked; `null` for the set-up.
    pub id_usuario: Option<i64>,
    /// The cash session it belongs to.
    pub id_caja_sesion: Option<i64>,
    /// The register of that session, or the one that it opened or created.
    pub id_caja: Option<i64>,
    /// What it was about, for people.
    pub detalle: Option<String>,
    /// The reason that somebody gave.
    pub motivo: Option<String>,
    /// The reference that the operator's own channel gave for a top-up, once it is recorded.
    pub referencia_operadora: Option<String>,
    /// The operation that this one reverses.
    pub revierte_a: Option<String>,
    /// Whether it can be reversed, as it stands: nothing that is kept elsewhere can.
    pub reversible: bool,
    /// The key it was asked for with.
    pub idempotency_key: Option<String>,
    /// When it was asked for.
    pub fecha_hora: Iso,
    /// When its state changed last.
    pub actualizada: Iso,
}

/// GET `/operaciones`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OperationPage {
    /// The operations, newest first.
    pub operaciones: Vec<Operation>,
    /// Those who asked for them, each once.
    pub usuarios: Vec<UserName>,
    /// Where the next page starts; `null` on the last one.
    pub cursor: Option<String>,
}

/// What a user is called.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UserName {
    /// The number.
    pub id: i64,
    /// The name.
    pub nombre: String,
}

/// GET `/operaciones/totales`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OperationTotals {
    /// The sums, by kind, state and direction.
    pub totales: Vec<OperationTotal>,
    /// Whether everything that the filter leaves is in them; `false` where that is more than [`TOTALS_OPERATIONS_MAX`] operations,
    /// or more than an amount can say.
    pub completo: bool,
    /// The currency.
    pub moneda: Currency,
}

/// The sum of the operations of one kind, in one state, that moved cash in one direction.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OperationTotal {
    /// The kind.
    pub tipo: OperationKind,
    /// The state.
    pub estado: OperationState,
    /// Which way they moved a drawer's cash; `null` where they moved no drawer.
    pub sentido: Option<MovementKind>,
    /// How many there are.
    pub cantidad: i64,
    /// What they come to, those of openings and closings what was counted; one without an amount counts as nothing.
    pub monto: Dec,
}

/// POST `/operaciones/:id/reversar`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReverseRequest {
    /// Why.
    pub motivo: String,
}

/// The filters of GET `/operaciones`, and without `limit` and `cursor` those of GET `/operaciones/totales`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OperationFilter {
    /// Of one kind only.
    pub tipo: Option<OperationKind>,
    /// In one state only.
    pub estado: Option<OperationState>,
    /// Of one cash session only.
    pub id_caja_sesion: Option<i64>,
    /// Of one user only.
    pub id_usuario: Option<i64>,
    /// Of exactly this amount.
    pub monto: Option<Amount>,
    /// Top-ups and injections of one operator only.
    pub operadora: Option<Operator>,
    /// From when on, included.
    pub desde: Option<Moment>,
    /// Until when, included.
    pub hasta: Option<Moment>,
    /// About exactly this: a customer's number, however it is written, or the name of a register or an operator.
    pub buscar: Option<String>,
    /// The most entries wanted, 1 to [`OPERATIONS_LIMIT_MAX`].
    pub limit: u32,
    /// Where the page before ended.
    pub cursor: Option<String>,
    /// Asked for with this key.
    pub idempotency_key: Option<IdempotencyKey>,
}

impl Default for OperationFilter {
    fn default() -> Self {
        Self {
            tipo: None,
            estado: None,
            id_caja_sesion: None,
            id_usuario: None,
            monto: None,
            operadora: None,
            desde: None,
            hasta: None,
            buscar: None,
            limit: OPERATIONS_LIMIT_DEFAULT,
            cursor: None,
            idempotency_key: None,
        }
    }
}

impl ReverseRequest {
    /// Reads a body; every error is collected.
    pub fn parse(body: &[u8]) -> Result<Self, Invalid> {
        let mut fields = Fields::read(body)?;
        let motivo = fields.required("motivo", value::text(1..=REASON_CHARS_MAX));
        fields.finish(|| Some(Self { motivo: motivo? }))
    }
}

impl Body for ReverseRequest {
    fn to_json(&self) -> String {
        Object::write(|body| {
            body.text("motivo", &self.motivo);
        })
    }
}

impl OperationFilter {
    /// Reads percent-decoded query pairs; every error is collected. Pairs that are not known are refused. The amount is a decimal
    /// text of that currency.
    pub fn parse(pairs: &[(String, String)], currency: Currency) -> Result<Self, Invalid> {
        Self::read(pairs, currency, true)
    }

    /// As [`OperationFilter::parse`], for what has no pages: `limit` and `cursor` are not known either.
    pub fn parse_without_page(
        pairs: &[(String, String)],
        currency: Currency,
    ) -> Result<Self, Invalid> {
        Self::read(pairs, currency, false)
    }

    fn read(
        pairs: &[(String, String)],
        currency: Currency,
        with_page: bool,
    ) -> Result<Self, Invalid> {
        let mut query = Query::read(pairs);
        let tipo = query.optional("tipo", |text| {
            choose(text, &OperationKind::ALL, OperationKind::as_str)
        });
        let estado = query.optional("estado", |text| {
            choose(text, &OperationState::ALL, OperationState::as_str)
        });
        let id_caja_sesion = query.optional("id_caja_sesion", id);
        let id_usuario = query.optional("id_usuario", id);
        let monto = query.optional("monto", |text| {
            amount_in(text, currency, SEARCHED_AMOUNTS, Code::NotDecimalText)
        });
        let operadora = query.optional("operadora", operator);
        let desde = query.optional("desde", moment);
        let hasta = query.optional("hasta", moment);
        let buscar = query.optional("buscar", |text| {
            check_text(text, &(0..=SEARCH_CHARS_MAX), false)
        });
        let (limit, cursor) = if with_page {
            (
                query.optional("limit", limit(OPERATIONS_LIMIT_MAX)),
                query.optional("cursor", cursor),
            )
        } else {
            (None, None)
        };
        // A key that got lost on its way must not read as "any key": its owner would take another operation for this one.
        let idempotency_key = query.optional_filled("idempotency_key", |text| {
            IdempotencyKey::parse(text).ok_or(Flaw::new(Code::IdempotencyKeyInvalid))
        });
        refuse_inverted_range(&mut query, desde, hasta);
        query.finish_strictly(|| {
            Some(Self {
                tipo,
                estado,
                id_caja_sesion,
                id_usuario,
                monto,
                operadora,
                desde,
                hasta,
                buscar: buscar.filter(|text| !text.is_empty()),
                limit: limit.unwrap_or(OPERATIONS_LIMIT_DEFAULT),
                cursor,
                idempotency_key,
            })
        })
    }
}

/// Reads the name of an operator.
pub(crate) fn operator(text: &str) -> Result<Operator, Flaw> {
    choose(text, &Operator::ALL, Operator::name)
}

/// Reads either end of a range of time.
pub(crate) fn moment(text: &str) -> Result<Moment, Flaw> {
    Moment::parse(text).ok_or(Flaw::new(Code::InstantInvalid))
}

/// Reads a cursor: letters, digits, `-`, `_`, `.` and `=` of the URL-safe alphabets. What it says is the store's business.
pub(crate) fn cursor(text: &str) -> Result<String, Flaw> {
    let is_lawful = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.=".contains(&byte);
    let lawful = text.len() <= CURSOR_CHARS_MAX && text.bytes().all(is_lawful);
    if lawful {
        Ok(text.to_owned())
    } else {
        Err(Code::CursorInvalid.into())
    }
}

/// Refuses a range whose end lies before its start, whatever the branch's offset from UTC.
pub(crate) fn refuse_inverted_range(
    query: &mut Query<'_>,
    start: Option<Moment>,
    end: Option<Moment>,
) {
    // An instant and a day can only be compared with the branch's offset at hand; such a range is merely empty.
    let inverted = match (start, end) {
        (Some(Moment::Instant(start)), Some(Moment::Instant(end))) => end < start,
        (Some(Moment::Day(start)), Some(Moment::Day(end))) => end < start,
        _ => false,
    };
    if inverted {
        query.refuse("hasta", Code::TimeRangeInverted);
    }
}

readable!(Operation {
    id,
    tipo,
    estado,
    numero,
    monto,
    moneda,
    sentido,
    operadora,
    id_usuario,
    id_caja_sesion,
    id_caja,
    detalle,
    motivo,
    referencia_operadora,
    revierte_a,
    reversible,
    idempotency_key,
    fecha_hora,
    actualizada
});
readable!(OperationPage {
    operaciones,
    usuarios,
    cursor
});
readable!(UserName { id, nombre });
readable!(OperationTotals {
    totales,
    completo,
    moneda
});
readable!(OperationTotal {
    tipo,
    estado,
    sentido,
    cantidad,
    monto
});

serialize_as_body!(ReverseRequest);

#[cfg(test)]
mod tests;
