//! Ambiguity rules: whether an ambiguous name means the skill here.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

use super::Reason;
use super::search::{
    Probes, Sieve, SoughtSet, boundary_after, boundary_before, contains_phrase, ends_with_phrase, find,
    starts_with_phrase,
};
use super::view::View;
use crate::normalize::is_hyphen;
use crate::taxonomy::{Context, Rule};

use super::candidates::Candidate;

/// A rule that was asked for.
pub struct Ready {
    rule: Rule,
    never: Vec<Never>,
    /// Of each of those.
    probes: Vec<Probes>,
    near: SoughtSet,
}

/// A phrase that means something else.
struct Never {
    phrase: String,
    /// Whether it can only stand within a sentence.
    within: bool,
}

impl Ready {
    /// Makes a rule ready to decide by.
    pub fn new(mut rule: Rule) -> Self {
        let never = std::mem::take(&mut rule.never).into_iter().map(|phrase| {
            let within = phrase.is_ascii() && !phrase.contains(['\n', '.', '!', '?']);
            Never { phrase, within }
        });
        let never: Vec<Never> = never.collect();
        let probes = never.iter().map(|never| Probes::of(&never.phrase)).collect();
        let near = SoughtSet::new(std::mem::take(&mut rule.near));
        Self { never, probes, near, rule }
    }
}

/// Decides an ambiguous candidate. The order of the contexts is that of their weight as evidence.
pub fn decide(view: &View<'_, '_>, ready: &Ready, candidate: &Candidate) -> Reason {
    let text = view.text();
    let Ready { rule, near, .. } = ready;
    if !rule.spelled.is_empty() {
        let written = view.original(candidate);
        // A plural ending or a version is not part of the spelling; folding may have changed white space and hyphens.
        let spelled = rule.spelled.iter().any(|spelled| starts_with_spelling(written, spelled));
        if !spelled {
            return Reason::Spelling;
        }
    }
    let needs_sieve = !ready.never.is_empty() || !near.is_empty();
    let sieve = if needs_sieve { view.sieve(candidate.sentence) } else { Sieve::default() };
    if is_never(view, ready, &sieve, candidate) {
        return Reason::Never;
    }
    if rule.needs.is_empty() && rule.after.is_empty() && rule.before.is_empty() && near.is_empty() {
        return Reason::Rule("as its spelling says");
    }
    let before = text[..candidate.folded.start].trim_end_matches([' ', '"', '(']);
    if rule.after.iter().any(|phrase| ends_with_phrase(before, phrase)) {
        return Reason::Rule("the words before it decide");
    }
    let after = text[candidate.folded.end..].trim_start_matches([' ', '"', ')']);
    if rule.before.iter().any(|phrase| starts_with_phrase(after, phrase)) {
        return Reason::Rule("the words after it decide");
    }
    let sentence = view.sentence(candidate);
    let around = [
        &text[sentence.start.min(candidate.folded.start)..candidate.folded.start],
        &text[candidate.folded.end..sentence.end.max(candidate.folded.end)],
    ];
    if near.possible(&sieve).any(|word| around.iter().any(|side| contains_phrase(side, word))) {
        return Reason::Rule("a word near it decides");
    }
    for context in &rule.needs {
        match context {
            Context::List if view.in_skill_list(candidate) => return Reason::Rule("an item in a list of skills"),
            Context::SkillsSection if view.in_skills_section(candidate) => {
                return Reason::Rule("an item in a section of skills");
            }
            Context::Companion if view.has_companion(candidate, &rule.companions) => {
                return Reason::Rule("another skill in the same sentence");
            }
            Context::Cue if view.has_cue(candidate) => return Reason::Rule("words that go with skills beside it"),
            _ => {}
        }
    }
    if view.is_named_tool(candidate) {
        return Reason::Rule("a capitalised name before a word of its trade");
    }
    if view.is_at_work(candidate) {
        return Reason::Rule("a capitalised name in what tells of work of its trade");
    }
    if rule.needs.contains(&Context::Companion) && view.is_of_its_field(candidate, &rule.companions) {
        return Reason::Rule("skills of its field elsewhere in the document");
    }
    Reason::NoContext
}

fn starts_with_spelling(written: &str, spelled: &str) -> bool {
    if written.starts_with(spelled) {
        return true;
    }
    // The compatibility form undoes ligatures: "Snow\u{fb02}ake".
    if written.is_ascii() { starts_with(written.chars(), spelled) } else { starts_with(written.nfkc(), spelled) }
}

fn starts_with(written: impl Iterator<Item = char>, spelled: &str) -> bool {
    let mut written = written.filter(|c| !c.is_whitespace() && !is_hyphen(*c) && *c != '\u{ad}');
    spelled.chars().filter(|c| !c.is_whitespace() && !is_hyphen(*c)).all(|wanted| written.next() == Some(wanted))
}

/// Whether a phrase that means something else speaks against the candidate.
fn is_never(view: &View<'_, '_>, ready: &Ready, sieve: &Sieve, candidate: &Candidate) -> bool {
    ready.probes.iter().zip(&ready.never).any(|(&probes, Never { phrase, within })| {
        let may_stand = sieve.may_hold(probes);
        (may_stand || !within)
            && is_inside(view, phrase, may_stand, candidate)
            && !view.is_name_after_all(phrase, candidate)
    })
}

/// Whether a phrase that means something else covers the candidate, or, when the phrase does not hold the name at
/// all, stands in its sentence, where it may stand for all that is known.
fn is_inside(view: &View<'_, '_>, phrase: &str, may_stand: bool, candidate: &Candidate) -> bool {
    let text = view.text();
    let Range { start, end } = candidate.folded;
    if find(phrase.as_bytes(), text[start..end].trim_end_matches('s').as_bytes()).is_none() {
        return may_stand && contains_phrase(&text[view.sentence(candidate)], phrase);
    }
    // Wherever it covers the candidate, it begins no later than that, and ends no earlier.
    (end.saturating_sub(phrase.len())..=start).any(|at| {
        text.as_bytes()[at] == phrase.as_bytes()[0]
            && text.as_bytes()[at..].starts_with(phrase.as_bytes())
            && boundary_before(text, at)
            && (boundary_after(text, at + phrase.len()) || text[at + phrase.len()..].starts_with('s'))
    })
}
