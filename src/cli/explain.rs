//! `gapcheck explain`: all that is known about a skill, and why it was found in a document or not.

use std::path::PathBuf;

use clap::Args;
use gapcheck::document::Document;
use gapcheck::facts::{SkillFacts, places};
use gapcheck::matcher::Matcher;
use gapcheck::render;

use super::options::{FormatArg, KindArg, MatchArgs, PrivacyArgs, ReadArgs, RoleArg, TaxonomyArg};
use super::{Context, Exit, Failure, Output, input, known, lookup};

/// What `gapcheck explain` takes.
#[derive(Debug, Clone, Args)]
pub struct ExplainArgs {
    /// Id, name or alias of a skill
    skill: String,
    /// Show every candidate place in this document, with the rule that took or refused it
    #[arg(long = "in", value_name = "FILE")]
    file: Option<PathBuf>,
    #[command(flatten)]
    kind: KindArg,
    #[command(flatten)]
    role: RoleArg,
    #[command(flatten)]
    format: FormatArg,
    #[command(flatten)]
    taxonomy: TaxonomyArg,
    #[command(flatten)]
    matching: MatchArgs,
    #[command(flatten)]
    privacy: PrivacyArgs,
    #[command(flatten)]
    reading: ReadArgs,
}

/// Runs it.
pub fn run(args: &ExplainArgs, context: &Context) -> Result<Exit, Failure> {
    let output = Output::open(&context.common)?;
    let mut pending = args.file.as_ref().map(|path| input::start(path, &args.reading, &context.worker)).transpose()?;
    let (taxonomy, examples) = known::taxonomy_and_examples(&args.taxonomy, context)?;
    let taxonomy = &*taxonomy;
    let skill = lookup::skill(&args.skill, taxonomy)?;
    let target = lookup::role(&args.role.role, taxonomy)?;
    let mut facts = SkillFacts::new(skill, &target.profile, &examples, taxonomy);
    if let Some(pending) = &mut pending {
        let matcher = Matcher::new(taxonomy);
        let document = Document::new(pending.judged()?, args.kind.kind.into(), &taxonomy.language);
        let matches = matcher.matches(&document, (&args.matching).into());
        let found = places(pending.path(), skill, &document, &matches, args.matching.min_confidence);
        facts.places = Some(render::redact_places(found, (&args.privacy).into(), skill, taxonomy));
    }
    let text = render::skill(&facts, taxonomy, args.format.format.into(), &context.view());
    context.write(output, args.format.format, &text)?;
    Ok(Exit::Done)
}
