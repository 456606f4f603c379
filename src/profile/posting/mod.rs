//! A posting read into the same form as a role profile.

mod level;

use std::collections::BTreeMap;

pub use level::level;

use super::{Ask, AskedBy, Profile, Requirement};
use crate::document::{Document, Locator};
use crate::matcher::{Matches, Mention, Polarity};
use crate::taxonomy::{Level, SkillIndex, Taxonomy};

/// What a posting asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Posting {
    /// Skills and groups of skills; its only document is the posting.
    pub profile: Profile,
    /// Degrees and certificates, never a part of coverage.
    pub credentials: Vec<AskedCredential>,
    /// Spoken languages, work permits and the like, never a part of coverage.
    pub conditions: Vec<Condition>,
    /// What it asks for by names that the taxonomy does not know.
    pub unknown: Vec<UnknownTerm>,
}

/// A degree or certificate that a posting asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AskedCredential {
    /// Index into [`Taxonomy::credentials`].
    pub credential: u32,
    /// How much.
    pub level: Level,
    /// Where.
    pub locator: Locator,
}

/// Something that a posting asks for which is neither a skill nor a credential.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Condition {
    /// The words of the posting.
    pub text: String,
    /// What it is about: `spoken-language`, `work-permit`, ….
    pub kind: String,
    /// Where.
    pub locator: Locator,
}

/// A term that a posting asks for and the taxonomy does not know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownTerm {
    /// As the posting writes it.
    pub term: String,
    /// How much it is asked for.
    pub level: Level,
    /// Where.
    pub locator: Locator,
}

/// Reads what a posting asks for.
pub fn read(path: &str, document: &Document, matches: &Matches, taxonomy: &Taxonomy) -> Posting {
    let mut asked: BTreeMap<SkillIndex, Vec<&Mention>> = BTreeMap::new();
    for mention in matches.mentions.iter().filter(|mention| mention.polarity == Polarity::Asserted) {
        asked.entry(mention.skill).or_default().push(mention);
    }
    let requirement = |(skill, mentions): (SkillIndex, Vec<&Mention>)| {
        let level = mentions.iter().map(|mention| level(document, &taxonomy.language, mention)).min()?;
        let place = |mention: &&Mention| AskedBy {
            document: path.to_string(),
            heading: document.section_at(mention.span.start).title.clone(),
            locator: Some(document.locator(mention.span.start)),
            ..AskedBy::default()
        };
        let asked_by = mentions.iter().map(place).collect();
        let weight = level.points();
        let ask = Ask::Skill(skill);
        Some(Requirement { ask, level, weight, commonly_missing: false, years: None, asked_by })
    };
    let mut requirements: Vec<Requirement> = asked.into_iter().filter_map(requirement).collect();
    super::sort(&mut requirements, taxonomy);
    let profile =
        Profile { id: path.to_string(), title: path.to_string(), documents: vec![path.to_string()], requirements };
    Posting { profile, credentials: Vec::new(), conditions: Vec::new(), unknown: Vec::new() }
}
