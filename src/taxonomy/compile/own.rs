//! A user's file, compiled over a taxonomy that is compiled already: only what the file says is folded, checked and
//! indexed, so that a small file costs a small part of a run.

use std::collections::{BTreeMap, HashMap, HashSet};

use toml::Spanned;

use super::near::{Hints, shown};
use super::{Base, Compiler, names, sorted, version};
use crate::normalize::fold_name;
use crate::taxonomy::load::{Parsed, Problem};
use crate::taxonomy::own::{OwnCredential, OwnFile, OwnSkill};
use crate::taxonomy::schema::{CredentialFile, CredentialSource, SkillFile, SkillSource};
use crate::taxonomy::{
    Category, Credential, CredentialKind, Examples, Phrase, Rule, Skill, SkillIndex, Target, Taxonomy,
};

/// What a user's file adds to a taxonomy, and changes in it.
#[derive(Debug, Clone)]
pub struct Addition {
    version: String,
    skills: Vec<(SkillIndex, Skill)>,
    credentials: Vec<(u32, Credential)>,
    /// Entries of which nothing stays.
    replaced: HashSet<Target>,
    /// By folded text: what for, with which rule, and whether a misspelling counts.
    forms: BTreeMap<String, (Target, Option<u32>, bool)>,
    removed: HashSet<String>,
    rules: Vec<Rule>,
    phrases: Vec<Phrase>,
    examples: Vec<Examples>,
    notes: Notes,
    replaced_ids: HashSet<String>,
}

/// What a sound file does that its user may not have meant, each with its line.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Notes {
    /// Names that it takes from built-in entries without saying so.
    pub taken: Vec<Problem>,
    /// Ordinary words that have no rule.
    pub ordinary: Vec<Problem>,
}

impl Notes {
    fn sorted(mut self) -> Self {
        self.taken.sort();
        self.ordinary.sort();
        self
    }
}

/// What an entry does to the built-in one, beside adding to it.
struct Change {
    id: Spanned<String>,
    is_skill: bool,
    replace: bool,
    exact: bool,
    takes_over: Vec<Spanned<String>>,
    without: Vec<Spanned<String>>,
}

