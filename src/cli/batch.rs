//! `gapcheck batch`: many files against a role or postings.

mod args;
mod place;
mod progress;
mod targets;

use std::io::{self, BufWriter, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use gapcheck::batch::row::{self, MENTIONS, SCORES, Words};
use gapcheck::batch::table::{self, Table};
use gapcheck::batch::{
    FindOptions, Found, Journal, JournalError, Judged, Naming, Ranking, Readers, RunError, RunOptions, ScoreOptions,
    Scorer, Summary, Target, find, is_own, listed, note_found, work,
};
use gapcheck::extract::ReadOptions;
use gapcheck::render;
use sha2::{Digest, Sha256};

use self::place::Place;
use self::progress::{Interrupted, Meter};
use super::failure::{shown, why};
use super::input::{self, STANDARD_INPUT};
use super::options::Common;
use super::{Context, Exit, Failure, Output, complain, known};

pub use args::BatchArgs;

/// Runs it.
pub fn run(args: &BatchArgs, context: &Context) -> Result<Exit, Failure> {
    let outputs = Outputs::of(args, context)?;
    let taxonomy = &*known::taxonomy(&args.taxonomy, context)?;
    let targets = targets::targets(args, taxonomy, context)?;
    let scoring = ScoreOptions {
        matching: (&args.matching).into(),
        as_of: args.time.as_of,
        refuse_postings: !args.no_kind_check,
        mentions: outputs.mentions.is_some(),
    };
    let question = question(&taxonomy.version, &targets, &scoring, args);
    let scorer = Scorer::new(taxonomy, targets, scoring);
    if args.fresh {
        outputs.forget()?;
    }
    let mut journal = Journal::open(&outputs.journal, &question).map_err(RunError::from)?;
    let interrupted = Interrupted::watch()?;
    if !read_all(args, &mut journal, &scorer, &outputs, &interrupted, context)? {
        return Ok(Exit::Interrupted);
    }
    let (summary, ranking) = outputs.write(&mut journal, &scorer, args)?;
    journal.finish().map_err(RunError::from)?;
    let text = render::batch(&summary, &ranking, &scorer, &context.view());
    let common = Common { output: None, ..context.common.clone() };
    Output::open(&common)?.styled(&text)?;
    if args.allow_errors.passes(summary.failed, summary.files) {
        return Ok(Exit::Done);
    }
    if !context.common.quiet {
        complain(&format!(
            "{} of {} files could not be read or judged: {} says why; --allow-errors says how many may",
            summary.failed,
            summary.files,
            shown(&outputs.scores.path)
        ));
    }
    Ok(Exit::Unread)
}

/// Everything that an outcome depends on beside the bytes of the file.
fn question(taxonomy: &str, targets: &[Target], scoring: &ScoreOptions, args: &BatchArgs) -> String {
    let limits = input::limits(&args.reading);
    let all = format!(
        "{} {taxonomy} {targets:?} {scoring:?} {limits:?} {:?} {}",
        env!("CARGO_PKG_VERSION"),
        reading(args),
        args.reading.ocr
    );
    Sha256::digest(all).iter().map(|byte| format!("{byte:02x}")).collect()
}

fn reading(args: &BatchArgs) -> ReadOptions {
    ReadOptions {
        max_bytes: args.reading.max_bytes,
        max_pages: args.reading.max_pages,
        pdf_reader: args.reading.pdf_reader.into(),
        ..ReadOptions::default()
    }
}

/// Finds the files and reads what is new; tells whether it came to the end.
fn read_all(
    args: &BatchArgs,
    journal: &mut Journal,
    scorer: &Scorer<'_>,
    outputs: &Outputs,
    interrupted: &Interrupted,
    context: &Context,
) -> Result<bool, Failure> {
    let finding = FindOptions { heed_ignore_files: args.ignore_files, leave_out: outputs.ours() };
    let meter = Meter::new(context.common.quiet);
    let mut unlisted = None;
    let mut written = Written::default();
    let counts = {
        let given = args.paths.iter().flat_map(|path| find(path, &finding));
        let from = args.files_from.as_deref().map(|list| list_of(list, &finding)).transpose()?;
        let from = from.into_iter().flatten().map_while(|found| found.map_err(|error| unlisted = Some(error)).ok());
        let resumes = given.chain(from).filter(|found| !written.holds(found));
        note_found(journal, resumes.inspect(|_| meter.found())).map_err(RunError::from)?
    };
    if !context.common.quiet {
        written.tell();
    }
    if let (Some(error), Some(list)) = (unlisted, &args.files_from) {
        return Err(Failure::NotReadable { path: shown(list), why: why(error.kind()) });
    }
    let limits = input::limits(&args.reading);
    let tesseract = context.worker.tesseract();
    let options = RunOptions {
        readers: Readers::Workers(&context.worker, &limits),
        unpacker: Some((&context.unpacker, limits.time)),
        reading: &reading(args),
        ocr: args.reading.ocr.then_some(&tesseract),
        workers: args.workers(),
    };
    meter.begin(&counts);
    let done = work(journal, scorer, &options, |progress| {
        meter.show(progress);
        if interrupted.is_set() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    })?;
    meter.end();
    if !done {
        complain(&format!(
            "interrupted; what was read is in {}: give the same command again to go on",
            shown(&outputs.journal)
        ));
    }
    Ok(done)
}

/// Files that this program wrote in earlier runs: none of them is a resume.
#[derive(Default)]
struct Written {
    number: usize,
    /// The first of them.
    names: Vec<String>,
}

impl Written {
    /// Such files that are named.
    const NAMED: usize = 5;

    /// Whether a file is one; then it is noted.
    fn holds(&mut self, found: &Found) -> bool {
        let is_own = found.trouble.is_none() && is_own(&found.path);
        self.number += usize::from(is_own);
        if is_own && self.names.len() < Self::NAMED {
            self.names.push(shown(&found.path));
        }
        is_own
    }

    fn tell(&self) {
        if self.number > 0 {
            let more = if self.number > self.names.len() { " …" } else { "" };
            let names = self.names.join(", ");
            complain(&format!("left out what gapcheck wrote itself ({}): {names}{more}", self.number));
        }
    }
}

/// The files of a list.
fn list_of<'o>(
    list: &Path,
    finding: &'o FindOptions,
) -> Result<impl Iterator<Item = io::Result<Found>> + use<'o>, Failure> {
    let source: Box<dyn io::Read> = if list.as_os_str() == STANDARD_INPUT {
        Box::new(io::stdin())
    } else {
        let failed = |error: io::Error| Failure::NotReadable { path: shown(list), why: why(error.kind()) };
        Box::new(std::fs::File::open(list).map_err(failed)?)
    };
    Ok(listed(source).flat_map(move |path| -> Box<dyn Iterator<Item = io::Result<Found>> + 'o> {
        match path {
            Ok(path) => Box::new(find(&path, finding).map(Ok)),
            Err(error) => Box::new(std::iter::once(Err(error))),
        }
    }))
}

