//! Phrases of several lists in one table, which is used as the build script wrote it: thousands of cues cost nothing when
//! the program starts.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::beginnings::{Beginnings, Names};
use super::bytes::u32_at;

/// Phrases in order, each with the lists that it stands in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Marked {
    /// All phrases, one after the other.
    text: Cow<'static, str>,
    /// Of each two numbers: where its text ends, and a bit for each list.
    entries: Cow<'static, [u8]>,
    beginnings: Beginnings,
}

impl Marked {
    /// Collects the phrases of at most 32 lists.
    pub fn new(lists: &[&Vec<String>]) -> Self {
        let mut marks: BTreeMap<&str, u32> = BTreeMap::new();
        for (number, list) in lists.iter().enumerate() {
            list.iter().for_each(|phrase| *marks.entry(phrase).or_default() |= 1 << number);
        }
        let mut marked = Self::default();
        for (phrase, lists) in marks {
            marked.text.to_mut().push_str(phrase);
            let end = marked.text.len() as u32;
            marked.entries.to_mut().extend([end, lists].into_iter().flat_map(u32::to_le_bytes));
        }
        Self { beginnings: Beginnings::new(&marked), ..marked }
    }

    /// The phrases whose tables these are.
    pub fn from_parts(text: &'static str, entries: &'static [u8], beginnings: Beginnings) -> Self {
        Self { text: text.into(), entries: entries.into(), beginnings }
    }

    /// The tables.
    pub fn parts(&self) -> (&str, &[u8], &Beginnings) {
        (&self.text, &self.entries, &self.beginnings)
    }

    /// Finds the phrases in a text.
    pub fn beginnings(&self) -> &Beginnings {
        &self.beginnings
    }

    /// The numbers of the lists that the phrase with a number stands in, in order.
    pub fn lists(&self, number: u32) -> impl Iterator<Item = usize> + use<> {
        let mut lists = u32_at(&self.entries, 2 * number as usize + 1);
        std::iter::from_fn(move || {
            let list = (lists != 0).then(|| lists.trailing_zeros() as usize);
            lists &= lists.saturating_sub(1);
            list
        })
    }
}

impl Names for Marked {
    fn count(&self) -> u32 {
        (self.entries.len() / 8) as u32
    }

    fn name(&self, number: u32) -> &str {
        let start = number.checked_sub(1).map_or(0, |before| u32_at(&self.entries, 2 * before as usize));
        &self.text[start as usize..u32_at(&self.entries, 2 * number as usize) as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phrase_knows_its_lists() {
        let list = |words: &[&str]| words.iter().map(|&word| word.to_owned()).collect::<Vec<_>>();
        let marked = Marked::new(&[&list(&["no", "never"]), &list(&["but"]), &list(&["never"])]);
        let all: Vec<_> =
            (0..marked.count()).map(|at| (marked.name(at), marked.lists(at).collect::<Vec<_>>())).collect();
        assert_eq!(all, [("but", vec![1]), ("never", vec![0, 2]), ("no", vec![0])]);
    }
}
