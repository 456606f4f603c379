//! Reads a taxonomy folder: which files there are, and what each holds.

use std::path::{Path, PathBuf};

use super::schema::{AdviceFile, CredentialFile, DocumentFile, RoleSource, SkillFile};
use super::{Examples, Language, Taxonomy, compile};

/// Something wrong in a taxonomy file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// The file.
    pub file: PathBuf,
    /// Line from 1; 0 when it concerns the whole file.
    pub line: usize,
    /// What is wrong and what to do.
    pub message: String,
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.line {
            0 => write!(f, "{}: {}", self.file.display(), self.message),
            line => write!(f, "{}:{line}: {}", self.file.display(), self.message),
        }
    }
}

/// A parsed file together with what positions in it mean.
#[derive(Debug, Clone)]
pub struct Parsed<T> {
    /// Where it was read from.
    pub file: PathBuf,
    /// Its text, for line numbers.
    pub text: String,
    /// Its contents.
    pub data: T,
}

impl<T> Parsed<T> {
    /// A problem at a byte offset of this file.
    pub fn problem(&self, offset: usize, message: impl Into<String>) -> Problem {
        Problem { file: self.file.clone(), line: line_of(&self.text, offset), message: message.into() }
    }
}

/// All files of a taxonomy, parsed.
#[derive(Debug, Clone)]
#[allow(missing_docs)]
pub struct Sources {
    pub documents: Parsed<DocumentFile>,
    pub skills: Vec<Parsed<SkillFile>>,
    pub credentials: Parsed<CredentialFile>,
    pub advice: Parsed<AdviceFile>,
    pub roles: Vec<Parsed<RoleSource>>,
    pub language: Parsed<Language>,
}

/// Line, from 1, of a byte offset.
pub fn line_of(text: &str, offset: usize) -> usize {
    text.as_bytes()[..offset.min(text.len())].iter().filter(|&&byte| byte == b'\n').count() + 1
}

/// The TOML files directly in a folder, sorted by name.
fn toml_files(folder: &Path) -> Result<Vec<PathBuf>, Problem> {
    let problem = |error: std::io::Error| Problem {
        file: folder.to_path_buf(),
        line: 0,
        message: format!("cannot be listed ({error}); a taxonomy has the folders skills, roles and language"),
    };
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(problem)? {
        let path = entry.map_err(problem)?.path();
        if path.extension().is_some_and(|extension| extension == "toml") {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

fn parse<T: serde::de::DeserializeOwned>(file: &Path) -> Result<Parsed<T>, Problem> {
    let text = std::fs::read_to_string(file).map_err(|error| Problem {
        file: file.to_path_buf(),
        line: 0,
        message: format!("cannot be read ({error})"),
    })?;
    match toml::from_str(&text) {
        Ok(data) => Ok(Parsed { file: file.to_path_buf(), text, data }),
        Err(error) => Err(Problem {
            file: file.to_path_buf(),
            line: error.span().map_or(0, |span| line_of(&text, span.start)),
            message: format!("{}; the fields are described in taxonomy/README.md", error.message().trim_end()),
        }),
    }
}

fn parse_all<T: serde::de::DeserializeOwned>(files: Vec<PathBuf>, problems: &mut Vec<Problem>) -> Vec<Parsed<T>> {
    files.iter().filter_map(|file| parse(file).map_err(|problem| problems.push(problem)).ok()).collect()
}

/// Reads and parses the files of a taxonomy folder.
///
/// # Errors
/// Every file that cannot be read or does not have the form of `taxonomy/README.md`.
pub fn read(folder: &Path) -> Result<Sources, Vec<Problem>> {
    let mut problems = Vec::new();
    let mut listed = |name: &str| {
        toml_files(&folder.join(name)).unwrap_or_else(|problem| {
            problems.push(problem);
            Vec::new()
        })
    };
    let (skill_files, role_files) = (listed("skills"), listed("roles"));
    let skills = parse_all(skill_files, &mut problems);
    let roles = parse_all(role_files, &mut problems);
    let documents = parse(&folder.join("documents.toml")).map_err(|problem| problems.push(problem));
    let credentials = parse(&folder.join("credentials.toml")).map_err(|problem| problems.push(problem));
    let advice = parse(&folder.join("advice.toml")).map_err(|problem| problems.push(problem));
    let language = parse(&folder.join("language").join("en.toml")).map_err(|problem| problems.push(problem));
    match (documents, credentials, advice, language) {
        (Ok(documents), Ok(credentials), Ok(advice), Ok(language)) if problems.is_empty() => {
            Ok(Sources { documents, skills, credentials, advice, roles, language })
        }
        _ => Err(problems),
    }
}

/// Reads and compiles a taxonomy folder.
///
/// # Errors
/// Everything that is wrong with it, sorted by file and line.
pub fn load(folder: &Path) -> Result<(Taxonomy, Vec<Examples>), Vec<Problem>> {
    compile::compile(&read(folder)?)
}
