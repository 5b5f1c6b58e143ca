//! Services of the demo's bodega: Carmen recharges the contract's own number, 10.00 of Movistar, at "Caja 1"; another payment is refused by the
//! operator, and its cash is given back.

use super::{amount, now};
use ventanilla_core::code::Code;
use ventanilla_core::currency::Currency;
use ventanilla_core::product::Product;
use ventanilla_core::provider::Provider;
use ventanilla_core::service::Service;
use ventanilla_core::wire::cps::balances::Balance;
use ventanilla_core::wire::cps::payments::{Payment, PaymentStatus};
use ventanilla_core::wire::cps::services::ServiceItem;
use ventanilla_core::wire::resources::integrators::{Integrator, IntegratorKeys};
use ventanilla_core::wire::resources::payments::{
    OrderState, ProviderCall, RefundState, ServicePayment, ServicePayments,
};
use ventanilla_core::wire::resources::providers::ProviderState;

/// The operation of the payment.
pub(in crate::openapi) const PAYMENT: &str = "8e03978e-40d5-43dd-bc93-6894a57f9324";
/// The contract's own mobile.
pub(in crate::openapi) const MOBILE: &str = "04243675525";
/// The contract's own landline.
pub(in crate::openapi) const LANDLINE: &str = "02123457654";
/// The reference that the provider told.
pub(in crate::openapi) const REFERENCE: &str = "MOV-48213377";
/// What the integrator is called.
pub(in crate::openapi) const INTEGRATOR: &str = "Pagos Ya";
/// The integrator's public key.
pub(in crate::openapi) const API_KEY: &str =
    "5d41402abc4b2a76b9719d911017c592f3a1c0de77e84f0bb6d2a9183c55e6f0";
/// The provider's server.
pub(in crate::openapi) const BASE_URL: &str = "https://cps.example/cps";

pub(in crate::openapi) fn paid() -> Payment {
    Payment {
        id_operation: PAYMENT.to_owned(),
        id_type_service: Service::MovistarPrepago,
        number_service: MOBILE.to_owned(),
        amount: amount(1_000).into(),
        status: PaymentStatus::Approved,
        reference: REFERENCE.to_owned(),
        created_at: now(),
    }
}

pub(in crate::openapi) fn service_balance() -> Balance {
    Balance {
        id_type_service: Service::DigitelFijo,
        number_service: LANDLINE.to_owned(),
        balance: amount(12_550).into(),
        currency: Currency::Ves,
    }
}

/// Two of them, one of which tells its balance.
pub(in crate::openapi) fn services() -> Vec<ServiceItem> {
    [Service::MovistarPrepago, Service::DigitelFijo]
        .map(|service| ServiceItem::of(service, service.can_get_balance()))
        .into()
}

fn payment() -> ServicePayment {
    ServicePayment {
        id_operacion: PAYMENT.to_owned(),
        recibo: "0001-S00000001".to_owned(),
        servicio: Product::Service(Service::MovistarPrepago),
        numero: MOBILE.to_owned(),
        monto: amount(1_000).into(),
        moneda: Currency::Ves,
        estado: OrderState::Delivered,
        referencia: Some(REFERENCE.to_owned()),
        causa: None,
        detalle: None,
        resuelto_por: None,
        devolucion: RefundState::None,
        es_simulado: false,
        cajero: Some("carmen".to_owned()),
        caja: Some("Caja 1".to_owned()),
        sucursal: "Bodega Centro".to_owned(),
        id_caja_sesion: Some(1),
        integrador: None,
        cartera: None,
        fecha_hora: now(),
        actualizada: now(),
    }
}

pub(in crate::openapi) fn payments() -> ServicePayments {
    ServicePayments {
        pagos: vec![payment()],
    }
}

pub(in crate::openapi) fn open_payments() -> ServicePayments {
    ServicePayments {
        pagos: vec![unknown_payment(), refused_payment()],
    }
}

