//! Loyalty wallets as the shop keeps them: their settings, what moved in them, and what it knows of numbers.

use serde::{Deserialize, Serialize};

use crate::amount::Amount;
use crate::code::Code;
use crate::currency::Currency;
use crate::field::query::Query;
use crate::field::reader::Fields;
use crate::field::value::{self, AmountRange, Value, whole_in};
use crate::field::{Flaw, Invalid};
use crate::loyalty::{MovementKind, Percentage, Points, TenDigits, is_pin};
use crate::operation::OperationState;
use crate::readable;
use crate::wire::body::{Body, Object, serialize_as_body};
use crate::wire::kantuta::AMOUNT_MAX;
use crate::wire::kantuta::auth::opaque_debug;
use crate::wire::money::{self, Dec};
use crate::wire::names::wire_names;
use crate::wire::time::Iso;

/// The most characters of a wallet's name.
pub const NAME_CHARS_MAX: usize = 80;
/// The most characters of the address of a shop's own page.
pub const URL_CHARS_MAX: usize = 200;
/// The most characters of a wallet's key at the upstream service.
pub const UPSTREAM_KEY_CHARS_MAX: usize = 100;
/// The largest quota.
pub const QUOTA_MAX: i64 = 1_000_000_000;
/// The most collaborators that a wallet names.
pub const COLLABORATORS_MAX: usize = 200;
/// How many movements one page has without a `limit`.
pub const MOVEMENTS_LIMIT_DEFAULT: u32 = 50;
/// The most movements of one page.
pub const MOVEMENTS_LIMIT_MAX: u32 = 200;

/// GET `/monederos`: one loyalty wallet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LoyaltyWallet {
    /// The number.
    pub id: i64,
    /// What the documented API calls it, its `wallet_key`.
    pub clave: String,
    /// The name.
    pub nombre: String,
    /// How many percent of a sale it gives.
    pub porcentaje: Dec,
    /// Whether every sale has to name its ticket.
    pub exige_ticket: bool,
    /// Whether a ticket is good for one sale.
    pub ticket_unico: bool,
    /// Whether a customer's date of birth is needed.
    pub exige_nacimiento: bool,
    /// Whether every collaborator may use it.
    pub para_todos: bool,
    /// The collaborators who may use it where not everybody may.
    pub colaboradores: Vec<i64>,
    /// How many more customers it takes.
    pub clientes_disponibles: i64,
    /// How many more redemptions it takes.
    pub canjes_disponibles: i64,
    /// How many more messages it pays for.
    pub creditos_disponibles: i64,
    /// More points than that are used on our pages with a supervisor's PIN only; `null` where no PIN is asked for.
    pub pin_desde: Option<Dec>,
    /// The shop's own page for its customers; empty where it has none.
    pub enlace_clientes: String,
    /// What the upstream service calls it that keeps its points; `null` where they are kept here.
    pub clave_proveedor: Option<String>,
    /// How many customers it has; of those that the upstream service has, none.
    pub clientes: i64,
    /// The points that they have, all together.
    pub puntos: Dec,
}

/// POST `/monederos`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LoyaltyWalletRequest {
    /// The name.
    pub nombre: String,
    /// How many percent of a sale it gives, 0.01 to 100.
    #[cfg_attr(feature = "openapi", schema(value_type = Dec))]
    pub porcentaje: Percentage,
    /// Whether every sale has to name its ticket; not without it.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<bool>))]
    pub exige_ticket: bool,
    /// Whether a ticket is good for one sale; not without it.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<bool>))]
    pub ticket_unico: bool,
    /// Whether a customer's date of birth is needed; not without it.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<bool>))]
    pub exige_nacimiento: bool,
    /// How many customers it takes.
    pub clientes_disponibles: i64,
    /// How many redemptions it takes.
    pub canjes_disponibles: i64,
    /// How many messages it pays for.
    pub creditos_disponibles: i64,
    /// More points than that are used on our pages with a supervisor's PIN only; no PIN is asked for without it.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Dec>))]
    pub pin_desde: Option<Points>,
    /// The shop's own page for its customers, `https://…`; none without it.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub enlace_clientes: String,
    /// What the upstream service calls it that keeps its points; they are kept here without it.
    pub clave_proveedor: Option<String>,
}

