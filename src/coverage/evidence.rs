//! From mentions to evidence: how strongly a document shows each skill, directly or through others.

use std::collections::BTreeMap;
use std::ops::Index;

use crate::matcher::{Found, Mention, Polarity, UNSURE};
use crate::taxonomy::{SkillIndex, Taxonomy};

use super::Credit;

/// How strongly a skill is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Strength {
    /// Nothing says so.
    None,
    /// Only denied.
    Negated,
    /// Being learned.
    Aspirational,
    /// Through a narrower skill, or a tool of it, that is only listed.
    ImpliedByListed,
    /// Through a narrower skill, or a tool of it, that is demonstrated.
    ImpliedByDemonstrated,
    /// Named in a list, a summary or a course.
    Listed,
    /// Named or shown in experience or projects.
    Demonstrated,
}

impl Strength {
    /// The name in reports; `None` where there is no evidence at all.
    pub fn name(self) -> Option<&'static str> {
        match self {
            Self::None => None,
            Self::Negated => Some("negated"),
            Self::Aspirational => Some("aspirational"),
            Self::ImpliedByListed | Self::ImpliedByDemonstrated => Some("implied"),
            Self::Listed => Some("listed"),
            Self::Demonstrated => Some("demonstrated"),
        }
    }

    /// Credit in hundredths; see `docs/coverage.md`.
    pub fn credit(self) -> Credit {
        match self {
            Self::None | Self::Negated | Self::Aspirational => 0,
            Self::ImpliedByListed => 50,
            Self::ImpliedByDemonstrated | Self::Listed => 80,
            Self::Demonstrated => 100,
        }
    }
}

/// How one skill shows another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Relation {
    /// It is a kind of it.
    Narrower,
    /// It is a tool or practice of it.
    ToolOf,
    /// It does the same job, where something similar would do.
    SameJob,
    /// It is of the same kind, where something similar would do.
    SameKind,
    /// What asks names it as an example of it.
    Beside,
}

impl Relation {
    /// The name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Narrower => "narrower",
            Self::ToolOf => "evidence-of",
            Self::SameJob => "same-job",
            Self::SameKind => "same-kind",
            Self::Beside => "named-beside",
        }
    }
}

/// A skill through which another is implied.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Via {
    /// The skill that is named.
    pub skill: SkillIndex,
    /// How it shows the other.
    pub relation: Relation,
}

/// What a document shows of one skill.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// The strongest.
    pub strength: Strength,
    /// Indices of its own mentions, by place.
    pub mentions: Vec<usize>,
    /// Through which named skills it is implied, the strongest first; of a skill that is itself named in a list, those
    /// that show it at work; empty when its own mentions are enough.
    pub via: Vec<Via>,
    /// Whether a misspelling is all there is.
    pub only_fuzzy: bool,
    /// Whether all that asserts it is [unsure](UNSURE).
    pub unsure: bool,
}

impl Evidence {
    /// What there is of a skill that nothing names.
    pub const NONE: Self =
        Self { strength: Strength::None, mentions: Vec::new(), via: Vec::new(), only_fuzzy: false, unsure: false };

    /// Credit in hundredths.
    pub fn credit(&self) -> Credit {
        self.strength.credit()
    }

    /// Whether it rests on so little that the tools at work beside it do not make it demonstrated.
    fn is_tentative(&self) -> bool {
        self.only_fuzzy || self.unsure
    }
}

/// The evidence for every skill: of thousands a document shows a few dozen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BySkill(BTreeMap<SkillIndex, Evidence>);

impl BySkill {
    /// The skills of which there is any, by index.
    pub fn iter(&self) -> impl Iterator<Item = (SkillIndex, &Evidence)> {
        self.0.iter().map(|(&skill, entry)| (skill, entry))
    }

    fn entry(&mut self, skill: SkillIndex) -> &mut Evidence {
        self.0.entry(skill).or_insert(Evidence::NONE)
    }
}

impl Index<SkillIndex> for BySkill {
    type Output = Evidence;

    fn index(&self, skill: SkillIndex) -> &Evidence {
        const NONE: &Evidence = &Evidence::NONE;
        self.0.get(&skill).unwrap_or(NONE)
    }
}

