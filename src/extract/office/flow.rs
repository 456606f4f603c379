//! The flow of a word processor's document: paragraphs with their numbers, tables, and text that stands beside the flow.

use crate::document::{Hiding, Line, Link, Locator, wrap};
use crate::extract::hidden::HiddenText;
use crate::extract::links::Links;
use crate::extract::writer::{Break, Look, Writer};

/// Space between two paragraphs, in points, that sets them apart as an empty line does.
const APART: f32 = 6.0;

/// How a paragraph is set.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct ParagraphLook {
    /// A heading by its style or level.
    pub(super) heading: bool,
    /// An item of a list.
    pub(super) item: bool,
    /// Space above, in points.
    pub(super) before: f32,
    /// Space below, in points.
    pub(super) after: f32,
}

/// How a run of characters is set.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct RunLook {
    pub(super) bold: bool,
    /// Size in points; 0 when nothing says it.
    pub(super) size: f32,
    /// Why a reader of the document does not see it.
    pub(super) hidden: Option<Hiding>,
}

/// Something for the writer; kept back while what it belongs beside is still being written.
#[derive(Debug)]
enum Step {
    Break(Break),
    Item,
    Row,
    EndRow,
    Cell,
    Text { text: String, paragraph: u32, look: Look },
}

/// A paragraph that is not ended yet; one inside a text box stands in another.
#[derive(Debug)]
struct Open {
    number: u32,
    look: ParagraphLook,
    /// Steps are only taken when text comes, so that a paragraph without any is an empty line.
    begun: bool,
}

/// The flow while it is read.
#[derive(Debug, Default)]
pub(super) struct Flow {
    writer: Writer,
    paragraphs: u32,
    open: Vec<Open>,
    /// Text boxes and notes that are open. Their text follows the paragraph that they are anchored in.
    beside: usize,
    waiting: Vec<Step>,
    before: Option<ParagraphLook>,
    hidden: HiddenText,
    links: Links,
    /// Where the link leads whose text comes next, and its paragraph.
    link: Option<(String, u32)>,
    /// First paragraph of the headers and footers, which come last.
    margin: Option<u32>,
}

impl Flow {
    /// Starts a paragraph.
    pub(super) fn start_paragraph(&mut self) {
        self.paragraphs = self.paragraphs.saturating_add(1);
        self.open.push(Open { number: self.paragraphs, look: ParagraphLook::default(), begun: false });
    }

    /// Says how the paragraph is set; before its text.
    pub(super) fn set_paragraph(&mut self, look: ParagraphLook) {
        if let Some(open) = self.open.last_mut().filter(|open| !open.begun) {
            open.look = look;
        }
    }

    /// Ends a paragraph, and with the outermost one what stands beside it.
    pub(super) fn end_paragraph(&mut self) {
        self.end_link();
        let Some(ended) = self.open.pop() else { return };
        if ended.begun {
            self.before = Some(ended.look);
        }
        // One without text is an empty line.
        self.step(Step::Break(if ended.begun { Break::Line } else { Break::Block }));
        self.take_waiting();
    }

    /// Takes what waited for the end of the outermost paragraph.
    fn take_waiting(&mut self) {
        if self.open.is_empty() && self.beside == 0 && !self.waiting.is_empty() {
            self.writer.break_here(Break::Block);
            for step in std::mem::take(&mut self.waiting) {
                self.take(step);
            }
            self.writer.break_here(Break::Block);
        }
    }

    /// Starts a text box or a note.
    pub(super) fn start_beside(&mut self) {
        self.beside += 1;
        self.step(Step::Break(Break::Block));
    }

    /// Ends it.
    pub(super) fn end_beside(&mut self) {
        self.step(Step::Break(Break::Block));
        self.beside = self.beside.saturating_sub(1);
        self.take_waiting();
    }

