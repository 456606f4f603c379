//! Next steps: what to make, what it would close, and what it would gain.

use std::collections::{BTreeMap, BTreeSet};

use super::{Coverage, Credit, Evidence, Strength, assess, gap_skill, thousandths};
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
pub fn next_steps(taxonomy: &Taxonomy, profile: &Profile, evidence: &[Evidence], have: &[SkillIndex]) -> Vec<NextStep> {
    let coverage = assess(profile, evidence);
    let gains = Gains::new(taxonomy, profile, evidence, &coverage);
    let gain = |skills: &[SkillIndex]| gains.of(skills);
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
        let place = "add it to the position or project it belongs to.";
        let line = format!(
            "A line under a position or project that says what you did with {skill_name}, and what came of it."
        );
        let (step, shows_as) = if evidence[skill as usize].strength == Strength::Listed {
            (format!("You name {skill_name} without saying where you used it: {place}"), line)
        } else if have.contains(&skill) {
            (format!("You say that you can do {skill_name}, and the resume does not say so: {place}"), line)
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

/// What coverage would gain by skills being demonstrated: the same as assessing the profile anew with
/// [`super::with_demonstrated`], but looking only at what changes, since there are many steps to weigh.
struct Gains<'a> {
    taxonomy: &'a Taxonomy,
    profile: &'a Profile,
    evidence: &'a [Evidence],
    coverage: &'a Coverage,
    /// For each skill, the requirements that it can meet.
    asked: BTreeMap<SkillIndex, Vec<usize>>,
    weight: u64,
    credit: u64,
}

impl<'a> Gains<'a> {
    fn new(taxonomy: &'a Taxonomy, profile: &'a Profile, evidence: &'a [Evidence], coverage: &'a Coverage) -> Self {
        let mut asked: BTreeMap<SkillIndex, Vec<usize>> = BTreeMap::new();
        for (index, requirement) in profile.requirements.iter().enumerate() {
            for &skill in requirement.ask.skills() {
                asked.entry(skill).or_default().push(index);
            }
        }
        let weight = coverage.levels.iter().map(|level| level.weight).sum();
        let credit = coverage.levels.iter().map(|level| level.credit).sum();
        Self { taxonomy, profile, evidence, coverage, asked, weight, credit }
    }

    fn of(&self, skills: &[SkillIndex]) -> u32 {
        let mut better: BTreeMap<usize, Credit> = BTreeMap::new();
        for (skill, strength) in super::evidence::demonstrated(self.taxonomy, self.evidence, skills) {
            for &requirement in self.asked.get(&skill).into_iter().flatten() {
                let credit = better.entry(requirement).or_insert(0);
                *credit = (*credit).max(strength.credit());
            }
        }
        let more: u64 = better
            .iter()
            .map(|(&requirement, &credit)| {
                let before = self.coverage.assessed[requirement].credit;
                u64::from(credit.saturating_sub(before)) * u64::from(self.profile.requirements[requirement].weight)
            })
            .sum();
        let total = |credit| thousandths(credit, self.weight).unwrap_or(0);
        total(self.credit + more) - total(self.credit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::coverage::with_demonstrated;

    #[test]
    fn the_short_way_to_a_gain_is_the_long_way() {
        let taxonomy = crate::builtin::taxonomy();
        let profile = crate::profile::build(&taxonomy.roles[0], taxonomy);
        let evidence = crate::coverage::evidence(taxonomy, &[]);
        let some: Vec<SkillIndex> =
            ["mlflow", "docker", "python"].iter().filter_map(|id| taxonomy.skill(id).map(|(index, _)| index)).collect();
        let evidence = with_demonstrated(taxonomy, &evidence, &some[..1]);
        let coverage = assess(&profile, &evidence);
        let gains = Gains::new(taxonomy, &profile, &evidence, &coverage);
        for step in &taxonomy.steps {
            let skills: Vec<SkillIndex> =
                step.helps.iter().filter_map(|id| taxonomy.skill(id).map(|(index, _)| index)).collect();
            let after = assess(&profile, &with_demonstrated(taxonomy, &evidence, &skills)).total();
            assert_eq!(Some(coverage.total().unwrap_or(0) + gains.of(&skills)), after, "{}", step.id);
        }
    }
}
