//! The language's ordinary words, so that no misspelling is read from one.

use std::borrow::Cow;

use crate::taxonomy::{Language, bytes};

/// Sorted words of five letters or more, one a line; see `taxonomy/language/en-words.LICENSE.txt`.
static WORDS: &str = include_str!("../taxonomy/language/en-words.txt");

/// The word list with a hash table over it. Of each slot the number is one more than the offset of a word, or 0.
#[derive(Debug, Clone)]
pub struct WordList {
    slots: Cow<'static, [u8]>,
}

impl WordList {
    /// Makes the table.
    pub fn new() -> Self {
        let count = (WORDS.lines().count() * 3 / 2).next_power_of_two();
        let mut slots = vec![0; 4 * count];
        let mut offset = 0;
        for word in WORDS.lines() {
            let mut at = bytes::hash(bytes::SEED, word.as_bytes()) as usize % count;
            while bytes::u32_at(&slots, at) != 0 {
                at = (at + 1) % count;
            }
            bytes::put_u32(&mut slots, at, offset + 1);
            offset += word.len() as u32 + 1;
        }
        Self { slots: slots.into() }
    }

    /// The list whose table [`Self::as_bytes`] gave.
    pub fn from_bytes(slots: &'static [u8]) -> Self {
        Self { slots: slots.into() }
    }

    /// The table in bytes.
    #[allow(dead_code, reason = "the build script writes it")]
    pub fn as_bytes(&self) -> &[u8] {
        &self.slots
    }

    /// Whether a lower-case word of five letters or more is a word of the language, or made of one: an inflection, or
    /// with a prefix.
    pub fn has(&self, word: &str, language: &Language) -> bool {
        let has_stem = |stem: &str, ending: &str| stem.len() + ending.len() >= 5 && self.lists(stem, ending);
        let inflected = |(ending, instead): &(String, String)| {
            word.strip_suffix(ending.as_str()).is_some_and(|stem| has_stem(stem, instead))
        };
        let prefixed = |prefix: &String| word.strip_prefix(prefix.as_str()).is_some_and(|stem| has_stem(stem, ""));
        self.lists(word, "") || language.inflections.iter().any(inflected) || language.prefixes.iter().any(prefixed)
    }

    /// Whether a lower-case word, given as stem and ending, is in the list.
    fn lists(&self, stem: &str, ending: &str) -> bool {
        let count = self.slots.len() / 4;
        let hash = bytes::hash(bytes::hash(bytes::SEED, stem.as_bytes()), ending.as_bytes());
        let mut at = hash as usize % count;
        loop {
            let Some(offset) = bytes::u32_at(&self.slots, at).checked_sub(1) else { return false };
            let rest = WORDS[offset as usize..].strip_prefix(stem).and_then(|rest| rest.strip_prefix(ending));
            if rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('\n')) {
                return true;
            }
            at = (at + 1) % count;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_sorted_and_found() {
        let language = &crate::builtin::taxonomy().language;
        let list = &crate::builtin::words();
        assert!(WORDS.lines().is_sorted());
        assert!(WORDS.lines().all(|word| list.lists(word, "")));
        for word in ["perfect", "tasks", "reorganised", "abandoning"] {
            assert!(list.has(word, language), "{word}");
        }
        for word in ["kubernets", "tensorlow", "matplotliv", "zzzzzz", "aaaaa", ""] {
            assert!(!list.has(word, language), "{word}");
        }
    }
}
