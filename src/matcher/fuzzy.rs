//! Misspelled names: "Kubernets", "Tensorlow", "Matplotliv".
//!
//! Only words that nothing else explains are tried: no form, no word of the language, no link. The distance is the
//! optimal string alignment distance (Damerau 1964, with adjacent transpositions; Boytsov 2011 gives the restricted
//! form), at most 1, or 2 from eight letters on; the first letter must be right, as it nearly always is in typing
//! errors (Yannakoudakis and Fawthrop 1983).

use std::collections::HashMap;

use super::words;
use crate::taxonomy::{Target, Taxonomy};

/// Shortest word tried.
pub const MIN_LETTERS: usize = 5;
/// From this length on a word is tried without a list around it.
pub const SURE_LETTERS: usize = 6;
/// Longest word tried.
const MAX_LETTERS: usize = 24;

/// The forms that a misspelling may stand for, by first letter.
pub struct Lexicon {
    by_first: HashMap<u8, Vec<(String, u32)>>,
}

/// A form that a word is close to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Near {
    /// Edit distance.
    pub distance: usize,
    /// Index into [`Taxonomy::forms`].
    pub form: u32,
}

impl Lexicon {
    /// Collects the forms of one word that name a thing and are long enough.
    pub fn new(taxonomy: &Taxonomy) -> Self {
        let mut by_first: HashMap<u8, Vec<(String, u32)>> = HashMap::new();
        for (index, form) in taxonomy.forms.iter().enumerate() {
            let Target::Skill(skill) = form.target else { continue };
            let plain = form.text.bytes().all(|byte| byte.is_ascii_lowercase());
            let long = (MIN_LETTERS..=MAX_LETTERS).contains(&form.text.len());
            // An ordinary word has neighbours that are ordinary words with a typing error of their own.
            if plain && long && taxonomy.at(skill).category.is_named_thing() && !words::is_word(&form.text) {
                let index = u32::try_from(index).unwrap_or(u32::MAX);
                by_first.entry(form.text.as_bytes()[0]).or_default().push((form.text.clone(), index));
            }
        }
        Self { by_first }
    }

    /// The closest form to a lower-case word; `None` when there is none or when two skills are equally close.
    pub fn nearest(&self, word: &str, taxonomy: &Taxonomy) -> Option<Near> {
        if !(MIN_LETTERS..=MAX_LETTERS).contains(&word.len()) || !word.bytes().all(|byte| byte.is_ascii_lowercase()) {
            return None;
        }
        if words::is_word(word) || taxonomy.language.not_misspellings.iter().any(|known| known == word) {
            return None;
        }
        let allowed = if word.len() >= 8 { 2 } else { 1 };
        let mut best: Option<Near> = None;
        let mut tied = false;
        for (form, index) in self.by_first.get(&word.as_bytes()[0])? {
            if form.len().abs_diff(word.len()) > allowed {
                continue;
            }
            let distance = strsim::osa_distance(word, form);
            if distance == 0 || distance > allowed {
                continue;
            }
            let near = Near { distance, form: *index };
            match best {
                Some(known) if known.distance < distance => {}
                Some(known) if known.distance == distance => {
                    tied |= taxonomy.forms[known.form as usize].target != taxonomy.forms[*index as usize].target;
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
