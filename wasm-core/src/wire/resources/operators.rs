//! The settings of the operators.

use serde::{Deserialize, Serialize};

use crate::amount::Amount;
use crate::currency::Currency;
use crate::field::Invalid;
use crate::field::reader::Fields;
use crate::field::value::{self, AmountRange};
use crate::operator::Operator;
use crate::readable;
use crate::wire::body::{Body, Object, serialize_as_body};
use crate::wire::kantuta::AMOUNT_MAX;
use crate::wire::money::{self, Dec};

/// GET `/operadoras`: one operator of the tenant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OperatorSettings {
    /// The number.
    pub id: i64,
    /// The operator.
    pub nombre: Operator,
    /// Whether its credit is sold.
    pub activa: bool,
    /// Below this, pages warn; `null` for never.
    pub umbral_saldo_bajo: Option<Dec>,
}

/// PATCH `/operadoras/:id`. What is absent stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OperatorUpdateRequest {
    /// Whether its credit is sold.
    pub activa: Option<bool>,
    /// Below this, pages warn; `Some(None)`, on the wire `null`, for never.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Dec>))]
    pub umbral_saldo_bajo: Option<Option<Amount>>,
}

impl OperatorUpdateRequest {
    /// Reads a body; every error is collected. The amount is a decimal string.
    pub fn parse(body: &[u8], currency: Currency) -> Result<Self, Invalid> {
        let threshold = AmountRange {
            minimum: Amount::ZERO,
            maximum: AMOUNT_MAX,
        };
        let mut fields = Fields::read(body)?;
        let activa = fields.optional("activa", value::boolean);
        let umbral_saldo_bajo =
            fields.nullable("umbral_saldo_bajo", value::amount_text(currency, threshold));
        fields.finish(|| {
            Some(Self {
                activa,
                umbral_saldo_bajo,
            })
        })
    }
}

impl Body for OperatorUpdateRequest {
    fn to_json(&self) -> String {
        Object::write(|body| {
            body.optional_flag("activa", self.activa);
            if let Some(threshold) = self.umbral_saldo_bajo {
                let threshold = threshold.map(money::decimal_text);
                body.nullable_text("umbral_saldo_bajo", threshold.as_deref());
            }
        })
    }
}

readable!(OperatorSettings {
    id,
    nombre,
    activa,
    umbral_saldo_bajo
});

serialize_as_body!(OperatorUpdateRequest);