/// Where everything goes.
struct Outputs {
    scores: Place,
    mentions: Option<Place>,
    summary: Option<Place>,
    journal: PathBuf,
}

impl Outputs {
    /// Finds out that all can be written, before any work is done.
    fn of(args: &BatchArgs, context: &Context) -> Result<Self, Failure> {
        let path = context.common.output.as_deref().filter(|path| path.as_os_str() != STANDARD_INPUT);
        let path = path
            .ok_or_else(|| Failure::Usage("give the file for the scores: -o scores.csv, .jsonl or .parquet".into()))?;
        let scores = Place::new(path, Some(args.format_of(path)?))?;
        let mentions =
            args.mentions.as_deref().map(|path| Place::new(path, Some(args.format_of(path)?))).transpose()?;
        let summary = args.summary.as_deref().map(|path| Place::new(path, None)).transpose()?;
        let mut journal = scores.path.clone().into_os_string();
        journal.push(".journal");
        Ok(Self { scores, mentions, summary, journal: journal.into() })
    }

    fn all(&self) -> impl Iterator<Item = &Place> {
        [Some(&self.scores), self.mentions.as_ref(), self.summary.as_ref()].into_iter().flatten()
    }

    /// What a folder of resumes must not give back to us.
    fn ours(&self) -> Vec<PathBuf> {
        let own = self.all().map(|place| &place.path).chain([&self.journal]);
        own.map(|path| std::path::absolute(path).unwrap_or_else(|_| path.clone())).collect()
    }

