//! Why a request was not done, in one type from the store to the doors, and which HTTP status each reason has.

use crate::ports::DbError;
use std::borrow::Cow;
use std::collections::BTreeMap;
use ventanilla_core::amount::Amount;
use ventanilla_core::code::Code;
use ventanilla_core::currency::Currency;
use ventanilla_core::field::Invalid;

/// Why a request was not done.
#[derive(Debug, Clone, PartialEq)]
pub enum Failure {
    /// Fields of the request are wrong; every one of them is listed.
    Invalid(Invalid),
    /// A rule said no. Nothing has changed.
    Refused(Refusal),
    /// A fault of ours; the cause is for the log, never for the client.
    Internal(String),
}

/// A rule's no: a stable code and the figures its message shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// The stable code.
    pub code: Code,
    /// Names and values for the placeholders of its message.
    pub parameters: Vec<(Cow<'static, str>, String)>,
    /// Seconds after which another try makes sense.
    pub retry_after_s: Option<i64>,
    /// A balance that a guard raised, until it is known in which currency ([`Failure::in_currency`]).
    minor: Option<Amount>,
}

impl Refusal {
    /// A refusal without figures.
    pub fn new(code: Code) -> Self {
        Self {
            code,
            parameters: Vec::new(),
            retry_after_s: None,
            minor: None,
        }
    }

    /// What a guard raised: a balance in minor units, or an object of texts.
    fn raised(code: Code, detail: Option<&str>) -> Self {
        let mut refusal = Self::new(code);
        let Some(detail) = detail else { return refusal };
        match serde_json::from_str::<BTreeMap<String, String>>(detail) {
            Ok(texts) => refusal.parameters.extend(
                texts
                    .into_iter()
                    .map(|(name, value)| (Cow::Owned(name), value)),
            ),
            Err(_) => {
                refusal.minor = detail
                    .parse()
                    .ok()
                    .and_then(|minor| Amount::from_minor(minor).ok());
            }
        }
        refusal
    }

    /// Adds a figure for the message.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.parameters
            .push((Cow::Borrowed(name), value.to_string()));
        self
    }

    /// The figures as a message takes them.
    pub fn parameters(&self) -> Vec<(&str, &str)> {
        self.parameters
            .iter()
            .map(|(name, value)| (name.as_ref(), value.as_str()))
            .collect()
    }
}

impl Failure {
    /// Adds a figure for the message of a refusal; anything else stays as it is.
    #[must_use]
    pub fn with(self, name: &'static str, value: impl ToString) -> Self {
        match self {
            Self::Refused(refusal) => Self::Refused(refusal.with(name, value)),
            other @ (Self::Invalid(_) | Self::Internal(_)) => other,
        }
    }

    /// Writes the figure that a guard raised in the currency it is in.
    #[must_use]
    pub fn in_currency(self, currency: Currency) -> Self {
        let Self::Refused(mut refusal) = self else {
            return self;
        };
        if let Some(minor) = refusal.minor.take() {
            refusal
                .parameters
                .push((Cow::Borrowed("saldo"), minor.to_text(currency)));
        }
        Self::Refused(refusal)
    }

    /// The failure of a batch that was to change nothing of value: where its answer is lost, nothing is in doubt.
    pub fn of_question(error: DbError) -> Self {
        match error {
            DbError::Ambiguous(message) => Self::Internal(message),
            error @ (DbError::Raised { .. } | DbError::Unique(_) | DbError::Fault(_)) => {
                error.into()
            }
        }
    }
}

impl From<Code> for Failure {
    fn from(code: Code) -> Self {
        Self::Refused(Refusal::new(code))
    }
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<Invalid> for Failure {
    fn from(invalid: Invalid) -> Self {
        Self::Invalid(invalid)
    }
}

impl From<DbError> for Failure {
    /// What guards, triggers and constraints raise are codes of the table; anything else is a fault. Where the answer is lost, whoever ran the batch
    /// under an Idempotency-Key knows more to say.
    fn from(error: DbError) -> Self {
        match error {
            DbError::Raised { code, detail } => match Code::parse(&code) {
                Some(known) => Self::Refused(Refusal::raised(known, detail.as_deref())),
                None => Self::Internal(format!("constraint {code}")),
            },
            DbError::Unique(columns) => match unique_code(&columns) {
                Some(code) => code.into(),
                None => Self::Internal(format!("unique {columns}")),
            },
            DbError::Ambiguous(_) => Code::ResultUnknownWithoutKey.into(),
            DbError::Fault(message) => Self::Internal(message),
        }
    }
}

/// SQLite names the columns of a UNIQUE, not the constraint: this is where they become codes.
fn unique_code(columns: &str) -> Option<Code> {
    Some(match columns {
        "user_account.login" => Code::EmailTaken,
        "tenant.name" => Code::TenantExists,
        "branch.tenant_id, branch.code" => Code::BranchCodeTaken,
        "cash_register.tenant_id, cash_register.name" => Code::RegisterNameTaken,
        "cash_session.tenant_id, cash_session.register_id" => Code::RegisterHasOpenSession,
        "cash_session.tenant_id, cash_session.user_id" => Code::UserHasOpenSession,
        "operation.tenant_id, operation.reverses_operation_id" => Code::OperationAlreadyReversed,
        "operation.tenant_id, operation.actor, operation.idempotency_key" => {
            Code::IdempotencyConflict
        }
        "top_up_reference.top_up_id" => Code::ReferenceAlreadySet,
        "customer.tenant_id, customer.number" => Code::CustomerNumberTaken,
        "invoice.tenant_id, invoice.reference" => Code::InvoiceTaken,
        "invoice_reservation.invoice_id" => Code::InvoiceReserved,
        "invoice_payment.invoice_id" => Code::InvoicePaid,
        "coupon.tenant_id, coupon.barcode" => Code::CouponPendingExists,
        // A request that was sent before: it is not believed twice.
        "integrator_nonce.integrator_id, integrator_nonce.nonce_ms" => Code::Unauthorized,
        "integrator.tenant_id, integrator.name" => Code::IntegratorExists,
        "client_signature.integrator_id, client_signature.signature" => Code::SignatureReplayed,
        "phone_credit_completion.order_id" => Code::OrderInProgress,
        "phone_wallet.public_id" | "phone_wallet.tenant_id, phone_wallet.name" => {
            Code::WalletExists
        }
        "phone_wallet.tenant_id, phone_wallet.provider_wallet_id" => Code::WalletIdTaken,
        // The provider has given the same order twice: it is none that could be told apart.
        "index 'phone_credit_order_reference'" => Code::ProviderRefused,
        "integrator.api_key" => Code::IntegratorExists,
        "loyalty_wallet.tenant_id, loyalty_wallet.name" => Code::LoyaltyWalletExists,
        "loyalty_contact.wallet_id, loyalty_contact.phone" => Code::ContactExists,
        "service_refund.refunds_operation_id" => Code::RefundAlreadyPaid,
        _ => return None,
    })
}
