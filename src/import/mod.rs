//! Tables of skills that others publish, turned into a user's own file (`taxonomy/README.md`): rows are read one by one,
//! names that would collide or mean too much are left out or given a rule, and what is written loads.
//!
//! This is no part of [`crate::taxonomy`], which the build script compiles as well: that needs no tables.

mod collect;
mod rows;
mod table;
mod write;

use std::io::Read;
use std::path::Path;

use crate::taxonomy::load::Problem;
use crate::taxonomy::{Category, Taxonomy, own};

pub use rows::{Field, Filter, Source};

/// What to import, and how.
#[derive(Debug, Clone)]
pub struct Options {
    /// Whose table it is.
    pub source: Source,
    /// Rows that count: all of these hold.
    pub only: Vec<Filter>,
    /// Columns of a table of another form.
    pub columns: Vec<(Field, String)>,
    /// What separates the columns; `None` for the source's own.
    pub delimiter: Option<u8>,
    /// The category of every skill; `None` for what the table says.
    pub category: Option<Category>,
    /// Put before each id; `None` for the source's own.
    pub prefix: Option<String>,
}

/// A finished import.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Imported {
    /// A user's file; empty when nothing is left.
    pub toml: String,
    /// What became of the rows.
    pub report: ImportReport,
}

/// What became of the rows of a table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ImportReport {
    /// The file as given.
    pub file: String,
    /// Rows below the header.
    pub rows: usize,
    /// Rows that the filters leave out.
    pub filtered: usize,
    /// New skills.
    pub skills: usize,
    /// Built-in skills with new names.
    pub extended: usize,
    /// Their names and aliases.
    pub names: usize,
    /// Names that count only in a context that speaks for a skill.
    pub ruled: usize,
    /// Names that the built-in skill of the same id has already.
    pub known: usize,
    /// Names that were left out, by name.
    pub left_out: Vec<LeftOut>,
}

/// A name that was left out.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct LeftOut {
    /// Why.
    pub why: Why,
    /// The name, as written.
    pub name: String,
    /// Line of its row.
    pub line: u64,
    /// Whether the whole row went with it, since it is the row's own name.
    pub row: bool,
}

/// Why a name was left out.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// It, its singular or its plural is a name of this built-in entry.
    BuiltIn(String),
    /// It is a name of several rows.
    Shared,
    /// It has no letters, or only words such as "of" and "the".
    SaysNothing,
    /// It is longer than any name.
    TooLong,
    /// Its row names this skill in a relation, and there is none.
    NoSuchSkill(String),
}

/// Reads a table and makes a user's file of it, for use over a taxonomy.
///
/// # Errors
/// The first thing that is wrong with the table, with its line.
pub fn import(reader: impl Read, file: &str, taxonomy: &Taxonomy, options: &Options) -> Result<Imported, Problem> {
    let mut rows = rows::Rows::open(reader, file, options)?;
    let mut collected = collect::Collection::new(taxonomy, options);
    while let Some(row) = rows.next()? {
        collected.add(row);
    }
    let (entries, mut report) = collected.finish();
    report.file = file.to_string();
    (report.rows, report.filtered) = (rows.read(), rows.filtered());
    if entries.is_empty() {
        return Ok(Imported { toml: String::new(), report });
    }
    let (toml, lines) = write::file(&entries, file, options.source);
    // What the compiler of the taxonomy refuses is told where it stands in the table.
    own::check(taxonomy, Path::new(file), toml.clone().into_bytes()).map_err(|problems| {
        let problem = problems.into_iter().next().unwrap_or_else(|| rows::problem(file, 0, "cannot be used".into()));
        let at = lines.partition_point(|&(toml_line, _)| toml_line <= problem.line);
        let line = at.checked_sub(1).map_or(0, |at| lines[at].1);
        Problem { line: usize::try_from(line).unwrap_or(0), ..problem }
    })?;
    Ok(Imported { toml, report })
}
