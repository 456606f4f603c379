//! Version 1 of the JSON output. A field is never renamed, retyped or taken away within a version; fields may be added.

mod build;
mod check;
mod comparison;
mod convert;
mod decimal;
mod diff;
mod evaluate;
mod job;
mod knowledge;
mod lint;
mod posting;
mod report;
#[cfg(test)]
mod schema;
mod taxonomy;

pub use build::RoleBuild;
pub use check::{Baseline, Check};
pub use comparison::{Compared, Comparison, Found, SharedGap};
pub use decimal::Decimal;
pub use diff::Diff;
pub use evaluate::Evaluation;
pub use job::{BesideRole, Difference, Experience, UnknownTerm, Wording};
pub use knowledge::{Explain, Role, Roles};
pub use lint::{Lint, LintFinding};
pub use posting::Asked;
pub use report::{AskedBy, Breakdown, CommonlyMissing, Member, NextStep, Report, Requirement, Target, WhatIf};
pub use taxonomy::{Taxonomy, TaxonomyCredential, TaxonomyPhrase, TaxonomyPlace, TaxonomyRule, TaxonomySkill};

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
    /// Of a posting, what it asks for beside the levels and years of its skills.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub asked: Option<Asked>,
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

/// A skill through which another is implied.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Via {
    /// Id of the skill that is named.
    pub skill: String,
    /// How it shows the other.
    #[cfg_attr(test, schemars(extend("enum" = ["narrower", "evidence-of", "same-job", "same-kind", "named-beside"])))]
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
    /// In a posting: years of practice that it asks for, at least.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub years: Option<u32>,
    /// The upper end, where it gives a range.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub years_most: Option<u32>,
    /// In a posting: how well it is to be known.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, schemars(extend("enum" = ["expert", "advanced", "working", "basic"])))]
    pub proficiency: Option<&'static str>,
    /// In a posting: the name of the any-of group that it belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub any_of_group: Option<String>,
    /// Beside a posting that does not ask for it: how much the documents of the role do.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, schemars(extend("enum" = ["required", "preferred", "mentioned"])))]
    pub valued: Option<&'static str>,
    /// Through which skills it is implied.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub via: Vec<Via>,
    /// What earned the credit of work, where that is a kind or a tool of the skill and no mention of its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub proof: Option<Proof>,
    /// The places that name or show it, the best proof first.
    pub mentions: Vec<Mention>,
}

/// The place that shows a skill through another one.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Proof {
    /// The skill that stands there.
    pub skill: String,
    /// The place.
    pub mention: Mention,
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
    /// The words were recognised in the picture of a page (`--ocr`), so they may be others.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub recognised: bool,
    /// The line around it; absent with `--no-snippets` and `--anonymous`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub snippet: Option<String>,
}

/// A degree or certificate.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Credential {
    /// Its name.
    pub asked: String,
    /// Whether the document names it, one of it where any does, or a higher degree.
    pub found: bool,
    /// How much a posting asks for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, schemars(extend("enum" = ["required", "preferred", "mentioned"])))]
    pub level: Option<&'static str>,
    /// The posting takes equivalent experience for it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub or_experience: bool,
    /// The one of several, or the higher degree, that does for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// Where.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub locator: Option<Locator>,
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
    /// The words of the document that it is about: for `hidden-text` those that are hidden.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<String>,
}
