//! The labels of a folder: which documents there are, and what a reader found in each.

use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::Names;
use crate::document::DocumentKind;
use crate::taxonomy::Level;

/// What a reader found in one document. Fields that scoring does not need may stand beside these.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Labels {
    /// What the document is; a resume when nothing is said.
    #[serde(default, deserialize_with = "kind")]
    pub kind: Kind,
    /// One entry for each skill.
    #[serde(default)]
    pub skills: Vec<Label>,
    /// Places where something looks like a skill.
    #[serde(default)]
    pub traps: Vec<Trap>,
    /// What may be reported and need not be.
    #[serde(default)]
    pub optional: Vec<Optional>,
}

/// What a labelled document is read as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Kind {
    /// A person's resume.
    #[default]
    Resume,
    /// A job description.
    Posting,
}

impl Kind {
    /// The name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Resume => "resume",
            Self::Posting => "posting",
        }
    }
}

impl From<Kind> for DocumentKind {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Resume => Self::Resume,
            Kind::Posting => Self::Posting,
        }
    }
}

fn kind<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Kind, D::Error> {
    match String::deserialize(deserializer)?.as_str() {
        "resume" | "cv" => Ok(Kind::Resume),
        "posting" | "job" | "jd" => Ok(Kind::Posting),
        other => Err(serde::de::Error::custom(format!("kind is `{other}`; write `resume` or `posting`"))),
    }
}

/// A skill of a document.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Label {
    /// Its name; the scoring accepts the same name, a spelling of [`Names`], the surface, or a place of the surface.
    pub name: String,
    /// The words that name it.
    pub surface: String,
    /// Where they begin, in characters from the start of the text.
    #[serde(default)]
    pub start: usize,
    /// In a posting, the level at which it is asked for; absent when it is only named in duties or company text.
    #[serde(default)]
    pub requirement: Option<Level>,
    /// Whether the document says that it is not there: denied, being learned, not needed.
    #[serde(default)]
    pub negated: bool,
    /// False when the words only paraphrase it.
    #[serde(default = "yes")]
    pub explicit: bool,
}

fn yes() -> bool {
    true
}

/// A place where a matcher goes wrong.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Trap {
    /// The words.
    pub surface: String,
    /// Where they begin, in characters.
    pub start: usize,
    /// The skill that must not be reported from there; without one nothing is held against the place.
    #[serde(default)]
    pub looks_like: Option<String>,
    /// Why it is none.
    #[serde(default)]
    pub why: Option<String>,
    /// True when the reading looks wrong and is right: then it is no trap.
    #[serde(default)]
    pub is_real_skill: bool,
}

impl Trap {
    /// What must not be reported; `None` when the place is no trap after all.
    pub fn forbidden(&self) -> Option<&str> {
        self.looks_like.as_deref().filter(|name| !self.is_real_skill && !name.is_empty())
    }
}

/// A skill that may be reported and need not be.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Optional {
    /// Its name.
    pub name: String,
    /// The words that name it.
    pub surface: String,
    /// Where they begin, in characters.
    #[serde(default)]
    pub start: usize,
}

/// A document with its labels; the text is read by the caller.
#[derive(Debug, Clone, PartialEq)]
pub struct Case {
    /// Name of the document in the evaluation.
    pub id: String,
    /// The text that the labels are for.
    pub text: PathBuf,
    /// What a reader found.
    pub labels: Labels,
}

/// A folder with labels.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Folder {
    /// Documents by id.
    pub cases: Vec<Case>,
    /// Other spellings and categories of the names in the labels; empty without a `CANON.tsv`.
    pub names: Names,
}

