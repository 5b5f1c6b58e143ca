//! `Form`: every request by name, for callers that hold only its JSON text.

use super::body::Body;
use super::cps::payments::PayRequest;
use super::kantuta::auth::{
    ConfirmCodeRequest, LoginRequest, ResetCodeRequest, ResetConfirmRequest,
};
use super::kantuta::recharges::{InjectionRequest, OperatorReferenceRequest, TopUpRequest};
use super::kantuta::registers::{CreateRegisterRequest, UpdateRegisterRequest};
use super::kantuta::sessions::{
    CloseSessionRequest, DifferenceReasonRequest, MovementRequest, OpenSessionRequest,
};
use super::kantuta::users::{RegisterUserRequest, UpdatePersonRequest, UpdateUserRequest};
use super::loyalty::parameters::Parameters;
use super::loyalty::requests::{
    AddContactRequest, AddEmployeeRequest, DisableEmployeeRequest, SaleRequest,
    UpdateBalanceRequest,
};
use super::phone_credits::orders::{CompleteOrderRequest, CreateOrderRequest};
use super::portal::coupons::{CancelCouponRequest, CollectCouponRequest, IssueCouponRequest};
use super::portal::customers::{CustomerRequest, CustomerUpdateRequest};
use super::portal::invoices::InvoiceRequest;
use super::portal::settings::PortalSecretRequest;
use super::resources::api_keys::ApiKeyRequest;
use super::resources::branches::{BranchRequest, BranchUpdateRequest};
use super::resources::integrators::{FundingRequest, IntegratorRequest, IntegratorUpdateRequest};
use super::resources::loyalty::{
    LoyaltyWalletRequest, LoyaltyWalletUpdateRequest, PhoneMarkRequest, PinRequest,
};
use super::resources::loyalty_orders::{LinkCollaboratorRequest, ResolveOrderRequest};
use super::resources::operations::ReverseRequest;
use super::resources::operators::OperatorUpdateRequest;
use super::resources::payments::ResolveRequest;
use super::resources::providers::ProviderAccountRequest;
use super::resources::settings::TenantUpdateRequest;
use super::resources::setup::{DomainRequest, SetupTenantRequest};
use super::resources::wallets::{WalletRequest, WalletUpdateRequest};
use crate::code::Code;
use crate::country::Country;
use crate::currency::Currency;
use crate::field::Invalid;
use crate::provider::Provider;

macro_rules! forms {
    (
        doors { $($door:ident $door_name:literal $door_doc:literal)* }
        office { $($office:ident $office_name:literal $office_doc:literal)* }
    ) => {
        /// A request that can be checked before it is sent.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Form {
            $(#[doc = $door_doc] $door,)*
            $(#[doc = $office_doc] $office,)*
        }

        impl Form {
            /// Every form.
            pub const ALL: &'static [Self] = &[$(Self::$door,)* $(Self::$office,)*];

            /// What other systems and other people's tills send through the five doors: the forms of the npm module. The others are the
            /// back office's.
            pub const OF_DOORS: &'static [Self] = &[$(Self::$door,)*];

            /// The names of [`Form::OF_DOORS`], in their order. A list of its own, so that the npm module has no name that is not in it.
            pub const NAMES_OF_DOORS: &'static [&'static str] = &[$($door_name,)*];

            /// The name: the door, a slash, and the request.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$door => $door_name,)*
                    $(Self::$office => $office_name,)*
                }
            }

            /// The form of exactly that name; `None` for any other text.
            pub fn parse(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|form| form.as_str() == name)
            }
        }
    };
}

