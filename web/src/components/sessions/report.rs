//! The closing report of one session, to be read and to be printed.

use super::closing_slip::{closing_slip, pieces, signed};
use super::signs::difference_mark;
use crate::components::history::{moved_name, state_name, trouble};
use crate::components::icon::{Drawing, Icon};
use crate::components::operator_choice::colour;
use crate::components::trouble::read_error;
use crate::format;
use crate::i18n::Text;
use crate::till::{Reading, Till};
use crate::view::{part, text};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::collections::BTreeMap;
use ventanilla_core::Amount;
use ventanilla_core::operation::{OperationKind, OperationState};
use ventanilla_core::wire::resources::sessions::{ClosingReport, ReportEntry, ReportSession};
use ventanilla_core::wire::time::Iso;

/// The report of a session.
pub(crate) fn report(till: Till, session_id: i64) -> AnyView {
    let known: RwSignal<Option<ClosingReport>> = RwSignal::new(None);
    let reading = RwSignal::new(Reading::Running);
    let read = move || {
        reading.set(Reading::Running);
        spawn_local(async move {
            let outcome = till
                .get::<ClosingReport>(&format!("/sesiones/{session_id}/informe"))
                .await;
            match outcome {
                Ok(report) => {
                    known.set(Some(report));
                    reading.set(Reading::Done);
                }
                Err(error) => reading.set(Reading::Failed(error)),
            }
        });
    };
    Effect::new(move |_| {
        if !till.is_expired.get() {
            read();
        }
    });
    let state = move || {
        match reading.get() {
        Reading::Running => Some(
            view! {
                <div class="waiting" data-testid="report-loading"><span class="spinner" aria-hidden="true"></span><p>{till.say(Text::Loading)}</p></div>
            }
            .into_any(),
        ),
        Reading::Failed(error) => Some(trouble(&read_error(till, &error), "report-retry", till, read)),
        Reading::Done => None,
    }
    };
    let print = move |_| {
        let slip = untrack(|| {
            known.with(|report| {
                report
                    .as_ref()
                    .map(|report| closing_slip(report, &till.shop(), till.language.get()))
            })
        });
        till.slip.set(slip);
    };
    let is_known = Memo::new(move |_| known.with(Option::is_some));
    let button = move || {
        is_known.get().then(|| view! {
            <button type="button" class="primary" id="report-print" data-testid="report-print" on:click=print>{till.words(Text::Print)}</button>
        })
    };
    let title = text(move || {
        let is_closed = known.with(|report| {
            report
                .as_ref()
                .is_none_or(|report| report.sesion.fecha_cierre.is_some())
        });
        till.say(if is_closed {
            Text::ReportTitle
        } else {
            Text::PartialTitle
        })
    });
    let lead = Signal::derive(move || {
        let number = till.say_with(Text::SessionNumber, &[("id", &session_id.to_string())]);
        let place = known.with(|report| {
            report
                .as_ref()
                .map(|report| format!(" · {} · {}", report.sesion.caja, report.sesion.sucursal))
        });
        format!("{number}{}", place.unwrap_or_default())
    });
    let body = move || known.with(|report| report.as_ref().map(|report| page(till, report)));
    view! {
        <section class="history report" aria-labelledby="report-title" data-testid="report">
            <a class="back" href="#turnos"><Icon drawing=Drawing::Back/>{till.words(Text::AllSessions)}</a>
            <header class="section-head">
                <div>
                    <h1 id="report-title" tabindex="-1">{title}</h1>
                    <p class="lead" data-testid="report-session">{lead}</p>
                </div>
                {part(move || button().into_any())}
            </header>
            <div role="status">{part(move || state().into_any())}</div>
            {part(move || body().into_any())}
        </section>
    }
    .into_any()
}

fn page(till: Till, report: &ClosingReport) -> AnyView {
    let incomplete = (!report.completo).then(|| {
        view! { <p class="hint caution" data-testid="report-incomplete">{till.say(Text::ReportIncomplete)}</p> }
    });
    view! {
        {incomplete}
        {result(till, &report.sesion)}
        <div class="parts">
            {people(till, &report.sesion)}
            {sums(till, report)}
            {counts(till, &report.sesion)}
        </div>
        {entries(till, report)}
    }
    .into_any()
}

