//! JSON for programs. Each version of the form is a set of types of its own, so that the inside of the program may
//! change without breaking anybody's script; `schema/` holds what the types promise.

pub mod v1;

use serde::Serialize;

use crate::ci::{Difference, Outcome, Standing};
use crate::evaluate::Evaluation;
use crate::facts::{BuildFacts, LintFacts, RoleFacts, SkillFacts, SkillList, TaxonomyFacts};
use crate::report::{Comparison, Report};
use crate::taxonomy::Taxonomy;

/// A report.
pub fn report(report: &Report, taxonomy: &Taxonomy) -> String {
    text(&v1::Report::new(report, taxonomy))
}

/// Several postings side by side.
pub fn comparison(comparison: &Comparison, taxonomy: &Taxonomy) -> String {
    text(&v1::Comparison::new(comparison, taxonomy))
}

/// The skills of a document.
pub fn skills(list: &SkillList, taxonomy: &Taxonomy) -> String {
    text(&v1::Skills::new(list, taxonomy))
}

/// What is known about a skill.
pub fn skill(facts: &SkillFacts<'_>, taxonomy: &Taxonomy) -> String {
    text(&v1::Explain::new(facts, taxonomy))
}

/// What a role asks for.
pub fn role(facts: &RoleFacts<'_>, taxonomy: &Taxonomy) -> String {
    text(&v1::Role::new(facts, taxonomy))
}

/// What lint found in a file.
pub fn lint(facts: &LintFacts) -> String {
    text(&v1::Lint::new(facts))
}

/// A role built from documents.
pub fn role_build(facts: &BuildFacts<'_>, taxonomy: &Taxonomy) -> String {
    text(&v1::RoleBuild::new(facts, taxonomy))
}

/// A whole taxonomy.
pub fn taxonomy(facts: &TaxonomyFacts<'_>, taxonomy: &Taxonomy) -> String {
    text(&v1::Taxonomy::new(facts, taxonomy))
}

/// The built-in roles.
pub fn role_list(taxonomy: &Taxonomy) -> String {
    text(&v1::Roles::new(taxonomy))
}

/// Precision and recall against labels.
pub fn evaluation(path: &str, evaluation: &Evaluation, taxonomy: &Taxonomy) -> String {
    text(&v1::Evaluation::new(path, evaluation, taxonomy))
}

/// The outcome of a check.
pub fn check(outcome: &Outcome) -> String {
    text(&v1::Check::new(outcome))
}

/// What changed between two sides of the given paths.
pub fn diff(old: &str, new: &str, difference: &Difference, taxonomy: &Taxonomy) -> String {
    text(&v1::Diff::new(old, new, difference, &taxonomy.version))
}

/// What is kept of some resumes to compare with later.
pub fn baseline<'a>(standings: impl Iterator<Item = &'a Standing>, taxonomy: &Taxonomy) -> String {
    text(&v1::Baseline::new(standings, &taxonomy.version))
}

/// A value as text, with a line end.
pub(super) fn text(value: &impl Serialize) -> String {
    let json = serde_json::to_string_pretty(value);
    let mut text = json.unwrap_or_else(|error| unreachable!("all keys are strings: {error}"));
    text.push('\n');
    text
}
