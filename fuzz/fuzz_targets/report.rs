//! From a text to a report: sections, dates, skills, coverage, and both ways to print it; as a resume, and as the
//! posting that it is compared with.
#![no_main]

use gapcheck::document::{Document, DocumentKind};
use gapcheck::extract::{ReadOptions, read};
use gapcheck::matcher::{MatchOptions, Matcher};
use gapcheck::profile::{self, posting};
use gapcheck::render::{self, Format, View};
use gapcheck::report::{self, Claims};
use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;

static MATCHER: LazyLock<Matcher<'static>> = LazyLock::new(|| Matcher::for_many(gapcheck::builtin::taxonomy()));

fuzz_target!(|bytes: &[u8]| {
    let options = ReadOptions { extension: Some("txt".into()), ..ReadOptions::default() };
    let Ok(reading) = read(bytes, &options) else { return };
    let taxonomy = MATCHER.taxonomy();
    let document = Document::new(reading.clone(), DocumentKind::Resume, &taxonomy.language);
    let matches = MATCHER.matches(&document, MatchOptions::default());
    let role = taxonomy.role("machine-learning-engineer").expect("the built-in role");
    let profile = profile::build(role, taxonomy);
    let report = report::build("a", &document, &matches, taxonomy, &profile, "role", &Claims::default());
    assert!(report.coverage.is_none_or(|coverage| coverage <= 1000));
    for format in [Format::Human, Format::Json] {
        assert!(!render::report(&report, taxonomy, format, &View::default()).is_empty());
    }
    let job = Document::new(reading, DocumentKind::Posting, &taxonomy.language);
    let matches = MATCHER.matches(&job, MatchOptions::default());
    let _ = posting::read("a", &job, &matches, taxonomy);
});
