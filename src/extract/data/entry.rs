//! The entries of a resume that is data, as the lines in which people write them.

use crate::document::Locator;
use crate::extract::writer::{Break, Look, Writer};

use super::tree::{Node, Value};

/// Keys whose values stand in the first line of an entry: what was done or learned.
const TITLES: [&str; 5] = ["position", "title", "studyType", "degree", "area"];
/// Keys whose values stand in the line after it: where.
const PLACES: [&str; 11] = [
    "name",
    "company",
    "organization",
    "institution",
    "entity",
    "issuer",
    "awarder",
    "publisher",
    "journal",
    "language",
    "location",
];
/// When it began, when it ended, and when it was.
const BEGINS: [&str; 2] = ["startDate", "start_date"];
const ENDS: [&str; 2] = ["endDate", "end_date"];
const DATES: [&str; 2] = ["date", "releaseDate"];
/// Keys whose list stands in one line.
const IN_ONE_LINE: [&str; 5] = ["keywords", "courses", "roles", "authors", "networks"];
/// Keys whose value labels what follows it, and what follows it.
const LABELLED: [(&str, &[&str]); 6] = [
    ("label", &["details"]),
    ("name", &["keywords", "level"]),
    ("language", &["fluency"]),
    ("bullet", &[]),
    ("number", &[]),
    ("reversed_number", &[]),
];
/// Keys whose values say nothing of skills: addresses of files and pages, marks, and kinds of entries.
const LEFT_OUT: [&str; 14] = [
    "url", "image", "picture", "photo", "doi", "score", "gpa", "username", "email", "phone", "website", "type", "id",
    "path",
];

fn line(writer: &mut Writer, text: &str, place: &Locator, heading: bool) {
    writer.break_here(Break::Line);
    writer.write(text, place, Look { heading, ..Look::default() });
    writer.break_here(Break::Line);
}

/// The heading of a section.
pub(super) fn heading(writer: &mut Writer, title: &str, place: &Locator) {
    writer.break_here(Break::Block);
    line(writer, title, place, true);
}

/// A key as a heading: `workExperience`, `work_experience` and "Work Experience" are one.
pub(super) fn title(key: &str) -> String {
    let mut title = String::with_capacity(key.len());
    let mut before = ' ';
    let is_name = key.contains(' ') || !key.contains('_') && key.starts_with(char::is_uppercase);
    for c in key.chars() {
        match c {
            _ if is_name => title.push(c),
            '_' | '-' => title.push(' '),
            c if c.is_uppercase() && before.is_lowercase() => title.extend([' ', c]),
            c if matches!(before, ' ' | '_' | '-') => title.extend(c.to_uppercase()),
            c => title.push(c),
        }
        before = c;
    }
    title
}

/// Name, headline, and how to reach a person.
pub(super) fn contact(writer: &mut Writer, node: &Node, first: &[&str]) {
    for key in first {
        if let Some(value) = node.get(key)
            && let Some(text) = value.text()
        {
            line(writer, text, &value.place, false);
        }
    }
    let mut rest = Vec::new();
    for (key, value) in node.entries() {
        if !first.contains(&key.as_str()) && !matches!(key.as_str(), "summary" | "sections" | "image" | "photo") {
            texts(value, &mut rest);
        }
    }
    if let Some((_, place)) = rest.first() {
        let joined: Vec<&str> = rest.iter().map(|(text, _)| *text).collect();
        line(writer, &joined.join(" | "), place, false);
    }
}

/// All texts in a value, in order.
fn texts<'n>(node: &'n Node, found: &mut Vec<(&'n str, &'n Locator)>) {
    match &node.value {
        Value::Text(_) => found.extend(node.text().map(|text| (text, &node.place))),
        Value::Nothing => {}
        Value::List(items) => items.iter().for_each(|item| texts(item, found)),
        Value::Map(entries) => entries.iter().for_each(|(_, value)| texts(value, found)),
    }
}

/// The entries of a section.
pub(super) fn section(writer: &mut Writer, node: &Node) {
    let items = node.items();
    let short = items.iter().all(|item| labelled(item).is_some());
    for item in items {
        match &item.value {
            Value::Map(_) if !short => {
                writer.break_here(Break::Block);
                entry(writer, item);
            }
            Value::Map(_) => whole(writer, item),
            _ => whole(writer, item),
        }
    }
}

/// An entry in one line.
pub(super) fn whole(writer: &mut Writer, node: &Node) {
    let text = match labelled(node) {
        Some(text) => text,
        None => join(node, ", "),
    };
    line(writer, &text, &node.place, false);
}

fn join(node: &Node, between: &str) -> String {
    let mut found = Vec::new();
    texts(node, &mut found);
    found.into_iter().map(|(text, _)| text).collect::<Vec<_>>().join(between)
}

/// "Languages: Python, SQL": an entry that is a label with what it labels, and nothing else.
fn labelled(node: &Node) -> Option<String> {
    let (name, label, details) =
        LABELLED.iter().find_map(|(key, details)| Some((*key, node.get(key)?.text()?, *details)))?;
    let only = |key: &str| key == name || details.contains(&key) || LEFT_OUT.contains(&key);
    if !node.entries().iter().all(|(key, _)| only(key)) {
        return None;
    }
    let list = details.first().and_then(|key| node.get(key)).map(|list| join(list, ", ")).unwrap_or_default();
    let note = details.get(1).and_then(|key| node.get(key)).and_then(Node::text);
    let mut text = label.to_owned();
    if !list.is_empty() {
        text += &format!(": {list}");
    }
    if let Some(note) = note {
        text += &format!(" ({note})");
    }
    Some(text)
}

/// A position, a school, a project: its title, its place, its dates, then what is said of it.
fn entry(writer: &mut Writer, node: &Node) {
    for keys in [TITLES.as_slice(), &PLACES] {
        let found: Vec<&Node> =
            keys.iter().filter_map(|key| node.get(key)).filter(|value| !join(value, "").is_empty()).collect();
        if let Some(first) = found.first() {
            let joined: Vec<String> = found.iter().map(|value| join(value, ", ")).collect();
            line(writer, &joined.join(", "), &first.place, false);
        }
    }
    dates(writer, node);
    for (key, value) in node.entries() {
        let key = key.as_str();
        let told =
            [TITLES.as_slice(), &PLACES, &BEGINS, &ENDS, &DATES, &LEFT_OUT].iter().any(|keys| keys.contains(&key));
        match &value.value {
            _ if told => {}
            Value::Nothing => {}
            Value::Text(text) => line(writer, text, &value.place, false),
            Value::List(_) if IN_ONE_LINE.contains(&key) => line(writer, &join(value, ", "), &value.place, false),
            Value::List(items) => {
                for item in items {
                    writer.start_item();
                    writer.write(&join(item, ", "), &item.place, Look::default());
                }
                writer.break_here(Break::Line);
            }
            Value::Map(_) => line(writer, &join(value, ", "), &value.place, false),
        }
    }
}

fn dates(writer: &mut Writer, node: &Node) {
    let first =
        |keys: &[&str]| keys.iter().find_map(|key| node.get(key)).and_then(|node| Some((node.text()?, &node.place)));
    let (text, place) = match (first(&BEGINS), first(&ENDS), first(&DATES)) {
        (Some((begin, place)), Some((end, _)), _) => (format!("{begin} – {end}"), place),
        // Both formats define a missing end as one that has not come.
        (Some((begin, place)), None, _) => (format!("{begin} – present"), place),
        (None, Some((date, place)), _) | (None, None, Some((date, place))) => (date.to_owned(), place),
        (None, None, None) => return,
    };
    line(writer, &text, place, false);
}
