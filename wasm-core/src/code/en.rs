//! The texts in English.

use super::Code;

pub(super) const fn template(code: Code) -> &'static str {
    match code {
        Code::Unauthorized => "Sign in first.",
        Code::TokenRevoked => "The work session has ended; sign in again.",
        Code::Forbidden => "Your user may not do this; ask an Administrador.",
        Code::LoginFailed => "Wrong user or password.",
        Code::LoginLocked => "Too many failed attempts; wait {minutos} minutes and try again.",
        Code::RefreshInvalid => "Invalid or expired refresh token; sign in again.",
        Code::ResetCodeInvalid => "Wrong verification code",

        Code::UserNotFound => "User not found",
        Code::PersonNotFound => "The person with ID {id} does not exist",
        Code::EmailTaken => "There is a user with that e-mail already; use another.",
        Code::LastAdministrator => {
            "At least one active Administrador must remain; appoint another first."
        }

        Code::RegisterNotFound => "Register with ID {id} not found or inactive",
        Code::RegisterWithoutMovements => "There are no movements for the register with ID {id}.",
        Code::RegisterNameTaken => "There is a register with that name already; choose another.",
        Code::RegisterHasOpenSession => "The register already has an open session",
        Code::RegisterHasCash => {
            "The register still holds {saldo} in cash; take it out with an EGRESO before deleting it."
        }
        Code::RegisterAgentsOnly => {
            "The register is SOLO_AGENTES and sells no top-ups; use a MIXTA or SOLO_VENTAS one."
        }
        Code::UserHasOpenSession => "The user already has an open register",
        Code::SessionNotFound => "Cash session with ID {id} not found or inactive",
        Code::SessionNotOpen => "The cash session does not exist or is not open.",
        Code::SessionNotYours => {
            "The cash session is another user's; use yours or ask an Administrador."
        }
        Code::SessionAlreadyClosed => "The session is already closed",
        Code::SessionStillOpen => "The cash session is still open; close it first.",
        Code::DifferenceReasonAlreadySet => {
            "The reason of the difference is already recorded and cannot be changed."
        }
        Code::NoActiveSession => "There is no active session for user {id}",

        Code::OperatorNotFound => "The operator {operadora} is not registered.",
        Code::FloatInsufficient => {
            "Not enough float for the operator {operadora}. Current balance: {saldo}"
        }
        Code::CashInsufficient => "Not enough cash in the register. Available balance: {saldo}",
        Code::OperationNotFound => "The operation does not exist; check the identifier.",
        Code::OperationNotReversible => {
            "This operation cannot be reversed; record a movement that corrects it."
        }
        Code::OperationAlreadyReversed => "The operation was reversed already.",
        Code::CashSessionRequired => "This needs an open register; open one first.",
        Code::IdempotencyConflict => {
            "The Idempotency-Key was used for another request; use a new one."
        }
        Code::IdempotencyInProgress => {
            "The first request with this Idempotency-Key is still running; repeat it in a few seconds."
        }
        Code::IdempotencyKeyInvalid => {
            "The Idempotency-Key must be 1 to 128 visible ASCII characters, without spaces."
        }
        Code::ResultUnknown => {
            "It is not known yet whether it was recorded; repeat the request with the same Idempotency-Key."
        }
        Code::ReferenceAlreadySet => {
            "The operator's reference is already recorded and cannot be changed."
        }
        Code::TopUpNotFound => "The top-up with ID {id} does not exist",

        Code::BranchNotFound => "The branch does not exist; choose one from the list.",
        Code::BranchCodeTaken => "There is a branch with that code already; choose another.",
        Code::BranchInUse => "The branch has active registers; move them to another branch first.",
        Code::TenantExists => {
            "There is a tenant with that name, or a user with that e-mail, already."
        }
        Code::SetupDisabled => "Setting up is disabled on this server.",

        Code::BodyTooLarge => "The request body is too large.",
        Code::BodyInvalid => "The request body is not valid; check it.",
        Code::BodyEmpty => "The request body is empty; send a JSON object.",
        Code::BodyNotUtf8 => "The request body is not UTF-8.",
        Code::BodyNotJson => "The request body is not valid JSON.",
        Code::BodyNotObject => "The request body must be a JSON object.",
        Code::MethodNotAllowed => "The path does not take that method.",
        Code::RouteNotFound => "Cannot {metodo} {ruta}",
        Code::IdInvalid => "The identifier must be a whole number from 1.",
        Code::CursorInvalid => "The cursor is not valid; ask for the list from its start.",
        Code::ValidationFailed => "Some values need correcting; see the details.",
        Code::TooManyRequests => "Too many requests; wait a moment and try again.",
        Code::NotAvailable => "This is not available here.",
        Code::Internal => "Something failed inside; try again and, if it persists, tell support.",

        Code::Required => "Fill this in.",
        Code::UnknownProperty => "This is not expected; remove it.",
        Code::DuplicateProperty => "This is given twice; keep one.",
        Code::NotAString => "It must be a text.",
        Code::NotANumber => "It must be a number, such as 30 or 30.50.",
        Code::NotAnInteger => "It must be a whole number.",
        Code::NotABoolean => "It must be true or false.",
        Code::NotAnObject => "It must be an object.",
        Code::NotAnArray => "It must be a list.",
        Code::NotDecimalText => "It must be a text with a decimal number, such as \"30.00\".",
        Code::NotOneOf => "It must be one of these values: {valores}.",
        Code::TooSmall => "The least is {minimo}.",
        Code::TooLarge => "The most is {maximo}.",
        Code::TooShort => "Write at least {minimo} characters.",
        Code::TooLong => "Write at most {maximo} characters.",
        Code::TooManyItems => "The list takes at most {maximo} items.",
        Code::RepeatedValue => "This value is repeated and must be unique.",
        Code::TooManyDecimals => "Use at most two decimals.",
        Code::AmountAmbiguous => {
            "The amount can be read in two ways; write the decimals, such as 1234.00."
        }
        Code::ControlCharacter => "The text has control characters; remove them.",
        Code::EmailFormat => "Write a valid e-mail, such as ana@example.com.",
        Code::CodeFormat => "Use only plain letters, digits and hyphens.",
        Code::DateInvalid => "Write a date that exists, such as 1990-05-01.",
        Code::InstantInvalid => {
            "Write a date such as 2026-06-30 or an instant such as 2026-06-30T22:47:51Z."
        }
        Code::TimeRangeInverted => "The end is before the start; swap them.",
        Code::BalanceNotEditable => {
            "A register's balance is not edited; record an INGRESO or an EGRESO."
        }
        Code::AdministratorRequired => "Add at least one Administrador.",

        Code::PhoneNotDigits => "The number can only have digits, spaces and hyphens.",
        Code::PhoneTooShort => "The number lacks digits; check it.",
        Code::PhoneTooLong => "The number has too many digits; check it.",
        Code::PhoneLandline => "It is a landline; write a mobile number.",
        Code::PhoneUnknownPrefix => "No mobile of the country starts like that; check the number.",
        Code::PhoneCountryUnsupported => "Numbers of this country are not accepted yet.",

        Code::CountUnknownDenomination => "{denominacion} is not a note or coin in use.",
        Code::CountRepeated => "The denomination {denominacion} is given twice.",
        Code::CountNotAQuantity => "The quantity of {denominacion} must be a whole number from 0.",
        Code::CountTooMany => {
            "The quantity of {denominacion} is too large; write pieces, not amounts."
        }
        Code::CountMismatch => {
            "The count adds up to {conteo} and the amount says {monto}; correct one of them."
        }

        Code::UnknownCurrency => "The currency is not one of those known.",
        Code::UnknownCountry => "The country is not one of those known.",
        Code::UnknownLanguage => "The language is not one of those known: es, pt, en.",
        Code::UnknownCode => "The error code is not one of those known.",
        Code::UnknownState => "The state is not one of those known.",
        Code::UnknownForm => "The form is not one of those known.",
    }
}
