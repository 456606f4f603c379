//! Several postings side by side, each condensed from its own report.

use std::collections::BTreeMap;

use super::{DocumentFacts, Report, ReportedRequirement, WhatIf};
use crate::coverage::{LevelSum, Status};
use crate::document::Warning;
use crate::taxonomy::Level;

/// A resume against several postings.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    /// Version of the taxonomy.
    pub taxonomy_version: String,
    /// The resume.
    pub document: DocumentFacts,
    /// The postings, the best covered first.
    pub postings: Vec<Compared>,
    /// What more than one of them asks for and the resume does not fully show, the heaviest first.
    pub shared_gaps: Vec<SharedGap>,
    /// Warnings about the resume, each once.
    pub warnings: Vec<Warning>,
    /// As [`Report::is_bare`].
    pub bare: bool,
}

/// A posting in a comparison.
#[derive(Debug, Clone, PartialEq)]
pub struct Compared {
    /// Path as it was given.
    pub id: String,
    /// Title.
    pub title: String,
    /// Path.
    pub source: String,
    /// SHA-256 of the file.
    pub sha256: String,
    /// Coverage in thousandths.
    pub coverage: Option<u32>,
    /// Coverage of the required ones.
    pub coverage_required: Option<u32>,
    /// Sums by level.
    pub breakdown: Vec<LevelSum>,
    /// Required ones without credit, the heaviest first.
    pub missing_required: Vec<ReportedRequirement>,
    /// Preferred ones without credit.
    pub missing_preferred: Vec<ReportedRequirement>,
    /// Terms that the taxonomy does not know: how many are asked for, and how many the resume names.
    pub unknown_terms: (u32, u32),
    /// Degrees and certificates that are asked for, and how many the resume has.
    pub credentials: (u32, u32),
    /// How many conditions it sets.
    pub conditions: u32,
    /// `--what-if`.
    pub what_if: Option<WhatIf>,
}

/// A gap that several postings have in common.
#[derive(Debug, Clone, PartialEq)]
pub struct SharedGap {
    /// The requirement, as the posting in which it weighs most asks for it.
    pub requirement: ReportedRequirement,
    /// How many postings ask for it.
    pub postings: u32,
    /// How many of them require it.
    pub required_in: u32,
}

impl Comparison {
    /// Condenses the reports on one resume; `None` without any.
    pub fn new(reports: Vec<Report>) -> Option<Self> {
        let first = reports.first()?;
        let taxonomy_version = first.taxonomy_version.clone();
        let document = first.document.clone();
        let bare = first.is_bare();
        let shared_gaps = shared_gaps(&reports);
        let mut warnings: Vec<Warning> = Vec::new();
        for warning in reports.iter().flat_map(|report| &report.warnings) {
            if !warnings.contains(warning) {
                warnings.push(warning.clone());
            }
        }
        let mut postings: Vec<Compared> = reports.into_iter().map(Compared::new).collect();
        // Of equals the one that was given first.
        postings.sort_by_key(|posting| std::cmp::Reverse((posting.coverage, posting.coverage_required)));
        Some(Self { taxonomy_version, document, postings, shared_gaps, warnings, bare })
    }
}

impl Compared {
    fn new(report: Report) -> Self {
        let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        let missing = |level: Level| {
            let missing = report.with_status(Status::Missing).filter(|requirement| requirement.level == level);
            missing.cloned().collect()
        };
        let job = report.job.as_ref();
        let terms = job.map_or(&[][..], |job| &job.unknown_terms);
        Self {
            id: report.target_id.clone(),
            title: report.target_title.clone(),
            source: report.target_source.clone(),
            sha256: job.map(|job| job.document.sha256.clone()).unwrap_or_default(),
            coverage: report.coverage,
            coverage_required: report.coverage_required,
            missing_required: missing(Level::Required),
            missing_preferred: missing(Level::Preferred),
            unknown_terms: (count(terms.len()), count(terms.iter().filter(|term| term.in_resume()).count())),
            credentials: (
                count(report.credentials.len()),
                count(report.credentials.iter().filter(|credential| credential.found).count()),
            ),
            conditions: job.map_or(0, |job| count(job.conditions.len())),
            what_if: report.what_if.clone(),
            breakdown: report.breakdown,
        }
    }
}

/// What two or more postings ask for by one name and the resume does not fully show.
fn shared_gaps(reports: &[Report]) -> Vec<SharedGap> {
    let mut gaps: BTreeMap<(Option<u32>, &str), Vec<&ReportedRequirement>> = BTreeMap::new();
    for report in reports {
        for requirement in report.requirements.iter().filter(|requirement| requirement.status != Status::Covered) {
            gaps.entry((requirement.skill, &requirement.name)).or_default().push(requirement);
        }
    }
    let mut shared: Vec<(u64, SharedGap)> = Vec::new();
    for asked in gaps.into_values().filter(|asked| asked.len() > 1) {
        let lost = |gap: &ReportedRequirement| u64::from(gap.weight) * u64::from(100 - gap.credit.min(100));
        let Some(heaviest) = asked.iter().copied().rev().max_by_key(|gap| lost(gap)) else { continue };
        let required = asked.iter().filter(|gap| gap.level == Level::Required).count();
        shared.push((
            asked.iter().map(|gap| lost(gap)).sum(),
            SharedGap {
                requirement: heaviest.clone(),
                postings: u32::try_from(asked.len()).unwrap_or(u32::MAX),
                required_in: u32::try_from(required).unwrap_or(u32::MAX),
            },
        ));
    }
    shared.sort_by(|(lost, a), (other, b)| (other, &a.requirement.name).cmp(&(lost, &b.requirement.name)));
    shared.into_iter().map(|(_, gap)| gap).collect()
}
