//! Names that share their last word: "software or machine learning engineering" names two fields.
//!
//! The name with the word is found as every other. Before it, "or", "and" or a slash may stand behind words that make a
//! name with the same last word. With "or" nothing else can be meant; with "and" the words before might stand for
//! themselves ("collected data and machine learning papers"), so the name must begin its phrase and be that of a field.

use std::ops::Range;

use super::candidates::Candidate;
use super::view::View;
use super::{Decision, Found, Reason};
use crate::normalize::is_word_char;
use crate::taxonomy::Target;
use crate::taxonomy::posting::is_in;

/// How many of the names before may overlap one.
const NEAR: usize = 24;
/// The most words before the shared one, and the longest of them, in bytes.
const WORDS: usize = 2;
const LONGEST: usize = 32;

impl View<'_, '_> {
    /// Adds the first of two names that share their last word. `decisions` begins with those of [`View::decide`], one
    /// for each candidate.
    pub fn shared_heads(&self, decisions: &mut Vec<Decision>) {
        let taken = |decision: &Decision| decision.reason.taken() && decision.found != Found::Phrase;
        let mut found = Vec::new();
        for (index, (candidate, decision)) in self.candidates.iter().zip(&*decisions).enumerate() {
            if !taken(decision) {
                continue;
            }
            let Some((first, other)) = self.before_shared_head(candidate) else { continue };
            let mut known = self.candidates[..index].iter().zip(&decisions[..index]).rev().take(NEAR);
            let overlaps = known.any(|(name, decision)| {
                taken(decision) && name.folded.start < first.end && name.folded.end > first.start
            });
            if other == decision.target || overlaps {
                continue;
            }
            let candidate = self.candidate_at(candidate.form, first);
            let reason = self.refusal(&candidate, other).unwrap_or(Reason::SharedHead);
            found.push(self.decision(&candidate, other, Found::Exact, reason, 0));
        }
        decisions.extend(found);
    }

    /// The words before a name that make another one with its last word, and what that one is.
    fn before_shared_head(&self, candidate: &Candidate) -> Option<(Range<usize>, Target)> {
        let taxonomy = self.matcher.taxonomy;
        let sentence = self.sentence(candidate);
        let text = &self.text()[sentence.start..candidate.folded.start];
        let (before, sure) = self.without_join(text)?;
        let form = taxonomy.forms.get(candidate.form);
        let head = &form.text[form.text.rfind(' ')? + 1..];
        if !sure && !is_in(&taxonomy.language.shared_heads, head) {
            return None;
        }
        let mut start = before.len();
        for _ in 0..WORDS {
            start = before[..start]
                .trim_end_matches(' ')
                .rfind(|c: char| !is_word_char(c))
                .map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
            let first = &before[start..];
            if first.is_empty() || first.len() > LONGEST || first.contains(|c: char| !is_word_char(c) && c != ' ') {
                return None;
            }
            let other = taxonomy.forms.find(&format!("{first} {head}")).filter(|other| other.rule.is_none());
            let skill = other.and_then(|other| match other.target {
                Target::Skill(skill) => Some(skill),
                Target::Credential(_) => None,
            });
            let idea = skill.filter(|&skill| !taxonomy.at(skill).category.is_named_thing());
            if let Some(skill) = idea.filter(|_| sure || self.begins_phrase(&before[..start])) {
                let at = sentence.start + start;
                return Some((at..at + first.len(), Target::Skill(skill)));
            }
        }
        None
    }

    /// A text without the "or" or "and" that it ends with, and whether what precedes that can only be a part of a name.
    fn without_join<'t>(&self, text: &'t str) -> Option<(&'t str, bool)> {
        let lists = &self.matcher.lists;
        if let Some(before) = text.strip_suffix('/') {
            return Some((before, true));
        }
        let text = text.strip_suffix(' ')?;
        let (before, join) = text.rsplit_once(' ')?;
        match join {
            "/" => Some((before, true)),
            join if lists.or.contains(join) => Some((before, true)),
            join if lists.and.contains(join) => Some((before, false)),
            _ => None,
        }
    }

    /// Whether a phrase begins behind a text: after punctuation, or a word that goes with fields of work.
    fn begins_phrase(&self, before: &str) -> bool {
        let before = before.trim_end_matches(' ');
        let word = before.rfind(|c: char| !is_word_char(c)).map_or(before, |at| before[at..].trim_matches(' '));
        !before.ends_with(is_word_char) || is_in(&self.matcher.taxonomy.language.before_shared, word)
    }
}
