//! Names in text that lost its separators: "SQLExperience", "PythonSQLDockerMachine Learning", "3Docker".
//!
//! A glue point is a place inside a word where the letter case of the original says that another word begins. A form
//! may begin or end at a glue point when what stands on the other side is explained, too: by another form, or by a
//! word that usually begins a sentence or a heading. "SparkNotes" is neither.

use std::ops::Range;

use super::candidates::Candidate;
use crate::normalize::{Folded, is_ignorable, is_word_char};
use crate::taxonomy::posting::is_in;
use crate::taxonomy::{Forms, Language};
use crate::words;

/// No word that begins a sentence or a heading is longer, in bytes.
const LONGEST_STARTER: usize = 40;

/// A surface form that fails a word boundary.
pub struct Hit {
    /// Where it begins in the folded text.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// Number of the form.
    pub form: u32,
    /// Whether a name may begin there.
    pub left: bool,
    /// Whether a name may end there.
    pub right: bool,
}

/// Where words of a text are glued together.
pub struct Glue<'a> {
    original: &'a str,
    folded: &'a Folded,
    language: &'a Language,
    /// The glue points, in order.
    points: Vec<usize>,
}

/// Where the forms of a text begin and end, as far as they may be glued to each other; sorted.
struct Neighbours {
    begins: Vec<usize>,
    ends: Vec<usize>,
}

impl<'a> Glue<'a> {
    /// Looks for glue points.
    pub fn new(original: &'a str, folded: &'a Folded, language: &'a Language) -> Self {
        Self { original, folded, language, points: points(original, folded) }
    }

    /// The glue points inside the words of the folded text, in order.
    pub fn points(&self) -> &[usize] {
        &self.points
    }

    /// Adds the candidates that stand at glue points.
    pub fn split(&self, forms: &Forms, mut hits: Vec<Hit>, found: &mut Vec<Candidate>) {
        // A single letter at a glue point says nothing, and most hits inside words are nowhere near one.
        hits.retain(|hit| {
            (hit.left || hit.end - hit.start > 1 && self.is_point(hit.start)) && (hit.right || self.is_point(hit.end))
        });
        if hits.is_empty() {
            return;
        }
        let several = hits.iter().filter(|hit| hit.end - hit.start > 1).map(|hit| hit.start..hit.end);
        let near = Neighbours::new(several, found, &self.folded.text);
        for Hit { start, end, form, left, right } in hits {
            let letters = forms.get(form).text.len();
            if (left || self.explained_before(start, letters, &near)) && (right || self.explained_after(end, &near)) {
                found.push(Candidate { glued: true, ..Candidate::new(form, start..end, self.folded) });
            }
        }
    }

    /// Whether the original's letter case begins a new word at a folded offset inside a word.
    fn is_point(&self, at: usize) -> bool {
        let text = &self.folded.text;
        if at == 0 || at >= text.len() || !text.is_char_boundary(at) {
            return false;
        }
        let next = at + text[at..].chars().next().map_or(1, char::len_utf8);
        begins_word(self.original, self.folded.original(at..next).start)
    }

    fn explained_before(&self, at: usize, letters: usize, near: &Neighbours) -> bool {
        if near.ends.binary_search(&at).is_ok() {
            return true;
        }
        let mut start = at;
        for c in self.folded.text[..at].chars().rev().take_while(|c| is_word_char(*c)) {
            start -= c.len_utf8();
            if at - start > LONGEST_STARTER {
                return false;
            }
            // "EngineerRequirementsPython": the word begins where the case says so.
            if self.is_point(start) {
                break;
            }
        }
        let word = &self.folded.text[start..at];
        // The number of a list item, glued to the item.
        let number = word.len() <= 2 && word.bytes().all(|byte| byte.is_ascii_digit()) && letters >= 4;
        number || self.is_starter(word) || letters >= 4 && self.is_small_word(start, word)
    }

    /// Whether an ordinary word, written small, stands at a word boundary: "whiteboardXGBoost", but not "SparkNotes".
    fn is_small_word(&self, start: usize, word: &str) -> bool {
        let original = self.folded.original(start..start + word.len().max(1)).start;
        (5..LONGEST_STARTER).contains(&word.len())
            && self.original[original..].starts_with(char::is_lowercase)
            && !self.folded.text[..start].chars().next_back().is_some_and(is_word_char)
            && words::is_word(word, self.language)
    }

    fn explained_after(&self, at: usize, near: &Neighbours) -> bool {
        if near.begins.binary_search(&at).is_ok() {
            return true;
        }
        let mut end = at;
        for c in self.folded.text[at..].chars().take_while(|c| is_word_char(*c)) {
            if end > at && self.is_point(end) {
                break;
            }
            end += c.len_utf8();
            if end - at > LONGEST_STARTER {
                return false;
            }
        }
        self.is_starter(&self.folded.text[at..end])
    }

