//! Words with room between their letters: "E X P E R I E N C E" to a reader that goes by gaps.

use std::collections::BTreeSet;

use super::rules::LETTER_SPACED;
use super::{Finding, MOST_WORDS, Subject, count};
use crate::document::{Locator, Reading};

/// Letters that stand apart in a row from which on they are a word.
const FEWEST_LETTERS: usize = 4;

pub(super) fn look(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let document = subject.document;
    let mut found: Vec<(Option<Locator>, String)> = Vec::new();
    for line in document.lines() {
        let words = spaced(&document.text()[line.span.clone()]);
        found.extend(words.into_iter().map(|word| (Some(document.locator(line.span.start)), word)));
    }
    // What our reader joins, another one may not.
    if let Some(Ok(second)) = subject.second {
        found.extend(spaced_in(second, document.text()));
    }
    let Some((first, _)) = found.first().cloned() else { return };
    let mut seen = BTreeSet::new();
    let mut words: Vec<String> =
        found.into_iter().map(|(_, word)| word).filter(|word| seen.insert(word.clone())).collect();
    let number = words.len();
    words.truncate(MOST_WORDS);
    findings.push(Finding {
        locator: first,
        words,
        ..LETTER_SPACED.finding(format!(
            "{} with room between the letters, which other readers take for single letters",
            count(number, "word", "words")
        ))
    });
}

/// Words that fall into letters in the text of the second reader, and do not in the text of the first.
fn spaced_in(second: &Reading, first: &str) -> Vec<(Option<Locator>, String)> {
    let first: BTreeSet<String> =
        first.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect();
    let mut found = Vec::new();
    for line in &second.lines {
        for word in spaced(&second.text[line.span.clone()]) {
            if first.contains(&word.to_lowercase()) {
                found.push((line.locator.clone(), word));
            }
        }
    }
    found
}

/// Words of a line whose letters stand apart by one space each; a wider gap parts two of them.
fn spaced(line: &str) -> Vec<String> {
    let mut found = Vec::new();
    for piece in line.split("  ").flat_map(|piece| piece.split('\t')) {
        let mut letters = String::new();
        for token in piece.split(' ').chain([""]) {
            let mut chars = token.chars();
            match (chars.next(), chars.next()) {
                (Some(letter), None) if letter.is_alphabetic() => letters.push(letter),
                _ => {
                    if letters.chars().count() >= FEWEST_LETTERS {
                        found.push(letters.clone());
                    }
                    letters.clear();
                }
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::spaced;

    #[test]
    fn letters_that_stand_apart_are_words() {
        assert_eq!(spaced("S K I L L S"), ["SKILLS"]);
        assert_eq!(spaced("W O R K  H I S T O R Y"), ["WORK", "HISTORY"]);
        assert_eq!(spaced("P r o f i l"), ["Profil"]);
    }

    #[test]
    fn single_letters_and_names_are_not() {
        for line in ["C, R, Go", "vitamins A B C", "Python 3", "J. R. R. Tolkien", "a b", ""] {
            assert!(spaced(line).is_empty(), "{line}");
        }
    }
}
