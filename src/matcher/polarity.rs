//! What a sentence says about a skill: that it is there, that it is not, or that it is being learned.
//!
//! The method is that of NegEx (Chapman et al. 2001): cue phrases with a scope to the right or left, ended by the
//! sentence or by words such as "but", and phrases that look like cues and are none. The cues are data.

use std::collections::BTreeMap;
use std::ops::Range;

use super::Polarity;

use super::search::is_boundary;
use crate::taxonomy::{Beginnings, Language, Names, Piece, pieces};

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
    // What follows is no cue for polarity, and found in the same pass.
    /// A legal or benefits phrase.
    Boilerplate,
    /// A word that makes a field of study of what follows it.
    Degree,
    /// A word that introduces what was learned or what can be done, not a field of study.
    Course,
}

impl Kind {
    fn is_mark(self) -> bool {
        matches!(self, Self::Boilerplate | Self::Degree | Self::Course)
    }
}

/// How many words a cue of the kind "no …" reaches.
const NEXT_WORDS: usize = 3;

/// Finds cues.
pub struct CueFinder<'t> {
    phrases: CueList<'t>,
    beginnings: Beginnings,
}

/// Phrases in order, each with what it is; some are several things.
struct CueList<'t>(Vec<(&'t str, Vec<Kind>)>);

impl Names for CueList<'_> {
    fn count(&self) -> u32 {
        self.0.len() as u32
    }

    fn name(&self, number: u32) -> &str {
        self.0[number as usize].0
    }
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
    /// Legal and benefits phrases, words of degrees and labels of courses.
    marks: Vec<Cue>,
}

impl<'t> CueFinder<'t> {
    /// Collects the cues of a language.
    pub fn new(language: &'t Language) -> Self {
        let cues = &language.cues;
        let lists = [
            (&cues.negated_before, Kind::NegatedBefore),
            (&cues.negated_next, Kind::NegatedNext),
            (&cues.negated_after, Kind::NegatedAfter),
            (&cues.aspirational_before, Kind::AspirationalBefore),
            (&cues.aspirational_start, Kind::AspirationalStart),
            (&cues.aspirational_after, Kind::AspirationalAfter),
            (&cues.neutral, Kind::Neutral),
            (&cues.clause_end, Kind::ClauseEnd),
            (&language.boilerplate, Kind::Boilerplate),
            (&language.degree_words, Kind::Degree),
            (&language.course_labels, Kind::Course),
        ];
        let mut kinds: BTreeMap<&str, Vec<Kind>> = BTreeMap::new();
        for (phrases, kind) in lists {
            phrases.iter().for_each(|phrase| kinds.entry(phrase).or_default().push(kind));
        }
        let phrases = CueList(kinds.into_iter().collect());
        Self { beginnings: Beginnings::new(&phrases), phrases }
    }

    /// The cues of a text that is folded and has not been taken apart.
    pub fn find(&self, text: &str) -> CuesOfText {
        let mut search = CueSearch::default();
        pieces(text).for_each(|piece| search.look_at(piece, text, self));
        search.cues()
    }
}

/// Looks for cues, piece by piece.
#[derive(Default)]
pub struct CueSearch {
    cues: Vec<Cue>,
    marks: Vec<Cue>,
}

impl CueSearch {
    /// Finds every cue that begins with a piece of a folded text. The pieces come in order.
    pub fn look_at(&mut self, piece: Piece, text: &str, finder: &CueFinder<'_>) {
        finder.beginnings.find_at(&finder.phrases, text, piece, &[], |end, number| {
            if is_boundary(text, end) {
                for &kind in &finder.phrases.0[number as usize].1 {
                    let list = if kind.is_mark() { &mut self.marks } else { &mut self.cues };
                    list.push(Cue { at: piece.start..end, kind });
                }
            }
        });
    }

    /// All cues by place. Of overlapping ones the longest counts, so that a neutral phrase covers the cue in it.
    pub fn cues(self) -> CuesOfText {
        let Self { cues: mut hits, mut marks } = self;
        marks.sort_by_key(|cue| (cue.at.start, cue.at.end));
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
        CuesOfText { cues, marks }
    }
}

impl CuesOfText {
    fn marks_in(&self, range: Range<usize>) -> impl DoubleEndedIterator<Item = &Cue> {
        let first = self.marks.partition_point(|cue| cue.at.start < range.start);
        let last = self.marks.partition_point(|cue| cue.at.start < range.end);
        self.marks[first.min(last)..last].iter()
    }

    /// Whether a legal or benefits phrase begins in a folded range.
    pub fn has_boilerplate(&self, range: Range<usize>) -> bool {
        self.marks_in(range).any(|cue| cue.kind == Kind::Boilerplate)
    }

    /// Where the nearest word of a degree before the end of a folded range begins, unless a label of courses, or words
    /// that speak of experience, stand between.
    pub fn degree_before(&self, range: Range<usize>) -> Option<usize> {
        let end = range.end;
        let nearest = self.marks_in(range).rev().find(|cue| cue.at.end <= end && cue.kind != Kind::Boilerplate)?;
        (nearest.kind == Kind::Degree).then_some(nearest.at.start)
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
