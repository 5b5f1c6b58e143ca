//! Bodies of the documented API of loyalty wallets, whose attributes are read one by one, from a form of HTML or from JSON: numbers may be texts.
//!
//! Their readers' types are not their attributes, so that their schemas are written here by hand and held against the readers by tests; limits are with
//! all others.

use super::parameters::{ID_MAX, TEN_DIGITS};
use serde_json::json;
use utoipa::openapi::schema::{ObjectBuilder, SchemaType, Type};

/// The names of the two kinds of collaborators; that these are all is tested.
pub(super) const KINDS: [&str; 2] = ["cajero", "gerente"];

/// POST `/wallet/contact/add`.
pub(super) fn add_contact() -> ObjectBuilder {
    of_wallet()
        .property("phone", text())
        .property("customer_name", text())
        .property("usertool_id", number())
        .property("customer_birthdate", text())
}

/// POST `/wallet/contact/get`.
pub(super) fn get_contacts() -> ObjectBuilder {
    of_wallet()
        .property("phone", text())
        .property("cursor", number())
}

/// POST `/wallet/sale`.
pub(super) fn sale() -> ObjectBuilder {
    of_wallet()
        .property("phone", text())
        .property("transaction_type", zero_or_one())
        .property("transaction_amount", text())
        .property("points_used", text())
        .property("usertool_id", number())
        .property("ticket", text())
        .property("authorized_by", number())
        .property("authorized_pin", text())
}

/// POST `/wallet/balance/update`.
pub(super) fn update_balance() -> ObjectBuilder {
    of_wallet()
        .property("phone", text())
        .property("transaction_type", zero_or_one())
        .property("transaction_amount", text())
        .property("usertool_id", number())
        .property("reason", text())
}

/// POST `/employee/add`.
pub(super) fn add_employee() -> ObjectBuilder {
    of_collaborator()
        .property("type", text().enum_values(Some(KINDS)))
        .property("employee_name", text())
        .property("business_name", text())
        .property("password", text())
}

/// POST `/employee/disable`.
pub(super) fn disable_employee() -> ObjectBuilder {
    of_collaborator()
}

fn of_wallet() -> ObjectBuilder {
    ObjectBuilder::new()
        .schema_type(Type::Object)
        .property("wallet_key", text())
}

fn of_collaborator() -> ObjectBuilder {
    let digits = either()
        .pattern(Some(TEN_DIGITS))
        .minimum(Some(0_i64))
        .maximum(Some(9_999_999_999_i64));
    ObjectBuilder::new()
        .schema_type(Type::Object)
        .property("number", digits)
}

fn text() -> ObjectBuilder {
    ObjectBuilder::new().schema_type(Type::String)
}

fn either() -> ObjectBuilder {
    ObjectBuilder::new().schema_type(SchemaType::from_iter([Type::Integer, Type::String]))
}

/// A whole number, or its digits.
fn number() -> ObjectBuilder {
    either()
        .minimum(Some(1))
        .maximum(Some(ID_MAX))
        .pattern(Some("^[0-9]+$"))
}

fn zero_or_one() -> ObjectBuilder {
    either().enum_values(Some([json!(0), json!(1), json!("0"), json!("1")]))
}
