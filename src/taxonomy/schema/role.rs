//! The form of the files in `roles/`.

use serde::{Deserialize, Serialize};

use super::{Naming, Stage};

/// An any-of group of a role: one member is enough.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct GroupSource {
    pub id: String,
    pub name: String,
    pub any_of: Vec<String>,
    pub why: String,
}

/// A skill that documents name without asking for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct ExcludeSource {
    pub skill: String,
    pub why: String,
}

/// What a document says of a skill, or does not say, against what was read from it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct FactSource {
    pub skill: String,
    pub document: String,
    pub heading: String,
    /// What the document calls it; left out where it does not ask for it.
    #[serde(default)]
    pub level: Option<Naming>,
    #[serde(default)]
    pub line: Option<u32>,
    #[serde(default)]
    pub stage: Option<Stage>,
    pub why: String,
}

/// Reviewed changes to a role that was built from documents, each with its reason.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[allow(missing_docs)]
pub struct Corrections {
    /// Id of the role, where the file stands among those of the taxonomy.
    pub role: Option<String>,
    pub fact: Vec<FactSource>,
    pub group: Vec<GroupSource>,
    pub exclude: Vec<ExcludeSource>,
}

/// A duty that a document names, in our own words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct Duty {
    pub text: String,
    pub document: String,
    pub heading: String,
}

/// A role that a document says this one can lead to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct CareerStep {
    pub title: String,
    /// `next` on the same track, `transition` to another role.
    pub kind: String,
    #[serde(default)]
    pub what: Option<String>,
    pub document: String,
    pub heading: String,
}

/// Pay that a document gives.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct Salary {
    pub level: String,
    #[serde(default)]
    pub low: Option<u32>,
    #[serde(default)]
    pub high: Option<u32>,
    #[serde(default)]
    pub median: Option<u32>,
    pub currency: String,
    #[serde(default)]
    pub region: Option<String>,
    pub document: String,
    pub heading: String,
}

/// A file of `roles/`: what of a role is not in the skills themselves.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct RoleSource {
    pub id: String,
    pub title: String,
    #[serde(default)]
    pub aliases: Vec<String>,
    pub documents: Vec<String>,
    #[serde(default)]
    pub group: Vec<GroupSource>,
    #[serde(default)]
    pub exclude: Vec<ExcludeSource>,
    #[serde(default)]
    pub duty: Vec<Duty>,
    #[serde(default)]
    pub career_step: Vec<CareerStep>,
    #[serde(default)]
    pub salary: Vec<Salary>,
}
