//! A user's own file over the built-in taxonomy: it adds, changes and takes over, and what is wrong with it is told with
//! its line while the taxonomy stays as it is.

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use common::folder;
use gapcheck::document::{Document, DocumentKind};
use gapcheck::extract::{self, ReadOptions};
use gapcheck::matcher::{MatchOptions, Matcher, Polarity};
use gapcheck::taxonomy::load::Problem;
use gapcheck::taxonomy::{Examples, Taxonomy, load, own};
use gapcheck::{builtin, check};

/// The built-in taxonomy with a file over it, and the names that the file takes without a word.
fn over(text: &str) -> (Taxonomy, Vec<Problem>) {
    let mut taxonomy = builtin::decoded();
    let notes = lay(&mut taxonomy, text);
    (taxonomy, notes)
}

fn lay(taxonomy: &mut Taxonomy, text: &str) -> Vec<Problem> {
    let addition = own::check(taxonomy, Path::new("my.toml"), text.as_bytes().to_vec());
    let addition = addition.unwrap_or_else(|problems| panic!("{problems:#?}"));
    let notes = addition.notes().taken.clone();
    addition.lay_over(taxonomy);
    notes
}

/// Ids of the skills and credentials that a text claims by name or phrase.
fn found(taxonomy: &Taxonomy, text: &str) -> BTreeSet<String> {
    let reading = extract::read(text.as_bytes(), &ReadOptions::default()).expect("a text can be read");
    let document = Document::new(reading, DocumentKind::Resume, &taxonomy.language);
    let matches = Matcher::new(taxonomy).matches(&document, MatchOptions::default());
    let skills = matches.mentions.iter().filter(|mention| mention.polarity == Polarity::Asserted);
    let skills = skills.map(|mention| taxonomy.at(mention.skill).id.clone());
    let credentials = matches.credentials.iter().map(|at| taxonomy.credentials[at.credential as usize].id.clone());
    skills.chain(credentials).collect()
}

fn finds(taxonomy: &Taxonomy, text: &str, id: &str) -> bool {
    found(taxonomy, text).contains(id)
}

const LOOM: &str = r#"
[[skill]]
id = "loomware"
name = "Loomware"
category = "tool"
aliases = ["loom ware", "LW"]
evidence_of = ["data-visualization"]
examples = ["Drew charts in Loomware."]
counterexamples = ["Lives in LW."]

[[skill.ambiguous]]
surfaces = ["LW"]
spelled = ["LW"]
needs = ["list"]

[[skill.phrase]]
triggers = ["warp"]
pattern = '\bthreaded the warp\b'

[[credential]]
id = "weavers-badge"
name = "Weaver's Badge"
kind = "certificate"
"#;

#[test]
fn new_entries_are_found_like_those_built_in() {
    let (taxonomy, notes) = over(LOOM);
    assert!(notes.is_empty(), "{notes:?}");
    for text in [
        "Drew charts in loom-ware.",
        "Python, LW, Docker",
        "Threaded the warp of all carpets.",
        "Uses Loomwere and Python",
    ] {
        assert!(finds(&taxonomy, text, "loomware"), "{text}");
    }
    assert!(!finds(&taxonomy, "Lives in LW.", "loomware"));
    assert!(finds(&taxonomy, "Holder of the Weaver's Badge.", "weavers-badge"));
    let (_, loomware) = taxonomy.skill("loomware").expect("it was added");
    let shows: Vec<&str> = loomware.evidence_of.iter().map(|&index| taxonomy.at(index).id.as_str()).collect();
    assert_eq!(shows, ["data-visualization"]);
    assert_eq!(taxonomy.find("loom ware").map(|(_, skill)| skill.id.as_str()), Some("loomware"));
    assert!(finds(&taxonomy, "Wrote services in Python.", "python"), "the others are still there");
    assert!(taxonomy.version.starts_with(&format!("{}+", builtin::taxonomy().version)), "{}", taxonomy.version);
}

