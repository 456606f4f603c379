//! The files that the globs of a configuration mean.

use std::path::{Component, Path, PathBuf};

use glob::{MatchOptions, Pattern};

use super::{ConfigError, Named};
use crate::taxonomy::compile::shown;

/// `*` stays within a folder; what begins with a dot is named as such.
const OPTIONS: MatchOptions =
    MatchOptions { case_sensitive: true, require_literal_separator: true, require_literal_leading_dot: true };
/// Most files of one glob: who asks for more has named a folder that is no folder of resumes.
const MOST: usize = 10_000;

/// A glob that cannot be resolved to files.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// The glob means nothing.
    #[error("{0}")]
    Pattern(#[from] ConfigError),
    /// A folder that cannot be listed.
    #[error("{}: cannot be listed ({kind}); check its permissions", .path.display())]
    Folder {
        /// The folder.
        path: PathBuf,
        /// What the system says.
        kind: std::io::ErrorKind,
    },
}

/// Refuses a glob that is none, or that leads out of the repository.
pub(super) fn pattern(name: Named<'_>) -> Result<(), ConfigError> {
    let text = name.text;
    if text.trim().is_empty() {
        return Err(ConfigError::new(name.line, "an empty name is no file; take it out"));
    }
    let within = Path::new(text).components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
    if !within {
        let message = format!("{} leads out of the folder of this file; name files below it", shown(text));
        return Err(ConfigError::new(name.line, message));
    }
    match Pattern::new(text) {
        Ok(_) => Ok(()),
        Err(error) => Err(ConfigError::new(name.line, format!("{} is no glob: {}", shown(text), error.msg))),
    }
}

/// The files that a glob means, sorted, each as a path from `folder`.
///
/// # Errors
/// When it means no file: a check that looks at nothing must not pass. When a folder cannot be listed.
pub fn expand(name: Named<'_>, folder: &Path) -> Result<Vec<PathBuf>, FileError> {
    let root = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let absolute = format!("{}/{}", Pattern::escape(&root.to_string_lossy()), name.text.trim_start_matches("./"));
    let broken = |message: String| FileError::Pattern(ConfigError::new(name.line, message));
    let found = glob::glob_with(&absolute, OPTIONS).map_err(|error| broken(error.msg.to_string()))?;
    let mut files = Vec::new();
    for path in found {
        let path =
            path.map_err(|error| FileError::Folder { path: error.path().to_path_buf(), kind: error.error().kind() })?;
        if path.is_file() {
            files.push(path.strip_prefix(root).map(Path::to_path_buf).unwrap_or(path));
        }
        if files.len() > MOST {
            return Err(broken(format!(
                "{} means more than {MOST} files; name the folder of the resumes",
                shown(name.text)
            )));
        }
    }
    if files.is_empty() {
        return Err(broken(format!("{} means no file; check the name, or take it out", shown(name.text))));
    }
    files.sort();
    Ok(files)
}

/// Whether a path, from the folder of the configuration and with `/` between folders, is one that a glob means.
pub fn matches(pattern: &str, path: &str) -> bool {
    let clean = pattern.trim_start_matches("./");
    Pattern::new(clean).is_ok_and(|pattern| pattern.matches_with(path, OPTIONS))
}
