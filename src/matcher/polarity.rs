//! What a sentence says about a skill: that it is there, that it is not, or that it is being learned.
//!
//! The method is that of NegEx (Chapman et al. 2001): cue phrases with a scope to the right or left, ended by the
//! sentence or by words such as "but", and phrases that look like cues and are none. The cues are data.

use std::ops::Range;

use super::Polarity;
use super::candidates::Candidate;
use super::kinds::{Kind, Kinds};
use super::reach::{BACK_WORDS, is_closed, is_near_back, starts_sentence};
use super::search::starts_with_phrase;
use super::table::PhraseTable;
use crate::taxonomy::language::Cues;
use crate::taxonomy::posting::is_in;
use crate::taxonomy::{Language, Outlook, Piece};

/// The same for a denial that mostly looks onward and here has nothing to deny: "Spark I have never used".
const ALONE_WORDS: usize = 2;
/// How many words may stand between a name and "was done by": "the front end of all of the above".
const DONE_WORDS: usize = 6;
/// A denial of no more letters than "no" or "not" must follow the name directly.
const SHORT: usize = 3;
/// How many words may stand between "moved away from" and a name.
const LEFT_WORDS: usize = 6;
/// How far the bare items under a label may stand from it, in bytes.
const LABEL_REACH: usize = 400;

/// Finds cues.
pub struct CueFinder<'t> {
    cues: PhraseTable<'t, Kind>,
    words: &'t Cues,
}

/// A cue in a text.
#[derive(Debug, Clone)]
pub(super) struct Cue {
    pub(super) at: Range<usize>,
    pub(super) kind: Kind,
}

/// The cues of a folded text, by place.
pub struct CuesOfText<'t> {
    pub(super) words: &'t Cues,
    pub(super) cues: Vec<Cue>,
    /// Legal and benefits phrases, words of degrees and labels of courses.
    marks: Vec<Cue>,
    /// Whether there are labels that deny what follows.
    has_label: bool,
}

impl<'t> CueFinder<'t> {
    /// Collects the cues of a language.
    pub fn new(language: &'t Language) -> Self {
        Self { cues: PhraseTable::of_table(&language.cue_table, &Kind::OF_LISTS), words: &language.cues }
    }

    /// The cues of a folded text.
    pub fn find(&self, text: &str) -> CuesOfText<'t> {
        let mut search = CueSearch::default();
        self.cues.find(text, |at, kind| search.note(at, kind));
        search.cues(self)
    }

    /// What cues begin with a piece of a folded text.
    pub fn outlook(&self, piece: &str) -> Outlook {
        self.cues.outlook(piece)
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
    pub fn look_at(&mut self, piece: Piece, outlook: &Outlook, text: &str, finder: &CueFinder<'_>) {
        finder.cues.look_at(piece, outlook, text, |at, kind| self.note(at, kind));
    }

    fn note(&mut self, at: Range<usize>, kind: Kind) {
        let list = if kind.is_mark() { &mut self.marks } else { &mut self.cues };
        list.push(Cue { at, kind });
    }

    /// All cues by place. Of overlapping ones the longest counts, so that a neutral phrase covers the cue in it, and a
    /// neutral one before all that begin later: "has not stopped using".
    pub fn cues<'t>(self, finder: &CueFinder<'t>) -> CuesOfText<'t> {
        let Self { cues: mut hits, mut marks } = self;
        marks.sort_by_key(|cue| (cue.at.start, cue.at.end));
        hits.sort_by_key(|cue| (cue.at.start, std::cmp::Reverse(cue.at.end)));
        let mut cues: Vec<Cue> = Vec::new();
        for hit in hits {
            match cues.last() {
                // "Booked for" looks both ways.
                Some(last) if hit.at == last.at && last.kind != Kind::Neutral && hit.kind != Kind::Neutral => {
                    cues.push(hit)
                }
                Some(last) if hit.at.start < last.at.end && hit.at.len() <= last.at.len() => {}
                Some(last) if last.kind == Kind::Neutral && (last.at.start..last.at.end).contains(&hit.at.start) => {}
                Some(last) if hit.at.start < last.at.end => {
                    cues.pop();
                    cues.push(hit);
                }
                _ => cues.push(hit),
            }
        }
        let has_label = cues.iter().any(|cue| cue.kind == Kind::NegatedLabel);
        CuesOfText { words: finder.words, cues, marks, has_label }
    }
}

