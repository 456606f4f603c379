//! The list of `gapcheck skills`.

use super::page::{BOLD, Cell, DIM, Page, WIDTH, count};
use super::posting::posting;
use super::proof;
use super::report::{about, show_warnings};
use crate::coverage::Strength;
use crate::facts::SkillList;
use crate::render::View;
use crate::report::ReportedSkill;
use crate::taxonomy::Taxonomy;

/// Width of names.
const NAME: usize = 26;
/// Width of a locator.
const PLACE: usize = 7;

/// What is listed under one heading.
#[derive(Clone, Copy, PartialEq)]
enum Group {
    Demonstrated,
    Listed,
    Unsure,
    Implied,
    Learned,
    Denied,
}

fn group_of(skill: &ReportedSkill) -> Option<Group> {
    match skill.strength {
        Strength::Demonstrated | Strength::Listed if skill.unsure => Some(Group::Unsure),
        Strength::Demonstrated => Some(Group::Demonstrated),
        Strength::Listed => Some(Group::Listed),
        Strength::ImpliedByDemonstrated | Strength::ImpliedByListed => Some(Group::Implied),
        Strength::Aspirational => Some(Group::Learned),
        Strength::Negated => Some(Group::Denied),
        Strength::None => None,
    }
}

/// Renders the skills of a document, the best shown first.
pub fn skills(list: &SkillList, taxonomy: &Taxonomy, view: &View) -> String {
    let mut page = Page::default();
    if !view.quiet {
        page.labelled(0, "Document", 8, &list.document.path, super::page::PLAIN);
        page.labelled(0, "", 8, &about(&list.document), DIM);
    }
    if let Some(asked) = &list.posting {
        posting(&mut page, list, asked, taxonomy, view);
        return page.finish();
    }
    let groups = [
        ("Demonstrated", "in jobs or projects", Group::Demonstrated),
        ("Listed", "named elsewhere", Group::Listed),
        ("Unsure", "may mean something else here", Group::Unsure),
        ("Implied", "through what is named", Group::Implied),
        ("Being learned", "", Group::Learned),
        ("Denied", "", Group::Denied),
    ];
    for (title, note, group) in groups {
        let members: Vec<&ReportedSkill> = list.skills.iter().filter(|skill| group_of(skill) == Some(group)).collect();
        if members.is_empty() {
            continue;
        }
        page.heading(&format!("{title} ({})", members.len()), note);
        for skill in members {
            row(&mut page, skill, taxonomy, view);
        }
    }
    let note = proof::time_note(list.skills.iter().map(|skill| skill.duration.as_ref()), list.document.present);
    if !note.is_empty() && !view.quiet {
        page.blank();
        page.paragraph(2, &note, DIM);
    }
    if !list.credentials.is_empty() {
        page.heading(&count(list.credentials.len(), "degree or certificate", "degrees and certificates"), "");
        for credential in &list.credentials {
            let place = credential.locator.as_ref().map(proof::place).unwrap_or_default();
            page.row(2, &[Cell::new(&*credential.name, NAME + 2 + PLACE).style(BOLD), Cell::new(place, 30).style(DIM)]);
        }
    }
    if !view.quiet {
        show_warnings(&mut page, &list.warnings);
    }
    page.finish()
}

fn row(page: &mut Page, skill: &ReportedSkill, taxonomy: &Taxonomy, view: &View) {
    let name = Cell::new(&*skill.name, NAME).style(BOLD).below(proof::time(skill.duration.as_ref()));
    if skill.mentions.is_empty() {
        let through = format!("through {}", proof::through(&skill.via, taxonomy));
        page.row(2, &[name, Cell::new(through, WIDTH - 2 - NAME - 2)]);
        return;
    }
    let rest = WIDTH - 2 - NAME - 2 - PLACE - 2;
    let line = proof::line(skill.best(), rest, view.all);
    page.row(2, &[name, Cell::new(proof::place_of(skill.best()), PLACE).style(DIM), Cell::new(line, rest)]);
}
