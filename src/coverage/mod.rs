//! Requirements and evidence make a report.
//!
//! Coverage is the weight of what is covered over the weight of what is asked, computed in integers: credits are
//! hundredths, coverage is thousandths, so that the same input gives the same digits everywhere. `docs/coverage.md`
//! explains the credits to a candidate.

mod evidence;
mod gain;
mod similar;
mod steps;
mod years;

pub use evidence::{BySkill, Evidence, Relation, Strength, Via};
pub use steps::{Has, NextStep, StepKind};
pub use years::{enough, places};

use crate::matcher::Mention;
use crate::profile::{Ask, Profile, Requirement};
use crate::taxonomy::{Level, SkillIndex, Taxonomy};
use crate::timeline::{Duration, Timeline};

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

/// What is asked for, with what a document shows beside the strength of the evidence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked<'a> {
    /// Skills and groups.
    pub profile: &'a Profile,
    /// For each requirement how long the document shows it, as `years::times` finds it; empty when no years are asked for.
    pub times: Vec<Option<Duration>>,
    /// The same with what is similar to it, for those that leave others open.
    pub times_with_similar: Vec<Option<Duration>>,
    /// For each requirement what may stand for it although it is not named; empty when none leaves others open.
    pub similar: Vec<Vec<Via>>,
    /// What has no skill in the taxonomy and counts all the same.
    pub terms: Vec<CountedTerm>,
}

/// Something that is asked for by a name that the taxonomy does not know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CountedTerm {
    /// How much it is asked for.
    pub level: Level,
    /// Points.
    pub weight: u32,
    /// Credit that the document earns.
    pub credit: Credit,
}

impl<'a> From<&'a Profile> for Asked<'a> {
    fn from(profile: &'a Profile) -> Self {
        Self { profile, times: Vec::new(), times_with_similar: Vec::new(), similar: Vec::new(), terms: Vec::new() }
    }
}

impl<'a> Asked<'a> {
    /// What a posting asks for, with the time for which a document shows it, and what may stand for it. `supposed` are
    /// skills that the document does not show and that are asked about.
    pub fn of_posting(
        profile: &'a Profile,
        taxonomy: &Taxonomy,
        evidence: &BySkill,
        mentions: &[Mention],
        timeline: &Timeline,
        supposed: &[SkillIndex],
    ) -> Self {
        let similar = similar::similar(taxonomy, profile, evidence, supposed);
        let [times, times_with_similar] = years::times(taxonomy, profile, &similar, mentions, timeline);
        Self { profile, times, times_with_similar, similar, terms: Vec::new() }
    }

    /// Whether a requirement names a skill, or takes it as something similar.
    pub fn is_about(&self, skill: SkillIndex) -> bool {
        let asks = |requirement: &Requirement| requirement.ask.skills().contains(&skill);
        self.profile.requirements.iter().any(asks) || self.similar.iter().flatten().any(|via| via.skill == skill)
    }

    /// What may stand for a requirement.
    pub fn similar(&self, requirement: usize) -> &[Via] {
        self.similar.get(requirement).map_or(&[], Vec::as_slice)
    }

    /// The strength with which a similar skill of some strength shows a requirement.
    fn credit_of_similar(&self, requirement: usize, via: &Via, own: Strength) -> Credit {
        self.credit_for(requirement, similar::strength(via.relation, own), &self.times_with_similar)
    }

    /// How long the document shows a requirement.
    pub fn time(&self, requirement: usize) -> Option<&Duration> {
        self.times.get(requirement).and_then(Option::as_ref)
    }

    /// How long the document shows what meets a requirement.
    pub fn time_of(&self, assessed: &Assessed) -> Option<&Duration> {
        let times = if assessed.similar.is_some() { &self.times_with_similar } else { &self.times };
        times.get(assessed.requirement).and_then(Option::as_ref)
    }

    /// The credit that a strength earns for a requirement.
    pub fn credit(&self, requirement: usize, strength: Strength) -> Credit {
        self.credit_for(requirement, strength, &self.times)
    }

