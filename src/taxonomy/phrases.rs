//! Evidence phrases in tables: what a text must hold is looked up without decoding anything, and a phrase is decoded
//! when a text holds a trigger of it.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::bytes::u32_at;
use super::{Packed, Program, SkillIndex};

/// An evidence phrase.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Phrase {
    /// The skill that it shows.
    pub skill: SkillIndex,
    /// Folded words, one of which must begin a word of the sentence.
    pub triggers: Vec<String>,
    /// Sets of literals, of each of which one stands in every match.
    pub required: Vec<Vec<String>>,
    /// Literals with one of which every match begins; empty when there are others.
    pub begins: Vec<String>,
    /// Regular expression over a folded sentence.
    pub pattern: String,
}

/// All evidence phrases.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Phrases {
    /// What is known of each.
    pub list: Packed<Phrase>,
    /// The pattern of each, over a folded sentence.
    pub programs: Packed<Program>,
    /// When to try them.
    pub triggers: Triggers,
}

impl Phrases {
    /// Packs phrases.
    pub fn new(phrases: Vec<Phrase>) -> Self {
        Self::packed(phrases.into_iter().map(compiled))
    }

    /// These phrases without those of some skills, and others after them.
    pub fn overlaid(&self, dropped: impl Fn(SkillIndex) -> bool, added: Vec<Phrase>) -> Self {
        let kept = (0..).zip(self.iter()).filter(|(_, phrase)| !dropped(phrase.skill));
        let kept = kept.map(|(number, phrase)| (phrase, self.programs.get(number)));
        Self::packed(kept.chain(added.into_iter().map(compiled)))
    }

    /// All phrases, by number.
    pub fn iter(&self) -> impl Iterator<Item = Phrase> + '_ {
        (0..self.list.len() as u32).map(|number| self.list.get(number))
    }

    fn packed(phrases: impl Iterator<Item = (Phrase, Program)>) -> Self {
        let mut packed = Self::default();
        let mut triggers = Vec::new();
        for (phrase, program) in phrases {
            let number = packed.list.push(&phrase);
            packed.programs.push(&program);
            triggers.extend(phrase.triggers.into_iter().map(|trigger| (trigger, number)));
        }
        packed.triggers = Triggers::new(triggers);
        packed
    }
}

/// A phrase with its program; one that has none was refused before it came here.
fn compiled(phrase: Phrase) -> (Phrase, Program) {
    let program = Program::compile(&phrase.pattern).unwrap_or_default();
    (phrase, program)
}

/// Folded words, one of which must begin a word of the sentence before a phrase is tried; sorted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Triggers {
    text: Cow<'static, str>,
    /// Of each where its text ends, and the number of the phrase.
    entries: Cow<'static, [u8]>,
}

impl Triggers {
    /// Packs triggers, each with the number of its phrase.
    pub fn new(mut triggers: Vec<(String, u32)>) -> Self {
        triggers.sort();
        triggers.dedup();
        let (mut text, mut entries) = (String::new(), Vec::new());
        for (trigger, phrase) in triggers {
            text.push_str(&trigger);
            entries.extend((text.len() as u32).to_le_bytes());
            entries.extend(phrase.to_le_bytes());
        }
        Self { text: text.into(), entries: entries.into() }
    }

    /// The triggers whose tables these are.
    pub fn from_parts(text: &'static str, entries: &'static [u8]) -> Self {
        Self { text: text.into(), entries: entries.into() }
    }

    /// The tables.
    pub fn parts(&self) -> (&str, &[u8]) {
        (&self.text, &self.entries)
    }

    /// How many.
    pub fn len(&self) -> usize {
        self.entries.len() / 8
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The number of the phrase of a trigger.
    ///
    /// # Panics
    /// When there is none.
    pub fn phrase(&self, index: usize) -> u32 {
        u32_at(&self.entries, 2 * index + 1)
    }

    /// A trigger with the number of its phrase.
    ///
    /// # Panics
    /// When there is none.
    pub fn get(&self, index: usize) -> (&str, u32) {
        let start = if index == 0 { 0 } else { u32_at(&self.entries, 2 * (index - 1)) };
        (&self.text[start as usize..u32_at(&self.entries, 2 * index) as usize], self.phrase(index))
    }
}
