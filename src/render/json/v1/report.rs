//! The wire form of a report.

use serde::Serialize;

use super::job::{BesideRole, Experience, UnknownTerm, Wording};
use super::posting::AskedCondition;
use super::{Credential, Decimal, Document, Locator, Mention, Proof, Skill, Tool, Via, Warning};

/// `gapcheck <RESUME> --format json`.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Report {
    /// Version of this form.
    #[cfg_attr(test, schemars(extend("const" = 1)))]
    pub schema_version: u32,
    /// Always `report`.
    #[cfg_attr(test, schemars(extend("const" = "report")))]
    pub kind: &'static str,
    /// What made it.
    pub tool: Tool,
    /// The document.
    pub document: Document,
    /// What it is compared with.
    pub target: Target,
    /// Weight of what is covered over weight of what is asked, three decimals; null when nothing can be said.
    pub coverage: Option<Decimal>,
    /// The same for the requirements of level required.
    pub coverage_required: Option<Decimal>,
    /// Sums by level, the strongest first.
    pub breakdown: Vec<Breakdown>,
    /// Requirements with full credit, the heaviest first.
    pub covered: Vec<Requirement>,
    /// Requirements with some credit.
    pub partial: Vec<Requirement>,
    /// Requirements without credit.
    pub missing: Vec<Requirement>,
    /// Requirements that the documents name as often missing among candidates.
    pub commonly_missing: Vec<CommonlyMissing>,
    /// Skills of the document that nothing asks for, by name.
    pub other_skills: Vec<Skill>,
    /// Degrees and certificates that are asked for.
    pub credentials: Vec<Credential>,
    /// Of a posting: what it asks for beside skills, degrees and certificates. No part of the coverage.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub conditions: Option<Vec<AskedCondition>>,
    /// Of a posting: years of experience that it asks for without naming a skill. No part of the coverage.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub experience: Option<Vec<Experience>>,
    /// Of a posting: what it asks for by names that are in no list of skills.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unknown_terms: Option<Vec<UnknownTerm>>,
    /// Of a posting: what the resume says in other words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wording: Option<Vec<Wording>>,
    /// Of a posting with `--role`: how the two differ.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<BesideRole>,
    /// What to do, the largest gain first.
    pub next_steps: Vec<NextStep>,
    /// What `--what-if` asks.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub what_if: Option<WhatIf>,
    /// What the reader of the report should know.
    pub warnings: Vec<Warning>,
}

/// What a document is compared with.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Target {
    /// A role, or one job.
    #[cfg_attr(test, schemars(extend("enum" = ["role", "job"])))]
    pub kind: &'static str,
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// `built-in`, or the path of the file.
    pub source: String,
    /// The stage of a career that the role is weighed for.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, schemars(extend("enum" = ["entry", "mid", "senior"])))]
    pub stage: Option<&'static str>,
    /// SHA-256 of a posting.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sha256: Option<String>,
}

/// Sums over the requirements of a level. The sums of `credit` over those of `weight` are the coverage.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Breakdown {
    /// The level.
    #[cfg_attr(test, schemars(extend("enum" = ["required", "preferred", "mentioned"])))]
    pub level: &'static str,
    /// Number of requirements.
    pub requirements: u32,
    /// With full credit.
    pub covered: u32,
    /// With some.
    pub partial: u32,
    /// With none.
    pub missing: u32,
    /// Sum of weights.
    pub weight: u64,
    /// Sum of weight times credit, two decimals.
    pub credit: Decimal,
}

/// A requirement with what meets it.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Requirement {
    /// Id of the skill; null for a group or an unknown term.
    pub skill: Option<String>,
    /// Name of the skill or group.
    pub name: String,
    /// Members of a group.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub any_of: Vec<Member>,
    /// How much it is asked for.
    #[cfg_attr(test, schemars(extend("enum" = ["required", "preferred", "mentioned"])))]
    pub level: &'static str,
    /// A term of a posting that is in no list of skills and counts because of `--count-unknown`.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub unknown: bool,
    /// Points.
    pub weight: u32,
    /// 0 to 1, two decimals.
    pub credit: Decimal,
    /// Whether documents name it as often missing among candidates.
    pub commonly_missing: bool,
    /// How strongly it is shown; absent when nothing says anything about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, schemars(extend("enum" = ["demonstrated", "listed", "implied", "aspirational", "negated"])))]
    pub strength: Option<&'static str>,
    /// All that names it is of a confidence under 0.70: it may mean something else.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub unsure: bool,
    /// Years that are asked for: at least so many.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub years_asked: Option<u32>,
    /// Months of the positions that show it, each month once; absent when it is not demonstrated in a position with
    /// dates, and with `--anonymous`. A part of the credit only where years are asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub months: Option<u32>,
    /// Year of the last of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_used: Option<u16>,
    /// A position that shows it has not ended, and "present" is only the newest date in the document.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub at_least: bool,
    /// The user says `--have`.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub have: bool,
    /// Who asks for it.
    pub asked_by: Vec<AskedBy>,
    /// Through which skills it is implied.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub via: Vec<Via>,
    /// What earned the credit of work, where that is a kind or a tool of the skill and no mention of its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub proof: Option<Proof>,
    /// The places that name or show it, the best proof first.
    pub mentions: Vec<Mention>,
}

/// A member of an any-of group.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Member {
    /// Id of the skill.
    pub skill: String,
    /// Its name.
    pub name: String,
    /// 0 to 1, two decimals.
    pub credit: Decimal,
    /// How strongly it is shown; absent when nothing says anything about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, schemars(extend("enum" = ["demonstrated", "listed", "implied", "aspirational", "negated"])))]
    pub strength: Option<&'static str>,
}

/// A place in a document that asks for something.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AskedBy {
    /// Id of the document.
    pub document: String,
    /// Heading in it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub heading: Option<String>,
    /// Where in it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub locator: Option<Locator>,
}

/// The state of something that candidates often miss.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CommonlyMissing {
    /// Id of the skill; null for a group.
    pub skill: Option<String>,
    /// Its name.
    pub name: String,
    /// How far it is met.
    #[cfg_attr(test, schemars(extend("enum" = ["covered", "partial", "missing"])))]
    pub status: &'static str,
}

/// Something to do.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct NextStep {
    /// `write`: write down what is there; `do`: what documents advise; `learn`: what is left, by kind of skill.
    #[cfg_attr(test, schemars(extend("enum" = ["write", "do", "learn"])))]
    pub kind: &'static str,
    /// What.
    pub step: String,
    /// The thing to make; absent where there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub make: Option<String>,
    /// Ids of the skills that are gaps and that it closes.
    pub closes: Vec<String>,
    /// What coverage would gain by this step alone, three decimals.
    pub gain: Decimal,
    /// What of it the steps before it do not gain already, three decimals.
    pub adds: Decimal,
    /// An example of a line of a resume that would then count, with blanks in square brackets to fill in.
    pub shows_as: String,
    /// Ids of the documents that advise it; empty for a general step.
    pub advised_by: Vec<String>,
}

/// Coverage if more skills were shown.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct WhatIf {
    /// Ids of the skills.
    pub skills: Vec<String>,
    /// Those of them that add nothing, since they are shown already.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub shown_already: Vec<String>,
    /// Those of them that add nothing, since nothing asks for them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub not_asked: Vec<String>,
    /// Coverage then.
    pub coverage: Option<Decimal>,
    /// Coverage of the required ones then.
    pub coverage_required: Option<Decimal>,
}
