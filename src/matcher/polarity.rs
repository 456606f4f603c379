//! What a sentence says about a skill: that it is there, that it is not, or that it is being learned.
//!
//! The method is that of NegEx (Chapman et al. 2001): cue phrases with a scope to the right or left, ended by the
//! sentence or by words such as "but", and phrases that look like cues and are none. The cues are data.

use std::ops::Range;

use aho_corasick::AhoCorasick;

use super::{Effort, Polarity};
use crate::normalize::is_word_char;
use crate::taxonomy::Language;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    NegatedBefore,
    /// As `NegatedBefore`, but reaches only the next few words.
    NegatedNext,
    NegatedAfter,
    AspirationalBefore,
    /// As `AspirationalBefore`, at the beginning of a sentence or line only.
    AspirationalStart,
    AspirationalAfter,
    Neutral,
    ClauseEnd,
    /// Not a cue for polarity: legal and benefits phrases, found in the same pass.
    Boilerplate,
}

/// How many words a cue of the kind "no …" reaches.
const NEXT_WORDS: usize = 3;

/// Finds cues.
pub struct CueFinder {
    automaton: Option<AhoCorasick>,
    kinds: Vec<Kind>,
}

/// A cue in a text.
#[derive(Debug, Clone)]
struct Cue {
    at: Range<usize>,
    kind: Kind,
}

/// The cues of a folded text, by place.
pub struct CuesOfText {
    cues: Vec<Cue>,
    /// Where legal and benefits phrases begin.
    boilerplate: Vec<usize>,
}

impl CueFinder {
    /// Builds the automaton.
    pub fn new(language: &Language, effort: Effort) -> Self {
        let cues = &language.cues;
        let mut phrases: Vec<&str> = Vec::new();
        let mut kinds = Vec::new();
        for (list, kind) in [
            (&cues.negated_before, Kind::NegatedBefore),
            (&cues.negated_next, Kind::NegatedNext),
            (&cues.negated_after, Kind::NegatedAfter),
            (&cues.aspirational_before, Kind::AspirationalBefore),
            (&cues.aspirational_start, Kind::AspirationalStart),
            (&cues.aspirational_after, Kind::AspirationalAfter),
            (&cues.neutral, Kind::Neutral),
            (&cues.clause_end, Kind::ClauseEnd),
            (&language.boilerplate, Kind::Boilerplate),
        ] {
            phrases.extend(list.iter().map(String::as_str));
            kinds.extend(list.iter().map(|_| kind));
        }
        let automaton = super::automaton(effort, phrases.iter());
        Self { automaton, kinds }
    }

    /// The cues of a folded text. Of overlapping ones the longest counts, so that a neutral phrase covers the cue in
    /// it.
    pub fn find(&self, text: &str) -> CuesOfText {
        let Some(automaton) = &self.automaton else { return CuesOfText { cues: Vec::new(), boilerplate: Vec::new() } };
        let bytes = text.as_bytes();
        let boundary = |at: usize| {
            at == 0 || at >= bytes.len() || !is_word_char(bytes[at - 1] as char) || !is_word_char(bytes[at] as char)
        };
        let hits = automaton
            .find_overlapping_iter(text)
            .filter(|hit| boundary(hit.start()) && boundary(hit.end()))
            .map(|hit| Cue { at: hit.start()..hit.end(), kind: self.kinds[hit.pattern().as_usize()] });
        let (boilerplate, mut hits): (Vec<Cue>, Vec<Cue>) = hits.partition(|cue| cue.kind == Kind::Boilerplate);
        hits.sort_by_key(|cue| (cue.at.start, std::cmp::Reverse(cue.at.end)));
        let mut cues: Vec<Cue> = Vec::new();
        for hit in hits {
            match cues.last() {
                Some(last) if hit.at.start < last.at.end && hit.at.len() <= last.at.len() => {}
                Some(last) if hit.at.start < last.at.end => {
                    cues.pop();
                    cues.push(hit);
                }
                _ => cues.push(hit),
            }
        }
        CuesOfText { cues, boilerplate: boilerplate.into_iter().map(|cue| cue.at.start).collect() }
    }
}

impl CuesOfText {
    /// Whether a legal or benefits phrase begins in a folded range.
    pub fn has_boilerplate(&self, range: Range<usize>) -> bool {
        let first = self.boilerplate.partition_point(|&at| at < range.start);
        self.boilerplate.get(first).is_some_and(|&at| at < range.end)
    }

    /// The polarity of what stands at a folded range of a sentence.
    pub fn polarity(&self, text: &str, sentence: &Range<usize>, at: &Range<usize>) -> Polarity {
        self.before(text, sentence, at).or_else(|| self.after(text, sentence, at)).unwrap_or(Polarity::Asserted)
    }

    fn within(&self, range: Range<usize>) -> &[Cue] {
        let first = self.cues.partition_point(|cue| cue.at.start < range.start);
        let last = self.cues.partition_point(|cue| cue.at.start < range.end);
        &self.cues[first.min(last)..last]
    }

    /// Cues to the left, the nearest first, up to the end of their clause.
    fn before(&self, text: &str, sentence: &Range<usize>, at: &Range<usize>) -> Option<Polarity> {
        for cue in self.within(sentence.start..at.start).iter().rev() {
            if cue.at.end > at.start {
                continue;
            }
            let between = &text[cue.at.end..at.start];
            if between.contains(';') || is_closed(between) {
                return None;
            }
            let words = between.split_whitespace().count();
            match cue.kind {
                Kind::ClauseEnd => return None,
                Kind::NegatedBefore => return Some(Polarity::Negated),
                Kind::NegatedNext if words < NEXT_WORDS && !between.contains(',') => return Some(Polarity::Negated),
                Kind::AspirationalBefore => return Some(Polarity::Aspirational),
                Kind::AspirationalStart if starts_sentence(&text[sentence.start..cue.at.start]) => {
                    return Some(Polarity::Aspirational);
                }
                _ => {}
            }
        }
        None
    }

    /// Cues to the right, the nearest first. A cue in parentheses speaks of the item before them only.
    fn after(&self, text: &str, sentence: &Range<usize>, at: &Range<usize>) -> Option<Polarity> {
        for cue in self.within(at.end..sentence.end) {
            let between = &text[at.end..cue.at.start];
            if between.contains(';') {
                return None;
            }
            let polarity = match cue.kind {
                Kind::ClauseEnd | Kind::Neutral => return None,
                Kind::NegatedAfter => Polarity::Negated,
                Kind::AspirationalAfter => Polarity::Aspirational,
                _ => continue,
            };
            return match between.split_once('(') {
                Some((item, inner)) if !inner.contains(')') => {
                    (!item.contains([',', '/', ')']) && !item.contains(" and ")).then_some(polarity)
                }
                Some(_) => None,
                // "In progress" and the like speak of the item, a denial of the whole clause.
                None if polarity == Polarity::Aspirational => (!between.contains(',')).then_some(polarity),
                None => Some(polarity),
            };
        }
        None
    }
}

/// Whether a parenthesis that was open at the cue is closed before the skill.
fn is_closed(between: &str) -> bool {
    let mut depth = 0i32;
    for byte in between.bytes() {
        match byte {
            b'(' => depth += 1,
            b')' => depth -= 1,
            _ => {}
        }
        if depth < 0 {
            return true;
        }
    }
    false
}

fn starts_sentence(before: &str) -> bool {
    !before.chars().any(char::is_alphanumeric) || before.trim_end().ends_with(['(', ':', '|', ','])
}
