//! Every skill of a document.

use crate::document::{Document, Warning};
use crate::matcher::Matches;
use crate::report::{self, DocumentFacts, ReportedCredential, ReportedSkill};
use crate::taxonomy::Taxonomy;

/// The skills and credentials of a document, without any role.
#[derive(Debug, Clone, PartialEq)]
pub struct SkillList {
    /// Version of the taxonomy.
    pub taxonomy_version: String,
    /// The document.
    pub document: DocumentFacts,
    /// Its skills, by name.
    pub skills: Vec<ReportedSkill>,
    /// Its credentials, by name.
    pub credentials: Vec<ReportedCredential>,
    /// Warnings.
    pub warnings: Vec<Warning>,
}

impl SkillList {
    /// Puts the list together.
    pub fn new(path: &str, document: &Document, matches: &Matches, taxonomy: &Taxonomy) -> Self {
        Self {
            taxonomy_version: taxonomy.version.clone(),
            document: report::facts(path, document, taxonomy),
            skills: report::skills(document, matches, taxonomy),
            credentials: report::credentials(document, &matches.credentials, taxonomy),
            warnings: report::warnings(document, &matches.mentions, taxonomy),
        }
    }
}
