//! `gapcheck.toml`: what a repository asks of its resumes.
//!
//! [`parse`] reads the file, [`Config::groups`] resolves the names in it against a taxonomy. A mistake is a
//! [`ConfigError`] with its line, never a guess: an unknown key is refused with the one that was probably meant.
//! `schema/config.v1.json` is the same for editors, `docs/ci.md` explains every key.

mod error;
mod file;
mod files;
mod group;
#[cfg(test)]
mod schema;
mod share;

pub use error::ConfigError;
pub use file::{ConfigFile, ResumeTable, SilenceTable};
pub use files::{FileError, expand, matches};
pub use group::{Group, Named, Names, Rules};
pub use share::{Share, parse_share};

use std::collections::BTreeMap;

use crate::finding::Severity;
use crate::taxonomy::Taxonomy;
use crate::taxonomy::compile::nearest;

/// The file that is looked for.
pub const FILE_NAME: &str = "gapcheck.toml";

/// Words under which a document is taken for one that was not read.
pub const MINIMUM_WORDS: usize = 40;

/// A configuration: read, not yet resolved.
#[derive(Debug, Clone)]
pub struct Config {
    file: ConfigFile,
    text: String,
}

/// Something that is silenced by the configuration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Silence {
    /// Code of the findings.
    pub code: String,
    /// Glob of the files; `None` for all.
    pub files: Option<String>,
    /// Id of the skill that a finding is about; `None` for all.
    pub skill: Option<String>,
    /// Why.
    pub reason: String,
    /// Line of the configuration, from 1.
    pub line: usize,
}

/// How findings of a code weigh: as configured, or `None` where they are turned off. Codes that are not in it weigh as
/// they come.
pub type Severities = BTreeMap<String, Option<Severity>>;

/// Reads a configuration.
///
/// # Errors
/// The first thing that is wrong with its form, with its line.
pub fn parse(text: &str) -> Result<Config, ConfigError> {
    let file: ConfigFile = toml::from_str(text).map_err(|error| error::of_toml(text, &error))?;
    let config = Config { file, text: text.to_string() };
    if config.file.resumes.is_empty() && config.file.resume.is_empty() {
        return Err(ConfigError::new(
            1,
            "no resume is named; give their files with `resumes = [\"cv.tex\"]`, or write the file with `gapcheck init`",
        ));
    }
    Ok(config)
}

impl Config {
    /// Files of the user's own skills, as they are named.
    pub fn taxonomy(&self) -> impl Iterator<Item = Named<'_>> {
        self.named(&self.file.taxonomy)
    }

    /// File of the baseline, as it is named.
    pub fn baseline(&self) -> Option<Named<'_>> {
        self.file.baseline.as_ref().map(|name| self.name(name))
    }

    fn line(&self, offset: usize) -> usize {
        crate::taxonomy::load::line_of(&self.text, offset)
    }

    fn name<'a>(&self, name: &'a toml::Spanned<String>) -> Named<'a> {
        Named { text: name.get_ref(), line: self.line(name.span().start) }
    }

    fn named<'a>(&'a self, names: &'a [toml::Spanned<String>]) -> impl Iterator<Item = Named<'a>> {
        names.iter().map(|name| self.name(name))
    }

    /// Whether a rule is named that stays off otherwise, and not turned off.
    pub fn asks_for(&self, code: &str) -> bool {
        self.file.rules.iter().any(|(name, setting)| name.get_ref() == code && setting.severity().is_some())
    }

    /// The severities that are configured.
    ///
    /// # Errors
    /// A code that is none of `codes`, or that cannot be weighed otherwise.
    pub fn severities(&self, codes: &[&str], fixed: &[&str]) -> Result<Severities, ConfigError> {
        let mut severities = Severities::new();
        for (code, setting) in &self.file.rules {
            let line = self.line(code.span().start);
            let code = code.get_ref();
            self.code(code, line, codes)?;
            if fixed.contains(&code.as_str()) {
                let message =
                    format!("`{code}` cannot be weighed otherwise: nothing was judged then; take the line out");
                return Err(ConfigError::new(line, message));
            }
            severities.insert(code.clone(), setting.severity());
        }
        Ok(severities)
    }

    /// What is silenced.
    ///
    /// # Errors
    /// An unknown code or skill, an empty reason, a broken glob.
    pub fn silences(&self, codes: &[&str], taxonomy: &Taxonomy) -> Result<Vec<Silence>, ConfigError> {
        let mut silences = Vec::new();
        for table in &self.file.silence {
            let code = self.name(&table.code);
            self.code(code.text, code.line, codes)?;
            let reason = self.name(&table.reason);
            if reason.text.trim().is_empty() {
                return Err(ConfigError::new(reason.line, "the reason is empty; say in a few words why this may stay"));
            }
            if let Some(pattern) = &table.files {
                files::pattern(self.name(pattern))?;
            }
            let skill = table.skill.as_ref().map(|skill| group::skill(self.name(skill), taxonomy)).transpose()?;
            silences.push(Silence {
                code: code.text.to_string(),
                files: table.files.as_ref().map(|pattern| pattern.get_ref().clone()),
                skill: skill.map(|skill| taxonomy.at(skill).id.clone()),
                reason: reason.text.trim().to_string(),
                line: code.line,
            });
        }
        Ok(silences)
    }

    fn code(&self, code: &str, line: usize, codes: &[&str]) -> Result<(), ConfigError> {
        if codes.contains(&code) {
            return Ok(());
        }
        let near = match nearest(code, codes.iter().copied()) {
            near if near.is_empty() => "; docs/ci.md lists them".to_string(),
            near => near,
        };
        let shown = crate::taxonomy::compile::shown(code);
        Err(ConfigError::new(line, format!("{shown} is no code of a finding{near}")))
    }
}

#[cfg(test)]
mod tests;
