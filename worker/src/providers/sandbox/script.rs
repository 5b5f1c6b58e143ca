//! What happens to an order in the sandbox, by the last two digits of the customer's number: the same for every provider.

/// What happens to an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Script {
    /// It is delivered.
    Delivered,
    /// 01: refused, since our account is empty.
    InsufficientFunds,
    /// 02: refused, since nobody has that number.
    UnknownNumber,
    /// 03: refused, since the operator is not there.
    Unavailable,
    /// 04: refused, since the amount is not on offer any more.
    ListChanged,
    /// 11: no answer, and nothing done.
    TimeOutWithoutEffect,
    /// 12: no answer, but done.
    TimeOutAfterEffect,
    /// 13: a server's error, and nothing done.
    ErrorWithoutEffect,
    /// 14: a server's error, but done.
    ErrorAfterEffect,
    /// 16: done, and the answer ends in its middle.
    TruncatedAfterEffect,
    /// 17: a page of HTML with status 200, and nothing done.
    HtmlPage,
    /// 18: done, with another amount in the answer.
    WrongAmount,
    /// 20: delivered after a while.
    Slow,
    /// 21: pending, then delivered.
    PendingThenDelivered,
    /// 22: pending, then failed.
    PendingThenFailed,
    /// 23: delivered, then reversed.
    DeliveredThenReversed,
    /// 24: too many requests first, then delivered.
    TooManyRequests,
}

/// How an order stands that was taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    Pending,
    Delivered,
    Failed,
    Reversed,
}

/// How long an order is pending (21, 22), and how long one stays delivered that is reversed (23).
const SETTLED_AFTER_MS: i64 = 5_000;

impl Script {
    /// The script of a customer's number.
    pub fn of(number: &str) -> Self {
        let digits = number
            .len()
            .checked_sub(2)
            .and_then(|start| number.get(start..));
        match digits.unwrap_or_default() {
            "01" => Self::InsufficientFunds,
            "02" => Self::UnknownNumber,
            "03" => Self::Unavailable,
            "04" => Self::ListChanged,
            "11" => Self::TimeOutWithoutEffect,
            "12" => Self::TimeOutAfterEffect,
            "13" => Self::ErrorWithoutEffect,
            "14" => Self::ErrorAfterEffect,
            "16" => Self::TruncatedAfterEffect,
            "17" => Self::HtmlPage,
            "18" => Self::WrongAmount,
            "20" => Self::Slow,
            "21" => Self::PendingThenDelivered,
            "22" => Self::PendingThenFailed,
            "23" => Self::DeliveredThenReversed,
            "24" => Self::TooManyRequests,
            _ => Self::Delivered,
        }
    }

    /// Whether the customer gets something, sooner or later.
    pub fn has_effect(self) -> bool {
        match self {
            Self::Delivered
            | Self::TimeOutAfterEffect
            | Self::ErrorAfterEffect
            | Self::TruncatedAfterEffect
            | Self::WrongAmount
            | Self::Slow
            | Self::PendingThenDelivered
            | Self::DeliveredThenReversed
            | Self::TooManyRequests => true,
            Self::InsufficientFunds
            | Self::UnknownNumber
            | Self::Unavailable
            | Self::ListChanged
            | Self::TimeOutWithoutEffect
            | Self::ErrorWithoutEffect
            | Self::HtmlPage
            | Self::PendingThenFailed => false,
        }
    }
    /// How an order stands so many milliseconds after it was taken.
    pub(super) fn standing(self, span_ms: i64) -> Standing {
        let is_settled = span_ms >= SETTLED_AFTER_MS;
        match self {
            Self::PendingThenDelivered | Self::PendingThenFailed if !is_settled => {
                Standing::Pending
            }
            Self::DeliveredThenReversed if is_settled => Standing::Reversed,
            _ if self.has_effect() => Standing::Delivered,
            _ => Standing::Failed,
        }
    }
}
