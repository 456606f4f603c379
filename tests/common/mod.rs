//! What several tests share: the fixtures, read and matched as the program does it.
#![allow(dead_code, reason = "each test uses a part")]

pub mod folder;
pub mod score;

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::LazyLock;

use gapcheck::builtin;
use gapcheck::coverage::Strength;
use gapcheck::document::{Document, DocumentKind};
use gapcheck::extract::{self, ReadOptions};
use gapcheck::matcher::{MatchOptions, Matcher, Matches};
use gapcheck::profile::posting::{self, Posting};
use gapcheck::profile::{self, Profile};
use gapcheck::report::{self, Claims, Job, JobOptions, Report, ReportedSkill, Source};
use gapcheck::taxonomy::Taxonomy;

/// The folders under `fixtures/resumes`.
pub const RESUMES: [&str; 12] = [
    "backend-engineer",
    "career-changer",
    "data-analyst",
    "data-engineer",
    "data-scientist",
    "junior-ml-engineer",
    "mid-ml-engineer",
    "ml-research-scientist",
    "new-grad",
    "registered-nurse",
    "senior-ml-engineer",
    "staff-ml-platform-engineer",
];

static MATCHER: LazyLock<Matcher<'static>> = LazyLock::new(|| Matcher::for_many(builtin::taxonomy()));
static PROFILE: LazyLock<Profile> = LazyLock::new(|| {
    let taxonomy = builtin::taxonomy();
    profile::build(taxonomy.role("machine-learning-engineer").expect("the role is built in"), taxonomy)
});

pub fn taxonomy() -> &'static Taxonomy {
    builtin::taxonomy()
}

pub fn profile() -> &'static Profile {
    &PROFILE
}

/// The root of the repository.
pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// A file of a fixture.
pub fn file(name: &str, file: &str) -> PathBuf {
    root().join("fixtures/resumes").join(name).join(file)
}

/// The text that a fixture was made from.
pub fn source(name: &str) -> String {
    std::fs::read_to_string(file(name, "resume.txt")).expect("each fixture has its text")
}

/// A fixture's PDF as a document.
pub fn pdf(name: &str) -> Document {
    let bytes = std::fs::read(file(name, "resume.pdf")).expect("each fixture has its PDF");
    let options = ReadOptions { extension: Some("pdf".into()), ..ReadOptions::default() };
    let reading = extract::read(&bytes, &options).unwrap_or_else(|error| panic!("{name}: {error}"));
    Document::new(reading, DocumentKind::Resume, &taxonomy().language)
}

/// A text as a resume; `None` when there is nothing in it.
pub fn try_document(text: &str) -> Option<Document> {
    let options = ReadOptions { extension: Some("txt".into()), ..ReadOptions::default() };
    let reading = extract::read(text.as_bytes(), &options).ok()?;
    Some(Document::new(reading, DocumentKind::Resume, &taxonomy().language))
}

/// A text as a resume.
pub fn document(text: &str) -> Document {
    try_document(text).expect("a text with words can be read")
}

pub fn matches(document: &Document) -> Matches {
    matched(document, MatchOptions::default())
}

pub fn matched(document: &Document, options: MatchOptions) -> Matches {
    MATCHER.matches(document, options)
}

/// The report on a document for the built-in role.
pub fn report(document: &Document) -> Report {
    let found = matches(document);
    report::build("resume", document, &found, taxonomy(), profile(), "built-in", &Claims::default())
}

/// A posting of the fixtures, or another text, with what it asks for.
pub struct Asking {
    pub document: Document,
    pub matches: Matches,
    pub posting: Posting,
}

impl Asking {
    /// A text as a posting.
    pub fn of(text: &str) -> Self {
        let options = ReadOptions { extension: Some("txt".into()), ..ReadOptions::default() };
        let reading = extract::read(text.as_bytes(), &options).expect("a text with words can be read");
        let document = Document::new(reading, DocumentKind::Posting, &taxonomy().language);
        let matches = matches(&document);
        let posting = posting::read("posting", &document, &matches, taxonomy());
        Self { document, matches, posting }
    }

    /// A folder under `fixtures/postings`.
    pub fn fixture(name: &str) -> Self {
        let file = root().join("fixtures/postings").join(name).join("posting.txt");
        Self::of(&std::fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display())))
    }

    /// The report on a resume.
    pub fn report(&self, resume: &Document) -> Report {
        self.report_with(resume, &Claims::default(), false)
    }

    /// The report on a resume, with what the user says, and whether unknown terms count.
    pub fn report_with(&self, resume: &Document, claims: &Claims, count_unknown: bool) -> Report {
        let found = matches(resume);
        let resume = Source { path: "resume", document: resume, matches: &found };
        let source = Source { path: "posting", document: &self.document, matches: &self.matches };
        let options = JobOptions { role: profile(), role_source: "built-in", with_role: false, count_unknown, claims };
        report::build_for_job(&resume, &Job { source, posting: &self.posting }, &MATCHER, &options)
    }
}

/// The report on a text.
pub fn report_on(text: &str) -> Report {
    report(&document(text))
}

/// Every skill of a document, as `gapcheck skills` lists it.
pub fn skills(document: &Document) -> Vec<ReportedSkill> {
    report::skills(document, &matches(document), taxonomy())
}

/// The ids of the skills that a document claims by name or phrase.
pub fn asserted(document: &Document) -> BTreeSet<&'static str> {
    let listed = skills(document).into_iter().filter(|skill| skill.strength >= Strength::Listed);
    listed.map(|skill| taxonomy().at(skill.skill).id.as_str()).collect()
}

/// Coverage of a report in thousandths.
pub fn coverage(report: &Report) -> u32 {
    report.coverage.expect("the role asks for something")
}
