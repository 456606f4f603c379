//! Setting text in 80 columns: wrapping by display width, cells side by side, styles that never count as width.

use std::borrow::Cow;

use anstyle::{AnsiColor, Style};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Columns of the page.
pub(super) const WIDTH: usize = 80;
/// Columns between two cells.
const GAP: usize = 2;

/// Headings and names.
pub(super) const BOLD: Style = Style::new().bold();
/// What one reads last.
pub(super) const DIM: Style = Style::new().dimmed();
/// Covered.
pub(super) const GOOD: Style = AnsiColor::Green.on_default();
/// Partial.
pub(super) const HALF: Style = AnsiColor::Yellow.on_default();
/// Missing.
pub(super) const BAD: Style = AnsiColor::Red.on_default();
/// Nothing special.
pub(super) const PLAIN: Style = Style::new();

/// A piece of text with a width of its own in a row.
#[derive(Debug, Clone)]
pub(super) struct Cell {
    text: String,
    width: usize,
    style: Style,
    right: bool,
    below: String,
}

impl Cell {
    /// Text that starts at the left of so many columns and wraps within them.
    pub(super) fn new(text: impl Into<String>, width: usize) -> Self {
        Self { text: text.into(), width, style: PLAIN, right: false, below: String::new() }
    }

    /// A number or the like, at the right of so many columns.
    pub(super) fn right(text: impl Into<String>, width: usize) -> Self {
        Self { right: true, ..Self::new(text, width) }
    }

    /// With a style.
    pub(super) fn style(self, style: Style) -> Self {
        Self { style, ..self }
    }

    /// With a quiet line below the text; none when it is empty.
    pub(super) fn below(self, below: impl Into<String>) -> Self {
        Self { below: below.into(), ..self }
    }

    /// Its lines, each with its style.
    fn lines(&self) -> Vec<(String, Style)> {
        let text = wrap(&self.text, self.width).into_iter().map(|line| (line, self.style));
        let below = if self.below.is_empty() { Vec::new() } else { wrap(&self.below, self.width) };
        text.chain(below.into_iter().map(|line| (line, DIM))).collect()
    }
}

/// A page that grows line by line.
#[derive(Debug, Default)]
pub(super) struct Page {
    out: String,
}

impl Page {
    /// Everything that was set.
    pub(super) fn finish(self) -> String {
        self.out
    }

    /// An empty line, unless there is one already.
    pub(super) fn blank(&mut self) {
        if !self.out.is_empty() && !self.out.ends_with("\n\n") {
            self.out.push('\n');
        }
    }

    /// A heading after an empty line, with a quiet note behind or under it.
    pub(super) fn heading(&mut self, title: &str, note: &str) {
        self.blank();
        if note.is_empty() || title.width() + GAP + note.width() <= WIDTH {
            let cells = [Cell::new(title, title.width()).style(BOLD), Cell::new(note, note.width().max(1)).style(DIM)];
            self.row(0, &cells[..if note.is_empty() { 1 } else { 2 }]);
        } else {
            self.row(0, &[Cell::new(title, WIDTH).style(BOLD)]);
            self.paragraph(0, note, DIM);
        }
    }

    /// Text over the whole width.
    pub(super) fn paragraph(&mut self, indent: usize, text: &str, style: Style) {
        self.row(indent, &[Cell::new(text, WIDTH.saturating_sub(indent)).style(style)]);
    }

    /// A label and text beside it, which wraps under itself.
    pub(super) fn labelled(&mut self, indent: usize, label: &str, width: usize, text: &str, style: Style) {
        let rest = WIDTH.saturating_sub(indent + width + GAP);
        let mut row = |label: &str, text: &str| {
            self.row(indent, &[Cell::new(label, width).style(DIM), Cell::new(text, rest).style(style)]);
        };
        // A hash that stands for a path is one word, which must not be broken.
        match text.strip_prefix("sha256:").filter(|hash| hash.width() <= rest && text.width() > rest) {
            Some(hash) => {
                row(label, "the file with this SHA-256:");
                row("", hash);
            }
            None => row(label, text),
        }
    }

    /// Cells side by side, each wrapped within its width.
    pub(super) fn row(&mut self, indent: usize, cells: &[Cell]) {
        let wrapped: Vec<Vec<(String, Style)>> = cells.iter().map(Cell::lines).collect();
        let height = wrapped.iter().map(Vec::len).max().unwrap_or(0);
        for line in 0..height {
            let mut column = 0;
            let mut start = indent;
            for (cell, lines) in cells.iter().zip(&wrapped) {
                if let Some((text, style)) = lines.get(line).filter(|(text, _)| !text.is_empty()) {
                    let at = if cell.right { start + cell.width.saturating_sub(columns(text)) } else { start };
                    self.out.extend(std::iter::repeat_n(' ', at.saturating_sub(column)));
                    column = at.max(column) + columns(text);
                    if *style == PLAIN {
                        self.out.push_str(text);
                    } else {
                        self.out.push_str(&format!("{}{text}{}", style.render(), style.render_reset()));
                    }
                }
                start += cell.width + GAP;
            }
            self.out.push('\n');
        }
    }

    /// A line as it is.
    pub(super) fn line(&mut self, text: &str) {
        self.out.push_str(text);
        self.out.push('\n');
    }
}

/// Text without anything that could move the cursor, change colours or reorder a line of a terminal: it comes from
/// documents of strangers.
pub fn plain(text: &str) -> String {
    if text.bytes().all(|byte| (b' '..=b'~').contains(&byte)) {
        return text.to_owned();
    }
    let reorders = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}');
    text.chars()
        .filter(|&c| !reorders(c))
        .map(|c| match c {
            '\t' | '\n' | '\r' => ' ',
            c if c.is_control() => '\u{fffd}',
            c => c,
        })
        .collect()
}

