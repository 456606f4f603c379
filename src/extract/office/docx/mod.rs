//! Word's `.docx` (ECMA-376, Office Open XML): paragraphs with styles, lists, tables, text boxes, notes, and after the
//! body the headers and footers. What was deleted with changes tracked is not read, and hidden text is left out.

mod body;
mod properties;
mod styles;

use std::collections::{BTreeMap, BTreeSet};

use crate::document::{Format, Reading};
use crate::extract::ReadError;

use super::archive::{Archive, Lost};
use super::flow::Flow;
use super::xml::{Broken, Node, walk};
use super::{reading, walk_optional};
use body::Body;
use styles::Styles;

/// What it is called in messages.
const NAME: &str = "Word document (.docx)";

/// Bytes of a part's relations beyond which its links are not looked for.
const MOST_RELATIONS: u64 = 1 << 20;
/// Most headers, footers and notes that are read.
const MOST_PARTS: usize = 100;

/// Reads a document.
pub(in crate::extract) fn read(bytes: &[u8]) -> Result<Reading, ReadError> {
    let lost = |lost: Lost| lost.error(NAME);
    let broken = |broken: Broken| broken.error(NAME);
    let mut archive = Archive::open(bytes).map_err(lost)?;
    let main = main_part(&mut archive).map_err(lost)?;
    let document = archive.text(&main).map_err(lost)?;
    let styles = match archive.optional(&beside(&main, "styles.xml")).map_err(lost)? {
        Some(xml) => Styles::read(&xml).map_err(broken)?,
        None => Styles::default(),
    };
    let mut parts = Vec::new();
    for (part, is_margin) in other_parts(&mut archive, &main).map_err(lost)? {
        if let Some(xml) = archive.optional(&part).map_err(lost)? {
            parts.push((xml, links(&mut archive, &part).map_err(lost)?, is_margin));
        }
    }
    let mut body = Body::new(
        &styles,
        std::iter::once(&document).chain(parts.iter().map(|(xml, ..)| xml)).any(|xml| body::has_backdrop(xml)),
    );
    body.set_links(links(&mut archive, &main).map_err(lost)?);
    walk(&document, |node| body.visit(&node)).map_err(broken)?;
    // The header of the first page often repeats that of the others.
    let mut seen = BTreeSet::new();
    for (part, links, is_margin) in parts {
        if seen.insert(plain(&part).map_err(broken)?) {
            body.set_links(links);
            if is_margin {
                body.start_margin()
            } else {
                body.start_part()
            }
            walk_optional(&part, |node| body.visit(&node)).map_err(broken)?;
        }
    }
    let flow: Flow = body.finish();
    reading(Format::Docx, flow)
}

/// The name of the part that holds the text.
fn main_part(archive: &mut Archive<'_>) -> Result<String, Lost> {
    let usual = || "word/document.xml".to_owned();
    let Some(xml) = archive.optional("_rels/.rels")? else { return Ok(usual()) };
    let found = relations(&xml).into_iter().find(|(kind, _)| kind.ends_with("/officeDocument"));
    Ok(found.map_or_else(usual, |(_, target)| target.trim_start_matches('/').to_owned()))
}

/// Notes, headers and footers, in this order, each with whether it is one of the latter two.
fn other_parts(archive: &mut Archive<'_>, main: &str) -> Result<Vec<(String, bool)>, Lost> {
    let Some(xml) = archive.optional(&relations_of(main))? else { return Ok(Vec::new()) };
    let relations = relations(&xml);
    let mut parts = Vec::new();
    for wanted in ["/footnotes", "/endnotes", "/header", "/footer"] {
        for (_, target) in relations.iter().filter(|(kind, _)| kind.ends_with(wanted)) {
            let part = target.strip_prefix('/').map_or_else(|| beside(main, target), str::to_owned);
            if !parts.iter().any(|(known, _)| *known == part) && parts.len() < MOST_PARTS {
                parts.push((part, matches!(wanted, "/header" | "/footer")));
            }
        }
    }
    Ok(parts)
}

/// Where the links of a part lead, by their identifiers.
fn links(archive: &mut Archive<'_>, part: &str) -> Result<BTreeMap<String, String>, Lost> {
    let mut found = BTreeMap::new();
    let Some(xml) = archive.small(&relations_of(part), MOST_RELATIONS)? else { return Ok(found) };
    // What is broken here leads nowhere.
    let _ = walk(&xml, |node| {
        if let Node::Start(element) = node
            && element.name == "Relationship"
            && element.attribute("Type").is_some_and(|kind| kind.ends_with("/hyperlink"))
            && let (Some(id), Some(target)) = (element.attribute("Id"), element.attribute("Target"))
        {
            found.insert(id.into_owned(), target.into_owned());
        }
    });
    Ok(found)
}

/// The name of the part that holds the relations of another.
fn relations_of(part: &str) -> String {
    let name = part.rsplit('/').next().unwrap_or(part);
    beside(part, &format!("_rels/{name}.rels"))
}

/// Type and target of every relation to another part of the archive.
fn relations(xml: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    // What is broken here is missing later.
    let _ = walk(xml, |node| {
        if let Node::Start(element) = node
            && element.name == "Relationship"
            && element.attribute("TargetMode").is_none_or(|mode| mode != "External")
            && let (Some(kind), Some(target)) = (element.attribute("Type"), element.attribute("Target"))
        {
            found.push((kind.into_owned(), target.into_owned()));
        }
    });
    found
}

/// The name of a part in the same folder.
fn beside(part: &str, name: &str) -> String {
    match part.rsplit_once('/') {
        Some((folder, _)) => format!("{folder}/{name}"),
        None => name.to_owned(),
    }
}

/// All text of a part, run together.
fn plain(xml: &str) -> Result<String, Broken> {
    let mut text = String::new();
    walk_optional(xml, |node| {
        if let Node::Text(piece) = node {
            text.push_str(piece.trim());
        }
    })?;
    Ok(text)
}

#[cfg(test)]
mod tests;
