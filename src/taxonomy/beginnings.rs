//! Finds the names that begin at a place of a text.
//!
//! A name is a row of pieces: runs of letters and digits, and single other characters. A hash table holds every
//! beginning of a name that ends with a piece ("machine", "machine ", "machine learning"), so a text is looked up piece
//! by piece, and at most places the first one says that no name begins there. Unlike an automaton the table needs no
//! building when the program starts: the build script writes it as bytes.

use std::borrow::Cow;

use super::bytes::{SEED, hash, put_u32, u32_at};
use super::outlook::{Next, Outlook};
use super::pieces::{Piece, piece_end, short_piece_end};

/// A list of names, by number, in order where it is so said. Each is there once.
pub trait Names {
    /// How many.
    fn count(&self) -> u32;
    /// The name with a number, folded, not empty.
    fn name(&self, number: u32) -> &str;
}

/// The table. It holds no text of its own: a slot refers to a name that has the beginning.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Beginnings {
    slots: Cow<'static, [u8]>,
    /// A bit for the hash of each first piece: small enough to stay close to the processor, and most words of a text
    /// are not in it. The last four bytes are the length of the longest piece.
    filter: Cow<'static, [u8]>,
    /// What follows the pieces that names begin with, each a [`Next`].
    next: Cow<'static, [u8]>,
}

/// A beginning of a name.
#[derive(Debug, Clone, Copy)]
struct Slot {
    /// A name that has it; the name that it is, if it is one.
    name: u32,
    /// Length in bytes; 0 for a slot that is not in use.
    length: u16,
    /// Some bits of the hash.
    tag: u16,
    /// Of a beginning of one piece, one more than the number of what follows it in longer names; 0 when nothing does.
    next: u32,
}

/// Most digits of a version that may stand after a name, and one byte more.
const VERSION: usize = 9;

/// Bits of a tag that say something else: it is a name; a longer name has it.
const WHOLE: u16 = 1;
const GOES_ON: u16 = 2;
const HASH: u16 = !(WHOLE | GOES_ON);
/// Slots for each beginning: the fewer, the less memory a search goes through, and the longer it is.
const SLOTS: usize = 2;
/// Bits of the filter for each name, at least. Names share first pieces, so that one in thirty others is let through.
const BITS: usize = 8;
/// Bytes of a slot.
const WIDTH: usize = 12;
/// Bytes of a [`Next`].
const NEXT: usize = 24;

impl Slot {
    fn is(self, flag: u16) -> bool {
        self.tag & flag != 0
    }
}

impl Beginnings {
    /// Collects the beginnings of names.
    pub fn new(names: &impl Names) -> Self {
        // Of each name where its pieces end, found once: tables of cues are made when a run begins.
        let pieces_of =
            |number| ends(names.name(number)).scan(0, |start, end| Some((std::mem::replace(start, end), end)));
        let pieces =
            (0..names.count()).flat_map(|number| pieces_of(number).map(move |(start, end)| (number, start, end)));
        let pieces: Vec<(u32, usize, usize)> = pieces.collect();
        let filter = vec![0; (BITS * names.count() as usize / 8).next_power_of_two().max(8)].into();
        let slots = SLOTS * distinct(names, &pieces) + 1;
        let mut table = Self { slots: vec![0; slots * WIDTH].into(), filter, next: Cow::default() };
        for &(number, start, end) in &pieces {
            if start == 0 {
                table.admit(hash(SEED, &names.name(number).as_bytes()[..end]));
            }
            table.insert(names, start == 0, end, number);
        }
        let longest = pieces.iter().map(|(_, start, end)| end - start).max().unwrap_or(0);
        table.filter.to_mut().extend((longest as u32).to_le_bytes());
        table
    }

    /// The table whose parts these are.
    pub fn from_parts(slots: &'static [u8], filter: &'static [u8], next: &'static [u8]) -> Self {
        Self { slots: slots.into(), filter: filter.into(), next: next.into() }
    }

    /// The table itself, the filter before it, and what follows first pieces.
    pub fn parts(&self) -> (&[u8], &[u8], &[u8]) {
        (&self.slots, &self.filter, &self.next)
    }

