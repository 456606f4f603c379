//! Findings on their way to an outcome: with the skill that they are about, weighed as configured, silenced.

use crate::config::{self, Severities, Silence};
use crate::document::Locator;
use crate::finding::{Finding, Severity, Silenced};

use super::rules::FIXED;
use super::silence::InPlace;

/// A finding with the skill that it is about.
pub(super) struct Item {
    pub finding: Finding,
    /// Id.
    pub skill: Option<String>,
}

impl Item {
    /// An error at a place or at none, about no skill.
    pub fn new(code: &'static str, message: String, remedy: impl Into<String>) -> Self {
        let finding = Finding {
            code,
            severity: Severity::Error,
            message,
            remedy: remedy.into(),
            locator: None,
            words: Vec::new(),
            silenced: None,
        };
        Self { finding, skill: None }
    }

    /// Weighing so much.
    pub fn weighing(mut self, severity: Severity) -> Self {
        self.finding.severity = severity;
        self
    }

    /// At a place.
    pub fn at(mut self, locator: Option<Locator>) -> Self {
        self.finding.locator = locator;
        self
    }

    /// About a skill.
    pub fn about(mut self, skill: &str) -> Self {
        self.skill = Some(skill.to_string());
        self
    }
}

/// Weighs findings as configured; takes out those that are turned off.
pub(super) fn weigh(items: &mut Vec<Item>, severities: &Severities) {
    items.retain_mut(|item| match severities.get(item.finding.code) {
        None => true,
        Some(None) => false,
        Some(Some(severity)) => {
            item.finding.severity = *severity;
            true
        }
    });
}

/// What silences were for: the configured ones by index, those in place by index.
#[derive(Debug, Default)]
pub(super) struct Used {
    pub configured: Vec<usize>,
    pub in_place: Vec<usize>,
}

/// Silences findings of a file, by its path from the folder of the configuration. `skill` finds the id of a skill by
/// any of its names.
pub(super) fn silence(
    items: &mut [Item],
    path: &str,
    configured: &[Silence],
    in_place: &[InPlace],
    skill: &dyn Fn(&str) -> Option<String>,
) -> Used {
    let mut used = Used::default();
    for item in items.iter_mut().filter(|item| !FIXED.contains(&item.finding.code)) {
        let by_comment = in_place.iter().position(|comment| {
            !comment.reason.is_empty()
                && within(item.finding.locator.as_ref(), comment)
                && comment.codes.iter().any(|(code, about)| {
                    code == item.finding.code && about.as_ref().is_none_or(|about| skill(about) == item.skill)
                })
        });
        if let Some(index) = by_comment {
            item.finding.silenced = Some(Silenced { reason: in_place[index].reason.clone(), in_source: true });
            used.in_place.push(index);
            continue;
        }
        let by_table = configured.iter().position(|silence| {
            silence.code == item.finding.code
                && silence.files.as_ref().is_none_or(|pattern| config::matches(pattern, path))
                && (silence.skill.is_none() || silence.skill == item.skill)
        });
        if let Some(index) = by_table {
            item.finding.silenced = Some(Silenced { reason: configured[index].reason.clone(), in_source: false });
            used.configured.push(index);
        }
    }
    used
}

/// Whether a comment is for a place. What has no line is silenced from any line of its file.
fn within(locator: Option<&Locator>, comment: &InPlace) -> bool {
    match locator {
        Some(Locator::Line(line)) => (comment.line..=comment.until).contains(line),
        _ => true,
    }
}
