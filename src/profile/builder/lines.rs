//! The lines of a document as a reader of the page sees them: marks of Markdown and list signs taken off, paragraphs
//! that the page width broke put together, cells of a row separated by tabs.

use super::patched::Patched;
use crate::document::wrap::bullet;
use crate::document::{Document, Format};

/// A line without its marks.
#[derive(Debug, Clone, Default)]
pub struct Line {
    /// Its text; cells of a row are separated by `\t`.
    pub text: Patched,
    /// Whether an empty line, or the beginning of the document, stands before it.
    pub opens_block: bool,
    /// Whether it is marked as an item of a list.
    pub bullet: bool,
    /// The number of the item, where the list has numbers.
    pub number: Option<u32>,
    /// Level of the heading, where the format marks headings; 1 where it does not say which.
    pub depth: Option<u8>,
    /// Whether the whole line is set off from the text around it.
    pub emphasised: bool,
    /// Whether most of it is links.
    pub linked: bool,
}

/// The longest target of a link, in bytes.
const LINK_BYTES: usize = 2_048;
/// The shortest line of a text that is taken to go on in the next one, in bytes.
const WRAPPED_BYTES: usize = 50;
/// Spaces that separate the cells of a row.
const CELL_GAP: &str = "    ";

/// All lines that have text.
pub fn read(document: &Document) -> Vec<Line> {
    let text = document.text();
    let mut lines: Vec<Line> = Vec::new();
    let mut end = 0;
    let mut joins = false;
    let laid_out = !matches!(document.format(), Format::Text | Format::Markdown);
    for raw in document.lines() {
        let between = &text[end..raw.span.start];
        let opens_block = end == 0 || between.matches('\n').count() > 1;
        end = raw.span.end;
        let mut line = clean(text, raw.span.clone());
        if line.text.is_blank() {
            continue;
        }
        if raw.style.marked_heading {
            line.depth = Some(line.depth.unwrap_or(1));
        }
        line.bullet |= raw.style.bullet;
        line.emphasised |= raw.style.bold || raw.style.relative_size > 1.08;
        line.opens_block = opens_block;
        match lines.last_mut() {
            Some(last) if joins && !opens_block && line.depth.is_none() && !line.bullet && !ended(last, &line) => {
                join(last, &line);
            }
            _ => lines.push(line),
        }
        // In a text, where a break is a wrap is a guess, and short lines are items more often than narrow paragraphs.
        joins = raw.wraps && (laid_out || raw.span.len() >= WRAPPED_BYTES);
    }
    lines
}

/// Whether a line ends with a sentence, or with the number of the next item glued to it, and the next one begins with
/// a capital or a number glued to one: at worst one paragraph becomes two.
fn ended(last: &Line, next: &Line) -> bool {
    let text = last.text.text().trim_end();
    let words = text.trim_end_matches(|c: char| c.is_ascii_digit());
    let numbered =
        (1..=2).contains(&(text.len() - words.len())) && words.ends_with(|c: char| c.is_lowercase() || c == ')');
    let next = next.text.text();
    let item = next.trim_start_matches(|c: char| c.is_ascii_digit());
    let begins = (1..=2).contains(&(next.len() - item.len())) && item.starts_with(char::is_uppercase);
    begins || (numbered || text.ends_with(['.', '!', '?'])) && next.starts_with(char::is_uppercase)
}

/// Adds the rest of a paragraph that was broken by the width of the page.
fn join(last: &mut Line, rest: &Line) {
    let hyphenated = last.text.text().ends_with('-') && rest.text.text().starts_with(char::is_lowercase);
    if hyphenated {
        last.text.pop();
    } else {
        last.text.insert(" ");
    }
    last.text.append(&rest.text, 0..rest.text.len());
}

