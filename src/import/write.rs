//! Entries as a user's file.

use std::fmt::Write;

use super::collect::{Entry, Need};
use super::rows::Source;

/// The longest line of a list; a longer one has a line for each item.
const WIDTH: usize = 100;

/// The text of a user's file, and for each entry the line where it begins there with its line in the table.
pub fn file(entries: &[Entry], table: &str, source: Source) -> (String, Vec<(usize, u64)>) {
    let source = match source {
        Source::Esco => "ESCO",
        Source::Onet => "O*NET",
        Source::Csv => "a table",
    };
    let name = table.rsplit(['/', '\\']).next().unwrap_or(table);
    let name: String = name.chars().filter(|c| !c.is_control()).collect();
    let mut out = format!(
        "# Imported by `gapcheck taxonomy import` from {source}: {name}\n\
         # Use it with --taxonomy FILE. Names that are short or ordinary words count in a context only.\n"
    );
    let mut lines = Vec::with_capacity(entries.len());
    let mut line = 3;
    for entry in entries {
        let text = one(entry);
        lines.push((line + 1, entry.line));
        line += text.bytes().filter(|&byte| byte == b'\n').count();
        out.push_str(&text);
    }
    (out, lines)
}

fn one(entry: &Entry) -> String {
    let mut text = format!("\n[[skill]]\nid = {}\n", quoted(&entry.id));
    if let Some(name) = &entry.name {
        let category = entry.category.name();
        let _ = write!(text, "name = {}\ncategory = \"{category}\"\nexact = true\n", quoted(&name.surface.written));
    }
    list(&mut text, "aliases", entry.aliases.values().map(|surface| surface.written.as_str()));
    for (field, ids) in ["broader", "evidence_of", "alternatives"].iter().zip(&entry.relations) {
        list(&mut text, field, ids.iter().map(String::as_str));
    }
    for need in [Need::Context, Need::ContextAndCase] {
        let all = entry.name.iter().map(|name| &name.surface).chain(entry.aliases.values());
        let surfaces: Vec<&str> =
            all.filter(|surface| surface.need == need).map(|surface| surface.written.as_str()).collect();
        if surfaces.is_empty() {
            continue;
        }
        text.push_str("\n[[skill.ambiguous]]\n");
        list(&mut text, "surfaces", surfaces.iter().copied());
        if need == Need::ContextAndCase {
            list(&mut text, "spelled", surfaces.iter().copied());
            text.push_str("needs = [\"list\", \"skills-section\", \"companion\", \"cue\"]\n");
        } else {
            text.push_str("needs = [\"list\", \"skills-section\", \"cue\"]\n");
        }
    }
    text
}

fn list<'a>(text: &mut String, field: &str, items: impl Iterator<Item = &'a str>) {
    let items: Vec<String> = items.map(quoted).collect();
    let in_line = format!("{field} = [{}]\n", items.join(", "));
    if items.is_empty() {
        return;
    }
    if in_line.len() <= WIDTH {
        return text.push_str(&in_line);
    }
    let _ = write!(text, "{field} = [\n    {},\n]\n", items.join(",\n    "));
}

fn quoted(text: &str) -> String {
    toml::Value::from(text).to_string()
}
