//! A glyph as it stands on a page.

use hayro_interpret::color::Color;

/// The text of a glyph: nearly always one character.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Text {
    /// None of its own: the text was given with an earlier glyph (`/ActualText`), or it is not for reading.
    None,
    Char(char),
    String(Box<str>),
    /// Neither the PDF nor the font knows; this is its code in the font.
    Unknown(u32),
}

/// How a glyph is painted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ink {
    Fill,
    Stroke,
    /// Text render mode 3, or only used for clipping.
    Invisible,
}

/// What glyphs of one drawing operation share. Hidden text is told by it: the ink, the opacity, the colour against what
/// was painted before.
#[derive(Debug, Clone)]
pub(super) struct Paint {
    pub(super) ink: Ink,
    /// Its colour, with its own alpha; `None` for a pattern. Kept as it is in the file: turning one colour of an ICC
    /// space into RGB costs as much as the rest of a page.
    pub(super) color: Option<Color>,
    /// Opacity of the transparency groups around, 0 to 1.
    pub(super) opacity: f32,
    /// It is masked or blended with what lies behind.
    pub(super) odd: bool,
    /// Its place in the order of drawing.
    pub(super) at: u32,
    /// The clip that it is drawn under.
    pub(super) clip: u32,
    /// By how much the text is turned beyond a quarter turn, in radians, clockwise.
    pub(super) slant: f32,
}

/// A glyph with its place, in points, in a frame in which its text runs to the right and y grows downwards.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Glyph {
    pub(super) text: Text,
    /// Where it starts, on the baseline.
    pub(super) x: f32,
    /// The baseline.
    pub(super) y: f32,
    /// How far the pen moves.
    pub(super) advance: f32,
    /// Font size as it appears on the page.
    pub(super) size: f32,
    /// Index into the fonts of the document.
    pub(super) font: u16,
    /// Index into the paints of the page.
    pub(super) paint: u32,
    /// Direction of the text in quarter turns, clockwise from left-to-right.
    pub(super) turn: u8,
}

/// Slants of one page that are told apart.
const MOST_SLANTS: usize = 64;
/// Slants up to this, in radians, are those of a page that was scanned askew: its lines are told all the same.
const ASKEW: f32 = 0.01;

/// Turns slanted text straight, each slant around the first of its glyphs.
pub(super) fn straighten(glyphs: &mut [Glyph], paints: &[Paint]) {
    let mut origins: Vec<(f32, u8, f32, f32)> = Vec::new();
    for glyph in glyphs {
        let Some(slant) = paints.get(glyph.paint as usize).map(|paint| paint.slant) else { continue };
        if slant.abs() <= ASKEW || !slant.is_finite() {
            continue;
        }
        let same = |(other, turn, ..): &&(f32, u8, f32, f32)| (other - slant).abs() < ASKEW && *turn == glyph.turn;
        let (slant, _, x, y) = match origins.iter().find(same) {
            Some(origin) => *origin,
            None => {
                let origin = (slant, glyph.turn, glyph.x, glyph.y);
                if origins.len() < MOST_SLANTS {
                    origins.push(origin);
                }
                origin
            }
        };
        let (dx, dy) = (glyph.x - x, glyph.y - y);
        let (sin, cos) = slant.sin_cos();
        (glyph.x, glyph.y) = (x + dx * cos + dy * sin, y + dy * cos - dx * sin);
    }
}

impl Glyph {
    /// Where it ends.
    pub(super) fn end(&self) -> f32 {
        self.x + self.advance
    }

    /// White space: separates words, has no ink.
    pub(super) fn is_space(&self) -> bool {
        match &self.text {
            Text::Char(c) => c.is_whitespace(),
            Text::String(text) => text.chars().all(char::is_whitespace),
            Text::None | Text::Unknown(_) => false,
        }
    }

    /// Its single character, if it has exactly one.
    pub(super) fn char(&self) -> Option<char> {
        match self.text {
            Text::Char(c) => Some(c),
            _ => None,
        }
    }

    /// Adds its text to a word.
    pub(super) fn push_to(&self, word: &mut String) {
        match &self.text {
            Text::None => {}
            Text::Char(c) => word.push(*c),
            Text::Unknown(_) => word.push(char::REPLACEMENT_CHARACTER),
            Text::String(text) => word.push_str(text),
        }
    }
}

/// Cleans what a font says a glyph means: ligatures are spelled out, icons and controls become a space or nothing.
pub(super) fn clean(c: char) -> Text {
    match c {
        ' '..='~' => Text::Char(c),
        'ﬀ' => Text::String("ff".into()),
        'ﬁ' => Text::String("fi".into()),
        'ﬂ' => Text::String("fl".into()),
        'ﬃ' => Text::String("ffi".into()),
        'ﬄ' => Text::String("ffl".into()),
        'ﬅ' => Text::String("ft".into()),
        'ﬆ' => Text::String("st".into()),
        // Bullets of Symbol and Wingdings in the private use area, where Word and LibreOffice leave them.
        '\u{f0b7}' | '\u{f0a7}' | '\u{f0a8}' | '\u{f076}' | '\u{f0d8}' | '\u{f0fc}' | '\u{f06e}' | '\u{f09f}' => {
            Text::Char('•')
        }
        '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}' => Text::Char(' '),
        '\t' | '\n' | '\r' | '\u{a0}' => Text::Char(' '),
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{2060}' => Text::None,
        c => Text::Char(c),
    }
}

/// The character of a code of a Type 3 font that says nothing of what its glyphs mean: the bitmap fonts of TeX, whose
/// codes are those of its text encodings (ASCII, ligatures and dashes below it, Latin letters above).
pub(super) fn tex(code: u32) -> Option<char> {
    Some(match code {
        11 | 27 => 'ﬀ',
        12 | 28 => 'ﬁ',
        13 | 29 => 'ﬂ',
        14 | 30 => 'ﬃ',
        15 | 31 => 'ﬄ',
        16 => '“',
        17 => '”',
        18 => '„',
        19 => '«',
        20 => '»',
        21 => '–',
        22 => '—',
        25 => 'ı',
        127 => '-',
        0x20..=0x7e | 0xc0..=0xd6 | 0xd8..=0xde | 0xe0..=0xf6 | 0xf8..=0xfe => char::from_u32(code)?,
        _ => return None,
    })
}
