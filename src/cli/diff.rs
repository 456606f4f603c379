//! `gapcheck diff`: what changed between two reports, baselines or resumes.

use std::collections::BTreeSet;
use std::io::Read;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use gapcheck::ci::{self, Difference, Standing, Stored};
use gapcheck::document::DocumentKind;
use gapcheck::matcher::Matcher;
use gapcheck::profile::Profile;
use gapcheck::render;
use gapcheck::report::{self, Claims, JobOptions, Prepared, Report, TargetKind, build_prepared};
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
    /// Role to compare resumes with [default: what the report or baseline on the other side was compared with, or
    /// machine-learning-engineer]
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

/// Targets of one side that the other one is compared with; what is beyond them is told as not compared.
const MOST_TARGETS: usize = 200;

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
            let new = of_resume(&args.new, Some((&old, &args.old)), args, taxonomy, context)?;
            (old, new)
        }
        (Side::Resume, Side::Stored(new)) => {
            let new = one(new, Some(&shown(&args.old)), &args.new)?;
            (of_resume(&args.old, Some((&new, &args.new)), args, taxonomy, context)?, new)
        }
        (Side::Resume, Side::Resume) => {
            (of_resume(&args.old, None, args, taxonomy, context)?, of_resume(&args.new, None, args, taxonomy, context)?)
        }
    };
    let mut difference = Difference::between(&old, &new);
    if args.role.is_some() || args.job.is_some() {
        // Who names a target does not ask for the others of a baseline.
        difference.alone.retain(|alone| !alone.before);
    }
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
        // A baseline has paths from its own folder.
        _ => resumes.iter().position(|resume| {
            let there = file.with_file_name("").join(&resume.path);
            path.is_some_and(|path| path == resume.path || Path::new(path) == there)
        }),
    };
    at.map(|at| resumes.swap_remove(at)).ok_or_else(|| {
        Failure::Usage(format!(
            "{}: {number} resumes are in it and none is called as the other side; give the report on one of them",
            shown(file)
        ))
    })
}

/// What a resume is compared with.
enum Target {
    Role(String),
    /// A posting, with what the other side calls it.
    Job(PathBuf, Option<String>),
}

/// What is asked for, or else everything that the other side was compared with and that is to be had here: roles by
/// their id, postings by their path from here or from the folder of the other side.
fn targets(args: &DiffArgs, other: Option<(&Standing, &Path)>, taxonomy: &Taxonomy) -> Vec<Target> {
    if let Some(job) = &args.job {
        return vec![Target::Job(job.clone(), None)];
    }
    let role = || args.role.clone().unwrap_or_else(|| DEFAULT_ROLE.to_string());
    let Some((standing, file)) = other.filter(|_| args.role.is_none()) else { return vec![Target::Role(role())] };
    let folder = file.parent().unwrap_or(Path::new(""));
    let had = |aim: &ci::Aim| match aim.kind {
        TargetKind::Role => taxonomy.role(&aim.id).map(|_| Target::Role(aim.id.clone())),
        TargetKind::Job => {
            let places = [PathBuf::from(&aim.id), folder.join(&aim.id)];
            places.into_iter().find(|path| path.is_file()).map(|path| Target::Job(path, Some(aim.id.clone())))
        }
    };
    // A baseline that was made by hand may say the same many times, or name more files than anybody compares with.
    let mut seen = BTreeSet::new();
    let each = standing.targets.iter().filter(|aim| seen.insert((aim.kind == TargetKind::Job, &aim.id)));
    each.take(MOST_TARGETS).filter_map(had).collect()
}

/// What reports on a resume say, each against a target.
fn of_resume(
    path: &Path,
    other: Option<(&Standing, &Path)>,
    args: &DiffArgs,
    taxonomy: &Taxonomy,
    context: &Context,
) -> Result<Standing, Failure> {
    let targets = targets(args, other, taxonomy);
    let job = |target: &Target| match target {
        Target::Job(path, _) => Some(path.clone()),
        Target::Role(_) => None,
    };
    let jobs: Vec<PathBuf> = targets.iter().filter_map(job).collect();
    let pending = input::start(path, &args.reading, &context.worker)?;
    let mut jobs = Postings::start(&jobs, &args.reading, &context.worker);
    let by_default = lookup::role(DEFAULT_ROLE, taxonomy)?;
    let matcher = Matcher::new(taxonomy);
    let reading = Reading { matcher: &matcher, matching: &args.matching, time: &args.time, strict: true };
    let resume = reading.read(pending, DocumentKind::Resume)?;
    let source = resume.source();
    let prepared = Prepared::of(&source, taxonomy);
    let claims = Claims::default();
    let of_role = |role: &Profile, from: &str| build_prepared(&source, &prepared, taxonomy, role, from, &claims);
    let options = JobOptions {
        role: &by_default.profile,
        role_source: &by_default.source,
        with_role: false,
        count_unknown: false,
        claims: &claims,
    };
    let mut reports = Vec::new();
    for target in &targets {
        reports.push(match target {
            Target::Role(wanted) => {
                let role = lookup::role(wanted, taxonomy)?.at_stage(&args.stage, taxonomy)?;
                of_role(&role.profile, &role.source)
            }
            Target::Job(path, called) => {
                let lost = || Failure::Defect { path: input::name(path) };
                let job = jobs.next(&reading)?.ok_or_else(lost)?;
                let report = report::build_for_job_prepared(&source, &prepared, &job.job(), &matcher, &options);
                let target_id = called.clone().unwrap_or_else(|| report.target_id.clone());
                Report { target_id, ..report }
            }
        });
    }
    // Without a target that is to be had, the skills can be compared all the same.
    let none = reports.is_empty();
    if none {
        reports.push(of_role(&by_default.profile, &by_default.source));
    }
    let mut standing = Standing::of(resume.path(), &reports.iter().collect::<Vec<_>>(), taxonomy);
    if none {
        standing.targets.clear();
    }
    Ok(standing)
}
