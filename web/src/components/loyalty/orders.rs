//! What was ordered at the service that keeps the points of some wallets: what waits for a decision first, then what is settled.

use super::attending::points;
use super::{movements, order_form, phone};
use crate::browser;
use crate::components::coupons::loader::Loader;
use crate::components::icon::{Drawing, Icon};
use crate::components::parts::{badge, paragraph, span, time, word};
use crate::components::providers::panel::Panel;
use crate::format;
use crate::i18n::Text;
use crate::loyalty_page::LoyaltySection;
use crate::payment_words;
use crate::till::Till;
use crate::view::{follow, part};
use leptos::prelude::*;
use ventanilla_core::Permission;
use ventanilla_core::loyalty::MovementKind;
use ventanilla_core::role::Role;
use ventanilla_core::wire::loyalty::documented::Documented;
use ventanilla_core::wire::resources::loyalty_orders::{
    LoyaltyOrder, LoyaltyOrderKind, ShownCustomer,
};
use ventanilla_core::wire::resources::payments::{OrderState, RefundState};

/// What has the focus when the list is shown.
const TITLE: &str = "upstream-orders-title";
/// Where the list is read.
const PATH: &str = "/monederos/pedidos";

/// The section; `rest` is the order in the address, if there is one.
pub(crate) fn section(panel: Panel, rest: Signal<String>) -> AnyView {
    let here = Memo::new(move |_| rest.get());
    part(move || {
        let id = here.get();
        untrack(|| {
            if id.is_empty() {
                list(panel.till)
            } else {
                panel.begin();
                one(panel, id)
            }
        })
    })
    .into_any()
}

/// The list's address.
pub(crate) fn list_address() -> String {
    LoyaltySection::Orders.at("")
}

/// Whether somebody of that role may say now what became of it. What is being sent is the server's alone.
fn may_decide(order: &LoyaltyOrder, role: Role) -> bool {
    let is_left = match order.estado {
        OrderState::Pending | OrderState::Unknown => true,
        OrderState::Submitted | OrderState::Delivered | OrderState::Refused => false,
    };
    is_left && role.may(Permission::ResolvePayments)
}

fn one(panel: Panel, id: String) -> AnyView {
    let till = panel.till;
    let orders = Loader::new(till);
    orders.read(PATH.to_owned());
    part(move || {
        orders.show_bare("upstream-orders-retry", |list: Vec<LoyaltyOrder>| {
            let known = list.into_iter().find(|order| order.id == id);
            match known {
                Some(order) if may_decide(&order, till.role()) => order_form::view(panel, &order),
                Some(order) => {
                    vec![back(till), rows(till, "upstream-order-alone", &[order])].into_any()
                }
                None => {
                    let gone = till.say(Text::SettingsGone).to_owned();
                    vec![
                        back(till),
                        paragraph("upstream-order-gone", "card none", gone),
                    ]
                    .into_any()
                }
            }
        })
    })
    .into_any()
}

fn back(till: Till) -> AnyView {
    view! {
        <a class="back" data-testid="upstream-orders-back" href=list_address()>
            <Icon drawing=Drawing::Back/>{till.words(Text::UpstreamOrdersTab)}
        </a>
    }
    .into_any()
}

fn list(till: Till) -> AnyView {
    let orders = Loader::new(till);
    orders.read(PATH.to_owned());
    orders.when_back();
    browser::focus_soon(TITLE);
    // What was asked again may have been decided, or have come to be open.
    follow(move || {
        if till.notice.with(Option::is_some) {
            orders.again();
        }
    });
    let decides = untrack(|| till.role().may(Permission::ResolvePayments));
    let lead = if decides {
        Text::UpstreamOrdersLead
    } else {
        Text::UpstreamOrdersLeadOthers
    };
    let shown = part(move || {
        orders.show_bare("upstream-orders-retry", |list: Vec<LoyaltyOrder>| {
            both(till, list, lead)
        })
    });
    view! {
        <header class="section-head">
            <h1 id=TITLE tabindex="-1">{till.words(Text::UpstreamOrdersTab)}</h1>
        </header>
        {shown}
    }
    .into_any()
}

