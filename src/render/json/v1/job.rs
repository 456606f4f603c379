//! The wire form of what only a posting has.

use serde::Serialize;

use super::convert::id;
use super::{Decimal, Locator};
use crate::report::{self, ReportedRequirement};
use crate::taxonomy::Taxonomy;

/// A term of the posting that is in no list of skills.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct UnknownTerm {
    /// As the posting writes it.
    pub term: String,
    /// How much it is asked for.
    #[cfg_attr(test, schemars(extend("enum" = ["required", "preferred", "mentioned"])))]
    pub level: &'static str,
    /// Whether the resume claims it.
    pub in_resume: bool,
    /// The place of the resume that names it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub locator: Option<Locator>,
    /// The line around that place; absent with `--no-snippets` and `--anonymous`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub snippet: Option<String>,
    /// Where the posting asks for it.
    pub asked_at: Locator,
}

/// Two ways to say the same.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Wording {
    /// Id of the skill.
    pub skill: String,
    /// The word of the posting.
    pub posting_says: String,
    /// The word of the resume.
    pub resume_says: String,
    /// Where the posting says it.
    pub posting_locator: Locator,
    /// Where the resume says it.
    pub resume_locator: Locator,
}

/// Years of experience that are asked for without a skill.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Experience {
    /// At least so many.
    pub years_asked: u32,
    /// How much they are asked for.
    #[cfg_attr(test, schemars(extend("enum" = ["required", "preferred", "mentioned"])))]
    pub level: &'static str,
    /// Where the posting says so.
    pub asked_at: Locator,
    /// Months of all positions of the resume, each month once; absent when none has dates, and with `--anonymous`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub months: Option<u32>,
    /// A position has not ended, and "present" is only the newest date in the document.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub at_least: bool,
}

/// A posting against a role.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct BesideRole {
    /// Id of the role.
    pub id: String,
    /// Its title.
    pub title: String,
    /// `built-in`, or the path of the role file.
    pub source: String,
    /// Coverage of the role, three decimals.
    pub coverage: Option<Decimal>,
    /// The same for what the role requires.
    pub coverage_required: Option<Decimal>,
    /// What the posting asks for and the role does not.
    pub posting_adds: Vec<Difference>,
    /// What the role asks for and the posting does not.
    pub role_adds: Vec<Difference>,
}

/// A requirement that only one of the two has.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Difference {
    /// Id of the skill; null for a group or an unknown term.
    pub skill: Option<String>,
    /// Its name.
    pub name: String,
    /// How much it is asked for.
    #[cfg_attr(test, schemars(extend("enum" = ["required", "preferred", "mentioned"])))]
    pub level: &'static str,
    /// How far the resume meets it.
    #[cfg_attr(test, schemars(extend("enum" = ["covered", "partial", "missing"])))]
    pub status: &'static str,
}

impl From<&report::ReportedTerm> for UnknownTerm {
    fn from(term: &report::ReportedTerm) -> Self {
        let mention = term.mention.as_ref().filter(|_| term.in_resume());
        let snippet = mention.map(|mention| mention.snippet.clone());
        Self {
            term: term.term.clone(),
            level: term.level.name(),
            in_resume: term.in_resume(),
            locator: mention.map(|mention| (&mention.locator).into()),
            snippet: snippet.filter(|snippet| !snippet.is_empty()),
            asked_at: (&term.asked_at).into(),
        }
    }
}

impl Wording {
    pub(super) fn new(wording: &report::Wording, taxonomy: &Taxonomy) -> Self {
        Self {
            skill: id(taxonomy, wording.skill),
            posting_says: wording.posting_says.clone(),
            resume_says: wording.resume_says.clone(),
            posting_locator: (&wording.posting_locator).into(),
            resume_locator: (&wording.resume_locator).into(),
        }
    }
}

impl From<&report::ReportedExperience> for Experience {
    fn from(experience: &report::ReportedExperience) -> Self {
        Self {
            years_asked: experience.years.least,
            level: experience.level.name(),
            asked_at: (&experience.asked_at).into(),
            months: experience.duration.as_ref().map(|duration| duration.months),
            at_least: experience.duration.as_ref().is_some_and(|duration| duration.at_least),
        }
    }
}

impl BesideRole {
    pub(super) fn new(role: &report::BesideRole, taxonomy: &Taxonomy) -> Self {
        let differences = |requirements: &[ReportedRequirement]| {
            requirements.iter().map(|requirement| Difference::new(requirement, taxonomy)).collect()
        };
        Self {
            id: role.id.clone(),
            title: role.title.clone(),
            source: role.source.clone(),
            coverage: role.coverage.map(Decimal::thousandths),
            coverage_required: role.coverage_required.map(Decimal::thousandths),
            posting_adds: differences(&role.posting_adds),
            role_adds: differences(&role.role_adds),
        }
    }
}

impl Difference {
    pub(super) fn new(requirement: &ReportedRequirement, taxonomy: &Taxonomy) -> Self {
        Self {
            skill: requirement.skill.map(|skill| id(taxonomy, skill)),
            name: requirement.name.clone(),
            level: requirement.level.name(),
            status: requirement.status.name(),
        }
    }
}
