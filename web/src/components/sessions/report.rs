//! The closing report of one session, to be read and to be printed.

use super::closing_slip::{about, closing_slip, pieces, signed, title_of};
use super::place::may_explain;
use super::signs::difference_mark;
use crate::browser;
use crate::components::difference_reason::{
    Explained, Unexplained, kept_reason, outcome, reason_form,
};
use crate::components::history::{drawer_name, mark, state_name, what};
use crate::components::icon::{Drawing, Icon};
use crate::components::parts::{
    badge, block, fact, facts, heading, item, paragraph, plain_button, span, time, unread, waiting,
    word,
};
use crate::format;
use crate::i18n::Text;
use crate::till::{Reading, Till};
use crate::view::{follow, part, text};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::collections::BTreeMap;
use ventanilla_core::operation::OperationState;
use ventanilla_core::wire::money::Dec;
use ventanilla_core::wire::resources::sessions::{ClosingReport, ReportEntry, ReportSession};
use ventanilla_core::wire::time::Iso;

/// A report being read.
#[derive(Clone, Copy)]
struct Known {
    till: Till,
    session_id: i64,
    report: RwSignal<Option<ClosingReport>>,
    reading: RwSignal<Reading>,
    /// Whether the reason that stands since somebody wrote one here is theirs.
    is_explained: RwSignal<Option<bool>>,
}

