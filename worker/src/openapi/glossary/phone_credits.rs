//! What the schemas of phone credits and wallets are, and their fields.

/// By the schema's name.
pub(super) const SCHEMAS: &[(&str, &str)] = &[
    (
        "Centavos",
        "Dinero en centavos, como texto de solo dígitos: `\"500\"` es R$ 5,00. Nunca un número con punto.",
    ),
    (
        "CompleteOrderRequest",
        "Con qué se completa un pedido: el monto **en reales** y la cartera que paga.",
    ),
    ("CreateOrderRequest", "El celular por recargar."),
    (
        "Dealer",
        "Una operadora de Brasil, por su código de tres cifras: `001` Vivo, `002` Claro, `003` Oi, `004` Tim.",
    ),
    ("DealerEntry", "Una operadora que se puede recargar."),
    ("DealerList", "Las operadoras que se pueden recargar ahora."),
    ("ErrorDetails", "Qué está mal."),
    ("FieldDetail", "Un dato y qué tiene de malo."),
    ("Me", "De quién es un token."),
    (
        "Order",
        "Un pedido de recarga. Sus montos están **en centavos**.",
    ),
    ("OrderAmount", "Un monto que el pedido ofrece."),
    (
        "OrderStatus",
        "Se puede completar, se está completando o no se sabe, se recargó, no se recargó, o venció: `created`, `processing`, `completed`, `failed`, `expired`. \
         Los tres últimos no cambian más.",
    ),
    (
        "PlatformError",
        "Un error de las rutas bajo `/phone-credits`, `/oauth` y `/users`, en portugués.",
    ),
    (
        "Reais",
        "Dinero en reales, como texto con punto: `\"5.00\"`. Las respuestas llevan siempre dos decimales; un pedido, hasta seis, que desde el tercero son ceros.",
    ),
    ("RevokeRequest", "El token de la sesión que termina."),
    (
        "Scope",
        "Un permiso de un sistema cliente: ver las operadoras, crear pedidos, completarlos.",
    ),
    (
        "SetupClient",
        "Un sistema cliente por crear, con las claves que ya usa.",
    ),
    ("SetupWallet", "Una cartera por crear."),
    (
        "TokenRequest",
        "Con qué se pide un token: qué datos van depende de `grant_type`.",
    ),
    ("TokenResponse", "Los tokens de un sistema cliente."),
    (
        "Transaction",
        "Qué fue de completar un pedido. Sus montos están **en reales**.",
    ),
    ("TransactionData", "Qué se recargó."),
    ("TransactionPayment", "El único pago de una transacción."),
    (
        "TransactionPaymentStatus",
        "Retenido en la cartera, pagado o devuelto a ella: `pending`, `settled`, `failed`.",
    ),
    (
        "TransactionStatus",
        "No se sabe todavía, se recargó, o no se recargó: `pending`, `executed`, `failed`. Lo último se responde como error.",
    ),
    (
        "Wallet",
        "Dinero del negocio en un proveedor, con que se pagan recargas.",
    ),
    ("WalletRequest", "Una cartera nueva."),
    ("WalletUpdateRequest", "Lo que cambia de una cartera."),
];

