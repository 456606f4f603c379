//! A taxonomy of a hundred thousand names, made by the importer of invented words: how long each step takes, how it
//! grows, how much memory it needs, and how fast a text is searched with it, against the built-in taxonomy.
//!
//! `cargo bench --bench large_taxonomy -- [NAMES]`

use std::collections::HashSet;
use std::fmt::Write;
use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

use gapcheck::builtin;
use gapcheck::document::{Document, DocumentKind};
use gapcheck::extract::{self, ReadOptions};
use gapcheck::import::{self, Options, Source};
use gapcheck::matcher::{MatchOptions, Matcher};
use gapcheck::taxonomy::{Taxonomy, own};

/// Names of a row: its own and its aliases.
const NAMES_PER_ROW: usize = 4;
/// Text to search, in bytes.
const TEXT: usize = 4 << 20;

fn main() {
    let names: usize = std::env::args().filter_map(|arg| arg.parse().ok()).next().unwrap_or(100_000);
    println!("{:>9}  {:>9}  {:>9}  {:>9}  {:>9}", "names", "import", "load", "lay over", "ready");
    let mut large = None;
    for part in [8, 4, 2, 1] {
        large = Some(grown(names / part));
    }
    let Some((taxonomy, text)) = large else { return };
    println!("peak memory so far {} MB", peak_memory());

    let started = Instant::now();
    let small = builtin::decoded();
    println!("the built-in taxonomy is decoded in {:.1?}", started.elapsed());
    let documents = documents(&text, &taxonomy);
    let bytes: usize = documents.iter().map(|document| document.text().len()).sum();
    println!("\n{:>9}  {:>9}  {:>9}  {:>12}  {:>9}", "forms", "one text", "ready", "speed", "mentions");
    for taxonomy in [&small, &taxonomy] {
        searched(taxonomy, &documents, bytes);
    }
    long_line(&taxonomy, &text);
    println!("peak memory {} MB", peak_memory());
}

/// A taxonomy with so many imported names, and the table that they came from.
fn grown(names: usize) -> (Taxonomy, String) {
    let table = table(names / NAMES_PER_ROW);
    let options =
        Options { source: Source::Csv, only: vec![], columns: vec![], delimiter: None, category: None, prefix: None };
    let mut taxonomy = builtin::decoded();
    let started = Instant::now();
    let imported = import::import(table.as_bytes(), "table.csv", &taxonomy, &options).expect("the table is sound");
    let import = started.elapsed();
    let started = Instant::now();
    let addition = own::check(&taxonomy, Path::new("my.toml"), imported.toml.into_bytes()).expect("it loads");
    let load = started.elapsed();
    let started = Instant::now();
    addition.lay_over(&mut taxonomy);
    let lay_over = started.elapsed();
    let started = Instant::now();
    black_box(Matcher::for_many(&taxonomy));
    let ready = started.elapsed();
    let names = imported.report.names;
    println!("{names:>9}  {import:>9.1?}  {load:>9.1?}  {lay_over:>9.1?}  {ready:>9.1?}");
    (taxonomy, table)
}

/// How long it takes to search one text from nothing, to get ready for many, and to search many.
fn searched(taxonomy: &Taxonomy, documents: &[Document], bytes: usize) {
    let started = Instant::now();
    black_box(Matcher::new(taxonomy).matches(&documents[0], MatchOptions::default()));
    let one = started.elapsed();
    let started = Instant::now();
    let matcher = Matcher::for_many(taxonomy);
    let ready = started.elapsed();
    let mut best = Duration::MAX;
    let mut mentions = 0;
    for _ in 0..3 {
        let started = Instant::now();
        mentions = documents
            .iter()
            .map(|document| black_box(matcher.matches(document, MatchOptions::default())).mentions.len())
            .sum();
        best = best.min(started.elapsed());
    }
    let speed = bytes as f64 / 1e6 / best.as_secs_f64();
    println!("{:>9}  {one:>9.1?}  {ready:>9.1?}  {speed:>7.1} MB/s  {mentions:>9}", taxonomy.forms.len());
}

