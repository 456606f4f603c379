//! The gaps of a report as findings, for the outputs that know only these.

use crate::coverage::Status;
use crate::finding::{FileFindings, Finding, Severity};
use crate::render::sarif::Rule;
use crate::report::{Report, ReportedRequirement};
use crate::taxonomy::Level;

/// The codes of gaps, sorted.
pub const GAP_RULES: &[Rule] = &[
    Rule { code: "gap-mentioned", summary: "What a target mentions is shown." },
    Rule { code: "gap-preferred", summary: "What a target prefers is shown." },
    Rule { code: "gap-required", summary: "What a target requires is shown." },
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
    let open = reports.iter().flat_map(|report| {
        let gaps = report.requirements.iter().filter(|requirement| requirement.status != Status::Covered);
        gaps.map(move |gap| finding(gap, report))
    });
    vec![FileFindings { path: first.document.path.clone(), findings: missed.chain(open).collect() }]
}

fn finding(gap: &ReportedRequirement, report: &Report) -> Finding {
    let (code, severity, asks) = match gap.level {
        Level::Required => ("gap-required", Severity::Warning, "requires"),
        Level::Preferred => ("gap-preferred", Severity::Advice, "prefers"),
        Level::Mentioned => ("gap-mentioned", Severity::Advice, "mentions"),
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
        message: format!("{} {how}: {} {asks} it.", gap.name, report.target_title),
        remedy,
        locator: gap.best().map(|mention| mention.locator.clone()),
        words: Vec::new(),
        silenced: None,
    }
}
