//! From parsed files to a [`Taxonomy`]: folds names, resolves ids, and refuses what is inconsistent, all problems at
//! once, each with file, line and remedy.

mod references;

use std::collections::{BTreeMap, HashMap, HashSet};

use sha2::{Digest, Sha256};
use toml::Spanned;

use crate::normalize::fold_name;
use crate::taxonomy::beginnings::LONGEST;
use crate::taxonomy::load::{Parsed, Problem, Sources};
use crate::taxonomy::schema::{Ambiguous, AskedAt, CredentialSource, SkillSource, SourceDocument};
use crate::taxonomy::{
    Credential, Examples, Forms, Packed, Phrase, Phrases, Program, Rule, Skill, SkillIndex, Target, Taxonomy, Triggers,
    literals,
};
use crate::words::WordList;

/// Whether a folded name is so short that it means too many things to stand without a rule: three letters, or two
/// characters. A digit among three ("i2c", "px4") makes it distinct enough.
fn is_short(name: &str) -> bool {
    match name.chars().count() {
        0..=2 => name.chars().all(char::is_alphanumeric),
        3 => name.chars().all(char::is_alphabetic),
        _ => false,
    }
}

/// A skill with the file that it stands in.
struct Entry<'a> {
    source: &'a SkillSource,
    file: usize,
}

struct Compiler<'a> {
    sources: &'a Sources,
    entries: Vec<Entry<'a>>,
    ids: HashMap<&'a str, SkillIndex>,
    problems: Vec<Problem>,
    rules: Packed<Rule>,
    forms: BTreeMap<String, (Target, Option<u32>)>,
}

/// Compiles parsed files.
///
/// # Errors
/// Every inconsistency, sorted by file and line.
pub fn compile(sources: &Sources) -> Result<(Taxonomy, Vec<Examples>), Vec<Problem>> {
    let mut compiler = Compiler {
        sources,
        entries: Vec::new(),
        ids: HashMap::new(),
        problems: Vec::new(),
        rules: Packed::default(),
        forms: BTreeMap::new(),
    };
    let language = sources.language.data.clone().folded();
    compiler.collect();
    let skills = compiler.skills();
    let credentials = compiler.credentials();
    compiler.forms_of_skills();
    compiler.forms_of_credentials();
    compiler.drop_joined_names();
    compiler.spelling_variants(&language);
    let phrases = compiler.phrases();
    compiler.check_advice();
    compiler.check_roles();
    compiler.check_cycles(&skills);
    let examples = compiler.examples();
    let mut problems = compiler.problems;
    if !problems.is_empty() {
        problems.sort();
        problems.dedup();
        return Err(problems);
    }
    let words = WordList::new();
    let forms = Forms::new(compiler.forms, |text, target| match target {
        Target::Skill(skill) => can_be_misspelled(text, &skills[skill as usize], &words, &language),
        Target::Credential(_) => false,
    });
    let mut documents = sources.documents.data.document.clone();
    documents.sort_by(|a, b| a.id.cmp(&b.id));
    let mut steps: Vec<_> = sources.advice.data.step.iter().map(|step| step.get_ref().clone()).collect();
    steps.sort_by(|a, b| a.id.cmp(&b.id));
    let mut roles: Vec<_> = sources.roles.iter().map(|role| role.data.clone()).collect();
    roles.sort_by(|a, b| a.id.cmp(&b.id));
    let mut taxonomy = Taxonomy {
        version: String::new(),
        documents,
        skills,
        credentials,
        forms,
        rules: compiler.rules,
        phrases,
        steps,
        roles,
        language,
    };
    taxonomy.version = version(&taxonomy);
    Ok((taxonomy, examples))
}

fn version(taxonomy: &Taxonomy) -> String {
    let parts = taxonomy.forms.parts();
    let phrases = &taxonomy.phrases;
    let (triggers, of_phrases) = phrases.triggers.parts();
    let packed = [taxonomy.rules.parts(), phrases.list.parts(), phrases.programs.parts()];
    let rest = postcard::to_stdvec(taxonomy).unwrap_or_default();
    let tables = [parts.text.as_bytes(), &parts.entries, triggers.as_bytes(), of_phrases, &rest];
    let digest = tables
        .into_iter()
        .chain(packed.into_iter().flat_map(|(items, ends)| [items, ends]))
        .fold(Sha256::new(), |digest, table| digest.chain_update(table));
    digest.finalize().iter().take(6).map(|byte| format!("{byte:02x}")).collect()
}

impl<'a> Compiler<'a> {
    fn problem<T>(&mut self, file: &Parsed<T>, offset: usize, message: impl Into<String>) {
        self.problems.push(file.problem(offset, message));
    }

