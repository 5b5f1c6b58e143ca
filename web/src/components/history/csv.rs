//! The history as a table for spreadsheets. Pure: fetching and saving are the export's.

use super::entry::{Entry, kind_name, state_name};
use crate::format;
use crate::i18n::Text;
use ventanilla_core::code::Language;
use ventanilla_core::wire::kantuta::sessions::MovementKind;
use ventanilla_core::wire::time::Date;
use ventanilla_core::{Amount, Currency};

/// By this mark a spreadsheet knows that the file is UTF-8.
const BYTE_ORDER_MARK: &str = "\u{feff}";
const LINE_END: &str = "\r\n";

/// How a table is written: for a spreadsheet of that language, by the shop's clock.
pub(crate) struct Sheet<'a> {
    /// The language.
    pub(crate) language: Language,
    /// The currency.
    pub(crate) currency: Currency,
    /// The offset from UTC of the shop's day, in minutes.
    pub(crate) offset_minutes: i32,
    /// What a register is called.
    pub(crate) register: &'a dyn Fn(i64) -> String,
}

/// One cell.
enum Cell {
    /// Words, some of which anybody may have written.
    Words(String),
    /// A number, a date or a time, as a spreadsheet reads it.
    Plain(String),
}

impl Sheet<'_> {
    /// The mark that every file starts with, and the names of the columns.
    pub(crate) fn head(&self) -> String {
        let titles = [
            Text::SlipDate,
            Text::ColumnTime,
            Text::ColumnWhat,
            Text::ColumnNumber,
            Text::Operator,
            Text::SlipMobile,
            Text::ColumnDirection,
            Text::Amount,
            Text::ColumnState,
            Text::ColumnUser,
            Text::Register,
            Text::ColumnSession,
            Text::Reason,
            Text::SlipReference,
            Text::ColumnId,
        ];
        let cells = titles.map(|title| Cell::Words(title.template(self.language).to_owned()));
        format!("{BYTE_ORDER_MARK}{}", self.line(&cells))
    }

    /// The lines of these operations.
    pub(crate) fn lines(&self, entries: &[Entry]) -> String {
        entries
            .iter()
            .map(|entry| self.line(&self.cells(entry)))
            .collect()
    }

    fn cells(&self, entry: &Entry) -> [Cell; 15] {
        let operation = &entry.operation;
        let say = |text: Text| Cell::Words(text.template(self.language).to_owned());
        let whole = |number: Option<i64>| {
            Cell::Plain(number.map(|number| number.to_string()).unwrap_or_default())
        };
        let words = |text: Option<&str>| Cell::Words(text.unwrap_or_default().to_owned());
        let (day, time) = format::spreadsheet_time(operation.fecha_hora, self.offset_minutes);
        let moved = entry.moved();
        let direction = moved
            .and(operation.sentido)
            .map(|direction| match direction {
                MovementKind::Ingreso => Text::In,
                MovementKind::Egreso => Text::Out,
            });
        let amount = moved.or_else(|| operation.monto.map(|amount| amount.amount()));
        [
            Cell::Plain(day),
            Cell::Plain(time),
            say(kind_name(operation.tipo)),
            whole(operation.numero),
            words(operation.operadora.map(|operator| operator.name())),
            words(operation.detalle.as_deref()),
            direction.map_or(Cell::Plain(String::new()), say),
            Cell::Plain(amount.map(|amount| self.amount(amount)).unwrap_or_default()),
            say(state_name(operation.estado)),
            words(Some(&entry.user)),
            Cell::Words(operation.id_caja.map(self.register).unwrap_or_default()),
            whole(operation.id_caja_sesion),
            words(entry.reason()),
            words(operation.referencia_operadora.as_deref()),
            words(Some(&operation.id)),
        ]
    }

    fn amount(&self, amount: Amount) -> String {
        let mark = format::decimal_mark(self.language, self.currency);
        amount.to_text(self.currency).replace('.', &mark)
    }

    /// A spreadsheet that has the comma between cents has the semicolon between cells.
    fn line(&self, cells: &[Cell]) -> String {
        let separator = if format::decimal_mark(self.language, self.currency) == "," {
            ';'
        } else {
            ','
        };
        let cells: Vec<String> = cells.iter().map(|cell| written(cell, separator)).collect();
        format!("{}{LINE_END}", cells.join(&separator.to_string()))
    }
}

/// What anybody may have written must not be taken for a formula: an apostrophe before it says that it is words.
fn written(cell: &Cell, separator: char) -> String {
    let text = match cell {
        Cell::Words(text) if text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) => {
            format!("'{text}")
        }
        Cell::Words(text) | Cell::Plain(text) => text.clone(),
    };
    if text.contains([separator, '"', '\r', '\n']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text
    }
}

