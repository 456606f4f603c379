//! Which line breaks the width of the page made, for text that comes without a layout.
//!
//! A hand-wrapped paragraph breaks where the next word would not have fitted; a list of short items does not. So a
//! break is a wrap when the next word would have made the line longer than the longest line of its block, and when
//! most breaks of the paragraph are like that: one such break alone is chance.

use super::Line;

/// Characters that open a list item.
const BULLETS: &[char] = &[
    '•', '◦', '▪', '▫', '‣', '⁃', '∙', '·', '●', '○', '■', '□', '◆', '◇', '▶', '►', '▸', '➢', '➤', '✓', '✔', '❖', '➔',
    '→', '»', '☐', '☑', '☒', '◻',
];
/// Narrower blocks are lists or addresses, not paragraphs.
const NARROWEST: usize = 24;
/// The longest first cell of a row, in bytes.
const FIRST_CELL: usize = 24;

/// Length in bytes of the bullet or list number that a line begins with, its white space included.
pub(crate) fn bullet(line: &str) -> Option<usize> {
    let first = line.chars().next()?;
    if BULLETS.contains(&first) {
        let rest = &line[first.len_utf8()..];
        return Some(line.len() - rest.trim_start().len());
    }
    let mark = match first {
        '-' | '*' | '+' | '–' | '—' => first.len_utf8(),
        // A box, ticked or not.
        '[' if ["[ ]", "[x]", "[X]", "[-]"].iter().any(|ticked| line.starts_with(ticked)) => 3,
        '0'..='9' | '(' => {
            let digits = line.trim_start_matches('(').bytes().take_while(u8::is_ascii_digit).count();
            let start = usize::from(first == '(');
            if digits == 0 || digits > 2 || !matches!(line.as_bytes().get(start + digits), Some(b'.' | b')')) {
                return None;
            }
            start + digits + 1
        }
        _ => return None,
    };
    let rest = &line[mark..];
    (rest.starts_with(char::is_whitespace) && !rest.trim().is_empty()).then(|| line.len() - rest.trim_start().len())
}

/// A line such as `Languages: Python, SQL`: a short label in front of a colon opens a paragraph of its own.
pub(crate) fn is_labelled(line: &str) -> bool {
    let Some((label, rest)) = line.trim_start_matches(['*', '_']).split_once(':') else { return false };
    label.len() <= 32
        && label.split_whitespace().count() <= 4
        && label.starts_with(char::is_uppercase)
        && (rest.is_empty() || rest.starts_with([' ', '\t', '*', '_']))
}

/// Whether a label in lower case opens a line under one that lists: `Python, SQL, Docker, uv` and `learning: Elixir`.
fn is_low_label(before: &str, line: &str) -> bool {
    let Some((label, _)) = line.split_once(": ") else { return false };
    label.len() <= 32
        && label.split_whitespace().count() <= 4
        && label.starts_with(char::is_lowercase)
        && !label.contains([',', '(', ')', '.'])
        && before.matches(',').count() >= 3
        && !before.ends_with([',', '-', ':'])
}

/// Words of a line. Letters that stand apart ("S K I L L S") are one, whatever they spell.
pub(crate) fn words(line: &str) -> usize {
    let longer = line.split_whitespace().filter(|word| word.chars().nth(1).is_some()).count();
    if longer == 0 { 1 } else { line.split_whitespace().count() }
}

/// Nothing but capitals and at most six words: a heading by its looks.
pub(crate) fn is_capitals(line: &str) -> bool {
    line.chars().filter(|c| c.is_alphabetic()).count() >= 3 && !line.chars().any(char::is_lowercase) && words(line) <= 6
}

/// Sets [`Line::wraps`] for the lines of a text.
pub(crate) fn mark(text: &str, lines: &mut [Line]) {
    let widths = widths(text, lines);
    let usual = usual_width(&widths);
    let mut start = 0;
    while start < lines.len() {
        let end = block_end(text, lines, start);
        let longest = widths[start..end].iter().copied().max().unwrap_or(0);
        let mut first = start;
        while first < end {
            let last = paragraph_end(text, lines, first, end);
            mark_paragraph(text, &mut lines[first..last], &widths[first..last], longest, usual);
            first = last;
        }
        start = end;
    }
}

/// Widths in characters, the indentation included.
fn widths(text: &str, lines: &[Line]) -> Vec<usize> {
    let mut end = 0;
    let width = |line: &Line| {
        let before = &text[end..line.span.start];
        let begin = before.rfind(['\n', '\r', '\u{c}']).map_or(end, |at| end + at + 1);
        end = line.span.end;
        text[begin..end].chars().count()
    };
    lines.iter().map(width).collect()
}

