//! What the taxonomy and the language have to do with a word, found once and kept.
//!
//! Texts say the same words again and again. Which tables a word needs to be looked up in depends on nothing but the
//! word, so the answers are kept in a table of a fixed size; when it is half full, it begins anew. (With few places to
//! choose from and the older word giving way to the newer one, words as common as "the" drove each other out.) What is
//! kept changes how long a search takes, never what it finds.

use std::collections::HashMap;
use std::ops::Range;

use super::anchors::Part;
use super::fuzzy::{self, Near};
use super::view::{Said, said_by};
use super::{Effort, Matcher};
use crate::taxonomy::{Outlook, Piece};

/// The longest word that is kept, in bytes.
const LONGEST: usize = 23;
/// The longest number that is kept, in digits: of longer ones there are too many.
const LONGEST_NUMBER: usize = 3;
/// The longest heading that is kept, in bytes, and the most headings.
const LONGEST_TITLE: usize = 80;
const TITLES: usize = 1_000;
/// The most groups of triggers that are noted of a word.
const GROUPS: usize = 4;

/// What a word has to do with names, cues, triggers and misspellings.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct About {
    /// What names begin with it.
    pub(super) names: Outlook,
    /// What cues begin with it.
    pub(super) cues: Outlook,
    /// What it may be a misspelling of.
    spelling: Spelling,
    /// Groups of triggers, and how many they are, `GROUPS + 1` for more than there is room for.
    groups: [u32; GROUPS],
    count: u8,
    /// To how many literals of phrases it may belong, and where they stand among those of all words.
    parts: u16,
    first_part: u32,
}

/// What a word may be a misspelling of.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Spelling {
    /// Of nothing.
    #[default]
    Right,
    /// Not asked for yet.
    Unknown,
    /// Of a form.
    Near(Near),
}

impl About {
    /// What there is to know of a word. The literals that it may belong to are added to those of other words.
    fn of(word: &str, matcher: &Matcher<'_>, parts: &mut Vec<Part>) -> Self {
        let forms = &matcher.taxonomy.forms;
        let mut about = Self {
            names: forms.beginnings().outlook(forms, word),
            cues: matcher.cues.outlook(word),
            spelling: if fuzzy::is_tried(word) { Spelling::Unknown } else { Spelling::Right },
            ..Self::default()
        };
        for group in matcher.phrases.groups_of(word) {
            if let Some(place) = about.groups.get_mut(usize::from(about.count)) {
                *place = group;
            }
            about.count = (about.count + 1).min(GROUPS as u8 + 1);
        }
        let first = parts.len();
        matcher.phrases.parts_of(word, parts);
        let count = parts.len() - first;
        if count > 0 {
            (about.first_part, about.parts) = (first as u32, count as u16);
        }
        about
    }

    /// Whether a trigger begins with it.
    pub(super) fn begins_triggers(&self) -> bool {
        self.count > 0
    }

    /// The groups of triggers that may stand where the word does; `None` when they are too many to be noted.
    pub(super) fn groups(&self) -> Option<&[u32]> {
        self.groups.get(..usize::from(self.count))
    }

    /// Whether it may be misspelled, as far as it is known.
    pub(super) fn is_doubtful(&self) -> bool {
        self.spelling != Spelling::Right
    }

    /// Where the literals that it may belong to stand among those of all words.
    fn parts(&self) -> Range<usize> {
        let first = self.first_part as usize;
        first..first + usize::from(self.parts)
    }

    /// Whether nothing begins with it that is looked for.
    fn is_dull(&self) -> bool {
        *self == Self::default()
    }
}

/// A word, padded with zeros, its length in the last byte; and where it stands among those that are known. A slot that
/// is not in use is all zeros.
#[derive(Debug, Clone, Copy, Default)]
struct Slot {
    key: [u64; 3],
    number: u32,
    /// Whether nothing begins with the word that is looked for.
    is_dull: bool,
}

/// The words that were met.
pub(super) struct Known {
    /// A hash table; a word that finds its place taken stands in the next free one.
    slots: Vec<Slot>,
    /// What is known of each word.
    words: Vec<About>,
    /// The literals that each word may belong to.
    parts: Vec<Part>,
    /// What was asked for last, where it is a word that is not kept, and the literals that it may belong to.
    long: About,
    parts_of_long: Vec<Part>,
    /// What headings say of what follows them.
    titles: HashMap<String, Said>,
}

