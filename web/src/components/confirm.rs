//! The last question before something is sent: what, for whom, how much.

use crate::browser;
use crate::components::dialog::Dialog;
use crate::format;
use crate::i18n::Text;
use crate::intent::Intent;
use crate::pending;
use crate::till::Till;
use crate::view::{part, text, text_if};
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;
use ventanilla_core::operation::OperationKind;
use ventanilla_core::wire::kantuta::recharges::TopUp;
use ventanilla_core::wire::kantuta::sessions::MovementKind;

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
            browser::focus_soon("confirm-yes");
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
    view! {
        <Dialog id="confirm" is_open=Signal::derive(is_open) on_cancel=Callback::new(move |()| back()) labelled_by="confirm-title">
            {part(move || intent.get().map(|intent| view! { <Question intent=intent/> }.into_any()).into_any())}
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
                    id="confirm-yes"
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
    let facts = match intent {
        Intent::TopUp { operator, number, .. } => view! {
            <Fact label=Text::Number id="confirm-number" value=format::phone(&number)/>
            <Fact label=Text::Operator id="confirm-operator" value=operator.name().to_owned()/>
            <p class="hint">{Signal::derive(move || till.say_with(Text::DeliverOutside, &[("operadora", operator.name())]))}</p>
        }
        .into_any(),
        Intent::Injection { operator, .. } => view! {
            <Fact label=Text::Operator id="confirm-operator" value=operator.name().to_owned()/>
            <p class="hint">{till.words(Text::CashLeaves)}</p>
        }
        .into_any(),
        Intent::Movement { reason, .. } => view! { <Fact label=Text::Reason id="confirm-reason" value=reason/> }.into_any(),
        Intent::Open { register, counted } => view! {
            <Fact label=Text::Register id="confirm-register" value=register/>
            {counted.is_none().then(|| view! { <p class="hint">{till.words(Text::AcceptBalanceHint)}</p> })}
        }
        .into_any(),
        Intent::Close { .. } => view! { <p class="hint">{till.words(Text::Counted)}</p> }.into_any(),
        Intent::Reverse { what, operator, detail, .. } => {
            let about = detail.map(|detail| match what {
                OperationKind::TopUp => view! { <Fact label=Text::Number id="confirm-number" value=format::phone(&detail)/> },
                _ => view! { <Fact label=Text::Reason id="confirm-reason" value=detail/> },
            });
            view! {
                {about}
                {operator.map(|operator| view! { <Fact label=Text::Operator id="confirm-operator" value=operator.name().to_owned()/> })}
            }
            .into_any()
        }
        Intent::CreateRegister { register, branch, .. } => view! {
            <Fact label=Text::Register id="confirm-register" value=register/>
            <Fact label=Text::Branch id="confirm-branch" value=branch/>
        }
        .into_any(),
        Intent::CollectCoupon {
            code, customer, amount, method, tendered, ..
        } => {
            let change = tendered.and_then(|tendered| tendered.amount().checked_sub(amount.amount()));
            view! {
                <Fact label=Text::Customer id="confirm-customer" value=customer/>
                <Fact label=Text::Coupon id="confirm-code" value=format::coupon_code(&code)/>
                <Fact label=Text::MethodOfPayment id="confirm-method" value=till.say(format::method_name(method)).to_owned()/>
                {change.filter(|change| change.is_positive()).map(|change| view! {
                    <Fact label=Text::ChangeDue id="confirm-change" value=till.money(change)/>
                })}
            }
            .into_any()
        }
        Intent::IssueCoupon { customer, .. } => view! { <Fact label=Text::Customer id="confirm-customer" value=customer/> }.into_any(),
        Intent::CancelCoupon { code, customer, reason, .. } => view! {
            <Fact label=Text::Customer id="confirm-customer" value=customer/>
            <Fact label=Text::Coupon id="confirm-code" value=format::coupon_code(&code)/>
            <Fact label=Text::Reason id="confirm-reason" value=reason/>
        }
        .into_any(),
        Intent::RecordInvoice { customer, invoice, .. } => view! {
            <Fact label=Text::Customer id="confirm-customer" value=customer/>
            <Fact label=Text::Invoice id="confirm-invoice" value=invoice/>
        }
        .into_any(),
        Intent::PayService { service, number, .. } => view! {
            <Fact label=Text::Service id="confirm-service" value=service.label().to_owned()/>
            <Fact label=Text::ServiceNumber id="confirm-number" value=format::service_number(service, &number)/>
        }
        .into_any(),
        Intent::ResolvePayment { receipt, outcome, evidence, .. } => view! {
            <Fact label=Text::PaymentReceipt id="confirm-receipt" value=receipt/>
            <Fact label=Text::ResolutionFound id="confirm-outcome" value=till.say(format::resolution_name(outcome)).to_owned()/>
            <Fact label=Text::Evidence id="confirm-evidence" value=evidence/>
        }
        .into_any(),
        Intent::RefundPayment { receipt, .. } => view! { <Fact label=Text::PaymentReceipt id="confirm-receipt" value=receipt/> }.into_any(),
        Intent::FundPrefund { provider, reason, .. } => view! {
            <Fact label=Text::Provider id="confirm-provider" value=provider.label().to_owned()/>
            <Fact label=Text::FundingProof id="confirm-reason" value=reason/>
        }
        .into_any(),
        Intent::PayDebt { integrator, reason, .. } => view! {
            <Fact label=Text::Integrator id="confirm-integrator" value=integrator/>
            <Fact label=Text::FundingProof id="confirm-reason" value=reason/>
        }
        .into_any(),
        Intent::Recharge { dealer, number, wallet, .. } => view! {
            <p class="callee" data-testid="confirm-number">{format::brazilian_mobile(&number)}</p>
            <Fact label=Text::Operator id="confirm-operator" value=dealer.name().to_owned()/>
            <Fact label=Text::Wallet id="confirm-wallet" value=wallet/>
        }
        .into_any(),
        Intent::FundWallet { wallet, reason, .. } => view! {
            <Fact label=Text::Wallet id="confirm-wallet" value=wallet/>
            <Fact label=Text::FundingProof id="confirm-reason" value=reason/>
        }
        .into_any(),
        // It is never asked for here, only asked about.
        Intent::Other { .. } => ().into_any(),
    };
    view! {
        <h2 id="confirm-title">{till.words(title)}</h2>
        {amount}
        <div class="facts">{facts}</div>
    }
}

#[component]
fn Fact(label: Text, id: &'static str, value: String) -> impl IntoView {
    let till = Till::here();
    view! { <p class="fact"><span class="caption">{till.words(label)}</span> <strong data-testid=id>{value}</strong></p> }
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
        Intent::Other { .. } => Text::OtherOf,
        Intent::Reverse { what, .. } => match what {
            OperationKind::Injection => Text::ConfirmReverseInjection,
            OperationKind::CashMovement => Text::ConfirmReverseMovement,
            OperationKind::PrefundFunding
            | OperationKind::WalletFunding
            | OperationKind::IntegratorPayment => Text::ConfirmReverseFunding,
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
