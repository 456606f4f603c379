//! Where the parts of a Typst source end that are passed over.

/// The offset behind the string that begins here.
pub(super) fn after_string(source: &str, start: usize) -> usize {
    let bytes = source.as_bytes();
    let mut at = start + 1;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'\\' => at += 1,
            b'"' => return at + 1,
            _ => {}
        }
        at += 1;
    }
    source.len()
}

/// The offset behind the comment that begins here, if one does.
pub(super) fn after_comment(source: &str, at: usize) -> Option<usize> {
    let rest = &source[at..];
    if rest.starts_with("//") && !source[..at].ends_with(':') {
        return Some(at + rest.find('\n').unwrap_or(rest.len()));
    }
    if rest.starts_with("/*") {
        return Some(rest.find("*/").map_or(source.len(), |end| at + end + 2));
    }
    None
}

/// How far something reaches that is passed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Until {
    /// The bracket that closes the one it begins with.
    Closed,
    /// The comma or bracket that ends an argument.
    Argument,
    /// The end of its statement.
    Statement,
}

/// The offset at which what begins here ends: behind its bracket, or in front of what ends it.
pub(super) fn skip(source: &str, start: usize, until: Until) -> usize {
    let bytes = source.as_bytes();
    let (mut at, mut depth) = (start, 0_usize);
    // The last byte that is no blank.
    let mut last = b'=';
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'"' => {
                at = after_string(source, at);
                last = byte;
                continue;
            }
            b'\\' => at += 1,
            b'/' => {
                if let Some(end) = after_comment(source, at) {
                    at = end;
                    continue;
                }
            }
            b'(' | b'[' | b'{' => depth += 1,
            b')' | b']' | b'}' if depth == 0 => return at,
            b')' | b']' | b'}' => {
                depth -= 1;
                if depth == 0 && until == Until::Closed {
                    return at + 1;
                }
            }
            b',' if depth == 0 && until == Until::Argument => return at,
            b';' if depth == 0 && until == Until::Statement => return at + 1,
            b'\n' if depth == 0 && until == Until::Statement && !matches!(last, b'=' | b'>' | b':' | b',' | b'+') => {
                return at;
            }
            _ => {}
        }
        if !byte.is_ascii_whitespace() {
            last = byte;
        }
        at += 1;
        while !source.is_char_boundary(at.min(source.len())) {
            at += 1;
        }
    }
    source.len()
}

/// The name that begins here, with its fields: `resume.with`.
pub(super) fn name(source: &str, at: usize) -> &str {
    let rest = &source[at..];
    if !rest.starts_with(|c: char| c.is_alphabetic() || c == '_') {
        return "";
    }
    let mut end = 0;
    for (index, c) in rest.char_indices() {
        let dot = c == '.' && rest[index + 1..].starts_with(char::is_alphabetic);
        if !(c.is_alphanumeric() || matches!(c, '_' | '-') || dot) {
            break;
        }
        end = index + c.len_utf8();
    }
    &rest[..end]
}

/// Whether anything but text is filled with a colour, so that white text may be meant to be read.
pub(super) fn has_backdrop(source: &str) -> bool {
    let mut open: Vec<&str> = Vec::new();
    let mut word = 0..0;
    for (at, byte) in source.bytes().enumerate() {
        match byte {
            b'(' => open.push(source.get(word.clone()).unwrap_or_default()),
            b')' => {
                open.pop();
            }
            b':' if matches!(source.get(word.clone()), Some("background")) => return true,
            b':' if matches!(source.get(word.clone()), Some("fill")) && open.last() != Some(&"text") => return true,
            _ => {}
        }
        if byte.is_ascii_alphabetic() {
            word = if word.end == at { word.start..at + 1 } else { at..at + 1 };
        }
    }
    false
}
