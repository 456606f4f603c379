//! Sentences and list items of folded text.

use std::ops::Range;

use crate::taxonomy::Language;
use crate::taxonomy::posting::is_in;

/// What separates the items of a list, apart from words.
pub const SEPARATORS: [char; 17] =
    ['\t', ',', ';', '/', '|', '•', '·', '●', '▪', '◦', '(', ')', ':', '\n', '–', '—', '+'];

/// Where an end of a sentence may begin: at a line end, a full stop, or the first byte of a bullet.
fn may_end(bytes: &[u8]) -> Option<usize> {
    const ENDS: [u8; 5] = [b'\n', b'.', b'!', b'?', 0xe2];
    let (blocks, rest) = bytes.as_chunks();
    let mut at = 0;
    for block in blocks {
        // The lowest bit is that of the first byte that is wanted; those above it may be wrong.
        let block = u64::from_le_bytes(*block);
        let found = ENDS.iter().fold(0, |found, &end| found | zero_bytes(block ^ (EACH * u64::from(end))));
        if found != 0 {
            return Some(at + found.trailing_zeros() as usize / 8);
        }
        at += 8;
    }
    rest.iter().position(|byte| ENDS.contains(byte)).map(|found| at + found)
}

const EACH: u64 = 0x0101_0101_0101_0101;

/// The high bit of the first byte that is zero, and perhaps of bytes behind it.
fn zero_bytes(bytes: u64) -> u64 {
    bytes.wrapping_sub(EACH) & !bytes & (0x80 * EACH)
}

/// Splits folded text into sentences: at line ends that are no wraps, at bullets, and at full stops.
pub fn split(text: &str, language: &Language) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let mut sentences = Vec::with_capacity(text.len() / 48);
    let mut start = 0;
    let mut at = 0;
    while let Some(next) = may_end(&bytes[at..]) {
        at += next;
        let end = match bytes[at] {
            b'\n' => Some(at),
            b'.' | b'!' | b'?' if bytes.get(at + 1).is_none_or(|b| *b == b' ' || *b == b'\n') => {
                let ends = match bytes[at] {
                    b'?' => bytes.get(at + 1) != Some(&b' ') || !is_question(&text[start..at]),
                    _ => !is_abbreviation(&text[start..at], language),
                };
                ends.then_some(at + 1)
            }
            0xe2 if text[at..].starts_with(['•', '●', '▪', '◦']) => (!is_rating(text, at)).then_some(at),
            _ => None,
        };
        match end {
            Some(end) => {
                if !text[start..end].trim().is_empty() {
                    sentences.push(start..end);
                }
                let step = if end == at && bytes[at] == 0xe2 { 3 } else { 1 };
                start = end.max(at + step).min(bytes.len());
                at = start;
            }
            None => at += 1,
        }
    }
    if start < text.len() {
        sentences.push(start..text.len());
    }
    sentences
}

/// Whether a mark is one of a row that says how well something is known: "●●●○○".
fn is_rating(text: &str, at: usize) -> bool {
    let mark = |c: char| matches!(c, '•' | '●' | '▪' | '◦' | '○' | '◯' | '◌');
    text[at..].chars().nth(1).is_some_and(mark) || text[..at].chars().next_back().is_some_and(mark)
}

/// Whether a question is so short that the answer belongs to it: "Python? Never used it."
fn is_question(text: &str) -> bool {
    const WORDS: usize = 3;
    (1..=WORDS).contains(&text.split_whitespace().take(WORDS + 1).count())
}

/// Whether a sentence goes on after the full stop that follows this text: an abbreviation or an initial.
fn is_abbreviation(before: &str, language: &Language) -> bool {
    let known = |words: &[String], word: &str| is_in(words, word);
    let word = before.rsplit([' ', '(', ',']).next().unwrap_or(before);
    let with_stop = || word.bytes().chain([b'.']);
    let degree = || language.degree_words.binary_search_by(|degree| degree.bytes().cmp(with_stop())).is_ok();
    known(&language.abbreviations, word)
        || degree()
        || word.len() == 1 && before.len() > 1 && !known(&language.letter_names, word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_question_goes_on_with_its_answer() {
        let text = "docker? heard of it. what do you like? tea.";
        let found: Vec<&str> =
            split(text, &crate::builtin::taxonomy().language).into_iter().map(|range| text[range].trim()).collect();
        assert_eq!(found, ["docker? heard of it.", "what do you like?", "tea."]);
    }

    #[test]
    fn sentences_end_at_full_stops_but_not_at_abbreviations() {
        let text = "used tools, e.g. spark. wrote sql (2 years). • go\nrust";
        let found: Vec<&str> =
            split(text, &crate::builtin::taxonomy().language).into_iter().map(|range| text[range].trim()).collect();
        assert_eq!(found, ["used tools, e.g. spark.", "wrote sql (2 years).", "go", "rust"]);
    }
}
