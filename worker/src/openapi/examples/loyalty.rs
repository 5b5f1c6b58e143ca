//! Loyalty wallets of the demo's tienda: María has 120 points, buys for 1000.00 at Lupita's till, and is given 50 points more by Rodrigo; Jorge pays
//! with 600 of his 1500, which Rodrigo authorises.

use super::{OPERATION, amount, now};
use ventanilla_core::code::Code;
use ventanilla_core::loyalty::{ApiDoor, MovementKind, Points};
use ventanilla_core::operation::OperationState;
use ventanilla_core::wire::loyalty::answers::{
    Contact, Contacts, Done, EmployeeAdded, FoundContacts, ListedWallet, NewBalance, ToolUser,
    ToolUsers, WalletList,
};
use ventanilla_core::wire::resources::api_keys::{ApiKey, NewApiKey};
use ventanilla_core::wire::resources::loyalty::{
    LoyaltyMovement, LoyaltyWallet, MarkedPhone, PhoneMark,
};
use ventanilla_core::wire::resources::loyalty_orders::{
    LoyaltyOrder, LoyaltyOrderKind, ShownCustomer, UpstreamCollaborator, UpstreamDirectory,
    UpstreamUser, UpstreamWallet,
};
use ventanilla_core::wire::resources::operations::UserName;
use ventanilla_core::wire::resources::payments::OrderState;

/// The key of the wallet.
pub(in crate::openapi) const WALLET_KEY: &str = "b3f1c07a5d9e4b6288c1f0a97e42d6c3";
/// María's number.
pub(in crate::openapi) const CONTACT_PHONE: &str = "4771234567";
/// Lupita, who sells.
pub(in crate::openapi) const LUPITA: i64 = 20;
/// Rodrigo, who supervises.
pub(in crate::openapi) const RODRIGO: i64 = 19;
/// The ticket of María's purchase.
pub(in crate::openapi) const TICKET: &str = "A-1001";
/// Why María is given points.
pub(in crate::openapi) const REASON: &str = "Se le cobró sin su número";
/// More points than that need a PIN.
pub(in crate::openapi) const PIN_THRESHOLD: &str = "500.00";
/// Another wallet.
pub(in crate::openapi) const CLUB: &str = "Club Norte";
/// A number to mark.
pub(in crate::openapi) const MARKED_PHONE: &str = "5598765432";
/// What another API key is called.
pub(in crate::openapi) const KEY_NAME: &str = "Tienda en línea";
/// What the upstream service calls a wallet.
const UPSTREAM_WALLET: &str = "monedero-simulado";
/// What the upstream service calls Lupita.
pub(in crate::openapi) const UPSTREAM_USER: i64 = 8_141;
/// How somebody found out what became of an order there.
pub(in crate::openapi) const LOYALTY_EVIDENCE: &str = "Hablé con SMS Masivos: sí figura. Caso 77";
/// Another API key.
const API_KEY_TOLD: &str = "c2a9e4075b1d83f6c2a9e4075b1d83f6c2a9e4075b1d83f6c2a9e4075b1d83f6";

pub(in crate::openapi) fn tool_users() -> ToolUsers {
    let user = |id: i64, name: &str, number: &str, kind: &str| ToolUser {
        usertool_id: id,
        usertool_name: name.to_owned(),
        usertool_number: number.to_owned(),
        usertool_branch: "Tienda Centro".to_owned(),
        usertool_type: kind.to_owned(),
        usertool_status: 1,
    };
    ToolUsers::of(vec![
        user(18, "admin", "", "gerente"),
        user(RODRIGO, "Rodrigo Salas", "", "gerente"),
        user(LUPITA, "Lupita Hernández", "4771000001", "cajero"),
        user(21, "Paco Ramírez", "", "cajero"),
    ])
}

pub(in crate::openapi) fn wallet_list() -> WalletList {
    WalletList::of(vec![ListedWallet {
        wallet_name: loyalty_wallet().nombre,
        wallet_key: WALLET_KEY.to_owned(),
        wallet_app_client: String::new(),
        wallet_app_redeem: "https://ventanilla.example/app/monederos/".to_owned(),
    }])
}

/// The one that is asked for, before she buys anything.
pub(in crate::openapi) fn contacts() -> Contacts {
    Contacts::of(FoundContacts::One(Contact {
        contact_name: "María Fernanda López".to_owned(),
        contact_phone: CONTACT_PHONE.to_owned(),
        contact_birthdate: None,
        contact_balance: amount(12_000).into(),
    }))
}

