//! The folder that a configuration is for, and how its files are called.

use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};

use gapcheck::config::FILE_NAME;

use crate::cli::Failure;
use crate::cli::failure::{shown, why};

/// Largest configuration, in bytes.
const LARGEST: u64 = 1 << 20;

/// A folder with its configuration.
pub struct Repository {
    /// The folder, as it leads there from where the program runs; empty for that place itself.
    folder: PathBuf,
    /// The folder, from the root of the file system.
    absolute: PathBuf,
    /// The configuration as it is shown.
    pub shown: String,
    /// Its text.
    pub text: String,
    /// Name of its file, when it is not the usual one.
    own_name: bool,
    file_name: String,
}

/// Files and folders that a check is about, by their path from the folder of the configuration.
pub type Selection = BTreeSet<String>;

impl Repository {
    /// Finds the configuration: the one that is given, or the nearest above the first path or the current folder.
    ///
    /// # Errors
    /// When there is none, or it cannot be read.
    pub fn find(config: Option<&Path>, paths: &[PathBuf]) -> Result<Self, Failure> {
        let here = std::env::current_dir()
            .and_then(|here| here.canonicalize())
            .map_err(|error| Failure::NotReadable { path: "the current folder".to_string(), why: why(error.kind()) })?;
        let file = match config {
            Some(file) => located(file),
            None => above(&paths.first().map_or_else(|| here.clone(), |path| located(path)))?,
        };
        let absolute = file.parent().unwrap_or(&here).to_path_buf();
        let folder = relative(&absolute, &here);
        let file_name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let name = slashed(&folder.join(&file_name));
        let not_read = |why: String| Failure::NotReadable { path: name.clone(), why };
        let about = std::fs::metadata(&file).map_err(|error| not_read(why(error.kind())))?;
        if about.len() > LARGEST {
            return Err(not_read("it is larger than 1 MiB".to_string()));
        }
        let text = std::fs::read_to_string(&file).map_err(|error| match error.kind() {
            std::io::ErrorKind::InvalidData => not_read("it is not UTF-8".to_string()),
            kind => not_read(why(kind)),
        })?;
        let own_name = config.is_some() && file_name != FILE_NAME;
        Ok(Self { folder, absolute, shown: name, text, own_name, file_name })
    }

    /// The folder, as it leads there from where the program runs.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Where a file is, by its path from this folder.
    pub fn path(&self, key: &str) -> PathBuf {
        self.folder.join(key)
    }

    /// A file as it is shown, by its path from this folder.
    pub fn show(&self, key: &str) -> String {
        slashed(&self.path(key))
    }

    /// The name of the configuration in this folder.
    pub fn config_key(&self) -> &str {
        &self.file_name
    }

    /// The baseline that is heeded where it is, when the configuration names none: `gapcheck.baseline.json` beside
    /// `gapcheck.toml`.
    pub fn usual_baseline(&self) -> String {
        Path::new(&self.file_name).with_extension("baseline.json").to_string_lossy().into_owned()
    }

    /// The command that checks this repository, with more arguments, from where the program runs.
    pub fn command(&self, more: &str) -> String {
        match self.own_name || !self.folder.as_os_str().is_empty() {
            true => format!("gapcheck check --config {} {more}", self.shown),
            false => format!("gapcheck check {more}"),
        }
    }

    /// What some paths mean here; `None` for everything.
    ///
    /// # Errors
    /// When one is not there, or not here.
    pub fn selection(&self, paths: &[PathBuf]) -> Result<Option<Selection>, Failure> {
        let mut selection = Selection::new();
        for path in paths {
            let there = located(path);
            if !there.exists() {
                return Err(Failure::Missing { path: shown(path), near: String::new() });
            }
            let Ok(key) = there.strip_prefix(&self.absolute) else {
                let message = format!("{} is not in the folder of {}; check it by itself", shown(path), self.shown);
                return Err(Failure::Usage(message));
            };
            if key.as_os_str().is_empty() {
                return Ok(None);
            }
            selection.insert(slashed(key));
        }
        Ok((!paths.is_empty()).then_some(selection))
    }
}

/// The nearest configuration in a folder, beside a file, or above.
fn above(from: &Path) -> Result<PathBuf, Failure> {
    let found = from.ancestors().map(|folder| folder.join(FILE_NAME)).find(|file| file.is_file());
    found.ok_or_else(|| {
        Failure::Usage(format!(
            "there is no {FILE_NAME} here or in a folder above; `gapcheck init` writes one for the files that it finds"
        ))
    })
}

/// A path from the root, with the links of its folders followed and its own kept.
fn located(path: &Path) -> PathBuf {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    if absolute.is_dir() {
        return absolute.canonicalize().unwrap_or(absolute);
    }
    match (absolute.parent().map(Path::canonicalize), absolute.file_name()) {
        (Some(Ok(parent)), Some(name)) => parent.join(name),
        _ => absolute,
    }
}

/// How one folder is reached from another.
fn relative(to: &Path, from: &Path) -> PathBuf {
    let common = to.components().zip(from.components()).take_while(|(a, b)| a == b).count();
    if common == 0 {
        return to.to_path_buf();
    }
    let up = from.components().skip(common).map(|_| Component::ParentDir);
    up.chain(to.components().skip(common)).collect()
}

/// A path with `/` between its parts on every system, without what could move the cursor of a terminal.
pub fn slashed(path: &Path) -> String {
    let text = shown(path);
    if std::path::MAIN_SEPARATOR == '/' { text } else { text.replace(std::path::MAIN_SEPARATOR, "/") }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::relative;

    #[test]
    fn folders_are_reached_from_each_other() {
        let way = |to: &str, from: &str| relative(Path::new(to), Path::new(from)).display().to_string();
        assert_eq!(way("/a/b", "/a/b"), "");
        assert_eq!(way("/a/b/c", "/a"), "b/c");
        assert_eq!(way("/a", "/a/b/c"), "../..");
        assert_eq!(way("/a/x", "/a/b"), "../x");
    }
}
