//! The whole route table, and what happens around a handler: matching, the token, the role, CORS, errors in each door's shape.

use crate::app::App;
use crate::auth::agent::{self, Agent};
use crate::auth::buyer::{self, Buyer};
use crate::auth::party::{self, Party};
use crate::auth::payer::{self, Payer};
use crate::auth::token::Identity;
use crate::call::Call;
use crate::doors::{cps, kantuta, loyalty, phone_credits, portal, resources};
use crate::error::Failure;
use crate::http::{IMPORT_BYTES_MAX, Method, Request, Response};
use futures::future::LocalBoxFuture;
use ventanilla_core::code::Code;
use ventanilla_core::loyalty::ApiDoor;
use ventanilla_core::role::Permission;
use ventanilla_core::wire::BODY_BYTES_MAX;
use ventanilla_core::wire::loyalty::documented::Method as WalletMethod;
use ventanilla_core::wire::phone_credits::oauth::Scope;
use ventanilla_core::wire::time::Iso;

/// Whose shape an answer has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Door {
    /// The documented API of registers and top-ups.
    Kantuta,
    /// The documented API of payment coupons.
    Portal,
    /// The documented API of service payments.
    Cps,
    /// The documented API of phone credits.
    PhoneCredits,
    /// The documented API of loyalty wallets.
    Loyalty,
    /// Our own resources: RFC 9457 errors.
    Resources,
}

type Answering<'a> = LocalBoxFuture<'a, Result<Response, Failure>>;

/// What answers a route, and who may ask.
#[derive(Clone, Copy)]
enum Handler {
    /// Anybody.
    Public(for<'a> fn(&'a Call<'a>) -> Answering<'a>),
    /// A user whose role has the permission.
    Staff(
        Permission,
        for<'a> fn(&'a Call<'a>, &'a Identity) -> Answering<'a>,
    ),
    /// A user whose role has the permission, or a customer of the tenant by its portal's token.
    Party(
        Permission,
        for<'a> fn(&'a Call<'a>, &'a Party) -> Answering<'a>,
    ),
    /// A user whose role has the permission, or an integrator by a signed request.
    Payer(
        Permission,
        for<'a> fn(&'a Call<'a>, &'a Payer) -> Answering<'a>,
    ),
    /// A user whose role has the permission, or a client with one of the scopes by a signed request.
    Buyer(
        Permission,
        &'static [Scope],
        for<'a> fn(&'a Call<'a>, &'a Buyer) -> Answering<'a>,
    ),
    /// A user whose role has the permission, or another system with an API key for that door.
    Agent(
        Permission,
        ApiDoor,
        for<'a> fn(&'a Call<'a>, &'a Agent) -> Answering<'a>,
    ),
}

/// One line of the table. A segment of the pattern that begins with a colon is variable.
pub struct Route {
    /// The method.
    pub method: Method,
    /// The path.
    pub pattern: &'static str,
    /// Whose shape the answer has.
    pub door: Door,
    handler: Handler,
}

impl Route {
    /// What the caller's role must allow; `None` where anybody may ask.
    pub fn permission(&self) -> Option<Permission> {
        match self.handler {
            Handler::Public(_) => None,
            Handler::Staff(permission, _)
            | Handler::Party(permission, _)
            | Handler::Payer(permission, _)
            | Handler::Buyer(permission, _, _)
            | Handler::Agent(permission, _, _) => Some(permission),
        }
    }

    /// Whether a customer of the tenant may ask as well.
    pub fn takes_customers(&self) -> bool {
        matches!(self.handler, Handler::Party(..))
    }

    /// Whether an integrator may ask as well, by a signed request.
    pub fn takes_signatures(&self) -> bool {
        matches!(self.handler, Handler::Payer(..))
    }

    /// The scopes with one of which a client may ask as well, by a signed request; none where none may.
    pub fn scopes(&self) -> &'static [Scope] {
        match self.handler {
            Handler::Buyer(_, scopes, _) => scopes,
            Handler::Public(_)
            | Handler::Staff(..)
            | Handler::Party(..)
            | Handler::Payer(..)
            | Handler::Agent(..) => &[],
        }
    }

    /// The door for which another system needs an API key; none where keys are not taken.
    pub fn api_door(&self) -> Option<ApiDoor> {
        match self.handler {
            Handler::Agent(_, door, _) => Some(door),
            Handler::Public(_)
            | Handler::Staff(..)
            | Handler::Party(..)
            | Handler::Payer(..)
            | Handler::Buyer(..) => None,
        }
    }

    /// Whether the body is a file, and may be larger than others.
    pub fn takes_a_file(&self) -> bool {
        self.pattern.ends_with("/importar")
    }
}

