//! Segments of a page to blocks in reading order: columns and sidebars are read one after the other, tables and dates
//! at the right margin row by row.
//!
//! Whether a gutter parts two columns or two cells of a row is told by two things. Columns are drawn one after the
//! other and tables row by row, so the order of drawing changes sides seldom or often. And rows of a table share their
//! baselines, which lines of two columns do only by chance.

use super::words::Segment;

/// Lines that both sides of a gutter need before it may part columns.
const FEWEST_LINES: usize = 3;
/// Columns inside columns inside columns.
const DEEPEST: usize = 6;
/// Left edges closer than this, in points, are the same edge.
const SAME_EDGE: f32 = 2.0;
/// Candidate gutters that are tried, those with the most lines first.
const MOST_CANDIDATES: usize = 24;

/// Parts the segments of a page into blocks, in reading order.
pub(super) fn blocks(segments: Vec<Segment>) -> Vec<Vec<Segment>> {
    let mut out = Vec::new();
    part(segments, 0, &mut out);
    out
}

fn part(segments: Vec<Segment>, depth: usize, out: &mut Vec<Vec<Segment>>) {
    if segments.is_empty() {
        return;
    }
    let best = (depth < DEEPEST && segments.len() >= 2 * FEWEST_LINES).then(|| best_cut(&segments)).flatten();
    let Some((cut, zones)) = best else {
        out.push(segments);
        return;
    };
    let mut rest = segments;
    rest.sort_by(|a, b| a.y.total_cmp(&b.y));
    let mut plain = Vec::new();
    let (mut left, mut right) = (Vec::new(), Vec::new());
    let mut zone = 0;
    for segment in rest {
        while zone < zones.len() && segment.y > zones[zone].1 {
            part(std::mem::take(&mut left), depth + 1, out);
            part(std::mem::take(&mut right), depth + 1, out);
            zone += 1;
        }
        if zone < zones.len() && segment.y >= zones[zone].0 {
            part(std::mem::take(&mut plain), depth + 1, out);
            if segment.x0 >= cut { right.push(segment) } else { left.push(segment) }
        } else {
            plain.push(segment);
        }
    }
    part(left, depth + 1, out);
    part(right, depth + 1, out);
    part(plain, depth + 1, out);
}

/// A stretch of the page, from baseline to baseline.
type Zone = (f32, f32);

/// The gutter that parts the most lines into columns, with the stretches in which it does.
fn best_cut(segments: &[Segment]) -> Option<(f32, Vec<Zone>)> {
    let mut best: Option<(usize, f32, Vec<Zone>)> = None;
    let mut by_y: Vec<&Segment> = segments.iter().collect();
    by_y.sort_by(|a, b| a.y.total_cmp(&b.y));
    for cut in candidates(segments) {
        let zones = zones(&by_y, cut);
        let lines: usize = zones.iter().map(|(_, lines)| lines).sum();
        if lines > 0 && best.as_ref().is_none_or(|(most, ..)| lines > *most) {
            best = Some((lines, cut, zones.into_iter().map(|(zone, _)| zone).collect()));
        }
    }
    best.map(|(_, cut, zones)| (cut, zones))
}

/// Left edges that several lines share, with something to the left of them.
fn candidates(segments: &[Segment]) -> Vec<f32> {
    let mut edges: Vec<f32> = segments.iter().filter(|segment| segment.has_word()).map(|segment| segment.x0).collect();
    edges.sort_unstable_by(f32::total_cmp);
    let mut found: Vec<(usize, f32)> = Vec::new();
    let mut start = 0;
    for i in 1..=edges.len() {
        if i == edges.len() || edges[i] - edges[i - 1] > SAME_EDGE {
            if i - start >= FEWEST_LINES && start > 0 {
                found.push((i - start, edges[start] - 0.5));
            }
            start = i;
        }
    }
    found.sort_by_key(|&(lines, _)| std::cmp::Reverse(lines));
    found.truncate(MOST_CANDIDATES);
    found.into_iter().map(|(_, cut)| cut).collect()
}

