//! Version 1 of the JSON output. A field is never renamed, retyped or taken away within a version; fields may be added.

mod convert;
mod decimal;
mod evaluate;
mod knowledge;
#[cfg(test)]
mod schema;

pub use decimal::Decimal;
pub use evaluate::Evaluation;
pub use knowledge::{Explain, Role, Roles};

use serde::Serialize;

/// `schema_version` of everything in this module.
pub const VERSION: u32 = 1;

/// What made the output.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Tool {
    /// Always `gapcheck`.
    pub name: &'static str,
    /// Its version.
    pub version: &'static str,
    /// Version of the taxonomy's contents.
    pub taxonomy_version: String,
}

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
    /// What to do, the largest gain first.
    pub next_steps: Vec<NextStep>,
    /// What `--what-if` asks.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub what_if: Option<WhatIf>,
    /// What the reader of the report should know.
    pub warnings: Vec<Warning>,
}

/// `gapcheck skills --format json`.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Skills {
    /// Version of this form.
    #[cfg_attr(test, schemars(extend("const" = 1)))]
    pub schema_version: u32,
    /// Always `skills`.
    #[cfg_attr(test, schemars(extend("const" = "skills")))]
    pub kind: &'static str,
    /// What made it.
    pub tool: Tool,
    /// The document.
    pub document: Document,
    /// Its skills, by name.
    pub skills: Vec<Skill>,
    /// Its degrees and certificates.
    pub credentials: Vec<Credential>,
    /// What the reader of the list should know.
    pub warnings: Vec<Warning>,
}

/// A document, without its content.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Document {
    /// As it was given; with `--anonymous`, `sha256:` and the hash.
    pub path: String,
    /// What it was read as.
    #[cfg_attr(test, schemars(extend("enum" = [
        "pdf", "text", "markdown", "html", "docx", "odt", "rtf", "json-resume", "rendercv", "latex", "typst"
    ])))]
    pub format: &'static str,
    /// Number of pages; null for formats without pages.
    pub pages: Option<u32>,
    /// Number of words.
    pub words: usize,
    /// SHA-256 of the file.
    pub sha256: String,
    /// BCP 47 tag, `und` when it cannot be told.
    pub language: String,
    /// Parts under a heading, in order.
    pub sections: Vec<Section>,
    /// The month, as `YYYY-MM`, that "present" was read as; absent when no position is open, and with `--anonymous`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub present: Option<String>,
}

/// A part of a document.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// What it is about.
    pub kind: &'static str,
    /// Its heading; empty with `--anonymous`.
    pub title: String,
    /// Where it begins.
    pub locator: Locator,
}

/// A place, in the terms that the format has.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Locator {
    /// Page, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<u32>,
    /// Line, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
    /// Paragraph, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub paragraph: Option<u32>,
    /// JSON pointer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pointer: Option<String>,
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
    /// Id of the skill; null for a group.
    pub skill: Option<String>,
    /// Name of the skill or group.
    pub name: String,
    /// Members of a group.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub any_of: Vec<Member>,
    /// How much it is asked for.
    #[cfg_attr(test, schemars(extend("enum" = ["required", "preferred", "mentioned"])))]
    pub level: &'static str,
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
    /// Months of the positions that show it, each month once; absent when it is not demonstrated in a position with
    /// dates, and with `--anonymous`. No part of the credit.
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
    /// The places, the best proof first.
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

/// A skill through which another is implied.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Via {
    /// Id of the skill that is named.
    pub skill: String,
    /// How it shows the other.
    #[cfg_attr(test, schemars(extend("enum" = ["narrower", "evidence-of"])))]
    pub relation: &'static str,
}

/// A skill of the document.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Skill {
    /// Its id.
    pub skill: String,
    /// Its name.
    pub name: String,
    /// What it is.
    pub category: &'static str,
    /// How strongly it is shown.
    #[cfg_attr(test, schemars(extend("enum" = ["demonstrated", "listed", "implied", "aspirational", "negated"])))]
    pub strength: &'static str,
    /// All that names it is of a confidence under 0.70: it may mean something else.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub unsure: bool,
    /// Months of the positions that show it, each month once; absent when it is not demonstrated in a position with
    /// dates, and with `--anonymous`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub months: Option<u32>,
    /// Year of the last of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_used: Option<u16>,
    /// A position that shows it has not ended, and "present" is only the newest date in the document.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub at_least: bool,
    /// In a posting: how much it is asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, schemars(extend("enum" = ["required", "preferred", "mentioned"])))]
    pub requirement: Option<&'static str>,
    /// Through which skills it is implied.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub via: Vec<Via>,
    /// The places, the best proof first.
    pub mentions: Vec<Mention>,
}

/// A place where a document names or shows a skill.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Mention {
    /// The words; the skill's name with `--anonymous`.
    pub surface: String,
    /// First byte, in the text that `gapcheck text --raw` prints.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
    /// Where.
    pub locator: Locator,
    /// Kind of section.
    pub section: &'static str,
    /// How it was found.
    #[serde(rename = "match")]
    #[cfg_attr(test, schemars(extend("enum" = ["exact", "glued", "fuzzy", "phrase"])))]
    pub found: &'static str,
    /// What the sentence says about the skill.
    #[cfg_attr(test, schemars(extend("enum" = ["asserted", "negated", "aspirational"])))]
    pub polarity: &'static str,
    /// 0 to 1, two decimals.
    pub confidence: Decimal,
    /// The line around it; absent with `--no-snippets` and `--anonymous`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub snippet: Option<String>,
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

/// A degree or certificate.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Credential {
    /// Its name.
    pub asked: String,
    /// Whether the document names it.
    pub found: bool,
    /// Where.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub locator: Option<Locator>,
}

/// Something to do.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct NextStep {
    /// What.
    pub step: String,
    /// The thing to make; absent for a general step.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub make: Option<String>,
    /// Ids of the skills that are gaps and that it closes.
    pub closes: Vec<String>,
    /// What coverage would gain, three decimals.
    pub gain: Decimal,
    /// A line of a resume that would then count.
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
    /// Coverage then.
    pub coverage: Option<Decimal>,
    /// Coverage of the required ones then.
    pub coverage_required: Option<Decimal>,
}

/// Something that the reader should know.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Warning {
    /// Stable kebab-case word.
    pub code: String,
    /// One sentence.
    pub message: String,
    /// Where.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub locator: Option<Locator>,
}
