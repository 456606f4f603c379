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
