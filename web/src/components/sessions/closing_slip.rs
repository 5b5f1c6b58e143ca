//! The closing report as it is printed. Pure.

use super::signs::difference_name;
use crate::components::history::{drawer_name, is_cash, state_name};
use crate::format;
use crate::i18n::Text;
use crate::slip::{self, Line, Shop, Slip};
use std::collections::BTreeMap;
use ventanilla_core::code::Language;
use ventanilla_core::operation::{OperationKind, OperationState};
use ventanilla_core::wire::kantuta::sessions::MovementKind;
use ventanilla_core::wire::money::Dec;
use ventanilla_core::wire::resources::sessions::{ClosingReport, ReportEntry};
use ventanilla_core::{Amount, Currency};

/// The pieces of a count, largest first: what one is worth, how many there are, and what they come to.
pub(crate) fn pieces(
    count: &BTreeMap<String, u32>,
    currency: Currency,
) -> Vec<(Amount, u32, Option<Amount>)> {
    let mut pieces = Vec::new();
    for denomination in currency.denominations() {
        let value = denomination.value();
        let quantity = count.get(&value.to_text(currency)).copied().unwrap_or(0);
        if quantity > 0 {
            pieces.push((value, quantity, value.checked_mul(i64::from(quantity))));
        }
    }
    pieces
}

/// An amount with the sign that it has for the drawer.
pub(crate) fn signed(amount: Dec, direction: MovementKind) -> Amount {
    let amount = amount.amount();
    match direction {
        MovementKind::Ingreso => amount,
        MovementKind::Egreso => amount.checked_neg().unwrap_or(amount),
    }
}

/// What moved the drawer: `Recarga Tigo`, `Egreso`.
pub(crate) fn title_of(entry: &ReportEntry, language: Language) -> String {
    let name = drawer_name(entry.tipo, entry.sentido).template(language);
    match entry.operadora {
        Some(operator) => format!("{name} {}", operator.name()),
        None => name.to_owned(),
    }
}

/// What it was about: the customer's number, the reason; may be empty.
pub(crate) fn about(entry: &ReportEntry) -> String {
    let detail = entry.detalle.as_deref().unwrap_or_default();
    match entry.tipo {
        OperationKind::TopUp => format::phone(detail),
        // The operator stands in the title.
        OperationKind::Injection => String::new(),
        _ => detail.to_owned(),
    }
}

/// The slip of a report: what a shop files. Everything that moved the drawer is in it, as sums and then one by one.
pub(crate) fn closing_slip(report: &ClosingReport, shop: &Shop, language: Language) -> Slip {
    let writer = Writer {
        report,
        shop,
        language,
    };
    let is_open = report.sesion.fecha_cierre.is_none();
    let title = writer.say(if is_open {
        Text::PartialTitle
    } else {
        Text::ReportTitle
    });
    let mut lines = slip::top(shop, language);
    lines.push(Line::Centre(title.clone()));
    if is_open {
        lines.push(Line::Stamp(writer.say(Text::SlipStillOpen)));
    }
    if !report.completo {
        lines.push(Line::Stamp(writer.say(Text::SlipIncomplete)));
    }
    lines.extend(writer.head());
    lines.push(Line::Rule);
    lines.extend(writer.sums());
    lines.extend(writer.result());
    lines.extend(writer.counts());
    lines.extend(writer.entries());
    lines.push(Line::Rule);
    lines.push(Line::Paragraph(writer.say(Text::SlipSignature)));
    Slip {
        title,
        lines,
        sale: None,
        is_coupon: false,
    }
}

struct Writer<'a> {
    report: &'a ClosingReport,
    shop: &'a Shop,
    language: Language,
}

