//! What a posting calls the job.
//!
//! A page that was saved from a browser begins with the name of its site, a text that was pasted with "Job description".
//! So the title is the first line near the top that names a person's work ("engineer", "nurse"), a heading before a line
//! that is none; else the first heading, else the first line. It stands before the first section and is no sentence.

use std::ops::Range;

use super::text::{Sentence, Text};
use crate::document::SectionKind;
use crate::report::one_line;
use crate::taxonomy::posting::is_in;

/// The longest title of a posting, in words.
const WORDS: usize = 16;
/// The longest title, in characters.
const CHARACTERS: usize = 90;
/// How many sentences from the top it may stand, and below a heading.
const REACH: usize = 12;
const HEADED: usize = 3;

/// The number of the sentence that is the title.
pub(super) fn find(text: &Text<'_>) -> Option<usize> {
    let top = (0..text.sentences.len().min(REACH)).filter(|&sentence| may_be(text, sentence));
    let rank = |&sentence: &usize| match (names_work(text, sentence), is_heading(text, sentence)) {
        (true, true) => 0,
        (true, false) => 1,
        (false, true) => 2,
        (false, false) => 3,
    };
    // Of those that are nothing special, only the very first line.
    top.min_by_key(|sentence| (rank(sentence), *sentence)).filter(|sentence| rank(sentence) < 3 || *sentence == 0)
}

/// The words of the title, without a label such as "Position:".
pub(super) fn words(text: &Text<'_>) -> Option<String> {
    let at = &text.sentences[text.title?].at;
    let title = one_line(&text.document.text()[text.original(at)]);
    let bare = |part: &str| part.trim_matches(|c: char| matches!(c, '#' | '*' | '_' | ' ' | '.' | ':')).to_string();
    let title = bare(labelled(text, &title).unwrap_or(&title));
    (!title.is_empty() && title.chars().count() <= CHARACTERS).then_some(title)
}

/// The name after a short label: "Position: Night Nurse".
fn labelled<'t>(text: &Text<'_>, line: &'t str) -> Option<&'t str> {
    let (label, name) = line.split_once(": ")?;
    let is_label = label.split_whitespace().count() <= 2 && !names(text, &label.to_lowercase());
    (is_label && names(text, &name.to_lowercase())).then_some(name)
}

/// Whether a sentence is short, ends like no sentence, and stands before the first section.
fn may_be(text: &Text<'_>, sentence: usize) -> bool {
    let at = &text.sentences[sentence].at;
    let inner = &text.folded[at.clone()];
    // "Job description" or "Join our team" may be the heading of all.
    let is_top = |before: &Sentence| match before.section {
        SectionKind::Other => true,
        SectionKind::About | SectionKind::Responsibilities => sentence < HEADED && names_work(text, sentence),
        _ => false,
    };
    text.sentences[..=sentence].iter().all(is_top)
        && inner.split_whitespace().take(WORDS + 1).count() <= WORDS
        && (sentence == 0 || !inner.ends_with(['.', '!', '?', ',', ';']))
}

fn is_heading(text: &Text<'_>, sentence: usize) -> bool {
    let original = text.original(&text.sentences[sentence].at);
    let document = text.document;
    document
        .lines()
        .get(document.line_at(original.start))
        .is_some_and(|line| line.style.marked_heading || line.style.bold || line.style.relative_size > 1.08)
}

fn names_work(text: &Text<'_>, sentence: usize) -> bool {
    names(text, &text.folded[text.sentences[sentence].at.clone()])
}

/// Whether a folded text holds a noun for a person by their work.
fn names(text: &Text<'_>, folded: &str) -> bool {
    role_end(text, folded).is_some()
}

/// Where the last noun for a person by their work ends in a folded text. A team is none.
fn role_end(text: &Text<'_>, folded: &str) -> Option<usize> {
    let language = text.language;
    let is_role = |word: &str| {
        (is_in(&language.role_nouns, word) || is_in(&language.guide.role_nouns, word))
            && !is_in(&language.posting.not_titles, word)
    };
    let mut end = None;
    let mut start = 0;
    for (at, _) in folded.match_indices(|c: char| !c.is_alphanumeric()).chain([(folded.len(), "")]) {
        if is_role(&folded[start..at]) {
            end = Some(at);
        }
        start = at + folded[at..].chars().next().map_or(0, char::len_utf8);
    }
    end
}

/// What stands behind the name of the role, in the folded text: "– Credit Risk Platform" says where the work is done.
pub(super) fn behind_role(text: &Text<'_>) -> Option<Range<usize>> {
    let at = &text.sentences[text.title?].at;
    let end = role_end(text, &text.folded[at.clone()])?;
    Some(at.start + end..at.end)
}
