//! `Intent`: what somebody asked for that moves value, in words that can be shown again after a reload; and the `Receipt` that answers it.

use crate::told;
use ventanilla_core::loyalty;
use ventanilla_core::operation::OperationKind;
use ventanilla_core::provider::Provider;
use ventanilla_core::wire::answer::{self, FromJson, Json, Members};
use ventanilla_core::wire::body::Object;
use ventanilla_core::wire::kantuta::recharges::{Injection, TopUp};
use ventanilla_core::wire::kantuta::registers::Register;
use ventanilla_core::wire::kantuta::sessions::{CashMovement, CashSession, MovementKind};
use ventanilla_core::wire::money::Dec;
use ventanilla_core::wire::portal::coupons::{Coupon, IssuedCoupon, PaymentMethod};
use ventanilla_core::wire::portal::envelope::Success;
use ventanilla_core::wire::resources::operations::Operation;
use ventanilla_core::wire::resources::payments::{Resolution, ServicePayment};
use ventanilla_core::{Dealer, Operator, Service};

/// What was asked for. The figures are for showing: what counts is the body that is kept beside it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Intent {
    /// Credit for a customer.
    TopUp {
        /// Whose credit.
        operator: Operator,
        /// The customer's number, national digits.
        number: String,
        /// How much.
        amount: Dec,
    },
    /// Float from an operator.
    Injection {
        /// Whose credit.
        operator: Operator,
        /// How much.
        amount: Dec,
    },
    /// Cash into or out of the drawer.
    Movement {
        /// Which way.
        direction: MovementKind,
        /// How much.
        amount: Dec,
        /// Why.
        reason: String,
    },
    /// A register to be opened.
    Open {
        /// The register's name.
        register: String,
        /// What was counted; `None` where the balance on record is taken.
        counted: Option<Dec>,
    },
    /// The open register to be closed.
    Close {
        /// The session.
        session_id: i64,
        /// What was counted.
        counted: Dec,
    },
    /// An operation to be undone. Browsers may still hold some from when only sales were, under other names.
    Reverse {
        /// The operation.
        operation_id: String,
        /// What kind of operation it was.
        what: OperationKind,
        /// The number that people call it by.
        called: Option<i64>,
        /// Which way it moved the drawer's cash.
        direction: Option<MovementKind>,
        /// The operator of a sale or of float.
        operator: Option<Operator>,
        /// The customer's number of a sale; the reason of a movement.
        detail: Option<String>,
        /// How much it was; nothing of what moved points.
        amount: Option<Dec>,
    },
    /// A register to be made, with the owner's cash in it.
    CreateRegister {
        /// Its name.
        register: String,
        /// Its branch's name.
        branch: String,
        /// The cash it starts with.
        amount: Dec,
    },
    /// A coupon to be collected.
    CollectCoupon {
        /// Its 19 digits.
        code: String,
        /// Its id: those digits may become another coupon's. What older pages stored has none.
        coupon_id: Option<String>,
        /// The customer's name.
        customer: String,
        /// What it asks for.
        amount: Dec,
        /// How it is paid.
        method: PaymentMethod,
        /// What was handed over, where that is more.
        tendered: Option<Dec>,
    },
    /// A coupon to be issued.
    IssueCoupon {
        /// The customer's number.
        customer_id: i64,
        /// The customer's name.
        customer: String,
        /// What its invoices come to.
        amount: Dec,
    },
    /// A coupon to be cancelled.
    CancelCoupon {
        /// Its 19 digits.
        code: String,
        /// Its id: those digits may become another coupon's. What older pages stored has none.
        coupon_id: Option<String>,
        /// The customer's name.
        customer: String,
        /// What it asks for.
        amount: Dec,
        /// Why.
        reason: String,
    },
    /// An invoice to be recorded: what a customer owes from then on.
    RecordInvoice {
        /// The customer's name.
        customer: String,
        /// What kind of voucher, and its number.
        invoice: String,
        /// How much.
        amount: Dec,
    },
    /// A service to be paid, or credit that a provider delivers.
    PayService {
        /// The service.
        service: Service,
        /// The number or contract, as the wire has it.
        number: String,
        /// How much.
        amount: Dec,
    },
    /// A payment that nobody could tell of, decided by a person.
    ResolvePayment {
        /// The payment.
        payment_id: String,
        /// The number of its receipt.
        receipt: String,
        /// How much it was.
        amount: Dec,
        /// What was found out.
        outcome: Resolution,
        /// How.
        evidence: String,
    },
    /// A customer's cash to be given back, of a payment that was not done.
    RefundPayment {
        /// The payment.
        payment_id: String,
        /// The number of its receipt.
        receipt: String,
        /// How much it was.
        amount: Dec,
    },
    /// Money that was sent to a provider.
    FundPrefund {
        /// The provider.
        provider: Provider,
        /// How much.
        amount: Dec,
        /// What proves it.
        reason: String,
    },
    /// Money that has come in from an integrator.
    PayDebt {
        /// The integrator's number.
        integrator_id: i64,
        /// Its name.
        integrator: String,
        /// How much.
        amount: Dec,
        /// What proves it.
        reason: String,
    },
    /// A mobile to be recharged: an order of phone credit to be completed.
    Recharge {
        /// The order.
        order_id: String,
        /// Whose phone it is.
        dealer: Dealer,
        /// The phone, national digits.
        number: String,
        /// How much.
        amount: Dec,
        /// The name of the wallet that pays.
        wallet: String,
    },
    /// Money that was sent to a wallet at a provider.
    FundWallet {
        /// The wallet.
        wallet_id: String,
        /// Its name.
        wallet: String,
        /// How much.
        amount: Dec,
        /// What proves it.
        reason: String,
    },
    /// Points of a customer's to be earned, used, added or removed.
    MovePoints {
        /// What moves them.
        what: loyalty::MovementKind,
        /// The name of the loyalty wallet.
        wallet: String,
        /// The customer's number, ten digits.
        number: String,
        /// The customer's name.
        customer: String,
        /// How many.
        points: Dec,
    },
    /// Something that a page of another version asked for, and this one has no words for. It can be asked about all the same.
    Other {
        /// The HTTP method it was asked with.
        method: String,
        /// The path it was asked at.
        path: String,
    },
}

