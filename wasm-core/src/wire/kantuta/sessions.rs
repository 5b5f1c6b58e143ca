//! Cash sessions and the movements in them.

use serde::{Deserialize, Serialize};

use super::{Audit, TOP_UP_MIN, at_least, counted};
use crate::amount::Amount;
use crate::cash::CashCount;
use crate::currency::Currency;
use crate::field::Invalid;
use crate::field::reader::Fields;
use crate::field::value;
use crate::readable;
use crate::wire::body::{Body, Object, serialize_as_body};
use crate::wire::money::Money;
use crate::wire::names::wire_names;
use crate::wire::time::Iso;

/// The most characters of a movement's or a difference's reason.
pub const REASON_CHARS_MAX: usize = 200;

/// Which way cash moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MovementKind {
    /// Into the drawer, `INGRESO`.
    Ingreso,
    /// Out of the drawer, `EGRESO`.
    Egreso,
}

/// Whether a cash session is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SessionState {
    /// Open, `ABIERTA`.
    Abierta,
    /// Closed, `CERRADA`.
    Cerrada,
}

/// POST `/cajas/abrir`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OpenSessionRequest {
    /// The register.
    pub id_caja: i64,
    /// The cash in the drawer; where `conteo` is sent, its total.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<crate::wire::Num>))]
    pub monto_inicial: Option<Amount>,
    /// Whose session it is to be: the caller's, or another's whom an Administrador opens it for.
    pub id_usuario: Option<i64>,
    /// The user who opens it: the caller, or whoever an Administrador acts for.
    pub id_user_create: Option<i64>,
    /// The pieces counted, denomination to quantity.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<std::collections::BTreeMap<String, u32>>))]
    pub conteo: Option<CashCount>,
}

/// PATCH `/cajas/sesion/:id/cerrar`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CloseSessionRequest {
    /// The cash counted; may be left out where `conteo` is sent.
    #[cfg_attr(feature = "openapi", schema(value_type = crate::wire::Num))]
    pub monto_final_real: Amount,
    /// The user who closes it: the caller, or whoever an Administrador acts for.
    pub id_user_update: Option<i64>,
    /// The pieces counted, denomination to quantity.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<std::collections::BTreeMap<String, u32>>))]
    pub conteo: Option<CashCount>,
    /// Why the count differs from what should be there.
    pub motivo: Option<String>,
}

/// PATCH `/cajas/sesion/:id/motivo`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DifferenceReasonRequest {
    /// Why the count differed from what should have been there.
    pub motivo: String,
}

/// POST `/cajas/movimiento`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MovementRequest {
    /// Which way.
    pub tipo: MovementKind,
    /// How much, at least 0.10.
    #[cfg_attr(feature = "openapi", schema(value_type = crate::wire::Num))]
    pub monto: Amount,
    /// Why.
    pub motivo: String,
    /// The session whose drawer it is.
    pub id_sesion_caja: i64,
    /// The user who moves it: the caller, or whoever an Administrador acts for.
    pub id_user_create: Option<i64>,
}

/// A cash session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CashSession {
    /// The number.
    pub id: i64,
    /// The cash it was opened with: a string, but in the answer of the opening a number.
    pub monto_inicial: Money,
    /// What should have been in the drawer; `null` while it is open.
    pub monto_final_teorico: Option<Money>,
    /// What was counted; `null` while it is open.
    pub monto_final_real: Option<Money>,
    /// What was counted less what should have been there; `null` while it is open.
    pub diferencia: Option<Money>,
    /// Open or closed.
    pub estado_sesion: SessionState,
    /// When it was opened.
    pub fecha_apertura: Iso,
    /// When it was closed; `null` while it is open.
    pub fecha_cierre: Option<Iso>,
    /// The register.
    pub id_caja: i64,
    /// Whose session it is.
    pub id_usuario: i64,
    /// Why the count differed, once that is recorded.
    pub motivo_diferencia: Option<String>,
    /// Who and when.
    #[serde(flatten)]
    pub audit: Audit,
}

/// Cash moved into or out of a drawer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CashMovement {
    /// The number.
    pub id: i64,
    /// Which way.
    pub tipo: MovementKind,
    /// How much.
    pub monto: Money,
    /// Why.
    pub motivo: String,
    /// When.
    pub fecha: Iso,
    /// The session whose drawer it was.
    pub id_sesion_caja: i64,
    /// The operation that it is part of.
    pub id_operacion: String,
    /// Who and when.
    #[serde(flatten)]
    pub audit: Audit,
}

impl MovementKind {
    /// Both kinds.
    pub const ALL: [Self; 2] = [Self::Ingreso, Self::Egreso];

    /// Which way cash moves that comes into a drawer, or goes out of one.
    pub const fn of_cash(comes_in: bool) -> Self {
        if comes_in {
            Self::Ingreso
        } else {
            Self::Egreso
        }
    }

    /// The name, as the wire writes it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Ingreso => "INGRESO",
            Self::Egreso => "EGRESO",
        }
    }

    /// The kind of exactly that name; `None` for any other text.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text)
    }
}

impl SessionState {
    /// Both states.
    pub const ALL: [Self; 2] = [Self::Abierta, Self::Cerrada];

    /// The name, as the wire writes it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Abierta => "ABIERTA",
            Self::Cerrada => "CERRADA",
        }
    }

    /// The state of exactly that name; `None` for any other text.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == text)
    }
}