    /// As [`Self::find`], for names that begin with a piece.
    pub fn find_at(&self, names: &impl Names, text: &str, piece: Piece, cuts: &[usize], hit: impl FnMut(usize, u32)) {
        let Piece { start, end } = piece;
        let cut = cuts.first().is_some_and(|&cut| cut < end);
        if cut || self.may_begin(&text.as_bytes()[start..end]) {
            self.find(names, text, start, cuts, hit);
        }
    }

    /// What begins with a piece.
    pub fn outlook(&self, names: &impl Names, piece: &str) -> Outlook {
        let bytes = piece.as_bytes();
        let mut outlook = Outlook::default();
        if !self.may_begin(bytes) {
            return outlook;
        }
        let get = |end: usize| self.get(names, hash(SEED, &bytes[..end]), &bytes[..end]);
        outlook.within = endings(bytes).any(|end| get(end).is_some_and(|slot| slot.is(WHOLE)));
        if let Some(slot) = get(bytes.len()) {
            outlook.whole = if slot.is(WHOLE) { slot.name + 1 } else { 0 };
            if let Some(next) = slot.next.checked_sub(1) {
                outlook.next = self.next(next);
                outlook.hash = hash(SEED, bytes);
            }
        }
        outlook
    }

    /// As [`Self::find`], for a piece of which the outlook is known.
    pub fn find_with(
        &self,
        names: &impl Names,
        text: &str,
        piece: Piece,
        outlook: &Outlook,
        cuts: &[usize],
        mut hit: impl FnMut(usize, u32),
    ) {
        if outlook.within || cuts.first().is_some_and(|&cut| cut < piece.end) {
            return self.find(names, text, piece.start, cuts, hit);
        }
        if let Some(number) = outlook.whole.checked_sub(1) {
            hit(piece.end, number);
        }
        if outlook.next.may_be(&text.as_bytes()[piece.end..]) {
            self.find_behind(names, text, piece, outlook.hash, cuts, hit);
        }
    }

    fn may_begin(&self, piece: &[u8]) -> bool {
        self.admits(hash(SEED, piece)) || endings(piece).any(|end| self.admits(hash(SEED, &piece[..end])))
    }

    fn longest_piece(&self) -> usize {
        self.filter.last_chunk().map_or(0, |length| u32::from_le_bytes(*length) as usize)
    }

    fn admits(&self, hash: u64) -> bool {
        self.filter.get(self.bit(hash) >> 3).is_some_and(|byte| byte >> (self.bit(hash) & 7) & 1 == 1)
    }

    fn admit(&mut self, hash: u64) {
        let bit = self.bit(hash);
        self.filter.to_mut()[bit >> 3] |= 1 << (bit & 7);
    }

    fn bit(&self, hash: u64) -> usize {
        // A power of two, of eight bytes and more; the length behind it has four.
        let bits = 8 * (self.filter.len() & !7).max(8);
        (hash >> 40) as usize & (bits - 1)
    }

    /// Calls `hit` with the end and the number of each name that begins at an offset of a text and ends with a piece of
    /// it. A name also ends within its last piece: at one of `cuts`, which are in order and behind the offset, before a
    /// plural ending, or before digits.
    pub fn find(&self, names: &impl Names, text: &str, start: usize, cuts: &[usize], hit: impl FnMut(usize, u32)) {
        self.find_behind(names, text, Piece { start, end: start }, SEED, cuts, hit);
    }

    /// As [`Self::find`], for the names that are longer than their beginning with a hash, a row of whole pieces.
    fn find_behind(
        &self,
        names: &impl Names,
        text: &str,
        beginning: Piece,
        hash_of_it: u64,
        cuts: &[usize],
        mut hit: impl FnMut(usize, u32),
    ) {
        let bytes = text.as_bytes();
        let start = beginning.start;
        // A longer piece is that of no name, and may be as long as the text.
        let longest = self.longest_piece() + VERSION;
        let mut cuts = cuts.iter().copied().peekable();
        let (mut at, mut state) = (beginning.end, hash_of_it);
        while at < bytes.len() {
            if bytes[at] == b' ' && at > start {
                // No name ends with a space.
                state = hash(state, b" ");
                at += 1;
                continue;
            }
            let end = short_piece_end(bytes, at).unwrap_or_else(|| piece_end(text, at, at + longest));
            let mut whole = |end: usize, hash: u64| {
                let slot = self.get(names, hash, &bytes[start..end]).filter(|slot| slot.is(WHOLE));
                slot.into_iter().for_each(|slot| hit(end, slot.name));
            };
            let (mut from, mut cut_state) = (at, state);
            while let Some(cut) = cuts.next_if(|&cut| cut < end) {
                cut_state = hash(cut_state, &bytes[from..cut]);
                from = cut;
                whole(cut, cut_state);
            }
            for cut in endings(&bytes[at..end]) {
                whole(at + cut, hash(state, &bytes[at..at + cut]));
            }
            state = hash(state, &bytes[at..end]);
            at = end;
            let Some(slot) = self.get(names, state, &bytes[start..end]) else { return };
            if slot.is(WHOLE) {
                hit(end, slot.name);
            }
            if !slot.is(GOES_ON) {
                return;
            }
        }
    }

