//! `gapcheck taxonomy`: what is known.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use gapcheck::{builtin, check, render, taxonomy};

use super::failure::shown;
use super::{Context, Exit, Failure, Output};

/// What `gapcheck taxonomy` does.
#[derive(Debug, Clone, Subcommand)]
pub enum TaxonomyCommand {
    /// Check the built-in taxonomy, or one in a folder: relations, sources, and every example sentence
    #[command(after_help = "Example: gapcheck taxonomy check taxonomy/")]
    Check(CheckArgs),
    /// List every skill with its category
    #[command(after_help = "Example: gapcheck taxonomy list | grep -i kafka")]
    List,
}

/// What `gapcheck taxonomy check` takes.
#[derive(Debug, Clone, Args)]
pub struct CheckArgs {
    /// Folder with documents.toml, skills/, roles/ …; without it the built-in taxonomy
    path: Option<PathBuf>,
}

/// Runs it.
pub fn run(command: &TaxonomyCommand, context: &Context) -> Result<Exit, Failure> {
    let output = Output::open(&context.common)?;
    match command {
        TaxonomyCommand::List => {
            output.styled(&render::human::taxonomy_list(builtin::taxonomy()))?;
            Ok(Exit::Done)
        }
        TaxonomyCommand::Check(args) => run_check(args, output),
    }
}

fn run_check(args: &CheckArgs, output: Output) -> Result<Exit, Failure> {
    let loaded;
    let (known, examples) = match &args.path {
        None => (builtin::taxonomy(), builtin::examples()),
        Some(path) if !path.is_dir() => {
            return Err(Failure::NotReadable { path: shown(path), why: "there is no such directory".to_string() });
        }
        Some(path) => match taxonomy::load::load(path) {
            Ok((found, examples)) => {
                loaded = found;
                (&loaded, examples)
            }
            Err(problems) => {
                let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
                output.plain(&render::human::problems(&lines))?;
                return Ok(Exit::Broken);
            }
        },
    };
    let failures: Vec<String> = check::run(known, &examples).iter().map(ToString::to_string).collect();
    if failures.is_empty() {
        output.styled(&render::human::taxonomy_facts(known, &examples))?;
        Ok(Exit::Done)
    } else {
        output.plain(&render::human::problems(&failures))?;
        Ok(Exit::Broken)
    }
}
