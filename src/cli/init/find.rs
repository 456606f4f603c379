//! The files of a folder that may be resumes or postings, and what stands against others.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use gapcheck::document::DocumentKind;
use ignore::WalkBuilder;

use crate::cli::input::may_be_document;

/// Folders below the one that is looked through.
const DEPTH: usize = 3;
/// Most files that are read.
pub const MOST: usize = 200;
/// Folders of other programs.
const SKIPPED: [&str; 4] = ["node_modules", "target", "venv", "vendor"];
/// What our own files begin with.
const OURS: &str = "gapcheck.";
/// Parts of names that tell what a file is when its text does not.
const RESUME_NAMES: [&str; 4] = ["resume", "cv", "curriculum", "lebenslauf"];
const POSTING_NAMES: [&str; 5] = ["posting", "job", "vacancy", "position", "stelle"];
/// Words of a name, or of that of a folder, that say that something newer took its place.
const OLD_NAMES: [&str; 11] = [
    "old", "older", "archive", "archives", "archived", "archiv", "backup", "backups", "previous", "outdated",
    "obsolete",
];

/// Why a file is not named in the configuration.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// By `.gitignore`.
    Ignored,
    /// By its name or folder.
    Old,
    /// Nothing came out of it.
    Unread,
    /// A resume without a skill.
    NoSkill,
    /// Its text tells nothing.
    Neither,
    /// There are too many.
    NotLookedAt,
    /// Its name cannot be written down.
    Unnamed,
}

impl Why {
    /// In a few words.
    pub fn says(self) -> &'static str {
        match self {
            Self::Ignored => "git ignores it, so a fresh clone is without it",
            Self::Old => "an older version, by its name or folder",
            Self::Unread => "cannot be read; `gapcheck text` says why",
            Self::NoSkill => "no skill was found in it",
            Self::Neither => "reads neither like a resume nor like a posting",
            Self::Unnamed => "its name has control characters or is no text; rename it",
            Self::NotLookedAt => "not looked at, for there are too many files",
        }
    }
}

/// Files that may be a resume or a posting, and those that are left out without a look into them; both sorted.
pub fn files(folder: &Path) -> (Vec<PathBuf>, Vec<(PathBuf, Why)>) {
    let kept: BTreeSet<PathBuf> = walk(folder, true).collect();
    let (mut wanted, mut left) = (Vec::new(), Vec::new());
    for path in walk(folder, false).collect::<BTreeSet<_>>() {
        let key = path.strip_prefix(folder).unwrap_or(&path);
        let why = match () {
            () if !kept.contains(&path) => Some(Why::Ignored),
            () if !is_nameable(key) => Some(Why::Unnamed),
            () if is_old(key) => Some(Why::Old),
            () if wanted.len() == MOST => Some(Why::NotLookedAt),
            () => None,
        };
        match why {
            Some(why) => left.push((path, why)),
            None => wanted.push(path),
        }
    }
    (wanted, left)
}

/// The files of a folder by their endings, those that git ignores left out or not.
fn walk(folder: &Path, as_git: bool) -> impl Iterator<Item = PathBuf> {
    let mut builder = WalkBuilder::new(folder);
    // What one machine ignores for all repositories is no rule of this one.
    builder.standard_filters(false).git_ignore(as_git).git_exclude(as_git).parents(as_git).require_git(false);
    builder.max_depth(Some(DEPTH + 1)).filter_entry(|entry| {
        let name = entry.file_name().to_string_lossy().to_lowercase();
        entry.depth() == 0 || !(name.starts_with('.') || name.starts_with(OURS) || SKIPPED.contains(&name.as_str()))
    });
    builder.build().flatten().filter(|entry| entry.file_type().is_some_and(|kind| kind.is_file())).filter_map(|entry| {
        (entry.path().extension().is_some() && may_be_document(entry.path())).then(|| entry.into_path())
    })
}

/// What the name of a file, or of its folder, says that it is.
pub fn by_name(path: &Path) -> Option<DocumentKind> {
    match (is_called(path, &RESUME_NAMES), is_called(path, &POSTING_NAMES)) {
        (true, false) => Some(DocumentKind::Resume),
        (false, true) => Some(DocumentKind::Posting),
        _ => None,
    }
}

/// Whether a path can stand in a configuration as it is.
fn is_nameable(path: &Path) -> bool {
    path.to_str().is_some_and(|name| !name.contains(char::is_control))
}

fn is_old(path: &Path) -> bool {
    is_called(path, &OLD_NAMES)
}

/// Whether one of these names, or its plural, is a word of a path.
fn is_called(path: &Path, names: &[&str]) -> bool {
    let text = path.to_string_lossy().to_lowercase();
    text.split(|c: char| !c.is_alphanumeric())
        .any(|word| names.iter().any(|name| word == *name || word.strip_suffix('s') == Some(name)))
}
