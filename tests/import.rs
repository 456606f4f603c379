//! Tables of others become a file that loads, and of their names only those that can be looked for in any text.

mod common;

use std::collections::BTreeSet;
use std::path::Path;

use gapcheck::builtin;
use gapcheck::document::{Document, DocumentKind};
use gapcheck::extract::{self, ReadOptions};
use gapcheck::facts::TaxonomyFacts;
use gapcheck::import::{self, Field, Filter, Imported, Options, Source, Why};
use gapcheck::matcher::{MatchOptions, Matcher};
use gapcheck::render;
use gapcheck::taxonomy::load::Problem;
use gapcheck::taxonomy::{Taxonomy, own};
use proptest::prelude::*;

fn options(source: Source) -> Options {
    Options { source, only: vec![], columns: vec![], delimiter: None, category: None, prefix: None }
}

fn imported(bytes: &[u8], options: &Options) -> Result<Imported, Problem> {
    import::import(bytes, "table", builtin::taxonomy(), options)
}

fn fixture(file: &str) -> Vec<u8> {
    std::fs::read(common::root().join("fixtures/import").join(file)).expect("the fixture is there")
}

fn sound(bytes: &[u8], options: &Options) -> Imported {
    imported(bytes, options).unwrap_or_else(|problem| panic!("{problem}"))
}

/// The built-in taxonomy with the imported file over it.
fn over(imported: &Imported) -> Taxonomy {
    let mut taxonomy = builtin::decoded();
    let addition = own::check(&taxonomy, Path::new("my.toml"), imported.toml.clone().into_bytes());
    let addition = addition.unwrap_or_else(|problems| panic!("{problems:?} in {}", imported.toml));
    assert!(addition.notes().ordinary.is_empty(), "ordinary words have a rule: {:?}", addition.notes());
    assert!(addition.notes().taken.is_empty(), "nothing is taken from built-in skills: {:?}", addition.notes());
    addition.lay_over(&mut taxonomy);
    taxonomy
}

fn found(taxonomy: &Taxonomy, text: &str) -> BTreeSet<String> {
    let reading = extract::read(text.as_bytes(), &ReadOptions::default()).expect("a text can be read");
    let document = Document::new(reading, DocumentKind::Resume, &taxonomy.language);
    let mentions = Matcher::new(taxonomy).matches(&document, MatchOptions::default()).mentions;
    mentions.iter().map(|mention| taxonomy.at(mention.skill).id.clone()).collect()
}

fn left_out(imported: &Imported) -> Vec<(&str, &Why)> {
    imported.report.left_out.iter().map(|left| (left.name.as_str(), &left.why)).collect()
}

#[test]
fn esco() {
    let esco = sound(&fixture("esco.csv"), &options(Source::Esco));
    assert_eq!((esco.report.rows, esco.report.skills, esco.report.names), (11, 8, 20));
    let python = ("Python (computer programming)", &Why::BuiltIn("python".into()));
    assert!(left_out(&esco).contains(&python), "{:?}", left_out(&esco));
    assert!(left_out(&esco).contains(&("loom setting", &Why::Shared)));
    assert!(left_out(&esco).contains(&("---", &Why::SaysNothing)));
    let taxonomy = over(&esco);
    for (text, id) in [
        ("Can tune hand looms of any make.", "esco-tune-hand-looms"),
        ("Hand loom tuning and more.", "esco-tune-hand-looms"),
        ("Calibrate hand looms.", "esco-tune-hand-looms"),
        ("Python, Quillscript, Docker", "esco-quillscript-computer-programming-b9ecfbe2"),
    ] {
        assert!(found(&taxonomy, text).contains(id), "{text}");
    }
    assert_eq!(taxonomy.skill("esco-keep-calm-among-looms").map(|(_, skill)| skill.category.name()), Some("soft"));
}

#[test]
fn ordinary_words_of_an_import_count_in_a_context_only() {
    let taxonomy = over(&sound(&fixture("esco.csv"), &options(Source::Esco)));
    for text in [
        "The weft of the story is thin.",
        "Slept on the upholstery of a train.",
        "Filed the form qsx at the office.",
        "Wrote to Quillscript about a bill.",
    ] {
        let found = found(&taxonomy, text);
        assert!(found.iter().all(|id| !id.starts_with("esco-")), "{text}: {found:?}");
    }
    let listed = found(&taxonomy, "Jo Doe\n\nSkills\nWeft, upholstery, thread counts of cloth\n");
    assert!(listed.contains("esco-weft") && listed.contains("esco-upholstery"), "{listed:?}");
    // A name of the import does not make its neighbours technical.
    assert!(!found(&taxonomy, "Judge dye baths and go to the mill.").contains("go"));
}

