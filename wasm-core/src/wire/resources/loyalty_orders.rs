//! Loyalty wallets whose points an upstream service keeps: what was ordered there, and what it calls whom.

use serde::{Deserialize, Serialize};

use crate::amount::Amount;
use crate::code::Code;
use crate::field::Invalid;
use crate::field::reader::Fields;
use crate::field::value;
use crate::loyalty::{MovementKind, Points};
use crate::readable;
use crate::wire::body::{Body, Object, serialize_as_body};
use crate::wire::loyalty::documented::Method;
use crate::wire::money::Dec;
use crate::wire::names::wire_names;
use crate::wire::resources::loyalty::points;
use crate::wire::resources::payments::{EVIDENCE_CHARS_MAX, OrderState, Resolution};
use crate::wire::time::Iso;

/// What is ordered at the service.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LoyaltyOrderKind {
    /// A contact is added.
    Contact,
    /// Points are moved.
    Movement(MovementKind),
}

impl LoyaltyOrderKind {
    /// Every kind.
    pub const ALL: [Self; 5] = [
        Self::Contact,
        Self::Movement(MovementKind::Earning),
        Self::Movement(MovementKind::Redemption),
        Self::Movement(MovementKind::Addition),
        Self::Movement(MovementKind::Removal),
    ];

    /// The name, as the wire and the store write it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Contact => "contact",
            Self::Movement(kind) => kind.as_str(),
        }
    }

    /// The method of the service that does it.
    pub const fn method(self) -> Method {
        match self {
            Self::Contact => Method::AddContact,
            Self::Movement(MovementKind::Earning | MovementKind::Redemption) => Method::Sale,
            Self::Movement(MovementKind::Addition | MovementKind::Removal) => Method::UpdateBalance,
        }
    }

    /// The kind of exactly that name; `None` for any other text.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text)
    }
}

wire_names!(
    LoyaltyOrderKind,
    "LoyaltyOrderKind",
    LoyaltyOrderKind::as_str,
    LoyaltyOrderKind::parse,
    LoyaltyOrderKind::ALL
);

/// GET `/monederos/pedidos`: one order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LoyaltyOrder {
    /// The operation, a UUID.
    pub id: String,
    /// The wallet's name.
    pub monedero: String,
    /// What it does.
    pub tipo: LoyaltyOrderKind,
    /// The customer's number.
    pub telefono: String,
    /// The customer's name, of one that is added.
    pub cliente: Option<String>,
    /// The points; of an earning, what the sale came to; `null` of a contact that is added.
    pub cantidad: Option<Dec>,
    /// The ticket.
    pub ticket: Option<String>,
    /// The reason of an adjustment.
    pub motivo: Option<String>,
    /// Who signed it.
    pub colaborador: String,
    /// Where it stands.
    pub estado: OrderState,
    /// The balance that the service told.
    pub saldo: Option<Dec>,
    /// Why it was refused: the service's own code, or a word of ours.
    pub rechazo: Option<String>,
    /// What the system itself says of it: the code of why it was not sent, or of why nobody can tell.
    pub causa: Option<String>,
    /// What the service said, in its own words, or the evidence of who decided it.
    pub detalle: Option<String>,
    /// Who decided it, if a person did.
    pub resuelto_por: Option<String>,
    /// What the service showed of the customer before; `null` where it did not say.
    pub antes: Option<ShownCustomer>,
    /// What it showed afterwards, where nobody could tell what became of it; `null` where it did not say.
    pub despues: Option<ShownCustomer>,
    /// When it was asked for.
    pub fecha_hora: Iso,
}

/// What the service showed of a customer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ShownCustomer {
    /// The points; `null` where the wallet had no such customer.
    pub saldo: Option<Dec>,
}

/// POST `/monederos/pedidos/:id/resolver`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ResolveOrderRequest {
    /// What was found out.
    pub resultado: Resolution,
    /// How: whom one has asked, what they told.
    pub evidencia: String,
    /// The balance that the service shows, where it was done.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Dec>))]
    pub saldo: Option<Points>,
}

/// GET `/monederos/proveedor`: who and what the service has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UpstreamDirectory {
    /// Its collaborators.
    pub usuarios: Vec<UpstreamUser>,
    /// Its wallets.
    pub monederos: Vec<UpstreamWallet>,
    /// Our collaborators, as far as it is known what it calls them.
    pub colaboradores: Vec<UpstreamCollaborator>,
}

/// A collaborator of the service.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UpstreamUser {
    /// The id there.
    pub id: i64,
    /// The name.
    pub nombre: String,
}

/// A wallet of the service.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UpstreamWallet {
    /// The key there.
    pub clave: String,
    /// The name.
    pub nombre: String,
}

/// A collaborator of ours.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UpstreamCollaborator {
    /// The user.
    pub id_usuario: i64,
    /// What the service calls them.
    pub id_proveedor: i64,
}

/// PUT `/monederos/proveedor/colaboradores/:id`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LinkCollaboratorRequest {
    /// What the service calls them.
    pub id_proveedor: i64,
}

impl ResolveOrderRequest {
    /// Reads a body; every error is collected.
    pub fn parse(body: &[u8]) -> Result<Self, Invalid> {
        let mut fields = Fields::read(body)?;
        let resultado = fields.required(
            "resultado",
            value::choice(&Resolution::ALL, Resolution::as_str),
        );
        let evidencia = fields.required("evidencia", value::text(1..=EVIDENCE_CHARS_MAX));
        let saldo = fields.optional("saldo", points);
        if saldo.is_some() && resultado == Some(Resolution::NotDelivered) {
            fields.refuse("saldo", Code::UnknownProperty);
        }
        fields.finish(|| {
            Some(Self {
                resultado: resultado?,
                evidencia: evidencia?,
                saldo,
            })
        })
    }
}

impl LinkCollaboratorRequest {
    /// Reads a body; every error is collected.
    pub fn parse(body: &[u8]) -> Result<Self, Invalid> {
        let mut fields = Fields::read(body)?;
        let id_proveedor = fields.required("id_proveedor", value::integer(1..=Amount::MAX.minor()));
        fields.finish(|| {
            Some(Self {
                id_proveedor: id_proveedor?,
            })
        })
    }
}

impl Body for ResolveOrderRequest {
    fn to_json(&self) -> String {
        Object::write(|body| {
            body.text("resultado", self.resultado.as_str());
            body.text("evidencia", &self.evidencia);
            let balance = self.saldo.map(Points::to_text);
            body.optional_text("saldo", balance.as_deref());
        })
    }
}

impl Body for LinkCollaboratorRequest {
    fn to_json(&self) -> String {
        Object::write(|body| body.whole("id_proveedor", self.id_proveedor))
    }
}

serialize_as_body!(ResolveOrderRequest, LinkCollaboratorRequest);

readable!(LoyaltyOrder {
    id,
    monedero,
    tipo,
    telefono,
    cliente,
    cantidad,
    ticket,
    motivo,
    colaborador,
    estado,
    saldo,
    rechazo,
    causa,
    detalle,
    resuelto_por,
    antes,
    despues,
    fecha_hora
});
readable!(ShownCustomer { saldo });
readable!(UpstreamDirectory {
    usuarios,
    monederos,
    colaboradores
});
readable!(UpstreamUser { id, nombre });
readable!(UpstreamWallet { clave, nombre });
readable!(UpstreamCollaborator {
    id_usuario,
    id_proveedor
});
