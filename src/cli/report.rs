//! `gapcheck <RESUME>`: the report, against a role or against postings.

use std::mem::ManuallyDrop;
use std::path::PathBuf;

use clap::Args;
use gapcheck::coverage::{BySkill, Strength};
use gapcheck::document::DocumentKind;
use gapcheck::matcher::Matcher;
use gapcheck::render::{self, Privacy, View};
use gapcheck::report::{self, Claims, JobOptions, Prepared, Report};
use gapcheck::taxonomy::{SkillIndex, Taxonomy};

use super::options::{AsOfArg, DEFAULT_ROLE, FullFormatName, MatchArgs, PrivacyArgs, ReadArgs, StageArg, TaxonomyArg};
use super::postings::{self, Postings};
use super::subject::Reading;
use super::{Context, Exit, Failure, Output, complain, input, known, lookup, values};

/// What `gapcheck <RESUME>` takes.
#[derive(Debug, Clone, Args)]
pub struct ReportArgs {
    /// Resume to report on: PDF, DOCX, ODT, RTF, HTML, plain text, Markdown, LaTeX, Typst, JSON Resume or RenderCV; "-" reads standard input
    #[arg(value_name = "RESUME", required = true)]
    pub resume: Option<PathBuf>,
    /// Role to compare with: an id of `role list`, or a role file [default: machine-learning-engineer]
    #[arg(long, value_name = "ID|FILE")]
    role: Option<String>,
    /// Posting (job description) to compare with instead; "-" reads standard input; several are put side by side
    #[arg(long, value_name = "FILE")]
    job: Vec<PathBuf>,
    #[command(flatten)]
    stage: StageArg,
    /// human, json, markdown, html, github, sarif or junit
    #[arg(
        long,
        value_name = "FORMAT",
        default_value = "human",
        hide_possible_values = true,
        hide_default_value = true
    )]
    format: FullFormatName,
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
    /// With --job: count what it asks for by names that are in no list of skills
    #[arg(long, requires = "job", help_heading = "Questions")]
    count_unknown: bool,
    /// Read a posting as a resume, or a resume as a posting, where that seems a mistake
    #[arg(long, hide_short_help = true, help_heading = "Reading")]
    no_kind_check: bool,
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
pub fn run(args: &ReportArgs, context: &Context) -> Result<Exit, Failure> {
    let Some(resume) = &args.resume else {
        return Err(Failure::Usage("give a resume".into()));
    };
    postings::one_standard_input(std::iter::once(resume).chain(&args.job).map(PathBuf::as_path))?;
    let output = Output::open(&context.common)?;
    // The documents are read next door while the taxonomy is decoded and the automata are built here.
    let pending = input::start(resume, &args.reading, &context.worker)?;
    let mut jobs = Postings::start(&args.job, &args.reading, &context.worker);
    let taxonomy = &*known::taxonomy(&args.taxonomy, context)?;
    if args.stage.stage.is_some() && !args.job.is_empty() && args.role.is_none() {
        return Err(Failure::Usage("--stage weighs a role; with --job, name the role with --role as well".into()));
    }
    let role = lookup::role(args.role.as_deref().unwrap_or(DEFAULT_ROLE), taxonomy)?.at_stage(&args.stage, taxonomy)?;
    let claims =
        Claims { have: lookup::skills(&args.have, taxonomy)?, what_if: lookup::skills(&args.what_if, taxonomy)? };
    let required = lookup::skills(&args.require, taxonomy)?;
    // The process ends with this run, and the system takes memory back faster than we give it.
    let matcher = ManuallyDrop::new(Matcher::new(taxonomy));
    taxonomy.warm_up();
    let reading =
        Reading { matcher: &matcher, matching: &args.matching, time: &args.time, strict: !args.no_kind_check };
    let resume = reading.read(pending, DocumentKind::Resume)?;
    if report::is_nothing(resume.document(), resume.matches()) {
        return Err(Failure::HardlyAWord { path: resume.path().to_string(), words: resume.document().words() });
    }
    let options = JobOptions {
        role: &role.profile,
        role_source: &role.source,
        with_role: args.role.is_some(),
        count_unknown: args.count_unknown,
        claims: &claims,
    };
    let mut reports = Vec::new();
    let source = resume.source();
    let prepared = Prepared::of(&source, taxonomy);
    while let Some(job) = jobs.next(&reading)? {
        reports.push(report::build_for_job_prepared(&source, &prepared, &job.job(), &matcher, &options));
    }
    if args.job.is_empty() {
        reports.push(report::build_prepared(&source, &prepared, taxonomy, &role.profile, &role.source, &claims));
    }
    let mut missed = under(&reports, args.fail_under);
    missed.extend(not_named(prepared.evidence(), &required, taxonomy));

    let view = View { all: args.all, ..context.view() };
    let privacy: Privacy = (&args.privacy).into();
    let reports: Vec<Report> = reports.into_iter().map(|report| render::redact(report, privacy, taxonomy)).collect();
    let text = render::reports(reports, &missed, taxonomy, args.format.into(), &view);
    match args.format {
        FullFormatName::Human => output.styled(&text)?,
        _ => output.plain(&text)?,
    }
    if !context.common.quiet {
        missed.iter().for_each(|line| complain(line));
    }
    Ok(if missed.is_empty() { Exit::Done } else { Exit::Missed })
}

/// One line for each target whose coverage is under a threshold.
fn under(reports: &[Report], least: Option<u32>) -> Vec<String> {
    let Some(least) = least else { return Vec::new() };
    let line = |report: &Report| {
        let reached = report.coverage.filter(|&reached| reached < least)?;
        let of = if reports.len() > 1 { format!("{}: ", report.target_source) } else { String::new() };
        let (reached, least) = (render::percent(reached), render::percent(least));
        Some(format!("{of}coverage is {reached}, under the {least} of --fail-under"))
    };
    reports.iter().filter_map(line).collect()
}

/// One line when the resume does not name some of these skills.
fn not_named(evidence: &BySkill, required: &[SkillIndex], taxonomy: &Taxonomy) -> Option<String> {
    if required.is_empty() {
        return None;
    }
    let absent = required.iter().filter(|&&skill| evidence[skill].strength < Strength::Listed);
    let names: Vec<&str> = absent.map(|&skill| taxonomy.at(skill).name.as_str()).collect();
    (!names.is_empty()).then(|| format!("the resume does not name what --require asks for: {}", names.join(", ")))
}
