//! JSON and YAML as one tree in the order of the file, every value with its place.

use std::fmt;

use saphyr_parser::{Event, Parser};
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

use crate::document::Locator;
use crate::extract::ReadError;

/// Deepest nesting of a YAML file; `serde_json` has the same limit.
const DEPTH: usize = 128;

/// Longest key, in bytes, and deepest nesting of a JSON that may be a resume: its pointers stay short then.
const MOST_KEY: usize = 64;
const MOST_LEVELS: usize = 16;

/// A value and where it begins.
#[derive(Debug, PartialEq)]
pub(super) struct Node {
    pub(super) value: Value,
    pub(super) place: Locator,
}

#[derive(Debug, PartialEq)]
pub(super) enum Value {
    /// Null, or an alias of YAML, which is never expanded.
    Nothing,
    /// A string, a number, true or false.
    Text(String),
    List(Vec<Node>),
    Map(Vec<(String, Node)>),
}

impl Node {
    fn new(value: Value) -> Self {
        Self { value, place: Locator::Pointer(String::new()) }
    }

    /// The value of a key.
    pub(super) fn get(&self, key: &str) -> Option<&Self> {
        self.entries().iter().find(|(name, _)| name == key).map(|(_, node)| node)
    }

    /// The entries of a map; none of anything else.
    pub(super) fn entries(&self) -> &[(String, Self)] {
        match &self.value {
            Value::Map(entries) => entries,
            _ => &[],
        }
    }

    /// The items of a list; of anything else, itself.
    pub(super) fn items(&self) -> &[Self] {
        match &self.value {
            Value::List(items) => items,
            Value::Nothing => &[],
            _ => std::slice::from_ref(self),
        }
    }

    /// The text of a value that is one, if it has any.
    pub(super) fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text) => Some(text.trim()).filter(|text| !text.is_empty()),
            _ => None,
        }
    }

    /// Sets the places of a tree that came without; `None` when its pointers would be longer than any resume's.
    fn point(&mut self, pointer: &str, levels: usize) -> Option<()> {
        self.place = Locator::Pointer(pointer.to_owned());
        let levels = levels.checked_sub(1)?;
        match &mut self.value {
            Value::List(items) => {
                for (index, item) in items.iter_mut().enumerate() {
                    item.point(&format!("{pointer}/{index}"), levels)?;
                }
            }
            Value::Map(entries) => {
                for (key, node) in entries {
                    if key.len() > MOST_KEY {
                        return None;
                    }
                    // RFC 6901, part 3.
                    node.point(&format!("{pointer}/{}", key.replace('~', "~0").replace('/', "~1")), levels)?;
                }
            }
            Value::Nothing | Value::Text(_) => {}
        }
        Some(())
    }
}

/// Reads JSON; `None` when it is none, or no resume by its depth or the length of its keys.
pub(super) fn json(text: &str) -> Option<Node> {
    let mut tree: Node = serde_json::from_str(text.trim_start_matches('\u{feff}')).ok()?;
    tree.point("", MOST_LEVELS)?;
    Some(tree)
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Any)
    }
}

struct Any;

impl<'de> Visitor<'de> for Any {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_unit<E>(self) -> Result<Node, E> {
        Ok(Node::new(Value::Nothing))
    }

