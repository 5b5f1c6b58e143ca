//! Properties of what is read from files, and Windows-1252 held against another implementation.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a panic is a failed test"
)]

use proptest::prelude::*;

use ventanilla_core::csv::{Record, Table, parts, write};
use ventanilla_core::search::{WORD_CHARS_MAX, WORDS_MAX, words};
use ventanilla_core::{Currency, import};

/// Texts that have what separates, quotes and ends lines more often than others do.
fn value() -> impl Strategy<Value = String> {
    let special = prop::sample::select(vec![
        '"', ',', ';', '\t', '\n', '\r', ' ', '\u{feff}', '\0', 'a', '1', 'ñ', '€', '😀',
    ]);
    prop_oneof![
        prop::collection::vec(special, 0..5)
            .prop_map(|characters| characters.into_iter().collect()),
        "[^\r\n]{0,12}",
    ]
}

fn rows() -> impl Strategy<Value = Vec<Vec<String>>> {
    (1usize..4).prop_flat_map(|columns| {
        prop::collection::vec(prop::collection::vec(value(), columns), 0..12)
    })
}

/// Lines as people break them: marks and separators without order.
fn broken_text() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "\"", "\"\"", ",", ";", "\n", "\r\n", "\r", "x", "1", " ", "linea", "id", "nombre",
        "\u{feff}",
    ]);
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

fn heading(columns: usize) -> Vec<String> {
    (0..columns)
        .map(|index| format!("column {index}"))
        .collect()
}

fn values(records: &[Record]) -> Vec<Vec<String>> {
    let values = |record: &Record| record.values().expect("whole").to_vec();
    records.iter().map(values).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn tables_read_what_they_write(rows in rows()) {
        let heading = heading(rows.first().map_or(1, Vec::len));
        let table = Table::read(write(&heading, &rows).as_bytes()).expect("a table");
        prop_assert_eq!(table.heading(), heading);
        prop_assert_eq!(values(table.records()), rows);
    }

    /// Whatever the file is, its parts say what the whole says.
    #[test]
    fn parts_are_the_whole(text in broken_text(), lines_max in 0usize..8) {
        let Ok(table) = Table::read(text.as_bytes()) else { return Ok(()) };
        let mut records = Vec::new();
        for part in parts(&table, lines_max) {
            let part = Table::read(part.as_bytes()).expect("a table");
            prop_assert!(part.records().len() <= lines_max.max(1));
            prop_assert_eq!(part.heading(), table.heading());
            records.extend(part.records().to_vec());
        }
        prop_assert_eq!(records, table.records());
    }

    /// A line with a quotation mark that nothing ends costs itself and no other.
    #[test]
    fn one_mark_costs_one_line(rows in prop::collection::vec(prop::collection::vec("[a-z\" ,;]{0,6}", 3), 1..12), at in any::<prop::sample::Index>()) {
        let heading = heading(3);
        let text = write(&heading, &rows);
        let at = at.index(rows.len());
        let lines: Vec<String> = text
            .lines()
            .enumerate()
            .map(|(index, line)| if index == at + 1 { "x,\"y,z".to_owned() } else { line.to_owned() })
            .collect();
        let table = Table::read(lines.join("\n").as_bytes()).expect("a table");
        prop_assert_eq!(table.records().len(), rows.len());
        for (index, (record, row)) in table.records().iter().zip(&rows).enumerate() {
            prop_assert_eq!(record.values(), (index != at).then_some(row.as_slice()));
        }
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in any::<Vec<u8>>(), text in broken_text()) {
        for bytes in [bytes.as_slice(), text.as_bytes()] {
            let Ok(table) = Table::read(bytes) else { continue };
            let lines: Vec<i64> = table.records().iter().map(Record::line).collect();
            prop_assert!(lines.iter().all(|line| *line > 0));
            let _ = import::customers(&table);
            let _ = import::invoices(&table, Currency::Bob);
        }
    }

    /// Each record is good or refused, and told by its own line.
    #[test]
    fn no_line_is_lost(numbers in prop::collection::vec(prop_oneof!["[0-9]{0,7}", "[a-z0-9\";,]{0,5}"], 0..25)) {
        let lines: String = numbers.iter().map(|number| format!("{number};x\n")).collect();
        let table = Table::read(format!("id;nombre\n{lines}").as_bytes()).expect("a table");
        let imported = import::customers(&table).expect("all columns");
        let mut said: Vec<i64> = imported.rows.iter().map(|row| row.line).collect();
        said.extend(imported.refused.iter().map(|line| line.linea));
        said.sort_unstable();
        let expected: Vec<i64> = (2..).take(numbers.len()).collect();
        prop_assert_eq!(said, expected);
    }

    #[test]
    fn windows_1252_as_others_read_it(bytes in prop::collection::vec(any::<u8>(), 0..40)) {
        let mut bytes: Vec<u8> = bytes.into_iter().filter(|byte| !b"\"\r\n,;\t".contains(byte)).collect();
        // No UTF-8, so that the whole file is Windows-1252.
        bytes.splice(0..0, *b"x\xff");
        let (expected, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(&bytes);
        let table = Table::read(&[b"a\n", bytes.as_slice()].concat()).expect("a table");
        prop_assert_eq!(values(table.records()), [[expected]]);
    }

    #[test]
    fn words_of_words_are_the_same(text in prop_oneof![any::<String>(), "[A-ZÀ-ſ \u{300}-\u{370}ςΣİ]{0,200}"]) {
        let once = words(&text);
        prop_assert!(once.len() <= WORDS_MAX);
        prop_assert!(once.iter().all(|word| (1..=WORD_CHARS_MAX).contains(&word.chars().count())));
        prop_assert_eq!(words(&once.join(" ")), once);
    }
}

#[test]
fn every_byte_of_windows_1252() {
    for byte in 0x80..=0xff {
        let bytes = [byte, b'x'];
        let (expected, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(&bytes);
        let table = Table::read(&[b"a\nx", bytes.as_slice()].concat()).expect("a table");
        assert_eq!(values(table.records()), [[format!("x{expected}")]]);
    }
}
