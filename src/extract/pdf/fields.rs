//! What is typed into a form or written on a page as a note, when the file does not say how it looks: programs that fill
//! in forms often leave that to the reader.

use hayro_interpret::hayro_syntax::object::{Array, Dict, Name, Object, Rect as PdfRect, Stream, String as PdfString};
use hayro_interpret::hayro_syntax::page::Page;
use hayro_interpret::kurbo::{Affine, Point, Rect};
use memchr::memmem;

use crate::extract::html;

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

/// Choices of one field that are looked through for the one that was made.
const MOST_CHOICES: usize = 1_000;
/// Choices of one field that are read.
const MOST_CHOSEN: usize = 50;
/// Bytes of the rich text of one field that are read.
const MOST_MARKUP: usize = 64 << 10;

/// The texts of fields and notes without a look of their own, as glyphs of a paint. `undrawn`: the
/// file leaves the look of its fields to the reader.
pub(super) fn read(page: &Page<'_>, undrawn: bool, transform: Affine, paint: u32, out: &mut Vec<Glyph>) {
    let Some(annotations) = page.raw().get::<Array<'_>>(b"Annots".as_slice()) else { return };
    let mut bytes = 0;
    for one in annotations.iter::<Dict<'_>>().take(MOST_FIELDS) {
        if bytes > MOST_BYTES {
            return;
        }
        if one.get::<u32>(b"F".as_slice()).unwrap_or(0) & NOT_SHOWN != 0 || has_look(&one, undrawn) {
            continue;
        }
        let Some(area) = one.get::<PdfRect>(b"Rect".as_slice()) else { continue };
        if let Some(text) = text_of(&one) {
            bytes += text.len();
            let area = transform.transform_rect_bbox(Rect::new(area.x0, area.y0, area.x1, area.y1));
            write(&text, area, paint, out);
        }
    }
}

fn has_look(annotation: &Dict<'_>, undrawn: bool) -> bool {
    let look = annotation.get::<Dict<'_>>(b"AP".as_slice()).and_then(|look| look.get::<Object<'_>>(b"N".as_slice()));
    match look {
        Some(Object::Stream(look)) if undrawn => {
            let shows = |drawn: &[u8]| [b"Tj", b"TJ", b"Do"].iter().any(|show| memmem::find(drawn, *show).is_some());
            look.decoded().is_ok_and(|drawn| shows(&drawn))
        }
        Some(Object::Stream(_) | Object::Dict(_)) => true,
        _ => false,
    }
}

fn text_of(annotation: &Dict<'_>) -> Option<String> {
    let kind = annotation.get::<Name<'_>>(b"Subtype".as_slice())?;
    if &*kind == b"FreeText" {
        return text(annotation, b"Contents").or_else(|| rich(annotation, b"RC"));
    }
    if &*kind != b"Widget" {
        return None;
    }
    let kind = inherited(annotation, |field| field.get::<Name<'_>>(b"FT".as_slice()))?;
    let flags = inherited(annotation, |field| field.get::<u32>(b"Ff".as_slice())).unwrap_or(0);
    if !matches!(&*kind, b"Tx" | b"Ch") || flags & PASSWORD != 0 {
        return None;
    }
    if &*kind == b"Ch" {
        return chosen(annotation);
    }
    inherited(annotation, |field| text(field, b"V")).or_else(|| inherited(annotation, |field| rich(field, b"RV")))
}

/// A text, which may be a string or a stream.
fn text(dict: &Dict<'_>, key: &[u8]) -> Option<String> {
    let text = match dict.get::<Object<'_>>(key)? {
        Object::String(text) => pdf_text(text.as_bytes()),
        Object::Stream(stream) => pdf_text(&start_of(&stream)?),
        _ => return None,
    };
    Some(text).filter(|text| !text.trim().is_empty())
}

/// The text of XHTML.
fn rich(dict: &Dict<'_>, key: &[u8]) -> Option<String> {
    let markup = text(dict, key).filter(|markup| markup.len() <= MOST_MARKUP)?;
    html::read(markup.as_bytes()).ok().map(|reading| reading.text)
}

fn start_of(stream: &Stream<'_>) -> Option<Vec<u8>> {
    let bytes = stream.decoded().ok()?;
    Some(bytes[..bytes.len().min(MOST_BYTES)].to_vec())
}

/// The name of a choice, and how it is shown.
fn pair(choice: Array<'_>) -> Option<(String, String)> {
    let mut parts = choice.iter::<PdfString<'_>>().map(|part| pdf_text(part.as_bytes()));
    Some((parts.next()?, parts.next()?))
}

/// What was chosen from a list, as it is shown there.
fn chosen(annotation: &Dict<'_>) -> Option<String> {
    let made = inherited(annotation, |field| field.get::<Object<'_>>(b"V".as_slice()))?;
    let choices: Vec<(String, String)> = inherited(annotation, |field| field.get::<Array<'_>>(b"Opt".as_slice()))
        .map(|choices| choices.iter::<Array<'_>>().take(MOST_CHOICES).filter_map(pair).collect())
        .unwrap_or_default();
    let shown = |value: &PdfString<'_>| {
        let value = pdf_text(value.as_bytes());
        choices.iter().find(|(name, _)| *name == value).map_or(value, |(_, shown)| shown.clone())
    };
    match made {
        Object::String(value) => Some(shown(&value)),
        Object::Array(values) => {
            let values: Vec<String> =
                values.iter::<PdfString<'_>>().take(MOST_CHOSEN).map(|value| shown(&value)).collect();
            Some(values.join(", ")).filter(|text| !text.is_empty())
        }
        _ => None,
    }
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
