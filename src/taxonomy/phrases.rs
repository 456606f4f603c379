//! Evidence phrases in tables: what a text must hold is looked up without decoding anything, and a phrase is decoded
//! when a text holds a trigger of it.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::bytes::u32_at;
use super::needs::{Needs, NeedsTable};
use super::{Packed, Program, Programs, SkillIndex};

/// An evidence phrase.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Phrase {
    /// What is looked at before the pattern.
    pub needs: Needs,
    /// Folded words, one of which must begin a word of the sentence.
    pub triggers: Vec<String>,
    /// Regular expression over a folded sentence.
    pub pattern: String,
    /// What else must hold where it finds something that is done to something.
    pub action: Option<ActionNeeds>,
}

/// What must hold of an act and its object beside the pattern.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActionNeeds {
    /// Folded words that may not stand between the two.
    pub without: Vec<String>,
    /// Folded words of which one must be in the sentence, if there are any.
    pub near: Vec<String>,
}

/// All evidence phrases.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Phrases {
    /// What is known of each.
    pub list: Packed<Phrase>,
    /// What a text must hold for each to be tried.
    pub needs: NeedsTable,
    /// The pattern of each, over a folded sentence.
    pub programs: Programs,
    /// When to try them.
    pub triggers: Triggers,
}

impl Phrases {
    /// Packs phrases.
    pub fn new(phrases: Vec<Phrase>) -> Self {
        let mut all = Self::default();
        let mut triggers = Vec::new();
        phrases.into_iter().for_each(|phrase| all.add(phrase, None, &mut triggers));
        all.with(triggers)
    }

    /// These phrases without those of some skills, and others after them.
    pub fn overlaid(&self, dropped: impl Fn(SkillIndex) -> bool, added: Vec<Phrase>) -> Self {
        let mut all = Self::default();
        let mut triggers = Vec::new();
        for (number, phrase) in (0..).zip(self.iter()).filter(|(_, phrase)| !dropped(phrase.needs.skill)) {
            all.add(phrase, Some(self.programs.get(number)), &mut triggers);
        }
        added.into_iter().for_each(|phrase| all.add(phrase, None, &mut triggers));
        all.with(triggers)
    }

    /// All phrases, by number.
    pub fn iter(&self) -> impl Iterator<Item = Phrase> + '_ {
        (0..self.list.len() as u32).map(|number| self.list.get(number))
    }

    /// Adds a phrase, with its program where there is one. A pattern that has none was refused before it came here.
    fn add(&mut self, phrase: Phrase, program: Option<Program<'_>>, triggers: &mut Vec<(String, u32)>) {
        match program {
            Some(program) => self.programs.push_copy(program),
            None if self.programs.push(&phrase.pattern).is_err() => return,
            None => {}
        }
        let number = self.list.push(&phrase);
        self.needs.push(&phrase.needs);
        triggers.extend(phrase.triggers.into_iter().map(|trigger| (trigger, number)));
    }

    fn with(self, triggers: Vec<(String, u32)>) -> Self {
        Self { triggers: Triggers::new(triggers), ..self }
    }
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
