//! Names in text that lost its separators: "SQLExperience", "PythonSQLDockerMachine Learning", "3Docker".
//!
//! A glue point is a place inside a word where the letter case of the original says that another word begins. A form
//! may begin or end at a glue point when what stands on the other side is explained, too: by another form, or by a
//! word that usually begins a sentence or a heading. "SparkNotes" is neither.

use std::collections::HashSet;

use super::boundary::{self, Edge};
use super::candidates::Candidate;
use crate::normalize::{Folded, is_word_char};
use crate::taxonomy::{Forms, Language};

/// Longer words begin no sentence, in bytes.
const LONGEST_WORD: usize = 32;

struct Glue<'a> {
    original: &'a str,
    folded: &'a Folded,
    language: &'a Language,
    begins: HashSet<usize>,
    ends: HashSet<usize>,
}

/// Adds the candidates that stand at glue points. `inside` holds the hits that fail a word boundary.
pub fn split(
    original: &str,
    folded: &Folded,
    forms: &Forms,
    language: &Language,
    inside: &[(usize, usize, u32)],
    found: &mut Vec<Candidate>,
) {
    let mut glue = Glue { original, folded, language, begins: HashSet::new(), ends: HashSet::new() };
    // A single letter at a glue point says nothing, and most hits inside words are nowhere near one.
    let edges: Vec<(usize, usize, u32, bool, bool)> = inside
        .iter()
        .filter_map(|&(start, end, form)| {
            let left_clean = boundary::left(&folded.text, start, end);
            let right_clean = boundary::right(&folded.text, start, end) != Edge::Inside;
            let left = left_clean || (end - start > 1 && glue.is_point(start));
            let right = right_clean || glue.is_point(end);
            (left && right).then_some((start, end, form, left_clean, right_clean))
        })
        .collect();
    if edges.is_empty() {
        return;
    }
    for &(start, end, ..) in &edges {
        if end - start > 1 {
            glue.begins.insert(start);
            glue.ends.insert(end);
        }
    }
    for candidate in found.iter() {
        glue.begins.insert(candidate.folded.start);
        glue.ends.insert(candidate.folded.end);
    }
    for (start, end, form, left_clean, right_clean) in edges {
        let letters = forms.get(form).text.len();
        let left = left_clean || glue.explained_before(start, letters);
        let right = right_clean || glue.explained_after(end);
        if left && right {
            found.push(Candidate { form, folded: start..end, glued: true, own_item: false });
        }
    }
}

impl Glue<'_> {
    /// Whether the original's letter case begins a new word at a folded offset inside a word.
    fn is_point(&self, at: usize) -> bool {
        let text = &self.folded.text;
        if at == 0 || at >= text.len() || !text.is_char_boundary(at) {
            return false;
        }
        let next = at + text[at..].chars().next().map_or(1, char::len_utf8);
        let offset = self.folded.original(at..next).start;
        let mut from_here = self.original[offset..].chars();
        let (Some(before), Some(after)) = (self.original[..offset].chars().next_back(), from_here.next()) else {
            return false;
        };
        if !is_word_char(before) || !is_word_char(after) {
            return true;
        }
        after.is_uppercase()
            && (before.is_lowercase() || before.is_numeric() || from_here.next().is_some_and(char::is_lowercase))
            || before.is_numeric() && after.is_alphabetic()
    }

    fn explained_before(&self, at: usize, letters: usize) -> bool {
        if self.ends.contains(&at) {
            return true;
        }
        // "EngineerRequirementsPython": the word begins where the case says so, and no word is longer than that.
        let text = &self.folded.text;
        let reach = (at.saturating_sub(LONGEST_WORD)..at).find(|&start| text.is_char_boundary(start)).unwrap_or(at);
        let before = &text[reach..at];
        let mut word_start = before
            .rfind(|c: char| !is_word_char(c))
            .map_or(reach, |i| reach + i + before[i..].chars().next().map_or(1, char::len_utf8));
        for offset in (word_start..at).rev() {
            if text.is_char_boundary(offset) && self.is_point(offset) {
                word_start = offset;
                break;
            }
        }
        let word = &text[word_start..at];
        // The number of a list item, glued to the item.
        let number = word.len() <= 2 && word.bytes().all(|byte| byte.is_ascii_digit()) && letters >= 4;
        number || self.is_starter(word)
    }

    fn explained_after(&self, at: usize) -> bool {
        if self.begins.contains(&at) {
            return true;
        }
        let rest = &self.folded.text[at..];
        let reach = (0..=LONGEST_WORD.min(rest.len())).rev().find(|&end| rest.is_char_boundary(end)).unwrap_or(0);
        let after = &rest[..reach];
        let mut end = after.find(|c: char| !is_word_char(c)).unwrap_or(after.len());
        let mut offset = after.chars().next().map_or(end, char::len_utf8);
        while offset < end {
            if after.is_char_boundary(offset) && self.is_point(at + offset) {
                end = offset;
            }
            offset += 1;
        }
        self.is_starter(&after[..end])
    }

    fn is_starter(&self, word: &str) -> bool {
        self.language.glue_starters.binary_search_by(|known| known.as_str().cmp(word)).is_ok()
    }
}
