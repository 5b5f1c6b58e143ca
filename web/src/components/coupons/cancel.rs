//! Cancelling a coupon: its reason, and then the same last question as for everything else.

use super::loader::Loader;
use crate::browser;
use crate::components::dialog::Dialog;
use crate::components::field::{Errors, TextField};
use crate::components::form::{self, Form, Submit};
use crate::components::sell::field_errors;
use crate::draft::Draft;
use crate::format;
use crate::i18n::Text;
use crate::intent::Intent;
use crate::outbox::Ended;
use crate::till::Till;
use crate::view::{follow, text_if, yes};
use leptos::prelude::*;
use ventanilla_core::wire::money::Dec;
use ventanilla_core::wire::portal::coupons::{CancelCouponRequest, CouponPage, CouponState};
use ventanilla_core::wire::portal::customers::Customer;

/// Asks for the reason of cancelling the coupon of that code, one of the page that is shown.
pub(crate) fn dialog(
    till: Till,
    cancelling: RwSignal<String>,
    page: Loader,
    customer: Loader,
) -> AnyView {
    // The one of that code that can be cancelled: there is one at most.
    let coupon = move || {
        let page: CouponPage = page.get()?;
        cancelling.with(|code| {
            page.cupones.into_iter().find(|coupon| {
                coupon.estado == CouponState::Pending && coupon.codigo_barras == *code
            })
        })
    };
    let reason = RwSignal::new(String::new());
    let errors: Errors = RwSignal::new(Vec::new());
    let is_open = yes(move || {
        cancelling.with(|code| !code.is_empty()) && till.confirming.with(Option::is_none)
    });
    follow(move || {
        if is_open.get() {
            browser::focus_soon("cancel-reason");
        }
    });
    let put_away = move || {
        reason.set(String::new());
        errors.set(Vec::new());
        cancelling.set(String::new());
    };
    // The button that asked is gone, or asks in vain.
    let leave = move || {
        put_away();
        browser::focus_soon("list-title");
    };
    let on_end = Callback::new(move |ended: Ended| match ended {
        Ended::Done | Ended::Unknown => leave(),
        Ended::Refused(refusal) if refusal.fields.is_empty() => leave(),
        Ended::Refused(refusal) => errors.set(field_errors(&refusal.fields)),
        Ended::NotSent => {}
    });
    let review = Callback::new(move |()| {
        let Some(coupon) = untrack(coupon) else {
            return;
        };
        let name = untrack(|| customer.get())
            .map(|customer: Customer| customer.nombre)
            .unwrap_or_default();
        let checked = Draft::new()
            .text("cupon_id", &coupon.cupon_id)
            .text("motivo", &reason.get_untracked())
            .read(CancelCouponRequest::parse);
        form::review(
            till,
            errors,
            checked,
            |request| Intent::CancelCoupon {
                code: coupon.codigo_barras,
                coupon_id: request.cupon_id,
                customer: name,
                amount: Dec::from(coupon.monto.amount()),
                reason: request.motivo,
            },
            on_end,
        );
    });
    let about = text_if(move || {
        coupon().map(|coupon| {
            format!(
                "{} · {}",
                format::coupon_code(&coupon.codigo_barras),
                till.money(coupon.monto.amount())
            )
        })
    });
    view! {
        <Dialog id="cancel-dialog" is_open=is_open on_cancel=Callback::new(move |()| put_away()) labelled_by="cancel-title">
            <h2 id="cancel-title">{till.words(Text::CancelTitle)}</h2>
            <p><strong>{about}</strong></p>
            <p class="lead">{till.words(Text::CancelLead)}</p>
            <Form on_submit=review>
                <TextField id="cancel-reason" label=Text::Reason field="motivo" value=reason errors=errors on_enter=review/>
                <div class="actions">
                    <Submit id="cancel-continue" text=Text::Continue class="primary"/>
                    <button type="button" class="secondary" data-testid="cancel-close" on:click=move |_| put_away()>
                        {till.words(Text::Close)}
                    </button>
                </div>
            </Form>
        </Dialog>
    }
    .into_any()
}
