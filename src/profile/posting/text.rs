//! The text of a posting cut into sentences, with the cues in them and the names that were found.
//!
//! A posting that was copied from a browser lost its line breaks: an item of a list begins in the middle of a word
//! ("PulumiExperience with"). So the text is cut first, where one thing visibly ends and another begins, and folded
//! piece by piece.

use std::collections::BTreeMap;
use std::ops::Range;

use super::cues::{self, Cue, CueKind};
use super::title;
use crate::document::{Document, SectionKind};
use crate::matcher::{Found, Matches, Polarity, sentence};
use crate::normalize::{Folded, HyphenBreak};
use crate::taxonomy::Language;
use crate::words;

/// A posting, ready to be asked.
pub(super) struct Text<'d> {
    pub document: &'d Document,
    pub language: &'d Language,
    /// All sentences, folded, one a line.
    pub folded: String,
    pub sentences: Vec<Sentence>,
    /// The sentence that says what the job is called.
    pub title: Option<usize>,
    /// What stands in the title behind the name of the role, as a folded range.
    pub behind_role: Option<Range<usize>>,
    pieces: Vec<Piece>,
    cues: Vec<Cue>,
    /// The asserted mentions, by place.
    pub names: Vec<Name>,
}

/// A sentence or an item of a list.
#[derive(Debug, Clone)]
pub(super) struct Sentence {
    /// Range in the folded text.
    pub at: Range<usize>,
    /// The kind of section that it stands in.
    pub section: SectionKind,
}

/// A mention in the folded text.
#[derive(Debug, Clone)]
pub(super) struct Name {
    /// Index into [`Matches::mentions`].
    pub mention: usize,
    /// Range in the folded text.
    pub at: Range<usize>,
    /// The sentence that it stands in.
    pub sentence: usize,
    /// Named, not shown by an evidence phrase.
    pub is_name: bool,
}

/// A part of the text that was folded by itself.
struct Piece {
    /// Where it begins in the original.
    original: usize,
    /// Where it begins in the folded text.
    folded: usize,
    map: Folded,
}

impl<'d> Text<'d> {
    /// Cuts and folds a posting.
    pub fn new(document: &'d Document, matches: &Matches, language: &'d Language) -> Self {
        let mut text = Self {
            document,
            language,
            folded: String::with_capacity(document.text().len()),
            sentences: Vec::new(),
            title: None,
            behind_role: None,
            pieces: Vec::new(),
            cues: Vec::new(),
            names: Vec::new(),
        };
        let mut start = 0;
        for end in cuts(document, matches, language) {
            text.add(start..end);
            start = end;
        }
        text.title = title::find(&text);
        text.behind_role = title::behind_role(&text);
        text.cues = cues::find(&text.folded, language);
        text.names = matches
            .mentions
            .iter()
            .enumerate()
            .filter(|(_, mention)| mention.polarity == Polarity::Asserted)
            .map(|(index, mention)| {
                let start = text.position(mention.span.start);
                let sentence = text.sentence_at(start);
                let last = text.sentences.get(sentence).map_or(start, |sentence| sentence.at.end);
                let end = (text.position(mention.span.end.saturating_sub(1)) + 1).min(last);
                let mut at = start..end.max(start + 1).min(text.folded.len());
                while !text.folded.is_char_boundary(at.end) {
                    at.end += 1;
                }
                let is_name = mention.found != Found::Phrase;
                Name { mention: index, sentence, at, is_name }
            })
            .collect();
        text.name_lists();
        text.names.sort_by_key(|name| (name.at.start, name.at.end, name.mention));
        text
    }

    fn add(&mut self, original: Range<usize>) {
        if original.is_empty() {
            return;
        }
        let map = self.document.folded_part(original.clone(), HyphenBreak::Join);
        let base = self.folded.len();
        for range in sentence::split(&map.text, self.language) {
            let inner = &map.text[range.clone()];
            let start = range.start + (inner.len() - inner.trim_start().len());
            let end = range.start + inner.trim_end().len();
            if start < end {
                let place = original.start + map.original(start..end).start;
                let section = self.document.section_at(place).kind;
                self.sentences.push(Sentence { at: base + start..base + end, section });
            }
        }
        self.folded.push_str(&map.text);
        self.folded.push('\n');
        self.pieces.push(Piece { original: original.start, folded: base, map });
    }

