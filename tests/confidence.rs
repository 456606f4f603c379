//! What is unsure is called so, counts little, and can be left out; and the page on it is true.

mod common;

use std::process::Command;

use gapcheck::coverage::Strength;
use gapcheck::matcher::{Ground, MatchOptions, UNSURE};
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

/// The page has what the command prints. `GAPCHECK_BLESS=1 cargo test --test confidence` writes it anew.
#[test]
fn the_page_shows_what_was_measured() {
    let file = common::root().join("docs/confidence.md");
    let page = std::fs::read_to_string(&file).expect("the page is there");
    let output = Command::new(env!("CARGO_BIN_EXE_gapcheck"))
        .args(["evaluate", "fixtures/resumes", "--calibration"])
        .current_dir(common::root())
        .output()
        .expect("the program runs");
    let printed = String::from_utf8(output.stdout).expect("it prints UTF-8");
    let (before, rest) = page.split_once("```\n").expect("the page shows the output");
    let (shown, after) = rest.split_once("```").expect("the block ends");
    if std::env::var_os("GAPCHECK_BLESS").is_some() {
        std::fs::write(&file, format!("{before}```\n{}\n```{after}", printed.trim_end())).expect("it can be written");
    } else {
        assert_eq!(shown.trim_end(), printed.trim_end());
    }
}

#[test]
fn the_page_names_every_ground_with_its_confidence() {
    let page = std::fs::read_to_string(common::root().join("docs/confidence.md")).expect("the page is there");
    let stated: Vec<&str> =
        page.lines().filter_map(|line| line.strip_prefix("| ")?.split_once(" |")).map(|row| row.0).collect();
    let stated: Vec<&str> = stated.into_iter().filter(|cell| cell.starts_with("0.")).collect();
    let held: Vec<String> = Ground::ALL.map(|ground| format!("0.{:02}", ground.confidence())).to_vec();
    assert_eq!(stated, held);
}

fn named<'a>(skills: &'a [report::ReportedSkill], name: &str) -> &'a report::ReportedSkill {
    skills.iter().find(|skill| skill.name == name).unwrap_or_else(|| {
        let names: Vec<&str> = skills.iter().map(|skill| skill.name.as_str()).collect();
        panic!("{name} is none of {names:?}")
    })
}