pub(in crate::openapi) fn contact_added() -> Done {
    Done::contact_added()
}

pub(in crate::openapi) fn sold() -> NewBalance {
    NewBalance::of_sale(points(22_000))
}

pub(in crate::openapi) fn updated() -> NewBalance {
    NewBalance::of_update(points(27_000))
}

pub(in crate::openapi) fn employee_added() -> EmployeeAdded {
    EmployeeAdded::of(22)
}

pub(in crate::openapi) fn employee_archived() -> Done {
    Done::employee_archived()
}

fn points(hundredths: i32) -> Points {
    Points::new(amount(hundredths)).unwrap_or_default()
}

/// On the first day.
pub(in crate::openapi) fn loyalty_wallet() -> LoyaltyWallet {
    LoyaltyWallet {
        id: 1,
        clave: WALLET_KEY.to_owned(),
        nombre: "Puntos Tienda".to_owned(),
        porcentaje: amount(1_000).into(),
        exige_ticket: false,
        ticket_unico: false,
        exige_nacimiento: false,
        para_todos: true,
        colaboradores: Vec::new(),
        clientes_disponibles: 50_000,
        canjes_disponibles: 50_000,
        creditos_disponibles: 50_000,
        pin_desde: Some(amount(50_000).into()),
        enlace_clientes: String::new(),
        clave_proveedor: None,
        clientes: 4,
        puntos: amount(170_050).into(),
    }
}

/// Asks for everything, has nothing left, and is for two people.
pub(in crate::openapi) fn strict_wallet() -> LoyaltyWallet {
    LoyaltyWallet {
        id: 2,
        clave: "0e7d52c49ab84f1fb6d3a8215c907e3f".to_owned(),
        nombre: "Club Mayoreo".to_owned(),
        porcentaje: amount(250).into(),
        exige_ticket: true,
        ticket_unico: true,
        exige_nacimiento: true,
        para_todos: false,
        colaboradores: vec![RODRIGO, LUPITA],
        clientes_disponibles: 0,
        canjes_disponibles: 0,
        creditos_disponibles: 0,
        pin_desde: None,
        clientes: 1,
        puntos: amount(5_000).into(),
        ..loyalty_wallet()
    }
}

pub(in crate::openapi) fn created_loyalty_wallet() -> LoyaltyWallet {
    LoyaltyWallet {
        id: 3,
        clave: "6f4b90d1e2c7482a9d05b7f36a18ce40".to_owned(),
        nombre: CLUB.to_owned(),
        porcentaje: amount(500).into(),
        exige_ticket: true,
        clientes_disponibles: 1_000,
        canjes_disponibles: 1_000,
        creditos_disponibles: 3_000,
        pin_desde: None,
        clientes: 0,
        puntos: amount(0).into(),
        ..loyalty_wallet()
    }
}

pub(in crate::openapi) fn changed_loyalty_wallet() -> LoyaltyWallet {
    LoyaltyWallet {
        exige_ticket: false,
        pin_desde: Some(amount(50_000).into()),
        ..created_loyalty_wallet()
    }
}

/// What Rodrigo authorised, and María's purchase before it.
pub(in crate::openapi) fn loyalty_movements() -> Vec<LoyaltyMovement> {
    let earned = LoyaltyMovement {
        id: OPERATION.to_owned(),
        tipo: MovementKind::Earning,
        puntos: amount(10_000).into(),
        saldo: amount(22_000).into(),
        monto: Some(amount(100_000).into()),
        ticket: Some(TICKET.to_owned()),
        motivo: None,
        telefono: CONTACT_PHONE.to_owned(),
        cliente: "María Fernanda López".to_owned(),
        colaborador: "Lupita Hernández".to_owned(),
        autorizo: None,
        estado: OperationState::Succeeded,
        fecha_hora: now(),
    };
    let used = LoyaltyMovement {
        id: "9c1e7a40-52d3-4b8f-a6e9-3d70b2c5f814".to_owned(),
        tipo: MovementKind::Redemption,
        puntos: amount(60_000).into(),
        saldo: amount(90_000).into(),
        monto: None,
        ticket: None,
        telefono: "5512345678".to_owned(),
        cliente: "Jorge Ibarra Núñez".to_owned(),
        autorizo: Some("Rodrigo Salas".to_owned()),
        ..earned.clone()
    };
    vec![used, earned]
}

/// By number.
pub(in crate::openapi) fn marked_phones() -> Vec<MarkedPhone> {
    [
        ("4777777777", PhoneMark::Landline),
        ("8112345678", PhoneMark::Blocked),
    ]
    .map(marked)
    .into()
}

