//! Every skill of a document.

use crate::document::{Document, DocumentKind, Warning};
use crate::matcher::Matches;
use crate::profile::posting::{self, Posting};
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
    /// Of a posting, what it asks for.
    pub posting: Option<Posting>,
    /// Warnings.
    pub warnings: Vec<Warning>,
}

impl SkillList {
    /// Puts the list together.
    pub fn new(path: &str, document: &Document, matches: &Matches, taxonomy: &Taxonomy) -> Self {
        let posting =
            (document.kind() == DocumentKind::Posting).then(|| posting::read(path, document, matches, taxonomy));
        let asked = posting.as_ref().map_or(&[][..], |posting| &posting.skills);
        Self {
            taxonomy_version: taxonomy.version.clone(),
            document: report::facts(path, document, taxonomy),
            skills: report::skills_asked(document, matches, taxonomy, asked),
            credentials: report::credentials(document, &matches.credentials, taxonomy),
            warnings: report::warnings(document, &matches.mentions, taxonomy),
            posting,
        }
    }
}