macro_rules! public {
    ($handler:path) => {
        Handler::Public(|call| Box::pin($handler(call)))
    };
}
macro_rules! staff {
    ($permission:ident, $handler:path) => {
        Handler::Staff(Permission::$permission, |call, identity| {
            Box::pin($handler(call, identity))
        })
    };
}

macro_rules! party {
    ($permission:ident, $handler:path) => {
        Handler::Party(Permission::$permission, |call, party| {
            Box::pin($handler(call, party))
        })
    };
}

macro_rules! payer {
    ($permission:ident, $handler:path) => {
        Handler::Payer(Permission::$permission, |call, payer| {
            Box::pin($handler(call, payer))
        })
    };
}

macro_rules! buyer {
    ($permission:ident, [$($scope:ident),*], $handler:path) => {
        Handler::Buyer(
            Permission::$permission,
            &[$(Scope::$scope),*],
            |call, buyer| Box::pin($handler(call, buyer)),
        )
    };
}

macro_rules! agent {
    ($permission:ident, $door:ident, $handler:path) => {
        Handler::Agent(Permission::$permission, ApiDoor::$door, |call, agent| {
            Box::pin($handler(call, agent))
        })
    };
}

const fn kantuta(method: Method, pattern: &'static str, handler: Handler) -> Route {
    Route {
        method,
        pattern,
        door: Door::Kantuta,
        handler,
    }
}
const fn portal(method: Method, pattern: &'static str, handler: Handler) -> Route {
    Route {
        method,
        pattern,
        door: Door::Portal,
        handler,
    }
}
const fn cps(method: Method, pattern: &'static str, handler: Handler) -> Route {
    Route {
        method,
        pattern,
        door: Door::Cps,
        handler,
    }
}
const fn platform(method: Method, pattern: &'static str, handler: Handler) -> Route {
    Route {
        method,
        pattern,
        door: Door::PhoneCredits,
        handler,
    }
}
const fn wallets(method: WalletMethod, handler: Handler) -> Route {
    Route {
        method: Method::Post,
        pattern: method.path(),
        door: Door::Loyalty,
        handler,
    }
}
const fn resource(method: Method, pattern: &'static str, handler: Handler) -> Route {
    Route {
        method,
        pattern,
        door: Door::Resources,
        handler,
    }
}

use Method::{Delete, Get, Patch, Post, Put};

