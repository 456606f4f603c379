//! `role build`: the built-in role is what the facts of its documents and the reviewed corrections make; pages of other
//! roles give what a careful reader takes from them.

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use common::{profile, root, taxonomy};
use gapcheck::builtin;
use gapcheck::document::{Document, DocumentKind, Locator};
use gapcheck::extract::{self, ReadOptions};
use gapcheck::matcher::Matcher;
use gapcheck::profile::builder::{self, Built, Corrected, Source};
use gapcheck::profile::{self, AskedBy, to_toml};
use gapcheck::taxonomy::{Level, Naming, Stage, Taxonomy, own};

const CORRECTIONS: &str = "taxonomy/roles/machine-learning-engineer.corrections.toml";

fn source(path: &Path, taxonomy: &Taxonomy) -> Source {
    let bytes = std::fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let extension = path.extension().map(|extension| extension.to_string_lossy().into_owned());
    let reading = extract::read(&bytes, &ReadOptions { extension, ..ReadOptions::default() })
        .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let document = Document::new(reading, DocumentKind::Posting, &taxonomy.language);
    let known = taxonomy.documents.iter().find(|known| known.sha256 == document.sha256());
    let name = path.file_stem().expect("a file").to_string_lossy().into_owned();
    Source { id: known.map_or(name, |known| known.id.clone()), document }
}

fn corrected(built: Built) -> Corrected {
    let text = std::fs::read_to_string(root().join(CORRECTIONS)).expect("the corrections are there");
    let corrections = builder::parse_corrections(&text).expect("they have their form");
    built.correct(&corrections, taxonomy()).expect("they fit what was built")
}

/// The facts that the repository keeps, each as the builder writes it.
fn kept_facts() -> Vec<AskedBy> {
    let facts = (0..).zip(taxonomy().skills.iter()).flat_map(|(skill, entry)| {
        entry.asked.iter().map(move |at| AskedBy {
            document: at.document.as_str().into(),
            heading: at.heading.as_str().into(),
            locator: at.line.map(Locator::Line),
            skill: Some(skill),
            naming: Some(at.level),
            stage: at.stage,
        })
    });
    facts.collect()
}

#[test]
fn the_built_in_role_is_rebuilt_from_the_facts_in_the_repository() {
    let text = std::fs::read_to_string(root().join(CORRECTIONS)).expect("the corrections are there");
    let mut corrections = builder::parse_corrections(&text).expect("they have their form");
    // The facts hold those of the corrections already.
    corrections.fact.clear();
    let title = profile().title.clone();
    let built = Built { title: None, asked: kept_facts(), groups: Vec::new(), steps: Vec::new(), terms: Vec::new() };
    let Corrected { built, excluded } = built.correct(&corrections, taxonomy()).expect("they fit");
    let rebuilt = built.profile(&profile().id, &title, &profile().documents, &excluded, taxonomy());
    assert_eq!(&rebuilt, profile());
    let file = to_toml(&rebuilt, taxonomy());
    assert_eq!(profile::parse(&file, taxonomy()).as_ref(), Ok(&rebuilt), "a role file holds all of it");
}

#[test]
fn every_correction_says_why() {
    let text = std::fs::read_to_string(root().join(CORRECTIONS)).expect("the corrections are there");
    let corrections = builder::parse_corrections(&text).expect("they have their form");
    let reasons = corrections.fact.iter().map(|fact| (&fact.skill, &fact.why));
    let reasons = reasons.chain(corrections.group.iter().map(|group| (&group.id, &group.why)));
    for (of, why) in reasons.chain(corrections.exclude.iter().map(|exclude| (&exclude.skill, &exclude.why))) {
        assert!(why.split_whitespace().count() >= 4, "{of}: {why:?} is no reason");
    }
    // What a correction says of a place is what the facts hold.
    let facts = kept_facts();
    for fact in &corrections.fact {
        let (skill, _) = taxonomy().skill(&fact.skill).unwrap_or_else(|| panic!("{} is no skill", fact.skill));
        let kept = facts.iter().find(|by| {
            by.skill == Some(skill)
                && *by.document == *fact.document
                && *by.heading == *fact.heading
                && by.stage == fact.stage
        });
        assert_eq!(
            kept.and_then(|by| by.naming),
            fact.level,
            "{} in {} under {:?}",
            fact.skill,
            fact.document,
            fact.heading
        );
    }
}

