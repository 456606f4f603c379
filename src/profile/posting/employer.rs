//! The names that an employer goes by in its own posting: they are no skills that it asks for, and no unknown terms.

use std::collections::BTreeSet;

use crate::document::{Document, SectionKind};
use crate::normalize::fold_name;
use crate::taxonomy::Language;
use crate::taxonomy::posting::{EmployerWords, is_in};

/// The longest name, in words.
const NAME_WORDS: usize = 3;

/// The employer's names, folded: each whole, and each word of it.
pub(super) fn names(document: &Document, language: &Language) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    let mut add = |name: &str| {
        let folded = fold_name(name.trim_end_matches("'s").trim_end_matches("’s"));
        if folded.chars().count() > 1 {
            names.extend(folded.split(' ').filter(|word| word.len() > 2).map(str::to_string));
            names.insert(folded);
        }
    };
    let words = &language.posting.employer;
    for section in document.sections().iter().filter(|section| section.kind == SectionKind::About) {
        let folded = fold_name(&section.title);
        if let Some((first, rest)) = section.title.split_once(' ')
            && is_in(&words.before, &fold_name(first))
            && language.headings.get("about").is_none_or(|known| known.binary_search(&folded).is_err())
        {
            add(rest);
        }
    }
    for line in document.lines() {
        for sentence in document.text()[line.span.clone()].split_inclusive(". ").filter(|part| part.len() < 2_000) {
            if let Some(name) = named_by(sentence, words) {
                add(&name);
            }
        }
    }
    names
}

/// The employer's name at the beginning of a sentence: "At Acme Robotics, we …", "Acme Robotics is hiring …".
fn named_by(sentence: &str, words: &EmployerWords) -> Option<String> {
    let sentence = sentence.trim_start_matches(|c: char| !c.is_alphanumeric());
    let first = sentence.split_whitespace().next()?;
    let led = is_in(&words.before, &first.to_lowercase());
    let rest = if led { sentence[first.len()..].trim_start() } else { sentence };
    let name: Vec<&str> =
        rest.split_whitespace().take_while(|word| word.starts_with(char::is_uppercase)).take(NAME_WORDS + 1).collect();
    if name.is_empty() || name.len() > NAME_WORDS {
        return None;
    }
    let last = name[name.len() - 1];
    let tail: Vec<String> = rest.split_whitespace().skip(name.len()).take(3).map(str::to_lowercase).collect();
    let follows = (1..=tail.len()).any(|count| is_in(&words.after, &tail[..count].join(" ")));
    let pronoun = tail.first().is_some_and(|word| is_in(&words.pronouns, &fold_name(word)));
    let whole = name.join(" ");
    let bare = whole.trim_end_matches([',', '.', ':', '!', '?']);
    let determiner = is_in(&words.determiners, &fold_name(name[0]));
    (!determiner && (led && (last.ends_with(',') || pronoun) || !led && follows)).then(|| bare.to_string())
}
