//! What the four documents ask for is in the taxonomy, in the role, and can be found.

mod common;

use std::collections::{BTreeMap, BTreeSet};

use common::{profile, taxonomy};
use gapcheck::coverage::Strength;
use gapcheck::taxonomy::{Level, Naming, Skill};

/// A row of `fixtures/documents/surface-forms.tsv`: words of a document that name a skill.
struct Row {
    surface: String,
    document: String,
    heading: String,
    level: String,
}

fn rows() -> Vec<Row> {
    let path = common::root().join("fixtures/documents/surface-forms.tsv");
    let text = std::fs::read_to_string(path).expect("the list is there");
    let mut rows = Vec::new();
    for line in text.lines().skip(1) {
        let [surface, document, heading, level] = line.split('\t').collect::<Vec<_>>()[..] else {
            panic!("four columns: {line:?}");
        };
        let [surface, document, heading, level] = [surface, document, heading, level].map(str::to_owned);
        rows.push(Row { surface, document, heading, level });
    }
    rows
}

/// The share of surface forms that must be found.
const LEAST_FOUND: f64 = 0.98;

#[test]
fn every_surface_form_of_the_documents_is_found() {
    let rows: Vec<Row> = rows().into_iter().filter(|row| row.level != "not-asked").collect();
    let mut text = String::from("Skills\n\n");
    let mut lines = Vec::new();
    for row in &rows {
        text += "- ";
        lines.push(text.len()..text.len() + row.surface.len());
        text += &row.surface;
        text.push('\n');
    }
    let found = common::matches(&common::document(&text));
    let names = |line: &std::ops::Range<usize>| {
        let mut spans = found.mentions.iter().map(|m| &m.span).chain(found.credentials.iter().map(|m| &m.span));
        spans.any(|span| span.start < line.end && line.start < span.end)
    };
    let missed: Vec<&Row> = rows.iter().zip(&lines).filter(|(_, line)| !names(line)).map(|(row, _)| row).collect();
    for Row { surface, document, heading, level } in &missed {
        println!("missed\t{surface}\t{document}\t{heading}\t{level}");
    }
    let share = 1.0 - missed.len() as f64 / rows.len() as f64;
    println!("found {} of {}: {:.1} %", rows.len() - missed.len(), rows.len(), 100.0 * share);
    assert!(share >= LEAST_FOUND, "{share:.3} of the surface forms are found");
}

#[test]
fn the_list_names_documents_and_headings_that_exist() {
    let levels = ["level", "not-asked"];
    for row in rows() {
        let document = taxonomy().document(&row.document).unwrap_or_else(|| panic!("no document {}", row.document));
        assert!(document.headings.contains(&row.heading), "{}: no heading {:?}", row.document, row.heading);
        assert!(levels.contains(&row.level.as_str()) || naming(&row.level).is_some(), "{:?} is no level", row.level);
    }
}

fn naming(level: &str) -> Option<Naming> {
    serde_json::from_value(serde_json::Value::String(level.to_owned())).ok()
}

#[test]
fn what_a_document_asks_for_is_required_or_left_out_for_a_reason() {
    let role = taxonomy().role("machine-learning-engineer").expect("the role is built in");
    let asked: BTreeSet<u32> = profile().requirements.iter().flat_map(|r| r.ask.skills()).copied().collect();
    let left_out: BTreeMap<&str, &str> =
        role.exclude.iter().map(|exclude| (exclude.skill.as_str(), exclude.why.as_str())).collect();
    for (skill, why) in &left_out {
        assert!(why.split_whitespace().count() >= 4, "{skill} is left out without a reason");
    }
    for (index, skill) in taxonomy().skills.iter().enumerate() {
        let asks =
            skill.asked.iter().any(|at| role.documents.contains(&at.document) && at.level.level() < Level::Mentioned);
        if asks {
            let index = u32::try_from(index).expect("an index");
            assert!(
                asked.contains(&index) != left_out.contains_key(skill.id.as_str()),
                "{} is asked for, and neither a requirement nor left out with a reason (or both)",
                skill.id
            );
        }
    }
}

const OFTEN_MISSING: [&str; 8] = [
    "cost-optimization",
    "data-quality",
    "model-monitoring",
    "privacy-awareness",
    "production-deployment",
    "stakeholder-management",
    "system-design",
    "testing-practices",
];

