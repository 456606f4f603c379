//! LaTeX: the text of a resume's source, without typesetting it. Commands are not expanded; what they do to the text
//! around them is known for the common ones, and told by their definition for a document's own. Each line stands at the
//! line of the source in which it begins. Nothing outside of the file is read.

mod braces;
mod commands;
mod macros;
mod reader;
mod white;

use crate::document::{Format, More, Reading};

use super::ReadError;
use reader::Reader;

/// Whether a text is LaTeX: it says so, or its name and any command do.
pub(super) fn is_latex(text: &str, extension: Option<&str>) -> bool {
    match extension {
        Some("tex" | "ltx" | "latex") => text.contains('\\'),
        Some("txt" | "text" | "md") => false,
        _ => text.contains("\\documentclass") || text.contains("\\begin{document}"),
    }
}

/// Reads a source.
pub(super) fn read(source: &str) -> Result<Reading, ReadError> {
    let (writer, hidden, included) = Reader::new(source).run()?;
    let (text, lines) = writer.finish();
    if lines.is_empty() {
        return Err(if included > 0 { ReadError::OnlyIncludes } else { ReadError::NoWords });
    }
    let (hidden, mut warnings) = hidden.finish();
    warnings.extend(super::not_followed(included));
    Ok(Reading {
        format: Format::Latex,
        text,
        lines,
        pages: None,
        sha256: String::new(),
        hidden,
        warnings,
        more: More::default(),
    })
}

#[cfg(test)]
mod tests;
