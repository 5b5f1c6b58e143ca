//! One payment in a list: what it was, where it stands, since when, and whose; it leads to all that is known of it.

use super::state::Orders;
use super::words::{since, who};
use crate::components::parts::{badge, span, word};
use crate::format;
use crate::i18n::Text;
use crate::payment_words;
use crate::services_page::ServiceSection;
use crate::view::part;
use leptos::prelude::*;
use ventanilla_core::wire::resources::payments::ServicePayment;

/// What the ids of rows start with.
const ROW_ID: &str = "order-";

/// The id of a payment's row.
pub(super) fn row_id(operation_id: &str) -> String {
    format!("{ROW_ID}{operation_id}")
}

/// What tells a row from another: one of which something has changed is made anew.
pub(super) fn row_key(payment: &ServicePayment) -> String {
    [
        payment.id_operacion.as_str(),
        payment.estado.as_str(),
        payment.devolucion.as_str(),
    ]
    .join(" ")
}

/// One payment.
pub(super) fn row(orders: Orders, payment: ServicePayment) -> AnyView {
    let id = row_id(&payment.id_operacion);
    let address = ServiceSection::Open.at(&payment.id_operacion);
    let face = part(move || face(orders, &payment));
    view! { <li data-testid="order"><a class="row" id=id href=address>{face}</a></li> }.into_any()
}

fn face(orders: Orders, payment: &ServicePayment) -> AnyView {
    let till = orders.till;
    let language = till.language.get();
    let (class, drawing) = payment_words::state_look(payment.estado, payment.devolucion);
    let state = payment_words::state_name(payment.estado, payment.devolucion);
    let number = format::product_number(payment.servicio, &payment.numero);
    let receipt = format!("{} {}", till.say(Text::PaymentReceipt), payment.recibo);
    let name = vec![
        word("", payment.servicio.label().to_owned()),
        word("", number),
    ];
    let about = vec![
        span("name", name),
        span(
            "stands",
            vec![
                badge(class, drawing, state.template(language).to_owned()),
                word("caption", since(orders, payment.fecha_hora)),
            ],
        ),
        word("caption", format!("{receipt} · {}", who(payment))),
    ];
    let amount = till.money(payment.monto.amount());
    vec![
        span("about", about),
        view! { <strong class="figure">{amount}</strong> }.into_any(),
    ]
    .into_any()
}