/// A text of a single line, twice as long each time: the time may double, not more.
fn long_line(taxonomy: &Taxonomy, table: &str) {
    let words: Vec<&str> = table.lines().filter_map(|line| line.split(',').next()).take(5_000).collect();
    let matcher = Matcher::for_many(taxonomy);
    println!();
    for megabytes in [1, 2, 4, 8] {
        let mut text = String::new();
        for number in 0.. {
            if text.len() >= megabytes << 20 {
                break;
            }
            let _ = write!(text, "worked with {}, python and docker ", words[number % words.len()]);
        }
        let document = document(&text, taxonomy);
        let started = Instant::now();
        let mentions = matcher.matches(&document, MatchOptions::default()).mentions.len();
        println!("a line of {megabytes} MB: {:.1?}, {mentions} mentions", started.elapsed());
    }
}

fn document(text: &str, taxonomy: &Taxonomy) -> Document {
    let reading = extract::read(text.as_bytes(), &ReadOptions::default()).expect("plain text is read");
    Document::new(reading, DocumentKind::Resume, &taxonomy.language)
}

/// Texts of a resume's size: lines of the fixtures, and among ten of them one that names what was imported.
fn documents(table: &str, taxonomy: &Taxonomy) -> Vec<Document> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/resumes");
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .expect("the fixtures are in the repository")
        .filter_map(|entry| Some(entry.ok()?.path().join("resume.txt")))
        .collect();
    files.sort();
    let mut lines: Vec<String> = Vec::new();
    for file in files {
        let text = std::fs::read_to_string(file).expect("a fixture has its text");
        lines.extend(text.lines().filter(|line| !line.trim().is_empty()).map(str::to_owned));
    }
    let imported: Vec<&str> = table.lines().skip(1).filter_map(|line| line.split(',').next()).collect();
    let mut random = Random::new();
    let mut made = 0;
    let mut documents = Vec::new();
    while made < TEXT {
        let mut text = String::new();
        while text.len() < 4_000 {
            text.push_str(&lines[random.below(lines.len())]);
            if random.below(10) == 0 {
                let _ = write!(text, "\n- Worked with {}.", imported[random.below(imported.len())]);
            }
            text.push('\n');
        }
        made += text.len();
        documents.push(document(&text, taxonomy));
    }
    documents
}

/// A table of skills whose names are two invented words, each once.
fn table(rows: usize) -> String {
    let mut random = Random::new();
    let mut known = HashSet::new();
    let mut name = move || {
        loop {
            let name = format!("{} {}", random.word(), random.word());
            if known.insert(name.clone()) {
                return name;
            }
        }
    };
    let mut table = String::from("name,category,aliases\n");
    for _ in 0..rows {
        let aliases: Vec<String> = (1..NAMES_PER_ROW).map(|_| name()).collect();
        let _ = writeln!(table, "{},tool,{}", name(), aliases.join("|"));
    }
    table
}

/// The same numbers in every run.
struct Random(u64);

impl Random {
    fn new() -> Self {
        Self(0x2545_f491_4f6c_dd1d)
    }

    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % most as u64) as usize
    }

    /// Two to four syllables.
    fn word(&mut self) -> String {
        const BEGINNINGS: [&str; 16] =
            ["b", "br", "d", "f", "g", "k", "kl", "l", "m", "n", "p", "r", "st", "t", "v", "z"];
        const ENDS: [&str; 12] = ["a", "ek", "il", "o", "um", "ax", "in", "or", "ut", "e", "yn", "os"];
        let syllables = 2 + self.below(3);
        (0..syllables)
            .map(|_| format!("{}{}", BEGINNINGS[self.below(BEGINNINGS.len())], ENDS[self.below(ENDS.len())]))
            .collect()
    }
}

/// The most memory that this process has had, in MB; 0 where the system does not say.
fn peak_memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok()).unwrap_or(0) / 1024
}