/// What should have been there, what was, and why they differ.
fn result(till: Till, session: &ReportSession) -> AnyView {
    let figure = |label: Text, amount: Option<Amount>, id: &'static str| {
        amount.map(|amount| {
            view! { <div><dt>{till.say(label)}</dt><dd data-testid=id>{till.money(amount)}</dd></div> }.into_any()
        })
    };
    let difference = session.diferencia.map(|difference| {
        let difference = difference.amount();
        let reason = (!difference.is_zero()).then(|| {
            let reason = session.motivo_diferencia.clone();
            let words = reason.unwrap_or_else(|| till.say(Text::NoDifferenceReason).to_owned());
            view! { <p class="reason" data-testid="report-reason">{words}</p> }
        });
        view! {
            <div class="judged" data-testid="report-difference">{difference_mark(till, difference)}</div>
            {reason}
        }
    });
    let opening_difference =
        Some(session.diferencia_apertura.amount()).filter(|amount| !amount.is_zero());
    let opening_difference = opening_difference.map(|amount| {
        let amount = format::difference(amount, till.currency(), till.language.get());
        view! { <div><dt>{till.say(Text::OpeningDifference)}</dt><dd data-testid="report-opening-difference">{amount}</dd></div> }
    });
    view! {
        <div class="card result">
            <dl class="sums">
                {figure(Text::OpeningCash, Some(session.monto_inicial.amount()), "report-opening")}
                {opening_difference}
                {figure(Text::Expected, session.monto_final_teorico.map(|amount| amount.amount()), "report-expected")}
                {figure(Text::Counted, session.monto_final_real.map(|amount| amount.amount()), "report-counted")}
            </dl>
            {difference}
        </div>
    }
    .into_any()
}

fn people(till: Till, session: &ReportSession) -> AnyView {
    let time = |at: Iso| format::full_time(at, session.zona_utc_minutos, till.language.get());
    let facts = [
        (Text::Cashier, Some(session.usuario.clone())),
        (Text::OpenedAt, Some(time(session.fecha_apertura))),
        (Text::OpenedBy, Some(session.abierta_por.clone())),
        (Text::ClosedAt, session.fecha_cierre.map(time)),
        (Text::ClosedBy, session.cerrada_por.clone()),
    ];
    let facts = facts.into_iter().filter_map(|(label, value)| {
        let value = value?;
        Some(view! { <div><dt>{till.say(label)}</dt><dd>{value}</dd></div> }.into_any())
    });
    view! {
        <section class="card" aria-label=till.say(Text::SessionLabel)>
            <h2>{till.say(Text::SessionLabel)}</h2>
            <dl class="facts" data-testid="report-people">{facts.collect_view()}</dl>
        </section>
    }
    .into_any()
}

fn sums(till: Till, report: &ClosingReport) -> AnyView {
    let whole = |count: i64| format::whole(count, till.currency(), till.language.get());
    let line = |name: String, count: i64, amount: String, id: &'static str| {
        view! { <div data-testid=id><dt>{name} <span class="count">"× " {whole(count)}</span></dt><dd>{amount}</dd></div> }.into_any()
    };
    let moved = report.totales.iter().map(|total| {
        let amount = signed(total.monto, total.sentido);
        let amount = format::difference(amount, till.currency(), till.language.get());
        let name = till.say(moved_name(total.tipo, Some(total.sentido)));
        line(name.to_owned(), total.cantidad, amount, "report-total")
    });
    let sold = report.recargas.iter().map(|sum| {
        let amount = till.money(sum.monto.amount());
        line(
            sum.operadora.name().to_owned(),
            sum.cantidad,
            amount,
            "report-sold",
        )
    });
    let sold = (!report.recargas.is_empty()).then(|| {
        view! {
            <h2>{till.say(Text::ByOperator)}</h2>
            <dl class="facts">{sold.collect_view()}</dl>
        }
    });
    view! {
        <section class="card" aria-label=till.say(Text::ByKind)>
            <h2>{till.say(Text::ByKind)}</h2>
            <dl class="facts">{moved.collect_view()}</dl>
            {sold}
        </section>
    }
    .into_any()
}

