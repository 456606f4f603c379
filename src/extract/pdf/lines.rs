//! Segments of one block to lines: what stands on one baseline, from left to right.

use super::words::Segment;

/// Put between cells of a row, so that they read as apart.
const CELL_GAP: &str = "    ";

/// By how much the gaps of a justified line differ, in ems.
const JUSTIFIED_SPREAD: f32 = 0.12;
/// Widest gap of a justified line, in ems.
const WIDEST_JUSTIFIED: f32 = 4.0;

/// A line of a block.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Row {
    /// Its text.
    pub(super) text: String,
    /// Left end, after a bullet if there is one.
    pub(super) x0: f32,
    /// Left end of its last cell.
    pub(super) last_x0: f32,
    /// Right end.
    pub(super) x1: f32,
    /// Baseline.
    pub(super) y: f32,
    /// Size of most of its glyphs.
    pub(super) size: f32,
    /// Font of most of its glyphs.
    pub(super) font: u16,
    /// Glyphs with ink.
    pub(super) glyphs: u32,
    /// Width of its first word.
    pub(super) first_word: f32,
    /// More than one cell.
    pub(super) cells: bool,
    /// A bullet is drawn in front of it.
    pub(super) dotted: bool,
    /// Font and code of a sign without meaning that opens it.
    pub(super) sign: Option<(u16, u32)>,
}

/// The lines of a block from top to bottom.
pub(super) fn rows(mut segments: Vec<Segment>) -> Vec<Row> {
    segments.sort_by(|a, b| a.y.total_cmp(&b.y).then(a.x0.total_cmp(&b.x0)));
    let mut open: Vec<Gathered> = Vec::new();
    for segment in segments {
        let home = open
            .iter()
            .enumerate()
            .rev()
            .take(6)
            .filter(|(_, row)| row.takes(&segment))
            .min_by(|(_, a), (_, b)| (a.y - segment.y).abs().total_cmp(&(b.y - segment.y).abs()))
            .map(|(i, _)| i);
        match home {
            Some(i) => open[i].add(segment),
            None => open.push(Gathered {
                y: segment.y,
                size: segment.size,
                glyphs: segment.glyphs,
                segments: vec![segment],
            }),
        }
    }
    open.sort_by(|a, b| a.y.total_cmp(&b.y));
    open.into_iter().filter_map(Gathered::finish).collect()
}

/// Segments of one baseline that a new one is compared with; lines that people write have far fewer.
const MOST_COMPARED: usize = 300;

/// Segments on one baseline.
struct Gathered {
    y: f32,
    size: f32,
    glyphs: u32,
    segments: Vec<Segment>,
}

impl Gathered {
    fn takes(&self, segment: &Segment) -> bool {
        let dy = (segment.y - self.y).abs();
        let (small, large) = (self.size.min(segment.size), self.size.max(segment.size));
        let room = |slack: f32| self.last().all(|other| overlap(other, segment) <= slack || doubled(other, segment));
        if dy <= 0.25 * small {
            return room(0.4 * small);
        }
        if dy > 0.55 * large {
            return false;
        }
        let near = self.last().any(|other| {
            let gap = (segment.x0 - other.x1).max(other.x0 - segment.x1);
            let mark = !segment.has_word() && segment.glyphs <= 2 || !other.has_word() && other.glyphs <= 2;
            gap > -0.3 * large && gap < if mark { 3.0 } else { 0.5 } * large && (mark || small <= 0.85 * large)
        });
        near && room(0.3 * large)
    }

    /// The segments that a new one is compared with.
    fn last(&self) -> impl Iterator<Item = &Segment> {
        self.segments.iter().rev().take(MOST_COMPARED)
    }

    fn add(&mut self, segment: Segment) {
        if segment.glyphs > self.glyphs || (!self.segments.iter().any(Segment::has_word) && segment.has_word()) {
            (self.y, self.size, self.glyphs) = (segment.y, segment.size, segment.glyphs);
        }
        self.segments.push(segment);
    }

    fn finish(mut self) -> Option<Row> {
        self.segments.sort_by(|a, b| a.x0.total_cmp(&b.x0).then(a.order.cmp(&b.order)));
        // Shadows and bold made by drawing twice.
        self.segments.dedup_by(|later, earlier| doubled(later, earlier));
        let mut text = String::new();
        let first = self.segments.first()?;
        let mut row = Row {
            text: String::new(),
            x0: first.x0,
            last_x0: first.x0,
            x1: first.x1,
            y: self.y,
            size: self.size,
            font: first.font,
            glyphs: 0,
            first_word: first.first_word,
            cells: false,
            dotted: false,
            sign: first.sign,
        };
        let mut most = 0;
        let justified = is_justified(&self.segments);
        let mut previous: Option<&Segment> = None;
        for segment in &self.segments {
            if let Some(previous) = previous {
                let em = previous.size.min(segment.size);
                let gap = (segment.x0 - previous.x1) / em;
                let bullet = !previous.has_word() && text.chars().count() <= 2;
                if bullet {
                    text.push(' ');
                    row.x0 = segment.x0;
                    row.last_x0 = segment.x0;
                } else if !justified && gap > previous.cell_gap.min(segment.cell_gap.max(1.2)) {
                    text.push_str(CELL_GAP);
                    row.cells = true;
                    row.last_x0 = segment.x0;
                } else if gap > 0.12 || previous.space_after || segment.space_before {
                    text.push(' ');
                }
            }
            text.push_str(&segment.text);
            row.x1 = row.x1.max(segment.x1);
            row.glyphs += segment.glyphs;
            if segment.glyphs > most {
                (most, row.font) = (segment.glyphs, segment.font);
            }
            previous = Some(segment);
        }
        row.text = text.trim().to_owned();
        (!row.text.is_empty()).then_some(row)
    }
}

