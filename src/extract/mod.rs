//! Bytes in, [`Reading`] out: one file per format. Untrusted bytes stop here.
//!
//! What [`read`] does runs in the calling process. A program that reads files of strangers uses [`crate::worker`],
//! which runs the same function in a process of its own, with limits.

mod data;
mod encoding;
mod error;
mod hidden;
mod html;
mod latex;
mod lines;
mod links;
mod markdown;
mod office;
mod pdf;
mod sniff;
mod text;
mod typst;
mod writer;

pub use error::{Ending, Foreign, ReadError};

use std::panic::{AssertUnwindSafe, catch_unwind};

use sha2::{Digest, Sha256};

use crate::document::{Format, More, Reading, Warning};

/// Which PDF reader to use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PdfReader {
    /// The first reader, and the second one when the first finds no text.
    #[default]
    Auto,
    /// Only the first reader (hayro-interpret with our assembler).
    Hayro,
    /// Only the second reader (pdf-extract).
    PdfExtract,
}

/// What a reader may use and how it should read.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct ReadOptions {
    /// Largest file, in bytes.
    pub max_bytes: u64,
    /// Most pages of a paginated format.
    pub max_pages: u32,
    /// The file name's extension in lower case, a hint for formats that content alone does not tell (Markdown).
    pub extension: Option<String>,
    /// Which PDF reader to use.
    pub pdf_reader: PdfReader,
    /// Tell how the file is made, too ([`crate::document::Survey`]): columns, pictures, icons.
    pub survey: bool,
    /// Instead of the text, draw this page of a PDF, counted from 1 ([`crate::document::More::picture`]).
    pub picture_of: Option<u32>,
}

impl Default for ReadOptions {
    fn default() -> Self {
        Self {
            max_bytes: 50 << 20,
            max_pages: 300,
            extension: None,
            pdf_reader: PdfReader::Auto,
            survey: false,
            picture_of: None,
        }
    }
}

/// Reads a document from its bytes, by content first and by extension where content does not tell.
///
/// A panic in a reader comes back as [`ReadError::Panicked`]; an overflow of the stack or memory does not come back at
/// all, see [`crate::worker`].
///
/// # Errors
/// A [`ReadError`] that says what is wrong with the bytes and what to do about it.
pub fn read(bytes: &[u8], options: &ReadOptions) -> Result<Reading, ReadError> {
    if bytes.len() as u64 > options.max_bytes {
        return Err(ReadError::TooLarge { limit: options.max_bytes });
    }
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(ReadError::Empty);
    }
    let reading = match sniff::sniff(bytes) {
        sniff::Kind::Foreign(found) => Err(ReadError::NotReadable { found }),
        sniff::Kind::EncryptedDocx => Err(ReadError::Encrypted { document: "Word document (.docx)".to_owned() }),
        sniff::Kind::Pdf => caught(|| pdf::read(bytes, options)),
        sniff::Kind::Docx => caught(|| office::read_docx(bytes)),
        sniff::Kind::Rtf => caught(|| office::read_rtf(bytes)),
        sniff::Kind::Odt => caught(|| office::read_odt(bytes)),
        sniff::Kind::Text if office::is_flat_odt(bytes) => caught(|| office::read_flat_odt(bytes)),
        sniff::Kind::Text if html::is_html(bytes, options.extension.as_deref()) => html::read(bytes),
        sniff::Kind::Text => read_text(bytes, options.extension.as_deref()),
    };
    reading.map(|reading| Reading { sha256: sha256(bytes), ..reading })
}

/// A panic in a crate that reads becomes an error.
fn caught(read: impl FnOnce() -> Result<Reading, ReadError>) -> Result<Reading, ReadError> {
    catch_unwind(AssertUnwindSafe(read)).unwrap_or(Err(ReadError::Panicked))
}

fn read_text(bytes: &[u8], extension: Option<&str>) -> Result<Reading, ReadError> {
    let (text, warning) = encoding::decode(bytes);
    let other = match data::read(&text, extension) {
        None if latex::is_latex(&text, extension) => Some(latex::read(&text)),
        None if typst::is_typst(&text, extension) => Some(typst::read(&text)),
        data => data,
    };
    if let Some(mut reading) = other {
        if let Ok(reading) = &mut reading {
            reading.warnings.extend(warning);
        }
        return reading;
    }
    let (format, lines) = if sniff::is_markdown(&text, extension) {
        (Format::Markdown, markdown::lines(&text))
    } else {
        (Format::Text, text::lines(&text))
    };
    if lines.is_empty() {
        return Err(ReadError::Empty);
    }
    let warnings = warning.into_iter().collect();
    Ok(Reading {
        format,
        text: text.into_owned(),
        lines,
        pages: None,
        sha256: String::new(),
        hidden: Vec::new(),
        warnings,
        more: More::default(),
    })
}

/// What is said about files that a source reads and that were not looked for.
fn not_followed(commands: usize) -> Option<Warning> {
    let (s, reads) = if commands == 1 { ("", "reads") } else { ("s", "read") };
    (commands > 0).then(|| Warning {
        code: "not-followed".to_owned(),
        message: format!(
            "{commands} command{s} that {reads} another file {} not followed; give the PDF that is made of them",
            if commands == 1 { "was" } else { "were" }
        ),
        ..Warning::default()
    })
}

/// SHA-256 of a file, in lower-case hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