/// PATCH `/monederos/:id`. What is absent stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LoyaltyWalletUpdateRequest {
    /// The name.
    pub nombre: Option<String>,
    /// How many percent of a sale it gives, 0.01 to 100.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Dec>))]
    pub porcentaje: Option<Percentage>,
    /// Whether every sale has to name its ticket.
    pub exige_ticket: Option<bool>,
    /// Whether a ticket is good for one sale.
    pub ticket_unico: Option<bool>,
    /// Whether a customer's date of birth is needed.
    pub exige_nacimiento: Option<bool>,
    /// The collaborators who may use it; `null` where every one may.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Vec<i64>>))]
    pub colaboradores: Option<Option<Vec<i64>>>,
    /// How many more customers it takes.
    pub clientes_disponibles: Option<i64>,
    /// How many more redemptions it takes.
    pub canjes_disponibles: Option<i64>,
    /// How many more messages it pays for.
    pub creditos_disponibles: Option<i64>,
    /// More points than that are used on our pages with a supervisor's PIN only; `null` where no PIN is to be asked for.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Dec>))]
    pub pin_desde: Option<Option<Points>>,
    /// The shop's own page for its customers, `https://…`; empty where it has none.
    pub enlace_clientes: Option<String>,
    /// What the upstream service calls it that keeps its points; `null` where they are kept here.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub clave_proveedor: Option<Option<String>>,
}

/// GET `/monederos/:id/movimientos`: what one operation did to a contact's points.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LoyaltyMovement {
    /// The operation, a UUID.
    pub id: String,
    /// What it did.
    pub tipo: MovementKind,
    /// How many points.
    pub puntos: Dec,
    /// What the contact had afterwards.
    pub saldo: Dec,
    /// What the sale came to, where it was told.
    pub monto: Option<Dec>,
    /// The ticket.
    pub ticket: Option<String>,
    /// The reason of an adjustment.
    pub motivo: Option<String>,
    /// The customer's number.
    pub telefono: String,
    /// The customer's name.
    pub cliente: String,
    /// Who signed it.
    pub colaborador: String,
    /// Who authorised it with a PIN.
    pub autorizo: Option<String>,
    /// `succeeded`, or `reversed` where it was undone.
    pub estado: OperationState,
    /// When.
    pub fecha_hora: Iso,
}

/// GET `/monederos/:id/movimientos`, its query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MovementFilter {
    /// Of which number; of all without it.
    pub telefono: Option<TenDigits>,
    /// How many.
    pub limit: u32,
    /// Those before this one, as `X-Next-Cursor` said.
    pub cursor: Option<i64>,
}

/// What a shop knows of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PhoneMark {
    /// Nothing is sold to it.
    Blocked,
    /// It is a landline.
    Landline,
}

/// GET `/monederos/telefonos`: a number that is marked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MarkedPhone {
    /// The number, ten digits.
    pub telefono: String,
    /// What it is marked as.
    pub marca: PhoneMark,
    /// Since when.
    pub desde: Iso,
}

/// PUT `/monederos/telefonos/:telefono`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PhoneMarkRequest {
    /// What it is marked as.
    pub marca: PhoneMark,
}

/// PUT `/monederos/pin`.
#[derive(Clone, PartialEq, Eq)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PinRequest {
    /// Four to eight digits.
    pub pin: String,
}

impl PhoneMark {
    /// Every mark.
    pub const ALL: [Self; 2] = [Self::Blocked, Self::Landline];

