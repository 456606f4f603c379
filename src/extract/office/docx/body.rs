//! The body of a `.docx`, and its headers, footers and notes, which are built alike.

use std::collections::BTreeMap;

use crate::extract::office::field::{LONGEST, link_target};
use crate::extract::office::flow::{Flow, ParagraphLook, RunLook};
use crate::extract::office::xml::{DEPTH, Element, Node};

use super::properties::{Properties, is_shaded};
use super::styles::Styles;

/// Elements whose content is no text of the document as it stands: the copy of a drawing for old programs, what was
/// moved or was otherwise before a tracked change, the instructions of fields.
const LEFT_OUT: [&str; 9] =
    ["Fallback", "moveFrom", "delText", "delInstrText", "rPrChange", "pPrChange", "tcPrChange", "tblPrChange", "rt"];
/// Characters of symbol fonts that stand for a bullet or a mark between words.
const BULLETS: [&str; 8] = ["F0B7", "F0A7", "F06E", "F0D8", "F0FC", "F076", "F0A8", "F071"];

/// Whether a part draws something that may lie behind text: then white text may be meant to be read.
pub(super) fn has_backdrop(xml: &str) -> bool {
    ["<wp:anchor", "<v:rect", "<v:shape", "<v:roundrect", "<v:background", "<w:background"]
        .iter()
        .any(|shape| xml.contains(shape))
}

/// A run that is not ended yet; one inside a text box stands in another.
#[derive(Debug)]
struct Run {
    style: Properties,
    own: Properties,
}

/// A paragraph that is not ended yet.
#[derive(Debug, Default)]
struct Paragraph {
    style: Properties,
    own: Properties,
}

/// The state of a walk.
pub(super) struct Body<'s> {
    styles: &'s Styles,
    /// Where the links of the part lead, by their identifiers.
    links: BTreeMap<String, String>,
    flow: Flow,
    backdrop: bool,
    /// How deep the walk is inside of something left out.
    skipped: usize,
    /// Names of the open elements that give their children a meaning.
    path: Vec<Place>,
    paragraphs: Vec<Paragraph>,
    runs: Vec<Run>,
    /// Whether each open table and each open cell is shaded.
    shaded: Vec<bool>,
    boxes: usize,
    /// The instruction of each open field.
    fields: Vec<String>,
}

/// What an open element means for what stands in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    ParagraphProperties,
    RunProperties,
    /// Properties of a table or a cell.
    TableProperties,
    /// Properties of nothing that is read.
    NoProperties,
    Text,
    /// What a field is to do.
    Instruction,
    Other,
}

impl<'s> Body<'s> {
    pub(super) fn new(styles: &'s Styles, backdrop: bool) -> Self {
        Self {
            styles,
            links: BTreeMap::new(),
            flow: Flow::default(),
            backdrop,
            skipped: 0,
            path: Vec::new(),
            paragraphs: Vec::new(),
            runs: Vec::new(),
            shaded: Vec::new(),
            boxes: 0,
            fields: Vec::new(),
        }
    }

    /// Where the links of the next part lead, by their identifiers.
    pub(super) fn set_links(&mut self, links: BTreeMap<String, String>) {
        self.links = links;
    }

