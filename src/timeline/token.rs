//! The pieces of a line that dates are made of.

use std::borrow::Cow;
use std::ops::Range;

use crate::normalize::fold_name;

/// What a piece is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kind<'a> {
    /// Letters, folded; an apostrophe between two letters belongs to them.
    Word(Cow<'a, str>),
    /// Digits: their value, as far as it can be part of a date, and their number.
    Number(u16, usize),
    /// A hyphen or dash, however long or often; also what bad fonts leave of one.
    Dash,
    /// `/`
    Slash,
    /// `.`
    Dot,
    /// `,`
    Comma,
    /// An apostrophe, of any shape.
    Quote,
    /// Anything else.
    Other(char),
}

/// A piece with its place in the line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token<'a> {
    /// What it is.
    pub kind: Kind<'a>,
    /// Byte range in the line.
    pub span: Range<usize>,
    /// Bytes of white space before it.
    pub gap: usize,
}

/// Whether a line may hold a date: a year, a shortened one, or numbers with a slash. Most lines do not.
pub(super) fn may_hold_date(line: &str) -> bool {
    line.as_bytes().windows(3).any(|three| match three {
        [b'1', b'9', c] | [b'2', b'0', c] => c.is_ascii_digit(),
        [b'\'' | b'`' | 0x98 | 0x99, a, b] | [b'/', a, b] | [b'-', a, b] => a.is_ascii_digit() && b.is_ascii_digit(),
        _ => false,
    })
}

/// Takes a line apart.
pub(super) fn tokens(line: &str) -> Vec<Token<'_>> {
    let mut tokens: Vec<Token<'_>> = Vec::new();
    let mut at = 0;
    let mut gap = 0;
    while let Some(c) = line[at..].chars().next() {
        if c.is_whitespace() {
            at += c.len_utf8();
            gap += c.len_utf8();
            continue;
        }
        let (kind, end) = piece(line, at, c, gap > 0);
        // "--", "– –": one dash.
        if kind == Kind::Dash && gap <= 1 && tokens.last().is_some_and(|last| last.kind == Kind::Dash) {
            if let Some(last) = tokens.last_mut() {
                last.span.end = end;
            }
        } else {
            tokens.push(Token { kind, span: at..end, gap });
        }
        (at, gap) = (end, 0);
    }
    tokens
}

fn piece(line: &str, at: usize, c: char, after_space: bool) -> (Kind<'_>, usize) {
    let rest = &line[at..];
    if c.is_ascii_digit() {
        let length = rest.bytes().take_while(u8::is_ascii_digit).count();
        return (Kind::Number(rest[..length].parse().unwrap_or(u16::MAX), length), at + length);
    }
    if c.is_alphabetic() {
        let length = word_length(rest);
        let word = &rest[..length];
        let folded = if word.bytes().all(|byte| byte.is_ascii_lowercase()) {
            Cow::Borrowed(word)
        } else if word.bytes().all(|byte| byte.is_ascii_alphabetic()) {
            Cow::Owned(word.to_ascii_lowercase())
        } else {
            Cow::Owned(fold_name(word))
        };
        return (Kind::Word(folded), at + length);
    }
    let kind = match c {
        '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '~' | '→' | '\u{fe63}' | '\u{ff0d}' => Kind::Dash,
        // A dash that the font or the encoding lost.
        '\u{fffd}' | '?' if after_space => Kind::Dash,
        '/' => Kind::Slash,
        '.' => Kind::Dot,
        ',' => Kind::Comma,
        '\'' | '`' | '\u{2018}' | '\u{2019}' | '\u{b4}' => Kind::Quote,
        c => Kind::Other(c),
    };
    (kind, at + c.len_utf8())
}

/// Length in bytes of the word that a text begins with.
fn word_length(text: &str) -> usize {
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let inner = matches!(c, '\'' | '\u{2019}') && chars.peek().is_some_and(|(_, next)| next.is_alphabetic());
        if !c.is_alphabetic() && !('\u{300}'..='\u{36f}').contains(&c) && !inner {
            return at;
        }
    }
    text.len()
}
