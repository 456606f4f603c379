//! From the columns of a table to rows that mean something.

use std::io::Read;
use std::path::PathBuf;

use super::Options;
use super::table::{Form, Table};
use crate::taxonomy::Category;
use crate::taxonomy::compile::shown;
use crate::taxonomy::load::Problem;

/// Whose table it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// Skills of the European classification ESCO: `skills_en.csv` or one of its collections.
    Esco,
    /// `Technology Skills.txt` of the occupational database O*NET.
    Onet,
    /// Any table with a header.
    Csv,
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// A stable id.
    Id,
    /// The name.
    Name,
    /// Further names.
    Aliases,
    /// What it is.
    Category,
    /// What it is a kind of.
    Broader,
    /// What it shows.
    EvidenceOf,
    /// What does the same job.
    Alternatives,
}

impl Field {
    /// All fields, with the names that their columns have by default.
    pub const ALL: [(Self, &'static str); 7] = [
        (Self::Id, "id"),
        (Self::Name, "name"),
        (Self::Aliases, "aliases"),
        (Self::Category, "category"),
        (Self::Broader, "broader"),
        (Self::EvidenceOf, "evidence_of"),
        (Self::Alternatives, "alternatives"),
    ];

    /// The field with a name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, known)| *known == name).map(|&(field, _)| field)
    }
}

/// A condition on a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filter {
    /// Name of the column.
    pub column: String,
    /// What it says, whatever the letter case.
    pub value: String,
    /// Whether it is enough that the column holds it.
    pub part: bool,
}

/// One skill of a table.
#[derive(Debug, Clone)]
pub struct Row {
    /// Line where it begins, from 1.
    pub line: u64,
    /// A stable id, where the table has one.
    pub id: Option<String>,
    /// The name.
    pub name: String,
    /// Further names.
    pub aliases: Vec<String>,
    /// What it is.
    pub category: Category,
    /// Ids of broader skills, of what it shows, and of what does the same job.
    pub relations: [Vec<String>; 3],
}

/// The rows of a table that the filters let through.
pub struct Rows<'o, R: Read> {
    table: Table<R>,
    options: &'o Options,
    /// Column of each field.
    columns: Vec<(Field, usize)>,
    filters: Vec<(usize, String, bool)>,
    /// Where ESCO says how general a skill is.
    reuse: Option<usize>,
    read: usize,
    filtered: usize,
}

/// Something wrong with a table.
pub fn problem(file: &str, line: u64, message: String) -> Problem {
    Problem { file: PathBuf::from(file), line: usize::try_from(line).unwrap_or(usize::MAX), message }
}

impl<'o, R: Read> Rows<'o, R> {
    /// Opens a table and finds its columns.
    ///
    /// # Errors
    /// When a column is missing.
    pub fn open(reader: R, file: &str, options: &'o Options) -> Result<Self, Problem> {
        let (delimiter, quoted) = match options.source {
            Source::Esco | Source::Csv => (b',', true),
            Source::Onet => (b'\t', false),
        };
        let form = Form { delimiter: options.delimiter.unwrap_or(delimiter), quoted };
        let table = Table::open(reader, file, form)?;
        let reuse = position(&table.header, "reuseLevel").filter(|_| options.source == Source::Esco);
        let mut rows = Self { table, options, columns: Vec::new(), filters: Vec::new(), reuse, read: 0, filtered: 0 };
        rows.columns = match options.source {
            Source::Esco => vec![(Field::Name, rows.column("preferredLabel")?)],
            Source::Onet => vec![(Field::Name, rows.column("Example")?)],
            Source::Csv => rows.chosen()?,
        };
        if options.source == Source::Esco {
            let further = ["altLabels", "hiddenLabels"].iter().filter_map(|name| position(&rows.table.header, name));
            rows.columns.extend(further.map(|at| (Field::Aliases, at)));
        }
        for filter in &options.only {
            rows.filters.push((rows.column(&filter.column)?, filter.value.to_lowercase(), filter.part));
        }
        Ok(rows)
    }