/// Every route there is.
pub const ROUTES: &[Route] = &[
    kantuta(Post, "/auth/login", public!(kantuta::auth::login)),
    kantuta(Post, "/auth/refresh_token", public!(kantuta::auth::refresh)),
    kantuta(Post, "/auth/logout", staff!(ReadAll, kantuta::auth::logout)),
    kantuta(Post, "/auth/reset/code", public!(kantuta::auth::reset_code)),
    kantuta(
        Post,
        "/auth/confirm-code",
        public!(kantuta::auth::confirm_code),
    ),
    kantuta(
        Post,
        "/auth/reset-confirm",
        public!(kantuta::auth::reset_confirm),
    ),
    kantuta(
        Get,
        "/auth/roles/list",
        staff!(ReadAll, kantuta::auth::roles),
    ),
    kantuta(Get, "/usuario", staff!(ManageUsers, kantuta::users::list)),
    kantuta(Get, "/usuario/:id", staff!(ReadAll, kantuta::users::find)),
    kantuta(
        Post,
        "/usuario/register",
        staff!(ManageUsers, kantuta::users::register),
    ),
    kantuta(
        Patch,
        "/usuario/:id",
        staff!(ReadAll, kantuta::users::update),
    ),
    kantuta(
        Put,
        "/persona",
        staff!(ReadAll, kantuta::users::update_person),
    ),
    kantuta(Get, "/cajas", staff!(ReadAll, kantuta::registers::list)),
    kantuta(
        Post,
        "/cajas",
        staff!(ManageSettings, kantuta::registers::create),
    ),
    kantuta(Post, "/cajas/abrir", staff!(Sell, kantuta::sessions::open)),
    kantuta(
        Post,
        "/cajas/movimiento",
        staff!(Sell, kantuta::sessions::record_movement),
    ),
    kantuta(
        Get,
        "/cajas/sesion-activa/:id_usuario",
        staff!(ReadAll, kantuta::sessions::active),
    ),
    kantuta(
        Get,
        "/cajas/sesion/:id/balance",
        staff!(ReadAll, kantuta::sessions::balance),
    ),
    kantuta(
        Patch,
        "/cajas/sesion/:id/cerrar",
        staff!(Sell, kantuta::sessions::close),
    ),
    kantuta(
        Patch,
        "/cajas/sesion/:id/motivo",
        staff!(Sell, kantuta::sessions::explain_difference),
    ),
    kantuta(Get, "/cajas/:id", staff!(ReadAll, kantuta::registers::find)),
    kantuta(
        Patch,
        "/cajas/:id",
        staff!(ManageSettings, kantuta::registers::update),
    ),
    kantuta(
        Delete,
        "/cajas/:id",
        staff!(ManageSettings, kantuta::registers::retire),
    ),
    kantuta(
        Get,
        "/recargas/operadoras/saldos",
        staff!(ReadAll, kantuta::recharges::balances),
    ),
    kantuta(
        Post,
        "/recargas/cliente",
        staff!(Sell, kantuta::recharges::sell),
    ),
    kantuta(
        Patch,
        "/recargas/cliente/:id/referencia",
        staff!(Sell, kantuta::recharges::set_reference),
    ),
    kantuta(
        Post,
        "/recargas/inyeccion",
        staff!(Sell, kantuta::recharges::inject),
    ),
    kantuta(
        Get,
        "/recargas/historial/clientes",
        staff!(ReadAll, kantuta::recharges::top_up_history),
    ),
    kantuta(
        Get,
        "/recargas/historial/inyecciones",
        staff!(ReadAll, kantuta::recharges::injection_history),
    ),
    kantuta(
        Get,
        "/reportes/data/movimientos-caja/:id_sesion",
        staff!(ReadAll, kantuta::reports::session_movements),
    ),
    kantuta(
        Get,
        "/reportes/data/caja-historial/:id_caja",
        staff!(ReadAll, kantuta::reports::register_history),
    ),
    kantuta(
        Get,
        "/reportes/dashboard-stats",
        staff!(ReadAll, kantuta::reports::dashboard),
    ),
    portal(
        Post,
        "/portal/cupones/generar",
        party!(Sell, portal::coupons::issue),
    ),
    portal(
        Get,
        "/portal/cupones/cliente/:cliente_id",
        party!(ReadAll, portal::coupons::list),
    ),
    portal(
        Get,
        "/portal/cupones/:codigo_barras",
        party!(ReadAll, portal::coupons::find),
    ),
    portal(
        Post,
        "/portal/cupones/:codigo_barras/cobrar",
        staff!(Sell, portal::coupons::collect),
    ),
    portal(
        Post,
        "/portal/cupones/:codigo_barras/cancelar",
        staff!(Sell, portal::coupons::cancel),
    ),
    portal(
        Get,
        "/portal/clientes",
        staff!(ReadAll, portal::customers::list),
    ),
    portal(
        Post,
        "/portal/clientes",
        staff!(Sell, portal::customers::create),
    ),
    portal(
        Post,
        "/portal/clientes/importar",
        staff!(ManageInvoices, portal::customers::import),
    ),
    portal(
        Get,
        "/portal/clientes/:cliente_id",
        staff!(ReadAll, portal::customers::find),
    ),
    portal(
        Patch,
        "/portal/clientes/:cliente_id",
        staff!(Sell, portal::customers::update),
    ),
    portal(
        Get,
        "/portal/clientes/:cliente_id/facturas",
        party!(ReadAll, portal::invoices::list),
    ),
    portal(
        Post,
        "/portal/facturas",
        staff!(ManageInvoices, portal::invoices::record),
    ),
    portal(
        Post,
        "/portal/facturas/importar",
        staff!(ManageInvoices, portal::invoices::import),
    ),
    portal(
        Get,
        "/portal/liquidacion",
        staff!(SeeDrawer, portal::settings::branch_balances),
    ),
    portal(
        Post,
        "/portal/secreto",
        staff!(ManageSettings, portal::settings::replace_secret),
    ),
    cps(Post, "/cps/v2/operation/use/pay", payer!(Sell, cps::pay)),
    cps(Post, "/v2/operation/use/pay", payer!(Sell, cps::pay)),
    cps(
        Get,
        "/cps/v2/operation/get/balance",
        payer!(Sell, cps::balance),
    ),
    cps(Get, "/v2/operation/get/balance", payer!(Sell, cps::balance)),
    cps(
        Get,
        "/cps/v2/list/basic_services",
        payer!(ReadAll, cps::services),
    ),
    cps(
        Get,
        "/v2/list/basic_services",
        payer!(ReadAll, cps::services),
    ),
    platform(Post, "/oauth/token", public!(phone_credits::oauth::token)),
    platform(Post, "/oauth/revoke", public!(phone_credits::oauth::revoke)),
    platform(Get, "/users/me", public!(phone_credits::oauth::me)),
    platform(
        Get,
        "/phone-credits/providers",
        buyer!(ReadAll, [ProvidersRead], phone_credits::dealers),
    ),
    platform(
        Post,
        "/phone-credits/order/create",
        buyer!(Sell, [OrderCreate], phone_credits::create),
    ),
    platform(
        Post,
        "/phone-credits/order/:order_id/complete",
        buyer!(Sell, [OrderComplete], phone_credits::complete),
    ),
    // The documented client has no scope for it (contract of phone credits, section 6).
    platform(
        Get,
        "/phone-credits/order/history/:wallet_id",
        buyer!(
            ReadAll,
            [OrderCreate, OrderComplete],
            phone_credits::history
        ),
    ),
    wallets(
        WalletMethod::ListUsers,
        agent!(ReadAll, ToolUsers, loyalty::list_users),
    ),
    wallets(
        WalletMethod::ListWallets,
        agent!(ReadAll, Wallet, loyalty::list_wallets),
    ),
    wallets(
        WalletMethod::AddContact,
        agent!(Sell, Wallet, loyalty::add_contact),
    ),
    wallets(
        WalletMethod::GetContacts,
        agent!(ReadAll, Wallet, loyalty::get_contacts),
    ),
    wallets(WalletMethod::Sale, agent!(Sell, Wallet, loyalty::sell)),
    wallets(
        WalletMethod::UpdateBalance,
        agent!(AdjustPoints, Wallet, loyalty::update_balance),
    ),
    wallets(
        WalletMethod::AddEmployee,
        agent!(ManageLoyalty, Employee, loyalty::add_employee),
    ),
    wallets(
        WalletMethod::DisableEmployee,
        agent!(ManageLoyalty, Employee, loyalty::disable_employee),
    ),
    resource(
        Get,
        "/operaciones",
        staff!(ReadAll, resources::operations::list),
    ),
    resource(
        Get,
        "/operaciones/totales",
        staff!(ReadAll, resources::operations::totals),
    ),
    resource(
        Get,
        "/operaciones/:id",
        payer!(ReadAll, resources::operations::find),
    ),
    // For clients that have the gateway's prefix in their base URL.
    resource(
        Get,
        "/cps/operaciones/:id",
        payer!(ReadAll, resources::operations::find),
    ),
    resource(
        Post,
        "/operaciones/:id/reversar",
        staff!(Reverse, resources::operations::reverse),
    ),
    resource(Get, "/pagos", staff!(ReadAll, resources::payments::list)),
    resource(
        Get,
        "/pagos/pendientes",
        staff!(ReadAll, resources::payments::waiting),
    ),
    resource(
        Get,
        "/pagos/:id",
        staff!(ReadAll, resources::payments::find),
    ),
    resource(
        Get,
        "/pagos/:id/llamadas",
        staff!(ResolvePayments, resources::payments::calls),
    ),
    resource(
        Post,
        "/pagos/:id/resolver",
        staff!(ResolvePayments, resources::payments::resolve),
    ),
    resource(
        Post,
        "/pagos/:id/devolver",
        staff!(PayRefunds, resources::payments::refund),
    ),
    resource(
        Get,
        "/proveedores",
        staff!(SeeDrawer, resources::providers::list),
    ),
    resource(
        Post,
        "/proveedores/:nombre/fondos",
        staff!(FundPrefunds, resources::providers::fund),
    ),
    resource(
        Put,
        "/proveedores/:nombre/cuenta",
        staff!(ManageIntegrations, resources::providers::set_account),
    ),
    resource(
        Delete,
        "/proveedores/:nombre/cuenta",
        staff!(ManageIntegrations, resources::providers::retire_account),
    ),
    resource(Get, "/carteras", staff!(ReadAll, resources::wallets::list)),
    resource(
        Post,
        "/carteras",
        staff!(ManageIntegrations, resources::wallets::create),
    ),
    resource(
        Patch,
        "/carteras/:id",
        staff!(ManageIntegrations, resources::wallets::update),
    ),
    resource(
        Post,
        "/carteras/:id/fondos",
        staff!(FundPrefunds, resources::wallets::fund),
    ),
    resource(Get, "/monederos", staff!(ReadAll, resources::loyalty::list)),
    resource(
        Post,
        "/monederos",
        staff!(ManageLoyalty, resources::loyalty::create),
    ),
    resource(
        Get,
        "/monederos/telefonos",
        staff!(ReadAll, resources::loyalty::marks),
    ),
    resource(
        Put,
        "/monederos/telefonos/:telefono",
        staff!(AdjustPoints, resources::loyalty::mark),
    ),
    resource(
        Delete,
        "/monederos/telefonos/:telefono",
        staff!(AdjustPoints, resources::loyalty::unmark),
    ),
    resource(
        Get,
        "/monederos/pedidos",
        staff!(ReadAll, resources::loyalty_orders::list),
    ),
    resource(
        Post,
        "/monederos/pedidos/:id/resolver",
        staff!(ResolvePayments, resources::loyalty_orders::resolve),
    ),
    resource(
        Get,
        "/monederos/proveedor",
        staff!(ManageLoyalty, resources::loyalty_orders::directory),
    ),
    resource(
        Put,
        "/monederos/proveedor/colaboradores/:id",
        staff!(ManageLoyalty, resources::loyalty_orders::link),
    ),
    resource(
        Post,
        "/monederos/proveedor/colaboradores/:id",
        staff!(ManageLoyalty, resources::loyalty_orders::register),
    ),
    resource(
        Delete,
        "/monederos/proveedor/colaboradores/:id",
        staff!(ManageLoyalty, resources::loyalty_orders::archive),
    ),
    resource(
        Get,
        "/monederos/autorizan",
        staff!(ReadAll, resources::loyalty::supervisors),
    ),
    resource(
        Put,
        "/monederos/pin",
        staff!(AdjustPoints, resources::loyalty::set_pin),
    ),
    resource(
        Patch,
        "/monederos/:id",
        staff!(ManageLoyalty, resources::loyalty::update),
    ),
    resource(
        Get,
        "/monederos/:id/movimientos",
        staff!(ReadAll, resources::loyalty::movements),
    ),
    resource(
        Get,
        "/claves-api",
        staff!(ManageIntegrations, resources::api_keys::list),
    ),
    resource(
        Post,
        "/claves-api",
        staff!(ManageIntegrations, resources::api_keys::create),
    ),
    resource(
        Delete,
        "/claves-api/:id",
        staff!(ManageIntegrations, resources::api_keys::revoke),
    ),
    resource(
        Get,
        "/integradores",
        staff!(SeeDrawer, resources::integrators::list),
    ),
    resource(
        Post,
        "/integradores",
        staff!(ManageIntegrations, resources::integrators::create),
    ),
    resource(
        Patch,
        "/integradores/:id",
        staff!(ManageIntegrations, resources::integrators::update),
    ),
    resource(
        Post,
        "/integradores/:id/clave",
        staff!(ManageIntegrations, resources::integrators::renew_keys),
    ),
    resource(
        Post,
        "/integradores/:id/pagos",
        staff!(FundPrefunds, resources::integrators::pay),
    ),
    resource(
        Get,
        "/sesiones/:id/informe",
        staff!(ReadAll, resources::sessions::report),
    ),
    resource(
        Get,
        "/sucursales",
        staff!(ReadAll, resources::branches::list),
    ),
    resource(
        Post,
        "/sucursales",
        staff!(ManageSettings, resources::branches::create),
    ),
    resource(
        Patch,
        "/sucursales/:id",
        staff!(ManageSettings, resources::branches::update),
    ),
    resource(
        Get,
        "/operadoras",
        staff!(ReadAll, resources::operators::list),
    ),
    resource(
        Patch,
        "/operadoras/:id",
        staff!(ManageSettings, resources::operators::update),
    ),
    resource(
        Get,
        "/configuracion",
        staff!(ReadAll, resources::settings::find),
    ),
    resource(
        Patch,
        "/configuracion",
        staff!(ManageSettings, resources::settings::update),
    ),
    resource(
        Post,
        "/instalacion/tenants",
        public!(resources::setup::create_tenant),
    ),
    resource(
        Put,
        "/instalacion/dominios/:dominio",
        public!(resources::setup::set_domain),
    ),
    resource(Get, "/salud", public!(resources::health::find)),
    resource(Get, "/", public!(resources::root::find)),
];

