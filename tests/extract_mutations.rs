//! Files that are damaged or made to harm, against a living worker and all that comes after it: no hang, no death, no
//! panic, a report or one clear error for each.
//!
//! A few hundred damaged files run with the other tests. More, as many as one likes:
//!
//! ```text
//! MUTATIONS=10000 cargo test --release --test extract_mutations -- --nocapture
//! ```
//!
//! | variable | meaning |
//! |---|---|
//! | `MUTATIONS` | how many files |
//! | `MUTATIONS_SKIP` | number of the first, to go on where another run ended |
//! | `MUTATIONS_FROM` | a folder of other files to start from, such as PDFs without compression (`qpdf --qdf`) |
//! | `MUTATIONS_SAVE` | a folder that gets what went wrong |

mod common;
#[path = "mutations/hostile.rs"]
mod hostile;
#[path = "mutations/mutate.rs"]
mod mutate;

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use gapcheck::document::{Document, DocumentKind, Reading};
use gapcheck::extract::{PdfReader, ReadError, ReadOptions};
use gapcheck::render::{self, Format, View};
use gapcheck::worker::{Limits, Worker, WorkerCommand};
use mutate::Original;

/// The worker gets half the processor time and a quarter of the memory that users give it.
fn limits() -> Limits {
    Limits { time: Duration::from_secs(20), cpu: Duration::from_secs(5), memory: 256 << 20, ..Limits::default() }
}

fn start() -> Worker {
    start_with(&limits())
}

fn start_with(limits: &Limits) -> Worker {
    let command = WorkerCommand { program: env!("CARGO_BIN_EXE_gapcheck").into(), args: vec!["__read".into()] };
    Worker::spawn(&command, limits).expect("worker")
}

fn number(variable: &str, otherwise: u64) -> u64 {
    std::env::var(variable).ok().and_then(|value| value.parse().ok()).unwrap_or(otherwise)
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(folder).expect("folder").map(|entry| entry.expect("entry").path()).collect();
    paths.sort();
    paths
}

/// What is damaged: every document of the fixtures, in every format.
fn originals() -> Vec<Original> {
    let fixtures = common::root().join("fixtures");
    let paths: Vec<PathBuf> = match std::env::var_os("MUTATIONS_FROM") {
        Some(folder) => entries(Path::new(&folder)),
        None => ["resumes", "postings", "formats", "hidden", "bad"]
            .iter()
            .flat_map(|folder| entries(&fixtures.join(folder)))
            .flat_map(|path| if path.is_dir() { entries(&path) } else { vec![path] })
            .collect(),
    };
    let document = |path: PathBuf| {
        let extension = path.extension().map(|extension| extension.to_string_lossy().into_owned());
        // Labels, scripts and notes are no documents.
        let other = ["gold.json", "judgement.md", "make.sh", "make.py", "bomb.docx"];
        if other.iter().any(|name| path.ends_with(name)) || path.is_dir() {
            return None;
        }
        let bytes = std::fs::read(&path).ok().filter(|bytes| !bytes.is_empty())?;
        Some(Original { name: path.to_string_lossy().into_owned(), extension, bytes })
    };
    let originals: Vec<Original> = paths.into_iter().filter_map(document).collect();
    assert!(!originals.is_empty());
    originals
}

/// What became of the files so far.
#[derive(Default)]
struct Outcome {
    became: BTreeMap<String, u32>,
    slowest: Duration,
    most_cpu: Duration,
    most_memory: u64,
    wrong: Vec<String>,
}

impl Outcome {
    fn wrong(&mut self, what: String, bytes: &[u8]) {
        if let Some(folder) = std::env::var_os("MUTATIONS_SAVE") {
            let name = what.split([' ', ':']).take(2).collect::<Vec<_>>().join("-");
            std::fs::write(Path::new(&folder).join(name), bytes).expect("saved");
        }
        println!("{what}");
        self.wrong.push(what);
    }

