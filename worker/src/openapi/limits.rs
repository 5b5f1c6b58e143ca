//! The limits of fields, from the constants that their readers have.

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
use ventanilla_core::role::Role;
use ventanilla_core::wire::cps;
use ventanilla_core::wire::kantuta::auth::{PASSWORD_CHARS_MAX, PASSWORD_CHARS_MIN};
use ventanilla_core::wire::kantuta::recharges::REFERENCE_CHARS_MAX;
use ventanilla_core::wire::kantuta::sessions::REASON_CHARS_MAX;
use ventanilla_core::wire::kantuta::users::{Gender, NAME_PART_CHARS_MAX, USER_NAME_CHARS_MAX};
use ventanilla_core::wire::kantuta::{
    AMOUNT_MAX, INJECTION_MIN, REGISTER_BALANCE_MAX, TOP_UP_MIN, registers,
};
use ventanilla_core::wire::portal::{coupons, customers, settings as portal_settings};
use ventanilla_core::wire::resources::{
    branches, integrators, operations, payments, providers, settings, setup,
};

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

const BRANCH_CODE: &str = "^[A-Za-z0-9-]{1,20}$";
const RESET_CODE: &str = "^[0-9A-Fa-f]{6}$";
const PASSWORD: Limit = Limit::Chars(PASSWORD_CHARS_MIN, PASSWORD_CHARS_MAX);
const NAME_PART: Limit = Limit::Chars(1, NAME_PART_CHARS_MAX);
const SECOND_SURNAME: Limit = Limit::Chars(0, NAME_PART_CHARS_MAX);
const REGISTER_NAME: Limit = Limit::Chars(registers::NAME_CHARS_MIN, registers::NAME_CHARS_MAX);
const BRANCH_NAME: Limit = Limit::Chars(1, branches::NAME_CHARS_MAX);
const TENANT_NAME: Limit = Limit::Chars(1, settings::NAME_CHARS_MAX);
const CASH: Limit = Limit::Money(Amount::ZERO, AMOUNT_MAX);
const CUSTOMER: Limit = Limit::Whole(1, CustomerNumber::MAX as i64);
const CUSTOMER_NAME: Limit = Limit::Chars(1, customers::NAME_CHARS_MAX);
const INVOICE_ID: Limit = Limit::Chars(1, coupons::INVOICE_ID_CHARS_MAX);
const INVOICE_KIND: Limit = Limit::Chars(1, coupons::INVOICE_KIND_CHARS_MAX);
const INVOICE_NUMBER: Limit = Limit::Whole(1, ID_MAX);
const OWED_MIN: Amount = Amount::from_small_minor(1);
const OWED: Limit = Limit::Money(OWED_MIN, AMOUNT_MAX);
const PORTAL_SECRET: Limit = Limit::Chars(
    portal_settings::PORTAL_SECRET_CHARS_MIN,
    portal_settings::PORTAL_SECRET_CHARS_MAX,
);
const RECEIPT: &str = "^[0-9]{4}-[0-9]{8}$";
const SERVICE_RECEIPT: &str = "^[0-9]{4}-S[0-9]{8}$";
const API_KEY: &str = "^([0-9A-Za-z]{32}|[0-9A-Za-z]{64})$";
const INTEGRATOR_NAME: Limit = Limit::Chars(1, integrators::NAME_CHARS_MAX);
const PROVIDER_KEY: Limit = Limit::Chars(1, providers::KEY_CHARS_MAX);
/// 14 hours in either direction.
const OFFSET: Limit = Limit::Whole(-840, 840);

