//! What is drawn on a page besides text, as far as it decides whether text can be seen: filled shapes, images and clips,
//! in the order of drawing.

use std::cell::{Cell, OnceCell};

use hayro_interpret::FillRule;
use hayro_interpret::color::Color;
use hayro_interpret::kurbo::{Affine, BezPath, PathEl, Point, Rect, Shape as _};

use super::area::{Area, contains, holds, is_rect};

/// Shapes of one page that are kept. Where there are more of them (a map, a chart) colours and covers tell nothing.
const MOST_SHAPES: usize = 6_000;
/// Clips of one page that are kept; text under later ones counts as not clipped.
const MOST_CLIPS: usize = 50_000;
/// Rows and columns of the cells in which a page is noted that has more shapes: as many as a word has bits.
const CELLS: usize = u64::BITS as usize;
/// Elements of a path that is kept with its outline.
const MOST_ELEMENTS: usize = 1_000;
/// Clips inside of clips that are looked at.
const DEEPEST_CLIP: usize = 64;
/// Shapes with a shorter side than this, in points, lie behind no text.
const THINNEST: f64 = 0.3;
/// Drawn letters of one page that are kept.
const MOST_MARKS: usize = 20_000;
/// Opacity from which nothing shines through.
const OPAQUE: f32 = 0.98;
/// Tests of a point against a shape on one page, after which nothing more is said of it.
const MOST_TESTS: u64 = 30_000_000;

/// The clip that clips nothing.
pub(super) const NO_CLIP: u32 = 0;

/// What a shape is painted with.
#[derive(Debug)]
pub(super) enum Cover {
    /// A colour with its own alpha, and the opacity of what is around.
    Color(Color, f32),
    /// An image; whether nothing shines through.
    Image { opaque: bool },
    /// Something of which nobody knows the colour: a gradient, a pattern.
    Unknown,
    /// Masked or blended: what is seen of it may have any form.
    Odd,
}

/// A shape that was drawn.
#[derive(Debug)]
pub(super) struct Shape {
    /// Its place in the order of drawing.
    pub(super) at: u32,
    pub(super) bounds: Rect,
    pub(super) cover: Cover,
    area: Area,
    clip: u32,
    /// Its colour with its alpha, when it was asked for: turning one of an ICC space into RGB is much work.
    rgba: OnceCell<[f32; 4]>,
}

/// A clip, inside of another.
#[derive(Debug)]
struct Clip {
    parent: u32,
    bounds: Rect,
    /// `None` for one that is not looked at.
    area: Option<Area>,
    /// What may be lines of letters in its path, as long as nothing is painted through it.
    letters: Vec<Mark>,
}

/// Something small or intricate that was painted, and may be a letter drawn as a picture of itself.
#[derive(Debug)]
pub(super) struct Mark {
    pub(super) bounds: Rect,
    pub(super) elements: usize,
}

/// Everything that was drawn on a page besides text.
#[derive(Debug)]
pub(super) struct Scene {
    pub(super) shapes: Vec<Shape>,
    pub(super) marks: Vec<Mark>,
    /// The page.
    page: Rect,
    /// Cells in which there was more than is kept: a word for each row, a bit for each column.
    crowded: Option<Box<[u64; CELLS]>>,
    clips: Vec<Clip>,
    /// Lines of letters that were looked for in the paths of clips.
    clip_marks: usize,
    clip: u32,
    now: u32,
    tests: Cell<u64>,
}

impl Scene {
    /// Of a page with these bounds.
    pub(super) fn new(page: Rect) -> Self {
        let all = Clip { parent: NO_CLIP, bounds: Rect::ZERO, area: None, letters: Vec::new() };
        Self {
            shapes: Vec::new(),
            marks: Vec::new(),
            page,
            crowded: None,
            clips: vec![all],
            clip_marks: 0,
            clip: NO_CLIP,
            now: 0,
            tests: Cell::new(0),
        }
    }

    /// The next place in the order of drawing.
    pub(super) fn next(&mut self) -> u32 {
        self.now = self.now.saturating_add(1);
        self.now
    }

    /// The clip under which is drawn now.
    pub(super) fn clip(&self) -> u32 {
        self.clip
    }

    /// A clip with the path's points on the page.
    pub(super) fn push_clip(&mut self, path: &BezPath, rule: FillRule) {
        let bounds = path.control_box();
        let area = if is_rect(path, bounds) {
            Some(Area::Rect)
        } else {
            (path.elements().len() <= MOST_ELEMENTS).then(|| Area::Path(path.clone(), rule))
        };
        let letters = if matches!(area, Some(Area::Rect)) { Vec::new() } else { self.letters_of(path) };
        self.push(Clip { parent: self.clip, bounds, area, letters });
    }

