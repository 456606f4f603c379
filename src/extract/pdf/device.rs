//! A device that draws nothing and collects glyphs. Paths are not filled, and no image is decoded but simple ones.

use std::borrow::Cow;

use hayro_interpret::font::{Glyph as DrawnGlyph, GlyphRun};
use hayro_interpret::hayro_cmap::{BfString, WritingMode};
use hayro_interpret::hayro_syntax::object::{Dict, String as PdfString};
use hayro_interpret::kurbo::{Affine, BezPath, Point, Rect, Shape as _};
use hayro_interpret::{
    BlendMode, ClipPath, Device, DrawMode, DrawProps, Image, ImageDrawProps, Paint as DrawnPaint, SoftMask,
};

use super::fonts::Fonts;
use super::glyph::{Glyph, Ink, Paint, Text, clean, tex};
use super::place::{DOWNWARDS, place, slant};
use super::plain::Plain;
use super::scene::{Cover, NO_CLIP, Scene};

/// Glyphs of one page beyond which the rest is not looked at: no page of a document has more, and a bomb may.
pub(super) const MOST_GLYPHS: usize = 200_000;

/// Path elements of the most complicated dot.
const MOST_DOT_ELEMENTS: usize = 24;
/// Sides of a dot, in points.
const DOT: std::ops::RangeInclusive<f64> = 1.2..=7.0;
/// Bytes of replacement texts of one page that are looked at: many places may share a long one.
const MOST_ACTUAL: usize = 1 << 20;
/// Dots of one page beyond which the rest is drawing, not bullets.
const MOST_DOTS: usize = 2_000;

/// Collects the glyphs of one page.
pub(super) struct Collector<'f> {
    pub(super) glyphs: Vec<Glyph>,
    pub(super) paints: Vec<Paint>,
    /// Middles of small filled shapes as wide as they are high: browsers draw bullets that way.
    pub(super) dots: Vec<Point>,
    /// Images drawn.
    pub(super) images: u32,
    /// Where they stand.
    pub(super) pictures: Vec<Rect>,
    /// Glyphs that a font has for signs of its own.
    pub(super) icons: Vec<Glyph>,
    /// What else is drawn.
    pub(super) scene: Scene,
    fonts: &'f mut Fonts,
    /// The transparency groups around.
    groups: Vec<Group>,
    /// Marked content around, each with its `/ActualText` if it has one and whether that was used up.
    marked: Vec<Option<Actual>>,
    /// Bytes of replacement texts so far.
    actual: usize,
    /// Looks for pictures of one colour.
    plain: Plain,
    /// There was more text than is looked at.
    pub(super) cut: bool,
}

/// A transparency group.
struct Group {
    opacity: f32,
    /// It is masked or blended: what is painted in it may look like anything.
    odd: bool,
}

/// A replacement text for the glyphs of a marked content sequence.
struct Actual {
    text: Option<Box<str>>,
}

impl<'f> Collector<'f> {
    /// For a page with these bounds.
    pub(super) fn new(fonts: &'f mut Fonts, page: Rect) -> Self {
        Self {
            glyphs: Vec::new(),
            paints: Vec::new(),
            dots: Vec::new(),
            images: 0,
            pictures: Vec::new(),
            icons: Vec::new(),
            scene: Scene::new(page),
            fonts,
            groups: Vec::new(),
            marked: Vec::new(),
            actual: 0,
            plain: Plain::default(),
            cut: false,
        }
    }

    fn paint(&mut self, props: &DrawProps<'_>, ink: Ink, slant: f32) -> u32 {
        let color = match &props.paint {
            DrawnPaint::Color(color) => Some(color.clone()),
            DrawnPaint::Pattern(_) => None,
        };
        let (opacity, odd) = (self.opacity(), self.is_odd(props));
        let (at, clip) = (self.scene.next(), self.scene.clip());
        self.paints.push(Paint { ink, color, opacity, odd, at, clip, slant });
        self.paints.len() as u32 - 1
    }