/// Answers a request, whatever it is.
pub async fn handle(app: &App, request: &Request) -> Response {
    if request.method == Some(Method::Options) {
        return preflight(request);
    }
    let (door, outcome) = dispatch(app, request).await;
    let now_ms = app.ports.clock.now_ms();
    let response = match outcome {
        Ok(response) => response,
        Err(failure) => {
            if let Failure::Internal(cause) = &failure {
                app.ports.log.error(&format!(
                    "request {}: {}: {cause}",
                    request.id, request.path
                ));
            }
            match door {
                Door::Kantuta => kantuta::error::response(&failure, request, now_ms),
                Door::Portal => portal::error::response(&failure),
                Door::Cps => cps::error::response(&failure),
                Door::PhoneCredits => phone_credits::error::response(&failure, request),
                Door::Loyalty => loyalty::error::response(app, &failure, request),
                Door::Resources => resources::error::response(&failure, request),
            }
        }
    };
    let response = if response.status == 405 {
        response.with_header("allow", allowed(app.settings.path_below(&request.path)))
    } else {
        response
    };
    response
        .with_header("access-control-allow-origin", "*")
        .with_header(
            "access-control-expose-headers",
            "Idempotency-Replayed, Retry-After, Server-Timing, X-Next-Cursor, X-Request-Id, X-Server-Time",
        )
        .with_header("x-request-id", request.id.as_str())
        // For pages on machines whose clock is wrong; nothing promises that every platform sends `Date`.
        .with_header("x-server-time", Iso::from_ms(now_ms).to_text())
        .with_header("cache-control", "no-store")
        .with_header("x-content-type-options", "nosniff")
}

