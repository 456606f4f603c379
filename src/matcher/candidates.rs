//! Candidates: every place where a surface form stands between boundaries, or in glued text.

use std::ops::Range;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

use super::boundary::{self, Edge};
use super::glued;
use crate::normalize::Folded;
use crate::taxonomy::{Form, Language};

/// A surface form at a place of the folded text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// Index into [`crate::taxonomy::Taxonomy::forms`].
    pub form: u32,
    /// Folded range, a plural ending or version included.
    pub folded: Range<usize>,
    /// Whether it was split off from glued text.
    pub glued: bool,
}

/// Finds surface forms.
pub struct FormFinder {
    automaton: AhoCorasick,
}

impl FormFinder {
    /// Builds the automaton.
    pub fn new(forms: &[Form]) -> Self {
        let automaton = AhoCorasick::builder()
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .match_kind(MatchKind::Standard)
            .build(forms.iter().map(|form| form.text.as_bytes()))
            .unwrap_or_else(|error| unreachable!("the compiled forms fit an automaton: {error}"));
        Self { automaton }
    }

    /// All candidates of a folded text, by place.
    pub fn find(&self, original: &str, folded: &Folded, forms: &[Form], language: &Language) -> Vec<Candidate> {
        let text = folded.text.as_str();
        let mut found = Vec::new();
        let mut inside = Vec::new();
        for hit in self.automaton.find_overlapping_iter(text) {
            let (start, end) = (hit.start(), hit.end());
            let left = boundary::left(text, start, end);
            let right = boundary::right(text, start, end);
            let form = hit.pattern().as_u32();
            match (left, right) {
                (true, Edge::Clean) => found.push(Candidate { form, folded: start..end, glued: false }),
                (true, Edge::Until(until)) => found.push(Candidate { form, folded: start..until, glued: false }),
                _ => inside.push((start, end, form)),
            }
        }
        glued::split(original, folded, forms, language, &inside, &mut found);
        found.sort_by_key(|candidate| (candidate.folded.start, candidate.folded.end, candidate.form));
        found.dedup();
        found
    }
}
