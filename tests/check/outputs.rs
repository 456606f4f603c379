//! What the check and its neighbours write.

use crate::repository::{self, POSTING, RESUME, Repository};

/// A repository in which much is found.
fn full_of_findings(name: &str) -> Repository {
    let repository = Repository::new(name);
    repository.replace("gapcheck.toml", "\"10%\"", "1");
    repository.replace("gapcheck.toml", "[\"python\"]", "[\"cobol\", \"sql\"]\nforbid = [\"git\"]");
    repository.replace(
        "cv.tex",
        "\\section*{Skills}",
        "% gapcheck-ignore required-skill(cobol): <never> & \"100%\"\n\\section*{Skills}",
    );
    repository.write("jobs/broken|, 100%.pdf", "%PDF-1.7 broken");
    repository.replace("gapcheck.toml", "jobs/*.txt", "jobs/*");
    repository
}

#[test]
fn sarif_is_what_the_published_schema_says() {
    let schema = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/sarif/sarif-schema-2.1.0.json");
    let schema = std::fs::read_to_string(schema).expect("the schema");
    // One pattern, that of a language, has a bracket that is never opened, which is no regular expression everywhere.
    let schema = schema.replace("-[a-zA-Z]{2}]?$", "-[a-zA-Z]{2}$");
    let schema = jsonschema::validator_for(&serde_json::from_str(&schema).expect("JSON")).expect("a schema");
    let repository = full_of_findings("sarif");
    let log = |run: &repository::Run| -> serde_json::Value { serde_json::from_str(&run.out).expect("JSON") };
    let check = repository.check(&["--format", "sarif"]);
    let report = repository.run_in("", &["cv.tex", "--format", "sarif", "--fail-under", "1"]);
    let passing = Repository::new("sarif-passes").check(&["--format", "sarif"]);
    for run in [&check, &report, &passing] {
        let log = log(run);
        let errors: Vec<String> =
            schema.iter_errors(&log).map(|error| format!("{}: {error}", error.instance_path())).collect();
        assert!(errors.is_empty(), "{}", errors.join("\n"));
    }
    assert_eq!((check.code, report.code, passing.code), (3, 1, 0));
    let results = log(&check)["runs"][0]["results"].as_array().expect("a list").clone();
    let of = |code: &str| results.iter().find(|one| one["ruleId"] == code).unwrap_or_else(|| panic!("no {code}"));
    let line = repository.read("cv.tex").lines().position(|line| line.contains("Git,")).expect("it is there") + 1;
    let place = &of("forbidden-skill")["locations"][0]["physicalLocation"];
    assert_eq!(
        (place["region"]["startLine"].as_u64(), &place["artifactLocation"]["uri"]),
        (Some(line as u64), &"cv.tex".into())
    );
    let suppressed = &of("required-skill")["suppressions"][0];
    assert_eq!((&suppressed["kind"], &suppressed["justification"]), (&"inSource".into(), &"<never> & \"100%\"".into()));
    let uri = &of("unreadable")["locations"][0]["physicalLocation"]["artifactLocation"]["uri"];
    assert_eq!(uri, "jobs/broken%7C%2C%20100%25.pdf");
    // Fingerprints are all different, and stay when lines move and figures change.
    let prints = |log: &serde_json::Value| -> Vec<String> {
        let results = log["runs"][0]["results"].as_array().expect("a list").clone();
        let mut prints: Vec<String> = results.iter().map(|one| one["partialFingerprints"].to_string()).collect();
        prints.sort();
        prints
    };
    let before = prints(&log(&check));
    let mut unique = before.clone();
    unique.dedup();
    assert_eq!(unique.len(), before.len());
    repository.replace("cv.tex", "\\section*{Experience}", "\n\n\\section*{Experience}");
    repository.replace("cv.tex", ", and monitored models in production", "");
    assert_eq!(prints(&log(&repository.check(&["--format", "sarif"]))), before);
    // The same said in the configuration is said outside of the source.
    repository.replace("cv.tex", "% gapcheck-ignore required-skill(cobol): <never> & \"100%\"\n", "");
    let silence = "[[silence]]\ncode = \"required-skill\"\nskill = \"cobol\"\nreason = \"next year\"\n";
    repository.write("gapcheck.toml", &format!("{}\n{silence}", repository.read("gapcheck.toml")));
    let run = log(&repository.check(&["--format", "sarif"]));
    let results = run["runs"][0]["results"].as_array().expect("a list");
    let kinds: Vec<_> = results.iter().filter_map(|one| one["suppressions"][0]["kind"].as_str()).collect();
    assert_eq!(kinds, ["external"]);
}

