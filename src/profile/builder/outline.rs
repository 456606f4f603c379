//! A page as parts under headings, and the parts as blocks: items, rows of a table, paragraphs.
//!
//! Saved pages lose their markup. So a heading is what says so by its format, or by its words, or by standing alone
//! over something longer; and it may stand glued to the item before it or to the sentence after it.

use super::heading::{HEADING_WORDS, Headings, PartKind, words};
use super::lines::Line;
use super::patched::Patched;
use super::role_name::RoleNames;
use super::table;
use crate::taxonomy::{Guide, Stage};

/// How far down a page its title may stand, in parts.
const NAVIGATION_PARTS: usize = 12;

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BlockKind {
    /// An item of a list.
    Item,
    /// A row of a table; its cells are separated by `\t` where the page kept them apart.
    Row,
    /// Running text.
    Prose,
}

/// A piece of a part.
#[derive(Debug, Clone)]
pub struct Block {
    /// Its text.
    pub text: Patched,
    /// What it is.
    pub kind: BlockKind,
    /// Number of the item, where the list has numbers.
    pub number: Option<u32>,
    /// Whether it is a row under a header row that names the columns.
    pub headed: bool,
}

/// What stands under one heading.
#[derive(Debug, Clone)]
pub struct Part {
    /// The heading as written; that of the document before the first one.
    pub title: String,
    /// What it says of the skills in it.
    pub kind: PartKind,
    /// Whether the heading itself says so, not one above it.
    pub named: bool,
    /// The stage of a career that it is about.
    pub stage: Option<Stage>,
    /// What stands in it.
    pub blocks: Vec<Block>,
}

/// A line with what it was found to be.
struct Piece {
    line: Line,
    heading: Option<Heading>,
}

#[derive(Clone, Copy)]
struct Heading {
    kind: Option<PartKind>,
    stage: Option<Stage>,
}

/// Cuts the lines of a document into parts.
pub fn parts(lines: Vec<Line>, headings: &Headings<'_>, roles: &RoleNames<'_>, guide: &Guide) -> Vec<Part> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut in_table = false;
    for line in lines {
        // The cells of a table are glued as headings are, and none of them is one.
        in_table = in_table && !line.opens_block || table::is_header(line.text.text(), guide);
        if in_table {
            pieces.push(Piece { line, heading: None });
        } else {
            split_glued(line, headings, &mut pieces);
        }
    }
    mark_headings(&mut pieces, headings, guide);
    let title = pieces.first().map(|piece| title_text(&piece.line)).unwrap_or_default();
    let first = Part { title, kind: PartKind::Overview, named: false, stage: None, blocks: Vec::new() };
    let mut parts = vec![first];
    let mut umbrella: Option<Umbrella> = None;
    let mut in_table = false;
    for piece in pieces {
        let asks = umbrella.as_ref().is_some_and(|umbrella| umbrella.kind == PartKind::Questions);
        let question = asks && piece.line.text.text().ends_with('?');
        if let Some(heading) = piece.heading.filter(|_| !question) {
            in_table = false;
            let part = open(&piece.line, heading, &mut umbrella, parts.last(), headings, roles);
            parts.push(part);
            continue;
        }
        let Some(part) = parts.last_mut() else { continue };
        if piece.line.linked || headings.is_advertising(piece.line.text.text()) {
            continue;
        }
        if piece.line.opens_block && !piece.line.text.text().contains('\t') {
            in_table = false;
        }
        if table::is_header(piece.line.text.text(), guide) {
            in_table = true;
            continue;
        }
        let in_list = part.blocks.last().is_some_and(|block| block.kind == BlockKind::Item);
        part.blocks.push(block(piece.line, part.kind, in_table, in_list));
    }
    number_items(&mut parts);
    for part in &mut parts {
        // Numbered items under a heading that says nothing else are steps to take.
        let numbers = part.blocks.iter().filter_map(|block| block.number);
        if !part.named
            && part.kind == PartKind::Overview
            && numbers.eq(1..=part.blocks.len() as u32)
            && part.blocks.len() > 1
        {
            part.kind = PartKind::Steps;
        }
    }
    drop_navigation(&mut parts, roles);
    parts
}

