//! What the assembler needs to know of a font: is it bold, and which character is a glyph when the PDF does not say.

use std::collections::HashMap;
use std::hash::{Hash, Hasher};

use hayro_interpret::font::{Glyph, OutlineGlyph, PositionedGlyph};
use hayro_interpret::kurbo::Shape;
use skrifa::{FontRef, MetadataProvider};

/// The fonts of a document, in order of appearance.
#[derive(Default)]
pub(super) struct Fonts {
    by_key: HashMap<u128, u16>,
    /// The one that was asked for last, with its key.
    last: Option<(u128, u16)>,
    fonts: Vec<Font>,
}

struct Font {
    bold: Option<bool>,
    stems: Stems,
    /// Glyph id to character, made when a glyph has no Unicode of its own.
    reverse: Option<HashMap<u32, char>>,
    /// It stands for one that is not in the file, and each glyph of it is drawn as wide as the other's.
    stretched: bool,
}

/// Mean stroke width over a few glyphs, in thousandths of the em: twice the area of an outline over its length.
#[derive(Default)]
struct Stems {
    sum: f32,
    count: u8,
}

/// Glyphs whose outlines are measured for a font that does not tell its weight.
const SAMPLES: u8 = 6;
/// Mean stroke width from which a font is bold, in thousandths of the em. Computer Modern is at about 50 and its bold
/// at 85, Helvetica at 75 and its bold at 115, so the document's body font decides; see [`Fonts::bold`].
const BOLDER_BY: f32 = 1.25;
/// Ems whose lengths differ by such a share are not those of one text matrix.
const UNLIKE: f64 = 0.01;
/// More fonts than any honest document has.
const MOST: usize = u16::MAX as usize - 1;

impl Fonts {
    /// The index of the font of a glyph.
    pub(super) fn index(&mut self, glyph: &Glyph<'_>) -> u16 {
        let key = match glyph {
            Glyph::Outline(outline) => {
                let mut key = ProgramKey(0);
                outline.identifier().hash(&mut key);
                key.0
            }
            Glyph::Type3(_) => 0,
        };
        if let Some((last, index)) = self.last
            && last == key
        {
            return index;
        }
        let index = self.find_or_add(key, glyph);
        self.last = Some((key, index));
        index
    }

    fn find_or_add(&mut self, key: u128, glyph: &Glyph<'_>) -> u16 {
        if let Some(&index) = self.by_key.get(&key) {
            return index;
        }
        if self.fonts.len() >= MOST {
            return 0;
        }
        let index = self.fonts.len() as u16;
        let bold = match glyph {
            Glyph::Outline(outline) => declared_bold(outline),
            Glyph::Type3(_) => Some(false),
        };
        self.fonts.push(Font { bold, stems: Stems::default(), reverse: None, stretched: false });
        self.by_key.insert(key, index);
        index
    }

    /// Whether the interpreter stretches the glyphs of a font, each by a factor of its own, to the widths of one that is
    /// not in the file: their transforms then tell the pen's movement no more. Told by a run in which they differ.
    pub(super) fn is_stretched(&mut self, index: u16, glyphs: &[PositionedGlyph<'_>]) -> bool {
        let font = &mut self.fonts[usize::from(index)];
        if let Some((first, rest)) = glyphs.split_first()
            && !font.stretched
        {
            // One drawing operation has one text matrix.
            let [a, b, ..] = first.transform().as_coeffs();
            let unlike = UNLIKE * (a.abs() + b.abs());
            font.stretched = rest.iter().any(|glyph| {
                let [other_a, other_b, ..] = glyph.transform().as_coeffs();
                (other_a - a).abs() + (other_b - b).abs() > unlike
            });
        }
        font.stretched
    }

    /// Measures a glyph if its font says nothing of its weight.
    pub(super) fn sample(&mut self, index: u16, glyph: &Glyph<'_>, c: char) {
        let font = &mut self.fonts[usize::from(index)];
        if font.bold.is_some() || font.stems.count >= SAMPLES || !c.is_ascii_alphabetic() {
            return;
        }
        if let Glyph::Outline(outline) = glyph {
            let path = outline.outline();
            let length = path.perimeter(1.0) as f32;
            if length > 0.0 {
                font.stems.sum += 2.0 * (path.area().abs() as f32) / length;
                font.stems.count += 1;
            }
        }
    }

    /// Whether a font is bold: as it declares itself, or by its strokes against those of the body's font.
    pub(super) fn bold(&self, index: u16, body: u16) -> bool {
        let Some(font) = self.fonts.get(usize::from(index)) else { return false };
        font.bold.unwrap_or_else(|| {
            let body = self.fonts.get(usize::from(body)).and_then(|font| font.stems.mean());
            matches!((font.stems.mean(), body), (Some(own), Some(body)) if own > body * BOLDER_BY)
        })
    }

    /// The character of a glyph by the font's own character map, backwards.
    pub(super) fn reverse(&mut self, index: u16, glyph: &OutlineGlyph) -> Option<char> {
        let reverse = self.fonts[usize::from(index)].reverse.get_or_insert_with(|| reverse_map(glyph));
        reverse.get(&glyph.glyph_id().to_u32()).copied()
    }
}

impl Stems {
    fn mean(&self) -> Option<f32> {
        (self.count > 0).then(|| self.sum / f32::from(self.count))
    }
}

fn declared_bold(glyph: &OutlineGlyph) -> Option<bool> {
    let data = glyph.font_data()?;
    let named = data.postscript_name.as_deref().map(name_is_bold);
    match (named, data.weight) {
        (Some(true), _) => Some(true),
        (_, Some(weight)) => Some(weight >= 600),
        (Some(false), None) => Some(false),
        (None, None) => None,
    }
}

fn name_is_bold(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    ["bold", "black", "heavy", "semibold", "demi"].iter().any(|weight| name.contains(weight))
}

fn reverse_map(glyph: &OutlineGlyph) -> HashMap<u32, char> {
    let Some(data) = glyph.font_data() else { return HashMap::new() };
    let bytes: &[u8] = (*data.data).as_ref();
    let Ok(font) = FontRef::new(bytes) else { return HashMap::new() };
    let mut map = HashMap::new();
    for (code, id) in font.charmap().mappings() {
        if let Some(c) = char::from_u32(code) {
            map.entry(id.to_u32()).or_insert(c);
        }
    }
    map
}

/// Takes the content hash of the font program out of a glyph's identity: it is the one thing by which glyphs of the
/// same font are known to belong together, and it comes first.
struct ProgramKey(u128);

impl Hasher for ProgramKey {
    fn finish(&self) -> u64 {
        self.0 as u64
    }

    fn write(&mut self, _: &[u8]) {}

    fn write_u128(&mut self, value: u128) {
        if self.0 == 0 {
            self.0 = value;
        }
    }
}
