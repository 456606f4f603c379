//! The same resume in every format: the same skills with the same strength, and the same sections in the same order.

mod common;

use std::collections::BTreeSet;
use std::path::PathBuf;

use gapcheck::coverage::Strength;
use gapcheck::document::{Document, DocumentKind, Format, Locator, Reading, SectionKind};
use gapcheck::extract::{self, ReadError, ReadOptions};

use common::{root, skills, source, taxonomy};

/// What a report shows of a document, whatever its format.
#[derive(Debug, PartialEq)]
struct Seen {
    skills: Vec<(String, Strength)>,
    sections: Vec<SectionKind>,
}

fn seen(document: &Document) -> Seen {
    let skills = skills(document);
    Seen {
        skills: skills.iter().map(|skill| (taxonomy().at(skill.skill).id.clone(), skill.strength)).collect(),
        sections: document.sections().iter().map(|section| section.kind).collect(),
    }
}

/// Every file in `fixtures/formats`, with the name of its resume.
fn files() -> Vec<(String, PathBuf)> {
    let mut files: Vec<(String, PathBuf)> = std::fs::read_dir(root().join("fixtures/formats"))
        .expect("folder")
        .map(|entry| entry.expect("entry").path())
        .filter(|path| path.extension().is_some_and(|extension| extension != "py"))
        .map(|path| {
            let name = path.file_name().expect("name").to_string_lossy().into_owned();
            (name.split_once('.').expect("extension").0.to_owned(), path)
        })
        .collect();
    files.sort();
    files
}

fn read(path: &PathBuf) -> Result<Reading, ReadError> {
    let extension = path.extension().map(|extension| extension.to_string_lossy().to_lowercase());
    extract::read(&std::fs::read(path).expect("fixture"), &ReadOptions { extension, ..ReadOptions::default() })
}

#[test]
fn every_format_says_the_same() {
    let schema = std::fs::read_to_string(root().join("schema/skills.v1.json")).expect("schema");
    let mut formats = Vec::new();
    let mut encodings = 0;
    let mut wrong = String::new();
    let mut all = files();
    for name in all.iter().map(|(name, _)| name.clone()).collect::<BTreeSet<String>>() {
        all.push((name.clone(), common::file(&name, "resume.pdf")));
    }
    for (name, path) in all {
        let expected = seen(&common::document(&source(&name)));
        assert!(expected.skills.len() > 10 && expected.sections.len() > 3, "{name} says too little");
        let reading = read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        formats.push(reading.format);
        let name = format!("\"{}\"", reading.format.name());
        assert!(schema.contains(&name), "the schema knows no format {name}");
        // Another encoding than UTF-8 is told.
        let said: Vec<&str> = reading.warnings.iter().map(|warning| warning.code.as_str()).collect();
        let file = path.file_name().expect("name").to_string_lossy().into_owned();
        let other = file.ends_with("windows-1252.txt") || file.contains("utf-16");
        assert_eq!(said, if other { vec!["encoding"] } else { vec![] }, "{file}");
        encodings += usize::from(reading.format == Format::Text);
        let found = seen(&Document::new(reading, DocumentKind::Resume, &taxonomy().language));
        if found != expected {
            let of = |all: &Seen, other: &Seen| -> Vec<(String, Strength)> {
                all.skills.iter().filter(|skill| !other.skills.contains(skill)).cloned().collect()
            };
            wrong +=
                &format!("{}: more {:?}, fewer {:?}", path.display(), of(&found, &expected), of(&expected, &found));
            wrong += &format!("\n  sections {:?}\n  not      {:?}\n", found.sections, expected.sections);
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
    assert_eq!(encodings, 10, "two texts in five encodings");
    for format in [
        Format::Pdf,
        Format::Docx,
        Format::Odt,
        Format::Rtf,
        Format::Html,
        Format::Markdown,
        Format::JsonResume,
        Format::RenderCv,
        Format::Latex,
        Format::Typst,
    ] {
        assert!(formats.contains(&format), "no fixture in {format:?}");
    }
}

/// The sources of the fixture resumes, each in a layout of its own: sidebars, tables, commands of its own.
#[test]
fn every_layout_says_the_same() {
    let mut seen_files = 0;
    for name in common::RESUMES {
        for suffix in ["tex", "typ", "fodt", "html"] {
            let path = common::file(name, &format!("resume.{suffix}"));
            if !path.is_file() {
                continue;
            }
            let expected = seen(&common::document(&source(name))).skills;
            let reading = read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            assert_eq!(reading.warnings, [], "{}", path.display());
            let found = seen(&Document::new(reading, DocumentKind::Resume, &taxonomy().language)).skills;
            assert_eq!(found, expected, "{}", path.display());
            seen_files += 1;
        }
    }
    assert_eq!(seen_files, common::RESUMES.len());
}

#[test]
fn places_are_those_of_the_format() {
    for (_, path) in files() {
        let reading = read(&path).expect("readable");
        let place = reading.lines[0].locator.clone();
        match reading.format {
            Format::Docx | Format::Odt | Format::Rtf => {
                assert_eq!(place, Some(Locator::Paragraph(1)), "{}", path.display())
            }
            Format::JsonResume => assert_eq!(place, Some(Locator::Pointer("/basics/name".to_owned()))),
            Format::Html | Format::RenderCv | Format::Latex | Format::Typst => {
                assert!(matches!(place, Some(Locator::Line(_))), "{}", path.display())
            }
            _ => assert_eq!(place, None, "{}", path.display()),
        }
    }
}
