//! Which file is judged by what.

use std::collections::{BTreeMap, BTreeSet};

use gapcheck::ci;
use gapcheck::config::{self, Config, ConfigError, FileError, Group, Named, Rules};
use gapcheck::taxonomy::Taxonomy;

use super::Stop;
use super::repository::{Repository, Selection, slashed};
use crate::cli::Failure;
use crate::cli::lookup::{self, Target};
use crate::cli::options::{DEFAULT_ROLE, StageArg};

/// A resume, by its path from the folder of the configuration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resume {
    /// Its path.
    pub key: String,
    /// Index of its group.
    pub group: usize,
    /// Line of the configuration that names it.
    pub line: usize,
    /// The postings that it is compared with.
    pub postings: Vec<String>,
}

/// The files that a configuration names.
pub struct Files {
    resumes: Vec<Resume>,
    /// Role files and postings of each group, to know what a change of theirs concerns.
    concerned: Vec<BTreeSet<String>>,
}

impl Files {
    /// Finds them. A file belongs to the first group that names it.
    ///
    /// # Errors
    /// A name that means no file.
    pub fn find(config: &Config, repository: &Repository) -> Result<Self, ConfigError> {
        let mut resumes: BTreeMap<String, Resume> = BTreeMap::new();
        let mut concerned = Vec::new();
        for (group, names) in config.names()?.into_iter().enumerate() {
            let mut postings: BTreeMap<String, usize> = BTreeMap::new();
            for name in &names.postings {
                for key in expand(*name, repository)? {
                    postings.entry(key).or_insert(name.line);
                }
            }
            for name in &names.files {
                for key in expand(*name, repository)? {
                    let resume = || Resume {
                        key: key.clone(),
                        group,
                        line: name.line,
                        postings: postings.keys().filter(|posting| **posting != key).cloned().collect(),
                    };
                    resumes.entry(key.clone()).or_insert_with(resume);
                }
            }
            let roles = names.roles.iter().map(|role| role.text.to_string());
            concerned.push(postings.into_keys().chain(roles).collect());
        }
        Ok(Self { resumes: resumes.into_values().collect(), concerned })
    }

    /// The resumes that a selection concerns: they themselves, their postings and role files, or what concerns all.
    ///
    /// # Errors
    /// When a path that the user named concerns none.
    pub fn select(
        self,
        selection: Option<&Selection>,
        named: bool,
        config: &Config,
        repository: &Repository,
    ) -> Result<Vec<Resume>, Failure> {
        let Some(selection) = selection else { return Ok(self.resumes) };
        let mut for_all: BTreeSet<&str> = config.taxonomy().chain(config.baseline()).map(|name| name.text).collect();
        let usual = repository.usual_baseline();
        for_all.extend([repository.config_key(), &usual]);
        if selection.iter().any(|key| for_all.contains(key.as_str())) {
            return Ok(self.resumes);
        }
        let Self { resumes, concerned } = self;
        let under =
            |key: &str, path: &str| key == path || key.strip_prefix(path).is_some_and(|rest| rest.starts_with('/'));
        let concerns = |path: &str, resume: &Resume| {
            under(&resume.key, path) || concerned[resume.group].iter().any(|key| under(key, path))
        };
        let idle = selection.iter().find(|path| !resumes.iter().any(|resume| concerns(path, resume)));
        if let (true, Some(path)) = (named, idle) {
            let (path, config) = (repository.show(path), &repository.shown);
            return Err(Failure::Usage(format!(
                "{path} is no resume or posting of {config}; name it in `resumes` there"
            )));
        }
        Ok(resumes.into_iter().filter(|resume| selection.iter().any(|path| concerns(path, resume))).collect())
    }
}

fn expand(name: Named<'_>, repository: &Repository) -> Result<Vec<String>, ConfigError> {
    let files = config::expand(name, repository.folder()).map_err(|error| match error {
        FileError::Pattern(error) => error,
        folder @ FileError::Folder { .. } => ConfigError::new(name.line, folder.to_string()),
    })?;
    Ok(files.iter().map(|file| slashed(file)).collect())
}

/// What each resume is compared with.
pub struct Plan<'a> {
    /// The resumes, by path.
    pub resumes: &'a [Resume],
    /// What is asked of each group.
    pub rules: Vec<&'a Rules>,
    /// The roles of each group.
    pub roles: Vec<Vec<Target<'a>>>,
}

impl<'a> Plan<'a> {
    /// Looks the roles up.
    ///
    /// # Errors
    /// A role that is none, a role file with a mistake.
    pub fn new(
        groups: &'a [Group<'a>],
        resumes: &'a [Resume],
        taxonomy: &'a Taxonomy,
        repository: &Repository,
    ) -> Result<Self, Stop> {
        let mut roles = Vec::new();
        for group in groups {
            let mut of_group = Vec::new();
            let by_default = Named { text: DEFAULT_ROLE, line: group.names.files.first().map_or(1, |file| file.line) };
            let names = match group.names.roles.as_slice() {
                [] if group.names.postings.is_empty() => std::slice::from_ref(&by_default),
                names => names,
            };
            for name in names {
                of_group.push(role(*name, group, taxonomy, repository)?);
            }
            roles.push(of_group);
        }
        Ok(Self { resumes, rules: groups.iter().map(|group| &group.rules).collect(), roles })
    }
}

fn role<'t>(
    name: Named<'_>,
    group: &Group<'_>,
    taxonomy: &'t Taxonomy,
    repository: &Repository,
) -> Result<Target<'t>, Stop> {
    let wanted = match taxonomy.role(name.text) {
        Some(_) => name.text.to_string(),
        None => repository.path(name.text).to_string_lossy().into_owned(),
    };
    let stage = StageArg { stage: group.names.stage.map(Into::into) };
    let found = lookup::role(&wanted, taxonomy).and_then(|target| target.at_stage(&stage, taxonomy));
    found.map_err(|failure| match failure {
        Failure::RoleFile { path, error } => {
            Stop::At(vec![ci::configuration(&path, &ConfigError::new(error.line, error.message))])
        }
        // What is wrong is in the configuration, not in what was made of it.
        Failure::UnknownRole { near, .. } => {
            at(name, &Failure::UnknownRole { name: name.text.to_string(), near }, repository)
        }
        failure @ Failure::NoStage { .. } => at(name, &failure, repository),
        other => Stop::Failed(other),
    })
}

fn at(name: Named<'_>, failure: &Failure, repository: &Repository) -> Stop {
    Stop::At(vec![ci::configuration(&repository.shown, &ConfigError::new(name.line, failure.to_string()))])
}
