//! Which glyphs of a page nobody sees.
//!
//! A glyph is hidden when it has no ink, no opacity, no size, no contrast with what lies behind it, or no place: off the
//! page, cut off by a clip, or under something opaque that was drawn later. Some honest programs draw such glyphs as the
//! text of something that is seen: of a scanned page, of a heading drawn as outlines, of a link that is an icon, of a
//! letter that is drawn twice. [`honest::sort`] takes those for what they are.

use std::cell::OnceCell;

use hayro_interpret::kurbo::{Point, Rect};

use crate::document::Hiding;

use super::glyph::{Glyph, Ink, Paint};
use super::honest;
use super::scene::{Cover, Scene, Shape};

/// Sizes below this, in points, are too small to read.
const UNREADABLE: f32 = 2.0;
/// On a page whose text is mostly smaller than this, in points, small text hides nothing: the page was scaled.
const SCALED_PAGE: f32 = 4.0;
/// Difference of the nearest colour channels, 0 to 1, up to which two colours look the same.
const SAME_COLOR: f32 = 0.05;
/// Opacity up to which nothing is seen.
const NO_OPACITY: f32 = 0.02;
/// Width or height of a clip, in points, through which nothing can be read.
const SLIT: f64 = 1.5;

/// What is known of a page when its text is judged.
pub(super) struct PageFacts<'p> {
    /// The page in the frame of its glyphs.
    pub(super) bounds: Rect,
    pub(super) scene: &'p Scene,
    pub(super) paints: &'p [Paint],
    /// Finds the boxes of links.
    pub(super) links: &'p dyn Fn() -> Vec<Rect>,
}

/// Takes the hidden glyphs out of a page's. What is left in `glyphs` is seen, or is the text of something that is seen.
pub(super) fn take_hidden(glyphs: &mut Vec<Glyph>, page: &PageFacts<'_>) -> Vec<(Hiding, Vec<Glyph>)> {
    let Some(verdicts) = judge(glyphs, page) else { return Vec::new() };
    let fates = honest::sort(glyphs, &verdicts, page);
    let mut hidden: Vec<(Hiding, Vec<Glyph>)> = Vec::new();
    let mut seen = Vec::with_capacity(glyphs.len());
    for (glyph, fate) in glyphs.drain(..).zip(fates) {
        match fate {
            Fate::Seen => seen.push(glyph),
            Fate::Dropped => {}
            Fate::Hidden(how) => match hidden.iter_mut().find(|(other, _)| *other == how) {
                Some((_, glyphs)) => glyphs.push(glyph),
                None => hidden.push((how, vec![glyph])),
            },
        }
    }
    *glyphs = seen;
    hidden
}

/// What becomes of a glyph.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Fate {
    Seen,
    /// Neither text nor accused.
    Dropped,
    Hidden(Hiding),
}

/// What hides each glyph; `None` when nothing hides any.
fn judge(glyphs: &[Glyph], page: &PageFacts<'_>) -> Option<Vec<Option<Hiding>>> {
    let scaled = is_scaled(glyphs);
    let mut verdicts = vec![None; glyphs.len()];
    let mut any = false;
    let mut start = 0;
    let (mut near, mut later): (Vec<&Shape>, Vec<&Shape>) = Default::default();
    for run in glyphs.chunk_by(|a, b| a.paint == b.paint) {
        let Some(paint) = page.paints.get(run[0].paint as usize) else { continue };
        let bounds = run.iter().map(ink_box).reduce(|a, b| a.union(b)).unwrap_or(Rect::ZERO);
        near.clear();
        later.clear();
        if !page.scene.is_exhausted() {
            near.extend(page.scene.shapes.iter().filter(|shape| shape.bounds.overlaps(bounds)));
        }
        page.scene.count(page.scene.shapes.len());
        // In the order in which they were drawn.
        let earlier = near.partition_point(|shape| shape.at <= paint.at);
        later.extend(near[earlier..].iter().filter(|shape| shape.is_opaque()));
        let slit = is_slit(page.scene, paint.clip);
        let judge = Judge {
            page,
            paint,
            near: &near,
            earlier: &near[..earlier],
            later: &later,
            slit,
            scaled,
            color: OnceCell::new(),
        };
        // One verdict for all of a run where nothing ends in the middle of it.
        let whole = judge.is_even(bounds);
        let size = run[0].size;
        let mut shared = None;
        for (i, glyph) in run.iter().enumerate().filter(|(_, glyph)| !glyph.is_space()) {
            let verdict = match whole && glyph.size == size {
                true => *shared.get_or_insert_with(|| judge.of(glyph)),
                false => judge.of(glyph),
            };
            any |= verdict.is_some();
            verdicts[start + i] = verdict;
        }
        start += run.len();
    }
    any.then_some(verdicts)
}

/// Whether a clip leaves next to nothing of the page.
pub(super) fn is_slit(scene: &Scene, clip: u32) -> bool {
    scene.clip_box(clip).is_some_and(|left| left.width().min(left.height()) < SLIT)
}

/// Whether the text of a page is small throughout.
fn is_scaled(glyphs: &[Glyph]) -> bool {
    // Most pages have no small text at all.
    let small = glyphs.iter().filter(|glyph| glyph.size < SCALED_PAGE && !glyph.is_space()).count();
    small > 0 && small * 2 > glyphs.iter().filter(|glyph| !glyph.is_space()).count()
}

