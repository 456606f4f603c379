//! `gapcheck taxonomy check`: everything that is wrong with a taxonomy, at once.

use std::borrow::Cow;
use std::path::PathBuf;

use clap::Args;
use gapcheck::render::human::Changes;
use gapcheck::taxonomy::load::Problem;
use gapcheck::taxonomy::{Examples, Taxonomy, load, own};
use gapcheck::{builtin, check, render};

use super::super::options::TaxonomyArg;
use super::{Context, Exit, Failure, Output};

/// What `gapcheck taxonomy check` takes.
#[derive(Debug, Clone, Args)]
pub struct CheckArgs {
    /// Your own file, or a folder with documents.toml, skills/, roles/ …; without it the built-in taxonomy
    path: Option<PathBuf>,
    #[command(flatten)]
    taxonomy: TaxonomyArg,
}

/// Runs it.
pub fn run(args: &CheckArgs, context: &Context) -> Result<Exit, Failure> {
    let output = Output::open(&context.common)?;
    match checked(args) {
        Ok((text, exit)) => {
            output.styled(&text)?;
            Ok(exit)
        }
        Err(problems) => {
            let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
            output.plain(&render::human::problems(&lines))?;
            Ok(Exit::Broken)
        }
    }
}

fn checked(args: &CheckArgs) -> Result<(String, Exit), Vec<Problem>> {
    let folder = args.path.as_ref().filter(|path| path.is_dir());
    let (base, examples) = match folder {
        Some(folder) => load::load(folder).map(|(taxonomy, examples)| (Cow::Owned(taxonomy), examples))?,
        None => (Cow::Borrowed(builtin::taxonomy()), builtin::examples()),
    };
    let own_files: Vec<&PathBuf> =
        args.taxonomy.files.iter().chain(args.path.iter().filter(|_| folder.is_none())).collect();
    if own_files.is_empty() {
        let failures = [check::run(&base, &examples), check::run_steps(&base)].concat();
        return Ok(verdict(&base, &examples, &failures, &Changes::default()));
    }
    let mut taxonomy = base.into_owned();
    let (mut own_examples, mut taken, mut ordinary) = (Vec::new(), Vec::new(), Vec::new());
    for file in own_files {
        let notes = own::extend(&mut taxonomy, Some(&mut own_examples), file)?;
        taken.extend(notes.taken.iter().map(ToString::to_string));
        ordinary.extend(notes.ordinary.iter().map(ToString::to_string));
    }
    let sentences = check::run(&taxonomy, &examples).iter().map(ToString::to_string).collect();
    let changes = Changes { taken, ordinary, sentences };
    let failures = check::run(&taxonomy, &own_examples);
    let all: Vec<Examples> = examples.into_iter().chain(own_examples).collect();
    Ok(verdict(&taxonomy, &all, &failures, &changes))
}

/// What is told of a taxonomy whose files are sound.
fn verdict(
    taxonomy: &Taxonomy,
    examples: &[Examples],
    failures: &[check::Failure],
    changes: &Changes,
) -> (String, Exit) {
    if !failures.is_empty() {
        let lines: Vec<String> = failures.iter().map(ToString::to_string).collect();
        return (render::human::problems(&lines), Exit::Broken);
    }
    (render::human::taxonomy_facts(taxonomy, examples, changes), Exit::Done)
}