    /// Collects the skills of all files by id.
    fn collect(&mut self) {
        let sources = self.sources;
        for (file, parsed) in sources.skills.iter().enumerate() {
            let mut before = "";
            for source in &parsed.data.skill {
                let id = source.id.get_ref().as_str();
                if id < before {
                    self.problem(
                        parsed,
                        source.id.span().start,
                        format!("`{id}` stands after `{before}`; keep the skills of a file sorted by id"),
                    );
                }
                before = id;
                if id.is_empty() || !id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-') {
                    self.problem(parsed, source.id.span().start, format!("`{id}` is no id; use a-z, 0-9 and hyphens"));
                }
                self.entries.push(Entry { source, file });
            }
        }
        self.entries.sort_by(|a, b| a.source.id.get_ref().cmp(b.source.id.get_ref()));
        for index in 0..self.entries.len() {
            let source = self.entries[index].source;
            let id = source.id.get_ref().as_str();
            if self.ids.insert(id, index as SkillIndex).is_some() {
                let parsed = &sources.skills[self.entries[index].file];
                let others: Vec<_> = self
                    .entries
                    .iter()
                    .filter(|entry| entry.source.id.get_ref() == id)
                    .map(|entry| sources.skills[entry.file].file.display().to_string())
                    .collect();
                let message = format!("the id `{id}` is used twice ({}); merge the entries", others.join(", "));
                self.problem(parsed, source.id.span().start, message);
            }
        }
    }

    fn file_of(&self, index: usize) -> &'a Parsed<crate::taxonomy::schema::SkillFile> {
        &self.sources.skills[self.entries[index].file]
    }

    fn skills(&mut self) -> Vec<Skill> {
        (0..self.entries.len())
            .map(|index| {
                let source = self.entries[index].source;
                let parsed = self.file_of(index);
                if source.examples.is_empty() {
                    self.problem(
                        parsed,
                        source.id.span().start,
                        format!("`{}` has no example; add a sentence that must match", source.id.get_ref()),
                    );
                }
                Skill {
                    id: source.id.get_ref().clone(),
                    name: source.name.clone(),
                    category: source.category,
                    company: source.company,
                    broader: self.resolve(parsed, "broader", &source.broader),
                    evidence_of: self.resolve(parsed, "evidence_of", &source.evidence_of),
                    alternatives: self.resolve(parsed, "alternatives", &source.alternatives),
                    asked: self.asked(parsed, &source.documents),
                }
            })
            .collect()
    }

    fn resolve<T>(&mut self, parsed: &Parsed<T>, field: &str, ids: &[Spanned<String>]) -> Vec<SkillIndex> {
        let mut found = Vec::new();
        for id in ids {
            match self.ids.get(id.get_ref().as_str()) {
                Some(&index) => found.push(index),
                None => {
                    let near = nearest(id.get_ref(), self.ids.keys().copied());
                    let message = format!("`{field}` names `{}`, which is no skill{near}", id.get_ref());
                    self.problem(parsed, id.span().start, message);
                }
            }
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    fn asked<T>(&mut self, parsed: &Parsed<T>, asked: &[Spanned<AskedAt>]) -> Vec<AskedAt> {
        for at in asked {
            let AskedAt { document, heading, .. } = at.get_ref();
            if let Some(message) = self.unknown_place(document, heading) {
                self.problem(parsed, at.span().start, message);
            }
        }
        let mut asked: Vec<_> = asked.iter().map(|at| at.get_ref().clone()).collect();
        asked.sort_by(|a, b| (&a.document, &a.heading).cmp(&(&b.document, &b.heading)));
        asked
    }

    fn unknown_place(&self, document: &str, heading: &str) -> Option<String> {
        let documents: &[SourceDocument] = &self.sources.documents.data.document;
        match documents.iter().find(|source| source.id == document) {
            None => Some(format!("there is no document `{document}`; add it to documents.toml or mend the id")),
            Some(source) if !source.headings.iter().any(|known| known == heading) => {
                let near = nearest(heading, source.headings.iter().map(String::as_str));
                Some(format!("document `{document}` has no heading `{heading}`{near}; see documents.toml"))
            }
            Some(_) => None,
        }
    }

    /// Compiles the rules of one entry; the result maps folded surfaces to rule numbers.
    fn rules<T>(
        &mut self,
        parsed: &Parsed<T>,
        rules: &[Spanned<Ambiguous>],
        own: &HashSet<String>,
    ) -> HashMap<String, u32> {
        let mut by_surface = HashMap::new();
        for rule in rules {
            let at = rule.span().start;
            let rule = rule.get_ref();
            let fold_all = |phrases: &[String]| -> Vec<String> {
                phrases.iter().map(|phrase| fold_name(phrase)).filter(|phrase| !phrase.is_empty()).collect()
            };
            let mut companions = Vec::new();
            for id in &rule.companions {
                match self.ids.get(id.as_str()) {
                    Some(&index) => companions.push(index),
                    None => {
                        let near = nearest(id, self.ids.keys().copied());
                        self.problem(parsed, at, format!("`companions` names `{id}`, which is no skill{near}"));
                    }
                }
            }
            let number = self.rules.push(&Rule {
                spelled: rule.spelled.clone(),
                needs: rule.needs.clone(),
                after: fold_all(&rule.after),
                before: fold_all(&rule.before),
                near: fold_all(&rule.near),
                companions,
                never: fold_all(&rule.never),
            });
            for surface in &rule.surfaces {
                let folded = fold_name(surface);
                if !own.contains(&folded) {
                    let message =
                        format!("the rule is for `{surface}`, which is neither the name nor an alias; add the alias");
                    self.problem(parsed, at, message);
                } else if by_surface.insert(folded, number).is_some() {
                    self.problem(parsed, at, format!("`{surface}` has two rules; merge them"));
                }
            }
        }
        by_surface
    }

    fn add_forms<T>(
        &mut self,
        parsed: &Parsed<T>,
        id: &Spanned<String>,
        name: &str,
        aliases: &[Spanned<String>],
        rules: &[Spanned<Ambiguous>],
        target: Target,
    ) {
        let named = (name, id.span().start);
        let all = std::iter::once(named).chain(aliases.iter().map(|a| (a.get_ref().as_str(), a.span().start)));
        let surfaces: Vec<(String, &str, usize)> = all.map(|(text, at)| (fold_name(text), text, at)).collect();
        let own: HashSet<String> = surfaces.iter().map(|(folded, ..)| folded.clone()).collect();
        let by_surface = self.rules(parsed, rules, &own);
        for (number, (folded, written, at)) in surfaces.iter().enumerate() {
            if !folded.chars().any(char::is_alphanumeric) {
                self.problem(parsed, *at, format!("`{written}` folds to nothing; give a name with letters"));
                continue;
            }
            if folded.len() > LONGEST {
                self.problem(parsed, *at, format!("a name of over {LONGEST} bytes is never found; give a shorter one"));
            }
            let rule = by_surface.get(folded).copied();
            if rule.is_none() && is_short(folded) {
                let message = format!("`{written}` is short enough to mean other things; give it an `ambiguous` rule");
                self.problem(parsed, *at, message);
            }
            match self.forms.get(folded) {
                None => {
                    self.forms.insert(folded.clone(), (target, rule));
                }
                Some((other, _)) if *other == target => {
                    if number > 0 && surfaces[..number].iter().any(|(before, ..)| before == folded) {
                        let message = format!("`{written}` is there already after folding; drop it");
                        self.problem(parsed, *at, message);
                    }
                }
                Some((other, _)) => {
                    let other = self.describe(*other);
                    let message =
                        format!("`{written}` is an alias of {other}, too; an alias belongs to one entry only");
                    self.problem(parsed, *at, message);
                }
            }
        }
    }

    fn describe(&self, target: Target) -> String {
        match target {
            Target::Skill(index) => {
                let entry = &self.entries[index as usize];
                let file = &self.sources.skills[entry.file].file;
                format!("`{}` ({})", entry.source.id.get_ref(), file.display())
            }
            Target::Credential(index) => {
                format!("the credential `{}`", self.sorted_credentials()[index as usize].id.get_ref())
            }
        }
    }

    fn forms_of_skills(&mut self) {
        for index in 0..self.entries.len() {
            let source = self.entries[index].source;
            let parsed = self.file_of(index);
            let target = Target::Skill(index as SkillIndex);
            self.add_forms(parsed, &source.id, &source.name, &source.aliases, &source.ambiguous, target);
        }
    }

    fn sorted_credentials(&self) -> Vec<&'a CredentialSource> {
        let mut all: Vec<_> = self.sources.credentials.data.credential.iter().collect();
        all.sort_by(|a, b| a.id.get_ref().cmp(b.id.get_ref()));
        all
    }

    fn credentials(&mut self) -> Vec<Credential> {
        let parsed = &self.sources.credentials;
        let all = self.sorted_credentials();
        for pair in all.windows(2) {
            if pair[0].id.get_ref() == pair[1].id.get_ref() {
                let message = format!("the id `{}` is used twice; merge the entries", pair[0].id.get_ref());
                self.problem(parsed, pair[1].id.span().start, message);
            }
        }
        all.into_iter()
            .map(|source| Credential {
                id: source.id.get_ref().clone(),
                name: source.name.clone(),
                kind: source.kind,
                level: source.level.clone(),
                asked: self.asked(parsed, &source.documents),
            })
            .collect()
    }

    fn forms_of_credentials(&mut self) {
        let parsed = &self.sources.credentials;
        for (index, source) in self.sorted_credentials().into_iter().enumerate() {
            let target = Target::Credential(u32::try_from(index).unwrap_or(u32::MAX));
            self.add_forms(parsed, &source.id, &source.name, &source.aliases, &source.ambiguous, target);
        }
    }

    /// "HTML/CSS" names two skills and would hide both as the longer name: where every part is a name of its own that
    /// needs no context, the parts are found by themselves.
    fn drop_joined_names(&mut self) {
        let names: HashSet<String> = self.entries.iter().map(|entry| fold_name(&entry.source.name)).collect();
        let is_joined = |form: &str| {
            let parts: Vec<&str> = form.split('/').flat_map(|part| part.split(" and ")).collect();
            let mut targets = Vec::new();
            for part in &parts {
                match self.forms.get(*part) {
                    Some((target, None)) => targets.push(*target),
                    _ => return false,
                }
            }
            targets.sort_unstable();
            targets.dedup();
            targets.len() > 1 && targets.len() == parts.len()
        };
        let joined: Vec<String> =
            self.forms.keys().filter(|form| !names.contains(*form) && is_joined(form)).cloned().collect();
        for form in joined {
            self.forms.remove(&form);
        }
    }

    /// British and American spellings of every form, where no entry claims them.
    fn spelling_variants(&mut self, language: &crate::taxonomy::Language) {
        let mut variants = Vec::new();
        for (form, &meaning) in &self.forms {
            for variant in language.spellings(form) {
                if !self.forms.contains_key(&variant) {
                    variants.push((variant, meaning));
                }
            }
        }
        for (variant, meaning) in variants {
            self.forms.entry(variant).or_insert(meaning);
        }
    }

    fn phrases(&mut self) -> Phrases {
        let mut phrases = Phrases::default();
        let mut triggers = Vec::new();
        for index in 0..self.entries.len() {
            let parsed = self.file_of(index);
            let mut sources: Vec<_> = self.entries[index].source.phrase.iter().collect();
            sources.sort_by(|a, b| a.get_ref().pattern.cmp(&b.get_ref().pattern));
            for phrase in sources {
                let at = phrase.span().start;
                let phrase = phrase.get_ref();
                let words: Vec<String> = phrase.triggers.iter().map(|word| fold_name(word)).collect();
                if words.is_empty() || words.iter().any(|word| word.len() < 2) {
                    let message = "a phrase needs `triggers`, words of two letters or more of which one must be in the \
                                   sentence";
                    self.problem(parsed, at, message);
                }
                if let Err(error) = regex::bytes::RegexBuilder::new(&phrase.pattern).unicode(false).build() {
                    let message = format!("the pattern is no regular expression: {}", last_line(&error.to_string()));
                    self.problem(parsed, at, message);
                }
                let number = phrases.list.push(&Phrase {
                    skill: index as SkillIndex,
                    required: literals::required(&phrase.pattern),
                    begins: literals::begins(&phrase.pattern),
                });
                phrases.programs.push(&Program::compile(&phrase.pattern).unwrap_or_default());
                triggers.extend(words.into_iter().map(|word| (word, number)));
            }
        }
        phrases.triggers = Triggers::new(triggers);
        phrases
    }

    fn examples(&self) -> Vec<Examples> {
        let written = |aliases: &[Spanned<String>]| aliases.iter().map(|alias| alias.get_ref().clone()).collect();
        let skills = self.entries.iter().map(|entry| Examples {
            id: entry.source.id.get_ref().clone(),
            aliases: written(&entry.source.aliases),
            positive: entry.source.examples.clone(),
            negative: entry.source.counterexamples.clone(),
        });
        let credentials = self.sorted_credentials().into_iter().map(|source| Examples {
            id: source.id.get_ref().clone(),
            aliases: written(&source.aliases),
            positive: source.examples.clone(),
            negative: source.counterexamples.clone(),
        });
        skills.chain(credentials).collect()
    }
}

/// A misspelling is recognised of names that are one plain word of five letters or more, name a thing, and are no word
/// of the language: an ordinary word has neighbours that are typing errors of its own.
fn can_be_misspelled(form: &str, skill: &Skill, words: &WordList, language: &crate::taxonomy::Language) -> bool {
    form.len() >= 5
        && form.bytes().all(|byte| byte.is_ascii_lowercase())
        && skill.category.is_named_thing()
        && !words.has(form, language)
}

fn last_line(text: &str) -> &str {
    text.lines().last().unwrap_or(text)
}

/// "; did you mean …" when something is close enough.
pub fn nearest<'a>(wanted: &str, known: impl Iterator<Item = &'a str>) -> String {
    let best = known
        .map(|name| (strsim::osa_distance(wanted, name), name))
        .filter(|(distance, name)| *distance <= 1 + name.chars().count() / 5)
        .min();
    best.map(|(_, name)| format!("; did you mean `{name}`?")).unwrap_or_default()
}
