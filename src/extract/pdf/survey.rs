//! How a page is made, as far as other readers stumble over it: columns, pictures, icons.

use std::collections::BTreeMap;

use hayro_interpret::kurbo::Rect;

use crate::document::{Columns, Icons, PlacedPicture, Survey};

use super::assemble::{BULLET_LINES, Block};
use super::glyph::Glyph;
use super::lines::Row;

/// Lines that each of two blocks must have beside the other to be columns.
const FEWEST_LINES: usize = 3;
/// Pairs of columns of one page beyond which the rest is not told.
const MOST_COLUMNS: usize = 12;
/// Blocks of a page beyond which the rest is not looked at.
const MOST_BLOCKS: usize = 60;
/// Pictures of a page that are told, and glyphs of a line that are looked at beside an icon.
const MOST_PICTURES: usize = 20;
const MOST_GLYPHS: usize = 1_000;
/// Lines of a column that are told.
const MOST_LINES: usize = 200;
/// Smaller pictures, in hundredths of the page, are logos, icons and rules.
const SMALLEST_PICTURE: f64 = 0.01;
/// Glyphs over a picture from which it is a background.
const MOST_OVER_PICTURE: usize = 10;
/// Words after an icon begin within so many ems.
const BESIDE: f32 = 4.0;

/// What stands on a page.
pub(super) struct PageMarks<'p> {
    /// Where its pictures are.
    pub(super) pictures: &'p [Rect],
    /// Glyphs that a font has for signs of its own.
    pub(super) icons: &'p [Glyph],
    /// Its text, as far as it is seen.
    pub(super) glyphs: &'p [Glyph],
}

/// Tells how a page is made. `blocks` are those of its upright text, `bounds` the page in the frame of its glyphs.
pub(super) fn page(number: u32, marks: &PageMarks<'_>, blocks: &[Block], bounds: Rect, survey: &mut Survey) {
    survey.columns.extend(columns(number, blocks));
    let pictures = marks.pictures.iter().filter(|at| share(**at, bounds) >= SMALLEST_PICTURE).take(MOST_PICTURES);
    survey.pictures.extend(pictures.map(|at| picture(number, *at, bounds, marks.glyphs)));
    survey.icons.extend(icons(number, marks));
}

/// Counts the signs without meaning that open a line and are no bullets: icons of a font that says nothing of them.
pub(super) fn signs(blocks: &[Block], survey: &mut Survey) {
    let lines = || blocks.iter().flat_map(|block| block.rows.iter().filter_map(|row| Some((block.page, row.sign?))));
    let mut times: BTreeMap<(u16, u32), u32> = BTreeMap::new();
    for (_, sign) in lines() {
        *times.entry(sign).or_default() += 1;
    }
    for (page, _) in lines().filter(|(_, sign)| times.get(sign).is_some_and(|&lines| lines < BULLET_LINES)) {
        match survey.icons.iter_mut().find(|icons| icons.page == page) {
            Some(icons) => icons.beside += 1,
            None => survey.icons.push(Icons { page, beside: 1, alone: 0 }),
        }
    }
    survey.icons.sort_by_key(|icons| icons.page);
}

fn columns(page: u32, blocks: &[Block]) -> Vec<Columns> {
    let mut found = Vec::new();
    let blocks = &blocks[..blocks.len().min(MOST_BLOCKS)];
    for left in blocks {
        for right in blocks {
            if found.len() >= MOST_COLUMNS {
                return found;
            }
            let (_, end) = edges(left);
            let (start, _) = edges(right);
            if end > start {
                continue;
            }
            let (beside_right, beside_left) = (beside(left, right), beside(right, left));
            if beside_right.len() >= FEWEST_LINES && beside_left.len() >= FEWEST_LINES {
                found.push(Columns { page, left: beside_right, right: beside_left });
            }
        }
    }
    found
}

/// Left and right end of a block.
fn edges(block: &Block) -> (f32, f32) {
    block.rows.iter().fold((f32::MAX, f32::MIN), |(left, right), row| (left.min(row.x0), right.max(row.x1)))
}

/// The lines of a block that stand between the first and the last one of another.
fn beside(block: &Block, other: &Block) -> Vec<String> {
    let (Some(first), Some(last)) = (other.rows.first(), other.rows.last()) else { return Vec::new() };
    let stands = |row: &&Row| row.y > first.y - first.size && row.y < last.y + 0.5 * last.size;
    block.rows.iter().filter(stands).take(MOST_LINES).map(|row| row.text.clone()).collect()
}

/// How much of a page a picture covers, from 0 to 1.
fn share(at: Rect, page: Rect) -> f64 {
    let share = at.intersect(page).area() / page.area();
    if share.is_finite() { share.clamp(0.0, 1.0) } else { 0.0 }
}

fn picture(number: u32, at: Rect, page: Rect, glyphs: &[Glyph]) -> PlacedPicture {
    let seen = at.intersect(page);
    let over = glyphs
        .iter()
        .filter(|glyph| glyph.turn == 0 && !glyph.is_space())
        .filter(|glyph| seen.contains((f64::from(glyph.x), f64::from(glyph.y))))
        .take(MOST_OVER_PICTURE)
        .count();
    let share = (share(at, page) * 100.0).round() as u8;
    PlacedPicture { page: number, share, under_text: over >= MOST_OVER_PICTURE }
}

fn icons(page: u32, marks: &PageMarks<'_>) -> Option<Icons> {
    if marks.icons.is_empty() {
        return None;
    }
    // Lines lie at their baselines: what stands beside an icon is near it in this order.
    let mut inked: Vec<&Glyph> = marks.glyphs.iter().filter(|glyph| !glyph.is_space()).collect();
    inked.sort_by(|a, b| a.y.total_cmp(&b.y));
    let mut others: Vec<&Glyph> = marks.icons.iter().collect();
    others.sort_by(|a, b| a.y.total_cmp(&b.y));
    let (mut beside, mut alone) = (0, 0);
    for icon in marks.icons {
        let next_icon =
            near(&others, icon).filter(|other| other.x > icon.x).map(|other| other.x).fold(f32::MAX, f32::min);
        let reach = icon.x + 0.01..(icon.end() + BESIDE * icon.size).min(next_icon);
        let words = near(&inked, icon).any(|glyph| glyph.turn == icon.turn && reach.contains(&glyph.x));
        if words { beside += 1 } else { alone += 1 }
    }
    Some(Icons { page, beside, alone })
}

/// The glyphs of a list, sorted by baseline, that stand on about the line of an icon.
fn near<'p>(sorted: &'p [&'p Glyph], icon: &Glyph) -> impl Iterator<Item = &'p Glyph> {
    let slack = 0.8 * icon.size;
    let from = sorted.partition_point(|glyph| glyph.y < icon.y - slack);
    let end = icon.y + slack;
    sorted[from..].iter().take_while(move |glyph| glyph.y <= end).take(MOST_GLYPHS).copied()
}
