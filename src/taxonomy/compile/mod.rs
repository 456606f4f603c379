//! From parsed files to a [`Taxonomy`]: folds names, resolves ids, and refuses what is inconsistent, all problems at
//! once, each with file, line and remedy.
//!
//! [`compile`] makes a taxonomy of a whole folder. [`own`] lays a user's file over a compiled taxonomy, with the same
//! checks.

mod actions;
mod advice;
mod entries;
mod names;
mod near;
mod order;
pub mod own;
mod references;
mod rules;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::OnceLock;

use sha2::{Digest, Sha256};

use crate::taxonomy::load::{Parsed, Problem, Sources};
use crate::taxonomy::schema::{CredentialFile, CredentialSource, SkillFile, SkillSource, SourceDocument};
use crate::taxonomy::{Examples, Forms, Packed, Phrases, Rule, SkillIndex, Skills, Target, Taxonomy};

#[allow(unused_imports, reason = "the build script needs less of this module than the library")]
pub use names::{MAX_NAME, is_short};
#[allow(unused_imports, reason = "the build script needs less of this module than the library")]
pub use near::{nearest, shortened, shown};

/// A skill with its place.
struct Entry<'a> {
    source: &'a SkillSource,
    /// Number of the file that it stands in.
    file: usize,
    index: SkillIndex,
}

/// A credential with its place.
struct CredentialEntry<'a> {
    source: &'a CredentialSource,
    index: u32,
}

/// What a surface form stands for, and which line says so.
#[derive(Clone)]
struct Claim<'a> {
    target: Target,
    /// Number of its ambiguity rule in [`Compiler::rules`] or, over a base, in those of the base before it.
    rule: Option<u32>,
    /// Id of the entry.
    id: &'a str,
    file: FileRef,
    offset: usize,
}

/// A file with entries.
#[derive(Clone, Copy, PartialEq, Eq)]
enum FileRef {
    Skills(usize),
    Credentials,
}

/// A compiled taxonomy that the entries are laid over.
struct Base<'a> {
    taxonomy: &'a Taxonomy,
    /// Folded names that it is to lose.
    removed: HashSet<String>,
    /// Folded names that an entry takes from it.
    taken: HashSet<(Target, String)>,
}

struct Compiler<'a> {
    base: Option<Base<'a>>,
    documents: &'a [SourceDocument],
    skill_files: &'a [Parsed<SkillFile>],
    credential_file: &'a Parsed<CredentialFile>,
    /// By id.
    skills: Vec<Entry<'a>>,
    /// By id.
    credentials: Vec<CredentialEntry<'a>>,
    ids: HashMap<&'a str, SkillIndex>,
    problems: Vec<Problem>,
    notes: own::Notes,
    rules: Vec<Rule>,
    forms: BTreeMap<String, Claim<'a>>,
    hints: near::Hints,
}

/// Compiles parsed files.
///
/// # Errors
/// Every inconsistency, sorted by file and line.
pub fn compile(sources: &Sources) -> Result<(Taxonomy, Vec<Examples>), Vec<Problem>> {
    let language = sources.language.data.clone().folded();
    let documents = &sources.documents.data.document;
    let mut compiler = Compiler::new(documents, &sources.skills, &sources.credentials, None);
    compiler.collect();
    let skills = compiler.compiled_skills();
    let credentials = compiler.compiled_credentials();
    compiler.name_all();
    compiler.drop_joined_names();
    compiler.spelling_variants(&language);
    let mut phrases = compiler.phrases(&language.action);
    compiler.check_advice(&sources.advice, &language);
    compiler.check_roles(&sources.roles);
    compiler.check_cycles(&skills);
    let examples = compiler.examples();
    order::order(&mut phrases, &examples);
    let Compiler { problems, rules, forms, .. } = compiler;
    sorted(problems)?;
    let forms = forms.into_iter().map(|(text, claim)| (text, (claim.target, claim.rule))).collect();
    let forms = Forms::new(forms, |text, target| match target {
        Target::Skill(skill) => names::can_be_misspelled(text, skills[skill as usize].category, &language),
        Target::Credential(_) => false,
    });
    let mut packed = Packed::default();
    rules.iter().for_each(|rule| {
        packed.push(rule);
    });
    let mut documents = documents.clone();
    documents.sort_by(|a, b| a.id.cmp(&b.id));
    let mut steps: Vec<_> = sources.advice.data.step.iter().map(|step| step.get_ref().clone()).collect();
    steps.sort_by(|a, b| a.id.cmp(&b.id));
    let mut general: Vec<_> = sources.advice.data.general.iter().map(|one| one.get_ref().clone()).collect();
    general.sort_by(|a, b| (a.when, &a.kinds).cmp(&(b.when, &b.kinds)));
    let mut roles: Vec<_> = sources.roles.iter().map(|role| role.data.clone()).collect();
    roles.sort_by(|a, b| a.id.cmp(&b.id));
    let mut taxonomy = Taxonomy {
        version: String::new(),
        documents,
        skills: Skills::new(&skills),
        credentials,
        forms,
        rules: packed,
        phrases: Phrases::new(phrases),
        steps,
        general,
        roles,
        language,
        added: Vec::new(),
        wide: OnceLock::new(),
    };
    taxonomy.version = version(&contents(&taxonomy));
    Ok((taxonomy, examples))
}