/// Compiles a user's file over a taxonomy.
///
/// # Errors
/// Everything that is wrong with it, sorted by line.
pub fn compile(base: &Taxonomy, parsed: Parsed<OwnFile>) -> Result<Addition, Vec<Problem>> {
    let mut sources = Sources::default();
    let (file, text) = (parsed.file.clone(), parsed.text.clone());
    for skill in parsed.data.skill {
        sources.skill(base, skill);
    }
    for credential in parsed.data.credential {
        sources.credential(base, credential);
    }
    let Sources { skills, credentials, changes, unfinished, .. } = sources;
    let skill_files = [Parsed::new(file.clone(), text.clone(), SkillFile { skill: skills })];
    let credential_file = Parsed::new(file, text, CredentialFile { credential: credentials });

    let over = Base { taxonomy: base, removed: HashSet::new(), taken: HashSet::new() };
    let mut compiler = Compiler::new(&base.documents, &skill_files, &credential_file, Some(over));
    for (offset, message) in unfinished {
        compiler.problem(&skill_files[0], offset, message);
    }
    compiler.collect();
    let replaced = compiler.withdraw(base, &changes, &skill_files[0]);
    let mut skills = compiler.compiled_skills();
    let credentials = compiler.compiled_credentials();
    compiler.name_all();
    compiler.take_plurals();
    compiler.drop_joined_names();
    compiler.spelling_variants(&base.language);
    let mut phrases = compiler.phrases(&base.language.action);
    let indices: Vec<SkillIndex> = compiler.skills.iter().map(|entry| entry.index).collect();
    for (skill, &index) in skills.iter_mut().zip(&indices) {
        if let Some(known) = base.skills.get(index as usize).filter(|_| !replaced.contains(&Target::Skill(index))) {
            add_relations(skill, known);
        }
    }
    let skills: Vec<_> = indices.into_iter().zip(skills).collect();
    if skills.iter().any(|(_, skill)| !skill.broader.is_empty() || !skill.evidence_of.is_empty()) {
        let mut all: Vec<Skill> = base.skills.iter().cloned().collect();
        skills.iter().for_each(|(index, skill)| set(&mut all, *index, skill.clone()));
        compiler.check_cycles(&all);
    }
    let credential_indices = compiler.credentials.iter().map(|entry| entry.index);
    let credentials = credential_indices.zip(credentials).collect();
    let examples = compiler.examples();
    super::order::order(&mut phrases, &examples);
    let exact: HashSet<Target> =
        changes.iter().filter(|change| change.exact).filter_map(|change| compiler.target(change)).collect();
    let replaced_ids =
        changes.iter().filter(|change| change.replace).map(|change| change.id.get_ref().clone()).collect();
    let Compiler { problems, notes, rules, forms, base: over, .. } = compiler;
    sorted(problems)?;
    let categories: HashMap<SkillIndex, Category> =
        skills.iter().map(|(index, skill)| (*index, skill.category)).collect();
    let forms = forms.into_iter().map(|(text, claim)| {
        let misspelled = match claim.target {
            Target::Skill(index) => names::can_be_misspelled(&text, categories[&index], &base.language),
            Target::Credential(_) => false,
        };
        let misspelled = misspelled && !exact.contains(&claim.target);
        (text, (claim.target, claim.rule, misspelled))
    });
    Ok(Addition {
        version: format!("{}+{}", base.version, version(skill_files[0].text.as_bytes())),
        skills,
        credentials,
        replaced,
        forms: forms.collect(),
        removed: over.map(|over| over.removed).unwrap_or_default(),
        rules,
        phrases,
        examples,
        notes: notes.sorted(),
        replaced_ids,
    })
}

impl Addition {
    /// Adds it to the taxonomy that it was compiled over.
    pub fn lay_over(self, taxonomy: &mut Taxonomy) {
        taxonomy.version = self.version;
        for (index, skill) in self.skills {
            if index as usize >= taxonomy.skills.len() {
                taxonomy.added.push(index);
            }
            taxonomy.skills.set(index, skill);
        }
        let skills = &taxonomy.skills;
        taxonomy.added.sort_by(|&a, &b| skills[a as usize].id.cmp(&skills[b as usize].id));
        for (index, mut credential) in self.credentials {
            if let Some(known) = taxonomy.credentials.get(index as usize)
                && !self.replaced.contains(&Target::Credential(index))
            {
                credential.asked.extend(known.asked.iter().cloned());
            }
            set(&mut taxonomy.credentials, index, credential);
        }
        for rule in &self.rules {
            taxonomy.rules.push(rule);
        }
        let replaced = |skill| self.replaced.contains(&Target::Skill(skill));
        if !self.phrases.is_empty() || self.replaced.iter().any(|target| matches!(target, Target::Skill(_))) {
            taxonomy.phrases = taxonomy.phrases.overlaid(replaced, self.phrases);
        }
        taxonomy.forms = taxonomy.forms.overlaid(&self.removed, &self.forms);
    }

    /// Adds its example sentences to those of the taxonomy that it was compiled over.
    pub fn extend_examples(&self, known: &mut Vec<Examples>) {
        let at: HashMap<String, usize> =
            known.iter().enumerate().map(|(at, examples)| (examples.id.clone(), at)).collect();
        for own in &self.examples {
            match at.get(&own.id) {
                Some(&at) if self.replaced_ids.contains(&own.id) => known[at] = own.clone(),
                Some(&at) => {
                    known[at].aliases.extend(own.aliases.iter().cloned());
                    known[at].positive.extend(own.positive.iter().cloned());
                    known[at].negative.extend(own.negative.iter().cloned());
                }
                None => known.push(own.clone()),
            }
        }
    }

