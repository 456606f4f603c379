//! What must hold for any resume and any posting.

mod common;

use std::collections::BTreeSet;

use common::{Asking, taxonomy};
use gapcheck::coverage::Strength;
use gapcheck::report::{Claims, Report};
use gapcheck::taxonomy::SkillIndex;
use proptest::prelude::*;
use proptest::sample::{Index, select, subsequence};

/// Names that mean one thing wherever they stand, so that a text says what it seems to say.
const NAMES: [&str; 32] = [
    "Python",
    "PostgreSQL",
    "Docker",
    "Kubernetes",
    "Terraform",
    "ClickHouse",
    "PyTorch",
    "TensorFlow",
    "scikit-learn",
    "pandas",
    "NumPy",
    "MLflow",
    "Redis",
    "MongoDB",
    "FastAPI",
    "Django",
    "JavaScript",
    "TypeScript",
    "Jenkins",
    "Elasticsearch",
    "Snowflake",
    "BigQuery",
    "Tableau",
    "OpenCV",
    "CUDA",
    "GraphQL",
    "RabbitMQ",
    "Grafana",
    "Prometheus",
    "XGBoost",
    "LightGBM",
    "Scala",
];

fn named(name: &str) -> SkillIndex {
    taxonomy().find(name).unwrap_or_else(|| panic!("{name} is a skill")).0
}

/// Some of the names, in any order.
fn names(most: usize) -> impl Strategy<Value = Vec<&'static str>> {
    subsequence(NAMES.to_vec(), 0..=most).prop_shuffle()
}

/// Months of a position, as people write them.
fn period() -> impl Strategy<Value = &'static str> {
    select(vec!["March 2019 - May 2023", "2021 - 2022", "01/2022 - 06/2022", "2020 - present", ""])
}

#[derive(Debug, Clone)]
struct Resume {
    list: Vec<&'static str>,
    done: Vec<(&'static str, Vec<&'static str>)>,
}

impl Resume {
    fn text(&self) -> String {
        let mut text = String::from("Robin Example\n\nSkills\n");
        self.list.iter().for_each(|name| text += &format!("- {name}\n"));
        text += "\nExperience\n";
        for (period, names) in &self.done {
            text += &format!("\nEngineer, Example Works\n{period}\n");
            names.iter().for_each(|name| text += &format!("- Kept a service in {name} running for two teams\n"));
        }
        text
    }
}

fn resume() -> impl Strategy<Value = Resume> {
    (names(6), prop::collection::vec((period(), names(4)), 0..3)).prop_map(|(list, done)| Resume { list, done })
}

#[derive(Debug, Clone)]
struct Wanted {
    required: Vec<String>,
    preferred: Vec<String>,
}

impl Wanted {
    fn text(&self) -> String {
        let list = |lines: &[String]| lines.iter().map(|line| format!("- {line}\n")).collect::<String>();
        format!("Engineer\n\nRequirements\n{}\nNice to have\n{}", list(&self.required), list(&self.preferred))
    }
}

/// A line that asks for one skill, for years of it, or for one of several.
fn ask() -> impl Strategy<Value = String> {
    let two = subsequence(NAMES.to_vec(), 2).prop_shuffle();
    (two, 0..5).prop_map(|(names, form)| match form {
        0 => format!("{} or {}", names[0], names[1]),
        1 => format!("3+ years of {}", names[0]),
        2 => format!("{} and {}", names[0], names[1]),
        _ => format!("Experience with {}", names[0]),
    })
}

fn wanted() -> impl Strategy<Value = Wanted> {
    (prop::collection::vec(ask(), 1..6), prop::collection::vec(ask(), 0..4))
        .prop_map(|(required, preferred)| Wanted { required, preferred })
}

fn report(resume: &Resume, wanted: &Wanted) -> Report {
    Asking::of(&wanted.text()).report(&common::document(&resume.text()))
}

