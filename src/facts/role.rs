//! What a role asks for, and how each weight comes about.

use crate::profile::{self, Ask, AskedBy, Count, Profile, Requirement};
use crate::taxonomy::schema::{CareerStep, Duty, Salary};
use crate::taxonomy::{Level, RoleSource, SkillIndex, SourceDocument, Stage, Taxonomy};

/// Where a weight comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Weight {
    /// The points of the strongest wording that each document uses.
    Counted {
        /// How many documents use which wording, the strongest first.
        counts: Vec<Count>,
        /// How many documents the profile was built from.
        documents: usize,
    },
    /// A role file says so.
    Given,
}

impl Weight {
    /// How the weight of a requirement of this profile comes about.
    pub fn of(requirement: &Requirement, profile: &Profile) -> Self {
        let counts = profile::counts(&requirement.asked_by);
        let points: u32 = counts.iter().map(|count| count.naming.level().points() * count.documents).sum();
        let documents = profile.documents.len();
        if points == requirement.weight { Self::Counted { counts, documents } } else { Self::Given }
    }
}

/// One requirement of a role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequirementFacts {
    /// The skill; `None` for a group.
    pub skill: Option<SkillIndex>,
    /// Name of the skill or group.
    pub name: String,
    /// Members of a group.
    pub any_of: Vec<SkillIndex>,
    /// Level.
    pub level: Level,
    /// Points.
    pub weight: u32,
    /// Where the points come from.
    pub weight_from: Weight,
    /// Whether documents name it as commonly missing.
    pub commonly_missing: bool,
    /// Who asks.
    pub asked_by: Vec<AskedBy>,
}

/// A role with everything that is known about it.
#[derive(Debug, Clone, PartialEq)]
pub struct RoleFacts<'t> {
    /// Version of the taxonomy.
    pub taxonomy_version: &'t str,
    /// Stable id.
    pub id: String,
    /// Title.
    pub title: String,
    /// `built-in`, or the path of the role file.
    pub source: String,
    /// The stage of a career that it is weighed for.
    pub stage: Option<Stage>,
    /// The stages that its documents tell apart.
    pub stages: Vec<Stage>,
    /// The documents that it was built from.
    pub documents: Vec<&'t SourceDocument>,
    /// Requirements, the heaviest first.
    pub requirements: Vec<RequirementFacts>,
    /// What one does in it.
    pub duties: &'t [Duty],
    /// What it can lead to.
    pub career_steps: &'t [CareerStep],
    /// What it pays.
    pub salaries: &'t [Salary],
}

impl<'t> RoleFacts<'t> {
    /// Puts the facts together; `role` has those that a role file does not hold.
    pub fn new(profile: &Profile, role: Option<&'t RoleSource>, source: &str, taxonomy: &'t Taxonomy) -> Self {
        let requirements = profile
            .requirements
            .iter()
            .map(|requirement| RequirementFacts {
                skill: match requirement.ask {
                    Ask::Skill(skill) => Some(skill),
                    Ask::AnyOf { .. } => None,
                },
                name: requirement.name(taxonomy).to_string(),
                any_of: match &requirement.ask {
                    Ask::Skill(_) => Vec::new(),
                    Ask::AnyOf { skills, .. } => skills.clone(),
                },
                level: requirement.level,
                weight: requirement.weight,
                weight_from: Weight::of(requirement, profile),
                commonly_missing: requirement.commonly_missing,
                asked_by: requirement.places(),
            })
            .collect();
        Self {
            taxonomy_version: &taxonomy.version,
            id: profile.id.clone(),
            title: profile.title.clone(),
            source: source.to_string(),
            stage: profile.stage,
            stages: profile.stages(),
            documents: profile.documents.iter().filter_map(|id| taxonomy.document(id)).collect(),
            requirements,
            duties: role.map_or(&[], |role| &role.duty),
            career_steps: role.map_or(&[], |role| &role.career_step),
            salaries: role.map_or(&[], |role| &role.salary),
        }
    }
}
