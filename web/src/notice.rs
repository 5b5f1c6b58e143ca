//! `Notice`: what came of the last thing asked for, in words.

use crate::format;
use crate::i18n::Text;
use crate::intent::{Intent, Receipt};
use crate::refusal::Refusal;
use ventanilla_core::code::Language;
use ventanilla_core::loyalty;
use ventanilla_core::operation::OperationKind;
use ventanilla_core::wire::kantuta::sessions::MovementKind;
use ventanilla_core::wire::money::Dec;
use ventanilla_core::{Amount, Code, Currency};

/// What came of the last thing asked for.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Notice {
    /// It was recorded.
    Done(Box<Receipt>, Intent),
    /// It was not, for that reason.
    Refused(Refusal, Intent),
    /// It never left: the browser stores nothing.
    NotStored,
    /// It was not done: nobody was signed in.
    NotSignedIn,
}

/// How a notice looks and how urgently it is read out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tone {
    /// Good news.
    Good,
    /// No news yet: it is open.
    Open,
    /// Something to act on.
    Bad,
}

/// A notice in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Words {
    /// How it looks.
    pub(crate) tone: Tone,
    /// The news.
    pub(crate) title: String,
    /// The number of what was recorded, if it has one that people use.
    pub(crate) number: Option<String>,
    /// What it is about, or why it was not done.
    pub(crate) detail: String,
    /// What was not done.
    pub(crate) about: Option<String>,
}

impl Words {
    /// All of it, to be read out.
    pub(crate) fn in_one(&self) -> String {
        [
            Some(&self.title),
            self.number.as_ref(),
            Some(&self.detail),
            self.about.as_ref(),
        ]
        .into_iter()
        .flatten()
        .map(String::as_str)
        .collect::<Vec<_>>()
        .join(" ")
    }
}

impl Notice {
    /// Whether it tells of something that was recorded just now, such as that.
    pub(crate) fn is_news(notice: &Option<Self>, is_that: fn(&Receipt) -> bool) -> bool {
        matches!(notice, Some(Self::Done(receipt, _)) if is_that(receipt))
    }

    /// Whether it tells of collecting the coupon of that code.
    pub(crate) fn is_of_collecting(&self, code: &str) -> bool {
        match self {
            Self::Done(_, intent) | Self::Refused(_, intent) => {
                matches!(intent, Intent::CollectCoupon { code: known, .. } if known == code)
            }
            Self::NotStored | Self::NotSignedIn => false,
        }
    }

    /// The words. `is_blind`: no drawer's figure may be shown.
    pub(crate) fn words(&self, language: Language, currency: Currency, is_blind: bool) -> Words {
        match self {
            Self::Done(receipt, intent) => Words {
                tone: tone(receipt),
                title: done(receipt, intent).template(language).to_owned(),
                number: receipt_number(receipt)
                    .map(|id| Text::NumberSign.filled(language, &[("id", &id)])),
                detail: outcome(receipt, intent, language, currency),
                about: None,
            },
            Self::Refused(refusal, intent) => Words {
                tone: Tone::Bad,
                title: refused(refusal, intent).template(language).to_owned(),
                number: None,
                detail: match refund_due(refusal, intent, language, currency) {
                    Some(to_do) => {
                        format!(
                            "{to_do} {}",
                            why(refusal, intent, language, currency, is_blind)
                        )
                    }
                    None => why(refusal, intent, language, currency, is_blind),
                },
                about: Some(about(intent, language, currency)),
            },
            Self::NotStored => bad(Text::NotStored, language),
            Self::NotSignedIn => bad(Text::SignInFirst, language),
        }
    }
}

/// What somebody asked for, in one line: `Recarga Tigo 7654 3210 · Bs 30,00`.
pub(crate) fn about(intent: &Intent, language: Language, currency: Currency) -> String {
    in_one_line(intent, intent.amount().map(Dec::amount), language, currency)
}

