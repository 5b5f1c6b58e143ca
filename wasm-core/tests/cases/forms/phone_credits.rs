//! Bodies of phone credits and of the wallets that pay for them. Fields that are not asked for are passed over at the documented door.

use super::Case;

/// Bodies that are refused.
pub(crate) const BAD: &[Case] = &[
    (
        "phone-credits/create-order",
        "[]",
        &[("", "body_not_object")],
    ),
    (
        "phone-credits/create-order",
        "{}",
        &[
            ("phoneCode", "required"),
            ("phoneNumber", "required"),
            ("providerCode", "required"),
        ],
    ),
    (
        "phone-credits/create-order",
        r#"{"phoneCode":19,"phoneNumber":996416288,"providerCode":1}"#,
        &[
            ("phoneCode", "not_a_string"),
            ("phoneNumber", "not_a_string"),
            ("providerCode", "not_a_string"),
        ],
    ),
    (
        "phone-credits/create-order",
        r#"{"phoneCode":"00","phoneNumber":"996416288","providerCode":""}"#,
        &[
            ("providerCode", "required"),
            ("phoneCode", "phone_unknown_area"),
        ],
    ),
    (
        "phone-credits/create-order",
        r#"{"phoneCode":"20","phoneNumber":"996416288","providerCode":"005"}"#,
        &[
            ("providerCode", "not_one_of"),
            ("phoneCode", "phone_unknown_area"),
        ],
    ),
    (
        "phone-credits/create-order",
        r#"{"phoneCode":"19","phoneNumber":"77641628","providerCode":"001"}"#,
        &[("phoneNumber", "phone_too_short")],
    ),
    (
        "phone-credits/create-order",
        r#"{"phoneCode":"19","phoneNumber":"32334455","providerCode":"1"}"#,
        &[
            ("providerCode", "not_one_of"),
            ("phoneNumber", "phone_landline"),
        ],
    ),
    (
        "phone-credits/create-order",
        r#"{"phoneNumber":"99641-6288","providerCode":"001"}"#,
        &[
            ("phoneCode", "required"),
            ("phoneNumber", "phone_not_digits"),
        ],
    ),
    (
        "phone-credits/create-order",
        r#"{"phoneCode":"+55","phoneNumber":null,"providerCode":"001"}"#,
        &[
            ("phoneNumber", "required"),
            ("phoneCode", "phone_not_digits"),
        ],
    ),
    (
        "phone-credits/complete-order",
        "{}",
        &[("amount", "required"), ("source", "required")],
    ),
    (
        "phone-credits/complete-order",
        r#"{"amount":"5,00","source":" "}"#,
        &[("amount", "not_decimal_text"), ("source", "required")],
    ),
    (
        "phone-credits/complete-order",
        r#"{"amount":5e0,"source":7}"#,
        &[("amount", "not_a_number"), ("source", "not_a_string")],
    ),
    (
        "phone-credits/complete-order",
        r#"{"amount":"-5.00","source":"w1"}"#,
        &[("amount", "not_decimal_text")],
    ),
    (
        "phone-credits/complete-order",
        r#"{"amount":"5.001","source":"w1"}"#,
        &[("amount", "too_many_decimals")],
    ),
    (
        "phone-credits/complete-order",
        r#"{"amount":["5.00"],"source":"w1"}"#,
        &[("amount", "not_a_number")],
    ),
    (
        "resources/wallet",
        r#"{"nombre":"","id_proveedor":"","x":1}"#,
        &[
            ("nombre", "required"),
            ("id_proveedor", "required"),
            ("x", "unknown_property"),
        ],
    ),
    (
        "resources/wallet-update",
        r#"{"id_proveedor":"../x"}"#,
        &[("id_proveedor", "code_format")],
    ),
    (
        "resources/wallet-update",
        r#"{"saldo":"1.00","nombre":7}"#,
        &[("nombre", "not_a_string"), ("saldo", "unknown_property")],
    ),
    (
        "resources/setup-tenant",
        r#"{"name":"K","country":"BR","currency":"BRL","mode":"demo","users":[{"email":"a@x.br","password":"12345678","role":"Administrador"}],"branches":[{"code":"C","name":"C"}],"registers":[],"operators":[],"prefunds":[{"provider":"bitcapital","amount":"1.00"}],"phone_credits":{"wallet_id":"2F5D7C1A-9a41-4c5e-8d9d-0a1b2c3d4e5f","amount":"0"},"keys":{"phone_credits":{"client_id":"cid","client_secret":"root"}}}"#,
        &[
            ("prefunds.0.provider", "not_one_of"),
            ("phone_credits.wallet_id", "id_invalid"),
            ("phone_credits.name", "required"),
            ("phone_credits.amount", "too_small"),
            ("keys.phone_credits.client_id", "api_key_invalid"),
            ("keys.phone_credits.client_secret", "too_short"),
        ],
    ),
    (
        "resources/setup-tenant",
        r#"{"name":"K","country":"BO","currency":"BOB","mode":"demo","users":[{"email":"a@x.bo","password":"12345678","role":"Administrador"}],"branches":[{"code":"C","name":"C"}],"registers":[],"operators":[],"phone_credits":{"wallet_id":"2f5d7c1a-9a41-4c5e-8d9d-0a1b2c3d4e5f","name":"Carteira","amount":"1.00"}}"#,
        &[("phone_credits", "not_available")],
    ),
];

