//! `gapcheck <RESUME>`: the report.

use std::path::PathBuf;

use clap::Args;
use gapcheck::coverage::{self, Strength};
use gapcheck::document::{Document, DocumentKind};
use gapcheck::matcher::Matcher;
use gapcheck::render::{self, View};
use gapcheck::report::{self, Claims};
use gapcheck::taxonomy::SkillIndex;

use super::options::{AsOfArg, FormatArg, MatchArgs, PrivacyArgs, ReadArgs, RoleArg};
use super::{Context, Exit, Failure, Output, complain, input, lookup, values};

/// What `gapcheck <RESUME>` takes.
#[derive(Debug, Clone, Args)]
pub struct ReportArgs {
    /// Resume to report on: PDF, DOCX, ODT, RTF, HTML, plain text, Markdown, LaTeX, Typst, JSON Resume or RenderCV; "-" reads standard input
    #[arg(value_name = "RESUME", required = true)]
    pub resume: Option<PathBuf>,
    #[command(flatten)]
    role: RoleArg,
    #[command(flatten)]
    format: FormatArg,
    /// Show every gap and every covered skill
    #[arg(long)]
    all: bool,
    /// Exit with 1 when coverage is under this: 0.8 or 80%
    #[arg(long, value_name = "COVERAGE", value_parser = values::share, help_heading = "Thresholds")]
    fail_under: Option<u32>,
    /// Exit with 1 unless the resume names each of these
    #[arg(long, value_name = "SKILL,…", value_delimiter = ',', help_heading = "Thresholds")]
    require: Vec<String>,
    /// Skills that you have although the resume does not say so
    #[arg(long, value_name = "SKILL,…", value_delimiter = ',', help_heading = "Questions")]
    have: Vec<String>,
    /// What would coverage be if you could show these as well?
    #[arg(long, value_name = "SKILL,…", value_delimiter = ',', help_heading = "Questions")]
    what_if: Vec<String>,
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
pub fn run(args: &ReportArgs, context: &Context) -> Result<Exit, Failure> {
    let Some(resume) = &args.resume else {
        return Err(Failure::Usage("give a resume".into()));
    };
    let output = Output::open(&context.common)?;
    // The document is read next door while the taxonomy is decoded and the automata are built here.
    let mut pending = input::start(resume, &args.reading, &context.worker)?;
    let taxonomy = gapcheck::builtin::taxonomy();
    let target = lookup::role(&args.role.role, taxonomy)?;
    let claims =
        Claims { have: lookup::skills(&args.have, taxonomy)?, what_if: lookup::skills(&args.what_if, taxonomy)? };
    let required = lookup::skills(&args.require, taxonomy)?;
    let matcher = Matcher::new(taxonomy);
    let document = Document::new(pending.judged()?, DocumentKind::Resume, &taxonomy.language);
    let document = args.time.apply(document);
    let matches = matcher.matches(&document, (&args.matching).into());
    let report = report::build(pending.path(), &document, &matches, taxonomy, &target.profile, &target.source, &claims);
    let evidence = coverage::evidence(taxonomy, &matches.mentions);
    let not_shown: Vec<SkillIndex> =
        required.into_iter().filter(|&skill| evidence[skill as usize].strength < Strength::Listed).collect();

    let coverage = report.coverage;
    let report = render::redact(report, (&args.privacy).into(), taxonomy);
    let view = View { all: args.all, ..context.view() };
    let text = render::report(&report, taxonomy, args.format.format.into(), &view);
    context.write(output, args.format.format, &text)?;

    let mut missed = Vec::new();
    if let (Some(least), Some(reached)) = (args.fail_under, coverage)
        && reached < least
    {
        let (reached, least) = (render::percent(reached), render::percent(least));
        missed.push(format!("coverage is {reached}, under the {least} of --fail-under"));
    }
    if !not_shown.is_empty() {
        let names: Vec<&str> = not_shown.iter().map(|&skill| taxonomy.at(skill).name.as_str()).collect();
        missed.push(format!("the resume does not name what --require asks for: {}", names.join(", ")));
    }
    if !context.common.quiet {
        missed.iter().for_each(|line| complain(line));
    }
    Ok(if missed.is_empty() { Exit::Done } else { Exit::Missed })
}
