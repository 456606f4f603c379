//! The labels of the fixtures, and the score against them (`gapcheck::evaluate`).

use gapcheck::document::Document;
use gapcheck::evaluate::{self, DocumentScore, Folder, Options};
use gapcheck::matcher::{MatchOptions, UNSURE};

/// The labelled fixtures.
pub fn folder() -> Folder {
    evaluate::load(&super::root().join("fixtures/resumes")).unwrap_or_else(|error| panic!("{error}"))
}

/// The fixtures that nobody tunes on: every second one by name (see `fixtures/README.md`).
pub fn is_kept_apart(id: &str) -> bool {
    super::RESUMES.iter().position(|name| *name == id).is_some_and(|at| at % 2 == 1)
}

/// The score of a document whose text is that of a fixture.
pub fn score(folder: &Folder, id: &str, document: &Document) -> DocumentScore {
    scored(folder, id, document, MatchOptions::default())
}

/// The score of what is reported without being called unsure.
pub fn of_the_sure(folder: &Folder, id: &str, document: &Document) -> DocumentScore {
    scored(folder, id, document, MatchOptions { min_confidence: UNSURE, ..MatchOptions::default() })
}

fn scored(folder: &Folder, id: &str, document: &Document, matching: MatchOptions) -> DocumentScore {
    let case = folder.cases.iter().find(|case| case.id == id).unwrap_or_else(|| panic!("{id} has no labels"));
    let found = super::matched(document, matching);
    evaluate::score(case, &folder.names, document, &found, super::taxonomy(), Options { soft: false, matching })
}
