//! Finds many words in a text, overlapping ones included.
//!
//! An automaton over thousands of words takes longer to build than a resume takes to read. A word can only stand in a
//! text that holds each of its trigrams, so for a single document an automaton over the words that pass this test is
//! enough: a few hundred of many thousands, and the same hits. For many documents the whole automaton is built once.

use std::ops::Range;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

/// What a matcher is made for. The matches are the same; building and searching share the work differently.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effort {
    /// A single document: building must be cheap.
    One,
    /// Many documents: searching must be.
    Many,
}

/// A list of words, by number.
pub trait Words {
    /// How many.
    fn count(&self) -> u32;
    /// The word with a number, folded, not empty.
    fn word(&self, number: u32) -> &str;
}

/// Finds words.
#[derive(Default)]
pub struct Finder {
    complete: Option<AhoCorasick>,
}

impl Finder {
    /// Prepares for one text or many.
    pub fn new(words: &impl Words, effort: Effort) -> Self {
        let complete = match effort {
            Effort::One => None,
            Effort::Many => {
                automaton(AhoCorasickKind::ContiguousNFA, (0..words.count()).map(|number| words.word(number)))
            }
        };
        Self { complete }
    }

    /// Calls `hit` for every occurrence of every word, with its range and number. `words` are those of
    /// [`Finder::new`].
    pub fn find(&self, text: &str, words: &impl Words, mut hit: impl FnMut(Range<usize>, u32)) {
        if let Some(complete) = &self.complete {
            for found in complete.find_overlapping_iter(text) {
                hit(found.start()..found.end(), found.pattern().as_u32());
            }
            return;
        }
        let trigrams = Trigrams::of(text);
        let possible: Vec<u32> =
            (0..words.count()).filter(|&number| trigrams.hold_all_of(words.word(number))).collect();
        let possible_words = possible.iter().map(|&number| words.word(number));
        let Some(narrow) = automaton(AhoCorasickKind::NoncontiguousNFA, possible_words) else { return };
        for found in narrow.find_overlapping_iter(text) {
            hit(found.start()..found.end(), possible[found.pattern().as_usize()]);
        }
    }
}

fn automaton<'w>(kind: AhoCorasickKind, words: impl Iterator<Item = &'w str>) -> Option<AhoCorasick> {
    AhoCorasick::builder().kind(Some(kind)).match_kind(MatchKind::Standard).build(words).ok()
}

/// Trigrams of a text, hashed into a bit set: a wrong yes costs a little time, a wrong no does not happen.
struct Trigrams {
    bits: Vec<u64>,
}

impl Trigrams {
    /// The trigrams of a text.
    fn of(text: &str) -> Self {
        let mut trigrams = Self { bits: vec![0; 1 << 10] };
        for window in text.as_bytes().windows(3) {
            let hash = Self::hash(window);
            trigrams.bits[hash >> 6] |= 1 << (hash & 63);
        }
        trigrams
    }

    fn hash(window: &[u8]) -> usize {
        let value = u32::from(window[0]) | u32::from(window[1]) << 8 | u32::from(window[2]) << 16;
        (value.wrapping_mul(0x9e37_79b1) >> 16) as usize
    }

    fn hold_all_of(&self, word: &str) -> bool {
        word.as_bytes().windows(3).all(|window| {
            let hash = Self::hash(window);
            self.bits[hash >> 6] >> (hash & 63) & 1 == 1
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    impl Words for Vec<&str> {
        fn count(&self) -> u32 {
            self.len() as u32
        }

        fn word(&self, number: u32) -> &str {
            self[number as usize]
        }
    }

    #[test]
    fn one_document_and_many_find_the_same() {
        let words = vec!["go", "go lang", "golang", "r", "machine learning", "learning", "absent word"];
        let text = "golang, go language, r; machine learning";
        let hits = |effort| {
            let mut hits = Vec::new();
            Finder::new(&words, effort).find(text, &words, |range, number| {
                hits.push((range.start, range.end, number));
            });
            hits.sort_unstable();
            hits
        };
        assert_eq!(hits(Effort::One), hits(Effort::Many));
        assert!(hits(Effort::One).contains(&(8, 10, 0)));
    }
}
