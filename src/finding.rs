//! What a check says about a file: one form for `lint` and `check`, so that every output knows how to write it.

use serde::{Deserialize, Serialize};

use crate::document::Locator;

/// How much a finding weighs. Ordered: the worst last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Would make the document better; nothing is wrong.
    Advice,
    /// Something is likely to be misread.
    Warning,
    /// Fails the command.
    Error,
}

impl Severity {
    /// As in outputs and configuration.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Advice => "advice",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// One thing that a check found in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Kebab-case code, stable and documented.
    pub code: &'static str,
    /// How much it weighs.
    pub severity: Severity,
    /// What is the matter, in one sentence.
    pub message: String,
    /// What to do about it, in one sentence.
    pub remedy: String,
    /// Where, if it has a place that the format can honestly name.
    pub locator: Option<Locator>,
    /// The words of the document that it is about, if there are any. Left out where snippets are.
    pub words: Vec<String>,
    /// That somebody silenced it. A silenced finding never fails a command; it is counted.
    pub silenced: Option<Silenced>,
}

/// That a finding may stay.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Silenced {
    /// Why.
    pub reason: String,
    /// Whether a comment in the document says so, rather than the configuration.
    pub in_source: bool,
}

/// The findings of one file, in a stable order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileFindings {
    /// The file as it was named.
    pub path: String,
    /// What was found, silenced findings included.
    pub findings: Vec<Finding>,
}
