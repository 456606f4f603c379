//! Candidates: every place where a surface form stands between boundaries, or in glued text.

use std::ops::Range;

use aho_corasick::AhoCorasick;

use super::boundary::{self, Edge};
use super::{Effort, glued};
use crate::normalize::Folded;
use crate::taxonomy::{Forms, Language};

/// A surface form at a place of the folded text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// Number of the form.
    pub form: u32,
    /// Folded range, a plural ending or version included.
    pub folded: Range<usize>,
    /// Whether it was split off from glued text.
    pub glued: bool,
}

/// Finds surface forms.
///
/// An automaton over all forms takes longer to build than a resume takes to read. A form can only stand in a text that
/// holds each of its trigrams, so for a single document an automaton over the forms that pass this test is enough: a
/// few hundred of many thousands, and the same hits.
#[derive(Default)]
pub struct FormFinder {
    complete: Option<AhoCorasick>,
}

impl FormFinder {
    /// Builds the automaton over all forms.
    pub fn complete(forms: &Forms) -> Self {
        let texts = forms.iter().map(|form| form.text);
        Self { complete: super::automaton(Effort::Many, texts) }
    }

    /// All candidates of a folded text, by place.
    pub fn find(&self, original: &str, folded: &Folded, forms: &Forms, language: &Language) -> Vec<Candidate> {
        let text = folded.text.as_str();
        let mut hits = Hits { text, found: Vec::new(), inside: Vec::new() };
        match &self.complete {
            Some(complete) => hits.collect(complete, |pattern| pattern),
            None => {
                let possible = possible(text, forms);
                let texts = possible.iter().map(|&number| forms.get(number).text);
                if let Some(narrow) = super::automaton(Effort::One, texts) {
                    hits.collect(&narrow, |pattern| possible[pattern as usize]);
                }
            }
        }
        let Hits { mut found, inside, .. } = hits;
        glued::split(original, folded, forms, language, &inside, &mut found);
        found.sort_by_key(|candidate| (candidate.folded.start, candidate.folded.end, candidate.form));
        found.dedup();
        found
    }
}

struct Hits<'a> {
    text: &'a str,
    found: Vec<Candidate>,
    /// Start, end and form of hits that fail a word boundary.
    inside: Vec<(usize, usize, u32)>,
}

impl Hits<'_> {
    fn collect(&mut self, automaton: &AhoCorasick, number: impl Fn(u32) -> u32) {
        for hit in automaton.find_overlapping_iter(self.text) {
            let (start, end) = (hit.start(), hit.end());
            let form = number(hit.pattern().as_u32());
            let until = match (boundary::left(self.text, start, end), boundary::right(self.text, start, end)) {
                (true, Edge::Clean) => end,
                (true, Edge::Until(until)) => until,
                _ => {
                    self.inside.push((start, end, form));
                    continue;
                }
            };
            self.found.push(Candidate { form, folded: start..until, glued: false });
        }
    }
}

/// Trigrams of a text, hashed into a bit set: a wrong yes costs a little time, a wrong no does not happen.
struct Trigrams {
    bits: Vec<u64>,
}

impl Trigrams {
    fn of(text: &str) -> Self {
        let mut trigrams = Self { bits: vec![0; 1 << 10] };
        for window in text.as_bytes().windows(3) {
            let hash = Self::hash(window);
            trigrams.bits[hash >> 6] |= 1 << (hash & 63);
        }
        trigrams
    }

    fn hash(window: &[u8]) -> usize {
        let value = u32::from(window[0]) | u32::from(window[1]) << 8 | u32::from(window[2]) << 16;
        (value.wrapping_mul(0x9e37_79b1) >> 16) as usize
    }

    fn hold_all_of(&self, form: &str) -> bool {
        form.as_bytes().windows(3).all(|window| {
            let hash = Self::hash(window);
            self.bits[hash >> 6] >> (hash & 63) & 1 == 1
        })
    }
}

/// The forms that can stand in a text.
fn possible(text: &str, forms: &Forms) -> Vec<u32> {
    let trigrams = Trigrams::of(text);
    (0..forms.len() as u32).filter(|&number| trigrams.hold_all_of(forms.get(number).text)).collect()
}
