//! The form of `advice.toml`.

use serde::{Deserialize, Serialize};
use toml::Spanned;

use super::Category;

/// A place in a document that gives a piece of advice or a fact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct AdvisedAt {
    pub document: String,
    pub heading: String,
    #[serde(default)]
    pub item: Option<u32>,
}

/// A step of `advice.toml`: something to do, what to make, and an example of the line of a resume that would then count,
/// with blanks in square brackets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct StepSource {
    pub id: String,
    pub step: String,
    pub make: String,
    pub shows_as: String,
    pub helps: Vec<String>,
    pub advised_by: Vec<AdvisedAt>,
    /// Codes of the rules of `lint` that pass it on.
    #[serde(default)]
    pub lint: Vec<String>,
    /// Of `helps`, what the step is there for: it is told only where one of these is a gap. Left out: all of them.
    #[serde(default)]
    pub about: Vec<String>,
    /// Ids of credentials whose holder needs no such step.
    #[serde(default)]
    pub needless_with: Vec<String>,
}

/// How a resume stands to a gap that calls for a general step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum When {
    /// The user says to have the skill, and the resume does not show it.
    Had,
    /// The skill is listed, and no job or project shows it.
    Listed,
    /// The work shows it through another, and the resume never says the word.
    Implied,
    /// The resume shows something of the same kind, and others than those that are named would do.
    Similar,
    /// It is named only where it may mean something else.
    Unclear,
    /// It is named only in a misspelling.
    Misspelled,
    /// It is shown, and no dates tell for how long.
    Undated,
    /// There is nothing of it, or too little to speak of.
    Missing,
}

/// A general step of `advice.toml`, for all gaps of a kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct GeneralSource {
    pub when: When,
    /// Categories of the skills that it is for; only of what is missing.
    #[serde(default)]
    pub kinds: Vec<Category>,
    pub step: String,
    #[serde(default)]
    pub make: String,
    /// `{skill}` stands for the first skill that it closes, `{other}` for what the resume shows instead.
    pub shows_as: String,
    #[serde(default)]
    pub advised_by: Vec<AdvisedAt>,
}

/// `advice.toml`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct AdviceFile {
    #[serde(default)]
    pub step: Vec<Spanned<StepSource>>,
    #[serde(default)]
    pub general: Vec<Spanned<GeneralSource>>,
}
