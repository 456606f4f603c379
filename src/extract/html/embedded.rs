//! The data that a page carries for search engines.

use serde_json::Value;

/// Deepest nesting of the data that is looked into.
const DEPTH: usize = 8;

/// The title and description of a job posting (<https://schema.org/JobPosting>), as HTML.
pub(super) fn job_description(json: &str) -> Option<String> {
    let data: Value = serde_json::from_str(json.trim()).ok()?;
    let posting = find(&data, DEPTH)?;
    let description = posting.get("description")?.as_str()?;
    let title = posting.get("title").and_then(Value::as_str).unwrap_or_default();
    // Some sites escape the markup of the description once more than they need.
    let description = match description.contains('<') {
        true => description.to_owned(),
        false => description.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"),
    };
    Some(format!("<h1>{title}</h1>{description}"))
}

fn find(data: &Value, depth: usize) -> Option<&Value> {
    if depth == 0 {
        return None;
    }
    let is_posting = |kind: &Value| match kind {
        Value::String(kind) => kind == "JobPosting",
        Value::Array(kinds) => kinds.iter().any(|kind| kind == "JobPosting"),
        _ => false,
    };
    match data {
        Value::Object(members) if members.get("@type").is_some_and(is_posting) => Some(data),
        Value::Object(members) => members.values().find_map(|member| find(member, depth - 1)),
        Value::Array(items) => items.iter().find_map(|item| find(item, depth - 1)),
        _ => None,
    }
}