/// What the server recorded.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Receipt {
    /// Credit sold.
    TopUp(TopUp),
    /// Float bought.
    Injection(Injection),
    /// Cash moved.
    Movement(CashMovement),
    /// A register opened.
    Opened(CashSession),
    /// A register closed.
    Closed(CashSession),
    /// An operation undone.
    Reversed(Operation),
    /// A register made.
    Created(Register),
    /// A coupon collected.
    Collected {
        /// What is said of it everywhere.
        coupon: told::Coupon,
        /// The whole answer, for the page that shows it.
        answer: String,
    },
    /// A coupon issued.
    Issued(IssuedCoupon),
    /// A coupon cancelled.
    Cancelled(told::Coupon),
    /// An invoice recorded.
    Invoiced,
    /// A service paid, or a mobile recharged; or sent, and not known yet to be done.
    Paid(told::Payment),
    /// A payment decided.
    Resolved(ServicePayment),
    /// A customer's cash given back.
    Refunded(ServicePayment),
    /// Money with a provider.
    Funded,
    /// Money from an integrator.
    DebtPaid,
    /// Money in a wallet.
    WalletFunded,
    /// Points moved.
    Points(told::Points),
    /// What [`Intent::Other`] asked for.
    Other,
}

impl Intent {
    /// The HTTP method it is asked with.
    pub(crate) fn method(&self) -> &str {
        match self {
            Self::Other { method, .. } => method,
            Self::Close { .. } => "PATCH",
            Self::TopUp { .. }
            | Self::Injection { .. }
            | Self::Movement { .. }
            | Self::Open { .. }
            | Self::Reverse { .. }
            | Self::CreateRegister { .. }
            | Self::CollectCoupon { .. }
            | Self::IssueCoupon { .. }
            | Self::CancelCoupon { .. }
            | Self::RecordInvoice { .. }
            | Self::PayService { .. }
            | Self::ResolvePayment { .. }
            | Self::RefundPayment { .. }
            | Self::FundPrefund { .. }
            | Self::PayDebt { .. }
            | Self::Recharge { .. }
            | Self::FundWallet { .. }
            | Self::MovePoints { .. } => "POST",
        }
    }

