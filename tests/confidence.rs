//! What is unsure is called so, counts little, and can be left out.

mod common;

use gapcheck::coverage::Strength;
use gapcheck::matcher::{MatchOptions, UNSURE};
use gapcheck::render::{self, Format, View};
use gapcheck::report;

const RESUME: &str = "\
Ines Example

Experience
Clerk, Weaving Mill, 2020 - 2022
- Kept the ledgers in Excel.

Interests
machine learning, chess, sailing
";

#[test]
fn an_idea_among_interests_is_unsure() {
    let document = common::document(RESUME);
    let skills = common::skills(&document);
    let (idea, tool) = (named(&skills, "Machine Learning"), named(&skills, "Excel"));
    assert!(idea.unsure && idea.strength == Strength::Listed, "{idea:?}");
    assert!(idea.mentions.iter().all(|mention| mention.confidence < UNSURE), "{idea:?}");
    assert!(!tool.unsure && tool.strength == Strength::Demonstrated, "{tool:?}");
}

#[test]
fn min_confidence_leaves_it_out() {
    let document = common::document(RESUME);
    let matches = common::matched(&document, MatchOptions { min_confidence: UNSURE, ..MatchOptions::default() });
    let skills = report::skills(&document, &matches, common::taxonomy());
    assert!(!skills.iter().any(|skill| skill.name == "Machine Learning"));
    named(&skills, "Excel");
}

#[test]
fn the_report_says_unsure() {
    let view = View { all: true, ..View::default() };
    let text = render::report(&common::report_on(RESUME), common::taxonomy(), Format::Human, &view);
    assert!(text.contains("unsure"), "{text}");
}

fn named<'a>(skills: &'a [report::ReportedSkill], name: &str) -> &'a report::ReportedSkill {
    skills.iter().find(|skill| skill.name == name).unwrap_or_else(|| {
        let names: Vec<&str> = skills.iter().map(|skill| skill.name.as_str()).collect();
        panic!("{name} is none of {names:?}")
    })
}
