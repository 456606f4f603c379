//! What a text must hold for an evidence phrase to be tried, in a table that is used as the build script wrote it: for
//! most phrases of a document this is all that is looked at.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::SkillIndex;
use super::bytes::u32_at;

/// What one phrase needs, and what it shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Needs {
    /// The skill that it shows.
    pub skill: SkillIndex,
    /// Sets of literals, of each of which one stands in every match.
    pub required: Vec<Vec<String>>,
    /// Literals with one of which every match begins; empty when there are others.
    pub begins: Vec<String>,
}

/// What all phrases need.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NeedsTable {
    /// All literals, one after the other.
    text: Cow<'static, str>,
    /// Of each phrase, as numbers of four bytes: the skill, the number of sets, and the sets, that of the beginnings the
    /// last. A set is a number of literals, and of each where it begins and ends.
    numbers: Cow<'static, [u8]>,
    /// Of each phrase the place behind its last number.
    ends: Cow<'static, [u8]>,
}

impl NeedsTable {
    /// The table whose parts these are.
    pub fn from_parts(text: &'static str, numbers: &'static [u8], ends: &'static [u8]) -> Self {
        Self { text: text.into(), numbers: numbers.into(), ends: ends.into() }
    }

    /// The parts.
    pub fn parts(&self) -> (&str, &[u8], &[u8]) {
        (&self.text, &self.numbers, &self.ends)
    }

    /// Adds what a phrase needs.
    pub fn push(&mut self, needs: &Needs) {
        let mut numbers = vec![needs.skill, needs.required.len() as u32];
        for set in needs.required.iter().chain([&needs.begins]) {
            numbers.push(set.len() as u32);
            for literal in set {
                numbers.push(self.text.len() as u32);
                self.text.to_mut().push_str(literal);
                numbers.push(self.text.len() as u32);
            }
        }
        self.numbers.to_mut().extend(numbers.iter().flat_map(|number| number.to_le_bytes()));
        let end = (self.numbers.len() / 4) as u32;
        self.ends.to_mut().extend(end.to_le_bytes());
    }

    /// What the phrase with a number needs.
    ///
    /// # Panics
    /// When there is none.
    pub fn get(&self, number: u32) -> NeedsOf<'_> {
        let at = number as usize;
        let start = if at == 0 { 0 } else { u32_at(&self.ends, at - 1) };
        let numbers = &self.numbers[4 * start as usize..4 * u32_at(&self.ends, at) as usize];
        NeedsOf { text: &self.text, numbers }
    }
}

/// What one phrase needs, in the table.
#[derive(Debug, Clone, Copy)]
pub struct NeedsOf<'t> {
    text: &'t str,
    numbers: &'t [u8],
}

impl<'t> NeedsOf<'t> {
    /// The skill that it shows.
    pub fn skill(self) -> SkillIndex {
        u32_at(self.numbers, 0)
    }

    /// Sets of literals, of each of which one stands in every match.
    pub fn required(self) -> impl Iterator<Item = Literals<'t>> + Clone {
        self.sets().take(u32_at(self.numbers, 1) as usize)
    }

    /// Literals with one of which every match begins; none when there are others.
    pub fn begins(self) -> Literals<'t> {
        self.sets().last().unwrap_or(Literals { text: self.text, numbers: &[] })
    }

    fn sets(self) -> impl Iterator<Item = Literals<'t>> + Clone {
        let mut rest = &self.numbers[8..];
        std::iter::from_fn(move || {
            let length = 8 * (!rest.is_empty()).then(|| u32_at(rest, 0))? as usize;
            let (numbers, behind) = rest[4..].split_at(length);
            rest = behind;
            Some(Literals { text: self.text, numbers })
        })
    }
}

/// A set of literals in the table.
#[derive(Debug, Clone)]
pub struct Literals<'t> {
    text: &'t str,
    numbers: &'t [u8],
}

impl<'t> Iterator for Literals<'t> {
    type Item = &'t str;

    fn next(&mut self) -> Option<&'t str> {
        let (literal, behind) = self.numbers.split_at_checked(8)?;
        self.numbers = behind;
        Some(&self.text[u32_at(literal, 0) as usize..u32_at(literal, 1) as usize])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_gives_back_what_was_put_in() {
        let strings = |words: &[&str]| words.iter().map(|&word| word.to_owned()).collect::<Vec<_>>();
        let all = [
            Needs {
                skill: 7,
                required: vec![strings(&["cut", "reduced"]), strings(&["costs"])],
                begins: strings(&["cut"]),
            },
            Needs { skill: 2, required: Vec::new(), begins: Vec::new() },
            Needs { skill: 0, required: vec![strings(&["naïve"])], begins: strings(&["na", "ï"]) },
        ];
        let mut table = NeedsTable::default();
        all.iter().for_each(|needs| table.push(needs));
        for (number, needs) in (0..).zip(&all) {
            let back = table.get(number);
            let owned = |set: Literals<'_>| set.map(str::to_owned).collect::<Vec<_>>();
            let required = back.required().map(owned).collect();
            assert_eq!(&Needs { skill: back.skill(), required, begins: owned(back.begins()) }, needs);
        }
    }
}
