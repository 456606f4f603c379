//! Comma-separated values.

use std::borrow::Cow;
use std::io::{self, Write};

use super::{Column, Table, Value, number};

/// Stands between the items of a list. No id and no code has it.
const BETWEEN: &str = "|";

/// A CSV file that is being written.
pub(super) struct CsvTable<W: Write> {
    writer: csv::Writer<W>,
}

impl<W: Write> CsvTable<W> {
    pub(super) fn new(columns: &[Column], to: W) -> io::Result<Self> {
        let mut writer = csv::Writer::from_writer(to);
        writer.write_record(columns.iter().map(|column| column.name))?;
        Ok(Self { writer })
    }
}

impl<W: Write> Table for CsvTable<W> {
    fn row(&mut self, values: &[Value]) -> io::Result<()> {
        for value in values {
            match value {
                Value::None => self.writer.write_field("")?,
                Value::Text(text) => self.writer.write_field(harmless(text).as_bytes())?,
                Value::Integer(value) => self.writer.write_field(value.to_string())?,
                Value::Share(thousandths) => self.writer.write_field(number(*thousandths).to_string())?,
                Value::Texts(items) => self.writer.write_field(harmless(&items.join(BETWEEN)).as_bytes())?,
            }
        }
        self.writer.write_record(None::<&[u8]>)?;
        Ok(())
    }

    fn end(mut self: Box<Self>) -> io::Result<()> {
        self.writer.flush()
    }
}

/// Text that no spreadsheet takes for a formula: one that begins like one gets an apostrophe in front, as OWASP advises
/// for "CSV injection". The full-width signs are formulas to spreadsheets in some languages.
fn harmless(text: &str) -> Cow<'_, str> {
    let begins = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];
    if text.trim_start_matches(' ').starts_with(begins) { format!("'{text}").into() } else { text.into() }
}

#[cfg(test)]
mod tests {
    use super::harmless;

    #[test]
    fn no_cell_starts_a_formula() {
        for formula in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "＝1"] {
            assert_eq!(harmless(formula), format!("'{formula}"));
        }
        assert_eq!(harmless("a=b"), "a=b");
        assert_eq!(harmless(""), "");
    }
}
