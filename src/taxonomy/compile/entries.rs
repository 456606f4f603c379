//! The entries themselves: ids, fields, examples.

use toml::Spanned;

use super::near::shown;
use super::{Compiler, CredentialEntry, Entry, FileRef, MAX_NAME};
use crate::taxonomy::schema::SkillFile;
use crate::taxonomy::{Credential, Examples, Skill, SkillIndex, load::Parsed};

impl<'a> Compiler<'a> {
    /// Collects the entries of all files by id, and numbers them.
    pub(super) fn collect(&mut self) {
        self.collect_skills();
        self.collect_credentials();
    }

    fn collect_skills(&mut self) {
        for (file, parsed) in self.skill_files.iter().enumerate() {
            let mut before = "";
            for source in &parsed.data.skill {
                let id = source.id.get_ref().as_str();
                let at = source.id.span().start;
                if id < before && self.base.is_none() {
                    self.problem(
                        parsed,
                        at,
                        format!("`{id}` stands after `{before}`; keep the skills of a file sorted by id"),
                    );
                }
                before = id;
                self.check_id(FileRef::Skills(file), &source.id);
                self.skills.push(Entry { source, file, index: 0 });
            }
        }
        self.skills.sort_by(|a, b| a.source.id.get_ref().cmp(b.source.id.get_ref()));
        let mut next = self.base.as_ref().map_or(0, |base| base.taxonomy.skills.len()) as SkillIndex;
        for at in 0..self.skills.len() {
            let source = self.skills[at].source;
            let id = source.id.get_ref().as_str();
            let known = self.base.as_ref().and_then(|base| base.taxonomy.skill(id)).map(|(index, _)| index);
            let index = known.unwrap_or(next);
            if self.ids.insert(id, index).is_some() {
                let first = &self.skills[at - 1];
                let parsed = &self.skill_files[first.file];
                let place = parsed.place(first.source.id.span().start);
                let message = format!("the id {} is used twice ({place}); merge the entries", shown(id));
                self.problem_in(FileRef::Skills(self.skills[at].file), source.id.span().start, message);
            }
            self.skills[at].index = index;
            next += u32::from(known.is_none());
        }
    }

    fn collect_credentials(&mut self) {
        let mut all: Vec<_> = self.credential_file.data.credential.iter().collect();
        all.sort_by(|a, b| a.id.get_ref().cmp(b.id.get_ref()));
        for pair in all.windows(2).filter(|pair| pair[0].id.get_ref() == pair[1].id.get_ref()) {
            let message = format!("the id {} is used twice; merge the entries", shown(pair[0].id.get_ref()));
            self.problem(self.credential_file, pair[1].id.span().start, message);
        }
        let known = |id: &str| {
            let base = self.base.as_ref()?;
            base.taxonomy.credentials.iter().position(|credential| credential.id == id).map(|at| at as u32)
        };
        let mut next = self.base.as_ref().map_or(0, |base| base.taxonomy.credentials.len()) as u32;
        let mut entries = Vec::with_capacity(all.len());
        for source in all {
            let known = known(source.id.get_ref());
            entries.push(CredentialEntry { source, index: known.unwrap_or(next) });
            next += u32::from(known.is_none());
        }
        self.credentials = entries;
        if self.base.is_some() {
            for at in 0..self.credentials.len() {
                self.check_id(FileRef::Credentials, &self.credentials[at].source.id);
            }
        }
    }

    fn check_id(&mut self, file: FileRef, spanned: &Spanned<String>) {
        let id = spanned.get_ref();
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if id.is_empty() || !id.chars().all(plain) {
            self.problem_in(file, spanned.span().start, format!("{} is no id; use a-z, 0-9 and hyphens", shown(id)));
        } else if id.len() > MAX_NAME {
            let message = format!("{} is no id; one has at most {MAX_NAME} characters", shown(id));
            self.problem_in(file, spanned.span().start, message);
        }
    }

    pub(super) fn file_of(&self, entry: usize) -> &'a Parsed<SkillFile> {
        &self.skill_files[self.skills[entry].file]
    }

    /// The skills of the entries, in their order.
    pub(super) fn compiled_skills(&mut self) -> Vec<Skill> {
        (0..self.skills.len())
            .map(|at| {
                let source = self.skills[at].source;
                let parsed = self.file_of(at);
                if source.examples.is_empty() && self.base.is_none() {
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

    /// The credentials of the entries, in their order.
    pub(super) fn compiled_credentials(&mut self) -> Vec<Credential> {
        (0..self.credentials.len())
            .map(|at| {
                let source = self.credentials[at].source;
                Credential {
                    id: source.id.get_ref().clone(),
                    name: source.name.clone(),
                    kind: source.kind,
                    level: source.level.clone(),
                    asked: self.asked(self.credential_file, &source.documents),
                }
            })
            .collect()
    }

    /// What people want to know of the entries, in their order.
    pub(super) fn examples(&self) -> Vec<Examples> {
        let written = |aliases: &[Spanned<String>]| aliases.iter().map(|alias| alias.get_ref().clone()).collect();
        let skills = self.skills.iter().map(|entry| Examples {
            id: entry.source.id.get_ref().clone(),
            aliases: written(&entry.source.aliases),
            positive: entry.source.examples.clone(),
            negative: entry.source.counterexamples.clone(),
        });
        let credentials = self.credentials.iter().map(|entry| Examples {
            id: entry.source.id.get_ref().clone(),
            aliases: written(&entry.source.aliases),
            positive: entry.source.examples.clone(),
            negative: entry.source.counterexamples.clone(),
        });
        skills.chain(credentials).collect()
    }
}
