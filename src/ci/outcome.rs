//! What a check came to.

use super::difference::Difference;
use super::judge::{Settings, sentence};
use super::place::{Item, weigh};
use super::rules::FIXED;
use super::standing::Standing;
use crate::config::ConfigError;
use crate::coverage::Status;
use crate::document::Locator;
use crate::finding::{FileFindings, Finding, Severity};
use crate::report::TargetKind;
use crate::taxonomy::Level;

/// How a check ends. Ordered: what outranks the others last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// Everything that is asked for holds.
    Passed,
    /// A finding of severity error.
    Failed,
    /// A document could not be read, or nothing was in it.
    Unread,
    /// The configuration cannot be used.
    Broken,
}

impl Verdict {
    /// The name in outputs.
    pub fn name(self) -> &'static str {
        match self {
            Self::Passed => "passed",
            Self::Failed => "failed",
            Self::Unread => "unread",
            Self::Broken => "broken",
        }
    }

    /// The verdict on some findings.
    pub fn of<'a>(findings: impl IntoIterator<Item = &'a Finding>) -> Self {
        let one = |finding: &Finding| match (finding.code, finding.severity) {
            _ if finding.silenced.is_some() => Self::Passed,
            ("configuration", _) => Self::Broken,
            (code, _) if FIXED.contains(&code) => Self::Unread,
            (_, Severity::Error) => Self::Failed,
            _ => Self::Passed,
        };
        findings.into_iter().map(one).max().unwrap_or(Self::Passed)
    }
}

/// Something that a target asks for and a resume does not fully show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    /// Name of the skill or group.
    pub name: String,
    /// How much it is asked for.
    pub level: Level,
    /// Partial or missing.
    pub status: Status,
    /// Coverage that full credit would add, in thousandths.
    pub adds: u32,
}

/// A resume against one target.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TargetOutcome {
    /// A role or a posting.
    pub kind: TargetKind,
    /// Id of the role, path of the posting.
    pub id: String,
    /// Title.
    pub title: String,
    /// Coverage in thousandths.
    pub coverage: Option<u32>,
    /// Coverage of what is required.
    pub coverage_required: Option<u32>,
    /// Both in the baseline, if the target is in it.
    pub before: Option<(Option<u32>, Option<u32>)>,
    /// The gaps that weigh most, the heaviest first.
    pub gaps: Vec<Gap>,
}

/// What became of one resume.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResumeOutcome {
    /// Path as it is shown.
    pub path: String,
    /// For a baseline; `None` when nothing was judged.
    pub standing: Option<Standing>,
    /// Against each target.
    pub targets: Vec<TargetOutcome>,
    /// What changed since the baseline.
    pub difference: Option<Difference>,
    /// What was found, the worst first.
    pub findings: Vec<Finding>,
    /// Which of the configured silences were used.
    pub used: Vec<usize>,
}

impl ResumeOutcome {
    /// The verdict on it alone.
    pub fn verdict(&self) -> Verdict {
        Verdict::of(&self.findings)
    }
}

/// What a check came to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Outcome {
    /// Version of the taxonomy.
    pub taxonomy_version: String,
    /// The resumes, by path.
    pub resumes: Vec<ResumeOutcome>,
    /// What was found in postings and in the configuration.
    pub others: Vec<FileFindings>,
    /// Path of the baseline that was compared with.
    pub baseline: Option<String>,
}

impl Outcome {
    /// The verdict.
    pub fn verdict(&self) -> Verdict {
        Verdict::of(self.findings())
    }

    /// All findings.
    pub fn findings(&self) -> impl Iterator<Item = &Finding> {
        let of_resumes = self.resumes.iter().flat_map(|resume| &resume.findings);
        of_resumes.chain(self.others.iter().flat_map(|file| &file.findings))
    }

    /// The findings by file: every resume, with findings or without, then the other files.
    pub fn files(&self) -> Vec<FileFindings> {
        let of = |resume: &ResumeOutcome| FileFindings { path: resume.path.clone(), findings: resume.findings.clone() };
        self.resumes.iter().map(of).chain(self.others.iter().cloned()).collect()
    }

    /// How many findings of a severity there are, silenced ones left out.
    pub fn count(&self, severity: Severity) -> usize {
        self.findings().filter(|finding| finding.silenced.is_none() && finding.severity == severity).count()
    }

    /// How many are silenced.
    pub fn silenced(&self) -> usize {
        self.findings().filter(|finding| finding.silenced.is_some()).count()
    }
}

/// The outcome of a configuration that cannot be used.
pub fn configuration(path: &str, error: &ConfigError) -> FileFindings {
    let line = u32::try_from(error.line).unwrap_or(u32::MAX);
    let item = Item::new("configuration", sentence(&error.message), "Put this right first: nothing was checked.")
        .at(Some(Locator::Line(line)));
    FileFindings { path: path.to_string(), findings: vec![item.finding] }
}

/// What the configuration silences and nothing found. Only to be asked when all resumes were checked.
pub fn unused(path: &str, resumes: &[ResumeOutcome], settings: &Settings<'_>) -> Option<FileFindings> {
    let mut items: Vec<Item> = Vec::new();
    for (index, silence) in settings.silences.iter().enumerate() {
        if resumes.iter().any(|resume| resume.used.contains(&index)) {
            continue;
        }
        let message = format!("Nothing is found that this silences: {}.", silence.code);
        let line = u32::try_from(silence.line).unwrap_or(u32::MAX);
        items.push(
            Item::new("unused-silence", message, "Take it out, so that it does not hide the next one.")
                .weighing(Severity::Warning)
                .at(Some(Locator::Line(line))),
        );
    }
    weigh(&mut items, settings.severities);
    let findings: Vec<Finding> = items.into_iter().map(|item| item.finding).collect();
    (!findings.is_empty()).then(|| FileFindings { path: path.to_string(), findings })
}
