//! One page for each shape that saved pages have.

use super::*;
use crate::document::DocumentKind;
use crate::extract::{self, ReadOptions};
use crate::taxonomy::{Naming, Stage};

/// A text as a document to build from.
pub fn document(text: &str) -> Document {
    let reading = extract::read(text.as_bytes(), &ReadOptions::default()).expect("a text is read");
    Document::new(reading, DocumentKind::Posting, &crate::builtin::taxonomy().language)
}

fn built(text: &str) -> Built {
    let source = Source { id: "page".to_owned(), document: document(text) };
    build(&[source], Some("Data Engineer"), &Matcher::new(crate::builtin::taxonomy()))
}

/// What a page calls a skill, at the strongest.
fn naming(built: &Built, id: &str) -> Option<Naming> {
    let (skill, _) = crate::builtin::taxonomy().skill(id).unwrap_or_else(|| panic!("{id} is a skill"));
    built.asked.iter().filter(|by| by.skill == Some(skill)).filter_map(|by| by.naming).min()
}

fn check(text: &str, expected: &[(&str, Option<Naming>)]) {
    let built = built(text);
    for (id, wanted) in expected {
        assert_eq!(naming(&built, id), *wanted, "{id} in {text}");
    }
}

#[test]
fn headings_without_markup_and_glued_ones_open_their_parts() {
    let text = "Data Engineer\nCareer GuideKey Responsibilities\n- Schedule jobs in Apache Airflow\nTop Skills for Success\n\
                Python\nSQL\nDockerOften Missing Skills\nCost OptimizationData GovernanceSalary & Demand\n\nSnowflake pays well.";
    check(
        text,
        &[
            ("apache-airflow", Some(Naming::Responsibility)),
            ("python", Some(Naming::TopSkill)),
            ("docker", Some(Naming::TopSkill)),
            ("cost-optimization", Some(Naming::OftenMissing)),
            ("data-governance", Some(Naming::OftenMissing)),
            ("snowflake", None),
        ],
    );
}

#[test]
fn glued_items_are_skills_one_by_one() {
    check(
        "Key Skills\n\nPythonSQLDockerMachine LearningTensorFlow\n\nTools\n\nairflowkafkaterraform\n",
        &[
            ("sql", Some(Naming::KeySkill)),
            ("tensorflow", Some(Naming::KeySkill)),
            ("apache-kafka", Some(Naming::Tool)),
            ("terraform", Some(Naming::Tool)),
        ],
    );
}

#[test]
fn tables_are_read_with_and_without_separators() {
    check(
        "What the tables of this page hold was asked of people who do the work every day, and of those who hire them.\n\n\
         None of them agreed with all of it, and each would have put another tool into the first row of the table.\n\n\
         Tools and Technologies\n\nCategory Tools\nStorage Amazon S3, PostgreSQL\nGPU/Compute CUDA\n\nTechnical Skills Required\n\n\
         Skill CategoryKey Competencies\nProgrammingPython, R\nBig Data & CloudHadoop, Spark\n\nKey skills\n\nArea\tTools\nLogs\tLoki\n",
        &[
            ("postgresql", Some(Naming::Tool)),
            ("cuda", Some(Naming::Tool)),
            ("python", Some(Naming::Table)),
            ("hadoop", Some(Naming::Table)),
            ("grafana-loki", Some(Naming::KeySkill)),
        ],
    );
}

#[test]
fn a_sentence_can_say_more_or_less_than_its_heading() {
    check(
        "Data Engineer\n\nData engineers must know SQL. They often meet Java.\n\nRequirements\n\n- Python\n- Docker is a plus\n\
         - A degree in statistics is valued but not required\n- No experience with Hadoop is needed\n",
        &[
            ("sql", Some(Naming::MustHave)),
            ("java", Some(Naming::Mentioned)),
            ("python", Some(Naming::Required)),
            ("docker", Some(Naming::Preferred)),
            ("statistics", None),
            ("hadoop", None),
        ],
    );
}

#[test]
fn other_roles_advertising_and_navigation_ask_for_nothing() {
    check(
        "Home\nExcel courses\nData Engineer\n\nWhile data scientists explore in Jupyter, data engineers build pipelines in Python.\n\n\
         Related Roles\n\nSalesforce Developer\nOracle DBA\n\nFAQ\n\nDo I need Java? No. Neither here nor there.\n\
         How does it differ? Data analysts live in Tableau; a data engineer writes SQL.\n\n\
         Our bootcamp teaches Power BI and Looker. Enroll now!\n\n[Kotlin jobs](/k) | [Swift jobs](/s)\n",
        &[
            ("python", Some(Naming::Mentioned)),
            ("sql", Some(Naming::Mentioned)),
            ("excel", None),
            ("jupyter", None),
            ("salesforce", None),
            ("java", None),
            ("tableau", None),
            ("power-bi", None),
            ("kotlin", None),
        ],
    );
}

