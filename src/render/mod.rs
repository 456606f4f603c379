//! Finished values in, text out: one folder per format, and a dispatch. Nothing is computed here that a reader could
//! disagree with, and nothing is printed.

pub mod batch;
pub mod csv;
pub mod github;
pub mod html;
pub mod human;
pub mod json;
pub mod junit;
pub mod markdown;
pub mod outline;
mod privacy;
pub mod sarif;

pub use human::{percent, plain};
pub use privacy::{Privacy, redact, redact_lint, redact_places, redact_skills};

use crate::batch::{Ranking, Scorer, Summary};
use crate::ci::{self, Outcome};
use crate::evaluate::Evaluation;
use crate::facts::{BuildFacts, LintFacts, RoleFacts, SkillFacts, SkillList};
use crate::lint;
use crate::report::{Comparison, Report};
use crate::taxonomy::Taxonomy;

/// A format of reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// For the eye, 80 columns, with ANSI styles that the caller takes out where they do not belong.
    Human,
    /// For programs; see `schema/`.
    Json,
}

/// A format of reports and of what is found in files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FullFormat {
    /// For the eye.
    Human,
    /// For programs.
    Json,
    /// For a comment on a pull request, or the summary of a job.
    Markdown,
    /// A page of its own, without scripts.
    Html,
    /// Annotations of GitHub.
    Github,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// JUnit XML, for CI servers.
    Junit,
}

/// How much of a value is shown to the eye. Formats for programs always hold everything.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct View {
    /// Everything instead of the most important.
    pub all: bool,
    /// Only the result.
    pub quiet: bool,
    /// With sources.
    pub verbose: bool,
}

/// Renders a report.
pub fn report(report: &Report, taxonomy: &Taxonomy, format: Format, view: &View) -> String {
    match format {
        Format::Human => human::report(report, taxonomy, view),
        Format::Json => json::report(report, taxonomy),
    }
}

/// Renders the reports on one document, against one target or several, with the thresholds that are missed: that on one
/// target whole, those on several side by side.
pub fn reports(
    mut reports: Vec<Report>,
    missed: &[String],
    taxonomy: &Taxonomy,
    format: FullFormat,
    view: &View,
) -> String {
    match format {
        FullFormat::Github => return github::findings(&ci::gaps(&reports, missed)),
        FullFormat::Sarif => return sarif::findings(&ci::gaps(&reports, missed), ci::GAP_RULES),
        FullFormat::Junit => return junit::findings("gapcheck", &ci::gaps(&reports, missed)),
        _ => {}
    }
    if reports.len() == 1
        && let Some(one) = reports.pop()
    {
        return match format {
            FullFormat::Json => report(&one, taxonomy, Format::Json, view),
            FullFormat::Markdown => markdown::page(&outline::report(&one, taxonomy, view)),
            FullFormat::Html => html::page(&outline::report(&one, taxonomy, view)),
            _ => report(&one, taxonomy, Format::Human, view),
        };
    }
    let Some(all) = Comparison::new(reports) else { return String::new() };
    match format {
        FullFormat::Json => comparison(&all, taxonomy, Format::Json, view),
        FullFormat::Markdown => markdown::page(&outline::comparison(&all)),
        FullFormat::Html => html::page(&outline::comparison(&all)),
        _ => comparison(&all, taxonomy, Format::Human, view),
    }
}

/// Every code of a finding that there is, with what it looks at.
pub fn rules() -> Vec<sarif::Rule> {
    let lint = lint::RULES.iter().map(|rule| sarif::Rule { code: rule.code, summary: rule.finds });
    ci::RULES.iter().copied().chain(lint).collect()
}

/// Renders the outcome of a check.
pub fn check(outcome: &Outcome, taxonomy: &Taxonomy, format: FullFormat, view: &View) -> String {
    match format {
        FullFormat::Human => human::check(outcome, view),
        FullFormat::Json => json::check(outcome),
        FullFormat::Markdown => markdown::page(&outline::check(outcome, taxonomy)),
        FullFormat::Html => html::page(&outline::check(outcome, taxonomy)),
        FullFormat::Github => github::findings(&outcome.files()),
        FullFormat::Sarif => sarif::findings(&outcome.files(), &rules()),
        FullFormat::Junit => junit::findings("gapcheck check", &outcome.files()),
    }
}

/// Renders several postings side by side.
pub fn comparison(comparison: &Comparison, taxonomy: &Taxonomy, format: Format, view: &View) -> String {
    match format {
        Format::Human => human::comparison(comparison, taxonomy, view),
        Format::Json => json::comparison(comparison, taxonomy),
    }
}

/// Renders the skills of a document.
pub fn skills(list: &SkillList, taxonomy: &Taxonomy, format: Format, view: &View) -> String {
    match format {
        Format::Human => human::skills(list, taxonomy, view),
        Format::Json => json::skills(list, taxonomy),
    }
}

/// Renders what is known about a skill.
pub fn skill(facts: &SkillFacts<'_>, taxonomy: &Taxonomy, format: Format, view: &View) -> String {
    match format {
        Format::Human => human::skill(facts, taxonomy, view),
        Format::Json => json::skill(facts, taxonomy),
    }
}

/// Renders a role.
pub fn role(facts: &RoleFacts<'_>, taxonomy: &Taxonomy, format: Format, view: &View) -> String {
    match format {
        Format::Human => human::role(facts, taxonomy, view),
        Format::Json => json::role(facts, taxonomy),
    }
}

/// Renders what was found beside a profile that was built from documents: for people what they should look at, for
/// programs everything.
pub fn role_build(facts: &BuildFacts<'_>, taxonomy: &Taxonomy, format: Format, view: &View) -> String {
    match format {
        Format::Human => human::role_build(facts, taxonomy, view),
        Format::Json => json::role_build(facts, taxonomy),
    }
}

/// Renders precision and recall against the labels of the folder at a path.
pub fn evaluation(path: &str, evaluation: &Evaluation, taxonomy: &Taxonomy, format: Format, view: &View) -> String {
    match format {
        Format::Human => human::evaluation(path, evaluation, view),
        Format::Json => json::evaluation(path, evaluation, taxonomy),
    }
}

/// Renders what lint found in a file.
pub fn lint(facts: &LintFacts, format: FullFormat, view: &View) -> String {
    let title = "gapcheck lint";
    match format {
        FullFormat::Human => human::lint(facts, view),
        FullFormat::Json => json::lint(facts),
        FullFormat::Markdown => markdown::page(&outline::findings(title, &facts.files())),
        FullFormat::Html => html::page(&outline::findings(title, &facts.files())),
        FullFormat::Github => github::findings(&facts.files()),
        FullFormat::Sarif => sarif::findings(&facts.files(), &lint_rules()),
        FullFormat::Junit => junit::findings(title, &facts.files()),
    }
}

/// Renders the end of a batch.
pub fn batch(summary: &Summary, ranking: &Ranking, scorer: &Scorer<'_>, view: &View) -> String {
    human::batch(summary, ranking, scorer, view.quiet)
}

/// The rules of lint, for a list of rules.
pub fn lint_rules() -> Vec<sarif::Rule> {
    lint::RULES.iter().map(|rule| sarif::Rule { code: rule.code, summary: rule.finds }).collect()
}

/// Renders the list of built-in roles.
pub fn role_list(taxonomy: &Taxonomy, format: Format) -> String {
    match format {
        Format::Human => human::role_list(taxonomy),
        Format::Json => json::role_list(taxonomy),
    }
}
