//! Tables that were flattened to lines, with or without what separated their cells.

use std::ops::Range;

use super::heading::{is_glue, words};
use crate::taxonomy::Guide;

/// The longest header row, in words.
const HEADER_WORDS: usize = 14;

/// Whether a line is the header row of a table: nothing but words for columns, two of them at least ("Category Tools",
/// "Skill CategoryKey Competencies").
pub fn is_header(text: &str, guide: &Guide) -> bool {
    if text.ends_with(['.', ':', '?', '!']) || text.split_whitespace().take(HEADER_WORDS + 1).count() > HEADER_WORDS {
        return false;
    }
    let mut names = 0;
    for cell in text.split('\t') {
        for piece in unglued(cell) {
            let words = words(&cell[piece]);
            let Some(found) = cover(&words, guide) else { return false };
            names += found;
        }
    }
    names >= 2
}

/// How many column names make up some words, `None` when they hold anything else. The longest name is taken first, so
/// that "what you will meet" is one.
fn cover(words: &[String], guide: &Guide) -> Option<usize> {
    let mut at = 0;
    let mut names = 0;
    while at < words.len() {
        let long = (at + 1..=words.len().min(at + 5))
            .rev()
            .find(|&end| guide.table_headers.binary_search(&words[at..end].join(" ")).is_ok())?;
        at = long;
        names += 1;
    }
    Some(names)
}

/// The pieces of a text between its glue points.
fn unglued(text: &str) -> Vec<Range<usize>> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut before = None;
    for (at, c) in text.char_indices() {
        if before.is_some_and(|before: char| before.is_lowercase() && is_glue(before, c, &text[at..])) {
            pieces.push(start..at);
            start = at;
        }
        before = Some(c);
    }
    pieces.push(start..text.len());
    pieces
}