    /// The path it is asked at.
    pub(crate) fn path(&self) -> String {
        match self {
            Self::TopUp { .. } => "/recargas/cliente".to_owned(),
            Self::Injection { .. } => "/recargas/inyeccion".to_owned(),
            Self::Movement { .. } => "/cajas/movimiento".to_owned(),
            Self::Open { .. } => "/cajas/abrir".to_owned(),
            Self::Close { session_id, .. } => format!("/cajas/sesion/{session_id}/cerrar"),
            Self::Reverse { operation_id, .. } => format!("/operaciones/{operation_id}/reversar"),
            Self::CreateRegister { .. } => "/cajas".to_owned(),
            Self::CollectCoupon { code, .. } => format!("/portal/cupones/{code}/cobrar"),
            Self::IssueCoupon { .. } => "/portal/cupones/generar".to_owned(),
            Self::CancelCoupon { code, .. } => format!("/portal/cupones/{code}/cancelar"),
            Self::RecordInvoice { .. } => "/portal/facturas".to_owned(),
            Self::PayService { .. } => "/cps/v2/operation/use/pay".to_owned(),
            Self::ResolvePayment { payment_id, .. } => format!("/pagos/{payment_id}/resolver"),
            Self::RefundPayment { payment_id, .. } => format!("/pagos/{payment_id}/devolver"),
            Self::FundPrefund { provider, .. } => {
                format!("/proveedores/{}/fondos", provider.name())
            }
            Self::PayDebt { integrator_id, .. } => format!("/integradores/{integrator_id}/pagos"),
            Self::Recharge { order_id, .. } => {
                format!("/phone-credits/order/{order_id}/complete")
            }
            Self::FundWallet { wallet_id, .. } => format!("/carteras/{wallet_id}/fondos"),
            Self::MovePoints { what, .. } => match what {
                loyalty::MovementKind::Earning | loyalty::MovementKind::Redemption => {
                    "/wallet/sale".to_owned()
                }
                loyalty::MovementKind::Addition | loyalty::MovementKind::Removal => {
                    "/wallet/balance/update".to_owned()
                }
            },
            Self::Other { path, .. } => path.clone(),
        }
    }

    /// Whether it collects that coupon. One without an id is taken for whichever has its digits.
    pub(crate) fn collects(&self, coupon: &Coupon) -> bool {
        match self {
            Self::CollectCoupon {
                code, coupon_id, ..
            } => {
                *code == coupon.codigo_barras
                    && coupon_id.as_ref().is_none_or(|id| *id == coupon.cupon_id)
            }
            _ => false,
        }
    }

    /// How much it is about, if that is known.
    pub(crate) const fn amount(&self) -> Option<Dec> {
        match self {
            Self::TopUp { amount, .. }
            | Self::Injection { amount, .. }
            | Self::Movement { amount, .. }
            | Self::CreateRegister { amount, .. }
            | Self::CollectCoupon { amount, .. }
            | Self::IssueCoupon { amount, .. }
            | Self::CancelCoupon { amount, .. }
            | Self::RecordInvoice { amount, .. }
            | Self::PayService { amount, .. }
            | Self::ResolvePayment { amount, .. }
            | Self::RefundPayment { amount, .. }
            | Self::FundPrefund { amount, .. }
            | Self::PayDebt { amount, .. }
            | Self::Recharge { amount, .. }
            | Self::FundWallet { amount, .. } => Some(*amount),
            Self::Close { counted, .. } => Some(*counted),
            Self::Open { counted, .. } => *counted,
            Self::Reverse { amount, .. } => *amount,
            Self::MovePoints { .. } | Self::Other { .. } => None,
        }
    }

    /// Reads the answer of a success; `None` where it is not one.
    pub(crate) fn read_receipt(&self, body: &str) -> Option<Receipt> {
        match self {
            Self::TopUp { .. } => answer::read(body).map(Receipt::TopUp),
            Self::Injection { .. } => answer::read(body).map(Receipt::Injection),
            Self::Movement { .. } => answer::read(body).map(Receipt::Movement),
            Self::Open { .. } => answer::read(body).map(Receipt::Opened),
            Self::Close { .. } => answer::read(body).map(Receipt::Closed),
            Self::Reverse { .. } => answer::read(body).map(Receipt::Reversed),
            Self::CreateRegister { .. } => answer::read(body).map(Receipt::Created),
            Self::CollectCoupon { .. } => in_envelope(body).map(|coupon| Receipt::Collected {
                coupon,
                answer: body.to_owned(),
            }),
            Self::IssueCoupon { .. } => in_envelope(body).map(Receipt::Issued),
            Self::CancelCoupon { .. } => in_envelope(body).map(Receipt::Cancelled),
            Self::RecordInvoice { .. } => {
                in_envelope(body).map(|told::Something| Receipt::Invoiced)
            }
            Self::PayService { .. } => in_envelope(body).map(Receipt::Paid),
            Self::ResolvePayment { .. } => answer::read(body).map(Receipt::Resolved),
            Self::RefundPayment { .. } => answer::read(body).map(Receipt::Refunded),
            Self::FundPrefund { .. } => answer::read(body).map(|told::Something| Receipt::Funded),
            Self::PayDebt { .. } => answer::read(body).map(|told::Something| Receipt::DebtPaid),
            Self::Recharge { .. } => answer::read(body).map(Receipt::Paid),
            Self::FundWallet { .. } => {
                answer::read(body).map(|told::Something| Receipt::WalletFunded)
            }
            Self::MovePoints { .. } => answer::read(body).map(Receipt::Points),
            // Of what it says, only that it is an answer of ours can be told.
            Self::Other { .. } => Members::read_all(body).map(|_| Receipt::Other),
        }
    }

