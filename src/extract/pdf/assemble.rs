//! Blocks of all pages to one text with its lines.

use std::collections::{BTreeMap, HashMap};

use crate::document::{Line, LineStyle, Locator, wrap};

use super::fonts::Fonts;
use super::lines::Row;

/// Lines of one block of a page.
pub(super) struct Block {
    /// Page, from 1.
    pub(super) page: u32,
    /// Its lines, from top to bottom.
    pub(super) rows: Vec<Row>,
}

/// A sign without meaning that opens so many lines is a bullet; another is an icon.
pub(super) const BULLET_LINES: u32 = 3;

/// What most of a document is set in.
struct Body {
    size: f32,
    font: u16,
    /// Distance of its lines over its size.
    leading: f32,
}

impl Body {
    fn of(blocks: &[Block]) -> Self {
        let all = || blocks.iter().flat_map(|block| &block.rows);
        // Sizes are counted in tenths of a point.
        let size = most(all().map(|row| ((row.size * 10.0).round() as u32, row.glyphs))).unwrap_or(100) as f32 / 10.0;
        let font = most(all().map(|row| (u32::from(row.font), row.glyphs))).unwrap_or(0) as u16;
        let mut leadings: Vec<f32> = blocks
            .iter()
            .flat_map(|block| block.rows.windows(2))
            .filter(|pair| pair.iter().all(|row| (row.size - size).abs() < 0.1 * size))
            .map(|pair| (pair[1].y - pair[0].y) / size)
            .collect();
        leadings.sort_unstable_by(f32::total_cmp);
        let leading = leadings.get(leadings.len() / 2).copied().unwrap_or(1.2).clamp(1.0, 2.0);
        Self { size: size.max(0.1), font, leading }
    }
}

/// The key with the greatest weight.
fn most(weights: impl Iterator<Item = (u32, u32)>) -> Option<u32> {
    let mut sums = BTreeMap::<u32, u64>::new();
    for (key, weight) in weights {
        *sums.entry(key).or_default() += u64::from(weight);
    }
    sums.into_iter().max_by_key(|&(key, sum)| (sum, std::cmp::Reverse(key))).map(|(key, _)| key)
}

/// Puts the blocks of a document together: a line each, an empty line between blocks and wherever lines stand wider
/// apart than those of a paragraph.
pub(super) fn assemble(blocks: &[Block], fonts: &Fonts) -> (String, Vec<Line>) {
    let body = Body::of(blocks);
    let mut signs = HashMap::<(u16, u32), u32>::new();
    for sign in blocks.iter().flat_map(|block| &block.rows).filter_map(|row| row.sign) {
        *signs.entry(sign).or_default() += 1;
    }
    let mut text = String::new();
    let mut lines: Vec<Line> = Vec::new();
    let mut previous: Option<(&Row, &Block)> = None;
    for block in blocks {
        for (i, row) in block.rows.iter().enumerate() {
            let content = content(row, &signs);
            if content.is_empty() {
                continue;
            }
            let style = LineStyle {
                relative_size: row.size / body.size,
                bold: fonts.bold(row.font, body.font),
                marked_heading: false,
                bullet: row.dotted || wrap::bullet(&content).is_some(),
            };
            let mut apart = true;
            if let (Some((before, its_block)), Some(line)) = (previous, lines.last_mut()) {
                let same_weight = style.bold == line.style.bold || wrap::is_labelled(&before.text);
                let fits = !style.bullet && same_weight;
                if i > 0 {
                    apart = is_apart(before, row, &body);
                    line.wraps = !apart && fits && goes_on(before, row, edges(its_block));
                } else {
                    // The next column or page: only a sentence that is clearly not at its end goes on there.
                    let same_size = (before.size - row.size).abs() <= 0.12 * row.size;
                    line.wraps = fits
                        && same_size
                        && content.starts_with(char::is_lowercase)
                        && !text.trim_end().ends_with(['.', '!', '?', ':'])
                        && before.x1 + 0.25 * before.size + row.first_word > edges(its_block).1;
                    apart = !line.wraps;
                }
            }
            if apart && !text.is_empty() {
                text.push('\n');
            }
            let start = text.len();
            text.push_str(&content);
            lines.push(Line { span: start..text.len(), locator: Some(Locator::Page(block.page)), wraps: false, style });
            text.push('\n');
            previous = Some((row, block));
        }
    }
    (text, lines)
}

/// The text of a row, its opening sign read as a bullet or left out.
fn content<'r>(row: &'r Row, signs: &HashMap<(u16, u32), u32>) -> std::borrow::Cow<'r, str> {
    let Some(sign) = row.sign else { return row.text.as_str().into() };
    let rest = row.text.trim_start_matches(char::REPLACEMENT_CHARACTER).trim_start();
    if signs.get(&sign).is_some_and(|&lines| lines >= BULLET_LINES) && !rest.is_empty() {
        format!("• {rest}").into()
    } else {
        rest.into()
    }
}

