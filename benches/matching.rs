//! Text to mentions, one thread, all rules on, against the bare automaton: `aho-corasick`'s DFA, ASCII
//! case-insensitive, leftmost-longest, over the same text and the same names.
//!
//! `cargo bench --bench matching -- [MEGABYTES]` prints both speeds and their ratio, in turn, so that a change in the
//! machine's speed touches both. There are two texts. The natural one is what the aim speaks of: whole resumes and
//! postings. The dense one is of lines of resumes alone, where half of the text is names: the bare automaton does
//! nothing with a name that it found, so the ratio is lower there.

mod corpus;

use std::hint::black_box;
use std::time::{Duration, Instant};

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use gapcheck::document::Document;
use gapcheck::matcher::{MatchOptions, Matcher};

/// Rounds of both, in turn.
const ROUNDS: usize = 5;

fn main() {
    let megabytes: usize = std::env::args().filter_map(|arg| arg.parse().ok()).next().unwrap_or(20);
    let taxonomy = gapcheck::builtin::taxonomy();
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
    println!("{} names; the bare DFA is built in {bare_build:.1?}, the matcher in {build:.1?}", taxonomy.forms.len());
    compare("natural", &corpus::natural(megabytes << 20), &bare, &matcher);
    compare("dense", &corpus::dense(megabytes << 20), &bare, &matcher);
}

fn compare(name: &str, documents: &[Document], bare: &AhoCorasick, matcher: &Matcher<'_>) {
    let bytes: usize = documents.iter().map(|document| document.text().len()).sum();
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
    println!("{name} text: {:.1} MB in {} documents", bytes as f64 / 1e6, documents.len());
    println!("  bare DFA {:8.1} MB/s  {hits} hits", speed(best_bare));
    println!("  matcher  {:8.1} MB/s  {mentions} mentions", speed(best));
    println!("  ratio    {:8.3}       median of {ROUNDS} rounds (aim: 0.3 or more)", ratios[ROUNDS / 2]);
}
