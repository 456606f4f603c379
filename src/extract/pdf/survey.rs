//! How a page is made, as far as other readers stumble over it: columns, pictures, icons.

use std::collections::BTreeMap;

use hayro_interpret::kurbo::Rect;

use crate::document::{Columns, Icons, PlacedPicture, Survey};

use super::assemble::{BULLET_LINES, Block};
use super::device::Collector;
use super::glyph::Glyph;
use super::lines::Row;

/// Lines that each of two blocks must have beside the other to be columns.
const FEWEST_LINES: usize = 3;
/// Pairs of columns of one page beyond which the rest is not told.
const MOST_COLUMNS: usize = 12;
/// Lines of a column that are told.
const MOST_LINES: usize = 200;
/// Smaller pictures, in hundredths of the page, are logos, icons and rules.
const SMALLEST_PICTURE: f64 = 0.01;
/// Glyphs over a picture from which it is a background.
const MOST_OVER_PICTURE: usize = 10;
/// Words after an icon begin within so many ems.
const BESIDE: f32 = 4.0;

/// Tells how a page is made. `blocks` are those of its upright text, `size` its width and height in points.
pub(super) fn page(number: u32, collected: &Collector<'_>, blocks: &[Block], size: (f32, f32), survey: &mut Survey) {
    survey.columns.extend(columns(number, blocks));
    let page = Rect::new(0.0, 0.0, f64::from(size.0), f64::from(size.1));
    survey.pictures.extend(collected.pictures.iter().filter_map(|at| picture(number, *at, page, &collected.glyphs)));
    survey.icons.extend(icons(number, collected));
}

/// Counts the signs without meaning that open a line and are no bullets: icons of a font that says nothing of them.
pub(super) fn signs(blocks: &[Block], survey: &mut Survey) {
    let lines = || blocks.iter().flat_map(|block| block.rows.iter().filter_map(|row| Some((block.page, row.sign?))));
    let times = |sign: (u16, u32)| lines().filter(|(_, other)| *other == sign).take(BULLET_LINES as usize).count();
    let mut known: BTreeMap<(u16, u32), bool> = BTreeMap::new();
    for (page, sign) in lines() {
        if *known.entry(sign).or_insert_with(|| times(sign) >= BULLET_LINES as usize) {
            continue;
        }
        match survey.icons.iter_mut().find(|icons| icons.page == page) {
            Some(icons) => icons.beside += 1,
            None => survey.icons.push(Icons { page, beside: 1, alone: 0 }),
        }
    }
    survey.icons.sort_by_key(|icons| icons.page);
}

fn columns(page: u32, blocks: &[Block]) -> Vec<Columns> {
    let mut found = Vec::new();
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

fn picture(number: u32, at: Rect, page: Rect, glyphs: &[Glyph]) -> Option<PlacedPicture> {
    let seen = at.intersect(page);
    let share = seen.area() / page.area();
    if !share.is_finite() || share < SMALLEST_PICTURE {
        return None;
    }
    let over = glyphs
        .iter()
        .filter(|glyph| glyph.turn == 0 && !glyph.is_space())
        .filter(|glyph| seen.contains((f64::from(glyph.x), f64::from(glyph.y))))
        .take(MOST_OVER_PICTURE)
        .count();
    let share = (share * 100.0).round().clamp(1.0, 100.0) as u8;
    Some(PlacedPicture { page: number, share, under_text: over >= MOST_OVER_PICTURE })
}

fn icons(page: u32, collected: &Collector<'_>) -> Option<Icons> {
    let (mut beside, mut alone) = (0, 0);
    for icon in &collected.icons {
        let mut line = collected.glyphs.iter().filter(|glyph| {
            glyph.turn == icon.turn && (glyph.y - icon.y).abs() < 0.6 * icon.size.max(glyph.size) && !glyph.is_space()
        });
        let reach = icon.end()..icon.end() + BESIDE * icon.size;
        let next_icon = collected
            .icons
            .iter()
            .filter(|other| (other.y - icon.y).abs() < 0.3 * icon.size && other.x > icon.x)
            .map(|other| other.x)
            .fold(f32::MAX, f32::min);
        let words = line.any(|glyph| {
            (reach.start - 0.5 * icon.size..reach.end).contains(&glyph.x) && glyph.x > icon.x && glyph.x < next_icon
        });
        if words { beside += 1 } else { alone += 1 }
    }
    (beside + alone > 0).then_some(Icons { page, beside, alone })
}
