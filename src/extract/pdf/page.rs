//! The first reader: pages are interpreted into glyphs, and glyphs become lines.

use std::sync::Arc;

use hayro_interpret::hayro_syntax::page::Page;
use hayro_interpret::hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use hayro_interpret::kurbo::Rect;
use hayro_interpret::{Context, InterpreterCache, InterpreterSettings, TransformExt, interpret_page};

use crate::document::{Format, Line, Locator, More, Reading, Survey, Warning};
use crate::extract::hidden::HiddenText;
use crate::extract::links::Links;
use crate::extract::{ReadError, ReadOptions};

use super::Reader;
use super::assemble::{Block, assemble};
use super::device::{Collector, MOST_GLYPHS};
use super::fields;
use super::fonts::Fonts;
use super::glyph::{Glyph, straighten};
use super::hidden::{PageFacts, take_hidden};
use super::layout;
use super::lines::{Row, mark_dotted, rows};
use super::links;
use super::root::Root;
use super::survey::{self, PageMarks};
use super::words::{Segment, segments};

pub(super) struct Hayro;

impl Reader for Hayro {
    fn read(&self, bytes: &[u8], options: &ReadOptions) -> Result<Reading, ReadError> {
        let pdf = open(bytes)?;
        let pages = u32::try_from(pdf.pages().len()).unwrap_or(u32::MAX);
        if pages == 0 {
            return Err(ReadError::NoPages);
        }
        if pages > options.max_pages {
            return Err(ReadError::TooManyPages { pages, limit: options.max_pages });
        }
        let root = Root::of(&pdf);
        let read = Pages::read(&pdf, root.fields_are_undrawn(), options.survey);
        let (text, lines) = assemble(&read.blocks, &read.fonts);
        let (hidden, hidden_warnings) = read.hidden.finish();
        if !text.chars().any(char::is_alphanumeric) {
            let words = hidden.iter().map(|hidden| hidden.count).sum();
            return Err(if words > 0 { ReadError::OnlyHidden { words } } else { ReadError::NoText { pages } });
        }
        let mut warnings = read.warnings;
        warnings.extend(root.warnings(pages));
        warnings.extend(hidden_warnings);
        warn_of_unknown(&text, &lines, &mut warnings);
        Ok(Reading {
            format: Format::Pdf,
            text,
            lines,
            pages: Some(pages),
            sha256: String::new(),
            hidden,
            warnings,
            more: More { survey: read.survey.unwrap_or_default(), links: read.links.finish(), ..More::default() },
        })
    }
}

fn open(bytes: &[u8]) -> Result<Pdf, ReadError> {
    Pdf::new(Arc::new(bytes.to_vec())).map_err(|error| match error {
        LoadPdfError::Decryption(DecryptionError::MissingIDEntry | DecryptionError::InvalidEncryption) => {
            ReadError::DamagedPdf
        }
        LoadPdfError::Decryption(_) => ReadError::EncryptedPdf,
        LoadPdfError::Invalid => ReadError::DamagedPdf,
    })
}

/// What the pages of a document hold.
#[derive(Default)]
struct Pages {
    fonts: Fonts,
    blocks: Vec<Block>,
    hidden: HiddenText,
    warnings: Vec<Warning>,
    links: Links,
    /// How the fields look is left to the reader.
    undrawn_fields: bool,
    /// How they are made, if anybody asks.
    survey: Option<Survey>,
}

impl Pages {
    fn read(pdf: &Pdf, undrawn_fields: bool, survey: bool) -> Self {
        let mut pages = Self { survey: survey.then(Survey::default), undrawn_fields, ..Self::default() };
        let cache = InterpreterCache::new();
        let settings = InterpreterSettings::default();
        for (number, page) in (1u32..).zip(pdf.pages().iter()) {
            pages.page(pdf, page, number, &cache, &settings);
        }
        if let Some(survey) = &mut pages.survey {
            survey::signs(&pages.blocks, survey);
        }
        pages
    }

