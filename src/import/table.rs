//! A table of any length, a record at a time.

use std::cell::Cell;
use std::io::Read;
use std::rc::Rc;

use csv::{ByteRecord, ReaderBuilder, Trim};

use super::rows::problem;
use crate::taxonomy::load::Problem;

/// The most bytes of one record. A quote that is never closed makes one record of the rest of the file.
const MAX_RECORD: u64 = 64 << 20;

/// How a table is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Form {
    /// Between two columns.
    pub delimiter: u8,
    /// Whether quotes hold a field together.
    pub quoted: bool,
}

/// A table that is being read.
pub struct Table<R: Read> {
    file: String,
    reader: csv::Reader<Bounded<R>>,
    since_record: Rc<Cell<u64>>,
    /// Names of the columns.
    pub header: Vec<String>,
    record: ByteRecord,
}

impl<R: Read> Table<R> {
    /// Reads the header.
    ///
    /// # Errors
    /// When there is none, or it is no text.
    pub fn open(reader: R, file: &str, form: Form) -> Result<Self, Problem> {
        let since_record = Rc::new(Cell::new(0));
        let bounded = Bounded { inner: reader, since_record: Rc::clone(&since_record) };
        let reader = ReaderBuilder::new()
            .delimiter(form.delimiter)
            .quoting(form.quoted)
            .has_headers(false)
            .trim(Trim::None)
            .from_reader(bounded);
        let mut table =
            Self { file: file.to_string(), reader, since_record, header: Vec::new(), record: ByteRecord::new() };
        if !table.advance()? {
            return Err(problem(file, 0, "is empty; a table begins with the names of its columns".to_string()));
        }
        table.header = (0..table.record.len()).map(|at| table.field(at)).collect::<Result<_, _>>()?;
        if let Some(first) = table.header.first_mut() {
            *first = first.trim_start_matches('\u{feff}').to_string();
        }
        Ok(table)
    }

    /// Goes to the next record; `false` after the last.
    ///
    /// # Errors
    /// When it has too many or too few fields, or the file cannot be read.
    pub fn advance(&mut self) -> Result<bool, Problem> {
        self.since_record.set(0);
        self.reader.read_byte_record(&mut self.record).map_err(|error| self.explained(&error))
    }

    /// Line of the current record, from 1.
    pub fn line(&self) -> u64 {
        self.record.position().map_or(0, csv::Position::line)
    }

    /// A field of the current record, trimmed.
    ///
    /// # Errors
    /// When it is no UTF-8.
    pub fn field(&self, at: usize) -> Result<String, Problem> {
        let bytes = self.record.get(at).unwrap_or_default();
        match std::str::from_utf8(bytes) {
            Ok(text) => Ok(text.trim().to_string()),
            Err(_) => Err(self.wrong("the text is not UTF-8; save the file as UTF-8")),
        }
    }

    /// A problem of the current record.
    pub fn wrong(&self, message: impl Into<String>) -> Problem {
        problem(&self.file, self.line(), message.into())
    }

    fn explained(&self, error: &csv::Error) -> Problem {
        let line = error.position().map_or(0, csv::Position::line);
        let message = match error.kind() {
            csv::ErrorKind::UnequalLengths { expected_len, len, .. } => format!(
                "the row has {len} fields and the header {expected_len}; mend the row (a field with the separator in it \
                 needs quotes)"
            ),
            csv::ErrorKind::Io(error) if error.kind() == std::io::ErrorKind::FileTooLarge => {
                let line = self.reader.position().line();
                let message = format!("a row is larger than {} MB; is a quote missing?", MAX_RECORD >> 20);
                return problem(&self.file, line, message);
            }
            csv::ErrorKind::Io(error) => format!("cannot be read ({}); check the file", error.kind()),
            _ => "is no table; check the file".to_string(),
        };
        problem(&self.file, line, message)
    }
}

/// A reader that gives up when a record does not end.
struct Bounded<R> {
    inner: R,
    since_record: Rc<Cell<u64>>,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        if self.since_record.get() > MAX_RECORD {
            return Err(std::io::ErrorKind::FileTooLarge.into());
        }
        let read = self.inner.read(buffer)?;
        self.since_record.set(self.since_record.get() + read as u64);
        Ok(read)
    }
}