#[test]
fn nothing_in_a_resume_changes_for_what_the_import_does_not_know() {
    let taxonomy = over(&sound(&fixture("esco.csv"), &options(Source::Esco)));
    for name in common::RESUMES {
        let text = common::source(name);
        assert_eq!(found(&taxonomy, &text), found(builtin::taxonomy(), &text), "{name}");
    }
}

#[test]
fn onet() {
    let onet = sound(&fixture("onet.txt"), &options(Source::Onet));
    assert_eq!((onet.report.rows, onet.report.skills), (9, 6));
    let taxonomy = over(&onet);
    assert!(found(&taxonomy, "Patterns in Threadmaster Studio.").contains("onet-threadmaster-studio"));
    assert!(!found(&taxonomy, "At warp speed.").contains("onet-warp"));
    assert!(!found(&taxonomy, "Threadmister, Python").iter().any(|id| id.starts_with("onet")), "no misspellings");
    let hot = Filter { column: "hot technology".into(), value: "y".into(), part: false };
    let hot = sound(&fixture("onet.txt"), &Options { only: vec![hot], ..options(Source::Onet) });
    assert_eq!((hot.report.rows, hot.report.filtered, hot.report.skills), (9, 4, 2));
}

#[test]
fn any_table() {
    let columns = vec![
        (Field::Name, "Tool".to_string()),
        (Field::Aliases, "Also called".to_string()),
        (Field::Category, "Kind".to_string()),
        (Field::Broader, "Part of".to_string()),
    ];
    let with = Options { columns, delimiter: Some(b';'), prefix: Some("mill-".into()), ..options(Source::Csv) };
    let table = sound(&fixture("tools.csv"), &with);
    let taxonomy = over(&table);
    let (_, query) = taxonomy.skill("mill-bobbin-query").expect("it is there");
    assert_eq!(query.category.name(), "language");
    assert_eq!(query.broader.iter().map(|&at| taxonomy.at(at).id.as_str()).collect::<Vec<_>>(), ["mill-bobbin-cloud"]);
    assert!(left_out(&table).iter().any(|(_, why)| **why == Why::NoSuchSkill("weaving-stack".into())));
    assert!(left_out(&table).contains(&("Bobbin Query", &Why::Shared)), "an alias yields to a name");
}

#[test]
fn a_row_with_a_built_in_id_adds_names_to_it() {
    let table = b"id,name,aliases\ndocker,Docker,moby engine|docker|dockerized\n";
    let table = sound(table, &options(Source::Csv));
    assert_eq!((table.report.extended, table.report.skills, table.report.names), (1, 0, 1));
    assert!(found(&over(&table), "Ran the moby engine.").contains("docker"));
}

#[test]
fn what_is_exported_is_known_when_it_comes_back() {
    let taxonomy = builtin::taxonomy();
    let facts = TaxonomyFacts::new(taxonomy, &builtin::examples());
    let table = render::csv::taxonomy(&facts, taxonomy);
    assert_eq!(table.lines().count(), 1 + taxonomy.skills.len());
    let back = sound(table.as_bytes(), &options(Source::Csv));
    assert_eq!((back.report.skills, back.report.extended), (0, 0), "{}", back.toml);
    assert!(back.toml.is_empty());
    // Over no taxonomy at all it comes back as it went.
    let mut empty = Taxonomy::default();
    empty.language = taxonomy.language.clone();
    let whole = import::import(table.as_bytes(), "table", &empty, &options(Source::Csv));
    let whole = whole.unwrap_or_else(|problem| panic!("{problem}"));
    let rows_lost = whole.report.left_out.iter().filter(|left| left.row).count();
    assert_eq!(whole.report.skills + rows_lost, taxonomy.skills.len());
    assert!(rows_lost < 10, "{:?}", whole.report.left_out);
}