/// With the four documents at hand (`GAPCHECK_DOCUMENTS=folder cargo test --test role_build`), they make the built-in
/// role. They are other people's texts, so they are not in the repository.
#[test]
fn the_documents_make_the_built_in_role() {
    let Some(folder) = std::env::var_os("GAPCHECK_DOCUMENTS").map(PathBuf::from) else { return };
    let files = profile().documents.iter().map(|id| taxonomy().document(id).expect("a known document"));
    let sources: Vec<Source> = files.map(|document| source(&folder.join(&document.file), taxonomy())).collect();
    let built = builder::build(&sources, None, &Matcher::new(taxonomy()));
    assert_eq!(built.title.as_deref(), Some(profile().title.as_str()));
    surface_forms(&built.asked, &sources);
    numbered_steps(&built);
    let Corrected { built, excluded } = corrected(built);
    let made = built.profile(&profile().id, &profile().title, &profile().documents, &excluded, taxonomy());
    assert_eq!(to_toml(&made, taxonomy()), to_toml(profile(), taxonomy()));
}

/// The share of the names in the documents that are found at the right level.
const LEAST_AT_LEVEL: f64 = 0.95;

fn surface_forms(asked: &[AskedBy], sources: &[Source]) {
    let list = std::fs::read_to_string(root().join("fixtures/documents/surface-forms.tsv")).expect("the list is there");
    let lines: BTreeMap<&str, Vec<String>> = sources
        .iter()
        .map(|source| (source.id.as_str(), source.document.text().lines().map(str::to_lowercase).collect()))
        .collect();
    let (mut all, mut right) = (0, 0);
    for row in list.lines().skip(1) {
        let [surface, document, heading, level] = row.split('\t').collect::<Vec<_>>()[..] else { panic!("{row:?}") };
        let Some(naming) = Naming::ALL.into_iter().find(|naming| naming.name() == level) else { continue };
        let surface = surface.to_lowercase();
        let here = |by: &&AskedBy| {
            let Some(Locator::Line(line)) = by.locator else { return false };
            let holds = lines[document].get(line as usize - 1).is_some_and(|text| text.contains(&surface));
            *by.document == *document && *by.heading == *heading && holds
        };
        all += 1;
        right += usize::from(asked.iter().filter(here).any(|by| by.naming.map(Naming::level) == Some(naming.level())));
    }
    let share = right as f64 / all as f64;
    println!("{right} of {all} names stand under their heading at their level: {:.1} %", 100.0 * share);
    assert!(share >= LEAST_AT_LEVEL, "{share:.3}");
}

fn numbered_steps(built: &Built) {
    let numbers: Vec<u32> = built
        .steps
        .iter()
        .filter(|step| step.document == "000" && step.heading == "Recommended Next Steps")
        .map(|step| step.item)
        .collect();
    assert_eq!(numbers, (1..=8).collect::<Vec<u32>>());
}

#[test]
fn stages_weigh_what_documents_say_of_them() {
    let whole = profile();
    assert_eq!(whole.stages(), Stage::ALL);
    let weight = |profile: &gapcheck::profile::Profile, id: &str| {
        let (skill, _) = taxonomy().skill(id).expect("a skill");
        let found = profile.requirements.iter().find(|requirement| requirement.ask.skills() == [skill]);
        found.map(|requirement| (requirement.level, requirement.weight))
    };
    let at = |stage| whole.at_stage(stage, taxonomy()).expect("its documents tell of it");
    let (entry, senior) = (at(Stage::Entry), at(Stage::Senior));
    // Only senior engineers are asked to mentor and to lead; they still need what the first years need.
    assert_eq!(weight(&senior, "leadership").map(|(level, _)| level), Some(Level::Required));
    assert!(weight(&entry, "leadership").is_none_or(|(level, _)| level == Level::Mentioned));
    assert_eq!(weight(&entry, "python"), weight(whole, "python"));
    assert!(entry.requirements.len() <= whole.requirements.len());
    assert_eq!(senior.stage, Some(Stage::Senior));
}

/// What a careful reader takes from a page: `fixtures/roles/*/expected.toml`.
#[derive(Debug, Default, serde::Deserialize)]
#[serde(default)]
struct Page {
    required: Vec<String>,
    preferred: Vec<String>,
    mentioned: Vec<String>,
    any_level: Vec<String>,
    optional: Vec<String>,
    commonly_missing: Vec<String>,
    step: Vec<Step>,
    not: Vec<Not>,
}

#[derive(Debug, serde::Deserialize)]
struct Step {
    n: u32,
    text: String,
}

#[derive(Debug, serde::Deserialize)]
struct Not {
    names: Vec<String>,
}

#[derive(Debug, serde::Deserialize)]
struct Expected {
    title: String,
    page: BTreeMap<String, Page>,
}

