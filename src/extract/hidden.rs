//! What a reader finds hidden, place by place, and what is said of it.

use crate::document::{Hidden, Hiding, Locator, Warning};

/// Hidden words that are kept. Who hides more does not hide it better.
const MOST_WORDS: usize = 2_000;
/// Longest of them that is kept, in bytes.
const LONGEST_WORD: usize = 80;
/// Places that are told apart; what follows is counted with the last one.
const MOST_PLACES: usize = 50;

/// Collects hidden text in the order of the file.
#[derive(Debug, Default)]
pub(super) struct HiddenText {
    found: Vec<Hidden>,
    kept: usize,
}

impl HiddenText {
    /// Adds what is hidden at a place. Marks without a letter or a digit are no words.
    pub(super) fn add(&mut self, text: &str, locator: &Locator, how: Hiding) {
        for word in text.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)) {
            let last = self.found.last();
            let same = last.is_some_and(|last| last.how == how && last.locator.as_ref() == Some(locator));
            if !same && self.found.len() < MOST_PLACES {
                self.found.push(Hidden { words: Vec::new(), count: 0, locator: Some(locator.clone()), how });
            }
            let Some(last) = self.found.last_mut() else { return };
            last.count += 1;
            if self.kept < MOST_WORDS {
                self.kept += 1;
                let end = word.floor_char_boundary(LONGEST_WORD);
                last.words.push(word[..end].to_owned());
            }
        }
    }

    /// What was found, and a warning for each place.
    pub(super) fn finish(self) -> (Vec<Hidden>, Vec<Warning>) {
        let warnings = self.found.iter().map(warning).collect();
        (self.found, warnings)
    }
}

fn warning(hidden: &Hidden) -> Warning {
    let (s, are, were, what) = match hidden.count {
        1 => ("", "is", "was", hidden.how.describe().replace("them", "it")),
        _ => ("s", "are", "were", hidden.how.describe().to_owned()),
    };
    Warning {
        code: "hidden-text".to_owned(),
        message: format!("{} word{s} that {are} {what} {were} left out", hidden.count),
        locator: hidden.locator.clone(),
        words: hidden.words.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_gathered_by_place_and_kind() {
        let mut hidden = HiddenText::default();
        hidden.add("Kubernetes,  Helm", &Locator::Page(1), Hiding::Background);
        hidden.add("Spark • ", &Locator::Page(1), Hiding::Background);
        hidden.add("Go", &Locator::Page(2), Hiding::Background);
        let (found, warnings) = hidden.finish();
        assert_eq!(found[0].words, ["Kubernetes,", "Helm", "Spark"]);
        assert_eq!((found.len(), found[1].count), (2, 1));
        assert_eq!(warnings[0].message, "3 words that are in the colour of what lies behind them were left out");
        assert_eq!(warnings[1].message, "1 word that is in the colour of what lies behind it was left out");
        assert_eq!(warnings[1].words, ["Go"]);
    }

    #[test]
    fn a_flood_is_counted_and_not_kept() {
        let mut hidden = HiddenText::default();
        let long = "é".repeat(100);
        for page in 0..5000 {
            hidden.add(&long, &Locator::Page(page), Hiding::Tiny);
        }
        let (found, _) = hidden.finish();
        assert_eq!(found.len(), MOST_PLACES);
        assert_eq!(found.iter().map(|hidden| hidden.count).sum::<usize>(), 5000);
        assert_eq!(found.iter().map(|hidden| hidden.words.len()).sum::<usize>(), MOST_WORDS);
        assert!(found.iter().flat_map(|hidden| &hidden.words).all(|word| word.len() <= LONGEST_WORD));
    }
}
