//! The limits of every field that has some, but for those of loyalty wallets.

use super::Limit;
use crate::openapi::parameters::ID_MAX;
use ventanilla_core::amount::Amount;
use ventanilla_core::barcode::CustomerNumber;
use ventanilla_core::wire::cps;
use ventanilla_core::wire::kantuta::auth::{PASSWORD_CHARS_MAX, PASSWORD_CHARS_MIN};
use ventanilla_core::wire::kantuta::recharges::REFERENCE_CHARS_MAX;
use ventanilla_core::wire::kantuta::sessions::REASON_CHARS_MAX;
use ventanilla_core::wire::kantuta::users::{NAME_PART_CHARS_MAX, USER_NAME_CHARS_MAX};
use ventanilla_core::wire::kantuta::{
    AMOUNT_MAX, INJECTION_MIN, REGISTER_BALANCE_MAX, TOP_UP_MIN, registers,
};
use ventanilla_core::wire::phone_credits::orders::WALLET_ID_CHARS_MAX;
use ventanilla_core::wire::portal::{coupons, customers, settings as portal_settings};
use ventanilla_core::wire::resources::{
    branches, integrators, operations, payments, providers, settings, setup, wallets,
};

/// A wallet's id at the provider, which stands in a path.
pub(in crate::openapi) const PROVIDER_WALLET_ID: &str = "^[A-Za-z0-9-]{1,100}$";
const BRANCH_CODE: &str = "^[A-Za-z0-9-]{1,20}$";
const RESET_CODE: &str = "^[0-9A-Fa-f]{6}$";
pub(super) const PASSWORD: Limit = Limit::Chars(PASSWORD_CHARS_MIN, PASSWORD_CHARS_MAX);
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
/// The number of a receipt of a coupon.
pub(super) const RECEIPT: &str = "^[0-9]{4}-[0-9]{8}$";
const SERVICE_RECEIPT: &str = "^[0-9]{4}-S[0-9]{8}$";
pub(super) const API_KEY: &str = "^([0-9A-Za-z]{32}|[0-9A-Za-z]{64})$";
const INTEGRATOR_NAME: Limit = Limit::Chars(1, integrators::NAME_CHARS_MAX);
const PROVIDER_KEY: Limit = Limit::Chars(1, providers::KEY_CHARS_MAX);
const PRIVATE_KEY: Limit = Limit::Chars(
    integrators::PRIVATE_KEY_CHARS_MIN,
    integrators::PRIVATE_KEY_CHARS_MAX,
);
/// Brazil's area codes (DDD).
pub(in crate::openapi) const AREA_CODE: &str =
    "^([14689][1-9]|2[12478]|3[1-578]|5[13-5]|7[13-579])$";
/// A mobile of Brazil, without its area code.
pub(in crate::openapi) const AREA_NUMBER: &str = "^9[0-9]{8}$";
const UUID: &str = "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$";
/// The number of a user or of a client, as a text.
const ACTOR: &str = "^[0-9]+$";
const WALLET_NAME: Limit = Limit::Chars(1, wallets::NAME_CHARS_MAX);
const WALLET_ID: Limit = Limit::Chars(1, WALLET_ID_CHARS_MAX);
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
    ("SetupIntegrator", "private_key", PRIVATE_KEY),
    ("SetupClient", "client_id", Limit::Pattern(API_KEY)),
    ("SetupClient", "client_secret", PRIVATE_KEY),
    ("SetupWallet", "wallet_id", Limit::Pattern(UUID)),
    ("SetupWallet", "name", WALLET_NAME),
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
    ("CreateOrderRequest", "phoneCode", Limit::Pattern(AREA_CODE)),
    (
        "CreateOrderRequest",
        "phoneNumber",
        Limit::Pattern(AREA_NUMBER),
    ),
    ("CompleteOrderRequest", "source", WALLET_ID),
    ("WalletRequest", "nombre", WALLET_NAME),
    (
        "WalletRequest",
        "id_proveedor",
        Limit::Pattern(PROVIDER_WALLET_ID),
    ),
    ("WalletUpdateRequest", "nombre", WALLET_NAME),
    (
        "WalletUpdateRequest",
        "id_proveedor",
        Limit::Pattern(PROVIDER_WALLET_ID),
    ),
    // Not only of requests: these ids and numbers are no UUIDs and no ids of rows.
    ("CouponInvoice", "id", INVOICE_ID),
    ("CouponInvoice", "numero", INVOICE_NUMBER),
    ("Invoice", "id", INVOICE_ID),
    ("Invoice", "numero", INVOICE_NUMBER),
    ("Receipt", "numero", Limit::Pattern(RECEIPT)),
    ("ServicePayment", "recibo", Limit::Pattern(SERVICE_RECEIPT)),
    ("BranchBalance", "numero", Limit::Whole(1, 9_999)),
    ("Me", "id", Limit::Pattern(ACTOR)),
    ("TokenResponse", "user_id", Limit::Pattern(ACTOR)),
];
