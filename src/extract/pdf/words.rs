//! Glyphs to segments: pieces of a line that were drawn in one go, with the words in them told apart.
//!
//! A PDF need not draw spaces. Words are told by the gap to the next glyph, measured in ems; in letter-spaced text
//! every gap is wide, so the segment's own usual gap is the measure there.

use unicode_normalization::UnicodeNormalization;

use super::glyph::{Glyph, Text};

/// Gap over em above which a new word begins.
const WORD_GAP: f32 = 0.12;
/// Gap over em above which a new segment begins: a column, a cell, a date at the right margin.
const SEGMENT_GAP: f32 = 1.0;
/// Letters of a line whose spacing is measured to tell whether the next one belongs to it.
const MOST_MEASURED: usize = 200;
/// Usual gap over em from which text counts as letter-spaced.
const TRACKED: f32 = 0.05;

/// A glyph without meaning, as it stands in a text.
const UNKNOWN: &str = "\u{fffd}";
/// The same, as the first word of a text.
const UNKNOWN_FIRST: &str = "\u{fffd} ";

/// A piece of a line.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Segment {
    /// Its words, with one space between.
    pub(super) text: String,
    /// Left end.
    pub(super) x0: f32,
    /// Right end.
    pub(super) x1: f32,
    /// Baseline of its largest glyphs.
    pub(super) y: f32,
    /// Size of its largest glyphs.
    pub(super) size: f32,
    /// Font of most of its glyphs.
    pub(super) font: u16,
    /// Glyphs with ink.
    pub(super) glyphs: u32,
    /// Font and code of its first glyph, if it has no meaning and stands alone: a bullet or an icon.
    pub(super) sign: Option<(u16, u32)>,
    /// Width of its first word.
    pub(super) first_word: f32,
    /// Its place in the order of drawing.
    pub(super) order: u32,
    /// Gap over em above which what follows on the line is another cell.
    pub(super) cell_gap: f32,
    /// A space was drawn before it or after it.
    pub(super) space_before: bool,
    pub(super) space_after: bool,
}

impl Segment {
    /// Holds a letter or a digit.
    pub(super) fn has_word(&self) -> bool {
        self.text.chars().any(char::is_alphanumeric)
    }
}

/// Puts the glyphs of a page that run in one direction together, in the order of drawing.
pub(super) fn segments<'g>(glyphs: impl Iterator<Item = &'g Glyph>) -> Vec<Segment> {
    let mut segments = Vec::new();
    let mut run = Run::default();
    for glyph in glyphs {
        if glyph.is_space() {
            run.pending_space = true;
            continue;
        }
        if run.is_double(glyph) {
            continue;
        }
        if !run.goes_on_with(glyph) {
            run.finish(&mut segments);
        }
        run.push(glyph);
    }
    run.finish(&mut segments);
    segments
}

/// The segment being put together.
#[derive(Default)]
struct Run<'g> {
    /// Each glyph, and whether a space was drawn before it.
    glyphs: Vec<(&'g Glyph, bool)>,
    /// Size and baseline of the largest glyph so far.
    size: f32,
    y: f32,
    pending_space: bool,
    order: u32,
}

