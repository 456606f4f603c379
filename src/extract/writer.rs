//! Text and lines, from runs of text and the breaks between them, for formats that mark paragraphs and cells.

use std::collections::BTreeMap;

use crate::document::{Line, LineStyle, Locator};

/// So many spaces are a column, not a gap between words.
const WIDE_GAP: usize = 4;

/// What separates two runs of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Break {
    /// Nothing.
    None,
    /// White space.
    Space,
    /// The end of a cell.
    Cell,
    /// The end of a line.
    Line,
    /// The end of a paragraph.
    Block,
}

/// How a run of text is set.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Look {
    /// Inside a heading.
    pub(super) heading: bool,
    /// Emphasised.
    pub(super) bold: bool,
    /// Its line ends are kept.
    pub(super) kept: bool,
    /// Its tabs and wide gaps are columns.
    pub(super) gaps: bool,
    /// Size in points; 0 when the format does not tell.
    pub(super) size: f32,
}

/// The line that is being written.
#[derive(Debug)]
struct Current {
    start: usize,
    place: Locator,
    size: f32,
    plain: bool,
    heading: bool,
    bullet: bool,
}

/// Collects the text of a page. A break takes effect when text follows it.
#[derive(Debug)]
pub(super) struct Writer {
    text: String,
    lines: Vec<Line>,
    current: Option<Current>,
    pending: Break,
    /// The next line opens an item of a list.
    item: bool,
    /// The next text is the first of its cell.
    cell_begins: bool,
    /// The line in which the last cell with text began; `None` before the first of a row.
    cell_line: Option<usize>,
}

impl Default for Writer {
    fn default() -> Self {
        Self {
            text: String::new(),
            lines: Vec::new(),
            current: None,
            pending: Break::None,
            item: false,
            cell_begins: false,
            cell_line: None,
        }
    }
}

impl Writer {
    /// Ends what is being written before the next text.
    pub(super) fn break_here(&mut self, kind: Break) {
        // What begins the first paragraph of a cell does not end the row.
        if !(self.cell_begins && self.pending == Break::Cell) {
            self.pending = self.pending.max(kind);
        }
    }

    /// Ends a row of a table.
    pub(super) fn end_row(&mut self) {
        self.cell_begins = false;
        self.pending = self.pending.max(Break::Line);
    }

    /// Starts an item of a list.
    pub(super) fn start_item(&mut self) {
        self.break_here(Break::Line);
        self.item = true;
    }

    /// Starts a row of a table.
    pub(super) fn start_row(&mut self) {
        self.end_row();
        self.cell_line = None;
    }

    /// Starts a cell: beside the one before it, unless that one has several lines.
    pub(super) fn start_cell(&mut self) {
        // The ends of paragraphs inside the cell before are not ends of the row.
        match self.cell_line {
            Some(line) if line == self.lines.len() && self.current.is_some() => self.pending = Break::Cell,
            _ => self.break_here(Break::Line),
        }
        self.cell_begins = true;
    }

    /// Writes a run of text, its white space collapsed. `place` is where it begins; a line of a source is counted on.
    pub(super) fn write(&mut self, text: &str, place: &Locator, look: Look) {
        let mut place = place.clone();
        let mut rest = text;
        while !rest.is_empty() {
            let word_at = rest.find(|c: char| !is_space(c)).unwrap_or(rest.len());
            let space = &rest[..word_at];
            if word_at > 0 {
                let ends = u32::try_from(space.matches('\n').count()).unwrap_or(u32::MAX);
                if let Locator::Line(line) = &mut place {
                    *line = line.saturating_add(ends);
                }
                self.break_here(match space {
                    _ if look.kept && ends > 0 => Break::Line,
                    _ if look.gaps && (space.contains('\t') || space.len() >= WIDE_GAP) => Break::Cell,
                    _ => Break::Space,
                });
            }
            rest = &rest[word_at..];
            let end = rest.find(is_space).unwrap_or(rest.len());
            if end > 0 {
                self.word(&rest[..end], &place, look);
            }
            rest = &rest[end..];
        }
    }

    fn word(&mut self, word: &str, place: &Locator, look: Look) {
        let pending = std::mem::replace(&mut self.pending, Break::None);
        match pending {
            Break::Line | Break::Block => {
                self.end_line();
                if pending == Break::Block && !self.text.is_empty() {
                    self.text.push('\n');
                }
            }
            Break::Space if self.current.is_some() => self.text.push(' '),
            Break::Cell if self.current.is_some() => self.text.push('\t'),
            _ => {}
        }
        if std::mem::take(&mut self.cell_begins) {
            self.cell_line = Some(self.lines.len());
        }
        let start = self.text.len();
        let bullet = std::mem::take(&mut self.item);
        let current = self.current.get_or_insert_with(|| Current {
            start,
            place: place.clone(),
            size: 0.0,
            plain: false,
            heading: false,
            bullet,
        });
        current.size = current.size.max(look.size);
        current.plain |= !look.bold;
        current.heading |= look.heading;
        self.text.push_str(word);
    }

    fn end_line(&mut self) {
        let Some(current) = self.current.take() else { return };
        let style = LineStyle {
            relative_size: current.size,
            bold: !current.plain,
            marked_heading: current.heading,
            bullet: current.bullet,
        };
        let span = current.start..self.text.len();
        self.lines.push(Line { span, locator: Some(current.place), wraps: false, style });
        self.text.push('\n');
    }

    /// Words written so far.
    pub(super) fn words(&self) -> usize {
        self.text.split_whitespace().count()
    }

    /// The same, for text whose own lines are no lines of the file: all of it stands at one.
    pub(super) fn all_at(mut self, place: &Locator) -> Self {
        self.end_line();
        for line in &mut self.lines {
            line.locator = Some(place.clone());
        }
        self
    }

    /// The text and its lines.
    pub(super) fn finish(mut self) -> (String, Vec<Line>) {
        self.end_line();
        let body = body_size(&self.lines);
        for line in &mut self.lines {
            let size = line.style.relative_size;
            line.style.relative_size = if size > 0.0 && body > 0.0 { size / body } else { 1.0 };
        }
        (self.text, self.lines)
    }
}

/// The size in which most of the text is set; 0 when no line has one.
fn body_size(lines: &[Line]) -> f32 {
    let mut sizes: BTreeMap<u32, usize> = BTreeMap::new();
    for line in lines {
        // Quarters of a point, so that equal sizes are equal.
        *sizes.entry((line.style.relative_size * 4.0) as u32).or_default() += line.span.len();
    }
    sizes
        .into_iter()
        .filter(|&(size, _)| size > 0)
        .max_by_key(|&(size, bytes)| (bytes, size))
        .map_or(0.0, |(size, _)| size as f32 / 4.0)
}

/// White space that collapses; a no-break space does not.
fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}')
}