#[test]
fn stages_are_told_apart() {
    let built = built(
        "Skills by Career Stage\n\nEntry-level engineers should master SQL. Mid-level engineers need Apache Airflow.\n\n\
         **Senior level (6+ years).** Mentors others and plans with Terraform.\n",
    );
    let stage = |id: &str| {
        let (skill, _) = crate::builtin::taxonomy().skill(id).expect("a skill");
        built.asked.iter().find(|by| by.skill == Some(skill)).and_then(|by| by.stage)
    };
    assert_eq!(stage("sql"), Some(Stage::Entry));
    assert_eq!(stage("apache-airflow"), Some(Stage::Mid));
    assert_eq!(stage("terraform"), Some(Stage::Senior));
}

#[test]
fn steps_keep_their_numbers_wherever_they_stand() {
    let steps = |text: &str| built(text).steps.into_iter().map(|step| (step.item, step.text)).collect::<Vec<_>>();
    let expected =
        [(1, "Build one pipeline with tests".to_owned()), (2, "Write about what you built in 2024".to_owned())];
    for text in [
        "Next Steps\n1\nBuild one pipeline with tests2\nWrite about what you built in 2024\n",
        "Next Steps\n\n1. Build one pipeline with tests\n2. Write about what you built in 2024\n",
        "Next Steps\n1Build one pipeline with tests\n2Write about what you built in 2024\n",
    ] {
        assert_eq!(steps(text), expected, "{text}");
    }
}

#[test]
fn alternatives_are_one_requirement() {
    let built =
        built("Requirements\n\n- Snowflake, BigQuery or Redshift\n- Python\n- Python, Scala or Java for jobs\n");
    let taxonomy = crate::builtin::taxonomy();
    let ids = |skills: &[u32]| skills.iter().map(|&skill| taxonomy.at(skill).id.as_str()).collect::<Vec<_>>();
    let groups: Vec<Vec<&str>> = built.groups.iter().map(|group| ids(&group.any_of.skills)).collect();
    assert_eq!(groups, [["amazon-redshift", "bigquery", "snowflake"]]);
    // Python is required by itself: who has it meets the last line, too.
    assert_eq!((naming(&built, "python"), naming(&built, "scala")), (Some(Naming::Required), None));
}

#[test]
fn terms_without_a_skill_are_listed() {
    let built = built("Key Skills\n\n- Python\n- Zorbify Studio\n- SQL, Zorbify Studio, Quuxly\n");
    let terms: Vec<(&str, u32)> = built.terms.iter().map(|term| (term.term.as_str(), term.count)).collect();
    assert_eq!(terms, [("Zorbify Studio", 2), ("Quuxly", 1)]);
}

#[test]
fn the_title_is_what_the_pages_are_about() {
    let title = |text: &str| {
        let source = Source { id: "page".to_owned(), document: document(text) };
        build(&[source], None, &Matcher::new(crate::builtin::taxonomy())).title
    };
    assert_eq!(title("# How to become a DevOps engineer\n\nText about it.\n").as_deref(), Some("DevOps Engineer"));
    assert_eq!(title("Registered Nurse Career Guide\n\nNurses care.\n").as_deref(), Some("Registered Nurse"));
    assert_eq!(title("Notes on gardening\n\nRoses want sun.\n"), None);
}

proptest::proptest! {
    #[test]
    fn no_text_breaks_it(text in "(\\PC{0,80}\n{1,2}){0,12}") {
        proptest::prop_assume!(text.chars().any(|c| !c.is_whitespace()));
        let _ = built(&text);
    }

    #[test]
    fn no_mixture_of_headings_and_items_breaks_it(
        pieces in proptest::collection::vec(proptest::sample::select(vec![
            "Top Skills", "Key Skills", "SQL", "Docker", "\n", "\n\n", "- ", "1", "2", ". ", ": ", "\t", "(", ")", "FAQ", "Next Steps",
            " or ", ", ", "Category Tools", "Data scientists ", "Entry-level engineers ", "must ", "é", "**", "[a](b)", "|", "?", "No. ",
        ]), 0..60),
    ) {
        let text = pieces.concat();
        proptest::prop_assume!(text.chars().any(|c| !c.is_whitespace()));
        let _ = built(&text);
    }
}