impl<'g> Run<'g> {
    fn last(&self) -> Option<&'g Glyph> {
        self.glyphs.last().map(|(glyph, _)| *glyph)
    }

    /// The same glyph drawn again at the same place: filled and stroked, or a shadow, or bold made by shifting.
    fn is_double(&self, glyph: &Glyph) -> bool {
        self.last().is_some_and(|last| {
            let near = 0.12 * glyph.size;
            last.text == glyph.text && (last.x - glyph.x).abs() < near && (last.y - glyph.y).abs() < near
        })
    }

    fn goes_on_with(&self, glyph: &Glyph) -> bool {
        let Some(last) = self.last() else { return true };
        let em = self.size.max(glyph.size);
        let gap = (glyph.x - last.end()) / em;
        let rise = (glyph.y - self.y).abs() / em;
        let back = if accent(last).is_some() || accent(glyph).is_some() { -1.3 } else { -0.6 };
        if rise <= 0.12 || (glyph.y - last.y).abs() <= 0.05 * em {
            gap >= back && (gap <= SEGMENT_GAP || (gap <= 3.0 && gap <= self.recent().cell()))
        } else if accent(last).is_some() || accent(glyph).is_some() {
            rise <= 0.55 && (-1.3..=0.1).contains(&gap)
        } else if glyph.size.min(self.size) < em * 0.87 {
            // A superscript, a subscript, small capitals.
            rise <= 0.55 && (-0.3..=0.6).contains(&gap)
        } else {
            // Letters of a logo that dance around the baseline.
            rise <= 0.35 && (-0.4..=0.3).contains(&gap)
        }
    }

    /// How the last letters are spaced: a line is as long as a file makes it.
    fn recent(&self) -> Spacing {
        Spacing::of(&self.glyphs[self.glyphs.len().saturating_sub(MOST_MEASURED)..])
    }

    fn push(&mut self, glyph: &'g Glyph) {
        if glyph.size > self.size * 1.02 {
            self.size = glyph.size;
            self.y = glyph.y;
        }
        self.glyphs.push((glyph, self.pending_space));
        self.pending_space = false;
    }

    fn finish(&mut self, segments: &mut Vec<Segment>) {
        if self.pending_space
            && self.glyphs.is_empty()
            && let Some(last) = segments.last_mut()
        {
            last.space_after = true;
        }
        if self.glyphs.is_empty() {
            return;
        }
        let spacing = Spacing::of(&self.glyphs);
        let mut text = String::with_capacity(self.glyphs.len() + self.glyphs.len() / 4);
        let mut first_word = None;
        let (mut x0, mut x1) = (f32::MAX, f32::MIN);
        let mut fonts: Vec<(u16, u32)> = Vec::new();
        for (i, &(glyph, space)) in self.glyphs.iter().enumerate() {
            let previous = i.checked_sub(1).map(|i| self.glyphs[i].0);
            if previous.is_some_and(|previous| spacing.breaks(previous, glyph, space)) && !text.is_empty() {
                first_word.get_or_insert(x1 - x0);
                text.push(' ');
            }
            push_text(&mut text, previous, glyph);
            x0 = x0.min(glyph.x);
            x1 = x1.max(glyph.end());
            match fonts.iter_mut().find(|(font, _)| *font == glyph.font) {
                Some((_, count)) => *count += 1,
                None => fonts.push((glyph.font, 1)),
            }
        }
        let glyphs = self.glyphs.len() as u32;
        let sign = match self.glyphs[0].0.text {
            Text::Unknown(code) if text == UNKNOWN || text.starts_with(UNKNOWN_FIRST) => {
                Some((self.glyphs[0].0.font, code))
            }
            _ => None,
        };
        let space_before = self.glyphs[0].1;
        if space_before && let Some(last) = segments.last_mut() {
            last.space_after = true;
        }
        let font = fonts.iter().max_by_key(|(_, count)| *count).map_or(0, |(font, _)| *font);
        let (y, size) = (self.y, self.size);
        let order = self.order;
        self.order += 1;
        self.glyphs.clear();
        self.size = 0.0;
        if text.is_empty() {
            return;
        }
        segments.push(Segment {
            first_word: first_word.unwrap_or(x1 - x0),
            text,
            x0,
            x1,
            y,
            size,
            font,
            glyphs,
            sign,
            order,
            cell_gap: spacing.cell(),
            space_before,
            space_after: false,
        });
    }
}

/// How words are told apart in a segment.
struct Spacing {
    /// Gap over em.
    gap: f32,
    /// Spaces drawn between glyphs separate words. Not so where a writer put one after every letter.
    drawn: bool,
}

impl Spacing {
    fn of(glyphs: &[(&Glyph, bool)]) -> Self {
        let plain = Self { gap: WORD_GAP, drawn: true };
        if glyphs.len() < 4 {
            return plain;
        }
        let gaps = |spaced: bool| -> Vec<f32> {
            let mut gaps = Vec::with_capacity(glyphs.len());
            gaps.extend(glyphs.windows(2).filter(|pair| pair[1].1 == spaced).map(|pair| gap(pair[0].0, pair[1].0)));
            gaps
        };
        let tight = gaps(false);
        if tight.len() >= 3 {
            return even(tight)
                .filter(|&usual| usual > TRACKED)
                .map_or(plain, |usual| Self { gap: wider(usual), drawn: true });
        }
        let letters = glyphs.iter().all(|(glyph, _)| glyph.char().is_some_and(char::is_alphabetic));
        if tight.is_empty() && letters {
            return even(gaps(true)).map_or(plain, |usual| Self { gap: wider(usual), drawn: false });
        }
        plain
    }

    /// The gap from which on glyphs stand in different cells.
    fn cell(&self) -> f32 {
        SEGMENT_GAP.max(self.gap * 2.6)
    }

    fn breaks(&self, previous: &Glyph, glyph: &Glyph, space: bool) -> bool {
        (space && self.drawn) || gap(previous, glyph) > self.gap
    }
}

/// The gap that separates words where letters stand this far apart.
fn wider(usual: f32) -> f32 {
    (1.4 * usual + 0.06).max(WORD_GAP)
}

fn gap(previous: &Glyph, glyph: &Glyph) -> f32 {
    (glyph.x - previous.end()) / previous.size.max(glyph.size)
}

/// The middle one of some gaps, if most of them are like it.
fn even(mut gaps: Vec<f32>) -> Option<f32> {
    if gaps.is_empty() {
        return None;
    }
    let at = gaps.len() / 2;
    let middle = *gaps.select_nth_unstable_by(at, f32::total_cmp).1;
    let near = gaps.iter().filter(|&&gap| (gap - middle).abs() <= 0.04 + 0.1 * middle).count();
    (near * 10 >= gaps.len() * 6).then_some(middle)
}

