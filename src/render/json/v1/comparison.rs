//! The wire form of several postings side by side.

use serde::Serialize;

use super::job::Difference;
use super::{Breakdown, Decimal, Document, Tool, VERSION, Warning, WhatIf};
use crate::report::{self, ReportedRequirement};
use crate::taxonomy::Taxonomy;

/// `gapcheck <RESUME> --job A --job B --format json`.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Comparison {
    /// Version of this form.
    #[cfg_attr(test, schemars(extend("const" = 1)))]
    pub schema_version: u32,
    /// Always `comparison`.
    #[cfg_attr(test, schemars(extend("const" = "comparison")))]
    pub kind: &'static str,
    /// What made it.
    pub tool: Tool,
    /// The resume.
    pub document: Document,
    /// The postings, the best covered first.
    pub postings: Vec<Compared>,
    /// What more than one posting asks for and the resume does not fully show, the heaviest first.
    pub shared_gaps: Vec<SharedGap>,
    /// What the reader should know.
    pub warnings: Vec<Warning>,
}

/// A posting in a comparison.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Compared {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Path of the file.
    pub source: String,
    /// SHA-256 of the file.
    pub sha256: String,
    /// Weight of what is covered over weight of what is asked, three decimals.
    pub coverage: Option<Decimal>,
    /// The same for what is required.
    pub coverage_required: Option<Decimal>,
    /// Sums by level.
    pub breakdown: Vec<Breakdown>,
    /// What is required and not shown at all, the heaviest first.
    pub missing_required: Vec<Difference>,
    /// What is preferred and not shown at all.
    pub missing_preferred: Vec<Difference>,
    /// Terms that are in no list of skills.
    pub unknown_terms: Found,
    /// Degrees and certificates.
    pub credentials: Found,
    /// Number of conditions beside skills and credentials.
    pub conditions: u32,
    /// What `--what-if` asks.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub what_if: Option<WhatIf>,
}

/// How many of what is asked for the resume has.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Found {
    /// Asked for.
    pub asked: u32,
    /// Of these found.
    pub found: u32,
}

/// A gap that several postings have in common.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SharedGap {
    /// Id of the skill; null for a group or an unknown term.
    pub skill: Option<String>,
    /// Its name.
    pub name: String,
    /// How far the resume meets it where most is asked.
    #[cfg_attr(test, schemars(extend("enum" = ["partial", "missing"])))]
    pub status: &'static str,
    /// The user says `--have`.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub have: bool,
    /// How many postings ask for it.
    pub postings: u32,
    /// How many of them require it.
    pub required_in: u32,
}

impl Comparison {
    /// The wire form of a comparison.
    pub fn new(comparison: &report::Comparison, taxonomy: &Taxonomy) -> Self {
        Self {
            schema_version: VERSION,
            kind: "comparison",
            tool: Tool::new(&comparison.taxonomy_version),
            document: (&comparison.document).into(),
            postings: comparison.postings.iter().map(|posting| Compared::new(posting, taxonomy)).collect(),
            shared_gaps: comparison.shared_gaps.iter().map(|gap| SharedGap::new(gap, taxonomy)).collect(),
            warnings: comparison.warnings.iter().map(Into::into).collect(),
        }
    }
}

impl Compared {
    fn new(posting: &report::Compared, taxonomy: &Taxonomy) -> Self {
        let differences = |requirements: &[ReportedRequirement]| {
            requirements.iter().map(|requirement| Difference::new(requirement, taxonomy)).collect()
        };
        let found = |(asked, found)| Found { asked, found };
        Self {
            id: posting.id.clone(),
            title: posting.title.clone(),
            source: posting.source.clone(),
            sha256: posting.sha256.clone(),
            coverage: posting.coverage.map(Decimal::thousandths),
            coverage_required: posting.coverage_required.map(Decimal::thousandths),
            breakdown: posting.breakdown.iter().map(Into::into).collect(),
            missing_required: differences(&posting.missing_required),
            missing_preferred: differences(&posting.missing_preferred),
            unknown_terms: found(posting.unknown_terms),
            credentials: found(posting.credentials),
            conditions: posting.conditions,
            what_if: posting.what_if.as_ref().map(|what_if| WhatIf::new(what_if, taxonomy)),
        }
    }
}

impl SharedGap {
    fn new(gap: &report::SharedGap, taxonomy: &Taxonomy) -> Self {
        let Difference { skill, name, status, .. } = Difference::new(&gap.requirement, taxonomy);
        Self { skill, name, status, have: gap.requirement.have, postings: gap.postings, required_in: gap.required_in }
    }
}