/// Takes the marks off a line.
fn clean(document: &str, span: std::ops::Range<usize>) -> Line {
    let mut line = Line::default();
    let mut at = span.start;
    let rest = |at: usize| &document[at..span.end];
    while rest(at).starts_with(['>', ' ']) {
        at += 1;
    }
    let hashes = rest(at).bytes().take_while(|&byte| byte == b'#').count();
    if (1..=6).contains(&hashes) && rest(at + hashes).starts_with(' ') {
        line.depth = u8::try_from(hashes).ok();
        at += hashes + 1;
    } else if let Some(mark) = bullet(rest(at)) {
        line.bullet = true;
        let number = rest(at).trim_start_matches('(');
        let digits = number.bytes().take_while(u8::is_ascii_digit).count();
        line.number = number[..digits].parse().ok();
        at += mark;
    }
    let body = rest(at);
    if body.chars().all(|c| !c.is_alphanumeric()) {
        return line;
    }
    let trimmed = body.trim();
    line.emphasised = trimmed.len() > 4 && trimmed.starts_with("**") && trimmed.ends_with("**");
    let table = trimmed.starts_with('|') && trimmed.ends_with('|');
    copy(document, at..span.end, table, &mut line);
    line.text = line.text.part(0..line.text.len());
    line
}

/// Copies a line without links, emphasis and the frame of a table.
fn copy(document: &str, range: std::ops::Range<usize>, table: bool, line: &mut Line) {
    let text = &mut line.text;
    let (mut kept, mut at) = (range.start, range.start);
    let mut in_link = false;
    let mut linked = 0;
    let bytes = document.as_bytes();
    let has_links = document[range.clone()].contains("](");
    while at < range.end {
        let rest = &document[at..range.end];
        let skip = match bytes[at] {
            b'*' | b'`' => 1,
            b'\\' if bytes.get(at + 1).is_some_and(u8::is_ascii_punctuation) => 1,
            b'!' if rest.starts_with("![") => 1,
            b'[' if has_links => {
                in_link = true;
                1
            }
            b']' if in_link && rest.starts_with("](") => {
                in_link = false;
                rest.bytes().take(LINK_BYTES).position(|byte| byte == b')').map_or(1, |close| close + 1)
            }
            b'|' if table => 1,
            b'\t' => 1,
            b' ' if rest.starts_with(CELL_GAP) => rest.len() - rest.trim_start_matches(' ').len(),
            _ => 0,
        };
        if skip == 0 {
            let step = rest.chars().next().map_or(1, char::len_utf8);
            linked += if in_link { step } else { 0 };
            at += step;
            continue;
        }
        text.keep(document, kept..at);
        let cell = matches!(bytes[at], b'|' | b'\t' | b' ');
        if cell && !text.is_blank() {
            text.insert("\t");
        }
        at += skip;
        kept = at;
    }
    text.keep(document, kept..range.end);
    let letters = text.text().trim().len();
    let trail = text.text().contains(['›', '»', '→']);
    line.linked = letters > 0 && (linked * 10 >= letters * 7 || trail);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::builder::tests::document;

    fn texts(text: &str) -> Vec<String> {
        read(&document(text)).iter().map(|line| line.text.text().to_owned()).collect()
    }

    #[test]
    fn marks_go_and_words_stay() {
        let text =
            "## Must-have **skills**\n\n1. Linux and `bash`\n\n| Area | Tools |\n|---|---|\n| Logs | Loki, C# |\n";
        assert_eq!(texts(text), ["Must-have skills", "Linux and bash", "Area \t Tools", "Logs \t Loki, C#"]);
        let lines = read(&document(text));
        assert_eq!(lines[0].depth, Some(2));
        assert_eq!((lines[1].bullet, lines[1].number), (true, Some(1)));
    }

    #[test]
    fn a_line_of_links_is_known_for_one() {
        let lines = read(&document("[Home](/) [Java jobs](/java)\n\nSee the [Docker](x) manual for more on that.\n"));
        assert_eq!(lines[0].text.text(), "Home Java jobs");
        assert!(lines[0].linked && !lines[1].linked);
    }
}
