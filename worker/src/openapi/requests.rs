//! What each request looks like: its schema and an example from the demo.

use super::{examples, loyalty_forms};
use serde_json::{Value, json};
use utoipa::ToSchema;
use utoipa::openapi::schema::ObjectBuilder;
use utoipa::openapi::{RefOr, Schema};
use ventanilla_core::country::Country;
use ventanilla_core::currency::Currency;
use ventanilla_core::dealer::Dealer;
use ventanilla_core::loyalty::ApiDoor;
use ventanilla_core::wire::Form;
use ventanilla_core::wire::cps::payments::PayRequest;
use ventanilla_core::wire::kantuta::auth::{
    ConfirmCodeRequest, LoginRequest, ResetCodeRequest, ResetConfirmRequest,
};
use ventanilla_core::wire::kantuta::recharges::{
    InjectionRequest, OperatorReferenceRequest, TopUpRequest,
};
use ventanilla_core::wire::kantuta::registers::{CreateRegisterRequest, UpdateRegisterRequest};
use ventanilla_core::wire::kantuta::sessions::{
    CloseSessionRequest, DifferenceReasonRequest, MovementRequest, OpenSessionRequest,
};
use ventanilla_core::wire::kantuta::users::{
    RegisterUserRequest, UpdatePersonRequest, UpdateUserRequest,
};
use ventanilla_core::wire::phone_credits::orders::{CompleteOrderRequest, CreateOrderRequest};
use ventanilla_core::wire::portal::coupons::{
    CancelCouponRequest, CollectCouponRequest, IssueCouponRequest,
};
use ventanilla_core::wire::portal::customers::{CustomerRequest, CustomerUpdateRequest};
use ventanilla_core::wire::portal::invoices::InvoiceRequest;
use ventanilla_core::wire::portal::settings::PortalSecretRequest;
use ventanilla_core::wire::resources::api_keys::ApiKeyRequest;
use ventanilla_core::wire::resources::branches::{BranchRequest, BranchUpdateRequest};
use ventanilla_core::wire::resources::integrators::{
    FundingRequest, IntegratorRequest, IntegratorUpdateRequest,
};
use ventanilla_core::wire::resources::loyalty::{
    LoyaltyWalletRequest, LoyaltyWalletUpdateRequest, PhoneMark, PhoneMarkRequest, PinRequest,
};
use ventanilla_core::wire::resources::loyalty_orders::{
    LinkCollaboratorRequest, ResolveOrderRequest,
};
use ventanilla_core::wire::resources::operations::ReverseRequest;
use ventanilla_core::wire::resources::operators::OperatorUpdateRequest;
use ventanilla_core::wire::resources::payments::ResolveRequest;
use ventanilla_core::wire::resources::providers::ProviderAccountRequest;
use ventanilla_core::wire::resources::settings::TenantUpdateRequest;
use ventanilla_core::wire::resources::setup::{DomainRequest, SetupTenantRequest};
use ventanilla_core::wire::resources::wallets::{WalletRequest, WalletUpdateRequest};

/// A request's body.
pub(super) struct RequestBody {
    /// The schema's name.
    pub(super) name: String,
    /// The schema and those it refers to, by name.
    pub(super) schemas: Vec<(String, RefOr<Schema>)>,
    /// A body that the request's own `parse` accepts.
    pub(super) example: Value,
}

/// Whether the request's own `parse` finds no fault with no body at all.
pub(super) fn may_be_empty(form: Form) -> bool {
    form.check(b"", Country::Bolivia, Currency::Bob).is_ok()
}