/// Sums over pages.
#[derive(Debug, Default)]
struct Score {
    names: usize,
    right: usize,
    invented: Vec<String>,
    often_missing: Vec<String>,
    steps: Vec<String>,
    wrong: Vec<String>,
}

fn score(page: &Page, built: &Built, at: &str, taxonomy: &Taxonomy, score: &mut Score) {
    let mut found: BTreeMap<u32, Level> = BTreeMap::new();
    let mut missing: BTreeSet<u32> = BTreeSet::new();
    for by in &built.asked {
        let (Some(skill), Some(naming)) = (by.skill, by.naming) else { continue };
        found.entry(skill).and_modify(|level| *level = naming.level().min(*level)).or_insert(naming.level());
        if naming == Naming::OftenMissing {
            missing.insert(skill);
        }
    }
    let find = |name: &String| taxonomy.find(name).map(|(skill, _)| skill);
    let mut known: BTreeSet<u32> = page.optional.iter().filter_map(find).collect();
    let levels = [
        (&page.required, Some(Level::Required)),
        (&page.preferred, Some(Level::Preferred)),
        (&page.mentioned, Some(Level::Mentioned)),
        (&page.any_level, None),
    ];
    // A skill that a page names twice, under two names, is asked for at the stronger level.
    let mut wanted: BTreeMap<u32, Option<Level>> = BTreeMap::new();
    for (names, level) in levels {
        for skill in names.iter().filter_map(find) {
            wanted.entry(skill).or_insert(level);
        }
    }
    for (&skill, level) in &wanted {
        known.insert(skill);
        score.names += 1;
        let got = found.get(&skill);
        if got.is_some_and(|got| level.is_none_or(|level| level == *got)) {
            score.right += 1;
        } else {
            score.wrong.push(format!("{at}: {} is {got:?}, not {level:?}", taxonomy.at(skill).id));
        }
    }
    let lost = page.commonly_missing.iter().filter(|name| find(name).is_some_and(|skill| !missing.contains(&skill)));
    score.often_missing.extend(lost.map(|name| format!("{at}: {name}")));
    for step in &page.step {
        if !built.steps.iter().any(|found| found.item == step.n && found.text.trim() == step.text.trim()) {
            score.steps.push(format!("{at}: {} {}", step.n, step.text));
        }
    }
    for name in page.not.iter().flat_map(|not| &not.names) {
        if let Some(skill) = find(name).filter(|skill| !known.contains(skill) && found.contains_key(skill)) {
            score.invented.push(format!("{at}: {}", taxonomy.at(skill).id));
        }
    }
}

/// The share of the names on the pages that are found at the right level.
const LEAST_ON_PAGES: f64 = 0.92;

#[test]
fn pages_of_other_roles_give_what_a_careful_reader_takes_from_them() {
    let mut sum = Score::default();
    let mut folders: Vec<PathBuf> = std::fs::read_dir(root().join("fixtures/roles"))
        .expect("the pages")
        .flatten()
        .map(|entry| entry.path())
        .collect();
    folders.sort();
    for folder in folders.iter().filter(|folder| folder.join("expected.toml").exists()) {
        let text = std::fs::read_to_string(folder.join("expected.toml")).expect("it is read");
        let expected: Expected = toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
        let mut taxonomy = builtin::decoded();
        if folder.join("skills.toml").exists() {
            own::extend(&mut taxonomy, None, &folder.join("skills.toml"))
                .unwrap_or_else(|problems| panic!("{problems:?}"));
        }
        let matcher = Matcher::new(&taxonomy);
        for (name, page) in &expected.page {
            let source = source(&folder.join(name), &taxonomy);
            let built = builder::build(std::slice::from_ref(&source), None, &matcher);
            let at = format!("{}/{name}", folder.file_name().expect("a name").to_string_lossy());
            assert_eq!(built.title.as_deref().map(str::to_lowercase), Some(expected.title.to_lowercase()), "{at}");
            score(page, &built, &at, &taxonomy, &mut sum);
        }
    }
    println!("{}", sum.wrong.join("\n"));
    let share = sum.right as f64 / sum.names as f64;
    println!("{} of {} names at the right level: {:.1} %", sum.right, sum.names, 100.0 * share);
    assert!(share >= LEAST_ON_PAGES, "{share:.3}");
    assert!(sum.invented.is_empty(), "taken from advertising, navigation or other roles: {:#?}", sum.invented);
    assert!(sum.often_missing.is_empty(), "not read as often missing: {:#?}", sum.often_missing);
    assert!(sum.steps.is_empty(), "steps not found: {:#?}", sum.steps);
}
