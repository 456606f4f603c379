//! What coverage would gain by skills being demonstrated.

use std::collections::BTreeMap;

use super::{Asked, BySkill, Coverage, Credit, Via, evidence, thousandths};
use crate::taxonomy::{SkillIndex, Taxonomy};

/// What coverage would gain by skills being demonstrated: the same as assessing the profile anew with
/// [`super::with_demonstrated`], but looking only at what changes, since there are many steps to weigh.
pub(super) struct Gains<'a> {
    taxonomy: &'a Taxonomy,
    questions: &'a Asked<'a>,
    evidence: &'a BySkill,
    coverage: &'a Coverage,
    /// For each skill, the requirements that it can meet.
    asked: BTreeMap<SkillIndex, Vec<usize>>,
    /// For each skill, those for which it may stand.
    similar: BTreeMap<SkillIndex, Vec<(usize, &'a Via)>>,
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
        let mut similar: BTreeMap<SkillIndex, Vec<(usize, &Via)>> = BTreeMap::new();
        for (index, others) in questions.similar.iter().enumerate() {
            for via in others {
                similar.entry(via.skill).or_default().push((index, via));
            }
        }
        let weight = coverage.levels.iter().map(|level| level.weight).sum();
        let credit = coverage.levels.iter().map(|level| level.credit).sum();
        Self { taxonomy, questions, evidence, coverage, asked, similar, weight, credit }
    }

    /// In thousandths, if these skills were demonstrated. Time stays as it is: nobody gains years by a project.
    pub(super) fn of(&self, skills: &[SkillIndex]) -> u32 {
        let mut better: BTreeMap<usize, Credit> = BTreeMap::new();
        for (skill, strength) in evidence::demonstrated(self.taxonomy, self.evidence, skills) {
            for &requirement in self.asked.get(&skill).into_iter().flatten() {
                let credit = better.entry(requirement).or_insert(0);
                *credit = (*credit).max(self.questions.credit(requirement, strength));
            }
            for &(requirement, via) in self.similar.get(&skill).into_iter().flatten() {
                let credit = better.entry(requirement).or_insert(0);
                *credit = (*credit).max(self.questions.credit_of_similar(requirement, via, strength));
            }
        }
        self.with(better.into_iter())
    }

    /// In thousandths, if a requirement had full credit.
    pub(super) fn of_full(&self, requirement: usize) -> u32 {
        self.with(std::iter::once((requirement, 100)))
    }

    fn with(&self, better: impl Iterator<Item = (usize, Credit)>) -> u32 {
        let more: u64 = better
            .map(|(requirement, credit)| {
                let before = self.coverage.assessed[requirement].credit;
                let weight = self.questions.profile.requirements[requirement].weight;
                u64::from(credit.saturating_sub(before)) * u64::from(weight)
            })
            .sum();
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
