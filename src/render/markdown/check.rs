//! A check for a pull request: what fails first, then the figures with what changed since the baseline.

use super::{code, escaped, message};
use crate::ci::{Difference, Outcome, ResumeOutcome, Verdict};
use crate::finding::{FileFindings, Finding, Severity};
use crate::render::human::{name, percent, points};
use crate::taxonomy::Taxonomy;

/// Renders the outcome of a check.
pub fn check(outcome: &Outcome, taxonomy: &Taxonomy) -> String {
    let mut out = format!("## gapcheck: {}\n", heading(outcome.verdict()));
    figures(&mut out, outcome);
    for resume in &outcome.resumes {
        if let Some(difference) = &resume.difference {
            changed(&mut out, resume, difference, taxonomy);
        }
    }
    out.push_str(&table(&outcome.files()));
    gaps(&mut out, outcome);
    out
}

/// Renders findings under a title.
pub fn findings(title: &str, files: &[FileFindings]) -> String {
    format!("## {}\n{}", escaped(title), table(files))
}

fn heading(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Passed => "passed",
        Verdict::Failed => "failed",
        Verdict::Unread => "something could not be read",
        Verdict::Broken => "the configuration cannot be used",
    }
}

fn share(thousandths: Option<u32>) -> String {
    thousandths.map_or("unknown".to_string(), percent)
}

fn figures(out: &mut String, outcome: &Outcome) {
    if outcome.resumes.iter().all(|resume| resume.targets.is_empty()) {
        return;
    }
    let compared = outcome.baseline.is_some();
    out.push_str("\n| resume | target | coverage |");
    out.push_str(if compared { " since the baseline | required |\n" } else { " required |\n" });
    out.push_str(if compared { "|---|---|--:|--:|--:|\n" } else { "|---|---|--:|--:|\n" });
    for resume in &outcome.resumes {
        for target in &resume.targets {
            let change = match (compared, target.before) {
                (false, _) => String::new(),
                (true, Some((was, _))) if was == target.coverage => " as before |".to_string(),
                (true, Some((was, _))) => format!(" {} |", points(was, target.coverage)),
                (true, None) => " new |".to_string(),
            };
            out.push_str(&format!(
                "| {} | {} | {} |{change} {} |\n",
                code(&resume.path),
                escaped(&target.title),
                share(target.coverage),
                share(target.coverage_required)
            ));
        }
    }
}

fn changed(out: &mut String, resume: &ResumeOutcome, difference: &Difference, taxonomy: &Taxonomy) {
    let changes = changes(difference, taxonomy);
    if !changes.is_empty() {
        out.push_str(&format!("\n### {} since the baseline\n\n{changes}", code(&resume.path)));
    }
}

/// A list of what changed; empty when no skill did.
fn changes(difference: &Difference, taxonomy: &Taxonomy) -> String {
    let mut out = String::new();
    for (title, changes) in [
        ("lost", &difference.lost),
        ("weaker", &difference.weaker),
        ("gained", &difference.gained),
        ("stronger", &difference.stronger),
    ] {
        if !changes.is_empty() {
            let names: Vec<String> = changes.iter().map(|change| escaped(&name(&change.skill, taxonomy))).collect();
            out.push_str(&format!("- **{title}**: {}\n", names.join(", ")));
        }
    }
    out
}

fn table(files: &[FileFindings]) -> String {
    let rows: Vec<(&str, &Finding)> =
        files.iter().flat_map(|file| file.findings.iter().map(move |finding| (file.path.as_str(), finding))).collect();
    let (silenced, shown): (Vec<_>, Vec<_>) = rows.into_iter().partition(|(_, finding)| finding.silenced.is_some());
    let mut out = String::new();
    if shown.is_empty() && silenced.is_empty() {
        out.push_str("\nNothing was found.\n");
    }
    if !shown.is_empty() {
        out.push_str("\n| | where | what | what to do |\n|---|---|---|---|\n");
        for (path, finding) in shown {
            let severity = match finding.severity {
                Severity::Error => "**error**",
                Severity::Warning => "warning",
                Severity::Advice => "advice",
            };
            let words =
                if finding.words.is_empty() { String::new() } else { format!(" {}", code(&finding.words.join(" "))) };
            out.push_str(&format!(
                "| {severity} | {} | {}{words} ({}) | {} |\n",
                place(path, finding),
                message(&finding.message),
                code(finding.code),
                message(&finding.remedy)
            ));
        }
    }
    if !silenced.is_empty() {
        out.push_str(&format!("\n<details><summary>{} silenced</summary>\n\n", silenced.len()));
        for (path, finding) in silenced {
            let reason = finding.silenced.as_deref().unwrap_or_default();
            out.push_str(&format!(
                "- {} {}: {} Reason: {}\n",
                place(path, finding),
                code(finding.code),
                message(&finding.message),
                escaped(reason)
            ));
        }
        out.push_str("\n</details>\n");
    }
    out
}

fn place(path: &str, finding: &Finding) -> String {
    match &finding.locator {
        Some(locator) => format!("{}, {}", code(path), escaped(&locator.to_string())),
        None => code(path),
    }
}

fn gaps(out: &mut String, outcome: &Outcome) {
    let targets = outcome.resumes.iter().flat_map(|resume| resume.targets.iter().map(move |target| (resume, target)));
    let rows: Vec<String> = targets
        .filter(|(_, target)| !target.gaps.is_empty())
        .map(|(resume, target)| {
            let gaps: Vec<String> = target
                .gaps
                .iter()
                .map(|gap| format!("{} (+{}.{})", escaped(&gap.name), gap.adds / 10, gap.adds % 10))
                .collect();
            format!("| {} | {} | {} |\n", code(&resume.path), escaped(&target.title), gaps.join(", "))
        })
        .collect();
    if !rows.is_empty() {
        out.push_str("\n<details><summary>What would add most</summary>\n\n| resume | target | gaps, with the points that each would add |\n|---|---|---|\n");
        out.push_str(&rows.concat());
        out.push_str("\n</details>\n");
    }
}

/// Renders what changed between the two sides of the given paths.
pub fn diff(old: &str, new: &str, difference: &Difference, taxonomy: &Taxonomy) -> String {
    let mut out = format!("## gapcheck: {} against {}\n", code(new), code(old));
    if !difference.targets.is_empty() {
        out.push_str("\n| target | before | after | | required before | after |\n|---|--:|--:|--:|--:|--:|\n");
    }
    for change in &difference.targets {
        let (before, after) = (&change.before, &change.after);
        out.push_str(&format!(
            "| {} | {} | {} | {} | {} | {} |\n",
            escaped(&after.title),
            share(before.coverage),
            share(after.coverage),
            points(before.coverage, after.coverage),
            share(before.coverage_required),
            share(after.coverage_required)
        ));
    }
    let changes = changes(difference, taxonomy);
    let text = if changes.is_empty() { "No skill changed.\n".to_string() } else { changes };
    out.push_str(&format!("\n{text}"));
    out
}
