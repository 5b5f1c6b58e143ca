//! The last question before something is sent: what, for whom, how much.

use crate::browser;
use crate::components::dialog::Dialog;
use crate::components::parts::paragraph;
use crate::format;
use crate::i18n::Text;
use crate::intent::Intent;
use crate::pending;
use crate::till::Till;
use crate::view::{self, part, text, text_if};
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;
use ventanilla_core::loyalty;
use ventanilla_core::operation::OperationKind;
use ventanilla_core::wire::kantuta::recharges::TopUp;
use ventanilla_core::wire::kantuta::sessions::MovementKind;

/// The id of the yes.
pub(crate) const YES: &str = "confirm-yes";
/// How long a person waits without a word, in milliseconds.
const LONG_MS: u32 = 1_500;

/// For how long a sale counts as one of a moment ago, in milliseconds.
const JUST_SOLD_MS: i64 = 5 * 60_000;

/// The last question.
#[component]
pub(crate) fn ConfirmDialog() -> impl IntoView {
    let till = Till::here();
    let is_open = move || till.confirming.with(Option::is_some);
    let intent = Memo::new(move |_| {
        till.confirming
            .with(|confirming| confirming.as_ref().map(|known| known.intent.clone()))
    });
    Effect::new(move |_| {
        if is_open() {
            let besides = till.besides.get_value();
            browser::focus_soon(match besides {
                Some(besides) => untrack(|| besides.first.run(())),
                None => YES.to_owned(),
            });
        }
    });
    let back = move || {
        if !till.is_sending.get_untracked() {
            till.confirming.set(None);
        }
    };
    let is_repeated = move || {
        intent.with(|intent| {
            intent.as_ref().is_some_and(|intent| {
                till.pending
                    .with(|pending| pending::has_same(pending, intent))
            })
        })
    };
    let recorded = move || {
        intent.with(|intent| {
            till.sales
                .with(|sales| just_sold(intent.as_ref()?, sales, till.now_ms()))
        })
    };
    let offline = Signal::derive(move || {
        if till.is_cut_off.get() && !till.is_sending.get() {
            till.say(Text::OfflineNotSent)
        } else {
            ""
        }
    });
    // Said only after a while: most answers are here before anybody could read it.
    let is_long = RwSignal::new(false);
    Effect::new(move |_| {
        is_long.set(false);
        if till.is_sending.get() {
            spawn_local(async move {
                TimeoutFuture::new(LONG_MS).await;
                is_long.set(till.is_sending.get_untracked());
            });
        }
    });
    let slow = Signal::derive(move || {
        if !is_long.get() || !till.is_sending.get() {
            ""
        } else if intent.with(|intent| {
            matches!(
                intent,
                Some(Intent::PayService { .. } | Intent::Recharge { .. })
            )
        }) {
            till.say(Text::PaySlow)
        } else {
            till.say(Text::SlowSending)
        }
    });
    // Made once for each question: what is typed in it stays while it is asked again.
    let is_asking = Memo::new(move |_| is_open());
    let besides = part(move || {
        let is_asking = is_asking.get();
        let known = till.besides.get_value().filter(|_| is_asking);
        known
            .map(|besides| untrack(|| besides.shown.run()))
            .into_any()
    });
    view! {
        <Dialog id="confirm" is_open=Signal::derive(is_open) on_cancel=Callback::new(move |()| back()) labelled_by="confirm-title">
            {part(move || intent.get().map(|intent| view! { <Question intent=intent/> }.into_any()).into_any())}
            {besides}
            <p class="hint caution" role="alert" data-testid="confirm-repeated">
                {text_if(move || is_repeated().then(|| till.say(Text::SamePending)))}
            </p>
            <p class="hint caution" role="alert" data-testid="confirm-recorded">
                {text_if(move || recorded().map(|id| till.say_with(Text::SameRecorded, &[("id", &id.to_string())])))}
            </p>
            <p class="hint caution" role="alert" data-testid="confirm-offline">{offline}</p>
            <p class="hint" role="status" data-testid="confirm-slow">{slow}</p>
            <div class="actions">
                <button
                    type="button"
                    class="primary"
                    id=YES
                    data-testid="confirm-yes"
                    aria-disabled=Signal::derive(move || (till.is_sending.get() || till.is_cut_off.get()).to_string())
                    aria-busy=move || till.is_sending.get().to_string()
                    on:keydown=|event| {
                        // A key held down is not a second yes, nor a first one.
                        if event.repeat() {
                            event.prevent_default();
                        }
                    }
                    on:click=move |_| till.confirm()
                >
                    {text(move || till.say(if till.is_sending.get() { Text::Sending } else { Text::Confirm }))}
                </button>
                <button type="button" class="secondary" data-testid="confirm-no" disabled=move || till.is_sending.get() on:click=move |_| back()>
                    {till.words(Text::Correct)}
                </button>
            </div>
        </Dialog>
    }
}

