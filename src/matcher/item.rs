//! Whether a name is an item of a list of its own: all there is between two separators.

use std::ops::Range;

use super::search::{WordSet, ends_with_phrase, starts_with_phrase};
use super::sentence::SEPARATORS;
use crate::normalize::is_word_char;
use crate::taxonomy::language::ItemWords;

/// [`ItemWords`], made ready.
pub struct Items<'t> {
    before: WordSet<'t>,
    after: WordSet<'t>,
    between: &'t [String],
    /// Whether one of those begins, and ends, with a byte.
    begins: [bool; 256],
    ends: [bool; 256],
}

impl<'t> Items<'t> {
    /// Makes them ready.
    pub fn new(words: &'t ItemWords) -> Self {
        let (mut begins, mut ends) = ([false; 256], [false; 256]);
        for phrase in &words.between {
            phrase.bytes().next().into_iter().for_each(|byte| begins[usize::from(byte)] = true);
            phrase.bytes().next_back().into_iter().for_each(|byte| ends[usize::from(byte)] = true);
        }
        let (before, after) = (WordSet::new(&words.before), WordSet::new(&words.after));
        Self { before, after, between: &words.between, begins, ends }
    }

    /// Whether a text ends with what stands between two items.
    fn end(&self, text: &str) -> bool {
        text.bytes().next_back().is_some_and(|byte| self.ends[usize::from(byte)])
            && self.between.iter().any(|between| ends_with_phrase(text, between))
    }

    /// Whether a text begins with what stands between two items.
    fn begin(&self, text: &str) -> bool {
        text.bytes().next().is_some_and(|byte| self.begins[usize::from(byte)])
            && self.between.iter().any(|between| starts_with_phrase(text, between))
    }
}

/// Whether a folded range is an item of its own within a window of its sentence. `open_end` leaves the right side out
/// of account, for names that are glued to what follows.
pub fn is_own(text: &str, window: &Range<usize>, name: &Range<usize>, open_end: bool, words: &Items<'_>) -> bool {
    ends_before(&text[window.start.min(name.start)..name.start], words)
        && (open_end || ends_after(&text[name.end..window.end.max(name.end)], words))
}

/// Whether an item begins after this text.
fn ends_before(mut text: &str, words: &Items<'_>) -> bool {
    loop {
        let trimmed = trimmed_end(text);
        let gap = &text[trimmed.len()..];
        // "Ruby- Docker": a hyphen beside a space is a separator.
        if trimmed.is_empty() || separates(gap) {
            return true;
        }
        let Some(last) = trimmed.chars().next_back() else { return true };
        if SEPARATORS.contains(&last) {
            return true;
        }
        let start = trimmed
            .rfind(|c: char| !is_word_char(c))
            .map_or(0, |at| at + trimmed[at..].chars().next().map_or(1, char::len_utf8));
        let word = &trimmed[start..];
        if words.end(trimmed) || is_cjk_edge(gap, last) {
            return true;
        }
        if !words.before.contains(word) {
            return false;
        }
        text = &trimmed[..start];
    }
}

/// Whether an item ends before this text.
fn ends_after(mut text: &str, words: &Items<'_>) -> bool {
    loop {
        if text.starts_with(". ") {
            return true;
        }
        let trimmed = trimmed_start(text);
        let gap = &text[..text.len() - trimmed.len()];
        if trimmed.is_empty() || separates(gap) || gap.len() > 1 && gap.contains(". ") {
            return true;
        }
        let Some(first) = trimmed.chars().next() else { return true };
        if SEPARATORS.contains(&first) {
            return true;
        }
        let end = trimmed.find(|c: char| !is_word_char(c) && c != '.').unwrap_or(trimmed.len());
        let word = trimmed[..end].trim_end_matches('.');
        if words.begin(trimmed) {
            return true;
        }
        let version = word.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.' || byte == b'x');
        if !version && !words.after.contains(word) {
            return false;
        }
        text = &trimmed[end..];
    }
}

/// A text without what is neither word nor separator at its end.
fn trimmed_end(text: &str) -> &str {
    // Mostly that is a single space, behind a letter.
    match text.as_bytes() {
        [.., before, b' '] if before.is_ascii_alphanumeric() || *before == b',' => &text[..text.len() - 1],
        _ => text.trim_end_matches(|c: char| !is_word_char(c) && !SEPARATORS.contains(&c)),
    }
}

/// A text without what is neither word nor separator at its beginning.
fn trimmed_start(text: &str) -> &str {
    match text.as_bytes() {
        [b' ', behind, ..] if behind.is_ascii_alphanumeric() => &text[1..],
        [b',', ..] => text,
        _ => text.trim_start_matches(|c: char| !is_word_char(c) && !SEPARATORS.contains(&c)),
    }
}

/// Whether something that is neither word nor separator separates all the same. Mostly it is a single space.
fn separates(gap: &str) -> bool {
    gap != " " && (gap.contains('&') || gap.len() > 1 && (gap.contains(" -") || gap.contains("- ")))
}

/// Scripts without spaces put a Latin name directly beside their own characters.
fn is_cjk_edge(gap: &str, last: char) -> bool {
    gap.is_empty() && !is_word_char(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The name stands between brackets.
    fn own(marked: &str) -> bool {
        let text = marked.replace(['[', ']'], "");
        let start = marked.find('[').unwrap_or(0);
        let end = marked.find(']').unwrap_or(1) - 1;
        let items = Items::new(&crate::builtin::taxonomy().language.items);
        is_own(&text, &(0..text.len()), &(start..end), false, &items)
    }

    #[test]
    fn an_item_is_all_there_is_between_separators() {
        for text in [
            "languages: python, [go] and c (2 years)",
            "languages: python, go and [c] (2 years)",
            "java, or [r]; familiarity with it",
            "- [react]",
            "bash, perl, [ruby]- docker",
            "kafka/spark/[storm])",
            "advanced [excel], word",
            "[r] programming, sas",
            "python 3.11, [go] 1.22",
        ] {
            assert!(own(text), "{text}");
        }
        for text in ["we [go] to market", "a perfect [rest] of the day, and", "skills in [r] for analysis"] {
            assert!(!own(text), "{text}");
        }
    }
}