/// What was recorded, in one line: a coupon's amount is that of the answer.
fn outcome(receipt: &Receipt, intent: &Intent, language: Language, currency: Currency) -> String {
    let amount = match receipt {
        Receipt::Collected { coupon, .. } | Receipt::Cancelled(coupon) => Some(coupon.amount),
        Receipt::Issued(coupon) => Some(coupon.monto.amount()),
        _ => intent.amount().map(Dec::amount),
    };
    let line = in_one_line(intent, amount, language, currency);
    match tone(receipt) {
        Tone::Open => format!("{line}. {}", Text::PayUnderWayHint.template(language)),
        Tone::Good | Tone::Bad => line,
    }
}

fn in_one_line(
    intent: &Intent,
    amount: Option<Amount>,
    language: Language,
    currency: Currency,
) -> String {
    let what = match intent {
        Intent::TopUp {
            operator, number, ..
        } => Text::TopUpOf.filled(
            language,
            &[
                ("operadora", operator.name()),
                ("numero", &format::phone(number)),
            ],
        ),
        Intent::Injection { operator, .. } => {
            Text::InjectionOf.filled(language, &[("operadora", operator.name())])
        }
        Intent::Movement {
            direction, reason, ..
        } => format!(
            "{}: {reason}",
            direction_name(*direction).template(language)
        ),
        Intent::Open { register, .. } => Text::OpeningOf.filled(language, &[("caja", register)]),
        Intent::Close { .. } => Text::ClosingOf.template(language).to_owned(),
        Intent::Reverse { what, called, .. } => {
            let called = called.map(|id| id.to_string()).unwrap_or_default();
            reversal_of(*what).filled(language, &[("id", &called)])
        }
        Intent::CreateRegister {
            register, branch, ..
        } => Text::NewRegisterOf.filled(language, &[("caja", register), ("sucursal", branch)]),
        Intent::CollectCoupon { customer, .. } => {
            Text::CollectionOf.filled(language, &[("cliente", customer)])
        }
        Intent::IssueCoupon { customer, .. } => {
            Text::CouponIssueOf.filled(language, &[("cliente", customer)])
        }
        Intent::CancelCoupon { customer, .. } => {
            Text::CancellationOf.filled(language, &[("cliente", customer)])
        }
        Intent::RecordInvoice {
            customer, invoice, ..
        } => Text::InvoiceOf.filled(language, &[("factura", invoice), ("cliente", customer)]),
        Intent::PayService {
            service, number, ..
        } => Text::PaymentOf.filled(
            language,
            &[
                ("servicio", service.label()),
                ("numero", &format::service_number(*service, number)),
            ],
        ),
        Intent::ResolvePayment { receipt, .. } => {
            Text::ResolutionOf.filled(language, &[("recibo", receipt)])
        }
        Intent::RefundPayment { receipt, .. } => {
            Text::RefundOf.filled(language, &[("recibo", receipt)])
        }
        Intent::FundPrefund { provider, .. } => {
            Text::FundingOf.filled(language, &[("proveedor", provider.label())])
        }
        Intent::PayDebt { integrator, .. } => {
            Text::DebtPaymentOf.filled(language, &[("integrador", integrator)])
        }
        Intent::Recharge { dealer, number, .. } => Text::TopUpOf.filled(
            language,
            &[
                ("operadora", dealer.name()),
                ("numero", &format::brazilian_mobile(number)),
            ],
        ),
        Intent::FundWallet { wallet, .. } => {
            Text::FundingOf.filled(language, &[("proveedor", wallet)])
        }
        Intent::MovePoints {
            what,
            customer,
            points,
            ..
        } => {
            let points = format::piece(points.amount(), currency, language);
            points_of(*what).filled(language, &[("puntos", &points), ("cliente", customer)])
        }
        Intent::Other { .. } => Text::OtherOf.template(language).to_owned(),
    };
    match amount {
        Some(amount) => format!("{what} · {}", format::money(amount, currency, language)),
        None => what,
    }
}

/// The name of a movement's direction.
pub(crate) const fn direction_name(direction: MovementKind) -> Text {
    match direction {
        MovementKind::Ingreso => Text::In,
        MovementKind::Egreso => Text::Out,
    }
}

/// What moving points is called.
const fn points_of(what: loyalty::MovementKind) -> Text {
    match what {
        loyalty::MovementKind::Earning => Text::EarningOf,
        loyalty::MovementKind::Redemption => Text::RedemptionOf,
        loyalty::MovementKind::Addition => Text::AdditionOf,
        loyalty::MovementKind::Removal => Text::RemovalOf,
    }
}

