//! The loyalty wallets that a tenant starts with.

use super::{ITEMS_MAX, SetupUser, refuse_repeated};
use crate::code::Code;
use crate::field::Flaw;
use crate::field::reader::Fields;
use crate::field::value::{self, Value};
use crate::loyalty::{Points, TenDigits};
use crate::wire::body::{Body, Object, quoted};
use crate::wire::loyalty::requests::NAME_CHARS_MAX;
use crate::wire::money;
use crate::wire::resources::loyalty::{LoyaltyWalletRequest, PhoneMark, points};

/// Wallets, and what is known of numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SetupLoyalty {
    /// The wallets.
    pub monederos: Vec<SetupLoyaltyWallet>,
    /// The marked numbers; none without it.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Vec<SetupPhoneMark>>))]
    pub telefonos: Vec<SetupPhoneMark>,
}

/// A loyalty wallet to create. Its quotas are what is left once its customers are in it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SetupLoyaltyWallet {
    /// Its settings.
    pub monedero: LoyaltyWalletRequest,
    /// What the collaborators log in with who may use it; everybody without it.
    pub colaboradores: Option<Vec<String>>,
    /// Its customers; none without it.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Vec<SetupContact>>))]
    pub clientes: Vec<SetupContact>,
}

/// A customer of a loyalty wallet to create.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SetupContact {
    /// The number, ten digits.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub telefono: TenDigits,
    /// The name.
    pub nombre: String,
    /// The points to start with.
    #[cfg_attr(feature = "openapi", schema(value_type = crate::wire::Dec))]
    pub puntos: Points,
}

/// A number to mark.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SetupPhoneMark {
    /// The number, ten digits.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub telefono: TenDigits,
    /// What it is marked as.
    pub marca: PhoneMark,
}

impl SetupLoyalty {
    pub(super) fn read(item: &mut Fields<'_>) -> Option<Self> {
        let monederos = item.list("monederos", ITEMS_MAX, read_wallet);
        let telefonos = if item.has("telefonos") {
            item.list("telefonos", ITEMS_MAX, read_mark)
        } else {
            item.ignore("telefonos");
            Some(Vec::new())
        };
        // The store does not tell names apart by the case of their letters either.
        let names: Vec<String> = monederos
            .iter()
            .flatten()
            .map(|wallet| wallet.monedero.nombre.to_ascii_lowercase())
            .collect();
        refuse_repeated(
            item,
            "monederos",
            "nombre",
            names.iter().map(String::as_str),
        );
        Some(Self {
            monederos: monederos?,
            telefonos: telefonos?,
        })
    }

    /// Refuses collaborators of wallets who are none of those users.
    pub(super) fn refuse_strangers(&self, fields: &mut Fields<'_>, users: &[SetupUser]) {
        for (of, wallet) in self.monederos.iter().enumerate() {
            let logins = wallet.colaboradores.iter().flatten();
            for (index, login) in logins.enumerate() {
                if !users.iter().any(|user| user.email == *login) {
                    let path = format!("loyalty.monederos.{of}.colaboradores.{index}");
                    fields.refuse(&path, Code::UserNotFound);
                }
            }
        }
    }

    pub(super) fn to_json(&self) -> String {
        let wallets = self.monederos.iter().map(|wallet| {
            let contacts = wallet.clientes.iter().map(|contact| {
                Object::write(|item| {
                    item.text("telefono", contact.telefono.as_str());
                    item.text("nombre", &contact.nombre);
                    item.text("puntos", &money::decimal_text(contact.puntos.amount()));
                })
            });
            Object::write(|item| {
                item.literal("monedero", &wallet.monedero.to_json());
                if let Some(logins) = &wallet.colaboradores {
                    item.list(
                        "colaboradores",
                        logins.iter().map(|login| quoted(login)).collect(),
                    );
                }
                item.list("clientes", contacts.collect());
            })
        });
        let marks = self.telefonos.iter().map(|mark| {
            Object::write(|item| {
                item.text("telefono", mark.telefono.as_str());
                item.text("marca", mark.marca.as_str());
            })
        });
        Object::write(|item| {
            item.list("monederos", wallets.collect());
            item.list("telefonos", marks.collect());
        })
    }
}

fn read_wallet(item: &mut Fields<'_>) -> Option<SetupLoyaltyWallet> {
    let monedero = item.object("monedero", LoyaltyWalletRequest::read);
    let colaboradores = item.optional("colaboradores", logins);
    let clientes = if item.has("clientes") {
        item.list("clientes", ITEMS_MAX, read_contact)
    } else {
        item.ignore("clientes");
        Some(Vec::new())
    };
    let phones = clientes.iter().flatten();
    refuse_repeated(
        item,
        "clientes",
        "telefono",
        phones.map(|contact| contact.telefono.as_str()),
    );
    let is_upstream = monedero
        .as_ref()
        .is_some_and(|wallet| wallet.clave_proveedor.is_some());
    if is_upstream && clientes.iter().flatten().next().is_some() {
        // Whoever keeps the points keeps the customers.
        item.refuse("clientes", Code::UnknownProperty);
    }
    Some(SetupLoyaltyWallet {
        monedero: monedero?,
        colaboradores,
        clientes: clientes?,
    })
}

fn logins(value: Value<'_>) -> Result<Vec<String>, Flaw> {
    let read = |item| {
        Value::of(item)
            .ok_or(Flaw::new(Code::NotAString))
            .and_then(value::login)
    };
    value.items()?.into_iter().map(read).collect()
}

fn read_contact(item: &mut Fields<'_>) -> Option<SetupContact> {
    let telefono = item.required("telefono", ten_digits);
    let nombre = item.required("nombre", value::text(1..=NAME_CHARS_MAX));
    let puntos = item.required("puntos", points);
    Some(SetupContact {
        telefono: telefono?,
        nombre: nombre?,
        puntos: puntos?,
    })
}

fn read_mark(item: &mut Fields<'_>) -> Option<SetupPhoneMark> {
    let telefono = item.required("telefono", ten_digits);
    let marca = item.required("marca", value::choice(&PhoneMark::ALL, PhoneMark::as_str));
    Some(SetupPhoneMark {
        telefono: telefono?,
        marca: marca?,
    })
}

fn ten_digits(value: Value<'_>) -> Result<TenDigits, Flaw> {
    TenDigits::parse(&value.string()?).ok_or(Flaw::new(Code::PhoneNotDigits))
}