    /// A paint of its own for text that the page does not draw.
    pub(super) fn default_paint(&mut self) -> u32 {
        let at = self.scene.next();
        let paint = Paint { ink: Ink::Fill, color: None, opacity: 1.0, odd: false, at, clip: NO_CLIP, slant: 0.0 };
        self.paints.push(paint);
        self.paints.len() as u32 - 1
    }

    fn opacity(&self) -> f32 {
        self.groups.iter().map(|group| group.opacity).product()
    }

    fn is_odd(&self, props: &DrawProps<'_>) -> bool {
        props.soft_mask.is_some() || props.blend_mode != BlendMode::Normal || self.groups.iter().any(|group| group.odd)
    }

    fn cover(&self, props: &DrawProps<'_>) -> Cover {
        match &props.paint {
            _ if self.is_odd(props) => Cover::Odd,
            DrawnPaint::Color(color) => Cover::Color(color.clone(), self.opacity()),
            DrawnPaint::Pattern(_) => Cover::Unknown,
        }
    }

    fn dot(&mut self, shape: Rect, transform: Affine) {
        let shape = transform.transform_rect_bbox(shape);
        let (width, height) = (shape.width(), shape.height());
        let round = width < 1.35 * height && height < 1.35 * width;
        if round && DOT.contains(&width) && DOT.contains(&height) && self.dots.len() < MOST_DOTS {
            self.dots.push(shape.center());
        }
    }

    /// The text of a glyph: the PDF's word for it, else the font's, else the sign for unknown.
    fn text(&mut self, font: u16, glyph: &DrawnGlyph<'_>, unicode: Option<&BfString>) -> Text {
        // A table that says "unknown" says nothing.
        let empty = unicode == Some(&BfString::Char('\0'));
        let unicode = unicode.filter(|text| !matches!(text, BfString::Char('\0' | char::REPLACEMENT_CHARACTER)));
        match unicode {
            Some(&BfString::Char(c)) => {
                self.fonts.sample(font, glyph, c);
                clean(c)
            }
            Some(BfString::String(text)) => clean_string(&unswapped(text)),
            None => {
                let found = match glyph {
                    DrawnGlyph::Outline(outline) => self.fonts.reverse(font, outline),
                    DrawnGlyph::Type3(type3) => tex(type3.char_code()),
                };
                match found {
                    Some(c) => clean(c),
                    // Letters of two bytes in a font of one: every other one is nothing.
                    None if empty || glyph.char_code() == 0 => Text::None,
                    None => Text::Unknown(glyph.char_code()),
                }
            }
        }
    }

    /// The innermost replacement text that covers what is drawn now.
    fn actual(&mut self) -> Option<Text> {
        let actual = self.marked.iter_mut().rev().find_map(Option::as_mut)?;
        Some(actual.text.take().filter(|text| !text.is_empty()).map_or(Text::None, Text::String))
    }
}

/// Puts right the ligatures of an old Ghostscript, which wrote "ti" as U+7400 U+6900: letters with their bytes swapped.
fn unswapped(text: &str) -> Cow<'_, str> {
    let swapped = |c: char| {
        char::from_u32(u32::from(c) >> 8).filter(|letter| u32::from(c) & 0xff == 0 && letter.is_ascii_alphabetic())
    };
    let letters: Option<String> = text.chars().map(swapped).collect();
    match letters {
        Some(letters) if letters.len() >= 2 => Cow::Owned(letters),
        _ => Cow::Borrowed(text),
    }
}

/// Cleans a text of several characters.
pub(super) fn clean_string(text: &str) -> Text {
    let mut out = String::new();
    for c in text.chars() {
        match clean(c) {
            Text::Char(c) => out.push(c),
            Text::String(text) => out.push_str(&text),
            Text::None | Text::Unknown(_) => {}
        }
    }
    if out.is_empty() { Text::None } else { Text::String(out.into()) }
}