    /// The name, as the wire writes it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Blocked => "bloqueado",
            Self::Landline => "fijo",
        }
    }

    /// The mark of exactly that name; `None` for any other text.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|mark| mark.as_str() == text)
    }
}

wire_names!(
    PhoneMark,
    "PhoneMark",
    PhoneMark::as_str,
    PhoneMark::parse,
    PhoneMark::ALL
);

impl LoyaltyWalletRequest {
    /// Reads a body; every error is collected.
    pub fn parse(body: &[u8]) -> Result<Self, Invalid> {
        let mut fields = Fields::read(body)?;
        let request = Self::read(&mut fields);
        fields.finish(|| request)
    }

    /// Reads the fields of an object; `None` after an error.
    pub(crate) fn read(fields: &mut Fields<'_>) -> Option<Self> {
        let nombre = fields.required("nombre", value::text(1..=NAME_CHARS_MAX));
        let porcentaje = fields.required("porcentaje", percentage);
        let exige_ticket = fields.optional("exige_ticket", value::boolean);
        let ticket_unico = fields.optional("ticket_unico", value::boolean);
        let exige_nacimiento = fields.optional("exige_nacimiento", value::boolean);
        let clientes_disponibles = fields.required("clientes_disponibles", quota);
        let canjes_disponibles = fields.required("canjes_disponibles", quota);
        let creditos_disponibles = fields.required("creditos_disponibles", quota);
        let pin_desde = fields.optional("pin_desde", points);
        let enlace_clientes = fields.optional("enlace_clientes", page);
        let clave_proveedor = fields.optional("clave_proveedor", upstream_key);
        Some(Self {
            nombre: nombre?,
            porcentaje: porcentaje?,
            exige_ticket: exige_ticket.unwrap_or(false),
            ticket_unico: ticket_unico.unwrap_or(false),
            exige_nacimiento: exige_nacimiento.unwrap_or(false),
            clientes_disponibles: clientes_disponibles?,
            canjes_disponibles: canjes_disponibles?,
            creditos_disponibles: creditos_disponibles?,
            pin_desde,
            enlace_clientes: enlace_clientes.unwrap_or_default(),
            clave_proveedor,
        })
    }
}

impl LoyaltyWalletUpdateRequest {
    /// Reads a body; every error is collected.
    pub fn parse(body: &[u8]) -> Result<Self, Invalid> {
        let mut fields = Fields::read(body)?;
        let nombre = fields.optional("nombre", value::text(1..=NAME_CHARS_MAX));
        let porcentaje = fields.optional("porcentaje", percentage);
        let exige_ticket = fields.optional("exige_ticket", value::boolean);
        let ticket_unico = fields.optional("ticket_unico", value::boolean);
        let exige_nacimiento = fields.optional("exige_nacimiento", value::boolean);
        let colaboradores = fields.nullable("colaboradores", collaborators);
        let clientes_disponibles = fields.optional("clientes_disponibles", quota);
        let canjes_disponibles = fields.optional("canjes_disponibles", quota);
        let creditos_disponibles = fields.optional("creditos_disponibles", quota);
        let pin_desde = fields.nullable("pin_desde", points);
        let enlace_clientes = fields.optional("enlace_clientes", page);
        let clave_proveedor = fields.nullable("clave_proveedor", upstream_key);
        fields.finish(|| {
            Some(Self {
                nombre,
                porcentaje,
                exige_ticket,
                ticket_unico,
                exige_nacimiento,
                colaboradores,
                clientes_disponibles,
                canjes_disponibles,
                creditos_disponibles,
                pin_desde,
                enlace_clientes,
                clave_proveedor,
            })
        })
    }
}

