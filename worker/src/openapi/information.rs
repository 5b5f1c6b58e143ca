//! What the document says of the whole: title, tags, and the rules that hold everywhere.

use super::entry::Tag;
use utoipa::openapi::info::{Info, InfoBuilder, LicenseBuilder};
use utoipa::openapi::tag::TagBuilder;
use utoipa::openapi::{Server, ServerBuilder};

const DESCRIPTION: &str = "\
Punto de venta para tiendas: cajas, recargas, saldos de operadoras, cupones de pago y reportes. Las páginas están en [/app/](/app/).

**Para probar:** abra `POST /auth/login`, pulse *Execute* con el usuario del ejemplo (es de los datos de demostración), copie el \
`access_token` y péguelo en *Authorize*.

**Pedidos.** JSON en UTF-8, hasta 64 KB; un dato desconocido o repetido se rechaza (bajo `/portal`, `/cps/v2`, `/v2`, `/phone-credits`, `/oauth` y en los monederos, uno \
desconocido se pasa por alto). Se informan todos los errores del pedido a la vez (bajo `/cps/v2` y `/v2`, y en los monederos, el primero).

**Dinero.** Nunca con más de dos decimales. Lo que se lee de la base es un texto (`\"30.00\"`); lo que se acaba de registrar, y todo monto \
de un reporte, un número (`30.5`); bajo `/portal`, siempre un número con dos decimales (`30.50`); bajo `/cps/v2` y `/v2`, un número; bajo `/phone-credits`, \
siempre un texto: en centavos (`\"3000\"`) lo que un pedido ofrece, en reales (`\"30.00\"`) lo que se paga; los puntos de un monedero, un número en la API documentada y un texto bajo `/monederos`. Los pedidos llevan números, salvo donde el esquema dice texto.

**Fechas.** Instantes en UTC con tres decimales y `Z`; días como `AAAA-MM-DD`. Un día entero es el de la hora del negocio.

**Repetir sin duplicar.** Los pedidos que mueven valor aceptan `Idempotency-Key`. Si la respuesta se pierde, repita el mismo pedido con la \
misma clave, o pregunte por ella en `GET /operaciones`.

**Portal de clientes.** Las rutas bajo `/portal` responden `{\"success\": true, \"data\": …}`. El negocio es el del token, que tiene que ser el mismo que \
el del nombre de host si este se asignó a uno (401 `tenant_unknown`). Algunas aceptan también el token de un cliente, que firma el portal del negocio.

**Pago de servicios.** Las rutas bajo `/cps/v2` están también sin `/cps`, bajo `/v2`, y son las mismas. Se piden con el `access_token` de quien tiene una caja \
abierta, o firmando el pedido con las claves de un integrador (`api-key`, `api-nonce`, `api-signature`). De un pago cuyo resultado no se sabe se responde `pending`: no lo repita, pregunte \
por él en `GET /operaciones/{id}`.

**Recargas de Brasil.** Las rutas bajo `/phone-credits` se piden con el `access_token` de quien trabaja aquí, sin firma; o con el de un sistema cliente, de \
`POST /oauth/token`, firmando cada pedido (`X-Request-Signature`, `X-Request-Timestamp`). Lo que sale bien se responde con 200. Al completar un pedido, los centavos de sus `amounts` se \
dividen por 100: olvidarlo sería cobrar cien veces más, y se rechaza. De una recarga cuyo resultado no se sabe se responde `pending`: no la repita, pregunte por el pedido en el \
historial de la cartera.

**Monederos de lealtad.** Las rutas bajo `/toolusers`, `/wallet` y `/employee` son todas `POST`, también las que solo leen, y toman un formulario o JSON con los \
mismos datos, vacíos como si faltaran. Se piden con el encabezado `apikey`, de `POST /claves-api`, o con el `access_token` de quien trabaja aquí, que firma solo por sí mismo. A un sistema \
que pide con `apikey`, lo que el negocio rechaza se le responde con el estado HTTP 200, `success: false` y el estado del error en `status`: decida por `success` y `code`. Los \
demás errores llevan su estado HTTP: los del protocolo (404, 405, 413, 415, la `Idempotency-Key`, 429, y 500 donde su contrato no tiene un código para él), y todos los de quien pide con un token o sin nada. Con la variable \
`LOYALTY_HTTP_STATUS` del servidor en `mirrored`, todos lo llevan siempre. Un monedero con `clave_proveedor` lo lleva el servicio de un \
proveedor: sus códigos llegan tal como los dijo, y de una transacción que nadie pudo confirmar se responde `result_unknown`, o `result_unknown_without_key` si no se envió \
`Idempotency-Key`; está en `GET /monederos/pedidos` hasta que una persona diga qué fue de ella.

