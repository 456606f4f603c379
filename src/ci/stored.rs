//! Reports and baselines that were written as JSON, read back as far as they are compared.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use serde::de::IgnoredAny;

use super::standing::{Aim, Held, Standing};
use crate::config::Share;
use crate::report::TargetKind;

/// A baseline, or a report, as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// Version of the taxonomy that it was made with.
    pub taxonomy_version: String,
    /// Resumes.
    pub resumes: Vec<Standing>,
}

/// Why a stored report cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StoredError {
    /// It is no JSON, or does not have the fields of a report.
    #[error("line {line}: this is no report and no baseline of gapcheck; {remedy}")]
    Form {
        /// Line from 1.
        line: usize,
        /// What to do.
        remedy: &'static str,
    },
    /// Another output of this program.
    #[error("this is `{kind}` output, not a report or a baseline; {remedy}")]
    Kind {
        /// Its `kind`.
        kind: String,
        /// What to do.
        remedy: &'static str,
    },
    /// A form that this version does not know.
    #[error("this has schema_version {version}, and only 1 is known; {remedy}")]
    Version {
        /// Its version.
        version: u64,
        /// What to do.
        remedy: &'static str,
    },
}

const REMEDY: &str = "write a report with `gapcheck RESUME --format json`, a baseline with `gapcheck check \
                      --update-baseline`";

#[derive(Deserialize)]
struct Head {
    schema_version: u64,
    kind: String,
}

#[derive(Deserialize)]
struct Tool {
    taxonomy_version: String,
}

#[derive(Deserialize)]
struct Baseline {
    tool: Tool,
    resumes: Vec<BaselineResume>,
}

#[derive(Deserialize)]
struct BaselineResume {
    path: String,
    skills: BTreeMap<String, Held>,
    targets: Vec<BaselineTarget>,
}

#[derive(Deserialize)]
struct BaselineTarget {
    kind: Kind,
    id: String,
    title: String,
    coverage: Option<Share>,
    coverage_required: Option<Share>,
    covered: BTreeSet<String>,
}

#[derive(Deserialize, Clone, Copy)]
#[serde(rename_all = "lowercase")]
enum Kind {
    Role,
    Job,
}

impl From<Kind> for TargetKind {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Role => Self::Role,
            Kind::Job => Self::Job,
        }
    }
}

#[derive(Deserialize)]
struct Report {
    tool: Tool,
    document: Document,
    target: Target,
    coverage: Option<Share>,
    coverage_required: Option<Share>,
    covered: Vec<Requirement>,
    partial: Vec<Requirement>,
    missing: Vec<Requirement>,
    other_skills: Vec<Skill>,
}

#[derive(Deserialize)]
struct Document {
    path: String,
}

#[derive(Deserialize)]
struct Target {
    kind: Kind,
    id: String,
    title: String,
}

#[derive(Deserialize)]
struct Requirement {
    skill: Option<String>,
    name: String,
    strength: Option<Held>,
    #[serde(default)]
    any_of: Vec<Member>,
}

#[derive(Deserialize)]
struct Member {
    skill: String,
    strength: Option<Held>,
}

#[derive(Deserialize)]
struct Skill {
    skill: String,
    strength: Held,
}

/// Reads a report or a baseline.
///
/// # Errors
/// When it is neither.
pub fn read(text: &str) -> Result<Stored, StoredError> {
    let form = |error: serde_json::Error| StoredError::Form { line: error.line().max(1), remedy: REMEDY };
    let head: Head = serde_json::from_str(text).map_err(form)?;
    if head.schema_version != 1 {
        return Err(StoredError::Version { version: head.schema_version, remedy: REMEDY });
    }
    match head.kind.as_str() {
        "baseline" => serde_json::from_str::<Baseline>(text).map(Into::into).map_err(form),
        "report" => serde_json::from_str::<Report>(text).map(Into::into).map_err(form),
        kind => Err(StoredError::Kind { kind: crate::render::plain(kind).chars().take(40).collect(), remedy: REMEDY }),
    }
}

/// Bytes at the start of a text in which its marks are looked for when it is no JSON any more.
const HEAD: usize = 1 << 10;

/// Whether a text is likely to be one of these, whole or damaged, and no resume that happens to be JSON.
pub fn is_stored(text: &str) -> bool {
    #[derive(Deserialize)]
    struct Marks {
        #[serde(rename = "schema_version")]
        _schema_version: IgnoredAny,
        #[serde(rename = "kind")]
        _kind: IgnoredAny,
    }
    let cut = || {
        let head = text.char_indices().nth(HEAD).map_or(text, |(end, _)| &text[..end]);
        ["\"schema_version\"", "\"kind\"", "\"taxonomy_version\""].iter().all(|mark| head.contains(mark))
    };
    serde_json::from_str::<Marks>(text).is_ok() || cut()
}

impl From<Baseline> for Stored {
    fn from(baseline: Baseline) -> Self {
        let resumes = baseline.resumes.into_iter().map(|resume| Standing {
            path: resume.path,
            skills: resume.skills,
            targets: resume
                .targets
                .into_iter()
                .map(|target| Aim {
                    kind: target.kind.into(),
                    id: target.id,
                    title: target.title,
                    coverage: target.coverage.map(|share| share.0),
                    coverage_required: target.coverage_required.map(|share| share.0),
                    covered: target.covered,
                })
                .collect(),
        });
        Self { taxonomy_version: baseline.tool.taxonomy_version, resumes: resumes.collect() }
    }
}

impl From<Report> for Stored {
    fn from(report: Report) -> Self {
        let covered = report.covered.iter().map(|one| one.skill.clone().unwrap_or_else(|| one.name.clone())).collect();
        let mut skills: BTreeMap<String, Held> = BTreeMap::new();
        let mut add = |id: String, held: Option<Held>| {
            if let Some(held) = held {
                let known = skills.entry(id).or_insert(held);
                *known = (*known).max(held);
            }
        };
        for requirement in report.covered.into_iter().chain(report.partial).chain(report.missing) {
            if let Some(id) = requirement.skill {
                add(id, requirement.strength);
            }
            requirement.any_of.into_iter().for_each(|member| add(member.skill, member.strength));
        }
        report.other_skills.into_iter().for_each(|skill| add(skill.skill, Some(skill.strength)));
        let aim = Aim {
            kind: report.target.kind.into(),
            id: report.target.id,
            title: report.target.title,
            coverage: report.coverage.map(|share| share.0),
            coverage_required: report.coverage_required.map(|share| share.0),
            covered,
        };
        let standing = Standing { path: report.document.path, skills, targets: vec![aim] };
        Self { taxonomy_version: report.tool.taxonomy_version, resumes: vec![standing] }
    }
}
