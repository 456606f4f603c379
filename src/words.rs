//! The language's ordinary words, so that no misspelling is read from one.

use crate::taxonomy::{Language, bytes};

/// Sorted words of five letters or more, one a line; see `taxonomy/language/en-words.LICENSE.txt`.
static WORDS: &str = include_str!("../taxonomy/language/en-words.txt");

/// Makes a hash table over the word list: of each slot the number is one more than the offset of a word, or 0. The build
/// script keeps it, so that no run has to.
#[allow(dead_code, reason = "for the build script")]
pub fn table() -> Vec<u8> {
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
    slots
}

/// Whether a lower-case word is in the word list.
pub fn is_listed(word: &str) -> bool {
    is_listed_with(word, "")
}

/// Whether a lower-case word of five letters or more is a word of the language, or made of one: an inflection, or with
/// a prefix.
pub fn is_word(word: &str, language: &Language) -> bool {
    let has_stem = |stem: &str, ending: &str| stem.len() + ending.len() >= 5 && is_listed_with(stem, ending);
    let inflected = |(ending, instead): &(String, String)| {
        word.strip_suffix(ending.as_str()).is_some_and(|stem| has_stem(stem, instead))
    };
    let prefixed = |prefix: &String| word.strip_prefix(prefix.as_str()).is_some_and(|stem| has_stem(stem, ""));
    is_listed(word) || language.inflections.iter().any(inflected) || language.prefixes.iter().any(prefixed)
}

/// Whether a lower-case word, given as stem and ending, is in the word list.
fn is_listed_with(stem: &str, ending: &str) -> bool {
    let slots = crate::builtin::word_table();
    let count = slots.len() / 4;
    let mut at = bytes::hash(bytes::hash(bytes::SEED, stem.as_bytes()), ending.as_bytes()) as usize % count;
    loop {
        let Some(offset) = bytes::u32_at(slots, at).checked_sub(1) else { return false };
        let rest = WORDS[offset as usize..].strip_prefix(stem).and_then(|rest| rest.strip_prefix(ending));
        if rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('\n')) {
            return true;
        }
        at = (at + 1) % count;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_sorted_and_found() {
        let language = &crate::builtin::taxonomy().language;
        assert!(WORDS.lines().is_sorted());
        assert!(WORDS.lines().all(is_listed));
        for word in ["perfect", "tasks", "reorganised", "abandoning"] {
            assert!(is_word(word, language), "{word}");
        }
        for word in ["kubernets", "tensorlow", "matplotliv", "zzzzzz", "aaaaa", ""] {
            assert!(!is_word(word, language), "{word}");
        }
    }
}
