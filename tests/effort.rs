//! A matcher that was made ready for many documents finds what one for a single document does, in the same places.

mod common;

use std::path::Path;
use std::sync::LazyLock;

use common::{document, root, taxonomy, try_document};
use gapcheck::matcher::{MatchOptions, Matcher};
use proptest::prelude::*;

static ONE: LazyLock<Matcher<'static>> = LazyLock::new(|| Matcher::new(taxonomy()));
static MANY: LazyLock<Matcher<'static>> = LazyLock::new(|| Matcher::for_many(taxonomy()));

/// The example sentences of the taxonomy.
static SENTENCES: LazyLock<Vec<String>> = LazyLock::new(|| {
    gapcheck::builtin::examples()
        .into_iter()
        .flat_map(|of_skill| [of_skill.positive, of_skill.negative].concat())
        .collect()
});

fn texts(folder: &Path, texts: &mut Vec<String>) {
    let mut entries: Vec<_> = std::fs::read_dir(folder).expect("a folder").filter_map(Result::ok).collect();
    entries.sort_by_key(std::fs::DirEntry::path);
    for path in entries.iter().map(std::fs::DirEntry::path) {
        if path.is_dir() {
            self::texts(&path, texts);
        } else if path.extension().is_some_and(|extension| extension == "txt" || extension == "md") {
            texts.extend(std::fs::read_to_string(&path));
        }
    }
}

fn assert_same(text: &str) {
    let Some(document) = try_document(text) else { return };
    let options = MatchOptions { min_confidence: 0, ..MatchOptions::default() };
    assert_eq!(MANY.matches(&document, options), ONE.matches(&document, options), "{text}");
}

#[test]
fn the_fixtures_say_the_same() {
    let mut all = Vec::new();
    for folder in ["resumes", "postings", "blind", "documents"] {
        texts(&root().join("fixtures").join(folder), &mut all);
    }
    assert!(all.len() > 60, "{} texts", all.len());
    all.iter().for_each(|text| assert_same(text));
}

#[test]
fn the_examples_say_the_same() {
    assert!(SENTENCES.len() > 10_000);
    // Some sentences at a time: whatever is far apart is none of the other's business.
    SENTENCES.chunks(100).for_each(|sentences| assert_same(&sentences.join("\n\n")));
    let phrases = |text: &str| {
        let found = MANY.matches(&document(text), MatchOptions::default());
        found.mentions.iter().filter(|mention| mention.found == gapcheck::matcher::Found::Phrase).count()
    };
    let found: usize = SENTENCES.chunks(100).map(|sentences| phrases(&sentences.join("\n\n"))).sum();
    assert!(found > 500, "{found} evidence phrases");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// Sentences cut and put together anew: words stand where patterns do not expect them.
    #[test]
    fn words_in_any_order_say_the_same(
        parts in prop::collection::vec((any::<prop::sample::Index>(), 0usize..12, 1usize..12, 0..3usize), 1..8),
    ) {
        let mut text = String::new();
        for (sentence, from, count, between) in parts {
            let words: Vec<&str> = sentence.get(&SENTENCES).split(' ').skip(from).take(count).collect();
            text += &words.join(" ");
            text += [" ", ", ", "é"][between];
        }
        assert_same(&text);
    }
}