/// Bytes of white space in front of a line.
fn indentation(text: &str, line: &Line) -> usize {
    let before = &text[..line.span.start];
    before.len() - before.trim_end_matches([' ', '\t']).len()
}

/// The width that nine of ten lines stay below.
fn usual_width(widths: &[usize]) -> usize {
    let mut sorted = widths.to_vec();
    sorted.sort_unstable();
    sorted.get(sorted.len() * 9 / 10).copied().unwrap_or(0)
}

/// The end of the block that starts at a line: the next empty line.
fn block_end(text: &str, lines: &[Line], start: usize) -> usize {
    (start + 1..lines.len())
        .find(|&next| {
            let between = &text[lines[next - 1].span.end..lines[next].span.start];
            between.matches('\n').count() > 1 || !between.contains('\n') && between.matches('\r').count() > 1
        })
        .unwrap_or(lines.len())
}

/// The end of the paragraph that starts at a line: the next bullet, heading or label.
fn paragraph_end(text: &str, lines: &[Line], first: usize, end: usize) -> usize {
    // What hangs under a bullet is of its item, even where nothing but "AWS" is left for the last line.
    let item = lines[first].style.bullet.then(|| indentation(text, &lines[first]));
    let hangs = |line: &Line| item.is_some_and(|least| indentation(text, line) > least);
    let opens = |line: &Line| {
        let content = &text[line.span.clone()];
        let by_looks = || is_capitals(content) && !content.ends_with(['.', ',', ';']) && !hangs(line);
        line.style.bullet || line.style.marked_heading || is_labelled(content) || by_looks()
    };
    let heading = |line: &Line| line.style.marked_heading || text[line.span.clone()].ends_with(':');
    let content = |line: &Line| &text[line.span.clone()];
    let low = |next: usize| is_low_label(content(&lines[next - 1]), content(&lines[next]));
    (first + 1..end).find(|&next| opens(&lines[next]) || low(next) || heading(&lines[next - 1])).unwrap_or(end)
}

fn mark_paragraph(text: &str, lines: &mut [Line], widths: &[usize], longest: usize, usual: usize) {
    let breaks = lines.len() - 1;
    if breaks == 0 || longest < NARROWEST {
        return;
    }
    let full: Vec<bool> = (0..breaks)
        .map(|i| {
            let next = text[lines[i + 1].span.clone()].split_whitespace().next().map_or(0, |word| word.chars().count());
            widths[i] + 1 + next > longest
        })
        .collect();
    let share = full.iter().filter(|&&full| full).count() * 4 >= breaks * 3;
    for i in 0..breaks {
        let content = &text[lines[i].span.clone()];
        let next = &text[lines[i + 1].span.clone()];
        let goes_on = next.starts_with(char::is_lowercase) && !content.ends_with(['.', '!', '?', ':']);
        let long = widths[i] * 10 >= longest * 7;
        lines[i].wraps = if share && breaks > 1 {
            full[i] || long
        } else {
            // A single break: it must also be as wide as the document's lines are, or go on in mid-sentence.
            (full[i] && widths[i] * 10 >= usual * 8) || (long && goes_on)
        } && !(is_row(content) && is_row(next) || are_aligned(content, next))
            || hyphenated(content, next);
    }
}

/// A line with cells, as in a table: they lie a tab or four spaces apart.
fn is_row(line: &str) -> bool {
    line.contains('\t') || line.contains("    ")
}

/// Whether a second cell begins in the same column of two lines, each behind a first one of a few words:
/// `daily     Python` over `learning  Elixir`.
fn are_aligned(line: &str, next: &str) -> bool {
    let second = |line: &str| {
        let end = line.find("  ").filter(|&end| end <= FIRST_CELL && line[..end].split(' ').count() <= 3)?;
        Some(line[..end].chars().count() + line[end..].len() - line[end..].trim_start_matches(' ').len())
    };
    second(line).is_some_and(|column| second(next) == Some(column))
}

