//! Looks for short phrases in short texts. Setting up a clever search costs more than a plain one takes there.

use crate::normalize::is_word_char;
use crate::taxonomy::Literals;
use crate::taxonomy::posting::is_in;

/// Where a phrase first stands in a text.
pub fn find(text: &[u8], phrase: &[u8]) -> Option<usize> {
    let Some((&first, rest)) = phrase.split_first() else { return Some(0) };
    // Most places where the first letter stands differ in the next one, and a comparison of texts is a call.
    let second = rest.first();
    memchr::memchr_iter(first, text).find(|at| {
        let after = &text[at + 1..];
        (second.is_none() || after.first() == second) && after.starts_with(rest)
    })
}

/// Whether a text contains a phrase between word boundaries.
pub fn contains_phrase(text: &str, phrase: &str) -> bool {
    let Some((&first, rest)) = phrase.as_bytes().split_first() else { return false };
    let bytes = text.as_bytes();
    memchr::memchr_iter(first, bytes).any(|at| {
        bytes[at + 1..].starts_with(rest) && boundary_before(text, at) && boundary_after(text, at + phrase.len())
    })
}

/// Whether a text ends with a phrase at a word boundary.
pub fn ends_with_phrase(text: &str, phrase: &str) -> bool {
    // Most phrases differ in the last byte already, and a comparison of strings is a call.
    text.as_bytes().last() == phrase.as_bytes().last()
        && text.ends_with(phrase)
        && boundary_before(text, text.len() - phrase.len())
}

/// Whether a text starts with a phrase at a word boundary.
pub fn starts_with_phrase(text: &str, phrase: &str) -> bool {
    text.as_bytes().first() == phrase.as_bytes().first()
        && text.starts_with(phrase)
        && boundary_after(text, phrase.len())
}

/// Whether a text starts with one of some phrases, which are in order, at a word boundary.
pub fn starts_with_one(text: &str, phrases: &[String]) -> bool {
    let first = |phrase: &String| phrase.as_bytes().first().copied();
    let Some(&wanted) = text.as_bytes().first() else { return false };
    let from = phrases.partition_point(|phrase| first(phrase) < Some(wanted));
    let alike = phrases[from..].iter().take_while(|phrase| first(phrase) == Some(wanted));
    alike.into_iter().any(|phrase| starts_with_phrase(text, phrase))
}

/// Words in order, with a bit for each hash of one: most words that are looked up are not there.
#[derive(Debug)]
pub struct WordSet<'t> {
    words: &'t [String],
    hashes: [u64; 8],
}

impl<'t> WordSet<'t> {
    /// A list of words, which are in order.
    pub fn new(words: &'t [String]) -> Self {
        let mut hashes = [0; 8];
        for word in words {
            let hash = Self::hash(word.as_bytes());
            hashes[hash >> 6] |= 1 << (hash & 63);
        }
        Self { words, hashes }
    }

    fn hash(word: &[u8]) -> usize {
        let (Some(&first), Some(&last)) = (word.first(), word.last()) else { return 0 };
        let (first, last) = (usize::from(first), usize::from(last));
        (first.wrapping_mul(37) ^ last.wrapping_mul(5) ^ word.len().wrapping_mul(73)) & 511
    }

    /// Whether a word is in the list.
    pub fn contains(&self, word: &str) -> bool {
        let hash = Self::hash(word.as_bytes());
        self.hashes[hash >> 6] >> (hash & 63) & 1 == 1 && is_in(self.words, word)
    }
}

/// Phrases that are looked for at the end of texts.
#[derive(Debug)]
pub struct Endings<'t> {
    /// By their last letters.
    phrases: Vec<(u32, &'t str)>,
    /// A bit for the hash of each of those.
    hashes: [u64; 8],
}

impl<'t> Endings<'t> {
    /// The most last letters by which phrases are told apart.
    const LETTERS: usize = 3;

    /// Collects phrases.
    pub fn new(phrases: &'t [String]) -> Self {
        let ending = |phrase: &'t String| (Self::last(phrase.as_bytes(), Self::LETTERS), phrase.as_str());
        let mut phrases: Vec<(u32, &str)> = phrases.iter().map(ending).collect();
        phrases.sort_unstable();
        let mut hashes = [0; 8];
        for &(last, _) in &phrases {
            let hash = Self::hash(last);
            hashes[hash >> 6] |= 1 << (hash & 63);
        }
        Self { phrases, hashes }
    }

    /// So many last bytes of a text, or all.
    fn last(text: &[u8], most: usize) -> u32 {
        text.iter().rev().take(most).fold(0, |last, &byte| last << 8 | u32::from(byte))
    }