/// By schema and field, where a field is something else than elsewhere, or more can be said of it.
pub(super) const OF_SCHEMAS: &[(&str, &str)] = &[
    (
        "CompleteOrderRequest.amount",
        "**En reales**, uno de los `amounts` del pedido dividido por 100: de `\"500\"`, `\"5.00\"`. También se acepta como número JSON (`5`). Sin signo, coma ni exponente.",
    ),
    (
        "CompleteOrderRequest.source",
        "El identificador de la cartera que paga, de `GET /carteras`.",
    ),
    ("DealerEntry.code", "El código con que se la pide."),
    ("DealerEntry.name", "Cómo se llama."),
    ("ErrorDetails.code", "El código estable."),
    (
        "ErrorDetails.message",
        "Qué está mal y qué hacer, en portugués.",
    ),
    ("FieldDetail.code", "Qué tiene de malo."),
    (
        "FieldDetail.field",
        "El dato; vacío si es el cuerpo entero.",
    ),
    (
        "FieldDetail.message",
        "Qué tiene de malo y qué hacer, en portugués.",
    ),
    (
        "Me.id",
        "El número del usuario, o del sistema cliente si `virtual`; como texto.",
    ),
    ("Me.name", "Cómo se llama."),
    ("Me.role", "El rol del usuario; `null` si `virtual`."),
    ("Order.createdAt", "Cuándo se creó."),
    (
        "Order.id",
        "El identificador, un UUID; va en el camino al completarlo.",
    ),
    ("Order.status", "Dónde está."),
    (
        "OrderAmount.amount",
        "Cuánto, **en centavos**: para completar el pedido se divide por 100.",
    ),
    ("OrderAmount.createdAt", "Cuándo se creó el pedido."),
    ("OrderAmount.deletedAt", "Siempre `null`."),
    ("OrderAmount.id", "El identificador, un UUID."),
    ("OrderAmount.updatedAt", "Lo mismo."),
    (
        "PlatformError.message",
        "El estado entre corchetes, qué está mal y `stackId`. El texto puede cambiar.",
    ),
    (
        "SetupClient.client_id",
        "Su identificador: 32 o 64 letras y cifras.",
    ),
    ("SetupClient.client_secret", "Con qué firma, tal cual."),
    (
        "SetupKeys.phone_credits",
        "Las claves de quien pide recargas de Brasil con su firma.",
    ),
    (
        "SetupPrefund.provider",
        "El proveedor, uno sin carteras: `cps`.",
    ),
    (
        "SetupTenantRequest.phone_credits",
        "La cartera con que se pagan las recargas de Brasil; sin ella, ninguna.",
    ),
    (
        "SetupWallet.amount",
        "El dinero con que empieza, como texto con decimales.",
    ),
    (
        "SetupWallet.wallet_id",
        "El identificador, un UUID en minúsculas que nadie más tiene.",
    ),
    (
        "TokenRequest.password",
        "La contraseña de ese usuario, tal como se escribe. Solo con `password`.",
    ),
    (
        "TokenRequest.refresh_token",
        "El token para renovar, que vale una vez. Solo con `refresh_token`.",
    ),
    (
        "TokenRequest.scope",
        "Los permisos que se piden, separados por comas o por espacios: `phone_credit:providers:read`, `phone_credit:order:create`, \
         `phone_credit:order:complete`. Sin él, todos.",
    ),
    (
        "TokenResponse.access_token",
        "El token de los demás pedidos, un JWT.",
    ),
    (
        "TokenResponse.refresh_token",
        "El token para renovar; sirve una vez. `null` si `virtual`: se pide otro token con la clave del cliente.",
    ),
    (
        "TokenResponse.user_id",
        "El número del usuario, o del sistema cliente si `virtual`; como texto.",
    ),
    (
        "Transaction.id",
        "La operación que es, un UUID; no es el `id` del pedido.",
    ),
    ("Transaction.status", "Qué fue de ella."),
    ("Transaction.type", "Siempre `payment`."),
    ("TransactionPayment.amount", "Cuánto, **en reales**."),
    ("TransactionPayment.id", "El de la transacción."),
    ("TransactionPayment.status", "Qué fue de él."),
    ("TransactionPayment.type", "Siempre `withdrawal`."),
    (
        "Wallet.id",
        "El identificador, un UUID: el que va en `source`.",
    ),
    ("Wallet.saldo", "Lo que tiene, con lo retenido."),
    (
        "WalletRequest.id_proveedor",
        "Cómo la llama el proveedor; sin él, igual que este servidor.",
    ),
    (
        "WalletUpdateRequest.id_proveedor",
        "Cómo la llama el proveedor.",
    ),
];

/// By field, wherever it occurs.
pub(super) const FIELDS: &[(&str, &str)] = &[
    ("accessToken", "El `access_token` de la sesión."),
    ("additionalData", "Qué se recargó."),
    (
        "amountKey",
        "La clave del proveedor para ese monto; puede ser vacía.",
    ),
    ("amounts", "Los montos que ofrece la operadora."),
    ("banking", "Siempre `null`."),
    (
        "cartera",
        "La cartera que lo pagó; `null` si lo pagó un fondo.",
    ),
    (
        "chosenAmount",
        "El monto elegido, **en centavos**; `null` mientras no se completa.",
    ),
    (
        "dealers",
        "Las operadoras; lo que no está no se puede recargar.",
    ),
    ("deletedAt", "Siempre `null`: los pedidos no se borran."),
    ("details", "Más sobre el error."),
    ("expires_in", "Cuánto vale el `access_token`, en segundos."),
    (
        "grant_type",
        "En nombre de quién: el propio cliente, un usuario, o la sesión que ya había.",
    ),
    (
        "id_proveedor",
        "Cómo la llama el proveedor; `null` si la llama igual.",
    ),
    ("payments", "El único pago del que se compone."),
    (
        "phoneCode",
        "El código de área (DDD), dos cifras; no el código del país.",
    ),
    ("phoneCreditOrderId", "El `id` del pedido."),
    (
        "phoneNumber",
        "El celular sin código de área: nueve cifras, la primera un 9.",
    ),
    ("providerCode", "La operadora, por su código."),
    (
        "providerOrderId",
        "Cómo llama el proveedor al pedido; no sirve para completarlo.",
    ),
    ("scheduleFor", "Siempre `null`."),
    ("scope", "Lo que la sesión puede hacer."),
    (
        "stackId",
        "Con qué nombra el registro del servidor al pedido; lo mismo que `X-Request-Id`.",
    ),
    ("token_type", "Siempre `bearer`."),
    (
        "transactionId",
        "La transacción que se anotó y no se hizo; falta si no se anotó ninguna.",
    ),
    ("updatedAt", "Cuándo cambió por última vez."),
    (
        "username",
        "El correo de un usuario del negocio. Solo con `password`.",
    ),
    (
        "virtual",
        "Si es el sistema cliente mismo, sin ningún usuario.",
    ),
    (
        "walletId",
        "La cartera que paga; `null` mientras no se completa.",
    ),
];
