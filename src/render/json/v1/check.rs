//! The wire forms of a check, of what changed, and of a baseline.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::lint::LintFinding;
use super::{Decimal, Tool, VERSION};
use crate::ci::{self, Difference, Outcome, ResumeOutcome, SkillChange, Standing};
use crate::coverage::Status;
use crate::finding::{Finding, Severity};

/// `gapcheck check --format json`.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Check {
    /// Version of this form.
    #[cfg_attr(test, schemars(extend("const" = 1)))]
    pub schema_version: u32,
    /// Always `check`.
    #[cfg_attr(test, schemars(extend("const" = "check")))]
    pub kind: &'static str,
    /// What made it.
    pub tool: Tool,
    /// How it ended.
    #[cfg_attr(test, schemars(extend("enum" = ["passed", "failed", "unread", "broken"])))]
    pub verdict: &'static str,
    /// Findings of severity error.
    pub errors: usize,
    /// Findings of severity warning.
    pub warnings: usize,
    /// Findings of severity advice.
    pub advice: usize,
    /// Findings that are silenced; in none of the other three.
    pub silenced: usize,
    /// The baseline that was compared with.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub baseline: Option<String>,
    /// The resumes, by path.
    pub resumes: Vec<CheckedResume>,
    /// What was found in postings and in the configuration.
    pub others: Vec<FoundIn>,
}

/// A resume that was checked.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CheckedResume {
    /// Path.
    pub path: String,
    /// The verdict on it.
    #[cfg_attr(test, schemars(extend("enum" = ["passed", "failed", "unread"])))]
    pub verdict: &'static str,
    /// What it was compared with.
    pub targets: Vec<CheckedTarget>,
    /// What changed since the baseline, if the resume is in it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub changes: Option<Changes>,
    /// What was found, the worst first.
    pub findings: Vec<LintFinding>,
}

/// A target that a resume was compared with.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CheckedTarget {
    /// A role or a posting.
    #[cfg_attr(test, schemars(extend("enum" = ["role", "job"])))]
    pub kind: &'static str,
    /// Id of the role; path of the posting, from the folder of the configuration.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Weight of what is covered over weight of what is asked, three decimals.
    pub coverage: Option<Decimal>,
    /// The same for what is required.
    pub coverage_required: Option<Decimal>,
    /// The coverage of the baseline, if the target is in it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<Figures>,
    /// The gaps that weigh most.
    pub gaps: Vec<Gap>,
}

/// Coverage at some time.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Figures {
    /// Of everything.
    pub coverage: Option<Decimal>,
    /// Of what is required.
    pub coverage_required: Option<Decimal>,
}

/// Something that is not fully shown.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Gap {
    /// Name of the skill or group.
    pub name: String,
    /// How much it is asked for.
    #[cfg_attr(test, schemars(extend("enum" = ["required", "preferred", "mentioned"])))]
    pub level: &'static str,
    /// How far it is met.
    #[cfg_attr(test, schemars(extend("enum" = ["partial", "missing"])))]
    pub status: &'static str,
    /// Coverage that full credit would add.
    pub adds: Decimal,
}

/// What was found in a file that is no resume.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct FoundIn {
    /// Path.
    pub path: String,
    /// What was found.
    pub findings: Vec<LintFinding>,
}

/// What changed between two standings of a resume.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Changes {
    /// Skills that are named now and were not.
    pub gained: Vec<Changed>,
    /// Skills that were named and are not any more.
    pub lost: Vec<Changed>,
    /// Skills that are shown more strongly.
    pub stronger: Vec<Changed>,
    /// Skills that are shown less strongly.
    pub weaker: Vec<Changed>,
    /// Targets that both sides have.
    pub targets: Vec<ChangedTarget>,
}

/// A skill whose strength changed.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Changed {
    /// Id of the skill.
    pub skill: String,
    /// Strength before; null without evidence.
    #[cfg_attr(test, schemars(extend("enum" = ["demonstrated", "listed", "implied", "aspirational", "negated", null])))]
    pub before: Option<&'static str>,
    /// Strength after.
    #[cfg_attr(test, schemars(extend("enum" = ["demonstrated", "listed", "implied", "aspirational", "negated", null])))]
    pub after: Option<&'static str>,
}

/// A target that both sides have.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ChangedTarget {
    /// A role or a posting.
    #[cfg_attr(test, schemars(extend("enum" = ["role", "job"])))]
    pub kind: &'static str,
    /// Its id on the later side.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Coverage before.
    pub before: Figures,
    /// Coverage after.
    pub after: Figures,
    /// Requirements that were covered: ids of skills, names of groups.
    pub lost: Vec<String>,
    /// Requirements that are covered now.
    pub gained: Vec<String>,
}

/// What `gapcheck check --update-baseline` writes: no word of a resume.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Baseline {
    /// Version of this form.
    #[cfg_attr(test, schemars(extend("const" = 1)))]
    pub schema_version: u32,
    /// Always `baseline`.
    #[cfg_attr(test, schemars(extend("const" = "baseline")))]
    pub kind: &'static str,
    /// What made it.
    pub tool: Tool,
    /// The resumes, by path.
    pub resumes: Vec<BaselineResume>,
}

