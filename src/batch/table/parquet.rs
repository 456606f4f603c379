//! Apache Parquet, written column by column with the crate `parquet`. Every column may be null; lists have the three
//! levels that the format prescribes for `LIST`.
//!
//! The format wants thousands of rows in a group, and every column of a group in one piece: so that this does not take
//! memory, the items of lists are held as numbers until then.

use std::collections::HashMap;
use std::io::{self, Write};
use std::rc::Rc;
use std::sync::Arc;

use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical};
use parquet::data_type::{ByteArray, ByteArrayType, DataType, DoubleType, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::types::{Type, TypePtr};

use super::{Column, Kind, Table, Value, number};

/// Rows that are held before they are written: what readers of the format skip or take at once.
const ROWS: usize = 8_192;
/// Rows that are handed to the crate at once, which wants its values and levels laid out.
const AT_ONCE: usize = 256;
/// Stands for a value that is missing.
const MISSING: u32 = u32::MAX;

/// A Parquet file that is being written.
pub(super) struct ParquetTable<W: Write + Send> {
    writer: SerializedFileWriter<W>,
    columns: Vec<Held>,
    rows: usize,
}

/// The values of a column that are not written yet.
#[derive(Debug)]
enum Held {
    /// Bytes of each text, or [`MISSING`], and all texts one after the other: most are like no other.
    Text(Vec<u32>, String),
    Integer(Vec<Option<i64>>),
    Share(Vec<Option<f64>>),
    /// Items of each list, or [`MISSING`], and the numbers of all items.
    Texts(Vec<u32>, Vec<u32>, Known),
}

/// Items by number. Thousands of rows name the same few hundred skills: each is held once.
#[derive(Debug, Default)]
struct Known {
    numbers: HashMap<Rc<str>, u32>,
    texts: Vec<Rc<str>>,
}

/// What the crate takes: the values that are there, with how much of the path to each value is there (definition), and
/// which list it goes on with (repetition).
#[derive(Debug)]
struct Batch<T> {
    values: Vec<T>,
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
            Kind::Text => Self::Text(Vec::new(), String::new()),
            Kind::Integer => Self::Integer(Vec::new()),
            Kind::Share => Self::Share(Vec::new()),
            Kind::Texts => Self::Texts(Vec::new(), Vec::new(), Known::default()),
        }
    }

    /// A value of another kind than the column's is none.
    fn push(&mut self, value: &Value) {
        match (self, value) {
            (Self::Text(lengths, all), Value::Text(text)) => {
                lengths.push(u32::try_from(text.len()).unwrap_or(MISSING));
                all.push_str(text);
            }
            (Self::Integer(values), Value::Integer(value)) => values.push(Some(*value)),
            (Self::Share(values), Value::Share(thousandths)) => values.push(Some(number(*thousandths))),
            (Self::Texts(lengths, numbers, known), Value::Texts(items)) => {
                lengths.push(u32::try_from(items.len()).unwrap_or(MISSING));
                numbers.extend(items.iter().map(|item| known.number(item)));
            }
            (Self::Text(lengths, _) | Self::Texts(lengths, ..), _) => lengths.push(MISSING),
            (Self::Integer(values), _) => values.push(None),
            (Self::Share(values), _) => values.push(None),
        }
    }

    fn write(&mut self, group: &mut SerializedRowGroupWriter<'_, impl Write + Send>) -> Result<(), ParquetError> {
        let Some(mut column) = group.next_column()? else { return Ok(()) };
        match self {
            Self::Text(lengths, all) => {
                let mut rest = all.as_str();
                let mut text = |&length: &u32| {
                    let (text, after) = rest.split_at_checked(length as usize).filter(|_| length != MISSING)?;
                    rest = after;
                    Some(ByteArray::from(text))
                };
                for rows in lengths.chunks(AT_ONCE) {
                    Batch::flat(rows.iter().map(&mut text)).write::<ByteArrayType>(&mut column)?;
                }
                lengths.clear();
                all.clear();
            }
            Self::Integer(values) => {
                for rows in values.chunks(AT_ONCE) {
                    Batch::flat(rows.iter().copied()).write::<Int64Type>(&mut column)?;
                }
                values.clear();
            }
            Self::Share(values) => {
                for rows in values.chunks(AT_ONCE) {
                    Batch::flat(rows.iter().copied()).write::<DoubleType>(&mut column)?;
                }
                values.clear();
            }
            Self::Texts(lengths, numbers, known) => {
                let texts = known.taken();
                let mut items = numbers.iter().map(|&number| texts[number as usize].clone());
                for rows in lengths.chunks(AT_ONCE) {
                    Batch::lists(rows, &mut items).write::<ByteArrayType>(&mut column)?;
                }
                drop(items);
                numbers.clear();
                lengths.clear();
            }
        }
        column.close()
    }
}

impl Known {
    fn number(&mut self, text: &str) -> u32 {
        if let Some(&number) = self.numbers.get(text) {
            return number;
        }
        let number = u32::try_from(self.texts.len()).unwrap_or(MISSING);
        let text: Rc<str> = text.into();
        self.texts.push(Rc::clone(&text));
        self.numbers.insert(text, number);
        number
    }

    /// All texts as the crate takes them; then none is known any more.
    fn taken(&mut self) -> Vec<ByteArray> {
        self.numbers.clear();
        self.texts.drain(..).map(|text| ByteArray::from(&*text)).collect()
    }
}

impl<T> Batch<T> {
    /// Of values of which any may be missing.
    fn flat(rows: impl Iterator<Item = Option<T>>) -> Self {
        let mut batch = Self { values: Vec::new(), definition: Vec::new(), repetition: Vec::new() };
        for value in rows {
            batch.definition.push(i16::from(value.is_some()));
            batch.values.extend(value);
        }
        batch
    }

    /// Of lists with so many items each. 0: no list, 1: an empty one, 2: an item; the first item of a list repeats
    /// nothing.
    fn lists(lengths: &[u32], items: &mut impl Iterator<Item = T>) -> Self {
        let mut batch = Self { values: Vec::new(), definition: Vec::new(), repetition: Vec::new() };
        for &length in lengths {
            if length == 0 || length == MISSING {
                batch.definition.push(i16::from(length == 0));
                batch.repetition.push(0);
                continue;
            }
            batch.definition.extend((0..length).map(|_| 2));
            batch.repetition.extend((0..length).map(|at| i16::from(at > 0)));
            batch.values.extend(items.take(length as usize));
        }
        batch
    }

    fn write<D: DataType<T = T>>(&self, column: &mut SerializedColumnWriter<'_>) -> Result<(), ParquetError> {
        let repetition = (!self.repetition.is_empty()).then_some(self.repetition.as_slice());
        column.typed::<D>().write_batch(&self.values, Some(&self.definition), repetition)?;
        Ok(())
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