async fn dispatch(app: &App, request: &Request) -> (Door, Result<Response, Failure>) {
    // HEAD is GET; the platform leaves the body out.
    let method = match request.method {
        Some(Method::Head) => Some(Get),
        other => other,
    };
    let path = app.settings.path_below(&request.path);
    let matching: Vec<(&Route, Vec<&str>)> = ROUTES
        .iter()
        .filter_map(|route| segments(route.pattern, path).map(|segments| (route, segments)))
        .collect();
    let Some((route, segments)) = matching
        .iter()
        .find(|(route, _)| Some(route.method) == method)
    else {
        let door = matching
            .first()
            .map_or_else(|| door_of_nothing(path), |(route, _)| route.door);
        // The documented door answers another method as another path (contract, 1.4).
        let code = match door {
            _ if matching.is_empty() => Code::RouteNotFound,
            Door::Kantuta => Code::RouteNotFound,
            Door::Portal | Door::Cps | Door::PhoneCredits | Door::Loyalty | Door::Resources => {
                Code::MethodNotAllowed
            }
        };
        let failure = Failure::from(code)
            .with("metodo", request.method.map_or("", Method::name))
            .with("ruta", &request.path);
        return (door, Err(failure));
    };
    let call = Call {
        app,
        request,
        segments: segments.clone(),
    };
    let outcome = match route.handler {
        Handler::Public(answer) => answer(&call).await,
        Handler::Staff(permission, answer) => match identify(app, request, permission) {
            Ok(identity) => answer(&call, &identity)
                .await
                .map_err(|failure| failure.in_currency(identity.currency)),
            Err(failure) => Err(failure),
        },
        Handler::Party(permission, answer) => {
            match party::identify(app, request, permission).await {
                Ok(party) => answer(&call, &party)
                    .await
                    .map_err(|failure| failure.in_currency(party.currency())),
                Err(failure) => Err(failure),
            }
        }
        Handler::Buyer(permission, scopes, answer) => {
            match buyer::identify(app, request, permission, scopes).await {
                Ok(buyer) => answer(&call, &buyer)
                    .await
                    .map_err(|failure| failure.in_currency(buyer.currency())),
                Err(failure) => Err(failure),
            }
        }
        Handler::Agent(permission, door, answer) => {
            match agent::identify(app, request, permission, door).await {
                Ok(agent) => answer(&call, &agent)
                    .await
                    .map_err(|failure| failure.in_currency(agent.currency())),
                Err(failure) => Err(failure),
            }
        }
        Handler::Payer(permission, answer) => {
            match payer::identify(app, request, permission).await {
                Ok(payer) => answer(&call, &payer)
                    .await
                    .map_err(|failure| failure.in_currency(payer.currency())),
                Err(failure) => Err(failure),
            }
        }
    };
    let outcome = match (route.door, outcome) {
        (Door::Portal, Err(failure)) => Err(party::before(app, request, failure).await),
        (_, outcome) => outcome,
    };
    (route.door, outcome)
}

