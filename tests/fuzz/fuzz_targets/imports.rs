//! Files of separated values: decoded, read, written again, cut into parts, and taken for customers and invoices.
#![no_main]

use std::collections::BTreeSet;

use libfuzzer_sys::fuzz_target;
use ventanilla_core::csv::{self, LINE_COLUMN, RECORD_LINES_MAX, Record, Table};
use ventanilla_core::wire::portal::import::RefusedLine;
use ventanilla_core::{Currency, import};
use ventanilla_fuzz::{assert_explained, parts};

fuzz_target!(|data: &[u8]| {
    let (mut choices, bytes) = parts(data);
    let currency = choices.one_of(&Currency::ALL, Currency::code);
    let lines_max = choices.word().parse().unwrap_or(2);
    let Ok(table) = Table::read(bytes) else {
        return;
    };
    assert_sound(&table);
    // A second column of that name would be taken for the lines of what is written.
    if table.optional_column(&[LINE_COLUMN]) == Ok(None) {
        written(&table);
        in_parts(&table, lines_max);
    }
    customers(&table);
    invoices(&table, currency);
});

fn assert_sound(table: &Table) {
    for record in table.records() {
        assert!(record.line() > 0);
        assert!(record.further_lines().count() < RECORD_LINES_MAX);
        let is_whole = |values: &[String]| values.len() == table.heading().len();
        assert!(record.values().is_none_or(is_whole));
    }
}

/// What is written is read back as it was, the broken records left out.
fn written(table: &Table) {
    if table.heading().is_empty() {
        return;
    }
    let rows: Vec<Vec<String>> = table
        .records()
        .iter()
        .filter_map(|record| Some(record.values()?.to_vec()))
        .collect();
    let text = csv::write(table.heading(), &rows);
    let again = Table::read(text.as_bytes()).expect("a table");
    assert_eq!(again.heading(), table.heading(), "{text:?}");
    let read: Vec<&[String]> = again.records().iter().filter_map(Record::values).collect();
    assert_eq!(read, rows, "{text:?}");
    assert_eq!(again.records().len(), rows.len(), "{text:?}");
}

/// The parts of a table say what the whole says, of its broken records as well.
fn in_parts(table: &Table, lines_max: usize) {
    // Many parts take long to read, and say no more than a few.
    let lines_max = lines_max.max(table.records().len() / 4);
    let mut records = Vec::new();
    for text in csv::parts(table, lines_max) {
        let part = Table::read(text.as_bytes()).expect("a table");
        assert!(part.records().len() <= lines_max.max(1));
        assert_eq!(part.heading(), table.heading(), "{text:?}");
        records.extend(part.records().to_vec());
    }
    assert_eq!(records, table.records());
}

/// No line is lost: each record is good, or refused with all the lines that it takes.
fn assert_told(table: &Table, good: &[i64], refused: &[RefusedLine]) {
    let mut told: Vec<i64> = good.to_vec();
    told.extend(refused.iter().map(|line| line.linea));
    let mut expected = Vec::new();
    let mut rows = good.iter().peekable();
    for record in table.records() {
        expected.push(record.line());
        if rows.next_if(|line| **line == record.line()).is_none() {
            expected.extend(record.further_lines());
        }
    }
    // Files that say themselves what line a record is from may say the same of two.
    let says_lines = table
        .records()
        .windows(2)
        .any(|pair| pair[0].line() >= pair[1].line());
    told.sort_unstable();
    expected.sort_unstable();
    assert!(says_lines || told == expected, "{told:?} {expected:?}");
    assert!(told.len() >= table.records().len());
    for line in refused {
        assert!(!line.mensaje.is_empty() && line.linea > 0);
    }
}

fn customers(table: &Table) {
    match import::customers(table) {
        Ok(imported) => {
            let lines: Vec<i64> = imported.rows.iter().map(|row| row.line).collect();
            assert_told(table, &lines, &imported.refused);
            let numbers: BTreeSet<_> = imported.rows.iter().map(|row| row.number).collect();
            assert_eq!(numbers.len(), imported.rows.len());
            assert!(imported.rows.iter().all(|row| is_filled(&row.name)));
        }
        Err(invalid) => assert_explained(&invalid),
    }
}

fn invoices(table: &Table, currency: Currency) {
    match import::invoices(table, currency) {
        Ok(imported) => {
            let lines: Vec<i64> = imported.rows.iter().map(|row| row.line).collect();
            assert_told(table, &lines, &imported.refused);
            let ids: BTreeSet<_> = imported.rows.iter().map(|row| &row.reference).collect();
            assert_eq!(ids.len(), imported.rows.len());
            for row in &imported.rows {
                assert!(row.amount.is_positive() && row.number > 0);
                assert!(is_filled(&row.reference) && is_filled(&row.kind));
            }
        }
        Err(invalid) => assert_explained(&invalid),
    }
}

fn is_filled(text: &str) -> bool {
    !text.is_empty() && text.trim() == text && !text.contains(char::is_control)
}
