//! Apache Parquet, written column by column with the crate `parquet`. Every column may be null; lists have the three
//! levels that the format prescribes for `LIST`.

use std::io::{self, Write};
use std::sync::Arc;

use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical};
use parquet::data_type::{ByteArray, ByteArrayType, DoubleType, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::types::{Type, TypePtr};

use super::{Column, Kind, Table, Value, number};

/// Rows that are held before they are written.
const ROWS: usize = 8_192;

/// A Parquet file that is being written.
pub(super) struct ParquetTable<W: Write + Send> {
    writer: SerializedFileWriter<W>,
    columns: Vec<Held>,
    rows: usize,
}

/// The values of a column that are not written yet.
#[derive(Debug)]
enum Held {
    Text(Levels, Vec<ByteArray>),
    Integer(Levels, Vec<i64>),
    Share(Levels, Vec<f64>),
    Texts(Levels, Vec<ByteArray>),
}

/// Definition and repetition levels: how much of the path to each value is there, and which list it goes on with.
#[derive(Debug, Default)]
struct Levels {
    definition: Vec<i16>,
    repetition: Vec<i16>,
}

impl<W: Write + Send> ParquetTable<W> {
    pub(super) fn new(columns: &'static [Column], to: W) -> io::Result<Self> {
        let fields = columns.iter().map(field).collect::<Result<Vec<TypePtr>, ParquetError>>().map_err(fault)?;
        let schema = Type::group_type_builder("gapcheck").with_fields(fields).build().map_err(fault)?;
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .set_created_by(concat!("gapcheck ", env!("CARGO_PKG_VERSION")).to_owned())
            .build();
        let writer = SerializedFileWriter::new(to, Arc::new(schema), Arc::new(properties)).map_err(fault)?;
        Ok(Self { writer, columns: columns.iter().map(Held::new).collect(), rows: 0 })
    }

    fn write(&mut self) -> Result<(), ParquetError> {
        let mut group = self.writer.next_row_group()?;
        for held in &mut self.columns {
            held.write(&mut group)?;
        }
        group.close()?;
        self.rows = 0;
        Ok(())
    }
}

impl<W: Write + Send> Table for ParquetTable<W> {
    fn row(&mut self, values: &[Value]) -> io::Result<()> {
        for (held, value) in self.columns.iter_mut().zip(values) {
            held.push(value);
        }
        self.rows += 1;
        if self.rows < ROWS { Ok(()) } else { self.write().map_err(fault) }
    }

    fn end(mut self: Box<Self>) -> io::Result<()> {
        if self.rows > 0 {
            self.write().map_err(fault)?;
        }
        self.writer.finish().map_err(fault)?;
        Ok(())
    }
}

fn field(column: &Column) -> Result<TypePtr, ParquetError> {
    let text = |name: &str, repetition: Repetition| {
        Type::primitive_type_builder(name, Physical::BYTE_ARRAY)
            .with_logical_type(Some(LogicalType::String))
            .with_repetition(repetition)
            .build()
    };
    let plain = |physical: Physical| {
        Type::primitive_type_builder(column.name, physical).with_repetition(Repetition::OPTIONAL).build()
    };
    Ok(Arc::new(match column.kind {
        Kind::Text => text(column.name, Repetition::OPTIONAL)?,
        Kind::Integer => plain(Physical::INT64)?,
        Kind::Share => plain(Physical::DOUBLE)?,
        Kind::Texts => {
            let item = Arc::new(text("element", Repetition::REQUIRED)?);
            let list = Type::group_type_builder("list")
                .with_repetition(Repetition::REPEATED)
                .with_fields(vec![item])
                .build()?;
            Type::group_type_builder(column.name)
                .with_logical_type(Some(LogicalType::List))
                .with_repetition(Repetition::OPTIONAL)
                .with_fields(vec![Arc::new(list)])
                .build()?
        }
    }))
}

impl Held {
    fn new(column: &Column) -> Self {
        match column.kind {
            Kind::Text => Self::Text(Levels::default(), Vec::new()),
            Kind::Integer => Self::Integer(Levels::default(), Vec::new()),
            Kind::Share => Self::Share(Levels::default(), Vec::new()),
            Kind::Texts => Self::Texts(Levels::default(), Vec::new()),
        }
    }

    /// A value of another kind than the column's is none.
    fn push(&mut self, value: &Value) {
        match (self, value) {
            (Self::Text(levels, values), Value::Text(text)) => {
                levels.definition.push(1);
                values.push(ByteArray::from(text.as_str()));
            }
            (Self::Integer(levels, values), Value::Integer(value)) => {
                levels.definition.push(1);
                values.push(*value);
            }
            (Self::Share(levels, values), Value::Share(thousandths)) => {
                levels.definition.push(1);
                values.push(number(*thousandths));
            }
            (Self::Texts(levels, values), Value::Texts(items)) => {
                // 0: no list, 1: an empty one, 2: an item. The first item of a list repeats nothing.
                levels.definition.extend(std::iter::repeat_n(2, items.len()));
                levels.repetition.extend((0..items.len()).map(|at| i16::from(at > 0)));
                values.extend(items.iter().map(|item| ByteArray::from(item.as_str())));
                if items.is_empty() {
                    levels.definition.push(1);
                    levels.repetition.push(0);
                }
            }
            (Self::Text(levels, _) | Self::Integer(levels, _) | Self::Share(levels, _) | Self::Texts(levels, _), _) => {
                levels.definition.push(0);
                levels.repetition.push(0);
            }
        }
    }

    fn write(&mut self, group: &mut SerializedRowGroupWriter<'_, impl Write + Send>) -> Result<(), ParquetError> {
        let Some(mut column) = group.next_column()? else { return Ok(()) };
        match self {
            Self::Text(levels, values) => {
                column.typed::<ByteArrayType>().write_batch(values, Some(&levels.definition), None)?;
                values.clear();
                levels.clear();
            }
            Self::Integer(levels, values) => {
                column.typed::<Int64Type>().write_batch(values, Some(&levels.definition), None)?;
                values.clear();
                levels.clear();
            }
            Self::Share(levels, values) => {
                column.typed::<DoubleType>().write_batch(values, Some(&levels.definition), None)?;
                values.clear();
                levels.clear();
            }
            Self::Texts(levels, values) => {
                let (definition, repetition) = (Some(levels.definition.as_slice()), Some(levels.repetition.as_slice()));
                column.typed::<ByteArrayType>().write_batch(values, definition, repetition)?;
                values.clear();
                levels.clear();
            }
        }
        column.close()
    }
}

impl Levels {
    fn clear(&mut self) {
        self.definition.clear();
        self.repetition.clear();
    }
}

/// The system's error where there is one below.
fn fault(error: ParquetError) -> io::Error {
    match error {
        ParquetError::External(error) => match error.downcast::<io::Error>() {
            Ok(error) => *error,
            Err(error) => io::Error::other(error),
        },
        error => io::Error::other(error),
    }
}