    /// Number of the name that a text is.
    pub fn number(&self, names: &impl Names, text: &str) -> Option<u32> {
        let slot = self.get(names, hash(SEED, text.as_bytes()), text.as_bytes())?;
        slot.is(WHOLE).then_some(slot.name)
    }

    /// Notes that a name has a beginning, of a single piece or of several.
    fn insert(&mut self, names: &impl Names, is_piece: bool, end: usize, number: u32) {
        let (beginning, behind) = names.name(number).as_bytes().split_at(end);
        let hash = hash(SEED, beginning);
        let at = self.place(names, hash, beginning);
        let slot = self.slot(at);
        let flag = if behind.is_empty() { WHOLE } else { GOES_ON };
        let next = if is_piece && flag == GOES_ON { self.goes_on(slot.next, behind) } else { slot.next };
        let new = Slot {
            name: if slot.length == 0 || flag == WHOLE { number } else { slot.name },
            length: u16::try_from(end).unwrap_or(u16::MAX),
            tag: slot.tag | hash_bits(hash) | flag,
            next,
        };
        let bytes = &mut self.slots.to_mut()[at * WIDTH..(at + 1) * WIDTH];
        put_u32(bytes, 0, new.name);
        put_u32(bytes, 1, u32::from(new.length) | u32::from(new.tag) << 16);
        put_u32(bytes, 2, new.next);
    }

    /// Notes what follows a piece in a name, in the record with a number, or a new one; gives its number.
    fn goes_on(&mut self, number: u32, behind: &[u8]) -> u32 {
        let records = self.next.to_mut();
        let number = if number == 0 { (records.len() / NEXT) as u32 + 1 } else { number };
        let at = (number as usize - 1) * NEXT;
        records.resize(records.len().max(at + NEXT), 0);
        let mut next = self.next(number - 1);
        next.add(behind);
        let record = &mut self.next.to_mut()[at..at + NEXT];
        let [first, second] = next.letters;
        for (place, bits) in record.chunks_exact_mut(8).zip([first, second, next.few]) {
            place.copy_from_slice(&bits.to_le_bytes());
        }
        number
    }

    fn next(&self, number: u32) -> Next {
        let record = self.next[number as usize * NEXT..].first_chunk::<NEXT>();
        let record = record.unwrap_or_else(|| unreachable!("records are whole"));
        let bits = |at: usize| record[8 * at..].first_chunk().map_or(0, |bits| u64::from_le_bytes(*bits));
        Next { letters: [bits(0), bits(1)], few: bits(2) }
    }

    fn get(&self, names: &impl Names, hash: u64, beginning: &[u8]) -> Option<Slot> {
        if self.slots.is_empty() {
            return None;
        }
        let slot = self.slot(self.place(names, hash, beginning));
        (slot.length > 0).then_some(slot)
    }

    /// The slot of a beginning, or the empty one that it would have. Half of the slots are empty.
    fn place(&self, names: &impl Names, hash: u64, beginning: &[u8]) -> usize {
        let slots = self.slots.len() / WIDTH;
        // A product instead of a remainder, which takes longer (Lemire 2019, "Fast random integer generation in an
        // interval"). It goes by the first bits, which the last letter hardly changes: it has to be mixed in (Knuth 1973,
        // multiplicative hashing).
        let mixed = (hash ^ hash >> 32).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let mut at = (((mixed >> 32) * slots as u64) >> 32) as usize;
        loop {
            let slot = self.slot(at);
            let same = slot.tag & HASH == hash_bits(hash)
                && usize::from(slot.length) == beginning.len()
                && &names.name(slot.name).as_bytes()[..beginning.len()] == beginning;
            if same || slot.length == 0 {
                return at;
            }
            at = if at + 1 == slots { 0 } else { at + 1 };
        }
    }

