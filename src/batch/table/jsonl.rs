//! A JSON object a line.

use std::io::{self, Write};

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::{Column, Table, Value, number};

/// A file of JSON lines that is being written.
pub(super) struct JsonlTable<W> {
    columns: &'static [Column],
    to: W,
}

impl<W: Write> JsonlTable<W> {
    pub(super) fn new(columns: &'static [Column], to: W) -> Self {
        Self { columns, to }
    }
}

/// A row whose keys stand in the order of the columns.
struct Row<'r>(&'static [Column], &'r [Value]);

impl Serialize for Row<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (column, value) in self.0.iter().zip(self.1) {
            match value {
                Value::None => map.serialize_entry(column.name, &())?,
                Value::Text(text) => map.serialize_entry(column.name, text)?,
                Value::Integer(value) => map.serialize_entry(column.name, value)?,
                Value::Share(thousandths) => map.serialize_entry(column.name, &number(*thousandths))?,
                Value::Texts(items) => map.serialize_entry(column.name, items)?,
            }
        }
        map.end()
    }
}

impl<W: Write> Table for JsonlTable<W> {
    fn row(&mut self, values: &[Value]) -> io::Result<()> {
        serde_json::to_writer(&mut self.to, &Row(self.columns, values))?;
        self.to.write_all(b"\n")
    }

    fn end(mut self: Box<Self>) -> io::Result<()> {
        self.to.flush()
    }
}
