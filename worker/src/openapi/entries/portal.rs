//! Payment coupons: issued, looked up, collected, cancelled; what branches owe one another over them; the portal's secret.

use crate::http::Method::{Get, Post};
use crate::openapi::entry::{Entry, Tag};
use crate::openapi::guard::Guard;
use crate::openapi::{examples, parameters};
use ventanilla_core::code::Code;
use ventanilla_core::wire::Form;

const SEGMENT: &str =
    "Los 19 dígitos del cupón: 4 de la sucursal, 6 del cliente, 8 del día y el dígito verificador.";

/// The entries of `/portal/cupones`, `/portal/liquidacion` and `/portal/secreto`.
pub(super) fn entries() -> Vec<Entry> {
    let mut entries = documented();
    entries.extend(endings());
    entries.extend(of_tenant());
    entries
}

/// What existing portals ask for.
fn documented() -> Vec<Entry> {
    vec![
        Tag::Coupons
            .entry(
                Post,
                "/portal/cupones/generar",
                "issueCoupon",
                "Generar un cupón",
                "Un código de barras para pagar una o más facturas, enteras, en cualquier sucursal. El cupón es de la sucursal de la sesión de caja \
                 abierta de quien pide, o si no de la primera. El código dice sucursal, cliente y día: las mismas facturas el mismo día son el mismo \
                 cupón y se responde ese; otras, mientras esté pendiente, se rechazan. Las facturas quedan reservadas hasta que el cupón se cobre, \
                 se cancele o venza. Se puede cobrar hasta `dias_vencimiento` días después, ese día incluido.",
            )
            .guarded_by(Guard::Party)
            .takes(Form::IssueCoupon)
            .refuses(&[
                Code::CustomerNotFound,
                Code::InvoiceNotFound,
                Code::InvoiceMismatch,
                Code::InvoicePaid,
                Code::CouponPendingExists,
                Code::InvoiceReserved,
            ])
            .answers_with(200, "El cupón, nuevo o el que ya había.", examples::issued_coupon())
            .idempotent(),
        Tag::Coupons
            .entry(
                Get,
                "/portal/cupones/cliente/:cliente_id",
                "listCoupons",
                "Los cupones de un cliente",
                "Del más nuevo al más viejo, por páginas. Antes de responder, los vencidos quedan como `expired`. De un cliente sin cupones, o que no \
                 existe, la lista es vacía. Los parámetros desconocidos no cuentan. El de otro cliente responde 401.",
            )
            .segment("Número del cliente.")
            .guarded_by(Guard::Party)
            .filtered_by(parameters::coupon_filter())
            .refuses(&[Code::ValidationFailed])
            .answers_with(200, "Una página.", examples::coupon_page()),
        Tag::Coupons
            .entry(
                Get,
                "/portal/cupones/:codigo_barras",
                "findCoupon",
                "Un cupón por su código",
                "Un código que no tiene 19 dígitos, el dígito verificador o un día posible se rechaza con 400: está mal leído. El que no existe, el de otro \
                 cliente y el vencido se responden con el mismo 404; a quien trabaja aquí, el vencido con `estado` y `fecha_vencimiento`. Uno cobrado o \
                 cancelado se responde, con su `estado`. Si el mismo código se generó más de una vez, cuenta el pendiente, o si no el último.",
            )
            .segment(SEGMENT)
            .guarded_by(Guard::Party)
            .refuses(&[Code::CouponNotFound, Code::CouponExpired])
            .answers_with(
                200,
                "El cupón. `recibo`, `motivo_cancelacion` y `fecha_cancelacion`, solo a quien trabaja aquí y cuando los hay.",
                examples::pending_coupon(),
            ),
    ]
}

/// How a coupon ends by somebody's hand.
fn endings() -> Vec<Entry> {
    const ENDED: [Code; 3] = [
        Code::CouponNotFound,
        Code::CouponUsed,
        Code::CouponCancelled,
    ];
    vec![
        Tag::Coupons
            .entry(
                Post,
                "/portal/cupones/:codigo_barras/cobrar",
                "collectCoupon",
                "Cobrar un cupón",
                "En una sola transacción el cupón queda cobrado, sus facturas pagadas, el dinero en la caja (o en el banco, con QR o transferencia), y hay \
                 un recibo numerado por sucursal. Con `cupon_id` se cobra ese cupón o ninguno. Lo que se cobra de otra sucursal queda en la \
                 liquidación. La sesión es la propia; un Administrador usa cualquiera. Si dos cajas cobran a la vez, una recibe el recibo y la otra 409 con cuál fue.",
            )
            .segment(SEGMENT)
            .takes(Form::CollectCoupon)
            .refuses(&[Code::SessionNotOpen, Code::SessionNotYours, Code::CouponChanged])
            .refuses(&ENDED)
            .refuses(&[Code::CouponExpired, Code::TenderedTooLittle, Code::ChangeNotInCash])
            .answers_with(200, "El cupón cobrado, con su recibo y el vuelto.", examples::collected_coupon())
            .idempotent(),
        Tag::Coupons
            .entry(
                Post,
                "/portal/cupones/:codigo_barras/cancelar",
                "cancelCoupon",
                "Cancelar un cupón",
                "Solo uno pendiente. Sus facturas quedan libres para otro cupón. Con `cupon_id` se cancela ese cupón o ninguno.",
            )
            .segment(SEGMENT)
            .takes(Form::CancelCoupon)
            .refuses(&[Code::CouponChanged, Code::CouponAlreadyExpired])
            .refuses(&ENDED)
            .answers_with(200, "El cupón cancelado.", examples::cancelled_coupon())
            .idempotent(),
    ]
}

fn of_tenant() -> Vec<Entry> {
    vec![
        Tag::Coupons
            .entry(
                Get,
                "/portal/liquidacion",
                "listBranchBalances",
                "La liquidación entre sucursales",
                "Lo que las sucursales se deben unas a otras por cupones de una que cobró otra. Entre todas suman cero.",
            )
            .answers_with_list(200, "Las sucursales.", &examples::branch_balances()),
        Tag::Coupons
            .entry(
                Post,
                "/portal/secreto",
                "replacePortalSecret",
                "Cambiar el secreto del portal",
                "Un secreto nuevo con que el portal del negocio firma los tokens de sus clientes. Se muestra esta única vez; desde ese momento no vale \
                 ningún token firmado con el anterior. Con un cuerpo vacío se hace uno.",
            )
            .takes(Form::PortalSecret)
            .answers_with(201, "El secreto que vale desde ahora.", examples::portal_secret()),
    ]
}