    fn slot(&self, at: usize) -> Slot {
        let bytes = &self.slots[at * WIDTH..(at + 1) * WIDTH];
        let length_and_tag = u32_at(bytes, 1);
        let (length, tag) = (length_and_tag as u16, (length_and_tag >> 16) as u16);
        Slot { name: u32_at(bytes, 0), length, tag, next: u32_at(bytes, 2) }
    }
}

/// How many different beginnings names have, given where the pieces of each end.
fn distinct(names: &impl Names, pieces: &[(u32, usize, usize)]) -> usize {
    let mut hashes: Vec<u64> =
        pieces.iter().map(|&(number, _, end)| hash(SEED, &names.name(number).as_bytes()[..end])).collect();
    hashes.sort_unstable();
    hashes.dedup();
    hashes.len()
}

fn hash_bits(hash: u64) -> u16 {
    (hash >> 16) as u16 & HASH
}

/// The ends of the pieces of a name.
fn ends(name: &str) -> impl Iterator<Item = usize> + '_ {
    let next = move |&end: &usize| (end < name.len()).then(|| piece_end(name, end, usize::MAX));
    std::iter::successors(next(&0), next)
}

/// Where a name may end within a piece: before a plural ending, and before digits (a version).
fn endings(piece: &[u8]) -> impl Iterator<Item = usize> {
    let length = piece.len();
    let ends = match piece.last() {
        Some(b's') => {
            let plural = (length > 1).then_some(length - 1);
            let long_plural = (piece.ends_with(b"es") && length > 2).then_some(length.saturating_sub(2));
            [plural, long_plural]
        }
        Some(b'0'..=b'9') => {
            let digits = piece.iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
            [(digits < length).then_some(length - digits), None]
        }
        _ => [None, None],
    };
    ends.into_iter().flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    impl Names for Vec<&str> {
        fn count(&self) -> u32 {
            self.len() as u32
        }

        fn name(&self, number: u32) -> &str {
            self[number as usize]
        }
    }

    fn found(names: &Vec<&str>, text: &str, start: usize, cuts: &[usize]) -> Vec<String> {
        let mut found = Vec::new();
        Beginnings::new(names).find(names, text, start, cuts, |end, number| {
            assert_eq!(names[number as usize], &text[start..end]);
            found.push(text[start..end].to_owned());
        });
        found
    }

    #[test]
    fn every_name_that_begins_there_is_found() {
        let names = vec!["go", "go lang", "machine learning", "machine learning operations", "c++", "c", "ci/cd", "r"];
        assert_eq!(found(&names, "go language", 0, &[]), ["go"]);
        assert_eq!(found(&names, "machine learning operations", 0, &[]), ["machine learning", names[3]]);
        assert_eq!(found(&names, "a machine learning", 2, &[]), ["machine learning"]);
        assert_eq!(found(&names, "c++17", 0, &[]), ["c", "c++"]);
        assert_eq!(found(&names, "ci/cd", 0, &[]), ["ci/cd"]);
        assert!(found(&names, "golang", 0, &[]).is_empty());
        assert!(found(&names, "", 0, &[]).is_empty());
    }

    #[test]
    fn a_name_may_end_within_a_piece() {
        let names = vec!["python", "stored procedure", "box", "sql"];
        assert_eq!(found(&names, "python3.6", 0, &[]), ["python"]);
        assert_eq!(found(&names, "stored procedures", 0, &[]), ["stored procedure"]);
        assert_eq!(found(&names, "boxes", 0, &[]), ["box"]);
        assert_eq!(found(&names, "sqlexperience", 0, &[3, 5]), ["sql"]);
    }

    #[test]
    fn the_table_is_the_same_from_its_bytes() {
        let names = vec!["naïve bayes", "r"];
        let table = Beginnings::new(&names);
        let leak = |bytes: &[u8]| -> &'static [u8] { Box::leak(bytes.to_vec().into_boxed_slice()) };
        let (slots, filter, next) = table.parts();
        assert_eq!(Beginnings::from_parts(leak(slots), leak(filter), leak(next)), table);
        assert_eq!(table.number(&names, "naïve bayes"), Some(0));
        assert_eq!(table.number(&names, "naïve"), None);
    }
}
