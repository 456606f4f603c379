//! A sketch of a text, to find texts that are nearly the same without holding one beside the other.
//!
//! MinHash (Broder, *On the resemblance and containment of documents*, 1997) over pairs of words that follow each other: for
//! each of 64 hash functions, the smallest value that any pair has. The share of equal values estimates the share of pairs
//! that two texts have in common (Jaccard), with a standard error of 0.04 near 0.9. Letter case, punctuation, layout and
//! format do not matter, and words that are broken over two lines are whole. So the same resume as PDF and as DOCX is
//! nearly the same, although a PDF may be read in another order of its columns: over the fixtures, two formats of a resume
//! have 0.92 or more of their pairs in common, two people 0.05 or less. (Of runs of three words a PDF in columns shares
//! 0.85: each break between two blocks costs one run more.)

use serde::{Deserialize, Serialize};

/// Hash functions.
const VALUES: usize = 64;
/// Words of a run.
const RUN: usize = 2;
/// Values that must agree for all to be compared. Of texts that share nine tenths of their pairs, 1 in 90 has no such
/// band in common.
const BAND: usize = 8;
/// Equal values from which two texts count as nearly the same: 0.86, a text in which one word of forty is another.
const ENOUGH: usize = 55;
/// Texts with fewer words have no sketch: two of them are the same or not.
const LEAST_WORDS: usize = 40;
/// Words that are looked at, far more than a resume has.
const MOST_WORDS: usize = 20_000;

/// The sketch of a text; empty when the text is too short to have one.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sketch(Vec<u32>);

impl Sketch {
    /// Sketches a text.
    pub fn of(text: &str) -> Self {
        let words = hashed(text);
        if words.len() < LEAST_WORDS {
            return Self::default();
        }
        let mut smallest = vec![u32::MAX; VALUES];
        for run in words.windows(RUN) {
            let mut value = run.iter().fold(0, |sum: u64, &word| mix(sum.rotate_left(21) ^ word));
            for [one, other] in smallest.as_chunks_mut().0 {
                // One more step of the generator, each half of which is a function of its own.
                value = value.wrapping_add(0x9e37_79b9_7f4a_7c15);
                let mixed = mix(value);
                *one = (*one).min((mixed >> 32) as u32);
                *other = (*other).min(mixed as u32);
            }
        }
        Self(smallest)
    }

    /// Whether two texts are nearly the same.
    pub fn is_near(&self, other: &Self) -> bool {
        !self.0.is_empty() && self.0.iter().zip(&other.0).filter(|(a, b)| a == b).count() >= ENOUGH
    }

    /// Keys of which texts that are nearly the same share at least one, as good as always.
    pub fn bands(&self) -> impl Iterator<Item = u64> + '_ {
        let fold = |band: &[u32]| band.iter().fold(0, |sum: u64, &value| mix(sum ^ u64::from(value)));
        (0..).zip(self.0.chunks(BAND)).map(move |(number, band)| mix(fold(band).wrapping_add(number)))
    }
}

/// The words of a text; one that is broken over two lines is one.
fn hashed(text: &str) -> Vec<u64> {
    let mut words: Vec<u64> = Vec::new();
    let (mut at, mut end) = (0, 0);
    for word in text.split(|c: char| !c.is_alphanumeric()) {
        let (start, stop) = (at, at + word.len());
        at = stop + text[stop..].chars().next().map_or(0, char::len_utf8);
        if word.is_empty() {
            continue;
        }
        let between = &text[end..start];
        end = stop;
        let full = words.len() == MOST_WORDS;
        match words.last_mut() {
            Some(begun) if is_broken(between, word) => *begun = hash_word(*begun, word),
            _ if full => break,
            _ => words.push(hash_word(START, word)),
        }
    }
    words
}

/// Whether a word goes on behind a hyphen at the end of a line, or behind one that shows only there.
fn is_broken(between: &str, rest: &str) -> bool {
    let mut letters = between.chars();
    match letters.next() {
        Some('\u{ad}') => letters.all(char::is_whitespace),
        Some('-' | '\u{2010}') => {
            between.contains('\n')
                && letters.all(char::is_whitespace)
                && rest.chars().next().is_some_and(char::is_lowercase)
        }
        _ => false,
    }
}

/// Where the hash of a word starts.
const START: u64 = 0xcbf2_9ce4_8422_2325;

/// FNV-1a over the lower-case letters of a word, behind those of its beginning: stable over versions of the compiler and
/// kinds of machines.
fn hash_word(start: u64, word: &str) -> u64 {
    let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    if word.is_ascii() {
        return word.bytes().fold(start, |hash, byte| step(hash, byte.to_ascii_lowercase()));
    }
    let mut letter = [0; 4];
    word.chars().flat_map(char::to_lowercase).fold(start, |hash, c| c.encode_utf8(&mut letter).bytes().fold(hash, step))
}

/// The finisher of SplitMix64 (Steele, Lea and Flood, 2014).
fn mix(value: u64) -> u64 {
    let value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ (value >> 31)
}

#[cfg(test)]
mod tests {
    use super::{LEAST_WORDS, Sketch};

    /// Words that no other word of the text is.
    fn text(words: std::ops::Range<usize>) -> String {
        words.map(|word| format!("word{word} ")).collect()
    }

    #[test]
    fn small_changes_keep_a_text_near() {
        let whole = Sketch::of(&text(0..400));
        assert!(whole.is_near(&Sketch::of(&text(0..400).to_uppercase().replace(' ', "\n- "))));
        // Two words of 400 are four pairs of 399.
        let changed = text(0..400).replace("word7 ", "other ").replace("word200 ", "else ");
        let changed = Sketch::of(&changed);
        assert!(whole.is_near(&changed));
        assert!(whole.bands().any(|band| changed.bands().any(|other| other == band)));
    }

    #[test]
    fn the_order_of_blocks_and_hyphens_matter_little() {
        let whole = Sketch::of(&text(0..400));
        let columns = [text(300..400), text(0..60), text(60..300)].concat();
        assert!(whole.is_near(&Sketch::of(&columns)));
        let word = |number: usize| format!("uncertain{}", "abcdefghij".repeat(number % 7 + 1));
        let line = |number: usize| format!("{} {number} ", word(number));
        let plain: String = (0..200).map(line).collect();
        let broken = plain.replace("uncertain", "uncer-\n  tain").replace("bc", "b\u{ad}c");
        assert_eq!(Sketch::of(&plain), Sketch::of(&broken));
        // A number behind a hyphen, or a new sentence, is a word of its own.
        assert_ne!(Sketch::of(&plain), Sketch::of(&plain.replace("uncertain", "uncer-\n  Tain")));
    }

    #[test]
    fn other_texts_are_not_near() {
        let whole = Sketch::of(&text(0..400));
        assert!(!whole.is_near(&Sketch::of(&text(80..480))));
        assert!(!whole.is_near(&Sketch::of(&text(1000..1400))));
        let short = Sketch::of(&text(0..LEAST_WORDS - 1));
        assert!(!short.is_near(&short) && short.bands().next().is_none());
    }
}
