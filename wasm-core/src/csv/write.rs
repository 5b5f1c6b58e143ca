//! Writing tables, and cutting one into parts that are sent one by one.

use super::{LINE_COLUMN, Record, Table};

/// A table as text: commas between values, quotation marks where one is needed, a line feed after each record. [`Table::read`]
/// reads the same values back, as long as every row has a value for each column and none has line ends by the dozen.
pub fn write(heading: &[String], rows: &[Vec<String>]) -> String {
    let mut text = String::new();
    push(&mut text, heading.iter().map(String::as_str));
    for row in rows {
        push(&mut text, row.iter().map(String::as_str));
    }
    text
}

/// A table in parts of so many records, each a table of its own with the heading and a column [`LINE_COLUMN`], so that what
/// is said of a part's record names the line of the whole file. A broken record stays broken in its part, and keeps its line.
pub fn parts(table: &Table, lines_max: usize) -> Vec<String> {
    let part = |records: &[Record]| {
        let mut text = String::new();
        let names = table.heading().iter().map(String::as_str);
        push(&mut text, core::iter::once(LINE_COLUMN).chain(names));
        for record in records {
            push_record(&mut text, record, table.heading().len());
        }
        text
    };
    table.records().chunks(lines_max.max(1)).map(part).collect()
}

fn push_record(text: &mut String, record: &Record, columns: usize) {
    let line = record.line().to_string();
    let line = core::iter::once(line.as_str());
    match record.values() {
        Some(values) => push(text, line.chain(values.iter().map(String::as_str))),
        // One value too many is broken, however many columns there are.
        None => push(
            text,
            line.chain(core::iter::repeat_n("", columns.saturating_add(1))),
        ),
    }
}

fn push<'a>(text: &mut String, values: impl Iterator<Item = &'a str>) {
    for (index, value) in values.enumerate() {
        let is_first = index == 0;
        if !is_first {
            text.push(',');
        }
        if needs_marks(value, is_first) {
            text.push('"');
            text.push_str(&value.replace('"', "\"\""));
            text.push('"');
        } else {
            text.push_str(value);
        }
    }
    text.push('\n');
}

/// Whether a value is only read back from within quotation marks. All separators count, since the heading's most frequent one
/// becomes the table's; and a row must not begin with nothing, or it may be passed over, nor with a byte order mark.
fn needs_marks(value: &str, is_first: bool) -> bool {
    value.contains(['"', ',', ';', '\t', '\r', '\n'])
        || (is_first && (value.trim().is_empty() || value.starts_with('\u{feff}')))
}
