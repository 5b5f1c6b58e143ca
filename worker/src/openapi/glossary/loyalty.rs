//! What the schemas of loyalty wallets and API keys are, and their fields; and what a set-up says of them.

/// By the schema's name.
pub(super) const SCHEMAS: &[(&str, &str)] = &[
    (
        "AddContactRequest",
        "Un cliente por registrar en un monedero.",
    ),
    ("AddEmployeeRequest", "Un colaborador por registrar."),
    (
        "ApiDoor",
        "Una parte de la API de monederos: `toolusers` (quién trabaja), `wallet` (monederos, clientes y puntos), `employee` (registrar y archivar colaboradores).",
    ),
    ("ApiKey", "Una clave de API, sin la clave misma."),
    ("ApiKeyRequest", "Una clave de API nueva."),
    ("Contact", "Un cliente de un monedero."),
    ("Contacts", "Los clientes de un monedero, o uno."),
    ("DisableEmployeeRequest", "El colaborador que se archiva."),
    ("Done", "Se hizo."),
    ("EmployeeAdded", "El colaborador registrado."),
    (
        "FoundContacts",
        "Una lista, o un solo cliente si se preguntó por un número.",
    ),
    ("GetContactsRequest", "De qué monedero, y de qué cliente."),
    (
        "LinkCollaboratorRequest",
        "Cómo llama el proveedor a un colaborador.",
    ),
    ("ListedWallet", "Un monedero, como lo ve un sistema."),
    (
        "LoyaltyError",
        "Un error de las rutas bajo `/toolusers`, `/wallet` y `/employee`. A un sistema que pide con `apikey` se le responde con el estado HTTP 200 si es del \
         negocio; el suyo está en `status`.",
    ),
    (
        "LoyaltyMovement",
        "Lo que una operación hizo con los puntos de un cliente.",
    ),
    (
        "LoyaltyMovementKind",
        "Puntos que dio una venta, que se usaron para pagar, que alguien dio o que alguien quitó: `earning`, `redemption`, `addition`, `removal`.",
    ),
    (
        "LoyaltyOrder",
        "Lo que se le pidió al servicio que lleva un monedero, y qué fue de ello.",
    ),
    (
        "LoyaltyOrderKind",
        "Un cliente que se registra, o puntos que da una venta, que se usan, que alguien da o que alguien quita: `contact`, `earning`, `redemption`, `addition`, \
         `removal`.",
    ),
    ("LoyaltyWallet", "Un monedero de lealtad."),
    ("LoyaltyWalletRequest", "Un monedero nuevo."),
    (
        "LoyaltyWalletUpdateRequest",
        "Lo que cambia de un monedero.",
    ),
    ("MarkedPhone", "Un número marcado."),
    (
        "NewApiKey",
        "Una clave de API, esta única vez con la clave.",
    ),
    ("NewBalance", "Se hizo, y los puntos que quedaron."),
    (
        "PhoneMark",
        "Bloqueado, que no mueve puntos, o fijo, que no se registra: `bloqueado`, `fijo`.",
    ),
    ("PhoneMarkRequest", "Con qué se marca un número."),
    ("PinRequest", "El propio PIN."),
    (
        "ResolveOrderRequest",
        "Qué fue de un pedido al proveedor, y cómo se sabe.",
    ),
    ("SaleRequest", "Una venta que da o usa puntos."),
    (
        "SetupContact",
        "Un cliente de un monedero por crear, con sus puntos.",
    ),
    (
        "SetupLoyalty",
        "Los monederos con que se empieza, y los números marcados.",
    ),
    (
        "SetupLoyaltyWallet",
        "Un monedero por crear. Sus cupos son los que quedan con sus clientes ya en él.",
    ),
    ("SetupPhoneMark", "Un número por marcar."),
    (
        "ShownCustomer",
        "Lo que el servicio que lleva los puntos mostraba de un cliente.",
    ),
    ("ToolUser", "Un colaborador."),
    ("ToolUsers", "Los colaboradores."),
    ("UpdateBalanceRequest", "Puntos que se dan o se quitan."),
    (
        "UpstreamCollaborator",
        "Un colaborador de aquí, y cómo lo llama el proveedor.",
    ),
    (
        "UpstreamDirectory",
        "Quién y qué hay en el proveedor de monederos.",
    ),
    ("UpstreamUser", "Un colaborador del proveedor."),
    ("UpstreamWallet", "Un monedero del proveedor."),
    ("WalletList", "Los monederos, como los ve un sistema."),
];