    /// A clip to a rectangle.
    pub(super) fn push_clip_rect(&mut self, bounds: Rect) {
        self.push(Clip { parent: self.clip, bounds, area: Some(Area::Rect), letters: Vec::new() });
    }

    fn push(&mut self, clip: Clip) {
        if self.clips.len() >= MOST_CLIPS {
            // Counted, so that its end is found again.
            let outer = Clip { area: None, letters: Vec::new(), ..clip };
            self.clips.push(outer);
        } else {
            self.clips.push(clip);
        }
        self.clip = u32::try_from(self.clips.len() - 1).unwrap_or(NO_CLIP);
    }

    /// The end of the innermost clip.
    pub(super) fn pop_clip(&mut self) {
        self.clip = self.clips.get(self.clip as usize).map_or(NO_CLIP, |clip| clip.parent);
    }

    /// A filled path, its points in a space that the transform takes to the page.
    pub(super) fn fill(&mut self, path: &BezPath, rule: FillRule, transform: Affine, cover: Cover) {
        let elements = path.elements().len();
        let bounds = transform.transform_rect_bbox(path.control_box());
        self.mark(bounds, elements);
        if elements > MOST_ELEMENTS {
            self.add(bounds, Area::Rect, Cover::Unknown);
        } else if self.is_kept(bounds) {
            let path = transform * path;
            let bounds = path.control_box();
            let area = if is_rect(&path, bounds) { Area::Rect } else { Area::Path(path, rule) };
            self.add(bounds, area, cover);
        }
    }

    /// A filled rectangle.
    pub(super) fn fill_rect(&mut self, rect: Rect, transform: Affine, cover: Cover) {
        let bounds = transform.transform_rect_bbox(rect);
        self.mark(bounds, 4);
        if !self.is_kept(bounds) {
            return;
        }
        let [a, b, c, d, ..] = transform.as_coeffs();
        let upright = (b.abs() + c.abs()).min(a.abs() + d.abs()) <= 1e-6;
        if upright {
            self.add(bounds, Area::Rect, cover);
        } else {
            self.add(bounds, Area::Path(transform * rect.to_path(0.1), FillRule::NonZero), cover);
        }
    }

    /// A line of a width, in a space that the transform takes to the page.
    pub(super) fn stroke(&mut self, path: &BezPath, width: f64, transform: Affine, cover: Cover) {
        let half = width / 2.0 * transform.determinant().abs().sqrt();
        let bounds = transform.transform_rect_bbox(path.control_box()).inflate(half, half);
        self.mark(bounds, path.elements().len());
        // Thin lines lie behind no text.
        if half >= 1.0 && path.elements().len() <= MOST_ELEMENTS && self.is_kept(bounds) {
            self.add(bounds, Area::Stroke(transform * path, half), cover);
        }
    }

    /// An image of so many pixels.
    pub(super) fn image(&mut self, width: u32, height: u32, transform: Affine, cover: Cover) {
        let (width, height) = (f64::from(width), f64::from(height));
        let bounds = transform.transform_rect_bbox(Rect::new(0.0, 0.0, width, height));
        self.letters_under(bounds);
        if self.is_kept(bounds) && transform.determinant().abs() > 1e-12 {
            self.add(bounds, Area::Image(transform.inverse(), width, height), cover);
        }
    }

    fn is_kept(&mut self, bounds: Rect) -> bool {
        if !bounds.is_finite() || bounds.width() < THINNEST || bounds.height() < THINNEST {
            return false;
        }
        if self.shapes.len() < MOST_SHAPES {
            return true;
        }
        let (rows, bits) = self.cells(bounds);
        let crowded = self.crowded.get_or_insert_with(|| Box::new([0; CELLS]));
        crowded[rows].iter_mut().for_each(|row| *row |= bits);
        false
    }

    /// The rows of cells that some bounds touch, and the bits of the columns. What is off the page touches its edge.
    fn cells(&self, bounds: Rect) -> (std::ops::RangeInclusive<usize>, u64) {
        let cell = |at: f64, from: f64, length: f64| {
            ((at - from) / length * CELLS as f64).clamp(0.0, CELLS as f64 - 1.0) as usize
        };
        let column = |x: f64| cell(x, self.page.x0, self.page.width());
        let row = |y: f64| cell(y, self.page.y0, self.page.height());
        let (left, right) = (column(bounds.x0), column(bounds.x1));
        (row(bounds.y0)..=row(bounds.y1), (u64::MAX >> (CELLS - 1 - (right - left))) << left)
    }

