//! The texts in Spanish. Those that the first door's contract words are its own.

use super::Code;

pub(super) const fn template(code: Code) -> &'static str {
    match code {
        Code::Unauthorized => "Unauthorized",
        Code::TokenRevoked => "La sesión de trabajo terminó; inicie sesión de nuevo.",
        Code::Forbidden => "Su usuario no tiene permiso para esto; pídalo a un Administrador.",
        Code::LoginFailed => "Usuario o contraseña incorrectos.",
        Code::LoginLocked => {
            "Demasiados intentos fallidos; espere {minutos} minutos e intente de nuevo."
        }
        Code::RefreshInvalid => "Invalid or expired refresh token",
        Code::ResetCodeInvalid => "Código de verificación inválido",

        Code::UserNotFound => "Usuario no encontrado",
        Code::PersonNotFound => "La persona con ID {id} no existe",
        Code::EmailTaken => "Ya existe un usuario con ese correo; use otro.",
        Code::LastAdministrator => {
            "Debe quedar al menos un Administrador activo; nombre primero a otro."
        }

        Code::RegisterNotFound => "Caja con ID {id} no encontrada o inactiva",
        Code::RegisterWithoutMovements => "No hay movimientos para la Caja con ID {id}",
        Code::RegisterNameTaken => "Ya existe una caja con ese nombre; elija otro.",
        Code::RegisterHasOpenSession => "La caja ya tiene una sesión abierta",
        Code::RegisterHasCash => {
            "La caja todavía tiene {saldo} en efectivo; retírelo con un egreso antes de eliminarla."
        }
        Code::RegisterAgentsOnly => {
            "La caja es SOLO_AGENTES y no vende recargas; use una caja MIXTA o SOLO_VENTAS."
        }
        Code::UserHasOpenSession => "El usuario ya cuenta con una caja abierta",
        Code::SessionNotFound => "Sesión de caja con ID {id} no encontrada o inactiva",
        Code::SessionNotOpen => "La sesión de caja no existe o no está ABIERTA.",
        Code::SessionNotYours => {
            "La sesión de caja es de otro usuario; use la suya o pídalo a un Administrador."
        }
        Code::SessionAlreadyClosed => "La sesión ya está cerrada",
        Code::SessionStillOpen => "La sesión de caja sigue abierta; ciérrela primero.",
        Code::DifferenceReasonAlreadySet => {
            "El motivo de la diferencia ya está registrado y no se puede cambiar."
        }
        Code::NoActiveSession => "No hay sesión activa para el usuario {id}",

        Code::OperatorNotFound => "La operadora {operadora} no está registrada.",
        Code::FloatInsufficient => {
            "Saldo insuficiente para la operadora {operadora}. Saldo actual: {saldo}"
        }
        Code::CashInsufficient => {
            "Fondos insuficientes en el saldo de la caja. Saldo disponible: {saldo}"
        }
        Code::OperationNotFound => "La operación no existe; revise el identificador.",
        Code::OperationNotReversible => {
            "Esta operación no se puede reversar; registre un movimiento que la corrija."
        }
        Code::OperationAlreadyReversed => "La operación ya fue reversada.",
        Code::CashSessionRequired => "Necesita una caja abierta para esto; abra una primero.",
        Code::IdempotencyConflict => "La Idempotency-Key ya se usó con otro pedido; use una nueva.",
        Code::IdempotencyInProgress => {
            "El primer pedido con esta Idempotency-Key sigue en curso; repítalo en unos segundos."
        }
        Code::IdempotencyKeyInvalid => {
            "La Idempotency-Key debe tener de 1 a 128 caracteres ASCII visibles, sin espacios."
        }
        Code::ResultUnknown => {
            "No se sabe todavía si se registró; repita el pedido con la misma Idempotency-Key."
        }
        Code::ReferenceAlreadySet => {
            "La referencia de la operadora ya está registrada y no se puede cambiar."
        }
        Code::TopUpNotFound => "La recarga con ID {id} no existe",

        Code::BranchNotFound => "La sucursal no existe; elija una de la lista.",
        Code::BranchCodeTaken => "Ya existe una sucursal con ese código; elija otro.",
        Code::BranchInUse => "La sucursal tiene cajas activas; páselas a otra sucursal primero.",
        Code::TenantExists => "Ya existe un negocio con ese nombre o un usuario con ese correo.",
        Code::SetupDisabled => "La instalación está deshabilitada en este servidor.",

        Code::BodyTooLarge => "El cuerpo del pedido es demasiado grande.",
        Code::BodyInvalid => "El cuerpo del pedido no es válido; revíselo.",
        Code::BodyEmpty => "El cuerpo del pedido está vacío; envíe un objeto JSON.",
        Code::BodyNotUtf8 => "El cuerpo del pedido no está en UTF-8.",
        Code::BodyNotJson => "El cuerpo del pedido no es JSON válido.",
        Code::BodyNotObject => "El cuerpo del pedido debe ser un objeto JSON.",
        Code::MethodNotAllowed => "La ruta no admite ese método.",
        Code::RouteNotFound => "Cannot {metodo} {ruta}",
        Code::IdInvalid => "El identificador debe ser un número entero desde 1.",
        Code::CursorInvalid => "El cursor no es válido; pida la lista desde el principio.",
        Code::ValidationFailed => "Hay datos que corregir; vea el detalle.",
        Code::TooManyRequests => "Demasiados pedidos; espere un momento e intente de nuevo.",
        Code::NotAvailable => "Esto no está disponible aquí.",
        Code::Internal => {
            "Ocurrió un error interno; intente de nuevo y, si se repite, avise al soporte."
        }

        Code::Required => "Complete este dato.",
        Code::UnknownProperty => "Este dato no se espera; quítelo.",
        Code::DuplicateProperty => "Este dato está repetido; deje uno solo.",
        Code::NotAString => "Debe ser un texto.",
        Code::NotANumber => "Debe ser un número, por ejemplo 30 o 30.50.",
        Code::NotAnInteger => "Debe ser un número entero.",
        Code::NotABoolean => "Debe ser verdadero o falso.",
        Code::NotAnObject => "Debe ser un objeto.",
        Code::NotAnArray => "Debe ser una lista.",
        Code::NotDecimalText => "Debe ser un texto con un número decimal, por ejemplo \"30.00\".",
        Code::NotOneOf => "Debe ser uno de estos valores: {valores}.",
        Code::TooSmall => "El mínimo es {minimo}.",
        Code::TooLarge => "El máximo es {maximo}.",
        Code::TooShort => "Escriba al menos {minimo} caracteres.",
        Code::TooLong => "Escriba como máximo {maximo} caracteres.",
        Code::TooManyItems => "La lista admite como máximo {maximo} elementos.",
        Code::RepeatedValue => "Este valor está repetido y debe ser único.",
        Code::TooManyDecimals => "Use como máximo dos decimales.",
        Code::AmountAmbiguous => {
            "El monto se puede leer de dos maneras; escriba los decimales, por ejemplo 1234,00."
        }
        Code::ControlCharacter => "El texto tiene caracteres de control; quítelos.",
        Code::EmailFormat => "Escriba un correo válido, por ejemplo ana@ejemplo.com.",
        Code::CodeFormat => "Use solo letras sin acento, números y guiones.",
        Code::DateInvalid => "Escriba una fecha que exista, como 1990-05-01.",
        Code::InstantInvalid => {
            "Escriba una fecha como 2026-06-30 o un instante como 2026-06-30T22:47:51Z."
        }
        Code::TimeRangeInverted => "El final está antes del principio; cámbielos.",
        Code::BalanceNotEditable => {
            "El saldo de una caja no se edita; registre un ingreso o un egreso."
        }
        Code::AdministratorRequired => "Agregue al menos un usuario Administrador.",

        Code::PhoneNotDigits => "El número solo puede tener dígitos, espacios y guiones.",
        Code::PhoneTooShort => "Al número le faltan dígitos; revíselo.",
        Code::PhoneTooLong => "Al número le sobran dígitos; revíselo.",
        Code::PhoneLandline => "Es un teléfono fijo; escriba un número de celular.",
        Code::PhoneUnknownPrefix => "Ningún celular del país empieza así; revise el número.",
        Code::PhoneCountryUnsupported => "Todavía no se aceptan números de este país.",

        Code::CountUnknownDenomination => "{denominacion} no es un billete ni una moneda vigente.",
        Code::CountRepeated => "La denominación {denominacion} está repetida.",
        Code::CountNotAQuantity => {
            "La cantidad de {denominacion} debe ser un número entero desde 0."
        }
        Code::CountTooMany => {
            "La cantidad de {denominacion} es demasiado grande; escriba piezas, no montos."
        }
        Code::CountMismatch => {
            "El conteo suma {conteo} y el monto dice {monto}; corrija uno de los dos."
        }

        Code::UnknownCurrency => "La moneda no es una de las conocidas.",
        Code::UnknownCountry => "El país no es uno de los conocidos.",
        Code::UnknownLanguage => "El idioma no es uno de los conocidos: es, pt, en.",
        Code::UnknownCode => "El código de error no es uno de los conocidos.",
        Code::UnknownState => "El estado no es uno de los conocidos.",
        Code::UnknownForm => "El formulario no es uno de los conocidos.",
    }
}
