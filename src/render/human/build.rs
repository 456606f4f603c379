//! `gapcheck role build`: what was made of the documents, and what a person should look at.

use super::page::{BOLD, Cell, DIM, PLAIN, Page, count};
use crate::facts::BuildFacts;
use crate::render::View;
use crate::taxonomy::{Level, Taxonomy};

/// Terms and steps that are shown without `--all`.
const SHOWN: usize = 12;

/// Renders it.
pub fn role_build(facts: &BuildFacts<'_>, taxonomy: &Taxonomy, view: &View) -> String {
    let mut page = Page::default();
    let requirements = &facts.profile.requirements;
    let of_level = |level: Level| {
        let number = requirements.iter().filter(|requirement| requirement.level == level).count();
        format!("{number} {}", level.name())
    };
    page.row(0, &[Cell::new(&*facts.profile.title, 80).style(BOLD)]);
    page.labelled(0, "id", 8, &facts.profile.id, PLAIN);
    let sums: Vec<String> = Level::ALL.into_iter().map(of_level).collect();
    let asks = count(requirements.len(), "requirement", "requirements");
    page.labelled(0, "asks for", 8, &format!("{asks}: {}", sums.join(", ")), PLAIN);
    for (number, document) in facts.documents.iter().enumerate() {
        let label = if number == 0 { "built of" } else { "" };
        let skills = count(document.skills, "skill", "skills");
        page.labelled(0, label, 8, &format!("{}  {} ({skills})", document.id, document.path), PLAIN);
    }
    if !facts.stages.is_empty() {
        let stages: Vec<&str> = facts.stages.iter().map(|stage| stage.name()).collect();
        page.labelled(0, "stages", 8, &stages.join(", "), PLAIN);
    }
    groups(&mut page, facts, taxonomy);
    let shown = |all: usize| if view.all { all } else { all.min(SHOWN) };
    if !facts.steps.is_empty() {
        let note = "advice in the documents' words: rephrase it, it is not in the profile";
        page.heading(&format!("Next steps ({})", facts.steps.len()), note);
        let steps = &facts.steps[..shown(facts.steps.len())];
        for step in steps {
            page.row(
                2,
                &[
                    Cell::right(step.item.to_string(), 2),
                    Cell::new(&*step.text, 74).below(format!("{}, {}, {}", step.document, step.heading, step.locator)),
                ],
            );
        }
        rest(&mut page, facts.steps.len() - steps.len());
    }
    if !facts.terms.is_empty() {
        page.heading(
            &format!("Terms to review ({})", facts.terms.len()),
            "they look like skills and the taxonomy has none of that name",
        );
        let terms = &facts.terms[..shown(facts.terms.len())];
        for term in terms {
            let place = format!("{}, {}", term.document, term.locator);
            page.row(
                2,
                &[Cell::right(term.count.to_string(), 3), Cell::new(&*term.term, 40), Cell::new(place, 31).style(DIM)],
            );
        }
        rest(&mut page, facts.terms.len() - terms.len());
    }
    page.finish()
}

fn groups(page: &mut Page, facts: &BuildFacts<'_>, taxonomy: &Taxonomy) {
    if facts.groups.is_empty() {
        return;
    }
    page.heading(&format!("Any-of groups ({})", facts.groups.len()), "one member is enough");
    for group in &facts.groups {
        let names: Vec<&str> = group.any_of.skills.iter().map(|&skill| taxonomy.at(skill).name.as_str()).collect();
        let place = format!("{}, {}", group.document, group.locator);
        page.row(2, &[Cell::new(names.join(", "), 50), Cell::new(place, 26).style(DIM)]);
    }
}

fn rest(page: &mut Page, hidden: usize) {
    if hidden > 0 {
        page.paragraph(2, &format!("{hidden} more; --all shows them"), DIM);
    }
}
