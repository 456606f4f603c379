//! The second reader: pdf-extract, whose text comes without a layout. It panics on odd files, so it is caught.

use std::panic::catch_unwind;

use crate::document::{Format, Line, LineStyle, Locator, More, Reading, wrap};
use crate::extract::text::raw_lines;
use crate::extract::{ReadError, ReadOptions};

use super::Reader;
use super::device::clean_string;
use super::glyph::Text;

pub(super) struct PdfExtract;

impl Reader for PdfExtract {
    fn read(&self, bytes: &[u8], options: &ReadOptions) -> Result<Reading, ReadError> {
        let pages = catch_unwind(|| pdf_extract::extract_text_from_mem_by_pages(bytes))
            .map_err(|_| ReadError::Panicked)?
            .map_err(|_| ReadError::DamagedPdf)?;
        let count = u32::try_from(pages.len()).unwrap_or(u32::MAX);
        if count == 0 {
            return Err(ReadError::NoPages);
        }
        if count > options.max_pages {
            return Err(ReadError::TooManyPages { pages: count, limit: options.max_pages });
        }
        assemble(&pages).ok_or(ReadError::NoText { pages: count })
    }
}

/// Puts pages of text together; `None` if there is no word on them.
fn assemble(pages: &[String]) -> Option<Reading> {
    let mut text = String::new();
    let mut lines = Vec::new();
    for (page, content) in (1..).zip(pages) {
        let content = content.trim_matches('\n').split('\n').map(clean_line).collect::<Vec<_>>().join("\n");
        if content.trim().is_empty() {
            continue;
        }
        if !text.is_empty() {
            text.push('\n');
        }
        let start = text.len();
        text.push_str(&content);
        text.push('\n');
        lines.extend(raw_lines(&content).map(|span| {
            let bullet = wrap::bullet(&content[span.clone()]).is_some();
            Line {
                span: start + span.start..start + span.end,
                locator: Some(Locator::Page(page)),
                wraps: false,
                style: LineStyle { relative_size: 1.0, bullet, ..LineStyle::default() },
            }
        }));
    }
    if !text.chars().any(char::is_alphanumeric) {
        return None;
    }
    wrap::mark(&text, &mut lines);
    let pages = u32::try_from(pages.len()).ok();
    Some(Reading {
        format: Format::Pdf,
        text,
        lines,
        pages,
        sha256: String::new(),
        hidden: Vec::new(),
        warnings: Vec::new(),
        more: More::default(),
    })
}

fn clean_line(line: &str) -> String {
    match clean_string(line) {
        Text::String(line) => line.into(),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_know_their_page() {
        let reading = assemble(&["\n\nAda\n- Go\n".to_owned(), " \n".to_owned(), "Work".to_owned()]).expect("text");
        assert_eq!(reading.text, "Ada\n- Go\n\nWork\n");
        let found: Vec<(&str, Option<Locator>)> =
            reading.lines.iter().map(|line| (&reading.text[line.span.clone()], line.locator.clone())).collect();
        assert_eq!(
            found,
            [("Ada", Some(Locator::Page(1))), ("- Go", Some(Locator::Page(1))), ("Work", Some(Locator::Page(3)))]
        );
        assert!(assemble(&["\n".to_owned()]).is_none());
    }
}
