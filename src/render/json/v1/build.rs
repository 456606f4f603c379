//! `gapcheck role build --format json`.

use serde::Serialize;

use super::convert::{id, ids};
use super::knowledge::{RoleRequirement, requirements};
use super::{Locator, Tool, VERSION};
use crate::facts::BuildFacts;
use crate::profile::AskedBy;
use crate::taxonomy::Taxonomy;

/// A profile with everything that was found on the way.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RoleBuild {
    schema_version: u32,
    kind: &'static str,
    tool: Tool,
    id: String,
    title: String,
    documents: Vec<BuiltFrom>,
    stages: Vec<&'static str>,
    requirements: Vec<RoleRequirement>,
    facts: Vec<Fact>,
    groups: Vec<Group>,
    next_steps: Vec<Step>,
    terms: Vec<Term>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct BuiltFrom {
    id: String,
    path: String,
    sha256: String,
    skills: usize,
}

/// A place that asks for a skill.
#[derive(Debug, Clone, PartialEq, Serialize)]
struct Fact {
    skill: Option<String>,
    document: String,
    heading: String,
    locator: Option<Locator>,
    named: Option<&'static str>,
    level: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    stage: Option<&'static str>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct Group {
    name: String,
    any_of: Vec<String>,
    document: String,
    locator: Locator,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct Step {
    document: String,
    heading: String,
    item: u32,
    locator: Locator,
    text: String,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct Term {
    term: String,
    count: u32,
    document: String,
    locator: Locator,
}

impl RoleBuild {
    /// The wire form.
    pub fn new(facts: &BuildFacts<'_>, taxonomy: &Taxonomy) -> Self {
        let fact = |by: &AskedBy| Fact {
            skill: by.skill.map(|skill| id(taxonomy, skill)),
            document: by.document.to_string(),
            heading: by.heading.to_string(),
            locator: by.locator.as_ref().map(Into::into),
            named: by.naming.map(crate::taxonomy::Naming::name),
            level: by.naming.map(|naming| naming.level().name()),
            stage: by.stage.map(crate::taxonomy::Stage::name),
        };
        let document = |from: &crate::profile::builder::BuiltFrom| BuiltFrom {
            id: from.id.clone(),
            path: from.path.clone(),
            sha256: from.sha256.clone(),
            skills: from.skills,
        };
        let group = |group: &crate::profile::builder::FoundGroup| Group {
            name: group.any_of.name.clone(),
            any_of: ids(taxonomy, &group.any_of.skills),
            document: group.document.clone(),
            locator: (&group.locator).into(),
        };
        let step = |step: &crate::profile::builder::FoundStep| Step {
            document: step.document.clone(),
            heading: step.heading.clone(),
            item: step.item,
            locator: (&step.locator).into(),
            text: step.text.clone(),
        };
        let term = |term: &crate::profile::builder::Term| Term {
            term: term.term.clone(),
            count: term.count,
            document: term.document.clone(),
            locator: (&term.locator).into(),
        };
        Self {
            schema_version: VERSION,
            kind: "role-build",
            tool: Tool::new(&taxonomy.version),
            id: facts.profile.id.clone(),
            title: facts.profile.title.clone(),
            documents: facts.documents.iter().map(document).collect(),
            stages: facts.stages.iter().map(|stage| stage.name()).collect(),
            requirements: requirements(&facts.role, taxonomy),
            facts: facts.asked.iter().map(fact).collect(),
            groups: facts.groups.iter().map(group).collect(),
            next_steps: facts.steps.iter().map(step).collect(),
            terms: facts.terms.iter().map(term).collect(),
        }
    }
}
