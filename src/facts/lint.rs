//! What `gapcheck lint` says of a file.

use crate::finding::{FileFindings, Finding};
use crate::report::DocumentFacts;

/// A file with what was found in it.
#[derive(Debug, Clone, PartialEq)]
pub struct LintFacts {
    /// Version of the taxonomy.
    pub taxonomy_version: String,
    /// The document.
    pub document: DocumentFacts,
    /// What was found, the worst first.
    pub findings: Vec<Finding>,
}

impl LintFacts {
    /// The findings in the form that outputs for many files take.
    pub fn files(&self) -> [FileFindings; 1] {
        [FileFindings { path: self.document.path.clone(), findings: self.findings.clone() }]
    }
}
