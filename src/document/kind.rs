//! Whether a text is a resume or a posting, where there is no doubt.
//!
//! A resume has positions with dates and headings such as education; a posting speaks to the reader ("you will", "we
//! are looking for") and has headings such as benefits. Only where the signs of the one are many and those of the other
//! are all but absent is anything said: most texts of either kind are clear, and the rest are not ours to refuse.

use std::collections::BTreeSet;

use super::Reading;
use super::heading;
use super::section::{self, DocumentKind, Section, SectionKind};
use crate::normalize::{fold_name, is_word_char};
use crate::taxonomy::Language;
use crate::timeline::Timeline;

/// So much of a text, in bytes, tells what it is.
const HEAD: usize = 100_000;
/// Signs of a posting that leave no doubt when there is none of a resume.
const POSTING: usize = 3;
/// Signs of a posting that leave no doubt beside a single one of a resume.
const POSTING_AGAINST_ONE: usize = 6;
/// Signs of a resume that leave no doubt beside a single one of a posting at most.
const RESUME: usize = 4;
/// Positions beyond these say no more.
const POSITIONS: usize = 3;

/// What a text is beyond doubt.
pub fn beyond_doubt(reading: &Reading, language: &Language) -> Option<DocumentKind> {
    let sections = section::find(reading, DocumentKind::Resume, language);
    let positions = Timeline::find(reading, &sections, &language.dates).dated();
    let words = words(&reading.text);
    let resume = positions.min(POSITIONS)
        + own_headings(&sections, DocumentKind::Posting, language)
        + found(&words, &language.kinds.resume);
    let as_posting = section::find(reading, DocumentKind::Posting, language);
    let phrases = found(&words, &language.kinds.posting);
    let posting = own_headings(&as_posting, DocumentKind::Resume, language) + phrases;
    match (resume, posting) {
        // Resumes have duties and employers, too: headings alone make no posting.
        (0, POSTING..) | (1, POSTING_AGAINST_ONE..) if phrases > 0 => Some(DocumentKind::Posting),
        (RESUME.., 0 | 1) if positions > 0 => Some(DocumentKind::Resume),
        _ => None,
    }
}

/// The kinds of sections whose headings mean nothing in a document of the other kind. Lists of skills and addresses
/// are in both.
fn own_headings(sections: &[Section], other: DocumentKind, language: &Language) -> usize {
    let shared = |kind: SectionKind| {
        matches!(kind, SectionKind::Skills | SectionKind::Contact | SectionKind::Summary | SectionKind::Other)
    };
    let own = sections
        .iter()
        .filter(|section| !section.title.is_empty() && !shared(section.kind))
        .filter(|section| heading::kind_of(&section.title, other, language, false).is_none());
    own.map(|section| section.kind).collect::<BTreeSet<_>>().len()
}

/// The beginning of a text, folded, with one space between words and at both ends.
fn words(text: &str) -> String {
    let mut end = text.len().min(HEAD);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let folded = fold_name(&text[..end]);
    let mut words = String::with_capacity(folded.len() + 2);
    for word in folded.split_whitespace() {
        words.push(' ');
        words.push_str(word);
    }
    words.push(' ');
    words
}

/// How many of these phrases stand in a text.
fn found(words: &str, phrases: &[String]) -> usize {
    let stands = |phrase: &&String| {
        words.match_indices(phrase.as_str()).any(|(at, _)| {
            words[..at].chars().next_back().is_none_or(|c| !is_word_char(c))
                && words[at + phrase.len()..].chars().next().is_none_or(|c| !is_word_char(c))
        })
    };
    phrases.iter().filter(stands).count()
}
