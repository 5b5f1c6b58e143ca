//! The limits of fields, from the constants that their readers have.

mod loyalty;
mod table;

#[cfg(test)]
pub(super) use loyalty::{PAGE_ADDRESS, PIN, UPSTREAM_KEY};
#[cfg(test)]
pub(super) use table::{AREA_CODE, AREA_NUMBER, PROVIDER_WALLET_ID};

use super::parameters::{COUPON_CODE, ID_MAX};
use serde_json::Value;
use utoipa::Number;
use utoipa::openapi::schema::{
    KnownFormat, Object, ObjectBuilder, OneOfBuilder, SchemaFormat, SchemaType, Type,
};
use utoipa::openapi::{RefOr, Schema};
use ventanilla_core::amount::Amount;
use ventanilla_core::barcode::CustomerNumber;
use ventanilla_core::cash::QUANTITY_MAX;
use ventanilla_core::currency::Currency;
use ventanilla_core::dealer::Dealer;
use ventanilla_core::role::Role;
use ventanilla_core::service::Service;
use ventanilla_core::wire::kantuta::users::Gender;

/// What is allowed.
#[derive(Debug, Clone, Copy)]
pub(super) enum Limit {
    /// So many characters.
    Chars(usize, usize),
    /// A text of this shape.
    Pattern(&'static str),
    /// An amount, as a JSON number.
    Money(Amount, Amount),
    /// A whole number.
    Whole(i64, i64),
    /// An amount, as a JSON number or as a text with decimals.
    Written(Amount, Amount),
    /// At most so many items.
    Items(usize),
}

/// Fields that a request accepts and does not read.
pub(super) fn ignored(schema: &str) -> &'static [&'static str] {
    match schema {
        "RegisterUserRequest" => &["name"],
        _ => &[],
    }
}

/// Requests, their fields, and what is allowed in them.
pub(super) fn all() -> impl Iterator<Item = &'static (&'static str, &'static str, Limit)> {
    table::LIMITS.iter().chain(loyalty::LIMITS)
}

/// Narrows a field's schema to what is allowed.
pub(super) fn apply(schema: &str, field: &str, property: &mut RefOr<Schema>) {
    let listed = all().find(|(of, name, _)| *of == schema && *name == field);
    match listed {
        Some((_, _, Limit::Money(least, most))) => {
            *property = money(is_nullable(property), *least, *most).into();
        }
        Some((_, _, Limit::Written(least, most))) => {
            *property = written(is_nullable(property), *least, *most);
        }
        Some((_, _, limit)) => narrow(property, *limit),
        None => by_name(schema, field, property),
    }
}

fn narrow(property: &mut RefOr<Schema>, limit: Limit) {
    match (property, limit) {
        (RefOr::T(Schema::Object(object)), Limit::Chars(least, most)) => {
            object.min_length = Some(least).filter(|least| *least > 0);
            object.max_length = Some(most);
        }
        (RefOr::T(Schema::Object(object)), Limit::Pattern(pattern)) => {
            object.pattern = Some(pattern.to_owned())
        }
        (RefOr::T(Schema::Object(object)), Limit::Whole(least, most)) => whole(object, least, most),
        (RefOr::T(Schema::Array(array)), Limit::Items(most)) => array.max_items = Some(most),
        // Not what was expected: the test of the limits finds it unlimited.
        _ => {}
    }
}

/// What a name means wherever it occurs: ids, roles by number, counts of cash, whether an answer is an error.
fn by_name(schema: &str, field: &str, property: &mut RefOr<Schema>) {
    let RefOr::T(Schema::Object(object)) = property else {
        return;
    };
    let is_whole = includes(&object.schema_type, &Type::Integer);
    match field {
        "id_role" => only(object, Role::ALL.map(|role| role.id().into()).into()),
        "genero" => only(
            object,
            Gender::ALL.map(|gender| gender.as_str().into()).into(),
        ),
        "conteo" | "conteo_apertura" | "conteo_cierre" => {
            let quantity = ObjectBuilder::new()
                .schema_type(Type::Integer)
                .minimum(Some(0))
                .maximum(Some(QUANTITY_MAX));
            object.additional_properties = Some(Box::new(quantity.into()));
            object.property_names = None;
        }
        "id" | "tenant_id" if is_whole => whole(object, 1, ID_MAX),
        _ if is_whole && field.starts_with("id_") => whole(object, 1, ID_MAX),
        "cliente_id" => whole(object, 1, i64::from(CustomerNumber::MAX)),
        "codigo_barras" => object.pattern = Some(COUPON_CODE.to_owned()),
        "recibo_id" => object.pattern = Some(table::RECEIPT.to_owned()),
        "servicio" if is_whole => only(object, products()),
        "cupon_id" | "id" | "id_operacion" | "idOperation" | "phoneCreditOrderId"
        | "revierte_a" | "transactionId" | "walletId" => {
            object.format = Some(SchemaFormat::Custom("uuid".to_owned()))
        }
        "statusCode" | "status" if is_whole => {
            object.format = None;
            object.minimum = None;
        }
        "success" => only(object, vec![(!schema.ends_with("Error")).into()]),
        "fecha_nacimiento" => object.format = Some(SchemaFormat::KnownFormat(KnownFormat::Date)),
        _ => {}
    }
}

/// The numbers of whatever is ordered: dealers and services.
fn products() -> Vec<Value> {
    let dealers = Dealer::ALL.into_iter().map(Dealer::id);
    let services = Service::ALL.iter().map(|service| service.id());
    dealers.chain(services).map(Value::from).collect()
}

/// Those values, and `null` where the field may be that.
fn only(object: &mut Object, mut values: Vec<Value>) {
    if includes(&object.schema_type, &Type::Null) {
        values.push(Value::Null);
    }
    object.enum_values = Some(values);
}

fn whole(object: &mut Object, least: i64, most: i64) {
    object.minimum = Some(least.into());
    object.maximum = Some(most.into());
}

/// Whether a property that is another schema may be `null`.
fn is_nullable(property: &RefOr<Schema>) -> bool {
    matches!(property, RefOr::T(Schema::OneOf(_)))
}

/// An amount as a JSON number within those bounds, or as a text with decimals.
fn written(is_nullable: bool, least: Amount, most: Amount) -> RefOr<Schema> {
    let text = ObjectBuilder::new()
        .schema_type(Type::String)
        .pattern(Some(r"^[0-9]+(\.[0-9]{1,2})?$"));
    OneOfBuilder::new()
        .item(money(is_nullable, least, most))
        .item(text)
        .into()
}

/// A JSON number within those bounds.
fn money(is_nullable: bool, least: Amount, most: Amount) -> Object {
    let schema_type = if is_nullable {
        SchemaType::from_iter([Type::Number, Type::Null])
    } else {
        Type::Number.into()
    };
    ObjectBuilder::new()
        .schema_type(schema_type)
        .minimum(bound(least))
        .maximum(bound(most))
        .build()
}

/// A bound as the document prints it. (It is printed only; that the builder keeps it as a float harms nobody.)
fn bound(amount: Amount) -> Option<Number> {
    amount
        .to_json_number(Currency::Bob)
        .parse::<f64>()
        .ok()
        .map(Number::Float)
}

fn includes(schema_type: &SchemaType, wanted: &Type) -> bool {
    match schema_type {
        SchemaType::Type(only) => only == wanted,
        SchemaType::Array(several) => several.contains(wanted),
        SchemaType::AnyValue => false,
    }
}