    fn hash(last: u32) -> usize {
        (last.wrapping_mul(0x9e37_79b1) >> 23) as usize
    }

    /// Whether a text ends with one of them at a word boundary.
    pub fn end(&self, text: &str) -> bool {
        // A phrase of fewer letters stands under all that it has.
        (1..=Self::LETTERS.min(text.len())).any(|letters| {
            let last = Self::last(text.as_bytes(), letters);
            let hash = Self::hash(last);
            self.hashes[hash >> 6] >> (hash & 63) & 1 == 1 && {
                let from = self.phrases.partition_point(|&(known, _)| known < last);
                let mut alike = self.phrases[from..].iter().take_while(|&&(known, _)| known == last);
                alike.any(|(_, phrase)| ends_with_phrase(text, phrase))
            }
        })
    }
}

/// Whether no word reaches up to an offset of a text.
pub fn boundary_before(text: &str, at: usize) -> bool {
    text[..at].chars().next_back().is_none_or(|c| !is_word_char(c))
}

/// Whether no word begins at an offset of a text.
pub fn boundary_after(text: &str, at: usize) -> bool {
    text[at..].chars().next().is_none_or(|c| !is_word_char(c))
}

/// Whether no word goes over an offset of a text.
pub fn is_boundary(text: &str, at: usize) -> bool {
    boundary_before(text, at) || boundary_after(text, at)
}

/// Hashes of some trigrams of a phrase; 0, which is in every [`Sieve`], where there are fewer.
#[derive(Debug, Clone, Copy)]
pub struct Probes([u16; 4]);

impl Probes {
    /// Those of a phrase.
    pub fn of(phrase: &str) -> Self {
        let bytes = phrase.as_bytes();
        let mut probes = [0; 4];
        let trigrams = bytes.len().saturating_sub(2);
        let few = trigrams.min(probes.len());
        for (number, probe) in probes[..few].iter_mut().enumerate() {
            // The first, the last, and others at equal distances between.
            let at = number * (trigrams - 1) / (few - 1).max(1);
            *probe = Sieve::hash(u32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], 0])) as u16;
        }
        Self(probes)
    }
}

/// Phrases one of which is looked for in many sentences, with their probes: these lie close together, since most of the
/// time nothing else is asked for.
#[derive(Debug, Clone)]
pub struct SoughtSet {
    probes: Vec<Probes>,
    phrases: Vec<String>,
}

impl SoughtSet {
    /// Phrases to look for.
    pub fn new(phrases: Vec<String>) -> Self {
        Self { probes: phrases.iter().map(|phrase| Probes::of(phrase)).collect(), phrases }
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.phrases.is_empty()
    }

    /// Those that may stand in a sentence.
    pub fn possible<'a>(&'a self, sieve: &'a Sieve) -> impl Iterator<Item = &'a str> {
        let may_stand = |(probes, _): &(&Probes, &String)| sieve.may_hold(**probes);
        self.probes.iter().zip(&self.phrases).filter(may_stand).map(|(_, phrase)| phrase.as_str())
    }
}

/// Phrases of which one is looked for in a sentence.
pub trait Alternatives: Iterator {
    /// Whether one may stand in a sentence: a wrong yes costs a little time, a wrong no does not happen.
    fn may_be_in(self, sieve: &Sieve) -> bool;

    /// Where the first of them ends that stands in a text.
    fn first_end(self, text: &[u8], sieve: &Sieve) -> Option<usize>;

    /// Where they stand in a text, overlaps included.
    fn places(self, text: &str, sieve: &Sieve) -> Vec<usize>;
}

impl Alternatives for Literals<'_> {
    fn may_be_in(mut self, sieve: &Sieve) -> bool {
        self.any(|(phrase, _)| sieve.may_hold_ends(phrase))
    }

    fn first_end(self, text: &[u8], sieve: &Sieve) -> Option<usize> {
        let possible = self.filter(|(phrase, _)| sieve.may_hold_ends(phrase));
        possible.filter_map(|(phrase, _)| Some(find(text, phrase.as_bytes())? + phrase.len())).min()
    }

    fn places(self, text: &str, sieve: &Sieve) -> Vec<usize> {
        let bytes = text.as_bytes();
        let all_places = |(phrase, _): (&str, bool)| {
            let phrase = phrase.to_owned();
            let next = move |from: usize| Some(from + find(bytes.get(from..)?, phrase.as_bytes())?);
            let first = next(0);
            std::iter::successors(first, move |&at| next(at + 1))
        };
        self.filter(|(phrase, _)| sieve.may_hold_ends(phrase)).flat_map(all_places).collect()
    }
}

