//! Candidates: every place where a surface form stands between boundaries, or in glued text.

use std::ops::Range;

use super::boundary::{self, Edge};
use super::finder::{Finder, Trigrams, Words};
use super::glued;
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
    /// Whether it is a list item of its own.
    pub own_item: bool,
}

/// All candidates of a folded text, by place.
pub fn find(
    finder: &Finder,
    trigrams: &Trigrams,
    original: &str,
    folded: &Folded,
    forms: &Forms,
    language: &Language,
) -> Vec<Candidate> {
    let text = folded.text.as_str();
    let mut found = Vec::new();
    let mut inside = Vec::new();
    finder.find(text, trigrams, forms, |hit, form| {
        let Range { start, end } = hit;
        let until = match (boundary::left(text, start, end), boundary::right(text, start, end)) {
            (true, Edge::Clean) => end,
            (true, Edge::Until(until)) => until,
            _ => {
                inside.push((start, end, form));
                return;
            }
        };
        found.push(Candidate { form, folded: start..until, glued: false, own_item: false });
    });
    glued::split(original, folded, forms, language, &inside, &mut found);
    found.sort_by_key(|candidate| (candidate.folded.start, candidate.folded.end, candidate.form));
    found.dedup();
    found
}

impl Words for Forms {
    fn count(&self) -> u32 {
        self.len() as u32
    }

    fn word(&self, number: u32) -> &str {
        self.get(number).text
    }
}