/// The longest body that is read of a request to that path, in bytes.
pub fn body_bytes_max(path: &str) -> usize {
    let is_file = ROUTES
        .iter()
        .any(|route| route.takes_a_file() && segments(route.pattern, path).is_some());
    if is_file {
        IMPORT_BYTES_MAX
    } else {
        BODY_BYTES_MAX
    }
}

/// In whose shape a path that no route has is answered.
fn door_of_nothing(path: &str) -> Door {
    let is_below = |starts: &[&str]| {
        starts.iter().any(|start| {
            path.strip_prefix(start)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        })
    };
    if path.starts_with("/portal/") {
        Door::Portal
    } else if path.starts_with("/cps/") || path.starts_with("/v2/") {
        Door::Cps
    } else if is_below(&["/phone-credits", "/oauth", "/users"]) {
        Door::PhoneCredits
    } else if is_below(&["/toolusers", "/wallet", "/employee"]) {
        Door::Loyalty
    } else {
        Door::Kantuta
    }
}

/// The methods that a path has (RFC 9110 section 10.2.1).
fn allowed(path: &str) -> String {
    let fitting = ROUTES
        .iter()
        .filter(|route| segments(route.pattern, path).is_some());
    let mut names: Vec<&str> = Vec::new();
    for route in fitting {
        // A path may fit several patterns, one literal and one variable.
        if !names.contains(&route.method.name()) {
            names.push(route.method.name());
        }
    }
    names.join(", ")
}