/// Requests, their fields, and what is allowed in them. That it is so is tested with the requests' own `parse`.
pub(super) const LIMITS: &[(&str, &str, Limit)] = &[
    (
        "LoginRequest",
        "password",
        Limit::Chars(1, PASSWORD_CHARS_MAX),
    ),
    ("ConfirmCodeRequest", "code", Limit::Pattern(RESET_CODE)),
    ("ResetConfirmRequest", "newPassword", PASSWORD),
    ("ResetConfirmRequest", "code", Limit::Pattern(RESET_CODE)),
    ("RegisterUserRequest", "password", PASSWORD),
    ("RegisterUserRequest", "nombres", NAME_PART),
    ("RegisterUserRequest", "p_apellido", NAME_PART),
    ("RegisterUserRequest", "s_apellido", SECOND_SURNAME),
    (
        "UpdateUserRequest",
        "name",
        Limit::Chars(1, USER_NAME_CHARS_MAX),
    ),
    ("UpdateUserRequest", "password", PASSWORD),
    ("UpdatePersonRequest", "nombres", NAME_PART),
    ("UpdatePersonRequest", "p_apellido", NAME_PART),
    ("UpdatePersonRequest", "s_apellido", SECOND_SURNAME),
    ("CreateRegisterRequest", "nombre", REGISTER_NAME),
    (
        "CreateRegisterRequest",
        "saldo",
        Limit::Money(Amount::ZERO, REGISTER_BALANCE_MAX),
    ),
    ("UpdateRegisterRequest", "nombre", REGISTER_NAME),
    ("OpenSessionRequest", "monto_inicial", CASH),
    ("CloseSessionRequest", "monto_final_real", CASH),
    (
        "CloseSessionRequest",
        "motivo",
        Limit::Chars(0, REASON_CHARS_MAX),
    ),
    (
        "DifferenceReasonRequest",
        "motivo",
        Limit::Chars(1, REASON_CHARS_MAX),
    ),
    (
        "MovementRequest",
        "monto",
        Limit::Money(TOP_UP_MIN, AMOUNT_MAX),
    ),
    (
        "MovementRequest",
        "motivo",
        Limit::Chars(1, REASON_CHARS_MAX),
    ),
    (
        "TopUpRequest",
        "monto",
        Limit::Money(TOP_UP_MIN, AMOUNT_MAX),
    ),
    (
        "TopUpRequest",
        "referencia_operadora",
        Limit::Chars(0, REFERENCE_CHARS_MAX),
    ),
    (
        "InjectionRequest",
        "monto",
        Limit::Money(INJECTION_MIN, AMOUNT_MAX),
    ),
    (
        "InjectionRequest",
        "motivo",
        Limit::Chars(0, REASON_CHARS_MAX),
    ),
    (
        "OperatorReferenceRequest",
        "referencia_operadora",
        Limit::Chars(1, REFERENCE_CHARS_MAX),
    ),
    (
        "ReverseRequest",
        "motivo",
        Limit::Chars(1, operations::REASON_CHARS_MAX),
    ),
    ("BranchRequest", "codigo", Limit::Pattern(BRANCH_CODE)),
    ("BranchRequest", "nombre", BRANCH_NAME),
    ("BranchRequest", "zona_utc_minutos", OFFSET),
    ("BranchUpdateRequest", "codigo", Limit::Pattern(BRANCH_CODE)),
    ("BranchUpdateRequest", "nombre", BRANCH_NAME),
    ("BranchUpdateRequest", "zona_utc_minutos", OFFSET),
    ("TenantUpdateRequest", "nombre", TENANT_NAME),
    ("TenantUpdateRequest", "zona_utc_minutos", OFFSET),
    (
        "TenantUpdateRequest",
        "encabezado_recibo",
        Limit::Chars(0, settings::HEADER_CHARS_MAX),
    ),
    ("SetupTenantRequest", "name", TENANT_NAME),
    (
        "SetupTenantRequest",
        "users",
        Limit::Items(setup::ITEMS_MAX),
    ),
    (
        "SetupTenantRequest",
        "branches",
        Limit::Items(setup::ITEMS_MAX),
    ),
    (
        "SetupTenantRequest",
        "registers",
        Limit::Items(setup::ITEMS_MAX),
    ),
    (
        "SetupTenantRequest",
        "operators",
        Limit::Items(setup::ITEMS_MAX),
    ),
    (
        "SetupTenantRequest",
        "customers",
        Limit::Items(setup::ITEMS_MAX),
    ),
    (
        "SetupTenantRequest",
        "prefunds",
        Limit::Items(setup::ITEMS_MAX),
    ),
    ("SetupUser", "password", PASSWORD),
    ("SetupBranch", "code", Limit::Pattern(BRANCH_CODE)),
    ("SetupBranch", "name", BRANCH_NAME),
    ("SetupRegister", "name", REGISTER_NAME),
    ("SetupRegister", "branch", Limit::Pattern(BRANCH_CODE)),
    ("SetupCustomer", "id", CUSTOMER),
    ("SetupCustomer", "name", CUSTOMER_NAME),
    ("SetupCustomer", "invoices", Limit::Items(setup::ITEMS_MAX)),
    ("SetupInvoice", "id", INVOICE_ID),
    ("SetupInvoice", "tipo", INVOICE_KIND),
    ("SetupInvoice", "numero", INVOICE_NUMBER),
    ("SetupKeys", "portal_jwt_secret", PORTAL_SECRET),
    ("SetupIntegrator", "api_key", Limit::Pattern(API_KEY)),
    (
        "SetupIntegrator",
        "private_key",
        Limit::Chars(
            integrators::PRIVATE_KEY_CHARS_MIN,
            integrators::PRIVATE_KEY_CHARS_MAX,
        ),
    ),
    ("PortalSecretRequest", "secreto", PORTAL_SECRET),
    (
        "IssueCouponRequest",
        "facturas",
        Limit::Items(coupons::INVOICES_MAX),
    ),
    ("IssueCouponRequest", "total", OWED),
    (
        "IssueCouponRequest",
        "dias_vencimiento",
        Limit::Whole(1, coupons::DUE_DAYS_MAX as i64),
    ),
    ("IssueCouponRequest", "cliente_id", CUSTOMER),
    ("InvoiceToPay", "id", INVOICE_ID),
    ("InvoiceToPay", "tipo", INVOICE_KIND),
    ("InvoiceToPay", "numero", INVOICE_NUMBER),
    ("InvoiceToPay", "monto", OWED),
    (
        "CollectCouponRequest",
        "monto_entregado",
        Limit::Written(Amount::ZERO, AMOUNT_MAX),
    ),
    (
        "CancelCouponRequest",
        "motivo",
        Limit::Chars(1, operations::REASON_CHARS_MAX),
    ),
    ("CustomerRequest", "cliente_id", CUSTOMER),
    ("CustomerRequest", "nombre", CUSTOMER_NAME),
    (
        "CustomerRequest",
        "documento",
        Limit::Chars(0, customers::DOCUMENT_CHARS_MAX),
    ),
    ("CustomerUpdateRequest", "nombre", CUSTOMER_NAME),
    (
        "CustomerUpdateRequest",
        "documento",
        Limit::Chars(0, customers::DOCUMENT_CHARS_MAX),
    ),
    ("InvoiceRequest", "id", INVOICE_ID),
    ("InvoiceRequest", "cliente_id", CUSTOMER),
    ("InvoiceRequest", "tipo", INVOICE_KIND),
    ("InvoiceRequest", "numero", INVOICE_NUMBER),
    (
        "InvoiceRequest",
        "monto",
        Limit::Written(OWED_MIN, AMOUNT_MAX),
    ),
    (
        "PayRequest",
        "amount",
        Limit::Money(cps::AMOUNT_MIN, AMOUNT_MAX),
    ),
    (
        "ResolveRequest",
        "evidencia",
        Limit::Chars(1, payments::EVIDENCE_CHARS_MAX),
    ),
    (
        "FundingRequest",
        "motivo",
        Limit::Chars(1, operations::REASON_CHARS_MAX),
    ),
    (
        "ProviderAccountRequest",
        "base_url",
        Limit::Chars(1, providers::BASE_URL_CHARS_MAX),
    ),
    ("ProviderAccountRequest", "api_key", PROVIDER_KEY),
    ("ProviderAccountRequest", "private_key", PROVIDER_KEY),
    ("IntegratorRequest", "nombre", INTEGRATOR_NAME),
    ("IntegratorUpdateRequest", "nombre", INTEGRATOR_NAME),
    // Not only of requests: these ids and numbers are no UUIDs and no ids of rows.
    ("CouponInvoice", "id", INVOICE_ID),
    ("CouponInvoice", "numero", INVOICE_NUMBER),
    ("Invoice", "id", INVOICE_ID),
    ("Invoice", "numero", INVOICE_NUMBER),
    ("Receipt", "numero", Limit::Pattern(RECEIPT)),
    ("ServicePayment", "recibo", Limit::Pattern(SERVICE_RECEIPT)),
    ("BranchBalance", "numero", Limit::Whole(1, 9_999)),
];