impl MovementFilter {
    /// Reads a query.
    pub fn parse(pairs: &[(String, String)]) -> Result<Self, Invalid> {
        let mut query = Query::read(pairs);
        let telefono = query.optional("telefono", ten_digits);
        let limit = query.optional("limit", |text| {
            whole_in(text, &(1..=i64::from(MOVEMENTS_LIMIT_MAX)))
        });
        let cursor = query.optional("cursor", |text| {
            whole_in(text, &(1..=Amount::MAX.minor())).map_err(|_| Flaw::new(Code::CursorInvalid))
        });
        query.finish_strictly(|| {
            let limit = limit.and_then(|limit| u32::try_from(limit).ok());
            Some(Self {
                telefono,
                limit: limit.unwrap_or(MOVEMENTS_LIMIT_DEFAULT),
                cursor,
            })
        })
    }
}

impl PhoneMarkRequest {
    /// Reads a body; every error is collected.
    pub fn parse(body: &[u8]) -> Result<Self, Invalid> {
        let mut fields = Fields::read(body)?;
        let marca = fields.required("marca", value::choice(&PhoneMark::ALL, PhoneMark::as_str));
        fields.finish(|| Some(Self { marca: marca? }))
    }
}

impl PinRequest {
    /// Reads a body; every error is collected.
    pub fn parse(body: &[u8]) -> Result<Self, Invalid> {
        let mut fields = Fields::read(body)?;
        let pin = fields.required("pin", pin);
        fields.finish(|| Some(Self { pin: pin? }))
    }
}

/// Reads a percentage as a decimal text, in hundredths of a percent.
pub(crate) fn percentage(value: Value<'_>) -> Result<Percentage, Flaw> {
    let range = AmountRange {
        minimum: Percentage::MIN,
        maximum: Percentage::MAX,
    };
    let hundredths = value::amount_text(Currency::Mxn, range)(value)?;
    Percentage::new(hundredths).ok_or(Flaw::new(Code::TooSmall))
}

/// Reads points as a decimal text.
pub(crate) fn points(value: Value<'_>) -> Result<Points, Flaw> {
    let range = AmountRange {
        minimum: Amount::ZERO,
        maximum: AMOUNT_MAX,
    };
    let hundredths = value::amount_text(Currency::Mxn, range)(value)?;
    Points::new(hundredths).ok_or(Flaw::new(Code::TooSmall))
}

/// Reads a PIN.
pub(crate) fn pin(value: Value<'_>) -> Result<String, Flaw> {
    let text = value.string()?;
    if is_pin(&text) {
        Ok(text)
    } else {
        Err(Flaw::new(Code::PinFormat))
    }
}

/// Reads what the upstream service calls a wallet: visible characters, since it is looked for to the letter.
fn upstream_key(value: Value<'_>) -> Result<String, Flaw> {
    let text = value::text(1..=UPSTREAM_KEY_CHARS_MAX)(value)?;
    if text.bytes().all(|byte| byte.is_ascii_graphic()) {
        Ok(text)
    } else {
        Err(Flaw::new(Code::CodeFormat))
    }
}

/// Reads how many there are left.
pub(crate) fn quota(value: Value<'_>) -> Result<i64, Flaw> {
    value::integer(0..=QUOTA_MAX)(value)
}

/// Reads a list of users' ids, each once.
fn collaborators(value: Value<'_>) -> Result<Vec<i64>, Flaw> {
    let items = value.items()?;
    if items.len() > COLLABORATORS_MAX {
        return Err(Flaw::new(Code::TooManyItems).with("maximo", COLLABORATORS_MAX.to_string()));
    }
    let mut ids = Vec::with_capacity(items.len());
    for item in items {
        let id = Value::of(item)
            .ok_or(Flaw::new(Code::NotAnInteger))
            .and_then(value::id)?;
        if ids.contains(&id) {
            return Err(Flaw::new(Code::RepeatedValue));
        }
        ids.push(id);
    }
    Ok(ids)
}

/// Reads the address of a page, which is public and so encrypted on its way; or nothing.
fn page(value: Value<'_>) -> Result<String, Flaw> {
    let text = value::text(0..=URL_CHARS_MAX)(value)?;
    let is_page = text
        .strip_prefix("https://")
        .is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_graphic()));
    if text.is_empty() || is_page {
        Ok(text)
    } else {
        Err(Flaw::new(Code::BaseUrlNotAllowed))
    }
}