/// What stands before the title of a page is navigation: short lines before the first one that names the role.
fn drop_navigation(parts: &mut Vec<Part>, roles: &RoleNames<'_>) {
    let names = |text: &str| roles.names_own(&words(text));
    let Some(title) = parts
        .iter()
        .take(NAVIGATION_PARTS)
        .position(|part| names(&part.title) || part.blocks.iter().any(|block| names(block.text.text())))
    else {
        return;
    };
    let is_menu =
        |part: &Part| !part.blocks.iter().any(|block| block.text.text().trim_end().ends_with(['.', '!', '?']));
    if parts[..title].iter().all(is_menu) {
        parts.drain(..title);
        if let Some(first) = parts.first_mut().filter(|part| !names(&part.title)) {
            let named = first.blocks.iter().position(|block| names(block.text.text())).unwrap_or(0);
            if !first.blocks[..named].iter().any(|block| block.text.text().trim_end().ends_with(['.', '!', '?'])) {
                first.blocks.drain(..named);
            }
        }
    }
}

/// A heading of known kind whose part goes on under headings that say nothing of their own.
struct Umbrella {
    kind: PartKind,
    depth: Option<u8>,
}

/// Opens the part of a heading.
fn open(
    line: &Line,
    heading: Heading,
    umbrella: &mut Option<Umbrella>,
    before: Option<&Part>,
    headings: &Headings<'_>,
    roles: &RoleNames<'_>,
) -> Part {
    let title = title_text(line);
    let silent = umbrella.as_ref().is_some_and(|umbrella| umbrella.kind.is_silent());
    let advertising = headings.is_advertising(&title);
    let (kind, named) = match heading.kind {
        _ if advertising => (PartKind::Aside, true),
        Some(kind) => (kind, true),
        None if heading.stage.is_some() && !silent => {
            (umbrella.as_ref().map_or(PartKind::Stages, |umbrella| umbrella.kind), false)
        }
        None => {
            let under = umbrella.as_ref().filter(|umbrella| match (umbrella.depth, line.depth) {
                (Some(above), Some(here)) if above != here => here > above,
                // Without levels: a heading that has hardly a word under it stands over those that follow.
                _ => before.is_some_and(|part| !part.named || is_intro(part)),
            });
            match under {
                Some(umbrella) if !roles.names_own(&words(&title)) => (umbrella.kind, false),
                _ => (PartKind::Overview, false),
            }
        }
    };
    if named {
        *umbrella = Some(Umbrella { kind, depth: line.depth });
    } else if kind == PartKind::Overview {
        *umbrella = None;
    }
    Part { title, kind, named, stage: heading.stage, blocks: Vec::new() }
}

/// Whether a part has no more than a sentence or two to introduce what follows.
fn is_intro(part: &Part) -> bool {
    part.blocks.len() <= 1 && part.blocks.iter().all(|block| block.kind == BlockKind::Prose && block.text.len() < 240)
}

fn title_text(line: &Line) -> String {
    line.text.text().trim().trim_end_matches(':').trim().to_owned()
}

/// A line with glued headings becomes several.
fn split_glued(line: Line, headings: &Headings<'_>, pieces: &mut Vec<Piece>) {
    let text = line.text.text();
    let mut from = 0;
    while let Some((range, named)) = headings.glued(&text[from..]) {
        let (start, end) = (from + range.start, from + range.end);
        let before = line.text.part(from..start);
        if !before.is_blank() {
            pieces.push(Piece { line: piece_of(&line, before, from), heading: None });
        }
        let opens = Line { text: line.text.part(start..end), opens_block: true, ..Line::default() };
        pieces.push(Piece { line: opens, heading: Some(Heading { kind: Some(named.kind), stage: None }) });
        from = text.len() - text[end..].trim_start_matches([':', ' ']).len();
    }
    if from == 0 {
        pieces.push(Piece { line, heading: None });
    } else if from < text.len() {
        pieces.push(Piece { line: piece_of(&line, line.text.part(from..text.len()), from), heading: None });
    }
}

/// A piece of a line; only the first one has its marks.
fn piece_of(line: &Line, text: Patched, from: usize) -> Line {
    match from {
        0 => Line { text, depth: None, ..*line },
        _ => Line { text, ..Line::default() },
    }
}

