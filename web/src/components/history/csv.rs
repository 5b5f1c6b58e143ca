//! The history as a table for spreadsheets. Pure: fetching and saving are the export's.

use super::entry::{Entry, kind_name, state_name};
use super::sums::is_cash;
use crate::format;
use crate::i18n::Text;
use ventanilla_core::code::Language;
use ventanilla_core::wire::kantuta::sessions::MovementKind;
use ventanilla_core::wire::time::Date;
use ventanilla_core::{Amount, Currency};

/// By this mark a spreadsheet knows that the file is UTF-8.
const BYTE_ORDER_MARK: &str = "\u{feff}";
const LINE_END: &str = "\r\n";
/// How many columns there are.
const COLUMNS: usize = 16;
/// What a spreadsheet takes for the start of a formula.
const FORMULA_STARTS: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];
/// What a spreadsheet of some country takes for the end of a cell, whatever this file has between its own.
const CELL_ENDS: [char; 5] = [',', ';', '\t', '\r', '\n'];
/// The most digits of a number that a spreadsheet keeps.
const DIGITS_KEPT: usize = 15;

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
            Text::Counted,
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

    /// An amount stands where it moved a drawer's cash, so that its column adds up to what the page says; what was counted has a column of
    /// its own.
    fn cells(&self, entry: &Entry) -> [Cell; COLUMNS] {
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
        let counted = operation
            .monto
            .filter(|_| !is_cash(operation.tipo))
            .map(|amount| amount.amount());
        let amount = |amount: Option<Amount>| {
            Cell::Plain(amount.map(|amount| self.amount(amount)).unwrap_or_default())
        };
        [
            Cell::Plain(day),
            Cell::Plain(time),
            say(kind_name(operation.tipo)),
            whole(operation.numero),
            words(operation.operadora.map(|operator| operator.name())),
            words(operation.detalle.as_deref()),
            direction.map_or(Cell::Plain(String::new()), say),
            amount(moved),
            amount(counted),
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

fn written(cell: &Cell, separator: char) -> String {
    let (text, is_quoted) = match cell {
        Cell::Words(text) => {
            let text = as_words(text);
            // Also what another country's spreadsheet would take for the end of the cell.
            let is_quoted = text.contains(CELL_ENDS) || text.contains('"');
            (text, is_quoted)
        }
        Cell::Plain(text) => (text.clone(), text.contains(separator)),
    };
    if is_quoted {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text
    }
}

/// What anybody may have written must be taken neither for a formula nor for a number that loses digits: an apostrophe before it says that
/// it is words. A spreadsheet that has another separator than the file goes by no quotes in the middle of its cells, so a formula could
/// start after any separator in the text.
///
/// Programs that read the file find that apostrophe in the text. There is no other way to keep the digits of a reference (`="007"` would be
/// worse for them), so only those have it that a spreadsheet would change for good: with a zero in front, or of more digits than it keeps.
fn as_words(text: &str) -> String {
    let is_digits = text.chars().all(|character| character.is_ascii_digit());
    let loses_digits =
        is_digits && text.len() > 1 && (text.starts_with('0') || text.len() > DIGITS_KEPT);
    let mut words = String::with_capacity(text.len());
    if loses_digits {
        words.push('\'');
    }
    let mut is_start = true;
    for character in text.chars() {
        if is_start && FORMULA_STARTS.contains(&character) {
            words.push('\'');
        }
        words.push(character);
        is_start = CELL_ENDS.contains(&character) || (is_start && character == '"');
    }
    words
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
            "\u{feff}Fecha;Hora;Operación;N.º;Operadora;Celular;Sentido;Monto;Contado;Estado;Usuario;Caja;Turno;Motivo;Referencia;Identificador\r\n"
        );
        let sale = one(&[("monto", r#""1234.50""#)]);
        assert_eq!(
            spanish.lines(std::slice::from_ref(&sale)),
            "2026-06-30;22:47:51;Recarga;57;Tigo;76543210;Ingreso;1234,50;;Registrada;Ana;Caja 1;1;;;8e03978e-40d5-43dd-bc93-6894a57f9324\r\n"
        );
        assert!(
            sheet(Language::Pt)
                .lines(std::slice::from_ref(&sale))
                .contains(";Entrada;1234,50;;")
        );
        let english = sheet(Language::En);
        assert!(english.lines(&[sale]).contains(",Cash in,1234.50,,"));
        assert!(english.head().starts_with("\u{feff}Date,Time,"));
        assert!(english.head().contains(",Amount,Counted,State,"));
        assert!(
            sheet(Language::Pt)
                .head()
                .contains(";Valor;Contado;Estado;")
        );
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
        assert!(line.contains(";Egreso;-30,00;;"), "{line}");
        assert!(line.contains(";\"'=1+1;\"\"x\"\"\";"), "{line}");
        let closing = one(&[
            ("tipo", r#""cash_session_close""#),
            ("sentido", r#""EGRESO""#),
        ]);
        let line = sheet(Language::Es).lines(&[closing]);
        assert!(line.contains(";;;30,00;"), "{line}");
        let created = one(&[("tipo", r#""register_create""#), ("sentido", "null")]);
        let line = sheet(Language::Es).lines(&[created]);
        assert!(line.contains(";76543210;;;;Registrada;"), "{line}");
    }

    #[test]
    fn the_amounts_add_up_to_the_cash_that_moved() {
        let entries = [
            one(&[("monto", r#""30.00""#)]),
            one(&[("tipo", r#""cash_session_open""#), ("monto", r#""200.00""#)]),
            one(&[("monto", r#""20.00""#), ("estado", r#""reversed""#)]),
            one(&[
                ("tipo", r#""reversal""#),
                ("sentido", r#""EGRESO""#),
                ("monto", r#""20.00""#),
            ]),
            one(&[("monto", r#""7.00""#), ("estado", r#""failed""#)]),
            one(&[
                ("tipo", r#""cash_session_close""#),
                ("sentido", r#""EGRESO""#),
                ("monto", r#""225.00""#),
            ]),
        ];
        let table = sheet(Language::En).lines(&entries);
        let column = |index: usize| -> Vec<&str> {
            table
                .lines()
                .map(|line| line.split(',').nth(index).unwrap())
                .collect()
        };
        assert_eq!(column(7), ["30.00", "", "20.00", "-20.00", "", ""]);
        assert_eq!(column(8), ["", "200.00", "", "", "", "225.00"]);
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
            ("\t=1", "\"'\t'=1\""),
            ("a=1", "a=1"),
            ("a;b", "\"a;b\""),
            ("a,b", "\"a,b\""),
            ("a\tb", "\"a\tb\""),
            // What is a cell of its own where the other separator ends them.
            ("a,=1+1", "\"a,'=1+1\""),
            ("a;=1+1", "\"a;'=1+1\""),
            ("a\t@b", "\"a\t'@b\""),
            ("a,\"=1+1\"", "\"a,\"\"'=1+1\"\"\""),
            ("\"=1+1\"", "\"\"\"'=1+1\"\"\""),
            ("two\n-1", "\"two\n'-1\""),
            ("a, -1", "\"a, -1\""),
            // What a spreadsheet would take for a number that it cannot keep.
            ("76543210", "76543210"),
            ("0", "0"),
            ("0042", "'0042"),
            ("123456789012345", "123456789012345"),
            ("1234567890123456", "'1234567890123456"),
            ("00-42", "00-42"),
            ("say \"no\"", "\"say \"\"no\"\"\""),
            ("two\nlines", "\"two\nlines\""),
            ("\r=1", "\"'\r'=1\""),
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
