//! Headings of a posting that lost their line: "… with SQL.Nice To HavesExperience with Docker", "… regards. What we offer
//! Free fruit".
//!
//! A heading may begin at a line, after a sentence, or glued to a word. It ends at a colon, where the next word is glued
//! to it, at a dash or digit, or before a word that begins sentences. Only phrases that are headings elsewhere count.

use super::heading::{CUE_WORDS, HEADING_WORDS, by_cue, kind_of};
use super::{DocumentKind, SectionKind};
use crate::taxonomy::Language;

/// The longest heading, in bytes.
const REACH: usize = 90;
/// An item of a list that is longer than this is a list that lost its breaks.
const LONG_ITEM: usize = 400;

/// The headings within a line, by place, after what one that is known takes of it.
pub(super) fn find(line: &str, bullet: bool, taken: usize, language: &Language) -> Vec<(usize, SectionKind, String)> {
    let mut found = Vec::new();
    if bullet && line.len() < LONG_ITEM {
        return found;
    }
    let mut from = taken;
    for start in starts(line) {
        if start < from {
            continue;
        }
        if let Some((kind, end)) = heading_at(line, start, language) {
            found.push((start, kind, line[start..end].trim().to_string()));
            from = end;
        }
    }
    found
}

/// Where a heading may begin: a capital after a sentence, a bracket, a space, or glued to a small letter.
fn starts(line: &str) -> impl Iterator<Item = usize> + '_ {
    let bytes = line.as_bytes();
    (0..bytes.len()).filter(move |&at| {
        bytes[at].is_ascii_uppercase()
            && match at.checked_sub(1).map(|before| bytes[before]) {
                None => true,
                Some(before) => !before.is_ascii_uppercase() && !matches!(before, b'-' | b'/' | b'_' | b'\'' | b'&'),
            }
    })
}

/// How free a heading may be in its words, by how clearly it begins.
#[derive(Clone, Copy, PartialEq)]
enum Beginning {
    /// In the middle of a sentence.
    Inside,
    /// After a sentence, at a line, or glued.
    Clear,
}

fn heading_at(line: &str, start: usize, language: &Language) -> Option<(SectionKind, usize)> {
    let before = &line[..start];
    let beginning = if before.trim_end().len() == before.len() && !before.ends_with(['(', '"'])
        || before.trim_end().ends_with(['.', '!', '?', ':', ';', '•', '*', '|', ')'])
    {
        Beginning::Clear
    } else {
        Beginning::Inside
    };
    let mut reach = (start + REACH).min(line.len());
    while !line.is_char_boundary(reach) {
        reach -= 1;
    }
    let window = &line[start..reach];
    let mut best = None;
    for end in ends(window, reach == line.len(), language) {
        let label = window[..end.at].trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '–' | '*'));
        if label.contains(['·', '|', '•']) || is_glued(label) {
            continue;
        }
        let words = label.split_whitespace().count();
        let found = match (beginning, end.by) {
            (Beginning::Inside, By::Colon) if words <= HEADING_WORDS => {
                kind_of(label, DocumentKind::Posting, language, false)
            }
            (Beginning::Inside, _) => None,
            (Beginning::Clear, By::Colon) if words <= HEADING_WORDS => {
                kind_of(label, DocumentKind::Posting, language, true)
                    .or_else(|| is_title(label, language).then(|| by_cue(label, language)).flatten())
            }
            (Beginning::Clear, By::Glue) if words <= CUE_WORDS => {
                kind_of(label, DocumentKind::Posting, language, is_title(label, language))
                    .or_else(|| (words > 1 && is_title(label, language)).then(|| by_cue(label, language)).flatten())
            }
            (Beginning::Clear, By::Capital) if words > 1 && words <= HEADING_WORDS && is_title(label, language) => {
                let by_cue = || by_cue(label, language).filter(|_| words > 2 && ends_in_cue(label, language));
                kind_of(label, DocumentKind::Posting, language, false).or_else(by_cue)
            }
            (Beginning::Clear, By::Starter) if words > 1 => kind_of(label, DocumentKind::Posting, language, true),
            _ => None,
        };
        // The longest heading wins.
        if let Some(kind) = found {
            best = Some((kind, start + end.at));
        }
    }
    best
}

