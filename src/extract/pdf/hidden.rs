//! Which glyphs of a page nobody sees.
//!
//! A glyph is hidden when it has no ink, no opacity, no size, no contrast with what lies behind it, or no place: off the
//! page, cut off by a clip, or under something opaque that was drawn later. Some honest programs draw such glyphs as the
//! text of something that is seen: of a scanned page, of a heading drawn as outlines, of a link that is an icon, of a
//! letter that is drawn twice. [`sort`] takes those for what they are.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use hayro_interpret::kurbo::{Point, Rect};

use crate::document::Hiding;

use super::glyph::{Glyph, Ink, Paint, Text};
use super::scene::{Cover, Mark, Scene, Shape};

/// Sizes below this, in points, are too small to read.
const UNREADABLE: f32 = 2.0;
/// On a page whose text is mostly smaller than this, in points, small text hides nothing: the page was scaled.
const SCALED_PAGE: f32 = 4.0;
/// Difference of the nearest colour channels, 0 to 1, up to which two colours look the same.
const SAME_COLOR: f32 = 0.05;
/// Opacity up to which nothing is seen.
const NO_OPACITY: f32 = 0.02;
/// Share of a page from which an image may be the page itself.
const SCAN: f64 = 0.5;
/// Share of a page from which an image may have a text layer of its own.
const PICTURE: f64 = 0.08;
/// Width or height of a clip, in points, through which nothing can be read.
const SLIT: f64 = 1.5;
/// Hidden words in the box of one link, or behind a slit, that are taken for the name of what is seen there.
const NAME_WORDS: usize = 6;

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
    let fates = sort(glyphs, &verdicts, page);
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
enum Fate {
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
    let mut colors = Colors::default();
    let mut start = 0;
    for run in glyphs.chunk_by(|a, b| a.paint == b.paint) {
        let Some(paint) = page.paints.get(run[0].paint as usize) else { continue };
        let bounds = run.iter().map(ink_box).reduce(|a, b| a.union(b)).unwrap_or(Rect::ZERO);
        let near: Vec<&Shape> = match page.scene.crowded || page.scene.is_exhausted() {
            true => Vec::new(),
            false => page.scene.shapes.iter().filter(|shape| shape.bounds.overlaps(bounds)).collect(),
        };
        page.scene.count(page.scene.shapes.len());
        let slit = is_slit(page.scene, paint.clip);
        let judge = Judge { page, paint, near, slit, scaled };
        for (i, glyph) in run.iter().enumerate().filter(|(_, glyph)| !glyph.is_space()) {
            let verdict = judge.of(glyph, &mut colors);
            any |= verdict.is_some();
            verdicts[start + i] = verdict;
        }
        start += run.len();
    }
    any.then_some(verdicts)
}

/// Whether a clip leaves next to nothing of the page.
fn is_slit(scene: &Scene, clip: u32) -> bool {
    scene.clip_box(clip).is_some_and(|left| left.width().min(left.height()) < SLIT)
}

/// Whether the text of a page is small throughout.
fn is_scaled(glyphs: &[Glyph]) -> bool {
    let inked = || glyphs.iter().filter(|glyph| !glyph.is_space());
    let small = inked().filter(|glyph| glyph.size < SCALED_PAGE).count();
    small * 2 > inked().count()
}

/// Colours that were turned into RGB, by paint.
#[derive(Default)]
struct Colors(HashMap<u32, Option<[f32; 4]>>);

/// Decides about the glyphs of one drawing operation.
struct Judge<'p> {
    page: &'p PageFacts<'p>,
    paint: &'p Paint,
    /// Shapes near it.
    near: Vec<&'p Shape>,
    /// It is drawn through a clip too small for any letter.
    slit: bool,
    scaled: bool,
}

