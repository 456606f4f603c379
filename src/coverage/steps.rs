//! Next steps: what to make, what it would close, and what it would gain.

use std::collections::BTreeSet;

use super::gain::Gains;
use super::{Asked, Assessed, BySkill, Strength, assess, gap_skill};
use crate::profile::Requirement;
use crate::taxonomy::schema::AdvisedAt;
use crate::taxonomy::{Level, SkillIndex, Taxonomy};

/// Something to do about gaps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NextStep {
    /// What to do.
    pub step: String,
    /// The thing to make; empty for a general step.
    pub make: String,
    /// A line of a resume that would then count.
    pub shows_as: String,
    /// The skills that are gaps and that it closes.
    pub closes: Vec<SkillIndex>,
    /// What coverage would gain if all of them were demonstrated, in thousandths.
    pub gain: u32,
    /// Who advises it; empty for a general step of ours.
    pub advised_by: Vec<AdvisedAt>,
}

/// The most general steps to give: beyond that, a list of names is no advice.
const GENERAL_STEPS: usize = 12;

/// See [`super::next_steps`].
pub fn next_steps(taxonomy: &Taxonomy, asked: &Asked<'_>, evidence: &BySkill, have: &[SkillIndex]) -> Vec<NextStep> {
    let coverage = assess(asked, evidence);
    let gains = Gains::new(taxonomy, asked, evidence, &coverage);
    let gaps: Vec<(&Requirement, &Assessed)> = asked
        .profile
        .requirements
        .iter()
        .zip(&coverage.assessed)
        .filter(|(_, assessed)| assessed.credit < 100)
        .collect();
    let (mut steps, advised) = advised(taxonomy, &gaps, evidence, have, &gains);
    let writer = Writer { taxonomy, asked, evidence, have, gains };
    let (known, unknown): (Vec<_>, Vec<_>) = gaps
        .into_iter()
        .partition(|(requirement, _)| requirement.ask.skills().iter().any(|skill| have.contains(skill)));
    let unadvised = unknown.into_iter().filter(|(requirement, _)| {
        requirement.level != Level::Mentioned && !requirement.ask.skills().iter().any(|skill| advised.contains(skill))
    });
    steps.extend(known.into_iter().filter_map(|(requirement, assessed)| writer.step(requirement, assessed)));
    let general = unadvised.filter_map(|(requirement, assessed)| writer.step(requirement, assessed));
    steps.extend(general.take(GENERAL_STEPS));
    steps.retain(|step| step.gain > 0);
    steps.sort_by(|a, b| (b.gain, &a.step).cmp(&(a.gain, &b.step)));
    steps
}

/// The steps that documents advise, and the skills that they close. What the user has needs no learning.
fn advised(
    taxonomy: &Taxonomy,
    gaps: &[(&Requirement, &Assessed)],
    evidence: &BySkill,
    have: &[SkillIndex],
    gains: &Gains<'_>,
) -> (Vec<NextStep>, BTreeSet<SkillIndex>) {
    let open: BTreeSet<SkillIndex> = gaps
        .iter()
        .flat_map(|(requirement, _)| requirement.ask.skills().iter().copied())
        .filter(|skill| evidence[*skill].strength != Strength::Demonstrated && !have.contains(skill))
        .collect();
    let mut closed = BTreeSet::new();
    let mut steps = Vec::new();
    for source in &taxonomy.steps {
        let helps = source.helps.iter().filter_map(|id| taxonomy.skill(id).map(|(index, _)| index));
        let closes: Vec<SkillIndex> = helps.filter(|index| open.contains(index)).collect();
        let gain = gains.of(&closes);
        if closes.is_empty() || gain == 0 {
            continue;
        }
        closed.extend(&closes);
        steps.push(NextStep {
            step: source.step.clone(),
            make: source.make.clone(),
            shows_as: source.shows_as.clone(),
            closes,
            gain,
            advised_by: source.advised_by.clone(),
        });
    }
    (steps, closed)
}

/// Writes the steps that no document advises.
struct Writer<'a> {
    taxonomy: &'a Taxonomy,
    asked: &'a Asked<'a>,
    evidence: &'a BySkill,
    have: &'a [SkillIndex],
    gains: Gains<'a>,
}

impl Writer<'_> {
    /// One honest step for a gap; `None` where nothing but time would close it.
    fn step(&self, requirement: &Requirement, assessed: &Assessed) -> Option<NextStep> {
        let skills = requirement.ask.skills();
        let had = skills.iter().copied().find(|skill| self.have.contains(skill));
        let named = assessed.by.filter(|_| assessed.similar.is_none());
        let skill = named.or(had).or_else(|| gap_skill(requirement, self.taxonomy))?;
        let name = &self.taxonomy.at(skill).name;
        let strength = self.evidence[skill].strength;
        let place = "add it to the position or project it belongs to.";
        let line =
            format!("A line under a position or project that says what you did with {name}, and what came of it.");
        let mut gain = self.gains.of(&[skill]);
        let stands_for = assessed.by.filter(|_| assessed.similar.is_some() && had.is_none());
        let (step, shows_as) = if let Some(other) = stands_for {
            let other = &self.taxonomy.at(other).name;
            (
                format!(
                    "Your work with {other} may do for {}: let its line say what you used it for.",
                    requirement.name(self.taxonomy)
                ),
                format!("A line that says what {other} did there, in words that fit {name} as well."),
            )
        } else if strength == Strength::Demonstrated {
            if self.asked.time(assessed.requirement).is_some() {
                return None;
            }
            gain = self.gains.of_full(assessed.requirement);
            (
                format!(
                    "Say from when to when you worked with {name}: years are asked for, and no position tells them."
                ),
                format!("The month and year of beginning and end beside every position that names {name}."),
            )
        } else if strength == Strength::Listed {
            (format!("You name {name} without saying where you used it: {place}"), line)
        } else if let (Strength::ImpliedByDemonstrated, Some(via)) = (strength, self.evidence[skill].via.first()) {
            let through = &self.taxonomy.at(via.skill).name;
            (format!("Your work with {through} shows {name}, and the resume never says the word: name it there."), line)
        } else if had.is_some() {
            (format!("You say that you can do {name}, and the resume does not say so: {place}"), line)
        } else if !self.taxonomy.at(skill).category.is_technical() {
            (
                format!("Think of a time when your work needed {name}, and tell it in one line under that position."),
                format!("What the matter was, what you did for {name}, and what came of it."),
            )
        } else {
            (
                format!(
                    "Use {} in a small project of your own, and publish the result.",
                    requirement.name(self.taxonomy)
                ),
                format!("A project line that names {name}, what you built with it, and a number."),
            )
        };
        Some(NextStep { step, make: String::new(), shows_as, closes: vec![skill], gain, advised_by: Vec::new() })
    }
}
