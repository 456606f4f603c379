//! What coverage would gain by skills being demonstrated.

use std::collections::BTreeMap;

use super::{Asked, BySkill, Coverage, Credit, Via, evidence, thousandths};
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

    /// The credit of each requirement as it is.
    pub(super) fn credits(&self) -> Vec<Credit> {
        self.coverage.assessed.iter().map(|assessed| assessed.credit).collect()
    }

    /// The credit that requirements would have at least, if a skill was demonstrated. Time stays as it is: nobody gains
    /// years by a project.
    pub(super) fn effect(&self, skill: SkillIndex) -> Effect {
        let mut better: BTreeMap<usize, Credit> = BTreeMap::new();
        for (skill, strength) in evidence::demonstrated(self.taxonomy, self.evidence, &[skill]) {
            for &requirement in self.asked.get(&skill).into_iter().flatten() {
                let credit = better.entry(requirement).or_insert(0);
                *credit = (*credit).max(self.questions.credit(requirement, strength));
            }
            for &(requirement, via) in self.similar.get(&skill).into_iter().flatten() {
                let credit = better.entry(requirement).or_insert(0);
                *credit = (*credit).max(self.questions.credit_of_similar(requirement, via, strength));
            }
        }
        better.into_iter().collect()
    }

    /// Raises credits to what an effect makes of them. Returns what that gains, in hundredths of a point.
    pub(super) fn raise(&self, credits: &mut [Credit], effect: &Effect) -> u64 {
        let mut more = 0;
        for &(requirement, credit) in effect {
            let before = credits[requirement];
            credits[requirement] = before.max(credit);
            let weight = self.questions.profile.requirements[requirement].weight;
            more += u64::from(credit.saturating_sub(before)) * u64::from(weight);
        }
        more
    }

    /// What coverage gains by so many hundredths of a point, in thousandths, when it has gained others before.
    pub(super) fn thousandths(&self, before: u64, more: u64) -> u32 {
        let total = |gained| thousandths(self.credit + gained, self.weight).unwrap_or(0);
        total(before + more) - total(before)
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
            let mut credits = gains.credits();
            let more = skills.iter().map(|&skill| gains.raise(&mut credits, &gains.effect(skill))).sum();
            assert_eq!(Some(coverage.total().unwrap_or(0) + gains.thousandths(0, more)), after, "{}", step.id);
        }
    }
}
