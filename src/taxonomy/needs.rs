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
    /// The ways through the pattern: every match takes one of them.
    pub routes: Vec<Route>,
    /// With one of which every match begins; without literals when there are others.
    pub begins: Anchor,
}

/// A way through a pattern.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Route {
    /// Of these each stands in every match that takes the way, in turn.
    pub anchors: Vec<Anchor>,
    /// Their numbers, likely the rarest first.
    pub order: Vec<usize>,
}

/// A part of a pattern that begins with one of a few literals.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Anchor {
    /// The literals.
    pub literals: Vec<Literal>,
    /// Whether the part begins at an edge of a word, of ASCII.
    pub begins_word: bool,
    /// How many bytes behind the anchor before it, or the beginning of the match, it begins at least.
    pub least: u32,
    /// How many at most; `None` when there is no telling.
    pub most: Option<u32>,
}

/// A literal of an anchor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Literal {
    /// The text.
    pub text: String,
    /// Whether an edge of a word, of ASCII, follows.
    pub ends_word: bool,
}

/// What all phrases need.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NeedsTable {
    /// All literals, one after the other.
    text: Cow<'static, str>,
    /// Of each phrase, as numbers of four bytes: the skill, the number of routes, the routes, and the anchor of the
    /// beginnings. A route is how many numbers follow, the number of its anchors, their order, and the anchors; an anchor is a number of literals, whether it
    /// begins a word, how far it stands behind the one before it, at least and at most, and of each literal where it
    /// begins, and twice where it ends, with one more where a word must end.
    numbers: Cow<'static, [u8]>,
    /// Of each phrase the place behind its last number.
    ends: Cow<'static, [u8]>,
}

/// What stands for no limit.
const ANY: u32 = u32::MAX;
/// Numbers of an anchor before its literals.
const HEAD: usize = 4;

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
        let mut numbers = vec![needs.skill, needs.routes.len() as u32];
        for route in &needs.routes {
            let mut parts = vec![route.order.len() as u32];
            parts.extend(route.order.iter().map(|&anchor| anchor as u32));
            route.anchors.iter().for_each(|anchor| self.push_anchor(anchor, &mut parts));
            numbers.push(parts.len() as u32);
            numbers.extend(parts);
        }
        self.push_anchor(&needs.begins, &mut numbers);
        self.numbers.to_mut().extend(numbers.iter().flat_map(|number| number.to_le_bytes()));
        let end = (self.numbers.len() / 4) as u32;
        self.ends.to_mut().extend(end.to_le_bytes());
    }

    fn push_anchor(&mut self, anchor: &Anchor, numbers: &mut Vec<u32>) {
        let Anchor { literals, begins_word, least, most } = anchor;
        numbers.extend([literals.len() as u32, u32::from(*begins_word), *least, most.unwrap_or(ANY)]);
        for literal in literals {
            numbers.push(self.text.len() as u32);
            self.text.to_mut().push_str(&literal.text);
            numbers.push(2 * self.text.len() as u32 + u32::from(literal.ends_word));
        }
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

    /// The ways through the pattern.
    pub fn routes(self) -> impl Iterator<Item = RouteOf<'t>> {
        let mut rest = &self.numbers[8..];
        (0..u32_at(self.numbers, 1)).map(move |_| {
            let (numbers, behind) = rest[4..].split_at(4 * u32_at(rest, 0) as usize);
            rest = behind;
            let (order, numbers) = numbers[4..].split_at(4 * u32_at(numbers, 0) as usize);
            RouteOf { text: self.text, order, numbers }
        })
    }

    /// With one of which every match begins; without literals when there are others.
    pub fn begins(self) -> AnchorOf<'t> {
        let routes = (0..u32_at(self.numbers, 1)).fold(8, |at, _| at + 4 + 4 * u32_at(self.numbers, at / 4) as usize);
        AnchorOf { text: self.text, numbers: &self.numbers[routes..] }
    }
}

