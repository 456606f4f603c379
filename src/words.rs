//! The language's ordinary words, so that no misspelling is read from one.

use crate::taxonomy::Language;

/// Sorted words of five letters or more, one a line; see `taxonomy/language/en-words.LICENSE.txt`.
static WORDS: &str = include_str!("../taxonomy/language/en-words.txt");

/// Whether a lower-case word is in the word list.
pub fn is_listed(word: &str) -> bool {
    let bytes = WORDS.as_bytes();
    let (mut low, mut high) = (0, bytes.len());
    while low < high {
        let middle = (low + high) / 2;
        let start = bytes[..middle].iter().rposition(|&byte| byte == b'\n').map_or(0, |at| at + 1);
        let end = bytes[middle..].iter().position(|&byte| byte == b'\n').map_or(bytes.len(), |at| middle + at);
        match WORDS[start..end].cmp(word) {
            std::cmp::Ordering::Equal => return true,
            std::cmp::Ordering::Less => low = end + 1,
            std::cmp::Ordering::Greater => high = start,
        }
    }
    false
}

/// Whether a lower-case word of five letters or more is a word of the language, or made of one: an inflection, or with
/// a prefix.
pub fn is_word(word: &str, language: &Language) -> bool {
    let stem_listed = |stem: &str| stem.len() >= 5 && is_listed(stem);
    let inflected = |(ending, instead): &(String, String)| {
        word.strip_suffix(ending.as_str()).is_some_and(|stem| stem_listed(&format!("{stem}{instead}")))
    };
    is_listed(word)
        || language.inflections.iter().any(inflected)
        || language.prefixes.iter().any(|prefix| word.strip_prefix(prefix.as_str()).is_some_and(stem_listed))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_sorted_and_found() {
        let language = &crate::builtin::taxonomy().language;
        assert!(WORDS.lines().is_sorted());
        for word in ["perfect", "tasks", "reorganised", "abandoning", WORDS.lines().next().unwrap_or("")] {
            assert!(is_word(word, language), "{word}");
        }
        for word in ["kubernets", "tensorlow", "matplotliv", "zzzzzz", "aaaaa"] {
            assert!(!is_word(word, language), "{word}");
        }
    }
}
