//! What coverage would gain by skills being demonstrated.

use std::collections::BTreeMap;

use super::{Asked, BySkill, Coverage, Credit, evidence, thousandths};
use crate::taxonomy::{SkillIndex, Taxonomy};

/// The credit that requirements would have, by index.
pub(super) type Effect = Vec<(usize, Credit)>;

/// What coverage would gain by skills being demonstrated: the same as assessing the profile anew with
/// [`super::with_demonstrated`], but looking only at what changes, since there are many steps to weigh.
pub(super) struct Gains<'a> {
    taxonomy: &'a Taxonomy,
    questions: &'a Asked<'a>,
    evidence: &'a BySkill,
    coverage: &'a Coverage,
    /// For each skill, the requirements that it can meet.
    asked: BTreeMap<SkillIndex, Vec<usize>>,
    weight: u64,
    credit: u64,
}

impl<'a> Gains<'a> {
    pub(super) fn new(
        taxonomy: &'a Taxonomy,
        questions: &'a Asked<'a>,
        evidence: &'a BySkill,
        coverage: &'a Coverage,
    ) -> Self {
        let mut asked: BTreeMap<SkillIndex, Vec<usize>> = BTreeMap::new();
        for (index, requirement) in questions.profile.requirements.iter().enumerate() {
            for &skill in requirement.ask.skills() {
                asked.entry(skill).or_default().push(index);
            }
        }
        let weight = coverage.levels.iter().map(|level| level.weight).sum();
        let credit = coverage.levels.iter().map(|level| level.credit).sum();
        Self { taxonomy, questions, evidence, coverage, asked, weight, credit }
    }

    /// In thousandths, if these skills were demonstrated. Time stays as it is: nobody gains years by a project.
    pub(super) fn of(&self, skills: &[SkillIndex]) -> u32 {
        let effects: Vec<Effect> = skills.iter().map(|&skill| self.effect(skill)).collect();
        self.thousandths(self.of_effects(effects.iter()))
    }

    /// The credit that each requirement would have at least, if a skill was demonstrated.
    pub(super) fn effect(&self, skill: SkillIndex) -> Effect {
        let mut better: BTreeMap<usize, Credit> = BTreeMap::new();
        for (skill, strength) in evidence::demonstrated(self.taxonomy, self.evidence, &[skill]) {
            for &requirement in self.asked.get(&skill).into_iter().flatten() {
                let credit = better.entry(requirement).or_insert(0);
                *credit = (*credit).max(self.questions.credit(requirement, strength));
            }
        }
        better.into_iter().collect()
    }

    /// What several effects gain together, in hundredths of a point.
    pub(super) fn of_effects<'e>(&self, effects: impl Iterator<Item = &'e Effect>) -> u64 {
        let mut better: BTreeMap<usize, Credit> = BTreeMap::new();
        for &(requirement, credit) in effects.flatten() {
            let best = better.entry(requirement).or_insert(0);
            *best = (*best).max(credit);
        }
        self.more(better.into_iter())
    }

    /// In thousandths, if these requirements had full credit.
    pub(super) fn of_full(&self, requirements: &[usize]) -> u32 {
        self.thousandths(self.more(requirements.iter().map(|&requirement| (requirement, 100))))
    }

    fn more(&self, better: impl Iterator<Item = (usize, Credit)>) -> u64 {
        better
            .map(|(requirement, credit)| {
                let before = self.coverage.assessed[requirement].credit;
                let weight = self.questions.profile.requirements[requirement].weight;
                u64::from(credit.saturating_sub(before)) * u64::from(weight)
            })
            .sum()
    }

    /// Hundredths of a point as thousandths of coverage.
    pub(super) fn thousandths(&self, more: u64) -> u32 {
        let total = |credit| thousandths(credit, self.weight).unwrap_or(0);
        total(self.credit + more) - total(self.credit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::coverage::{assess, with_demonstrated};

    #[test]
    fn the_short_way_to_a_gain_is_the_long_way() {
        let taxonomy = crate::builtin::taxonomy();
        let profile = crate::profile::build(&taxonomy.roles[0], taxonomy);
        let asked = Asked::from(&profile);
        let evidence = crate::coverage::evidence(taxonomy, &[]);
        let some: Vec<SkillIndex> =
            ["mlflow", "docker", "python"].iter().filter_map(|id| taxonomy.skill(id).map(|(index, _)| index)).collect();
        let evidence = with_demonstrated(taxonomy, &evidence, &some[..1]);
        let coverage = assess(&asked, &evidence);
        let gains = Gains::new(taxonomy, &asked, &evidence, &coverage);
        for step in &taxonomy.steps {
            let skills: Vec<SkillIndex> =
                step.helps.iter().filter_map(|id| taxonomy.skill(id).map(|(index, _)| index)).collect();
            let after = assess(&asked, &with_demonstrated(taxonomy, &evidence, &skills)).total();
            assert_eq!(Some(coverage.total().unwrap_or(0) + gains.of(&skills)), after, "{}", step.id);
        }
    }
}
