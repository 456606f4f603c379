//! A sketch of a text, to find texts that are nearly the same without holding one beside the other.
//!
//! MinHash (Broder, *On the resemblance and containment of documents*, 1997) over runs of three words: for each of 64
//! hash functions, the smallest value that any run has. The share of equal values estimates the share of runs that two
//! texts have in common (Jaccard), with a standard error of 0.04 near 0.9. Letter case, punctuation, layout and format do
//! not matter, so the same resume as PDF and as DOCX is nearly the same.

use serde::{Deserialize, Serialize};

/// Hash functions.
const VALUES: usize = 64;
/// Words of a run.
const RUN: usize = 3;
/// Values that must agree for all to be compared. Of texts that share nine tenths of their runs, 1 in 90 has no such
/// band in common.
const BAND: usize = 8;
/// Equal values from which two texts count as nearly the same: nine tenths.
const ENOUGH: usize = 58;
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
        let words: Vec<u64> = text
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .take(MOST_WORDS)
            .map(hash_word)
            .collect();
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

/// FNV-1a over the lower-case letters of a word: stable over versions of the compiler and kinds of machines.
fn hash_word(word: &str) -> u64 {
    let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    let start = 0xcbf2_9ce4_8422_2325;
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
        // Two words of 400 are six runs of 398.
        let changed = text(0..400).replace("word7 ", "other ").replace("word200 ", "else ");
        let changed = Sketch::of(&changed);
        assert!(whole.is_near(&changed));
        assert!(whole.bands().any(|band| changed.bands().any(|other| other == band)));
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
