//! How far the import of a file has come, and which of its lines were refused. Pure.

use crate::i18n;
use ventanilla_core::code::Language;
use ventanilla_core::csv;
use ventanilla_core::wire::portal::import::{ImportReport, RefusedLine};

/// By this mark a spreadsheet knows that the file is UTF-8.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// How far an import has come.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Progress {
    /// How many lines there are in all.
    pub(crate) lines: i64,
    /// How many are done with.
    pub(crate) done: i64,
    /// How many were new.
    pub(crate) created: i64,
    /// How many were there already.
    pub(crate) existing: i64,
    /// Those that were refused, and why.
    pub(crate) refused: Vec<RefusedLine>,
}

impl Progress {
    /// Nothing of so many lines is done yet.
    pub(crate) fn of(lines: usize) -> Self {
        Self {
            lines: i64::try_from(lines).unwrap_or(i64::MAX),
            ..Self::default()
        }
    }

    /// Adds what became of a part.
    pub(crate) fn add(&mut self, report: ImportReport) {
        self.done = self.done.saturating_add(report.lineas).min(self.lines);
        self.created = self.created.saturating_add(report.creadas);
        self.existing = self.existing.saturating_add(report.existentes);
        self.refused.extend(report.rechazos);
    }
}

/// Why a line was refused, in the page's language. The server's own words are Spanish, and have the figures in them.
pub(crate) fn why(line: &RefusedLine, language: Language) -> String {
    let words = i18n::code_template(line.code, language);
    if language == Language::Es || words.contains('{') {
        line.mensaje.clone()
    } else {
        words.to_owned()
    }
}

/// The refused lines as a file for spreadsheets.
pub(crate) fn refused_file(
    heading: [&str; 3],
    refused: &[RefusedLine],
    language: Language,
) -> String {
    let heading = heading.map(str::to_owned);
    let rows: Vec<Vec<String>> = refused
        .iter()
        .map(|line| {
            vec![
                line.linea.to_string(),
                line.columna.clone(),
                why(line, language),
            ]
        })
        .collect();
    format!("{BYTE_ORDER_MARK}{}", csv::write(&heading, &rows))
}

#[cfg(test)]
mod tests {
    use super::*;
    use ventanilla_core::Code;

    fn refused(line: i64, code: Code, words: &str) -> RefusedLine {
        RefusedLine {
            linea: line,
            columna: "monto".to_owned(),
            code,
            mensaje: words.to_owned(),
        }
    }

    #[test]
    fn parts_add_up() {
        let mut progress = Progress::of(700);
        progress.add(ImportReport {
            lineas: 500,
            creadas: 498,
            existentes: 1,
            rechazadas: 1,
            rechazos: vec![refused(3, Code::Required, "x")],
        });
        progress.add(ImportReport {
            lineas: 200,
            creadas: 0,
            existentes: 200,
            ..ImportReport::default()
        });
        assert_eq!(
            (progress.done, progress.created, progress.existing),
            (700, 498, 201)
        );
        assert_eq!(progress.refused.len(), 1);
    }

    #[test]
    fn words_keep_their_figures() {
        let small = refused(2, Code::TooSmall, "El mínimo es 0.01.");
        assert_eq!(why(&small, Language::En), "El mínimo es 0.01.");
        let missing = refused(2, Code::Required, "Falta este dato.");
        assert_eq!(why(&missing, Language::Es), "Falta este dato.");
        assert_ne!(why(&missing, Language::En), "Falta este dato.");
    }

    #[test]
    fn the_refused_as_a_file() {
        let lines = [refused(3, Code::Required, "Falta, \"dice\"")];
        let file = refused_file(["Línea", "Columna", "Motivo"], &lines, Language::Es);
        assert_eq!(
            file,
            "\u{feff}Línea,Columna,Motivo\n3,monto,\"Falta, \"\"dice\"\"\"\n"
        );
    }
}
