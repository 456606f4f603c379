//! The gaps of a report as findings, for the outputs that know only these.

use crate::coverage::Status;
use crate::finding::{FileFindings, Finding, Severity};
use crate::render::sarif::Rule;
use crate::report::{Report, ReportedRequirement, TargetKind};
use crate::taxonomy::Level;

/// The codes of gaps, sorted.
pub const GAP_RULES: &[Rule] = &[
    Rule { code: "gap-mentioned", summary: "What a target mentions is shown." },
    Rule { code: "gap-preferred", summary: "What a target prefers is shown." },
    Rule { code: "gap-required", summary: "What a target requires is shown." },
    Rule { code: "no-skills", summary: "At least one skill is read from the resume." },
    Rule { code: "threshold", summary: "What is asked for on the command line holds." },
];

/// The gaps of some reports on one document, in the order of the reports, and the thresholds that are missed. A gap alone
/// is never an error: a report without a threshold has done what it was asked to.
pub fn gaps(reports: &[Report], missed: &[String]) -> Vec<FileFindings> {
    let Some(first) = reports.first() else { return Vec::new() };
    let missed = missed.iter().map(|message| Finding {
        code: "threshold",
        severity: Severity::Error,
        message: format!("{}.", super::judge::sentence(message).trim_end_matches('.')),
        remedy: "Close the gaps that weigh most.".to_string(),
        locator: None,
        words: Vec::new(),
        silenced: None,
    });
    // Where no skill was found at all, that is the finding, and everything being missing says no more.
    let bare = first.is_bare().then(|| Finding {
        code: "no-skills",
        severity: Severity::Warning,
        message: format!("No skill was found in {} words.", first.document.words),
        remedy: "Compare with what `gapcheck text` reads.".to_string(),
        locator: None,
        words: Vec::new(),
        silenced: None,
    });
    let open = reports.iter().filter(|_| bare.is_none()).flat_map(|report| {
        let gaps = report.requirements.iter().filter(|requirement| requirement.status != Status::Covered);
        gaps.map(move |gap| finding(gap, report, reports.len() == 1))
    });
    let findings = missed.chain(bare.clone()).chain(open).collect();
    vec![FileFindings { path: first.document.path.clone(), findings }]
}

fn finding(gap: &ReportedRequirement, report: &Report, alone: bool) -> Finding {
    let (code, severity) = match gap.level {
        Level::Required => ("gap-required", Severity::Warning),
        Level::Preferred => ("gap-preferred", Severity::Advice),
        Level::Mentioned => ("gap-mentioned", Severity::Advice),
    };
    // Of several targets each is named, a posting by its path, which is short and its own.
    let of = match report.target_kind {
        _ if alone => String::new(),
        TargetKind::Role => format!(" by {}", report.target_title),
        TargetKind::Job => format!(" by {}", report.target_source),
    };
    let how = match gap.status {
        Status::Partial => "is only partly shown",
        _ => "is missing",
    };
    let closes = |step: &&crate::report::ReportedStep| {
        let members = gap.any_of.iter().map(|member| member.skill);
        gap.skill.into_iter().chain(members).any(|skill| step.closes.contains(&skill))
    };
    let remedy = match report.next_steps.iter().find(closes) {
        Some(step) => step.step.clone(),
        None => "Show it in a job or project.".to_string(),
    };
    Finding {
        code,
        severity,
        message: format!("{} {how}; it is {}{of}.", gap.name, gap.level.name()),
        remedy,
        locator: gap.best().map(|mention| mention.locator.clone()),
        words: Vec::new(),
        silenced: None,
    }
}
