//! Paying a service (contract of CPS, sections 3.1 and 7).

use serde::{Deserialize, Serialize};

use super::{AMOUNTS, service};
use crate::amount::Amount;
use crate::currency::Currency;
use crate::field::Invalid;
use crate::field::reader::Fields;
use crate::field::value;
use crate::operation::OperationState;
use crate::readable;
use crate::service::{Service, ServiceNumber};
use crate::wire::body::{Body, Object, serialize_as_body};
use crate::wire::money::Num;
use crate::wire::names::wire_names;
use crate::wire::time::Iso;

/// POST `/cps/v2/operation/use/pay`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PayRequest {
    /// What is paid: `idTypeService` and `numberService`.
    pub number: ServiceNumber,
    /// How much.
    pub amount: Amount,
}

/// What became of a payment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PaymentStatus {
    /// It was done.
    Approved,
    /// Nobody can tell yet.
    Pending,
    /// It was not done.
    Rejected,
}

/// A payment; inside [`super::Success`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Payment {
    /// The operation that it is, a UUID.
    pub id_operation: String,
    /// The service.
    #[cfg_attr(feature = "openapi", schema(value_type = i64))]
    pub id_type_service: Service,
    /// The number.
    pub number_service: String,
    /// How much.
    pub amount: Num,
    /// What became of it.
    pub status: PaymentStatus,
    /// The operator's reference, or the receipt's number where the operator gave none (contract of CPS, section 10).
    pub reference: String,
    /// When.
    pub created_at: Iso,
}

impl PayRequest {
    /// Reads a body; every error is collected.
    pub fn parse(body: &[u8], currency: Currency) -> Result<Self, Invalid> {
        let mut fields = Fields::read(body)?.passing_over_unknown();
        let text = fields.required("numberService", value::required_text);
        let service = fields.required("idTypeService", service);
        // What a number may be is its service's to say: without one, nothing is said of it.
        let number = text.zip(service).and_then(|(text, service)| {
            ServiceNumber::parse(service, &text)
                .map_err(|error| fields.refuse("numberService", error))
                .ok()
        });
        let amount = fields.required("amount", value::amount_number(currency, AMOUNTS));
        fields.finish(|| {
            Some(Self {
                number: number?,
                amount: amount?,
            })
        })
    }
}

impl Body for PayRequest {
    /// In the document's order: what is signed is these bytes (contract of CPS, section 5).
    fn to_json(&self) -> String {
        Object::write(|body| {
            body.text("numberService", self.number.as_str());
            body.whole("idTypeService", self.number.service().id());
            body.number("amount", self.amount);
        })
    }
}

serialize_as_body!(PayRequest);

impl PaymentStatus {
    /// Every status.
    pub const ALL: [Self; 3] = [Self::Approved, Self::Pending, Self::Rejected];

    /// The name, as the wire writes it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Approved => "approved",
            Self::Pending => "pending",
            Self::Rejected => "rejected",
        }
    }

    /// The status of exactly that name; `None` for any other text.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.as_str() == text)
    }

    /// What is said of a payment whose operation is in that state. Only what is known to be done is approved, and only what is known
    /// not to be done is rejected.
    pub const fn of(state: OperationState) -> Self {
        match state {
            OperationState::Succeeded => Self::Approved,
            OperationState::Created | OperationState::Submitted | OperationState::Unknown => {
                Self::Pending
            }
            OperationState::Failed | OperationState::Reversed => Self::Rejected,
        }
    }
}

wire_names!(
    PaymentStatus,
    "PaymentStatus",
    PaymentStatus::as_str,
    PaymentStatus::parse,
    PaymentStatus::ALL
);

readable!(Payment { id_operation as "idOperation", id_type_service as "idTypeService", number_service as "numberService", amount, status, reference, created_at as "createdAt" });

#[cfg(feature = "openapi")]
mod schema {
    use std::borrow::Cow;

    use utoipa::openapi::schema::{Schema, Type};
    use utoipa::openapi::{ObjectBuilder, RefOr};
    use utoipa::{PartialSchema, ToSchema};

    use super::{PayRequest, Service};
    use crate::wire::money::Num;

    /// By hand, since service and number are one value here and two members on the wire.
    impl PartialSchema for PayRequest {
        fn schema() -> RefOr<Schema> {
            ObjectBuilder::new()
                .property(
                    "numberService",
                    ObjectBuilder::new().schema_type(Type::String),
                )
                .required("numberService")
                .property("idTypeService", Service::schema())
                .required("idTypeService")
                .property("amount", Num::schema())
                .required("amount")
                .into()
        }
    }

    impl ToSchema for PayRequest {
        fn name() -> Cow<'static, str> {
            Cow::Borrowed("PayRequest")
        }
    }
}