fn counts(till: Till, session: &ReportSession) -> AnyView {
    let is_closed = session.fecha_cierre.is_some();
    let closing =
        is_closed.then(|| count(till, Text::PiecesAtClosing, session.conteo_cierre.as_ref()));
    view! {
        <section class="card" aria-label=till.say(Text::Pieces) data-testid="report-counts">
            <h2>{till.say(Text::Pieces)}</h2>
            {closing}
            {count(till, Text::PiecesAtOpening, session.conteo_apertura.as_ref())}
        </section>
    }
    .into_any()
}

fn count(till: Till, title: Text, counted: Option<&BTreeMap<String, u32>>) -> AnyView {
    let (currency, language) = (till.currency(), till.language.get());
    let lines = counted.map(|counted| {
        let lines = pieces(counted, currency).into_iter().map(|(value, quantity, sum)| {
            let piece = format::piece(value, currency, language);
            let sum = sum.map(|sum| till.money(sum)).unwrap_or_default();
            view! { <div><dt>{piece} <span class="count">"× " {quantity}</span></dt><dd>{sum}</dd></div> }.into_any()
        });
        view! { <dl class="facts">{lines.collect_view()}</dl> }.into_any()
    });
    let lines = lines
        .unwrap_or_else(|| view! { <p class="hint">{till.say(Text::NotCounted)}</p> }.into_any());
    view! {
        <h3 class="caption">{till.say(title)}</h3>
        {lines}
    }
    .into_any()
}

fn entries(till: Till, report: &ClosingReport) -> AnyView {
    let offset_minutes = report.sesion.zona_utc_minutos;
    let lines: Vec<AnyView> = report
        .movimientos
        .iter()
        .map(|entry| line(till, entry, offset_minutes))
        .collect();
    let none = lines
        .is_empty()
        .then(|| view! { <p class="card hint">{till.say(Text::NoMovements)}</p> });
    view! {
        <h2 id="report-entries">{till.say(Text::Movements)}</h2>
        {none}
        <ol class="operations" aria-labelledby="report-entries">{lines}</ol>
    }
    .into_any()
}

fn line(till: Till, entry: &ReportEntry, offset_minutes: i32) -> AnyView {
    let language = till.language.get();
    let amount = signed(entry.monto, entry.sentido);
    let class = if amount.is_negative() {
        "sum out"
    } else {
        "sum in"
    };
    let name = till.say(moved_name(entry.tipo, Some(entry.sentido)));
    let operator = entry
        .operadora
        .map(|operator| operator.name())
        .unwrap_or_default();
    let about = match entry.tipo {
        OperationKind::TopUp => format::phone(entry.detalle.as_deref().unwrap_or_default()),
        // The operator stands beside its name.
        OperationKind::Injection => String::new(),
        _ => entry.detalle.clone().unwrap_or_default(),
    };
    let number = entry
        .numero
        .map(|id| view! { <span class="called">{till.say_with(Text::NumberSign, &[("id", &id.to_string())])}</span> });
    let state = (entry.estado == OperationState::Reversed).then(|| {
        view! { <span class="state undone"><Icon drawing=Drawing::Back/>{till.say(state_name(entry.estado))}</span> }
    });
    let mark = format!("mark {}", entry.operadora.map_or("", colour));
    view! {
        <li data-testid="report-entry">
            <div class="line">
                <span class=mark aria-hidden="true"></span>
                <span class="what"><strong>{name} " " {operator}</strong> <span class="about">{about}</span></span>
                <span class="meta">
                    <time class="when" datetime=entry.fecha.to_text()>{format::time(entry.fecha, offset_minutes, language)}</time>
                    {number}
                    {state}
                </span>
                <span class=class>{format::difference(amount, till.currency(), language)}</span>
            </div>
        </li>
    }
    .into_any()
}
