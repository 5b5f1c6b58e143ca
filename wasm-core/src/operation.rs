//! `OperationKind` and `OperationState`: what somebody asked for, and how far it has come.

/// What kind of thing was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OperationKind {
    /// Credit sold to a customer.
    TopUp,
    /// Float bought from an operator.
    Injection,
    /// Cash put into or taken out of a drawer.
    CashMovement,
    /// A drawer opened.
    CashSessionOpen,
    /// A drawer counted and closed.
    CashSessionClose,
    /// A register created with its first balance.
    RegisterCreate,
    /// A tenant set up with its first balances.
    TenantSetup,
    /// Invoices recorded for customers, so that they are owed.
    InvoiceIssue,
    /// A payment coupon issued.
    CouponIssue,
    /// A payment coupon cancelled.
    CouponCancellation,
    /// A payment coupon collected.
    CouponCollection,
    /// A service paid for a customer, by a provider's account.
    ServicePayment,
    /// A customer's money given back for a service payment that failed.
    ServiceRefund,
    /// A prefund topped up.
    PrefundFunding,
    /// An integrator paying what it owes.
    IntegratorPayment,
    /// A wallet topped up.
    WalletFunding,
    /// A contact added to a loyalty wallet.
    LoyaltyContact,
    /// Points that a sale gave.
    LoyaltyEarning,
    /// Points used in payment.
    LoyaltyRedemption,
    /// Points added or removed by hand.
    LoyaltyAdjustment,
    /// Another operation undone.
    Reversal,
}

/// How far an operation has come. Which states may follow: [`OperationState::may_become`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OperationState {
    /// Recorded; nothing has left the house.
    Created,
    /// Sent upstream; the answer is open.
    Submitted,
    /// Done.
    Succeeded,
    /// Refused; nothing was moved.
    Failed,
    /// Sent, and nobody can tell yet whether it was done. Never sent again blind.
    Unknown,
    /// Was done, and was undone by another operation.
    Reversed,
}

impl OperationKind {
    /// Every kind.
    pub const ALL: [Self; 21] = [
        Self::TopUp,
        Self::Injection,
        Self::CashMovement,
        Self::CashSessionOpen,
        Self::CashSessionClose,
        Self::RegisterCreate,
        Self::TenantSetup,
        Self::InvoiceIssue,
        Self::CouponIssue,
        Self::CouponCancellation,
        Self::CouponCollection,
        Self::ServicePayment,
        Self::ServiceRefund,
        Self::PrefundFunding,
        Self::IntegratorPayment,
        Self::WalletFunding,
        Self::LoyaltyContact,
        Self::LoyaltyEarning,
        Self::LoyaltyRedemption,
        Self::LoyaltyAdjustment,
        Self::Reversal,
    ];

    /// The name, as the wire and the store write it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::TopUp => "top_up",
            Self::Injection => "injection",
            Self::CashMovement => "cash_movement",
            Self::CashSessionOpen => "cash_session_open",
            Self::CashSessionClose => "cash_session_close",
            Self::RegisterCreate => "register_create",
            Self::TenantSetup => "tenant_setup",
            Self::InvoiceIssue => "invoice_issue",
            Self::CouponIssue => "coupon_issue",
            Self::CouponCancellation => "coupon_cancellation",
            Self::CouponCollection => "coupon_collection",
            Self::ServicePayment => "service_payment",
            Self::ServiceRefund => "service_refund",
            Self::PrefundFunding => "prefund_funding",
            Self::IntegratorPayment => "integrator_payment",
            Self::WalletFunding => "wallet_funding",
            Self::LoyaltyContact => "loyalty_contact",
            Self::LoyaltyEarning => "loyalty_earning",
            Self::LoyaltyRedemption => "loyalty_redemption",
            Self::LoyaltyAdjustment => "loyalty_adjustment",
            Self::Reversal => "reversal",
        }
    }

    /// The kind of exactly that name; `None` for any other text.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text)
    }

    /// Whether it moves a contact's points: such an operation has no amount of money.
    pub const fn moves_points(self) -> bool {
        matches!(
            self,
            Self::LoyaltyEarning | Self::LoyaltyRedemption | Self::LoyaltyAdjustment
        )
    }

    /// Whether what such an operation moved can be moved back. (Whether one of them still can is its state's to say.)
    pub const fn is_reversible(self) -> bool {
        matches!(
            self,
            Self::TopUp
                | Self::Injection
                | Self::CashMovement
                | Self::PrefundFunding
                | Self::IntegratorPayment
                | Self::WalletFunding
                | Self::LoyaltyEarning
                | Self::LoyaltyRedemption
                | Self::LoyaltyAdjustment
        )
    }
}

