//! `gapcheck taxonomy`: what is known.

mod check;
mod import;

use clap::{Args, Subcommand, ValueEnum};
use gapcheck::facts::TaxonomyFacts;
use gapcheck::render;

use super::options::TaxonomyArg;
use super::{Context, Exit, Failure, Output, known};

/// What `gapcheck taxonomy` does.
#[derive(Debug, Clone, Subcommand)]
pub enum TaxonomyCommand {
    /// Check a taxonomy: names, relations, sources, and every example sentence
    #[command(after_help = "\
Examples:
  gapcheck taxonomy check my.toml      your own skills, over the built-in ones
  gapcheck taxonomy check taxonomy/    a whole taxonomy")]
    Check(check::CheckArgs),
    /// List every skill with its category
    #[command(after_help = "Example: gapcheck taxonomy list | grep -i kafka")]
    List(ListArgs),
    /// Make a file of your own skills from a public table
    #[command(after_help = "\
Examples:
  gapcheck taxonomy import --from esco skills_en.csv --only skillType=knowledge -o esco.toml
  gapcheck taxonomy import --from onet 'Technology Skills.txt' --only 'Hot Technology=Y' -o onet.toml
  gapcheck taxonomy import --from csv tools.csv --columns name=Tool,aliases=Synonyms -o my.toml
  gapcheck resume.pdf --taxonomy my.toml")]
    Import(import::ImportArgs),
    /// Write all skills for other programs, as JSON or as a table
    #[command(after_help = "Example: gapcheck taxonomy export --format csv -o skills.csv")]
    Export(ExportArgs),
}

/// What `gapcheck taxonomy list` takes.
#[derive(Debug, Clone, Args)]
pub struct ListArgs {
    #[command(flatten)]
    taxonomy: TaxonomyArg,
}

/// What `gapcheck taxonomy export` takes.
#[derive(Debug, Clone, Args)]
pub struct ExportArgs {
    /// json (everything) or csv (what `taxonomy import --from csv` reads)
    #[arg(long, value_name = "FORMAT", default_value = "json", hide_possible_values = true)]
    format: ExportFormat,
    #[command(flatten)]
    taxonomy: TaxonomyArg,
}

/// The formats of `taxonomy export`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ExportFormat {
    Json,
    Csv,
}

/// Runs it.
pub fn run(command: &TaxonomyCommand, context: &Context) -> Result<Exit, Failure> {
    match command {
        TaxonomyCommand::Check(args) => check::run(args, context),
        TaxonomyCommand::List(args) => list(args, context),
        TaxonomyCommand::Import(args) => import::run(args, context),
        TaxonomyCommand::Export(args) => export(args, context),
    }
}

fn list(args: &ListArgs, context: &Context) -> Result<Exit, Failure> {
    let output = Output::open(&context.common)?;
    let taxonomy = known::taxonomy(&args.taxonomy, context)?;
    output.styled(&render::human::taxonomy_list(&taxonomy))?;
    Ok(Exit::Done)
}

fn export(args: &ExportArgs, context: &Context) -> Result<Exit, Failure> {
    let output = Output::open(&context.common)?;
    let (taxonomy, examples) = known::taxonomy_and_examples(&args.taxonomy, context)?;
    let facts = TaxonomyFacts::new(&taxonomy, &examples);
    output.plain(&match args.format {
        ExportFormat::Json => render::json::taxonomy(&facts, &taxonomy),
        ExportFormat::Csv => render::csv::taxonomy(&facts, &taxonomy),
    })?;
    Ok(Exit::Done)
}
