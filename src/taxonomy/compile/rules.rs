//! Ambiguity rules and evidence phrases.

use std::collections::{BTreeMap, HashSet};

use super::names::Named;
use super::near::shown;
use super::{Compiler, FileRef, actions};
use crate::normalize::fold_name;
use crate::taxonomy::language::{ActionWords, alternatives};
use crate::taxonomy::{ActionNeeds, Needs, Phrase, Rule, SkillIndex, literals};

impl<'a> Compiler<'a> {
    /// Compiles the rules of one entry; the result maps folded surfaces to rule numbers. `own` are the folded names
    /// that the entry gives itself.
    pub(super) fn rules_of(&mut self, entry: &Named<'a>, own: &HashSet<&str>) -> BTreeMap<String, u32> {
        let mut by_surface = BTreeMap::new();
        for rule in entry.rules {
            let at = rule.span().start;
            let rule = rule.get_ref();
            let companions = self.companions(entry.file, at, &rule.companions);
            let before = self.base.as_ref().map_or(0, |base| base.taxonomy.rules.len());
            let number = (before + self.rules.len()) as u32;
            self.rules.push(Rule {
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
                let inherited = || self.in_base(&folded).is_some_and(|(target, _)| target == entry.target);
                if !own.contains(folded.as_str()) && !inherited() {
                    let surface = shown(surface);
                    let message =
                        format!("the rule is for {surface}, which is neither the name nor an alias; add the alias");
                    self.problem_in(entry.file, at, message);
                } else if by_surface.insert(folded, number).is_some() {
                    self.problem_in(entry.file, at, format!("{} has two rules; merge them", shown(surface)));
                }
            }
        }
        by_surface
    }

    fn companions(&mut self, file: FileRef, at: usize, ids: &[String]) -> Vec<SkillIndex> {
        let mut companions = Vec::with_capacity(ids.len());
        for id in ids {
            match self.skill(id) {
                Some(index) => companions.push(index),
                None => {
                    let near = self.near_skill(id);
                    self.problem_in(file, at, format!("`companions` names {}, which is no skill{near}", shown(id)));
                }
            }
        }
        companions
    }

    pub(super) fn phrases(&mut self, words: &ActionWords) -> Vec<Phrase> {
        let mut phrases = Vec::new();
        for at in 0..self.skills.len() {
            let (source, skill) = (self.skills[at].source, self.skills[at].index);
            let parsed = self.file_of(at);
            for phrase in &source.phrase {
                let at = phrase.span().start;
                let phrase = phrase.get_ref();
                let triggers = fold_all(&phrase.triggers);
                if triggers.is_empty()
                    || triggers.len() < phrase.triggers.len()
                    || triggers.iter().any(|word| word.len() < 2)
                {
                    let message = "a phrase needs `triggers`, words of two letters or more of which one must be in the \
                                   sentence";
                    self.problem(parsed, at, message);
                }
                if let Err(error) = regex::bytes::RegexBuilder::new(&phrase.pattern).unicode(false).build() {
                    let message = format!("the pattern is no regular expression: {}", last_line(&error.to_string()));
                    self.problem(parsed, at, message);
                }
                phrases.push(phrase_of(skill, triggers, phrase.pattern.clone(), None));
            }
            for action in &source.action {
                let (at, action) = (action.span().start, action.get_ref());
                let (acts, objects) = (readings(&action.acts), readings(&action.objects));
                if acts.is_empty() || objects.is_empty() || acts.iter().any(|word| word.len() < 2) {
                    let message = "an action needs `acts`, verbs or nouns of two letters or more, and `objects`, what is \
                                   acted upon";
                    self.problem(parsed, at, message);
                    continue;
                }
                let needs = ActionNeeds { without: readings(&action.without), near: readings(&action.near) };
                for pattern in actions::patterns(&acts, &objects, words) {
                    phrases.push(phrase_of(skill, acts.clone(), pattern, Some(needs.clone())));
                }
            }
        }
        phrases.sort_by(|a, b| (a.needs.skill, &a.pattern).cmp(&(b.needs.skill, &b.pattern)));
        phrases
    }
}

fn phrase_of(skill: SkillIndex, triggers: Vec<String>, pattern: String, action: Option<ActionNeeds>) -> Phrase {
    let (routes, begins) = (literals::routes(&pattern), literals::begins(&pattern));
    Phrase { needs: Needs { skill, routes, begins }, triggers, pattern, action }
}

/// Folded words, every way to read each.
fn readings(written: &[String]) -> Vec<String> {
    let all: Vec<String> = written.iter().flat_map(|word| alternatives(word)).collect();
    fold_all(&all)
}

/// Folded phrases, without those of which nothing is left.
fn fold_all(phrases: &[String]) -> Vec<String> {
    phrases.iter().map(|phrase| fold_name(phrase)).filter(|phrase| !phrase.is_empty()).collect()
}

fn last_line(text: &str) -> &str {
    text.lines().last().unwrap_or(text)
}