/// What the reversal of that kind is called.
const fn reversal_of(what: OperationKind) -> Text {
    match what {
        OperationKind::Injection => Text::ReversalOfInjection,
        OperationKind::CashMovement => Text::ReversalOfMovement,
        OperationKind::PrefundFunding | OperationKind::WalletFunding => Text::ReversalOfFunding,
        OperationKind::IntegratorPayment => Text::ReversalOfDebtPayment,
        what if what.moves_points() => Text::ReversalOfPoints,
        _ => Text::ReversalOf,
    }
}

fn bad(text: Text, language: Language) -> Words {
    Words {
        tone: Tone::Bad,
        title: Text::NotRecorded.template(language).to_owned(),
        number: None,
        detail: text.template(language).to_owned(),
        about: None,
    }
}

fn why(
    refusal: &Refusal,
    intent: &Intent,
    language: Language,
    currency: Currency,
    is_blind: bool,
) -> String {
    // It was asked about, and nobody had heard of it.
    let is_unheard =
        refusal.code == Code::OperationNotFound && matches!(intent, Intent::MovePoints { .. });
    if is_unheard {
        Text::PointsUnheard.template(language).to_owned()
    } else if is_blind && refusal.code == Code::CashInsufficient {
        Text::CashShort.template(language).to_owned()
    } else {
        refusal.text(language, currency)
    }
}

/// A payment that the provider has not finished is no good news yet.
const fn tone(receipt: &Receipt) -> Tone {
    match receipt {
        Receipt::Paid(payment) if !payment.is_done => Tone::Open,
        _ => Tone::Good,
    }
}

/// What to do about the cash of a payment that was stored and then refused.
fn refund_due(
    refusal: &Refusal,
    intent: &Intent,
    language: Language,
    currency: Currency,
) -> Option<String> {
    refusal.payment_id.as_ref()?;
    let amount = format::money(intent.amount()?.amount(), currency, language);
    Some(Text::PayRefundDueHint.filled(language, &[("monto", &amount)]))
}

/// A payment that was stored and then refused is recorded: its cash is to be given back.
const fn refused(refusal: &Refusal, intent: &Intent) -> Text {
    match (&refusal.payment_id, intent) {
        (Some(_), Intent::Recharge { .. }) => Text::RechargeRefused,
        (Some(_), _) => Text::PayRefused,
        (None, _) => Text::NotRecorded,
    }
}

fn done(receipt: &Receipt, intent: &Intent) -> Text {
    match receipt {
        Receipt::TopUp(_) => Text::DoneTopUp,
        Receipt::Injection(_) => Text::DoneInjection,
        Receipt::Movement(movement) => match movement.tipo {
            MovementKind::Ingreso => Text::DoneIn,
            MovementKind::Egreso => Text::DoneOut,
        },
        Receipt::Opened(_) => Text::DoneOpen,
        Receipt::Closed(_) => Text::ClosedTitle,
        Receipt::Created(_) => Text::DoneRegister,
        Receipt::Collected { .. } => Text::DoneCollection,
        Receipt::Issued(_) => Text::DoneCouponIssue,
        Receipt::Cancelled(_) => Text::DoneCancellation,
        Receipt::Invoiced => Text::DoneInvoice,
        Receipt::Paid(payment) => match (intent, payment.is_done) {
            (Intent::Recharge { .. }, true) => Text::DoneRecharge,
            (Intent::Recharge { .. }, false) => Text::RechargeSent,
            (_, true) => Text::DonePayment,
            (_, false) => Text::PaymentSent,
        },
        Receipt::Resolved(_) => Text::DoneResolution,
        Receipt::Refunded(_) => Text::DoneRefund,
        Receipt::Funded | Receipt::WalletFunded => Text::DoneFunding,
        Receipt::DebtPaid => Text::DoneDebtPayment,
        Receipt::Points(_) => Text::DonePoints,
        Receipt::Other => Text::DoneOther,
        Receipt::Reversed(_) => match intent {
            Intent::Reverse {
                what: OperationKind::Injection,
                ..
            } => Text::DoneReverseInjection,
            Intent::Reverse {
                what: OperationKind::CashMovement,
                ..
            } => Text::DoneReverseMovement,
            Intent::Reverse {
                what:
                    OperationKind::PrefundFunding
                    | OperationKind::WalletFunding
                    | OperationKind::IntegratorPayment,
                ..
            } => Text::DoneReverseFunding,
            Intent::Reverse { what, .. } if what.moves_points() => Text::DoneReversePoints,
            _ => Text::DoneReverse,
        },
    }
}