/// Decides about the glyphs of one drawing operation.
struct Judge<'p> {
    page: &'p PageFacts<'p>,
    paint: &'p Paint,
    /// Shapes near it.
    near: &'p [&'p Shape],
    /// Those of them that were drawn before it.
    earlier: &'p [&'p Shape],
    /// Those of them that were drawn after it and that nothing shines through.
    later: &'p [&'p Shape],
    /// It is drawn through a clip too small for any letter.
    slit: bool,
    scaled: bool,
    /// The colour with its alpha; `None` where it is not known.
    color: OnceCell<Option<[f32; 4]>>,
}

impl Judge<'_> {
    /// Whether all within some bounds lies on the page, under the same clips, and over and under the same shapes.
    fn is_even(&self, bounds: Rect) -> bool {
        let (scene, page) = (self.page.scene, self.page.bounds);
        let on_page = page.x0 < bounds.x0 && bounds.x1 < page.x1 && page.y0 < bounds.y0 && bounds.y1 < page.y1;
        on_page
            && !scene.is_crowded(bounds)
            && scene.shows_all(self.paint.clip, bounds)
            && self.near.iter().all(|shape| scene.painted_all(shape, bounds))
    }

    fn of(&self, glyph: &Glyph) -> Option<Hiding> {
        let all = ink_box(glyph);
        if !self.page.bounds.overlaps(all) {
            return Some(Hiding::OffPage);
        }
        let points = || POINTS.iter().map(|&place| point(glyph, place));
        let scene = self.page.scene;
        // The middle is in the clip nearly always.
        if self.slit || !points().any(|point| scene.shows(self.paint.clip, point)) {
            return Some(Hiding::Clipped);
        }
        if self.paint.ink == Ink::Invisible {
            return Some(Hiding::Invisible);
        }
        if glyph.size < UNREADABLE && !self.scaled {
            return Some(Hiding::Tiny);
        }
        scene.count(self.near.len());
        let blind = scene.is_exhausted() || scene.is_crowded(all);
        if !blind && self.covered(points()) {
            return Some(Hiding::Covered);
        }
        self.faint(points(), *self.color.get_or_init(|| self.color()), blind)
    }

    fn color(&self) -> Option<[f32; 4]> {
        let color = self.paint.color.as_ref()?;
        let [r, g, b, a] = color.to_rgba().components();
        Some([r, g, b, a * self.paint.opacity])
    }

    fn covered(&self, mut points: impl Iterator<Item = Point>) -> bool {
        let painted = |point| self.later.iter().any(|shape| self.page.scene.painted(shape, point));
        !self.later.is_empty() && points.all(painted)
    }

    /// Whether the colour cannot be told from what lies behind; of that nothing is known when `blind`.
    fn faint(&self, points: impl Iterator<Item = Point>, color: Option<[f32; 4]>, blind: bool) -> Option<Hiding> {
        let [r, g, b, alpha] = color?;
        if alpha <= NO_OPACITY && !self.paint.odd {
            return Some(Hiding::Transparent);
        }
        if self.paint.odd || blind {
            return None;
        }
        // White paper and dark ink: nothing to look for.
        if self.near.is_empty() && [r, g, b].iter().any(|channel| (1.0 - channel) * alpha > SAME_COLOR) {
            return None;
        }
        let mut transparent = true;
        for point in points.filter(|&point| self.page.scene.shows(self.paint.clip, point)) {
            let behind = self.behind(point)?;
            let far = |alpha: f32| {
                [r, g, b].iter().zip(behind).any(|(own, behind)| (own - behind).abs() * alpha > SAME_COLOR)
            };
            if far(alpha) {
                return None;
            }
            transparent &= far(1.0);
        }
        Some(if transparent { Hiding::Transparent } else { Hiding::Background })
    }

    /// The colour that lies behind a point, if every part of it is known.
    fn behind(&self, point: Point) -> Option<[f32; 3]> {
        let mut layers = Vec::new();
        let mut base = [1.0; 3];
        for shape in self.earlier.iter().rev() {
            if !self.page.scene.painted(shape, point) {
                continue;
            }
            let Cover::Color(color, opacity) = &shape.cover else { return None };
            let [r, g, b, alpha] = shape.rgba(color);
            if shape.is_opaque() {
                base = [r, g, b];
                break;
            }
            layers.push(([r, g, b], alpha * opacity));
        }
        for (color, alpha) in layers.into_iter().rev() {
            for (base, color) in base.iter_mut().zip(color) {
                *base += (color - *base) * alpha;
            }
        }
        Some(base)
    }
}

/// From the frame of a glyph's text to that of the page.
fn on_page(turn: u8, x: f32, y: f32) -> Point {
    let (x, y) = match turn {
        0 => (x, y),
        1 => (-y, x),
        2 => (-x, -y),
        _ => (y, -x),
    };
    Point::new(f64::from(x), f64::from(y))
}

/// About where the ink of a glyph is, on the page.
pub(super) fn ink_box(glyph: &Glyph) -> Rect {
    let (top, bottom) = (glyph.y - 0.75 * glyph.size, glyph.y + 0.2 * glyph.size);
    Rect::from_points(on_page(glyph.turn, glyph.x, top), on_page(glyph.turn, glyph.end(), bottom))
}

/// Places in the middle of a glyph and towards its corners: shares of its advance, and of its size above the baseline.
const POINTS: [(f32, f32); 5] = [(0.5, 0.3), (0.25, 0.08), (0.75, 0.08), (0.25, 0.45), (0.75, 0.45)];

fn point(glyph: &Glyph, (x, y): (f32, f32)) -> Point {
    on_page(glyph.turn, glyph.x + x * glyph.advance, glyph.y - y * glyph.size)
}