    fn is_starter(&self, word: &str) -> bool {
        is_in(&self.language.glue_starters, word)
    }
}

impl Neighbours {
    /// Of forms within words, and of those that were found between boundaries. A form that stands between spaces is
    /// glued to nothing.
    fn new(inside: impl Iterator<Item = Range<usize>>, found: &[Candidate], text: &str) -> Self {
        let (mut begins, mut ends): (Vec<usize>, Vec<usize>) = inside.map(|range| (range.start, range.end)).unzip();
        let bytes = text.as_bytes();
        let is_space = |byte: Option<&u8>| byte.is_none_or(|byte| *byte <= b' ');
        for Range { start, end } in found.iter().map(|candidate| candidate.folded.clone()) {
            if !is_space(start.checked_sub(1).and_then(|before| bytes.get(before))) {
                begins.push(start);
            }
            if !is_space(bytes.get(end)) {
                ends.push(end);
            }
        }
        begins.sort_unstable();
        ends.sort_unstable();
        Self { begins, ends }
    }
}

/// Calls `found` for each place of a text of ASCII, in order, where a word may begin inside another: before a capital
/// behind a letter or digit, and before a small letter behind a digit.
fn suspicious(bytes: &[u8], mut found: impl FnMut(usize)) {
    let mut at = 0;
    // The kinds of the byte before, as high bits of a number's lowest byte.
    let (mut lower, mut upper, mut digit) = (0, 0, 0);
    let (blocks, rest) = bytes.as_chunks::<8>();
    let mut last = [0; 8];
    last[..rest.len()].copy_from_slice(rest);
    for block in blocks.iter().chain([&last]) {
        let block = u64::from_le_bytes(*block);
        let kinds = [between(block, b'a', b'z'), between(block, b'A', b'Z'), between(block, b'0', b'9')];
        let before = [kinds[0] << 8 | lower, kinds[1] << 8 | upper, kinds[2] << 8 | digit];
        let mut places = kinds[1] & (before[0] | before[1] | before[2]) | kinds[0] & before[2];
        while places != 0 {
            found(at + places.trailing_zeros() as usize / 8);
            places &= places - 1;
        }
        [lower, upper, digit] = kinds.map(|kind| kind >> 56);
        at += 8;
    }
}

/// The high bit of each byte of ASCII between two others.
fn between(bytes: u64, first: u8, last: u8) -> u64 {
    const EACH: u64 = 0x0101_0101_0101_0101;
    // There is no carry from byte to byte: all are below 0x80.
    let from = |least: u8| bytes + EACH * u64::from(0x80 - least);
    from(first) & !from(last + 1) & (0x80 * EACH)
}

/// The glue points inside the words of a folded text, in order.
fn points(original: &str, folded: &Folded) -> Vec<usize> {
    let text = folded.text.as_str();
    let inside_word = |at: usize| {
        text[..at].chars().next_back().is_some_and(is_word_char) && text[at..].chars().next().is_some_and(is_word_char)
    };
    let mut points = Vec::new();
    for run in folded.runs() {
        let from = run.folded.start;
        if inside_word(from) && begins_word(original, run.original.start) {
            points.push(from);
        }
        if run.straight {
            suspicious(&original.as_bytes()[run.original.clone()], |at| {
                if begins_word(original, run.original.start + at) {
                    points.push(from + at);
                }
            });
        } else if run.folded.len() > 1 && begins_word(original, run.original.start) {
            points.extend((from + 1..run.folded.end).filter(|&at| text.is_char_boundary(at) && inside_word(at)));
        }
    }
    points
}

/// Whether the letter case begins a new word at an offset of the original.
fn begins_word(original: &str, offset: usize) -> bool {
    if let Some([before, after, next]) =
        offset.checked_sub(1).and_then(|from| original.as_bytes()[from..].first_chunk())
        && before.is_ascii_alphanumeric()
        && after.is_ascii_alphanumeric()
        && next.is_ascii_graphic()
    {
        return after.is_ascii_uppercase()
            && (before.is_ascii_lowercase() || before.is_ascii_digit() || next.is_ascii_lowercase())
            || before.is_ascii_digit() && after.is_ascii_alphabetic();
    }
    // A soft hyphen is no boundary: it shows nothing.
    let shown = |c: &char| !is_ignorable(*c);
    let mut from_here = original[offset..].chars().filter(shown);
    let (Some(before), Some(after)) = (original[..offset].chars().rev().find(shown), from_here.next()) else {
        return false;
    };
    if !is_word_char(before) || !is_word_char(after) {
        return true;
    }
    after.is_uppercase()
        && (before.is_lowercase() || before.is_numeric() || from_here.next().is_some_and(char::is_lowercase))
        || before.is_numeric() && after.is_alphabetic()
}
