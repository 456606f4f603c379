//! Role profiles: what a role asks for, as requirements with level and weight.
//!
//! A profile is computed from what the documents of a role say about each skill, never typed. The weight of a
//! requirement is the sum, over the documents that ask for it, of the points of the strongest level that each uses:
//! required 3, preferred 2, mentioned 1 (`docs/weights.md`). Agreement between documents is what makes it grow.

mod file;
pub mod posting;

use std::collections::{BTreeMap, BTreeSet};

pub use file::{ProfileError, parse, to_toml};

use crate::document::Locator;
use crate::taxonomy::{AskedAt, Level, Naming, RoleSource, SkillIndex, Taxonomy};

/// What one requirement asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ask {
    /// One skill.
    Skill(SkillIndex),
    /// Any one skill of a group.
    AnyOf {
        /// The group's name, to read after "needs".
        name: String,
        /// Its members, sorted.
        skills: Vec<SkillIndex>,
    },
}

impl Ask {
    /// The skills that can meet it.
    pub fn skills(&self) -> &[SkillIndex] {
        match self {
            Self::Skill(skill) => std::slice::from_ref(skill),
            Self::AnyOf { skills, .. } => skills,
        }
    }
}

/// A place that asks for something.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct AskedBy {
    /// Id of the document.
    pub document: String,
    /// Heading in it; empty where it has none.
    pub heading: String,
    /// The place, where the document was at hand.
    pub locator: Option<Locator>,
}

/// Years of practice that are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Years {
    /// At least so many.
    pub least: u32,
    /// The upper end of a range: "3 to 5 years".
    pub most: Option<u32>,
}

/// One line of what a role asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Requirement {
    /// The skill or group.
    pub ask: Ask,
    /// The strongest level that any document uses.
    pub level: Level,
    /// Points, at least 1.
    pub weight: u32,
    /// Whether a document names it as often missing among candidates.
    pub commonly_missing: bool,
    /// Years of practice, where stated.
    pub years: Option<Years>,
    /// Who asks, by document and heading.
    pub asked_by: Vec<AskedBy>,
}

impl Requirement {
    /// The name to show.
    pub fn name<'a>(&'a self, taxonomy: &'a Taxonomy) -> &'a str {
        match &self.ask {
            Ask::Skill(skill) => &taxonomy.at(*skill).name,
            Ask::AnyOf { name, .. } => name,
        }
    }
}

/// What a role asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Profile {
    /// Stable id.
    pub id: String,
    /// Title.
    pub title: String,
    /// Ids of the documents that it was built from.
    pub documents: Vec<String>,
    /// Requirements, the heaviest first.
    pub requirements: Vec<Requirement>,
}

/// Builds the profile of a role from what its documents say about each skill.
pub fn build(role: &RoleSource, taxonomy: &Taxonomy) -> Profile {
    let excluded: BTreeSet<&str> = role.exclude.iter().map(|exclude| exclude.skill.as_str()).collect();
    let mut grouped: BTreeSet<SkillIndex> = BTreeSet::new();
    let mut requirements = Vec::new();
    for group in &role.group {
        let mut skills: Vec<SkillIndex> =
            group.any_of.iter().filter_map(|id| taxonomy.skill(id).map(|(index, _)| index)).collect();
        skills.sort_unstable();
        grouped.extend(&skills);
        let asked = skills.iter().flat_map(|&skill| &taxonomy.at(skill).asked);
        let ask = Ask::AnyOf { name: group.name.clone(), skills: skills.clone() };
        requirements.extend(requirement(ask, asked, &role.documents));
    }
    for (index, skill) in taxonomy.skills.iter().enumerate() {
        let index = index as SkillIndex;
        if !grouped.contains(&index) && !excluded.contains(skill.id.as_str()) {
            requirements.extend(requirement(Ask::Skill(index), skill.asked.iter(), &role.documents));
        }
    }
    sort(&mut requirements, taxonomy);
    Profile { id: role.id.clone(), title: role.title.clone(), documents: role.documents.clone(), requirements }
}

/// The heaviest first, then by level and name, so that the order does not depend on that of the sources.
fn sort(requirements: &mut [Requirement], taxonomy: &Taxonomy) {
    requirements.sort_by(|a, b| (b.weight, a.level, a.name(taxonomy)).cmp(&(a.weight, b.level, b.name(taxonomy))));
}

/// One requirement, if any of the role's documents asks for it.
fn requirement<'a>(ask: Ask, asked: impl Iterator<Item = &'a AskedAt>, documents: &[String]) -> Option<Requirement> {
    let mut strongest: BTreeMap<&str, Level> = BTreeMap::new();
    let mut asked_by = BTreeSet::new();
    let mut commonly_missing = false;
    for at in asked.filter(|at| documents.contains(&at.document)) {
        let level = at.level.level();
        strongest.entry(&at.document).and_modify(|known| *known = level.min(*known)).or_insert(level);
        commonly_missing |= at.level == Naming::OftenMissing;
        asked_by.insert(AskedBy { document: at.document.clone(), heading: at.heading.clone(), locator: None });
    }
    let level = strongest.values().copied().min()?;
    let weight = strongest.values().map(|level| level.points()).sum();
    let asked_by = asked_by.into_iter().collect();
    Some(Requirement { ask, level, weight, commonly_missing, years: None, asked_by })
}