/// The body of a form.
pub(super) fn body(form: Form) -> RequestBody {
    let example = example(form);
    match form {
        Form::Login => of::<LoginRequest>(example),
        Form::ResetCode => of::<ResetCodeRequest>(example),
        Form::ConfirmCode => of::<ConfirmCodeRequest>(example),
        Form::ResetConfirm => of::<ResetConfirmRequest>(example),
        Form::RegisterUser => of::<RegisterUserRequest>(example),
        Form::UpdateUser => of::<UpdateUserRequest>(example),
        Form::UpdatePerson => of::<UpdatePersonRequest>(example),
        Form::CreateRegister => of::<CreateRegisterRequest>(example),
        Form::UpdateRegister => of::<UpdateRegisterRequest>(example),
        Form::OpenSession => of::<OpenSessionRequest>(example),
        Form::CloseSession => of::<CloseSessionRequest>(example),
        Form::DifferenceReason => of::<DifferenceReasonRequest>(example),
        Form::Movement => of::<MovementRequest>(example),
        Form::TopUp => of::<TopUpRequest>(example),
        Form::Injection => of::<InjectionRequest>(example),
        Form::OperatorReference => of::<OperatorReferenceRequest>(example),
        Form::Reverse => of::<ReverseRequest>(example),
        Form::Branch => of::<BranchRequest>(example),
        Form::BranchUpdate => of::<BranchUpdateRequest>(example),
        Form::OperatorUpdate => of::<OperatorUpdateRequest>(example),
        Form::TenantUpdate => of::<TenantUpdateRequest>(example),
        Form::SetupTenant => of::<SetupTenantRequest>(example),
        Form::IssueCoupon => of::<IssueCouponRequest>(example),
        Form::CollectCoupon => of::<CollectCouponRequest>(example),
        Form::CancelCoupon => of::<CancelCouponRequest>(example),
        Form::Customer => of::<CustomerRequest>(example),
        Form::CustomerUpdate => of::<CustomerUpdateRequest>(example),
        Form::Invoice => of::<InvoiceRequest>(example),
        Form::PortalSecret => of::<PortalSecretRequest>(example),
        Form::SetDomain => of::<DomainRequest>(example),
        Form::Pay => of::<PayRequest>(example),
        Form::Resolve => of::<ResolveRequest>(example),
        Form::Funding => of::<FundingRequest>(example),
        Form::ProviderAccount => of::<ProviderAccountRequest>(example),
        Form::Integrator => of::<IntegratorRequest>(example),
        Form::IntegratorUpdate => of::<IntegratorUpdateRequest>(example),
        Form::CreateOrder => of::<CreateOrderRequest>(example),
        Form::CompleteOrder => of::<CompleteOrderRequest>(example),
        Form::Wallet => of::<WalletRequest>(example),
        Form::WalletUpdate => of::<WalletUpdateRequest>(example),
        Form::LoyaltyWallet => of::<LoyaltyWalletRequest>(example),
        Form::LoyaltyWalletUpdate => of::<LoyaltyWalletUpdateRequest>(example),
        Form::PhoneMark => of::<PhoneMarkRequest>(example),
        Form::Pin => of::<PinRequest>(example),
        Form::ApiKey => of::<ApiKeyRequest>(example),
        Form::ResolveOrder => of::<ResolveOrderRequest>(example),
        Form::LinkCollaborator => of::<LinkCollaboratorRequest>(example),
        Form::AddContact => by_hand("AddContactRequest", loyalty_forms::add_contact(), example),
        Form::Sale => by_hand("SaleRequest", loyalty_forms::sale(), example),
        Form::UpdateBalance => by_hand(
            "UpdateBalanceRequest",
            loyalty_forms::update_balance(),
            example,
        ),
        Form::AddEmployee => by_hand("AddEmployeeRequest", loyalty_forms::add_employee(), example),
        Form::DisableEmployee => by_hand(
            "DisableEmployeeRequest",
            loyalty_forms::disable_employee(),
            example,
        ),
    }
}

fn of<T: ToSchema>(example: Value) -> RequestBody {
    let mut schemas = vec![(T::name().into_owned(), T::schema())];
    T::schemas(&mut schemas);
    RequestBody {
        name: T::name().into_owned(),
        schemas,
        example,
    }
}

fn by_hand(name: &str, schema: ObjectBuilder, example: Value) -> RequestBody {
    RequestBody {
        name: name.to_owned(),
        schemas: vec![(name.to_owned(), schema.into())],
        example,
    }
}