**Errores.** Traen siempre un `code` estable; el texto puede cambiar. Las rutas de acceso, usuarios, cajas, recargas y reportes usan \
`ErrorBody`; las que están bajo `/portal`, `PortalError`; las que están bajo `/cps/v2` y `/v2`, `CpsError`, cuyo `code` es del contrato de CPS y \
cuyo `reason` es el código estable; las que están bajo `/phone-credits`, `/oauth` y `/users`, `PlatformError`, en portugués y con el código en `details`; las que están bajo `/toolusers`, `/wallet` y `/employee`, `LoyaltyError`, con los códigos de su contrato; las demás, `Problem` (RFC 9457). Primero se mira el token o la clave (401), luego la firma, si el pedido la lleva (401; bajo `/phone-credits`, 400), luego el rol o el permiso (403), luego el pedido (400) y al final las reglas. \
401 significa que hay que volver a iniciar sesión, salvo `tenant_unknown`; en `POST /auth/login`, que los datos no son correctos. Una ruta que no existe \
responde 404 `route_not_found`; un método que la ruta no tiene, lo mismo, o 405 `method_not_allowed` donde los errores son `PortalError`, `CpsError`, `PlatformError`, `LoyaltyError` o `Problem`. Toda respuesta trae `X-Request-Id`, con que el registro \
del servidor nombra al pedido, y `X-Server-Time`, la hora del servidor en UTC, para quien no pueda confiar en su propio reloj.";

/// Title, version, licence.
pub(super) fn info() -> Info {
    let license = LicenseBuilder::new().name("MIT OR Apache-2.0");
    InfoBuilder::new()
        .title("API de Ventanilla")
        .version(env!("CARGO_PKG_VERSION"))
        .description(Some(DESCRIPTION))
        .license(Some(license.build()))
        .build()
}

/// Where the document's own server is.
pub(super) fn servers() -> Vec<Server> {
    let here = ServerBuilder::new()
        .url("/")
        .description(Some("Este servidor"));
    vec![here.build()]
}

/// The tags, in the order of a day's work.
pub(super) fn tags() -> Vec<utoipa::openapi::Tag> {
    Tag::ALL
        .map(|tag| {
            TagBuilder::new()
                .name(tag_name(tag))
                .description(Some(tag_description(tag)))
                .build()
        })
        .into()
}

/// A tag's name.
pub(super) const fn tag_name(tag: Tag) -> &'static str {
    match tag {
        Tag::Access => "Acceso",
        Tag::Users => "Usuarios",
        Tag::Registers => "Cajas",
        Tag::Sessions => "Sesiones de caja",
        Tag::Recharges => "Recargas",
        Tag::Coupons => "Cupones",
        Tag::Customers => "Clientes y facturas",
        Tag::Services => "Servicios (CPS)",
        Tag::PhoneCredits => "Recargas de Brasil",
        Tag::Loyalty => "Monederos de lealtad",
        Tag::Payments => "Pagos de servicios",
        Tag::Providers => "Proveedores e integradores",
        Tag::Reports => "Reportes",
        Tag::Operations => "Operaciones",
        Tag::Settings => "Configuración",
        Tag::Server => "Servidor",
    }
}

const fn tag_description(tag: Tag) -> &'static str {
    match tag {
        Tag::Access => "Iniciar y cerrar la sesión de trabajo, y cambiar una contraseña olvidada.",
        Tag::Users => "Quién trabaja aquí y con qué rol.",
        Tag::Registers => "Las cajas del negocio.",
        Tag::Sessions => "Abrir una caja contando, mover efectivo, y cerrarla contando.",
        Tag::Recharges => "Vender recargas y comprar saldo a las operadoras.",
        Tag::Coupons => "Generar, buscar, cobrar y cancelar cupones de pago.",
        Tag::Customers => "A quién se le cobra con cupones, y qué debe.",
        Tag::Services => "Pagar y recargar servicios de Venezuela, por un token o por una firma.",
        Tag::PhoneCredits => {
            "Recargar celulares de Brasil en tres pasos, pagados de una cartera: ver las operadoras, crear un pedido, completarlo. Por un token de quien trabaja \
             aquí, o por el de un sistema cliente y su firma."
        }
        Tag::Loyalty => {
            "Puntos de los clientes en México: registrarlos, dar y usar puntos, por un token o por la clave de un sistema; los monederos, sus movimientos y las claves."
        }
        Tag::Payments => "Cómo está cada pago, qué espera a una persona, y las devoluciones.",
        Tag::Providers => {
            "El fondo, las carteras y la cuenta del negocio en cada proveedor, y los sistemas que piden pagos o recargas."
        }
        Tag::Reports => "Lo que pasó en las cajas, con montos como números.",
        Tag::Operations => "Todo lo que se pidió, por clave o por filtro, y reversarlo.",
        Tag::Settings => "Sucursales, operadoras y el negocio.",
        Tag::Server => "La instalación y el estado del servidor.",
    }
}