#[test]
fn junit_is_xml_with_the_right_counts() {
    let repository = full_of_findings("junit");
    let text = repository.check(&["--format", "junit"]).out;
    let mut reader = quick_xml::Reader::from_str(&text);
    let (mut cases, mut failures, mut skipped, mut depth) = (0, 0, 0, 0);
    loop {
        use quick_xml::events::Event;
        match reader.read_event().expect("well-formed") {
            Event::Start(element) => {
                depth += 1;
                cases += usize::from(element.name().as_ref() == "testcase");
                failures += usize::from(element.name().as_ref() == "failure");
            }
            Event::Empty(element) => {
                cases += usize::from(element.name().as_ref() == "testcase");
                skipped += usize::from(element.name().as_ref() == "skipped");
            }
            Event::End(_) => depth -= 1,
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!((depth, skipped), (0, 1));
    assert!(
        text.contains(&format!("<testsuites name=\"gapcheck check\" tests=\"{cases}\" failures=\"{failures}\"")),
        "{text}"
    );
    assert!(failures >= 3, "{text}");
}

#[test]
fn annotations_keep_to_their_line() {
    let repository = full_of_findings("escapes");
    let run = repository.check(&["--format", "github"]);
    assert!(run.out.contains("::error file=jobs/broken|%2C 100%25.pdf,title=gapcheck unreadable::"), "{}", run.out);
    for line in run.out.lines() {
        assert!(
            line.starts_with("::error ") || line.starts_with("::warning ") || line.starts_with("::notice "),
            "{line}"
        );
        let (_, text) = line[2..].split_once("::").expect("a message");
        let percents = text.match_indices('%').map(|(at, _)| &text[at..(at + 3).min(text.len())]);
        assert!(percents.clone().all(|escape| ["%25", "%0A", "%0D"].contains(&escape)), "{line}");
    }
}

#[test]
fn json_is_what_the_schemas_say() {
    let hold = |schema: &str, text: &str| {
        let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("schema").join(schema);
        let schema: serde_json::Value =
            serde_json::from_str(&std::fs::read_to_string(file).expect("the schema")).expect("JSON");
        let value: serde_json::Value = serde_json::from_str(text).expect("JSON");
        let validator = jsonschema::validator_for(&schema).expect("a schema");
        let errors: Vec<String> =
            validator.iter_errors(&value).map(|error| format!("{}: {error}", error.instance_path())).collect();
        assert!(errors.is_empty(), "{}\n{text}", errors.join("\n"));
    };
    let repository = full_of_findings("json");
    hold("check.v1.json", &repository.check(&["--format", "json"]).out);
    let repository = Repository::new("json-baseline");
    repository.replace("gapcheck.toml", "require", "baseline = \"base.json\"\nrequire");
    repository.check(&["--update-baseline"]);
    hold("baseline.v1.json", &repository.read("base.json"));
    repository.replace("cv.tex", "and ran them on Kubernetes", "and ran them on servers");
    hold("check.v1.json", &repository.check(&["--format", "json"]).out);
    let diff = repository.run_in("", &["diff", "base.json", "cv.tex", "--format", "json"]);
    assert_eq!(diff.code, 0, "{}", diff.err);
    hold("diff.v1.json", &diff.out);
    // The configuration that editors check against the schema is TOML; its values are the same.
    let config: serde_json::Value = toml::from_str(&repository.read("gapcheck.toml")).expect("TOML");
    hold("config.v1.json", &config.to_string());
}

#[test]
fn a_difference_is_told_between_reports_and_resumes() {
    let repository = Repository::new("diff");
    let report = repository.run_in("", &["cv.tex", "--format", "json", "--no-snippets", "-o", "old.json"]);
    assert_eq!(report.code, 0, "{}", report.err);
    let same = repository.run_in("", &["diff", "old.json", "cv.tex", "--fail-on-loss"]);
    assert_eq!(
        (same.code, same.out.contains("No skill and no figure changed.")),
        (0, true),
        "{}{}",
        same.out,
        same.err
    );
    repository.write("new.tex", &RESUME.replace("and ran them on Kubernetes", "and ran them with Terraform"));
    for (old, code) in [("old.json", 1), ("cv.tex", 1)] {
        let run = repository.run_in("", &["diff", old, "new.tex", "--fail-on-loss"]);
        assert_eq!(run.code, code, "{}", run.err);
        assert!(run.out.contains("Lost (1)") && run.out.contains("Kubernetes"), "{}", run.out);
        assert!(run.out.contains("Gained (1)") && run.out.contains("Terraform"), "{}", run.out);
    }
    assert_eq!(repository.run_in("", &["diff", "old.json", "new.tex"]).code, 0);
    let back = repository.run_in("", &["diff", "new.tex", "old.json", "--format", "markdown"]);
    assert!(back.out.contains("- **gained**: Kubernetes"), "{}", back.out);
    repository.write("no.json", "{\"schema_version\": 1, \"kind\": \"skills\"}");
    let wrong = repository.run_in("", &["diff", "no.json", "new.tex"]);
    assert_eq!((wrong.code, wrong.err.contains("this is `skills` output")), (2, true), "{}", wrong.err);
    // A report that is damaged is no resume.
    let report = repository.read("old.json");
    for damaged in [report.replace("\"kind\": \"report\"", "\"kind\": null"), report[..report.len() / 2].to_owned()] {
        repository.write("no.json", &damaged);
        let wrong = repository.run_in("", &["diff", "no.json", "new.tex"]);
        let told = wrong.err.contains("this is no report and no baseline of gapcheck");
        assert_eq!((wrong.code, told), (2, true), "{}", wrong.err);
    }
}

#[test]
fn targets_of_a_baseline_are_read_once() {
    let repository = Repository::new("diff-targets");
    let made = repository.check(&["--update-baseline"]);
    assert_eq!(made.code, 0, "{}", made.err);
    let mut baseline: serde_json::Value =
        serde_json::from_str(&repository.read("gapcheck.baseline.json")).expect("JSON");
    let targets = baseline["resumes"][0]["targets"].as_array_mut().expect("targets");
    let posting = targets.iter().find(|target| target["kind"] == "job").expect("a posting").clone();
    // Were each of these read, this would take minutes.
    targets.extend(vec![posting; 20_000]);
    repository.write("many.json", &baseline.to_string());
    let run = repository.run_in("", &["diff", "many.json", "cv.tex"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.out.contains("No skill and no figure changed."), "{}", run.out);
}

#[test]
fn a_report_is_a_baseline_too() {
    let repository = Repository::new("report-baseline");
    let role = "roles = [\"machine-learning-engineer\"]\nbaseline = \"base.json\"";
    repository.replace("gapcheck.toml", "postings = [\"jobs/*.txt\"]", role);
    repository.run_in("", &["cv.tex", "--format", "json", "--no-snippets", "-o", "base.json"]);
    let run = repository.check(&["--format", "github"]);
    assert_eq!((run.code, run.out.as_str()), (0, ""), "{}", run.err);
    repository.replace("cv.tex", "Packed the services with Docker", "Packed the services");
    let run = repository.check(&["--format", "github"]);
    assert_eq!((run.code, run.out.contains("title=gapcheck skill-lost::")), (1, true), "{}", run.out);
    repository.write("base.json", "{}");
    let run = repository.check(&["--format", "github"]);
    assert_eq!(
        (run.code, run.out.starts_with("::error file=base.json,line=1,title=gapcheck configuration")),
        (2, true),
        "{}",
        run.out
    );
}

#[test]
fn init_writes_a_configuration_that_holds() {
    let repository = Repository::new("init");
    let refused = repository.run_in("", &["init"]);
    assert_eq!((refused.code, refused.err.contains("--force overwrites it")), (2, true), "{}", refused.err);
    repository.remove("gapcheck.toml");
    repository.write("README.md", "# My resume\n\nBuilt with LaTeX; see cv.tex.\n");
    let run = repository.run_in("", &["init"]);
    assert_eq!((run.code, run.err.contains("with 1 resume and 1 posting; look it over")), (0, true), "{}", run.err);
    let config = repository.read("gapcheck.toml");
    assert!(
        config.contains("resumes = [\"cv.tex\"]\n") && config.contains("postings = [\"jobs/a.txt\"]\n"),
        "{config}"
    );
    let check = repository.check(&[]);
    assert_eq!(check.code, 0, "{}", check.out);
    // What it leaves to be switched on is right as well.
    let on: String = config
        .lines()
        .map(|line| {
            let key = line.strip_prefix("# ").filter(|rest| rest.starts_with('[') || rest.contains(" = "));
            format!(
                "{}\n",
                key.filter(|rest| !rest.contains("cv-data")
                    && !rest.starts_with("[[resume")
                    && !rest.contains("\"50%\""))
                    .unwrap_or(line)
            )
        })
        .collect();
    repository.write("gapcheck.toml", &on);
    let run = repository.check(&["--update-baseline", "--format", "github"]);
    assert!(run.code < 2, "{}{on}", run.out);
}

#[test]
fn what_lint_finds_is_found() {
    let repository = Repository::new("lint");
    repository.replace("cv.tex", "\\section*{Experience}", "\\section*{E X P E R I E N C E}");
    let config = repository.read("gapcheck.toml");
    repository.write("gapcheck.toml", &format!("{config}\n[rules]\nletter-spaced = \"error\"\n"));
    let run = repository.check(&["--format", "github"]);
    let line = repository.read("cv.tex").lines().position(|line| line.contains("E X P")).expect("it is there") + 1;
    let start = format!("::error file=cv.tex,line={line},title=gapcheck letter-spaced::");
    assert_eq!((run.code, run.out.contains(&start)), (1, true), "{}", run.out);
    repository.replace("gapcheck.toml", "letter-spaced = \"error\"", "letter-spaced = \"off\"");
    let run = repository.check(&["--format", "github"]);
    assert_eq!((run.code, run.out.contains("letter-spaced")), (0, false), "{}", run.out);
}

#[test]
fn a_report_is_a_page_and_its_gaps_are_findings() {
    let repository = Repository::new("report");
    let report = |more: &[&str]| repository.run_in("", &[&["cv.tex"], more].concat());
    let markdown = report(&["--format", "markdown"]).out;
    assert!(
        markdown.starts_with("## Machine Learning Engineer: coverage ") && markdown.contains("### Gaps ("),
        "{markdown}"
    );
    assert!(markdown.contains("| Python | 5 y"), "{markdown}");
    let html = report(&["--format", "html"]).out;
    assert!(html.starts_with("<!doctype html>") && html.contains("default-src 'none'") && !html.contains("<script"));
    let job = report(&["--format", "html", "--job", "jobs/a.txt"]).out;
    assert!(job.contains("Kafka"), "{job}");
    let quiet = report(&["--format", "markdown", "--no-snippets"]).out;
    assert!(markdown.contains("forecasting models") && !quiet.contains("forecasting models"), "{quiet}");
    let github = report(&["--format", "github", "--job", "jobs/a.txt"]);
    assert_eq!(github.code, 0, "gaps alone fail nothing");
    assert!(github.out.contains("::notice file=cv.tex,title=gapcheck gap-preferred::"), "{}", github.out);
    let missed = report(&["--format", "github", "--fail-under", "1"]);
    assert_eq!(
        (missed.code, missed.out.starts_with("::error file=cv.tex,title=gapcheck threshold::")),
        (1, true),
        "{}",
        missed.out
    );
    repository.write("jobs/b.txt", &POSTING.replace("Kafka", "Flink"));
    let both = report(&["--format", "markdown", "--job", "jobs/a.txt", "--job", "jobs/b.txt"]).out;
    assert!(both.starts_with("## 2 postings, the best covered first"), "{both}");
}