impl Known {
    /// An empty table.
    pub(super) fn new(effort: Effort) -> Self {
        Self::with_slots(match effort {
            Effort::One => 1 << 11,
            Effort::Many => 1 << 14,
        })
    }

    /// An empty table of so many slots, a power of two.
    fn with_slots(slots: usize) -> Self {
        Self {
            slots: vec![Slot::default(); slots],
            words: Vec::new(),
            parts: Vec::new(),
            long: About::default(),
            parts_of_long: Vec::new(),
            titles: HashMap::new(),
        }
    }

    /// What a heading says of what follows.
    pub(super) fn said_by(&mut self, title: &str, matcher: &Matcher<'_>) -> Said {
        if let Some(&said) = self.titles.get(title) {
            return said;
        }
        let said = said_by(matcher, title);
        if title.len() <= LONGEST_TITLE && self.titles.len() < TITLES {
            self.titles.insert(title.to_owned(), said);
        }
        said
    }

    /// What is known of a piece of a text.
    pub(super) fn about(&mut self, text: &str, piece: Piece, matcher: &Matcher<'_>) -> &mut About {
        match key(text.as_bytes(), piece) {
            Some(key) => {
                let slot = self.slot(key, text, piece, matcher);
                &mut self.words[slot.number as usize]
            }
            None => {
                self.parts_of_long.clear();
                self.long = About::of(&text[piece.start..piece.end], matcher, &mut self.parts_of_long);
                &mut self.long
            }
        }
    }

    /// As [`Self::about`], with the literals that the word may belong to; `None` for a word with which nothing begins that
    /// is looked for.
    #[inline]
    pub(super) fn telling(&mut self, text: &str, piece: Piece, matcher: &Matcher<'_>) -> Option<(&About, &[Part])> {
        match key(text.as_bytes(), piece) {
            Some(key) => {
                let slot = self.slot(key, text, piece, matcher);
                (!slot.is_dull).then(|| {
                    let about = &self.words[slot.number as usize];
                    (about, &self.parts[about.parts()])
                })
            }
            None => {
                let about = *self.about(text, piece, matcher);
                (!about.is_dull()).then(|| (&self.long, &self.parts_of_long[about.parts()]))
            }
        }
    }

    /// The slot of a word, which is learned where it is not in the table.
    #[inline]
    fn slot(&mut self, key: [u64; 3], text: &str, piece: Piece, matcher: &Matcher<'_>) -> Slot {
        let mask = self.slots.len() - 1;
        let mut at = place(key) & mask;
        loop {
            let slot = &self.slots[at];
            // The length is in the last part: it is not zero in a slot that is in use.
            if slot.key[0] == key[0] && slot.key[1] == key[1] && slot.key[2] == key[2] {
                return *slot;
            }
            if slot.key[2] == 0 {
                return self.learn(key, &text[piece.start..piece.end], matcher);
            }
            at = (at + 1) & mask;
        }
    }

    /// Keeps what there is to know of a word that is not in the table.
    #[cold]
    fn learn(&mut self, key: [u64; 3], word: &str, matcher: &Matcher<'_>) -> Slot {
        if 2 * self.words.len() >= self.slots.len() {
            self.slots.fill(Slot::default());
            self.words.clear();
            self.parts.clear();
        }
        let mask = self.slots.len() - 1;
        let mut at = place(key) & mask;
        while self.slots[at].key[2] != 0 {
            at = (at + 1) & mask;
        }
        let about = About::of(word, matcher, &mut self.parts);
        let slot = Slot { key, number: self.words.len() as u32, is_dull: about.is_dull() };
        self.slots[at] = slot;
        self.words.push(about);
        slot
    }

    /// The form that a piece of a text is a misspelling of.
    pub(super) fn misspelled(&mut self, text: &str, piece: Piece, matcher: &Matcher<'_>) -> Option<Near> {
        let about = self.about(text, piece, matcher);
        if about.spelling == Spelling::Unknown {
            let near = matcher.misspelled(&text[piece.start..piece.end]);
            about.spelling = near.map_or(Spelling::Right, Spelling::Near);
        }
        match about.spelling {
            Spelling::Near(near) => Some(near),
            _ => None,
        }
    }
}