#[component]
fn Question(intent: Intent) -> impl IntoView {
    let till = Till::here();
    let title = title(&intent);
    let amount = intent.amount().map(|amount| {
        view! { <p class="sum" data-testid="confirm-amount">{till.money_signal(amount.amount())}</p> }
    });
    let facts = facts(till, intent);
    view! {
        <h2 id="confirm-title">{till.words(title)}</h2>
        {amount}
        <div class="facts">{facts}</div>
    }
}

/// What is known of what is asked for, besides its amount.
fn facts(till: Till, intent: Intent) -> Vec<AnyView> {
    let fact = |label: Text, id: &'static str, value: String| fact(till, label, id, value);
    let hint = |text: Text| hint(text_of(till, text));
    match intent {
        Intent::TopUp {
            operator, number, ..
        } => vec![
            fact(Text::Number, "confirm-number", format::phone(&number)),
            fact(
                Text::Operator,
                "confirm-operator",
                operator.name().to_owned(),
            ),
            self::hint(text(move || {
                till.say_with(Text::DeliverOutside, &[("operadora", operator.name())])
            })),
        ],
        Intent::Injection { operator, .. } => vec![
            fact(
                Text::Operator,
                "confirm-operator",
                operator.name().to_owned(),
            ),
            hint(Text::CashLeaves),
        ],
        Intent::Movement { reason, .. } => vec![fact(Text::Reason, "confirm-reason", reason)],
        Intent::Open { register, counted } => {
            let mut facts = vec![fact(Text::Register, "confirm-register", register)];
            if counted.is_none() {
                facts.push(hint(Text::AcceptBalanceHint));
            }
            facts
        }
        Intent::Close { .. } => vec![hint(Text::Counted)],
        Intent::Reverse {
            what,
            operator,
            detail,
            ..
        } => {
            let about = detail.map(|detail| match what {
                OperationKind::TopUp => {
                    fact(Text::Number, "confirm-number", format::phone(&detail))
                }
                what if what.moves_points() => fact(Text::Customer, "confirm-customer", detail),
                _ => fact(Text::Reason, "confirm-reason", detail),
            });
            let operator = operator.map(|operator| {
                fact(
                    Text::Operator,
                    "confirm-operator",
                    operator.name().to_owned(),
                )
            });
            about.into_iter().chain(operator).collect()
        }
        Intent::CreateRegister {
            register, branch, ..
        } => vec![
            fact(Text::Register, "confirm-register", register),
            fact(Text::Branch, "confirm-branch", branch),
        ],
        Intent::CollectCoupon {
            code,
            customer,
            amount,
            method,
            tendered,
            ..
        } => {
            let method = till.say(format::method_name(method)).to_owned();
            let mut facts = vec![
                fact(Text::Customer, "confirm-customer", customer),
                fact(Text::Coupon, "confirm-code", format::coupon_code(&code)),
                fact(Text::MethodOfPayment, "confirm-method", method),
            ];
            let change = tendered
                .and_then(|tendered| tendered.amount().checked_sub(amount.amount()))
                .filter(|change| change.is_positive());
            if let Some(change) = change {
                facts.push(fact(Text::ChangeDue, "confirm-change", till.money(change)));
            }
            facts
        }
        Intent::IssueCoupon { customer, .. } => {
            vec![fact(Text::Customer, "confirm-customer", customer)]
        }
        Intent::CancelCoupon {
            code,
            customer,
            reason,
            ..
        } => vec![
            fact(Text::Customer, "confirm-customer", customer),
            fact(Text::Coupon, "confirm-code", format::coupon_code(&code)),
            fact(Text::Reason, "confirm-reason", reason),
        ],
        Intent::RecordInvoice {
            customer, invoice, ..
        } => vec![
            fact(Text::Customer, "confirm-customer", customer),
            fact(Text::Invoice, "confirm-invoice", invoice),
        ],
        Intent::PayService {
            service, number, ..
        } => vec![
            fact(Text::Service, "confirm-service", service.label().to_owned()),
            fact(
                Text::ServiceNumber,
                "confirm-number",
                format::service_number(service, &number),
            ),
        ],
        Intent::ResolvePayment {
            receipt,
            outcome,
            evidence,
            ..
        } => {
            let outcome = till.say(format::resolution_name(outcome)).to_owned();
            vec![
                fact(Text::PaymentReceipt, "confirm-receipt", receipt),
                fact(Text::ResolutionFound, "confirm-outcome", outcome),
                fact(Text::Evidence, "confirm-evidence", evidence),
            ]
        }
        Intent::RefundPayment { receipt, .. } => {
            vec![fact(Text::PaymentReceipt, "confirm-receipt", receipt)]
        }
        Intent::FundPrefund {
            provider, reason, ..
        } => vec![
            fact(
                Text::Provider,
                "confirm-provider",
                provider.label().to_owned(),
            ),
            fact(Text::FundingProof, "confirm-reason", reason),
        ],
        Intent::PayDebt {
            integrator, reason, ..
        } => vec![
            fact(Text::Integrator, "confirm-integrator", integrator),
            fact(Text::FundingProof, "confirm-reason", reason),
        ],
        Intent::Recharge {
            dealer,
            number,
            wallet,
            ..
        } => vec![
            paragraph(
                "confirm-number",
                "callee",
                format::brazilian_mobile(&number),
            ),
            fact(Text::Operator, "confirm-operator", dealer.name().to_owned()),
            fact(Text::Wallet, "confirm-wallet", wallet),
        ],
        Intent::FundWallet { wallet, reason, .. } => vec![
            fact(Text::Wallet, "confirm-wallet", wallet),
            fact(Text::FundingProof, "confirm-reason", reason),
        ],
        // Its page shows them.
        Intent::MovePoints { .. } => Vec::new(),
        // It is never asked for here, only asked about.
        Intent::Other { .. } => Vec::new(),
    }
}