/// Left and right end of a block.
fn edges(block: &Block) -> (f32, f32) {
    block.rows.iter().fold((f32::MAX, f32::MIN), |(left, right), row| (left.min(row.x0), right.max(row.x1)))
}

/// A wider distance than lines of a paragraph have.
fn is_apart(previous: &Row, row: &Row, body: &Body) -> bool {
    (row.y - previous.y) / previous.size.max(row.size) > body.leading * 1.25 + 0.05
}

/// Whether a paragraph goes on in the next line: the next word would not have fitted any more, or it is in the middle
/// of a sentence; and it starts where the line starts, or its last cell, or a bit further in, as under a list number.
fn goes_on(line: &Row, next: &Row, (left, right): (f32, f32)) -> bool {
    let em = line.size;
    let same_size = (line.size - next.size).abs() <= 0.12 * em;
    // Programs that weigh a whole paragraph break a bit before a line is full.
    let full = line.x1 + 0.25 * em + next.first_word > right - 0.03 * (right - left);
    let sentence = next.text.starts_with(char::is_lowercase) && !line.text.ends_with(['.', '!', '?', ':', ';']);
    let full = full || (sentence && line.x1 - left > 0.6 * (right - left));
    let place = if line.cells {
        next.x0 >= line.last_x0 - 0.5 * em && !next.cells
    } else {
        (line.x0 - 1.5 * em..=line.x0 + 3.0 * em).contains(&next.x0)
    };
    let label = wrap::is_labelled(&next.text) || wrap::is_capitals(&next.text);
    same_size && full && place && !label
}

#[cfg(test)]
mod tests {
    use super::super::lines::{rows, tests::at};
    use super::super::words::Segment;
    use super::*;

    fn read(blocks: Vec<Vec<Segment>>) -> (String, Vec<Line>) {
        let blocks: Vec<Block> = blocks.into_iter().map(|part| Block { page: 1, rows: rows(part) }).collect();
        assemble(&blocks, &Fonts::default())
    }

    fn wraps(segments: Vec<Segment>) -> Vec<bool> {
        read(vec![segments]).1.iter().map(|line| line.wraps).collect()
    }

    #[test]
    fn full_lines_wrap_and_short_ones_do_not() {
        let paragraph = vec![
            at("Machine learning engineer with nine years", 50.0, 100.0, 0),
            at("in software, seven of them putting models", 50.0, 112.0, 1),
            at("into production.", 50.0, 124.0, 2),
            at("Python", 50.0, 136.0, 3),
        ];
        assert_eq!(wraps(paragraph), [true, true, false, false]);
    }

    #[test]
    fn a_line_with_a_date_does_not_wrap_and_a_cell_does() {
        let mut date = vec![at("Engineer", 50.0, 100.0, 0), at("2020", 300.0, 100.0, 1), at("Acme", 50.0, 112.0, 2)];
        assert_eq!(wraps(date.clone()), [false, false]);
        date[2] = at("Acme", 300.0, 112.0, 2);
        assert_eq!(wraps(date), [true, false]);
    }

    #[test]
    fn wide_gaps_part_blocks() {
        let lines = vec![
            at("one", 50.0, 100.0, 0),
            at("two", 50.0, 112.0, 1),
            at("three", 50.0, 124.0, 2),
            at("four", 50.0, 150.0, 3),
        ];
        assert_eq!(read(vec![lines]).0, "one\ntwo\nthree\n\nfour\n");
    }

    #[test]
    fn a_sentence_goes_on_in_the_next_column() {
        let left = vec![at("Journal of chemical", 50.0, 100.0, 0), at("reactions of synthe-", 50.0, 112.0, 1)];
        let right = vec![at("sis, 2019.", 300.0, 100.0, 2)];
        let (text, lines) = read(vec![left, right]);
        assert!(lines[1].wraps);
        assert!(text.ends_with("synthe-\nsis, 2019.\n"));
    }

    #[test]
    fn a_repeated_sign_is_a_bullet_and_a_single_one_an_icon() {
        let line = |text: &str, y: f32, code: u32| Segment { sign: Some((1, code)), ..at(text, 50.0, y, 0) };
        let segments = vec![
            line("\u{fffd} one", 100.0, 7),
            line("\u{fffd} two", 112.0, 7),
            line("\u{fffd} three", 124.0, 7),
            line("\u{fffd} Toronto", 136.0, 8),
        ];
        assert_eq!(read(vec![segments]).0, "• one\n• two\n• three\nToronto\n");
    }
}