/// Bodies that are accepted, and what they are normalised to.
pub(crate) const GOOD: &[(&str, &str, &str)] = &[
    (
        "phone-credits/create-order",
        r#"{"phoneCode":"19","phoneNumber":"996416288","providerCode":"001"}"#,
        r#"{"phoneCode":"19","phoneNumber":"996416288","providerCode":"001"}"#,
    ),
    (
        "phone-credits/create-order",
        r#"{"providerCode":"004","phoneNumber":"900000000","phoneCode":"55","x":null}"#,
        r#"{"phoneCode":"55","phoneNumber":"900000000","providerCode":"004"}"#,
    ),
    (
        "phone-credits/complete-order",
        r#"{"amount":"5.00","source":"2f5d7c1a-9a41-4c5e-8d9d-0a1b2c3d4e5f"}"#,
        r#"{"amount":"5.00","source":"2f5d7c1a-9a41-4c5e-8d9d-0a1b2c3d4e5f"}"#,
    ),
    (
        "phone-credits/complete-order",
        r#"{"source":" w1 ","amount":5}"#,
        r#"{"amount":"5.00","source":"w1"}"#,
    ),
    (
        "phone-credits/complete-order",
        r#"{"source":"w1","amount":"15.500000"}"#,
        r#"{"amount":"15.50","source":"w1"}"#,
    ),
    (
        "resources/wallet",
        r#"{"nombre":" Loja ","id_proveedor":null}"#,
        r#"{"nombre":"Loja"}"#,
    ),
    (
        "resources/wallet",
        r#"{"id_proveedor":"w-77","nombre":"Loja"}"#,
        r#"{"nombre":"Loja","id_proveedor":"w-77"}"#,
    ),
    ("resources/wallet-update", "{}", "{}"),
    (
        "resources/wallet-update",
        r#"{"id_proveedor":"w-78"}"#,
        r#"{"id_proveedor":"w-78"}"#,
    ),
    (
        "resources/setup-tenant",
        r#"{"name":"K","country":"BR","currency":"BRL","mode":"demo","users":[{"email":"a@x.br","password":"12345678","role":"Administrador"}],"branches":[{"code":"C","name":"C"}],"registers":[],"operators":[],"phone_credits":{"wallet_id":"2f5d7c1a-9a41-4c5e-8d9d-0a1b2c3d4e5f","name":"Carteira","amount":"500"},"keys":{"phone_credits":{"client_id":"0123456789abcdef0123456789abcdef","client_secret":"sixteen chars..."}}}"#,
        r#"{"name":"K","country":"BR","currency":"BRL","mode":"demo","users":[{"email":"a@x.br","password":"12345678","role":"Administrador"}],"branches":[{"code":"C","name":"C"}],"registers":[],"operators":[],"customers":[],"prefunds":[],"phone_credits":{"wallet_id":"2f5d7c1a-9a41-4c5e-8d9d-0a1b2c3d4e5f","name":"Carteira","amount":"500.00"},"keys":{"phone_credits":{"client_id":"0123456789abcdef0123456789abcdef","client_secret":"sixteen chars..."}}}"#,
    ),
];