/// The stretches between lines that cross a cut, as far as the cut parts columns there; each with its lines.
fn zones(by_y: &[&Segment], cut: f32) -> Vec<(Zone, usize)> {
    let crosses = |segment: &Segment| segment.x0 < cut - 0.5 && segment.x1 > cut + 0.5;
    let mut found = Vec::new();
    let mut start = 0;
    while start < by_y.len() {
        if crosses(by_y[start]) {
            start += 1;
            continue;
        }
        let end = (start..by_y.len()).find(|&i| crosses(by_y[i])).unwrap_or(by_y.len());
        let mut inside = &by_y[start..end];
        // What stands on the line of a crossing segment belongs to that line.
        let same = |a: &Segment, b: &Segment| (a.y - b.y).abs() <= 0.25 * a.size.min(b.size);
        if start > 0 {
            while inside.first().is_some_and(|segment| same(segment, by_y[start - 1])) {
                inside = &inside[1..];
            }
        }
        if end < by_y.len() {
            while inside.last().is_some_and(|segment| same(segment, by_y[end])) {
                inside = &inside[..inside.len() - 1];
            }
        }
        let columns = [inside, below_head(inside, cut)].into_iter().find(|part| are_columns(part, cut));
        if let Some(([first, ..], [.., last])) = columns.map(|part| (part, part)) {
            found.push(((first.y, last.y), columns.map_or(0, <[_]>::len)));
        }
        start = end;
    }
    found
}

/// What is left of a stretch without the lines that stand on one side of a cut, above everything on the other: a name
/// and an address over two columns.
fn below_head<'s>(inside: &'s [&'s Segment], cut: f32) -> &'s [&'s Segment] {
    let first = |right: bool| inside.iter().position(|segment| (segment.x0 >= cut) == right);
    let (Some(left), Some(right)) = (first(false), first(true)) else { return inside };
    let second = inside[left.max(right)];
    let from = inside.iter().position(|segment| segment.y >= second.y - 1.5 * second.size);
    &inside[from.unwrap_or(0)..]
}

/// One side of a gutter.
struct Side {
    /// Baselines, from top to bottom.
    rows: Vec<f32>,
    x0: f32,
    x1: f32,
    /// Mean width of its segments.
    width: f32,
    /// All its segments end at the same place.
    flush_right: bool,
}

impl Side {
    fn of<'s>(segments: impl Iterator<Item = &'s Segment> + Clone) -> Option<Self> {
        let mut rows: Vec<f32> = Vec::new();
        let (mut x0, mut x1, mut least_x1) = (f32::MAX, f32::MIN, f32::MAX);
        let (mut width, mut count) = (0.0, 0);
        for segment in segments {
            (x0, x1, least_x1) = (x0.min(segment.x0), x1.max(segment.x1), least_x1.min(segment.x1));
            if !segment.has_word() {
                continue;
            }
            if rows.last().is_none_or(|last| (last - segment.y).abs() > 0.3 * segment.size) {
                rows.push(segment.y);
            }
            width += segment.x1 - segment.x0;
            count += 1;
        }
        (count > 0).then(|| Self { rows, x0, x1, width: width / count as f32, flush_right: x1 - least_x1 <= SAME_EDGE })
    }
}

fn are_columns(segments: &[&Segment], cut: f32) -> bool {
    let is_right = |segment: &&&Segment| segment.x0 >= cut;
    let Some(left) = Side::of(segments.iter().filter(|s| !is_right(s)).copied()) else { return false };
    let Some(right) = Side::of(segments.iter().filter(is_right).copied()) else { return false };
    let fewer = left.rows.len().min(right.rows.len());
    let em = segments[segments.len() / 2].size;
    // A line in ten may be too long for its column and reach into the gutter.
    let long = segments.iter().filter(|s| s.x0 < cut && s.x1 > right.x0 - 0.5 * em).count();
    if fewer < FEWEST_LINES || long * 10 > left.rows.len() {
        return false;
    }
    // Both sides must stand beside each other, not one below the other.
    let span = |side: &Side| (side.rows[0], side.rows[side.rows.len() - 1]);
    let ((l0, l1), (r0, r1)) = (span(&left), span(&right));
    if l1.min(r1) - l0.max(r0) < 0.4 * (l1 - l0).min(r1 - r0) {
        return false;
    }
    let (few, many) = if left.rows.len() <= right.rows.len() { (&left, &right) } else { (&right, &left) };
    let aligned = few.rows.iter().filter(|&&y| many.rows.iter().any(|other| (other - y).abs() <= 0.2 * em)).count();
    let aligned = aligned as f32 / few.rows.len() as f32;

    let mut drawn: Vec<(u32, bool)> =
        segments.iter().filter(|s| s.has_word()).map(|s| (s.order, s.x0 >= cut)).collect();
    drawn.sort_unstable();
    let changes = drawn.windows(2).filter(|pair| pair[0].1 != pair[1].1).count();
    if changes <= 2.max(fewer / 4) {
        // Dates that were drawn after everything else are still dates of their lines.
        let page = right.x1 - left.x0;
        let margin = right.flush_right && right.width < 0.3 * page && right.rows.len() * 5 <= left.rows.len() * 4;
        return !(aligned >= 0.9 && margin);
    }
    aligned < 0.5 && fewer > FEWEST_LINES
}