#[test]
fn the_built_in_taxonomy_is_changed_where_the_file_says_so() {
    let (taxonomy, notes) = over(
        "[[skill]]\nid = \"docker\"\naliases = [\"moby engine\", \"docker\"]\nevidence_of = [\"git\"]\n\
         [[skill.ambiguous]]\nsurfaces = [\"Docker\"]\nspelled = [\"Docker\"]\n\n[[skill]]\nid = \"kubernetes\"\nwithout = [\"k8s\"]\n",
    );
    assert!(notes.is_empty(), "{notes:?}");
    assert!(finds(&taxonomy, "Ran the moby engine.", "docker"));
    assert!(finds(&taxonomy, "Ran Docker there.", "docker"));
    assert!(!finds(&taxonomy, "Ran docker there.", "docker"), "the new rule counts letter case");
    assert!(finds(builtin::taxonomy(), "Ran k8s there.", "kubernetes"));
    assert!(!finds(&taxonomy, "Ran k8s there.", "kubernetes"));
    let (before, after) = (builtin::taxonomy().skill("docker"), taxonomy.skill("docker"));
    let (Some((index, before)), Some((same, after))) = (before, after) else { panic!("docker is known") };
    assert_eq!(index, same);
    assert_eq!((&before.name, before.category), (&after.name, after.category));
    assert!(before.evidence_of.iter().all(|shown| after.evidence_of.contains(shown)), "lists are added to");
    assert!(after.evidence_of.len() == before.evidence_of.len() + 1);
}

#[test]
fn nothing_stays_of_what_is_replaced() {
    let (taxonomy, _) = over(
        "[[skill]]\nid = \"docker\"\nname = \"Harbour crane\"\ncategory = \"hardware\"\nreplace = true\naliases = [\"quay crane\"]\n",
    );
    assert!(finds(&taxonomy, "Drove a quay crane.", "docker"));
    assert!(!finds(&taxonomy, "Shipped it with Docker.", "docker"));
    let (_, docker) = taxonomy.skill("docker").expect("the id stays");
    assert!(docker.evidence_of.is_empty() && docker.broader.is_empty());
    assert_eq!(docker.name, "Harbour crane");
}

#[test]
fn a_name_of_the_user_comes_first_and_the_user_is_told() {
    let text = "[[skill]]\nid = \"wound-nursing\"\nname = \"Wound care\"\ncategory = \"domain\"\n";
    assert!(finds(builtin::taxonomy(), "Wound care and more.", "nursing"));
    let (taxonomy, notes) = over(text);
    assert!(finds(&taxonomy, "Wound care and more.", "wound-nursing"));
    assert!(!finds(&taxonomy, "Wound care and more.", "nursing"));
    assert!(finds(&taxonomy, "Catheter care and more.", "nursing"), "the other names stay");
    let told: Vec<String> = notes.iter().map(ToString::to_string).collect();
    assert_eq!(told, ["my.toml:2: `Wound care` goes from `nursing` to `wound-nursing`"]);
    let (meant, notes) = over(&format!("{text}takes_over = [\"wound care\"]\n"));
    assert!(notes.is_empty(), "what is meant needs no note: {notes:?}");
    assert!(finds(&meant, "Wound care and more.", "wound-nursing"));
    // The plural goes with it, or the longer built-in form would hide the name there.
    let (taxonomy, _) = over("[[skill]]\nid = \"plans\"\nname = \"Care plan\"\ncategory = \"domain\"\n");
    assert!(finds(&taxonomy, "Wrote care plans.", "plans"));
}