    /// Whether more was painted about some bounds than is kept.
    pub(super) fn is_crowded(&self, bounds: Rect) -> bool {
        self.crowded.as_ref().is_some_and(|crowded| {
            let (rows, bits) = self.cells(bounds);
            crowded[rows].iter().any(|row| row & bits != 0)
        })
    }

    fn add(&mut self, bounds: Rect, area: Area, cover: Cover) {
        let at = self.next();
        if self.is_kept(bounds) {
            self.shapes.push(Shape { at, bounds, cover, area, clip: self.clip, rgba: OnceCell::new() });
        }
    }

    fn mark(&mut self, bounds: Rect, elements: usize) {
        self.letters_under(bounds);
        if self.marks.len() < MOST_MARKS && bounds.is_finite() {
            self.marks.push(Mark { bounds, elements });
        }
    }

    /// What is painted under a clip of letters paints the letters.
    fn letters_under(&mut self, bounds: Rect) {
        let Some(clip) = self.clips.get_mut(self.clip as usize).filter(|clip| !clip.letters.is_empty()) else { return };
        for mark in std::mem::take(&mut clip.letters) {
            let bounds = mark.bounds.intersect(bounds);
            if self.marks.len() < MOST_MARKS && bounds.is_finite() && mark.bounds.overlaps(bounds) {
                self.marks.push(Mark { bounds, ..mark });
            }
        }
    }

    /// The contours of a path, those that stand side by side as one: a text of several lines may be one clip.
    fn letters_of(&mut self, path: &BezPath) -> Vec<Mark> {
        let mut lines: Vec<Mark> = Vec::new();
        let elements = path.elements();
        let starts = elements.iter().enumerate().filter(|(_, element)| matches!(element, PathEl::MoveTo(_)));
        let mut ends: Vec<usize> = starts.map(|(i, _)| i).skip(1).collect();
        ends.push(elements.len());
        let mut start = 0;
        for end in ends {
            let contour = &elements[start..end];
            start = end;
            let Some(bounds) = points_of(contour) else { continue };
            match lines.last_mut().filter(|line| beside(line.bounds, bounds)) {
                Some(line) => {
                    *line = Mark { bounds: line.bounds.union(bounds), elements: line.elements + contour.len() }
                }
                None if self.clip_marks < MOST_MARKS => {
                    self.clip_marks += 1;
                    lines.push(Mark { bounds, elements: contour.len() });
                }
                None => {}
            }
        }
        lines
    }

    /// What a clip and those around it leave of the page; `None` for all of it.
    pub(super) fn clip_box(&self, mut clip: u32) -> Option<Rect> {
        let mut left: Option<Rect> = None;
        for _ in 0..DEEPEST_CLIP {
            let Some(found) = self.clips.get(clip as usize).filter(|_| clip != NO_CLIP) else { break };
            left = Some(left.map_or(found.bounds, |left| left.intersect(found.bounds)));
            clip = found.parent;
        }
        left
    }

    /// Whether a clip lets a point be painted.
    pub(super) fn shows(&self, mut clip: u32, point: Point) -> bool {
        for _ in 0..DEEPEST_CLIP {
            if clip == NO_CLIP {
                break;
            }
            let Some(found) = self.clips.get(clip as usize) else { break };
            let inside = match &found.area {
                None => true,
                Some(area) => holds(area, found.bounds, point, &self.tests),
            };
            if !inside {
                return false;
            }
            clip = found.parent;
        }
        true
    }

    /// Whether a shape was painted at a point.
    pub(super) fn painted(&self, shape: &Shape, point: Point) -> bool {
        holds(&shape.area, shape.bounds, point, &self.tests) && self.shows(shape.clip, point)
    }

    /// Whether it is plain that a clip lets all within some bounds be painted.
    pub(super) fn shows_all(&self, mut clip: u32, bounds: Rect) -> bool {
        for _ in 0..DEEPEST_CLIP {
            let Some(found) = self.clips.get(clip as usize).filter(|_| clip != NO_CLIP) else { break };
            if !matches!(found.area, Some(Area::Rect)) || !contains(found.bounds, bounds) {
                return false;
            }
            clip = found.parent;
        }
        true
    }

    /// Whether it is plain that a shape was painted on all within some bounds.
    pub(super) fn painted_all(&self, shape: &Shape, bounds: Rect) -> bool {
        matches!(shape.area, Area::Rect) && contains(shape.bounds, bounds) && self.shows_all(shape.clip, bounds)
    }