impl OperationState {
    /// Every state.
    pub const ALL: [Self; 6] = [
        Self::Created,
        Self::Submitted,
        Self::Succeeded,
        Self::Failed,
        Self::Unknown,
        Self::Reversed,
    ];

    /// The name, as the wire and the store write it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Created => "created",
            Self::Submitted => "submitted",
            Self::Succeeded => "succeeded",
            Self::Failed => "failed",
            Self::Unknown => "unknown",
            Self::Reversed => "reversed",
        }
    }

    /// The state of exactly that name; `None` for any other text.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == text)
    }

    /// Whether an operation in this state may come into `next`. No state may become itself.
    pub const fn may_become(self, next: Self) -> bool {
        match self {
            Self::Created => matches!(next, Self::Submitted | Self::Succeeded | Self::Failed),
            Self::Submitted => matches!(next, Self::Succeeded | Self::Failed | Self::Unknown),
            Self::Unknown => matches!(next, Self::Succeeded | Self::Failed),
            Self::Succeeded => matches!(next, Self::Reversed),
            Self::Failed | Self::Reversed => false,
        }
    }

    /// Whether nothing but a reversal can change it any more.
    pub const fn is_final(self) -> bool {
        matches!(self, Self::Succeeded | Self::Failed | Self::Reversed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        for kind in OperationKind::ALL {
            assert_eq!(OperationKind::parse(kind.as_str()), Some(kind));
        }
        for state in OperationState::ALL {
            assert_eq!(OperationState::parse(state.as_str()), Some(state));
        }
        for bad in ["", "Created", "TOP_UP", "top-up", "done", "created "] {
            assert_eq!(OperationKind::parse(bad), None);
            assert_eq!(OperationState::parse(bad), None);
        }
    }

    #[test]
    fn reversible_kinds() {
        let reversible: Vec<&str> = OperationKind::ALL
            .into_iter()
            .filter(|kind| kind.is_reversible())
            .map(OperationKind::as_str)
            .collect();
        assert_eq!(
            reversible,
            [
                "top_up",
                "injection",
                "cash_movement",
                "prefund_funding",
                "integrator_payment",
                "wallet_funding",
                "loyalty_earning",
                "loyalty_redemption",
                "loyalty_adjustment"
            ]
        );
    }

    #[test]
    fn transitions() {
        use OperationState::*;
        let legal = [
            (Created, Submitted),
            (Created, Succeeded),
            (Created, Failed),
            (Submitted, Succeeded),
            (Submitted, Failed),
            (Submitted, Unknown),
            (Unknown, Succeeded),
            (Unknown, Failed),
            (Succeeded, Reversed),
        ];
        for from in OperationState::ALL {
            for to in OperationState::ALL {
                assert_eq!(
                    from.may_become(to),
                    legal.contains(&(from, to)),
                    "{from:?} -> {to:?}"
                );
            }
            let reachable = OperationState::ALL
                .into_iter()
                .any(|to| to != Reversed && from.may_become(to));
            assert_eq!(from.is_final(), !reachable, "{from:?}");
        }
    }
}
