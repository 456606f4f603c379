//! Findings that may stay, said in the source of a document: a comment with the code and the reason.
//!
//! ```text
//! % gapcheck-ignore weak-skill(kubernetes): only read about it so far
//! ```
//!
//! It is for findings of its own line and of the next line that has text, and for those that have no place. Comments are
//! those of the format: `%` in LaTeX, `<!-- … -->` in Markdown and HTML, `//` in Typst, `#` in YAML.

use crate::document::Format;

/// What a comment begins with to be one of ours.
pub const MARK: &str = "gapcheck-ignore";

/// A comment that silences findings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InPlace {
    /// Line of the comment, from 1.
    pub line: u32,
    /// The last line that it is for.
    pub until: u32,
    /// Codes of findings, each with the skill that it is about, if one is named.
    pub codes: Vec<(String, Option<String>)>,
    /// Why; empty when none is given.
    pub reason: String,
}

/// How comments of a format begin and end; `None` for formats without comments.
fn comments(format: Format) -> Option<(&'static str, &'static str)> {
    match format {
        Format::Latex => Some(("%", "")),
        Format::Typst => Some(("//", "")),
        Format::Markdown | Format::Html => Some(("<!--", "-->")),
        // JSON has no comments; a `#` in one is no valid JSON.
        Format::RenderCv | Format::JsonResume => Some(("#", "")),
        Format::Pdf | Format::Text | Format::Docx | Format::Odt | Format::Rtf => None,
    }
}

/// Whether a format has comments.
pub fn has_comments(format: Format) -> bool {
    comments(format).is_some()
}

/// Finds the comments that silence something.
pub fn find(format: Format, source: &str) -> Vec<InPlace> {
    let Some((open, close)) = comments(format) else { return Vec::new() };
    let mut found: Vec<InPlace> = Vec::new();
    let mut waiting = 0;
    for (number, line) in source.lines().enumerate() {
        let number = u32::try_from(number + 1).unwrap_or(u32::MAX);
        match silence(line, open, close) {
            Some((codes, reason, alone)) => {
                found.push(InPlace { line: number, until: number, codes, reason });
                // A comment behind a text is for that text.
                waiting = if alone { waiting + 1 } else { 0 };
            }
            None if waiting > 0 && !line.trim().is_empty() => {
                let first = found.len() - waiting;
                found[first..].iter_mut().for_each(|silence| silence.until = number);
                waiting = 0;
            }
            None => {}
        }
    }
    found
}

type Silenced = (Vec<(String, Option<String>)>, String, bool);

/// Codes, reason, and whether the comment stands alone on its line.
fn silence(line: &str, open: &str, close: &str) -> Option<Silenced> {
    let at = line.find(MARK)?;
    let before = line[..at].trim_end().strip_suffix(open)?;
    // An escaped mark is text.
    if before.ends_with('\\') {
        return None;
    }
    let rest = &line[at + MARK.len()..];
    let rest = if close.is_empty() { rest } else { rest.split(close).next().unwrap_or(rest) };
    let (codes, reason) = rest.split_once(':').unwrap_or((rest, ""));
    let codes =
        codes.split(',').map(str::trim).filter(|code| !code.is_empty()).map(|code| match code.split_once('(') {
            Some((code, skill)) => (code.trim().to_string(), Some(skill.trim_end_matches(')').trim().to_string())),
            None => (code.to_string(), None),
        });
    Some((codes.collect(), reason.trim().to_string(), before.trim().is_empty()))
}

#[cfg(test)]
mod tests {
    use super::{InPlace, find};
    use crate::document::Format;

    fn one(format: Format, source: &str) -> InPlace {
        let found = find(format, source);
        assert_eq!(found.len(), 1, "{source:?}");
        found.into_iter().next().expect("one")
    }

    #[test]
    fn every_format_has_its_comment() {
        for (format, source) in [
            (Format::Latex, "% gapcheck-ignore coverage: between two jobs"),
            (Format::Markdown, "<!-- gapcheck-ignore coverage: between two jobs -->"),
            (Format::Html, "<p>x</p>\n<!--gapcheck-ignore coverage: between two jobs--> <p>a: b</p>"),
            (Format::Typst, "  // gapcheck-ignore coverage : between two jobs"),
            (Format::RenderCv, "cv: # gapcheck-ignore coverage: between two jobs"),
        ] {
            let found = one(format, source);
            assert_eq!(found.codes, [("coverage".to_string(), None)], "{source:?}");
            assert_eq!(found.reason, "between two jobs", "{source:?}");
        }
        assert!(find(Format::Text, "# gapcheck-ignore coverage: x").is_empty());
        assert!(find(Format::Latex, "\\% gapcheck-ignore coverage: x").is_empty());
        assert!(find(Format::Latex, "we use gapcheck-ignore coverage: x").is_empty());
    }

    #[test]
    fn a_comment_is_for_its_line_or_the_next_one() {
        let source = "a % gapcheck-ignore x: r\nb\n% gapcheck-ignore y, z(go): r\n% gapcheck-ignore w\n\nc\nd\n";
        let found = find(Format::Latex, source);
        let lines: Vec<_> = found.iter().map(|one| (one.line, one.until)).collect();
        assert_eq!(lines, [(1, 1), (3, 6), (4, 6)]);
        assert_eq!(found[1].codes, [("y".to_string(), None), ("z".to_string(), Some("go".to_string()))]);
        assert_eq!(found[2].reason, "");
    }
}
