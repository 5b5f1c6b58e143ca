//! Which HTTP status each reason has, the same at every door that does not say otherwise.

use crate::error::Failure;
use crate::http::Response;
use ventanilla_core::code::Code;

/// The status of a failure.
pub fn of(failure: &Failure) -> u16 {
    match failure {
        Failure::Invalid(_) => 400,
        Failure::Refused(refusal) => of_code(refusal.code),
        Failure::Internal(_) => 500,
    }
}

/// The status of a code. Whatever is not said here is a rule's no to a request that was understood: 400, as the documented doors have it.
fn of_code(code: Code) -> u16 {
    match code {
        Code::Unauthorized
        | Code::TokenRevoked
        | Code::LoginFailed
        | Code::RefreshInvalid
        | Code::ClientInvalid
        | Code::TenantUnknown => 401,
        Code::PrefundInsufficient
        | Code::CreditLimitReached
        | Code::ProviderFundsInsufficient
        | Code::PointsInsufficient
        | Code::ContactQuotaReached
        | Code::RedemptionQuotaReached
        | Code::MessagingCreditsInsufficient => 402,
        Code::Forbidden
        | Code::CollaboratorForeign
        | Code::CollaboratorNotAllowed
        | Code::PhoneBlocked
        | Code::AuthorizationRequired
        | Code::PinInvalid
        | Code::WalletForeign
        | Code::ScopeMissing
        | Code::SessionNotYours
        | Code::ReportOfOpenSession => 403,
        Code::UserNotFound
        | Code::PersonNotFound
        | Code::RegisterNotFound
        | Code::RegisterWithoutMovements
        | Code::SessionNotFound
        | Code::NoActiveSession
        | Code::OperatorNotFound
        | Code::OperationNotFound
        | Code::TopUpNotFound
        | Code::TenantNotFound
        | Code::CustomerNotFound
        | Code::InvoiceNotFound
        | Code::CouponNotFound
        | Code::CouponExpired
        | Code::AccountNotFound
        | Code::IntegratorNotFound
        | Code::ProviderNotFound
        | Code::WalletNotFound
        | Code::LoyaltyWalletNotFound
        | Code::ContactNotFound
        | Code::CollaboratorNotFound
        | Code::ApiKeyNotFound
        | Code::OrderNotFound
        | Code::BranchNotFound
        | Code::SetupDisabled
        | Code::RouteNotFound
        | Code::NotAvailable => 404,
        Code::MethodNotAllowed => 405,
        Code::EmailTaken
        | Code::RegisterNameTaken
        | Code::BranchCodeTaken
        | Code::TenantExists
        | Code::LastAdministrator
        | Code::RegisterHasCash
        | Code::BranchInUse
        | Code::BranchIsDefault
        | Code::OperationAlreadyReversed
        | Code::IdempotencyInProgress
        | Code::ReferenceAlreadySet
        | Code::CustomerNumberTaken
        | Code::CustomerNumbersExhausted
        | Code::InvoicePaid
        | Code::InvoiceReserved
        | Code::InvoiceTaken
        | Code::CouponUsed
        | Code::CouponCancelled
        | Code::CouponAlreadyExpired
        | Code::CouponChanged
        | Code::CouponPendingExists
        | Code::CouponAlreadyIssued
        | Code::ProviderAccountMissing
        | Code::IntegratorExists
        | Code::WalletExists
        | Code::LoyaltyWalletExists
        | Code::LoyaltyWalletChanged
        | Code::LoyaltyWalletInUse
        | Code::ContactExists
        | Code::TicketRepeated
        | Code::CollaboratorExists
        | Code::WalletIdTaken
        | Code::OrderExpired
        | Code::OrderInProgress
        | Code::OrderCompleted
        | Code::OrderFailed
        | Code::OperationInProgress
        | Code::PaymentAlreadyResolved
        | Code::RefundNotDue
        | Code::RefundAlreadyPaid
        | Code::DifferenceReasonAlreadySet => 409,
        Code::BodyTooLarge => 413,
        Code::MediaTypeUnsupported => 415,
        Code::IdempotencyConflict | Code::BalanceNotSupported => 422,
        Code::LoginLocked | Code::TooManyRequests => 429,
        Code::Internal => 500,
        Code::ProviderUnavailable | Code::ProviderRefused => 502,
        Code::ResultUnknown | Code::ResultUnknownWithoutKey => 503,
        Code::ProviderTimeout => 504,
        _ => 400,
    }
}

/// The reason phrase of a status that is used here.
pub fn title(status: u16) -> &'static str {
    match status {
        400 => "Bad Request",
        401 => "Unauthorized",
        402 => "Payment Required",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        409 => "Conflict",
        413 => "Payload Too Large",
        415 => "Unsupported Media Type",
        422 => "Unprocessable Entity",
        429 => "Too Many Requests",
        502 => "Bad Gateway",
        503 => "Service Unavailable",
        504 => "Gateway Timeout",
        _ => "Internal Server Error",
    }
}

/// Adds Retry-After where there is something to wait for.
pub fn with_retry_after(response: Response, retry_after_s: Option<i64>) -> Response {
    match retry_after_s {
        Some(seconds) => response.with_header("retry-after", seconds.to_string()),
        None => response,
    }
}
