//! Names that the taxonomy does not know, looked for as they are written.

use std::ops::Range;

use aho_corasick::{AhoCorasick, MatchKind};

use super::view::{SENTENCE_REACH, said_by_headings};
use super::wish::Setting;
use super::{Matcher, Polarity, sentence};
use crate::document::{Document, SectionKind};
use crate::normalize::{HyphenBreak, fold_name, is_word_char};
use crate::words::is_word;

/// Shorter names, in letters, must stand in the same letter case: "ACE" is no ace.
const LONG: usize = 6;

/// A place that names a term.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Literal {
    /// Byte range in the document's text.
    pub span: Range<usize>,
    /// What the sentence says about it.
    pub polarity: Polarity,
    /// The kind of section that it stands in.
    pub section: SectionKind,
}

impl Matcher<'_> {
    /// For each term the place of a document that says most for it, or nothing. Letter case counts for short names and
    /// ordinary words only.
    pub fn literal(&self, document: &Document, terms: &[&str]) -> Vec<Option<Literal>> {
        let mut best: Vec<Option<Literal>> = vec![None; terms.len()];
        let folded_terms: Vec<String> = terms.iter().map(|term| fold_name(term)).collect();
        let searched = || folded_terms.iter().enumerate().filter(|(_, term)| !term.is_empty());
        let built = AhoCorasick::builder().match_kind(MatchKind::Standard).build(searched().map(|(_, term)| term));
        let Ok(automaton) = built else { return best };
        let numbers: Vec<usize> = searched().map(|(number, _)| number).collect();
        let folded = document.folded(HyphenBreak::Join);
        let text = folded.text.as_str();
        let sentences = sentence::split(text, &self.taxonomy.language);
        let cues = self.cues.find(text);
        let headings = said_by_headings(self, document);
        for hit in automaton.find_overlapping_iter(text) {
            let at = hit.start()..hit.end();
            let number = numbers[hit.pattern().as_usize()];
            let span = folded.original(at.clone());
            if !stands_alone(text, &at) || !self.same_case(terms[number], &document.text()[span.clone()]) {
                continue;
            }
            let whole = sentences.partition_point(|range| range.end <= at.start);
            let sentence = near(text, sentences.get(whole).unwrap_or(&at), &at);
            let number_of_section = document.sections().partition_point(|section| section.span.start <= span.start);
            let heading = headings.get(number_of_section.saturating_sub(1)).copied().unwrap_or_default();
            let section = document.section_at(span.start).kind;
            let polarity = match cues.polarity(text, &sentence, &at, &[]) {
                Polarity::Asserted if cues.is_wished(text, &sentence, &at, Setting::of(section, heading.wishes)) => {
                    Polarity::Aspirational
                }
                Polarity::Asserted => heading.polarity,
                polarity => polarity,
            };
            let literal = Literal { polarity, section, span };
            let rank = |literal: &Literal| (literal.polarity, !literal.section.demonstrates());
            if best[number].as_ref().is_none_or(|known| rank(&literal) < rank(known)) {
                best[number] = Some(literal);
            }
        }
        best
    }

    fn same_case(&self, term: &str, found: &str) -> bool {
        let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
        let telling = term.chars().count() >= LONG && !is_word(&term.to_lowercase(), &self.taxonomy.language);
        telling || term.contains(' ') || letters(term) == letters(found)
    }
}

/// The part of a sentence that is near a place, on character boundaries: a text without full stops must not cost more
/// than one that has them.
fn near(text: &str, sentence: &Range<usize>, at: &Range<usize>) -> Range<usize> {
    let mut start = sentence.start.max(at.start.saturating_sub(SENTENCE_REACH)).min(at.start);
    let mut end = sentence.end.min(at.end + SENTENCE_REACH).max(at.end);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    start..end
}

fn stands_alone(text: &str, at: &Range<usize>) -> bool {
    text[..at.start].chars().next_back().is_none_or(|c| !is_word_char(c))
        && text[at.end..].chars().next().is_none_or(|c| !is_word_char(c))
}