wire_names!(
    MovementKind,
    "MovementKind",
    MovementKind::as_str,
    MovementKind::parse,
    MovementKind::ALL
);
wire_names!(
    SessionState,
    "SessionState",
    SessionState::as_str,
    SessionState::parse,
    SessionState::ALL
);

impl OpenSessionRequest {
    /// Reads a body; every error is collected. An amount and a count that differ are [`CountMismatch`](crate::Code::CountMismatch).
    pub fn parse(body: &[u8], currency: Currency) -> Result<Self, Invalid> {
        let mut fields = Fields::read(body)?;
        let id_caja = fields.required("id_caja", value::id);
        let amount = fields.optional(
            "monto_inicial",
            value::amount_number(currency, at_least(Amount::ZERO)),
        );
        let id_usuario = fields.optional("id_usuario", value::id);
        let id_user_create = fields.optional("id_user_create", value::id);
        let conteo = fields.optional("conteo", value::count(currency));
        let monto_inicial = counted(
            &mut fields,
            "monto_inicial",
            amount,
            conteo.as_ref(),
            currency,
        );
        fields.finish(|| {
            Some(Self {
                id_caja: id_caja?,
                monto_inicial,
                id_usuario,
                id_user_create,
                conteo,
            })
        })
    }
}

impl Body for OpenSessionRequest {
    fn to_json(&self) -> String {
        Object::write(|body| {
            body.whole("id_caja", self.id_caja);
            body.optional_number("monto_inicial", self.monto_inicial);
            body.optional_whole("id_usuario", self.id_usuario);
            body.optional_whole("id_user_create", self.id_user_create);
            body.optional_literal("conteo", self.conteo.as_ref().map(CashCount::to_json));
        })
    }
}

impl CloseSessionRequest {
    /// Reads a body; every error is collected. An amount and a count that differ are [`CountMismatch`](crate::Code::CountMismatch).
    pub fn parse(body: &[u8], currency: Currency) -> Result<Self, Invalid> {
        let mut fields = Fields::read(body)?;
        let conteo = fields.optional("conteo", value::count(currency));
        let real = value::amount_number(currency, at_least(Amount::ZERO));
        let amount = match conteo {
            Some(_) => fields.optional("monto_final_real", real),
            None => fields.required("monto_final_real", real),
        };
        let monto_final_real = counted(
            &mut fields,
            "monto_final_real",
            amount,
            conteo.as_ref(),
            currency,
        );
        let id_user_update = fields.optional("id_user_update", value::id);
        let motivo = fields
            .optional("motivo", value::text(0..=REASON_CHARS_MAX))
            .filter(|motivo| !motivo.is_empty());
        fields.finish(|| {
            Some(Self {
                monto_final_real: monto_final_real?,
                id_user_update,
                conteo,
                motivo,
            })
        })
    }
}

impl Body for CloseSessionRequest {
    fn to_json(&self) -> String {
        Object::write(|body| {
            body.number("monto_final_real", self.monto_final_real);
            body.optional_whole("id_user_update", self.id_user_update);
            body.optional_literal("conteo", self.conteo.as_ref().map(CashCount::to_json));
            body.optional_text("motivo", self.motivo.as_deref());
        })
    }
}

impl DifferenceReasonRequest {
    /// Reads a body; every error is collected.
    pub fn parse(body: &[u8]) -> Result<Self, Invalid> {
        let mut fields = Fields::read(body)?;
        let motivo = fields.required("motivo", value::text(1..=REASON_CHARS_MAX));
        fields.finish(|| Some(Self { motivo: motivo? }))
    }
}

impl Body for DifferenceReasonRequest {
    fn to_json(&self) -> String {
        Object::write(|body| {
            body.text("motivo", &self.motivo);
        })
    }
}

impl MovementRequest {
    /// Reads a body; every error is collected.
    pub fn parse(body: &[u8], currency: Currency) -> Result<Self, Invalid> {
        let mut fields = Fields::read(body)?;
        let kind = value::choice(&MovementKind::ALL, MovementKind::as_str);
        let tipo = fields.required("tipo", kind);
        let monto = fields.required(
            "monto",
            value::amount_number(currency, at_least(TOP_UP_MIN)),
        );
        let motivo = fields.required("motivo", value::text(1..=REASON_CHARS_MAX));
        let id_sesion_caja = fields.required("id_sesion_caja", value::id);
        let id_user_create = fields.optional("id_user_create", value::id);
        fields.finish(|| {
            Some(Self {
                tipo: tipo?,
                monto: monto?,
                motivo: motivo?,
                id_sesion_caja: id_sesion_caja?,
                id_user_create,
            })
        })
    }
}

impl Body for MovementRequest {
    fn to_json(&self) -> String {
        Object::write(|body| {
            body.text("tipo", self.tipo.as_str());
            body.number("monto", self.monto);
            body.text("motivo", &self.motivo);
            body.whole("id_sesion_caja", self.id_sesion_caja);
            body.optional_whole("id_user_create", self.id_user_create);
        })
    }
}

readable!(CashSession { id, monto_inicial, monto_final_teorico, monto_final_real, diferencia, estado_sesion, fecha_apertura, fecha_cierre, id_caja, id_usuario, motivo_diferencia; ..audit });
readable!(CashMovement { id, tipo, monto, motivo, fecha, id_sesion_caja, id_operacion; ..audit });

serialize_as_body!(
    OpenSessionRequest,
    CloseSessionRequest,
    DifferenceReasonRequest,
    MovementRequest
);