/// The bytes of a piece and their number; `None` for one that is not kept: a long one, or a long number.
#[inline]
fn key(text: &[u8], piece: Piece) -> Option<[u64; 3]> {
    let length = piece.end - piece.start;
    let is_number = || text[piece.start].is_ascii_digit();
    // Most words are short.
    if (1..=8).contains(&length)
        && let Some(chunk) = text[piece.start..].first_chunk()
    {
        let unwanted = 64 - 8 * length as u32;
        let letters = u64::from_le_bytes(*chunk) << unwanted >> unwanted;
        return (length <= LONGEST_NUMBER || !is_number()).then_some([letters, 0, (length as u64) << 56]);
    }
    (length <= LONGEST && (length <= LONGEST_NUMBER || !is_number())).then(|| long_key(&text[piece.start..], length))
}

/// The key of as many bytes at the beginning of a text.
fn long_key(text: &[u8], length: usize) -> [u64; 3] {
    let mask = |from: usize| match length.saturating_sub(from) {
        bytes @ 0..8 => !(u64::MAX << (8 * bytes)),
        _ => u64::MAX,
    };
    let mut padded = [0; LONGEST + 1];
    match text.first_chunk() {
        // What follows the piece is masked out: quicker than to copy a number of bytes that is not known before.
        Some(chunk) => padded = *chunk,
        None => padded[..length].copy_from_slice(&text[..length]),
    }
    let number = |from: usize| {
        let bytes = padded[from..].first_chunk().copied().unwrap_or_default();
        u64::from_le_bytes(bytes) & mask(from)
    };
    [number(0), number(8), number(16) | (length as u64) << 56]
}

/// Where a key stands in the table; the highest bits of a product depend on all that is in it.
#[inline]
fn place([first, second, third]: [u64; 3]) -> usize {
    const ODD: u64 = 0x9e37_79b9_7f4a_7c15;
    let mixed = if second == 0 { first } else { (first.wrapping_mul(ODD) ^ second).wrapping_mul(ODD) ^ third << 8 };
    (mixed.wrapping_mul(ODD) >> 48) as usize
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::taxonomy::pieces;

    fn key_of(word: &str, before: &str, after: &str) -> Option<[u64; 3]> {
        let text = format!("{before}{word}{after}");
        key(text.as_bytes(), Piece { start: before.len(), end: before.len() + word.len() })
    }

    proptest! {
        #[test]
        fn a_key_is_that_of_the_word_alone(
            word in "[a-z]{0,24}", other in "[a-z]{0,24}", before in "[ -~]{0,9}", after in "[ -~]{0,30}",
        ) {
            prop_assert_eq!(key_of(&word, &before, &after), key_of(&word, "", ""));
            let same = key_of(&word, "", "").is_some() && key_of(&word, "", &after) == key_of(&other, &before, "");
            prop_assert_eq!(same, word == other && word.len() <= LONGEST);
        }

        #[test]
        fn what_is_kept_is_what_was_found(words in prop::collection::vec("[a-z]{1,2}|[a-z]{20,26}|[.+#é]|data|models", 0..40)) {
            let matcher = Matcher::for_many(crate::builtin::taxonomy());
            let mut known = Known::with_slots(4);
            let text = words.join(" ");
            for piece in pieces(&text) {
                let mut parts = Vec::new();
                let found = About::of(&text[piece.start..piece.end], &matcher, &mut parts);
                let known = known.telling(&text, piece, &matcher);
                prop_assert_eq!(known.is_none(), found.is_dull());
                if let Some((about, known)) = known {
                    prop_assert_eq!(About { first_part: 0, ..*about }, found);
                    prop_assert_eq!(known, parts.as_slice());
                }
            }
        }
    }

    #[test]
    fn a_misspelling_is_found_again() {
        let matcher = Matcher::new(crate::builtin::taxonomy());
        let mut known = Known::new(Effort::One);
        let text = "kubernets perfect kubernets";
        let found: Vec<bool> = pieces(text).map(|piece| known.misspelled(text, piece, &matcher).is_some()).collect();
        assert_eq!(found, [true, false, false, false, true]);
    }
}
