//! serde (and OpenAPI) for core types whose wire form is their name.

use crate::code::Code;
use crate::country::Country;
use crate::currency::Currency;
use crate::loyalty::{ApiDoor, MovementKind};
use crate::operation::{OperationKind, OperationState};
use crate::operator::Operator;
use crate::provider::Provider;
use crate::role::Role;

/// Writes a type as the text `$name` gives and reads it with `$parse`; `$all` are its values for the schema.
macro_rules! wire_names {
    ($type:ty, $schema:literal, $name:path, $parse:expr, $all:expr) => {
        impl serde::Serialize for $type {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str($name(*self))
            }
        }

        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
                $parse(&text).ok_or_else(|| serde::de::Error::custom(concat!("not a ", $schema)))
            }
        }

        impl crate::wire::answer::FromJson for $type {
            fn from_json(json: crate::wire::answer::Json<'_>) -> Option<Self> {
                $parse(&json.string()?)
            }
        }

        #[cfg(feature = "openapi")]
        impl utoipa::PartialSchema for $type {
            fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
                utoipa::openapi::ObjectBuilder::new()
                    .schema_type(utoipa::openapi::schema::Type::String)
                    .enum_values(Some($all.into_iter().map(|value| $name(value))))
                    .into()
            }
        }

        #[cfg(feature = "openapi")]
        impl utoipa::ToSchema for $type {
            fn name() -> std::borrow::Cow<'static, str> {
                std::borrow::Cow::Borrowed($schema)
            }
        }
    };
}

pub(crate) use wire_names;

wire_names!(
    MovementKind,
    "LoyaltyMovementKind",
    MovementKind::as_str,
    MovementKind::parse,
    MovementKind::ALL
);
wire_names!(
    ApiDoor,
    "ApiDoor",
    ApiDoor::as_str,
    ApiDoor::parse,
    ApiDoor::ALL
);
wire_names!(
    Operator,
    "Operator",
    Operator::name,
    Operator::parse,
    Operator::ALL
);
wire_names!(
    Country,
    "Country",
    Country::code,
    Country::parse,
    Country::ALL
);
wire_names!(
    Currency,
    "Currency",
    Currency::code,
    Currency::parse,
    Currency::ALL
);
wire_names!(
    OperationKind,
    "OperationKind",
    OperationKind::as_str,
    OperationKind::parse,
    OperationKind::ALL
);
wire_names!(
    OperationState,
    "OperationState",
    OperationState::as_str,
    OperationState::parse,
    OperationState::ALL
);
wire_names!(
    Provider,
    "Provider",
    Provider::name,
    Provider::parse,
    Provider::ALL
);
wire_names!(Role, "Role", Role::name, Role::from_name, Role::ALL);
// A page that is older than its server meets codes it does not know: to it they are internal errors, not broken answers.
wire_names!(
    Code,
    "Code",
    Code::as_str,
    code_or_internal,
    Code::ALL.iter().copied()
);

fn code_or_internal(text: &str) -> Option<Code> {
    Some(Code::parse(text).unwrap_or(Code::Internal))
}