forms! {
    doors {
        Login "kantuta/login" "POST `/auth/login`."
        OpenSession "kantuta/open-session" "POST `/cajas/abrir`."
        CloseSession "kantuta/close-session" "PATCH `/cajas/sesion/:id/cerrar`."
        DifferenceReason "kantuta/difference-reason" "PATCH `/cajas/sesion/:id/motivo`."
        Movement "kantuta/movement" "POST `/cajas/movimiento`."
        TopUp "kantuta/top-up" "POST `/recargas/cliente`."
        Injection "kantuta/injection" "POST `/recargas/inyeccion`."
        OperatorReference "kantuta/operator-reference" "PATCH `/recargas/cliente/:id/referencia`."
        Reverse "resources/reverse" "POST `/operaciones/:id/reversar`."
        Pay "cps/pay" "POST `/cps/v2/operation/use/pay`."
        IssueCoupon "portal/issue-coupon" "POST `/portal/cupones/generar`."
        CollectCoupon "portal/collect-coupon" "POST `/portal/cupones/:codigo_barras/cobrar`."
        CancelCoupon "portal/cancel-coupon" "POST `/portal/cupones/:codigo_barras/cancelar`."
        CreateOrder "phone-credits/create-order" "POST `/phone-credits/order/create`."
        CompleteOrder "phone-credits/complete-order" "POST `/phone-credits/order/:orderId/complete`."
        AddContact "loyalty/add-contact" "POST `/wallet/contact/add`."
        Sale "loyalty/sale" "POST `/wallet/sale`."
        UpdateBalance "loyalty/update-balance" "POST `/wallet/balance/update`."
    }
    office {
        ResetCode "kantuta/reset-code" "POST `/auth/reset/code`."
        ConfirmCode "kantuta/confirm-code" "POST `/auth/confirm-code`."
        ResetConfirm "kantuta/reset-confirm" "POST `/auth/reset-confirm`."
        RegisterUser "kantuta/register-user" "POST `/usuario/register`."
        UpdateUser "kantuta/update-user" "PATCH `/usuario/:id`."
        UpdatePerson "kantuta/update-person" "PUT `/persona`."
        CreateRegister "kantuta/create-register" "POST `/cajas`."
        UpdateRegister "kantuta/update-register" "PATCH `/cajas/:id`."
        Branch "resources/branch" "POST `/sucursales`."
        BranchUpdate "resources/branch-update" "PATCH `/sucursales/:id`."
        OperatorUpdate "resources/operator-update" "PATCH `/operadoras/:id`."
        TenantUpdate "resources/tenant-update" "PATCH `/configuracion`."
        SetupTenant "resources/setup-tenant" "POST `/instalacion/tenants`."
        Customer "portal/customer" "POST `/portal/clientes`."
        CustomerUpdate "portal/customer-update" "PATCH `/portal/clientes/:cliente_id`."
        Invoice "portal/invoice" "POST `/portal/facturas`."
        PortalSecret "portal/secret" "POST `/portal/secreto`."
        SetDomain "resources/set-domain" "PUT `/instalacion/dominios/:dominio`."
        Resolve "resources/resolve" "POST `/pagos/:id/resolver`."
        Funding "resources/funding" "POST `/proveedores/:nombre/fondos`, POST `/integradores/:id/pagos` and POST `/carteras/:id/fondos`."
        ProviderAccount "resources/provider-account" "PUT `/proveedores/:nombre/cuenta`."
        Integrator "resources/integrator" "POST `/integradores`."
        IntegratorUpdate "resources/integrator-update" "PATCH `/integradores/:id`."
        Wallet "resources/wallet" "POST `/carteras`."
        WalletUpdate "resources/wallet-update" "PATCH `/carteras/:id`."
        LoyaltyWallet "resources/loyalty-wallet" "POST `/monederos`."
        LoyaltyWalletUpdate "resources/loyalty-wallet-update" "PATCH `/monederos/:id`."
        PhoneMark "resources/phone-mark" "PUT `/monederos/telefonos/:telefono`."
        Pin "resources/pin" "PUT `/monederos/pin`."
        ApiKey "resources/api-key" "POST `/claves-api`."
        ResolveOrder "resources/resolve-order" "POST `/monederos/pedidos/:id/resolver`."
        LinkCollaborator "resources/link-collaborator" "PUT `/monederos/proveedor/colaboradores/:id`."
        AddEmployee "loyalty/add-employee" "POST `/employee/add`."
        DisableEmployee "loyalty/disable-employee" "POST `/employee/disable`."
    }
}

