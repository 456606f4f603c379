//! When two names mean the same skill: folded, in another known spelling, or by their place.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Other spellings and the categories of the names in the labels, from a `CANON.tsv`: a heading, then
/// `name TAB category TAB spelling|spelling|…`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Names {
    known: BTreeMap<String, Known>,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Known {
    category: String,
    keys: BTreeSet<String>,
}

impl Names {
    /// Reads the table. Lines without a category are left out.
    pub fn parse(table: &str) -> Self {
        let mut names = Self::default();
        for line in table.lines().skip(1) {
            let cells: Vec<&str> = line.split('\t').collect();
            let [name, category, ..] = cells[..] else { continue };
            let known = names.known.entry(name.to_string()).or_default();
            known.category = category.to_string();
            let spellings = cells.last().copied().unwrap_or_default().split('|');
            known.keys.extend(spellings.map(key).filter(|key| !key.is_empty()));
        }
        names
    }

    /// Whether there is no table.
    pub fn is_empty(&self) -> bool {
        self.known.is_empty()
    }

    /// The category of a name.
    pub fn category(&self, name: &str) -> Option<&str> {
        self.known.get(name).map(|known| known.category.as_str())
    }

    /// The keys of the other spellings of a name.
    pub fn spellings(&self, name: &str) -> impl Iterator<Item = &String> {
        self.known.get(name).into_iter().flat_map(|known| &known.keys)
    }
}

/// A name without what writers differ in: letter case, spaces, punctuation (but for `+` and `#`), a plural.
pub fn key(name: &str) -> String {
    let name = name.to_lowercase().replace('&', "and");
    let mut key: String = name.chars().filter(|c| c.is_alphanumeric() || matches!(c, '+' | '#')).collect();
    if key.chars().count() > 4 && key.ends_with('s') && !key.ends_with("ss") {
        key.pop();
    }
    key
}

/// The keys of some names; a name of which nothing is left has none.
pub fn keys<'a>(names: impl IntoIterator<Item = &'a str>) -> BTreeSet<String> {
    names.into_iter().map(key).filter(|key| !key.is_empty()).collect()
}

/// A text in which places are given in characters and looked for in any letter case.
pub struct Places<'a> {
    text: &'a str,
    low: String,
    /// Byte offset of each character.
    bytes: Vec<usize>,
}

/// Repetitions of a surface that are looked at, so that a label of one letter does not cost the square of the text.
const MOST: usize = 50;

impl<'a> Places<'a> {
    /// Prepares a text.
    pub fn new(text: &'a str) -> Self {
        Self { text, low: lower(text), bytes: text.char_indices().map(|(byte, _)| byte).collect() }
    }

    /// The byte range of words that begin at a character.
    pub fn at(&self, start: usize, surface: &str) -> Range<usize> {
        let byte = |at: usize| self.bytes.get(at).copied().unwrap_or(self.text.len());
        byte(start)..byte(start + surface.chars().count())
    }

    /// Everywhere the text has some words, in whatever letter case, inside of longer words as well ("deploy" in
    /// "deployed"): a label names one place and stands for all. The first 49 repetitions count.
    pub fn of(&self, surface: &str) -> Vec<Range<usize>> {
        let surface = lower(surface);
        let mut found = Vec::new();
        let mut from = 0;
        while !surface.is_empty() && found.len() + 1 < MOST {
            let Some(at) = self.low.get(from..).and_then(|rest| rest.find(&surface)).map(|at| from + at) else { break };
            found.push(at..at + surface.len());
            from = at + self.low[at..].chars().next().map_or(1, char::len_utf8);
        }
        found
    }

    /// Whether a place is no part of a longer word.
    pub fn is_whole(&self, place: &Range<usize>) -> bool {
        let before = self.text[..place.start].chars().next_back();
        let after = self.text[place.end..].chars().next();
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    }
}

/// Lower case, letter by letter, where that keeps the offsets.
fn lower(text: &str) -> String {
    text.chars()
        .map(|c| {
            let mut low = c.to_lowercase();
            match (low.next(), low.next()) {
                (Some(low), None) if low.len_utf8() == c.len_utf8() => low,
                _ => c,
            }
        })
        .collect()
}

/// Whether two places share a byte.
pub fn overlap(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start < other.end && other.start < one.end
}

#[cfg(test)]
mod tests {
    use super::{Names, Places, key, keys};

    #[test]
    fn keys_leave_out_what_writers_differ_in() {
        assert_eq!(key("Scikit-Learn"), key("scikit learn"));
        assert_eq!(key("Large Language Models"), key("large language model"));
        assert_eq!(key("R&D"), "randd");
        assert_ne!(key("C"), key("C++"));
        assert_ne!(key("C"), key("C#"));
        assert_eq!(key("AWS"), "aws");
        assert_eq!(key("机器学习"), "机器学习");
        assert!(keys(["--", "…"]).is_empty());
    }

    #[test]
    fn places_are_in_characters_and_bytes() {
        let places = Places::new("Déployé: SQL, sqlite, ÉTL");
        assert_eq!(places.at(9, "SQL"), 11..14);
        assert_eq!(places.of("sql"), [11..14, 16..19]);
        assert_eq!(places.of("étl").first(), Some(&(24..28)));
        assert!(places.is_whole(&(11..14)) && !places.is_whole(&(16..19)));
        assert_eq!(places.at(900, "SQL"), 28..28);
        assert!(places.of("").is_empty());
        assert_eq!(Places::new(&"r".repeat(500)).of("r").len(), 49);
    }

    #[test]
    fn a_table_gives_categories_and_spellings() {
        let names = Names::parse("name\tcategory\tsurfaces\nGo\tlanguage\tGo|Golang\nbroken\nSoft\tsoft\n");
        assert_eq!(names.category("Go"), Some("language"));
        assert_eq!(names.spellings("Go").collect::<Vec<_>>(), ["go", "golang"]);
        assert_eq!(names.category("broken"), None);
        assert!(Names::default().is_empty());
    }
}