/// Whether the words of a line are set apart to fill it: all gaps are the same, and none is very wide. Cells of a table
/// begin at edges of their own, whatever stands before them.
fn is_justified(segments: &[Segment]) -> bool {
    let worded: Vec<&Segment> = segments.iter().skip_while(|segment| !segment.has_word()).collect();
    let gaps = || worded.windows(2).map(|pair| (pair[1].x0 - pair[0].x1) / pair[0].size.min(pair[1].size));
    let (least, most) = gaps().fold((f32::MAX, f32::MIN), |(least, most), gap| (least.min(gap), most.max(gap)));
    worded.len() >= 3 && most - least <= JUSTIFIED_SPREAD && most <= WIDEST_JUSTIFIED
}

/// Marks the lines that have exactly one of some dots in front of them, at the height of their letters.
pub(super) fn mark_dotted(rows: &mut [Row], dots: &[(f32, f32)]) {
    for row in rows {
        let em = row.size;
        let before = |&&(x, y): &&(f32, f32)| {
            (row.x0 - 3.0 * em..row.x0 - 0.1 * em).contains(&x) && (row.y - 0.75 * em..row.y).contains(&y)
        };
        row.dotted = dots.iter().filter(before).take(2).count() == 1;
    }
}

/// By how much two segments cover the same stretch.
fn overlap(a: &Segment, b: &Segment) -> f32 {
    a.x1.min(b.x1) - a.x0.max(b.x0)
}

fn doubled(a: &Segment, b: &Segment) -> bool {
    let near = 0.2 * a.size;
    a.text == b.text && (a.x0 - b.x0).abs() < near && (a.y - b.y).abs() < near
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// A segment of 10 points, 5 a character, drawn in the order of the numbers.
    pub(in super::super) fn at(text: &str, x: f32, y: f32, order: u32) -> Segment {
        let glyphs = text.chars().count() as u32;
        Segment {
            text: text.to_owned(),
            x0: x,
            x1: x + glyphs as f32 * 5.0,
            y,
            size: 10.0,
            font: 0,
            glyphs,
            sign: None,
            first_word: text.split(' ').next().unwrap_or("").len() as f32 * 5.0,
            order,
            cell_gap: 1.0,
            space_before: false,
            space_after: false,
        }
    }

    fn read(segments: Vec<Segment>) -> Vec<String> {
        rows(segments).into_iter().map(|row| row.text).collect()
    }

    #[test]
    fn a_date_at_the_margin_stays_on_its_line() {
        let segments = vec![at("2019", 400.0, 100.2, 2), at("Engineer", 50.0, 100.0, 1), at("Built", 50.0, 112.0, 0)];
        assert_eq!(read(segments), ["Engineer    2019", "Built"]);
    }

    #[test]
    fn a_bullet_a_bit_off_the_baseline_belongs_to_its_line() {
        let mut bullet = at("•", 50.0, 97.5, 0);
        bullet.size = 6.0;
        assert_eq!(read(vec![bullet, at("Built", 70.0, 100.0, 1)]), ["• Built"]);
    }

    #[test]
    fn small_lines_beside_a_large_one_stay_apart() {
        let mut name = at("Ada", 50.0, 100.0, 0);
        name.size = 30.0;
        let segments = vec![name, at("ada@example.com", 400.0, 88.0, 1), at("+1 555", 400.0, 100.0, 2)];
        assert_eq!(read(segments), ["ada@example.com", "Ada    +1 555"]);
    }

    #[test]
    fn a_justified_line_has_no_cells() {
        let justified =
            vec![at("and", 50.0, 100.0, 0), at("algorithms,", 80.0, 100.0, 1), at("databases", 150.0, 100.0, 2)];
        assert_eq!(read(justified), ["and algorithms, databases"]);
        let table = vec![at("Go", 50.0, 100.0, 0), at("3", 80.0, 100.0, 1), at("years", 110.0, 100.0, 2)];
        assert_eq!(read(table), ["Go    3    years"]);
    }

    #[test]
    fn pieces_of_a_word_are_joined() {
        assert_eq!(read(vec![at("Kuber", 50.0, 100.0, 0), at("netes", 75.0, 100.0, 1)]), ["Kubernetes"]);
    }

    #[test]
    fn a_shadow_is_dropped() {
        assert_eq!(read(vec![at("Skills", 50.0, 100.0, 0), at("Skills", 50.7, 100.7, 1)]), ["Skills"]);
    }
}