/// By schema and field, where a field is something else than elsewhere, or more can be said of it.
pub(super) const OF_SCHEMAS: &[(&str, &str)] = &[
    (
        "AddContactRequest.usertool_id",
        "El colaborador que lo registra, de `/toolusers/get`. Quien pide con su token puede no enviarlo: es él.",
    ),
    (
        "AddContactRequest.phone",
        "El número del cliente, exactamente diez dígitos.",
    ),
    (
        "AddEmployeeRequest.number",
        "El celular con que inicia sesión, diez dígitos que nadie más tiene.",
    ),
    ("AddEmployeeRequest.type", "`cajero` o `gerente`."),
    ("ApiKey.nombre", "De qué sistema es."),
    ("ApiKeyRequest.nombre", "De qué sistema es."),
    (
        "ApiKeyRequest.puertas",
        "Para qué partes vale, cada una una vez; al menos una.",
    ),
    ("Contacts.code", "Siempre `balance_get_01`."),
    (
        "Contacts.result",
        "El cliente si se envió `phone`; si no, una lista.",
    ),
    ("Contacts.status", "Siempre 200."),
    ("Contacts.success", "Siempre `true`."),
    (
        "DisableEmployeeRequest.number",
        "El celular del colaborador, diez dígitos.",
    ),
    ("Done.code", "`contact_add_01` o `toolusers_01`."),
    ("Done.message", "Qué se hizo."),
    ("Done.status", "Siempre 200."),
    ("Done.success", "Siempre `true`."),
    ("EmployeeAdded.code", "Siempre `toolusers_01`."),
    ("EmployeeAdded.message", "Qué se hizo."),
    ("EmployeeAdded.status", "Siempre 200."),
    ("EmployeeAdded.success", "Siempre `true`."),
    (
        "GetContactsRequest.cursor",
        "De todos, después de cuál: lo que dijo `X-Next-Cursor`.",
    ),
    (
        "GetContactsRequest.phone",
        "El número del cliente, exactamente diez dígitos; sin él o vacío, todos.",
    ),
    (
        "LoyaltyError.code",
        "El código documentado; donde el contrato no tiene ninguno, uno estable de los nuestros.",
    ),
    (
        "LoyaltyError.field",
        "A quien pide con token, el atributo del que se trata, si es de uno.",
    ),
    (
        "LoyaltyError.message",
        "Qué está mal, en español; de un código documentado, su texto.",
    ),
    (
        "LoyaltyError.reason",
        "A quien pide con token, nuestro código estable: uno documentado puede decir varias cosas.",
    ),
    (
        "LoyaltyError.status",
        "El estado HTTP del error, sea cual sea el de la respuesta.",
    ),
    ("LoyaltyError.success", "Siempre `false`."),
    (
        "LoyaltyMovement.autorizo",
        "Quién lo autorizó con su PIN; `null` si no hizo falta.",
    ),
    ("LoyaltyMovement.cliente", "El nombre del cliente."),
    (
        "LoyaltyMovement.estado",
        "`succeeded`, o `reversed` si se deshizo.",
    ),
    ("LoyaltyMovement.id", "La operación que es, un UUID."),
    (
        "LoyaltyMovement.monto",
        "Cuánto fue la venta; `null` si no se dijo.",
    ),
    (
        "LoyaltyMovement.motivo",
        "Por qué, si alguien dio o quitó puntos y lo dijo.",
    ),
    ("LoyaltyMovement.puntos", "Cuántos puntos."),
    ("LoyaltyMovement.saldo", "Los que el cliente tenía después."),
    ("LoyaltyMovement.ticket", "El ticket; `null` si no se dijo."),
    ("LoyaltyMovement.tipo", "Qué hizo."),
    (
        "LoyaltyOrder.antes",
        "Lo que el servicio mostraba del cliente antes de pedirlo; `null` si no lo dijo.",
    ),
    (
        "LoyaltyOrder.cantidad",
        "Cuántos puntos; de una venta que los da, cuánto fue; `null` de un cliente que se registra.",
    ),
    (
        "LoyaltyOrder.causa",
        "Lo que dice el propio sistema: el código de por qué no se envió o de por qué no se sabe qué pasó; `null` si no dice nada.",
    ),
    (
        "LoyaltyOrder.cliente",
        "El nombre del cliente que se registra; `null` de los demás pedidos.",
    ),
    (
        "LoyaltyOrder.despues",
        "Lo que mostró después, si no se supo qué fue; `null` si no lo dijo o no hizo falta preguntarlo.",
    ),
    (
        "LoyaltyOrder.detalle",
        "Lo que dijo el servicio, con sus palabras, o con qué lo probó quien decidió; `null` si no hay nada que decir.",
    ),
    (
        "LoyaltyOrder.estado",
        "Dónde está. `submitted`, `pending` y `unknown` esperan una decisión.",
    ),
    ("LoyaltyOrder.id", "La operación que es, un UUID."),
    ("LoyaltyOrder.monedero", "El nombre del monedero."),
    (
        "LoyaltyOrder.motivo",
        "Por qué, si alguien dio o quitó puntos y lo dijo.",
    ),
    (
        "LoyaltyOrder.rechazo",
        "Por qué no se hizo: el código del servicio, o una palabra nuestra; `null` si no se rechazó.",
    ),
    (
        "LoyaltyOrder.resuelto_por",
        "Quién lo decidió; `null` si no lo decidió una persona.",
    ),
    (
        "LoyaltyOrder.saldo",
        "Los puntos que el cliente tenía después, como los dijo el servicio o quien decidió; `null` si no se saben.",
    ),
    ("LoyaltyOrder.ticket", "El ticket; `null` si no se dijo."),
    ("LoyaltyOrder.tipo", "Qué se pidió."),
    (
        "LoyaltyWallet.clientes",
        "Cuántos clientes tiene; de uno que lleva el servicio, ninguno: los tiene él.",
    ),
    (
        "LoyaltyWallet.puntos",
        "Los puntos que tienen todos juntos, hasta donde se llevan aquí.",
    ),
    (
        "LoyaltyWalletUpdateRequest.clave_proveedor",
        "Cómo lo llama el servicio que desde ahora lleva sus puntos; `null` para que se lleven aquí. No cambia en uno que ya tiene clientes o pedidos.",
    ),
    (
        "LoyaltyWalletUpdateRequest.colaboradores",
        "Los números de los usuarios que lo pueden usar, cada uno una vez; `null` para que lo usen todos.",
    ),
    (
        "LoyaltyWalletUpdateRequest.pin_desde",
        "Más puntos que estos los autoriza en las páginas un PIN; `null` para que no se pida ninguno.",
    ),
    (
        "LinkCollaboratorRequest.id_proveedor",
        "Cómo lo llama el proveedor: su número allá, de `GET /monederos/proveedor`.",
    ),
    ("MarkedPhone.desde", "Desde cuándo."),
    ("NewBalance.code", "`new_sale_01` o `balance_update_01`."),
    ("NewBalance.message", "Qué se hizo."),
    ("NewBalance.status", "Siempre 200."),
    ("NewBalance.success", "Siempre `true`."),
    (
        "ResolveOrderRequest.evidencia",
        "Cómo se sabe: con quién se habló y qué dijo.",
    ),
    (
        "ResolveOrderRequest.resultado",
        "`entregado` si se hizo, `no_entregado` si no.",
    ),
    (
        "ResolveOrderRequest.saldo",
        "Los puntos que el servicio muestra, como texto con decimales, si se hizo; sin ellos, no se saben.",
    ),
    (
        "SaleRequest.phone",
        "El número del cliente, exactamente diez dígitos.",
    ),
    (
        "SaleRequest.ticket",
        "El número del ticket; hace falta si el monedero lo exige.",
    ),
    (
        "SaleRequest.transaction_amount",
        "Cuánto fue la venta, como número o texto, desde 0.01 y con a lo más dos decimales. Hace falta si `transaction_type` es 0.",
    ),
    (
        "SaleRequest.transaction_type",
        "0 si la venta da puntos, 1 si los usa.",
    ),
    (
        "SaleRequest.usertool_id",
        "El colaborador que firma, de `/toolusers/get`. Quien pide con su token puede no enviarlo, y no puede nombrar a otro.",
    ),
    ("SetupContact.nombre", "Cómo se llama el cliente."),
    (
        "SetupContact.puntos",
        "Los puntos con que empieza, como texto con decimales.",
    ),
    (
        "SetupKeys.wallet_apikey",
        "La clave de un sistema que pide monederos, 32 o 64 letras y cifras; vale para toda su API.",
    ),
    (
        "SetupLoyalty.telefonos",
        "Los números marcados; sin ellos, ninguno.",
    ),
    (
        "SetupLoyaltyWallet.clientes",
        "Sus clientes; sin ellos, ninguno.",
    ),
    (
        "SetupLoyaltyWallet.colaboradores",
        "Con qué inician sesión quienes lo pueden usar, de los de `users`; sin ellos, todos.",
    ),
    (
        "SetupTenantRequest.loyalty",
        "Los monederos de lealtad, solo en México; sin ellos, ninguno.",
    ),
    (
        "SetupUser.email",
        "Un correo, que queda en minúsculas, o un número de colaborador de diez dígitos.",
    ),
    (
        "SetupUser.name",
        "Cómo se llama; sin él, lo que está antes de la arroba, o el número.",
    ),
    (
        "SetupUser.pin",
        "El PIN con que autoriza, de 4 a 8 dígitos; sin él, ninguno.",
    ),
    (
        "ShownCustomer.saldo",
        "Sus puntos; `null` si el monedero no tenía a ese cliente.",
    ),
    ("ToolUsers.code", "Siempre `tool_users_01`."),
    (
        "ToolUsers.result",
        "Los colaboradores, también los archivados.",
    ),
    ("ToolUsers.success", "Siempre `true`."),
    (
        "UpdateBalanceRequest.phone",
        "El número del cliente, exactamente diez dígitos.",
    ),
    (
        "UpdateBalanceRequest.reason",
        "Por qué. Hace falta si se pide con un token. Es un añadido a la API documentada.",
    ),
    (
        "UpdateBalanceRequest.transaction_amount",
        "Cuántos puntos, como número o texto, desde 0.01 y con a lo más dos decimales.",
    ),
    (
        "UpdateBalanceRequest.transaction_type",
        "0 para dar puntos, 1 para quitarlos.",
    ),
    (
        "UpdateBalanceRequest.usertool_id",
        "El colaborador que firma, de `/toolusers/get`. Quien pide con su token puede no enviarlo, y no puede nombrar a otro.",
    ),
    (
        "UpstreamCollaborator.id_proveedor",
        "Cómo lo llama el proveedor: su número allá, de `GET /monederos/proveedor`.",
    ),
    ("UpstreamCollaborator.id_usuario", "Su número aquí."),
    (
        "UpstreamDirectory.colaboradores",
        "Los de aquí, hasta donde se sabe cómo los llama.",
    ),
    ("UpstreamDirectory.monederos", "Sus monederos."),
    ("UpstreamDirectory.usuarios", "Sus colaboradores."),
    ("UpstreamUser.id", "Su número allá."),
    ("UpstreamUser.nombre", "Cómo se llama."),
    (
        "UpstreamWallet.clave",
        "Su clave allá, la `clave_proveedor` de uno de aquí.",
    ),
    ("UpstreamWallet.nombre", "Cómo se llama."),
    ("WalletList.code", "Siempre `wallets_get_01`."),
    ("WalletList.result", "Los monederos."),
    ("WalletList.status", "Siempre 200."),
    ("WalletList.success", "Siempre `true`."),
];

