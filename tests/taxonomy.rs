//! The taxonomy does what its sentences say, is the same whatever the order of its files, and refuses what is broken.

mod common;

use std::path::Path;

use common::folder::{self, Folder};
use gapcheck::taxonomy::{load, schema::Category};
use gapcheck::{builtin, check};

#[test]
fn every_example_and_counterexample_holds() {
    let examples = builtin::examples();
    let taxonomy = builtin::taxonomy();
    let failures = [check::run(taxonomy, &examples), check::run_steps(taxonomy)].concat();
    let lines: Vec<String> = failures.iter().map(ToString::to_string).collect();
    assert!(lines.is_empty(), "{} sentences fail:\n{}", lines.len(), lines.join("\n"));
}

#[test]
fn it_is_as_large_as_promised() {
    let taxonomy = builtin::taxonomy();
    let examples = builtin::examples();
    let sentences: usize = examples.iter().map(|example| example.positive.len() + example.negative.len()).sum();
    println!(
        "{} skills, {} surface forms, {} rules, {} evidence phrases, {} credentials, {} steps, {sentences} sentences",
        taxonomy.skills.len(),
        taxonomy.forms.len(),
        taxonomy.rules.len(),
        taxonomy.phrases.list.len(),
        taxonomy.credentials.len(),
        taxonomy.steps.len(),
    );
    assert!(taxonomy.skills.len() >= 1500);
    assert!(taxonomy.forms.len() >= 4000);
    assert!(examples.iter().all(|example| !example.positive.is_empty()), "each entry has an example");
}

#[test]
fn an_ambiguous_name_has_a_sentence_that_it_must_survive() {
    let taxonomy = builtin::taxonomy();
    let without: Vec<String> = builtin::examples()
        .into_iter()
        .filter(|example| example.negative.is_empty())
        .filter(|example| {
            taxonomy.skill(&example.id).is_some_and(|(_, skill)| {
                let own = taxonomy.forms.find(&gapcheck::normalize::fold_name(&skill.name));
                let ruled = own.and_then(|form| form.rule).map(|rule| taxonomy.rules.get(rule));
                // What needs a context is an ordinary word or a name of something else.
                ruled.is_some_and(|rule| !rule.needs.is_empty()) && skill.category == Category::Language
            })
        })
        .map(|example| example.id)
        .collect();
    assert!(without.is_empty(), "give these languages a counterexample: {without:?}");
}

/// Copies a taxonomy, with names of files that sort the other way round.
fn copy_reversed(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("the target folder can be written");
    let mut entries: Vec<_> = std::fs::read_dir(from)
        .expect("the taxonomy is there")
        .map(|entry| entry.expect("it can be listed").path())
        .collect();
    entries.sort();
    // Only the files of skills may have any name: the corrections of a role have its name.
    let free = from.ends_with("skills");
    for (number, path) in entries.iter().enumerate() {
        let name = path.file_name().expect("entries have names").to_string_lossy();
        let name = if free { format!("{:03}-{name}", entries.len() - number) } else { name.into_owned() };
        if path.is_dir() {
            copy_reversed(path, &to.join(name));
        } else {
            std::fs::copy(path, to.join(name)).expect("a file can be copied");
        }
    }
}

#[test]
fn the_order_of_files_does_not_matter() {
    let folder = folder::empty("reversed");
    copy_reversed(&common::root().join("taxonomy"), &folder);
    let (taxonomy, examples) = load::load(&folder).unwrap_or_else(|problems| panic!("{problems:?}"));
    assert_eq!(taxonomy.version, builtin::taxonomy().version);
    let bytes = |taxonomy| postcard::to_stdvec(taxonomy).expect("it can be written");
    assert!(bytes(&taxonomy) == bytes(builtin::taxonomy()), "the compiled bytes differ");
    assert!(taxonomy.skills.parts() == builtin::taxonomy().skills.parts(), "the tables of skills differ");
    assert_eq!(examples, builtin::examples());
}

/// Breaks a sound taxonomy in one way, and expects one message at a place.
fn refused(test: &str, change: impl FnOnce(&Folder), file: &str, line: usize, says: &[&str]) {
    let folder = Folder::sound(test);
    change(&folder);
    let problems = folder.problems();
    let messages: Vec<String> = problems.iter().map(ToString::to_string).collect();
    let told = problems.iter().any(|problem| {
        problem.file.ends_with(file) && problem.line == line && says.iter().all(|words| problem.message.contains(words))
    });
    assert!(told, "{test}: nothing about {file}:{line} that says {says:?} in {messages:#?}");
}

fn skills(old: &'static str, new: &'static str) -> impl FnOnce(&Folder) {
    move |folder| folder.replace("skills/tools.toml", old, new)
}

const TOOLS: &str = "skills/tools.toml";

#[test]
fn a_sound_folder_is_taken() {
    let problems = Folder::sound("sound").problems();
    assert!(problems.is_empty(), "{problems:?}");
}