/// The trigrams of a sentence, hashed: most phrases that are looked for are not there, and this says so in a few steps.
#[derive(Debug, Clone, Copy, Default)]
pub struct Sieve([u64; 16]);

impl Sieve {
    /// The trigrams of a sentence.
    pub fn of(sentence: &str) -> Self {
        let mut bits = [0; 16];
        bits[0] = 1;
        let mut add = |trigram: u32| {
            let hash = Self::hash(trigram);
            bits[hash >> 6 & 15] |= 1 << (hash & 63);
        };
        let bytes = sentence.as_bytes();
        // Read as numbers of four bytes, of which the last one is left out.
        bytes.windows(4).for_each(|four| add(u32::from_le_bytes([four[0], four[1], four[2], four[3]]) & 0xff_ffff));
        if let [.., first, second, third] = *bytes {
            add(u32::from_le_bytes([first, second, third, 0]));
        }
        Self(bits)
    }

    fn hash(trigram: u32) -> usize {
        (trigram.wrapping_mul(0x9e37_79b1) >> 22) as usize
    }

    /// As [`Self::may_hold`], for a phrase whose probes are not worth their making: its first and last letters.
    fn may_hold_ends(&self, phrase: &str) -> bool {
        let bytes = phrase.as_bytes();
        let ends = [bytes.first_chunk::<3>(), bytes.last_chunk::<3>()];
        ends.into_iter().flatten().all(|&[first, second, third]| {
            let hash = Self::hash(u32::from_le_bytes([first, second, third, 0]));
            self.0[hash >> 6 & 15] >> (hash & 63) & 1 == 1
        })
    }

    /// Whether a phrase may stand in the sentence: a wrong yes costs a little time, a wrong no does not happen.
    pub fn may_hold(&self, Probes(probes): Probes) -> bool {
        let bit = |hash: u16| self.0[usize::from(hash >> 6) & 15] >> (hash & 63);
        bit(probes[0]) & 1 == 1 && bit(probes[1]) & bit(probes[2]) & bit(probes[3]) & 1 == 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::taxonomy::{Anchor, Literal, Needs, NeedsTable};
    use proptest::prelude::*;

    #[test]
    fn a_phrase_stands_between_boundaries() {
        assert!(contains_phrase("a data-lake, too", "lake"));
        assert!(!contains_phrase("snowflakes", "flake"));
        assert!(!contains_phrase("anything", ""));
        assert!(ends_with_phrase("written in", "in") && !ends_with_phrase("within", "in"));
        assert!(starts_with_phrase("code of", "code") && !starts_with_phrase("codes", "code"));
    }

    proptest! {
        #[test]
        fn what_is_there_is_found(before in "[abc ]{0,20}", phrase in "[abc ]{1,5}", after in "\\PC{0,9}") {
            let text = format!("{before}{phrase}{after}");
            prop_assert_eq!(find(text.as_bytes(), phrase.as_bytes()), text.find(&phrase));
            prop_assert!(Sieve::of(&text).may_hold(Probes::of(&phrase)));
            prop_assert!(Sieve::of(&text).may_hold_ends(&phrase));
            let all: Vec<usize> =
                (0..text.len()).filter(|&at| text.as_bytes()[at..].starts_with(phrase.as_bytes())).collect();
            let literals = vec![Literal { text: phrase.clone(), ends_word: false }];
            let begins = Anchor { literals, ..Anchor::default() };
            let mut table = NeedsTable::default();
            table.push(&Needs { skill: 0, routes: Vec::new(), begins });
            let literals = table.get(0).begins().literals();
            let sieve = Sieve::of(&text);
            prop_assert_eq!(literals.clone().places(&text, &sieve), all.clone());
            prop_assert_eq!(literals.first_end(text.as_bytes(), &sieve), all.first().map(|at| at + phrase.len()));
        }

        #[test]
        fn a_list_is_tried_like_each_of_it(
            text in "[ab ]{0,9}", word in "[a-c]{0,3}", phrases in prop::collection::btree_set("[ab ]{1,4}|[a-c]{1,2}", 0..6),
        ) {
            let phrases: Vec<String> = phrases.into_iter().collect();
            let starts = phrases.iter().any(|phrase| starts_with_phrase(&text, phrase));
            prop_assert_eq!(starts_with_one(&text, &phrases), starts);
            let ends = phrases.iter().any(|phrase| ends_with_phrase(&text, phrase));
            prop_assert_eq!(Endings::new(&phrases).end(&text), ends);
            prop_assert_eq!(WordSet::new(&phrases).contains(&word), phrases.contains(&word));
        }
    }
}
