//! OpenDocument text (ISO/IEC 26300), as an archive (`.odt`) or as one XML file (`.fodt`): paragraphs with styles, lists,
//! tables, text boxes, notes, and after the body the headers and footers. Hidden text is left out.

mod body;
mod styles;

use std::collections::BTreeSet;

use crate::document::{Format, Reading};
use crate::extract::ReadError;

use super::archive::{Archive, Lost};
use super::xml::{Broken, Node, walk};
use super::{reading, walk_optional};
use body::Body;
use styles::Styles;

/// What it is called in messages.
const NAME: &str = "OpenDocument text (.odt)";
/// Bytes in which a flat document shows itself.
const HEAD: usize = 4096;

/// Whether a text is an OpenDocument in one file.
pub(in crate::extract) fn is_flat(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(HEAD)];
    let has = |name: &[u8]| head.windows(name.len()).any(|window| window == name);
    has(b"<office:document")
        && has(b"urn:oasis:names:tc:opendocument:xmlns:office")
        && !has(b"opendocument.spreadsheet")
}

/// Reads an archive.
pub(in crate::extract) fn read(bytes: &[u8]) -> Result<Reading, ReadError> {
    let lost = |lost: Lost| lost.error(NAME);
    let mut archive = Archive::open(bytes).map_err(lost)?;
    let manifest = archive.optional("META-INF/manifest.xml").map_err(lost)?.unwrap_or_default();
    if manifest.contains("encryption-data") {
        return Err(Lost::Encrypted.error(NAME));
    }
    let content = archive.text("content.xml").map_err(lost)?;
    let styles = archive.optional("styles.xml").map_err(lost)?.unwrap_or_default();
    document(&styles, &content).map_err(|broken| broken.error(NAME))?
}

/// Reads a document in one file.
pub(in crate::extract) fn read_flat(bytes: &[u8]) -> Result<Reading, ReadError> {
    let xml = super::archive::decode(bytes.to_vec()).map_err(|lost| lost.error(NAME))?;
    document(&xml, &xml).map_err(|broken| broken.error(NAME))?
}

fn document(styles: &str, content: &str) -> Result<Result<Reading, ReadError>, Broken> {
    let mut body = Body::new(Styles::read(&[styles, content])?, body::has_backdrop(content, styles));
    let mut inside = false;
    walk(content, |node| match node {
        Node::Start(element) if element.name == "body" => inside = true,
        Node::End("body") => inside = false,
        node if inside => body.visit(&node),
        _ => {}
    })?;
    // Headers and footers have the automatic styles of their own file.
    body.styles = Styles::read(&[styles])?;
    let mut seen = BTreeSet::new();
    let new: Vec<bool> = marginal_texts(styles)?.into_iter().map(|text| seen.insert(text)).collect();
    let mut index = 0;
    let mut inside = false;
    walk_optional(styles, |node| match node {
        Node::Start(element) if is_marginal(element.name) => {
            inside = new.get(index) == Some(&true);
            index += 1;
            body.start_margin();
        }
        Node::End(name) if is_marginal(name) => inside = false,
        node if inside => body.visit(&node),
        _ => {}
    })?;
    Ok(reading(Format::Odt, body.finish()))
}

/// Headers and footers, of all pages or of the first or left ones.
fn is_marginal(name: &str) -> bool {
    matches!(name, "header" | "footer" | "header-left" | "footer-left" | "header-first" | "footer-first")
}

/// The text of each header and footer, run together.
fn marginal_texts(styles: &str) -> Result<Vec<String>, Broken> {
    let mut texts: Vec<String> = Vec::new();
    let mut inside = false;
    walk_optional(styles, |node| match node {
        Node::Start(element) if is_marginal(element.name) => {
            inside = true;
            texts.push(String::new());
        }
        Node::End(name) if is_marginal(name) => inside = false,
        Node::Text(piece) if inside => {
            if let Some(text) = texts.last_mut() {
                text.push_str(piece.trim());
            }
        }
        _ => {}
    })?;
    Ok(texts)
}

#[cfg(test)]
mod tests;
