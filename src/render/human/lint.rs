//! What `gapcheck lint` found.

use super::page::{BAD, BOLD, Cell, DIM, HALF, PLAIN, Page, WIDTH, count, cut, plain};
use super::proof;
use super::report::about;
use crate::facts::LintFacts;
use crate::finding::{Finding, Severity};
use crate::lint::Rule;
use crate::render::View;

/// Width of a severity.
const SEVERITY: usize = 8;
/// Width of a code.
const CODE: usize = 18;
/// Longest piece of a document that is shown as its words.
const PIECE: usize = 60;

/// Renders what was found in a file, the worst first.
pub fn lint(facts: &LintFacts, view: &View) -> String {
    let mut page = Page::default();
    if view.quiet {
        page.line(&sum(&facts.findings));
        return page.finish();
    }
    page.labelled(0, "Document", 8, &facts.document.path, PLAIN);
    page.labelled(0, "", 8, &about(&facts.document), DIM);
    for finding in &facts.findings {
        page.blank();
        show(&mut page, finding);
    }
    page.blank();
    page.paragraph(0, &sum(&facts.findings), BOLD);
    page.finish()
}

fn show(page: &mut Page, finding: &Finding) {
    let style = match finding.severity {
        Severity::Error => BAD,
        Severity::Warning => HALF,
        Severity::Advice => PLAIN,
    };
    let place = finding.locator.as_ref().map(proof::place).unwrap_or_default();
    page.row(
        0,
        &[
            Cell::new(finding.severity.as_str(), SEVERITY).style(style),
            Cell::new(finding.code, CODE).style(BOLD),
            Cell::new(place, WIDTH - SEVERITY - CODE - 4).style(DIM),
        ],
    );
    let indent = SEVERITY + 2;
    page.paragraph(indent, &finding.message, PLAIN);
    if !finding.words.is_empty() {
        let words: Vec<String> =
            finding.words.iter().map(|word| format!("\u{201c}{}\u{201d}", cut(&plain(word), PIECE))).collect();
        page.labelled(indent, "words", 6, &words.join(", "), PLAIN);
    }
    page.labelled(indent, "to do", 6, &finding.remedy, DIM);
    if let Some(silenced) = &finding.silenced {
        page.labelled(indent, "silent", 6, &silenced.reason, DIM);
    }
}

/// "1 error, 2 warnings, 3 pieces of advice".
fn sum(findings: &[Finding]) -> String {
    let spoken: Vec<&Finding> = findings.iter().filter(|finding| finding.silenced.is_none()).collect();
    let of = |severity: Severity| spoken.iter().filter(|finding| finding.severity == severity).count();
    let mut parts: Vec<String> = [
        (of(Severity::Error), "error", "errors"),
        (of(Severity::Warning), "warning", "warnings"),
        (of(Severity::Advice), "piece of advice", "pieces of advice"),
        (findings.len() - spoken.len(), "silenced", "silenced"),
    ]
    .into_iter()
    .filter(|(number, ..)| *number > 0)
    .map(|(number, one, many)| count(number, one, many))
    .collect();
    if parts.is_empty() {
        parts.push("nothing found: a machine reads this file as it looks".to_string());
    }
    parts.join(", ")
}

/// Renders the list of rules.
pub fn lint_rules(rules: &[Rule]) -> String {
    let mut page = Page::default();
    for rule in rules {
        page.row(
            0,
            &[
                Cell::new(rule.code, CODE).style(BOLD),
                Cell::new(rule.severity.as_str(), SEVERITY),
                Cell::new(rule.finds, WIDTH - CODE - SEVERITY - 4),
            ],
        );
    }
    page.finish()
}