/// Lines of at most `width` columns, broken between words, and within a word only when it is longer than a line.
pub(super) fn wrap(text: &str, width: usize) -> Vec<String> {
    let width = width.max(1);
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut used = 0;
    let text = plain(text);
    let mut words = text.split_whitespace().peekable();
    while let Some(word) = words.next() {
        // A figure and its "%" stay together.
        let word = match words.next_if(|next| next.starts_with('%')) {
            Some(sign) => Cow::Owned(format!("{word} {sign}")),
            None => Cow::Borrowed(word),
        };
        let space = usize::from(!line.is_empty());
        let columns = columns(&word);
        if used + space + columns <= width {
            line.extend(std::iter::repeat_n(' ', space));
            line.push_str(&word);
            used += space + columns;
            continue;
        }
        if !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        if columns <= width {
            line.push_str(&word);
            used = columns;
            continue;
        }
        for c in word.chars() {
            if line.width() + c.width().unwrap_or(0) > width && !line.is_empty() {
                lines.push(std::mem::take(&mut line));
            }
            line.push(c);
        }
        used = line.width();
    }
    if !line.is_empty() || lines.is_empty() {
        lines.push(line);
    }
    lines
}

/// Columns that a text takes which holds nothing that moves the cursor.
fn columns(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.width() }
}

/// One line of at most `width` columns that holds `around`, with "…" where something was cut.
pub(super) fn elide(text: &str, around: &str, width: usize) -> String {
    let text = plain(text).split_whitespace().collect::<Vec<_>>().join(" ");
    if columns(&text) <= width {
        return text;
    }
    let words: Vec<&str> = text.split(' ').collect();
    let at = text.find(around.trim()).unwrap_or(0);
    let first = text[..at].matches(' ').count();
    let last = (first + around.split_whitespace().count().max(1)).min(words.len());
    let (mut from, mut to) = (first.min(words.len().saturating_sub(1)), last.max(first + 1).min(words.len()));
    let fits = |from: usize, to: usize| {
        let body: usize = words[from..to].iter().map(|word| columns(word) + 1).sum::<usize>().saturating_sub(1);
        body + 2 * usize::from(from > 0) + 2 * usize::from(to < words.len()) <= width
    };
    // What follows a name says more about it than what comes before.
    loop {
        let after = to < words.len() && fits(from, to + 1);
        let before = from > 0 && fits(from - 1, to);
        match (before, after) {
            (_, true) if !before || to - last <= 2 * (first - from) => to += 1,
            (true, _) => from -= 1,
            _ => break,
        }
    }
    let body = words[from..to].join(" ");
    let shown = format!("{}{body}{}", if from > 0 { "… " } else { "" }, if to < words.len() { " …" } else { "" });
    if columns(&shown) <= width { shown } else { cut(&shown, width) }
}

/// The beginning of a text, ended by "…" when it is cut.
pub(super) fn cut(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_string();
    }
    let mut out = String::new();
    for c in text.chars() {
        if out.width() + c.width().unwrap_or(0) + 1 > width {
            break;
        }
        out.push(c);
    }
    out.push('…');
    out
}

/// Marks that begin an item of a list.
const BULLETS: [char; 10] = ['•', '‣', '◦', '▪', '–', '-', '*', '·', '●', '○'];

/// A line of a document without the mark of its list.
pub(super) fn unbulleted(line: &str) -> &str {
    let rest = line.trim_start().trim_start_matches(BULLETS);
    if rest.starts_with(char::is_whitespace) { rest.trim_start() } else { line.trim_start() }
}

/// A bar of so many columns, filled by thousandths.
pub(super) fn bar(thousandths: u32, columns: u32) -> String {
    let filled = (thousandths * columns + 500) / 1000;
    let full = "█".repeat(filled as usize);
    format!("{full}{}", "░".repeat((columns - filled) as usize))
}

/// Thousandths as a percentage: "62.4 %".
pub fn percent(thousandths: u32) -> String {
    format!("{}.{} %", thousandths / 10, thousandths % 10)
}

/// "1 page", "2 pages".
pub(super) fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::{elide, plain, wrap};
    use unicode_width::UnicodeWidthStr;

    #[test]
    fn lines_keep_the_width_of_wide_letters_and_long_words() {
        for line in wrap("機械学習エンジニア built the Donaudampfschifffahrtsgesellschaftskapitän 🦀 service", 12)
        {
            assert!(line.width() <= 12, "{line:?}");
        }
        assert_eq!(wrap("", 10), [""]);
        assert_eq!(wrap("a b", 1), ["a", "b"]);
        assert_eq!(wrap("from 39.8 % to 30 %.", 12), ["from 39.8 %", "to 30 %."]);
    }

    #[test]
    fn elided_text_keeps_what_it_is_about() {
        let text = "Led a team of four that moved the nightly training jobs of the ranking models from cron to Apache Airflow on Kubernetes";
        for width in [20, 40, 60, 76] {
            let shown = elide(text, "Apache Airflow", width);
            assert!(shown.contains("Apache Airflow"), "{shown}");
            assert!(shown.width() <= width, "{shown}");
        }
        assert!(elide(&"x".repeat(100), "x", 10).width() <= 10);
    }

    #[test]
    fn nothing_moves_the_cursor() {
        assert_eq!(plain("a\u{1b}[31mb\u{202e}c\td\u{9b}"), "a\u{fffd}[31mbc d\u{fffd}");
    }
}
