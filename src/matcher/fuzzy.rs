//! Misspelled names: "Kubernets", "Tensorlow", "Matplotliv".
//!
//! Only words that nothing else explains are tried: no form, no word of the language, no link. The distance is the
//! optimal string alignment distance (Damerau 1964, with adjacent transpositions; Boytsov 2011 gives the restricted
//! form), at most 1, or 2 from eight letters on; the first letter must be right, as it nearly always is in typing
//! errors (Yannakoudakis and Fawthrop 1983).

use std::sync::OnceLock;

use crate::taxonomy::posting::is_in;
use crate::taxonomy::{Language, Taxonomy};
use crate::words::is_word;

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
    pub distance: u32,
    /// Index into [`Taxonomy::forms`].
    pub form: u32,
}

/// The forms that may be misspelled, by first letter and length, with the set of their letters. Those of a letter are
/// collected when a word that begins with it is tried.
#[derive(Default)]
pub struct Lexicon {
    by_first: [OnceLock<Vec<Entry>>; 26],
}

struct Entry {
    letters: u32,
    form: u32,
    length: u8,
}

impl Lexicon {
    /// The forms that begin with the same letter as a lower-case word.
    fn beginning_like(&self, word: &str, taxonomy: &Taxonomy) -> &[Entry] {
        let first = word.as_bytes()[0];
        self.by_first[usize::from(first - b'a')].get_or_init(|| {
            let entry = |form| {
                let text = taxonomy.forms.get(form).text;
                // Longer ones than any word that is tried are as good as absent.
                Entry { letters: letters(text), form, length: u8::try_from(text.len()).unwrap_or(u8::MAX) }
            };
            let mut entries: Vec<Entry> = taxonomy.forms.fuzzy_from(first).map(entry).collect();
            entries.sort_by_key(|entry| (entry.length, entry.form));
            entries
        })
    }

    /// The closest form to a lower-case word; `None` when there is none or when two skills are equally close.
    pub fn nearest(&self, word: &str, taxonomy: &Taxonomy) -> Option<Near> {
        if !is_tried(word) || is_ordinary(word, &taxonomy.language) {
            return None;
        }
        let allowed = if word.len() >= 8 { 2 } else { 1 };
        let mask = letters(word);
        let entries = self.beginning_like(word, taxonomy);
        // Each edit changes the length by one at most, and the set of letters by two.
        let from = entries.partition_point(|entry| usize::from(entry.length) + allowed < word.len());
        let mut best: Option<Near> = None;
        let mut tied = false;
        for entry in entries[from..].iter().take_while(|entry| usize::from(entry.length) <= word.len() + allowed) {
            if (mask ^ entry.letters).count_ones() as usize > 2 * allowed {
                continue;
            }
            let form = taxonomy.forms.get(entry.form);
            let distance = strsim::osa_distance(word, form.text);
            if distance == 0 || distance > allowed {
                continue;
            }
            let near = Near { distance: distance as u32, form: entry.form };
            match best {
                Some(known) if known.distance < near.distance => {}
                Some(known) if known.distance == near.distance => {
                    tied |= taxonomy.forms.get(known.form).target != form.target;
                    best = Some(known.min(near));
                }
                _ => {
                    best = Some(near);
                    tied = false;
                }
            }
        }
        best.filter(|_| !tied)
    }
}

/// Whether a word has the letters of one that may be misspelled, and as many.
pub fn is_tried(word: &str) -> bool {
    (MIN_LETTERS..=MAX_LETTERS).contains(&word.len()) && word.bytes().all(|c| c.is_ascii_lowercase())
}

fn is_ordinary(word: &str, language: &Language) -> bool {
    is_in(&language.not_misspellings, word) || is_word(word, language)
}

/// The set of letters of a lower-case word.
fn letters(word: &str) -> u32 {
    word.bytes().fold(0, |mask, byte| mask | 1 << (byte.wrapping_sub(b'a') & 31))
}