/// What the file is called: whose it is, and of which days.
pub(crate) fn file_name(
    shop: &str,
    days: (Option<Date>, Option<Date>),
    language: Language,
) -> String {
    let shop: Vec<&str> = shop
        .split(|character: char| !character.is_alphanumeric())
        .filter(|part| !part.is_empty())
        .collect();
    let (from, until) = days;
    let mut parts = vec![shop.join("-"), Text::FileName.template(language).to_owned()];
    parts.extend(from.map(Date::to_text));
    parts.extend(until.filter(|until| Some(*until) != from).map(|until| {
        // Without a start, it is everything up to then.
        if from.is_none() {
            format!("{}-{}", Text::FileUntil.template(language), until.to_text())
        } else {
            until.to_text()
        }
    }));
    parts.retain(|part| !part.is_empty());
    format!("{}.csv", parts.join("_"))
}

#[cfg(test)]
mod tests {
    use super::super::entry::tests::one;
    use super::*;

    fn register(id: i64) -> String {
        format!("Caja {id}")
    }

    fn sheet(language: Language) -> Sheet<'static> {
        Sheet {
            language,
            currency: Currency::Bob,
            offset_minutes: -240,
            register: &register,
        }
    }

    #[test]
    fn a_table_in_every_language() {
        let spanish = sheet(Language::Es);
        assert_eq!(
            spanish.head(),
            "\u{feff}Fecha;Hora;Operación;N.º;Operadora;Celular;Sentido;Monto;Estado;Usuario;Caja;Turno;Motivo;Referencia;Identificador\r\n"
        );
        let sale = one(&[("monto", r#""1234.50""#)]);
        assert_eq!(
            spanish.lines(std::slice::from_ref(&sale)),
            "2026-06-30;22:47:51;Recarga;57;Tigo;76543210;Ingreso;1234,50;Registrada;Ana;Caja 1;1;;;8e03978e-40d5-43dd-bc93-6894a57f9324\r\n"
        );
        assert!(
            sheet(Language::Pt)
                .lines(std::slice::from_ref(&sale))
                .contains(";Entrada;1234,50;")
        );
        let english = sheet(Language::En);
        assert!(english.lines(&[sale]).contains(",Cash in,1234.50,"));
        assert!(english.head().starts_with("\u{feff}Date,Time,"));
        assert_eq!(english.lines(&[]), "");
    }

    #[test]
    fn cash_that_leaves_is_less_than_nothing() {
        let out = one(&[
            ("tipo", r#""cash_movement""#),
            ("sentido", r#""EGRESO""#),
            ("operadora", "null"),
            ("detalle", "null"),
            ("motivo", r#""=1+1;\"x\"""#),
        ]);
        let line = sheet(Language::Es).lines(&[out]);
        assert!(line.contains(";Egreso;-30,00;"), "{line}");
        assert!(line.contains(";\"'=1+1;\"\"x\"\"\";"), "{line}");
        let closing = one(&[
            ("tipo", r#""cash_session_close""#),
            ("sentido", r#""EGRESO""#),
        ]);
        let line = sheet(Language::Es).lines(&[closing]);
        assert!(line.contains(";;30,00;"), "{line}");
    }

    #[test]
    fn cells() {
        let table = [
            ("Caja 1", "Caja 1"),
            ("", ""),
            ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
            ("+591", "'+591"),
            ("-5", "'-5"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=1", "'\t=1"),
            ("a=1", "a=1"),
            ("a;b", "\"a;b\""),
            ("a,b", "a,b"),
            ("say \"no\"", "\"say \"\"no\"\"\""),
            ("two\nlines", "\"two\nlines\""),
            ("\r=1", "\"'\r=1\""),
        ];
        for (text, expected) in table {
            assert_eq!(
                written(&Cell::Words(text.to_owned()), ';'),
                expected,
                "{text:?}"
            );
        }
        assert_eq!(written(&Cell::Plain("-30,00".to_owned()), ';'), "-30,00");
        assert_eq!(written(&Cell::Words("a,b".to_owned()), ','), "\"a,b\"");
    }

    #[test]
    fn file_names() {
        let day = Date::parse;
        let table = [
            (
                "Kiosco Demo",
                (day("2026-06-30"), day("2026-06-30")),
                "Kiosco-Demo_historial_2026-06-30.csv",
            ),
            (
                "Kiosco Demo",
                (day("2026-06-24"), day("2026-06-30")),
                "Kiosco-Demo_historial_2026-06-24_2026-06-30.csv",
            ),
            ("Doña Ñá / 2", (None, None), "Doña-Ñá-2_historial.csv"),
            (
                "../..",
                (day("2026-06-24"), None),
                "historial_2026-06-24.csv",
            ),
            (
                "",
                (None, day("2026-06-30")),
                "historial_hasta-2026-06-30.csv",
            ),
        ];
        for (shop, days, expected) in table {
            assert_eq!(file_name(shop, days, Language::Es), expected);
        }
    }
}