fn ten_digits(text: &str) -> Result<TenDigits, Flaw> {
    TenDigits::parse(text).ok_or(Flaw::new(Code::PhoneNotDigits))
}

impl Body for LoyaltyWalletRequest {
    fn to_json(&self) -> String {
        Object::write(|body| {
            body.text("nombre", &self.nombre);
            body.text("porcentaje", &money::decimal_text(self.porcentaje.amount()));
            body.flag("exige_ticket", self.exige_ticket);
            body.flag("ticket_unico", self.ticket_unico);
            body.flag("exige_nacimiento", self.exige_nacimiento);
            body.whole("clientes_disponibles", self.clientes_disponibles);
            body.whole("canjes_disponibles", self.canjes_disponibles);
            body.whole("creditos_disponibles", self.creditos_disponibles);
            let threshold = self.pin_desde.map(decimal_text);
            body.optional_text("pin_desde", threshold.as_deref());
            body.text("enlace_clientes", &self.enlace_clientes);
            body.optional_text("clave_proveedor", self.clave_proveedor.as_deref());
        })
    }
}

impl Body for LoyaltyWalletUpdateRequest {
    fn to_json(&self) -> String {
        Object::write(|body| {
            body.optional_text("nombre", self.nombre.as_deref());
            let percentage = self
                .porcentaje
                .map(|percentage| money::decimal_text(percentage.amount()));
            body.optional_text("porcentaje", percentage.as_deref());
            body.optional_flag("exige_ticket", self.exige_ticket);
            body.optional_flag("ticket_unico", self.ticket_unico);
            body.optional_flag("exige_nacimiento", self.exige_nacimiento);
            match &self.colaboradores {
                Some(Some(ids)) => {
                    body.list("colaboradores", ids.iter().map(i64::to_string).collect());
                }
                Some(None) => body.null("colaboradores"),
                None => {}
            }
            body.optional_whole("clientes_disponibles", self.clientes_disponibles);
            body.optional_whole("canjes_disponibles", self.canjes_disponibles);
            body.optional_whole("creditos_disponibles", self.creditos_disponibles);
            if let Some(threshold) = self.pin_desde {
                body.nullable_text("pin_desde", threshold.map(decimal_text).as_deref());
            }
            body.optional_text("enlace_clientes", self.enlace_clientes.as_deref());
            if let Some(key) = &self.clave_proveedor {
                body.nullable_text("clave_proveedor", key.as_deref());
            }
        })
    }
}

fn decimal_text(points: Points) -> String {
    money::decimal_text(points.amount())
}

impl Body for PhoneMarkRequest {
    fn to_json(&self) -> String {
        Object::write(|body| body.text("marca", self.marca.as_str()))
    }
}

impl Body for PinRequest {
    fn to_json(&self) -> String {
        Object::write(|body| body.text("pin", &self.pin))
    }
}

serialize_as_body!(
    LoyaltyWalletRequest,
    LoyaltyWalletUpdateRequest,
    PhoneMarkRequest,
    PinRequest
);
opaque_debug!(PinRequest);

readable!(LoyaltyWallet {
    id,
    clave,
    nombre,
    porcentaje,
    exige_ticket,
    ticket_unico,
    exige_nacimiento,
    para_todos,
    colaboradores,
    clientes_disponibles,
    canjes_disponibles,
    creditos_disponibles,
    pin_desde,
    enlace_clientes,
    clave_proveedor,
    clientes,
    puntos
});
readable!(LoyaltyMovement {
    id,
    tipo,
    puntos,
    saldo,
    monto,
    ticket,
    motivo,
    telefono,
    cliente,
    colaborador,
    autorizo,
    estado,
    fecha_hora
});
readable!(MarkedPhone {
    telefono,
    marca,
    desde
});
