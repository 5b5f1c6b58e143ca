//! The limits of loyalty wallets: of their documented API, of our own resources, and of what a set-up says of them.

use super::Limit;
use super::table::{API_KEY, PASSWORD};
use crate::openapi::parameters::TEN_DIGITS;
use ventanilla_core::amount::Amount;
use ventanilla_core::wire::kantuta::AMOUNT_MAX;
use ventanilla_core::wire::loyalty::requests;
use ventanilla_core::wire::resources::{api_keys, loyalty, payments, setup};

/// The PIN of somebody who authorises.
pub(in crate::openapi) const PIN: &str = "^[0-9]{4,8}$";
/// The address of a page of a shop's own, or nothing.
pub(in crate::openapi) const PAGE_ADDRESS: &str = "^(https://[!-~]{1,192})?$";
/// What the upstream service calls a wallet.
pub(in crate::openapi) const UPSTREAM_KEY: &str = "^[!-~]{1,100}$";
const WALLET_NAME: Limit = Limit::Chars(1, loyalty::NAME_CHARS_MAX);
const WALLET_KEY: Limit = Limit::Chars(1, requests::KEY_CHARS_MAX);
const QUOTA: Limit = Limit::Whole(0, loyalty::QUOTA_MAX);
const CONTACT_NAME: Limit = Limit::Chars(1, requests::NAME_CHARS_MAX);
const COLLABORATOR_NAME: Limit = Limit::Chars(1, requests::COLLABORATOR_CHARS_MAX);
/// Points, or an amount that earns some.
const POINTS: Limit = Limit::Written(MIN, AMOUNT_MAX);
const MIN: Amount = Amount::from_small_minor(1);

/// Requests, their fields, and what is allowed in them.
pub(super) const LIMITS: &[(&str, &str, Limit)] = &[
    (
        "SetupUser",
        "name",
        Limit::Chars(1, setup::USER_NAME_CHARS_MAX),
    ),
    ("SetupUser", "pin", Limit::Pattern(PIN)),
    ("SetupKeys", "wallet_apikey", Limit::Pattern(API_KEY)),
    ("SetupLoyalty", "monederos", Limit::Items(setup::ITEMS_MAX)),
    ("SetupLoyalty", "telefonos", Limit::Items(setup::ITEMS_MAX)),
    (
        "SetupLoyaltyWallet",
        "clientes",
        Limit::Items(setup::ITEMS_MAX),
    ),
    ("SetupContact", "telefono", Limit::Pattern(TEN_DIGITS)),
    ("SetupContact", "nombre", CONTACT_NAME),
    ("SetupPhoneMark", "telefono", Limit::Pattern(TEN_DIGITS)),
    ("LoyaltyWalletRequest", "nombre", WALLET_NAME),
    ("LoyaltyWalletRequest", "clientes_disponibles", QUOTA),
    ("LoyaltyWalletRequest", "canjes_disponibles", QUOTA),
    ("LoyaltyWalletRequest", "creditos_disponibles", QUOTA),
    (
        "LoyaltyWalletRequest",
        "enlace_clientes",
        Limit::Pattern(PAGE_ADDRESS),
    ),
    (
        "LoyaltyWalletRequest",
        "clave_proveedor",
        Limit::Pattern(UPSTREAM_KEY),
    ),
    ("LoyaltyWalletUpdateRequest", "nombre", WALLET_NAME),
    (
        "LoyaltyWalletUpdateRequest",
        "colaboradores",
        Limit::Items(loyalty::COLLABORATORS_MAX),
    ),
    ("LoyaltyWalletUpdateRequest", "clientes_disponibles", QUOTA),
    ("LoyaltyWalletUpdateRequest", "canjes_disponibles", QUOTA),
    ("LoyaltyWalletUpdateRequest", "creditos_disponibles", QUOTA),
    (
        "LoyaltyWalletUpdateRequest",
        "enlace_clientes",
        Limit::Pattern(PAGE_ADDRESS),
    ),
    (
        "LoyaltyWalletUpdateRequest",
        "clave_proveedor",
        Limit::Pattern(UPSTREAM_KEY),
    ),
    ("PinRequest", "pin", Limit::Pattern(PIN)),
    (
        "ResolveOrderRequest",
        "evidencia",
        Limit::Chars(1, payments::EVIDENCE_CHARS_MAX),
    ),
    (
        "ApiKeyRequest",
        "nombre",
        Limit::Chars(1, api_keys::NAME_CHARS_MAX),
    ),
    ("AddContactRequest", "wallet_key", WALLET_KEY),
    ("AddContactRequest", "phone", Limit::Pattern(TEN_DIGITS)),
    ("AddContactRequest", "customer_name", CONTACT_NAME),
    ("GetContactsRequest", "wallet_key", WALLET_KEY),
    ("GetContactsRequest", "phone", Limit::Pattern(TEN_DIGITS)),
    ("SaleRequest", "wallet_key", WALLET_KEY),
    ("SaleRequest", "phone", Limit::Pattern(TEN_DIGITS)),
    ("SaleRequest", "transaction_amount", POINTS),
    ("SaleRequest", "points_used", POINTS),
    (
        "SaleRequest",
        "ticket",
        Limit::Chars(0, requests::NAME_CHARS_MAX),
    ),
    ("SaleRequest", "authorized_pin", Limit::Pattern(PIN)),
    ("UpdateBalanceRequest", "wallet_key", WALLET_KEY),
    ("UpdateBalanceRequest", "phone", Limit::Pattern(TEN_DIGITS)),
    ("UpdateBalanceRequest", "transaction_amount", POINTS),
    (
        "UpdateBalanceRequest",
        "reason",
        Limit::Chars(0, requests::REASON_CHARS_MAX),
    ),
    ("AddEmployeeRequest", "employee_name", COLLABORATOR_NAME),
    ("AddEmployeeRequest", "business_name", COLLABORATOR_NAME),
    ("AddEmployeeRequest", "password", PASSWORD),
];
