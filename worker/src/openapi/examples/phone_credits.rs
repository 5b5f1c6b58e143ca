//! Phone credits of the demo's loja: the contract's own order and number. A client completes it with 5.00 reais, for 500 centavos; another one,
//! of 30.00, is still on its way.

use super::{TOKEN, amount, now};
use ventanilla_core::dealer::Dealer;
use ventanilla_core::field::Invalid;
use ventanilla_core::role::Role;
use ventanilla_core::wire::phone_credits::money::{Centavos, Reais};
use ventanilla_core::wire::phone_credits::oauth::{Me, Scope, TokenResponse};
use ventanilla_core::wire::phone_credits::orders::{
    DealerEntry, DealerList, Order, OrderAmount, OrderStatus, PaymentStatus, Transaction,
    TransactionData, TransactionPayment, TransactionStatus,
};
use ventanilla_core::wire::resources::wallets::Wallet;

/// The order.
pub(in crate::openapi) const ORDER: &str = "98291601-80aa-4082-ba6d-bf92621fe9c7";
/// What it is called at the provider.
const PROVIDER_ORDER: &str = "4c023bf5-0ffe-40c8-a99d-e5feeb47de65";
/// The operation of its completion.
pub(in crate::openapi) const TRANSACTION: &str = "c4a0d5b2-6f1e-4c39-9d84-7e2b1a0f3c58";
/// The demo's wallet.
pub(in crate::openapi) const WALLET: &str = "2f5d7c1a-9a41-4c5e-8d9d-0a1b2c3d4e5f";
/// The area code of the phone.
pub(in crate::openapi) const AREA_CODE: &str = "19";
/// The number after it.
pub(in crate::openapi) const AREA_NUMBER: &str = "996416288";
/// What another wallet is called at the provider.
pub(in crate::openapi) const PROVIDER_WALLET: &str = "b7f1c2d3-5e6a-4b8c-9d0e-1f2a3b4c5d6e";
/// What another wallet is called.
pub(in crate::openapi) const WALLET_NAME: &str = "Carteira Praia";
/// What is on offer, in centavos.
const OFFERED: [(&str, i32); 2] = [
    ("0d8f7a61-2b3c-4d5e-8f90-a1b2c3d4e5f6", 500),
    ("7c6b5a49-3827-4160-9f8e-d7c6b5a49382", 3_000),
];

pub(in crate::openapi) fn client_tokens() -> TokenResponse {
    TokenResponse {
        access_token: TOKEN.to_owned(),
        refresh_token: None,
        token_type: "bearer".to_owned(),
        expires_in: 36_000,
        user_id: "2".to_owned(),
        is_virtual: true,
        scope: vec![Scope::OrderCreate, Scope::OrderComplete],
    }
}

pub(in crate::openapi) fn me() -> Me {
    Me {
        id: "9".to_owned(),
        name: "bruna".to_owned(),
        role: Some(Role::Operador.name().to_owned()),
        is_virtual: false,
    }
}

pub(in crate::openapi) fn dealers() -> DealerList {
    DealerList {
        dealers: Dealer::ALL
            .map(|dealer| DealerEntry {
                code: dealer,
                name: dealer.name().to_owned(),
            })
            .into(),
    }
}

pub(in crate::openapi) fn created_order() -> Order {
    let amounts = OFFERED.map(|(id, minor)| OrderAmount {
        id: id.to_owned(),
        amount: centavos(minor),
        amount_key: String::new(),
        deleted_at: None,
        created_at: now(),
        updated_at: now(),
    });
    Order {
        id: ORDER.to_owned(),
        provider_code: Dealer::Vivo,
        phone_code: AREA_CODE.to_owned(),
        phone_number: AREA_NUMBER.to_owned(),
        provider_order_id: PROVIDER_ORDER.to_owned(),
        status: OrderStatus::Created,
        amounts: amounts.into(),
        wallet_id: None,
        chosen_amount: None,
        deleted_at: None,
        created_at: now(),
        updated_at: now(),
    }
}

pub(in crate::openapi) fn completed_order() -> Order {
    Order {
        status: OrderStatus::Completed,
        wallet_id: Some(WALLET.to_owned()),
        chosen_amount: Some(centavos(500)),
        ..created_order()
    }
}

/// Another one, of which nobody can tell yet.
pub(in crate::openapi) fn open_order() -> Order {
    Order {
        id: "5e1f0c7b-84d2-4a96-b3f5-20d9c8e7a614".to_owned(),
        provider_order_id: "a93b7c15-6d0e-4f82-9c47-18e5f2d6b30a".to_owned(),
        status: OrderStatus::Processing,
        chosen_amount: Some(centavos(3_000)),
        ..completed_order()
    }
}

pub(in crate::openapi) fn transaction() -> Transaction {
    Transaction {
        id: TRANSACTION.to_owned(),
        kind: "payment".to_owned(),
        status: TransactionStatus::Executed,
        created_at: now(),
        updated_at: now(),
        banking: None,
        payments: vec![TransactionPayment {
            id: TRANSACTION.to_owned(),
            kind: "withdrawal".to_owned(),
            status: PaymentStatus::Settled,
            schedule_for: None,
            amount: chosen(),
        }],
        additional_data: TransactionData {
            phone_credit_order_id: ORDER.to_owned(),
            provider_code: Dealer::Vivo,
            phone_code: AREA_CODE.to_owned(),
            phone_number: AREA_NUMBER.to_owned(),
        },
    }
}

/// The amount that the order is completed with.
pub(in crate::openapi) fn chosen() -> Reais {
    Reais::from(centavos(500))
}

/// What is wrong with a completion whose amount was not divided by 100.
pub(in crate::openapi) fn amount_in_centavos() -> Option<Invalid> {
    let offered = OFFERED.map(|(_, minor)| centavos(minor));
    let undivided = Reais::parse(&centavos(500).to_text()).ok()?;
    let flaw = undivided.choose(&offered).err()?;
    Some(Invalid::one(flaw.of("amount")))
}

fn centavos(minor: i32) -> Centavos {
    amount(minor).into()
}

/// After the completion, with what the other order holds.
pub(in crate::openapi) fn wallet() -> Wallet {
    Wallet {
        id: WALLET.to_owned(),
        nombre: "Carteira principal".to_owned(),
        saldo: amount(499_500).into(),
        retenido: amount(3_000).into(),
        id_proveedor: None,
    }
}

pub(in crate::openapi) fn funded_wallet() -> Wallet {
    Wallet {
        saldo: amount(999_500).into(),
        ..wallet()
    }
}

pub(in crate::openapi) fn created_wallet() -> Wallet {
    Wallet {
        id: "61d0b3f8-7a25-4e9c-8c14-5b9e0f2d7a36".to_owned(),
        nombre: WALLET_NAME.to_owned(),
        saldo: amount(0).into(),
        retenido: amount(0).into(),
        id_proveedor: Some(PROVIDER_WALLET.to_owned()),
    }
}

pub(in crate::openapi) fn changed_wallet() -> Wallet {
    Wallet {
        nombre: "Carteira da praia".to_owned(),
        ..created_wallet()
    }
}
