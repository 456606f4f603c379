//! Bytes of a text file to text, in any common encoding.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use crate::document::Warning;

/// Bytes in which UTF-16 without a byte order mark shows itself.
const SAMPLE: usize = 4096;

/// A text with what is to be said about its encoding. UTF-8 is borrowed, its byte order mark included, so that offsets
/// stay those of the file.
pub(super) fn decode(bytes: &[u8]) -> (Cow<'_, str>, Option<Warning>) {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes).filter(|(encoding, _)| *encoding != UTF_8) {
        return with(encoding, &bytes[mark..]);
    }
    // Before UTF-8, because plain English in UTF-16 is valid UTF-8, full of zeros.
    if let Some(encoding) = utf16_without_mark(bytes) {
        return with(encoding, bytes);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return (Cow::Borrowed(text), None);
    }
    // A few wrong bytes do not make a UTF-8 text one of another encoding: that would garble all its other letters.
    if is_damaged_utf8(bytes) {
        return with(UTF_8, bytes);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    with(detector.guess(None, Utf8Detection::Deny), bytes)
}

fn with<'b>(encoding: &'static Encoding, bytes: &'b [u8]) -> (Cow<'b, str>, Option<Warning>) {
    let (text, damaged) = encoding.decode_without_bom_handling(bytes);
    let name = encoding.name();
    let wrong = if damaged { text.matches(char::REPLACEMENT_CHARACTER).count() } else { 0 };
    let message = match (encoding == UTF_8, wrong) {
        (_, 0) => format!("the file is text in {name}, not UTF-8; save it as UTF-8 if words look wrong"),
        (_, 1) => format!("one character of the file is no {name} and cannot be read; save it again as UTF-8"),
        (_, wrong) => {
            format!("{wrong} characters of the file are no {name} and cannot be read; save it again as UTF-8")
        }
    };
    let code = if wrong > 0 { "unreadable-characters" } else { "encoding" };
    (text, Some(Warning { code: code.to_owned(), message, ..Warning::default() }))
}

/// UTF-16 of which most is Latin text: every other byte is zero.
pub(super) fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(SAMPLE) & !1];
    if sample.len() < 8 {
        return None;
    }
    let zeros = |parity: usize| sample.iter().skip(parity).step_by(2).filter(|&&byte| byte == 0).count();
    let (even, odd, pairs) = (zeros(0), zeros(1), sample.len() / 2);
    match (even * 10 > pairs * 7, odd * 10 > pairs * 7) {
        (false, true) if even == 0 => Some(UTF_16LE),
        (true, false) if odd == 0 => Some(UTF_16BE),
        _ => None,
    }
}

/// Whether more of what is not ASCII is right as UTF-8 than is wrong.
fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let (mut right, mut wrong) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        right += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        wrong += usize::from(!chunk.invalid().is_empty());
    }
    right > wrong
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(bytes: &[u8]) -> (String, Option<String>) {
        let (text, warning) = decode(bytes);
        (text.into_owned(), warning.map(|warning| warning.code))
    }

    #[test]
    fn utf8_is_borrowed_with_its_mark() {
        assert!(matches!(decode("\u{feff}Zoë".as_bytes()), (Cow::Borrowed("\u{feff}Zoë"), None)));
    }

    #[test]
    fn utf16_is_told_with_and_without_a_mark() {
        let little: Vec<u8> = "Zoë, Python".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = "Zoë, Python".encode_utf16().flat_map(u16::to_be_bytes).collect();
        for bytes in [[&b"\xff\xfe"[..], &little].concat(), [&b"\xfe\xff"[..], &big].concat(), little, big] {
            assert_eq!(code(&bytes), ("Zoë, Python".to_owned(), Some("encoding".to_owned())));
        }
        let plain: Vec<u8> = "Python and SQL".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(code(&plain).0, "Python and SQL");
    }

    #[test]
    fn older_encodings_are_guessed_and_damage_is_said() {
        let latin = b"Andr\xe9 Lef\xe8vre, ing\xe9nieur logiciel \xe0 Qu\xe9bec. Comp\xe9tences : d\xe9veloppement";
        assert!(code(latin).0.starts_with("André Lefèvre, ingénieur logiciel à Québec"));
        let quoted = b"Led the \x93Atlas\x94 project \x96 don\x92t ask";
        assert_eq!(code(quoted).0, "Led the “Atlas” project – don’t ask");
        let damaged = [b"Andr\xff ".as_slice(), "é è ü".as_bytes()].concat();
        assert_eq!(code(&damaged), ("Andr\u{fffd} é è ü".to_owned(), Some("unreadable-characters".to_owned())));
    }
}
