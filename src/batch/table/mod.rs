//! Tables that are written row by row: typed columns, one file per format.

mod csv;
mod jsonl;
#[cfg(feature = "parquet")]
mod parquet;

use std::io::{self, Write};

/// A column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Its name.
    pub name: &'static str,
    /// What is in it. Every value may be missing.
    pub kind: Kind,
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Text in UTF-8.
    Text,
    /// A whole number.
    Integer,
    /// A number from 0 to 1.
    Share,
    /// A list of texts.
    Texts,
}

/// A value of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// There is none.
    None,
    /// Of [`Kind::Text`].
    Text(String),
    /// Of [`Kind::Integer`].
    Integer(i64),
    /// Of [`Kind::Share`], in thousandths.
    Share(u32),
    /// Of [`Kind::Texts`].
    Texts(Vec<String>),
}

/// The format of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TableFormat {
    /// Comma-separated values (RFC 4180) with a header; items of a list have "|" between.
    Csv,
    /// A JSON object a line.
    Jsonl,
    /// Apache Parquet.
    #[cfg(feature = "parquet")]
    Parquet,
}

/// A table that is being written.
pub trait Table {
    /// Writes a row, with a value for each column.
    ///
    /// # Errors
    /// When it cannot be written.
    fn row(&mut self, values: &[Value]) -> io::Result<()>;

    /// Writes what is left.
    ///
    /// # Errors
    /// When it cannot be written.
    fn end(self: Box<Self>) -> io::Result<()>;
}

/// Begins a table.
///
/// # Errors
/// When it cannot be written.
pub fn begin<'w>(
    format: TableFormat,
    columns: &'static [Column],
    to: impl Write + Send + 'w,
) -> io::Result<Box<dyn Table + 'w>> {
    Ok(match format {
        TableFormat::Csv => Box::new(csv::CsvTable::new(columns, to)?),
        TableFormat::Jsonl => Box::new(jsonl::JsonlTable::new(columns, to)),
        #[cfg(feature = "parquet")]
        TableFormat::Parquet => Box::new(parquet::ParquetTable::new(columns, to)?),
    })
}

/// Thousandths as the nearest number: 842 is 0.842.
fn number(thousandths: u32) -> f64 {
    f64::from(thousandths) / 1000.0
}
