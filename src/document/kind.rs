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
    let signs = Signs::new(reading, language);
    let kinds = [DocumentKind::Posting, DocumentKind::Resume];
    kinds.into_iter().find(|&kind| signs.leave_no_doubt(kind))
}

/// Whether a text is of a kind beyond doubt: costs less than to ask which.
pub fn is_beyond_doubt(reading: &Reading, kind: DocumentKind, language: &Language) -> bool {
    Signs::new(reading, language).leave_no_doubt(kind)
}

/// What speaks for either kind. Signs of a posting are looked for when they matter: in most resumes they do not.
struct Signs<'r> {
    reading: &'r Reading,
    language: &'r Language,
    words: String,
    positions: usize,
    resume: usize,
}

impl<'r> Signs<'r> {
    fn new(reading: &'r Reading, language: &'r Language) -> Self {
        let sections = section::find(reading, DocumentKind::Resume, language);
        let positions = Timeline::find(reading, &sections, &language.dates).dated();
        let words = words(&reading.text);
        let resume = positions.min(POSITIONS)
            + own_headings(&sections, DocumentKind::Posting, language)
            + found(&words, &language.kinds.resume);
        Self { reading, language, words, positions, resume }
    }

    fn leave_no_doubt(&self, kind: DocumentKind) -> bool {
        match kind {
            DocumentKind::Posting if self.resume > 1 => false,
            // Resumes have duties and employers, too: headings alone make no posting.
            DocumentKind::Posting => {
                let phrases = self.phrases();
                let enough = if self.resume == 0 { POSTING } else { POSTING_AGAINST_ONE };
                phrases > 0 && self.headings() + phrases >= enough
            }
            DocumentKind::Resume => {
                self.resume >= RESUME && self.positions > 0 && self.headings() + self.phrases() <= 1
            }
        }
    }

    /// What a posting says to its reader.
    fn phrases(&self) -> usize {
        found(&self.words, &self.language.kinds.posting)
    }

    /// The headings that only a posting has.
    fn headings(&self) -> usize {
        let sections = section::find(self.reading, DocumentKind::Posting, self.language);
        own_headings(&sections, DocumentKind::Resume, self.language)
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