impl CuesOfText<'_> {
    /// In a posting, what another team uses is what the employer uses, and nobody wishes for a role.
    pub fn of_posting(mut self) -> Self {
        self.cues.retain(|cue| {
            !matches!(
                cue.kind,
                Kind::Others | Kind::Team | Kind::DoneBy | Kind::PartOf | Kind::PersonDid | Kind::Wish | Kind::Left
            )
        });
        self
    }

    /// Whether there are labels that deny what follows them.
    pub fn has_label(&self) -> bool {
        self.has_label
    }

    /// The kinds of cues that begin in each of some ranges, which are in order.
    pub fn kinds(&self, sentences: &[Range<usize>]) -> Vec<Kinds> {
        let mut kinds = vec![Kinds::default(); sentences.len()];
        for list in [&self.cues, &self.marks] {
            Kinds::note(&mut kinds, sentences, list.iter().map(|cue| (cue.at.start, cue.kind)));
        }
        kinds
    }

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
        let nearest = self
            .marks_in(range)
            .rev()
            .find(|cue| cue.at.end <= end && matches!(cue.kind, Kind::Degree | Kind::Course))?;
        (nearest.kind == Kind::Degree).then_some(nearest.at.start)
    }

    /// Where the last phrase before names of employers in a folded range ends.
    pub fn employers_before(&self, range: Range<usize>) -> Option<usize> {
        self.last_end(range, Kind::Employers)
    }

    /// Where the last verb of selling in a folded range ends.
    pub fn sale_before(&self, range: Range<usize>) -> Option<usize> {
        self.last_end(range, Kind::Sale)
    }

    /// Where the last words before names of animals and people in a folded range end.
    pub fn namesakes_before(&self, range: Range<usize>) -> Option<usize> {
        self.last_end(range, Kind::Namesakes)
    }

    /// Where the last verb of recruiting in a folded range ends.
    pub fn recruiting_before(&self, range: Range<usize>) -> Option<usize> {
        self.last_end(range, Kind::Recruiting)
    }

    fn last_end(&self, range: Range<usize>, kind: Kind) -> Option<usize> {
        let end = range.end;
        self.marks_in(range).rev().filter(|cue| cue.kind == kind).find(|cue| cue.at.end <= end).map(|cue| cue.at.end)
    }

    /// The polarity of what stands at a folded range of a sentence. `names` are all candidates of the text, by place.
    pub fn polarity(&self, text: &str, sentence: &Range<usize>, at: &Range<usize>, names: &[Candidate]) -> Polarity {
        let after = || self.after(text, sentence, at, names);
        self.before(text, sentence, at, names).or_else(after).unwrap_or(Polarity::Asserted)
    }

    /// Whether a label before a sentence, in the same paragraph, denies the bare items that follow it: "Skills not
    /// required: Spark and Kafka. Computer vision."
    pub fn is_under_denying_label(&self, text: &str, sentence: &Range<usize>) -> bool {
        let label = self.within(sentence.start.saturating_sub(LABEL_REACH)..sentence.start).iter().rev();
        label
            .filter(|cue| cue.kind == Kind::NegatedLabel)
            .any(|cue| text.as_bytes().get(cue.at.end..sentence.start).is_some_and(|between| !between.contains(&b'\n')))
    }

    pub(super) fn within(&self, range: Range<usize>) -> &[Cue] {
        let first = self.cues.partition_point(|cue| cue.at.start < range.start);
        let last = self.cues.partition_point(|cue| cue.at.start < range.end);
        &self.cues[first.min(last)..last]
    }

    /// Whether a folded range of a sentence names what was left behind: "migrated away from Hadoop".
    pub(super) fn is_left(&self, text: &str, sentence: &Range<usize>, at: &Range<usize>) -> bool {
        let ends = |word: &str| self.words.left_ends.iter().any(|end| end == word);
        let behind = |cue: &&Cue| cue.kind == Kind::Left && cue.at.end <= at.start;
        self.within(sentence.start..at.start).iter().rev().find(behind).is_some_and(|cue| {
            let between = &text[cue.at.end..at.start];
            let mut words = between.split_whitespace();
            !between.contains([';', ':', ')']) && words.clone().count() <= LEFT_WORDS && !words.any(ends)
        })
    }

    /// Cues to the left, the nearest first, up to the end of their clause.
    fn before(&self, text: &str, sentence: &Range<usize>, at: &Range<usize>, names: &[Candidate]) -> Option<Polarity> {
        for cue in self.within(sentence.start..at.start).iter().rev() {
            if cue.at.end > at.start {
                continue;
            }
            let between = &text[cue.at.end..at.start];
            if between.contains(';') {
                return None;
            }
            if is_closed(between) {
                continue;
            }
            let starts = starts_sentence(&text[sentence.start..cue.at.start]);
            // "Not required: …", "What you do not need: …"
            let is_label = between.starts_with([':', '\t']) && (starts || cue.kind != Kind::NegatedAfter);
            match cue.kind {
                Kind::NegatedDirectly if !self.is_choice(text, sentence, cue) => {}
                kind if kind.denies() && is_label => return Some(Polarity::Negated),
                Kind::ClauseEnd if self.tells_of_others(text, sentence, cue) => return Some(Polarity::Negated),
                Kind::ClauseEnd => return None,
                Kind::NegatedBefore if self.is_doubled(text, sentence, cue) || self.is_resumed(text, cue, between) => {
                    return None;
                }
                Kind::NegatedBefore | Kind::NegatedLabel => return Some(Polarity::Negated),
                Kind::NegatedNext | Kind::NegatedDirectly if self.reaches(text, cue, at, names) => {
                    let undone = self.is_undone(text, sentence, cue) || self.is_doubled(text, sentence, cue);
                    return (!undone).then_some(Polarity::Negated);
                }
                Kind::AspirationalBefore => return Some(Polarity::Aspirational),
                // "Diploma in view (Airflow, dbt)"
                Kind::AspirationalAfter if between.trim_start().starts_with('(') => {
                    return Some(Polarity::Aspirational);
                }
                Kind::AspirationalStart if starts => return Some(Polarity::Aspirational),
                Kind::Others if self.act(text, sentence, cue) || self.is_theirs(text, sentence, cue, between) => {
                    // "The planning team used my models in Python"
                    let mut words = between.split_whitespace();
                    return (!words.any(|word| is_in(&self.words.mine, word))).then_some(Polarity::Negated);
                }
                Kind::Others | Kind::Team
                    if self.have_done(&text[sentence.start..cue.at.start]) && self.is_their_means(between) =>
                {
                    return Some(Polarity::Negated);
                }
                Kind::DoneBy if self.is_their_means(between) => return Some(Polarity::Negated),
                _ => {}
            }
        }
        None
    }

    /// Whether a denial has nothing after it to deny, and a name right before it: "Spark: never used", "(no)".
    fn stands_alone(&self, text: &str, sentence: &Range<usize>, cue: &Cue, between: &str) -> bool {
        let after = text[cue.at.end..sentence.end.max(cue.at.end)].trim_start_matches([' ', '"']);
        let rest = self.words.back.iter().find(|word| starts_with_phrase(after, word));
        let after = rest.map_or(after, |word| after[word.len()..].trim_start());
        let ends = after.chars().next().is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '(' | ':' | '-'));
        let most = if cue.at.len() > SHORT { ALONE_WORDS } else { 0 };
        ends && is_near_back(between, most)
    }

    /// Cues to the right, the nearest first. A cue in parentheses speaks of the item before them only.
    fn after(&self, text: &str, sentence: &Range<usize>, at: &Range<usize>, names: &[Candidate]) -> Option<Polarity> {
        for cue in self.within(at.end..sentence.end) {
            let mut between = &text[at.end..cue.at.start];
            if between.contains(';') {
                return None;
            }
            // Of a list as of its last item.
            if between.len() > 1 && self.is_listed(text, sentence, at, cue.at.start, names) {
                between = "";
            }
            let polarity = match cue.kind {
                Kind::ClauseEnd | Kind::Neutral => return None,
                Kind::NegatedAfter => Polarity::Negated,
                Kind::NegatedAfterNext if is_near_back(between, BACK_WORDS) => Polarity::Negated,
                Kind::GivenUpAfter if is_near_back(between, 0) && self.is_begun(text, sentence, at) => {
                    Polarity::Negated
                }
                Kind::Others | Kind::Team
                    if self.have_done(between) || self.is_left_to(text, sentence, at, between) =>
                {
                    Polarity::Negated
                }
                Kind::Others | Kind::Team if self.is_their_own(text, cue, between) => Polarity::Negated,
                Kind::Others | Kind::Team if self.have_done_subject(text, sentence, cue, names) => {
                    return Some(Polarity::Negated);
                }
                // "Docker: the platform team builds the images"
                Kind::Others if is_label_end(between) && self.act(text, sentence, cue) => Polarity::Negated,
                Kind::DoneBy | Kind::PartOf if is_near_back(between, DONE_WORDS) => Polarity::Negated,
                kind if kind.denies_onward() && self.stands_alone(text, sentence, cue, between) => Polarity::Negated,
                Kind::AspirationalAfter => Polarity::Aspirational,
                _ => continue,
            };
            return match between.split_once('(') {
                Some((item, inner)) if !inner.contains(')') => {
                    (!item.contains([',', '/', ')']) && !item.contains(" and ")).then_some(polarity)
                }
                Some(_) => None,
                // "In progress" and the like speak of the item, a denial of the whole clause.
                None if polarity == Polarity::Aspirational => {
                    (!between.contains(',') && !text[cue.at.end..].starts_with(':')).then_some(polarity)
                }
                None => Some(polarity),
            };
        }
        None
    }
}

/// Whether there is nothing but a colon or a dash.
fn is_label_end(between: &str) -> bool {
    matches!(between.trim(), ":" | "-" | "–" | "—")
}

#[cfg(test)]
mod tests {
    use crate::document::{Document, DocumentKind};
    use crate::extract::{ReadOptions, read};
    use crate::matcher::{MatchOptions, Matcher};

    /// No further than that does a sentence reach around a name: a cue may lie across that place.
    #[test]
    fn a_cue_may_end_behind_what_is_looked_at() {
        let taxonomy = crate::builtin::taxonomy();
        let matcher = Matcher::new(taxonomy);
        for letters in 680..720 {
            let text = format!("Python {}no experience with it", "so ".repeat(letters / 3) + &"x".repeat(letters % 3));
            let reading = read(text.as_bytes(), &ReadOptions::default()).expect("plain text is read");
            let document = Document::new(reading, DocumentKind::Resume, &taxonomy.language);
            let matches = matcher.matches(&document, MatchOptions::default());
            assert!(matches.mentions.iter().any(|mention| mention.span == (0..6)), "{text}");
        }
    }
}
