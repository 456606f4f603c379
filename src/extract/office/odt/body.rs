//! The body of an OpenDocument, and its headers and footers, which are built alike.

use crate::document::Hiding;
use crate::extract::office::flow::{Flow, ParagraphLook, RunLook};
use crate::extract::office::xml::{Element, Node};

use super::styles::{Style, Styles};

/// Elements whose content is no text of the document as it stands.
const LEFT_OUT: [&str; 13] = [
    "tracked-changes",
    "annotation",
    "note-citation",
    "ruby-text",
    "forms",
    "binary-data",
    "title",
    "desc",
    "event-listeners",
    "script",
    "math",
    "object",
    "hidden-text",
];
/// Most spaces that one element may stand for.
const MOST_SPACES: usize = 100;

/// Whether something is drawn that may lie behind text: then white text may be meant to be read.
pub(super) fn has_backdrop(content: &str, styles: &str) -> bool {
    let shapes = ["<draw:frame", "<draw:custom-shape", "<draw:rect", "<draw:path", "<draw:polygon", "<draw:g"];
    shapes.iter().any(|shape| content.contains(shape) || styles.contains(shape))
}

/// The state of a walk.
pub(super) struct Body {
    pub(super) styles: Styles,
    flow: Flow,
    backdrop: bool,
    /// How deep the walk is inside of something left out.
    skipped: usize,
    /// The styles of the open paragraphs and spans, the inner ones last; each holds what the outer ones say.
    looks: Vec<Style>,
    /// How many of `looks` each open paragraph found, so that a text box inside one starts afresh.
    paragraphs: Vec<usize>,
    /// For each open section, table, row and cell whether it is shaded.
    shaded: Vec<bool>,
    /// For each open section whether it is hidden.
    sections: Vec<bool>,
    /// The next paragraph is the first of a list item.
    item: bool,
    boxes: usize,
}

impl Body {
    pub(super) fn new(styles: Styles, backdrop: bool) -> Self {
        Self {
            backdrop: backdrop || styles.page_backed,
            styles,
            flow: Flow::default(),
            skipped: 0,
            looks: Vec::new(),
            paragraphs: Vec::new(),
            shaded: Vec::new(),
            sections: Vec::new(),
            item: false,
            boxes: 0,
        }
    }

    /// Begins another part.
    pub(super) fn start_part(&mut self) {
        self.flow.part();
        self.skipped = 0;
        self.boxes = 0;
        self.item = false;
        self.looks.clear();
        self.paragraphs.clear();
        self.shaded.clear();
        self.sections.clear();
    }

    /// Starts a header or footer.
    pub(super) fn start_margin(&mut self) {
        self.start_part();
        self.flow.start_margin();
    }

    pub(super) fn finish(self) -> Flow {
        self.flow
    }

    pub(super) fn visit(&mut self, node: &Node<'_>) {
        match node {
            Node::Start(_) if self.skipped > 0 => self.skipped += 1,
            Node::End(_) if self.skipped > 0 => self.skipped -= 1,
            Node::Start(element) if LEFT_OUT.contains(&element.name) => self.skipped = 1,
            Node::Start(element) => self.start(element),
            Node::End(name) => self.end(name),
            Node::Text(text) if self.skipped == 0 && !self.paragraphs.is_empty() => {
                // White space of the file collapses; columns are made by elements.
                let mut pieces = text.split([' ', '\t', '\n', '\r']);
                let first = pieces.next().unwrap_or_default();
                self.text(first);
                for piece in pieces {
                    self.text(" ");
                    self.text(piece);
                }
            }
            Node::Text(_) => {}
        }
    }

    fn start(&mut self, element: &Element<'_>) {
        let style = |family: &str| self.styles.get(family, element.attribute("style-name").as_deref());
        match element.name {
            "p" | "h" => {
                let style = style("paragraph");
                let heading = element.name == "h" || style.heading == Some(true);
                self.paragraphs.push(self.looks.len());
                self.looks.push(style);
                self.flow.start_paragraph();
                self.flow.set_paragraph(ParagraphLook {
                    heading,
                    item: std::mem::take(&mut self.item) && !heading,
                    before: style.before.unwrap_or_default(),
                    after: style.after.unwrap_or_default(),
                });
            }
            "span" => {
                let look = style("text").over(self.looks.last().copied().unwrap_or_default());
                self.looks.push(look);
            }
            "a" => {
                if let Some(target) = element.attribute("href") {
                    self.flow.link(&target);
                }
            }
            "tab" => self.text("\t"),
            "s" => {
                let count = element.attribute("c").and_then(|count| count.parse().ok()).unwrap_or(1_usize);
                self.text(&" ".repeat(count.min(MOST_SPACES)));
            }
            "line-break" => self.flow.line_break(),
            "list-item" => self.item = true,
            "list-header" => self.item = false,
            "table" => {
                self.shaded.push(style("table").shaded == Some(true));
                self.flow.table();
            }
            "table-row" => {
                self.shaded.push(style("table-row").shaded == Some(true));
                self.flow.start_row();
            }
            "table-cell" => {
                self.shaded.push(style("table-cell").shaded == Some(true));
                self.flow.start_cell();
            }
            "section" => {
                self.shaded.push(style("section").shaded == Some(true));
                self.sections.push(element.attribute("display").is_some_and(|display| display == "none"));
            }
            "text-box" | "custom-shape" | "note-body" => {
                self.boxes += 1;
                self.flow.start_beside();
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "p" | "h" => {
                let depth = self.paragraphs.pop().unwrap_or_default();
                self.looks.truncate(depth);
                self.flow.end_paragraph();
            }
            "span" => {
                self.looks.pop();
            }
            "list-item" => self.item = false,
            "table" => {
                self.shaded.pop();
                self.flow.table();
            }
            "table-row" => {
                self.shaded.pop();
                self.flow.end_row();
            }
            "table-cell" => {
                self.shaded.pop();
            }
            "section" => {
                self.shaded.pop();
                self.sections.pop();
            }
            "text-box" | "custom-shape" | "note-body" => {
                self.boxes = self.boxes.saturating_sub(1);
                self.flow.end_beside();
            }
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        let look = self.looks.last().copied().unwrap_or_default();
        let paragraph = self.paragraphs.last().and_then(|&depth| self.looks.get(depth)).copied().unwrap_or_default();
        let backed = self.backdrop || self.boxes > 0 || self.shaded.contains(&true) || paragraph.shaded == Some(true);
        let hidden = if self.sections.contains(&true) { Some(Hiding::Marked) } else { look.hides(backed) };
        let run = RunLook { bold: look.bold == Some(true), size: look.size.unwrap_or_default(), hidden };
        self.flow.text(text, run);
    }
}