    /// As it is stored.
    pub(crate) fn to_json(&self) -> String {
        Object::write(|object| {
            object.text("kind", self.kind());
            if let Some(amount) = self.amount() {
                object.text("amount", &amount.to_text());
            }
            match self {
                Self::TopUp {
                    operator, number, ..
                } => {
                    object.text("operator", operator.name());
                    object.text("number", number);
                }
                Self::Injection { operator, .. } => object.text("operator", operator.name()),
                Self::Movement {
                    direction, reason, ..
                } => {
                    object.text("direction", direction.as_str());
                    object.text("reason", reason);
                }
                Self::Open { register, .. } => object.text("register", register),
                Self::Close { session_id, .. } => object.whole("session_id", *session_id),
                Self::Reverse {
                    operation_id,
                    what,
                    called,
                    direction,
                    operator,
                    detail,
                    ..
                } => {
                    object.text("operation_id", operation_id);
                    object.text("what", what.as_str());
                    object.optional_whole("called", *called);
                    object.optional_text("direction", direction.map(MovementKind::as_str));
                    object.optional_text("operator", operator.map(Operator::name));
                    object.optional_text("detail", detail.as_deref());
                }
                Self::CreateRegister {
                    register, branch, ..
                } => {
                    object.text("register", register);
                    object.text("branch", branch);
                }
                Self::CollectCoupon {
                    code,
                    coupon_id,
                    customer,
                    method,
                    tendered,
                    ..
                } => {
                    object.text("code", code);
                    object.optional_text("coupon_id", coupon_id.as_deref());
                    object.text("customer", customer);
                    object.text("method_of_payment", method.as_str());
                    let tendered = tendered.map(Dec::to_text);
                    object.optional_text("tendered", tendered.as_deref());
                }
                Self::IssueCoupon {
                    customer_id,
                    customer,
                    ..
                } => {
                    object.whole("customer_id", *customer_id);
                    object.text("customer", customer);
                }
                Self::CancelCoupon {
                    code,
                    coupon_id,
                    customer,
                    reason,
                    ..
                } => {
                    object.text("code", code);
                    object.optional_text("coupon_id", coupon_id.as_deref());
                    object.text("customer", customer);
                    object.text("reason", reason);
                }
                Self::RecordInvoice {
                    customer, invoice, ..
                } => {
                    object.text("customer", customer);
                    object.text("invoice", invoice);
                }
                Self::PayService {
                    service, number, ..
                } => {
                    object.whole("service", service.id());
                    object.text("number", number);
                }
                Self::ResolvePayment {
                    payment_id,
                    receipt,
                    outcome,
                    evidence,
                    ..
                } => {
                    object.text("payment_id", payment_id);
                    object.text("receipt", receipt);
                    object.text("outcome", outcome.as_str());
                    object.text("evidence", evidence);
                }
                Self::RefundPayment {
                    payment_id,
                    receipt,
                    ..
                } => {
                    object.text("payment_id", payment_id);
                    object.text("receipt", receipt);
                }
                Self::FundPrefund {
                    provider, reason, ..
                } => {
                    object.text("provider", provider.name());
                    object.text("reason", reason);
                }
                Self::PayDebt {
                    integrator_id,
                    integrator,
                    reason,
                    ..
                } => {
                    object.whole("integrator_id", *integrator_id);
                    object.text("integrator", integrator);
                    object.text("reason", reason);
                }
                Self::Recharge {
                    order_id,
                    dealer,
                    number,
                    wallet,
                    ..
                } => {
                    object.text("order_id", order_id);
                    object.text("dealer", dealer.code());
                    object.text("number", number);
                    object.text("wallet", wallet);
                }
                Self::FundWallet {
                    wallet_id,
                    wallet,
                    reason,
                    ..
                } => {
                    object.text("wallet_id", wallet_id);
                    object.text("wallet", wallet);
                    object.text("reason", reason);
                }
                Self::MovePoints {
                    what,
                    wallet,
                    number,
                    customer,
                    points,
                } => {
                    object.text("what", what.as_str());
                    object.text("wallet", wallet);
                    object.text("number", number);
                    object.text("customer", customer);
                    object.text("points", &points.to_text());
                }
                // Method and path stand beside what was asked for.
                Self::Other { .. } => {}
            }
        })
    }

