//! `gapcheck diff`: what changed between two reports, baselines or resumes.

use std::io::Read;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use gapcheck::ci::{self, Difference, Standing, Stored};
use gapcheck::document::DocumentKind;
use gapcheck::matcher::Matcher;
use gapcheck::render;
use gapcheck::report::{self, Claims, JobOptions, Source, TargetKind};
use gapcheck::taxonomy::Taxonomy;

use super::failure::shown;
use super::options::{AsOfArg, DEFAULT_ROLE, MatchArgs, ReadArgs, StageArg, TaxonomyArg};
use super::postings::Postings;
use super::subject::Reading;
use super::{Context, Exit, Failure, Output, input, known, lookup};

/// What `gapcheck diff` takes.
#[derive(Debug, Clone, Args)]
pub struct DiffArgs {
    /// Before: a report or baseline (JSON), or a resume
    old: PathBuf,
    /// After: a report or baseline (JSON), or a resume
    new: PathBuf,
    /// Role to compare resumes with [default: that of the report on the other side, or machine-learning-engineer]
    #[arg(long, value_name = "ID|FILE")]
    role: Option<String>,
    /// Posting to compare resumes with instead
    #[arg(long, value_name = "FILE", conflicts_with = "role")]
    job: Option<PathBuf>,
    #[command(flatten)]
    stage: StageArg,
    /// Exit with 1 when coverage dropped, or a skill or a covered requirement is lost
    #[arg(long)]
    fail_on_loss: bool,
    /// human, json or markdown
    #[arg(
        long,
        value_name = "FORMAT",
        default_value = "human",
        hide_possible_values = true,
        hide_default_value = true
    )]
    format: DiffFormat,
    #[command(flatten)]
    taxonomy: TaxonomyArg,
    #[command(flatten)]
    matching: MatchArgs,
    #[command(flatten)]
    time: AsOfArg,
    #[command(flatten)]
    reading: ReadArgs,
}

/// The formats of `diff`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum DiffFormat {
    Human,
    Json,
    Markdown,
}

/// One side.
enum Side {
    /// A report or a baseline.
    Stored(Stored),
    /// A resume, still to be read.
    Resume,
}

/// Runs it.
pub fn run(args: &DiffArgs, context: &Context) -> Result<Exit, Failure> {
    let output = Output::open(&context.common)?;
    if [&args.old, &args.new].iter().any(|path| path.as_os_str() == input::STANDARD_INPUT) {
        return Err(Failure::Usage("a side of a comparison is read twice: give a file instead of \"-\"".into()));
    }
    let (old, new) = (side(&args.old, args)?, side(&args.new, args)?);
    let taxonomy = &*known::taxonomy(&args.taxonomy, context)?;
    let (old, new) = match (old, new) {
        (Side::Stored(old), Side::Stored(new)) => {
            let path = new.resumes.first().map(|resume| resume.path.clone()).filter(|_| new.resumes.len() == 1);
            let old = one(old, path.as_deref(), &args.old)?;
            let new = one(new, Some(&old.path), &args.new)?;
            (old, new)
        }
        (Side::Stored(old), Side::Resume) => {
            let old = one(old, Some(&shown(&args.new)), &args.old)?;
            let new = of_resume(&args.new, Some(&old), args, taxonomy, context)?;
            (old, new)
        }
        (Side::Resume, Side::Stored(new)) => {
            let new = one(new, Some(&shown(&args.old)), &args.new)?;
            (of_resume(&args.old, Some(&new), args, taxonomy, context)?, new)
        }
        (Side::Resume, Side::Resume) => {
            (of_resume(&args.old, None, args, taxonomy, context)?, of_resume(&args.new, None, args, taxonomy, context)?)
        }
    };
    let difference = Difference::between(&old, &new);
    let [old, new] = [&args.old, &args.new].map(|path| shown(path));
    match args.format {
        DiffFormat::Human => {
            output.styled(&render::human::diff(&old, &new, &difference, taxonomy, &context.view()))?;
        }
        DiffFormat::Json => output.plain(&render::json::diff(&old, &new, &difference, taxonomy))?,
        DiffFormat::Markdown => {
            output.plain(&render::markdown::page(&render::outline::diff(&old, &new, &difference, taxonomy)))?
        }
    }
    Ok(if args.fail_on_loss && difference.is_loss() { Exit::Missed } else { Exit::Done })
}

/// What a file is: JSON of ours, or a resume.
fn side(path: &Path, args: &DiffArgs) -> Result<Side, Failure> {
    let mut bytes = Vec::new();
    let file = std::fs::File::open(path);
    // A file that cannot be opened is reported by who reads resumes.
    let read = file.and_then(|file| file.take(args.reading.max_bytes).read_to_end(&mut bytes));
    let text = match (read, std::str::from_utf8(&bytes)) {
        (Ok(_), Ok(text)) if text.trim_start().starts_with('{') && ci::is_stored(text) => text,
        _ => return Ok(Side::Resume),
    };
    let stored = ci::read_stored(text).map_err(|error| Failure::Stored { path: shown(path), error })?;
    Ok(Side::Stored(stored))
}

/// The one resume of a report, or the one of a baseline that has a path.
fn one(stored: Stored, path: Option<&str>, file: &Path) -> Result<Standing, Failure> {
    let number = stored.resumes.len();
    let mut resumes = stored.resumes;
    let at = match number {
        1 => Some(0),
        _ => resumes.iter().position(|resume| Some(resume.path.as_str()) == path),
    };
    at.map(|at| resumes.swap_remove(at)).ok_or_else(|| {
        Failure::Usage(format!(
            "{}: {number} resumes are in it and none is called as the other side; give the report on one of them",
            shown(file)
        ))
    })
}

/// What a report on a resume says, against the target that is asked for or that of the other side.
fn of_resume(
    path: &Path,
    other: Option<&Standing>,
    args: &DiffArgs,
    taxonomy: &Taxonomy,
    context: &Context,
) -> Result<Standing, Failure> {
    let aim = other.and_then(|standing| standing.targets.first());
    let posting = |aim: &&ci::Aim| args.role.is_none() && aim.kind == TargetKind::Job && Path::new(&aim.id).is_file();
    let jobs: Vec<PathBuf> =
        args.job.clone().or_else(|| aim.filter(posting).map(|aim| PathBuf::from(&aim.id))).into_iter().collect();
    let known = aim.filter(|aim| aim.kind == TargetKind::Role && taxonomy.role(&aim.id).is_some());
    let role = args.role.as_deref().or(known.map(|aim| aim.id.as_str())).unwrap_or(DEFAULT_ROLE);
    let pending = input::start(path, &args.reading, &context.worker)?;
    let mut jobs = Postings::start(&jobs, &args.reading, &context.worker)?;
    let role = lookup::role(role, taxonomy)?.at_stage(&args.stage, taxonomy)?;
    let matcher = Matcher::new(taxonomy);
    let reading = Reading { matcher: &matcher, matching: &args.matching, time: &args.time, strict: true };
    let resume = reading.read(pending, DocumentKind::Resume)?;
    let claims = Claims::default();
    let report = match jobs.next(&reading)? {
        Some(job) => {
            let options = JobOptions {
                role: &role.profile,
                role_source: &role.source,
                with_role: false,
                count_unknown: false,
                claims: &claims,
            };
            report::build_for_job(&resume.source(), &job.job(), &matcher, &options)
        }
        None => {
            let Source { path, document, matches } = resume.source();
            report::build(path, document, matches, taxonomy, &role.profile, &role.source, &claims)
        }
    };
    Ok(Standing::of(resume.path(), &[&report], taxonomy))
}
