//! `gapcheck check`: the resumes of a repository against what its `gapcheck.toml` asks of them.

mod changed;
mod plan;
mod read;
mod repository;

use std::borrow::Cow;
use std::mem::ManuallyDrop;
use std::path::PathBuf;

use clap::Args;
use gapcheck::ci::{self, Before, Outcome, Settings, Stored, Verdict};
use gapcheck::config::{Config, ConfigError, Named};
use gapcheck::finding::FileFindings;
use gapcheck::matcher::Matcher;
use gapcheck::render;
use gapcheck::taxonomy::Taxonomy;
use gapcheck::taxonomy::load::Problem;

use super::failure::shown;
use super::options::{AsOfArg, DEFAULT_ROLE, FullFormatName, MatchArgs, ReadArgs, TaxonomyArg};
use super::output::{self, Also};
use super::subject::Reading;
use super::{Context, Exit, Failure, Output, complain, known, lookup};
use plan::Plan;
use repository::Repository;

/// What `gapcheck check` takes.
#[derive(Debug, Clone, Args)]
pub struct CheckArgs {
    /// Check only these resumes, or what is compared with these postings; a folder means all in it
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// The configuration [default: gapcheck.toml beside PATH or above it]
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Check only what changed since a commit of git (resumes, and those whose postings or configuration changed)
    #[arg(long, value_name = "REV", conflicts_with = "paths")]
    changed_since: Option<String>,
    /// Write the baseline anew instead of comparing with it
    #[arg(long, conflicts_with_all = ["paths", "changed_since"])]
    update_baseline: bool,
    /// human, json, markdown, html, github, sarif or junit
    #[arg(
        long,
        value_name = "FORMAT",
        default_value = "human",
        hide_possible_values = true,
        hide_default_value = true
    )]
    format: FullFormatName,
    /// Write another format to a file as well; may be given again
    #[arg(long, value_name = "FORMAT=FILE", value_parser = output::also)]
    also: Vec<Also>,
    /// Read a posting as a resume, or a resume as a posting, where that seems a mistake
    #[arg(long, hide_short_help = true, help_heading = "Reading")]
    no_kind_check: bool,
    /// Leave out the words of the documents
    #[arg(long, help_heading = "Privacy")]
    no_snippets: bool,
    #[command(flatten)]
    taxonomy: TaxonomyArg,
    #[command(flatten)]
    matching: MatchArgs,
    #[command(flatten)]
    reading: ReadArgs,
}

/// The rule that needs the second PDF reader.
const SECOND_READER: &str = "lost-words";

/// Why a check ends before anything was judged.
enum Stop {
    /// Something in the repository is to be put right, at a place that can be shown there.
    At(Vec<FileFindings>),
    /// Something else.
    Failed(Failure),
}

impl From<Failure> for Stop {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure)
    }
}

/// Runs it.
pub fn run(args: &CheckArgs, context: &Context) -> Result<Exit, Failure> {
    let output = Output::open(&context.common)?;
    let also = args.also.iter().map(|also| also.open(&context.common)).collect::<Result<Vec<_>, _>>()?;
    let repository = Repository::find(args.config.as_deref(), &args.paths)?;
    let (mut outcome, taxonomy) = match checked(args, context, &repository) {
        Ok(done) => done,
        Err(Stop::At(others)) => {
            let taxonomy = gapcheck::builtin::taxonomy();
            let outcome = Outcome { others, taxonomy_version: taxonomy.version.clone(), ..Outcome::default() };
            (outcome, Cow::Borrowed(taxonomy))
        }
        Err(Stop::Failed(failure)) => return Err(failure),
    };
    if args.no_snippets {
        let findings = outcome.resumes.iter_mut().flat_map(|resume| &mut resume.findings);
        findings.for_each(|finding| finding.words.clear());
    }
    let view = context.view();
    let written = |format: FullFormatName| render::check(&outcome, &taxonomy, format.into(), &view);
    for (also, output) in args.also.iter().zip(also) {
        output.plain(&anstream::adapter::strip_str(&written(also.format)).to_string())?;
    }
    match args.format {
        FullFormatName::Human => output.styled(&written(args.format))?,
        format => output.plain(&written(format))?,
    }
    Ok(match outcome.verdict() {
        Verdict::Passed => Exit::Done,
        Verdict::Failed => Exit::Missed,
        Verdict::Unread => Exit::Unread,
        Verdict::Broken => Exit::Broken,
    })
}

/// The outcome, with the taxonomy that knows the names in it.
fn checked(
    args: &CheckArgs,
    context: &Context,
    repository: &Repository,
) -> Result<(Outcome, Cow<'static, Taxonomy>), Stop> {
    let at = |error: ConfigError| Stop::At(vec![ci::configuration(&repository.shown, &error)]);
    let config = gapcheck::config::parse(&repository.text).map_err(at)?;
    // The documents are read next door while the taxonomy is decoded, as soon as it is known which they are.
    let files = plan::Files::find(&config, repository).map_err(at)?;
    let selection = match &args.changed_since {
        Some(revision) => Some(changed::since(revision, repository)?),
        None => repository.selection(&args.paths)?,
    };
    let selected = files.select(selection.as_ref(), args.changed_since.is_none(), &config, repository)?;
    let second = config.asks_for(SECOND_READER);
    let queue = read::Queue::start(&selected, repository, &args.reading, &context.worker, second);
    let taxonomy = taxonomy(args, &config, repository, context)?;
    let baseline = baseline(args, &config, repository)?;
    let whole = selection.is_none() && !args.update_baseline;
    let task = Task { args, repository, config: &config, selected: &selected, baseline: baseline.as_ref(), whole };
    let outcome = task.judge(queue, &taxonomy)?;
    if let (true, Some((path, _))) = (args.update_baseline, &baseline) {
        write_baseline(path, &outcome, &taxonomy, context)?;
    }
    Ok((outcome, taxonomy))
}