/// Every field that is required is in it; users, registers and amounts are those of the demo.
fn example(form: Form) -> Value {
    match form {
        Form::Login => json!({ "email": "ana@kiosco.demo", "password": "demo-Ana-2026" }),
        Form::ResetCode => json!({ "email": "ana@kiosco.demo" }),
        Form::ConfirmCode => json!({ "email": "ana@kiosco.demo", "code": "4F9A1C" }),
        Form::ResetConfirm => {
            json!({ "email": "ana@kiosco.demo", "newPassword": "demo-Ana-2027", "code": "4F9A1C" })
        }
        Form::RegisterUser => json!({
            "email": "caja3@kiosco.demo", "password": "demo-Caja3-2026", "nombres": "Caja", "p_apellido": "Tres",
            "s_apellido": "", "fecha_nacimiento": null, "genero": "O", "estado": true, "id_role": 2
        }),
        Form::UpdateUser => {
            json!({ "email": "ana@kiosco.demo", "name": "ana", "estado": true, "id_role": 2 })
        }
        Form::UpdatePerson => json!({
            "id": 3, "nombres": "Ana", "p_apellido": "Demo", "s_apellido": "", "fecha_nacimiento": "1990-05-01", "genero": "F"
        }),
        Form::CreateRegister => {
            json!({ "nombre": "Caja 3", "especialidad": "MIXTA", "saldo": 100, "id_sucursal": 1 })
        }
        Form::UpdateRegister => json!({ "nombre": "Caja 3", "especialidad": "SOLO_AGENTES" }),
        Form::OpenSession => {
            json!({ "id_caja": 1, "monto_inicial": 100, "conteo": { "50.00": 1, "20.00": 2, "10.00": 1 } })
        }
        Form::CloseSession => json!({
            "monto_final_real": 69.5, "conteo": { "50.00": 1, "10.00": 1, "5.00": 1, "2.00": 2, "0.50": 1 }, "motivo": "Faltó una moneda de 0.50"
        }),
        Form::DifferenceReason => json!({ "motivo": "Se dio mal un cambio" }),
        Form::Movement => json!({
            "tipo": "EGRESO", "monto": 10, "motivo": "Compra de rollos de papel", "id_sesion_caja": 1
        }),
        Form::TopUp => json!({
            "operadora": "Tigo", "numero_cliente": "76543210", "monto": 30, "id_caja_sesion": 1
        }),
        Form::Injection => json!({
            "operadora_destino": "Tigo", "monto": 50, "id_caja_sesion": 1, "motivo": "Se acababa el saldo de Tigo"
        }),
        Form::OperatorReference => json!({ "referencia_operadora": "TG-000123" }),
        Form::Reverse => json!({ "motivo": "El cliente pidió otro número" }),
        Form::Branch => {
            json!({ "codigo": "SUR", "nombre": "Sucursal Sur", "zona_utc_minutos": -240 })
        }
        Form::BranchUpdate => json!({ "nombre": "Sucursal Sur", "estado": true }),
        Form::OperatorUpdate => json!({ "activa": true, "umbral_saldo_bajo": "200.00" }),
        Form::TenantUpdate => {
            json!({ "cierre_ciego": true, "encabezado_recibo": "Kiosco Demo\nSucursal Centro" })
        }
        Form::SetupTenant => json!({
            "name": "Kiosco Demo", "country": "BO", "currency": "BOB", "mode": "demo",
            "users": [{ "email": "admin@kiosco.demo", "password": "demo-Admin-2026", "role": "Administrador" }],
            "branches": [{ "code": "CENTRO", "name": "Sucursal Centro" }],
            "registers": [{ "name": "Caja 1", "branch": "CENTRO" }],
            "operators": [{ "name": "Tigo", "float": "1000.00" }],
            "customers": [{
                "id": 101, "name": "Juana Mamani Quispe",
                "invoices": [{ "id": "fac-bo-101-1", "tipo": "Factura", "numero": 2001, "monto": "150.00" }]
            }],
            "keys": { "portal_jwt_secret": "demo-portal-kiosco-protects-nothing-1" }
        }),
        Form::IssueCoupon => json!({
            "cliente_id": 123, "facturas": [{ "id": "uuid-1234", "tipo": "Factura A", "numero": 123, "monto": 10000 }],
            "total": 10000, "dias_vencimiento": 30
        }),
        Form::CollectCoupon => {
            json!({
                "id_caja_sesion": 12, "cupon_id": examples::COUPON_ID, "monto_entregado": "10000.00", "metodo_pago": "EFECTIVO"
            })
        }
        Form::CancelCoupon => {
            json!({ "cupon_id": examples::COUPON_ID, "motivo": "Se emitió por error" })
        }
        Form::Customer => {
            json!({ "cliente_id": 1501, "nombre": "Almacén Don Tito", "documento": "20-11223344-6" })
        }
        Form::CustomerUpdate => {
            json!({ "nombre": "Juan Carlos Pérez", "documento": "20-30123456-3" })
        }
        Form::Invoice => json!({
            "id": "uuid-1237", "cliente_id": 123, "tipo": "Factura A", "numero": 126, "monto": 4200
        }),
        Form::PortalSecret => json!({ "secreto": examples::PORTAL_SECRET }),
        Form::SetDomain => json!({ "tenant_id": 1, "activo": true }),
        Form::Pay => {
            json!({ "numberService": examples::MOBILE, "idTypeService": 57, "amount": 10 })
        }
        Form::Resolve => json!({
            "resultado": "no_entregado", "evidencia": "Hablé con CPS: no figura. Caso 4411"
        }),
        Form::Funding => json!({ "monto": "5000.00", "motivo": "Transferencia 551" }),
        Form::ProviderAccount => json!({
            "base_url": examples::BASE_URL, "api_key": examples::API_KEY, "private_key": "la-clave-privada-que-dio-CPS"
        }),
        Form::Integrator => json!({ "nombre": examples::INTEGRATOR, "limite_credito": "10000.00" }),
        Form::IntegratorUpdate => json!({
            "nombre": examples::INTEGRATOR, "limite_credito": "10000.00", "activo": true
        }),
        Form::CreateOrder => json!({
            "phoneCode": examples::AREA_CODE, "phoneNumber": examples::AREA_NUMBER, "providerCode": Dealer::Vivo.code()
        }),
        Form::CompleteOrder => {
            json!({ "amount": examples::chosen().to_text(), "source": examples::WALLET })
        }
        Form::Wallet => {
            json!({ "nombre": examples::WALLET_NAME, "id_proveedor": examples::PROVIDER_WALLET })
        }
        Form::WalletUpdate => json!({ "nombre": "Carteira da praia" }),
        Form::LoyaltyWallet => json!({
            "nombre": examples::CLUB, "porcentaje": "5.00", "exige_ticket": true, "clientes_disponibles": 1000, "canjes_disponibles": 1000,
            "creditos_disponibles": 3000
        }),
        Form::LoyaltyWalletUpdate => {
            json!({ "exige_ticket": false, "colaboradores": null, "pin_desde": examples::PIN_THRESHOLD })
        }
        Form::PhoneMark => json!({ "marca": PhoneMark::Blocked.as_str() }),
        Form::Pin => json!({ "pin": "1357" }),
        Form::ApiKey => {
            json!({ "nombre": examples::KEY_NAME, "puertas": [ApiDoor::ToolUsers.as_str(), ApiDoor::Wallet.as_str()] })
        }
        Form::ResolveOrder => json!({
            "resultado": "entregado", "evidencia": examples::LOYALTY_EVIDENCE, "saldo": "1100.00"
        }),
        Form::LinkCollaborator => json!({ "id_proveedor": examples::UPSTREAM_USER }),
        Form::AddContact => json!({
            "wallet_key": examples::WALLET_KEY, "phone": "4771112233", "customer_name": "Diego Castillo", "usertool_id": examples::LUPITA,
            "customer_birthdate": "1990-05-01"
        }),
        Form::Sale => json!({
            "wallet_key": examples::WALLET_KEY, "phone": examples::CONTACT_PHONE, "transaction_type": 0, "transaction_amount": 1000,
            "usertool_id": examples::LUPITA, "ticket": examples::TICKET
        }),
        Form::UpdateBalance => json!({
            "wallet_key": examples::WALLET_KEY, "phone": examples::CONTACT_PHONE, "transaction_type": 0, "transaction_amount": 50,
            "usertool_id": examples::RODRIGO, "reason": examples::REASON
        }),
        Form::AddEmployee => json!({
            "type": "cajero", "employee_name": "Diana Ortega", "business_name": "Tienda Norte", "number": "4771000002",
            "password": "demo-Diana-2026"
        }),
        Form::DisableEmployee => json!({ "number": "4771000002" }),
    }
}
