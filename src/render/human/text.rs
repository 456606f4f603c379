//! `gapcheck text`: what was read, with pages and sections, to compare with the document.

use unicode_width::UnicodeWidthStr;

use super::page::{BOLD, DIM, plain};
use crate::document::{Document, Locator};

/// In a narrower window lines are not broken further.
const NARROW: usize = 20;

/// Renders the lines of a document: a rule before each page, the kind of each section before its first line, and line
/// numbers where the format has lines. Lines are broken between words only for a terminal of so many columns: what goes on
/// to a program keeps its lines.
pub fn text(document: &Document, columns: Option<usize>) -> String {
    let mut out = String::new();
    let mut page = None;
    let mut section = None;
    let mut end = 0;
    for line in document.lines() {
        let here = document.locator(line.span.start);
        if let Locator::Page(number) = here
            && page.replace(number) != Some(number)
        {
            let rule = format!("── page {number} ");
            out.push_str(&styled(&format!("{rule}{}", "─".repeat(80 - rule.chars().count())), DIM));
            out.push('\n');
        } else if document.text()[end..line.span.start].matches('\n').count() > 1 {
            out.push('\n');
        }
        end = line.span.end;
        let at = document.section_at(line.span.start);
        let begins = section != Some(at.span.start);
        section = Some(at.span.start);
        if begins {
            out.push_str(&styled(&format!("[{}]", at.kind.name()), DIM));
            out.push('\n');
        }
        let mut indent = 0;
        if let Locator::Line(number) = here {
            let number = format!("{number:>4}  ");
            indent = number.width();
            out.push_str(&styled(&number, DIM));
        }
        let words = plain(&document.text()[line.span.clone()]);
        let heading = begins && !at.title.is_empty();
        let room = columns.map_or(usize::MAX, |columns| columns.saturating_sub(indent).max(NARROW));
        for (number, piece) in pieces(&words, room).into_iter().enumerate() {
            out.extend(std::iter::repeat_n(' ', if number > 0 { indent } else { 0 }));
            out.push_str(&if heading { styled(piece, BOLD) } else { piece.to_string() });
            out.push('\n');
        }
    }
    links(document, &mut out);
    out
}

/// A line in pieces of at most some columns, broken behind spaces; a longer word stays whole.
fn pieces(line: &str, room: usize) -> Vec<&str> {
    if line.width() <= room {
        return vec![line];
    }
    let (mut pieces, mut start, mut end) = (Vec::new(), 0, 0);
    for word in line.split_inclusive(' ') {
        if end > start && line[start..end].width() + word.trim_end().width() > room {
            pieces.push(line[start..end].trim_end());
            start = end;
        }
        end += word.len();
    }
    pieces.push(line[start..].trim_end());
    pieces
}

/// Where links lead, which no line of the text shows.
fn links(document: &Document, out: &mut String) {
    let links = &document.more().links;
    if links.is_empty() {
        return;
    }
    let rule = "── links ";
    out.push_str(&styled(&format!("{rule}{}", "─".repeat(80 - rule.chars().count())), DIM));
    out.push('\n');
    for link in links {
        if let Some(place) = &link.locator {
            out.push_str(&styled(&format!("{place}  "), DIM));
        }
        out.push_str(&plain(&link.target));
        out.push('\n');
    }
}

fn styled(text: &str, style: anstyle::Style) -> String {
    format!("{}{text}{}", style.render(), style.render_reset())
}

#[cfg(test)]
mod tests {
    use super::pieces;

    #[test]
    fn lines_are_broken_between_words() {
        assert_eq!(pieces("one two three", usize::MAX), ["one two three"]);
        assert_eq!(pieces("one two three", 8), ["one two", "three"]);
        assert_eq!(pieces("a  Donaudampfschiff b", 8), ["a", "Donaudampfschiff", "b"]);
        assert_eq!(pieces("", 8), [""]);
    }
}
