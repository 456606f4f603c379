//! What may follow a word with which names begin, in so few bytes that it can be kept with the word.

/// What names begin with a piece, as far as it can be said in a few bytes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Outlook {
    /// One more than the number of the name that it is, or 0.
    pub(super) whole: u32,
    /// Some name is a part of it.
    pub(super) within: bool,
    /// What follows it in each longer name.
    pub(super) next: Next,
    /// Its hash, where a longer name has it.
    pub(super) hash: u64,
}

/// What follows a piece in some names, the space between not counted: a bit for the hash of the first three letters, or
/// for the first letter where there are fewer.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Next {
    pub(super) letters: [u64; 2],
    pub(super) few: u64,
}

impl Outlook {
    /// Whether a name that begins with the piece may stand where the piece is followed by some text.
    #[inline]
    pub fn may_stand(&self, behind: &[u8]) -> bool {
        self.whole != 0 || self.within || self.next.may_be(behind)
    }
}

impl Next {
    /// Which of the bits.
    fn letters(behind: &[u8]) -> Option<(usize, u64)> {
        let [first, second, third, ..] = behind else { return None };
        let number = u32::from(*first) | u32::from(*second) << 8 | u32::from(*third) << 16;
        let hash = number.wrapping_mul(0x9e37_79b1) >> 25;
        Some(((hash >> 6) as usize & 1, 1 << (hash & 63)))
    }

    fn without_space(behind: &[u8]) -> &[u8] {
        behind.strip_prefix(b" ").unwrap_or(behind)
    }

    /// Adds what follows the piece in a name.
    pub(super) fn add(&mut self, behind: &[u8]) {
        let behind = Self::without_space(behind);
        match (Self::letters(behind), behind.first()) {
            (Some((half, bit)), _) => self.letters[half] |= bit,
            (None, Some(letter)) => self.few |= 1 << (letter & 63),
            (None, None) => {}
        }
    }

    /// Whether what follows the piece in a text may be what follows it in a name.
    #[inline]
    pub(super) fn may_be(&self, behind: &[u8]) -> bool {
        if self.letters[0] | self.letters[1] | self.few == 0 {
            return false;
        }
        let behind = Self::without_space(behind);
        Self::letters(behind).is_some_and(|(half, bit)| self.letters[half] & bit != 0)
            || behind.first().is_some_and(|letter| self.few >> (letter & 63) & 1 == 1)
    }
}