/// Those that wait, then the others.
fn both(till: Till, list: Vec<LoyaltyOrder>, lead: Text) -> AnyView {
    if list.is_empty() {
        let none = till.say(Text::UpstreamOrdersNone).to_owned();
        return paragraph("upstream-orders-none", "card none", none);
    }
    let (waiting, settled): (Vec<LoyaltyOrder>, Vec<LoyaltyOrder>) =
        list.into_iter().partition(|order| order.estado.is_open());
    let first = if waiting.is_empty() {
        let none = till.say(Text::UpstreamOrdersNoneWait).to_owned();
        paragraph("upstream-orders-clear", "card none", none)
    } else {
        view! {
            <h2>{till.say(Text::UpstreamOrdersWait)}</h2>
            <p class="hint caution" data-testid="upstream-orders-lead">{till.say(lead)}</p>
            {rows(till, "upstream-orders-waiting", &waiting)}
        }
        .into_any()
    };
    let then = (!settled.is_empty()).then(|| {
        view! {
            <h2>{till.say(Text::UpstreamOrdersSettled)}</h2>
            {rows(till, "upstream-orders-settled", &settled)}
        }
    });
    view! { {first} {then} }.into_any()
}

fn rows(till: Till, id: &'static str, orders: &[LoyaltyOrder]) -> AnyView {
    let rows: Vec<AnyView> = orders.iter().map(|order| row(till, order)).collect();
    view! { <ul class="card kept asked" data-testid=id>{rows}</ul> }.into_any()
}

fn row(till: Till, order: &LoyaltyOrder) -> AnyView {
    let decide = may_decide(order, untrack(|| till.role())).then(|| {
        let address = LoyaltySection::Orders.at(&order.id);
        let full = till.say_with(
            Text::UpstreamDecideOf,
            &[("numero", &phone::shown(&order.telefono))],
        );
        view! {
            <a class="button secondary" href=address data-testid="upstream-decide" aria-label=full>{till.say(Text::UpstreamDecide)}</a>
        }
    });
    view! { <li data-testid="upstream-order">{about(till, order)} {decide}</li> }.into_any()
}

/// All that is known of it.
pub(crate) fn about(till: Till, order: &LoyaltyOrder) -> AnyView {
    let language = till.language.get();
    let (class, drawing) = payment_words::state_look(order.estado, RefundState::None);
    let state = payment_words::state_name(order.estado, RefundState::None);
    let when = format::day_and_time(order.fecha_hora, till.offset_minutes(), language);
    let mut lines = vec![
        span(
            "name",
            vec![
                word("", kind_name(order.tipo).template(language).to_owned()),
                word("", sum(till, order)),
            ],
        ),
        span(
            "stands",
            vec![badge(class, drawing, state.template(language).to_owned())],
        ),
        word("", phone::shown(&order.telefono)),
    ];
    let ticket = order
        .ticket
        .as_deref()
        .map(|ticket| till.say_with(Text::PointsTicketOf, &[("ticket", ticket)]));
    let with = [
        Some(order.monedero.clone()),
        ticket,
        Some(order.colaborador.clone()),
    ];
    let with: Vec<String> = with.into_iter().flatten().collect();
    lines.push(span(
        "caption",
        vec![
            word("", format!("{} · ", with.join(" · "))),
            time(order.fecha_hora, when),
        ],
    ));
    lines.extend(
        said(till, order)
            .into_iter()
            .map(|words| word("caption", words)),
    );
    span("about", lines)
}

/// What an order is called.
const fn kind_name(kind: LoyaltyOrderKind) -> Text {
    match kind {
        LoyaltyOrderKind::Contact => Text::KindLoyaltyContact,
        LoyaltyOrderKind::Movement(kind) => movements::name(kind),
    }
}

