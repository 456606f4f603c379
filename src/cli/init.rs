//! `gapcheck init`: a commented `gapcheck.toml` for the files of a folder.

use std::path::{Path, PathBuf};

use clap::Args;
use gapcheck::config::FILE_NAME;
use gapcheck::coverage::{self, Strength};
use gapcheck::document::{self, Document, DocumentKind};
use gapcheck::matcher::{MatchOptions, Matcher};
use gapcheck::render;
use gapcheck::report::{self, Claims};
use gapcheck::taxonomy::Taxonomy;

use super::failure::shown;
use super::options::{DEFAULT_ROLE, ReadArgs};
use super::readers::{self, Wanted};
use super::{Context, Exit, Failure, Output, complain, input, lookup, output};

/// Folders below the one that is looked through.
const DEPTH: usize = 3;
/// Most files that are read.
const MOST: usize = 200;
/// Endings of files that may be a resume or a posting.
const ENDINGS: [&str; 15] =
    ["pdf", "docx", "odt", "fodt", "rtf", "tex", "typ", "md", "markdown", "txt", "html", "htm", "json", "yaml", "yml"];
/// Folders of other programs.
const SKIPPED: [&str; 4] = ["node_modules", "target", "venv", "vendor"];
/// Parts of names that tell what a file is when its text does not.
const RESUME_NAMES: [&str; 4] = ["resume", "cv", "curriculum", "lebenslauf"];
const POSTING_NAMES: [&str; 5] = ["posting", "job", "vacancy", "position", "stelle"];

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
    output.plain(&configuration(&found))?;
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
    }
    Ok(Exit::Done)
}

fn counted(number: usize, what: &str) -> String {
    format!("{number} {what}{}", if number == 1 { "" } else { "s" })
}

fn found(args: &InitArgs, taxonomy: &Taxonomy, context: &Context) -> Result<Found, Failure> {
    let mut paths = Vec::new();
    walk(&args.folder, DEPTH, &mut paths);
    paths.sort();
    let matcher = Matcher::for_many(taxonomy);
    let role = lookup::role(DEFAULT_ROLE, taxonomy)?;
    let mut found = Found::default();
    paths.truncate(MOST);
    let wanted = paths.iter().map(|path| Wanted { path: path.clone(), survey: false, second: false }).collect();
    let mut arrived: Vec<_> = readers::start(wanted, &args.reading, &context.worker).collect();
    arrived.sort_by_key(|(number, _)| *number);
    for (number, arrived) in arrived {
        let path = &paths[number];
        // What cannot be read is no resume to check; `gapcheck check` says why when it is named.
        let Ok(reading) = arrived.reading.and_then(|reading| input::with_words(reading, &arrived.path)) else {
            continue;
        };
        let key = path.strip_prefix(&args.folder).unwrap_or(path);
        let name = shown(key).replace(std::path::MAIN_SEPARATOR, "/");
        match document::beyond_doubt(&reading, &taxonomy.language).or_else(|| by_name(key)) {
            Some(DocumentKind::Posting) => found.postings.push(name),
            Some(DocumentKind::Resume) => {
                let document = Document::new(reading, DocumentKind::Resume, &taxonomy.language);
                let matches = matcher.matches(&document, MatchOptions::default());
                let evidence = coverage::evidence(taxonomy, &matches.mentions);
                if evidence.iter().any(|(_, entry)| entry.strength >= Strength::Listed) {
                    let claims = Claims::default();
                    let report =
                        report::build(&name, &document, &matches, taxonomy, &role.profile, &role.source, &claims);
                    found.resumes.push((name, report.coverage));
                }
            }
            None => {}
        }
    }
    Ok(found)
}

/// The files that may be a resume or a posting.
fn walk(folder: &Path, depth: usize, paths: &mut Vec<PathBuf>) {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    for entry in entries {
        let (path, name) = (entry.path(), entry.file_name().to_string_lossy().to_lowercase());
        let Ok(kind) = entry.file_type() else { continue };
        if name.starts_with('.') || SKIPPED.contains(&name.as_str()) {
            continue;
        }
        if kind.is_dir() && depth > 0 {
            walk(&path, depth - 1, paths);
        }
        let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
        if kind.is_file() && ENDINGS.contains(&ending.as_str()) {
            paths.push(path);
        }
    }
}

/// What the name of a file, or of its folder, says that it is.
fn by_name(path: &Path) -> Option<DocumentKind> {
    let text = path.to_string_lossy().to_lowercase();
    let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).collect();
    let has = |names: &[&str]| {
        words.iter().any(|word| names.iter().any(|name| word.strip_suffix('s').unwrap_or(word) == *name))
    };
    match (has(&RESUME_NAMES), has(&POSTING_NAMES)) {
        (true, false) => Some(DocumentKind::Resume),
        (false, true) => Some(DocumentKind::Posting),
        _ => None,
    }
}

/// The configuration for what was found.
fn configuration(found: &Found) -> String {
    let quote = |text: &str| toml::Value::from(text).to_string();
    let list = |names: &mut dyn Iterator<Item = &str>| names.map(quote).collect::<Vec<_>>().join(", ");
    let resumes = match found.resumes.is_empty() {
        true => "\"cv.tex\"".to_string(),
        false => list(&mut found.resumes.iter().map(|(name, _)| name.as_str())),
    };
    let postings = match found.postings.is_empty() {
        true => "# postings = [\"postings/*.txt\"]".to_string(),
        false => format!("postings = [{}]", list(&mut found.postings.iter().map(String::as_str))),
    };
    let lowest = found.resumes.iter().filter_map(|(_, coverage)| *coverage).min();
    let minimum = match lowest.filter(|&lowest| found.postings.is_empty() && lowest >= 50) {
        // A little room, so that the first change of a word does not fail.
        Some(now) => format!("minimum_coverage = \"{}%\"  # {} now", now / 50 * 5, render::percent(now)),
        None => "# minimum_coverage = \"60%\"".to_string(),
    };
    format!(
        "# What `gapcheck check` asks of the resumes of this repository. All keys: docs/ci.md of gapcheck.\n\
         # Paths and globs count from this folder; `*` stays within a folder, `**` goes through all below.\n\n\
         # The resumes, sources and built files alike.\n\
         resumes = [{resumes}]\n\n\
         # What they are compared with: roles (`gapcheck role list`, or a role file) and postings.\n\
         roles = [\"{DEFAULT_ROLE}\"]\n{postings}\n\n\
         # Coverage of each role and posting, and of what it requires, at least.\n\
         {minimum}\n# minimum_required_coverage = \"70%\"\n\n\
         # Skills that each resume must name, and such that none may claim.\n\
         # require = [\"python\"]\n# forbid = []\n\n\
         # The check fails when coverage drops under that of this file, or a covered skill is lost.\n\
         # `gapcheck check --update-baseline` writes it; commit it. No word of a resume is in it.\n\
         # baseline = \"gapcheck.baseline.json\"\n\n\
         # Skills that a job or project must show: demonstrated, listed or implied.\n\
         # [minimum_strength]\n# python = \"demonstrated\"\n\n\
         # What findings weigh: error, warning, advice or off.\n\
         # [rules]\n# skill-lost = \"warning\"\n\n\
         # Resumes with keys of their own, in place of those above.\n\
         # [[resume]]\n# files = [\"cv-data.tex\"]\n# minimum_coverage = \"50%\"\n\n\
         # Findings that may stay, each with the reason.\n\
         # [[silence]]\n# code = \"weak-skill\"\n# skill = \"kubernetes\"\n# reason = \"the new job starts in May\"\n"
    )
}