impl Form {
    /// Reads a body as the server will, and gives it back normalised: trimmed, with phone numbers in national digits, without
    /// fields that say nothing. Errors: those of the request's own `parse`.
    pub fn check(
        self,
        body: &[u8],
        country: Country,
        currency: Currency,
    ) -> Result<String, Invalid> {
        match self {
            Self::Login
            | Self::OpenSession
            | Self::CloseSession
            | Self::DifferenceReason
            | Self::Movement
            | Self::TopUp
            | Self::Injection
            | Self::OperatorReference
            | Self::Reverse
            | Self::Pay
            | Self::IssueCoupon
            | Self::CollectCoupon
            | Self::CancelCoupon
            | Self::CreateOrder
            | Self::CompleteOrder
            | Self::AddContact
            | Self::Sale
            | Self::UpdateBalance => self.check_of_door(body, country, currency),
            Self::ResetCode => text(ResetCodeRequest::parse(body)),
            Self::ConfirmCode => text(ConfirmCodeRequest::parse(body)),
            Self::ResetConfirm => text(ResetConfirmRequest::parse(body)),
            Self::RegisterUser => text(RegisterUserRequest::parse(body)),
            Self::UpdateUser => text(UpdateUserRequest::parse(body)),
            Self::UpdatePerson => text(UpdatePersonRequest::parse(body)),
            Self::CreateRegister => text(CreateRegisterRequest::parse(body, currency)),
            Self::UpdateRegister => text(UpdateRegisterRequest::parse(body)),
            Self::Branch => text(BranchRequest::parse(body)),
            Self::BranchUpdate => text(BranchUpdateRequest::parse(body)),
            Self::OperatorUpdate => text(OperatorUpdateRequest::parse(body, currency)),
            Self::TenantUpdate => text(TenantUpdateRequest::parse(body)),
            Self::SetupTenant => text(SetupTenantRequest::parse(body)),
            Self::Customer => text(CustomerRequest::parse(body)),
            Self::CustomerUpdate => text(CustomerUpdateRequest::parse(body)),
            Self::Invoice => text(InvoiceRequest::parse(body, currency)),
            Self::PortalSecret => text(PortalSecretRequest::parse(body)),
            Self::SetDomain => text(DomainRequest::parse(body)),
            Self::Resolve => text(ResolveRequest::parse(body)),
            Self::Funding => text(FundingRequest::parse(body, currency)),
            Self::ProviderAccount => text(ProviderAccountRequest::parse(body, Provider::Cps)),
            Self::Integrator => text(IntegratorRequest::parse(body, currency)),
            Self::IntegratorUpdate => text(IntegratorUpdateRequest::parse(body, currency)),
            Self::Wallet => text(WalletRequest::parse(body)),
            Self::WalletUpdate => text(WalletUpdateRequest::parse(body)),
            Self::LoyaltyWallet => text(LoyaltyWalletRequest::parse(body)),
            Self::LoyaltyWalletUpdate => text(LoyaltyWalletUpdateRequest::parse(body)),
            Self::PhoneMark => text(PhoneMarkRequest::parse(body)),
            Self::Pin => text(PinRequest::parse(body)),
            Self::ApiKey => text(ApiKeyRequest::parse(body)),
            Self::ResolveOrder => text(ResolveOrderRequest::parse(body)),
            Self::LinkCollaborator => text(LinkCollaboratorRequest::parse(body)),
            Self::AddEmployee => of_parameters(body, AddEmployeeRequest::parse),
            Self::DisableEmployee => of_parameters(body, DisableEmployeeRequest::parse),
        }
    }

    /// As [`Form::check`], for the forms in [`Form::OF_DOORS`]; [`Code::UnknownForm`] for others, whose readers are no part of
    /// the npm module.
    pub(crate) fn check_of_door(
        self,
        body: &[u8],
        country: Country,
        currency: Currency,
    ) -> Result<String, Invalid> {
        match self {
            Self::Login => text(LoginRequest::parse(body)),
            Self::OpenSession => text(OpenSessionRequest::parse(body, currency)),
            Self::CloseSession => text(CloseSessionRequest::parse(body, currency)),
            Self::DifferenceReason => text(DifferenceReasonRequest::parse(body)),
            Self::Movement => text(MovementRequest::parse(body, currency)),
            Self::TopUp => text(TopUpRequest::parse(body, currency, country)),
            Self::Injection => text(InjectionRequest::parse(body, currency)),
            Self::OperatorReference => text(OperatorReferenceRequest::parse(body)),
            Self::Reverse => text(ReverseRequest::parse(body)),
            Self::Pay => text(PayRequest::parse(body, currency)),
            Self::IssueCoupon => text(IssueCouponRequest::parse(body, currency)),
            Self::CollectCoupon => text(CollectCouponRequest::parse(body, currency)),
            Self::CancelCoupon => text(CancelCouponRequest::parse(body)),
            Self::CreateOrder => text(CreateOrderRequest::parse(body)),
            Self::CompleteOrder => text(CompleteOrderRequest::parse(body)),
            Self::AddContact => of_parameters(body, AddContactRequest::parse),
            Self::UpdateBalance => of_parameters(body, UpdateBalanceRequest::parse),
            Self::Sale => of_parameters(body, |parameters| {
                let request = SaleRequest::parse(parameters, currency)?;
                request.ticket()?;
                Ok(request)
            }),
            _ => Err(Invalid::body(Code::UnknownForm)),
        }
    }
}

fn text(request: Result<impl Body, Invalid>) -> Result<String, Invalid> {
    request.map(|request| request.to_json())
}

/// A request of the door whose attributes may also be a form's.
fn of_parameters<T: Body>(
    body: &[u8],
    parse: impl FnOnce(&Parameters) -> Result<T, Invalid>,
) -> Result<String, Invalid> {
    text(Parameters::of_json(body).and_then(|parameters| parse(&parameters)))
}
