//! The wire form of what is known: a skill (`explain`), a role, the list of roles.

use serde::Serialize;

use super::convert::{id, ids};
use super::{AskedBy, Decimal, Locator, Tool, VERSION};
use crate::facts::{Place, RoleFacts, SkillFacts, Weight};
use crate::profile::Count;
use crate::taxonomy::{SkillIndex, Taxonomy};

/// A skill by id and name.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Named {
    skill: String,
    name: String,
}

fn named(taxonomy: &Taxonomy, skills: &[SkillIndex]) -> Vec<Named> {
    let name = |&skill: &SkillIndex| Named { skill: id(taxonomy, skill), name: taxonomy.at(skill).name.clone() };
    skills.iter().map(name).collect()
}

/// How many documents use a wording at the strongest; null when the weight was given by a role file.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Counted {
    level: &'static str,
    named: &'static str,
    documents: u32,
}

fn counted(weight: &Weight) -> Option<Vec<Counted>> {
    match weight {
        Weight::Given => None,
        Weight::Counted { counts, .. } => {
            let counted = |count: &Count| Counted {
                level: count.naming.level().name(),
                named: count.naming.name(),
                documents: count.documents,
            };
            Some(counts.iter().map(counted).collect())
        }
    }
}

/// `gapcheck explain --format json`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Explain {
    schema_version: u32,
    kind: &'static str,
    tool: Tool,
    skill: String,
    name: String,
    category: &'static str,
    aliases: Vec<String>,
    broader: Vec<Named>,
    narrower: Vec<Named>,
    evidence_of: Vec<Named>,
    shown_by: Vec<Named>,
    alternatives: Vec<Named>,
    asked_by: Vec<AskedWithLevel>,
    asked_for: Vec<AskedFor>,
    ambiguous_forms: Vec<String>,
    phrases: usize,
    examples: Vec<String>,
    counterexamples: Vec<String>,
    next_steps: Vec<Step>,
    #[serde(skip_serializing_if = "Option::is_none")]
    document: Option<PlacesOf>,
    #[serde(skip_serializing_if = "Option::is_none")]
    places: Option<Vec<DecidedPlace>>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct PlacesOf {
    path: String,
    sha256: String,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct AskedWithLevel {
    document: String,
    heading: String,
    level: &'static str,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct AskedFor {
    role: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    group: Option<String>,
    level: &'static str,
    weight: u32,
    weight_from: Option<Vec<Counted>>,
    commonly_missing: bool,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct Step {
    step: String,
    make: String,
    shows_as: String,
    advised_by: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct DecidedPlace {
    surface: String,
    start: usize,
    end: usize,
    locator: Locator,
    section: &'static str,
    #[serde(rename = "match")]
    found: &'static str,
    taken: bool,
    reason: String,
    polarity: &'static str,
    confidence: Decimal,
    #[serde(skip_serializing_if = "Option::is_none")]
    snippet: Option<String>,
}

impl Explain {
    /// The wire form of what is known about a skill.
    pub fn new(facts: &SkillFacts<'_>, taxonomy: &Taxonomy) -> Self {
        let skill = facts.skill;
        Self {
            schema_version: VERSION,
            kind: "explain",
            tool: Tool::new(facts.taxonomy_version),
            skill: skill.id.clone(),
            name: skill.name.clone(),
            category: skill.category.name(),
            aliases: facts.aliases.clone(),
            broader: named(taxonomy, &skill.broader),
            narrower: named(taxonomy, &facts.narrower),
            evidence_of: named(taxonomy, &skill.evidence_of),
            shown_by: named(taxonomy, &facts.shown_by),
            alternatives: named(taxonomy, &skill.alternatives),
            asked_by: facts
                .asked
                .iter()
                .map(|at| AskedWithLevel {
                    document: at.document.clone(),
                    heading: at.heading.clone(),
                    level: at.level.level().name(),
                })
                .collect(),
            asked_for: facts
                .asked_for
                .iter()
                .map(|asked| AskedFor {
                    role: asked.role.clone(),
                    group: asked.group.clone(),
                    level: asked.level.name(),
                    weight: asked.weight,
                    weight_from: counted(&asked.weight_from),
                    commonly_missing: asked.commonly_missing,
                })
                .collect(),
            ambiguous_forms: facts.ambiguous.iter().map(|(form, _)| (*form).to_string()).collect(),
            phrases: facts.phrases,
            examples: facts.examples.clone(),
            counterexamples: facts.counterexamples.clone(),
            next_steps: facts
                .steps
                .iter()
                .map(|step| Step {
                    step: step.step.clone(),
                    make: step.make.clone(),
                    shows_as: step.shows_as.clone(),
                    advised_by: step.advised_by.iter().map(|at| at.document.clone()).collect(),
                })
                .collect(),
            document: facts
                .places
                .as_ref()
                .map(|places| PlacesOf { path: places.path.clone(), sha256: places.sha256.clone() }),
            places: facts.places.as_ref().map(|places| places.places.iter().map(Into::into).collect()),
        }
    }
}

impl From<&Place> for DecidedPlace {
    fn from(place: &Place) -> Self {
        Self {
            surface: place.surface.clone(),
            start: place.start,
            end: place.end,
            locator: (&place.locator).into(),
            section: place.section.name(),
            found: place.found.name(),
            taken: place.taken,
            reason: place.reason.clone(),
            polarity: place.polarity.name(),
            confidence: Decimal::hundredths(place.confidence.into()),
            snippet: (!place.snippet.is_empty()).then(|| place.snippet.clone()),
        }
    }
}

/// `gapcheck role show --format json`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Role {
    schema_version: u32,
    kind: &'static str,
    tool: Tool,
    id: String,
    title: String,
    source: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    stage: Option<&'static str>,
    stages: Vec<&'static str>,
    documents: Vec<SourceDocument>,
    requirements: Vec<RoleRequirement>,
    duties: Vec<Duty>,
    career_steps: Vec<CareerStep>,
    salaries: Vec<Salary>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct SourceDocument {
    id: String,
    title: String,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct RoleRequirement {
    skill: Option<String>,
    name: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    any_of: Vec<String>,
    level: &'static str,
    weight: u32,
    weight_from: Option<Vec<Counted>>,
    commonly_missing: bool,
    asked_by: Vec<AskedBy>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct Duty {
    text: String,
    document: String,
    heading: String,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct CareerStep {
    title: String,
    kind: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    what: Option<String>,
    document: String,
    heading: String,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct Salary {
    level: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    low: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    high: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    median: Option<u32>,
    currency: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<String>,
    document: String,
    heading: String,
}

impl Role {
    /// The wire form of a role.
    pub fn new(facts: &RoleFacts<'_>, taxonomy: &Taxonomy) -> Self {
        let duty = |duty: &crate::taxonomy::schema::Duty| Duty {
            text: duty.text.clone(),
            document: duty.document.clone(),
            heading: duty.heading.clone(),
        };
        let career_step = |step: &crate::taxonomy::schema::CareerStep| CareerStep {
            title: step.title.clone(),
            kind: step.kind.clone(),
            what: step.what.clone(),
            document: step.document.clone(),
            heading: step.heading.clone(),
        };
        let salary = |salary: &crate::taxonomy::schema::Salary| Salary {
            level: salary.level.clone(),
            low: salary.low,
            high: salary.high,
            median: salary.median,
            currency: salary.currency.clone(),
            region: salary.region.clone(),
            document: salary.document.clone(),
            heading: salary.heading.clone(),
        };
        Self {
            schema_version: VERSION,
            kind: "role",
            tool: Tool::new(facts.taxonomy_version),
            id: facts.id.clone(),
            title: facts.title.clone(),
            source: facts.source.clone(),
            stage: facts.stage.map(crate::taxonomy::Stage::name),
            stages: facts.stages.iter().map(|stage| stage.name()).collect(),
            documents: facts
                .documents
                .iter()
                .map(|document| SourceDocument { id: document.id.clone(), title: document.title.clone() })
                .collect(),
            requirements: requirements(facts, taxonomy),
            duties: facts.duties.iter().map(duty).collect(),
            career_steps: facts.career_steps.iter().map(career_step).collect(),
            salaries: facts.salaries.iter().map(salary).collect(),
        }
    }
}

/// The wire form of what a role asks for.
pub(super) fn requirements(facts: &RoleFacts<'_>, taxonomy: &Taxonomy) -> Vec<RoleRequirement> {
    let requirement = |requirement: &crate::facts::RequirementFacts| RoleRequirement {
        skill: requirement.skill.map(|skill| id(taxonomy, skill)),
        name: requirement.name.clone(),
        any_of: ids(taxonomy, &requirement.any_of),
        level: requirement.level.name(),
        weight: requirement.weight,
        weight_from: counted(&requirement.weight_from),
        commonly_missing: requirement.commonly_missing,
        asked_by: requirement.asked_by.iter().map(Into::into).collect(),
    };
    facts.requirements.iter().map(requirement).collect()
}

/// `gapcheck role list --format json`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Roles {
    schema_version: u32,
    kind: &'static str,
    tool: Tool,
    roles: Vec<RoleName>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct RoleName {
    id: String,
    title: String,
    aliases: Vec<String>,
}

impl Roles {
    /// The wire form of the list of built-in roles.
    pub fn new(taxonomy: &Taxonomy) -> Self {
        let name = |role: &crate::taxonomy::RoleSource| RoleName {
            id: role.id.clone(),
            title: role.title.clone(),
            aliases: role.aliases.clone(),
        };
        Self {
            schema_version: VERSION,
            kind: "roles",
            tool: Tool::new(&taxonomy.version),
            roles: taxonomy.roles.iter().map(name).collect(),
        }
    }
}
