//! What `gapcheck lint` says of a file.

use crate::finding::Finding;
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
