//! Wallets: the tenant's money at a provider that phone credits are paid from.

use crate::http::Method::{Get, Patch, Post};
use crate::openapi::entry::{Entry, Tag};
use crate::openapi::examples;
use ventanilla_core::code::Code;
use ventanilla_core::wire::Form;

const WALLET: &str = "El identificador de la cartera, un UUID.";

/// The entries of `/carteras`.
pub(super) fn entries() -> Vec<Entry> {
    vec![
        Tag::Providers
            .entry(
                Get,
                "/carteras",
                "listWallets",
                "Las carteras",
                "Las carteras con que se pagan las recargas de Brasil, con su saldo y lo que de él está retenido; las primeras 1000.",
            )
            .answers_list(200, "Las carteras.", &[examples::wallet()]),
        Tag::Providers
            .entry(
                Post,
                "/carteras",
                "createWallet",
                "Crear una cartera",
                "Empieza vacía. Con `id_proveedor` si el proveedor la llama de otro modo que este servidor.",
            )
            .takes(Form::Wallet)
            .refuses(&[Code::WalletExists, Code::WalletIdTaken, Code::NotAvailable])
            .answers(201, "La cartera creada.", &examples::created_wallet()),
        Tag::Providers
            .entry(
                Patch,
                "/carteras/:id",
                "updateWallet",
                "Cambiar una cartera",
                "Su nombre, o cómo la llama el proveedor. Lo que no se envía queda como está.",
            )
            .segment(WALLET)
            .takes(Form::WalletUpdate)
            .refuses(&[Code::WalletNotFound, Code::WalletExists, Code::WalletIdTaken])
            .answers(200, "La cartera como quedó.", &examples::changed_wallet()),
        Tag::Providers
            .entry(
                Post,
                "/carteras/:id/fondos",
                "fundWallet",
                "Cargar una cartera",
                "Anota dinero que se envió al proveedor para esa cartera, fuera de las cajas. No lo envía.",
            )
            .segment(WALLET)
            .takes(Form::Funding)
            .refuses(&[Code::WalletNotFound])
            .answers(201, "La cartera, con su saldo.", &examples::funded_wallet())
            .idempotent(),
    ]
}