fn unknown_payment() -> ServicePayment {
    ServicePayment {
        estado: OrderState::Unknown,
        referencia: None,
        causa: Some(Code::OrderAnswerUnclear.as_str().to_owned()),
        detalle: Some("HTTP 504".to_owned()),
        cajero: None,
        caja: None,
        id_caja_sesion: None,
        integrador: Some(INTEGRATOR.to_owned()),
        ..payment()
    }
}

pub(in crate::openapi) fn refused_payment() -> ServicePayment {
    ServicePayment {
        estado: OrderState::Refused,
        referencia: None,
        detalle: Some("ACCOUNT_NOT_FOUND".to_owned()),
        devolucion: RefundState::Due,
        ..payment()
    }
}

pub(in crate::openapi) fn resolved_payment() -> ServicePayment {
    ServicePayment {
        detalle: Some("Hablé con CPS: no figura. Caso 4411".to_owned()),
        resuelto_por: Some("gerente".to_owned()),
        ..refused_payment()
    }
}

pub(in crate::openapi) fn refunded_payment() -> ServicePayment {
    ServicePayment {
        devolucion: RefundState::Paid,
        ..refused_payment()
    }
}

pub(in crate::openapi) fn provider_call() -> ProviderCall {
    ProviderCall {
        enviado: format!(
            "POST {BASE_URL}/v2/operation/use/pay\napi-key: ***\napi-nonce: 1782859671123\napi-signature: ***\ncontent-type: application/json\n\n\
             {{\"numberService\":\"{MOBILE}\",\"idTypeService\":57,\"amount\":10}}"
        ),
        enviado_en: now(),
        respuesta: Some(
            "HTTP 404\ncontent-type: application/json\n\n\
             {\"success\":false,\"error\":{\"code\":\"ACCOUNT_NOT_FOUND\",\"message\":\"Unknown number\"}}"
                .to_owned(),
        ),
        causa: None,
        respondido_en: Some(now()),
    }
}

/// With what one order holds.
pub(in crate::openapi) fn provider() -> ProviderState {
    ProviderState {
        nombre: Provider::Cps,
        fondo: amount(5_000_000).into(),
        retenido: amount(1_000).into(),
        base_url: None,
    }
}

/// In the loja, where the money lies in wallets: what [`super::wallet`] holds.
pub(in crate::openapi) fn provider_of_wallets() -> ProviderState {
    let wallet = super::wallet();
    ProviderState {
        nombre: Provider::BitCapital,
        fondo: wallet.saldo,
        retenido: wallet.retenido,
        base_url: None,
    }
}

/// In the tienda, whose points are no money.
pub(in crate::openapi) fn provider_of_points() -> ProviderState {
    ProviderState {
        nombre: Provider::SmsMasivos,
        fondo: amount(0).into(),
        retenido: amount(0).into(),
        base_url: None,
    }
}

pub(in crate::openapi) fn funded_provider() -> ProviderState {
    ProviderState {
        fondo: amount(5_500_000).into(),
        ..provider()
    }
}

pub(in crate::openapi) fn provider_with_account() -> ProviderState {
    ProviderState {
        base_url: Some(BASE_URL.to_owned()),
        ..provider()
    }
}

pub(in crate::openapi) fn integrator() -> Integrator {
    Integrator {
        id: 1,
        nombre: INTEGRATOR.to_owned(),
        api_key: API_KEY.to_owned(),
        limite_credito: amount(1_000_000).into(),
        debe: amount(600_000).into(),
        activo: true,
    }
}

pub(in crate::openapi) fn paid_integrator() -> Integrator {
    Integrator {
        debe: amount(100_000).into(),
        ..integrator()
    }
}

pub(in crate::openapi) fn integrator_keys() -> IntegratorKeys {
    IntegratorKeys {
        integrador: Integrator {
            debe: amount(0).into(),
            ..integrator()
        },
        private_key: "9b74c9897bac770ffc029102a200c5de0d6f1b2c83e94a57b1f06d3e2c8a7f41".to_owned(),
    }
}
