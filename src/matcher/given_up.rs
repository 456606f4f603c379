//! Denials in two parts around a name, "tried Haskell for a weekend", "left the Java part to a colleague", and denials of
//! whole lists that stand before them, "Spark, Hadoop and Flink I do not know".

use std::ops::Range;

use super::candidates::Candidate;
use super::polarity::{Cue, CuesOfText};
use super::search::{contains_phrase, ends_with_phrase};

/// The most words between the first part and the name.
const FIRST_WORDS: usize = 6;
/// The longest list, in bytes, and the most words of its first items and of the last one with what follows it.
const LIST: usize = 160;
const ITEM_WORDS: usize = 3;
const LAST_WORDS: usize = 5;

impl CuesOfText<'_> {
    /// Whether the words before a name say that it was tried, started or considered.
    pub(super) fn is_begun(&self, text: &str, sentence: &Range<usize>, at: &Range<usize>) -> bool {
        let words = last_words(&text[sentence.start..at.start]);
        self.words.given_up.iter().any(|verb| contains_phrase(words, verb))
    }

    /// Whether a cue is none such as "over", or stands behind "chose".
    pub(super) fn is_choice(&self, text: &str, sentence: &Range<usize>, cue: &Cue) -> bool {
        !self.words.compared.iter().any(|word| *word == text[cue.at.clone()]) || {
            let words = last_words(&text[sentence.start..cue.at.start]);
            self.words.chosen.iter().any(|verb| contains_phrase(words, verb))
        }
    }

    /// Whether a name was left to others: "left (the Java part) to". `between` is what stands before the others.
    pub(super) fn is_left_to(&self, text: &str, sentence: &Range<usize>, at: &Range<usize>, between: &str) -> bool {
        let given = |word: &String| ends_with_phrase(between.trim_end(), word);
        self.words.left_with.iter().any(given) && {
            let words = last_words(&text[sentence.start..at.start]);
            self.words.left_verbs.iter().any(|verb| contains_phrase(words, verb))
        }
    }

    /// Whether a name is an item of a list that begins its sentence, ends with "and" and an item, or with a colon, and
    /// is what a denial at `end` speaks of.
    pub(super) fn is_listed(
        &self,
        text: &str,
        sentence: &Range<usize>,
        at: &Range<usize>,
        end: usize,
        names: &[Candidate],
    ) -> bool {
        let whole = &text[sentence.start..end];
        let list = whole.trim_start_matches(|c: char| !c.is_alphanumeric());
        let start = end - list.len();
        if list.len() > LIST || list.contains([';', '(', ')']) || text[at.end..end].contains(':') && !is_label(list) {
            return false;
        }
        let first = names.partition_point(|name| name.folded.start < start);
        if names.get(first).is_none_or(|name| name.folded.start != start) {
            return false;
        }
        let list = list.trim_end_matches([' ', ':', '-', '–', '—']);
        let closed = is_label(whole) || text[end..].starts_with([':', '-', '–', '—', '(']);
        let (items, last) = list.rsplit_once([',', '/']).unwrap_or(("", list));
        let (items, last, closed) = match last.rsplit_once(" and ").or_else(|| last.rsplit_once(" or ")) {
            Some((item, last)) => (&list[..items.len() + usize::from(!items.is_empty()) + item.len()], last, true),
            None => (items, last, closed),
        };
        let words = |item: &str| item.split_whitespace().count();
        closed
            && !items.is_empty()
            && words(last) <= LAST_WORDS
            && items.split([',', '/']).all(|item| words(item) <= ITEM_WORDS)
    }
}

fn is_label(list: &str) -> bool {
    list.trim_end().ends_with([':', '-', '–', '—'])
}

/// The last words of a text, none of them before a comma.
fn last_words(text: &str) -> &str {
    let text = text.rsplit([',', ';', ':']).next().unwrap_or(text);
    let start = text.trim_end().rmatch_indices(' ').nth(FIRST_WORDS - 1);
    &text[start.map_or(0, |(at, _)| at)..]
}