    /// Begins another part.
    pub(super) fn start_part(&mut self) {
        self.flow.part();
        self.skipped = 0;
        self.boxes = 0;
        self.fields.clear();
        self.path.clear();
        self.paragraphs.clear();
        self.runs.clear();
        self.shaded.clear();
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
            Node::Start(element) => {
                let place = self.place(element);
                self.start(element);
                self.path.push(place);
            }
            Node::End(name) => {
                self.path.pop();
                self.end(name);
            }
            Node::Text(text) if self.skipped == 0 && self.path.last() == Some(&Place::Text) => self.text(text),
            Node::Text(text) if self.skipped == 0 && self.path.last() == Some(&Place::Instruction) => {
                if let Some(field) = self.fields.last_mut().filter(|field| field.len() + text.len() <= LONGEST) {
                    field.push_str(text);
                }
            }
            Node::Text(_) => {}
        }
    }

    fn place(&self, element: &Element<'_>) -> Place {
        match (self.path.last().copied().unwrap_or(Place::Other), element.name) {
            (Place::ParagraphProperties, "numPr") => Place::ParagraphProperties,
            (Place::Other, "pPr") => Place::ParagraphProperties,
            (Place::Other, "rPr") => Place::RunProperties,
            (Place::Other, "tcPr" | "tblPr") => Place::TableProperties,
            (Place::Other, "t") => Place::Text,
            (Place::Other, "instrText") => Place::Instruction,
            (Place::Other | Place::Text, _) => Place::Other,
            // The mark of a paragraph, its tab stops, and whatever else says nothing of text.
            _ => Place::NoProperties,
        }
    }

    fn start(&mut self, element: &Element<'_>) {
        match self.path.last() {
            Some(Place::ParagraphProperties) => return self.paragraph_property(element),
            Some(Place::RunProperties) => return self.run_property(element),
            Some(Place::TableProperties) => return self.table_property(element),
            Some(Place::NoProperties) => return,
            _ => {}
        }
        match element.name {
            "p" => {
                self.flow.start_paragraph();
                self.paragraphs.push(Paragraph { style: self.styles.paragraph(None), own: Properties::default() });
                self.set_paragraph();
            }
            "r" => self.runs.push(Run { style: Properties::default(), own: Properties::default() }),
            "hyperlink" => {
                if let Some(target) = element.attribute("id").and_then(|id| self.links.get(&*id)) {
                    self.flow.link(target);
                }
            }
            "fldSimple" => {
                if let Some(target) = element.attribute("instr").and_then(|instruction| link_target(&instruction)) {
                    self.flow.link(&target);
                }
            }
            "fldChar" => self.field(element.attribute("fldCharType").as_deref()),
            "tab" | "ptab" => self.text("\t"),
            "br" | "cr" => self.flow.line_break(),
            "noBreakHyphen" => self.text("-"),
            "softHyphen" => self.text("\u{ad}"),
            "sym" => {
                let bullet = element.attribute("char").is_some_and(|code| BULLETS.contains(&&*code));
                self.text(if bullet { " • " } else { " " });
            }
            "tbl" => {
                self.flow.table();
                self.shaded.push(false);
            }
            "tr" => self.flow.start_row(),
            "tc" => {
                self.flow.start_cell();
                self.shaded.push(false);
            }
            "txbxContent" => {
                self.boxes += 1;
                self.flow.start_beside();
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "p" => {
                self.paragraphs.pop();
                self.flow.end_paragraph();
            }
            "r" => {
                self.runs.pop();
            }
            "tbl" => {
                self.shaded.pop();
                self.flow.table();
            }
            "tr" => self.flow.end_row(),
            "tc" => {
                self.shaded.pop();
            }
            "txbxContent" => {
                self.boxes = self.boxes.saturating_sub(1);
                self.flow.end_beside();
            }
            _ => {}
        }
    }

    /// A field begins, its result begins, or it ends.
    fn field(&mut self, kind: Option<&str>) {
        if kind == Some("begin") {
            if self.fields.len() < DEPTH {
                self.fields.push(String::new());
            }
            return;
        }
        // One without a result ends at once.
        let instruction = self.fields.last_mut().map(std::mem::take);
        if let Some(target) = instruction.and_then(|instruction| link_target(&instruction)) {
            self.flow.link(&target);
        }
        if kind == Some("end") {
            self.fields.pop();
        }
    }

    fn paragraph_property(&mut self, element: &Element<'_>) {
        let Some(paragraph) = self.paragraphs.last_mut() else { return };
        match element.name {
            "pStyle" => paragraph.style = self.styles.paragraph(element.attribute("val").as_deref()),
            _ => paragraph.own.of_paragraph(element),
        }
        self.set_paragraph();
    }

    fn set_paragraph(&mut self) {
        let Some(paragraph) = self.paragraphs.last() else { return };
        let all = paragraph.own.over(paragraph.style);
        let heading = all.heading == Some(true);
        self.flow.set_paragraph(ParagraphLook {
            heading,
            item: all.item == Some(true) && !heading,
            before: all.before.unwrap_or_default(),
            after: all.after.unwrap_or_default(),
        });
    }

    fn run_property(&mut self, element: &Element<'_>) {
        let Some(run) = self.runs.last_mut() else { return };
        match element.name {
            "rStyle" => run.style = element.attribute("val").map(|id| self.styles.other(&id)).unwrap_or_default(),
            _ => run.own.of_run(element),
        }
    }

    fn table_property(&mut self, element: &Element<'_>) {
        let Some(shaded) = self.shaded.last_mut() else { return };
        match element.name {
            "shd" => *shaded |= is_shaded(element),
            "tblStyle" => {
                let style = element.attribute("val").map(|id| self.styles.other(&id)).unwrap_or_default();
                *shaded |= style.shaded == Some(true);
            }
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        let Some(paragraph) = self.paragraphs.last() else { return };
        let paragraph = paragraph.own.over(paragraph.style);
        let all = match self.runs.last() {
            Some(run) => run.own.over(run.style).over(paragraph),
            None => paragraph,
        };
        let backed = self.backdrop || self.boxes > 0 || self.shaded.contains(&true);
        let hidden = all.hides(backed || paragraph.shaded == Some(true));
        let look = RunLook { bold: all.bold == Some(true), size: all.size.unwrap_or_default(), hidden };
        self.flow.text(text, look);
    }
}
