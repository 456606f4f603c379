//! Requirements and evidence make a report.
//!
//! Coverage is the weight of what is covered over the weight of what is asked, computed in integers: credits are
//! hundredths, coverage is thousandths, so that the same input gives the same digits everywhere. `docs/coverage.md`
//! explains the credits to a candidate.

mod evidence;
mod steps;

pub use evidence::{Evidence, Relation, Strength, Via};
pub use steps::NextStep;

use crate::profile::{Ask, Profile, Requirement};
use crate::taxonomy::{Level, SkillIndex, Taxonomy};

/// Credit in hundredths, 0 to 100.
pub type Credit = u8;

/// How far a requirement is met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// Full credit.
    Covered,
    /// Some credit.
    Partial,
    /// No credit.
    Missing,
}

impl Status {
    /// The status that a credit makes.
    pub fn of(credit: Credit) -> Self {
        match credit {
            100 => Self::Covered,
            0 => Self::Missing,
            _ => Self::Partial,
        }
    }

    /// The name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Covered => "covered",
            Self::Partial => "partial",
            Self::Missing => "missing",
        }
    }
}

/// A requirement with what meets it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assessed {
    /// Index into [`Profile::requirements`].
    pub requirement: usize,
    /// Credit of the best member.
    pub credit: Credit,
    /// The skill that gives it; `None` when nothing does.
    pub by: Option<SkillIndex>,
}

/// Sums over the requirements of one level.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LevelSum {
    /// The level.
    pub level: Level,
    /// Number of requirements.
    pub requirements: u32,
    /// Of these with full credit.
    pub covered: u32,
    /// With some.
    pub partial: u32,
    /// With none.
    pub missing: u32,
    /// Sum of weights.
    pub weight: u64,
    /// Sum of weight times credit, in hundredths of a point.
    pub credit: u64,
}

/// Coverage of a profile by some evidence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coverage {
    /// Every requirement, in the order of the profile.
    pub assessed: Vec<Assessed>,
    /// Sums by level.
    pub levels: Vec<LevelSum>,
}

impl Coverage {
    /// Coverage in thousandths, rounded half up; `None` when nothing is asked.
    pub fn total(&self) -> Option<u32> {
        ratio(self.levels.iter())
    }

    /// Coverage of the required ones alone.
    pub fn required(&self) -> Option<u32> {
        ratio(self.levels.iter().filter(|sum| sum.level == Level::Required))
    }
}

fn ratio<'a>(sums: impl Iterator<Item = &'a LevelSum> + Clone) -> Option<u32> {
    let weight: u64 = sums.clone().map(|sum| sum.weight).sum();
    let credit: u64 = sums.map(|sum| sum.credit).sum();
    thousandths(credit, weight)
}

/// A sum of credits, in hundredths of a point, over a sum of weights, in thousandths, rounded half up.
fn thousandths(credit: u64, weight: u64) -> Option<u32> {
    (weight > 0).then(|| u32::try_from((credit * 20 + weight) / (weight * 2)).unwrap_or(u32::MAX))
}

/// Holds the evidence against the requirements.
pub fn assess(profile: &Profile, evidence: &[Evidence]) -> Coverage {
    let credit_of = |skill: SkillIndex| evidence[skill as usize].credit();
    let assessed: Vec<Assessed> = profile
        .requirements
        .iter()
        .enumerate()
        .map(|(index, requirement)| {
            // Of equal credits the first member counts, so that the result does not depend on anything else.
            let best = requirement.ask.skills().iter().copied().rev().max_by_key(|&skill| credit_of(skill));
            let credit = best.map_or(0, credit_of);
            Assessed { requirement: index, credit, by: best.filter(|_| credit > 0) }
        })
        .collect();
    let levels = Level::ALL
        .iter()
        .map(|&level| {
            let mut sum = LevelSum { level, requirements: 0, covered: 0, partial: 0, missing: 0, weight: 0, credit: 0 };
            for (requirement, assessed) in profile.requirements.iter().zip(&assessed) {
                if requirement.level != level {
                    continue;
                }
                sum.requirements += 1;
                match Status::of(assessed.credit) {
                    Status::Covered => sum.covered += 1,
                    Status::Partial => sum.partial += 1,
                    Status::Missing => sum.missing += 1,
                }
                sum.weight += u64::from(requirement.weight);
                sum.credit += u64::from(requirement.weight) * u64::from(assessed.credit);
            }
            sum
        })
        .collect();
    Coverage { assessed, levels }
}

/// The evidence of every skill of the taxonomy, by index.
pub fn evidence(taxonomy: &Taxonomy, mentions: &[crate::matcher::Mention]) -> Vec<Evidence> {
    evidence::collect(taxonomy, mentions)
}

/// The evidence as it would be if some skills were demonstrated.
pub fn with_demonstrated(taxonomy: &Taxonomy, evidence: &[Evidence], skills: &[SkillIndex]) -> Vec<Evidence> {
    evidence::with_demonstrated(taxonomy, evidence, skills)
}

/// The next steps that close gaps, the one with the largest gain first.
pub fn next_steps(taxonomy: &Taxonomy, profile: &Profile, evidence: &[Evidence], have: &[SkillIndex]) -> Vec<NextStep> {
    steps::next_steps(taxonomy, profile, evidence, have)
}

/// The member of a requirement that one would name as the gap: the skill itself, or the first of a group.
fn gap_skill(requirement: &Requirement) -> Option<SkillIndex> {
    match &requirement.ask {
        Ask::Skill(skill) => Some(*skill),
        Ask::AnyOf { skills, .. } => skills.first().copied(),
    }
}
