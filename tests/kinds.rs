//! A resume that is given as a posting, and the other way round: refused where there is no doubt, and never wrongly.

mod common;

use std::path::{Path, PathBuf};

use gapcheck::document::{DocumentKind, beyond_doubt};
use gapcheck::extract::{self, ReadOptions};

/// What every readable file that passes a filter is said to be.
fn said(folder: &str, wanted: impl Fn(&str) -> bool) -> Vec<(PathBuf, Option<DocumentKind>)> {
    let mut folders = vec![common::root().join("fixtures").join(folder)];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        let entries = std::fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
        for path in entries.flatten().map(|entry| entry.path()) {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            match path.is_dir() {
                true => folders.push(path),
                false if wanted(&name) => files.push(path),
                false => {}
            }
        }
    }
    files.sort();
    let language = &common::taxonomy().language;
    files.into_iter().map(|file| (file.clone(), beyond_doubt(&read(&file), language))).collect()
}

fn read(file: &Path) -> gapcheck::document::Reading {
    let bytes = std::fs::read(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    let extension = file.extension().map(|extension| extension.to_string_lossy().to_lowercase());
    let options = ReadOptions { extension, ..ReadOptions::default() };
    extract::read(&bytes, &options).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

/// No file is said to be of the other kind; so many are known for what they are.
fn hold(all: Vec<(PathBuf, Option<DocumentKind>)>, kind: DocumentKind, least: usize) {
    let wrong: Vec<_> = all.iter().filter(|(_, said)| said.is_some_and(|said| said != kind)).collect();
    assert!(wrong.is_empty(), "{wrong:?}");
    let known = all.iter().filter(|(_, said)| *said == Some(kind)).count();
    println!("{kind:?}: {known} of {} beyond doubt", all.len());
    assert!(known * 100 >= all.len() * least, "{known} of {}", all.len());
}

#[test]
fn no_resume_is_taken_for_a_posting() {
    let all = said("resumes", |name| matches!(name, "resume.txt" | "resume.pdf" | "resume.html"));
    hold(all, DocumentKind::Resume, 90);
    hold(said("blind", |name| name.starts_with("blind-r") && name.ends_with(".txt")), DocumentKind::Resume, 0);
}

#[test]
fn no_posting_is_taken_for_a_resume() {
    let all = said("postings", |name| name.starts_with("posting."));
    hold(all, DocumentKind::Posting, 90);
    hold(said("blind", |name| name.starts_with("blind-j") && name.ends_with(".txt")), DocumentKind::Posting, 0);
}

#[test]
fn headings_alone_make_no_posting() {
    let text = "Skill Set: SQL, test plans\n\nResponsibilities\nWrote test cases for the booking desk.\n\n\
                Company Details\nHarbour Ferries, ticket systems.\n\nTechnical Skills\nOracle, Unix, Selenium\n";
    let options = ReadOptions { extension: Some("txt".into()), ..ReadOptions::default() };
    let reading = extract::read(text.as_bytes(), &options).expect("a text with words can be read");
    assert_ne!(beyond_doubt(&reading, &common::taxonomy().language), Some(DocumentKind::Posting));
}