/// What it is about: the points with their sign, what the sale came to, who is added.
fn sum(till: Till, order: &LoyaltyOrder) -> String {
    let amount = order.cantidad.map(|amount| amount.amount());
    match (order.tipo, amount) {
        (LoyaltyOrderKind::Movement(MovementKind::Earning), Some(purchase)) => {
            let purchase = till.money(purchase);
            till.say_with(Text::PointsBought, &[("monto", &purchase)])
        }
        (LoyaltyOrderKind::Movement(kind), Some(amount)) => {
            let sign = if kind.gives() { "+" } else { "−" };
            let moved = format!("{sign}{}", points(till, amount));
            till.say_with(Text::PointsUnit, &[("puntos", &moved)])
        }
        (LoyaltyOrderKind::Contact, _) | (LoyaltyOrderKind::Movement(_), None) => {
            order.cliente.clone().unwrap_or_default()
        }
    }
}

/// What else is told of it, a line each: the reason, why it was refused, why nobody can tell, what the service said or who decided, the balance
/// there.
fn said(till: Till, order: &LoyaltyOrder) -> Vec<String> {
    let reason = order.motivo.as_ref().map(|reason| {
        let label = till.say(Text::Reason);
        format!("{label}: {reason}")
    });
    let refusal = order
        .rechazo
        .as_deref()
        .and_then(|code| Documented::parse(order.tipo.method(), code))
        .map(|row| row.text(till.language.get()).to_owned());
    let told = payment_words::said(
        order.causa.as_deref(),
        order.detalle.as_deref(),
        order.resuelto_por.as_deref(),
        till.language.get(),
    );
    let balance = order.saldo.map(|balance| {
        let balance = points(till, balance.amount());
        till.say_with(Text::PointsThen, &[("saldo", &balance)])
    });
    let evidence = order.despues.is_some() || order.estado == OrderState::Unknown;
    let before = order.antes.filter(|_| evidence);
    let before =
        before.map(|before| shown(till, before, Text::PointsWere, Text::CustomerWasMissing));
    let after = order
        .despues
        .map(|after| shown(till, after, Text::PointsAre, Text::CustomerIsMissing));
    let first = [reason, refusal, before, after];
    let lines = first.into_iter().flatten().chain(told);
    lines.chain(balance).collect()
}

/// What the service showed of the customer.
fn shown(till: Till, customer: ShownCustomer, there: Text, missing: Text) -> String {
    match customer.saldo {
        Some(balance) => till.say_with(there, &[("saldo", &points(till, balance.amount()))]),
        None => till.say(missing).to_owned(),
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use ventanilla_core::wire::answer;

    /// A redemption that stands so.
    pub(crate) fn order(state: &str) -> LoyaltyOrder {
        answer::read(&format!(
            r#"{{"id":"8e03978e-40d5-43dd-bc93-6894a57f9324","monedero":"De fuera","tipo":"redemption","telefono":"4771234512",
            "cliente":null,"cantidad":"100.00","ticket":"T-1","motivo":null,"colaborador":"Lupita","estado":"{state}","saldo":null,
            "rechazo":null,"detalle":"x","resuelto_por":null,"antes":{{"saldo":"1000.00"}},"despues":null,"fecha_hora":"2026-06-30T22:47:51.123Z"}}"#
        ))
        .unwrap()
    }

    #[test]
    fn who_may_decide_what() {
        use Role::{Administrador, Gerente, Operador, Usuario};
        let table = [
            ("unknown", Gerente, true),
            ("unknown", Administrador, true),
            ("unknown", Operador, false),
            ("unknown", Usuario, false),
            ("pending", Gerente, true),
            ("submitted", Gerente, false),
            ("delivered", Gerente, false),
            ("refused", Administrador, false),
        ];
        for (state, role, expected) in table {
            assert_eq!(
                may_decide(&order(state), role),
                expected,
                "{state} {role:?}"
            );
        }
    }

    #[test]
    fn every_kind_has_a_name() {
        let names: Vec<Text> = LoyaltyOrderKind::ALL.into_iter().map(kind_name).collect();
        let mut others = names.clone();
        others.dedup();
        assert_eq!(names, others);
        assert_eq!(list_address(), LoyaltySection::Orders.at(""));
    }
}
