//! What may stand between a cue and the name that it speaks of.

use crate::normalize::is_word_char;

/// How many words may stand between a name and a denial that looks back.
pub const BACK_WORDS: usize = 4;

/// Whether a parenthesis that was open at the cue is closed before the skill.
pub fn is_closed(between: &str) -> bool {
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

/// Whether few words, and no comma, stand between a name and a denial after it. A bracket that opens between may hold
/// more than the denial: "(at university, never used it)".
pub fn is_near_back(between: &str, most: usize) -> bool {
    // The name itself stands in brackets: "the cluster (Nomad, mostly) was handled by …".
    let between = match between.split_once(')') {
        Some((item, rest)) if !item.contains('(') => rest,
        _ => between,
    };
    let (outside, inside) = between.split_once('(').unwrap_or((between, ""));
    let outside = outside.trim_end_matches([' ', ',']);
    let words =
        |text: &str| text.split_whitespace().filter(|word| word.starts_with(is_word_char)).take(most + 1).count();
    !outside.contains([',', '/', ')']) && !inside.contains(')') && words(outside) <= most && words(inside) <= BACK_WORDS
}

pub fn starts_sentence(before: &str) -> bool {
    !before.chars().any(char::is_alphanumeric) || before.trim_end().ends_with(['(', ':', '|', ',', ';'])
}
