//! The pieces of a folded text: runs of letters and digits, and single other characters.

use crate::normalize::is_word_char;

/// A piece of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece {
    /// Where it begins.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
}

/// All pieces of a text, in order.
pub fn pieces(text: &str) -> impl Iterator<Item = Piece> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at;
        (start < text.len()).then(|| {
            at = piece_end(text, start, usize::MAX);
            Piece { start, end: at }
        })
    })
}

/// The pieces of a folded text without the white space between them, in order.
pub fn visible_pieces(text: &str) -> impl Iterator<Item = Piece> + '_ {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        while bytes.get(at).is_some_and(|&byte| byte <= b' ') {
            at += 1;
        }
        let start = at;
        (start < bytes.len()).then(|| {
            at = short_piece_end(bytes, start).unwrap_or_else(|| piece_end(text, start, usize::MAX));
            Piece { start, end: at }
        })
    })
}

/// The end of a piece of a few letters of ASCII, as most are; `None` where that is not to be told at once.
#[inline]
pub(super) fn short_piece_end(bytes: &[u8], start: usize) -> Option<usize> {
    let eight = u64::from_le_bytes(*bytes[start..].first_chunk()?);
    let count = alphanumeric(eight);
    let is_ascii_behind = count < 8 && eight >> (8 * count) & 0x80 == 0;
    is_ascii_behind.then_some(start + count.max(1))
}

/// The end of the piece of a text that begins at an offset inside it. It looks no further than another offset: then the
/// end is one after that.
pub(super) fn piece_end(text: &str, start: usize, most: usize) -> usize {
    let bytes = text.as_bytes();
    if bytes[start].is_ascii() && !ALPHANUMERIC[usize::from(bytes[start])] {
        return start + 1;
    }
    let limit = bytes.len().min(most.saturating_add(1));
    let mut end = start;
    loop {
        // Eight bytes at a time: that a word ends is no surprise then.
        while let Some(eight) = bytes.get(end..).and_then(|rest| rest.first_chunk()) {
            let count = alphanumeric(u64::from_le_bytes(*eight));
            end += count;
            if count < 8 || end >= limit {
                break;
            }
        }
        if end + 8 > bytes.len() {
            end += bytes[end..].iter().take_while(|&&byte| ALPHANUMERIC[usize::from(byte)]).count();
        }
        if end >= limit {
            return limit.max(start);
        }
        let c = if bytes[end].is_ascii() { char::from(bytes[end]) } else { text[end..].chars().next().unwrap_or(' ') };
        if c.is_ascii() || !is_word_char(c) {
            return if end == start { end + c.len_utf8() } else { end };
        }
        end += c.len_utf8();
    }
}

/// How many of eight bytes, from the lowest on, are letters or digits of ASCII before one is not.
fn alphanumeric(bytes: u64) -> usize {
    const EACH: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = 0x80 * EACH;
    let low = bytes & !HIGH;
    // The high bit of each byte that is no less than another; there is no carry, since both are below 0x80.
    let from = |bytes: u64, least: u8| bytes + (0x80 - u64::from(least)) * EACH;
    let small = low | (0x20 * EACH);
    let digits = from(low, b'0') & !from(low, b'9' + 1);
    let letters = from(small, b'a') & !from(small, b'z' + 1);
    let others = !((digits | letters) & !bytes) & HIGH;
    others.trailing_zeros() as usize / 8
}

/// Whether a byte is a letter or digit of ASCII.
const ALPHANUMERIC: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 128 {
        table[byte] = (byte as u8).is_ascii_alphanumeric();
        byte += 1;
    }
    table
};

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_piece_is_a_run_of_word_characters_or_another_one(
            text in "([a-z0-9]{0,12}[ -~]?|\\PC)*[A-Z@`{é\u{1}-\u{20}]{0,9}",
        ) {
            let mut at = 0;
            for piece in pieces(&text) {
                let run: usize = text[at..].chars().take_while(|&c| is_word_char(c)).map(char::len_utf8).sum();
                let single = text[at..].chars().next().map_or(0, char::len_utf8);
                let end = at + if run > 0 { run } else { single };
                prop_assert_eq!(piece, Piece { start: at, end });
                at = end;
            }
            prop_assert_eq!(at, text.len());
            let visible: Vec<Piece> = pieces(&text).filter(|piece| text.as_bytes()[piece.start] > b' ').collect();
            prop_assert_eq!(visible_pieces(&text).collect::<Vec<_>>(), visible);
        }
    }
}