#[test]
fn files_lie_over_one_another() {
    let (mut taxonomy, _) = over(LOOM);
    let notes = lay(
        &mut taxonomy,
        "[[skill]]\nid = \"loomware\"\naliases = [\"weave suite\"]\n\n[[skill]]\nid = \"aaa-shuttle\"\nname = \"Shuttlebox\"\ncategory = \"tool\"\nbroader = [\"loomware\"]\n",
    );
    assert!(notes.is_empty(), "{notes:?}");
    for (text, id) in
        [("Weave suite, Python", "loomware"), ("Shuttlebox, Python", "aaa-shuttle"), ("Loomware, Python", "loomware")]
    {
        assert!(finds(&taxonomy, text, id), "{text}");
    }
    let ids: Vec<&str> = taxonomy.skills_by_id().into_iter().map(|skill| skill.id.as_str()).collect();
    assert!(ids.is_sorted() && ids.iter().all(|id| taxonomy.skill(id).is_some_and(|(_, skill)| skill.id == *id)));
}

/// What a taxonomy knows, by id: names with target, rule and misspelling; relations; phrases.
fn known(taxonomy: &Taxonomy) -> (BTreeMap<String, String>, BTreeMap<String, String>) {
    use gapcheck::taxonomy::Target;
    let id = |index: u32| taxonomy.at(index).id.clone();
    let ids = |all: &[u32]| all.iter().map(|&index| id(index)).collect::<BTreeSet<_>>();
    let forms = taxonomy.forms.iter().map(|form| {
        let target = match form.target {
            Target::Skill(index) => id(index),
            Target::Credential(index) => taxonomy.credentials[index as usize].id.clone(),
        };
        let rule = form.rule.map(|rule| {
            let rule = taxonomy.rules.get(rule);
            let companions = ids(&rule.companions);
            format!("{:?} {companions:?}", gapcheck::taxonomy::Rule { companions: Vec::new(), ..rule })
        });
        (form.text.to_string(), format!("{target} {rule:?} {}", form.fuzzy))
    });
    let all_phrases: Vec<_> = taxonomy.phrases.iter().collect();
    let skills = taxonomy.skills.iter().map(|skill| {
        let phrases: BTreeSet<&str> = all_phrases
            .iter()
            .filter(|phrase| id(phrase.needs.skill) == skill.id)
            .map(|phrase| phrase.pattern.as_str())
            .collect();
        let relations = [&skill.broader, &skill.evidence_of, &skill.alternatives].map(|all| ids(all));
        (skill.id.clone(), format!("{} {:?} {relations:?} {phrases:?}", skill.name, skill.category))
    });
    (forms.collect(), skills.collect())
}