    fn visit_bool<E>(self, value: bool) -> Result<Node, E> {
        Ok(Node::new(Value::Text(value.to_string())))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Node, E> {
        Ok(Node::new(Value::Text(value.to_string())))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Node, E> {
        Ok(Node::new(Value::Text(value.to_string())))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Node, E> {
        Ok(Node::new(Value::Text(value.to_string())))
    }

    fn visit_str<E>(self, value: &str) -> Result<Node, E> {
        Ok(Node::new(Value::Text(value.to_owned())))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Node, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = access.next_element()? {
            items.push(item);
        }
        Ok(Node::new(Value::List(items)))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Node, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = access.next_entry()? {
            entries.push(entry);
        }
        Ok(Node::new(Value::Map(entries)))
    }
}

/// A list or map of YAML that is not closed yet.
enum Open {
    List(Vec<Node>, Locator),
    /// With the key whose value comes next.
    Map(Vec<(String, Node)>, Option<String>, Locator),
}

/// Reads the first document of a YAML file. `name` is what it is called in messages.
pub(super) fn yaml(text: &str, name: &'static str) -> Result<Node, ReadError> {
    let mut open: Vec<Open> = Vec::new();
    for event in Parser::new_from_str(text.trim_start_matches('\u{feff}')) {
        let (event, span) = event.map_err(|_| ReadError::Damaged { document: name.to_owned() })?;
        let place = Locator::Line(u32::try_from(span.start.line()).unwrap_or(u32::MAX));
        let done = match event {
            Event::SequenceStart(..) | Event::MappingStart(..) if open.len() >= DEPTH => {
                return Err(ReadError::TooDeep { limit: DEPTH as u32 });
            }
            Event::SequenceStart(..) => {
                open.push(Open::List(Vec::new(), place));
                continue;
            }
            Event::MappingStart(..) => {
                open.push(Open::Map(Vec::new(), None, place));
                continue;
            }
            Event::SequenceEnd | Event::MappingEnd => match open.pop() {
                Some(Open::List(items, place)) => Node { value: Value::List(items), place },
                Some(Open::Map(entries, _, place)) => Node { value: Value::Map(entries), place },
                None => continue,
            },
            Event::Scalar(text, ..) => Node { value: Value::Text(text.into_owned()), place },
            Event::Alias(_) => Node { value: Value::Nothing, place },
            Event::DocumentEnd => break,
            _ => continue,
        };
        match open.last_mut() {
            Some(Open::List(items, _)) => items.push(done),
            Some(Open::Map(entries, key, _)) => match key.take() {
                Some(key) => entries.push((key, done)),
                None => *key = Some(done.text().unwrap_or_default().to_owned()),
            },
            None => return Ok(done),
        }
    }
    Err(ReadError::Empty)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_keeps_its_order_and_has_pointers() {
        let tree = json(r#"{"b": [1, {"a/c~d": "x"}], "a": null, "é": true}"#).expect("JSON");
        assert_eq!(tree.entries().iter().map(|(key, _)| key.as_str()).collect::<Vec<_>>(), ["b", "a", "é"]);
        let inner = tree.get("b").expect("b").items()[1].get("a/c~d").expect("x");
        assert_eq!((inner.text(), inner.place.to_string().as_str()), (Some("x"), "/b/1/a~1c~0d"));
        assert_eq!(json(&"[".repeat(100_000)), None);
        assert_eq!(json(&format!("{}{}", "[".repeat(20), "]".repeat(20))), None);
        assert_eq!(json(&format!("{{\"{}\": 1}}", "k".repeat(100))), None);
    }

    #[test]
    fn yaml_has_lines_and_expands_nothing() {
        let tree = yaml("a: &x [1, 2]\nb:\n  - c: >\n      folded\n      text\n  - *x\n", "YAML").expect("YAML");
        let items = tree.get("b").expect("b").items();
        assert_eq!(items[0].get("c").and_then(Node::text), Some("folded text"));
        assert_eq!(items[0].place, Locator::Line(3));
        assert_eq!(items[1].value, Value::Nothing);
    }

    #[test]
    fn yaml_depth_has_a_limit() {
        let deep = "[".repeat(1_000_000);
        assert!(matches!(yaml(&deep, "YAML"), Err(ReadError::TooDeep { .. } | ReadError::Damaged { .. })));
        let indented: String = (0..3000).map(|depth| format!("{}a:\n", " ".repeat(depth))).collect();
        assert!(matches!(yaml(&indented, "YAML"), Err(ReadError::TooDeep { .. })));
        assert!(matches!(yaml("a: [1", "YAML"), Err(ReadError::Damaged { .. })));
    }
}