    fn credit_for(&self, requirement: usize, strength: Strength, times: &[Option<Duration>]) -> Credit {
        match self.profile.requirements[requirement].years {
            Some(asked) => years::credit(strength, times.get(requirement).and_then(Option::as_ref), asked),
            None => strength.credit(),
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
    /// How that one is like what is asked for, when it is not named itself.
    pub similar: Option<Relation>,
}

impl Assessed {
    /// The strength with which evidence for the skill that gives the credit shows the requirement.
    pub fn strength(&self, own: Strength) -> Strength {
        self.similar.map_or(own, |relation| similar::strength(relation, own))
    }
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
pub fn assess(asked: &Asked<'_>, evidence: &BySkill) -> Coverage {
    let requirements = &asked.profile.requirements;
    let assessed: Vec<Assessed> = (0..requirements.len()).map(|index| best_member(asked, index, evidence)).collect();
    let known = requirements.iter().zip(&assessed);
    let known = known.map(|(requirement, assessed)| (requirement.level, requirement.weight, assessed.credit));
    let terms = asked.terms.iter().map(|term| (term.level, term.weight, term.credit));
    let all: Vec<(Level, u32, Credit)> = known.chain(terms).collect();
    Coverage { assessed, levels: Level::ALL.iter().map(|&level| sum(level, &all)).collect() }
}

fn best_member(asked: &Asked<'_>, requirement: usize, evidence: &BySkill) -> Assessed {
    let skills = asked.profile.requirements[requirement].ask.skills();
    let credit_of = |skill: SkillIndex| asked.credit(requirement, evidence[skill].strength);
    // Of equal credits what is named counts before what is implied, then the first member, so that the result does not
    // depend on anything else.
    let best = skills.iter().copied().rev().max_by_key(|&skill| (credit_of(skill), evidence[skill].strength));
    let credit = best.map_or(0, credit_of);
    let credit_of = |via: &Via| asked.credit_of_similar(requirement, via, evidence[via.skill].strength);
    let similar = asked.similar(requirement).iter().rev().max_by_key(|via| credit_of(via));
    match similar.map(|via| (via, credit_of(via))).filter(|(_, more)| *more > credit) {
        Some((via, credit)) => Assessed { requirement, credit, by: Some(via.skill), similar: Some(via.relation) },
        None => Assessed { requirement, credit, by: best.filter(|_| credit > 0), similar: None },
    }
}

/// The sums of one level over level, weight and credit of everything that is asked.
fn sum(level: Level, all: &[(Level, u32, Credit)]) -> LevelSum {
    let mut sum = LevelSum { level, requirements: 0, covered: 0, partial: 0, missing: 0, weight: 0, credit: 0 };
    for &(_, weight, credit) in all.iter().filter(|(asked, _, _)| *asked == level) {
        sum.requirements += 1;
        match Status::of(credit) {
            Status::Covered => sum.covered += 1,
            Status::Partial => sum.partial += 1,
            Status::Missing => sum.missing += 1,
        }
        sum.weight += u64::from(weight);
        sum.credit += u64::from(weight) * u64::from(credit);
    }
    sum
}

/// The evidence of every skill of the taxonomy, by index.
pub fn evidence(taxonomy: &Taxonomy, mentions: &[crate::matcher::Mention]) -> BySkill {
    evidence::collect(taxonomy, mentions)
}

/// The evidence as it would be if some skills were demonstrated.
pub fn with_demonstrated(taxonomy: &Taxonomy, evidence: &BySkill, skills: &[SkillIndex]) -> BySkill {
    evidence::with_demonstrated(taxonomy, evidence, skills)
}

/// The next steps that close gaps: what is to be written down first, then what documents advise, then what is left; of
/// each kind the one that adds most first. No gap is closed by two of them.
pub fn next_steps(taxonomy: &Taxonomy, asked: &Asked<'_>, evidence: &BySkill, has: Has<'_>) -> Vec<NextStep> {
    steps::next_steps(taxonomy, asked, evidence, has)
}

/// The member of a requirement that one would name as the gap: the skill itself, or the one that a group's name begins
/// with, or the one that documents ask for most.
fn gap_skill(requirement: &Requirement, taxonomy: &Taxonomy) -> Option<SkillIndex> {
    match &requirement.ask {
        Ask::Skill(skill) => Some(*skill),
        Ask::AnyOf { name, skills, .. } => {
            let first = skills.iter().find(|&&skill| name.starts_with(&taxonomy.at(skill).name));
            let points = |skill: SkillIndex| -> u32 {
                taxonomy.at(skill).asked.iter().map(|at| at.level.level().points()).sum()
            };
            // Of equal ones the first.
            first.copied().or_else(|| skills.iter().copied().rev().max_by_key(|&skill| points(skill)))
        }
    }
}
