//! The wire form of `gapcheck diff`.

use serde::Serialize;

use super::check::Changes;
use super::{Tool, VERSION};
use crate::ci::{Aim, Alone, Difference};

/// `gapcheck diff OLD NEW --format json`.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Diff {
    /// Version of this form.
    #[cfg_attr(test, schemars(extend("const" = 1)))]
    pub schema_version: u32,
    /// Always `diff`.
    #[cfg_attr(test, schemars(extend("const" = "diff")))]
    pub kind: &'static str,
    /// What made it.
    pub tool: Tool,
    /// Path of the earlier side.
    pub old: String,
    /// Path of the later side.
    pub new: String,
    /// A coverage dropped, or a skill or a covered requirement is lost.
    pub is_loss: bool,
    /// What changed.
    pub changes: Changes,
    /// Targets that only one side has, so that nothing can be said of them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub not_compared: Vec<NotCompared>,
}

/// A target of one side alone.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct NotCompared {
    /// A role or a posting.
    #[cfg_attr(test, schemars(extend("enum" = ["role", "job"])))]
    pub kind: &'static str,
    /// Id of the role; path of the posting.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The side that has it.
    #[cfg_attr(test, schemars(extend("enum" = ["old", "new"])))]
    pub only_in: &'static str,
}

impl Diff {
    /// The wire form of what changed.
    pub fn new(old: &str, new: &str, difference: &Difference, taxonomy_version: &str) -> Self {
        Self {
            schema_version: VERSION,
            kind: "diff",
            tool: Tool::new(taxonomy_version),
            old: old.to_string(),
            new: new.to_string(),
            is_loss: difference.is_loss(),
            changes: difference.into(),
            not_compared: difference.alone.iter().map(Into::into).collect(),
        }
    }
}

impl From<&Alone> for NotCompared {
    fn from(alone: &Alone) -> Self {
        let Aim { kind, id, title, .. } = &alone.aim;
        let only_in = if alone.before { "old" } else { "new" };
        Self { kind: kind.name(), id: id.clone(), title: title.clone(), only_in }
    }
}