    fn page<'p>(
        &mut self,
        pdf: &'p Pdf,
        page: &'p Page<'p>,
        number: u32,
        cache: &InterpreterCache<'p>,
        settings: &InterpreterSettings,
    ) {
        let (width, height) = page.render_dimensions();
        let bounds = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
        let transform = page.initial_transform(true).to_kurbo();
        let mut context = Context::new(transform, bounds, cache, pdf.xref(), settings.clone());
        let mut collector = Collector::new(&mut self.fonts, bounds);
        interpret_page(page, &mut context, &mut collector);
        if collector.glyphs.is_empty() && collector.images > 0 {
            self.warnings.push(Warning {
                code: "page-without-text".to_owned(),
                message: "this page is an image without text; run a text recognition on it".to_owned(),
                locator: Some(Locator::Page(number)),
                ..Warning::default()
            });
        }
        if collector.cut {
            self.warnings.push(Warning {
                code: "damaged".to_owned(),
                message: format!(
                    "this page has more than {MOST_GLYPHS} characters, and the rest of them is not read; give the document \
                     as plain text"
                ),
                locator: Some(Locator::Page(number)),
                ..Warning::default()
            });
        }
        let paint = collector.default_paint();
        links::read(page, number, &mut self.links);
        fields::read(page, self.undrawn_fields, transform, paint, &mut collector.glyphs);
        let mut glyphs = collector.glyphs;
        let facts = PageFacts {
            bounds,
            scene: &collector.scene,
            paints: &collector.paints,
            links: &|| links::boxes(page, transform),
        };
        for (how, glyphs) in take_hidden(&mut glyphs, &facts) {
            let lines: Vec<Row> = by_direction(&glyphs).flat_map(|(_, segments)| rows(segments)).collect();
            // Marks and numbers of a drawing are nobody's skills.
            if lines.iter().any(|line| line.text.split_whitespace().any(is_word)) {
                lines.iter().for_each(|line| self.hidden.add(&line.text, &Locator::Page(number), how));
            }
        }
        straighten(&mut glyphs, &collector.paints);
        let dots: Vec<(f32, f32)> = collector.dots.iter().map(|dot| (dot.x as f32, dot.y as f32)).collect();
        let mut upright = 0..0;
        for (turn, mut segments) in by_direction(&glyphs) {
            // A page number stands in nobody's column, and no sentence goes on in it.
            let numbers = if turn == 0 { take_page_numbers(&mut segments, height) } else { Vec::new() };
            let before = self.blocks.len();
            let parts = layout::blocks(segments).into_iter().chain(std::iter::once(numbers));
            self.blocks.extend(parts.filter(|part| !part.is_empty()).map(|part| {
                let mut rows = rows(part);
                if turn == 0 {
                    mark_dotted(&mut rows, &dots);
                }
                Block { page: number, rows }
            }));
            if turn == 0 {
                upright = before..self.blocks.len();
            }
        }
        if let Some(survey) = &mut self.survey {
            let marks = PageMarks { pictures: &collector.pictures, icons: &collector.icons, glyphs: &glyphs };
            survey::page(number, &marks, &self.blocks[upright], bounds, survey);
        }
    }
}

/// Whether a word has two letters.
fn is_word(word: &str) -> bool {
    word.chars().filter(|c| c.is_alphabetic()).count() >= 2
}

/// The segments of each direction that text runs in. Text that runs in another direction than most is read after the
/// rest of its page.
fn by_direction(glyphs: &[Glyph]) -> impl Iterator<Item = (u8, Vec<Segment>)> {
    let mut turns = [0usize; 4];
    for glyph in glyphs {
        turns[usize::from(glyph.turn)] += 1;
    }
    let mut order = [0u8, 1, 2, 3];
    order.sort_by_key(|&turn| std::cmp::Reverse(turns[usize::from(turn)]));
    order
        .into_iter()
        .filter(move |&turn| turns[usize::from(turn)] > 0)
        .map(move |turn| (turn, segments(glyphs.iter().filter(move |glyph| glyph.turn == turn))))
}

/// Share of a page's height, at its top and at its bottom, in which a number is that of the page.
const MARGIN: f32 = 0.09;

/// Takes out what is only a page number in the margin: `2`, `- 2 -`, `2/3`, `Page 2 of 3`.
fn take_page_numbers(segments: &mut Vec<Segment>, height: f32) -> Vec<Segment> {
    let lowest = segments.iter().map(|segment| segment.y).fold(f32::MIN, f32::max);
    let highest = segments.iter().map(|segment| segment.y).fold(f32::MAX, f32::min);
    let is_number = |segment: &Segment| {
        let last = segment.y >= lowest - 1.0 && segment.y > height * (1.0 - MARGIN);
        let first = segment.y <= highest + 1.0 && segment.y < height * MARGIN;
        (last || first) && is_page_number(&segment.text)
    };
    segments.extract_if(.., |segment| is_number(segment)).collect()
}

fn is_page_number(text: &str) -> bool {
    let mut words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).peekable();
    words.next_if(|word| word.eq_ignore_ascii_case("page"));
    let number = |word: &str| word.len() <= 3 && word.bytes().all(|byte| byte.is_ascii_digit());
    if !words.next().is_some_and(number) {
        return false;
    }
    words.next_if(|word| word.eq_ignore_ascii_case("of"));
    words.next().is_none_or(number) && words.next().is_none()
}

/// Says on which pages glyphs could not be read.
fn warn_of_unknown(text: &str, lines: &[Line], warnings: &mut Vec<Warning>) {
    for page in lines.chunk_by(|a, b| a.locator == b.locator) {
        let unknown: usize =
            page.iter().map(|line| text[line.span.clone()].matches(char::REPLACEMENT_CHARACTER).count()).sum();
        if unknown > 0 {
            warnings.push(Warning {
                code: "unknown-glyphs".to_owned(),
                message: format!(
                    "{unknown} glyph{} on this page cannot be read: the font does not say which characters they are; \
                     export the document again with another font or program",
                    if unknown == 1 { "" } else { "s" }
                ),
                locator: page[0].locator.clone(),
                ..Warning::default()
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn page_numbers_are_told() {
        for text in ["2", "- 2 -", "2/3", "Page 2 of 3", "page 12"] {
            assert!(is_page_number(text), "{text}");
        }
        for text in ["2019", "Page", "2 engineers", "+1 555 0100", "", "1 2 3"] {
            assert!(!is_page_number(text), "{text}");
        }
    }
}
