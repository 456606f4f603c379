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

/// The forms that may be misspelled, by first letter, with the set of their letters.
#[derive(Default)]
pub struct Lexicon {
    by_first: Vec<Vec<Entry>>,
}

struct Entry {
    letters: u32,
    length: usize,
    form: u32,
}

impl Lexicon {
    /// Collects them.
    pub fn new(taxonomy: &Taxonomy) -> Self {
        let mut by_first: Vec<Vec<Entry>> = (0..26).map(|_| Vec::new()).collect();
        for number in 0..taxonomy.forms.len() as u32 {
            let form = taxonomy.forms.get(number);
            if form.fuzzy {
                let first = usize::from(form.text.as_bytes()[0] - b'a');
                by_first[first].push(Entry { letters: letters(form.text), length: form.text.len(), form: number });
            }
        }
        Self { by_first }
    }

    /// The closest form to a lower-case word; `None` when there is none or when two skills are equally close.
    pub fn nearest(&self, word: &str, taxonomy: &Taxonomy) -> Option<Near> {
        if !(MIN_LETTERS..=MAX_LETTERS).contains(&word.len()) || !word.bytes().all(|byte| byte.is_ascii_lowercase()) {
            return None;
        }
        let allowed = if word.len() >= 8 { 2 } else { 1 };
        let mask = letters(word);
        let mut best: Option<Near> = None;
        let mut tied = false;
        for entry in &self.by_first[usize::from(word.as_bytes()[0] - b'a')] {
            // Each edit changes the length by one at most, and the set of letters by two.
            let far = (mask ^ entry.letters).count_ones() as usize > 2 * allowed;
            if far || entry.length.abs_diff(word.len()) > allowed {
                continue;
            }
            let form = taxonomy.forms.get(entry.form);
            let distance = strsim::osa_distance(word, form.text);
            if distance == 0 || distance > allowed {
                continue;
            }
            match best {
                Some(known) if known.distance < distance => {}
                Some(known) if known.distance == distance => {
                    tied |= taxonomy.forms.get(known.form).target != form.target;
                }
                _ => {
                    best = Some(Near { distance, form: entry.form });
                    tied = false;
                }
            }
        }
        // The word list is asked last: few words come this far.
        best.filter(|_| !tied && !is_ordinary(word, taxonomy))
    }
}

fn is_ordinary(word: &str, taxonomy: &Taxonomy) -> bool {
    taxonomy.language.not_misspellings.iter().any(|known| known == word) || words::is_word(word, &taxonomy.language)
}

/// The set of letters of a lower-case word.
fn letters(word: &str) -> u32 {
    word.bytes().fold(0, |mask, byte| mask | 1 << (byte.wrapping_sub(b'a') & 31))
}
