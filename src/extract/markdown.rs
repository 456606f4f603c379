//! Markdown: the text stays the file byte for byte; only headings and bullets are told from the rest.
//!
//! Emphasis marks stay where they are: folding copes with them, and every offset remains one of the file.

use crate::document::{Line, LineStyle, wrap};

use super::text::raw_lines;

/// The lines of a Markdown text.
pub(super) fn lines(text: &str) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let mut fenced = false;
    for span in raw_lines(text) {
        let content = &text[span.clone()];
        if content.starts_with("```") || content.starts_with("~~~") {
            fenced = !fenced;
        }
        let underline = setext_underline(content);
        if let (Some(previous), Some(_)) = (lines.last_mut(), underline) {
            // A line of `===` or `---` right under a text makes that text a heading; after an empty line it is a rule.
            if previous.span.end + 4 > span.start
                && follows(text, previous.span.end, span.start)
                && !previous.style.bullet
            {
                previous.style.marked_heading = true;
            }
        }
        let style = LineStyle {
            relative_size: 1.0,
            bold: is_bold(content),
            marked_heading: !fenced && heading_level(content).is_some(),
            bullet: !fenced && wrap::bullet(content).is_some(),
        };
        lines.push(Line { span, locator: None, wraps: false, style });
    }
    wrap::mark(text, &mut lines);
    lines
}

/// The level of an ATX heading: one to six `#` and a space.
pub(super) fn heading_level(line: &str) -> Option<usize> {
    let line = line.trim();
    let level = line.bytes().take_while(|&byte| byte == b'#').count();
    let rest = &line[level..];
    ((1..=6).contains(&level) && rest.starts_with([' ', '\t']) && !rest.trim().is_empty()).then_some(level)
}

fn setext_underline(line: &str) -> Option<char> {
    let mark = line.chars().next().filter(|mark| matches!(mark, '=' | '-'))?;
    (line.len() >= 3 && line.chars().all(|c| c == mark)).then_some(mark)
}

/// Exactly one line ending between two offsets.
fn follows(text: &str, end: usize, start: usize) -> bool {
    text[end..start].bytes().filter(|&byte| byte == b'\n').count() == 1
}

/// The whole line is set in strong emphasis, as people write headings without `#`.
fn is_bold(line: &str) -> bool {
    ["**", "__"].iter().any(|mark| {
        line.strip_prefix(mark)
            .and_then(|rest| rest.trim_end_matches(':').strip_suffix(mark))
            .is_some_and(|inner| !inner.is_empty() && !inner.contains(mark))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_and_bullets_are_told() {
        let text =
            "# Ada\n\nSkills\n------\n\n* **Go** and Rust\n- SQL\n1. First\n\n**Work**\n\n```\n# no heading\n```\n";
        let lines = lines(text);
        let of = |content: &str| {
            lines.iter().find(|line| &text[line.span.clone()] == content).map(|line| line.style).expect("line")
        };
        assert!(of("# Ada").marked_heading);
        assert!(of("Skills").marked_heading);
        assert!(of("* **Go** and Rust").bullet);
        assert!(!of("* **Go** and Rust").bold);
        assert!(of("1. First").bullet);
        assert!(of("**Work**").bold && !of("**Work**").bullet);
        assert!(!of("# no heading").marked_heading);
    }
}