    /// A list under a heading that says nothing to us is one of requirements when most of its items name skills.
    fn name_lists(&mut self) {
        let mut named = vec![false; self.sentences.len()];
        for name in &self.names {
            if let Some(named) = named.get_mut(name.sentence) {
                *named = true;
            }
        }
        let mut of_section: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
        let section_of = |sentence: &Sentence| {
            let (document, at) = (self.document, self.original(&sentence.at).start);
            let section = document.section_at(at);
            (sentence.section == SectionKind::Other && !section.title.is_empty()).then_some(section.span.start)
        };
        let sections: Vec<Option<usize>> = self.sentences.iter().map(section_of).collect();
        for (section, named) in sections.iter().zip(&named) {
            if let Some(section) = section {
                let (all, with_names) = of_section.entry(*section).or_default();
                *all += 1;
                *with_names += usize::from(*named);
            }
        }
        for (sentence, section) in self.sentences.iter_mut().zip(sections) {
            // The heading is a sentence of its own.
            let counts = section.and_then(|section| of_section.get(&section));
            if counts.is_some_and(|(all, with_names)| *with_names >= 2 && with_names * 3 >= (all - 1) * 2) {
                sentence.section = SectionKind::Required;
            }
        }
    }

    /// Where an original offset stands in the folded text.
    pub fn position(&self, original: usize) -> usize {
        let after = self.pieces.partition_point(|piece| piece.original <= original);
        let Some(piece) = after.checked_sub(1).map(|index| &self.pieces[index]) else { return 0 };
        piece.folded + piece.map.position(original - piece.original)
    }

    /// The original range of a folded range within one piece.
    pub fn original(&self, folded: &Range<usize>) -> Range<usize> {
        let after = self.pieces.partition_point(|piece| piece.folded <= folded.start);
        let Some(piece) = after.checked_sub(1).map(|index| &self.pieces[index]) else { return 0..0 };
        let length = piece.map.text.len();
        let start = (folded.start - piece.folded).min(length.saturating_sub(1));
        let end = (folded.end - piece.folded).clamp(start + 1, length.max(start + 1));
        if length == 0 {
            return piece.original..piece.original;
        }
        let inner = piece.map.original(start..end);
        piece.original + inner.start..piece.original + inner.end
    }

    /// The number of the sentence at a folded offset.
    pub fn sentence_at(&self, at: usize) -> usize {
        self.sentences.partition_point(|sentence| sentence.at.end <= at).min(self.sentences.len().saturating_sub(1))
    }

    /// The cues that begin in a folded range.
    pub fn cues(&self, range: &Range<usize>) -> &[Cue] {
        let first = self.cues.partition_point(|cue| cue.at.start < range.start);
        let last = self.cues.partition_point(|cue| cue.at.start < range.end);
        &self.cues[first.min(last)..last]
    }

    /// Whether a cue of a kind begins in a folded range.
    pub fn has(&self, range: &Range<usize>, kind: CueKind) -> bool {
        self.cues(range).iter().any(|cue| cue.kind == kind)
    }

    /// The names of a sentence.
    pub fn names_of(&self, sentence: usize) -> &[Name] {
        let first = self.names.partition_point(|name| name.sentence < sentence);
        let last = self.names.partition_point(|name| name.sentence <= sentence);
        &self.names[first..last]
    }

    /// A part of a sentence no further from a place than a sentence reaches: a text without full stops must not cost
    /// more than one that has them.
    pub fn near(&self, sentence: usize, at: &Range<usize>) -> Range<usize> {
        let whole = &self.sentences[sentence].at;
        let mut start = whole.start.max(at.start.saturating_sub(REACH)).min(at.start);
        let mut end = whole.end.min(at.end + REACH).max(at.end).min(self.folded.len());
        while !self.folded.is_char_boundary(start) {
            start += 1;
        }
        while !self.folded.is_char_boundary(end) {
            end -= 1;
        }
        start..end
    }
}

