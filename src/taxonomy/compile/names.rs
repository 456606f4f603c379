//! Surface forms: which entry each name belongs to, and with which rule.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use toml::Spanned;

use super::near::shown;
use super::{Claim, Compiler, FileRef};
use crate::normalize::fold_name;
use crate::taxonomy::schema::Ambiguous;
use crate::taxonomy::{Category, Language, Rule, Target};

/// The most characters of a name, an alias or an id. No name is so long; a cell that lost its separators is.
pub const MAX_NAME: usize = 150;

/// Whether a folded name is so short that it means too many things to stand without a rule: three letters, or two
/// characters. A digit among three ("i2c", "px4") makes it distinct enough.
pub fn is_short(name: &str) -> bool {
    match name.chars().count() {
        0..=2 => name.chars().all(char::is_alphanumeric),
        3 => name.chars().all(char::is_alphabetic),
        _ => false,
    }
}

/// A misspelling is recognised of names that are one plain word of five letters or more, name a thing, and are no word
/// of the language: an ordinary word has neighbours that are typing errors of its own.
pub fn can_be_misspelled(form: &str, category: Category, language: &Language) -> bool {
    form.len() >= 5
        && form.bytes().all(|byte| byte.is_ascii_lowercase())
        && category.is_named_thing()
        && !crate::words::is_word(form, language)
}

/// An entry's names, with what governs them.
pub(super) struct Named<'a> {
    pub file: FileRef,
    pub id: &'a Spanned<String>,
    pub name: &'a str,
    pub aliases: &'a [Spanned<String>],
    pub rules: &'a [Spanned<Ambiguous>],
    pub has_counterexample: bool,
    pub target: Target,
}

impl<'a> Compiler<'a> {
    /// Claims the names of all entries.
    pub(super) fn name_all(&mut self) {
        for at in 0..self.skills.len() {
            let (source, file) = (self.skills[at].source, FileRef::Skills(self.skills[at].file));
            self.name_entry(&Named {
                file,
                id: &source.id,
                name: &source.name,
                aliases: &source.aliases,
                rules: &source.ambiguous,
                has_counterexample: !source.counterexamples.is_empty(),
                target: Target::Skill(self.skills[at].index),
            });
        }
        for at in 0..self.credentials.len() {
            let source = self.credentials[at].source;
            self.name_entry(&Named {
                file: FileRef::Credentials,
                id: &source.id,
                name: &source.name,
                aliases: &source.aliases,
                rules: &source.ambiguous,
                has_counterexample: !source.counterexamples.is_empty(),
                target: Target::Credential(self.credentials[at].index),
            });
        }
    }

    fn name_entry(&mut self, entry: &Named<'a>) {
        let named = (entry.name, entry.id.span().start);
        let aliases = entry.aliases.iter().map(|alias| (alias.get_ref().as_str(), alias.span().start));
        let surfaces: Vec<(String, &str, usize)> =
            std::iter::once(named).chain(aliases).map(|(text, at)| (fold_name(text), text, at)).collect();
        let own: HashSet<&str> = surfaces.iter().map(|(folded, ..)| folded.as_str()).collect();
        let mut by_surface = self.rules_of(entry, &own);
        let mut seen = HashSet::new();
        for (folded, written, at) in &surfaces {
            let again = !seen.insert(folded);
            if !self.can_be_found(entry.file, folded, written, *at) {
                continue;
            }
            let given = by_surface.get(folded).copied();
            let inherited = || self.in_base(folded).filter(|(target, _)| *target == entry.target)?.1;
            let rule = given.or_else(inherited);
            self.needs_rule(entry, folded, written, *at, rule.is_some());
            let claim = Claim { target: entry.target, rule, id: entry.id.get_ref(), file: entry.file, offset: *at };
            if again && *at != entry.id.span().start {
                let message = format!("{} is there already after folding; drop it", shown(written));
                self.problem_in(entry.file, *at, message);
            } else {
                self.claim(folded, written, claim, given.is_some());
            }
        }
        // A rule for a name that the base has already.
        by_surface.retain(|folded, _| !own.contains(folded.as_str()));
        for (folded, rule) in by_surface {
            let offset = entry.id.span().start;
            let claim =
                Claim { target: entry.target, rule: Some(rule), id: entry.id.get_ref(), file: entry.file, offset };
            self.forms.insert(folded, claim);
        }
    }

    /// Whether a name has letters, and not too many.
    fn can_be_found(&mut self, file: FileRef, folded: &str, written: &str, at: usize) -> bool {
        if !folded.chars().any(char::is_alphanumeric) {
            self.problem_in(file, at, format!("{} folds to nothing; give a name with letters", shown(written)));
            return false;
        }
        if folded.len() > MAX_NAME && folded.chars().count() > MAX_NAME {
            let message = format!("{} is longer than {MAX_NAME} characters; give a name", shown(written));
            self.problem_in(file, at, message);
            return false;
        }
        true
    }

    /// Refuses a name that means other things, too, and has no rule; in a taxonomy of its own, also one whose rule no
    /// sentence tests. Over a base an ordinary word is a hint only: the words of another field are in every dictionary.
    fn needs_rule(&mut self, entry: &Named<'a>, folded: &str, written: &str, at: usize, has_rule: bool) {
        let what = match (is_short(folded), crate::words::is_listed(folded)) {
            (true, _) => "is short enough to mean other things",
            (_, true) => "is a word of the language",
            _ => return,
        };
        if !has_rule && self.base.is_some() && !is_short(folded) {
            let message = format!("{} counts wherever it stands; an `ambiguous` rule narrows that", shown(written));
            self.hint_in(entry.file, at, message);
        } else if !has_rule {
            let message = format!("{} {what}; give it an `ambiguous` rule", shown(written));
            self.problem_in(entry.file, at, message);
        } else if !entry.has_counterexample && self.base.is_none() {
            let message = format!("{} {what}; add a counterexample that its rule must survive", shown(written));
            self.problem_in(entry.file, at, message);
        }
    }