#[cfg(test)]
mod tests {
    use super::super::lines::{rows, tests::at};
    use super::*;

    fn read(segments: Vec<Segment>) -> Vec<Vec<String>> {
        blocks(segments).into_iter().map(|block| rows(block).into_iter().map(|row| row.text).collect()).collect()
    }

    fn flat(segments: Vec<Segment>) -> Vec<String> {
        read(segments).into_iter().flatten().collect()
    }

    #[test]
    fn a_sidebar_is_read_on_its_own() {
        let mut segments = vec![at("Ada Lovelace, a headline that spans the whole page", 50.0, 50.0, 0)];
        for i in 0..6 {
            segments.push(at(&format!("side {i}"), 50.0, 100.0 + 15.0 * i as f32, 1 + i));
        }
        for i in 0..8 {
            segments.push(at(&format!("a longer main line {i}"), 150.0, 100.0 + 12.0 * i as f32, 20 + i));
        }
        let lines = flat(segments);
        assert_eq!(lines[0], "Ada Lovelace, a headline that spans the whole page");
        assert_eq!(lines[1..7], ["side 0", "side 1", "side 2", "side 3", "side 4", "side 5"]);
        assert_eq!(lines[7], "a longer main line 0");
    }

    #[test]
    fn a_short_sidebar_under_a_name_is_read_on_its_own() {
        let mut segments: Vec<Segment> =
            (0..6).map(|i| at("name and address", 50.0, 20.0 + 14.0 * i as f32, i)).collect();
        for i in 0..4 {
            segments.push(at(&format!("side {i}"), 50.0, 120.0 + 12.0 * i as f32, 10 + i));
        }
        for i in 0..12 {
            segments.push(at(&format!("a longer main line {i}"), 180.0, 118.0 + 13.0 * i as f32, 20 + i));
        }
        let lines = flat(segments);
        assert_eq!(lines[5..11], ["name and address", "side 0", "side 1", "side 2", "side 3", "a longer main line 0"]);
    }

    #[test]
    fn a_table_is_read_row_by_row() {
        let mut segments = Vec::new();
        for (i, (key, value)) in
            [("Languages", "Python, SQL"), ("Cloud", "AWS"), ("Tools", "Docker"), ("Data", "Spark")].iter().enumerate()
        {
            let y = 100.0 + 12.0 * i as f32;
            segments.push(at(key, 50.0, y, 2 * i as u32));
            segments.push(at(value, 150.0, y, 2 * i as u32 + 1));
        }
        assert_eq!(flat(segments)[0], "Languages    Python, SQL");
    }

    #[test]
    fn dates_drawn_last_stay_with_their_lines() {
        let mut segments = Vec::new();
        for i in 0..5 {
            segments.push(at("Engineer at Somewhere", 50.0, 100.0 + 36.0 * i as f32, 3 * i));
            segments.push(at("Built a thing that does something", 50.0, 112.0 + 36.0 * i as f32, 3 * i + 1));
            segments.push(at("2019", 480.0, 100.0 + 36.0 * i as f32, 100 + i));
        }
        let lines = flat(segments);
        assert_eq!(lines[0], "Engineer at Somewhere    2019");
        assert_eq!(lines[1], "Built a thing that does something");
    }

    #[test]
    fn columns_sorted_by_height_are_told_by_their_baselines() {
        let mut segments = Vec::new();
        for i in 0..8 {
            segments.push(at(&format!("left {i}"), 50.0, 100.0 + 13.0 * i as f32, 0));
            segments.push(at(&format!("right {i}"), 300.0, 104.0 + 14.0 * i as f32, 0));
        }
        segments.sort_by(|a, b| a.y.total_cmp(&b.y));
        for (i, segment) in segments.iter_mut().enumerate() {
            segment.order = i as u32;
        }
        assert_eq!(flat(segments)[..2], ["left 0", "left 1"]);
    }
}
