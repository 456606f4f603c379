//! What a report warns of beside what the reader noticed.

use super::ReportedRequirement;
use crate::document::{Document, DocumentKind, Warning};
use crate::taxonomy::Taxonomy;

/// Says that a resume has blanks which nobody filled in: what stands beside them is not counted.
pub(super) fn unfilled(document: &Document, taxonomy: &Taxonomy) -> Option<Warning> {
    if document.kind() != DocumentKind::Resume {
        return None;
    }
    let blanks = taxonomy.language.blanks.marked(document.text());
    let first = blanks.first()?;
    let message = match blanks.len() {
        1 => "a blank is not filled in, and nothing that its line names counts".to_string(),
        more => format!("{more} blanks are not filled in, and nothing that their lines name counts"),
    };
    Some(Warning {
        code: "placeholder".into(),
        message,
        locator: Some(document.locator(first.start)),
        words: vec![document.text()[first.clone()].split_whitespace().collect::<Vec<_>>().join(" ")],
    })
}

/// Says which requirements rest on a misspelling.
pub(super) fn misspelled(requirements: &[ReportedRequirement]) -> Vec<Warning> {
    requirements
        .iter()
        .filter(|requirement| requirement.only_fuzzy)
        .map(|requirement| Warning {
            code: "misspelled".into(),
            message: format!(
                "{} counts only through a misspelling; correct it, so that every reader finds it",
                requirement.name
            ),
            locator: requirement.best().map(|mention| mention.locator.clone()),
            ..Warning::default()
        })
        .collect()
}