/// What a report says, without the places.
fn gist(report: &Report) -> BTreeSet<String> {
    let requirements = report.requirements.iter();
    requirements.map(|one| format!("{} {} {} {}", one.name, one.level.name(), one.weight, one.credit)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_longer_list_of_skills_never_lowers_coverage(resume in resume(), wanted in wanted(), which in any::<Index>()) {
        let before = report(&resume, &wanted);
        let skills: Vec<SkillIndex> = before
            .requirements
            .iter()
            .flat_map(|one| one.skill.into_iter().chain(one.any_of.iter().map(|member| member.skill)))
            .collect();
        let added = *which.get(&skills);
        let mut longer = resume.clone();
        longer.list.push(NAMES.into_iter().find(|name| named(name) == added).expect("one of these"));
        let after = report(&longer, &wanted);
        prop_assert!(after.coverage >= before.coverage, "{:?} after {:?}", after.coverage, before.coverage);
        prop_assert!(after.coverage_required >= before.coverage_required);
    }

    #[test]
    fn an_unmet_requirement_never_raises_coverage(resume in resume(), wanted in wanted(), required in any::<bool>()) {
        let before = report(&resume, &wanted);
        let shown: BTreeSet<SkillIndex> = common::skills(&common::document(&resume.text()))
            .into_iter()
            .filter(|skill| skill.strength > Strength::Aspirational)
            .map(|skill| skill.skill)
            .collect();
        let unmet = NAMES.into_iter().filter(|name| !shown.contains(&named(name)));
        for name in unmet.take(3) {
            let mut more = wanted.clone();
            if required { &mut more.required } else { &mut more.preferred }.push(format!("Experience with {name}"));
            let after = report(&resume, &more);
            prop_assert!(after.coverage <= before.coverage, "{name}: {:?} after {:?}", after.coverage, before.coverage);
        }
    }

    #[test]
    fn the_order_of_lists_does_not_matter(resume in resume(), wanted in wanted()) {
        let one = report(&resume, &wanted);
        let (mut resume, mut wanted) = (resume, wanted);
        resume.list.reverse();
        wanted.required.reverse();
        wanted.preferred.sort();
        let other = report(&resume, &wanted);
        prop_assert_eq!(one.coverage, other.coverage);
        prop_assert_eq!(gist(&one), gist(&other));
    }

    #[test]
    fn what_if_is_the_coverage_of_that_resume(resume in resume(), wanted in wanted(), which in any::<Index>()) {
        let asking = Asking::of(&wanted.text());
        let name = *which.get(&NAMES);
        let claims = Claims { what_if: vec![named(name)], have: Vec::new() };
        let asked = asking.report_with(&common::document(&resume.text()), &claims, false);
        let mut done = resume.clone();
        done.done.push(("", vec![name]));
        let then = asking.report(&common::document(&done.text()));
        prop_assert_eq!(asked.what_if.expect("it was asked").coverage, then.coverage);
    }
}

#[test]
fn the_names_are_found_wherever_they_stand() {
    let asks = |name: &&str| {
        let posting = Asking::of(&format!("Engineer\n\nRequirements\n- Experience with {name}\n")).posting;
        posting.profile.requirements.iter().any(|one| one.ask.skills() == [named(name)])
    };
    assert_eq!(NAMES.iter().filter(|name| !asks(name)).collect::<Vec<_>>(), Vec::<&&str>::new());
}

/// A report on one line of work and one of a list, against lines that ask.
fn of_lines(done: &str, listed: &str, asked: &[&str]) -> Report {
    let resume = format!(
        "Robin Example\n\nExperience\n\nEngineer, Example Works\n2019 - 2022\n- {done}\n\nSkills\n- {listed}\n- Linux\n\nEducation\nMSc in Physics, 2018\n"
    );
    let asked: Vec<String> = asked.iter().map(|line| format!("- {line}\n")).collect();
    Asking::of(&format!("Engineer\n\nRequirements\n{}", asked.concat())).report(&common::document(&resume))
}

#[test]
fn what_is_similar_counts_in_part_where_others_would_do() {
    let asked = [
        "Snowflake, BigQuery or similar",
        "Terraform or CloudFormation",
        "Tableau or similar",
        "GitHub Actions, Jenkins or similar",
        "React, Angular or similar",
        "2+ years with Airflow or similar",
    ];
    let done = "Loaded orders into a Redshift warehouse, built with CircleCI and Pulumi, scheduled in Dagster";
    let report = of_lines(done, "Looker, Bootstrap", &asked);
    let of = |name: &str| report.requirements.iter().find(|one| one.name == name).unwrap_or_else(|| panic!("{name}"));
    for (name, credit, via) in [
        ("Snowflake, BigQuery or similar", 80, Some(("Redshift", "same-job"))),
        ("Terraform or CloudFormation", 0, None),
        ("Tableau or similar", 50, Some(("Looker", "same-job"))),
        ("GitHub Actions, Jenkins or similar", 50, Some(("CircleCI", "same-kind"))),
        ("React, Angular or similar", 0, None),
        ("Airflow or similar", 80, Some(("Dagster", "same-job"))),
    ] {
        let one = of(name);
        let found = one.via.first().map(|via| (taxonomy().at(via.skill).name.as_str(), via.relation.name()));
        assert_eq!((one.credit, found), (credit, via), "{name}");
        assert_eq!(one.is_similar(), via.is_some(), "{name}");
        assert_eq!(one.mentions.is_empty(), via.is_none(), "{name}");
    }
    // The name itself counts for more, and what is being learned for nothing.
    let report = of_lines("Loaded orders into Snowflake and a Redshift warehouse", "SQL", &asked[..1]);
    assert_eq!((report.requirements[0].credit, report.requirements[0].is_similar()), (100, false));
    let report = of_lines("Kept the books", "learning Redshift, SQL", &asked[..1]);
    assert_eq!(report.requirements[0].credit, 0);
}

#[test]
fn a_concept_is_met_by_its_name_or_by_an_example() {
    for (done, credit) in [
        ("Built CI/CD for nine teams", 100),
        ("Kept Jenkins running", 100),
        ("Built with TeamCity", 80),
        ("Kept the books", 0),
    ] {
        let report = of_lines(done, "SQL", &["CI/CD (GitHub Actions, Jenkins or similar)"]);
        let credits: Vec<u8> = report.requirements.iter().map(|one| one.credit).collect();
        assert_eq!(credits, [credit], "{done}");
    }
    // What is named as an example and is no kind of it does not show it.
    for (done, credit) in [("Built deep learning models for nine teams", 50), ("Fitted ARIMA models to sales", 100)] {
        let report = of_lines(done, "SQL", &["Time series forecasting (ARIMA, Prophet or deep learning)"]);
        assert_eq!((report.requirements.len(), report.requirements[0].credit), (1, credit), "{done}");
    }
}

#[test]
fn the_lowest_of_several_degrees_is_enough() {
    for (asked, found, by) in [
        ("Bachelor's or Master's degree in Engineering", true, Some("Master's degree")),
        ("An MSc or PhD", true, Some("Master's degree")),
        ("A degree in Mathematics", true, Some("Master's degree")),
        ("Bachelor's degree", true, Some("Master's degree")),
        ("Master's degree", true, None),
        ("PhD", false, None),
    ] {
        let report = of_lines("Kept the books", "SQL", &[asked, "Docker"]);
        let credentials: Vec<_> = report.credentials.iter().map(|one| (one.found, one.by.as_deref())).collect();
        assert_eq!(credentials, [(found, by)], "{asked}");
    }
}

#[test]
fn what_if_says_what_adds_nothing() {
    let asking = Asking::of("Engineer\n\nRequirements\n- Python\n- Docker\n- Terraform\n");
    let resume = common::document(
        "Robin Example\n\nExperience\n\nEngineer, Example Works\n2020 - 2022\n- Kept a service in Docker running with Python\n",
    );
    let claims = Claims { what_if: ["Terraform", "Docker", "pandas"].map(named).to_vec(), have: Vec::new() };
    let what_if = asking.report_with(&resume, &claims, false).what_if.expect("it was asked");
    assert_eq!((what_if.shown_already, what_if.not_asked), (vec![named("Docker")], vec![named("pandas")]));
}

#[test]
fn the_breakdown_sums_to_the_coverage_and_steps_gain_what_they_say() {
    for (resume, posting) in [
        ("mid-ml-engineer", "classic-ml-engineer"),
        ("data-engineer", "data-engineer"),
        ("new-grad", "pdf-vision-engineer"),
        ("backend-engineer", "platform-engineer"),
    ] {
        let asking = Asking::fixture(posting);
        let resume = common::document(&common::source(resume));
        for count_unknown in [false, true] {
            let report = asking.report_with(&resume, &Claims::default(), count_unknown);
            let (weight, credit) = report.breakdown.iter().fold((0, 0), |(w, c), sum| (w + sum.weight, c + sum.credit));
            let share = |credit: u64| ((credit * 20 + weight) / (weight * 2)) as u32;
            assert_eq!(report.coverage, Some(share(credit)), "{posting}");
            let counted: u64 = report.requirements.iter().map(|one| u64::from(one.weight)).sum();
            assert_eq!(counted, weight, "{posting}");
            assert!(!report.next_steps.is_empty(), "{posting}");
            for step in &report.next_steps {
                let claims = Claims { what_if: step.closes.clone(), have: Vec::new() };
                let then = asking.report_with(&resume, &claims, count_unknown).what_if.expect("it was asked");
                let gained = common::coverage(&report) + step.gain;
                // A step that asks for dates gains by them, not by showing the skill.
                assert!(then.coverage == Some(gained) || step.step.starts_with("Say from when"), "{}", step.step);
            }
        }
    }
}