/// What is to be judged, once all files are known.
struct Task<'a> {
    args: &'a CheckArgs,
    repository: &'a Repository,
    config: &'a Config,
    selected: &'a [plan::Resume],
    /// Its path as it is shown, with what is in it unless it is to be written.
    baseline: Option<&'a (String, Option<Stored>)>,
    /// Whether what is found is all that there is.
    whole: bool,
}

impl Task<'_> {
    fn judge(&self, queue: read::Queue, taxonomy: &Taxonomy) -> Result<Outcome, Stop> {
        let Self { args, repository, config, .. } = *self;
        let at = |error: ConfigError| Stop::At(vec![ci::configuration(&repository.shown, &error)]);
        let codes: Vec<&str> = render::rules().iter().map(|rule| rule.code).collect();
        let severities = config.severities(&codes, ci::FIXED).map_err(at)?;
        let silences = config.silences(&codes, taxonomy).map_err(at)?;
        let groups = config.groups(taxonomy).map_err(at)?;
        let plan = Plan::new(&groups, self.selected, taxonomy, repository)?;
        let update = repository.command("--update-baseline");
        let before = self.baseline.and_then(|(path, stored)| {
            let stored = stored.as_ref()?;
            Some(Before { path, stored, update: &update })
        });
        let settings = Settings { severities: &severities, silences: &silences, codes: &codes, before };
        // The process ends after it: taking it apart would only take time.
        let matcher = ManuallyDrop::new(Matcher::new(taxonomy));
        let reading = Reading {
            matcher: &matcher,
            matching: &args.matching,
            time: &AsOfArg { as_of: None },
            strict: !args.no_kind_check,
        };
        let judging = read::Judging {
            reading,
            settings,
            repository,
            by_default: &lookup::role(DEFAULT_ROLE, taxonomy)?,
            largest: args.reading.max_bytes,
        };
        let mut outcome = judging.all(&plan, queue)?;
        outcome.taxonomy_version.clone_from(&taxonomy.version);
        outcome.baseline = before.map(|before| before.path.to_string());
        if self.whole {
            outcome.others.extend(ci::unused(&repository.shown, &outcome.resumes, &settings));
        }
        Ok(outcome)
    }
}

/// The taxonomy with the files of the configuration and those of the command line.
fn taxonomy(
    args: &CheckArgs,
    config: &Config,
    repository: &Repository,
    context: &Context,
) -> Result<Cow<'static, Taxonomy>, Stop> {
    if let Some(missing) = config.taxonomy().find(|name| !repository.path(name.text).is_file()) {
        let message = format!("there is no file {}; check the name", repository.show(missing.text));
        return Err(Stop::At(vec![ci::configuration(&repository.shown, &ConfigError::new(missing.line, message))]));
    }
    let own = config.taxonomy().map(|name| repository.path(name.text));
    let files = TaxonomyArg { files: own.chain(args.taxonomy.files.iter().cloned()).collect() };
    known::taxonomy(&files, context).map_err(|failure| match failure {
        Failure::Taxonomy(problems) => Stop::At(problems.iter().map(problem).collect()),
        other => Stop::Failed(other),
    })
}

fn problem(problem: &Problem) -> FileFindings {
    ci::configuration(&shown(&problem.file), &ConfigError::new(problem.line.max(1), problem.message.clone()))
}

/// The path of the baseline as it is shown, with what is in it unless it is to be written.
fn baseline(
    args: &CheckArgs,
    config: &Config,
    repository: &Repository,
) -> Result<Option<(String, Option<Stored>)>, Stop> {
    let usual = repository.usual_baseline();
    let Named { text, line } = match config.baseline() {
        Some(named) => named,
        // One that is not named is there or not; one that is named and lost is a mistake.
        None if args.update_baseline || repository.path(&usual).is_file() => Named { text: &usual, line: 1 },
        None => return Ok(None),
    };
    let path = repository.show(text);
    if args.update_baseline {
        return Ok(Some((path, None)));
    }
    let json = std::fs::read_to_string(repository.path(text)).map_err(|error| {
        let message = match error.kind() {
            std::io::ErrorKind::NotFound => {
                format!(
                    "the baseline is not there; write it with `{}` and commit it",
                    repository.command("--update-baseline")
                )
            }
            why => format!("the baseline cannot be read ({why}); check its permissions"),
        };
        Stop::At(vec![ci::configuration(&repository.shown, &ConfigError::new(line, message))])
    })?;
    let stored = ci::read_stored(&json).map_err(|error| {
        let line = match error {
            ci::StoredError::Form { line, .. } => line,
            _ => 1,
        };
        Stop::At(vec![ci::configuration(&path, &ConfigError::new(line, error.to_string()))])
    })?;
    Ok(Some((path, Some(stored))))
}

fn write_baseline(path: &str, outcome: &Outcome, taxonomy: &Taxonomy, context: &Context) -> Result<(), Failure> {
    if outcome.verdict() > Verdict::Failed {
        return Ok(());
    }
    let standings = outcome.resumes.iter().filter_map(|resume| resume.standing.as_ref());
    let text = render::json::baseline(standings, taxonomy);
    output::to_file(path.as_ref(), &context.common)?.plain(&text)?;
    if !context.common.quiet {
        complain(&format!("{path} is written; commit it"));
    }
    Ok(())
}