#[test]
fn laid_over_is_the_same_as_compiled_together() {
    let skills = "\
[[skill]]
id = \"loomware\"
name = \"Loomware\"
category = \"tool\"
aliases = [\"loom colour ware\", \"LW\", \"Loomware/Python\"]
broader = [\"docker\"]
examples = [\"Drew charts in Loomware.\"]
counterexamples = [\"Lives in LW.\"]

[[skill.ambiguous]]
surfaces = [\"LW\"]
needs = [\"list\"]
companions = [\"python\", \"loomware\"]

[[skill.phrase]]
triggers = [\"warp\"]
pattern = 'threaded the warp'
";
    let folder = folder::empty("compiled-together");
    copy(&common::root().join("taxonomy"), &folder);
    std::fs::write(folder.join("skills/zz-own.toml"), skills).expect("it can be written");
    let (together, _) = load::load(&folder).unwrap_or_else(|problems| panic!("{problems:?}"));
    let (laid_over, _) = over(skills);
    let (one, other) = (known(&together), known(&laid_over));
    assert!(one.0.contains_key("loom color ware"), "spelling variants are made");
    assert!(!one.0.contains_key("loomware/python"), "joined names are left to their parts");
    for (ours, theirs) in [(&one.0, &other.0), (&one.1, &other.1)] {
        let differ: Vec<_> = ours.iter().filter(|(key, value)| theirs.get(*key) != Some(value)).take(5).collect();
        assert!(differ.is_empty(), "{differ:#?}");
        assert_eq!(ours.len(), theirs.len());
    }
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("the target folder can be written");
    for entry in std::fs::read_dir(from).expect("the taxonomy is there") {
        let entry = entry.expect("it can be listed");
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).expect("a file can be copied");
        }
    }
}

#[test]
fn its_sentences_are_run() {
    let mut taxonomy = builtin::decoded();
    let addition = own::check(&taxonomy, Path::new("my.toml"), LOOM.as_bytes().to_vec()).expect("it is sound");
    let mut examples: Vec<Examples> = Vec::new();
    addition.extend_examples(&mut examples);
    addition.lay_over(&mut taxonomy);
    assert_eq!(examples.len(), 2);
    assert_eq!(check::run(&taxonomy, &examples), []);
    examples[0].positive.push("Nothing of the kind.".to_string());
    assert_eq!(check::run(&taxonomy, &examples).len(), 1);
}

#[test]
fn a_fixture_of_another_field_holds() {
    let file = common::root().join("fixtures/roles/registered-nurse/skills.toml");
    let (mut taxonomy, mut examples) = (builtin::decoded(), Vec::new());
    let taken =
        own::extend(&mut taxonomy, Some(&mut examples), &file).unwrap_or_else(|problems| panic!("{problems:?}"));
    assert!(!taken.taken.is_empty(), "some of its names are built in under other ids");
    assert_eq!(check::run(&taxonomy, &examples), []);
}

/// What is wrong with a file that is not taken.
fn problems(bytes: &[u8]) -> Vec<Problem> {
    own::check(builtin::taxonomy(), Path::new("my.toml"), bytes.to_vec()).err().unwrap_or_default()
}

/// Expects one problem, at a line, that says so.
fn refused(text: &str, line: usize, says: &[&str]) {
    let problems = problems(text.as_bytes());
    let told = problems.iter().any(|at| at.line == line && says.iter().all(|words| at.message.contains(words)));
    assert!(told, "nothing about line {line} that says {says:?} in {problems:#?} of {text}");
}

fn skill(rest: &str) -> String {
    format!("[[skill]]\nid = \"loomware\"\nname = \"Loomware\"\ncategory = \"tool\"\n{rest}\n")
}

#[test]
fn broken_files_are_refused_with_line_and_remedy() {
    refused(&skill("alias = [\"x\"]"), 5, &["alias", "expected one of", "taxonomy/README.md"]);
    refused(&skill("aliases = [\"---\"]"), 5, &["folds to nothing", "letters"]);
    refused(&skill("aliases = [\"QXW\"]"), 5, &["short enough", "`ambiguous` rule"]);
    refused(&skill("aliases = [\"loom ware\", \"Loom-Ware\"]"), 5, &["`Loom-Ware` is there already", "drop it"]);
    refused(&skill("broader = [\"dokcer\"]"), 5, &["no skill", "did you mean `docker`?"]);
    refused(&skill("broader = [\"loomware\"]"), 2, &["leads back to itself", "drop one"]);
    refused(&skill("replace = true"), 2, &["not built in", "nothing to `replace`"]);
    refused(&skill("without = [\"docker\"]"), 5, &["`without`", "no built-in name of `loomware`", "gapcheck explain"]);
    refused(&skill("takes_over = [\"nobody has it\"]"), 5, &["`takes_over`", "alias"]);
    refused(
        &skill("documents = [{ document = \"999\", heading = \"H\", level = \"tool\" }]"),
        5,
        &["no document `999`"],
    );
    refused(&skill("[[skill.phrase]]\ntriggers = [\"a\"]\npattern = '('"), 5, &["no regular expression"]);
    refused(&skill("[[skill.ambiguous]]\nsurfaces = [\"other\"]"), 5, &["neither the name nor an alias"]);
    refused(
        "[[skill]]\nid = \"dokcer\"\naliases = [\"moby\"]\n",
        2,
        &["`name` and `category`", "did you mean `docker`?"],
    );
    refused("[[skill]]\nid = \"Loom\"\nname = \"L o o m\"\ncategory = \"tool\"\n", 2, &["no id", "hyphens"]);
    refused("[[credential]]\nid = \"badge\"\n", 2, &["`name` and `kind`"]);
    let other = "[[skill]]\nid = \"other\"\nname = \"Other loom\"\ncategory = \"tool\"\naliases = [\"Loomware\"]\n";
    refused(&(skill("") + other), 10, &["`Loomware` is an alias of `loomware` (my.toml:2)", "one entry only"]);
    refused(&(skill("") + &skill("")), 7, &["`loomware` is used twice (my.toml:2)", "merge"]);
    refused("", 0, &["no [[skill]] and no [[credential]]", "taxonomy/README.md"]);
    refused("# only a remark\n", 0, &["no [[skill]]"]);
}

#[test]
fn an_ordinary_word_is_taken_and_told() {
    let file = skill("aliases = [\"garden\"]");
    let addition = own::check(builtin::taxonomy(), Path::new("my.toml"), file.into_bytes()).expect("it is sound");
    let told: Vec<String> = addition.notes().ordinary.iter().map(ToString::to_string).collect();
    assert_eq!(told, ["my.toml:5: `garden` counts wherever it stands; an `ambiguous` rule narrows that"]);
    assert!(addition.notes().taken.is_empty());
}

#[test]
fn a_circle_through_the_built_in_taxonomy_is_found() {
    // Docker shows containerization: if that were a kind of a tool that is a kind of Docker, it would show itself.
    let circle = "[[skill]]\nid = \"containerization\"\nbroader = [\"loomware\"]\n\n".to_string()
        + &skill("broader = [\"docker\"]");
    let problems = problems(circle.as_bytes());
    assert!(problems.iter().any(|at| at.message.contains("leads back to itself")), "{problems:?}");
}

#[test]
fn bytes_that_are_no_text_are_refused() {
    let mut bytes = skill("").into_bytes();
    bytes.extend(b"aliases = [\"caf\xe9 loom\"]\n");
    let found = problems(&bytes);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].line, 6);
    assert!(found[0].message.contains("not UTF-8"), "{found:?}");
}

#[test]
fn a_line_of_ten_megabytes_is_one_problem_of_one_line() {
    let long = "loom ".repeat(2 << 20);
    for (rest, says) in [
        (format!("aliases = [\"{long}\"]"), "longer than"),
        (format!("aliases = [\"x\", \"{long}]"), "taxonomy/README.md"),
        (format!("{long} = 1"), "taxonomy/README.md"),
        (format!("broader = [\"{long}\"]"), "no skill"),
    ] {
        let found = problems(skill(&rest).as_bytes());
        assert!(found.iter().any(|at| at.line == 5 && at.message.contains(says)), "{says}: {:?}", found.len());
        assert!(found.iter().all(|at| at.message.len() < 600), "a message is not a dump of the file");
    }
    let found = problems(skill("aliases = [").replace("loomware", &long).as_bytes());
    assert!(found.iter().all(|at| at.message.len() < 600));
}

#[test]
fn very_many_problems_are_told_at_once() {
    let entry = |number: usize| {
        format!(
            "[[skill]]\nid = \"s{number}\"\nname = \"Loom {number}\"\ncategory = \"tool\"\n\
             aliases = [\"the same loom\"]\nbroader = [\"nothing-{number}\"]\n"
        )
    };
    let found = problems((0..5_000).map(entry).collect::<String>().as_bytes());
    assert_eq!(found.len(), 5_000 + 4_999);
    assert!(found.iter().all(|at| at.line > 0));
}

#[test]
fn a_broken_file_changes_nothing() {
    let folder = folder::empty("own-broken");
    let file = folder.join("my.toml");
    std::fs::write(&file, skill("broader = [\"dokcer\"]")).expect("it can be written");
    let mut taxonomy = builtin::decoded();
    let mut examples = builtin::examples();
    assert!(own::extend(&mut taxonomy, Some(&mut examples), &file).is_err());
    assert_eq!(taxonomy.version, builtin::taxonomy().version);
    assert_eq!(known(&taxonomy), known(builtin::taxonomy()));
    assert_eq!(examples, builtin::examples());
}