/// Collects the evidence for every skill.
pub fn collect(taxonomy: &Taxonomy, mentions: &[Mention]) -> BySkill {
    let mut evidence = BySkill::default();
    for (index, mention) in mentions.iter().enumerate() {
        let entry = evidence.entry(mention.skill);
        let strength = match mention.polarity {
            Polarity::Negated => Strength::Negated,
            Polarity::Aspirational => Strength::Aspirational,
            // A misspelling is never more than a hint that the name is there.
            Polarity::Asserted if mention.found == Found::Fuzzy => Strength::Listed,
            // Nor is what may as well mean something else.
            Polarity::Asserted if mention.confidence < UNSURE => Strength::Listed,
            Polarity::Asserted if mention.section.demonstrates() => Strength::Demonstrated,
            Polarity::Asserted => Strength::Listed,
        };
        if mention.polarity == Polarity::Asserted {
            let first = entry.strength < Strength::Listed;
            entry.only_fuzzy = mention.found == Found::Fuzzy && (first || entry.only_fuzzy);
            entry.unsure = mention.confidence < UNSURE && (first || entry.unsure);
        }
        entry.strength = entry.strength.max(strength);
        entry.mentions.push(index);
    }
    imply(taxonomy, &mut evidence);
    evidence
}

/// The evidence as if some skills were demonstrated, what they imply included.
pub fn with_demonstrated(taxonomy: &Taxonomy, evidence: &BySkill, skills: &[SkillIndex]) -> BySkill {
    let mut evidence = evidence.clone();
    for &skill in skills {
        evidence.entry(skill).strength = Strength::Demonstrated;
    }
    imply(taxonomy, &mut evidence);
    evidence
}

/// The skills whose strength changes when some are demonstrated, with the strength that they then have: these skills,
/// and what they imply.
pub fn demonstrated(
    taxonomy: &Taxonomy,
    evidence: &BySkill,
    skills: &[SkillIndex],
) -> std::collections::BTreeMap<SkillIndex, Strength> {
    let mut after = std::collections::BTreeMap::new();
    for &skill in skills {
        after.insert(skill, Strength::Demonstrated);
    }
    for &skill in skills {
        let mut next: Vec<SkillIndex> = relations(taxonomy, skill).map(|(to, _)| to).collect();
        let mut seen = std::collections::BTreeSet::new();
        while let Some(to) = next.pop() {
            if !seen.insert(to) {
                continue;
            }
            next.extend(relations(taxonomy, to).map(|(further, _)| further));
            let entry = &evidence[to];
            let implied = match entry.strength {
                Strength::Listed if !entry.is_tentative() => Strength::Demonstrated,
                strength => strength.max(Strength::ImpliedByDemonstrated),
            };
            after.entry(to).and_modify(|strength| *strength = implied.max(*strength)).or_insert(implied);
        }
    }
    after
}

/// Follows the relations from every skill that is named, however many steps up.
fn imply(taxonomy: &Taxonomy, evidence: &mut BySkill) {
    let named: Vec<(SkillIndex, Strength)> = evidence
        .iter()
        .filter(|(_, entry)| entry.strength >= Strength::Listed)
        .map(|(skill, entry)| (skill, entry.strength))
        .collect();
    for (skill, strength) in named {
        let implied = match strength {
            Strength::Demonstrated => Strength::ImpliedByDemonstrated,
            _ => Strength::ImpliedByListed,
        };
        let mut seen = vec![skill];
        let mut next: Vec<(SkillIndex, Relation)> = relations(taxonomy, skill).collect();
        while let Some((to, relation)) = next.pop() {
            if seen.contains(&to) {
                continue;
            }
            seen.push(to);
            // Once a tool was a step of the way, the whole way is one of showing, not of being.
            next.extend(relations(taxonomy, to).map(|(further, step)| (further, step.max(relation))));
            let entry = evidence.entry(to);
            if entry.strength < Strength::Listed {
                entry.strength = entry.strength.max(implied);
                entry.via.push(Via { skill, relation });
            } else if implied == Strength::ImpliedByDemonstrated && !entry.is_tentative() {
                // The list names it and the work shows it: named in a list, with its tools at work, is demonstrated.
                entry.via.push(Via { skill, relation });
            }
        }
    }
    for entry in evidence.0.values_mut() {
        match entry.strength {
            Strength::Listed if !entry.via.is_empty() => entry.strength = Strength::Demonstrated,
            Strength::Demonstrated => entry.via.clear(),
            _ => {}
        }
    }
    let strengths: BTreeMap<SkillIndex, Strength> =
        evidence.iter().map(|(skill, entry)| (skill, entry.strength)).collect();
    for entry in evidence.0.values_mut() {
        entry.via.sort_by_key(|via| (std::cmp::Reverse(strengths.get(&via.skill).copied()), *via));
        entry.via.dedup_by_key(|via| via.skill);
    }
}

fn relations(taxonomy: &Taxonomy, skill: SkillIndex) -> impl Iterator<Item = (SkillIndex, Relation)> {
    let skill = taxonomy.at(skill);
    let narrower = skill.broader.iter().map(|&to| (to, Relation::Narrower));
    narrower.chain(skill.evidence_of.iter().map(|&to| (to, Relation::ToolOf)))
}