fn refused(bytes: &[u8], source: Source, line: usize, says: &[&str]) {
    match imported(bytes, &options(source)) {
        Ok(table) => panic!("taken: {}", table.toml),
        Err(problem) => {
            assert_eq!(problem.line, line, "{problem}");
            assert!(says.iter().all(|words| problem.message.contains(words)), "{problem}");
            assert!(problem.message.len() < 600, "a message is not a dump of the file");
        }
    }
}

#[test]
fn broken_tables_are_refused_with_line_and_remedy() {
    refused(b"", Source::Csv, 0, &["is empty", "names of its columns"]);
    refused(b"title,kind\nX,tool\n", Source::Csv, 1, &["no column `name`", "`title`", "--columns name=COLUMN"]);
    refused(b"name;aliases\nX;Y\n", Source::Csv, 1, &["no column `name`", "--delimiter"]);
    refused(b"a,b\n1,2\n", Source::Esco, 1, &["no column `preferredLabel`", "ESCO"]);
    refused(b"a\tb\n1\t2\n", Source::Onet, 1, &["no column `Example`", "O*NET"]);
    refused(b"name,aliases\nLoom A,x y z\nLoom B\n", Source::Csv, 3, &["1 fields", "header 2", "quotes"]);
    refused(b"name\nLoom A\nLoom \xe9\n", Source::Csv, 3, &["not UTF-8", "save"]);
    refused(b"name,category\nLoom A,gadget\n", Source::Csv, 2, &["`gadget` is no category", "tool"]);
    let circle = b"id,name,broader\na-loom,Loom A,b-loom\nb-loom,Loom B,a-loom\n";
    refused(circle, Source::Csv, 3, &["`b-loom` leads back to itself", "drop one"]);
    refused(b"id,name\n--,Loom A\n", Source::Csv, 2, &["is no id", "hyphens"]);
}

#[test]
fn a_row_of_ten_megabytes_is_left_out() {
    let mut table = String::from("name,aliases\nLoom A,weaving frame\n\"");
    table.push_str(&"loom ".repeat(2 << 20));
    table.push_str("\",x\nLoom B,\n");
    let table = sound(table.as_bytes(), &options(Source::Csv));
    assert_eq!((table.report.rows, table.report.skills), (3, 2));
    assert_eq!(table.report.left_out.len(), 1);
    assert!(table.report.left_out[0].why == Why::TooLong && table.report.left_out[0].name.len() < 200);
}

#[test]
fn a_quote_that_never_ends_is_told_before_memory_is_full() {
    struct Endless(bool);
    impl std::io::Read for Endless {
        fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
            if !self.0 {
                self.0 = true;
                let start = b"name\nLoom A\n\"";
                buffer[..start.len()].copy_from_slice(start);
                return Ok(start.len());
            }
            buffer.fill(b'x');
            Ok(buffer.len())
        }
    }
    let problem = import::import(Endless(false), "table", builtin::taxonomy(), &options(Source::Csv));
    let problem = problem.expect_err("it has no end");
    assert!(problem.message.contains("is a quote missing"), "{problem}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    /// Whatever stands in the cells, what is written loads and takes nothing from built-in skills, and the order of the
    /// rows does not matter to which names are taken.
    #[test]
    fn what_is_written_loads(
        mut rows in prop::collection::vec(
            ("[ -~éΩ字\u{ad}]{0,24}|(Python|R|loom|Go|the of)( [A-Za-z+#./()]{1,8}){0,3}", "[ -~;|éΩ字]{0,40}"),
            1..24,
        )
    ) {
        let table = |rows: &[(String, String)]| {
            let mut writer = csv_of(rows);
            writer.insert_str(0, "name,aliases\n");
            writer
        };
        let first = sound(table(&rows).as_bytes(), &options(Source::Csv));
        if !first.toml.is_empty() {
            over(&first);
        }
        rows.reverse();
        let second = sound(table(&rows).as_bytes(), &options(Source::Csv));
        prop_assert_eq!(first.report.skills, second.report.skills);
        prop_assert_eq!(first.report.names, second.report.names);
    }
}

fn csv_of(rows: &[(String, String)]) -> String {
    let quoted = |text: &String| format!("\"{}\"", text.replace('"', "\"\""));
    rows.iter().map(|(name, aliases)| format!("{},{}\n", quoted(name), quoted(aliases))).collect()
}
