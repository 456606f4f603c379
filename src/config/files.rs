//! The files that the globs of a configuration mean.

use std::io::ErrorKind;
use std::path::{Component, Path, PathBuf};

use glob::{MatchOptions, Pattern};
use ignore::WalkBuilder;

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
    let broken = |message: String| FileError::Pattern(ConfigError::new(name.line, message));
    let parts: Vec<&str> = name.text.split('/').filter(|part| !matches!(*part, "" | ".")).collect();
    let pattern = Pattern::new(&parts.join("/")).map_err(|error| broken(error.msg.to_string()))?;
    let mut files = Vec::new();
    for path in candidates(root, &parts) {
        let path = path?;
        let file = path.strip_prefix(root).unwrap_or(&path);
        if pattern.matches_path_with(file, OPTIONS) && path.is_file() {
            files.push(file.to_path_buf());
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

/// What may be a file that the parts of a glob mean: one, or all below the folders that it names before its first sign.
/// The search of the crate `glob` panics on names that are no text.
fn candidates(root: &Path, parts: &[&str]) -> Box<dyn Iterator<Item = Result<PathBuf, FileError>>> {
    let named = parts.iter().take_while(|part| !part.contains(['*', '?', '['])).count();
    let base = parts[..named].iter().fold(root.to_path_buf(), |path, part| path.join(part));
    if named == parts.len() || !base.is_dir() {
        return Box::new(std::iter::once(Ok(base)));
    }
    let dotted = parts.iter().any(|part| part.starts_with(['.', '[']));
    let depth = (!parts.contains(&"**")).then_some(parts.len() - named);
    let mut walk = WalkBuilder::new(&base);
    walk.standard_filters(false).follow_links(true).max_depth(depth);
    walk.filter_entry(move |entry| {
        entry.depth() == 0 || dotted || !entry.file_name().as_encoded_bytes().starts_with(b".")
    });
    Box::new(walk.build().filter_map(move |entry| match entry {
        Ok(entry) => Some(Ok(entry.into_path())),
        // A link to nowhere, or in a circle, is no file.
        Err(error) if error.io_error().is_none_or(|error| error.kind() == ErrorKind::NotFound) => None,
        Err(error) => {
            let kind = error.io_error().map_or(ErrorKind::Other, std::io::Error::kind);
            Some(Err(FileError::Folder { path: place(&error).unwrap_or(&base).to_path_buf(), kind }))
        }
    }))
}

/// Where a search failed.
fn place(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => place(err),
        _ => None,
    }
}

/// Whether a path, from the folder of the configuration and with `/` between folders, is one that a glob means.
pub fn matches(pattern: &str, path: &str) -> bool {
    let clean = pattern.trim_start_matches("./");
    Pattern::new(clean).is_ok_and(|pattern| pattern.matches_with(path, OPTIONS))
}
