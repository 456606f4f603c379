//! Several targets: one finding for a lost skill, and a difference that drops none of them.

use crate::repository::{POSTING, Repository};

/// A repository whose resume is compared with a role and two postings of the same title, with its baseline.
fn three_targets(name: &str) -> Repository {
    let repository = Repository::new(name);
    repository.write("jobs/b.txt", &POSTING.replace("Kafka", "Flink"));
    repository.write(
        "gapcheck.toml",
        "resumes = [\"cv.tex\"]\nroles = [\"machine-learning-engineer\"]\npostings = [\"jobs/*.txt\"]\n\
         baseline = \"base.json\"\n",
    );
    assert_eq!(repository.check(&["--update-baseline", "-q"]).code, 0);
    repository
}

#[test]
fn a_lost_skill_is_one_finding_and_so_is_the_coverage_of_a_target() {
    let repository = three_targets("one-finding");
    repository.replace("cv.tex", "Packed the services with Docker", "Packed the services");
    let run = repository.check(&["--format", "github"]);
    assert_eq!(run.code, 1);
    let of = |code: &str| -> Vec<String> {
        let title = format!("title=gapcheck {code}::");
        let lines = run.out.lines().filter_map(|line| line.split_once(&title));
        lines.map(|(_, message)| message.split("%0A").next().unwrap_or_default().to_string()).collect()
    };
    assert_eq!(
        of("skill-lost"),
        ["Docker was covered in the baseline, now it is not (Machine Learning Engineer, jobs/a.txt, jobs/b.txt)."]
    );
    let dropped = of("coverage-dropped");
    assert_eq!(dropped.len(), 3, "{}", run.out);
    for (line, label) in dropped.iter().zip(["Machine Learning Engineer: ", "jobs/a.txt: ", "jobs/b.txt: "]) {
        let rest = line.strip_prefix(label).unwrap_or_else(|| panic!("{line}"));
        assert!(
            rest.starts_with("coverage dropped from ") && rest.contains(", that of what is required from "),
            "{rest}"
        );
    }
    assert_eq!(run.out.lines().count(), 4, "{}", run.out);
    // Silenced, it is silenced for all of them.
    let silence = "\n[[silence]]\ncode = \"skill-lost\"\nskill = \"docker\"\nreason = \"containers are gone\"\n";
    repository.write("gapcheck.toml", &format!("{}{silence}", repository.read("gapcheck.toml")));
    assert!(repository.check(&["-q"]).out.ends_with("; 3 errors, 1 silenced\n"));
    // One target is not named where there is only that one.
    repository.replace("gapcheck.toml", "postings = [\"jobs/*.txt\"]\n", "");
    repository.replace("gapcheck.toml", "baseline", "minimum_coverage = 1\nbaseline");
    let run = repository.check(&["--format", "github"]);
    assert!(run.out.contains("title=gapcheck coverage-dropped::Coverage dropped from "), "{}", run.out);
    assert!(run.out.contains("title=gapcheck coverage::Coverage is "), "{}", run.out);
}

#[test]
fn a_difference_shows_every_target_of_a_baseline_or_says_which_it_cannot() {
    let repository = three_targets("all-targets");
    repository.replace("cv.tex", "and ran them on Kubernetes", "and ran them on servers");
    let diff = |folder: &str, more: &[&str]| repository.run_in(folder, &[&["diff"], more].concat());
    let all = diff("", &["base.json", "cv.tex"]);
    assert_eq!(all.code, 0, "{}", all.err);
    for label in ["Machine Learning Engineer\n  coverage", "  jobs/a.txt\n  coverage", "  jobs/b.txt\n  coverage"] {
        assert!(all.out.contains(label), "{label}: {}", all.out);
    }
    assert_eq!(all.out.matches("lost       covered: Kubernetes").count(), 3, "{}", all.out);
    assert!(!all.out.contains("Not compared"), "{}", all.out);
    // From elsewhere, too: the paths of a baseline count from its folder.
    repository.write("deep/x.txt", "");
    let from = diff("deep", &["../base.json", "../cv.tex"]);
    assert_eq!(from.out.matches("lost       covered: Kubernetes").count(), 3, "{}{}", from.out, from.err);

    repository.remove("jobs/b.txt");
    let some = diff("", &["base.json", "cv.tex"]);
    assert!(some.out.contains("Not compared (1)"), "{}", some.out);
    assert!(some.out.contains("  jobs/b.txt: only before; say where it is with --job FILE\n"), "{}", some.out);
    assert_eq!(some.out.matches("lost       covered: Kubernetes").count(), 2, "{}", some.out);
    let markdown = diff("", &["base.json", "cv.tex", "--format", "markdown"]).out;
    assert!(markdown.contains("- not compared: jobs/b.txt: only before"), "{markdown}");
    let json: serde_json::Value =
        serde_json::from_str(&diff("", &["base.json", "cv.tex", "--format", "json"]).out).expect("JSON");
    assert_eq!(json["not_compared"][0]["id"], "jobs/b.txt");
    assert_eq!(json["not_compared"][0]["only_in"], "old");
    assert_eq!(json["changes"]["targets"].as_array().map(Vec::len), Some(2));
    // Who asks for one target gets that one.
    let one = diff("", &["base.json", "cv.tex", "--job", "jobs/a.txt"]);
    assert!(!one.out.contains("Not compared") && one.out.contains("jobs/a.txt"), "{}", one.out);
    assert_eq!(one.out.matches("coverage ").count(), 1, "{}", one.out);
    // Nothing of it is there: the skills are compared all the same.
    repository.write("base.json", &repository.read("base.json").replace("machine-learning-engineer", "gone"));
    repository.remove("jobs/a.txt");
    let none = diff("", &["base.json", "cv.tex"]);
    assert!(none.out.contains("Not compared (3)") && none.out.contains("Lost (1)"), "{}", none.out);
}
