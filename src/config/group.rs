//! Resumes that are judged alike, with the names of the configuration resolved.

use std::collections::BTreeMap;

use toml::Spanned;

use super::file::{MinimumStrength, ResumeTable};
use super::{Config, ConfigError, MINIMUM_WORDS, Share, files};
use crate::coverage::Strength;
use crate::taxonomy::compile::{nearest, shown};
use crate::taxonomy::{SkillIndex, Stage, Taxonomy};

/// A name in the configuration, with its line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Named<'a> {
    /// As written.
    pub text: &'a str,
    /// Line from 1.
    pub line: usize,
}

/// The files that are judged alike, and what they are compared with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Names<'a> {
    /// Files or globs of resumes, from the folder of the configuration.
    pub files: Vec<Named<'a>>,
    /// Ids of roles, or role files.
    pub roles: Vec<Named<'a>>,
    /// Files or globs of postings.
    pub postings: Vec<Named<'a>>,
    /// The stage that roles are weighed for.
    pub stage: Option<Stage>,
}

/// Resumes that are judged alike.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group<'a> {
    /// Its files.
    pub names: Names<'a>,
    /// What is asked of them.
    pub rules: Rules,
}

/// What is asked of a resume.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rules {
    /// Coverage of each target in thousandths, at least.
    pub coverage: Option<u32>,
    /// Coverage of what is required.
    pub coverage_required: Option<u32>,
    /// Words that must be read.
    pub words: usize,
    /// Skills that must be named, in the order of the taxonomy.
    pub require: Vec<SkillIndex>,
    /// Skills that must not be claimed.
    pub forbid: Vec<SkillIndex>,
    /// How strongly skills must be shown.
    pub strengths: BTreeMap<SkillIndex, Strength>,
}

impl Default for Rules {
    fn default() -> Self {
        Self {
            coverage: None,
            coverage_required: None,
            words: MINIMUM_WORDS,
            require: Vec::new(),
            forbid: Vec::new(),
            strengths: BTreeMap::new(),
        }
    }
}

impl Config {
    /// The files of each group: one group for each `[[resume]]`, then that of the top.
    ///
    /// # Errors
    /// A broken glob, or one that leads out of the folder.
    pub fn names(&self) -> Result<Vec<Names<'_>>, ConfigError> {
        let top = &self.file;
        let mut names = Vec::new();
        for table in &top.resume {
            names.push(Names {
                files: self.patterns(&table.files)?,
                roles: self.named(table.roles.as_ref().unwrap_or(&top.roles)).collect(),
                postings: self.patterns(table.postings.as_ref().unwrap_or(&top.postings))?,
                stage: table.stage.or(top.stage),
            });
        }
        if !top.resumes.is_empty() {
            names.push(Names {
                files: self.patterns(&top.resumes)?,
                roles: self.named(&top.roles).collect(),
                postings: self.patterns(&top.postings)?,
                stage: top.stage,
            });
        }
        Ok(names)
    }

    /// The groups, with the skills that they ask for.
    ///
    /// # Errors
    /// As [`names`](Self::names); an unknown skill, or one that is both asked for and forbidden.
    pub fn groups(&self, taxonomy: &Taxonomy) -> Result<Vec<Group<'_>>, ConfigError> {
        let top = &self.file;
        let table = |table: &ResumeTable| {
            let share = |own: Option<Share>, above: Option<Share>| own.or(above).map(|share| share.0);
            Ok(Rules {
                coverage: share(table.minimum_coverage, top.minimum_coverage),
                coverage_required: share(table.minimum_required_coverage, top.minimum_required_coverage),
                words: words(table.minimum_words.or(top.minimum_words)),
                require: self.skills(table.require.as_ref().unwrap_or(&top.require), taxonomy)?,
                forbid: self.skills(table.forbid.as_ref().unwrap_or(&top.forbid), taxonomy)?,
                strengths: self
                    .strengths(table.minimum_strength.as_ref().unwrap_or(&top.minimum_strength), taxonomy)?,
            })
        };
        let mut rules = top.resume.iter().map(table).collect::<Result<Vec<Rules>, ConfigError>>()?;
        if !top.resumes.is_empty() {
            rules.push(Rules {
                coverage: top.minimum_coverage.map(|share| share.0),
                coverage_required: top.minimum_required_coverage.map(|share| share.0),
                words: words(top.minimum_words),
                require: self.skills(&top.require, taxonomy)?,
                forbid: self.skills(&top.forbid, taxonomy)?,
                strengths: self.strengths(&top.minimum_strength, taxonomy)?,
            });
        }
        let groups: Vec<Group<'_>> =
            self.names()?.into_iter().zip(rules).map(|(names, rules)| Group { names, rules }).collect();
        groups.iter().try_for_each(|group| consistent(group, taxonomy))?;
        Ok(groups)
    }

    fn patterns<'a>(&'a self, names: &'a [Spanned<String>]) -> Result<Vec<Named<'a>>, ConfigError> {
        self.named(names).map(|name| files::pattern(name).map(|()| name)).collect()
    }

    fn skills(&self, names: &[Spanned<String>], taxonomy: &Taxonomy) -> Result<Vec<SkillIndex>, ConfigError> {
        let mut skills = names.iter().map(|name| skill(self.name(name), taxonomy)).collect::<Result<Vec<_>, _>>()?;
        skills.sort_unstable();
        skills.dedup();
        Ok(skills)
    }

    fn strengths(
        &self,
        names: &BTreeMap<Spanned<String>, MinimumStrength>,
        taxonomy: &Taxonomy,
    ) -> Result<BTreeMap<SkillIndex, Strength>, ConfigError> {
        let mut strengths = BTreeMap::new();
        for (name, least) in names {
            let least = match least {
                MinimumStrength::Demonstrated => Strength::Demonstrated,
                MinimumStrength::Listed => Strength::Listed,
                MinimumStrength::Implied => Strength::ImpliedByListed,
            };
            let name = self.name(name);
            if strengths.insert(skill(name, taxonomy)?, least).is_some() {
                let message = format!("{} stands here twice, by two of its names; keep one", shown(name.text));
                return Err(ConfigError::new(name.line, message));
            }
        }
        Ok(strengths)
    }
}

fn words(least: Option<u32>) -> usize {
    least.map_or(MINIMUM_WORDS, |words| words as usize)
}

/// Nothing is both asked for and forbidden.
fn consistent(group: &Group<'_>, taxonomy: &Taxonomy) -> Result<(), ConfigError> {
    let Rules { require, forbid, strengths, .. } = &group.rules;
    match forbid.iter().find(|skill| require.contains(skill) || strengths.contains_key(skill)) {
        Some(&skill) => {
            let name = &taxonomy.at(skill).name;
            let line = group.names.files.first().map_or(1, |file| file.line);
            let message = format!("{name} is both asked for and in `forbid`, for these files; take one out");
            Err(ConfigError::new(line, message))
        }
        None => Ok(()),
    }
}

/// The skill that a name means.
pub(super) fn skill(name: Named<'_>, taxonomy: &Taxonomy) -> Result<SkillIndex, ConfigError> {
    taxonomy.find(name.text.trim()).map(|(index, _)| index).ok_or_else(|| {
        let lower = name.text.trim().to_lowercase();
        let ids = taxonomy.skills.iter().map(|skill| skill.id.as_str());
        let near = match nearest(&lower.replace(' ', "-"), ids) {
            near if near.is_empty() => "; `gapcheck taxonomy list` prints all".to_string(),
            near => near,
        };
        ConfigError::new(name.line, format!("{} is no skill of the taxonomy{near}", shown(name.text)))
    })
}
