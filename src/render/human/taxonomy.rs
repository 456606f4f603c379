//! What is known, and what is wrong with it.

use super::page::{Cell, DIM, PLAIN, Page, count};
use crate::taxonomy::{Examples, Taxonomy};

/// Every skill: id, name, category.
pub fn taxonomy_list(taxonomy: &Taxonomy) -> String {
    let mut page = Page::default();
    for skill in &taxonomy.skills {
        page.row(
            0,
            &[Cell::new(&*skill.id, 36), Cell::new(&*skill.name, 26), Cell::new(skill.category.name(), 16).style(DIM)],
        );
    }
    page.finish()
}

/// What a taxonomy holds.
pub fn taxonomy_facts(taxonomy: &Taxonomy, examples: &[Examples]) -> String {
    let sentences: usize = examples.iter().map(|example| example.positive.len() + example.negative.len()).sum();
    let parts = [
        count(taxonomy.skills.len(), "skill", "skills"),
        count(taxonomy.forms.len(), "surface form", "surface forms"),
        count(taxonomy.rules.len(), "ambiguity rule", "ambiguity rules"),
        count(taxonomy.phrases.list.len(), "evidence phrase", "evidence phrases"),
        count(taxonomy.credentials.len(), "credential", "credentials"),
        count(taxonomy.steps.len(), "next step", "next steps"),
        count(taxonomy.roles.len(), "role", "roles"),
        count(taxonomy.documents.len(), "document", "documents"),
    ];
    let mut page = Page::default();
    page.paragraph(0, &format!("taxonomy {} is consistent: {}", taxonomy.version, parts.join(", ")), PLAIN);
    page.paragraph(0, &format!("all {} hold", count(sentences, "example sentence", "example sentences")), PLAIN);
    page.finish()
}

/// What is wrong, one to a line, and how much.
pub fn problems(lines: &[String]) -> String {
    let mut page = Page::default();
    lines.iter().for_each(|line| page.line(&super::plain(line)));
    page.line(&count(lines.len(), "problem", "problems"));
    page.finish()
}
