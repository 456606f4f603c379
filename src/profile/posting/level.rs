//! What a posting asks for at which level: by the section that a skill stands in, and by words in the sentence.

use crate::document::{Document, SectionKind};
use crate::matcher::Mention;
use crate::normalize::{fold_name, is_word_char};
use crate::taxonomy::{Language, Level};

/// How far before a mention a heading that lost its line break is looked for, in bytes.
const HEADING_REACH: usize = 1_200;

/// The level at which a posting asks for what a mention names.
pub fn level(document: &Document, language: &Language, mention: &Mention) -> Level {
    let (before, sentence) = surroundings(document, mention);
    if language.preferred_cues.iter().any(|cue| contains(&sentence, cue)) {
        return Level::Preferred;
    }
    let asked = language.required_cues.iter().any(|cue| contains(&sentence, cue));
    match document.section_at(mention.span.start).kind {
        SectionKind::Preferred => Level::Preferred,
        SectionKind::Required | SectionKind::Skills => inline_heading(&before, language).unwrap_or(Level::Required),
        SectionKind::About | SectionKind::Benefits | SectionKind::Legal => Level::Mentioned,
        _ => match inline_heading(&before, language) {
            Some(level) => level,
            None if asked => Level::Required,
            None => Level::Mentioned,
        },
    }
}

/// The folded text before a mention, within reach and section, and its folded sentence.
fn surroundings(document: &Document, mention: &Mention) -> (String, String) {
    let text = document.text();
    let section = document.section_at(mention.span.start);
    let mut from = section.span.start.max(mention.span.start.saturating_sub(HEADING_REACH));
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let first = document.line_at(mention.span.start);
    let lines = document.lines();
    let mut start = first;
    while start > 0 && lines[start - 1].wraps {
        start -= 1;
    }
    let mut end = first;
    while end + 1 < lines.len() && lines[end].wraps {
        end += 1;
    }
    let (Some(head), Some(tail)) = (lines.get(start), lines.get(end)) else { return (String::new(), String::new()) };
    let start = head.span.start.min(mention.span.start);
    let end = tail.span.end.max(mention.span.end);
    let stop = |text: &str| text.rfind([';', '•', '●']).map(|at| at + 1).max(text.rfind(". ").map(|at| at + 2));
    let left = stop(&text[start..mention.span.start]).map_or(start, |at| start + at);
    let after = &text[mention.span.end..end];
    let right = [after.find(['•', '●', ';']), after.find(". ")].into_iter().flatten().min().unwrap_or(after.len());
    let mut left = left;
    while !text.is_char_boundary(left) {
        left += 1;
    }
    (
        fold_name(&text[from.min(mention.span.start)..mention.span.start]),
        fold_name(&text[left..mention.span.end + right]),
    )
}

/// The level that the last heading without a line of its own gives: "… SQL. Nice to have: Docker", "… Nice To
/// HavesExperience with Docker".
fn inline_heading(before: &str, language: &Language) -> Option<Level> {
    let last = |kind: &str| {
        let names = language.headings.get(kind)?;
        names
            .iter()
            .filter(|name| name.contains(' ') || name.len() > 9)
            .filter_map(|name| {
                let at = before.rfind(name.as_str())?;
                let starts = before[..at].chars().next_back().is_none_or(|c| !is_word_char(c));
                let rest = before[at + name.len()..].trim_start_matches('s');
                // A heading is followed by a colon, or by a sentence that lost its separator.
                (starts && (rest.starts_with(':') || rest.starts_with(is_word_char) || rest.starts_with('\n')))
                    .then_some(at)
            })
            .max()
    };
    match (last("required"), last("preferred")) {
        (None, None) => None,
        (required, preferred) if required > preferred => Some(Level::Required),
        _ => Some(Level::Preferred),
    }
}

fn contains(text: &str, phrase: &str) -> bool {
    text.match_indices(phrase).any(|(at, _)| {
        text[..at].chars().next_back().is_none_or(|c| !is_word_char(c))
            && text[at + phrase.len()..].chars().next().is_none_or(|c| !is_word_char(c))
    })
}
