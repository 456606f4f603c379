//! What is typed into a form or written on a page as a note, when the file does not say how it looks: programs that fill
//! in forms often leave that to the reader.

use hayro_interpret::hayro_syntax::object::{Array, Dict, Name, Rect as PdfRect, String as PdfString};
use hayro_interpret::hayro_syntax::page::Page;
use hayro_interpret::kurbo::{Affine, Point, Rect};

use super::device::pdf_text;
use super::glyph::{Glyph, Text};

/// Fields of one page that are read.
const MOST_FIELDS: usize = 2_000;
/// Characters of one field that are read.
const MOST_CHARS: usize = 20_000;
/// Bytes of all fields of one page that are read: many may share a long text.
const MOST_BYTES: usize = 1 << 20;
/// Parents that a field takes its value from.
const DEEPEST: usize = 16;
/// Flags of an annotation that is not shown: hidden, no view.
const NOT_SHOWN: u32 = 1 << 1 | 1 << 5;
/// Flag of a field that holds a password.
const PASSWORD: u32 = 1 << 13;
/// Largest letters in a field, in points.
const SIZE: f64 = 10.0;

/// The texts of fields and notes without a look of their own, as glyphs of a paint.
pub(super) fn read(page: &Page<'_>, transform: Affine, paint: u32, out: &mut Vec<Glyph>) {
    let Some(annotations) = page.raw().get::<Array<'_>>(b"Annots".as_slice()) else { return };
    let mut bytes = 0;
    for one in annotations.iter::<Dict<'_>>().take(MOST_FIELDS) {
        if bytes > MOST_BYTES {
            return;
        }
        if one.get::<u32>(b"F".as_slice()).unwrap_or(0) & NOT_SHOWN != 0 || has_look(&one) {
            continue;
        }
        let Some(area) = one.get::<PdfRect>(b"Rect".as_slice()) else { continue };
        if let Some(text) = text_of(&one) {
            bytes += text.as_bytes().len();
            let text = pdf_text(text.as_bytes());
            let area = transform.transform_rect_bbox(Rect::new(area.x0, area.y0, area.x1, area.y1));
            write(&text, area, paint, out);
        }
    }
}

fn has_look(annotation: &Dict<'_>) -> bool {
    annotation.get::<Dict<'_>>(b"AP".as_slice()).is_some_and(|look| look.contains_key(b"N"))
}

fn text_of<'a>(annotation: &Dict<'a>) -> Option<PdfString<'a>> {
    let kind = annotation.get::<Name<'_>>(b"Subtype".as_slice())?;
    if &*kind == b"FreeText" {
        return annotation.get::<PdfString<'_>>(b"Contents".as_slice());
    }
    if &*kind != b"Widget" {
        return None;
    }
    let kind = inherited(annotation, |field| field.get::<Name<'_>>(b"FT".as_slice()))?;
    let flags = inherited(annotation, |field| field.get::<u32>(b"Ff".as_slice())).unwrap_or(0);
    if !matches!(&*kind, b"Tx" | b"Ch") || flags & PASSWORD != 0 {
        return None;
    }
    inherited(annotation, |field| field.get::<PdfString<'_>>(b"V".as_slice()))
}

/// What a field or one of those that it is a part of says.
fn inherited<'a, T>(field: &Dict<'a>, what: impl Fn(&Dict<'a>) -> Option<T>) -> Option<T> {
    let mut field = field.clone();
    for _ in 0..DEEPEST {
        if let Some(found) = what(&field) {
            return Some(found);
        }
        field = field.get::<Dict<'_>>(b"Parent".as_slice())?;
    }
    None
}

/// Sets a text in its field, from the top.
fn write(text: &str, area: Rect, paint: u32, out: &mut Vec<Glyph>) {
    let size = (area.height() * 0.7).clamp(1.0, SIZE);
    let mut at = Point::new(area.x0 + 2.0, area.y0 + size);
    if !at.is_finite() {
        return;
    }
    for c in text.chars().take(MOST_CHARS) {
        // Narrow letters, so that a long line hardly reaches into the next field.
        let advance = 0.5 * size;
        if c == '\n' || at.x > area.x1 && c == ' ' {
            at = Point::new(area.x0 + 2.0, at.y + 1.2 * size);
            continue;
        }
        out.push(Glyph {
            text: Text::Char(c),
            x: at.x as f32,
            y: at.y as f32,
            advance: advance as f32,
            size: size as f32,
            font: 0,
            paint,
            turn: 0,
        });
        at.x += advance;
    }
}