/// The combining form of an accent that is drawn on its own over or under a letter, as old TeX fonts do.
fn accent(glyph: &Glyph) -> Option<char> {
    Some(match glyph.char()? {
        ' '..='_' | 'a'..='~' if glyph.char() != Some('^') => return None,
        '`' | 'ˋ' => '\u{300}',
        '´' | 'ˊ' => '\u{301}',
        'ˆ' | '^' => '\u{302}',
        '˜' => '\u{303}',
        '¯' | 'ˉ' => '\u{304}',
        '˘' => '\u{306}',
        '˙' => '\u{307}',
        '¨' => '\u{308}',
        '˚' => '\u{30a}',
        '˝' => '\u{30b}',
        'ˇ' => '\u{30c}',
        '¸' => '\u{327}',
        '˛' => '\u{328}',
        _ => return None,
    })
}

/// Adds a glyph's text, with an accent put onto the letter that it stands over.
fn push_text(text: &mut String, previous: Option<&Glyph>, glyph: &Glyph) {
    let overlaps = |accent: &Glyph, letter: &Glyph| {
        let middle = accent.x + accent.advance / 2.0;
        (letter.x..=letter.end()).contains(&middle) && letter.char().is_some_and(char::is_alphabetic)
    };
    if let Some(previous) = previous {
        if let Some(mark) = accent(previous).filter(|_| overlaps(previous, glyph)) {
            text.pop();
            glyph.push_to(text);
            compose(text, mark);
            return;
        }
        if let Some(mark) = accent(glyph).filter(|_| overlaps(glyph, previous)) {
            compose(text, mark);
            return;
        }
    }
    glyph.push_to(text);
}

fn compose(text: &mut String, mark: char) {
    if let Some(letter) = text.pop() {
        let letter = match letter {
            'ı' => 'i',
            'ȷ' => 'j',
            letter => letter,
        };
        text.extend([letter, mark].into_iter().nfc());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Glyphs of 10 points, each 5 wide, with a gap in ems after each; a space is a gap of its own.
    fn set(text: &str, gap: f32) -> Vec<Glyph> {
        let mut x = 0.0;
        text.chars()
            .map(|c| {
                let glyph =
                    Glyph { text: Text::Char(c), x, y: 100.0, advance: 5.0, size: 10.0, font: 0, paint: 0, turn: 0 };
                x += 5.0 + gap * 10.0;
                glyph
            })
            .collect()
    }

    fn read(glyphs: &[Glyph]) -> Vec<String> {
        segments(glyphs.iter()).into_iter().map(|segment| segment.text).collect()
    }

    #[test]
    fn words_are_told_by_gaps_without_spaces() {
        let mut glyphs = set("deeplearning", 0.0);
        for glyph in &mut glyphs[4..] {
            glyph.x += 2.5;
        }
        assert_eq!(read(&glyphs), ["deep learning"]);
    }

    #[test]
    fn tracked_capitals_are_one_word() {
        assert_eq!(read(&set("EXPERIENCE", 0.3)), ["EXPERIENCE"]);
        assert_eq!(read(&set("WORK EXPERIENCE", 0.3)), ["WORK EXPERIENCE"]);
        let mut glyphs = set("MACHINELEARNING", 0.4);
        for glyph in &mut glyphs[7..] {
            glyph.x += 6.0;
        }
        assert_eq!(read(&glyphs), ["MACHINE LEARNING"]);
    }

    #[test]
    fn letters_typed_with_spaces_are_one_word() {
        assert_eq!(read(&set("S K I L L S", -0.1)), ["SKILLS"]);
        assert_eq!(read(&set("C R", 0.0)), ["C R"]);
    }

    #[test]
    fn doubles_are_dropped() {
        let glyphs: Vec<Glyph> = set("letters", 0.0)
            .into_iter()
            .flat_map(|glyph| [glyph.clone(), Glyph { x: glyph.x + 0.3, ..glyph }])
            .collect();
        assert_eq!(read(&glyphs), ["letters"]);
    }

    #[test]
    fn a_superscript_stays_and_a_column_does_not() {
        let mut glyphs = set("1st prize", 0.0);
        for glyph in &mut glyphs[1..3] {
            glyph.size = 6.0;
            glyph.y -= 4.0;
        }
        assert_eq!(read(&glyphs), ["1st prize"]);
        let mut glyphs = set("Engineer2020", 0.0);
        for glyph in &mut glyphs[8..] {
            glyph.x += 100.0;
        }
        assert_eq!(read(&glyphs), ["Engineer", "2020"]);
    }

    #[test]
    fn a_separate_accent_joins_its_letter() {
        let mut glyphs = set("Tom´as", 0.0);
        for glyph in &mut glyphs[4..] {
            glyph.x -= 5.0;
        }
        assert_eq!(read(&glyphs), ["Tomás"]);
    }
}
