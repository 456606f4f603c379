//! `gapcheck role`: what a role asks for, what one does in it, where it leads, what it pays.

use super::page::{BOLD, Cell, DIM, PLAIN, Page, count};
use crate::facts::{RequirementFacts, RoleFacts, Weight};
use crate::render::View;
use crate::taxonomy::schema::Salary;
use crate::taxonomy::{Level, Taxonomy};

/// The built-in roles, one to a line.
pub fn role_list(taxonomy: &Taxonomy) -> String {
    let mut page = Page::default();
    for role in &taxonomy.roles {
        let about = format!("{} ({})", role.title, count(role.documents.len(), "document", "documents"));
        page.row(0, &[Cell::new(&*role.id, 32).style(BOLD), Cell::new(about, 46)]);
    }
    page.finish()
}

/// Renders a role.
pub fn role(facts: &RoleFacts<'_>, taxonomy: &Taxonomy, view: &View) -> String {
    let mut page = Page::default();
    page.row(0, &[Cell::new(&*facts.title, 80).style(BOLD)]);
    page.labelled(0, "id", 8, &facts.id, PLAIN);
    page.labelled(0, "source", 8, &facts.source, PLAIN);
    for (number, document) in facts.documents.iter().enumerate() {
        let label = if number == 0 { "built of" } else { "" };
        page.labelled(0, label, 8, &format!("{}  {}", document.id, document.title), PLAIN);
    }
    match facts.stage {
        Some(stage) => page.labelled(0, "stage", 8, &format!("weighed for {} level", stage.name()), PLAIN),
        None if !facts.stages.is_empty() => {
            let stages: Vec<&str> = facts.stages.iter().map(|stage| stage.name()).collect();
            page.labelled(0, "stages", 8, &format!("{} (--stage weighs for one)", stages.join(", ")), PLAIN);
        }
        None => {}
    }
    let mut hidden = 0;
    for level in Level::ALL {
        let members: Vec<_> = facts.requirements.iter().filter(|one| one.level == level).collect();
        if members.is_empty() {
            continue;
        }
        if level == Level::Mentioned && !view.all {
            hidden = members.len();
            continue;
        }
        page.heading(
            &format!("{} ({})", capitalised(level.name()), members.len()),
            "weight, and how many documents ask for it",
        );
        members.into_iter().for_each(|member| requirement(&mut page, member, taxonomy, view));
    }
    if hidden > 0 {
        page.blank();
        page.paragraph(0, &format!("{hidden} more are only mentioned; --all shows them"), DIM);
    }
    cited(
        &mut page,
        "What one does",
        facts.duties.iter().map(|duty| (duty.text.clone(), &*duty.document, &*duty.heading)),
        taxonomy,
    );
    let step = |step: &crate::taxonomy::schema::CareerStep| match &step.what {
        Some(what) => format!("{}: {what}", step.title),
        None => step.title.clone(),
    };
    for (title, kind) in [("Where it leads", "next"), ("Roles to move to", "transition")] {
        let steps = facts.career_steps.iter().filter(|step| step.kind == kind);
        cited(&mut page, title, steps.map(|at| (step(at), &*at.document, &*at.heading)), taxonomy);
    }
    let salaries = facts.salaries.iter();
    cited(&mut page, "What it pays", salaries.map(|at| (salary(at), &*at.document, &*at.heading)), taxonomy);
    page.finish()
}

fn requirement(page: &mut Page, requirement: &RequirementFacts, taxonomy: &Taxonomy, view: &View) {
    let often = if requirement.commonly_missing { "; often missing" } else { "" };
    page.row(
        2,
        &[
            Cell::right(requirement.weight.to_string(), 3),
            Cell::new(&*requirement.name, 26).style(BOLD),
            Cell::new(format!("{}{often}", weight_from(&requirement.weight_from)), 45).style(DIM),
        ],
    );
    if !requirement.any_of.is_empty() {
        let names: Vec<&str> = requirement.any_of.iter().map(|&skill| taxonomy.at(skill).name.as_str()).collect();
        page.paragraph(7, &format!("any of {}", names.join(", ")), PLAIN);
    }
    if view.verbose {
        page.paragraph(7, &super::gaps::asked_by(&requirement.asked_by, taxonomy), DIM);
    }
}

/// "3 of 4 documents; required in 2, top skill in 1".
pub(super) fn weight_from(weight: &Weight) -> String {
    let Weight::Counted { counts, documents } = weight else { return "set in the role file".to_string() };
    let said: Vec<String> =
        counts.iter().map(|count| format!("{} in {}", count.naming.describe(), count.documents)).collect();
    let asking: u32 = counts.iter().map(|count| count.documents).sum();
    format!("{asking} of {documents} documents; {}", said.join(", "))
}

/// A list of facts, each with the document and heading that gives it.
fn cited<'a>(
    page: &mut Page,
    title: &str,
    facts: impl Iterator<Item = (String, &'a str, &'a str)>,
    taxonomy: &Taxonomy,
) {
    let mut empty = true;
    for (text, document, heading) in facts {
        if std::mem::take(&mut empty) {
            page.heading(title, "");
        }
        let known = taxonomy.document(document).map_or(document, |known| known.id.as_str());
        page.row(2, &[Cell::new(text, 50), Cell::new(format!("{known}, {heading}"), 26).style(DIM)]);
    }
}

fn salary(salary: &Salary) -> String {
    let money = |amount: u32| {
        let digits = amount.to_string();
        let mut out = String::new();
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                out.push(',');
            }
            out.push(digit);
        }
        out
    };
    let range = match (salary.low, salary.high, salary.median) {
        (Some(low), Some(high), _) => format!("{} to {}", money(low), money(high)),
        (Some(low), None, _) => format!("from {}", money(low)),
        (None, Some(high), _) => format!("up to {}", money(high)),
        (None, None, Some(median)) => format!("median {}", money(median)),
        (None, None, None) => "not said".to_string(),
    };
    let region = salary.region.as_ref().map(|region| format!(", {region}")).unwrap_or_default();
    format!("{}: {range} {}{region}", salary.level, salary.currency)
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