/// Why a folder cannot be evaluated.
#[derive(Debug, thiserror::Error)]
pub enum LabelsError {
    /// It is not there, or it may not be read.
    #[error("{}: cannot be read ({why}); give a folder with labelled documents", .path.display())]
    Folder {
        /// The folder or file.
        path: PathBuf,
        /// What the system says.
        why: std::io::ErrorKind,
    },
    /// Nothing in it is labelled.
    #[error(
        "{}: no labelled document; a text stands beside its labels, as ID.txt and ID.json, or as NAME/resume.txt and \
         NAME/gold.json", .path.display()
    )]
    None {
        /// The folder.
        path: PathBuf,
    },
    /// Labels whose text is missing or not the only one.
    #[error("{}: {texts} text files (.txt) stand beside these labels; there must be one", .path.display())]
    Text {
        /// The labels.
        path: PathBuf,
        /// How many there are.
        texts: usize,
    },
    /// Labels with a mistake.
    #[error("{}: {message}", .path.display())]
    Form {
        /// The file.
        path: PathBuf,
        /// What is wrong, and where.
        message: String,
    },
}

/// Finds the labelled documents of a folder, by id: `ID.json` beside `ID.txt`, and `NAME/gold.json` beside one text.
/// Other files are left alone.
///
/// # Errors
/// When the folder cannot be read, holds no labels, or labels have a mistake.
pub fn load(folder: &Path) -> Result<Folder, LabelsError> {
    let mut cases = Vec::new();
    for path in entries(folder)? {
        if path.is_dir() {
            let labels = path.join(GOLD);
            if labels.is_file() {
                cases.push(case(name_of(&path), only_text(&labels, &path)?, &labels)?);
            }
        } else if path.file_name().is_some_and(|name| name == GOLD) {
            cases.push(case(name_of(folder), only_text(&path, folder)?, &path)?);
        } else if path.extension().is_some_and(|extension| extension == "json") {
            let text = path.with_extension("txt");
            if text.is_file() {
                cases.push(case(name_of(&text.with_extension("")), text, &path)?);
            }
        }
    }
    if cases.is_empty() {
        return Err(LabelsError::None { path: folder.to_path_buf() });
    }
    cases.sort_by(|a, b| a.id.cmp(&b.id));
    let names = folder.join(NAMES);
    let names = if names.is_file() { Names::parse(&read(&names)?) } else { Names::default() };
    Ok(Folder { cases, names })
}

/// Labels in a folder of their own.
const GOLD: &str = "gold.json";
/// Spellings and categories.
const NAMES: &str = "CANON.tsv";

fn entries(folder: &Path) -> Result<Vec<PathBuf>, LabelsError> {
    let failed = |error: std::io::Error| LabelsError::Folder { path: folder.to_path_buf(), why: error.kind() };
    let entries = std::fs::read_dir(folder).map_err(failed)?;
    entries.map(|entry| entry.map(|entry| entry.path()).map_err(failed)).collect()
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

fn only_text(labels: &Path, folder: &Path) -> Result<PathBuf, LabelsError> {
    let is_text = |path: &PathBuf| path.extension().is_some_and(|extension| extension == "txt");
    let mut texts: Vec<PathBuf> = entries(folder)?.into_iter().filter(is_text).collect();
    match (texts.len(), texts.pop()) {
        (1, Some(text)) => Ok(text),
        (texts, _) => Err(LabelsError::Text { path: labels.to_path_buf(), texts }),
    }
}

fn read(path: &Path) -> Result<String, LabelsError> {
    let text = std::fs::read_to_string(path);
    text.map_err(|error| LabelsError::Folder { path: path.to_path_buf(), why: error.kind() })
}

fn case(id: String, text: PathBuf, labels: &Path) -> Result<Case, LabelsError> {
    let form = |error: serde_json::Error| LabelsError::Form { path: labels.to_path_buf(), message: error.to_string() };
    Ok(Case { id, text, labels: serde_json::from_str(&read(labels)?).map_err(form)? })
}

#[cfg(test)]
mod tests {
    use super::{Kind, Labels};

    #[test]
    fn labels_have_their_defaults_and_name_what_is_wrong() {
        let labels: Labels = serde_json::from_str(
            r#"{"kind": "jd", "author": "x", "skills": [{"name": "Go", "surface": "Golang", "requirement": "required"}]}"#,
        )
        .unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(labels.kind, Kind::Posting);
        assert!(labels.skills[0].explicit && !labels.skills[0].negated);
        let wrong = serde_json::from_str::<Labels>(r#"{"kind": "letter"}"#).map_err(|error| error.to_string());
        assert!(wrong.is_err_and(|message| message.contains("write `resume` or `posting`")));
    }
}
