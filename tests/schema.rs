//! What the program prints is what the committed schemas say.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

fn fixtures() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/resumes");
    let entries = std::fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut files: Vec<PathBuf> = entries.flatten().map(|entry| entry.path().join("resume.pdf")).collect();
    files.sort();
    assert!(!files.is_empty(), "no fixtures");
    files
}

fn json(args: &[&str]) -> Value {
    let output = Command::new(env!("CARGO_BIN_EXE_gapcheck"))
        .args(args)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("the program starts");
    assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{args:?}: {error}"))
}

fn validator(name: &str) -> jsonschema::Validator {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("schema").join(name);
    let text = std::fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    let schema: Value = serde_json::from_str(&text).expect("a schema is JSON");
    jsonschema::validator_for(&schema).expect("a schema is a schema")
}

fn hold(validator: &jsonschema::Validator, value: &Value, what: &str) {
    let errors: Vec<String> =
        validator.iter_errors(value).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(errors.is_empty(), "{what}:\n{}", errors.join("\n"));
}

#[test]
fn reports_and_skills_are_what_the_schemas_say() {
    let (reports, skills) = (validator("report.v1.json"), validator("skills.v1.json"));
    for file in fixtures() {
        let path = file.to_str().expect("fixtures have plain names");
        let report = json(&[path, "--format", "json", "--what-if", "docker", "--have", "kubernetes"]);
        hold(&reports, &report, path);
        adds_up(&report, path);
        hold(&skills, &json(&["skills", path, "--format", "json"]), path);
    }
    let path = "fixtures/resumes/senior-ml-engineer/resume.txt";
    hold(&skills, &json(&["skills", path, "--format", "json", "--as", "posting"]), path);
    hold(&skills, &json(&["skills", path, "--format", "json", "--no-snippets"]), path);
    hold(&reports, &json(&[path, "--format", "json", "--anonymous"]), path);
}

#[test]
fn findings_are_what_the_schema_says() {
    let schema = validator("lint.v1.json");
    let (root, mut seen) = (Path::new(env!("CARGO_MANIFEST_DIR")), 0);
    let others =
        ["lint/icons.pdf", "lint/mixed-columns.pdf", "hidden/hidden.docx", "bad/scan.pdf", "bad/invalid-utf8.txt"]
            .map(|name| root.join("fixtures").join(name));
    for file in fixtures().into_iter().chain(others) {
        let path = file.to_str().expect("fixtures have plain names");
        for more in [&[][..], &["--anonymous"]] {
            let args = [&["lint", path, "--format", "json"], more].concat();
            let output = Command::new(env!("CARGO_BIN_EXE_gapcheck")).args(&args).output().expect("the program starts");
            let value: Value = serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{path}: {error}"));
            hold(&schema, &value, path);
            let findings = value["findings"].as_array().expect("findings");
            seen += findings.len();
            if !more.is_empty() {
                assert!(
                    findings.iter().all(|finding| finding.get("words").is_none()) && !value.to_string().contains(path)
                );
            }
        }
    }
    assert!(seen > 20, "{seen}");
}