    /// The columns that the user names, and those that are called like their fields.
    fn chosen(&self) -> Result<Vec<(Field, usize)>, Problem> {
        let mut columns = Vec::new();
        for (field, name) in Field::ALL {
            let given = self.options.columns.iter().find(|(given, _)| *given == field);
            match given {
                Some((_, column)) => columns.push((field, self.column(column)?)),
                None if field == Field::Name => columns.push((field, self.column(name)?)),
                None => columns.extend(position(&self.table.header, name).map(|at| (field, at))),
            }
        }
        Ok(columns)
    }

    fn column(&self, name: &str) -> Result<usize, Problem> {
        let header = &self.table.header;
        position(header, name).ok_or_else(|| {
            let known: Vec<String> = header.iter().take(20).map(|name| shown(name)).collect();
            let remedy = match self.options.source {
                _ if header.len() == 1 => "if something else separates them, give --delimiter",
                Source::Csv => "name yours: --columns name=COLUMN",
                Source::Esco => "is it a skills file of ESCO?",
                Source::Onet => "is it `Technology Skills.txt` of O*NET?",
            };
            let name = shown(name);
            self.table.wrong(format!("there is no column {name}; the columns are {}; {remedy}", known.join(", ")))
        })
    }

    /// The next row.
    ///
    /// # Errors
    /// What is wrong with the table, with the line.
    pub fn next(&mut self) -> Result<Option<Row>, Problem> {
        while self.table.advance()? {
            self.read += 1;
            if self.passes()? {
                return self.row().map(Some);
            }
            self.filtered += 1;
        }
        Ok(None)
    }

    /// Number of rows so far.
    pub fn read(&self) -> usize {
        self.read
    }

    /// Number of those that the filters left out.
    pub fn filtered(&self) -> usize {
        self.filtered
    }

    fn passes(&self) -> Result<bool, Problem> {
        for (column, wanted, part) in &self.filters {
            let field = self.table.field(*column)?.to_lowercase();
            if !(field == *wanted || *part && field.contains(wanted.as_str())) {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn row(&self) -> Result<Row, Problem> {
        let mut row = Row {
            line: self.table.line(),
            id: None,
            name: String::new(),
            aliases: Vec::new(),
            category: self.default_category()?,
            relations: Default::default(),
        };
        for &(field, at) in &self.columns {
            let text = self.table.field(at)?;
            match field {
                Field::Name => row.name = text,
                Field::Id => row.id = Some(text).filter(|id| !id.is_empty()),
                Field::Aliases => row.aliases.extend(self.items(&text)),
                Field::Category if text.is_empty() || self.options.category.is_some() => {}
                Field::Category => row.category = self.category(&text)?,
                Field::Broader => row.relations[0] = self.items(&text),
                Field::EvidenceOf => row.relations[1] = self.items(&text),
                Field::Alternatives => row.relations[2] = self.items(&text),
            }
        }
        Ok(row)
    }

    fn category(&self, text: &str) -> Result<Category, Problem> {
        Category::named(&text.to_lowercase()).ok_or_else(|| {
            let all: Vec<&str> = Category::ALL.iter().map(|category| category.name()).collect();
            self.table.wrong(format!("{} is no category; there are {}", shown(text), all.join(", ")))
        })
    }

    /// The items of a field that holds several.
    fn items(&self, text: &str) -> Vec<String> {
        let semicolon = self.options.source == Source::Csv;
        let between = |c: char| matches!(c, '\n' | '\r' | '|') || semicolon && c == ';';
        text.split(between).map(str::trim).filter(|item| !item.is_empty()).map(str::to_owned).collect()
    }

    /// ESCO is about all work there is, and its labels prove nothing about the technical names beside them: `domain`.
    fn default_category(&self) -> Result<Category, Problem> {
        if let Some(category) = self.options.category {
            return Ok(category);
        }
        Ok(match self.options.source {
            Source::Onet => Category::Tool,
            Source::Csv => Category::Concept,
            Source::Esco => match self.reuse {
                Some(column) if self.table.field(column)?.eq_ignore_ascii_case("transversal") => Category::Soft,
                _ => Category::Domain,
            },
        })
    }
}

fn position(header: &[String], name: &str) -> Option<usize> {
    let exact = header.iter().position(|known| known == name);
    exact.or_else(|| header.iter().position(|known| known.trim().eq_ignore_ascii_case(name.trim())))
}
