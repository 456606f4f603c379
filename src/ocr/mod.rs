//! Text of PDF pages that are pictures, where the system has `tesseract`.
//!
//! The worker draws a page ([`crate::extract::ReadOptions::picture_of`]); the parent hands the pixels to tesseract, which
//! sees nothing of the file, through a pipe, with limits on time, memory and output. What it reads becomes lines of the
//! page, marked as recognised ([`crate::document::More::recognised`]), so that everything that is found in them is less
//! certain and says so.

mod launch;
mod run;
mod table;

pub use launch::launch;
pub use run::{OcrError, OcrLimits, Tesseract};

use crate::document::{Format, Line, Locator, More, Picture, Reading, Warning};
use crate::extract::ReadError;

/// Code of the warning about recognised pages.
pub const RECOGNISED: &str = "recognised";
/// What a mention in recognised text keeps of its confidence, in hundredths: a careful guess, as letters go wrong in one
/// word of ten on a poor scan and in one of a hundred on a good one.
const KEPT: u32 = 85;

/// The confidence, in hundredths, of a mention in recognised text that would have another one in text.
pub fn less_sure(confidence: u8) -> u8 {
    (u32::from(confidence) * KEPT / 100) as u8
}

/// What is recognised in the picture of a page.
#[derive(Debug, Clone, PartialEq, Default)]
struct Page {
    /// Lines end with `\n`, blocks are separated by an empty line.
    text: String,
    /// Spans in it.
    lines: Vec<Line>,
}

/// Puts the text of pages without text into a reading: of all pages when there is none at all, else of those that the
/// reader warned of. `picture` draws a page.
///
/// # Errors
/// The first error of `picture` or of tesseract; the reader's own when it is another than [`ReadError::NoText`]; and
/// that one when nothing was recognised either.
pub fn complete(
    first: Result<Reading, ReadError>,
    tesseract: &Tesseract,
    mut picture: impl FnMut(u32) -> Result<Picture, ReadError>,
) -> Result<Reading, ReadError> {
    let (mut reading, wanted) = match first {
        Ok(reading) => {
            let wanted = pages_without_text(&reading);
            (reading, wanted)
        }
        Err(ReadError::NoText { pages }) => (empty(pages), (1..=pages).collect()),
        Err(error) => return Err(error),
    };
    if !wanted.is_empty() {
        // Drawing a page for nobody takes longer than to ask.
        tesseract.find().map_err(ReadError::Recognition)?;
    }
    let most = tesseract.limits.pages as usize;
    for &number in wanted.iter().take(most) {
        let drawn = picture(number)?;
        let page = tesseract.read(&drawn).map_err(ReadError::Recognition)?;
        insert(&mut reading, number, page);
    }
    if !reading.text.chars().any(char::is_alphanumeric) {
        return Err(ReadError::NoText { pages: reading.pages.unwrap_or(0) });
    }
    let read = wanted.len().min(most);
    if read > 0 {
        reading.warnings.retain(|warning| !is_without_text(warning, &wanted[..read]));
        reading.warnings.push(warning(read, wanted.len()));
    }
    Ok(reading)
}

fn empty(pages: u32) -> Reading {
    Reading {
        format: Format::Pdf,
        text: String::new(),
        lines: Vec::new(),
        pages: Some(pages),
        sha256: String::new(),
        hidden: Vec::new(),
        warnings: Vec::new(),
        more: More::default(),
    }
}

fn warning(read: usize, wanted: usize) -> Warning {
    let s = if read == 1 { "" } else { "s" };
    let rest = if wanted > read { format!("; {} more were left out", wanted - read) } else { String::new() };
    Warning {
        code: RECOGNISED.to_owned(),
        message: format!(
            "the text of {read} page{s} was recognised in pictures and may be wrong; what is found there is less certain{rest}"
        ),
        ..Warning::default()
    }
}

fn is_without_text(warning: &Warning, pages: &[u32]) -> bool {
    warning.code == "page-without-text"
        && matches!(warning.locator, Some(Locator::Page(number)) if pages.contains(&number))
}

/// The pages of which the reader says that they are pictures.
fn pages_without_text(reading: &Reading) -> Vec<u32> {
    let page = |warning: &Warning| match warning.locator {
        Some(Locator::Page(number)) if warning.code == "page-without-text" => Some(number),
        _ => None,
    };
    reading.warnings.iter().filter_map(page).collect()
}

/// Puts the text of a page before that of the pages behind it.
fn insert(reading: &mut Reading, number: u32, page: Page) {
    if page.lines.is_empty() {
        return;
    }
    let behind = |line: &Line| matches!(line.locator, Some(Locator::Page(other)) if other > number);
    let at_line = reading.lines.iter().position(behind).unwrap_or(reading.lines.len());
    let at = reading.lines.get(at_line).map_or(reading.text.len(), |line| line.span.start);
    let before = if at > 0 && !reading.text[..at].ends_with("\n\n") { "\n" } else { "" };
    let after = if at < reading.text.len() { "\n" } else { "" };
    let piece = format!("{before}{}{after}", page.text);
    reading.text.insert_str(at, &piece);
    let shift = |by: usize, line: &mut Line| line.span = line.span.start + by..line.span.end + by;
    reading.lines[at_line..].iter_mut().for_each(|line| shift(piece.len(), line));
    for range in reading.more.recognised.iter_mut().filter(|range| range.start >= at) {
        *range = range.start + piece.len()..range.end + piece.len();
    }
    let start = at + before.len();
    let mut lines = page.lines;
    for line in &mut lines {
        shift(start, line);
        line.locator = Some(Locator::Page(number));
    }
    reading.lines.splice(at_line..at_line, lines);
    reading.more.recognised.push(start..start + page.text.len());
    reading.more.recognised.sort_by_key(|range| range.start);
}

#[cfg(test)]
mod tests;