/// Finds the headings that have a line of their own.
fn mark_headings(pieces: &mut [Piece], headings: &Headings<'_>, guide: &Guide) {
    for at in 0..pieces.len() {
        if pieces[at].heading.is_some() || pieces[at].line.linked {
            continue;
        }
        let line = &pieces[at].line;
        let text = line.text.text();
        let count = text.split_whitespace().take(HEADING_WORDS + 1).count();
        let ends = text.ends_with(['.', '!', ';', ',']) && line.depth.is_none();
        if count > HEADING_WORDS || ends || line.bullet && line.depth.is_none() || text.contains('\t') {
            continue;
        }
        if line.depth.is_none() && table::is_header(text, guide) {
            continue;
        }
        let bare = text.trim_end_matches(':');
        let named = headings.read(bare);
        let stage = headings.stage(bare);
        let next = pieces.get(at + 1);
        let is_heading = line.depth.is_some() || {
            let alone = line.opens_block && next.is_none_or(|next| next.line.opens_block || next.line.bullet);
            let set_off = alone || line.emphasised || text.ends_with(':');
            let titled = headings.is_title_case(text) || count <= 6 && text.starts_with(char::is_uppercase);
            let over_content = next.is_some_and(|next| next.heading.is_none() && is_content(&next.line, headings));
            // In a run of short lines each may be an item, whatever its words.
            let in_run = at.checked_sub(1).is_some_and(|before| is_short(&pieces[before]));
            match (named, stage) {
                (Some(named), _) if named.whole => named.words > 1 || count > 1 || set_off || over_content || !in_run,
                (Some(_), _) if titled && (alone || line.emphasised) => true,
                (Some(_), _) if count <= 6 && titled && over_content && !in_run => true,
                (_, Some(_)) => set_off && titled,
                // "The work is hard in three ways:" introduces what follows.
                _ => {
                    (titled && !text.ends_with(':') || text.ends_with('?'))
                        && (alone || line.emphasised)
                        && over_content
                }
            }
        };
        if is_heading {
            // A title that holds a phrase among other words says less than a list of its own words would.
            let kind = named
                .map(|named| named.kind)
                .filter(|_| stage.is_none() || named.is_some_and(|named| named.whole && named.words > 1));
            pieces[at].heading = Some(Heading { kind, stage });
        }
    }
}

/// Whether a line is short and unmarked, as the items of a list are that lost its marks.
fn is_short(piece: &Piece) -> bool {
    let text = piece.line.text.text();
    piece.heading.is_none()
        && !piece.line.bullet
        && text.split_whitespace().nth(6).is_none()
        && !text.ends_with(['.', '!', '?'])
}

/// Whether a line is something that a heading stands over, not another heading or an item like itself.
fn is_content(line: &Line, headings: &Headings<'_>) -> bool {
    let text = line.text.text();
    let long = text.split_whitespace().nth(6).is_some();
    let listed = text.contains([',', ';', '\t']) || text.ends_with(['.', ':']);
    (line.bullet || long || listed) && line.depth.is_none() && !headings.read(text).is_some_and(|named| named.whole)
}

/// What a line is within its part.
fn block(line: Line, part: PartKind, in_table: bool, in_list: bool) -> Block {
    let text = line.text.text();
    let count = text.split_whitespace().take(9).count();
    let sentence = text.ends_with(['.', '!', '?', ':']) || count > 8 && !text.contains([',', ';', '|', '·', '•']);
    let short = count <= 6 && (!sentence || in_list && !line.opens_block);
    let kind = if text.contains('\t') || in_table {
        BlockKind::Row
    } else if line.bullet || short || part.lists_skills() && !(sentence && count > 4) {
        BlockKind::Item
    } else {
        BlockKind::Prose
    };
    Block { text: line.text, kind, number: line.number, headed: in_table }
}

/// Reads item numbers that lost their place: on a line of their own, glued to the item, or to the end of the one before.
fn number_items(parts: &mut [Part]) {
    for part in parts {
        let mut next: Option<u32> = None;
        let mut last = 0;
        let mut kept: Vec<Block> = Vec::with_capacity(part.blocks.len());
        for mut block in std::mem::take(&mut part.blocks) {
            let text = block.text.text().trim();
            if text.len() <= 2
                && let Ok(number) = text.parse::<u32>()
            {
                next = Some(number);
                continue;
            }
            if let Some(rest) = text.strip_prefix(&(last + 1).to_string())
                && rest.starts_with(char::is_uppercase)
            {
                next = Some(last + 1);
                block.text = block.text.part(block.text.len() - rest.len()..block.text.len());
            }
            if let Some(number) = next.take() {
                block.number = Some(number);
                block.kind = BlockKind::Item;
                last = number;
                if let Some(cut) = cut_number(block.text.text(), number + 1) {
                    block.text = block.text.part(0..cut);
                    next = Some(number + 1);
                }
            }
            kept.push(block);
        }
        part.blocks = kept;
    }
}

/// Where the number of the next item begins, which lost its line.
fn cut_number(text: &str, number: u32) -> Option<usize> {
    let cut = text.trim_end().strip_suffix(&number.to_string())?;
    let glued = cut.ends_with(|c: char| c.is_alphabetic() || matches!(c, '.' | ')' | '!' | '?' | '%' | '"' | '”'));
    (glued || cut.ends_with(' ')).then_some(cut.trim_end().len())
}
