//! Role profiles: what a role asks for, as requirements with level and weight.
//!
//! A profile is computed from what the documents of a role say about each skill, never typed. The weight of a
//! requirement is the sum, over the documents that ask for it, of the points of the strongest level that each uses:
//! required 3, preferred 2, mentioned 1 (`docs/weights.md`). Agreement between documents is what makes it grow.

pub mod builder;
mod file;
pub mod posting;
mod stage;
mod weight;

use std::collections::BTreeSet;
use std::sync::Arc;

pub use file::{ProfileError, parse, to_toml};

use crate::document::Locator;
use crate::taxonomy::{AskedAt, Level, Naming, RoleSource, SkillIndex, Stage, Taxonomy};
pub use weight::{Count, counts};

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
        /// What it names beside them as examples of what one of them is, and the taxonomy does not know as such: it may
        /// do as well.
        beside: Vec<SkillIndex>,
        /// Whether something similar would do.
        open: bool,
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

    /// All skills that it names.
    pub fn named(&self) -> impl Iterator<Item = SkillIndex> {
        let beside: &[SkillIndex] = match self {
            Self::Skill(_) => &[],
            Self::AnyOf { beside, .. } => beside,
        };
        self.skills().iter().chain(beside).copied()
    }
}

/// A place that asks for something.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct AskedBy {
    /// Id of the document.
    pub document: Arc<str>,
    /// Heading in it; empty where it has none.
    pub heading: Arc<str>,
    /// The place, where the document was at hand.
    pub locator: Option<Locator>,
    /// The skill that it asks for, where a profile was built from documents: of a group, which member.
    pub skill: Option<SkillIndex>,
    /// What the document calls it there.
    pub naming: Option<Naming>,
    /// The stage of a career that the document says needs it.
    pub stage: Option<Stage>,
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

    /// Who asks, each document and heading once, whichever member of a group it asks for.
    pub fn places(&self) -> Vec<AskedBy> {
        let mut seen: BTreeSet<(&str, &str)> = BTreeSet::new();
        let first = self.asked_by.iter().filter(|by| seen.insert((&by.document, &by.heading)));
        first.map(|by| AskedBy { skill: None, naming: None, stage: None, ..by.clone() }).collect()
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
    /// The stage of a career that it is weighed for; `None` for all of them.
    pub stage: Option<Stage>,
    /// Requirements, the heaviest first.
    pub requirements: Vec<Requirement>,
}

/// A group of skills of which one is enough.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnyOf {
    /// Its name, to read after "needs".
    pub name: String,
    /// Its members, sorted.
    pub skills: Vec<SkillIndex>,
}

/// Builds the profile of a role from what its documents say about each skill.
pub fn build(role: &RoleSource, taxonomy: &Taxonomy) -> Profile {
    let index = |id: &String| taxonomy.skill(id).map(|(index, _)| index);
    let groups: Vec<AnyOf> = role
        .group
        .iter()
        .map(|group| {
            let mut skills: Vec<SkillIndex> = group.any_of.iter().filter_map(index).collect();
            skills.sort_unstable();
            AnyOf { name: group.name.clone(), skills }
        })
        .collect();
    let excluded: BTreeSet<SkillIndex> = role.exclude.iter().filter_map(|exclude| index(&exclude.skill)).collect();
    let documents: Vec<Arc<str>> = role.documents.iter().map(|id| id.as_str().into()).collect();
    let place = |(skill, at): (SkillIndex, &AskedAt)| {
        let document = documents.iter().find(|document| ***document == *at.document)?;
        Some(asked_by(skill, at, document.clone()))
    };
    let places = taxonomy.skills.asked().flat_map(|(index, skill)| skill.asked.iter().map(move |at| (index, at)));
    let asked: Vec<AskedBy> = places.filter_map(place).collect();
    Profile {
        id: role.id.clone(),
        title: role.title.clone(),
        documents: role.documents.clone(),
        stage: None,
        requirements: requirements(asked, &groups, &excluded, taxonomy),
    }
}

fn asked_by(skill: SkillIndex, at: &AskedAt, document: Arc<str>) -> AskedBy {
    AskedBy {
        document,
        heading: at.heading.as_str().into(),
        locator: at.line.map(Locator::Line),
        skill: Some(skill),
        naming: Some(at.level),
        stage: at.stage,
    }
}

/// The requirements that places in documents make, the heaviest first: one for each group that is asked for, one for
/// each other skill that is not left out.
pub fn requirements(
    mut asked: Vec<AskedBy>,
    groups: &[AnyOf],
    excluded: &BTreeSet<SkillIndex>,
    taxonomy: &Taxonomy,
) -> Vec<Requirement> {
    asked.sort_by(|a, b| {
        (a.skill, &a.document, &a.locator, &a.heading).cmp(&(b.skill, &b.document, &b.locator, &b.heading))
    });
    let places = |skill: SkillIndex| {
        let first = asked.partition_point(|by| by.skill < Some(skill));
        asked[first..].iter().take_while(move |by| by.skill == Some(skill)).cloned()
    };
    let mut grouped: BTreeSet<SkillIndex> = BTreeSet::new();
    let mut requirements = Vec::new();
    for group in groups {
        grouped.extend(&group.skills);
        let mut by: Vec<AskedBy> = group.skills.iter().flat_map(|&skill| places(skill)).collect();
        by.sort_by(|a, b| {
            (&a.document, &a.locator, &a.heading, a.skill).cmp(&(&b.document, &b.locator, &b.heading, b.skill))
        });
        requirements.extend(requirement(
            Ask::AnyOf { name: group.name.clone(), skills: group.skills.clone(), beside: Vec::new(), open: false },
            by,
        ));
    }
    let skills: BTreeSet<SkillIndex> = asked.iter().filter_map(|by| by.skill).collect();
    for skill in skills {
        if !grouped.contains(&skill) && !excluded.contains(&skill) {
            requirements.extend(requirement(Ask::Skill(skill), places(skill).collect()));
        }
    }
    sort(&mut requirements, taxonomy);
    requirements
}

/// The heaviest first, then by level and name, so that the order does not depend on that of the sources.
fn sort(requirements: &mut [Requirement], taxonomy: &Taxonomy) {
    requirements.sort_by(|a, b| (b.weight, a.level, a.name(taxonomy)).cmp(&(a.weight, b.level, b.name(taxonomy))));
}

/// One requirement, if any document asks for it.
fn requirement(ask: Ask, asked_by: Vec<AskedBy>) -> Option<Requirement> {
    let (level, weight) = weight::of(&asked_by)?;
    let commonly_missing = asked_by.iter().any(|by| by.naming == Some(Naming::OftenMissing));
    Some(Requirement { ask, level, weight, commonly_missing, years: None, asked_by })
}
