//! Plain text: UTF-8 stays as it is, byte for byte, so that offsets are those of the file.

use crate::document::{Line, LineStyle, wrap};

/// The lines of a plain text.
pub(super) fn lines(text: &str) -> Vec<Line> {
    let mut lines: Vec<Line> = raw_lines(text)
        .map(|span| {
            let style = LineStyle {
                relative_size: 1.0,
                bullet: wrap::bullet(&text[span.clone()]).is_some(),
                ..LineStyle::default()
            };
            Line { span, locator: None, wraps: false, style }
        })
        .collect();
    wrap::mark(text, &mut lines);
    lines
}

/// Spans of the lines that have text, without line ending and surrounding white space. A lone carriage return ends a
/// line, as does a form feed; the byte order mark belongs to no line.
pub(super) fn raw_lines(text: &str) -> impl Iterator<Item = std::ops::Range<usize>> + '_ {
    let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let mut offset = start;
    text[start..].split(['\n', '\r', '\u{c}']).filter_map(move |piece| {
        let begin = offset;
        offset += piece.len() + 1;
        let trimmed = piece.trim_start();
        let begin = begin + (piece.len() - trimmed.len());
        let trimmed = trimmed.trim_end();
        (!trimmed.is_empty()).then(|| begin..begin + trimmed.len())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_are_those_of_the_file() {
        let text = "\u{feff}Name\r\n\r\n  Skills: Go \r\nrest\n";
        let lines = lines(text);
        let read: Vec<&str> = lines.iter().map(|line| &text[line.span.clone()]).collect();
        assert_eq!(read, ["Name", "Skills: Go", "rest"]);
    }
}
