//! Asking for a balance (contract of CPS, sections 3.2 and 7).

use serde::{Deserialize, Serialize};

use super::service_in;
use crate::currency::Currency;
use crate::field::Invalid;
use crate::field::query::Query;
use crate::readable;
use crate::service::{Service, ServiceNumber};
use crate::wire::money::FixedNum;

/// GET `/cps/v2/operation/get/balance`.
///
/// Whether the service answers balances is not looked at: that can be configured, and is the last of the checks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BalanceQuery {
    /// Whose balance, of which service.
    pub number: ServiceNumber,
}

/// The balance of a number; inside [`super::Success`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Balance {
    /// The service.
    #[cfg_attr(feature = "openapi", schema(value_type = i64))]
    pub id_type_service: Service,
    /// The number.
    pub number_service: String,
    /// The balance.
    pub balance: FixedNum,
    /// The currency that it is in.
    pub currency: Currency,
}

impl BalanceQuery {
    /// Reads percent-decoded query pairs; every error is collected. Pairs that are not known are ignored.
    pub fn parse(pairs: &[(String, String)]) -> Result<Self, Invalid> {
        let mut query = Query::read(pairs);
        let text = query.required("numberService", |text| Ok(text.to_owned()));
        let service = query.required("idTypeService", service_in);
        let number = text.zip(service).and_then(|(text, service)| {
            ServiceNumber::parse(service, &text)
                .map_err(|error| query.refuse("numberService", error))
                .ok()
        });
        query.finish(|| Some(Self { number: number? }))
    }
}

readable!(Balance { id_type_service as "idTypeService", number_service as "numberService", balance, currency });