/// What shows that a heading ends.
#[derive(Clone, Copy, PartialEq)]
enum By {
    /// A colon.
    Colon,
    /// The next word is glued to it.
    Glue,
    /// The next word begins with a capital.
    Capital,
    /// The next word begins sentences, or is a number.
    Starter,
}

struct End {
    at: usize,
    by: By,
}

/// Where a heading may end within a window, up to the end of its sentence.
fn ends(window: &str, is_line_end: bool, language: &Language) -> Vec<End> {
    let mut ends = Vec::new();
    let mut previous = ' ';
    for (at, c) in window.char_indices() {
        if matches!(c, '.' | '!' | ',' | ';' | '•') {
            return ends;
        }
        if c == ':' {
            ends.push(End { at, by: By::Colon });
            return ends;
        }
        let glued = previous.is_lowercase() && (c.is_uppercase() || c.is_ascii_digit() || c == '(')
            || previous == '?' && c.is_alphanumeric()
            || (c == '-' || c == '–') && window[at + c.len_utf8()..].starts_with(char::is_whitespace);
        if glued {
            ends.push(End { at, by: By::Glue });
        } else if previous.is_whitespace()
            && at > 0
            && (c.is_uppercase() || c.is_ascii_digit() || matches!(c, '€' | '$' | '£'))
        {
            let word: String = window[at..].chars().take_while(|c| c.is_alphanumeric()).collect();
            let starter = !c.is_alphabetic() || language.glue_starters.binary_search(&word.to_lowercase()).is_ok();
            ends.push(End { at, by: if starter { By::Starter } else { By::Capital } });
        }
        previous = c;
    }
    if is_line_end {
        ends.push(End { at: window.len(), by: By::Glue });
    }
    ends
}

/// Whether a word of a label begins within another: then the heading begins there.
fn is_glued(label: &str) -> bool {
    label.as_bytes().windows(2).any(|pair| pair[0].is_ascii_lowercase() && pair[1].is_ascii_uppercase())
}

/// Whether every word begins with a capital but those that a title writes small.
fn is_title(label: &str, language: &Language) -> bool {
    let is = |list: &[String], word: &str| list.binary_search_by(|known| known.as_str().cmp(word)).is_ok();
    label.split_whitespace().all(|word| {
        !word.starts_with(char::is_lowercase)
            || is(&language.heading_fillers, word)
            || is(&language.function_words, word)
    })
}

/// Whether the last word of a label belongs to the words that make it a heading.
fn ends_in_cue(label: &str, language: &Language) -> bool {
    let folded = crate::normalize::fold_name(label);
    language.posting.heading_cues.values().flatten().any(|cue| folded.ends_with(cue.trim_start_matches('^')))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headings(text: &str) -> Vec<(SectionKind, String)> {
        let language = &crate::builtin::taxonomy().language;
        find(text, false, 0, language).into_iter().map(|(_, kind, title)| (kind, title)).collect()
    }

    #[test]
    fn headings_that_lost_their_line_are_found() {
        use SectionKind::{About, Benefits, Preferred, Required, Responsibilities};
        for (text, expected) in [
            ("Knows SQL.Nice To HavesExperience with Docker", vec![(Preferred, "Nice To Haves")]),
            ("to its dataRequirementsPython and SQL", vec![(Required, "Requirements")]),
            ("We like tea. What we offer you €62,000 a year", vec![(Benefits, "What we offer you")]),
            (
                "We like tea. About us We began small. What you'll be doing You will bake",
                vec![(About, "About us"), (Responsibilities, "What you'll be doing")],
            ),
            (
                "be on time Requirements: Python. Nice to have: Go.",
                vec![(Required, "Requirements"), (Preferred, "Nice to have")],
            ),
        ] {
            let expected: Vec<(SectionKind, String)> =
                expected.into_iter().map(|(kind, title)| (kind, title.to_string())).collect();
            assert_eq!(headings(text), expected, "{text}");
        }
    }

    #[test]
    fn sentences_are_no_headings() {
        for text in [
            "You must have Python and SQL.",
            "We offer Kubernetes training.",
            "The minimum requirements are Python and SQL.",
            "Knowledge of JavaScript and TypeScript is a plus.",
        ] {
            assert_eq!(headings(text), [], "{text}");
        }
    }
}
