//! The language's ordinary words, so that no misspelling is read from one.

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

/// Whether a lower-case word of five letters or more is a word of the language, or an inflection of one.
pub fn is_word(word: &str) -> bool {
    if is_listed(word) {
        return true;
    }
    for (ending, instead) in [
        ("s", ""),
        ("es", ""),
        ("ies", "y"),
        ("d", ""),
        ("ed", ""),
        ("ing", ""),
        ("ing", "e"),
        ("ly", ""),
        ("er", ""),
        ("er", "e"),
        ("ers", ""),
        ("ers", "e"),
        ("ness", ""),
        ("able", ""),
        ("able", "e"),
        ("ised", "ize"),
        ("ise", "ize"),
        ("ising", "ize"),
        ("isation", "ization"),
        ("our", "or"),
        ("ization", "ize"),
        ("ally", "al"),
    ] {
        if let Some(stem) = word.strip_suffix(ending) {
            let stem = format!("{stem}{instead}");
            if stem.len() >= 5 && is_listed(&stem) {
                return true;
            }
        }
    }
    ["non", "pre", "re", "un", "multi", "over", "sub", "inter", "micro", "auto"]
        .iter()
        .any(|prefix| word.strip_prefix(prefix).is_some_and(|rest| rest.len() >= 5 && is_listed(rest)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_sorted_and_found() {
        assert!(WORDS.lines().is_sorted());
        for word in ["perfect", "tasks", "reorganised", "abandoning", WORDS.lines().next().unwrap_or("")] {
            assert!(is_word(word), "{word}");
        }
        for word in ["kubernets", "tensorlow", "matplotliv", "zzzzzz", "aaaaa"] {
            assert!(!is_word(word), "{word}");
        }
    }
}
