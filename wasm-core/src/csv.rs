//! `Table`: a file of separated values as spreadsheets and other systems write it, read record by record.

mod decode;
mod record;
mod write;

pub use record::RECORD_LINES_MAX;
pub use write::{parts, write};

use crate::code::Code;
use crate::field::Flaw;
use crate::field::value::whole_in;
use crate::search;
use record::{Expected, Raw, Records};

/// The column that says which line of the whole file a record is from, where a file is sent in parts.
pub const LINE_COLUMN: &str = "linea";
/// The largest number of a line: 2^53 − 1, the last integer that JavaScript holds exactly.
const LINE_MAX: i64 = crate::amount::Amount::MAX.minor();

/// A file of separated values: a heading, and records that are each a value for every column, or broken.
///
/// What is read: UTF-8 with or without a byte order mark, UTF-16 with one, and otherwise Windows-1252; semicolons, commas or
/// tabs between values, whichever the heading has most of; line ends of any system; values in quotation marks, within which
/// a quotation mark is written twice. Lines without any value are passed over.
///
/// A record is **broken** where it has another number of values than the heading, or where something follows the quotation
/// mark that ends a value. Only its first line is taken for broken, and reading goes on with the next one. The same holds for
/// a quotation mark that nothing ends within [`RECORD_LINES_MAX`] lines, so that one that was forgotten costs its own line
/// only. Two that were forgotten can still make a sound record of the lines between them: [`Record::further_lines`] says
/// which those are.
///
/// ```
/// use ventanilla_core::csv::Table;
///
/// let table = Table::read(b"Cliente ID;Nombre\n56789;\"Pe\xf1a; Juan\"\n").unwrap();
/// let record = &table.records()[0];
/// assert_eq!(record.line(), 2);
/// assert_eq!(record.values().unwrap(), ["56789", "Peña; Juan"]);
/// assert_eq!(table.column(&["cliente_id"]).unwrap(), 0);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    heading: Vec<String>,
    records: Vec<Record>,
}

/// One record of a [`Table`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    line: i64,
    lines: usize,
    values: Option<Vec<String>>,
}

impl Table {
    /// Reads a file. Text that is not what its byte order mark says is [`Code::BodyNotUtf8`], and a heading with a
    /// quotation mark that does not end [`Code::ImportLineBroken`]. A file without anything is a table without columns.
    ///
    /// A column [`LINE_COLUMN`] is taken out of the table: where it has a whole number, that is the record's line.
    pub fn read(bytes: &[u8]) -> Result<Self, Flaw> {
        let text = decode::decode(bytes).ok_or(Flaw::new(Code::BodyNotUtf8))?;
        let mut records = Records::of(&text);
        let Some(heading) = records.next() else {
            return Ok(Self {
                heading: Vec::new(),
                records: Vec::new(),
            });
        };
        let mut heading = heading.values.ok_or(Flaw::new(Code::ImportLineBroken))?;
        for name in &mut heading {
            *name = name.trim().to_owned();
        }
        let line_column = heading.iter().position(|name| folded(name) == LINE_COLUMN);
        let expected = Expected {
            columns: heading.len(),
            line_column,
        };
        records.expect(expected);
        if let Some(index) = line_column {
            heading.remove(index);
        }
        let records = records.map(|raw| Record::of(raw, expected));
        Ok(Self {
            records: records.collect(),
            heading,
        })
    }

    /// The columns' names as the file has them, without the white space around them.
    pub fn heading(&self) -> &[String] {
        &self.heading
    }

    /// The records in the file's order, the broken ones among them.
    pub fn records(&self) -> &[Record] {
        &self.records
    }

    /// The column of one of these names, the first that there is: lower-case, without accents, `_` for spaces and hyphens.
    /// [`Code::ImportColumnMissing`] without one, [`Code::DuplicateProperty`] where two columns have that name.
    pub fn column(&self, names: &[&str]) -> Result<usize, Flaw> {
        let missing = || {
            let name = names.first().copied().unwrap_or_default();
            Flaw::new(Code::ImportColumnMissing).with("columna", name)
        };
        self.optional_column(names)?.ok_or_else(missing)
    }

    /// As [`Table::column`], but a table without such a column is as good.
    pub fn optional_column(&self, names: &[&str]) -> Result<Option<usize>, Flaw> {
        for name in names {
            let mut named = (0..)
                .zip(&self.heading)
                .filter(|(_, column)| folded(column) == *name)
                .map(|(index, _)| index);
            match (named.next(), named.next()) {
                (None, _) => {}
                (found, None) => return Ok(found),
                _ => return Err(Flaw::new(Code::DuplicateProperty)),
            }
        }
        Ok(None)
    }
}

impl Record {
    /// What was read, without the column of lines. A broken record that begins with that column keeps its number.
    fn of(raw: Raw, expected: Expected) -> Self {
        let Raw {
            line,
            lines,
            values,
        } = raw;
        let Some(mut values) = values else {
            return Self {
                line,
                lines,
                values: None,
            };
        };
        let is_whole = values.len() == expected.columns;
        // Of a broken record only the first value is surely in its column.
        let said = expected
            .line_column
            .filter(|index| is_whole || (*index == 0 && !values.is_empty()))
            .map(|index| values.remove(index))
            .and_then(|said| whole_in(said.trim(), &(1..=LINE_MAX)).ok());
        Self {
            line: said.unwrap_or(line),
            lines,
            values: is_whole.then_some(values),
        }
    }

    /// The line that it starts in, the heading being line 1.
    pub const fn line(&self) -> i64 {
        self.line
    }

    /// The other lines that it takes, where a value has line ends in it.
    pub fn further_lines(&self) -> impl Iterator<Item = i64> {
        let first = self.line.saturating_add(1);
        (first..).take(self.lines.saturating_sub(1))
    }

    /// A value for each column of the heading; `None` of a broken record.
    pub fn values(&self) -> Option<&[String]> {
        self.values.as_deref()
    }
}

/// A column's name as it is compared.
fn folded(name: &str) -> String {
    let separates = |character: char| character.is_whitespace() || character == '-';
    search::fold(name.trim()).replace(separates, "_")
}

#[cfg(test)]
mod tests;
