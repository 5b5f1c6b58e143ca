//! The list of services (contract of CPS, section 3.3).

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::code::Code;
use crate::field::Flaw;
use crate::field::Invalid;
use crate::field::query::Query;
use crate::readable;
use crate::service::Service;
use crate::wire::answer::{FromJson, Json};

/// GET `/cps/v2/list/basic_services`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ServiceListQuery {
    /// Whether only those are wanted whose balance can be asked for; all of them otherwise.
    pub can_get_balance: bool,
}

/// One service of the list.
///
/// The id is a number here and no [`Service`], so that a list with one that is not known yet can be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct ServiceItem {
    /// The service's id.
    pub id_type_service: i64,
    /// The contract's constant.
    pub name: String,
    /// Whether its balance can be asked for.
    pub can_get_balance: bool,
}

impl ServiceListQuery {
    /// Reads percent-decoded query pairs; every error is collected. Pairs that are not known are ignored.
    pub fn parse(pairs: &[(String, String)]) -> Result<Self, Invalid> {
        let mut query = Query::read(pairs);
        let can_get_balance = query.optional_filled("canGetBalance", |text| match text {
            "true" => Ok(true),
            "false" => Ok(false),
            _ => Err(Flaw::new(Code::NotABoolean)),
        });
        query.finish(|| {
            Some(Self {
                can_get_balance: can_get_balance.unwrap_or_default(),
            })
        })
    }

    /// The answer, by id; `can_get_balance` is [`Service::can_get_balance`], or what the tenant has configured.
    pub fn answer(self, can_get_balance: impl Fn(Service) -> bool) -> Vec<ServiceItem> {
        Service::ALL
            .iter()
            .map(|service| ServiceItem::of(*service, can_get_balance(*service)))
            .filter(|item| item.can_get_balance || !self.can_get_balance)
            .collect()
    }
}

impl ServiceItem {
    /// A service as the list has it.
    pub fn of(service: Service, can_get_balance: bool) -> Self {
        Self {
            id_type_service: service.id(),
            name: service.name().to_owned(),
            can_get_balance,
        }
    }

    /// The service, if it is one that is known here.
    pub fn service(&self) -> Option<Service> {
        Service::of_id(self.id_type_service)
    }
}

readable!(ServiceItem { id_type_service as "idTypeService", name, can_get_balance as "canGetBalance" });

// On this wire, a service is its id.

impl Serialize for Service {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_i64(self.id())
    }
}

impl<'de> Deserialize<'de> for Service {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::of_id(i64::deserialize(deserializer)?)
            .ok_or_else(|| serde::de::Error::custom("not a Service"))
    }
}

impl FromJson for Service {
    fn from_json(json: Json<'_>) -> Option<Self> {
        Self::of_id(i64::from_json(json)?)
    }
}

#[cfg(feature = "openapi")]
mod schema {
    use std::borrow::Cow;

    use utoipa::openapi::schema::{Schema, Type};
    use utoipa::openapi::{ObjectBuilder, RefOr};
    use utoipa::{PartialSchema, ToSchema};

    use crate::service::Service;

    impl PartialSchema for Service {
        fn schema() -> RefOr<Schema> {
            ObjectBuilder::new()
                .schema_type(Type::Integer)
                .enum_values(Some(Self::ALL.iter().map(|service| service.id())))
                .into()
        }
    }

    impl ToSchema for Service {
        fn name() -> Cow<'static, str> {
            Cow::Borrowed("Service")
        }
    }
}
