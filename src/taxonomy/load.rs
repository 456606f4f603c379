//! Reads a taxonomy folder: which files there are, and what each holds.

use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use super::schema::{AdviceFile, Corrections, CredentialFile, DocumentFile, RoleSource, SkillFile};
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
    pub text: Arc<str>,
    /// Its contents.
    pub data: T,
    /// Offsets of its line ends, found when a line is first asked for: a file can have as many problems as lines.
    lines: OnceLock<Vec<usize>>,
}

impl<T> Parsed<T> {
    /// A file with its contents.
    pub fn new(file: PathBuf, text: Arc<str>, data: T) -> Self {
        Self { file, text, data, lines: OnceLock::new() }
    }

    /// A problem at a byte offset of this file.
    pub fn problem(&self, offset: usize, message: impl Into<String>) -> Problem {
        Problem { file: self.file.clone(), line: self.line(offset), message: message.into() }
    }

    /// File and line of a byte offset, for a message about another place.
    pub fn place(&self, offset: usize) -> String {
        format!("{}:{}", self.file.display(), self.line(offset))
    }

    fn line(&self, offset: usize) -> usize {
        let ends = || self.text.bytes().enumerate().filter(|&(_, byte)| byte == b'\n').map(|(at, _)| at).collect();
        self.lines.get_or_init(ends).partition_point(|&end| end < offset) + 1
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
    let bytes = std::fs::read(file).map_err(|error| Problem {
        file: file.to_path_buf(),
        line: 0,
        message: format!("cannot be read ({error})"),
    })?;
    parse_text(file, bytes)
}

/// Parses what was read from a file.
pub(super) fn parse_text<T: serde::de::DeserializeOwned>(file: &Path, bytes: Vec<u8>) -> Result<Parsed<T>, Problem> {
    let problem = |line: usize, message: String| Problem { file: file.to_path_buf(), line, message };
    let text = String::from_utf8(bytes).map_err(|error| {
        let end = error.utf8_error().valid_up_to();
        let line = error.as_bytes()[..end].iter().filter(|&&byte| byte == b'\n').count() + 1;
        problem(line, "the text is not UTF-8; save the file as UTF-8".to_string())
    })?;
    let text: Arc<str> = text.into();
    match toml::from_str(&text) {
        Ok(data) => Ok(Parsed::new(file.to_path_buf(), text, data)),
        Err(error) => {
            let line = error.span().map_or(0, |span| line_of(&text, span.start));
            let message = compile::shortened(error.message().trim_end());
            Err(problem(line, format!("{message}; the fields are described in taxonomy/README.md")))
        }
    }
}

fn parse_all<T: serde::de::DeserializeOwned>(files: Vec<PathBuf>, problems: &mut Vec<Problem>) -> Vec<Parsed<T>> {
    files.iter().filter_map(|file| parse(file).map_err(|problem| problems.push(problem)).ok()).collect()
}

/// The end of the name of a file of corrections.
const CORRECTIONS: &str = ".corrections.toml";

/// The roles, each with the groups and exclusions of its corrections.
fn roles(files: Vec<PathBuf>, problems: &mut Vec<Problem>) -> Vec<Parsed<RoleSource>> {
    let is_corrections = |file: &PathBuf| file.to_string_lossy().ends_with(CORRECTIONS);
    let (corrections, files): (Vec<PathBuf>, Vec<PathBuf>) = files.into_iter().partition(is_corrections);
    let mut roles: Vec<Parsed<RoleSource>> = parse_all(files, problems);
    for correction in parse_all::<Corrections>(corrections, problems) {
        let of = correction.data.role.as_deref().unwrap_or("");
        match roles.iter_mut().find(|role| role.data.id == of) {
            Some(role) => {
                role.data.group.extend(correction.data.group);
                role.data.exclude.extend(correction.data.exclude);
            }
            None => problems.push(Problem {
                file: correction.file,
                line: 0,
                message: format!("`role` names {of:?}, which is no role; give the id of the role that it corrects"),
            }),
        }
    }
    roles
}

/// The language, with the words of guides from a file of their own.
fn language(folder: &Path) -> Result<Parsed<Language>, Problem> {
    let mut language: Parsed<Language> = parse(&folder.join("en.toml"))?;
    let guides = folder.join("en-guides.toml");
    if guides.exists() {
        language.data.guide = parse(&guides)?.data;
    }
    Ok(language)
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
    let roles = roles(role_files, &mut problems);
    let documents = parse(&folder.join("documents.toml")).map_err(|problem| problems.push(problem));
    let credentials = parse(&folder.join("credentials.toml")).map_err(|problem| problems.push(problem));
    let advice = parse(&folder.join("advice.toml")).map_err(|problem| problems.push(problem));
    let language = language(&folder.join("language")).map_err(|problem| problems.push(problem));
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