#[test]
fn what_is_no_toml_is_refused() {
    refused(
        "no-toml",
        skills("category = \"tool\"\nalias", "category = tool\nalias"),
        TOOLS,
        5,
        &["taxonomy/README.md"],
    );
    let no_file = |folder: &Folder| folder.write("advice.toml", "[[step]\n");
    refused("no-table", no_file, "advice.toml", 1, &["taxonomy/README.md"]);
}

#[test]
fn unknown_words_are_refused() {
    refused("field", skills("broader =", "broder ="), TOOLS, 7, &["broder", "expected one of", "README.md"]);
    refused("category", skills("tool\"\nalias", "gadget\"\nalias"), TOOLS, 5, &["gadget", "expected one of"]);
    refused("level", skills("level = \"required\"", "level = \"vital\""), TOOLS, 8, &["vital", "expected one of"]);
    refused(
        "relation",
        skills("[\"sawmaster\"]", "[\"sawmastr\"]"),
        TOOLS,
        7,
        &["`broader`", "`sawmastr`", "did you mean `sawmaster`?"],
    );
    refused("document", skills("document = \"900\"", "document = \"901\""), TOOLS, 8, &["901", "documents.toml"]);
    refused(
        "heading",
        skills("\"What it takes\"", "\"What it take\""),
        TOOLS,
        8,
        &["no heading `What it take`", "did you mean `What it takes`?", "documents.toml"],
    );
    let advice = |folder: &Folder| folder.replace("advice.toml", "[\"hammerwerk\"]", "[\"hammerwrk\"]");
    refused("advice", advice, "advice.toml", 2, &["`helps`", "did you mean `hammerwerk`?"]);
    let group = |folder: &Folder| folder.replace("roles/builder.toml", "\"sawmaster\"]", "\"sawmastr\"]");
    refused("group", group, "roles/builder.toml", 0, &["group `a-tool`", "did you mean `sawmaster`?"]);
}

#[test]
fn advice_that_could_be_pasted_as_it_stands_is_refused() {
    let with = |line: &'static str| {
        move |folder: &Folder| folder.replace("advice.toml", "Built [your thing] with Hammerwerk.", line)
    };
    refused("no-blank", with("Built a shed with Hammerwerk."), "advice.toml", 2, &["no blank", "[what came of it]"]);
    let figures = [
        "Built [your shed] with Hammerwerk in 2024.",
        "Cut [your costs] by 40 % with Hammerwerk.",
        "Halved [your costs] with Hammerwerk.",
        "Built three of [your sheds] with Hammerwerk.",
        "Built [your sheds] with Hammerwerk, (4th) prize.",
    ];
    for line in figures {
        refused("figure", with(line), "advice.toml", 2, &["outside of brackets", "[number]"]);
    }
    refused("bracket", with("Built [sheds] with Hammerwerk."), "advice.toml", 2, &["[sheds]", "en.toml"]);
    let p95 = Folder::sound("p95");
    p95.replace("advice.toml", "Built [your thing]", "Brought p95 and INT8 from [before] to [after]");
    assert!(p95.problems().is_empty());
}

#[test]
fn advice_that_names_what_is_not_there_is_refused() {
    let with = |line: &'static str| {
        move |folder: &Folder| folder.replace("advice.toml", "helps =", &format!("{line}\nhelps ="))
    };
    refused("about", with("about = [\"sawmaster\"]"), "advice.toml", 2, &["`about`", "`sawmaster`", "`helps`"]);
    let badge = with("needless_with = [\"builder-badge\"]");
    refused("badge", badge, "advice.toml", 2, &["`needless_with`", "did you mean `builders-badge`?"]);
    let general = |entry: &'static str| {
        move |folder: &Folder| {
            let end = "heading = \"What it takes\" }]\n";
            folder.replace(
                "advice.toml",
                end,
                &format!("{end}\n[[general]]\n{entry}\nstep = \"S\"\nshows_as = \"\"\n"),
            );
        }
    };
    refused("kinds", general("when = \"missing\""), "advice.toml", 10, &["`kinds`", "missing"]);
    refused("when", general("when = \"listed\"\nkinds = [\"tool\"]"), "advice.toml", 10, &["`kinds`", "missing"]);
    refused("twice", general("when = \"missing\"\nkinds = [\"tool\", \"tool\"]"), "advice.toml", 10, &["merge"]);
}

#[test]
fn what_goes_round_in_circles_is_refused() {
    let circle = skills("name = \"Sawmaster\"", "name = \"Sawmaster\"\nevidence_of = [\"hammerwerk\"]");
    refused("cycle", circle, TOOLS, 12, &["leads back to itself", "drop one"]);
    refused("itself", skills("[\"sawmaster\"]", "[\"hammerwerk\"]"), TOOLS, 3, &["leads back to itself", "drop one"]);
}

