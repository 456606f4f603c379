//! Misspelled names: "Kubernets", "Tensorlow", "Matplotliv".
//!
//! Only words that nothing else explains are tried: no form, no word of the language, no link. The distance is the
//! optimal string alignment distance (Damerau 1964, with adjacent transpositions; Boytsov 2011 gives the restricted
//! form), at most 1, or 2 from eight letters on; the first letter must be right, as it nearly always is in typing
//! errors (Yannakoudakis and Fawthrop 1983).

use crate::taxonomy::Taxonomy;
use crate::words;

/// Shortest word tried.
pub const MIN_LETTERS: usize = 5;
/// From this length on a word is tried without a list around it.
pub const SURE_LETTERS: usize = 6;
/// Longest word tried.
const MAX_LETTERS: usize = 24;

/// A form that a word is close to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Near {
    /// Edit distance.
    pub distance: usize,
    /// Index into [`Taxonomy::forms`].
    pub form: u32,
}

/// The closest form to a lower-case word; `None` when there is none or when two skills are equally close.
pub fn nearest(word: &str, taxonomy: &Taxonomy) -> Option<Near> {
    if !(MIN_LETTERS..=MAX_LETTERS).contains(&word.len()) || !word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return None;
    }
    if words::is_word(word) || taxonomy.language.not_misspellings.iter().any(|known| known == word) {
        return None;
    }
    let allowed = if word.len() >= 8 { 2 } else { 1 };
    let mask = letters(word);
    let mut best: Option<Near> = None;
    let mut tied = false;
    for number in taxonomy.forms.beginning_with(word.as_bytes()[0]) {
        let form = taxonomy.forms.get(number);
        if !form.fuzzy || form.text.len().abs_diff(word.len()) > allowed {
            continue;
        }
        // Each edit changes the set of letters by two at most.
        if (mask ^ letters(form.text)).count_ones() as usize > 2 * allowed {
            continue;
        }
        let distance = strsim::osa_distance(word, form.text);
        if distance == 0 || distance > allowed {
            continue;
        }
        match best {
            Some(known) if known.distance < distance => {}
            Some(known) if known.distance == distance => tied |= taxonomy.forms.get(known.form).target != form.target,
            _ => {
                best = Some(Near { distance, form: number });
                tied = false;
            }
        }
    }
    best.filter(|_| !tied)
}

/// The set of letters of a lower-case word.
fn letters(word: &str) -> u32 {
    word.bytes().fold(0, |mask, byte| mask | 1 << (byte.wrapping_sub(b'a') & 31))
}