    /// Whether looking has cost too much already.
    pub(super) fn is_exhausted(&self) -> bool {
        self.tests.get() > MOST_TESTS
    }

    /// Counts tests that were made elsewhere.
    pub(super) fn count(&self, tests: usize) {
        self.tests.set(self.tests.get().saturating_add(tests as u64));
    }
}

impl Shape {
    /// Whether nothing shines through.
    pub(super) fn is_opaque(&self) -> bool {
        match &self.cover {
            Cover::Color(color, opacity) => self.rgba(color)[3] * opacity >= OPAQUE,
            Cover::Image { opaque } => *opaque,
            Cover::Unknown | Cover::Odd => false,
        }
    }

    /// The colour that it is painted with.
    pub(super) fn rgba(&self, color: &Color) -> [f32; 4] {
        *self.rgba.get_or_init(|| color.to_rgba().components())
    }

    /// It is an image.
    pub(super) fn is_image(&self) -> bool {
        matches!(self.area, Area::Image(..))
    }
}

/// The box around all points of a path.
fn points_of(elements: &[PathEl]) -> Option<Rect> {
    let points = elements.iter().flat_map(|element| match *element {
        PathEl::MoveTo(a) | PathEl::LineTo(a) => [Some(a), None, None],
        PathEl::QuadTo(a, b) => [Some(a), Some(b), None],
        PathEl::CurveTo(a, b, c) => [Some(a), Some(b), Some(c)],
        PathEl::ClosePath => [None; 3],
    });
    points.flatten().map(|point| Rect::from_points(point, point)).reduce(|a, b| a.union(b))
}

/// Whether a box goes on with a line of others, upright or turned.
fn beside(line: Rect, next: Rect) -> bool {
    let share = |a0: f64, a1: f64, b0: f64, b1: f64| a1.min(b1) - a0.max(b0) >= 0.5 * (a1 - a0).min(b1 - b0);
    let grown = line.inflate(2.0 * line.height().max(next.height()), 2.0 * line.width().max(next.width()));
    let row = share(line.y0, line.y1, next.y0, next.y1);
    let column = share(line.x0, line.x1, next.x0, next.x1) && line.width() <= 2.0 * next.width();
    (row || column) && grown.overlaps(next)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn square(x: f64, y: f64, side: f64) -> BezPath {
        Rect::new(x, y, x + side, y + side).to_path(0.1)
    }

    #[test]
    fn a_shape_is_painted_where_it_is_and_its_clip_lets_it() {
        let mut scene = Scene::new(Rect::new(0.0, 0.0, 200.0, 200.0));
        scene.push_clip(&square(0.0, 0.0, 10.0), FillRule::NonZero);
        scene.fill_rect(Rect::new(5.0, 5.0, 20.0, 20.0), Affine::IDENTITY, Cover::Unknown);
        scene.pop_clip();
        let line = BezPath::from_svg("M0 100 L100 100").expect("path");
        scene.stroke(&line, 20.0, Affine::IDENTITY, Cover::Unknown);
        let at = |shape: usize, x: f64, y: f64| scene.painted(&scene.shapes[shape], Point::new(x, y));
        assert!(at(0, 7.0, 7.0) && !at(0, 15.0, 15.0) && !at(0, 2.0, 2.0));
        assert!(at(1, 50.0, 105.0) && !at(1, 50.0, 115.0));
        assert_eq!(scene.clip(), NO_CLIP);
    }

    #[test]
    fn crowded_places_are_known_as_such() {
        let mut scene = Scene::new(Rect::new(0.0, 0.0, 640.0, 640.0));
        let full = Rect::new(0.0, 0.0, 640.0, 640.0);
        for _ in 0..MOST_SHAPES {
            scene.fill_rect(full, Affine::IDENTITY, Cover::Unknown);
        }
        assert!(!scene.is_crowded(full));
        scene.fill_rect(Rect::new(105.0, 205.0, 109.0, 215.0), Affine::IDENTITY, Cover::Unknown);
        scene.fill_rect(Rect::new(-50.0, 900.0, -40.0, 999.0), Affine::IDENTITY, Cover::Unknown);
        assert_eq!(scene.shapes.len(), MOST_SHAPES);
        let crowded = |x: f64, y: f64| scene.is_crowded(Rect::new(x, y, x + 1.0, y + 1.0));
        assert!(crowded(100.5, 201.0) && crowded(100.5, 212.0) && crowded(1.0, 638.0) && scene.is_crowded(full));
        assert!(!crowded(112.0, 205.0) && !crowded(98.0, 205.0) && !crowded(100.5, 225.0) && !crowded(630.0, 5.0));
    }
}