#[test]
fn what_stands_twice_is_refused() {
    let twice = |folder: &Folder| folder.write("skills/works.toml", folder::SKILLS);
    refused("id", twice, "skills/works.toml", 3, &["`hammerwerk` is used twice", "tools.toml", "merge"]);
    refused(
        "alias",
        skills("name = \"Sawmaster\"", "name = \"Sawmaster\"\naliases = [\"Hammer-Werk\"]"),
        TOOLS,
        14,
        &["`Hammer-Werk` is an alias of `hammerwerk`", "one entry only"],
    );
    refused(
        "own-alias",
        skills("\"hammer werk\"", "\"hammerwerk\""),
        TOOLS,
        6,
        &["there already after folding", "drop it"],
    );
    let step = |folder: &Folder| {
        let text = "\n[[step]]\nid = \"b\"\nstep = \"B\"\nmake = \"\"\nshows_as = \"\"\nhelps = []\nadvised_by = []\n";
        folder.write("advice.toml", &text.repeat(2));
    };
    refused("step", step, "advice.toml", 10, &["`b` is used twice", "merge"]);
    let grouped = |folder: &Folder| {
        let again =
            "[[group]]\nid = \"b\"\nname = \"b\"\nany_of = [\"sawmaster\"]\nwhy = \"\"\n\n[[group]]\nid = \"a-tool\"";
        folder.replace("roles/builder.toml", "[[group]]\nid = \"a-tool\"", again);
    };
    refused("two-groups", grouped, "roles/builder.toml", 0, &["`sawmaster` is in the groups", "keep one"]);
}

#[test]
fn names_that_cannot_be_found_or_mean_too_much_are_refused() {
    refused("nothing", skills("\"hammer werk\"", "\"---\""), TOOLS, 6, &["folds to nothing", "letters"]);
    refused("empty", skills("\"hammer werk\"", "\"\""), TOOLS, 6, &["folds to nothing", "letters"]);
    refused("short", skills("\"hammer werk\"", "\"HW\""), TOOLS, 6, &["`HW` is short", "`ambiguous` rule"]);
    refused("id-form", skills("id = \"hammerwerk\"", "id = \"Hammerwerk\""), TOOLS, 3, &["no id", "hyphens"]);
    refused("order", skills("id = \"hammerwerk\"", "id = \"zz\""), TOOLS, 12, &["stands after `zz`", "sorted by id"]);
    refused(
        "no-example",
        skills("examples = [\"Cut the costs with Sawmaster.\"]", ""),
        TOOLS,
        12,
        &["has no example", "add a sentence"],
    );
}

#[test]
fn broken_rules_and_phrases_are_refused() {
    let rule = "\n[[skill.ambiguous]]\nsurfaces = [\"hammer\"]\n";
    let with = |tail: &'static str| {
        move |folder: &Folder| {
            let end = "examples = [\"Built three sheds with Hammerwerk.\"]";
            folder.replace(TOOLS, end, &format!("{end}\n{tail}"));
        }
    };
    refused("rule", with(rule), TOOLS, 11, &["`hammer`", "add the alias"]);
    let context = "\n[[skill.ambiguous]]\nsurfaces = [\"Hammerwerk\"]\nneeds = [\"mood\"]\n";
    refused("context", with(context), TOOLS, 13, &["mood", "expected one of"]);
    let companion = "\n[[skill.ambiguous]]\nsurfaces = [\"Hammerwerk\"]\ncompanions = [\"sawmastr\"]\n";
    refused("companion", with(companion), TOOLS, 11, &["`companions`", "did you mean `sawmaster`?"]);
    let regex = "\n[[skill.phrase]]\ntriggers = [\"nail\"]\npattern = 'nail(s'\n";
    refused("regex", with(regex), TOOLS, 11, &["no regular expression", "unclosed group"]);
    let triggers = "\n[[skill.phrase]]\ntriggers = []\npattern = 'nails?'\n";
    refused("triggers", with(triggers), TOOLS, 11, &["needs `triggers`"]);
}

#[test]
fn a_missing_file_is_named() {
    let folder = folder::empty("missing");
    let problems = load::load(&folder).err().unwrap_or_default();
    for file in ["skills", "roles", "documents.toml", "credentials.toml", "advice.toml", "en.toml"] {
        assert!(problems.iter().any(|problem| problem.file.ends_with(file)), "{file}: {problems:?}");
    }
}

#[test]
fn every_problem_is_told_at_once() {
    let folder = Folder::sound("many");
    folder.replace(TOOLS, "\"hammer werk\"", "\"HW\"");
    folder.replace(TOOLS, "[\"sawmaster\"]", "[\"sawmastr\"]");
    folder.replace("advice.toml", "[\"hammerwerk\"]", "[\"nothing\"]");
    assert_eq!(folder.problems().len(), 3);
}
