//! Which of the hidden glyphs of a page are honest: the text of something that is seen, or the name of it for those who do
//! not see.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use hayro_interpret::kurbo::Rect;

use crate::document::Hiding;

use super::glyph::{Glyph, Text};
use super::hidden::{Fate, PageFacts, ink_box, is_slit};
use super::scene::{Cover, Mark, Scene, Shape};

/// Share of a page from which an image may be the page itself.
const SCAN: f64 = 0.5;
/// Share of a page from which an image may have a text layer of its own.
const PICTURE: f64 = 0.08;
/// Images of a page that are looked at: tiles of a scan are many, pictures of a page are few.
const MOST_IMAGES: usize = 2_000;
/// Hidden words in the box of one link, or behind a slit, that are taken for the name of what is seen there.
const NAME_WORDS: usize = 6;

/// A stretch of glyphs, drawn one after the other on one baseline, that are hidden in one way.
struct Line {
    glyphs: Vec<usize>,
    how: Hiding,
    bounds: Rect,
    size: f32,
}

/// Sorts what is hidden: cheating, or the text of something that is seen.
pub(super) fn sort(glyphs: &[Glyph], verdicts: &[Option<Hiding>], page: &PageFacts<'_>) -> Vec<Fate> {
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
        let is_picture = |shape: &&Shape| shape.is_image() && !matches!(shape.cover, Cover::Color(..));
        // A picture of one colour is none, but under another one: some scans are letters on paper.
        let pictures: Vec<&Shape> = page.scene.shapes.iter().filter(is_picture).take(MOST_IMAGES).collect();
        let under =
            |shape: &Shape| pictures.iter().any(|over| over.at > shape.at && over.bounds.overlaps(shape.bounds));
        let images = page.scene.shapes.iter().filter(|shape| shape.is_image());
        let images = images.filter(|shape| is_picture(shape) || under(shape));
        let mut images: Vec<_> = images.take(MOST_IMAGES).map(|shape| (shape, 0, 0)).collect();
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
