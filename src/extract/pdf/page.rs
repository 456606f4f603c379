//! The first reader: pages are interpreted into glyphs, and glyphs become lines.

use std::sync::Arc;

use hayro_interpret::hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use hayro_interpret::kurbo::Rect;
use hayro_interpret::{Context, InterpreterCache, InterpreterSettings, TransformExt, interpret_page};

use crate::document::{Format, Line, LineStyle, Locator, Reading, Warning, wrap};
use crate::extract::{ReadError, ReadOptions};

use super::Reader;
use super::device::Collector;
use super::fonts::Fonts;
use super::layout;
use super::lines::{Row, rows};
use super::words::segments;

pub(super) struct Hayro;

/// Lines of one block of a page.
struct Block {
    page: u32,
    rows: Vec<Row>,
}

impl Reader for Hayro {
    fn read(&self, bytes: &[u8], options: &ReadOptions) -> Result<Reading, ReadError> {
        let pdf = open(bytes)?;
        let pages = u32::try_from(pdf.pages().len()).unwrap_or(u32::MAX);
        if pages > options.max_pages {
            return Err(ReadError::TooManyPages { pages, limit: options.max_pages });
        }
        let mut fonts = Fonts::default();
        let mut warnings = Vec::new();
        let blocks = interpret(&pdf, &mut fonts, &mut warnings);
        let (text, lines) = assemble(&blocks, &fonts);
        if !text.chars().any(char::is_alphanumeric) {
            return Err(ReadError::NoText { pages });
        }
        warn_of_unknown(&text, &lines, &mut warnings);
        Ok(Reading { format: Format::Pdf, text, lines, pages: Some(pages), sha256: String::new(), warnings })
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

fn interpret(pdf: &Pdf, fonts: &mut Fonts, warnings: &mut Vec<Warning>) -> Vec<Block> {
    let cache = InterpreterCache::new();
    let settings = InterpreterSettings::default();
    let mut blocks = Vec::new();
    for (number, page) in (1u32..).zip(pdf.pages().iter()) {
        let (width, height) = page.render_dimensions();
        let bounds = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
        let transform = page.initial_transform(true).to_kurbo();
        let mut context = Context::new(transform, bounds, &cache, pdf.xref(), settings.clone());
        let mut collector = Collector::new(fonts);
        interpret_page(page, &mut context, &mut collector);
        if collector.glyphs.is_empty() && collector.images > 0 {
            warnings.push(Warning {
                code: "page-without-text".to_owned(),
                message: "this page is an image without text; run a text recognition on it".to_owned(),
                locator: Some(Locator::Page(number)),
            });
        }
        let glyphs = collector.glyphs;
        // Text that runs in another direction than most is read after the rest of its page.
        let mut turns = [0usize; 4];
        for glyph in &glyphs {
            turns[usize::from(glyph.turn)] += 1;
        }
        let mut order = [0u8, 1, 2, 3];
        order.sort_by_key(|&turn| std::cmp::Reverse(turns[usize::from(turn)]));
        for turn in order.into_iter().filter(|&turn| turns[usize::from(turn)] > 0) {
            let segments = segments(glyphs.iter().filter(|glyph| glyph.turn == turn));
            blocks.extend(
                layout::blocks(segments).into_iter().map(|segments| Block { page: number, rows: rows(segments) }),
            );
        }
    }
    blocks
}

/// Says on which pages glyphs could not be read.
fn warn_of_unknown(text: &str, lines: &[Line], warnings: &mut Vec<Warning>) {
    for page in lines.chunk_by(|a, b| a.page == b.page) {
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
                locator: page[0].page.map(Locator::Page),
            });
        }
    }
}

/// What most of a document is set in.
struct Body {
    size: f32,
    font: u16,
    /// Distance of its lines over its size.
    leading: f32,
}

impl Body {
    fn of(blocks: &[Block]) -> Self {
        let all = || blocks.iter().flat_map(|block| &block.rows);
        // Sizes are counted in tenths of a point.
        let size = most(all().map(|row| ((row.size * 10.0).round() as u32, row.glyphs))).unwrap_or(100) as f32 / 10.0;
        let font = most(all().map(|row| (u32::from(row.font), row.glyphs))).unwrap_or(0) as u16;
        let mut leadings: Vec<f32> = blocks
            .iter()
            .flat_map(|block| block.rows.windows(2))
            .filter(|pair| pair.iter().all(|row| (row.size - size).abs() < 0.1 * size))
            .map(|pair| (pair[1].y - pair[0].y) / size)
            .collect();
        leadings.sort_unstable_by(f32::total_cmp);
        let leading = leadings.get(leadings.len() / 2).copied().unwrap_or(1.2).clamp(1.0, 2.0);
        Self { size: size.max(0.1), font, leading }
    }
}

/// The key with the greatest weight.
fn most(weights: impl Iterator<Item = (u32, u32)>) -> Option<u32> {
    let mut sums = std::collections::BTreeMap::<u32, u64>::new();
    for (key, weight) in weights {
        *sums.entry(key).or_default() += u64::from(weight);
    }
    sums.into_iter().max_by_key(|&(key, sum)| (sum, std::cmp::Reverse(key))).map(|(key, _)| key)
}

fn assemble(blocks: &[Block], fonts: &Fonts) -> (String, Vec<Line>) {
    let body = Body::of(blocks);
    let mut text = String::new();
    let mut lines: Vec<Line> = Vec::new();
    for block in blocks {
        let right = block.rows.iter().map(|row| row.x1).fold(f32::MIN, f32::max);
        let mut previous: Option<&Row> = None;
        for row in &block.rows {
            let apart = previous.is_none_or(|previous| is_apart(previous, row, &body));
            if apart && !text.is_empty() {
                text.push('\n');
            }
            let bullet = wrap::bullet(&row.text).is_some();
            if let (Some(previous), Some(line)) = (previous, lines.last_mut()) {
                let bold = fonts.bold(row.font, body.font);
                line.wraps = !apart && !bullet && bold == line.style.bold && goes_on(previous, row, right);
            }
            let start = text.len();
            text.push_str(&row.text);
            lines.push(Line {
                span: start..text.len(),
                page: Some(block.page),
                wraps: false,
                style: LineStyle {
                    relative_size: row.size / body.size,
                    bold: fonts.bold(row.font, body.font),
                    marked_heading: false,
                    bullet,
                },
            });
            text.push('\n');
            previous = Some(row);
        }
    }
    (text, lines)
}

/// A wider distance than lines of a paragraph have.
fn is_apart(previous: &Row, row: &Row, body: &Body) -> bool {
    (row.y - previous.y) / previous.size.max(row.size) > body.leading * 1.25 + 0.05
}

/// Whether a paragraph goes on in the next line: the next word would not have fitted any more, and it starts where the
/// line, or its last cell, starts.
fn goes_on(line: &Row, next: &Row, right: f32) -> bool {
    let em = line.size;
    let same_size = (line.size - next.size).abs() <= 0.12 * em;
    let starts_below = |x: f32| next.x0 >= x - 1.5 * em && next.x0 <= x + 1.5 * em;
    let full = line.x1 + 0.25 * em + next.first_word > right - 0.1 * em;
    let place = if line.cells { next.x0 >= line.last_x0 - 0.5 * em && !next.cells } else { starts_below(line.x0) };
    let label = wrap::is_labelled(&next.text) || wrap::is_capitals(&next.text);
    same_size && full && place && !label
}
