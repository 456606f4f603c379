//! `gapcheck taxonomy`: what is known.

mod check;

use clap::{Args, Subcommand};
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
}

/// What `gapcheck taxonomy list` takes.
#[derive(Debug, Clone, Args)]
pub struct ListArgs {
    #[command(flatten)]
    taxonomy: TaxonomyArg,
}

/// Runs it.
pub fn run(command: &TaxonomyCommand, context: &Context) -> Result<Exit, Failure> {
    match command {
        TaxonomyCommand::Check(args) => check::run(args, context),
        TaxonomyCommand::List(args) => list(args, context),
    }
}

fn list(args: &ListArgs, context: &Context) -> Result<Exit, Failure> {
    let output = Output::open(&context.common)?;
    let taxonomy = known::taxonomy(&args.taxonomy)?;
    output.styled(&render::human::taxonomy_list(&taxonomy))?;
    Ok(Exit::Done)
}