/// A way through a pattern, in the table: its anchors, in turn.
#[derive(Debug, Clone, Copy)]
pub struct RouteOf<'t> {
    text: &'t str,
    order: &'t [u8],
    numbers: &'t [u8],
}

impl<'t> RouteOf<'t> {
    /// As [`Route::order`].
    pub fn order(self) -> impl Iterator<Item = usize> + 't {
        (0..self.order.len() / 4).map(move |at| u32_at(self.order, at) as usize)
    }
}

impl<'t> Iterator for RouteOf<'t> {
    type Item = AnchorOf<'t>;

    fn next(&mut self) -> Option<AnchorOf<'t>> {
        let literals = (!self.numbers.is_empty()).then(|| u32_at(self.numbers, 0))?;
        let (numbers, behind) = self.numbers.split_at(4 * (HEAD + 2 * literals as usize));
        self.numbers = behind;
        Some(AnchorOf { text: self.text, numbers })
    }
}

/// An anchor in the table.
#[derive(Debug, Clone, Copy)]
pub struct AnchorOf<'t> {
    text: &'t str,
    numbers: &'t [u8],
}

impl<'t> AnchorOf<'t> {
    /// As [`Anchor::begins_word`].
    pub fn begins_word(self) -> bool {
        u32_at(self.numbers, 1) != 0
    }

    /// As [`Anchor::least`].
    pub fn least(self) -> u32 {
        u32_at(self.numbers, 2)
    }

    /// As [`Anchor::most`].
    pub fn most(self) -> Option<u32> {
        Some(u32_at(self.numbers, 3)).filter(|&most| most != ANY)
    }

    /// The literals.
    pub fn literals(self) -> Literals<'t> {
        Literals { text: self.text, numbers: &self.numbers[4 * HEAD..] }
    }
}

/// The literals of an anchor in the table, each with whether a word must end behind it.
#[derive(Debug, Clone)]
pub struct Literals<'t> {
    text: &'t str,
    numbers: &'t [u8],
}

impl<'t> Iterator for Literals<'t> {
    type Item = (&'t str, bool);

    fn next(&mut self) -> Option<(&'t str, bool)> {
        let (literal, behind) = self.numbers.split_at_checked(8)?;
        self.numbers = behind;
        let end = u32_at(literal, 1);
        Some((&self.text[u32_at(literal, 0) as usize..(end / 2) as usize], end % 2 == 1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn anchor(words: &[&str], begins_word: bool, most: Option<u32>) -> Anchor {
        let literal = |&text: &&str| Literal { text: text.into(), ends_word: text != "cut" };
        Anchor { literals: words.iter().map(literal).collect(), begins_word, least: 3, most }
    }

    #[test]
    fn the_table_gives_back_what_was_put_in() {
        let routes = vec![
            Route {
                anchors: vec![anchor(&["cut", "reduced"], true, Some(0)), anchor(&["costs"], false, None)],
                order: vec![1, 0],
            },
            Route::default(),
            Route { anchors: vec![anchor(&["naïve"], true, Some(70_000))], order: vec![0] },
        ];
        let all = [
            Needs { skill: 7, routes, begins: anchor(&["cut"], true, Some(0)) },
            Needs { skill: 2, routes: Vec::new(), begins: Anchor::default() },
            Needs { skill: 0, routes: vec![Route::default()], begins: anchor(&["na", "ï"], false, Some(0)) },
        ];
        let mut table = NeedsTable::default();
        all.iter().for_each(|needs| table.push(needs));
        for (number, needs) in (0..).zip(&all) {
            let back = table.get(number);
            let owned = |anchor: AnchorOf<'_>| Anchor {
                literals: anchor.literals().map(|(text, ends_word)| Literal { text: text.into(), ends_word }).collect(),
                begins_word: anchor.begins_word(),
                least: anchor.least(),
                most: anchor.most(),
            };
            let routes = back
                .routes()
                .map(|route| Route { order: route.order().collect(), anchors: route.map(owned).collect() })
                .collect();
            assert_eq!(&Needs { skill: back.skill(), routes, begins: owned(back.begins()) }, needs);
        }
    }
}
