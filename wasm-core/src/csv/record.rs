//! `Records`: where records start and end, and the values in them.

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

/// The most lines that one record takes. No value that is imported has a line end in it, so that many lines are rather a
/// quotation mark that somebody forgot; and reading on from the second line is then never done over more than these.
pub const RECORD_LINES_MAX: usize = 20;

/// What separates values, the most likely first.
const SEPARATORS: [u8; 3] = [b';', b',', b'\t'];

/// The records of a text from the first to the last.
pub(super) struct Records<'a> {
    rest: &'a str,
    line: i64,
    separator: u8,
    expected: Option<Expected>,
    reader: Reader,
}

/// What a heading says of the records after it.
#[derive(Clone, Copy)]
pub(super) struct Expected {
    /// How many values there are.
    pub(super) columns: usize,
    /// Which of them is the number of a line.
    pub(super) line_column: Option<usize>,
}

impl Expected {
    fn fits(self, values: &[String]) -> bool {
        let line = self.line_column.and_then(|index| values.get(index));
        values.len() == self.columns && line.is_none_or(|line| !line.contains(['\r', '\n']))
    }
}

/// A record as it stands in the text.
pub(super) struct Raw {
    /// The line that it starts in.
    pub(super) line: i64,
    /// How many lines it takes, 1 to [`RECORD_LINES_MAX`].
    pub(super) lines: usize,
    /// `None` where its quotation marks are not right.
    pub(super) values: Option<Vec<String>>,
}

/// How far a record goes.
struct Extent {
    /// In bytes, with the line end.
    length: usize,
    /// In lines.
    lines: usize,
}

/// Where in a record a byte is.
#[derive(Clone, Copy)]
enum Place {
    /// Before the first byte of a value.
    Start,
    /// In a value without quotation marks around it.
    Plain,
    /// In a value with quotation marks around it.
    Quoted,
    /// After a quotation mark in such a value: its end, or the first of two that stand for one.
    Closed,
}

impl<'a> Records<'a> {
    /// The records of a text, the heading first; it says what the separator is.
    pub(super) fn of(text: &'a str) -> Self {
        let separator = separator(text);
        Self {
            rest: text,
            line: 1,
            separator,
            expected: None,
            reader: ReaderBuilder::new().delimiter(separator).build(),
        }
    }

    /// From here on, a record of several lines that is not as expected is not believed: its first line is what is broken,
    /// and the others are records of their own.
    pub(super) const fn expect(&mut self, expected: Expected) {
        self.expected = Some(expected);
    }

    /// Takes so much off the text.
    fn take(&mut self, length: usize, lines: usize) {
        self.rest = self.rest.get(length..).unwrap_or_default();
        let lines = i64::try_from(lines).unwrap_or(i64::MAX);
        self.line = self.line.saturating_add(lines);
    }

    fn pass_over_empty_lines(&mut self) {
        while !self.rest.is_empty() {
            let length = line_length(self.rest);
            let line = self.rest.get(..length).unwrap_or_default();
            let separates = |character: char| {
                character.is_whitespace() || u8::try_from(character) == Ok(self.separator)
            };
            if !line.chars().all(separates) {
                break;
            }
            self.take(length, 1);
        }
    }

    /// The values of a record that is known to be one.
    fn values(&mut self, record: &str) -> Option<Vec<String>> {
        let separators = record.bytes().filter(|byte| *byte == self.separator);
        // Reading makes nothing longer, and there cannot be more values than separators and one.
        let mut output = vec![0; record.len()];
        let mut ends = vec![0; separators.count().saturating_add(1)];
        self.reader.reset();
        // What it reads first may begin with a byte order mark, which it drops. The text's own is gone, so that here it would
        // be part of a value; an empty line before the record is not.
        self.reader.read_record(b"\n", &mut [0], &mut [0]);
        let (mut result, _, mut written, mut count) =
            self.reader
                .read_record(record.as_bytes(), &mut output, &mut ends);
        if matches!(result, ReadRecordResult::InputEmpty) {
            // The last line of a text may lack its end; a read of nothing is what ends it.
            let (more_result, _, more_written, more_count) =
                self.reader
                    .read_record(&[], output.get_mut(written..)?, ends.get_mut(count..)?);
            result = more_result;
            written = written.saturating_add(more_written);
            count = count.saturating_add(more_count);
        }
        if !matches!(result, ReadRecordResult::Record) {
            return None;
        }
        let output = str::from_utf8(output.get(..written)?).ok()?;
        let mut start = 0;
        let mut values = Vec::with_capacity(count);
        for end in ends.get(..count)? {
            values.push(output.get(start..*end)?.to_owned());
            start = *end;
        }
        Some(values)
    }
}