/// How far a sentence reaches around a name, in bytes.
const REACH: usize = 500;

/// Where one thing ends and another begins although the text says so by letter case or punctuation only: the ends of the
/// pieces, in order, the last of them that of the text.
fn cuts(document: &Document, matches: &Matches, language: &Language) -> Vec<usize> {
    let text = document.text();
    let bytes = text.as_bytes();
    let mut spans: Vec<Range<usize>> = matches.mentions.iter().map(|mention| mention.span.clone()).collect();
    spans.extend(matches.credentials.iter().map(|credential| credential.span.clone()));
    let phrase = |mention: &&crate::matcher::Mention| mention.found == Found::Phrase;
    let phrases: Vec<usize> = matches.mentions.iter().filter(phrase).map(|mention| mention.span.start).collect();
    spans.retain(|span| phrases.binary_search(&span.start).is_err());
    spans.sort_by_key(|span| (span.start, span.end));
    let inside = |at: usize| {
        let after = spans.partition_point(|span| span.start < at);
        spans[after.saturating_sub(2)..after].iter().any(|span| span.start < at && at < span.end)
    };
    let beside = |at: usize| {
        let after = spans.partition_point(|span| span.start <= at);
        spans[after.saturating_sub(3)..after].iter().any(|span| span.start == at || span.end == at)
    };
    let mut cuts: Vec<usize> = document.sections().iter().skip(1).map(|section| section.span.start).collect();
    for at in 1..bytes.len() {
        let (before, here) = (bytes[at - 1], bytes[at]);
        let cut = if here.is_ascii_uppercase() {
            match before {
                b'.' | b'!' | b'?' | b';' | b':' => at > 1 && !bytes[at - 2].is_ascii_uppercase() && !inside(at),
                b')' | b'%' => !inside(at),
                // An abbreviation that ends its sentence all the same.
                b' ' => text[..at].ends_with("etc. "),
                b'a'..=b'z' | b'0'..=b'9' => {
                    let length = bytes[at..].iter().take(LONGEST).take_while(|byte| byte.is_ascii_alphabetic()).count();
                    let word = text[at..at + length].to_ascii_lowercase();
                    let starts = length > 1 && language.glue_starters.binary_search(&word).is_ok();
                    (starts || beside(at) || ends_word(text, at, language)) && !inside(at)
                }
                _ => false,
            }
        } else if here.is_ascii_digit() {
            // "Python5+ years", "Us1. Tuition". A digit that was taken for a version is none before a plus sign.
            let digits = bytes[at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
            let counts = bytes.get(at + digits) == Some(&b'+') && beside(at + digits);
            before.is_ascii_alphabetic() && (counts || beside(at) && !inside(at))
        } else {
            // "of:- Python- Big Data": the dash of an item, glued to what precedes.
            here == b'-' && !before.is_ascii_whitespace() && bytes.get(at + 1) == Some(&b' ') && !inside(at)
        };
        if cut {
            cuts.push(at);
        }
    }
    cuts.push(bytes.len());
    cuts.sort_unstable();
    cuts.dedup();
    cuts.retain(|&at| text.is_char_boundary(at));
    cuts
}

/// The longest word that is looked at, in bytes.
const LONGEST: usize = 24;

/// Whether an ordinary word ends before a place within a run of letters: "equivalentPulumi".
fn ends_word(text: &str, at: usize, language: &Language) -> bool {
    let bytes = &text.as_bytes()[..at];
    let length = bytes.iter().rev().take(LONGEST).take_while(|byte| byte.is_ascii_lowercase()).count();
    let begins = !bytes[..at - length].last().is_some_and(u8::is_ascii_alphanumeric);
    begins && (5..LONGEST).contains(&length) && words::is_word(&text[at - length..at], language)
}