/// Fields that a request accepts and does not read.
pub(super) fn ignored(schema: &str) -> &'static [&'static str] {
    match schema {
        "RegisterUserRequest" => &["name"],
        _ => &[],
    }
}

/// Narrows a field's schema to what is allowed.
pub(super) fn apply(schema: &str, field: &str, property: &mut RefOr<Schema>) {
    let listed = LIMITS
        .iter()
        .find(|(of, name, _)| *of == schema && *name == field);
    match listed {
        Some((_, _, Limit::Money(least, most))) => {
            *property = money(is_nullable(property), *least, *most).into();
        }
        Some((_, _, Limit::Written(least, most))) => {
            *property = written(is_nullable(property), *least, *most);
        }
        Some((_, _, limit)) => narrow(property, *limit),
        None => by_name(field, property),
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

/// What a name means wherever it occurs: ids, roles by number, counts of cash.
fn by_name(field: &str, property: &mut RefOr<Schema>) {
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
        "recibo_id" => object.pattern = Some(RECEIPT.to_owned()),
        "cupon_id" | "id" | "id_operacion" | "idOperation" | "revierte_a" => {
            object.format = Some(SchemaFormat::Custom("uuid".to_owned()))
        }
        "statusCode" | "status" if is_whole => {
            object.format = None;
            object.minimum = None;
        }
        "fecha_nacimiento" => object.format = Some(SchemaFormat::KnownFormat(KnownFormat::Date)),
        _ => {}
    }
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
