//! `gapcheck skills`: every skill that a document mentions.

use std::path::PathBuf;

use clap::Args;
use gapcheck::facts::SkillList;
use gapcheck::matcher::Matcher;
use gapcheck::render::{self, View};

use super::options::{AsOfArg, FormatArg, KindArg, MatchArgs, PrivacyArgs, ReadArgs, TaxonomyArg};
use super::subject::Reading;
use super::{Context, Exit, Failure, Output, input, known};

/// What `gapcheck skills` takes.
#[derive(Debug, Clone, Args)]
pub struct SkillsArgs {
    /// Document to search; "-" reads standard input
    file: PathBuf,
    #[command(flatten)]
    kind: KindArg,
    #[command(flatten)]
    format: FormatArg,
    /// Show the whole line that proves a skill
    #[arg(long)]
    all: bool,
    #[command(flatten)]
    taxonomy: TaxonomyArg,
    #[command(flatten)]
    matching: MatchArgs,
    #[command(flatten)]
    time: AsOfArg,
    #[command(flatten)]
    privacy: PrivacyArgs,
    #[command(flatten)]
    reading: ReadArgs,
}

/// Runs it.
pub fn run(args: &SkillsArgs, context: &Context) -> Result<Exit, Failure> {
    let output = Output::open(&context.common)?;
    let pending = input::start(&args.file, &args.reading, &context.worker)?;
    let taxonomy = &*known::taxonomy(&args.taxonomy, context)?;
    let matcher = Matcher::new(taxonomy);
    let reading = Reading { matcher: &matcher, matching: &args.matching, time: &args.time, strict: false };
    let subject = reading.read(pending, args.kind.kind.into())?;
    let list = SkillList::new(subject.path(), subject.document(), subject.matches(), taxonomy);
    let list = render::redact_skills(list, (&args.privacy).into(), taxonomy);
    let view = View { all: args.all, ..context.view() };
    let text = render::skills(&list, taxonomy, args.format.format.into(), &view);
    context.write(output, args.format.format, &text)?;
    Ok(Exit::Done)
}