/// The report of a session.
pub(crate) fn report(till: Till, session_id: i64) -> AnyView {
    let known = Known {
        till,
        session_id,
        report: RwSignal::new(None),
        reading: RwSignal::new(Reading::Running),
        is_explained: RwSignal::new(None),
    };
    follow(move || {
        if !till.is_expired.get() {
            known.read();
        }
    });
    till.when_back(Box::new(move || {
        if matches!(known.reading.get_untracked(), Reading::Failed(_)) {
            known.read();
        }
    }));
    let title = text(move || {
        let is_closed = known.report.with(|report| {
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
    let lead = text(move || {
        let number = till.say_with(Text::SessionNumber, &[("id", &session_id.to_string())]);
        known.report.with(|report| {
            report.as_ref().map_or_else(
                || number.clone(),
                |report| {
                    format!(
                        "{number} · {} · {}",
                        report.sesion.caja, report.sesion.sucursal
                    )
                },
            )
        })
    });
    let print = Callback::new(move |()| known.print());
    let button = part(move || {
        if known.report.with(Option::is_some) {
            plain_button(till, "report-print", "primary", Text::Print, print)
        } else {
            ().into_any()
        }
    });
    let body = part(move || {
        known.report.with(|report| {
            report
                .as_ref()
                .map_or_else(|| ().into_any(), |report| page(known, report))
        })
    });
    let back = text(move || till.say(Text::AllSessions));
    view! {
        <section class="history report" aria-labelledby="report-title" data-testid="report">
            <a class="back" href="#turnos"><Icon drawing=Drawing::Back/>{back}</a>
            <header class="section-head">
                <div>
                    <h1 id="report-title" tabindex="-1">{title}</h1>
                    <p class="lead">{lead}</p>
                </div>
                {button}
            </header>
            <div role="status">{part(move || known.state())}</div>
            {body}
        </section>
    }
    .into_any()
}

impl Known {
    fn read(self) {
        self.reading.set(Reading::Running);
        let path = format!("/sesiones/{}/informe", self.session_id);
        spawn_local(async move {
            match self.till.get::<ClosingReport>(&path).await {
                Ok(report) => {
                    self.report.set(Some(report));
                    self.reading.set(Reading::Done);
                }
                Err(error) => self.reading.set(Reading::Failed(error)),
            }
        });
    }

    fn state(self) -> AnyView {
        let till = self.till;
        match self.reading.get() {
            Reading::Running => waiting(till, "report-loading", true),
            Reading::Failed(error) => unread(
                till,
                &error,
                "report-retry",
                Callback::new(move |()| self.read()),
            ),
            Reading::Done => match self.is_explained.get() {
                Some(is_own) => outcome(till, is_own),
                None => ().into_any(),
            },
        }
    }

    fn print(self) {
        let till = self.till;
        let slip = untrack(|| {
            self.report.with(|report| {
                report
                    .as_ref()
                    .map(|report| closing_slip(report, &till.shop(), till.language.get()))
            })
        });
        till.slip.set(slip);
    }

    /// The form for the reason that is missing, for those who may write it.
    fn reason_form(self, session: &ReportSession) -> Option<AnyView> {
        let till = self.till;
        // Who signs in again is the same; what is being typed or saved stays.
        let may_explain = untrack(|| {
            till.login.with(|login| {
                login
                    .as_ref()
                    .is_some_and(|known| may_explain(till.role(), known.user.id, session))
            })
        });
        if !may_explain {
            return None;
        }
        let unexplained = Unexplained {
            session_id: session.id,
            register_id: session.id_caja,
        };
        let on_explained = Callback::new(move |explained: Explained| {
            self.is_explained.set(Some(explained.is_own));
            self.report.update(|report| {
                if let Some(report) = report {
                    report.sesion.motivo_diferencia = Some(explained.reason);
                }
            });
            // The form is gone; with the reason in it, the report is there to be printed.
            browser::focus_soon("report-print");
        });
        let typed = kept_reason(session.id);
        Some(reason_form(
            till,
            unexplained,
            "reference",
            typed,
            on_explained,
        ))
    }
}

fn page(shown: Known, report: &ClosingReport) -> AnyView {
    let till = shown.till;
    let incomplete = if report.completo {
        ""
    } else {
        till.say(Text::ReportIncomplete)
    };
    let parts = vec![
        people(till, &report.sesion),
        sums(till, report),
        counts(till, &report.sesion),
    ];
    vec![
        paragraph("report-incomplete", "hint caution", incomplete.to_owned()),
        result(shown, &report.sesion),
        block("", "parts", parts),
        heading("report-entries", till.say(Text::Movements).to_owned()),
        entries(till, report),
    ]
    .into_any()
}

/// A fact, where it is known.
fn known(till: Till, id: &'static str, label: Text, value: Option<String>) -> Option<AnyView> {
    value.map(|value| fact(id, till.say(label).to_owned(), String::new(), value))
}

/// What should have been there, what was, and why they differ.
fn result(shown: Known, session: &ReportSession) -> AnyView {
    let till = shown.till;
    let money = |amount: Dec| till.money(amount.amount());
    let at_opening = session.diferencia_apertura.amount();
    let at_opening = (!at_opening.is_zero())
        .then(|| format::difference(at_opening, till.currency(), till.language.get()));
    let opening = Some(money(session.monto_inicial));
    let expected = session.monto_final_teorico.map(money);
    let counted = session.monto_final_real.map(money);
    let figures = [
        known(till, "report-opening", Text::OpeningCash, opening),
        known(
            till,
            "report-opening-difference",
            Text::OpeningDifference,
            at_opening,
        ),
        known(till, "report-expected", Text::Expected, expected),
        known(till, "report-counted", Text::Counted, counted),
    ];
    let figures: Vec<AnyView> = figures.into_iter().flatten().collect();
    let mut parts = vec![facts("", "sums", figures)];
    if let Some(difference) = session.diferencia {
        let difference = difference.amount();
        parts.push(block(
            "report-difference",
            "judged",
            vec![difference_mark(till, difference)],
        ));
        if !difference.is_zero() {
            let reason = session.motivo_diferencia.as_ref().map_or_else(
                || till.say(Text::NoDifferenceReason).to_owned(),
                |reason| format!("{}: {reason}", till.say(Text::Reason)),
            );
            parts.push(paragraph("report-reason", "", reason));
            parts.extend(shown.reason_form(session));
        }
    }
    block("", "card result", parts)
}

fn people(till: Till, session: &ReportSession) -> AnyView {
    let time = |at: Iso| format::full_time(at, session.zona_utc_minutos, till.language.get());
    let people = [
        known(till, "", Text::Cashier, Some(session.usuario.clone())),
        known(till, "", Text::OpenedAt, Some(time(session.fecha_apertura))),
        known(till, "", Text::OpenedBy, Some(session.abierta_por.clone())),
        known(till, "", Text::ClosedAt, session.fecha_cierre.map(time)),
        known(till, "", Text::ClosedBy, session.cerrada_por.clone()),
    ];
    let people: Vec<AnyView> = people.into_iter().flatten().collect();
    let parts = vec![
        heading("", till.say(Text::SessionLabel).to_owned()),
        facts("report-people", "facts", people),
    ];
    block("", "card", parts)
}

fn sums(till: Till, report: &ClosingReport) -> AnyView {
    let (currency, language) = (till.currency(), till.language.get());
    let times = |count: i64| format!("× {}", format::whole(count, currency, language));
    let mut moved = Vec::new();
    for total in &report.totales {
        let name = till.say(drawer_name(total.tipo, total.sentido)).to_owned();
        let amount = format::difference(signed(total.monto, total.sentido), currency, language);
        moved.push(fact("report-total", name, times(total.cantidad), amount));
    }
    let mut parts = vec![
        heading("", till.say(Text::ByKind).to_owned()),
        facts("", "facts", moved),
    ];
    if !report.recargas.is_empty() {
        let mut sold = Vec::new();
        for sum in &report.recargas {
            let (name, amount) = (
                sum.operadora.name().to_owned(),
                till.money(sum.monto.amount()),
            );
            sold.push(fact("report-sold", name, times(sum.cantidad), amount));
        }
        parts.push(heading("", till.say(Text::ByOperator).to_owned()));
        parts.push(facts("", "facts", sold));
    }
    block("", "card", parts)
}

fn counts(till: Till, session: &ReportSession) -> AnyView {
    let mut parts = vec![heading("", till.say(Text::Pieces).to_owned())];
    if session.fecha_cierre.is_some() {
        count(
            till,
            Text::PiecesAtClosing,
            session.conteo_cierre.as_ref(),
            &mut parts,
        );
    }
    count(
        till,
        Text::PiecesAtOpening,
        session.conteo_apertura.as_ref(),
        &mut parts,
    );
    block("report-counts", "card", parts)
}

fn count(
    till: Till,
    title: Text,
    counted: Option<&BTreeMap<String, u32>>,
    parts: &mut Vec<AnyView>,
) {
    let (currency, language) = (till.currency(), till.language.get());
    parts.push(paragraph("", "caption", till.say(title).to_owned()));
    let Some(counted) = counted else {
        parts.push(paragraph("", "hint", till.say(Text::NotCounted).to_owned()));
        return;
    };
    let mut lines = Vec::new();
    for (value, quantity, sum) in pieces(counted, currency) {
        let piece = format::piece(value, currency, language);
        let sum = sum.map(|sum| till.money(sum)).unwrap_or_default();
        lines.push(fact("", piece, format!("× {quantity}"), sum));
    }
    parts.push(facts("", "facts", lines));
}

fn entries(till: Till, report: &ClosingReport) -> AnyView {
    if report.movimientos.is_empty() {
        return paragraph("", "card hint", till.say(Text::NoMovements).to_owned());
    }
    let mut lines = Vec::new();
    for entry in &report.movimientos {
        lines.push(line(till, entry, report.sesion.zona_utc_minutos));
    }
    view! { <ol class="operations" aria-labelledby="report-entries">{lines}</ol> }.into_any()
}

fn line(till: Till, entry: &ReportEntry, offset_minutes: i32) -> AnyView {
    let language = till.language.get();
    let amount = signed(entry.monto, entry.sentido);
    let class = if amount.is_negative() {
        "sum out"
    } else {
        "sum in"
    };
    let mut meta = vec![time(
        entry.fecha,
        format::time(entry.fecha, offset_minutes, language),
    )];
    if let Some(id) = entry.numero {
        meta.push(word(
            "called",
            till.say_with(Text::NumberSign, &[("id", &id.to_string())]),
        ));
    }
    let is_undone = entry.estado == OperationState::Reversed;
    if is_undone {
        meta.push(badge(
            "state undone",
            Drawing::Back,
            till.say(state_name(entry.estado)).to_owned(),
        ));
    }
    let parts = vec![
        mark(entry.operadora),
        what(title_of(entry, language), about(entry)),
        span("meta", meta),
        word(class, format::difference(amount, till.currency(), language)),
    ];
    let class = if is_undone { "undone" } else { "" };
    item("report-entry", class, block("", "line", parts))
}