#[test]
fn the_eight_often_missing_skills_are_commonly_missing() {
    let found: BTreeSet<&str> = profile()
        .requirements
        .iter()
        .filter(|requirement| requirement.commonly_missing)
        .flat_map(|requirement| requirement.ask.skills())
        .map(|&skill| taxonomy().at(skill).id.as_str())
        .collect();
    assert_eq!(found, OFTEN_MISSING.into());
    let advised: BTreeSet<&str> = taxonomy()
        .steps
        .iter()
        .filter(|step| !step.advised_by.is_empty())
        .flat_map(|step| step.helps.iter().map(String::as_str))
        .collect();
    for skill in OFTEN_MISSING {
        assert!(advised.contains(skill), "no document's advice helps {skill}");
    }
}

/// What a resume with one line under a position demonstrates.
fn demonstrated(line: &str) -> BTreeSet<String> {
    let document = common::document(&format!("Experience\n\nEngineer, Example Ltd, 2021 - 2024\n- {line}\n"));
    let evidence = gapcheck::coverage::evidence(taxonomy(), &common::matches(&document).mentions);
    let shown = evidence.iter().filter(|(_, entry)| entry.strength == Strength::Demonstrated);
    shown.map(|(skill, _)| taxonomy().at(skill).id.clone()).collect()
}

/// The same line with something in the place of each blank.
fn filled(line: &str) -> String {
    line.replace(['[', ']'], "")
}

#[test]
fn the_line_of_a_step_shows_all_that_the_step_promises_once_it_is_filled_in() {
    let mut short = String::new();
    for step in &taxonomy().steps {
        let shown = demonstrated(&filled(&step.shows_as));
        let missed: Vec<&String> = step.helps.iter().filter(|id| !shown.contains(*id)).collect();
        if !missed.is_empty() {
            short += &format!("{}: does not show {missed:?}\n", step.id);
        }
    }
    assert!(short.is_empty(), "{short}");
}

/// A name that means other things as well needs company that only the reader can give: it is left out.
#[test]
fn the_line_of_a_general_step_shows_the_skill_once_it_is_filled_in() {
    let means_one_thing = |skill: &Skill| {
        let form = taxonomy().forms.find(&gapcheck::normalize::fold_name(&skill.name));
        form.is_some_and(|form| form.rule.is_none())
    };
    let mut short = Vec::new();
    let mut seen = 0;
    for requirement in &profile().requirements {
        for &index in requirement.ask.skills() {
            let skill = taxonomy().at(index);
            if !means_one_thing(skill) {
                continue;
            }
            seen += 1;
            let general = taxonomy().general.iter().find(|general| general.kinds.contains(&skill.category));
            let line = general.expect("every category has a step").shows_as.replace("{skill}", &skill.name);
            if !demonstrated(&filled(&line)).contains(&skill.id) {
                short.push(line);
            }
        }
    }
    assert!(short.is_empty() && seen > 100, "{seen}: {short:#?}");
}

#[test]
fn nobody_gains_by_a_line_that_is_not_filled_in() {
    let lines = taxonomy().steps.iter().map(|step| step.shows_as.clone());
    let general = taxonomy().general.iter().map(|general| general.shows_as.replace("{skill}", "Docker"));
    for line in lines.chain(general) {
        assert_eq!(demonstrated(&line), BTreeSet::new(), "{line}");
    }
}

#[test]
fn every_category_and_every_case_has_a_general_step() {
    use gapcheck::taxonomy::{Category, When};
    let general = &taxonomy().general;
    for category in Category::ALL {
        assert!(general.iter().any(|one| one.kinds.contains(&category)), "{}", category.name());
    }
    for when in [When::Had, When::Listed, When::Implied, When::Similar, When::Unclear, When::Misspelled, When::Undated]
    {
        assert!(general.iter().any(|one| one.when == when), "{when:?}");
    }
}

#[test]
fn the_weight_of_a_requirement_is_the_sum_over_documents() {
    for requirement in &profile().requirements {
        let mut points: BTreeMap<&str, u32> = BTreeMap::new();
        for &skill in requirement.ask.skills() {
            for at in taxonomy().at(skill).asked.iter().filter(|at| profile().documents.contains(&at.document)) {
                let most = points.entry(&at.document).or_default();
                *most = (*most).max(at.level.level().points());
            }
        }
        let name = requirement.name(taxonomy());
        assert_eq!(requirement.weight, points.values().sum::<u32>(), "{name}");
        assert!((1..=12).contains(&requirement.weight), "{name}");
    }
}
