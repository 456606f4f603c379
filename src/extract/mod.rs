//! Bytes in, [`Reading`] out: one file per format. Untrusted bytes stop here.

mod error;

pub use error::ReadError;

use crate::document::Reading;

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
}

impl Default for ReadOptions {
    fn default() -> Self {
        Self { max_bytes: 50 << 20, max_pages: 300, extension: None, pdf_reader: PdfReader::Auto }
    }
}

/// Reads a document from its bytes, by content first and by extension where content does not tell.
///
/// # Errors
/// A [`ReadError`] that says what is wrong with the bytes and what to do about it.
pub fn read(_bytes: &[u8], _options: &ReadOptions) -> Result<Reading, ReadError> {
    Err(ReadError::Empty)
}