/// A resume of a baseline.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct BaselineResume {
    /// Path from the folder of the configuration.
    pub path: String,
    /// What it was compared with.
    pub targets: Vec<BaselineTarget>,
    /// Its skills by id, each with how strongly it is shown.
    pub skills: BTreeMap<String, &'static str>,
}

/// A target of a baseline.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct BaselineTarget {
    /// A role or a posting.
    #[cfg_attr(test, schemars(extend("enum" = ["role", "job"])))]
    pub kind: &'static str,
    /// Id of the role; path of the posting, from the folder of the configuration.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Coverage.
    pub coverage: Option<Decimal>,
    /// Coverage of what is required.
    pub coverage_required: Option<Decimal>,
    /// Requirements with full credit: ids of skills, names of groups.
    pub covered: BTreeSet<String>,
}

impl Check {
    /// The wire form of the outcome of a check.
    pub fn new(outcome: &Outcome) -> Self {
        Self {
            schema_version: VERSION,
            kind: "check",
            tool: Tool::new(&outcome.taxonomy_version),
            verdict: outcome.verdict().name(),
            errors: outcome.count(Severity::Error),
            warnings: outcome.count(Severity::Warning),
            advice: outcome.count(Severity::Advice),
            silenced: outcome.silenced(),
            baseline: outcome.baseline.clone(),
            resumes: outcome.resumes.iter().map(Into::into).collect(),
            others: outcome
                .others
                .iter()
                .map(|file| FoundIn { path: file.path.clone(), findings: findings(&file.findings) })
                .collect(),
        }
    }
}

fn findings(findings: &[Finding]) -> Vec<LintFinding> {
    findings.iter().map(Into::into).collect()
}

fn figures(coverage: Option<u32>, required: Option<u32>) -> Figures {
    Figures { coverage: coverage.map(Decimal::thousandths), coverage_required: required.map(Decimal::thousandths) }
}

impl From<&ResumeOutcome> for CheckedResume {
    fn from(resume: &ResumeOutcome) -> Self {
        let target = |target: &ci::TargetOutcome| CheckedTarget {
            kind: target.kind.name(),
            id: target.id.clone(),
            title: target.title.clone(),
            coverage: target.coverage.map(Decimal::thousandths),
            coverage_required: target.coverage_required.map(Decimal::thousandths),
            before: target.before.map(|(coverage, required)| figures(coverage, required)),
            gaps: target.gaps.iter().map(Into::into).collect(),
        };
        Self {
            path: resume.path.clone(),
            verdict: resume.verdict().name(),
            targets: resume.targets.iter().map(target).collect(),
            changes: resume.difference.as_ref().map(Into::into),
            findings: findings(&resume.findings),
        }
    }
}

impl From<&ci::Gap> for Gap {
    fn from(gap: &ci::Gap) -> Self {
        Self {
            name: gap.name.clone(),
            level: gap.level.name(),
            status: if gap.status == Status::Partial { "partial" } else { "missing" },
            adds: Decimal::thousandths(gap.adds),
        }
    }
}

impl From<&Difference> for Changes {
    fn from(difference: &Difference) -> Self {
        let changed = |changes: &[SkillChange]| {
            let one = |change: &SkillChange| Changed {
                skill: change.skill.clone(),
                before: change.before.map(ci::Held::name),
                after: change.after.map(ci::Held::name),
            };
            changes.iter().map(one).collect()
        };
        let target = |change: &ci::AimChange| ChangedTarget {
            kind: change.after.kind.name(),
            id: change.after.id.clone(),
            title: change.after.title.clone(),
            before: figures(change.before.coverage, change.before.coverage_required),
            after: figures(change.after.coverage, change.after.coverage_required),
            lost: change.lost.clone(),
            gained: change.gained.clone(),
        };
        Self {
            gained: changed(&difference.gained),
            lost: changed(&difference.lost),
            stronger: changed(&difference.stronger),
            weaker: changed(&difference.weaker),
            targets: difference.targets.iter().map(target).collect(),
        }
    }
}

impl Baseline {
    /// The wire form of what is kept of some resumes.
    pub fn new<'a>(standings: impl Iterator<Item = &'a Standing>, taxonomy_version: &str) -> Self {
        let mut resumes: Vec<BaselineResume> = standings.map(Into::into).collect();
        resumes.sort_by(|a, b| a.path.cmp(&b.path));
        Self { schema_version: VERSION, kind: "baseline", tool: Tool::new(taxonomy_version), resumes }
    }
}

impl From<&Standing> for BaselineResume {
    fn from(standing: &Standing) -> Self {
        let target = |aim: &ci::Aim| BaselineTarget {
            kind: aim.kind.name(),
            id: aim.id.clone(),
            title: aim.title.clone(),
            coverage: aim.coverage.map(Decimal::thousandths),
            coverage_required: aim.coverage_required.map(Decimal::thousandths),
            covered: aim.covered.clone(),
        };
        Self {
            path: standing.path.clone(),
            targets: standing.targets.iter().map(target).collect(),
            skills: standing.skills.iter().map(|(id, held)| (id.clone(), held.name())).collect(),
        }
    }
}
