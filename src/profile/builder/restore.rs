//! A page as it was meant: the parts that speak of the role, one line for each item, row and paragraph, in the form
//! that the matcher reads.

use std::ops::Range;

use super::glue::Splitter;
use super::heading::PartKind;
use super::outline::{Block, BlockKind, Part};
use super::patched::Patched;
use crate::document::{Document, DocumentKind, Format, Line, LineStyle, More, Reading, Section, SectionKind};
use crate::taxonomy::Taxonomy;

/// A line of the restored page.
#[derive(Debug, Clone)]
pub struct Place {
    /// Byte range in the restored text.
    pub span: Range<usize>,
    /// Index of its part.
    pub part: usize,
    /// What it is.
    pub kind: BlockKind,
    /// Number of the item, where the list has numbers.
    pub number: Option<u32>,
    /// Whether it is a row under a header row that names the columns.
    pub headed: bool,
}

/// A restored page.
pub struct Restored {
    /// The text as a document.
    pub document: Document,
    /// The way back to the page.
    pub text: Patched,
    /// Its lines.
    pub places: Vec<Place>,
}

/// Puts the parts together again.
pub fn restore(parts: &[Part], taxonomy: &Taxonomy) -> Restored {
    let mut splitter = Splitter::new(taxonomy);
    let mut text = Patched::default();
    let mut places = Vec::new();
    let mut sections = Vec::new();
    for (index, part) in parts.iter().enumerate().filter(|(_, part)| !part.kind.is_silent()) {
        let start = text.len();
        for block in &part.blocks {
            let from = text.len();
            append(&mut text, block, part.kind, &mut splitter);
            places.push(Place {
                span: from..text.len(),
                part: index,
                kind: block.kind,
                number: block.number,
                headed: block.headed,
            });
            text.insert("\n");
        }
        text.insert("\n");
        sections.push(Section { kind: section_kind(part.kind), title: String::new(), span: start..text.len() });
    }
    if sections.is_empty() {
        sections.push(Section { kind: SectionKind::Other, title: String::new(), span: 0..text.len() });
    }
    let lines = places
        .iter()
        .filter(|place| !place.span.is_empty())
        .map(|place| Line { span: place.span.clone(), locator: None, wraps: false, style: LineStyle::default() })
        .collect();
    let reading = Reading {
        format: Format::Text,
        text: text.text().to_owned(),
        lines,
        pages: None,
        sha256: String::new(),
        hidden: Vec::new(),
        warnings: Vec::new(),
        more: More::default(),
    };
    Restored { document: Document::with_sections(reading, DocumentKind::Posting, sections), text, places }
}

/// Adds a block; items that were glued get a comma, the label of a row a colon.
fn append(text: &mut Patched, block: &Block, part: PartKind, splitter: &mut Splitter<'_>) {
    let source = block.text.text();
    let (points, between) = match block.kind {
        BlockKind::Row if !source.contains('\t') => (splitter.label(source).into_iter().collect(), ": "),
        BlockKind::Item if part.lists_skills() => (splitter.points(source), ", "),
        _ => (Vec::new(), ""),
    };
    let mut from = 0;
    for point in points {
        text.append(&block.text, from..point);
        text.insert(between);
        from = point;
    }
    text.append(&block.text, from..source.len());
}

fn section_kind(part: PartKind) -> SectionKind {
    match part {
        PartKind::Required | PartKind::MustHave => SectionKind::Required,
        PartKind::Preferred => SectionKind::Preferred,
        PartKind::Responsibility => SectionKind::Responsibilities,
        part if part.lists_skills() => SectionKind::Skills,
        _ => SectionKind::Other,
    }
}
