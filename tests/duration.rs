//! How long each skill was done, against what a reader of the fixtures counts.

mod common;

use common::taxonomy;
use gapcheck::document::Document;
use gapcheck::render::{self, Privacy};
use gapcheck::report::Report;
use gapcheck::timeline::{Duration, Month};

fn duration(document: &Document, skill: &str) -> Option<Duration> {
    let skills = common::skills(document);
    let found = skills.into_iter().find(|known| taxonomy().at(known.skill).id == skill);
    found.unwrap_or_else(|| panic!("{skill} is there")).duration
}

/// Months, last year, and whether it may be more by now.
fn hold(name: &str, as_of: Option<&str>, expected: &[(&str, u32, u16, bool)]) {
    let month = as_of.map(|text| text.parse::<Month>().expect("a month"));
    for document in [common::document(&common::source(name)), common::pdf(name)] {
        let document = match month {
            Some(month) => document.as_of(month),
            None => document,
        };
        for &(skill, months, last_used, at_least) in expected {
            let found = duration(&document, skill).map(|found| (found.months, found.last_used, found.at_least));
            assert_eq!(found, Some((months, last_used, at_least)), "{name} as {}: {skill}", document.format().name());
        }
    }
}

#[test]
fn a_senior() {
    // Brightwater from March 2021, the newest date being a certificate of 2023, so until January 2023 at least;
    // Northlight June 2018 to February 2021; Tallgrass July 2016 to May 2018.
    hold(
        "senior-ml-engineer",
        None,
        &[
            ("apache-airflow", 23, 2023, true),
            // Its package manager at Northlight as well.
            ("kubernetes", 56, 2023, true),
            ("xgboost", 33, 2021, false),
            ("snowflake", 33, 2021, false),
            ("java", 23, 2018, false),
        ],
    );
    hold("senior-ml-engineer", Some("2024-06"), &[("apache-airflow", 40, 2024, false), ("java", 23, 2018, false)]);
    assert_eq!(duration(&common::pdf("senior-ml-engineer"), "polars"), None, "only listed");
}

#[test]
fn a_junior() {
    // Projects of January to April 2024, September to December 2023 and June to August 2023; an internship of May to
    // August 2024.
    hold(
        "junior-ml-engineer",
        None,
        &[
            // Named in the internship; its libraries in two projects.
            ("python", 12, 2024, false),
            ("pandas", 4, 2024, false),
            ("flask", 4, 2024, false),
            ("pytorch", 4, 2023, false),
            ("git", 3, 2023, false),
            ("matplotlib", 4, 2024, false),
        ],
    );
}

#[test]
fn other_shapes_of_dates() {
    // "05.2020 – present" before the title, and no later date but that of a study.
    hold("data-engineer", Some("2023-04"), &[("debezium", 36, 2023, false), ("scala", 31, 2020, false)]);
    // "2021-02 to present", "2016-08 to 2021-01", "2011-06 to 2016-07".
    hold("staff-ml-platform-engineer", None, &[("trino", 54, 2021, false), ("ansible", 62, 2016, false)]);
    // "Mar '22 – Present", "Aug '20 – Feb '22".
    hold("data-analyst", None, &[("tableau", 19, 2022, false)]);
    // "Summer 2020", "2017 – 2021".
    hold("ml-research-scientist", None, &[("cuda", 48, 2021, false), ("contrastive-learning", 3, 2020, false)]);
    // A project of a year: "2022".
    hold("data-scientist", None, &[("stan", 12, 2022, false), ("prophet", 39, 2022, false)]);
}

const WORK: &str = "Ada Example\n\nExperience\n\nData Scientist, Moss & Sons\nJan 2021 – Dec 2022\n- Deployed to an EKS \
    cluster; loads in PySpark.\n- Tests in pytest.\n\nAnalyst, Reed Ltd\nJan 2019 – Dec 2020\n- Scripts in Python, in Git.\n\n\
    Skills\nPython, Git, Kubernetes, Spark, Docker\n";

#[test]
fn the_place_that_earned_the_credit_is_shown() {
    let report = common::report_on(WORK);
    let place = |name: &str| {
        let best = report.requirements.iter().find(|requirement| requirement.name == name)?.best()?;
        Some(best.surface.clone())
    };
    assert_eq!(place("Kubernetes").as_deref(), Some("EKS cluster"), "not the list");
    assert_eq!(place("Docker").as_deref(), Some("Docker"), "the list has all there is");
    assert_eq!(place("Git").as_deref(), Some("Git"));
    let git = report.requirements.iter().find(|requirement| requirement.name == "Git").expect("asked for");
    assert_eq!(git.mentions[0].section, gapcheck::document::SectionKind::Experience, "work before the list");
}

#[test]
fn the_latest_work_comes_first() {
    let text = WORK.replace("Tests in pytest", "Tests in pytest, Python");
    let report = common::report_on(&text);
    let python = report.requirements.iter().find(|requirement| requirement.name == "Python").expect("asked for");
    assert!(python.best().expect("named").snippet.contains("pytest"), "{:?}", python.best());
}

#[test]
fn a_tool_of_it_counts_for_the_time() {
    let document = common::document(WORK);
    let months = |skill| duration(&document, skill).map(|found| (found.months, found.last_used));
    assert_eq!(months("git"), Some((24, 2020)));
    assert_eq!(months("python"), Some((48, 2022)), "named in one position, its tools in the other");
}

/// What a score is made of.
fn judged(report: &Report) -> String {
    let requirements = report.requirements.iter().map(|one| (one.credit, one.by, one.strength)).collect::<Vec<_>>();
    format!("{:?} {:?} {requirements:?}", report.coverage, report.coverage_required)
}

#[test]
fn time_does_not_count() {
    for name in common::RESUMES {
        let source = common::source(name);
        let before = judged(&common::report_on(&source));
        for (decade, other) in [("201", "198"), ("202", "199")] {
            assert_eq!(judged(&common::report_on(&source.replace(decade, other))), before, "{name}: {other}0s");
        }
        let later = common::document(&source).as_of("2040-01".parse().expect("a month"));
        assert_eq!(judged(&common::report(&later)), before, "{name}: in 2040");
    }
}

#[test]
fn an_anonymous_report_tells_no_time() {
    let report = common::report(&common::pdf("senior-ml-engineer"));
    assert!(report.document.present.is_some());
    let report = render::redact(report, Privacy::Anonymous, taxonomy());
    assert!(report.document.present.is_none());
    assert!(report.requirements.iter().all(|requirement| requirement.duration.is_none()));
    assert!(report.other_skills.iter().all(|skill| skill.duration.is_none()));
}
