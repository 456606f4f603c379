//! Rich text (RTF 1.9.1): paragraphs, lists, tables, text boxes, notes, and after the body the headers and footers.
//! Hidden text is left out.

mod reader;
mod tables;
mod tokens;

use crate::document::{Format, Reading, Warning};
use crate::extract::ReadError;

use super::reading;
use reader::Reader;

/// Reads a document.
pub(in crate::extract) fn read(bytes: &[u8]) -> Result<Reading, ReadError> {
    let (flow, ends_early) = Reader::new(bytes).run()?;
    let mut reading = reading(Format::Rtf, flow)?;
    reading.warnings.extend(ends_early.then(|| {
        Warning {
            code: "damaged".to_owned(),
            message:
                "the document ends in the middle, and what should follow is missing; save it again in the program that \
                  made it"
                    .to_owned(),
            ..Warning::default()
        }
    }));
    Ok(reading)
}

#[cfg(test)]
mod tests;
