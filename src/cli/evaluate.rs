//! `gapcheck evaluate`: precision and recall against labels.

use std::path::PathBuf;

use clap::Args;
use gapcheck::document::Document;
use gapcheck::evaluate::{self, Evaluation, Folder, Options};
use gapcheck::matcher::Matcher;
use gapcheck::render::{self, View};
use gapcheck::taxonomy::Taxonomy;

use super::failure::shown;
use super::options::{FormatArg, FormatName, MatchArgs, ReadArgs, TaxonomyArg};
use super::{Context, Exit, Failure, Output, complain, input, known, values};

/// What `gapcheck evaluate` takes.
#[derive(Debug, Clone, Args)]
pub struct EvaluateArgs {
    /// Folder with ID.txt and ID.json for each document, or NAME/resume.txt and NAME/gold.json
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    #[command(flatten)]
    format: FormatArg,
    /// Show every error and every category
    #[arg(long)]
    all: bool,
    /// Ask for soft skills as well
    #[arg(long)]
    soft: bool,
    /// Show how far stated confidence is what it says
    #[arg(long)]
    calibration: bool,
    /// Exit with 1 when F1 is under this: 0.9 or 90%
    #[arg(long, value_name = "F1", value_parser = values::share)]
    fail_under: Option<u32>,
    #[command(flatten)]
    taxonomy: TaxonomyArg,
    #[command(flatten)]
    matching: MatchArgs,
    #[command(flatten)]
    reading: ReadArgs,
}

/// Runs it.
pub fn run(args: &EvaluateArgs, context: &Context) -> Result<Exit, Failure> {
    let output = Output::open(&context.common)?;
    let folder = evaluate::load(&args.folder).map_err(|error| Failure::Usage(render::plain(&error.to_string())))?;
    let taxonomy = &*known::taxonomy(&args.taxonomy, context)?;
    let evaluation = evaluated(&folder, args, taxonomy, context)?;
    let path = shown(&args.folder);
    let view = View { all: args.all, ..context.view() };
    let text = match args.format.format {
        FormatName::Human if args.calibration => render::human::calibration(&path, &evaluation),
        format => render::evaluation(&path, &evaluation, taxonomy, format.into(), &view),
    };
    context.write(output, args.format.format, &text)?;
    let (Some(least), Some(reached)) = (args.fail_under, evaluation.overall.f1()) else {
        return Ok(Exit::Done);
    };
    if reached >= least {
        return Ok(Exit::Done);
    }
    if !context.common.quiet {
        let [reached, least] = [reached, least].map(render::percent);
        complain(&format!("F1 is {reached}, under the {least} of --fail-under"));
    }
    Ok(Exit::Missed)
}

fn evaluated(
    folder: &Folder,
    args: &EvaluateArgs,
    taxonomy: &Taxonomy,
    context: &Context,
) -> Result<Evaluation, Failure> {
    let matcher = Matcher::for_many(taxonomy);
    let options = Options { soft: args.soft, matching: (&args.matching).into() };
    let mut scores = Vec::with_capacity(folder.cases.len());
    for case in &folder.cases {
        let mut pending = input::start(&case.text, &args.reading, &context.worker)?;
        let document = Document::new(pending.judged()?, case.labels.kind.into(), &taxonomy.language);
        let matches = matcher.matches(&document, options.matching);
        scores.push(evaluate::score(case, &folder.names, &document, &matches, taxonomy, options));
    }
    Ok(Evaluation::of(&scores))
}