impl Writer<'_> {
    fn say(&self, text: Text) -> String {
        text.template(self.language).to_owned()
    }

    fn money(&self, amount: Amount) -> String {
        format::money(amount, self.shop.currency, self.language)
    }

    fn pair(&self, label: Text, value: String) -> Option<Line> {
        (!value.is_empty()).then(|| Line::Pair(self.say(label), value))
    }

    fn number(&self, id: i64) -> String {
        Text::NumberSign.filled(self.language, &[("id", &id.to_string())])
    }

    fn time(&self, at: ventanilla_core::wire::time::Iso) -> String {
        format::full_time(at, self.report.sesion.zona_utc_minutos, self.language)
    }

    fn head(&self) -> Vec<Line> {
        let session = &self.report.sesion;
        let by = |name: &str| {
            if name == session.usuario {
                String::new()
            } else {
                name.to_owned()
            }
        };
        [
            self.pair(Text::SessionLabel, self.number(session.id)),
            self.pair(Text::Register, session.caja.clone()),
            self.pair(Text::SlipBranch, session.sucursal.clone()),
            self.pair(Text::Cashier, session.usuario.clone()),
            self.pair(Text::OpenedAt, self.time(session.fecha_apertura)),
            self.pair(Text::OpenedBy, by(&session.abierta_por)),
            self.pair(
                Text::ClosedAt,
                session
                    .fecha_cierre
                    .map(|at| self.time(at))
                    .unwrap_or_default(),
            ),
            self.pair(
                Text::ClosedBy,
                by(session.cerrada_por.as_deref().unwrap_or(&session.usuario)),
            ),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    /// What it was opened with, and everything that moved it: together, what should be in it.
    fn sums(&self) -> Vec<Line> {
        let session = &self.report.sesion;
        let mut lines = vec![Line::Pair(
            self.say(Text::OpeningCash),
            self.money(session.monto_inicial.amount()),
        )];
        let moved = self
            .report
            .totales
            .iter()
            .filter(|total| is_cash(total.tipo));
        lines.extend(moved.map(|total| {
            let name = self.say(drawer_name(total.tipo, total.sentido));
            let amount = signed(total.monto, total.sentido);
            Line::Pair(
                format!("{name} × {}", total.cantidad),
                format::difference(amount, self.shop.currency, self.language),
            )
        }));
        if !self.report.recargas.is_empty() {
            lines.push(Line::Rule);
            lines.push(Line::Paragraph(self.say(Text::ByOperator)));
            lines.extend(self.report.recargas.iter().map(|sum| {
                Line::Pair(
                    format!("{} × {}", sum.operadora.name(), sum.cantidad),
                    self.money(sum.monto.amount()),
                )
            }));
        }
        lines
    }

    /// What should have been there, what was, and why they differ.
    fn result(&self) -> Vec<Line> {
        let session = &self.report.sesion;
        let mut lines = Vec::new();
        if let Some(expected) = session.monto_final_teorico {
            lines.push(Line::Rule);
            lines.push(Line::Total(
                self.say(Text::Expected),
                self.money(expected.amount()),
            ));
        }
        if let Some(counted) = session.monto_final_real {
            lines.push(Line::Total(
                self.say(Text::Counted),
                self.money(counted.amount()),
            ));
        }
        if let Some(difference) = session.diferencia {
            let difference = difference.amount();
            lines.push(Line::Total(
                self.say(difference_name(difference)),
                format::difference(difference, self.shop.currency, self.language),
            ));
            if let Some(reason) = &session.motivo_diferencia {
                lines.push(Line::Paragraph(format!(
                    "{}: {reason}",
                    self.say(Text::Reason)
                )));
            }
        }
        lines
    }

    fn counts(&self) -> Vec<Line> {
        let Some(count) = &self.report.sesion.conteo_cierre else {
            return Vec::new();
        };
        let currency = self.shop.currency;
        let mut lines = vec![Line::Rule, Line::Paragraph(self.say(Text::PiecesAtClosing))];
        lines.extend(
            pieces(count, currency)
                .into_iter()
                .map(|(value, quantity, sum)| {
                    Line::Pair(
                        format!(
                            "{} × {quantity}",
                            format::piece(value, currency, self.language)
                        ),
                        sum.map(|sum| self.money(sum)).unwrap_or_default(),
                    )
                }),
        );
        lines
    }

    /// Everything that moved the drawer, oldest first; by day, where that was on more than one.
    fn entries(&self) -> Vec<Line> {
        let session = &self.report.sesion;
        let entries = &self.report.movimientos;
        if entries.is_empty() {
            return Vec::new();
        }
        let mut lines = vec![Line::Rule, Line::Paragraph(self.say(Text::Movements))];
        let day_of = |entry: &ReportEntry| entry.fecha.date_at(session.zona_utc_minutos);
        let opened_on = session.fecha_apertura.date_at(session.zona_utc_minutos);
        let is_one_day = entries.iter().all(|entry| day_of(entry) == opened_on);
        let mut last_day = is_one_day.then_some(opened_on);
        for entry in entries {
            let day = Some(day_of(entry));
            if last_day != day {
                last_day = day;
                lines.push(Line::Centre(format::day(
                    entry.fecha,
                    session.zona_utc_minutos,
                    self.language,
                )));
            }
            lines.push(self.entry(entry));
        }
        lines
    }

    /// When, which, what, and which way the cash went: `09:10 N.º 2 Egreso: Taxi`.
    fn entry(&self, entry: &ReportEntry) -> Line {
        let offset_minutes = self.report.sesion.zona_utc_minutos;
        let mut words = vec![format::time(entry.fecha, offset_minutes, self.language)];
        words.extend(entry.numero.map(|id| self.number(id)));
        words.push(title_of(entry, self.language));
        let mut label = words.join(" ");
        let about = about(entry);
        if !about.is_empty() {
            label = format!("{label}: {about}");
        }
        if entry.estado == OperationState::Reversed {
            label = format!("{label} ({})", self.say(state_name(entry.estado)));
        }
        let amount = signed(entry.monto, entry.sentido);
        Line::Pair(
            label,
            format::difference(amount, self.shop.currency, self.language),
        )
    }
}

#[cfg(test)]
mod tests;