/// A word broken over the line end.
fn hyphenated(line: &str, next: &str) -> bool {
    let mut back = line.chars().rev();
    matches!(back.next(), Some('-' | '\u{ad}' | '‐'))
        && back.next().is_some_and(char::is_lowercase)
        && next.starts_with(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::LineStyle;
    use proptest::prelude::*;

    fn lines(text: &str) -> Vec<Line> {
        let mut offset = 0;
        let mut lines: Vec<Line> = text
            .split('\n')
            .filter_map(|line| {
                let begin = offset + line.len() - line.trim_start().len();
                offset += line.len() + 1;
                let span = begin..begin + line.trim().len();
                let style = LineStyle { bullet: bullet(line.trim()).is_some(), ..LineStyle::default() };
                (!span.is_empty()).then_some(Line { span, locator: None, wraps: false, style })
            })
            .collect();
        mark(text, &mut lines);
        lines
    }

    fn wraps(text: &str) -> Vec<bool> {
        lines(text).iter().map(|line| line.wraps).collect()
    }

    fn fill(words: &[String], width: usize, indent: &str) -> String {
        let mut out = String::new();
        let mut line = String::new();
        for word in words {
            let needed = line.chars().count() + usize::from(!line.is_empty()) + word.chars().count();
            if !line.is_empty() && needed + indent.len() > width {
                out += &format!("{indent}{line}\n");
                line.clear();
            }
            if !line.is_empty() {
                line.push(' ');
            }
            line += word;
        }
        out + indent + &line
    }

    #[test]
    fn bullets_are_measured() {
        assert_eq!(bullet("• Go"), Some("• ".len()));
        assert_eq!(bullet("- Go"), Some(2));
        assert_eq!(bullet("12. Go"), Some(4));
        assert_eq!(bullet("(1) Go"), Some(4));
        assert_eq!(bullet("[ ] Go"), Some(4));
        assert_eq!(bullet("-Go"), None);
        assert_eq!(bullet("[1] Go"), None);
        assert_eq!(bullet("2019. Go"), None);
        assert_eq!(bullet("3.5 years"), None);
        assert_eq!(bullet("**Go**"), None);
    }

    #[test]
    fn a_low_label_under_a_list_opens_a_line() {
        let text = "Python, SQL, prompt engineering, guardrails, red teaming, A/B tests, Docker, uv\nlearning: Elixir, Rust, and \
                    after that whatever comes of them in the long run of the year\nand so on";
        assert_eq!(wraps(text), [false, true, false]);
        let prose =
            "The index was rebuilt in the night, and in the morning nobody could tell one\nresult: faster answers";
        assert!(wraps(prose)[0]);
    }

    #[test]
    fn rows_whose_second_cells_are_aligned_do_not_wrap() {
        let rows = "daily     Python (asyncio, Pydantic, pytest, ruff), SQL, Docker, Git\nlearning  PyTorch and Rust, \
                    and probability properly this time\nno        Java";
        assert_eq!(wraps(rows), [false; 3]);
    }

    #[test]
    fn short_items_do_not_wrap() {
        assert_eq!(wraps("Python\nTensorFlow\nSQL"), [false; 3]);
        assert_eq!(wraps("- Python and pandas\n- TensorFlow\n- SQL"), [false; 3]);
        let entry = "Data Science Bootcamp, 24 weeks\nRose City Code School, 2023\n\nWrote a great many long lines of text in \
                     this document.\nAnother long line that stands here, as long as that.";
        assert!(!wraps(entry)[0]);
        let labels = "Languages and all of their friends: Python\nDatabases: PostgreSQL, MySQL, Redis and others";
        assert_eq!(wraps(labels), [false; 2]);
        let small = "Python, SQL, prompt engineering, red teaming, A/B tests, Docker, uv\nlearning: Zig at any real scale, Elixir";
        assert_eq!(wraps(small), [false; 2]);
    }

    #[test]
    fn a_bullet_over_two_lines_wraps() {
        let text = "- Built the thing that serves models at a low cost on Google\n  Cloud Platform\n- Second point, also \
                    long enough to be wrapped at the same width\n  here";
        assert_eq!(wraps(text), [true, false, true, false]);
    }

    proptest! {
        #[test]
        fn a_paragraph_wraps_at_any_width(
            words in prop::collection::vec("[a-z]{1,10}", 30..80),
            width in 30usize..100,
            indent in "[ ]{0,4}",
        ) {
            let text = fill(&words, width, &indent);
            let found = wraps(&text);
            let (last, inner) = found.split_last().expect("lines");
            prop_assert!(inner.iter().all(|&wraps| wraps), "{text}\n{found:?}");
            prop_assert!(!last);
        }

        #[test]
        fn marking_never_fails(text in "\\PC{0,200}(\n\\PC{0,60}){0,8}") {
            let _ = lines(&text);
        }
    }
}
