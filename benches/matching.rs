//! Text to mentions, one thread, all rules on, against the bare automaton: `aho-corasick`'s DFA, ASCII
//! case-insensitive, leftmost-longest, over the same text and the same names.
//!
//! `cargo bench --bench matching -- [MEGABYTES]` prints both speeds and their ratio, in turn, so that a change in the
//! machine's speed touches both.

use std::hint::black_box;
use std::time::{Duration, Instant};

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use gapcheck::document::{Document, DocumentKind};
use gapcheck::extract::{self, ReadOptions};
use gapcheck::matcher::{MatchOptions, Matcher};

/// Rounds of both, in turn.
const ROUNDS: usize = 5;

fn main() {
    let megabytes: usize = std::env::args().filter_map(|arg| arg.parse().ok()).next().unwrap_or(20);
    let taxonomy = gapcheck::builtin::taxonomy();
    let documents = documents(megabytes << 20);
    let bytes: usize = documents.iter().map(|document| document.text().len()).sum();

    let started = Instant::now();
    let matcher = Matcher::for_many(taxonomy);
    let build = started.elapsed();
    let started = Instant::now();
    let bare = AhoCorasick::builder()
        .kind(Some(AhoCorasickKind::DFA))
        .match_kind(MatchKind::LeftmostLongest)
        .ascii_case_insensitive(true)
        .build(taxonomy.forms.iter().map(|form| form.text))
        .expect("the names fit a DFA");
    let bare_build = started.elapsed();

    let mut ratios = Vec::new();
    let (mut best, mut best_bare) = (Duration::MAX, Duration::MAX);
    let (mut mentions, mut hits) = (0, 0);
    for _ in 0..ROUNDS {
        let started = Instant::now();
        hits = documents.iter().map(|document| black_box(bare.find_iter(document.text())).count()).sum();
        let of_bare = started.elapsed();
        let started = Instant::now();
        mentions = documents
            .iter()
            .map(|document| black_box(matcher.matches(document, MatchOptions::default())).mentions.len())
            .sum();
        let of_matcher = started.elapsed();
        ratios.push(of_bare.as_secs_f64() / of_matcher.as_secs_f64());
        best = best.min(of_matcher);
        best_bare = best_bare.min(of_bare);
    }
    ratios.sort_by(f64::total_cmp);
    let speed = |time: Duration| bytes as f64 / 1e6 / time.as_secs_f64();
    println!("{} names, {} documents, {:.1} MB", taxonomy.forms.len(), documents.len(), bytes as f64 / 1e6);
    println!("bare DFA   {:8.1} MB/s  built in {bare_build:.1?}  {hits} hits", speed(best_bare));
    println!("matcher    {:8.1} MB/s  built in {build:.1?}  {mentions} mentions", speed(best));
    println!("ratio      {:8.3}       median of {ROUNDS} rounds (aim: 0.3 or more)", ratios[ROUNDS / 2]);
}

/// Documents of a resume's size, made of the fixtures' lines in a fixed pseudo-random order.
fn documents(bytes: usize) -> Vec<Document> {
    let taxonomy = gapcheck::builtin::taxonomy();
    let mut lines: Vec<String> = Vec::new();
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/resumes");
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .expect("the fixtures are in the repository")
        .filter_map(|entry| Some(entry.ok()?.path().join("resume.txt")))
        .collect();
    files.sort();
    for file in files {
        let text = std::fs::read_to_string(file).expect("a fixture has its text");
        lines.extend(text.lines().filter(|line| !line.trim().is_empty()).map(str::to_owned));
    }
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut made = 0;
    let mut documents = Vec::new();
    while made < bytes {
        let mut text = String::new();
        while text.len() < 4_000 {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            text.push_str(&lines[(state % lines.len() as u64) as usize]);
            text.push('\n');
        }
        made += text.len();
        let reading = extract::read(text.as_bytes(), &ReadOptions::default()).expect("plain text is read");
        documents.push(Document::new(reading, DocumentKind::Resume, &taxonomy.language));
    }
    documents
}
