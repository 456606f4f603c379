//! `gapcheck taxonomy import`: a table of skills becomes a user's own file.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use gapcheck::import::{self, Field, Filter, Options, Source};
use gapcheck::render;
use gapcheck::taxonomy::Category;

use super::super::failure::{report, shown};
use super::super::options::TaxonomyArg;
use super::{Context, Exit, Failure, Output, known};

/// What `gapcheck taxonomy import` takes.
#[derive(Debug, Clone, Args)]
pub struct ImportArgs {
    /// The table; "-" reads standard input
    file: PathBuf,
    /// Whose table it is: esco (skills_en.csv), onet (Technology Skills.txt) or csv (any)
    #[arg(long, value_name = "SOURCE", hide_possible_values = true)]
    from: SourceName,
    /// Only rows where a column is VALUE, or holds it (COLUMN~VALUE); may be given again
    #[arg(long, value_name = "COLUMN=VALUE", value_parser = filter)]
    only: Vec<Filter>,
    /// Of csv: which column holds what; id, name, aliases, category, broader, evidence_of, alternatives
    #[arg(long, value_name = "FIELD=COLUMN,…", value_delimiter = ',', value_parser = column)]
    columns: Vec<(Field, String)>,
    /// What separates the columns: one character, or tab
    #[arg(long, value_name = "CHAR", value_parser = delimiter)]
    delimiter: Option<u8>,
    /// The category of all skills, such as tool, practice or domain
    #[arg(long, value_name = "CATEGORY", value_parser = category)]
    category: Option<Category>,
    /// Put before each id [default: esco-, onet-, nothing for csv]
    #[arg(long, value_name = "TEXT")]
    prefix: Option<String>,
    #[command(flatten)]
    taxonomy: TaxonomyArg,
}

/// `--from`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum SourceName {
    Esco,
    Onet,
    Csv,
}

/// Runs it.
pub fn run(args: &ImportArgs, context: &Context) -> Result<Exit, Failure> {
    let output = Output::open(&context.common)?;
    if args.from != SourceName::Csv && !args.columns.is_empty() {
        let message = "`--columns` is for `--from csv`; the columns of the other sources are known";
        return Err(Failure::Usage(message.to_string()));
    }
    let (reader, name) = open(&args.file)?;
    let taxonomy = known::taxonomy(&args.taxonomy, context)?;
    let options = Options {
        source: match args.from {
            SourceName::Esco => Source::Esco,
            SourceName::Onet => Source::Onet,
            SourceName::Csv => Source::Csv,
        },
        only: args.only.clone(),
        columns: args.columns.clone(),
        delimiter: args.delimiter,
        category: args.category,
        prefix: args.prefix.clone(),
    };
    let imported =
        import::import(reader, &name, &taxonomy, &options).map_err(|problem| Failure::Taxonomy(vec![problem]))?;
    if !context.common.quiet {
        report(&render::human::import_report(&imported.report, context.common.verbose));
    }
    if imported.toml.is_empty() {
        let message = format!("{name}: no row is left, so nothing was written; see --only, and what was left out");
        return Err(Failure::Usage(message));
    }
    output.plain(&imported.toml)?;
    Ok(Exit::Done)
}

fn open(path: &Path) -> Result<(Box<dyn Read>, String), Failure> {
    if path.as_os_str() == "-" {
        return Ok((Box::new(std::io::stdin().lock()), "standard input".to_string()));
    }
    let name = shown(path);
    if path.is_dir() {
        return Err(Failure::Directory { path: name });
    }
    match File::open(path) {
        Ok(file) => Ok((Box::new(file), name)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            Err(Failure::Missing { path: name, near: String::new() })
        }
        Err(error) => Err(Failure::NotOpened { path: name, why: error.kind() }),
    }
}

fn filter(text: &str) -> Result<Filter, String> {
    let at = text.find(['=', '~']).filter(|&at| at > 0).ok_or("give COLUMN=VALUE, or COLUMN~VALUE for a part of it")?;
    let (column, value) = (text[..at].trim().to_string(), text[at + 1..].trim().to_string());
    Ok(Filter { column, value, part: text.as_bytes()[at] == b'~' })
}

fn column(text: &str) -> Result<(Field, String), String> {
    let fields = || Field::ALL.map(|(_, name)| name).join(", ");
    let (field, column) = text.split_once('=').ok_or("give FIELD=COLUMN, such as name=Title")?;
    let field = Field::named(field.trim()).ok_or_else(|| format!("there is no such field; there are {}", fields()))?;
    Ok((field, column.trim().to_string()))
}

fn delimiter(text: &str) -> Result<u8, String> {
    match text.as_bytes() {
        b"tab" | b"\\t" => Ok(b'\t'),
        &[byte] if byte.is_ascii() && byte != b'\n' && byte != b'"' => Ok(byte),
        _ => Err("give one character, or tab".to_string()),
    }
}

fn category(text: &str) -> Result<Category, String> {
    let all = || Category::ALL.map(Category::name).join(", ");
    Category::named(text).ok_or_else(|| format!("there is no such category; there are {}", all()))
}