#[test]
fn reports_on_postings_and_comparisons_are_what_the_schemas_say() {
    let (reports, comparisons) = (validator("report.v1.json"), validator("comparison.v1.json"));
    let resume = "fixtures/resumes/mid-ml-engineer/resume.txt";
    let postings =
        ["classic-ml-engineer/posting.txt", "jobsite-nlp-engineer/posting.html", "hospital-nurse/posting.txt"];
    let postings = postings.map(|name| format!("fixtures/postings/{name}"));
    for posting in &postings {
        for more in [
            &[][..],
            &["--count-unknown"],
            &["--role", "machine-learning-engineer", "--what-if", "kafka"],
            &["--have", "kafka"],
            &["--no-snippets"],
            &["--anonymous", "--role", "machine-learning-engineer"],
        ] {
            let report = json(&[&[resume, "--job", posting, "--format", "json"], more].concat());
            hold(&reports, &report, posting);
            adds_up(&report, posting);
            assert_eq!(report["target"]["kind"], "job");
            if more.contains(&"--anonymous") {
                let text = report.to_string();
                assert!(!text.contains(posting.as_str()) && !text.contains(resume), "a path is shown");
            }
        }
    }
    let mut all = vec![resume, "--format", "json", "--what-if", "kafka"];
    postings.iter().for_each(|posting| all.extend(["--job", posting]));
    let comparison = json(&all);
    hold(&comparisons, &comparison, "three postings");
    let best_first: Vec<f64> = comparison["postings"].as_array().expect("a list").iter().map(coverage_of).collect();
    assert!(best_first.len() == 3 && best_first.is_sorted_by(|better, worse| better >= worse), "{best_first:?}");
    // One computation: the same figure stands in the report on each alone.
    for posting in comparison["postings"].as_array().expect("a list") {
        let path = posting["source"].as_str().expect("a path");
        let alone = json(&[resume, "--job", path, "--format", "json"]);
        assert_eq!(posting["coverage"], alone["coverage"], "{path}");
        assert_eq!(posting["breakdown"], alone["breakdown"], "{path}");
    }
}

fn coverage_of(posting: &Value) -> f64 {
    posting["coverage"].as_f64().expect("it asks for something")
}

#[test]
fn an_evaluation_is_what_its_schema_says() {
    let evaluations = validator("evaluation.v1.json");
    for folder in ["fixtures/labels", "fixtures/resumes"] {
        let evaluation = json(&["evaluate", folder, "--format", "json"]);
        hold(&evaluations, &evaluation, folder);
        let overall = &evaluation["overall"];
        let number = |name: &str| overall[name].as_u64().expect("a number");
        assert_eq!(number("labels"), number("found") + number("missed"), "{folder}");
        let errors = evaluation["errors"].as_array().expect("a list").iter();
        let of_kind = |kind: &str| errors.clone().filter(|error| error["error"] == kind).count() as u64;
        assert_eq!((of_kind("missed"), of_kind("wrong")), (number("missed"), number("wrong")), "{folder}");
    }
}

#[test]
fn a_schema_refuses_what_is_not_in_it() {
    let mut report = json(&[fixtures()[0].to_str().expect("plain"), "--format", "json"]);
    let reports = validator("report.v1.json");
    hold(&reports, &report, "as it is");
    report["covered_percent"] = 12.into();
    assert!(!reports.is_valid(&report), "an unknown field");
    let mut report = json(&[fixtures()[0].to_str().expect("plain"), "--format", "json"]);
    report["target"]["kind"] = "wish".into();
    assert!(!reports.is_valid(&report), "an unknown word");
}

/// Every requirement stands in one place, and the breakdown sums to the coverage.
fn adds_up(report: &Value, what: &str) {
    let list = |name: &str| report[name].as_array().map_or(0, Vec::len);
    let breakdown = report["breakdown"].as_array().expect("a list");
    let sum = |name: &str| -> f64 { breakdown.iter().filter_map(|level| level[name].as_f64()).sum() };
    for status in ["covered", "partial", "missing"] {
        assert_eq!(list(status) as f64, sum(status), "{what}: {status}");
    }
    assert_eq!((list("covered") + list("partial") + list("missing")) as f64, sum("requirements"), "{what}");
    let coverage = report["coverage"].as_f64().expect("a number");
    assert!((coverage - sum("credit") / sum("weight")).abs() <= 0.000_501, "{what}: {coverage}");
    for (status, holds) in [("covered", (1.0, 1.0)), ("partial", (0.01, 0.99)), ("missing", (0.0, 0.0))] {
        for requirement in report[status].as_array().expect("a list") {
            let credit = requirement["credit"].as_f64().expect("a number");
            assert!(credit >= holds.0 && credit <= holds.1, "{what}: {status} with {credit}");
            let proved = requirement["mentions"].as_array().is_some_and(|mentions| !mentions.is_empty());
            assert!(status != "covered" || proved, "{what}: {} is covered without evidence", requirement["name"]);
        }
    }
}
