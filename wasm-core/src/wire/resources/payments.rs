//! Service payments as the shop sees them: where each stands, what waits for a person, refunds.

use serde::{Deserialize, Serialize};

use crate::currency::Currency;
use crate::field::reader::Fields;
use crate::field::{Invalid, value};
use crate::product::Product;
use crate::readable;
use crate::wire::answer::{FromJson, Json};
use crate::wire::body::{Body, Object, serialize_as_body};
use crate::wire::money::Dec;
use crate::wire::names::wire_names;
use crate::wire::time::Iso;

/// The most characters of somebody's evidence.
pub const EVIDENCE_CHARS_MAX: usize = 500;

/// Where an order at a provider stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OrderState {
    /// Sent, or about to be.
    Submitted,
    /// The provider has it and has not finished.
    Pending,
    /// Nobody can tell.
    Unknown,
    /// Done.
    Delivered,
    /// Not done, and never will be.
    Refused,
}

/// What a person found out about an order that nobody could tell of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Resolution {
    /// It was done.
    Delivered,
    /// It was not done.
    NotDelivered,
}

/// How a customer's cash stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RefundState {
    /// Nothing has to be given back.
    None,
    /// It has to be given back.
    Due,
    /// It was given back.
    Paid,
}

/// A service payment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ServicePayment {
    /// The operation that it is, a UUID.
    pub id_operacion: String,
    /// The number of its receipt.
    pub recibo: String,
    /// What was ordered: a service, or the credit of a dealer.
    #[cfg_attr(feature = "openapi", schema(value_type = i64))]
    pub servicio: Product,
    /// The number or contract.
    pub numero: String,
    /// How much.
    pub monto: Dec,
    /// The currency.
    pub moneda: Currency,
    /// Where it stands.
    pub estado: OrderState,
    /// The provider's reference.
    pub referencia: Option<String>,
    /// What the system itself says of it: the code of why it was not sent, or of why nobody can tell.
    pub causa: Option<String>,
    /// What the provider said, in its own words, or the evidence of who decided it.
    pub detalle: Option<String>,
    /// Who decided it, if a person did.
    pub resuelto_por: Option<String>,
    /// Whether cash has to be given back.
    pub devolucion: RefundState,
    /// Whether nothing real was ordered: it went to the sandbox.
    pub es_simulado: bool,
    /// Who sold it; `null` for an integrator's.
    pub cajero: Option<String>,
    /// The register.
    pub caja: Option<String>,
    /// The branch.
    pub sucursal: String,
    /// The cash session.
    pub id_caja_sesion: Option<i64>,
    /// The integrator that asked, if one did.
    pub integrador: Option<String>,
    /// The wallet that paid for it; `null` where a prefund did.
    pub cartera: Option<String>,
    /// When it was asked for.
    pub fecha_hora: Iso,
    /// When it last changed.
    pub actualizada: Iso,
}

/// The answer of GET `/pagos` and GET `/pagos/pendientes`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ServicePayments {
    /// The payments.
    pub pagos: Vec<ServicePayment>,
}

/// One request to a provider, with its secrets masked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProviderCall {
    /// What was sent.
    pub enviado: String,
    /// When.
    pub enviado_en: Iso,
    /// What came back, or why nothing did; `null` where nobody knows.
    pub respuesta: Option<String>,
    /// The code of why nothing came back; `null` where something did, or nobody knows.
    pub causa: Option<String>,
    /// When.
    pub respondido_en: Option<Iso>,
}

/// POST `/pagos/:id/resolver`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ResolveRequest {
    /// What was found out.
    pub resultado: Resolution,
    /// How: whom one has asked, which reference they told.
    pub evidencia: String,
}

impl OrderState {
    /// Every state.
    pub const ALL: [Self; 5] = [
        Self::Submitted,
        Self::Pending,
        Self::Unknown,
        Self::Delivered,
        Self::Refused,
    ];

    /// The name, as the wire and the store write it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Submitted => "submitted",
            Self::Pending => "pending",
            Self::Unknown => "unknown",
            Self::Delivered => "delivered",
            Self::Refused => "refused",
        }
    }

    /// The state of exactly that name; `None` for any other text.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == text)
    }

    /// Whether it waits for an answer or a person.
    pub const fn is_open(self) -> bool {
        match self {
            Self::Submitted | Self::Pending | Self::Unknown => true,
            Self::Delivered | Self::Refused => false,
        }
    }
}

impl Resolution {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Delivered, Self::NotDelivered];

    /// The name, as the wire writes it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Delivered => "entregado",
            Self::NotDelivered => "no_entregado",
        }
    }

    /// The one of exactly that name; `None` for any other text.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|found| found.as_str() == text)
    }
}

impl RefundState {
    /// Every state.
    pub const ALL: [Self; 3] = [Self::None, Self::Due, Self::Paid];

    /// The name, as the wire writes it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::None => "ninguna",
            Self::Due => "pendiente",
            Self::Paid => "pagada",
        }
    }

    /// The state of exactly that name; `None` for any other text.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == text)
    }
}

wire_names!(
    OrderState,
    "OrderState",
    OrderState::as_str,
    OrderState::parse,
    OrderState::ALL
);
wire_names!(
    Resolution,
    "Resolution",
    Resolution::as_str,
    Resolution::parse,
    Resolution::ALL
);
wire_names!(
    RefundState,
    "RefundState",
    RefundState::as_str,
    RefundState::parse,
    RefundState::ALL
);

impl ResolveRequest {
    /// Reads a body; every error is collected.
    pub fn parse(body: &[u8]) -> Result<Self, Invalid> {
        let mut fields = Fields::read(body)?;
        let resultado = fields.required(
            "resultado",
            value::choice(&Resolution::ALL, Resolution::as_str),
        );
        let evidencia = fields.required("evidencia", value::text(1..=EVIDENCE_CHARS_MAX));
        fields.finish(|| {
            Some(Self {
                resultado: resultado?,
                evidencia: evidencia?,
            })
        })
    }
}

impl Body for ResolveRequest {
    fn to_json(&self) -> String {
        Object::write(|body| {
            body.text("resultado", self.resultado.as_str());
            body.text("evidencia", &self.evidencia);
        })
    }
}

readable!(ServicePayment {
    id_operacion,
    recibo,
    servicio,
    numero,
    monto,
    moneda,
    estado,
    referencia,
    causa,
    detalle,
    resuelto_por,
    devolucion,
    es_simulado,
    cajero,
    caja,
    sucursal,
    id_caja_sesion,
    integrador,
    cartera,
    fecha_hora,
    actualizada
});
readable!(ServicePayments { pagos });
readable!(ProviderCall {
    enviado,
    enviado_en,
    respuesta,
    causa,
    respondido_en
});
serialize_as_body!(ResolveRequest);

// On this wire, a product is its number.

impl Serialize for Product {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_i64(self.id())
    }
}

impl<'de> Deserialize<'de> for Product {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::of_id(i64::deserialize(deserializer)?)
            .ok_or_else(|| serde::de::Error::custom("not a Product"))
    }
}

impl FromJson for Product {
    fn from_json(json: Json<'_>) -> Option<Self> {
        Self::of_id(i64::from_json(json)?)
    }
}