fn text_of(till: Till, text: Text) -> Signal<String> {
    view::text(move || till.say(text))
}

fn hint(words: Signal<String>) -> AnyView {
    view! { <p class="hint">{words}</p> }.into_any()
}

fn fact(till: Till, label: Text, id: &'static str, value: String) -> AnyView {
    view! { <p class="fact"><span class="caption">{text_of(till, label)}</span> <strong data-testid=id>{value}</strong></p> }.into_any()
}

/// The number of a sale of the same credit to the same number that was recorded a moment ago, if there is one: a customer may well
/// want it twice, a hurried hand may not.
fn just_sold(intent: &Intent, sales: &[TopUp], now_ms: i64) -> Option<i64> {
    let Intent::TopUp {
        operator,
        number,
        amount,
    } = intent
    else {
        return None;
    };
    sales
        .iter()
        .find(|sale| {
            sale.audit.estado
                && sale.operadora == *operator
                && sale.numero_cliente == *number
                && sale.monto.amount() == amount.amount()
                && now_ms.saturating_sub(sale.fecha_hora.ms()) < JUST_SOLD_MS
        })
        .map(|sale| sale.id)
}

fn title(intent: &Intent) -> Text {
    match intent {
        Intent::TopUp { .. } => Text::ConfirmTopUp,
        Intent::Injection { .. } => Text::ConfirmInjection,
        Intent::Movement {
            direction: MovementKind::Ingreso,
            ..
        } => Text::ConfirmIn,
        Intent::Movement {
            direction: MovementKind::Egreso,
            ..
        } => Text::ConfirmOut,
        Intent::Open { .. } => Text::ConfirmOpen,
        Intent::Close { .. } => Text::ConfirmClose,
        Intent::CreateRegister { .. } => Text::ConfirmRegister,
        Intent::CollectCoupon { .. } => Text::ConfirmCollection,
        Intent::IssueCoupon { .. } => Text::ConfirmCouponIssue,
        Intent::CancelCoupon { .. } => Text::ConfirmCancellation,
        Intent::RecordInvoice { .. } => Text::ConfirmInvoice,
        Intent::PayService { .. } => Text::ConfirmPayment,
        Intent::ResolvePayment { .. } => Text::ConfirmResolution,
        Intent::RefundPayment { .. } => Text::ConfirmRefund,
        Intent::FundPrefund { .. } => Text::ConfirmFunding,
        Intent::PayDebt { .. } => Text::ConfirmDebtPayment,
        Intent::Recharge { .. } => Text::ConfirmRecharge,
        Intent::FundWallet { .. } => Text::ConfirmFunding,
        Intent::MovePoints { what, .. } => match what {
            loyalty::MovementKind::Earning => Text::ConfirmEarning,
            loyalty::MovementKind::Redemption => Text::ConfirmRedemption,
            loyalty::MovementKind::Addition | loyalty::MovementKind::Removal => {
                Text::ConfirmAdjustment
            }
        },
        Intent::Other { .. } => Text::OtherOf,
        Intent::Reverse { what, .. } => match what {
            OperationKind::Injection => Text::ConfirmReverseInjection,
            OperationKind::CashMovement => Text::ConfirmReverseMovement,
            OperationKind::PrefundFunding
            | OperationKind::WalletFunding
            | OperationKind::IntegratorPayment => Text::ConfirmReverseFunding,
            what if what.moves_points() => Text::ConfirmReversePoints,
            _ => Text::ConfirmReverse,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ventanilla_core::wire::answer;
    use ventanilla_core::wire::money::Dec;
    use ventanilla_core::{Amount, Operator};

    #[test]
    fn a_sale_of_a_moment_ago_is_noticed() {
        let sale: TopUp = answer::read(
            r#"{"id":5,"operadora":"Tigo","numero_cliente":"76543210","monto":30,"fecha_hora":"2026-06-30T22:47:51.123Z",
            "id_caja_sesion":1,"id_operacion":"8e03978e-40d5-43dd-bc93-6894a57f9324","referencia_operadora":null,"estado":true,
            "id_user_create":3,"id_user_update":null,"created_at":"2026-06-30T22:47:51.123Z","updated_at":"2026-06-30T22:47:51.123Z"}"#,
        )
        .unwrap();
        let at_ms = sale.fecha_hora.ms();
        let mut reversed = sale.clone();
        reversed.audit.estado = false;
        let intent = |operator, number: &str, minor| Intent::TopUp {
            operator,
            number: number.to_owned(),
            amount: Dec::from(Amount::from_minor(minor).unwrap()),
        };
        let same = intent(Operator::Tigo, "76543210", 3_000);
        let table = [
            (&same, &sale, at_ms + 1_000, Some(5)),
            (&same, &sale, at_ms + JUST_SOLD_MS, None),
            (&same, &reversed, at_ms + 1_000, None),
            (
                &intent(Operator::Viva, "76543210", 3_000),
                &sale,
                at_ms,
                None,
            ),
            (
                &intent(Operator::Tigo, "76543211", 3_000),
                &sale,
                at_ms,
                None,
            ),
            (
                &intent(Operator::Tigo, "76543210", 3_001),
                &sale,
                at_ms,
                None,
            ),
        ];
        for (intent, sale, now_ms, expected) in table {
            assert_eq!(
                just_sold(intent, std::slice::from_ref(sale), now_ms),
                expected,
                "{intent:?}"
            );
        }
        assert_eq!(just_sold(&same, &[], at_ms), None);
    }
}
