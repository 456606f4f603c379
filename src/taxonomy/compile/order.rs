//! Which anchors of a route through an evidence phrase the fewest sentences hold. They are looked for first; the order
//! changes how long a search takes, never what it finds.

use std::collections::BTreeMap;
use std::ops::Bound;

use crate::normalize::is_word_char;
use crate::taxonomy::{Anchor, Examples, Literal, Phrase};

/// Puts the anchors of every route in order by how often their words stand in the example sentences.
pub(super) fn order(phrases: &mut [Phrase], examples: &[Examples]) {
    let words = Words::of(examples.iter().flat_map(|of_skill| of_skill.positive.iter().chain(&of_skill.negative)));
    for route in phrases.iter_mut().flat_map(|phrase| &mut phrase.needs.routes) {
        route.order.sort_by_cached_key(|&anchor| words.frequency(&route.anchors[anchor]));
    }
}

/// The words of some sentences, in lower case, and how often each stands in them.
struct Words(BTreeMap<String, usize>);

impl Words {
    fn of<'s>(sentences: impl Iterator<Item = &'s String>) -> Self {
        let mut words = BTreeMap::new();
        for sentence in sentences {
            for word in sentence.to_lowercase().split(|c: char| !is_word_char(c)).filter(|word| !word.is_empty()) {
                *words.entry(word.to_owned()).or_insert(0) += 1;
            }
        }
        Self(words)
    }

    /// How often an anchor stands in the sentences, about: as often as the rarest word of each of its literals.
    fn frequency(&self, anchor: &Anchor) -> usize {
        anchor.literals.iter().map(|literal| self.frequency_of(literal, anchor.begins_word)).sum()
    }

    fn frequency_of(&self, Literal { text, ends_word }: &Literal, begins_word: bool) -> usize {
        let words = text.split(|c: char| !is_word_char(c));
        let last = words.clone().count() - 1;
        let each = words.enumerate().filter(|(_, word)| !word.is_empty());
        let counts = each.map(|(at, word)| self.count(word, at > 0 || begins_word, at < last || *ends_word));
        // What has no words may be anywhere.
        counts.min().unwrap_or(usize::MAX / 1_000)
    }

    /// How often a word stands there, or one that goes on where an edge is not asked for.
    fn count(&self, word: &str, begins: bool, ends: bool) -> usize {
        match (begins, ends) {
            (true, true) => self.0.get(word).copied().unwrap_or(0),
            (true, false) => {
                let from = self.0.range::<str, _>((Bound::Included(word), Bound::Unbounded));
                from.take_while(|(known, _)| known.starts_with(word)).map(|(_, count)| count).sum()
            }
            (false, _) => self.0.iter().filter(|(known, _)| known.contains(word)).map(|(_, count)| count).sum(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn anchor(words: &[&str], begins_word: bool, ends_word: bool) -> Anchor {
        let literals = words.iter().map(|&text| Literal { text: text.into(), ends_word }).collect();
        Anchor { literals, begins_word, ..Anchor::default() }
    }

    #[test]
    fn an_anchor_is_as_frequent_as_its_words() {
        let sentences = ["Built data pipelines", "built a data lake, rebuilt it", "Piped data"].map(str::to_owned);
        let words = Words::of(sentences.iter());
        assert_eq!(words.frequency(&anchor(&["built", "data"], true, true)), 2 + 3);
        assert_eq!(words.frequency(&anchor(&["pip"], true, false)), 2);
        assert_eq!(words.frequency(&anchor(&["built"], false, false)), 3);
        assert_eq!(words.frequency(&anchor(&["data lake"], true, true)), 1);
        assert_eq!(words.frequency(&anchor(&["data la"], true, false)), 1);
    }
}
