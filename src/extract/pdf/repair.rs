//! Puts right what the first reader cannot live with and other readers can, in files that it reads no text from.

use memchr::memmem;

/// Streams of one file that are put right.
const MOST: usize = 100_000;

/// The file with an end for each stream that has none, and without blanks behind the word that opens one; `None` when
/// every stream is right.
pub(super) fn repaired(bytes: &[u8]) -> Option<Vec<u8>> {
    let start = memmem::Finder::new(b"stream");
    let mut out = Vec::with_capacity(bytes.len() + 1024);
    let (mut copied, mut at, mut repaired) = (0, 0, 0);
    while let Some(found) = start.find(&bytes[at..]).map(|found| at + found) {
        at = found + b"stream".len();
        let line_end = at + bytes[at..].iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
        let opens =
            matches!(bytes.get(line_end), Some(b'\r' | b'\n')) && bytes[..found].trim_ascii_end().ends_with(b">>");
        if !opens {
            continue;
        }
        if line_end > at {
            out.extend_from_slice(&bytes[copied..at]);
            copied = line_end;
            repaired += 1;
        }
        let Some(end) = memmem::find(&bytes[at..], b"endobj").map(|end| at + end) else { break };
        if memmem::find(&bytes[at..end], b"endstream").is_none() {
            out.extend_from_slice(&bytes[copied..end]);
            out.extend_from_slice(b"\nendstream\n");
            copied = end;
            repaired += 1;
        }
        if repaired >= MOST {
            break;
        }
        at = end;
    }
    out.extend_from_slice(&bytes[copied..]);
    (repaired > 0).then_some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn streams_get_their_end() {
        let broken = b"1 0 obj<</Length 3>>stream\nabc\nendobj 2 0 obj<<>>stream\nx\nendstream\nendobj";
        let right = b"1 0 obj<</Length 3>>stream\nabc\n\nendstream\nendobj 2 0 obj<<>>stream\nx\nendstream\nendobj";
        assert_eq!(repaired(broken).as_deref(), Some(right.as_slice()));
        assert_eq!(repaired(right), None);
        assert_eq!(repaired(b"a stream\n of endobj"), None);
    }

    #[test]
    fn blanks_behind_the_opening_word_go() {
        let right = b"1 0 obj<</Length 3>>stream\r\nabc\nendstream\nendobj".to_vec();
        let blanks = b"1 0 obj<</Length 3>>stream \t\r\nabc\nendstream\nendobj";
        assert_eq!(repaired(blanks), Some(right));
    }
}