    /// What its user may not have meant.
    pub fn notes(&self) -> &Notes {
        &self.notes
    }
}

/// Puts an item at its index, which is one of those there are or the next.
fn set<T>(items: &mut Vec<T>, index: u32, item: T) {
    match items.get_mut(index as usize) {
        Some(known) => *known = item,
        None => items.push(item),
    }
}

fn add_relations(skill: &mut Skill, known: &Skill) {
    for (own, known) in [
        (&mut skill.broader, &known.broader),
        (&mut skill.evidence_of, &known.evidence_of),
        (&mut skill.alternatives, &known.alternatives),
    ] {
        own.extend(known);
        own.sort_unstable();
        own.dedup();
    }
    skill.asked.extend(known.asked.iter().cloned());
    skill.asked.sort_by(|a, b| (&a.document, &a.heading).cmp(&(&b.document, &b.heading)));
}

impl Compiler<'_> {
    fn target(&self, change: &Change) -> Option<Target> {
        let id = change.id.get_ref();
        if change.is_skill {
            return self.ids.get(id.as_str()).copied().map(Target::Skill);
        }
        let at = self.credentials.binary_search_by(|entry| entry.source.id.get_ref().cmp(id)).ok()?;
        Some(Target::Credential(self.credentials[at].index))
    }

    /// Notes the names that built-in entries lose, and the entries of which nothing stays.
    fn withdraw(&mut self, base: &Taxonomy, changes: &[Change], file: &Parsed<SkillFile>) -> HashSet<Target> {
        let (mut removed, mut taken, mut replaced) = (HashSet::new(), HashSet::new(), HashSet::new());
        let owner = |folded: &str| base.forms.find(folded).map(|form| form.target);
        for change in changes {
            let Some(target) = self.target(change) else { continue };
            let (id, at) = (change.id.get_ref(), change.id.span().start);
            if change.replace && !is_built_in(base, target) {
                let message = format!("{} is not built in, so there is nothing to `replace`; mend the id", shown(id));
                self.problem(file, at, message);
            } else if change.replace {
                replaced.insert(target);
            }
            for name in &change.without {
                let folded = fold_name(name.get_ref());
                if owner(&folded) != Some(target) {
                    let message = format!("`without`: {} is no built-in name of {}", shown(name.get_ref()), shown(id));
                    self.problem(file, name.span().start, format!("{message}; `gapcheck explain` lists those"));
                }
                let variants = base.language.spellings(&folded);
                removed.extend(variants.into_iter().chain([folded]).filter(|form| owner(form) == Some(target)));
            }
            for name in &change.takes_over {
                let folded = fold_name(name.get_ref());
                match owner(&folded) {
                    Some(other) if other != target => _ = taken.insert((target, folded)),
                    _ => {
                        let name_shown = shown(name.get_ref());
                        let message = format!(
                            "`takes_over`: {name_shown} belongs to no other built-in entry; give it as an alias"
                        );
                        self.problem(file, name.span().start, message);
                    }
                }
            }
        }
        if !replaced.is_empty() {
            let forms = base.forms.iter().filter(|form| replaced.contains(&form.target));
            removed.extend(forms.map(|form| form.text.to_owned()));
        }
        if let Some(over) = &mut self.base {
            (over.removed, over.taken) = (removed, taken);
        }
        replaced
    }
}

fn is_built_in(base: &Taxonomy, target: Target) -> bool {
    match target {
        Target::Skill(index) => (index as usize) < base.skills.len(),
        Target::Credential(index) => (index as usize) < base.credentials.len(),
    }
}