/// All that a taxonomy says, in bytes.
fn contents(taxonomy: &Taxonomy) -> Vec<u8> {
    let forms = taxonomy.forms.parts();
    let (skills, ends_of_skills) = taxonomy.skills.parts();
    let (rules, ends_of_rules) = taxonomy.rules.parts();
    let (phrases, ends_of_phrases) = taxonomy.phrases.list.parts();
    let rest = postcard::to_stdvec(taxonomy).unwrap_or_default();
    let tables = [skills, ends_of_skills, rules, ends_of_rules, phrases, ends_of_phrases];
    [&[forms.text.as_bytes(), &forms.entries], tables.as_slice(), &[rest.as_slice()]].concat().concat()
}

/// The first twelve hexadecimal digits of a SHA-256.
fn version(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().take(6).map(|byte| format!("{byte:02x}")).collect()
}

/// Problems by file and line, each once; an error when there is one.
fn sorted(mut problems: Vec<Problem>) -> Result<(), Vec<Problem>> {
    problems.sort();
    problems.dedup();
    if problems.is_empty() { Ok(()) } else { Err(problems) }
}

impl<'a> Compiler<'a> {
    fn new(
        documents: &'a [SourceDocument],
        skill_files: &'a [Parsed<SkillFile>],
        credential_file: &'a Parsed<CredentialFile>,
        base: Option<Base<'a>>,
    ) -> Self {
        Self {
            base,
            documents,
            skill_files,
            credential_file,
            skills: Vec::new(),
            credentials: Vec::new(),
            ids: HashMap::new(),
            problems: Vec::new(),
            notes: own::Notes::default(),
            rules: Vec::new(),
            forms: BTreeMap::new(),
            hints: near::Hints::default(),
        }
    }

    fn problem<T>(&mut self, file: &Parsed<T>, offset: usize, message: impl Into<String>) {
        self.problems.push(file.problem(offset, message));
    }

    fn problem_in(&mut self, file: FileRef, offset: usize, message: impl Into<String>) {
        self.problems.push(self.told(file, offset, message.into()));
    }

    fn note_in(&mut self, file: FileRef, offset: usize, message: String) {
        self.notes.taken.push(self.told(file, offset, message));
    }

    fn hint_in(&mut self, file: FileRef, offset: usize, message: String) {
        self.notes.ordinary.push(self.told(file, offset, message));
    }

    fn told(&self, file: FileRef, offset: usize, message: String) -> Problem {
        match file {
            FileRef::Skills(number) => self.skill_files[number].problem(offset, message),
            FileRef::Credentials => self.credential_file.problem(offset, message),
        }
    }

    /// The skill with an id, among the entries or in the base.
    fn skill(&self, id: &str) -> Option<SkillIndex> {
        let known = || self.base.as_ref().and_then(|base| base.taxonomy.skill(id)).map(|(index, _)| index);
        self.ids.get(id).copied().or_else(known)
    }

    /// "; did you mean …" for an id that is none.
    fn near_skill(&mut self, id: &str) -> String {
        let base = self.base.iter().flat_map(|base| base.taxonomy.skills.iter().map(|skill| skill.id.as_str()));
        self.hints.nearest(id, self.ids.keys().copied().chain(base))
    }
}
