//! Next steps: what to make, what it would close, and what it would gain.

use std::collections::BTreeSet;

use super::{Evidence, Strength, assess, gap_skill, with_demonstrated};
use crate::profile::Profile;
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
pub fn next_steps(
    taxonomy: &Taxonomy,
    profile: &Profile,
    evidence: &[Evidence],
    have: &[SkillIndex],
) -> Vec<NextStep> {
    let coverage = assess(profile, evidence);
    let before = coverage.total().unwrap_or(0);
    let gain = |skills: &[SkillIndex]| {
        let after = assess(profile, &with_demonstrated(taxonomy, evidence, skills)).total().unwrap_or(0);
        after.saturating_sub(before)
    };
    let mut gaps: BTreeSet<SkillIndex> = BTreeSet::new();
    for (requirement, assessed) in profile.requirements.iter().zip(&coverage.assessed) {
        if assessed.credit < 100 {
            gaps.extend(requirement.ask.skills());
        }
    }
    let mut advised: BTreeSet<SkillIndex> = BTreeSet::new();
    let mut steps = Vec::new();
    for source in &taxonomy.steps {
        let closes: Vec<SkillIndex> = source
            .helps
            .iter()
            .filter_map(|id| taxonomy.skill(id).map(|(index, _)| index))
            .filter(|index| gaps.contains(index) && evidence[*index as usize].strength != Strength::Demonstrated)
            .collect();
        let gain = gain(&closes);
        if closes.is_empty() || gain == 0 {
            continue;
        }
        advised.extend(&closes);
        steps.push(NextStep {
            step: source.step.clone(),
            make: source.make.clone(),
            shows_as: source.shows_as.clone(),
            closes,
            gain,
            advised_by: source.advised_by.clone(),
        });
    }
    let general = profile
        .requirements
        .iter()
        .zip(&coverage.assessed)
        .filter(|(requirement, assessed)| assessed.credit < 100 && requirement.level != Level::Mentioned)
        .filter(|(requirement, _)| !requirement.ask.skills().iter().any(|skill| advised.contains(skill)))
        .filter_map(|(requirement, assessed)| Some((requirement, assessed.by.or(gap_skill(requirement))?)))
        .take(GENERAL_STEPS);
    for (requirement, skill) in general {
        let name = requirement.name(taxonomy);
        let skill_name = &taxonomy.at(skill).name;
        let listed = evidence[skill as usize].strength == Strength::Listed || have.contains(&skill);
        let (step, shows_as) = if listed {
            (
                format!("You name {skill_name} without saying where you used it: add it to the position or project it belongs to."),
                format!("A line under a position or project that says what you did with {skill_name}, and what came of it."),
            )
        } else {
            (
                format!("Use {name} in a small project of your own, and publish the result."),
                format!("A project line that names {skill_name}, what you built with it, and a number."),
            )
        };
        steps.push(NextStep {
            step,
            make: String::new(),
            shows_as,
            closes: vec![skill],
            gain: gain(&[skill]),
            advised_by: Vec::new(),
        });
    }
    steps.retain(|step| step.gain > 0);
    steps.sort_by(|a, b| (b.gain, &a.step).cmp(&(a.gain, &b.step)));
    steps
}