    /// Text, with its white space as it is.
    pub(super) fn text(&mut self, text: &str, run: RunLook) {
        if text.is_empty() {
            return;
        }
        let (number, look) = match self.open.last() {
            Some(open) => (open.number, open.look),
            None => (self.paragraphs, ParagraphLook::default()),
        };
        if let Some(how) = run.hidden {
            // Nobody sees where it leads.
            self.link = None;
            self.hidden.add(text, &Locator::Paragraph(number), how);
            return;
        }
        if !text.trim().is_empty() {
            self.end_link();
            if self.open.last().is_some_and(|open| !open.begun) {
                self.begin(look);
            }
        }
        let look = Look { heading: look.heading, bold: run.bold, kept: false, gaps: true, size: run.size };
        self.step(Step::Text { text: text.to_owned(), paragraph: number, look });
    }

    /// A link stands in the open paragraph, in front of its text or picture.
    pub(super) fn link(&mut self, target: &str) {
        self.end_link();
        let paragraph = self.open.last().map_or(self.paragraphs, |open| open.number);
        self.link = Some((target.to_owned(), paragraph));
    }

    /// Notes the link whose text has come.
    fn end_link(&mut self) {
        if let Some((target, paragraph)) = self.link.take() {
            self.links.add(&target, &Locator::Paragraph(paragraph));
        }
    }

    /// The links so far.
    pub(super) fn take_links(&mut self) -> Vec<Link> {
        self.end_link();
        std::mem::take(&mut self.links).finish()
    }

    /// The first text of a paragraph.
    fn begin(&mut self, look: ParagraphLook) {
        let apart = match self.before {
            Some(before) if before.item && look.item => false,
            Some(before) => look.heading || before.after.max(look.before) >= APART,
            None => false,
        };
        self.step(Step::Break(if apart { Break::Block } else { Break::Line }));
        if look.item {
            self.step(Step::Item);
        }
        if let Some(open) = self.open.last_mut() {
            open.begun = true;
        }
    }

    /// The end of a line inside a paragraph.
    pub(super) fn line_break(&mut self) {
        self.step(Step::Break(Break::Line));
    }

    /// A table begins or ends.
    pub(super) fn table(&mut self) {
        self.step(Step::EndRow);
        self.step(Step::Break(Break::Block));
        self.before = None;
    }

    /// A row of a table begins.
    pub(super) fn start_row(&mut self) {
        self.step(Step::Row);
    }

    /// A row of a table ends.
    pub(super) fn end_row(&mut self) {
        self.step(Step::EndRow);
    }

    /// A cell of a row begins.
    pub(super) fn start_cell(&mut self) {
        self.step(Step::Cell);
        self.before = None;
    }

    /// A part of the document begins that does not follow from what stood before it: a header, a footer.
    pub(super) fn part(&mut self) {
        self.open.clear();
        self.beside = 0;
        self.take_waiting();
        self.table();
    }

    /// A header or footer begins.
    pub(super) fn start_margin(&mut self) {
        self.margin.get_or_insert(self.paragraphs.saturating_add(1));
    }

    /// First paragraph of the headers and footers.
    pub(super) fn margin(&self) -> Option<u32> {
        self.margin
    }

    fn step(&mut self, step: Step) {
        if self.beside > 0 { self.waiting.push(step) } else { self.take(step) }
    }

    fn take(&mut self, step: Step) {
        match step {
            Step::Break(kind) => self.writer.break_here(kind),
            Step::Item => self.writer.start_item(),
            Step::Row => self.writer.start_row(),
            Step::EndRow => self.writer.end_row(),
            Step::Cell => self.writer.start_cell(),
            Step::Text { text, paragraph, look } => self.writer.write(&text, &Locator::Paragraph(paragraph), look),
        }
    }

    /// The text, its lines, and what was hidden.
    pub(super) fn finish(mut self) -> (String, Vec<Line>, HiddenText) {
        self.part();
        let (text, mut lines) = self.writer.finish();
        for line in &mut lines {
            // A bullet that was typed.
            line.style.bullet |= wrap::bullet(&text[line.span.clone()]).is_some();
        }
        (text, lines, self.hidden)
    }
}
