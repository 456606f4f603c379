//! A user's own file: entries that are added to the built-in ones, or change them. `taxonomy/README.md` is its manual.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use serde::Deserialize;
use toml::Spanned;

use super::compile::own::compile;
use super::load::{Parsed, Problem, parse_text};
use super::schema::{ActionSource, Ambiguous, AskedAt, Category, CredentialKind, PhraseSource};
use super::{Examples, Taxonomy};

pub use super::compile::own::{Addition, Notes};

/// The largest file that is read, in bytes: some ten times what a hundred thousand names take.
const MAX_BYTES: u64 = 256 << 20;

/// A user's file.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct OwnFile {
    #[serde(default)]
    pub skill: Vec<OwnSkill>,
    #[serde(default)]
    pub credential: Vec<OwnCredential>,
}

/// A new skill, or a change to a built-in one of the same id: what is given once takes the place of what is built in,
/// lists are added to it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct OwnSkill {
    pub id: Spanned<String>,
    #[serde(default)]
    pub name: Option<String>,
    #[serde(default)]
    pub category: Option<Category>,
    #[serde(default)]
    pub company: Option<bool>,
    /// Nothing of the built-in entry stays.
    #[serde(default)]
    pub replace: bool,
    /// No misspelling of its names is recognised.
    #[serde(default)]
    pub exact: bool,
    #[serde(default)]
    pub aliases: Vec<Spanned<String>>,
    /// Aliases that belong to another built-in entry, which loses them.
    #[serde(default)]
    pub takes_over: Vec<Spanned<String>>,
    /// Names of the built-in entry that no longer count.
    #[serde(default)]
    pub without: Vec<Spanned<String>>,
    #[serde(default)]
    pub broader: Vec<Spanned<String>>,
    #[serde(default)]
    pub evidence_of: Vec<Spanned<String>>,
    #[serde(default)]
    pub alternatives: Vec<Spanned<String>>,
    #[serde(default)]
    pub documents: Vec<Spanned<AskedAt>>,
    #[serde(default)]
    pub ambiguous: Vec<Spanned<Ambiguous>>,
    #[serde(default)]
    pub phrase: Vec<Spanned<PhraseSource>>,
    #[serde(default)]
    pub action: Vec<Spanned<ActionSource>>,
    #[serde(default)]
    pub examples: Vec<String>,
    #[serde(default)]
    pub counterexamples: Vec<String>,
}

/// A new credential, or a change to a built-in one, as with [`OwnSkill`].
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct OwnCredential {
    pub id: Spanned<String>,
    #[serde(default)]
    pub name: Option<String>,
    #[serde(default)]
    pub kind: Option<CredentialKind>,
    #[serde(default)]
    pub level: Option<String>,
    #[serde(default)]
    pub replace: bool,
    #[serde(default)]
    pub aliases: Vec<Spanned<String>>,
    #[serde(default)]
    pub takes_over: Vec<Spanned<String>>,
    #[serde(default)]
    pub without: Vec<Spanned<String>>,
    #[serde(default)]
    pub documents: Vec<Spanned<AskedAt>>,
    #[serde(default)]
    pub ambiguous: Vec<Spanned<Ambiguous>>,
    #[serde(default)]
    pub examples: Vec<String>,
    #[serde(default)]
    pub counterexamples: Vec<String>,
}

/// Reads a user's file and compiles it over a taxonomy, without changing that.
///
/// # Errors
/// Everything that is wrong with the file, sorted by line.
pub fn load(base: &Taxonomy, file: &Path) -> Result<Addition, Vec<Problem>> {
    let bytes = read(file).map_err(|problem| vec![problem])?;
    check(base, file, bytes)
}

/// Compiles what was read from a user's file over a taxonomy.
///
/// # Errors
/// Everything that is wrong with it, sorted by line.
pub fn check(base: &Taxonomy, file: &Path, bytes: Vec<u8>) -> Result<Addition, Vec<Problem>> {
    let parsed: Parsed<OwnFile> = parse_text(file, bytes).map_err(|problem| vec![problem])?;
    if parsed.data.skill.is_empty() && parsed.data.credential.is_empty() {
        let message = "holds no [[skill]] and no [[credential]]; taxonomy/README.md shows how to write one";
        return Err(vec![Problem { file: file.to_path_buf(), line: 0, message: message.to_string() }]);
    }
    compile(base, parsed)
}

/// Lays a user's file over a taxonomy and, where they are at hand, over its example sentences. Gives what the user may not
/// have meant.
///
/// # Errors
/// Everything that is wrong with the file; the taxonomy is as it was then.
pub fn extend(
    taxonomy: &mut Taxonomy,
    examples: Option<&mut Vec<Examples>>,
    file: &Path,
) -> Result<Notes, Vec<Problem>> {
    let addition = load(taxonomy, file)?;
    if let Some(examples) = examples {
        addition.extend_examples(examples);
    }
    let notes = addition.notes().clone();
    addition.lay_over(taxonomy);
    Ok(notes)
}

fn read(file: &Path) -> Result<Vec<u8>, Problem> {
    let problem = |message: String| Problem { file: file.to_path_buf(), line: 0, message };
    let failed = |error: std::io::Error| match error.kind() {
        std::io::ErrorKind::NotFound => problem("there is no such file; check the name".to_string()),
        kind => problem(format!("cannot be read ({kind}); check the path and its permissions")),
    };
    if file.is_dir() {
        return Err(problem("this is a directory; give one TOML file".to_string()));
    }
    let mut bytes = Vec::new();
    File::open(file).and_then(|opened| opened.take(MAX_BYTES + 1).read_to_end(&mut bytes)).map_err(failed)?;
    if bytes.len() as u64 > MAX_BYTES {
        return Err(problem(format!("is larger than {} MB; split it, or leave rows out", MAX_BYTES >> 20)));
    }
    Ok(bytes)
}