impl<'a> Device<'a> for Collector<'_> {
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, mode: &DrawMode) {
        let Some(first) = run.glyphs().first() else { return };
        let room = MOST_GLYPHS.saturating_sub(self.glyphs.len());
        self.cut |= run.glyphs().len() > room;
        if room == 0 {
            return;
        }
        let ink = match mode {
            DrawMode::Fill(_) | DrawMode::FillAndStroke(..) => Ink::Fill,
            DrawMode::Stroke(_) => Ink::Stroke,
            DrawMode::Invisible => Ink::Invisible,
        };
        let paint = self.paint(&props, ink, slant(props.transform * first.transform()));
        let font = self.fonts.index(first);
        let stretched = self.fonts.is_stretched(font, run.glyphs());
        let vertical = run.writing_mode() == WritingMode::Vertical;
        for drawn in run.glyphs().iter().take(room) {
            let Some(mut place) = place(props.transform * drawn.transform()) else { continue };
            if stretched {
                place.along = place.size;
            }
            let advance = match &**drawn {
                DrawnGlyph::Outline(outline) => outline.advance_width(),
                DrawnGlyph::Type3(glyph) => glyph.advance_width(),
            };
            let mut advance = advance.unwrap_or(500.0) / 1000.0 * place.along;
            if vertical && place.turn == 0 {
                (place, advance) = (place.downwards(), DOWNWARDS * place.size);
            }
            // A Type 3 font may be drawn at size 1 with glyphs of any height; its widths tell.
            let size = match &**drawn {
                DrawnGlyph::Type3(_) if place.size < advance * 0.5 => advance * 1.6,
                _ => place.size,
            };
            let unicode = drawn.as_unicode();
            let text = match self.actual() {
                Some(text) => text,
                None => self.text(font, drawn, unicode.as_ref()),
            };
            let glyph = Glyph { text, x: place.x, y: place.y, advance, size, font, paint, turn: place.turn };
            if glyph.is_space() && self.icons.len() < MOST_DOTS && unicode.as_ref().is_some_and(is_icon) {
                self.icons.push(glyph.clone());
            }
            if glyph.text == Text::None && self.marked.is_empty() {
                continue;
            }
            self.glyphs.push(glyph);
        }
    }

    fn push_transparency_group(&mut self, opacity: f32, mask: Option<SoftMask<'a>>, blend: BlendMode) {
        self.groups.push(Group { opacity, odd: mask.is_some() || blend != BlendMode::Normal });
    }

    fn pop_transparency_group(&mut self) {
        self.groups.pop();
    }

    fn begin_marked_content(&mut self, _: &[u8], properties: Option<&Dict<'_>>) {
        let text = properties
            .filter(|_| self.actual < MOST_ACTUAL)
            .and_then(|properties| properties.get::<PdfString<'_>>(b"ActualText".as_slice()));
        self.actual += text.as_ref().map_or(0, |text| text.as_bytes().len());
        let actual = text.filter(|_| self.actual < MOST_ACTUAL);
        self.marked.push(actual.map(|text| Actual { text: Some(pdf_text(text.as_bytes()).replace('\n', " ").into()) }));
    }

    fn end_marked_content(&mut self) {
        self.marked.pop();
    }

    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, mode: &DrawMode) {
        // A disc is four to sixteen curves, a square or a triangle less: larger paths need not be measured.
        if path.elements().len() <= MOST_DOT_ELEMENTS && matches!(mode, DrawMode::Fill(_)) {
            self.dot(path.control_box(), props.transform);
        }
        let cover = self.cover(&props);
        match mode {
            DrawMode::Fill(rule) | DrawMode::FillAndStroke(rule, _) => {
                self.scene.fill(path, *rule, props.transform, cover);
            }
            DrawMode::Stroke(stroke) => self.scene.stroke(path, stroke.line_width.into(), props.transform, cover),
            DrawMode::Invisible => {}
        }
    }

    fn draw_rect(&mut self, rect: &Rect, props: DrawProps<'a>, mode: &DrawMode) {
        if matches!(mode, DrawMode::Fill(_)) {
            self.dot(*rect, props.transform);
        }
        let cover = self.cover(&props);
        match mode {
            DrawMode::Fill(_) | DrawMode::FillAndStroke(..) => self.scene.fill_rect(*rect, props.transform, cover),
            DrawMode::Stroke(stroke) => {
                self.scene.stroke(&rect.to_path(0.1), stroke.line_width.into(), props.transform, cover);
            }
            DrawMode::Invisible => {}
        }
    }

    fn push_clip_path(&mut self, clip: &ClipPath) {
        self.scene.push_clip(&clip.path, clip.fill);
    }

    fn push_clip_rect(&mut self, rect: &Rect) {
        self.scene.push_clip_rect(*rect);
    }

    fn pop_clip(&mut self) {
        self.scene.pop_clip();
    }

    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        self.images = self.images.saturating_add(1);
        if self.pictures.len() < MOST_DOTS {
            let pixels = Rect::new(0.0, 0.0, f64::from(image.width()), f64::from(image.height()));
            self.pictures.push(props.transform.transform_rect_bbox(pixels));
        }
        let masked = match &image {
            Image::Stencil(_) => true,
            Image::Raster(raster) => {
                [b"SMask".as_slice(), b"Mask"].iter().any(|key| raster.stream().dict().contains_key(key))
            }
        };
        let odd = props.soft_mask.is_some() || self.groups.iter().any(|group| group.odd);
        let opaque = !masked && !odd && self.opacity() >= 1.0;
        let color = match &image {
            Image::Raster(raster) if opaque => self.plain.color(raster),
            _ => None,
        };
        let cover = color.map_or(Cover::Image { opaque }, |color| Cover::Color(color, 1.0));
        self.scene.image(image.width(), image.height(), props.transform, cover);
    }
}

