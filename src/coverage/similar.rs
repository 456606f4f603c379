//! What may stand for the members of a group where "or similar" is asked for.
//!
//! Whether it does, a person must judge: so it earns no more than an implied skill, and the report names it.

use std::collections::BTreeSet;

use super::{BySkill, Relation, Strength, Via};
use crate::profile::{Ask, Profile};
use crate::taxonomy::{SkillIndex, Taxonomy};

/// For each requirement the skills that are similar to those that it names, of all that a document, or what is supposed
/// beyond it, can show; empty when no requirement leaves others open.
pub(super) fn similar(
    taxonomy: &Taxonomy,
    profile: &Profile,
    evidence: &BySkill,
    supposed: &[SkillIndex],
) -> Vec<Vec<Via>> {
    let others_would_do = |ask: &Ask| matches!(ask, Ask::AnyOf { open, beside, .. } if *open || !beside.is_empty());
    if !profile.requirements.iter().any(|requirement| others_would_do(&requirement.ask)) {
        return Vec::new();
    }
    let named = evidence.iter().filter(|(_, entry)| entry.strength >= Strength::Listed).map(|(skill, _)| skill);
    let helped = taxonomy.steps.iter().flat_map(|step| &step.helps);
    let helped = helped.filter_map(|id| taxonomy.skill(id).map(|(skill, _)| skill));
    let asked = profile.requirements.iter().flat_map(|requirement| requirement.ask.skills()).copied();
    let candidates: BTreeSet<SkillIndex> = named.chain(helped).chain(asked).chain(supposed.iter().copied()).collect();
    let of = |ask: &Ask| match ask {
        Ask::Skill(_) => Vec::new(),
        Ask::AnyOf { skills, beside, open, .. } => {
            let others = candidates.iter().filter(|skill| *open && !beside.contains(skill));
            let others = others.filter_map(|&skill| relation(taxonomy, skill, skills));
            others.chain(beside.iter().map(|&skill| Via { skill, relation: Relation::Beside })).collect()
        }
    };
    profile.requirements.iter().map(|requirement| of(&requirement.ask)).collect()
}

fn relation(taxonomy: &Taxonomy, skill: SkillIndex, members: &[SkillIndex]) -> Option<Via> {
    let relation = match () {
        () if members.contains(&skill) => return None,
        () if taxonomy.does_the_job_of(skill, members) => Relation::SameJob,
        () if taxonomy.is_of_the_kind_of(skill, members) => Relation::SameKind,
        () => return None,
    };
    Some(Via { skill, relation })
}

/// What a similar skill shows of what is asked for, by its own strength: as much as a tool would that is declared to do
/// the same job, and less for what is only of the same kind, or named as an example.
pub(super) fn strength(relation: Relation, own: Strength) -> Strength {
    match (own, relation) {
        (Strength::Demonstrated, Relation::SameJob) => Strength::ImpliedByDemonstrated,
        (Strength::Demonstrated | Strength::Listed, _) => Strength::ImpliedByListed,
        _ => Strength::None,
    }
}