    fn claim(&mut self, folded: &str, written: &str, claim: Claim<'a>, has_own_rule: bool) {
        if let Some(other) = self.forms.get(folded) {
            if other.target != claim.target {
                let place = match other.file {
                    FileRef::Skills(number) => self.skill_files[number].place(other.offset),
                    FileRef::Credentials => self.credential_file.place(other.offset),
                };
                let message = format!(
                    "{} is an alias of `{}` ({place}), too; an alias belongs to one entry only",
                    shown(written),
                    other.id
                );
                self.problem_in(claim.file, claim.offset, message);
            }
            return;
        }
        match self.in_base(folded) {
            Some((target, _)) if target == claim.target => {
                if has_own_rule {
                    self.forms.insert(folded.to_owned(), claim);
                }
            }
            taken => {
                if let Some((target, _)) = taken.filter(|_| !self.is_meant(claim.target, folded)) {
                    let message =
                        format!("{} goes from {} to `{}`", shown(written), self.name_in_base(target), claim.id);
                    self.note_in(claim.file, claim.offset, message);
                }
                self.forms.insert(folded.to_owned(), claim);
            }
        }
    }

    /// Whoever takes a name takes its plural: a longer form of the base would hide it there.
    pub(super) fn take_plurals(&mut self) {
        let plural = |form: &String, claim: &Claim<'a>, ending: &str| {
            let plural = format!("{form}{ending}");
            let (target, _) = self.in_base(&plural)?;
            (target != claim.target && !self.forms.contains_key(&plural)).then(|| (plural, claim.clone()))
        };
        let plurals: Vec<_> = self
            .forms
            .iter()
            .flat_map(|(form, claim)| ["s", "es"].iter().filter_map(move |ending| plural(form, claim, ending)))
            .collect();
        for (folded, claim) in plurals {
            self.claim(&folded, &folded, claim, true);
        }
    }

    /// What the base says of a folded name that it keeps.
    pub(super) fn in_base(&self, folded: &str) -> Option<(Target, Option<u32>)> {
        let base = self.base.as_ref()?;
        let form = base.taxonomy.forms.find(folded)?;
        (!base.removed.contains(folded)).then_some((form.target, form.rule))
    }

    /// Whether an entry says that it takes a name from the base.
    fn is_meant(&self, target: Target, folded: &str) -> bool {
        self.base.as_ref().is_some_and(|base| base.taken.contains(&(target, folded.to_owned())))
    }

    fn name_in_base(&self, target: Target) -> String {
        let Some(base) = &self.base else { return String::new() };
        match target {
            Target::Skill(index) => format!("`{}`", base.taxonomy.at(index).id),
            Target::Credential(index) => format!("the credential `{}`", base.taxonomy.credentials[index as usize].id),
        }
    }

    fn meaning(&self, folded: &str) -> Option<(Target, Option<u32>)> {
        self.forms.get(folded).map(|claim| (claim.target, claim.rule)).or_else(|| self.in_base(folded))
    }

    /// Whether a rule takes a name wherever it stands but in a few phrases.
    fn needs_nothing(&self, number: u32) -> bool {
        let known = self.base.as_ref().map_or(0, |base| base.taxonomy.rules.len());
        let rule = match (number as usize).checked_sub(known) {
            Some(at) => Cow::Borrowed(&self.rules[at]),
            None => Cow::Owned(self.base.iter().map(|base| base.taxonomy.rules.get(number)).next().unwrap_or_default()),
        };
        let Rule { spelled, needs, after, before, near, .. } = &*rule;
        spelled.is_empty() && needs.is_empty() && [after, before, near].iter().all(|phrases| phrases.is_empty())
    }

    /// "HTML/CSS" names two skills and would hide both as the longer name: where every part is a name of its own that
    /// needs no context, the parts are found by themselves.
    pub(super) fn drop_joined_names(&mut self) {
        let names: HashSet<String> = self.skills.iter().map(|entry| fold_name(&entry.source.name)).collect();
        let is_joined = |form: &str| {
            if !form.contains('/') && !form.contains(" and ") {
                return false;
            }
            let parts: Vec<&str> = form.split('/').flat_map(|part| part.split(" and ")).collect();
            let mut targets = Vec::new();
            for part in &parts {
                match self.meaning(part) {
                    Some((target, rule)) if rule.is_none_or(|rule| self.needs_nothing(rule)) => targets.push(target),
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
    pub(super) fn spelling_variants(&mut self, language: &Language) {
        let mut variants = HashMap::new();
        for (form, claim) in &self.forms {
            let before = self.in_base(form).map(|(target, _)| target);
            for variant in language.spellings(form) {
                if self.forms.contains_key(&variant) {
                    continue;
                }
                // A spelling goes where the name goes that it is a spelling of.
                let free = self.in_base(&variant).is_none_or(|(target, _)| before == Some(target));
                if free {
                    variants.entry(variant).or_insert_with(|| claim.clone());
                }
            }
        }
        self.forms.extend(variants);
    }
}
