//! The list of `gapcheck skills --as posting`: what a posting asks for, as it was understood.

use super::page::{BOLD, Cell, DIM, Page, WIDTH, count};
use super::proof;
use super::report::show_warnings;
use crate::coverage::Strength;
use crate::facts::SkillList;
use crate::profile::posting::Posting;
use crate::profile::{Ask, Requirement, Years};
use crate::render::View;
use crate::report::{ReportedSkill, ShownMention};
use crate::taxonomy::{Level, SkillIndex, Taxonomy};

/// Width of names.
const NAME: usize = 26;
/// Width of a locator.
const PLACE: usize = 7;
/// Width of what is left.
const REST: usize = WIDTH - 2 - NAME - 2 - PLACE - 2;

/// Renders what a posting asks for, the required first.
pub(super) fn posting(page: &mut Page, list: &SkillList, posting: &Posting, taxonomy: &Taxonomy, view: &View) {
    let sections = [
        ("Required", "", Level::Required),
        ("Preferred", "", Level::Preferred),
        ("Mentioned", "in duties, or without being asked for", Level::Mentioned),
    ];
    for (title, note, level) in sections {
        let of_level = posting.profile.requirements.iter().filter(|requirement| requirement.level == level);
        let requirements: Vec<&Requirement> = of_level.collect();
        if requirements.is_empty() {
            continue;
        }
        page.heading(&format!("{title} ({})", requirements.len()), note);
        for requirement in requirements {
            row(page, list, posting, requirement, taxonomy, view);
        }
    }
    let named = |skill: &&ReportedSkill| skill.requirement.is_none() && skill.strength >= Strength::Listed;
    names(page, "Named, and not asked for", list.skills.iter().filter(named));
    let denied = |skill: &&ReportedSkill| matches!(skill.strength, Strength::Negated | Strength::Aspirational);
    names(page, "Not needed, or to be learned there", list.skills.iter().filter(denied));
    beside_skills(page, posting, taxonomy);
    if !view.quiet {
        show_warnings(page, &list.warnings);
    }
}

fn row(
    page: &mut Page,
    list: &SkillList,
    posting: &Posting,
    requirement: &Requirement,
    taxonomy: &Taxonomy,
    view: &View,
) {
    let of = |skill: SkillIndex| list.skills.iter().find(|listed| listed.skill == skill);
    let shown = requirement.ask.skills().iter().find_map(|&skill| of(skill));
    let asked = |skill: SkillIndex| posting.skills.iter().find(|asked| asked.skill == skill);
    let mut details: Vec<String> = requirement.years.map(years).into_iter().collect();
    if let Ask::Skill(skill) = requirement.ask {
        details.extend(asked(skill).and_then(|asked| asked.proficiency).map(|grade| grade.name().to_string()));
    }
    if view.verbose {
        details.push(format!("weight {}", requirement.weight));
    }
    // The line that asks for it, not one that only names it.
    let place = requirement.asked_by.first().and_then(|by| by.locator.as_ref());
    let mentions = shown.map_or(&[][..], |skill| &skill.mentions);
    let asks = |mention: &&ShownMention| place == Some(&mention.locator);
    let mention = mentions.iter().find(asks).or(mentions.first());
    let name = Cell::new(requirement.name(taxonomy), NAME).style(BOLD).below(details.join(", "));
    let place = Cell::new(proof::place_of(mention), PLACE).style(DIM);
    page.row(2, &[name, place, Cell::new(proof::line(mention, REST, view.all), REST)]);
}

/// "3 years", "3 to 5 years".
fn years(years: Years) -> String {
    match years.most {
        Some(most) => format!("{} to {most} years", years.least),
        None => count(years.least as usize, "year", "years"),
    }
}

fn names<'a>(page: &mut Page, title: &str, skills: impl Iterator<Item = &'a ReportedSkill>) {
    let names: Vec<&str> = skills.map(|skill| skill.name.as_str()).collect();
    if !names.is_empty() {
        page.heading(&format!("{title} ({})", names.len()), "");
        page.paragraph(2, &names.join(", "), DIM);
    }
}

/// What is asked for and is no skill that the taxonomy knows.
fn beside_skills(page: &mut Page, posting: &Posting, taxonomy: &Taxonomy) {
    let mut table = |title: &str, rows: Vec<(String, String, String)>| {
        if rows.is_empty() {
            return;
        }
        page.heading(&format!("{title} ({})", rows.len()), "");
        for (name, place, rest) in rows {
            let place = Cell::new(place, PLACE).style(DIM);
            page.row(2, &[Cell::new(name, NAME).style(BOLD), place, Cell::new(rest, REST)]);
        }
    };
    let experience = posting.experience.iter().map(|experience| {
        let rest = format!("{}, of no skill in particular", experience.level.name());
        (years(experience.years), proof::place(&experience.locator), rest)
    });
    table("Experience", experience.collect());
    let credentials = posting.credentials.iter().map(|asked| {
        let name = asked.name(taxonomy);
        let or = if asked.or_experience { ", or experience" } else { "" };
        (name, proof::place(&asked.locator), format!("{}{or}", asked.level.name()))
    });
    table("Degrees and certificates", credentials.collect());
    let conditions = posting.conditions.iter().map(|condition| {
        let text = if condition.text.is_empty() { String::new() } else { format!(": {}", condition.text) };
        (
            condition.kind.replace('-', " "),
            proof::place(&condition.locator),
            format!("{}{text}", condition.level.name()),
        )
    });
    table("Conditions", conditions.collect());
    let unknown = posting.unknown.iter().map(|term| {
        (term.term.clone(), proof::place(&term.locator), format!("{}, in no list of skills", term.level.name()))
    });
    table("Unknown terms", unknown.collect());
}
