//! Errors in this door's shape and words (contract of CPS, section 7).

use serde::{Deserialize, Serialize};

use crate::code::{Code, Language};
use crate::field::{FieldError, Invalid};
use crate::readable;
use crate::wire::names::wire_names;

macro_rules! cps_codes {
    ($($variant:ident $name:literal $doc:literal)*) => {
        /// What kind of error it is. The contract's own come first; those after it are for what it has no word for.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum CpsCode {
            $(#[doc = $doc] $variant,)*
        }

        impl CpsCode {
            /// Every code.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The name, as the wire writes it.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// The code of exactly that name; `None` for any other text.
            pub fn parse(text: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|code| code.as_str() == text)
            }
        }
    };
}

cps_codes! {
    InvalidBody "INVALID_BODY" "The body is no JSON object."
    MissingField "MISSING_FIELD" "A field is missing, null or empty."
    InvalidField "INVALID_FIELD" "A field is of another type, or out of range."
    UnknownService "UNKNOWN_SERVICE" "No service has that id."
    InvalidNumber "INVALID_NUMBER" "The number is none of that service's."
    InvalidQuery "INVALID_QUERY" "`canGetBalance` is something else than `true` or `false`."
    Unauthorized "UNAUTHORIZED" "The request is not signed, or not well."
    AccountNotFound "ACCOUNT_NOT_FOUND" "The operator does not know the number."
    MethodNotAllowed "METHOD_NOT_ALLOWED" "The path exists, but not with that method."
    DuplicateOperation "DUPLICATE_OPERATION" "The same is being done already."
    BalanceNotSupported "BALANCE_NOT_SUPPORTED" "The service does not answer balances."
    InsufficientFunds "INSUFFICIENT_FUNDS" "There is less than the amount to pay with."
    OperatorError "OPERATOR_ERROR" "The operator refused, or could not be reached."
    OperatorTimeout "OPERATOR_TIMEOUT" "The operator did not answer in time."
    Forbidden "FORBIDDEN" "The caller may not do that."
    NotFound "NOT_FOUND" "There is nothing of that name."
    TooManyRequests "TOO_MANY_REQUESTS" "The caller has to wait."
    ResultUnknown "RESULT_UNKNOWN" "Nobody can tell whether it was done."
    Refused "REFUSED" "Something else speaks against it; `reason` says what."
    InternalError "INTERNAL_ERROR" "Something failed inside."
}

/// The body of an error.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CpsError {
    /// Always `false`.
    pub success: bool,
    /// What is wrong. There is one, though more may be.
    pub error: CpsErrorDetail,
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct CpsErrorDetail {
    /// What kind of error.
    pub code: CpsCode,
    /// In Spanish what is wrong and what to do.
    pub message: String,
    /// The field that is wrong, if it is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// The stable code, which says more than the kind.
    pub reason: Code,
    /// The operation of a payment that was stored and then refused.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id_operation: Option<String>,
}

impl CpsCode {
    /// What this door calls an error of a field, or of the whole request where `field` is empty.
    pub fn of(code: Code, field: &str) -> Self {
        match code {
            Code::BodyTooLarge
            | Code::BodyInvalid
            | Code::BodyEmpty
            | Code::BodyNotUtf8
            | Code::BodyNotJson
            | Code::BodyNotObject => Self::InvalidBody,
            Code::ServiceUnknown => Self::UnknownService,
            Code::PhoneNotDigits
            | Code::PhoneTooShort
            | Code::PhoneTooLong
            | Code::PhoneLandline
            | Code::PhoneUnknownPrefix
            | Code::PhoneCountryUnsupported
            | Code::ServiceNumberNoZero
            | Code::ServiceNumberOtherOperator
            | Code::ServiceNumberMobile
            | Code::ServiceNumberAreaUnknown => Self::InvalidNumber,
            Code::Unauthorized | Code::TokenRevoked | Code::TenantUnknown => Self::Unauthorized,
            Code::Forbidden => Self::Forbidden,
            Code::AccountNotFound => Self::AccountNotFound,
            Code::RouteNotFound | Code::NotAvailable | Code::OperationNotFound => Self::NotFound,
            Code::MethodNotAllowed => Self::MethodNotAllowed,
            Code::OperationInProgress | Code::IdempotencyInProgress => Self::DuplicateOperation,
            Code::BalanceNotSupported => Self::BalanceNotSupported,
            Code::PrefundInsufficient
            | Code::CreditLimitReached
            | Code::ProviderFundsInsufficient
            | Code::FloatInsufficient => Self::InsufficientFunds,
            Code::ProviderUnavailable | Code::ProviderRefused => Self::OperatorError,
            Code::ProviderTimeout => Self::OperatorTimeout,
            Code::TooManyRequests => Self::TooManyRequests,
            Code::ResultUnknown | Code::ResultUnknownWithoutKey => Self::ResultUnknown,
            Code::Internal => Self::InternalError,
            _ if field == "canGetBalance" => Self::InvalidQuery,
            Code::Required => Self::MissingField,
            _ if field.is_empty() => Self::Refused,
            _ => Self::InvalidField,
        }
    }

    /// When it is looked for (contract of CPS, section 7): the syntax of the body, its fields, the service, the number, all else.
    const fn order(self) -> u8 {
        match self {
            Self::InvalidBody => 0,
            Self::MissingField | Self::InvalidField | Self::InvalidQuery => 1,
            Self::UnknownService => 2,
            Self::InvalidNumber => 3,
            _ => 4,
        }
    }
}

impl CpsError {
    /// The error of a refusal.
    pub fn refused(code: Code, parameters: &[(&str, &str)]) -> Self {
        Self::of(code, "", code.text(Language::Es, parameters))
    }

    /// The error of a request that is wrong: of everything that is, what is looked for first, and of several of those the first.
    pub fn invalid(invalid: &Invalid) -> Self {
        let kind = |error: &&FieldError| CpsCode::of(error.code, &error.field).order();
        invalid
            .iter()
            .min_by_key(kind)
            .map_or(Self::refused(Code::BodyInvalid, &[]), |error| {
                Self::of(error.code, &error.field, error.text(Language::Es))
            })
    }

    /// The same, of a payment that was stored as that operation.
    #[must_use]
    pub fn of_operation(mut self, id: impl Into<String>) -> Self {
        self.error.id_operation = Some(id.into());
        self
    }

    fn of(reason: Code, field: &str, message: String) -> Self {
        Self {
            success: false,
            error: CpsErrorDetail {
                code: CpsCode::of(reason, field),
                message,
                field: (!field.is_empty()).then(|| field.to_owned()),
                reason,
                id_operation: None,
            },
        }
    }
}

// A page that is older than its server meets codes it does not know: to it they are internal errors, not broken answers.
wire_names!(
    CpsCode,
    "CpsCode",
    CpsCode::as_str,
    code_or_internal,
    CpsCode::ALL.iter().copied()
);

fn code_or_internal(text: &str) -> Option<CpsCode> {
    Some(CpsCode::parse(text).unwrap_or(CpsCode::InternalError))
}

readable!(CpsError { success, error });

readable!(CpsErrorDetail { code, message, field, reason, id_operation as "idOperation" });
