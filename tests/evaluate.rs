//! How the scoring counts, on documents of a few words.

mod common;

use std::path::PathBuf;

use gapcheck::document::Locator;
use gapcheck::evaluate::{self, Case, DocumentScore, ErrorKind, Evaluation, Names, Options, Verdict};

fn score(text: &str, labels: &str, names: &str, options: Options) -> DocumentScore {
    let labels = serde_json::from_str(labels).unwrap_or_else(|error| panic!("{labels}: {error}"));
    let case = Case { id: "one".into(), text: PathBuf::new(), labels };
    let document = common::document(text);
    let matches = common::matched(&document, options.matching);
    evaluate::score(&case, &Names::parse(names), &document, &matches, common::taxonomy(), options)
}

fn plain(text: &str, labels: &str) -> DocumentScore {
    score(text, labels, "", Options::default())
}

#[test]
fn a_label_is_found_by_name_by_spelling_or_by_place() {
    let text = "Skills\nPython, k8s, PostgreSQL\n";
    let labels = r#"{"skills": [
        {"name": "python", "surface": "Python", "start": 7},
        {"name": "Container Orchestration with K8s", "surface": "k8s", "start": 15},
        {"name": "PG", "surface": "Postgre", "start": 20}]}"#;
    let score =
        score(text, labels, "name\tcategory\tspellings\nPG\tdatabase\tPostgres|PostgreSQL\n", Options::default());
    assert!(score.asked.iter().all(|label| label.found), "{:?}", score.asked);
    assert!(score.reported.iter().all(|skill| skill.verdict == Verdict::Right), "{:?}", score.reported);
    assert_eq!(score.asked[2].category, "database");
    assert_eq!(score.asked[0].category, "unknown");
}

#[test]
fn what_no_label_knows_is_wrong_and_what_is_missed_has_a_place() {
    let score = plain(
        "Skills\nPython, Docker, Loomery\n",
        r#"{"skills": [{"name": "Python", "surface": "Python", "start": 7}, {"name": "Loomery", "surface": "Loomery", "start": 23}]}"#,
    );
    assert_eq!(score.tally().precision(), Some(500));
    assert_eq!(score.tally().recall(), Some(500));
    let mistakes = Evaluation::of(&[score]).mistakes;
    let seen: Vec<_> = mistakes.iter().map(|one| (one.kind, one.name.as_str(), one.place.locator.clone())).collect();
    let line = Locator::Line(2);
    assert_eq!(seen, [(ErrorKind::Wrong, "Docker", line.clone()), (ErrorKind::Missed, "Loomery", line)]);
}

#[test]
fn optional_and_soft_ones_are_neither_right_nor_wrong() {
    let labels = r#"{"skills": [{"name": "Communication", "surface": "communication", "start": 7}],
        "optional": [{"name": "Git", "surface": "Git", "start": 22}]}"#;
    let text = "Skills\ncommunication, Git\n";
    let score_of = plain(text, labels);
    assert!(score_of.asked.is_empty());
    assert!(score_of.reported.iter().all(|skill| skill.verdict == Verdict::Tolerated), "{:?}", score_of.reported);
    let soft = score(text, labels, "", Options { soft: true, ..Options::default() });
    assert_eq!(soft.asked.len(), 1);
}

#[test]
fn denied_skills_and_traps_are_counted_apart() {
    let labels = r#"{"skills": [{"name": "Docker", "surface": "Docker", "start": 15, "negated": true}],
        "traps": [{"surface": "Python", "start": 7, "looks_like": "Python", "why": "a snake"},
                  {"surface": "Python", "start": 7, "looks_like": "Python", "is_real_skill": true},
                  {"surface": "Python", "start": 7, "looks_like": null}]}"#;
    let score = plain("Skills\nPython, Docker\n", labels);
    assert!(score.denied[0].reported);
    assert_eq!(score.traps.len(), 1);
    assert!(score.traps[0].reported && score.traps[0].why == "a snake");
    let not_right: Vec<_> = score.observations.iter().filter(|seen| !seen.right).collect();
    assert_eq!(not_right.len(), 2, "{not_right:?}");
}

#[test]
fn offsets_in_bytes_are_noticed() {
    let labels = |start| format!(r#"{{"skills": [{{"name": "Python", "surface": "Python", "start": {start}}}]}}"#);
    let text = "Fähigkeiten\nPython\n";
    assert_eq!(plain(text, &labels(12)).displaced, [""; 0]);
    assert_eq!(plain(text, &labels(13)).displaced, ["Python"]);
}
