//! Phrases with what they mean, found wherever they stand between word boundaries.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use super::search::is_boundary;
use crate::taxonomy::{Beginnings, Marked, Names, Outlook, Piece, pieces};

/// A table of folded phrases.
pub(crate) struct PhraseTable<'t, K: 'static> {
    phrases: Phrases<'t, K>,
    beginnings: Cow<'t, Beginnings>,
}

/// Phrases in order, each with what it means; some mean several things.
enum Phrases<'t, K: 'static> {
    Collected(Vec<(&'t str, Vec<K>)>),
    /// Those of a table, with what each list means.
    Marked(&'t Marked, &'static [K]),
}

impl<K> Names for Phrases<'_, K> {
    fn count(&self) -> u32 {
        match self {
            Self::Collected(phrases) => phrases.len() as u32,
            Self::Marked(marked, _) => marked.count(),
        }
    }

    fn name(&self, number: u32) -> &str {
        match self {
            Self::Collected(phrases) => phrases[number as usize].0,
            Self::Marked(marked, _) => marked.name(number),
        }
    }
}

impl<K: Copy> Phrases<'_, K> {
    fn meanings(&self, number: u32, mut hit: impl FnMut(K)) {
        match self {
            Self::Collected(phrases) => phrases[number as usize].1.iter().for_each(|&meaning| hit(meaning)),
            Self::Marked(marked, kinds) => marked.lists(number).for_each(|list| hit(kinds[list])),
        }
    }
}

impl<'t, K: Copy> PhraseTable<'t, K> {
    /// Collects phrases.
    pub(crate) fn new(phrases: impl IntoIterator<Item = (&'t str, K)>) -> Self {
        let mut meanings: BTreeMap<&str, Vec<K>> = BTreeMap::new();
        for (phrase, meaning) in phrases {
            meanings.entry(phrase).or_default().push(meaning);
        }
        let phrases = Phrases::Collected(meanings.into_iter().collect());
        Self { beginnings: Cow::Owned(Beginnings::new(&phrases)), phrases }
    }

    /// The phrases of a table; `kinds` is what each of its lists means.
    pub(crate) fn of_table(marked: &'t Marked, kinds: &'static [K]) -> Self {
        Self { beginnings: Cow::Borrowed(marked.beginnings()), phrases: Phrases::Marked(marked, kinds) }
    }

    /// Calls `hit` for every phrase of a folded text, with its range and meaning.
    pub(crate) fn find(&self, text: &str, mut hit: impl FnMut(Range<usize>, K)) {
        for piece in pieces(text) {
            let hit = self.hit(piece.start, text, &mut hit);
            self.beginnings.find_at(&self.phrases, text, piece, &[], hit);
        }
    }

    /// What phrases begin with a piece.
    pub(super) fn outlook(&self, piece: &str) -> Outlook {
        self.beginnings.outlook(&self.phrases, piece)
    }

    /// As [`Self::find`], for the phrases that begin with a piece of the text.
    pub(super) fn look_at(&self, piece: Piece, outlook: &Outlook, text: &str, hit: impl FnMut(Range<usize>, K)) {
        let hit = self.hit(piece.start, text, hit);
        self.beginnings.find_with(&self.phrases, text, piece, outlook, &[], hit);
    }

    fn hit(&self, start: usize, text: &str, mut hit: impl FnMut(Range<usize>, K)) -> impl FnMut(usize, u32) {
        move |end, number| {
            if is_boundary(text, end) {
                self.phrases.meanings(number, |meaning| hit(start..end, meaning));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn phrases_stand_between_boundaries_and_may_mean_several_things() {
        let table = PhraseTable::new([("no", 1), ("no experience", 2), ("(learning", 3), ("no", 4)]);
        let mut found = Vec::new();
        table.find("no experience, know nos go(learning)", |at, meaning| found.push((at, meaning)));
        assert_eq!(found, [(0..2, 1), (0..2, 4), (0..13, 2), (26..35, 3)]);
    }

    proptest! {
        #[test]
        fn the_outlook_of_a_piece_hides_nothing(
            phrases in prop::collection::btree_set("[ab.]{1,2}( [abs]{1,2}|[+/][ab]){0,2}", 1..12),
            text in "[abs.+/ ]{0,30}",
        ) {
            let table = PhraseTable::new(phrases.iter().map(|phrase| (phrase.as_str(), ())));
            let (mut everywhere, mut found) = (Vec::new(), Vec::new());
            for piece in pieces(&text) {
                let hit = table.hit(piece.start, &text, |at, ()| everywhere.push(at));
                table.beginnings.find(&table.phrases, &text, piece.start, &[], hit);
                let outlook = table.outlook(&text[piece.start..piece.end]);
                table.look_at(piece, &outlook, &text, |at, ()| found.push(at));
            }
            prop_assert_eq!(found, everywhere);
        }
    }
}
