//! The tokens of RTF: groups, control words and symbols, and bytes of text.

/// A piece of the source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'b> {
    Open,
    Close,
    /// A control word with its number.
    Word(&'b str, Option<i32>),
    /// A control symbol: a backslash and a character that is no letter.
    Symbol(u8),
    /// A byte of text, in the encoding that holds here.
    Byte(u8),
}

/// Splits a source; `at` is where the next token begins.
pub(super) struct Tokens<'b> {
    pub(super) bytes: &'b [u8],
    pub(super) at: usize,
}

impl<'b> Tokens<'b> {
    fn hex(&self, at: usize) -> Option<u8> {
        let digits = std::str::from_utf8(self.bytes.get(at..at + 2)?).ok()?;
        u8::from_str_radix(digits, 16).ok()
    }

    fn word(&mut self) -> Token<'b> {
        let start = self.at;
        while self.bytes.get(self.at).is_some_and(u8::is_ascii_alphabetic) {
            self.at += 1;
        }
        let name = std::str::from_utf8(&self.bytes[start..self.at]).unwrap_or_default();
        let digits = self.at + usize::from(self.bytes.get(self.at) == Some(&b'-'));
        let mut end = digits;
        while end - digits < 10 && self.bytes.get(end).is_some_and(u8::is_ascii_digit) {
            end += 1;
        }
        let mut number = None;
        if end > digits {
            number = std::str::from_utf8(&self.bytes[self.at..end]).ok().and_then(|digits| digits.parse().ok());
            self.at = end;
        }
        self.at += usize::from(self.bytes.get(self.at) == Some(&b' '));
        Token::Word(name, number)
    }
}

impl<'b> Iterator for Tokens<'b> {
    type Item = Token<'b>;

    fn next(&mut self) -> Option<Token<'b>> {
        loop {
            let byte = *self.bytes.get(self.at)?;
            self.at += 1;
            match byte {
                b'{' => return Some(Token::Open),
                b'}' => return Some(Token::Close),
                b'\r' | b'\n' => {}
                b'\\' => {
                    let next = *self.bytes.get(self.at)?;
                    if next.is_ascii_alphabetic() {
                        return Some(self.word());
                    }
                    self.at += 1;
                    if next == b'\''
                        && let Some(byte) = self.hex(self.at)
                    {
                        self.at += 2;
                        return Some(Token::Byte(byte));
                    }
                    return Some(Token::Symbol(next));
                }
                byte => return Some(Token::Byte(byte)),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_told() {
        let source = b"{\\b1 x\\'e9\\par\n\\u-10179?\\*\\'zz\\";
        let tokens: Vec<Token<'_>> = Tokens { bytes: source, at: 0 }.collect();
        let expected = [
            Token::Open,
            Token::Word("b", Some(1)),
            Token::Byte(b'x'),
            Token::Byte(0xe9),
            Token::Word("par", None),
            Token::Word("u", Some(-10179)),
            Token::Byte(b'?'),
            Token::Symbol(b'*'),
            Token::Symbol(b'\''),
            Token::Byte(b'z'),
            Token::Byte(b'z'),
        ];
        assert_eq!(tokens, expected);
    }
}
