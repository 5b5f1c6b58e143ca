//! Bodies that are forms of HTML (`application/x-www-form-urlencoded`): what is in them, and an example of each.
//!
//! Their readers take pairs of texts and no JSON, so that their schemas are written here by hand and held against the readers by a test.

use super::{examples, loyalty_forms};
use serde_json::{Value, json};
use utoipa::openapi::schema::{Object, ObjectBuilder, Type};
use utoipa::openapi::{RefOr, Schema};
use ventanilla_core::wire::phone_credits::oauth::Scope;

/// A body that is a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum UrlForm {
    /// POST `/oauth/token`.
    Token,
    /// POST `/oauth/revoke`.
    Revoke,
    /// POST `/wallet/contact/get`.
    GetContacts,
}

/// The media type of forms.
pub(super) const MEDIA_TYPE: &str = "application/x-www-form-urlencoded";

/// The grants that are served; that these are all is tested.
pub(super) const GRANTS: [&str; 3] = ["client_credentials", "password", "refresh_token"];

impl UrlForm {
    /// The schema's name.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Token => "TokenRequest",
            Self::Revoke => "RevokeRequest",
            Self::GetContacts => "GetContactsRequest",
        }
    }

    /// Whether a JSON object of the same fields is taken as well.
    pub(super) const fn takes_json(self) -> bool {
        match self {
            Self::Token => false,
            Self::Revoke | Self::GetContacts => true,
        }
    }

    /// The schema. Fields that are not known are passed over.
    pub(super) fn schema(self) -> RefOr<Schema> {
        let text = || ObjectBuilder::new().schema_type(Type::String);
        let schema: Object = match self {
            Self::Token => ObjectBuilder::new()
                .schema_type(Type::Object)
                .property("grant_type", text().enum_values(Some(GRANTS)))
                .required("grant_type")
                .property("username", text())
                .property("password", text())
                .property("refresh_token", text())
                .property("scope", text())
                .build(),
            Self::Revoke => ObjectBuilder::new()
                .schema_type(Type::Object)
                .property("accessToken", text())
                .required("accessToken")
                .build(),
            Self::GetContacts => loyalty_forms::get_contacts().required("wallet_key").build(),
        };
        schema.into()
    }

    /// Fields that its reader accepts.
    pub(super) fn example(self) -> Value {
        match self {
            Self::Token => json!({
                "grant_type": "client_credentials",
                "scope": format!("{},{}", Scope::OrderCreate.as_str(), Scope::OrderComplete.as_str())
            }),
            Self::Revoke => json!({ "accessToken": examples::TOKEN }),
            Self::GetContacts => {
                json!({ "wallet_key": examples::WALLET_KEY, "phone": examples::CONTACT_PHONE })
            }
        }
    }
}