pub(in crate::openapi) fn phones_with_another() -> Vec<MarkedPhone> {
    let mut phones = marked_phones();
    phones.insert(1, marked((MARKED_PHONE, PhoneMark::Blocked)));
    phones
}

fn marked((telefono, marca): (&str, PhoneMark)) -> MarkedPhone {
    MarkedPhone {
        telefono: telefono.to_owned(),
        marca,
        desde: now(),
    }
}

pub(in crate::openapi) fn supervisor() -> UserName {
    UserName {
        id: RODRIGO,
        nombre: "Rodrigo Salas".to_owned(),
    }
}

/// That of the set-up.
pub(in crate::openapi) fn api_key() -> ApiKey {
    ApiKey {
        id: 1,
        nombre: "Integrador de monederos".to_owned(),
        comienzo: "71e0da".to_owned(),
        puertas: ApiDoor::ALL.into(),
        creada: now(),
        ultimo_uso: None,
        revocada: None,
    }
}

pub(in crate::openapi) fn new_api_key() -> NewApiKey {
    NewApiKey {
        clave: ApiKey {
            id: 2,
            nombre: KEY_NAME.to_owned(),
            comienzo: API_KEY_TOLD.chars().take(6).collect(),
            puertas: vec![ApiDoor::ToolUsers, ApiDoor::Wallet],
            ..api_key()
        },
        apikey: API_KEY_TOLD.to_owned(),
    }
}

pub(in crate::openapi) fn revoked_api_key() -> ApiKey {
    ApiKey {
        ultimo_uso: Some(now()),
        revocada: Some(now()),
        ..new_api_key().clave
    }
}

/// María uses points of a wallet that the upstream service keeps, and it takes them.
pub(in crate::openapi) fn loyalty_order() -> LoyaltyOrder {
    LoyaltyOrder {
        id: OPERATION.to_owned(),
        monedero: "Puntos en línea".to_owned(),
        tipo: LoyaltyOrderKind::Movement(MovementKind::Redemption),
        telefono: CONTACT_PHONE.to_owned(),
        cliente: None,
        cantidad: Some(amount(10_000).into()),
        ticket: Some(TICKET.to_owned()),
        motivo: None,
        colaborador: "Lupita Hernández".to_owned(),
        estado: OrderState::Delivered,
        saldo: Some(amount(110_000).into()),
        rechazo: None,
        causa: None,
        detalle: None,
        resuelto_por: None,
        antes: shown_customer(120_000),
        despues: None,
        fecha_hora: now(),
    }
}

fn shown_customer(hundredths: i32) -> Option<ShownCustomer> {
    Some(ShownCustomer {
        saldo: Some(amount(hundredths).into()),
    })
}

/// Nobody knows what became of another.
pub(in crate::openapi) fn open_loyalty_order() -> LoyaltyOrder {
    LoyaltyOrder {
        id: "51c7d0e2-8f4b-4a19-b3d6-0e9a72c15f48".to_owned(),
        estado: OrderState::Unknown,
        saldo: None,
        causa: Some(Code::OrderAnswerUnclear.as_str().to_owned()),
        detalle: Some("HTTP 504".to_owned()),
        despues: shown_customer(110_000),
        ..loyalty_order()
    }
}

/// Somebody says that it was done.
pub(in crate::openapi) fn resolved_loyalty_order() -> LoyaltyOrder {
    LoyaltyOrder {
        estado: OrderState::Delivered,
        saldo: Some(amount(110_000).into()),
        causa: None,
        detalle: Some(LOYALTY_EVIDENCE.to_owned()),
        resuelto_por: Some("admin".to_owned()),
        ..open_loyalty_order()
    }
}

/// What the fake service has, and Lupita known there.
pub(in crate::openapi) fn upstream_directory() -> UpstreamDirectory {
    UpstreamDirectory {
        usuarios: vec![UpstreamUser {
            id: UPSTREAM_USER,
            nombre: "Caja simulada".to_owned(),
        }],
        monederos: vec![UpstreamWallet {
            clave: UPSTREAM_WALLET.to_owned(),
            nombre: "Monedero simulado".to_owned(),
        }],
        colaboradores: vec![upstream_collaborator()],
    }
}

pub(in crate::openapi) fn upstream_collaborator() -> UpstreamCollaborator {
    UpstreamCollaborator {
        id_usuario: LUPITA,
        id_proveedor: UPSTREAM_USER,
    }
}
