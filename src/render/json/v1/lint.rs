//! `gapcheck lint --format json`.

use serde::Serialize;

use super::{Document, Locator, Tool, VERSION};
use crate::facts::LintFacts;
use crate::finding::Finding;

/// What lint found in a file.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Lint {
    /// Version of this form.
    #[cfg_attr(test, schemars(extend("const" = 1)))]
    pub schema_version: u32,
    /// Always `lint`.
    #[cfg_attr(test, schemars(extend("const" = "lint")))]
    pub kind: &'static str,
    /// What made it.
    pub tool: Tool,
    /// The document.
    pub document: Document,
    /// What was found, the worst first.
    pub findings: Vec<LintFinding>,
}

/// One thing that was found.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct LintFinding {
    /// Stable kebab-case word of its rule.
    pub code: &'static str,
    /// What it weighs.
    #[cfg_attr(test, schemars(extend("enum" = ["error", "warning", "advice"])))]
    pub severity: &'static str,
    /// What is the matter.
    pub message: String,
    /// What to do about it.
    pub remedy: String,
    /// Where.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub locator: Option<Locator>,
    /// The words of the document that it is about; absent with `--no-snippets` and `--anonymous`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<String>,
    /// Why somebody silenced it; it then fails nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub silenced: Option<String>,
}

impl Lint {
    /// The wire form.
    pub fn new(facts: &LintFacts) -> Self {
        Self {
            schema_version: VERSION,
            kind: "lint",
            tool: Tool::new(&facts.taxonomy_version),
            document: (&facts.document).into(),
            findings: facts.findings.iter().map(Into::into).collect(),
        }
    }
}

impl From<&Finding> for LintFinding {
    fn from(finding: &Finding) -> Self {
        Self {
            code: finding.code,
            severity: finding.severity.as_str(),
            message: finding.message.clone(),
            remedy: finding.remedy.clone(),
            locator: finding.locator.as_ref().map(Into::into),
            words: finding.words.clone(),
            silenced: finding.silenced.as_ref().map(|silenced| silenced.reason.clone()),
        }
    }
}
