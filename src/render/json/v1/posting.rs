//! The wire form of what a posting asks for (`gapcheck skills --as posting`).

use serde::Serialize;

use super::Locator;
use super::convert::{id, ids};
use crate::profile::posting::{self, Posting};
use crate::taxonomy::Taxonomy;

/// What a posting asks for beside single skills.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Asked {
    /// Its title, or its path when it has none.
    pub title: String,
    /// Any-of groups, by place.
    pub groups: Vec<Group>,
    /// Years of experience that belong to no skill, by place.
    pub experience: Vec<Experience>,
    /// Degrees and certificates, the required first.
    pub credentials: Vec<AskedCredential>,
    /// What it asks for that is neither a skill nor a credential, by place.
    pub conditions: Vec<AskedCondition>,
    /// What it asks for by names that the taxonomy does not know, the required first.
    pub unknown_terms: Vec<AskedTerm>,
}

/// Skills of which one is asked for.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// Its name: "AWS, GCP or Azure".
    pub name: String,
    /// Ids of its members, sorted.
    pub any_of: Vec<String>,
    /// Id of what they are examples of, where the posting names that, too: it is enough as well.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub concept: Option<String>,
    /// How much one of them is asked for.
    #[cfg_attr(test, schemars(extend("enum" = ["required", "preferred", "mentioned"])))]
    pub level: &'static str,
    /// Something similar would do: "or similar", "such as".
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub open: bool,
    /// Where.
    pub locator: Locator,
}

/// Years of experience that belong to no skill.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Experience {
    /// At least so many.
    pub years: u32,
    /// The upper end of a range.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub years_most: Option<u32>,
    /// How much.
    #[cfg_attr(test, schemars(extend("enum" = ["required", "preferred", "mentioned"])))]
    pub level: &'static str,
    /// Where.
    pub locator: Locator,
}

/// A degree or certificate that a posting asks for.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AskedCredential {
    /// Its name: "Bachelor's or Master's degree".
    pub name: String,
    /// Any one of these does, and of degrees a higher one; empty where any degree does.
    pub any_of: Vec<String>,
    /// How much.
    #[cfg_attr(test, schemars(extend("enum" = ["required", "preferred", "mentioned"])))]
    pub level: &'static str,
    /// Equivalent experience would do.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub or_experience: bool,
    /// Where.
    pub locator: Locator,
}

/// Something that a posting asks for which is neither a skill nor a credential.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AskedCondition {
    /// What it is about: `spoken-language`, `work-permit`, `travel` and so on.
    pub kind: String,
    /// The words of the posting; absent with `--no-snippets` and `--anonymous`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// How much.
    #[cfg_attr(test, schemars(extend("enum" = ["required", "preferred"])))]
    pub level: &'static str,
    /// Where.
    pub locator: Locator,
}

/// A term that the taxonomy does not know.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AskedTerm {
    /// As the posting writes it.
    pub term: String,
    /// How much.
    #[cfg_attr(test, schemars(extend("enum" = ["required", "preferred"])))]
    pub level: &'static str,
    /// Where.
    pub locator: Locator,
}

impl From<&posting::Condition> for AskedCondition {
    fn from(condition: &posting::Condition) -> Self {
        Self {
            kind: condition.kind.clone(),
            text: condition.text.clone(),
            level: condition.level.name(),
            locator: (&condition.locator).into(),
        }
    }
}

impl Asked {
    /// The wire form of what a posting asks for.
    pub fn new(posting: &Posting, taxonomy: &Taxonomy) -> Self {
        let group = |group: &posting::AskedGroup| Group {
            name: group.name.clone(),
            any_of: ids(taxonomy, &group.skills),
            concept: group.concept.map(|concept| id(taxonomy, concept)),
            level: group.level.name(),
            open: group.open,
            locator: (&group.locator).into(),
        };
        let experience = |experience: &posting::Experience| Experience {
            years: experience.years.least,
            years_most: experience.years.most,
            level: experience.level.name(),
            locator: (&experience.locator).into(),
        };
        let credential = |asked: &posting::AskedCredential| AskedCredential {
            name: asked.name(taxonomy),
            any_of: asked.any_of.iter().map(|&index| taxonomy.credentials[index as usize].name.clone()).collect(),
            level: asked.level.name(),
            or_experience: asked.or_experience,
            locator: (&asked.locator).into(),
        };
        let term = |term: &posting::UnknownTerm| AskedTerm {
            term: term.term.clone(),
            level: term.level.name(),
            locator: (&term.locator).into(),
        };
        Self {
            title: posting.profile.title.clone(),
            groups: posting.groups.iter().map(group).collect(),
            experience: posting.experience.iter().map(experience).collect(),
            credentials: posting.credentials.iter().map(credential).collect(),
            conditions: posting.conditions.iter().map(Into::into).collect(),
            unknown_terms: posting.unknown.iter().map(term).collect(),
        }
    }
}