    /// What it is called where it is stored.
    const fn kind(&self) -> &'static str {
        match self {
            Self::TopUp { .. } => "top_up",
            Self::Injection { .. } => "injection",
            Self::Movement { .. } => "movement",
            Self::Open { .. } => "open",
            Self::Close { .. } => "close",
            Self::Reverse { .. } => "reverse",
            Self::CreateRegister { .. } => "create_register",
            Self::CollectCoupon { .. } => "collect_coupon",
            Self::IssueCoupon { .. } => "issue_coupon",
            Self::CancelCoupon { .. } => "cancel_coupon",
            Self::RecordInvoice { .. } => "record_invoice",
            Self::PayService { .. } => "pay_service",
            Self::ResolvePayment { .. } => "resolve_payment",
            Self::RefundPayment { .. } => "refund_payment",
            Self::FundPrefund { .. } => "fund_prefund",
            Self::PayDebt { .. } => "pay_debt",
            Self::Recharge { .. } => "recharge",
            Self::FundWallet { .. } => "fund_wallet",
            Self::MovePoints { .. } => "move_points",
            Self::Other { .. } => "other",
        }
    }
}

impl FromJson for Intent {
    fn from_json(json: Json<'_>) -> Option<Self> {
        let members = Members::of(json)?;
        let kind: String = members.read("kind")?;
        // What opening and closing counted once had a name of its own.
        let counted = || {
            members
                .read::<Option<Dec>>("amount")?
                .or(members.read::<Option<Dec>>("counted")?)
                .map_or(Some(None), |counted| Some(Some(counted)))
        };
        Some(match kind.as_str() {
            "top_up" => Self::TopUp {
                operator: members.read("operator")?,
                number: members.read("number")?,
                amount: members.read("amount")?,
            },
            "injection" => Self::Injection {
                operator: members.read("operator")?,
                amount: members.read("amount")?,
            },
            "movement" => Self::Movement {
                direction: members.read("direction")?,
                amount: members.read("amount")?,
                reason: members.read("reason")?,
            },
            "open" => Self::Open {
                register: members.read("register")?,
                counted: counted()?,
            },
            "close" => Self::Close {
                session_id: members.read("session_id")?,
                counted: counted()??,
            },
            "reverse" => Self::Reverse {
                operation_id: members.read("operation_id")?,
                // Once only sales were reversed, and their members had the names of a sale's.
                what: members
                    .read::<Option<_>>("what")?
                    .unwrap_or(OperationKind::TopUp),
                called: members
                    .read::<Option<_>>("called")?
                    .or(members.read("top_up_id")?),
                direction: members.read("direction")?,
                operator: members.read("operator")?,
                detail: members
                    .read::<Option<_>>("detail")?
                    .or(members.read("number")?),
                amount: members.read("amount")?,
            },
            "create_register" => Self::CreateRegister {
                register: members.read("register")?,
                branch: members.read("branch")?,
                amount: members.read("amount")?,
            },
            "collect_coupon" => Self::CollectCoupon {
                code: members.read("code")?,
                coupon_id: members.read("coupon_id")?,
                customer: members.read("customer")?,
                amount: members.read("amount")?,
                method: members.read("method_of_payment")?,
                tendered: members.read("tendered")?,
            },
            "issue_coupon" => Self::IssueCoupon {
                customer_id: members.read("customer_id")?,
                customer: members.read("customer")?,
                amount: members.read("amount")?,
            },
            "cancel_coupon" => Self::CancelCoupon {
                code: members.read("code")?,
                coupon_id: members.read("coupon_id")?,
                customer: members.read("customer")?,
                amount: members.read("amount")?,
                reason: members.read("reason")?,
            },
            "record_invoice" => Self::RecordInvoice {
                customer: members.read("customer")?,
                invoice: members.read("invoice")?,
                amount: members.read("amount")?,
            },
            "pay_service" => Self::PayService {
                service: members.read("service")?,
                number: members.read("number")?,
                amount: members.read("amount")?,
            },
            "resolve_payment" => Self::ResolvePayment {
                payment_id: members.read("payment_id")?,
                receipt: members.read("receipt")?,
                amount: members.read("amount")?,
                outcome: members.read("outcome")?,
                evidence: members.read("evidence")?,
            },
            "refund_payment" => Self::RefundPayment {
                payment_id: members.read("payment_id")?,
                receipt: members.read("receipt")?,
                amount: members.read("amount")?,
            },
            "fund_prefund" => Self::FundPrefund {
                provider: members.read("provider")?,
                amount: members.read("amount")?,
                reason: members.read("reason")?,
            },
            "pay_debt" => Self::PayDebt {
                integrator_id: members.read("integrator_id")?,
                integrator: members.read("integrator")?,
                amount: members.read("amount")?,
                reason: members.read("reason")?,
            },
            "recharge" => Self::Recharge {
                order_id: members.read("order_id")?,
                dealer: members.read("dealer")?,
                number: members.read("number")?,
                amount: members.read("amount")?,
                wallet: members.read("wallet")?,
            },
            "fund_wallet" => Self::FundWallet {
                wallet_id: members.read("wallet_id")?,
                wallet: members.read("wallet")?,
                amount: members.read("amount")?,
                reason: members.read("reason")?,
            },
            "move_points" => Self::MovePoints {
                what: members.read("what")?,
                wallet: members.read("wallet")?,
                number: members.read("number")?,
                customer: members.read("customer")?,
                points: members.read("points")?,
            },
            _ => return None,
        })
    }
}

