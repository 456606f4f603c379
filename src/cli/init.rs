//! `gapcheck init`: a commented `gapcheck.toml` for the files of a folder.

mod find;
mod write;

use std::path::{MAIN_SEPARATOR, Path, PathBuf};

use clap::Args;
use gapcheck::config::FILE_NAME;
use gapcheck::coverage::{self, Strength};
use gapcheck::document::{self, Document, DocumentKind, Reading};
use gapcheck::matcher::{MatchOptions, Matcher};
use gapcheck::report::{self, Claims};
use gapcheck::taxonomy::Taxonomy;

use super::failure::shown;
use super::lookup::{self, Target};
use super::options::{DEFAULT_ROLE, ReadArgs};
use super::readers::{self, Arrived, Wanted};
use super::{Context, Exit, Failure, Output, complain, input, output};
use find::Why;

/// What `gapcheck init` takes.
#[derive(Debug, Clone, Args)]
pub struct InitArgs {
    /// Folder to look through
    #[arg(value_name = "DIR", default_value = ".", hide_default_value = true)]
    folder: PathBuf,
    /// Overwrite a gapcheck.toml that is there
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    reading: ReadArgs,
}

/// What was found in a folder.
#[derive(Default)]
struct Found {
    /// Resumes, each with its coverage in thousandths.
    resumes: Vec<(String, Option<u32>)>,
    postings: Vec<String>,
    /// Files that are not named, each with the reason.
    left: Vec<(String, Why)>,
}

/// Runs it.
pub fn run(args: &InitArgs, context: &Context) -> Result<Exit, Failure> {
    if !args.folder.is_dir() {
        return Err(Failure::Usage(format!("{} is no folder; give the one of the resumes", shown(&args.folder))));
    }
    let file = context.common.output.clone().unwrap_or_else(|| args.folder.join(FILE_NAME));
    if context.common.output.is_none() && !args.force && file.exists() {
        return Err(Failure::Usage(format!("{} is there already; --force overwrites it", shown(&file))));
    }
    let output: Output = output::to_file(&file, &context.common)?;
    let taxonomy = gapcheck::builtin::taxonomy();
    let found = found(args, taxonomy, context)?;
    output.plain(&write::configuration(&found))?;
    if !context.common.quiet && file.as_os_str() != "-" {
        let file = shown(file.strip_prefix(".").unwrap_or(&file));
        complain(&match found.resumes.len() {
            0 => format!("{file} is written; no resume was found, so name yours in it, then run `gapcheck check`"),
            resumes => format!(
                "{file} is written, with {} and {}; look it over, then run `gapcheck check`",
                counted(resumes, "resume"),
                counted(found.postings.len(), "posting")
            ),
        });
        if !found.left.is_empty() {
            complain(&format!("{} left out; a comment in it says why", counted(found.left.len(), "file")));
        }
    }
    Ok(Exit::Done)
}

fn counted(number: usize, what: &str) -> String {
    format!("{number} {what}{}", if number == 1 { "" } else { "s" })
}

/// What a file turned out to be.
enum Kind {
    Resume(Option<u32>),
    Posting,
    Left(Why),
}

fn found(args: &InitArgs, taxonomy: &Taxonomy, context: &Context) -> Result<Found, Failure> {
    let (paths, left) = find::files(&args.folder);
    let name = |path: &PathBuf| shown(path.strip_prefix(&args.folder).unwrap_or(path)).replace(MAIN_SEPARATOR, "/");
    let role = lookup::role(DEFAULT_ROLE, taxonomy)?;
    let judge = Judge { taxonomy, matcher: Matcher::for_many(taxonomy), role };
    let mut found = Found { left: left.iter().map(|(path, why)| (name(path), *why)).collect(), ..Found::default() };
    let wanted = paths.iter().map(|path| Wanted { path: path.clone(), survey: false, second: false }).collect();
    // Of each file only what it is stays, not its text.
    let mut kinds: Vec<(usize, Kind)> = readers::start(wanted, &args.reading, &context.worker, None)
        .map(|(number, arrived)| {
            let key = paths[number].strip_prefix(&args.folder).unwrap_or(&paths[number]);
            (number, judge.kind(arrived, key))
        })
        .collect();
    kinds.sort_by_key(|(number, _)| *number);
    for (number, kind) in kinds {
        let name = name(&paths[number]);
        match kind {
            Kind::Resume(coverage) => found.resumes.push((name, coverage)),
            Kind::Posting => found.postings.push(name),
            Kind::Left(why) => found.left.push((name, why)),
        }
    }
    found.left.sort_by(|one, other| one.0.cmp(&other.0));
    Ok(found)
}

/// Tells what files are.
struct Judge<'t> {
    taxonomy: &'t Taxonomy,
    matcher: Matcher<'t>,
    role: Target<'t>,
}

impl Judge<'_> {
    /// `key` is the path below the folder.
    fn kind(&self, arrived: Arrived, key: &Path) -> Kind {
        // What cannot be read is no resume to check.
        let Ok(reading) = arrived.reading.and_then(|reading| input::with_words(reading, &arrived.path)) else {
            return Kind::Left(Why::Unread);
        };
        match document::beyond_doubt(&reading, &self.taxonomy.language).or_else(|| find::by_name(key)) {
            Some(DocumentKind::Posting) => Kind::Posting,
            Some(DocumentKind::Resume) => self.resume(reading),
            None => Kind::Left(Why::Neither),
        }
    }

    fn resume(&self, reading: Reading) -> Kind {
        let document = Document::new(reading, DocumentKind::Resume, &self.taxonomy.language);
        let matches = self.matcher.matches(&document, MatchOptions::default());
        let evidence = coverage::evidence(self.taxonomy, &matches.mentions);
        if !evidence.iter().any(|(_, entry)| entry.strength >= Strength::Listed) {
            return Kind::Left(Why::NoSkill);
        }
        let Target { profile, source, .. } = &self.role;
        let report = report::build("", &document, &matches, self.taxonomy, profile, source, &Claims::default());
        Kind::Resume(report.coverage)
    }
}