/// Who asks, by signature and expiry of the token, and whether the role may; all without the database, before the body is looked at.
fn identify(app: &App, request: &Request, permission: Permission) -> Result<Identity, Failure> {
    let identity = request
        .header("authorization")
        .and_then(|header| header.strip_prefix("Bearer "))
        .and_then(|token| app.token_key.identity(token, app.ports.clock.now_ms()))
        .ok_or(Failure::from(Code::Unauthorized))?;
    if identity.role.may(permission) {
        Ok(identity)
    } else {
        Err(Code::Forbidden.into())
    }
}

/// The variable segments of `path` if it fits `pattern`. A literal route is listed before the variable one it would also fit.
fn segments<'p>(pattern: &str, path: &'p str) -> Option<Vec<&'p str>> {
    let mut variable = Vec::new();
    let mut given = path.split('/');
    for expected in pattern.split('/') {
        let segment = given.next()?;
        if expected.starts_with(':') {
            if segment.is_empty() {
                return None;
            }
            variable.push(segment);
        } else if expected != segment {
            return None;
        }
    }
    given.next().is_none().then_some(variable)
}

fn preflight(request: &Request) -> Response {
    let headers = request
        .header("access-control-request-headers")
        .unwrap_or("authorization, content-type, idempotency-key");
    Response::empty(204)
        .with_header("access-control-allow-origin", "*")
        .with_header(
            "access-control-allow-methods",
            "GET,HEAD,PUT,PATCH,POST,DELETE",
        )
        .with_header("access-control-allow-headers", headers)
        .with_header("access-control-max-age", "86400")
        .with_header("vary", "Access-Control-Request-Headers")
}