    /// Reads one file, and takes it as far as a report.
    fn take(&mut self, worker: &mut Worker, what: &str, bytes: &[u8], options: &ReadOptions) {
        let begun = Instant::now();
        let answer = worker.read(bytes.to_vec(), options);
        let took = begun.elapsed();
        self.slowest = self.slowest.max(took);
        if let Some(usage) = worker.usage() {
            self.most_cpu = self.most_cpu.max(usage.cpu);
            self.most_memory = self.most_memory.max(usage.peak_memory);
        }
        let kind = match &answer {
            Ok(_) => "read".to_owned(),
            Err(error) => format!("{error:?}").split([' ', '{']).next().unwrap_or_default().to_owned(),
        };
        *self.became.entry(kind).or_default() += 1;
        if took > limits().time + Duration::from_secs(2) {
            self.wrong(format!("{what}: {took:?} is over the limit"), bytes);
        }
        match answer {
            Ok(reading) => {
                if catch_unwind(AssertUnwindSafe(|| reported(reading))).is_err() {
                    self.wrong(format!("{what}: a panic after reading"), bytes);
                }
            }
            // The second reader is known to panic. It is asked last, and a panic of it is one error.
            Err(ReadError::Panicked) if options.pdf_reader == PdfReader::PdfExtract => {}
            Err(ReadError::Panicked) => self.wrong(format!("{what}: a panic that was caught"), bytes),
            // Deaths are what the worker is for; still, each of these is a defect worth knowing.
            Err(error) if !worker.is_alive() => {
                self.wrong(format!("{what}: {error:?}"), bytes);
                *worker = start();
            }
            Err(error) => assert!(error.to_string().contains(['.', ';', ',']), "{error}"),
        }
    }
}

/// What the program does with a reading.
fn reported(reading: Reading) {
    let document = Document::new(reading, DocumentKind::Resume, &common::taxonomy().language);
    let report = common::report(&document);
    for format in [Format::Human, Format::Json] {
        assert!(!render::report(&report, common::taxonomy(), format, &View::default()).is_empty());
    }
}

#[test]
fn damaged_files_end_with_a_report_or_one_error() {
    let (cases, skipped) = (number("MUTATIONS", 240), number("MUTATIONS_SKIP", 0));
    let originals = originals();
    let mut worker = start();
    let mut outcome = Outcome::default();
    for case in skipped..skipped + cases {
        let original = &originals[case as usize % originals.len()];
        let bytes = mutate::mutate(original, case);
        let options = ReadOptions {
            // Half of them without a hint, and some through the second reader of PDFs.
            extension: original.extension.clone().filter(|_| case % 2 == 0),
            pdf_reader: if case % 16 == 5 { PdfReader::PdfExtract } else { PdfReader::Auto },
            ..ReadOptions::default()
        };
        outcome.take(&mut worker, &format!("case {case}: {}", original.name), &bytes, &options);
    }
    println!(
        "{cases} cases of {} files, slowest {:?}, most processor time {:?}, most memory {} MiB: {:?}",
        originals.len(),
        outcome.slowest,
        outcome.most_cpu,
        outcome.most_memory >> 20,
        outcome.became
    );
    assert!(outcome.wrong.is_empty(), "{:#?}", outcome.wrong);
}

#[test]
fn files_that_are_made_to_harm_do_not() {
    // Some of them end at the limit, so it is near.
    let limits = Limits { time: Duration::from_secs(60), cpu: Duration::from_secs(3), ..limits() };
    let mut worker = start_with(&limits);
    let mut wrong = Vec::new();
    for hostile::Hostile { name, extension, bytes, ends } in hostile::all() {
        let options = ReadOptions { extension: Some(extension.to_owned()), ..ReadOptions::default() };
        let begun = Instant::now();
        let answer = worker.read(bytes, &options);
        let cpu = worker.usage().map(|usage| usage.cpu).unwrap_or_default();
        let end = answer.as_ref().map_or_else(ToString::to_string, |reading| format!("{} bytes", reading.text.len()));
        println!("{extension} {name}: {:?}, {cpu:?} of processor time: {end}", begun.elapsed());
        wrong.extend(ends.wrong(answer).map(|what| format!("{extension} {name}: {what}")));
        if !worker.is_alive() {
            worker = start_with(&limits);
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
