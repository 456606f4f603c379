//! PDF: two readers behind one small trait. The first draws the page into a device that collects glyphs, and puts
//! lines together from where they stand; the second is another program's idea of the text, for files on which the
//! first finds none.

mod area;
mod assemble;
mod device;
mod fields;
mod fonts;
mod glyph;
mod hidden;
mod honest;
mod layout;
mod lines;
mod links;
mod page;
mod picture;
mod place;
mod plain;
mod repair;
mod root;
mod scene;
mod second;
mod survey;
mod words;

use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::document::Reading;

use super::{PdfReader, ReadError, ReadOptions};

/// A way to read a PDF.
trait Reader {
    fn read(&self, bytes: &[u8], options: &ReadOptions) -> Result<Reading, ReadError>;
}

/// Share of unknown characters above which another reader is asked.
const MOST_UNKNOWN: f32 = 0.3;

/// Share of a text's characters that no font explains.
fn unknown_share(text: &str) -> f32 {
    let unknown = text.matches(char::REPLACEMENT_CHARACTER).count();
    if unknown == 0 {
        return 0.0;
    }
    unknown as f32 / text.chars().filter(|c| !c.is_whitespace()).count() as f32
}

/// Reads a PDF with the readers that the options ask for.
pub(super) fn read(bytes: &[u8], options: &ReadOptions) -> Result<Reading, ReadError> {
    if let Some(page) = options.picture_of {
        return picture::read(bytes, page);
    }
    match options.pdf_reader {
        PdfReader::Hayro => page::Hayro.read(bytes, options),
        PdfReader::PdfExtract => second::PdfExtract.read(bytes, options),
        PdfReader::Auto => {
            let first =
                catch_unwind(AssertUnwindSafe(|| page::Hayro.read(bytes, options))).unwrap_or(Err(ReadError::Panicked));
            let first = match &first {
                Err(ReadError::NoText { .. } | ReadError::NoPages | ReadError::DamagedPdf) => {
                    match repair::repaired(bytes) {
                        Some(repaired) => page::Hayro.read(&repaired, options).or(first),
                        None => first,
                    }
                }
                _ => first,
            };
            let doubtful = match &first {
                // The second reader knows nothing of what is hidden.
                Ok(reading) => reading.hidden.is_empty() && unknown_share(&reading.text) > MOST_UNKNOWN,
                // Limits and passwords hold for both readers.
                Err(error) => matches!(
                    error,
                    ReadError::NoText { .. } | ReadError::NoPages | ReadError::DamagedPdf | ReadError::Panicked
                ),
            };
            if !doubtful {
                return first;
            }
            match second::PdfExtract.read(bytes, options) {
                Ok(reading) if unknown_share(&reading.text) <= MOST_UNKNOWN => Ok(reading),
                // What the first said of the file is nearer the truth.
                _ => first,
            }
        }
    }
}