    fn forget(&self) -> Result<(), Failure> {
        match std::fs::remove_file(&self.journal) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                Err(Failure::NotWritten { path: shown(&self.journal), source: error })
            }
            _ => Ok(()),
        }
    }

    /// Writes every output beside its place, then puts all in their places.
    fn write(
        &self,
        journal: &mut Journal,
        scorer: &Scorer<'_>,
        args: &BatchArgs,
    ) -> Result<(Summary, Ranking), Failure> {
        let (naming, words) = match (args.privacy.anonymous, args.privacy.no_snippets) {
            (true, _) => (Naming::Hash, Words::None),
            (false, true) => (Naming::Path, Words::Surfaces),
            (false, false) => (Naming::Path, Words::Lines),
        };
        let mut summary = Summary::new(scorer);
        let mut ranking = Ranking::new(args.top, scorer.targets().len());
        let mut scores = Writing::begin(&self.scores, SCORES)?;
        let mut mentions = self.mentions.as_ref().map(|place| Writing::begin(place, MENTIONS)).transpose()?;
        journal.each(naming, |judged: Judged| -> Result<(), Ended> {
            summary.add(&judged);
            ranking.add(&judged, scorer);
            for row in row::scores(&judged, scorer) {
                scores.row(&row)?;
            }
            if let Some(mentions) = &mut mentions {
                for row in row::mentions(&judged, scorer.taxonomy(), words) {
                    mentions.row(&row)?;
                }
            }
            Ok(())
        })?;
        scores.end()?;
        if let Some(mentions) = mentions {
            mentions.end()?;
        }
        if let Some(place) = &self.summary {
            let text = match place.path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("json")) {
                true => render::batch::summary_json(&summary, &scorer.taxonomy().version),
                false => render::batch::summary_markdown(&summary),
            };
            place.begin()?.write_all(text.as_bytes()).map_err(|source| place.failed(source))?;
        }
        self.all().try_for_each(Place::settle)?;
        Ok((summary, ranking))
    }
}

/// A table on its way to its place.
struct Writing<'p> {
    place: &'p Place,
    table: Box<dyn Table>,
}

impl<'p> Writing<'p> {
    fn begin(place: &'p Place, columns: &'static [table::Column]) -> Result<Self, Failure> {
        let to = BufWriter::with_capacity(1 << 18, place.begin()?);
        let format = place.format.unwrap_or(table::TableFormat::Csv);
        let table = table::begin(format, columns, to).map_err(|source| place.failed(source))?;
        Ok(Self { place, table })
    }

    fn row(&mut self, values: &[table::Value]) -> Result<(), Failure> {
        self.table.row(values).map_err(|source| self.place.failed(source))
    }

    fn end(self) -> Result<(), Failure> {
        self.table.end().map_err(|source| self.place.failed(source))
    }
}

/// Why the writing ended.
struct Ended(Failure);

impl From<Failure> for Ended {
    fn from(failure: Failure) -> Self {
        Self(failure)
    }
}

impl From<JournalError> for Ended {
    fn from(error: JournalError) -> Self {
        Self(Failure::Batch(error.into()))
    }
}

impl From<Ended> for Failure {
    fn from(ended: Ended) -> Self {
        ended.0
    }
}
