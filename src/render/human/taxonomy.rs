//! What is known, and what is wrong with it.

use super::page::{Cell, DIM, PLAIN, Page, count};
use crate::taxonomy::{Examples, Taxonomy};

/// Every skill: id, name, category.
pub fn taxonomy_list(taxonomy: &Taxonomy) -> String {
    let mut page = Page::default();
    for skill in taxonomy.skills_by_id() {
        page.row(
            0,
            &[Cell::new(&*skill.id, 36), Cell::new(&*skill.name, 26), Cell::new(skill.category.name(), 16).style(DIM)],
        );
    }
    page.finish()
}

/// What a user's own file changes in the built-in taxonomy: it may be what the file is for, or a mistake.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changes {
    /// Names that it takes without saying so, with the lines that do.
    pub taken: Vec<String>,
    /// Ordinary words without a rule, with their lines.
    pub ordinary: Vec<String>,
    /// Example sentences that no longer hold.
    pub sentences: Vec<String>,
}

/// What a taxonomy holds.
pub fn taxonomy_facts(taxonomy: &Taxonomy, examples: &[Examples], changes: &Changes) -> String {
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
    let held = sentences - changes.sentences.len();
    let all = if changes.sentences.is_empty() { "all " } else { "" };
    page.paragraph(0, &format!("{all}{} hold", count(held, "example sentence", "example sentences")), PLAIN);
    let names = count(changes.taken.len(), "name is", "names are");
    let heading = format!("{names} taken from built-in skills; what is meant belongs in `takes_over`:");
    listed(&mut page, &heading, &changes.taken);
    let words = count(changes.ordinary.len(), "name is an ordinary word", "names are ordinary words");
    listed(&mut page, &format!("{words} without a rule:"), &changes.ordinary);
    let broken = count(changes.sentences.len(), "sentence of a built-in skill", "sentences of built-in skills");
    listed(&mut page, &format!("{broken} no longer hold; if your file does not mean that:"), &changes.sentences);
    page.finish()
}

fn listed(page: &mut Page, heading: &str, lines: &[String]) {
    if lines.is_empty() {
        return;
    }
    page.blank();
    page.paragraph(0, heading, PLAIN);
    lines.iter().for_each(|line| page.paragraph(2, &super::plain(line), PLAIN));
}

/// What is wrong, one to a line, and how much.
pub fn problems(lines: &[String]) -> String {
    let mut page = Page::default();
    lines.iter().for_each(|line| page.line(&super::plain(line)));
    page.line(&count(lines.len(), "problem", "problems"));
    page.finish()
}
