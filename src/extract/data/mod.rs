//! Resumes that are data: JSON Resume (<https://jsonresume.org/schema>), as JSON or YAML, and RenderCV's YAML
//! (<https://docs.rendercv.com>).
//!
//! The text is made from the values: keys of sections become headings, entries become blocks. Each line stands at the
//! value that it comes from: a JSON pointer, or a line of the YAML file. Links, identifiers and design are left out.

mod entry;
mod tree;

use crate::document::{Format, More, Reading};

use super::ReadError;
use super::writer::Writer;
use entry::{contact, heading, section, whole};
use tree::{Node, Value};

/// Sections of a JSON Resume whose key is not their heading.
const HEADINGS: [(&str, &str); 1] = [("volunteer", "Volunteer Experience")];
/// Sections of which a JSON Resume without `basics` has two.
const SECTIONS: [&str; 5] = ["work", "education", "skills", "projects", "certificates"];
/// What they are called in messages.
const JSON_RESUME: &str = "JSON Resume";
const RENDERCV: &str = "RenderCV file";

/// Reads a text that is a resume as data; `None` when it is something else.
pub(super) fn read(text: &str, extension: Option<&str>) -> Option<Result<Reading, ReadError>> {
    let start = text.trim_start_matches('\u{feff}').trim_start();
    if start.starts_with('{') {
        return match tree::json(text) {
            Some(tree) => of_tree(&tree),
            // Damaged, if it says that it is one.
            None if extension == Some("json") && start.contains("\"basics\"") => {
                Some(Err(ReadError::Damaged { document: JSON_RESUME.to_owned() }))
            }
            None => None,
        };
    }
    let has_key = |key: &str| text.lines().any(|line| line.strip_prefix(key).is_some_and(|rest| rest.starts_with(':')));
    let name = match (has_key("cv"), has_key("basics")) {
        (true, _) => RENDERCV,
        (_, true) => JSON_RESUME,
        _ => return None,
    };
    match tree::yaml(text, name) {
        Ok(tree) => of_tree(&tree),
        // A text that only looks like YAML is a text.
        Err(_) if !matches!(extension, Some("yaml" | "yml")) => None,
        Err(error) => Some(Err(error)),
    }
}

fn of_tree(tree: &Node) -> Option<Result<Reading, ReadError>> {
    let mut writer = Writer::default();
    let is_map = |key: &str| tree.get(key).is_some_and(|node| matches!(node.value, Value::Map(_)));
    let format = if is_map("cv") {
        render_cv(&mut writer, tree.get("cv")?);
        Format::RenderCv
    } else if is_map("basics") || SECTIONS.iter().filter(|key| tree.get(key).is_some()).count() > 1 {
        json_resume(&mut writer, tree);
        Format::JsonResume
    } else {
        return None;
    };
    let (text, lines) = writer.finish();
    if lines.is_empty() {
        return Some(Err(ReadError::Empty));
    }
    Some(Ok(Reading {
        format,
        text,
        lines,
        pages: None,
        sha256: String::new(),
        hidden: Vec::new(),
        warnings: Vec::new(),
        more: More::default(),
    }))
}

fn json_resume(writer: &mut Writer, tree: &Node) {
    if let Some(basics) = tree.get("basics") {
        contact(writer, basics, &["name", "label"]);
        if let Some(summary) = basics.get("summary") {
            heading(writer, "Summary", &summary.place);
            section(writer, summary);
        }
    }
    for (key, node) in tree.entries() {
        if matches!(key.as_str(), "basics" | "meta" | "$schema") || node.items().is_empty() {
            continue;
        }
        let title = HEADINGS
            .iter()
            .find(|(name, _)| name == key)
            .map_or_else(|| entry::title(key), |(_, title)| (*title).to_owned());
        heading(writer, &title, &node.place);
        section(writer, node);
    }
}

fn render_cv(writer: &mut Writer, cv: &Node) {
    contact(writer, cv, &["name", "headline", "label"]);
    for (key, node) in cv.get("sections").map(Node::entries).unwrap_or_default() {
        heading(writer, &entry::title(key), &node.place);
        match node.items() {
            // A section of short lines is one paragraph after the other, not a list of blocks.
            items if items.iter().all(|item| item.text().is_some()) => {
                items.iter().for_each(|item| whole(writer, item))
            }
            _ => section(writer, node),
        }
    }
}

#[cfg(test)]
mod tests;