fn receipt_number(receipt: &Receipt) -> Option<String> {
    match receipt {
        Receipt::TopUp(top_up) => Some(top_up.id.to_string()),
        Receipt::Injection(injection) => Some(injection.id.to_string()),
        Receipt::Movement(movement) => Some(movement.id.to_string()),
        Receipt::Collected { coupon, .. } => coupon.receipt.clone(),
        Receipt::Issued(_)
        | Receipt::Cancelled(_)
        | Receipt::Invoiced
        | Receipt::Paid(_)
        | Receipt::Resolved(_)
        | Receipt::Refunded(_)
        | Receipt::Funded
        | Receipt::DebtPaid
        | Receipt::WalletFunded
        | Receipt::Points(_)
        | Receipt::Opened(_)
        | Receipt::Closed(_)
        | Receipt::Reversed(_)
        | Receipt::Created(_)
        | Receipt::Other => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::told;
    use ventanilla_core::wire::portal::coupons::PaymentMethod;
    use ventanilla_core::{Operator, Service};

    fn thirty() -> Dec {
        Dec::from(Amount::from_minor(3_000).unwrap())
    }

    fn reversal(what: OperationKind) -> Intent {
        Intent::Reverse {
            operation_id: "8e03978e-40d5-43dd-bc93-6894a57f9324".to_owned(),
            what,
            called: Some(57),
            direction: None,
            operator: None,
            detail: None,
            amount: Some(thirty()),
        }
    }

    #[test]
    fn intents_in_one_line() {
        let table = [
            (
                Intent::TopUp {
                    operator: Operator::Tigo,
                    number: "76543210".to_owned(),
                    amount: thirty(),
                },
                "Recarga Tigo 7654\u{a0}3210 · Bs\u{a0}30,00",
            ),
            (
                Intent::Injection {
                    operator: Operator::Viva,
                    amount: thirty(),
                },
                "Inyección a Viva · Bs\u{a0}30,00",
            ),
            (
                Intent::Movement {
                    direction: MovementKind::Egreso,
                    amount: thirty(),
                    reason: "Taxi".to_owned(),
                },
                "Egreso: Taxi · Bs\u{a0}30,00",
            ),
            (
                Intent::Open {
                    register: "Caja 1".to_owned(),
                    counted: None,
                },
                "Apertura de Caja 1",
            ),
            (
                Intent::Close {
                    session_id: 7,
                    counted: thirty(),
                },
                "Cierre de caja · Bs\u{a0}30,00",
            ),
            (
                Intent::CreateRegister {
                    register: "Caja 4".to_owned(),
                    branch: "Centro".to_owned(),
                    amount: thirty(),
                },
                "Caja nueva Caja 4 en Centro · Bs\u{a0}30,00",
            ),
            (
                reversal(OperationKind::TopUp),
                "Reversa de la recarga N.º 57 · Bs\u{a0}30,00",
            ),
            (
                reversal(OperationKind::Injection),
                "Reversa de la inyección N.º 57 · Bs\u{a0}30,00",
            ),
            (
                reversal(OperationKind::CashMovement),
                "Reversa del movimiento N.º 57 · Bs\u{a0}30,00",
            ),
            (
                reversal(OperationKind::PrefundFunding),
                "Reversa de fondos en un proveedor · Bs\u{a0}30,00",
            ),
            (
                reversal(OperationKind::IntegratorPayment),
                "Reversa del pago de un integrador · Bs\u{a0}30,00",
            ),
        ];
        for (intent, expected) in table {
            assert_eq!(about(&intent, Language::Es, Currency::Bob), expected);
        }
    }

    #[test]
    fn points_in_one_line() {
        use loyalty::MovementKind::{Earning, Redemption, Removal};
        for (what, expected) in [
            (Earning, "Compra de María: +12,35 puntos"),
            (Redemption, "Canje de María: 12,35 puntos"),
            (Removal, "Ajuste a María: −12,35 puntos"),
        ] {
            let intent = Intent::MovePoints {
                what,
                wallet: "Puntos Tienda".to_owned(),
                number: "4771234567".to_owned(),
                customer: "María".to_owned(),
                points: Dec::from(Amount::from_minor(1_235).unwrap()),
            };
            assert_eq!(about(&intent, Language::Es, Currency::Mxn), expected);
        }
        let reversal = reversal(OperationKind::LoyaltyRedemption);
        let words = about(&reversal, Language::Es, Currency::Mxn);
        assert!(words.starts_with("Reversa de puntos"), "{words}");
    }

    #[test]
    fn what_was_collected_is_what_the_answer_says() {
        let intent = Intent::CollectCoupon {
            code: "0001000101202601274".to_owned(),
            coupon_id: None,
            customer: "Juana".to_owned(),
            amount: thirty(),
            method: PaymentMethod::Efectivo,
            tendered: None,
        };
        let coupon = told::Coupon {
            amount: Amount::from_minor(23_950).unwrap(),
            receipt: None,
        };
        let receipt = Receipt::Collected {
            coupon,
            answer: String::new(),
        };
        let notice = Notice::Done(Box::new(receipt), intent);
        assert!(notice.is_of_collecting("0001000101202601274"));
        assert!(!notice.is_of_collecting("0001000102202601271"));
        assert!(!Notice::NotSignedIn.is_of_collecting("0001000101202601274"));
        let words = notice.words(Language::Es, Currency::Bob, false);
        assert!(words.detail.ends_with("Bs\u{a0}239,50"), "{}", words.detail);
    }

    #[test]
    fn a_payment_that_is_not_done_says_what_to_do() {
        let intent = || Intent::PayService {
            service: Service::MovistarPrepago,
            number: "04243675525".to_owned(),
            amount: thirty(),
        };
        let words = |notice: Notice| notice.words(Language::Es, Currency::Ves, false);
        let paid = |status: &str| {
            let body = format!(
                r#"{{"success":true,"data":{{"idOperation":"8e03978e-40d5-43dd-bc93-6894a57f9324","idTypeService":57,
                "numberService":"04243675525","amount":30,"status":"{status}","reference":"0001-S00000007","createdAt":"2026-06-30T22:47:51.123Z"}}}}"#
            );
            let receipt = intent().read_receipt(&body).unwrap();
            words(Notice::Done(Box::new(receipt), intent()))
        };
        assert_eq!(paid("approved").tone, Tone::Good);
        let open = paid("pending");
        assert_eq!(open.tone, Tone::Open);
        assert!(open.detail.contains("No pague de nuevo"), "{}", open.detail);
        let refused = |operation: &str| {
            let body = format!(
                r#"{{"success":false,"error":{{"code":"OPERATOR_ERROR","message":"x","reason":"provider_refused"{operation}}}}}"#
            );
            words(Notice::Refused(Refusal::read(&body).unwrap(), intent())).detail
        };
        let stored = refused(r#","idOperation":"8e03978e-40d5-43dd-bc93-6894a57f9324""#);
        assert!(
            stored.starts_with("El cliente ya entregó Bs.\u{a0}30,00: devuélvaselo."),
            "{stored}"
        );
        assert!(!refused("").contains("devuélvaselo"));
    }

    #[test]
    fn a_blind_drawer_keeps_its_figure() {
        let refusal = Refusal::read(
            r#"{"code":"cash_insufficient","message":"Fondos insuficientes en el saldo de la caja. Saldo disponible: 140.50"}"#,
        )
        .unwrap();
        let notice = Notice::Refused(
            refusal,
            Intent::Injection {
                operator: Operator::Viva,
                amount: thirty(),
            },
        );
        let blind = notice.words(Language::Es, Currency::Bob, true);
        assert!(!blind.detail.contains("140"), "{}", blind.detail);
        let seeing = notice.words(Language::Es, Currency::Bob, false);
        assert!(
            seeing.detail.contains("Bs\u{a0}140,50"),
            "{}",
            seeing.detail
        );
        assert_eq!(blind.tone, Tone::Bad);
    }
}
