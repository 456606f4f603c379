//! Whether a text is a resume or a posting, where there is no doubt.
//!
//! A resume has positions with dates and headings such as education; a posting speaks to the reader ("you will", "we
//! are looking for") and has headings such as benefits. Only where the signs of the one are many and those of the other
//! are all but absent is anything said: most texts of either kind are clear, and the rest are not ours to refuse.

use std::cell::OnceCell;
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
    let signs = Signs::of(reading, language);
    if signs.of_posting() {
        return Some(DocumentKind::Posting);
    }
    signs.of_resume().then_some(DocumentKind::Resume)
}

/// The sections of a text as a document of a kind, with the positions of a resume; `None` when it is one of the other kind
/// beyond doubt.
pub(super) fn parts(reading: &Reading, kind: DocumentKind, language: &Language) -> Option<(Vec<Section>, Timeline)> {
    let signs = Signs::of(reading, language);
    match kind {
        DocumentKind::Resume if signs.of_posting() => None,
        DocumentKind::Posting if signs.of_resume() => None,
        DocumentKind::Resume => {
            signs.outline();
            signs.outline.into_inner().map(|outline| (outline.sections, outline.timeline))
        }
        DocumentKind::Posting => {
            signs.as_posting();
            signs.as_posting.into_inner().map(|sections| (sections, Timeline::default()))
        }
    }
}

/// The signs of either kind, each looked for when it is first asked for.
struct Signs<'r> {
    reading: &'r Reading,
    language: &'r Language,
    outline: OnceCell<Outline>,
    words: OnceCell<String>,
    as_posting: OnceCell<Vec<Section>>,
}

/// A text as a resume.
struct Outline {
    sections: Vec<Section>,
    timeline: Timeline,
    /// Positions with dates.
    positions: usize,
    /// Signs of a resume in all of this.
    signs: usize,
}

impl<'r> Signs<'r> {
    fn of(reading: &'r Reading, language: &'r Language) -> Self {
        Self { reading, language, outline: OnceCell::new(), words: OnceCell::new(), as_posting: OnceCell::new() }
    }

    fn of_posting(&self) -> bool {
        // Resumes have duties and employers, too: headings alone make no posting.
        let enough = |resume| if resume == 0 { POSTING } else { POSTING_AGAINST_ONE };
        self.outline().signs <= 1
            && self.resume() <= 1
            && self.phrases() > 0
            && self.phrases() + self.headings() >= enough(self.resume())
    }

    fn of_resume(&self) -> bool {
        self.outline().positions > 0
            && self.resume() >= RESUME
            && self.phrases() <= 1
            && self.phrases() + self.headings() <= 1
    }

    fn outline(&self) -> &Outline {
        self.outline.get_or_init(|| {
            let sections = section::find(self.reading, DocumentKind::Resume, self.language);
            let timeline = Timeline::find(self.reading, &sections, &self.language.dates);
            let positions = timeline.dated();
            let headings = own_headings(&sections, DocumentKind::Posting, self.language);
            Outline { sections, timeline, positions, signs: positions.min(POSITIONS) + headings }
        })
    }

    fn words(&self) -> &str {
        self.words.get_or_init(|| words(&self.reading.text))
    }

    fn resume(&self) -> usize {
        self.outline().signs + found(self.words(), &self.language.kinds.resume)
    }

    fn phrases(&self) -> usize {
        found(self.words(), &self.language.kinds.posting)
    }

    fn as_posting(&self) -> &[Section] {
        self.as_posting.get_or_init(|| section::find(self.reading, DocumentKind::Posting, self.language))
    }

    fn headings(&self) -> usize {
        own_headings(self.as_posting(), DocumentKind::Resume, self.language)
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