/// Reads an answer of the door of coupons: a success that says so.
pub(crate) fn in_envelope<T: FromJson>(body: &str) -> Option<T> {
    answer::read::<Success<T>>(body)
        .filter(|answer| answer.success)
        .map(|answer| answer.data)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::coupons::words::tests::coupon;
    use ventanilla_core::Amount;

    fn reversal(what: OperationKind, operator: Option<Operator>, detail: Option<&str>) -> Intent {
        Intent::Reverse {
            operation_id: "8e03978e-40d5-43dd-bc93-6894a57f9324".to_owned(),
            what,
            called: Some(57),
            direction: None,
            operator,
            detail: detail.map(str::to_owned),
            amount: Some(Dec::from(Amount::from_minor(3_000).unwrap())),
        }
    }

    /// What moved points has no amount of money.
    fn without_amount() -> Intent {
        let reversal = reversal(OperationKind::LoyaltyEarning, None, None);
        match reversal {
            Intent::Reverse {
                operation_id, what, ..
            } => Intent::Reverse {
                operation_id,
                what,
                called: None,
                direction: None,
                operator: None,
                detail: Some("María".to_owned()),
                amount: None,
            },
            other => other,
        }
    }

    #[test]
    fn what_older_pages_stored_is_still_read() {
        let stored = r#"{"kind":"reverse","operation_id":"8e03978e-40d5-43dd-bc93-6894a57f9324","top_up_id":57,"operator":"Tigo",
            "number":"76543210","amount":"30.00"}"#;
        let read: Intent = answer::read(stored).unwrap();
        let expected = reversal(OperationKind::TopUp, Some(Operator::Tigo), Some("76543210"));
        assert_eq!(read, expected);
        assert_eq!(
            read.path(),
            "/operaciones/8e03978e-40d5-43dd-bc93-6894a57f9324/reversar"
        );
    }

    #[test]
    fn what_coupons_ask_for_is_read_back() {
        let amount = Dec::from(Amount::from_minor(1_000_000).unwrap());
        let (code, customer) = ("0001056789202601274".to_owned(), "Juana".to_owned());
        let intents = [
            (
                Intent::CollectCoupon {
                    code: code.clone(),
                    coupon_id: None,
                    customer: customer.clone(),
                    amount,
                    method: PaymentMethod::Qr,
                    tendered: None,
                },
                "/portal/cupones/0001056789202601274/cobrar",
            ),
            (
                Intent::CollectCoupon {
                    code: code.clone(),
                    coupon_id: Some("c".to_owned()),
                    customer: customer.clone(),
                    amount,
                    method: PaymentMethod::Efectivo,
                    tendered: Some(amount),
                },
                "/portal/cupones/0001056789202601274/cobrar",
            ),
            (
                Intent::IssueCoupon {
                    customer_id: 101,
                    customer: customer.clone(),
                    amount,
                },
                "/portal/cupones/generar",
            ),
            (
                Intent::CancelCoupon {
                    code,
                    coupon_id: Some("c".to_owned()),
                    customer: customer.clone(),
                    amount,
                    reason: "Error".to_owned(),
                },
                "/portal/cupones/0001056789202601274/cancelar",
            ),
            (
                Intent::RecordInvoice {
                    customer,
                    invoice: "Factura 7".to_owned(),
                    amount,
                },
                "/portal/facturas",
            ),
        ];
        for (intent, path) in intents {
            let text = intent.to_json();
            assert_eq!(intent.path(), path);
            assert_eq!(answer::read::<Intent>(&text).unwrap(), intent, "{text}");
        }
    }

    #[test]
    fn what_phone_credits_ask_for_is_read_back() {
        let amount = Dec::from(Amount::from_minor(1_500).unwrap());
        let id = "98291601-80aa-4082-ba6d-bf92621fe9c7".to_owned();
        let wallet = "Matriz".to_owned();
        let recharge = Intent::Recharge {
            order_id: id.clone(),
            dealer: Dealer::Claro,
            number: "19996416288".to_owned(),
            amount,
            wallet: wallet.clone(),
        };
        let transaction = r#"{"id":"8e03978e-40d5-43dd-bc93-6894a57f9324","type":"payment","status":"pending",
            "createdAt":"2026-07-01T02:47:51.123Z","updatedAt":"2026-07-01T02:47:51.123Z","banking":null,"payments":[],
            "additionalData":{"phoneCreditOrderId":"98291601-80aa-4082-ba6d-bf92621fe9c7","providerCode":"002","phoneCode":"19",
            "phoneNumber":"996416288"}}"#;
        for (status, is_done) in [("pending", false), ("executed", true), ("failed", false)] {
            let answer = transaction.replace("pending", status);
            assert_eq!(
                recharge.read_receipt(&answer),
                Some(Receipt::Paid(told::Payment {
                    id: "8e03978e-40d5-43dd-bc93-6894a57f9324".to_owned(),
                    is_done
                }))
            );
        }
        for other in ["{}", r#"{"id":"x","status":"maybe"}"#, "[]"] {
            assert_eq!(recharge.read_receipt(other), None, "{other}");
        }
        let funding = Intent::FundWallet {
            wallet_id: id,
            wallet,
            amount,
            reason: "TED 4471".to_owned(),
        };
        let funded = r#"{"id":"98291601-80aa-4082-ba6d-bf92621fe9c7","nombre":"Matriz","saldo":"15.00","retenido":"0.00","id_proveedor":null}"#;
        assert_eq!(funding.read_receipt(funded), Some(Receipt::WalletFunded));
        assert_eq!(funding.read_receipt("[]"), None);
        let paths = [
            "/phone-credits/order/98291601-80aa-4082-ba6d-bf92621fe9c7/complete",
            "/carteras/98291601-80aa-4082-ba6d-bf92621fe9c7/fondos",
        ];
        for (intent, path) in [recharge, funding].into_iter().zip(paths) {
            let text = intent.to_json();
            assert_eq!((intent.method(), intent.path().as_str()), ("POST", path));
            assert_eq!(answer::read::<Intent>(&text).unwrap(), intent, "{text}");
        }
    }

    #[test]
    fn what_services_ask_for_is_read_back() {
        let amount = Dec::from(Amount::from_minor(1_000).unwrap());
        let (payment_id, receipt) = (
            "8e03978e-40d5-43dd-bc93-6894a57f9324".to_owned(),
            "0001-S00000007".to_owned(),
        );
        let reason = "Transferencia 4471".to_owned();
        let intents = [
            (
                Intent::PayService {
                    service: Service::MovistarPrepago,
                    number: "04243675525".to_owned(),
                    amount,
                },
                "/cps/v2/operation/use/pay",
            ),
            (
                Intent::ResolvePayment {
                    payment_id: payment_id.clone(),
                    receipt: receipt.clone(),
                    amount,
                    outcome: Resolution::NotDelivered,
                    evidence: "Movistar: no entró".to_owned(),
                },
                "/pagos/8e03978e-40d5-43dd-bc93-6894a57f9324/resolver",
            ),
            (
                Intent::RefundPayment {
                    payment_id,
                    receipt,
                    amount,
                },
                "/pagos/8e03978e-40d5-43dd-bc93-6894a57f9324/devolver",
            ),
            (
                Intent::FundPrefund {
                    provider: Provider::Cps,
                    amount,
                    reason: reason.clone(),
                },
                "/proveedores/cps/fondos",
            ),
            (
                Intent::PayDebt {
                    integrator_id: 3,
                    integrator: "Red del Sur".to_owned(),
                    amount,
                    reason,
                },
                "/integradores/3/pagos",
            ),
        ];
        for (intent, path) in intents {
            let text = intent.to_json();
            assert_eq!((intent.method(), intent.path().as_str()), ("POST", path));
            assert_eq!(answer::read::<Intent>(&text).unwrap(), intent, "{text}");
        }
        for bad in [
            r#"{"kind":"pay_service","service":65,"number":"04243675525","amount":"10.00"}"#,
            r#"{"kind":"fund_prefund","provider":"x","reason":"x","amount":"10.00"}"#,
        ] {
            assert_eq!(answer::read::<Intent>(bad), None, "{bad}");
        }
    }

    #[test]
    fn which_coupon_is_collected() {
        let coupon = coupon("pending");
        let stored = |id: &str| {
            let text = format!(
                r#"{{"kind":"collect_coupon","amount":"239.50","code":"0001000101202601274",{id}"customer":"Juana",
                "method_of_payment":"EFECTIVO"}}"#
            );
            answer::read::<Intent>(&text).unwrap()
        };
        // What an older page stored names none.
        assert!(stored("").collects(&coupon));
        assert!(stored(r#""coupon_id":"c","#).collects(&coupon));
        assert!(!stored(r#""coupon_id":"d","#).collects(&coupon));
        let cancelled = r#"{"kind":"cancel_coupon","amount":"239.50","code":"0001000101202601274","customer":"Juana","reason":"x"}"#;
        let cancelled: Intent = answer::read(cancelled).unwrap();
        assert!(!cancelled.collects(&coupon));
    }

    #[test]
    fn an_answer_without_its_envelope_says_nothing() {
        let issued = r#"{"cupon_id":"a","codigo_barras":"0001056789202601274","monto":1.00,"fecha_vencimiento":"2026-02-26","facturas":[]}"#;
        let intent = Intent::IssueCoupon {
            customer_id: 101,
            customer: "Juana".to_owned(),
            amount: Dec::from(Amount::from_minor(100).unwrap()),
        };
        let read = |body: &str| intent.read_receipt(body).is_some();
        assert!(read(&format!(r#"{{"success":true,"data":{issued}}}"#)));
        assert!(!read(&format!(r#"{{"success":false,"data":{issued}}}"#)));
        assert!(!read(issued));
    }

    #[test]
    fn points_are_read_back() {
        use loyalty::MovementKind::{Addition, Earning, Redemption, Removal};
        for (what, path) in [
            (Earning, "/wallet/sale"),
            (Redemption, "/wallet/sale"),
            (Addition, "/wallet/balance/update"),
            (Removal, "/wallet/balance/update"),
        ] {
            let intent = Intent::MovePoints {
                what,
                wallet: "Puntos Tienda".to_owned(),
                number: "4771234567".to_owned(),
                customer: "María".to_owned(),
                points: Dec::from(Amount::from_minor(1_235).unwrap()),
            };
            let text = intent.to_json();
            assert_eq!((intent.method(), intent.path().as_str()), ("POST", path));
            assert_eq!(answer::read::<Intent>(&text).unwrap(), intent, "{text}");
            let answered = r#"{"success":true,"message":"x","newBalance":132.35,"code":"new_sale_01","status":200}"#;
            let balance = Some(Amount::from_minor(13_235).unwrap());
            assert_eq!(
                intent.read_receipt(answered),
                Some(Receipt::Points(told::Points { balance }))
            );
            assert_eq!(intent.read_receipt(r#"{"success":false}"#), None);
        }
    }

    #[test]
    fn reversals_are_read_back() {
        for intent in [
            reversal(OperationKind::TopUp, Some(Operator::Viva), Some("76543210")),
            reversal(OperationKind::Injection, Some(Operator::Viva), None),
            reversal(OperationKind::CashMovement, None, Some("Taxi")),
            without_amount(),
        ] {
            let text = intent.to_json();
            assert_eq!(answer::read::<Intent>(&text).unwrap(), intent, "{text}");
        }
        for bad in [
            "{}",
            r#"{"kind":"reverse"}"#,
            r#"{"kind":"reverse","operation_id":"x","what":"sale","amount":"30.00"}"#,
            r#"{"kind":"reverse","operation_id":"x","amount":30}"#,
        ] {
            assert_eq!(answer::read::<Intent>(bad), None, "{bad}");
        }
    }
}
