//! From paths, folders and patterns to files.

use std::collections::BTreeSet;
use std::ffi::{OsStr, OsString};
use std::io::{self, BufRead, Read};
use std::path::{Component, Path, PathBuf};

use ignore::WalkBuilder;
use ignore::overrides::OverrideBuilder;

use super::Trouble;

/// How folders are searched.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FindOptions {
    /// Whether `.gitignore`, `.ignore` and the like leave files out.
    pub heed_ignore_files: bool,
    /// Files of ours that may lie in the folder: left out wherever a folder or a pattern would name them.
    pub leave_out: Vec<PathBuf>,
}

/// A path with what stands in the way of reading it, if that is known already.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// As given, or as given for the folder.
    pub path: PathBuf,
    /// A folder that cannot be opened, a pattern that nothing matches.
    pub trouble: Option<Trouble>,
}

/// Every file that a path stands for: itself, those of a folder, those that match a pattern. What is given is never
/// dropped: a path that leads nowhere is found with its trouble.
///
/// Folders are searched all the way down, hidden files and folders left out. Links to files are files; links to folders
/// are not followed, unless they are given themselves.
pub fn find<'o>(path: &Path, options: &'o FindOptions) -> Box<dyn Iterator<Item = Found> + Send + 'o> {
    let path = tidy(path);
    let about = std::fs::metadata(&path);
    if about.as_ref().is_ok_and(std::fs::Metadata::is_dir) {
        return Box::new(walk(&path, None, options));
    }
    if let Some((root, pattern)) = about.is_err().then(|| pattern(&path)).flatten() {
        return Box::new(matching(path, &root, &pattern, options));
    }
    Box::new(std::iter::once(Found { path, trouble: None }))
}

/// The same path without `.` and doubled separators: two ways to write it are one file.
fn tidy(path: &Path) -> PathBuf {
    let tidy: PathBuf = path.components().filter(|part| *part != Component::CurDir).collect();
    if tidy.as_os_str().is_empty() { PathBuf::from(".") } else { tidy }
}

/// The files of a folder, those that match a pattern if there is one.
fn walk<'o>(
    folder: &Path,
    pattern: Option<ignore::overrides::Override>,
    options: &'o FindOptions,
) -> impl Iterator<Item = Found> + Send + use<'o> {
    let mut builder = WalkBuilder::new(folder);
    builder.standard_filters(options.heed_ignore_files).require_git(false);
    // A pattern would bring hidden files back.
    builder.filter_entry(|entry| entry.depth() == 0 || !entry.file_name().as_encoded_bytes().starts_with(b"."));
    if let Some(pattern) = pattern {
        builder.overrides(pattern);
    }
    let folder = folder.to_path_buf();
    builder.build().filter_map(move |entry| match entry {
        Ok(entry) if entry.file_type().is_some_and(|kind| kind.is_dir()) => None,
        Ok(entry) => {
            let link = entry.path_is_symlink();
            let path = tidy(entry.path());
            let leads_to_folder = link && path.is_dir();
            let ours = options.leave_out.iter().any(|ours| same_file(ours, &path));
            (!leads_to_folder && !ours).then_some(Found { path, trouble: None })
        }
        Err(error) => Some(not_walked(&folder, error)),
    })
}

fn same_file(ours: &Path, path: &Path) -> bool {
    ours.file_name() == path.file_name()
        && std::path::absolute(path).is_ok_and(|path| path == *ours || canonical(&path) == canonical(ours))
}

fn canonical(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_path_buf())
}

/// A part of a folder that cannot be searched.
fn not_walked(folder: &Path, error: ignore::Error) -> Found {
    let path = place(&error).map_or_else(|| folder.to_path_buf(), tidy);
    let error = error.into_io_error().unwrap_or_else(|| io::Error::from(io::ErrorKind::Other));
    let trouble = match error.kind() {
        io::ErrorKind::PermissionDenied => {
            Trouble::passing("not-permitted", "the folder may not be searched; check its permissions")
        }
        kind => Trouble::passing("not-searched", format!("the folder cannot be searched ({kind}); check the disk")),
    };
    Found { path, trouble: Some(trouble) }
}

fn place(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => place(err),
        _ => None,
    }
}

/// A path with `*`, `?`, `[` or `{` in it: the folder before the first part that has one, and the rest.
fn pattern(path: &Path) -> Option<(PathBuf, String)> {
    let special = |part: &OsStr| part.to_string_lossy().contains(['*', '?', '[', '{']);
    let parts: Vec<_> = path.components().collect();
    let first = parts.iter().position(|part| special(part.as_os_str()))?;
    let root: PathBuf = parts[..first].iter().collect();
    let rest: PathBuf = parts[first..].iter().collect();
    Some((tidy(&root), rest.to_str()?.replace('\\', "/")))
}

/// The files under a folder that match a pattern.
fn matching<'o>(
    given: PathBuf,
    root: &Path,
    pattern: &str,
    options: &'o FindOptions,
) -> impl Iterator<Item = Found> + Send + use<'o> {
    let mut overrides = OverrideBuilder::new(root);
    // Without the slash a pattern would match at any depth.
    let built = overrides.add(&format!("/{pattern}")).and_then(|builder| builder.build());
    let mut found = built
        .ok()
        .filter(|_| root.is_dir())
        .map(|pattern| walk(root, Some(pattern), options))
        .into_iter()
        .flatten()
        .peekable();
    let none = Found { path: given, trouble: Some(Trouble::passing("missing", "no file matches; check the pattern")) };
    let none = found.peek().is_none().then_some(none);
    found.chain(none)
}

/// The paths of a list: between NUL bytes when there is one in its beginning, else one to a line.
pub fn listed(list: impl Read) -> Listed<impl BufRead> {
    let mut list = io::BufReader::with_capacity(64 << 10, list);
    // A path is far shorter than the buffer.
    let separator = match list.fill_buf() {
        Ok(beginning) if beginning.contains(&0) => 0,
        _ => b'\n',
    };
    Listed { list, separator }
}

/// The paths of a list.
pub struct Listed<R> {
    list: R,
    separator: u8,
}

impl<R: BufRead> Iterator for Listed<R> {
    type Item = io::Result<PathBuf>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let mut path = Vec::new();
            match self.list.read_until(self.separator, &mut path) {
                Ok(0) => return None,
                Ok(_) => {}
                Err(error) => return Some(Err(error)),
            }
            if path.last() == Some(&self.separator) {
                path.pop();
            }
            if self.separator == b'\n' && path.last() == Some(&b'\r') {
                path.pop();
            }
            if !path.is_empty() {
                return Some(Ok(PathBuf::from(os_string(path))));
            }
        }
    }
}

#[cfg(unix)]
pub(super) fn os_string(bytes: Vec<u8>) -> OsString {
    std::os::unix::ffi::OsStringExt::from_vec(bytes)
}

#[cfg(not(unix))]
pub(super) fn os_string(bytes: Vec<u8>) -> OsString {
    String::from_utf8_lossy(&bytes).into_owned().into()
}

/// The postings of `--job`: files as they are, those of folders in their place, by name.
pub fn files_of(paths: &[PathBuf]) -> Vec<PathBuf> {
    let options = FindOptions::default();
    let of = |path: &PathBuf| -> BTreeSet<PathBuf> {
        if path.is_dir() { find(path, &options).map(|found| found.path).collect() } else { [path.clone()].into() }
    };
    paths.iter().flat_map(of).collect()
}