impl Iterator for Records<'_> {
    type Item = Raw;

    fn next(&mut self) -> Option<Self::Item> {
        self.pass_over_empty_lines();
        if self.rest.is_empty() {
            return None;
        }
        let line = self.line;
        if let Some(extent) = extent(self.rest, self.separator) {
            let record = self.rest.get(..extent.length).unwrap_or_default();
            let values = self.values(record);
            let fits = match (&values, self.expected) {
                (Some(values), Some(expected)) => expected.fits(values),
                (Some(_), None) => true,
                (None, _) => false,
            };
            if fits || extent.lines == 1 {
                self.take(extent.length, extent.lines);
                return Some(Raw {
                    line,
                    lines: extent.lines,
                    values,
                });
            }
        }
        self.take(line_length(self.rest), 1);
        Some(Raw {
            line,
            lines: 1,
            values: None,
        })
    }
}

/// How far the record goes that a text starts with; `None` where its quotation marks are not right. The reader of values
/// is more patient: it takes a value that was not closed for as long as the rest of the file.
fn extent(text: &str, separator: u8) -> Option<Extent> {
    let bytes = text.as_bytes();
    let mut place = Place::Start;
    let mut lines: usize = 1;
    let mut has_mark_inside = false;
    for (index, byte) in text.bytes().enumerate() {
        let following = index.saturating_add(1);
        let is_before_feed = byte == b'\r' && bytes.get(following) == Some(&b'\n');
        let ends_line = byte == b'\n' || (byte == b'\r' && !is_before_feed);
        place = match (place, byte) {
            (Place::Quoted, b'"') => Place::Closed,
            (Place::Quoted, _) => {
                lines = lines.saturating_add(usize::from(ends_line));
                if lines > RECORD_LINES_MAX {
                    return None;
                }
                Place::Quoted
            }
            (Place::Start | Place::Closed, b'"') => Place::Quoted,
            (_, b'\r' | b'\n') => {
                // A mark inside a plain value is part of it, such as that of inches; but where lines were put together by
                // marks, it is rather the second half of a pair that was torn apart.
                let length = following.saturating_add(usize::from(is_before_feed));
                return (lines == 1 || !has_mark_inside).then_some(Extent { length, lines });
            }
            _ if byte == separator => Place::Start,
            (Place::Closed, _) => return None,
            (Place::Start | Place::Plain, _) => {
                has_mark_inside |= byte == b'"';
                Place::Plain
            }
        };
    }
    let is_whole = !matches!(place, Place::Quoted) && (lines == 1 || !has_mark_inside);
    is_whole.then_some(Extent {
        length: text.len(),
        lines,
    })
}

/// How many bytes the first line has, with its end.
fn line_length(text: &str) -> usize {
    match text.find(['\r', '\n']) {
        Some(index) => {
            let ends = text.get(index..).unwrap_or_default();
            index.saturating_add(if ends.starts_with("\r\n") { 2 } else { 1 })
        }
        None => text.len(),
    }
}

/// The separator that the first line with something in it has most of, outside quotation marks.
fn separator(text: &str) -> u8 {
    let line = text.trim_start_matches(['\r', '\n']);
    let line = line.get(..line_length(line)).unwrap_or_default();
    let mut found = (b',', 0);
    for candidate in SEPARATORS {
        let mut is_quoted = false;
        let mut count: usize = 0;
        for byte in line.bytes() {
            is_quoted ^= byte == b'"';
            count = count.saturating_add(usize::from(byte == candidate && !is_quoted));
        }
        if count > found.1 {
            found = (candidate, count);
        }
    }
    found.0
}