impl Judge<'_> {
    fn of(&self, glyph: &Glyph, colors: &mut Colors) -> Option<Hiding> {
        let all = ink_box(glyph);
        if !self.page.bounds.overlaps(all) {
            return Some(Hiding::OffPage);
        }
        let points = points(glyph);
        let scene = self.page.scene;
        // The middle is in the clip nearly always.
        if self.slit || !points.iter().any(|&point| scene.shows(self.paint.clip, point)) {
            return Some(Hiding::Clipped);
        }
        if self.paint.ink == Ink::Invisible {
            return Some(Hiding::Invisible);
        }
        if glyph.size < UNREADABLE && !self.scaled {
            return Some(Hiding::Tiny);
        }
        if self.covered(&points) {
            return Some(Hiding::Covered);
        }
        self.faint(&points, *colors.0.entry(glyph.paint).or_insert_with(|| self.color()))
    }

    /// The colour with its alpha; `None` where it is not known.
    fn color(&self) -> Option<[f32; 4]> {
        let color = self.paint.color.as_ref()?;
        let [r, g, b, a] = color.to_rgba().components();
        Some([r, g, b, a * self.paint.opacity])
    }

    fn covered(&self, points: &[Point]) -> bool {
        let mut later = self.near.iter().filter(|shape| shape.at > self.paint.at && shape.is_opaque()).peekable();
        later.peek().is_some() && {
            let later: Vec<_> = later.collect();
            points.iter().all(|&point| later.iter().any(|shape| self.page.scene.painted(shape, point)))
        }
    }

    /// Whether the colour cannot be told from what lies behind.
    fn faint(&self, points: &[Point], color: Option<[f32; 4]>) -> Option<Hiding> {
        let [r, g, b, alpha] = color?;
        if alpha <= NO_OPACITY && !self.paint.odd {
            return Some(Hiding::Transparent);
        }
        if self.paint.odd || self.page.scene.crowded {
            return None;
        }
        // White paper and dark ink: nothing to look for.
        if self.near.is_empty() && [r, g, b].iter().any(|channel| (1.0 - channel) * alpha > SAME_COLOR) {
            return None;
        }
        let mut same = true;
        let mut transparent = true;
        for &point in points.iter().filter(|&&point| self.page.scene.shows(self.paint.clip, point)) {
            let behind = self.behind(point)?;
            let far = |alpha: f32| {
                [r, g, b].iter().zip(behind).any(|(own, behind)| (own - behind).abs() * alpha > SAME_COLOR)
            };
            same &= !far(alpha);
            transparent &= far(1.0);
        }
        same.then_some(if transparent { Hiding::Transparent } else { Hiding::Background })
    }

    /// The colour that lies behind a point, if every part of it is known.
    fn behind(&self, point: Point) -> Option<[f32; 3]> {
        let mut layers = Vec::new();
        let mut base = [1.0; 3];
        for shape in self.near.iter().rev().filter(|shape| shape.at < self.paint.at) {
            if !self.page.scene.painted(shape, point) {
                continue;
            }
            let Cover::Color(color, opacity) = &shape.cover else { return None };
            let [r, g, b, alpha] = color.to_rgba().components();
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
fn ink_box(glyph: &Glyph) -> Rect {
    let (top, bottom) = (glyph.y - 0.75 * glyph.size, glyph.y + 0.2 * glyph.size);
    Rect::from_points(on_page(glyph.turn, glyph.x, top), on_page(glyph.turn, glyph.end(), bottom))
}

/// Places in the middle of a glyph and towards its corners.
fn points(glyph: &Glyph) -> [Point; 5] {
    [(0.5, 0.3), (0.25, 0.08), (0.75, 0.08), (0.25, 0.45), (0.75, 0.45)]
        .map(|(x, y)| on_page(glyph.turn, glyph.x + x * glyph.advance, glyph.y - y * glyph.size))
}

/// A stretch of glyphs, drawn one after the other on one baseline, that are hidden in one way.
struct Line {
    glyphs: Vec<usize>,
    how: Hiding,
    bounds: Rect,
    size: f32,
}

/// Sorts what is hidden: cheating, or the text of something that is seen.
fn sort(glyphs: &[Glyph], verdicts: &[Option<Hiding>], page: &PageFacts<'_>) -> Vec<Fate> {
    let mut fates: Vec<Fate> = verdicts.iter().map(|how| how.map_or(Fate::Seen, Fate::Hidden)).collect();
    drop_doubles(glyphs, verdicts, &mut fates);
    let lines = lines(glyphs, &fates);
    let layers = Layers::of(glyphs, verdicts, page);
    for line in &lines {
        if page.scene.is_exhausted() {
            break;
        }
        page.scene.count(page.scene.marks.len() + 2 * layers.images.len());
        let seen = match line.how {
            Hiding::Invisible | Hiding::Transparent => {
                layers.hold(line)
                    || outlined(line, &page.scene.marks)
                    || layers.pictures_of(line)
                    || line.how == Hiding::Transparent && cut_out(line, page.scene)
            }
            Hiding::Covered => layers.scan_over(line),
            Hiding::OffPage | Hiding::Clipped if runs_over(line, glyphs, &fates) => true,
            Hiding::Clipped => {
                // How pages name an icon for screen readers.
                let named = line.glyphs.first().is_some_and(|&i| {
                    let paint = page.paints.get(glyphs[i].paint as usize);
                    paint.is_some_and(|paint| is_slit(page.scene, paint.clip))
                        && count_words(&line.glyphs, glyphs) <= NAME_WORDS
                });
                if named {
                    line.glyphs.iter().for_each(|&i| fates[i] = Fate::Dropped);
                }
                false
            }
            Hiding::Background => on_big_letters(line, glyphs, verdicts, page),
            _ => false,
        };
        if seen {
            line.glyphs.iter().for_each(|&i| fates[i] = Fate::Seen);
        }
    }
    if !page.scene.is_exhausted() {
        name_links(glyphs, &mut fates, &(page.links)());
    }
    fates
}

/// Letters that are drawn twice: once seen, once not.
fn drop_doubles(glyphs: &[Glyph], verdicts: &[Option<Hiding>], fates: &mut [Fate]) {
    const CELL: f32 = 4.0;
    let key = |glyph: &Glyph, dx: f32, dy: f32| {
        let mut hasher = DefaultHasher::new();
        match &glyph.text {
            Text::Char(c) => c.hash(&mut hasher),
            Text::String(text) => text.hash(&mut hasher),
            Text::Unknown(code) => code.hash(&mut hasher),
            Text::None => {}
        }
        (hasher.finish(), ((glyph.x / CELL) + dx) as i32, ((glyph.y / CELL) + dy) as i32, glyph.turn)
    };
    let seen: HashMap<_, &Glyph> = glyphs
        .iter()
        .zip(verdicts)
        .filter(|(_, verdict)| verdict.is_none())
        .map(|(glyph, _)| (key(glyph, 0.0, 0.0), glyph))
        .collect();
    for (i, glyph) in glyphs.iter().enumerate().filter(|&(i, _)| verdicts[i].is_some()) {
        let near = 0.3 * glyph.size;
        let double = [-1.0, 0.0, 1.0].iter().any(|&dx| {
            [-1.0, 0.0, 1.0].iter().any(|&dy| {
                seen.get(&key(glyph, dx, dy)).is_some_and(|other| {
                    other.text == glyph.text && (other.x - glyph.x).abs() < near && (other.y - glyph.y).abs() < near
                })
            })
        });
        if double {
            fates[i] = Fate::Dropped;
        }
    }
}

fn lines(glyphs: &[Glyph], fates: &[Fate]) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for (i, (glyph, fate)) in glyphs.iter().zip(fates).enumerate() {
        let Fate::Hidden(how) = *fate else { continue };
        let bounds = ink_box(glyph);
        if let Some(line) = lines.last_mut() {
            let last = &glyphs[line.glyphs[line.glyphs.len() - 1]];
            let near = 0.3 * glyph.size.max(last.size);
            if line.how == how && last.turn == glyph.turn && (last.y - glyph.y).abs() <= near {
                line.glyphs.push(i);
                line.bounds = line.bounds.union(bounds);
                line.size = line.size.max(glyph.size);
                continue;
            }
        }
        lines.push(Line { glyphs: vec![i], how, bounds, size: glyph.size });
    }
    lines
}

/// Whether letters are painted where a line of text without ink stands: outlines of its own, or letters that are
/// painted through a clip of themselves.
fn outlined(line: &Line, marks: &[Mark]) -> bool {
    let size = f64::from(line.size);
    let near = line.bounds.inflate(0.3 * size, 0.3 * size);
    let letters = line.glyphs.len();
    let (mut elements, mut covered) = (0usize, Vec::new());
    for mark in marks.iter().filter(|mark| mark.bounds.overlaps(near)) {
        let small = mark.bounds.width().min(mark.bounds.height()) <= 1.7 * size;
        let inside = near.contains(mark.bounds.center()) || mark.elements >= 4 * letters;
        if small && inside {
            elements += mark.elements;
            covered.push((mark.bounds.x0, mark.bounds.x1, mark.bounds.y0, mark.bounds.y1));
        }
    }
    let wide = line.bounds.width() >= line.bounds.height();
    let (from, to) = if wide { (line.bounds.x0, line.bounds.x1) } else { (line.bounds.y0, line.bounds.y1) };
    let spans = covered.into_iter().map(|(x0, x1, y0, y1)| if wide { (x0, x1) } else { (y0, y1) });
    elements >= 4 * letters && span(spans.collect(), from, to) >= 0.6 * (to - from)
}

/// Whether something masked, not much higher than the line, is painted where it stands: letters that are cut out of a
/// gradient, as browsers do it.
fn cut_out(line: &Line, scene: &Scene) -> bool {
    scene.shapes.iter().filter(|shape| matches!(shape.cover, Cover::Odd)).any(|shape| {
        let grown = shape.bounds.inflate(2.0, 2.0);
        grown.contains(line.bounds.center()) && shape.bounds.height() <= 2.5 * f64::from(line.size)
    })
}

/// Length of a stretch that some pieces cover.
fn span(mut pieces: Vec<(f64, f64)>, from: f64, to: f64) -> f64 {
    pieces.sort_by(|a, b| a.0.total_cmp(&b.0));
    let (mut sum, mut at) = (0.0, from);
    for (start, end) in pieces {
        let (start, end) = (start.max(at), end.min(to));
        if end > start {
            sum += end - start;
            at = end;
        }
    }
    sum
}

/// The images of a page, each with how many glyphs over it are seen and how many are not.
struct Layers<'p> {
    images: Vec<(&'p Shape, usize, usize)>,
    page: f64,
}

impl<'p> Layers<'p> {
    fn of(glyphs: &[Glyph], verdicts: &[Option<Hiding>], page: &PageFacts<'p>) -> Self {
        let whole = page.bounds.area();
        let mut images: Vec<_> =
            page.scene.shapes.iter().filter(|shape| shape.is_image()).map(|shape| (shape, 0, 0)).collect();
        // Tiles of a scan are many, pictures of a page are few.
        images.truncate(2_000);
        for (glyph, verdict) in glyphs.iter().zip(verdicts).filter(|(glyph, _)| !glyph.is_space()) {
            if page.scene.is_exhausted() {
                break;
            }
            page.scene.count(images.len());
            let middle = ink_box(glyph).center();
            for (_, seen, unseen) in images.iter_mut().filter(|(image, ..)| image.bounds.contains(middle)) {
                if verdict.is_some() { *unseen += 1 } else { *seen += 1 }
            }
        }
        Self { images, page: whole }
    }

    /// Whether a line lies over an image, or over the tiles of one, with a text layer of its own: nothing is written
    /// over it that is seen.
    fn hold(&self, line: &Line) -> bool {
        let over: Vec<_> = self.images.iter().filter(|(image, ..)| image.bounds.overlaps(line.bounds)).collect();
        let whole: f64 = over.iter().map(|(image, ..)| image.bounds.area()).sum();
        let tiles: f64 = self.images.iter().map(|(image, ..)| image.bounds.area()).sum();
        let (seen, unseen) = over.iter().fold((0, 0), |(a, b), (_, seen, unseen)| (a + seen, b + unseen));
        (whole >= PICTURE * self.page || !over.is_empty() && tiles >= SCAN * self.page) && seen * 5 <= unseen
    }

    /// Whether a line is the text of a picture about as wide and high as itself.
    fn pictures_of(&self, line: &Line) -> bool {
        self.images.iter().any(|(image, seen, _)| {
            let (image, text) = (image.bounds, line.bounds);
            *seen == 0
                && image.contains(text.center())
                && text.width() >= 0.5 * image.width()
                && text.height() >= 0.3 * image.height()
        })
    }

    /// Whether a scan of the page lies over a line.
    fn scan_over(&self, line: &Line) -> bool {
        let scans = self.images.iter().filter(|(image, seen, unseen)| {
            image.bounds.overlaps(line.bounds) && image.bounds.area() >= SCAN * self.page && seen * 5 <= *unseen
        });
        scans.count() > 0
    }
}

/// Whether a line is the end of one that is seen: it was too long for its page or its box.
fn runs_over(line: &Line, glyphs: &[Glyph], fates: &[Fate]) -> bool {
    let Some(&first) = line.glyphs.first() else { return false };
    // A blank that is drawn is a glyph of its own.
    let before = (0..first).rev().take(2).find(|&i| !glyphs[i].is_space());
    before.is_some_and(|before| {
        let (before, glyph) = (&glyphs[before], &glyphs[first]);
        let size = glyph.size.max(before.size);
        fates[first - 1] == Fate::Seen
            && before.turn == glyph.turn
            && (before.y - glyph.y).abs() <= 0.3 * size
            && (-0.5 * size..=size).contains(&(glyph.x - before.end()))
    }) && count_words(&line.glyphs, glyphs) <= NAME_WORDS
}

/// Whether a line stands on much larger letters of another colour: a number in a round sign.
fn on_big_letters(line: &Line, glyphs: &[Glyph], verdicts: &[Option<Hiding>], page: &PageFacts<'_>) -> bool {
    page.scene.count(glyphs.len());
    let middle = line.bounds.center();
    let big = |(glyph, verdict): &(&Glyph, &Option<Hiding>)| {
        verdict.is_none() && !glyph.is_space() && glyph.size >= 1.2 * line.size && ink_box(glyph).contains(middle)
    };
    glyphs.iter().zip(verdicts).any(|pair| big(&pair))
}

/// A few words in the box of a link are its name for those who do not see: neither text nor cheating.
fn name_links(glyphs: &[Glyph], fates: &mut [Fate], links: &[Rect]) {
    for link in links {
        let inside: Vec<usize> = (0..glyphs.len())
            .filter(|&i| matches!(fates[i], Fate::Hidden(_)) && link.contains(ink_box(&glyphs[i]).center()))
            .collect();
        if count_words(&inside, glyphs) <= NAME_WORDS {
            inside.into_iter().for_each(|i| fates[i] = Fate::Dropped);
        }
    }
}

/// Words of some glyphs, told by the gaps between them.
fn count_words(of: &[usize], glyphs: &[Glyph]) -> usize {
    let apart = |pair: &&[usize]| {
        let (before, after) = (&glyphs[pair[0]], &glyphs[pair[1]]);
        pair[1] > pair[0] + 1 || after.x - before.end() > 0.12 * before.size
    };
    of.windows(2).filter(apart).count() + 1
}