/// Whether a font calls a glyph by a code for private use.
fn is_icon(text: &BfString) -> bool {
    let private = |c: char| matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}');
    match text {
        BfString::Char(c) => private(*c),
        BfString::String(text) => text.chars().any(private),
    }
}

/// A PDF text string: UTF-16 or UTF-8 by its mark, else a byte a character.
pub(super) fn pdf_text(bytes: &[u8]) -> String {
    let decoded = if let Some(rest) = bytes.strip_prefix(b"\xfe\xff") {
        let units: Vec<u16> = rest.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
        String::from_utf16_lossy(&units)
    } else if let Some(rest) = bytes.strip_prefix(b"\xff\xfe") {
        // Not in the standard, and written all the same.
        let units: Vec<u16> = rest.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]])).collect();
        String::from_utf16_lossy(&units)
    } else if let Some(rest) = bytes.strip_prefix(b"\xef\xbb\xbf") {
        String::from_utf8_lossy(rest).into_owned()
    } else {
        bytes.iter().map(|&byte| char::from(byte)).collect()
    };
    let line = |line: &str| match clean_string(line) {
        Text::String(line) => String::from(line),
        _ => String::new(),
    };
    decoded.replace("\r\n", "\n").split(['\n', '\r']).map(line).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_strings_are_read_by_their_mark() {
        assert_eq!(pdf_text(b"\xfe\xff\0G\0o"), "Go");
        assert_eq!(pdf_text(b"\xff\xfeG\0o\0"), "Go");
        assert_eq!(pdf_text(b"\xef\xbb\xbfG\xc3\xb6"), "Gö");
    }

    #[test]
    fn swapped_ligatures_are_put_right() {
        assert_eq!(unswapped("\u{7400}\u{6900}"), "ti");
        assert_eq!(unswapped("\u{7400}"), "\u{7400}");
        assert_eq!(unswapped("琀物"), "琀物");
        assert_eq!(unswapped("ffi"), "ffi");
    }
}
