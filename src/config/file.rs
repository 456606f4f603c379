//! The form of `gapcheck.toml`. The comments here are what editors show.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use super::Share;
use crate::lint::Setting;
use crate::taxonomy::Stage;

/// What a repository asks of its resumes. Paths and globs count from the folder of this file.
#[derive(Debug, Clone, Default, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct ConfigFile {
    /// Files or globs of the resumes that the keys below are for. `*` stays within a folder, `**` does not.
    #[cfg_attr(test, schemars(with = "Vec<String>"))]
    pub resumes: Vec<Spanned<String>>,
    /// Roles to compare with: ids of `gapcheck role list`, or role files. Without roles and postings it is
    /// `machine-learning-engineer`.
    #[cfg_attr(test, schemars(with = "Vec<String>"))]
    pub roles: Vec<Spanned<String>>,
    /// Files or globs of postings (job descriptions) to compare with.
    #[cfg_attr(test, schemars(with = "Vec<String>"))]
    pub postings: Vec<Spanned<String>>,
    /// The stage of a career that the roles are weighed for.
    #[cfg_attr(test, schemars(with = "Option<String>", extend("enum" = ["entry", "mid", "senior"])))]
    pub stage: Option<Stage>,
    /// Coverage of each target, at least.
    pub minimum_coverage: Option<Share>,
    /// Coverage of what each target requires, at least.
    pub minimum_required_coverage: Option<Share>,
    /// Words that must be read from each resume, at least. 40 without it.
    pub minimum_words: Option<u32>,
    /// Skills that each resume must name: ids, names or aliases.
    #[cfg_attr(test, schemars(with = "Vec<String>"))]
    pub require: Vec<Spanned<String>>,
    /// Skills that no resume may claim.
    #[cfg_attr(test, schemars(with = "Vec<String>"))]
    pub forbid: Vec<Spanned<String>>,
    /// How strongly skills must be shown: `demonstrated` (in a job or project), `listed` or `implied`.
    #[cfg_attr(test, schemars(with = "BTreeMap<String, MinimumStrength>"))]
    pub minimum_strength: BTreeMap<Spanned<String>, MinimumStrength>,
    /// Resumes with keys of their own. A key in such a table takes the place of the one above. A file belongs to the
    /// first table that names it, before `resumes` above.
    pub resume: Vec<ResumeTable>,
    /// File of the baseline, which `gapcheck check --update-baseline` writes.
    #[cfg_attr(test, schemars(with = "Option<String>"))]
    pub baseline: Option<Spanned<String>>,
    /// Files of your own skills, as `--taxonomy` takes them.
    #[cfg_attr(test, schemars(with = "Vec<String>"))]
    pub taxonomy: Vec<Spanned<String>>,
    /// How findings weigh, by code: `error` fails the check, `off` is not looked for.
    #[cfg_attr(test, schemars(with = "BTreeMap<String, Setting>"))]
    pub rules: BTreeMap<Spanned<String>, Setting>,
    /// Findings that may stay, each with the reason.
    pub silence: Vec<SilenceTable>,
}

/// Resumes with keys of their own.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ResumeTable {
    /// Files or globs.
    #[cfg_attr(test, schemars(with = "Vec<String>"))]
    pub files: Vec<Spanned<String>>,
    /// As above.
    #[cfg_attr(test, schemars(with = "Option<Vec<String>>"))]
    pub roles: Option<Vec<Spanned<String>>>,
    /// As above.
    #[cfg_attr(test, schemars(with = "Option<Vec<String>>"))]
    pub postings: Option<Vec<Spanned<String>>>,
    /// As above.
    #[cfg_attr(test, schemars(with = "Option<String>", extend("enum" = ["entry", "mid", "senior"])))]
    pub stage: Option<Stage>,
    /// As above.
    pub minimum_coverage: Option<Share>,
    /// As above.
    pub minimum_required_coverage: Option<Share>,
    /// As above.
    pub minimum_words: Option<u32>,
    /// As above.
    #[cfg_attr(test, schemars(with = "Option<Vec<String>>"))]
    pub require: Option<Vec<Spanned<String>>>,
    /// As above.
    #[cfg_attr(test, schemars(with = "Option<Vec<String>>"))]
    pub forbid: Option<Vec<Spanned<String>>>,
    /// As above.
    #[cfg_attr(test, schemars(with = "Option<BTreeMap<String, MinimumStrength>>"))]
    pub minimum_strength: Option<BTreeMap<Spanned<String>, MinimumStrength>>,
}

/// A finding that may stay.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SilenceTable {
    /// Code of the findings.
    #[cfg_attr(test, schemars(with = "String"))]
    pub code: Spanned<String>,
    /// Glob of the files; all without it.
    #[cfg_attr(test, schemars(with = "Option<String>"))]
    pub files: Option<Spanned<String>>,
    /// The skill that the finding is about; any without it.
    #[cfg_attr(test, schemars(with = "Option<String>"))]
    pub skill: Option<Spanned<String>>,
    /// Why it may stay.
    #[cfg_attr(test, schemars(with = "String"))]
    pub reason: Spanned<String>,
}

/// How strongly a skill must be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum MinimumStrength {
    /// In a job or project.
    Demonstrated,
    /// Named anywhere.
    Listed,
    /// Named, or through a narrower skill or a tool of it.
    Implied,
}