/// By field, wherever it occurs.
pub(super) const FIELDS: &[(&str, &str)] = &[
    (
        "apikey",
        "La clave, para el encabezado `apikey`. Se muestra esta única vez.",
    ),
    (
        "authorized_by",
        "Quién autoriza que se usen más puntos de los que el monedero permite: un número de `GET /monederos/autorizan`. Es un añadido a la API documentada.",
    ),
    (
        "authorized_pin",
        "Su PIN. Es un añadido a la API documentada.",
    ),
    ("business_name", "Dónde trabaja."),
    (
        "canjes_disponibles",
        "Cuántas veces más se pueden usar puntos.",
    ),
    (
        "clave",
        "Cómo lo llama la API documentada: su `wallet_key`.",
    ),
    (
        "clave_proveedor",
        "Cómo lo llama el servicio que lleva sus puntos, de `GET /monederos/proveedor`; `null` o sin ella, se llevan aquí. Con ella, los clientes, los puntos y los \
         cupos son los de allá, y lo que se pide va al servicio.",
    ),
    ("clientes_disponibles", "Cuántos clientes más admite."),
    ("colaborador", "El nombre de quien firmó."),
    (
        "colaboradores",
        "Los números de los usuarios que lo pueden usar, si no lo pueden usar todos.",
    ),
    (
        "collaboratorId",
        "Su número, el `usertool_id` de las transacciones.",
    ),
    (
        "comienzo",
        "Sus primeros caracteres, por los que se distingue de otras.",
    ),
    ("contact_balance", "Sus puntos, como número."),
    (
        "contact_birthdate",
        "La fecha de nacimiento, `AAAA-MM-DD`; `null` si no se sabe.",
    ),
    ("contact_name", "Cómo se llama."),
    ("contact_phone", "Su número, diez dígitos."),
    ("creada", "Cuándo se hizo."),
    (
        "creditos_disponibles",
        "Cuántos mensajes más paga: cada cliente que se registra y cada transacción gasta uno.",
    ),
    (
        "customer_birthdate",
        "La fecha de nacimiento, `AAAA-MM-DD`, que no sea de mañana; puede llevar detrás una hora. Hace falta si el monedero la exige.",
    ),
    ("customer_name", "Cómo se llama el cliente."),
    ("employee_name", "Cómo se llama; no como otro usuario."),
    (
        "enlace_clientes",
        "La página del negocio para sus clientes, `https://…`; vacío si no tiene ninguna.",
    ),
    (
        "exige_nacimiento",
        "Si hace falta la fecha de nacimiento de cada cliente.",
    ),
    ("exige_ticket", "Si cada venta tiene que decir su ticket."),
    ("marca", "Qué es."),
    ("monedero", "Cómo es."),
    ("monederos", "Los monederos; no hay dos del mismo nombre."),
    (
        "newBalance",
        "Los puntos que el cliente tiene ahora, como número.",
    ),
    ("para_todos", "Si lo puede usar todo colaborador."),
    ("pin", "De 4 a 8 dígitos."),
    (
        "pin_desde",
        "Más puntos que estos los usa un Operador solo con el PIN de quien autoriza; `null` o sin él, no se pide ninguno.",
    ),
    (
        "points_used",
        "Cuántos puntos se usan, como número o texto, desde 0.01 y con a lo más dos decimales. Hace falta si `transaction_type` es 1; si no, no se mira.",
    ),
    (
        "porcentaje",
        "Qué porcentaje de una venta se gana en puntos, de 0.01 a 100, como texto con decimales.",
    ),
    ("puertas", "Para qué partes de la API vale."),
    ("revocada", "Cuándo se revocó; `null` si vale."),
    ("telefono", "El número, diez dígitos."),
    ("ticket_unico", "Si un ticket vale para una sola venta."),
    (
        "ultimo_uso",
        "Cuándo se usó por última vez, al minuto; `null` si nunca.",
    ),
    ("usertool_branch", "Dónde trabaja."),
    ("usertool_id", "Su número, que firma las transacciones."),
    ("usertool_name", "Cómo se llama."),
    (
        "usertool_number",
        "El celular con que inicia sesión; vacío si lo hace con un correo.",
    ),
    ("usertool_status", "1 si puede firmar, 0 si está archivado."),
    ("usertool_type", "`cajero` o `gerente`."),
    (
        "wallet_app_client",
        "La página del negocio para sus clientes; vacío si no tiene ninguna.",
    ),
    (
        "wallet_app_redeem",
        "La página donde se ganan y se usan puntos.",
    ),
    ("wallet_key", "La clave del monedero, de `/wallet/get`."),
    ("wallet_name", "Cómo se llama."),
];