/// The aliases with those that are taken over, unless they stand there already or are the name. An alias that is the name
/// of the built-in entry is known, whatever version of it the user has.
fn with_taken(
    mut aliases: Vec<Spanned<String>>,
    taken: &[Spanned<String>],
    name: Option<&str>,
    built_in: Option<&str>,
) -> Vec<Spanned<String>> {
    if let Some(built_in) = built_in.filter(|_| name.is_none()).map(fold_name) {
        aliases.retain(|alias| fold_name(alias.get_ref()) != built_in);
    }
    let known: HashSet<String> =
        aliases.iter().map(|alias| alias.get_ref().as_str()).chain(name).map(fold_name).collect();
    aliases.extend(taken.iter().filter(|alias| !known.contains(&fold_name(alias.get_ref()))).cloned());
    aliases
}

/// The entries of a user's file in the form of the built-in ones.
#[derive(Default)]
struct Sources {
    skills: Vec<SkillSource>,
    credentials: Vec<CredentialSource>,
    changes: Vec<Change>,
    /// Offset and message for entries that are new and say too little.
    unfinished: Vec<(usize, String)>,
    hints: Hints,
}

impl Sources {
    fn skill(&mut self, base: &Taxonomy, own: OwnSkill) {
        let known = base.skill(own.id.get_ref()).map(|(_, skill)| skill);
        if known.is_none() && (own.name.is_none() || own.category.is_none()) {
            let near = self.hints.nearest(own.id.get_ref(), base.skills.iter().map(|skill| skill.id.as_str()));
            self.unfinished(&own.id, "`name` and `category`", &near);
        }
        let aliases =
            with_taken(own.aliases, &own.takes_over, own.name.as_deref(), known.map(|known| known.name.as_str()));
        self.skills.push(SkillSource {
            id: own.id.clone(),
            name: own.name.or(known.map(|skill| skill.name.clone())).unwrap_or_else(|| own.id.get_ref().clone()),
            category: own.category.or(known.map(|skill| skill.category)).unwrap_or(Category::Concept),
            aliases,
            broader: own.broader,
            evidence_of: own.evidence_of,
            alternatives: own.alternatives,
            company: own.company.or(known.map(|skill| skill.company)).unwrap_or_default(),
            documents: own.documents,
            ambiguous: own.ambiguous,
            phrase: own.phrase,
            action: own.action,
            examples: own.examples,
            counterexamples: own.counterexamples,
        });
        self.changes.push(Change {
            id: own.id,
            is_skill: true,
            replace: own.replace,
            exact: own.exact,
            takes_over: own.takes_over,
            without: own.without,
        });
    }

    fn credential(&mut self, base: &Taxonomy, own: OwnCredential) {
        let known = base.credentials.iter().find(|credential| credential.id == *own.id.get_ref());
        if known.is_none() && (own.name.is_none() || own.kind.is_none()) {
            let near = self.hints.nearest(own.id.get_ref(), base.credentials.iter().map(|known| known.id.as_str()));
            self.unfinished(&own.id, "`name` and `kind`", &near);
        }
        let aliases =
            with_taken(own.aliases, &own.takes_over, own.name.as_deref(), known.map(|known| known.name.as_str()));
        self.credentials.push(CredentialSource {
            id: own.id.clone(),
            name: own.name.or(known.map(|known| known.name.clone())).unwrap_or_else(|| own.id.get_ref().clone()),
            kind: own.kind.or(known.map(|known| known.kind)).unwrap_or(CredentialKind::Certificate),
            level: own.level.or(known.and_then(|known| known.level.clone())),
            aliases,
            documents: own.documents,
            ambiguous: own.ambiguous,
            examples: own.examples,
            counterexamples: own.counterexamples,
        });
        self.changes.push(Change {
            id: own.id,
            is_skill: false,
            replace: own.replace,
            exact: false,
            takes_over: own.takes_over,
            without: own.without,
        });
    }

    fn unfinished(&mut self, id: &Spanned<String>, needs: &str, near: &str) {
        let message = format!("{} is not built in, and a new entry needs {needs}{near}", shown(id.get_ref()));
        self.unfinished.push((id.span().start, message));
    }
}
